//! One person's terms in one office.

use date::{Date, Day, Span};
use kb::{End, Holder, RecordId, Status};

use super::Comparer;
use super::teller::Teller;
use crate::cli::kb::import::facts::{Ending, Term};
use crate::cli::kb::import::judge::{self, Change};

impl Comparer<'_> {
    /// One person's terms in one office.
    pub(super) fn terms(
        &self,
        person: RecordId,
        office: RecordId,
        told: Vec<&Term>,
        tell: &mut Teller<'_>,
    ) -> Vec<Term> {
        let kb = self.kb;
        let base = kb
            .person(person)
            .terms
            .iter()
            .filter(|it| it.office == office);
        let base: Vec<&kb::Term> = base.collect();
        let mut agreed = vec![false; base.len()];
        let mut rest = Vec::new();
        for term in told {
            let same = (0..base.len()).find(|it| self.agree(base[*it], term));
            match same {
                Some(at) => {
                    agreed[at] = true;
                    self.details(person, base[at], term, tell);
                }
                None => rest.push(term.clone()),
            }
        }
        // Wikidata has a term for every re-election, the base one for all of them, or the other way round.
        let mut new = Vec::new();
        for run in runs(rest) {
            let span = may(run.from, run.to);
            let near = |it: &usize| base[*it].span_within(Day::MAX).may.overlaps(span);
            let mut open: Vec<&kb::Term> = (0..base.len())
                .filter(|it| !agreed[*it])
                .filter(near)
                .map(|it| base[it])
                .collect();
            if open.is_empty() {
                let known = (0..base.len()).filter(|it| agreed[*it]);
                let mut known = known.map(|it| base[it].span_within(Day::MAX).may);
                if known.any(|it| it.covers(span)) {
                    continue;
                }
                open = (0..base.len()).filter(near).map(|it| base[it]).collect();
            }
            match whole(&open) {
                Some(known) => self.differ(&known, &run, tell),
                None if self.new_term(&run, Some(person), tell) => new.push(run),
                None => {}
            }
        }
        new
    }

    fn agree(&self, base: &kb::Term, term: &Term) -> bool {
        let from = term
            .from
            .is_none_or(|it| judge::date(base.from, it).is_none());
        from && judge::end(base.to, self.kb.term_as_of(base), term.to).is_none()
    }

    fn differ(&self, base: &kb::Term, term: &Term, tell: &mut Teller<'_>) {
        let office = Some(base.office);
        let from = term
            .from
            .and_then(|it| Some((judge::date(base.from, it)?, it)));
        if let Some((change, found)) = from {
            let base = base.from.map(|it| it.to_string());
            tell.push(change, "term.from", office, base, found.to_string());
        }
        if let Some(change) = judge::end(base.to, self.kb.term_as_of(base), term.to) {
            let base = Some(judge::end_text(base.to));
            tell.push(change, "term.to", office, base, judge::ending_text(term.to));
        }
    }

    /// What else is told of a term on whose dates both agree.
    fn details(&self, person: RecordId, base: &kb::Term, term: &Term, tell: &mut Teller<'_>) {
        let (kb, office) = (self.kb, Some(base.office));
        if term.acting && base.status == Status::Regular {
            let base = Some("regular".to_owned());
            tell.push(
                Change::Changed,
                "term.status",
                office,
                base,
                "acting".to_owned(),
            );
        }
        if let (Some(number), Some(found)) = (base.number, term.number)
            && number != found
        {
            let base = Some(number.to_string());
            tell.push(
                Change::Contradicted,
                "term.number",
                office,
                base,
                found.to_string(),
            );
        }
        for (statement, other, next) in [
            (
                "term.replaces",
                term.replaces,
                self.next_to(person, base, false),
            ),
            (
                "term.replaced-by",
                term.replaced_by,
                self.next_to(person, base, true),
            ),
        ] {
            let other = other.and_then(|it| self.records.get(&it));
            if let (Some(other), Some(regular)) = (other, next.last())
                && !next.contains(other)
            {
                let base = Some(kb.slug(*regular).to_owned());
                tell.push(
                    Change::Contradicted,
                    statement,
                    office,
                    base,
                    kb.slug(*other).to_owned(),
                );
            }
        }
    }

    /// Those who held the office before or after a term, up to the first who did so regularly. Empty where the records are
    /// not complete.
    fn next_to(&self, person: RecordId, term: &kb::Term, after: bool) -> Vec<RecordId> {
        let kb = self.kb;
        let office = kb.office(term.office);
        let (Some(from), Some(since)) = (term.from, office.complete_since) else {
            return Vec::new();
        };
        let complete = since.last() < from.first();
        if office.seats != 1 || !complete || term.status != Status::Regular {
            return Vec::new();
        }
        let holders = kb.holders(term.office).iter();
        let start = |it: &Holder| kb.term(*it).from.map(Date::first);
        let mut others: Vec<(Day, &Holder)> =
            holders.filter_map(|it| Some((start(it)?, it))).collect();
        others.retain(|(start, it)| {
            let side = if after {
                *start > from.last()
            } else {
                *start < from.first()
            };
            side && it.person != person && kb.term(**it).status != Status::Designate
        });
        if !after {
            others.reverse();
        }
        let mut next = Vec::new();
        for (_, holder) in others {
            next.push(holder.person);
            if kb.term(*holder).status == Status::Regular {
                return next;
            }
        }
        Vec::new()
    }

    /// Tells of a term that the base does not have; whether nothing in the base speaks against it.
    pub(super) fn new_term(
        &self,
        term: &Term,
        person: Option<RecordId>,
        tell: &mut Teller<'_>,
    ) -> bool {
        let office = Some(term.office);
        let base = (!term.acting)
            .then(|| self.holder_then(term, person))
            .flatten();
        let change = if base.is_some() {
            Change::Contradicted
        } else {
            Change::New
        };
        let free = base.is_none();
        tell.push(change, "term", office, base, period(term));
        free
    }

    /// Who else certainly held an office of one seat at the time, by more than the day of a handover.
    fn holder_then(&self, term: &Term, person: Option<RecordId>) -> Option<String> {
        let kb = self.kb;
        if kb.office(term.office).seats != 1 {
            return None;
        }
        let sure = sure(term)?;
        let holders = kb.holders(term.office).iter();
        let mut others = holders.filter(|it| Some(it.person) != person);
        let other = others.find(|it| {
            let base = kb.term(**it);
            let held = base.span_within(kb.term_as_of(base)).sure;
            let both = held.map(|it| it.intersect(sure));
            base.status == Status::Regular && both.and_then(Span::days).is_some_and(|it| it > 1)
        })?;
        let base = kb.term(*other);
        let period = judge::interval(base.from, &judge::end_text(base.to));
        Some(format!("{} {period}", kb.slug(other.person)))
    }
}

