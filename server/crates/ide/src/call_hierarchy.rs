use kb::{Kb, Kind, RecordId};

use crate::{Analysis, target};

/// The treaty at `offset`.
pub fn prepare_call_hierarchy(kb: &Kb, analysis: &Analysis, offset: u32) -> Option<RecordId> {
    let records = target::at(kb, analysis, offset)?.records();
    records.into_iter().find(|it| it.kind() == Kind::Treaty)
}

/// The treaties that amend or replace this one; of a state or an organisation those to which it is a party.
pub fn incoming_calls(kb: &Kb, record: RecordId) -> Vec<RecordId> {
    match record.kind() {
        Kind::Treaty => crate::definition::later_instruments(kb, record),
        Kind::State | Kind::Organisation => kb.treaties_of(record).to_vec(),
        _ => Vec::new(),
    }
}

/// The treaties that this one amends or replaces, then its parties.
pub fn outgoing_calls(kb: &Kb, record: RecordId) -> Vec<RecordId> {
    if record.kind() != Kind::Treaty {
        return Vec::new();
    }
    let treaty = kb.treaty(record);
    [&treaty.amends[..], &treaty.replaces, &treaty.parties].concat()
}
