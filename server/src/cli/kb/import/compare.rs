//! Entities against the records of the base.

use date::{Date, Day, Span};
use kb::{ActKind, End, Holder, Kb, Kind, Lifetime, NameKind, RecordId, Role, Status};
use rustc_hash::{FxHashMap, FxHashSet};
use wikidata::{Entity, Id, Property, Value, Wanted};

use super::facts::{self, Ending, Term, Told};
use super::judge::{self, Change};
use super::report::Difference;
use crate::cli::kb::words::all_names;

/// Holds one entity after another against the base. Keeps what offices and states say of persons until the end, and of
/// every other entity no more than its id.
pub struct Comparer<'a> {
    kb: &'a Kb,
    records: FxHashMap<Id, RecordId>,
    offices: FxHashMap<Id, RecordId>,
    seen: FxHashSet<Id>,
    /// Who was told to have held what by his own entity.
    held: FxHashSet<(Id, RecordId)>,
    named: Vec<Named>,
    current: FxHashSet<(Id, RecordId)>,
    latest: Option<Day>,
}

/// What came of one entity.
#[derive(Default)]
pub struct Compared {
    pub differences: Vec<Difference>,
    /// What could be written of it.
    pub draft: Option<Draft>,
}

/// A person of whom there is something new.
pub struct Draft {
    pub id: Id,
    /// `None`: a person whom the base does not know.
    pub record: Option<RecordId>,
    pub name: String,
    pub aliases: Vec<String>,
    pub native: Vec<String>,
    pub families: Vec<Id>,
    pub givens: Vec<Id>,
    pub born: Option<Date>,
    pub died: Option<Date>,
    /// New ones only.
    pub terms: Vec<Term>,
}

/// A holder whom an office or a state names.
struct Named {
    who: Id,
    by: Id,
    /// The holder is meant to have held one of these.
    offices: Vec<RecordId>,
    term: Term,
}

/// What of Wikidata concerns the base: its own records, and whoever names its offices.
pub fn wanted(kb: &Kb) -> Wanted {
    let (records, offices) = ids(kb);
    Wanted {
        own: records.into_keys().collect(),
        named: offices.into_keys().collect(),
    }
}

/// The records, and of them the offices, by their Wikidata ids.
fn ids(kb: &Kb) -> (FxHashMap<Id, RecordId>, FxHashMap<Id, RecordId>) {
    let kinds = [
        Kind::Person,
        Kind::Office,
        Kind::State,
        Kind::Organisation,
        Kind::Treaty,
        Kind::Event,
    ];
    let records: FxHashMap<Id, RecordId> = kinds
        .into_iter()
        .flat_map(|kind| kb.all(kind))
        .filter_map(|record| Some((kb.wikidata(record)?.parse().ok()?, record)))
        .collect();
    let offices = records.iter().filter(|it| it.1.kind() == Kind::Office);
    let offices = offices.map(|(id, record)| (*id, *record)).collect();
    (records, offices)
}

