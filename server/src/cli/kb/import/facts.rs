//! What an entity tells of a person, in the terms of the base.

use date::{Date, Day};
use kb::RecordId;
use rustc_hash::FxHashMap;
use wikidata::{Entity, Id, Property, Rank, Statement, Value};

/// What is told of a day.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    Nothing,
    /// It has been, nobody knows when.
    Unknown,
    On(Date),
    /// Statements of one rank that differ.
    Several(Vec<Date>),
}

/// One time in one office.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub office: RecordId,
    pub from: Option<Date>,
    pub to: Ending,
    pub acting: bool,
    pub number: Option<u16>,
    pub replaces: Option<Id>,
    pub replaced_by: Option<Id>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ending {
    On(Date),
    /// It has ended, nobody knows when.
    Unknown,
    /// No end is told, which may mean that there is none or that nobody wrote it down.
    Open,
    /// Told to have no end yet.
    Running,
}

pub fn day(entity: &Entity, property: Property) -> Told {
    let mut dates = Vec::new();
    let mut unknown = false;
    for statement in entity.best(property) {
        match &statement.value {
            Value::Date(date) => {
                let date = statement.dated(*date);
                if !dates.contains(&date) {
                    dates.push(date);
                }
            }
            Value::Unknown => unknown = true,
            _ => {}
        }
    }
    match dates[..] {
        [] if unknown => Told::Unknown,
        [] => Told::Nothing,
        [date] => Told::On(date),
        _ => Told::Several(dates),
    }
}

/// The terms in offices of the base, by start; those told twice come once.
pub fn terms(entity: &Entity, offices: &FxHashMap<Id, RecordId>) -> Vec<Term> {
    let held = entity.all(Property::PositionHeld);
    let mut terms: Vec<Term> = Vec::new();
    for statement in held {
        let Value::Item(office) = &statement.value else {
            continue;
        };
        if let Some(office) = offices.get(office) {
            let term = term(*office, statement, entity.modified);
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
    }
    terms.sort_by_key(|it| it.from.map(Date::first));
    terms
}

/// The term in this office that a statement tells of, whose qualifiers say when it was. `written`: when the entity was last
/// changed.
pub fn term(office: RecordId, statement: &Statement, written: Option<Day>) -> Term {
    let item = |property| match statement.qualifier(property) {
        Some(Value::Item(id)) => Some(*id),
        _ => None,
    };
    let from = date(statement, Property::Start);
    let to = match statement.qualifier(Property::End) {
        // An end that lies ahead is one that the law or somebody's plan foresees.
        Some(Value::Date(date)) if written.is_some_and(|it| date.first() > it) => Ending::Running,
        Some(Value::Date(date)) => Ending::On(statement.dated(*date)),
        // A date too vague to be told is an end all the same.
        Some(Value::Unknown | Value::Other) => Ending::Unknown,
        Some(Value::None) => Ending::Running,
        _ if statement.qualifier(Property::ReplacedBy).is_some() => Ending::Unknown,
        _ if statement.rank == Rank::Preferred => Ending::Running,
        _ => Ending::Open,
    };
    Term {
        office,
        // Somebody who held an office on a day did not take it then.
        from,
        to,
        acting: statement.is_acting(),
        number: match statement.qualifier(Property::Ordinal) {
            Some(Value::Text(text)) => text.parse().ok().filter(|it| *it > 0),
            _ => None,
        },
        replaces: item(Property::Replaces),
        replaced_by: item(Property::ReplacedBy),
    }
}

/// The items of a property.
pub fn items(entity: &Entity, property: Property) -> impl Iterator<Item = Id> + '_ {
    entity.all(property).filter_map(|it| match it.value {
        Value::Item(id) => Some(id),
        _ => None,
    })
}

pub fn texts(entity: &Entity, property: Property) -> impl Iterator<Item = &str> {
    entity.best(property).filter_map(|it| match &it.value {
        Value::Text(text) => Some(text.trim()).filter(|it| !it.is_empty()),
        _ => None,
    })
}

fn date(statement: &Statement, property: Property) -> Option<Date> {
    match statement.qualifier(property) {
        Some(Value::Date(date)) => Some(statement.dated(*date)),
        _ => None,
    }
}
