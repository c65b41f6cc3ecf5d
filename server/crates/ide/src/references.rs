use kb::{Kb, Kind, RecordId};
use prose::Range;

use crate::target;
use crate::{Analysis, Form, Mention};

/// A place in the article that names a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    pub range: Range,
    /// It is the one that introduces the record: the first full name, else the first of all.
    pub introduces: bool,
}

/// Every mention of what stands at `offset`, surnames, titles and groups included, in the order of the text.
pub fn references(kb: &Kb, analysis: &Analysis, offset: u32) -> Vec<Reference> {
    match target::at(kb, analysis, offset) {
        Some(target) => references_to(analysis, &target.records()),
        None => Vec::new(),
    }
}

/// The records of which [`references`] speaks.
pub fn records_at(kb: &Kb, analysis: &Analysis, offset: u32) -> Vec<RecordId> {
    target::at(kb, analysis, offset).map_or_else(Vec::new, |it| it.records().to_vec())
}

/// The mention that introduces in the article what stands at `offset`: where it is, and what was pointed at.
pub fn declaration(kb: &Kb, analysis: &Analysis, offset: u32) -> Option<(Range, Range)> {
    let target = target::at(kb, analysis, offset)?;
    let places = references_to(analysis, &target.records());
    let first = places.into_iter().find(|it| it.introduces)?;
    Some((target.range(), first.range))
}

/// Every mention of any of these records, in the order of the text.
pub fn references_to(analysis: &Analysis, records: &[RecordId]) -> Vec<Reference> {
    let all: Vec<&Mention> = analysis
        .mentions()
        .iter()
        .filter(|it| it.records.iter().any(|record| records.contains(record)))
        .collect();
    let first = all.iter().position(|it| introduces(it)).unwrap_or(0);
    all.iter()
        .enumerate()
        .map(|(idx, it)| Reference {
            range: it.range,
            introduces: idx == first,
        })
        .collect()
}

fn introduces(mention: &Mention) -> bool {
    let of_leader = mention
        .records
        .first()
        .is_some_and(|it| it.kind() == Kind::Person);
    match mention.form {
        Form::Full => true,
        Form::Name | Form::Acronym => !of_leader,
        _ => false,
    }
}