impl<'a> Comparer<'a> {
    pub fn new(kb: &'a Kb) -> Comparer<'a> {
        let (records, offices) = ids(kb);
        Comparer {
            kb,
            records,
            offices,
            seen: FxHashSet::default(),
            held: FxHashSet::default(),
            named: Vec::new(),
            current: FxHashSet::default(),
            latest: None,
        }
    }

    /// The day of the latest change in any entity.
    pub fn latest_change(&self) -> Option<Day> {
        self.latest
    }

    /// Whether an office or a state names the person as the one who holds the office now.
    pub fn is_current(&self, person: Id, office: RecordId) -> bool {
        self.current.contains(&(person, office))
    }

    /// An entity that comes twice counts once.
    pub fn entity(&mut self, entity: &Entity) -> Compared {
        if !self.seen.insert(entity.id) {
            return Compared::default();
        }
        self.latest = self.latest.max(entity.modified);
        let record = self.records.get(&entity.id).copied();
        match record.map(RecordId::kind) {
            None | Some(Kind::Person) => self.person(entity, record),
            Some(kind) => {
                let mut differences = Vec::new();
                if let Some(record) = record {
                    let mut tell = Teller {
                        entity,
                        record: Some(record),
                        differences: &mut differences,
                    };
                    match kind {
                        Kind::Treaty => self.treaty(record, &mut tell),
                        Kind::Event => self.event(record, &mut tell),
                        _ => self.body(record, &mut tell),
                    }
                    self.name_holders(entity, record);
                }
                Compared {
                    differences,
                    draft: None,
                }
            }
        }
    }

    /// What offices and states say of persons whose own entities did not say it.
    pub fn named_by_offices(&self) -> Vec<Difference> {
        let kb = self.kb;
        let mut differences = Vec::new();
        for named in &self.named {
            let told = |it: &RecordId| self.held.contains(&(named.who, *it));
            if named.offices.iter().any(told) {
                continue;
            }
            let record = self.records.get(&named.who).copied();
            let terms = record.map_or(&[][..], |it| &kb.person(it).terms);
            if terms.iter().any(|it| named.offices.contains(&it.office)) {
                continue;
            }
            let (who, by) = (named.who, named.by);
            let unread = if self.seen.contains(&who) {
                "does not say so"
            } else {
                "was not read"
            };
            differences.push(Difference {
                change: Change::New,
                id: who,
                record,
                name: record.map_or_else(|| who.to_string(), |it| kb.name(it)),
                statement: "term",
                office: named.offices.first().copied(),
                base: None,
                found: period(&named.term),
                note: Some(format!("said by {by}; the entity of {who} {unread}")),
            });
        }
        differences
    }

    fn person(&mut self, entity: &Entity, record: Option<RecordId>) -> Compared {
        let terms = facts::terms(entity, &self.offices);
        self.held
            .extend(terms.iter().map(|it| (entity.id, it.office)));
        let mut compared = Compared::default();
        let mut tell = Teller {
            entity,
            record,
            differences: &mut compared.differences,
        };
        let terms = match record.or_else(|| self.by_name(entity, &terms)) {
            // Somebody else has the name and the office, or it is a record with another id: for people to find out.
            Some(known) if record.is_none() && self.kb.wikidata(known).is_some() => {
                tell.record = Some(known);
                let base = self.kb.wikidata(known).map(str::to_owned);
                let found = entity.id.to_string();
                tell.push(Change::Contradicted, "wikidata", None, base, found);
                tell.note("the same name in the same office at the same time".to_owned());
                return compared;
            }
            Some(known) => {
                tell.record = Some(known);
                self.known_person(known, &terms, &mut tell)
            }
            None => self.new_person(terms, &mut tell),
        };
        let known = tell.record;
        let day = |property, base: Option<Date>| match facts::day(entity, property) {
            Told::On(date) if base.is_none() => Some(date),
            _ => None,
        };
        let person = known.map(|it| self.kb.person(it));
        let draft = Draft {
            id: entity.id,
            record: known,
            name: entity.label.clone().unwrap_or_default(),
            aliases: entity.aliases.clone(),
            native: facts::texts(entity, Property::NativeName)
                .map(str::to_owned)
                .collect(),
            families: facts::items(entity, Property::FamilyName).collect(),
            givens: facts::items(entity, Property::GivenName).collect(),
            born: day(Property::Born, person.and_then(|it| it.born)),
            died: day(Property::Died, person.and_then(|it| it.died)),
            terms,
        };
        let named = known.is_some() || !draft.name.is_empty();
        compared.draft = (named && !draft.terms.is_empty()).then_some(draft);
        compared
    }

    fn new_person(&self, terms: Vec<Term>, tell: &mut Teller<'_>) -> Vec<Term> {
        if terms.is_empty() {
            return terms;
        }
        let entity = tell.entity;
        let mut about = vec![
            entity
                .label
                .clone()
                .unwrap_or_else(|| "no English name".to_owned()),
        ];
        for (what, property) in [("born", Property::Born), ("died", Property::Died)] {
            match facts::day(entity, property) {
                Told::On(date) => about.push(format!("{what} {date}")),
                Told::Several(dates) => about.push(format!("{what} {}", list(&dates))),
                Told::Unknown => about.push(format!("{what} on an unknown day")),
                Told::Nothing => {}
            }
        }
        let citizen: Vec<String> = facts::items(entity, Property::Citizenship)
            .map(|it| {
                self.records
                    .get(&it)
                    .map_or_else(|| it.to_string(), |it| self.kb.name(*it))
            })
            .collect();
        if !citizen.is_empty() {
            about.push(format!("of {}", citizen.join(", ")));
        }
        match facts::items(entity, Property::Sex).next() {
            Some(Id(6_581_097)) => about.push("male".to_owned()),
            Some(Id(6_581_072)) => about.push("female".to_owned()),
            _ => {}
        }
        tell.push(Change::New, "person", None, None, about.join(", "));
        let free = |term: &Term| self.new_term(term, None, tell);
        terms.into_iter().filter(free).collect()
    }

    /// Tells what differs, and returns the terms that are new.
    fn known_person(&self, record: RecordId, terms: &[Term], tell: &mut Teller<'_>) -> Vec<Term> {
        let (kb, entity) = (self.kb, tell.entity);
        let person = kb.person(record);
        if person.wikidata.is_none() {
            tell.push(Change::New, "wikidata", None, None, entity.id.to_string());
        }
        let mut known: FxHashSet<String> = all_names(kb, record)
            .iter()
            .map(|it| prose::fold(it))
            .collect();
        let label = entity.label.as_deref().map(|it| (it, "name"));
        let native = facts::texts(entity, Property::NativeName).map(|it| (it, "native"));
        for (name, statement) in label.into_iter().chain(native) {
            if known.insert(prose::fold(name)) {
                tell.push(Change::New, statement, None, None, name.to_owned());
            }
        }
        tell.day("born", person.born, facts::day(entity, Property::Born));
        tell.day("died", person.died, facts::day(entity, Property::Died));
        let mut new = Vec::new();
        let mut offices: Vec<RecordId> = Vec::new();
        for term in terms {
            if !offices.contains(&term.office) {
                offices.push(term.office);
            }
        }
        for office in offices {
            let told = terms.iter().filter(|it| it.office == office);
            new.extend(self.terms(record, office, told.collect(), tell));
        }
        new
    }

    /// One person's terms in one office.
    fn terms(
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
    fn new_term(&self, term: &Term, person: Option<RecordId>, tell: &mut Teller<'_>) -> bool {
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

    /// A person without a Wikidata id, or with another one, who bears one of the names and held one of the offices at the
    /// time; `None` where there is none or several.
    fn by_name(&self, entity: &Entity, terms: &[Term]) -> Option<RecordId> {
        if terms.is_empty() {
            return None;
        }
        let kb = self.kb;
        let mut found: Vec<RecordId> = Vec::new();
        for name in entity.label.iter().chain(&entity.aliases) {
            let Some(entries) = kb.lookup(&prose::fold(name)) else {
                continue;
            };
            for entry in kb.each_entry(entries) {
                let person = entry.record;
                let full = entry.kind == NameKind::Full && person.kind() == Kind::Person;
                if full && !found.contains(&person) && self.shares_term(person, terms) {
                    found.push(person);
                }
            }
        }
        match found[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    fn shares_term(&self, person: RecordId, terms: &[Term]) -> bool {
        let held = &self.kb.person(person).terms;
        held.iter().any(|base| {
            let span = base.span_within(Day::MAX).may;
            terms
                .iter()
                .any(|it| it.office == base.office && span.overlaps(may(it.from, it.to)))
        })
    }

    /// A state, organisation or office: when it began and ended.
    fn body(&self, record: RecordId, tell: &mut Teller<'_>) {
        let exists: Lifetime = match record.kind() {
            Kind::State => self.kb.state(record).exists,
            Kind::Organisation => self.kb.organisation(record).exists,
            _ => self.kb.office(record).exists,
        };
        let entity = tell.entity;
        tell.day(
            "exists.from",
            exists.from,
            facts::day(entity, Property::Inception),
        );
        tell.day(
            "exists.to",
            exists.to,
            facts::day(entity, Property::Dissolved),
        );
    }

    fn treaty(&self, record: RecordId, tell: &mut Teller<'_>) {
        const MADE: [ActKind; 5] = [
            ActKind::Agreed,
            ActKind::Adopted,
            ActKind::Opened,
            ActKind::Signed,
            ActKind::InForce,
        ];
        const ENDED: [ActKind; 3] = [ActKind::Expired, ActKind::Terminated, ActKind::Replaced];
        let treaty = self.kb.treaty(record);
        let on = |kinds: &[ActKind]| -> Vec<Date> {
            let whole = treaty
                .acts
                .iter()
                .filter(|it| it.state.is_none() && kinds.contains(&it.act));
            whole.filter_map(|it| it.on).collect()
        };
        let entity = tell.entity;
        let signed = facts::day(entity, Property::PointInTime);
        tell.day_of_many("signed", &on(&MADE), signed);
        tell.day_of_many("made", &on(&MADE), facts::day(entity, Property::Inception));
        tell.day_of_many(
            "ended",
            &on(&ENDED),
            facts::day(entity, Property::Dissolved),
        );
        for signatory in facts::items(entity, Property::Signatory) {
            let Some(signatory) = self.records.get(&signatory) else {
                continue;
            };
            let mut acts = treaty.acts.iter();
            let known = treaty.parties.contains(signatory)
                || acts.any(|it| it.state == Some(*signatory) || it.by.contains(signatory));
            if !known {
                let found = self.kb.slug(*signatory).to_owned();
                tell.push(Change::New, "signatory", None, None, found);
            }
        }
    }

    fn event(&self, record: RecordId, tell: &mut Teller<'_>) {
        let event = self.kb.event(record);
        let told = facts::day(tell.entity, Property::PointInTime);
        let during = Lifetime {
            from: event.from,
            to: event.to.or(event.from),
        };
        let within = |it: &Date| during.vague().may.overlaps(it.span());
        match &told {
            Told::On(date) if within(date) => {}
            Told::Several(dates) if dates.iter().any(within) => {}
            _ => tell.day("from", event.from, told),
        }
    }

    /// Keeps whom an office or a state names as holder.
    fn name_holders(&mut self, entity: &Entity, record: RecordId) {
        let kb = self.kb;
        let of_role = |role: Role| -> Vec<RecordId> {
            let offices = kb.offices_of(record).iter().copied();
            offices
                .filter(|it| kb.office(*it).roles.contains(&role))
                .collect()
        };
        let (property, offices) = match record.kind() {
            Kind::Office => (Property::OfficeHolder, vec![record]),
            Kind::State => (Property::HeadOfState, of_role(Role::HeadOfState)),
            _ => return,
        };
        self.keep_holders(entity, property, offices);
        if record.kind() == Kind::State {
            let offices = of_role(Role::HeadOfGovernment);
            self.keep_holders(entity, Property::HeadOfGovernment, offices);
        }
    }

    fn keep_holders(&mut self, entity: &Entity, property: Property, offices: Vec<RecordId>) {
        let Some(office) = offices.first() else {
            return;
        };
        for statement in entity.all(property) {
            if let Value::Item(who) = statement.value {
                let term = facts::term(*office, statement, entity.modified);
                self.named.push(Named {
                    who,
                    by: entity.id,
                    offices: offices.clone(),
                    term,
                });
            }
        }
        let ended = |it: &&wikidata::Statement| it.qualifier(Property::End).is_none();
        let mut best = entity.best(property).filter(ended);
        if let (Some(one), None) = (best.next(), best.next())
            && let Value::Item(who) = one.value
        {
            self.current.extend(offices.iter().map(|it| (who, *it)));
        }
    }
}

/// Collects the differences of one entity.
struct Teller<'a> {
    entity: &'a Entity,
    record: Option<RecordId>,
    differences: &'a mut Vec<Difference>,
}

impl Teller<'_> {
    fn push(
        &mut self,
        change: Change,
        statement: &'static str,
        office: Option<RecordId>,
        base: Option<String>,
        found: String,
    ) {
        let id = self.entity.id;
        self.differences.push(Difference {
            change,
            id,
            record: self.record,
            name: self.entity.label.clone().unwrap_or_else(|| id.to_string()),
            statement,
            office,
            base,
            found,
            note: None,
        });
    }

    /// Adds to what was told last.
    fn note(&mut self, note: String) {
        if let Some(last) = self.differences.last_mut() {
            last.note = Some(note);
        }
    }

    fn day(&mut self, statement: &'static str, base: Option<Date>, told: Told) {
        self.day_of_many(statement, base.as_slice(), told);
    }

    /// A day that may be any of those in the base.
    fn day_of_many(&mut self, statement: &'static str, base: &[Date], told: Told) {
        let dates = match told {
            Told::Nothing => return,
            Told::Unknown if base.is_empty() => {
                self.push(Change::New, statement, None, None, "?".to_owned());
                return;
            }
            Told::Unknown => return,
            Told::On(date) => vec![date],
            Told::Several(dates) if base.is_empty() => {
                self.push(Change::Unclear, statement, None, None, list(&dates));
                return;
            }
            Told::Several(dates) => dates,
        };
        let judged = |found: &Date| {
            let base = base.iter().map(|it| judge::date(Some(*it), *found));
            // The mildest of all is meant.
            base.min_by_key(|it| it.map(|it| it as u8))
                .unwrap_or(Some(Change::New))
        };
        let changes = dates.iter().map(judged);
        if let Some(Some(change)) = changes.min_by_key(|it| it.map(|it| it as u8)) {
            let base = (!base.is_empty()).then(|| list(base));
            self.push(change, statement, None, base, list(&dates));
        }
    }
}

/// Terms that follow one another without a gap as one.
fn runs(terms: Vec<Term>) -> Vec<Term> {
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
fn may(from: Option<Date>, to: Ending) -> Span {
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

fn period(term: &Term) -> String {
    let acting = if term.acting { ", acting" } else { "" };
    let period = judge::interval(term.from, &judge::ending_text(term.to));
    let open = if term.to == Ending::Open {
        " (no end told)"
    } else {
        ""
    };
    format!("{period}{open}{acting}")
}

fn list(dates: &[Date]) -> String {
    let dates: Vec<String> = dates.iter().map(Date::to_string).collect();
    dates.join(" or ")
}
