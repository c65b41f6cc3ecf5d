use kb::{Kb, Kind, RecordId, Slips};

/// A record whose name begins with, or is near to, what was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    pub record: RecordId,
    pub name: String,
    /// The last office, the state of an office, the kinds of a treaty; may be empty.
    pub container: String,
}

/// Records by name, at most `limit`: those whose name begins so, else those within two typing errors. Nothing for an empty
/// query, since that would be the whole base.
pub fn search(kb: &Kb, query: &str, limit: usize) -> Vec<Found> {
    let folded = prose::fold(query.trim());
    if folded.is_empty() {
        return Vec::new();
    }
    let mut names = kb
        .complete(&folded, 8 * limit)
        .into_iter()
        .map(|(_, it)| it)
        .collect::<Vec<_>>();
    if names.is_empty() && folded.len() > 3 {
        let near = kb.near(&folded, Slips::InAll(2), limit);
        names.extend(near.into_iter().map(|it| it.entries));
    }
    let mut found: Vec<Found> = Vec::new();
    for entry in names.into_iter().flat_map(|it| kb.each_entry(it)) {
        if found.len() == limit {
            break;
        }
        if found.iter().all(|it| it.record != entry.record) {
            found.push(Found {
                record: entry.record,
                name: kb.name(entry.record),
                container: container(kb, entry.record),
            });
        }
    }
    found
}

fn container(kb: &Kb, record: RecordId) -> String {
    match record.kind() {
        Kind::Person => kb
            .person(record)
            .terms
            .last()
            .map(|it| kb.name(it.office))
            .unwrap_or_default(),
        Kind::Office => kb
            .office(record)
            .of
            .map(|it| kb.name(it))
            .unwrap_or_default(),
        Kind::Treaty => kb.treaty(record).kinds.join(", "),
        _ => String::new(),
    }
}
