use date::{Day, Span, Truth};
use kb::{End, Holder, RecordId};

use crate::check::{Checker, Example, Page};
use crate::claims::is_checked;
use crate::office::{held, is_head};
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "kb/handover-window",
    title: "check by hand: the office changed these days",
    severity: Severity::Information,
    on: true,
    explanation: "\
The article names the office of a leader within seven days of a change of its holder; or it names somebody under a title that
the records can no longer vouch for, since they end before. Told once per article: what the checks say or do not say of this
office wants a second look.",
    examples: &[
        Example { date: "2022-10-26", text: "British «Prime Minister Rishi Sunak» spoke in Downing Street.", fixed: None },
        Example { date: "2012-05-16", text: "French «President François Hollande» flew to Berlin.", fixed: None },
        Example { date: "2012-06-16", text: "French President François Hollande flew to Berlin.", fixed: None },
        Example { date: "2022-11-26", text: "British Prime Minister Rishi Sunak spoke in Downing Street.", fixed: None },
        Example { date: "2012-05-16", text: "German Chancellor Angela Merkel was in Berlin.", fixed: None },
        Example { date: "2022-10-26", text: "The king spoke in Buckingham Palace.", fixed: None },
    ],
};

/// Days on either side of a change.
const WINDOW: i32 = 7;

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let published = checker.ctx.publication.hard;
    if published.days().is_none_or(|it| it > 8) {
        return;
    }
    let changed = |checker: &Checker<'_>, link: usize| change(checker, link, published);
    let finding = (0..checker.ctx.links.len())
        // A finding on the same title says more.
        .filter(|it| checker.claim_on(*it).is_none())
        .find_map(|it| changed(checker, it))
        .or_else(|| (0..checker.ctx.links.len()).find_map(|it| presumed(checker, it, published)));
    findings.extend(finding);
}

/// The office of a titled mention changed hands these days.
fn change(checker: &Checker<'_>, link: usize, published: Span) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let office = named_office(checker, link)?;
    let near = |day: Day| {
        (-WINDOW..=WINDOW).contains(&day.days_since(published.first())) || published.contains(day)
    };
    let holders = kb.holders(office);
    let began = holders.iter().copied().find_map(|it| {
        let day = kb.term(it).from?.exact_day()?;
        near(day).then_some((it, day))
    });
    let ended = holders.iter().copied().find_map(|it| {
        let End::On(to) = kb.term(it).to else {
            return None;
        };
        let day = to.exact_day()?;
        near(day).then_some((it, day))
    });
    let (_, day) = began.or(ended)?;
    let terms: Vec<Holder> = [ended, began]
        .into_iter()
        .flatten()
        .map(|it| it.0)
        .collect();
    let message = format!(
        "This office changed hands on {}: {}. Check by hand who is called what.",
        day.long(),
        kb.name(office)
    );
    Some(finding(checker, link, message, terms))
}

/// A running term of which the records no longer vouch that it runs.
fn presumed(checker: &Checker<'_>, link: usize, published: Span) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let office = named_office(checker, link)?;
    let person = *checker.ctx.links[link].mention.records.first()?;
    let days = checker.ctx.settings.presume_days;
    let terms = &kb.person(person).terms;
    let term = terms.iter().position(|it| {
        it.office == office
            && it.to == End::Running
            && held(kb, it, published, days) == Truth::CannotTell
            && kb.term_as_of(it) < published.first()
    })?;
    let message = format!(
        "The records end on {}: whether {} still holds this office they do not know.",
        kb.term_as_of(&terms[term]).long(),
        kb.name(person)
    );
    let term = Holder {
        person,
        term: term as u16,
    };
    Some(finding(checker, link, message, vec![term]))
}

/// The single-seat office of a head that a mention names by its title.
fn named_office(checker: &Checker<'_>, link: usize) -> Option<RecordId> {
    let kb = checker.ctx.kb;
    let link = &checker.ctx.links[link];
    let block = &checker.ctx.document.blocks[link.block];
    let title = link.mention.title.as_ref()?;
    let office = link.mention.claimed?;
    (title.status.is_none()
        && is_checked(block.kind, &block.text)
        && is_head(kb, office)
        && kb.office(office).seats == 1)
        .then_some(office)
}

fn finding(checker: &Checker<'_>, link: usize, message: String, terms: Vec<Holder>) -> Finding {
    let kb = checker.ctx.kb;
    Finding {
        code: PAGE.code,
        severity: PAGE.severity,
        range: checker.ctx.links[link].mention.phrase,
        message,
        fixes: Vec::new(),
        evidence: terms
            .into_iter()
            .map(|it| statement::of_term(kb, it))
            .collect(),
        related: Vec::new(),
        tag: None,
    }
}
