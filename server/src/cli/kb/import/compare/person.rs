//! Persons and their terms.

use date::{Date, Day};
use kb::{Kind, NameKind, RecordId};
use rustc_hash::FxHashSet;
use wikidata::{Entity, Id, Property};

use super::teller::{Teller, list};
use super::terms::may;
use super::{Compared, Comparer, Draft};
use crate::cli::kb::import::facts::{self, Term, Told};
use crate::cli::kb::import::judge::Change;
use crate::cli::kb::words::all_names;

impl Comparer<'_> {
    pub(super) fn person(&mut self, entity: &Entity, record: Option<RecordId>) -> Compared {
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
}