/// Terms that follow one another without a gap as one.
pub(super) fn runs(terms: Vec<Term>) -> Vec<Term> {
    let mut runs: Vec<Term> = Vec::new();
    for term in terms {
        if let Some(last) = runs.last_mut()
            && let (Ending::On(end), Some(start)) = (last.to, term.from)
            && judge::follows(end, start)
            && last.acting == term.acting
        {
            last.to = term.to;
            last.replaced_by = term.replaced_by;
            continue;
        }
        runs.push(term);
    }
    runs
}

/// The same for terms of the base; `None` where there are none.
fn whole(terms: &[&kb::Term]) -> Option<kb::Term> {
    let mut terms = terms.iter();
    let mut whole: kb::Term = (*terms.next()?).clone();
    for term in terms {
        match (whole.to, term.from) {
            (End::On(end), Some(start)) if judge::follows(end, start) => {
                whole.to = term.to;
                whole.sources.clone_from(&term.sources);
            }
            _ => break,
        }
    }
    Some(whole)
}

/// The days on which a term may have run.
pub(super) fn may(from: Option<Date>, to: Ending) -> Span {
    Span {
        from: from.map(Date::first),
        to: match to {
            Ending::On(date) => Some(date.last()),
            Ending::Unknown | Ending::Open | Ending::Running => None,
        },
    }
}

/// The days on which it certainly ran.
fn sure(term: &Term) -> Option<Span> {
    let from = term.from.filter(|it| it.is_certain())?.last();
    let to = match term.to {
        Ending::On(date) if date.is_certain() => date.first(),
        Ending::Running => Day::MAX,
        _ => return None,
    };
    (from <= to).then(|| Span::new(from, to))
}

pub(super) fn period(term: &Term) -> String {
    let acting = if term.acting { ", acting" } else { "" };
    let period = judge::interval(term.from, &judge::ending_text(term.to));
    let open = if term.to == Ending::Open {
        " (no end told)"
    } else {
        ""
    };
    format!("{period}{open}{acting}")
}
