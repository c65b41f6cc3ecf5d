//! Entities against the records of the base.

mod bodies;
mod person;
mod teller;
mod terms;

use date::{Date, Day};
use kb::{Kb, Kind, RecordId, Role};
use rustc_hash::{FxHashMap, FxHashSet};
use wikidata::{Entity, Id, Property, Value, Wanted};

use self::teller::Teller;
use self::terms::period;
use super::facts::{self, Term};
use super::judge::Change;
use super::report::Difference;

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
