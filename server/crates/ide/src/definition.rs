use kb::{Kb, Kind, RecordId};
use prose::Range;

use crate::target::{self, Target};
use crate::{Analysis, Form};

/// A place in the knowledge base that something in the article stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Destination {
    /// What the user pointed at.
    pub origin: Range,
    pub record: RecordId,
    /// One of the person's terms, by index, where the office is what was pointed at.
    pub term: Option<u16>,
}

/// The record of what stands at `offset`; of a title that is or stands with a person the term that it speaks of.
pub fn definition(kb: &Kb, analysis: &Analysis, offset: u32) -> Vec<Destination> {
    let Some(target) = target::at(kb, analysis, offset) else {
        return Vec::new();
    };
    let origin = target.range();
    let by_title = match target {
        Target::Office {
            mention, office, ..
        } => Some((mention, office)),
        Target::Mention(mention) if mention.form == Form::Title => {
            target::office_meant(kb, analysis, mention).map(|office| (mention, office))
        }
        _ => None,
    };
    if let Some((mention, office)) = by_title
        && let [person] = mention.records[..]
        && person.kind() == Kind::Person
        && let Some(term) = target::term_meant(kb, analysis, person, |it| it == office)
    {
        return vec![Destination {
            origin,
            record: person,
            term: Some(term),
        }];
    }
    let destination = |record| Destination {
        origin,
        record,
        term: None,
    };
    target.records().into_iter().map(destination).collect()
}

/// What kind of thing it is: the office that a person held then, or the treaties that this one amends or replaces.
pub fn type_definition(kb: &Kb, analysis: &Analysis, offset: u32) -> Vec<Destination> {
    let Some(target) = target::at(kb, analysis, offset) else {
        return Vec::new();
    };
    let origin = target.range();
    let office = match target {
        Target::Mention(mention) => target::office_meant(kb, analysis, mention),
        Target::Office { office, .. } => Some(office),
        Target::Place { .. } => None,
    };
    let of_record = |record: RecordId| match record.kind() {
        Kind::Person => office.or_else(|| {
            let term = target::term_meant(kb, analysis, record, |_| true)?;
            Some(kb.person(record).terms.get(usize::from(term))?.office)
        }),
        Kind::Office => Some(record),
        _ => None,
    };
    let mut offices: Vec<RecordId> = target.records().into_iter().filter_map(of_record).collect();
    offices.dedup();
    let destination = |record| Destination {
        origin,
        record,
        term: None,
    };
    offices.into_iter().map(destination).collect()
}

/// All holders of the office at `offset`, the latest first; of a treaty the instruments that amend or replace it.
pub fn implementation(kb: &Kb, analysis: &Analysis, offset: u32) -> Vec<Destination> {
    let Some(target) = target::at(kb, analysis, offset) else {
        return Vec::new();
    };
    let origin = target.range();
    let office = match target {
        Target::Mention(mention) => target::office_meant(kb, analysis, mention),
        Target::Office { office, .. } => Some(office),
        Target::Place { .. } => None,
    };
    if let Some(office) = office {
        let holders = kb.holders(office).iter().rev();
        let destination = |it: &kb::Holder| Destination {
            origin,
            record: it.person,
            term: Some(it.term),
        };
        return holders.map(destination).collect();
    }
    let treaties = target
        .records()
        .into_iter()
        .filter(|it| it.kind() == Kind::Treaty);
    treaties
        .flat_map(|treaty| later_instruments(kb, treaty))
        .map(|record| Destination {
            origin,
            record,
            term: None,
        })
        .collect()
}

pub(crate) fn later_instruments(kb: &Kb, treaty: RecordId) -> Vec<RecordId> {
    let changes = |it: &RecordId| {
        let other = kb.treaty(*it);
        other.amends.contains(&treaty) || other.replaces.contains(&treaty)
    };
    kb.all(Kind::Treaty).filter(changes).collect()
}
