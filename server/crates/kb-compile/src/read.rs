//! Blocks to records.

mod event;
mod office;
mod organisation;
mod person;
mod source;
mod state;
mod treaty;

use std::cell::RefCell;

use kb::{Event, Kind, Office, Organisation, Person, RecordId, Source, State, Treaty};

use crate::fields::Fields;
use crate::file::SourceFile;
use crate::problem::{Place, Report};
use crate::symbols::Symbols;

/// A record and where it is written.
pub(crate) struct Record {
    pub(crate) id: RecordId,
    pub(crate) slug: String,
    /// Its header.
    pub(crate) place: Place,
    /// Its terms or acts.
    pub(crate) parts: Vec<Place>,
    pub(crate) content: Content,
}

pub(crate) enum Content {
    Person(Person),
    Office(Office),
    State(State),
    Organisation(Organisation),
    Treaty(Treaty),
    Event(Event),
    Source(Source),
}

/// The states and organisations that are parties to something.
const PARTIES: &[Kind] = &[Kind::State, Kind::Organisation];

/// Every record of the layer, in order of kind and index.
pub(crate) fn read_all(
    files: &[SourceFile<'_>],
    symbols: &Symbols<'_>,
    report: &mut Report,
) -> Vec<Record> {
    let report = RefCell::new(report);
    let records = symbols.blocks.iter().map(|block| {
        let fields = Fields::new(
            block.table,
            block.place.clone(),
            block.slug.clone(),
            &files[block.place.file],
            symbols,
            &report,
        );
        fields.skip("former-ids");
        let mut parts = Vec::new();
        let content = match block.id.kind() {
            Kind::Person => Content::Person(person::read(&fields, &mut parts)),
            Kind::Office => {
                let around = block.around.map(|(table, of)| {
                    let place = block.place.clone();
                    let file = &files[block.place.file];
                    let what = block.slug.clone();
                    (Fields::new(table, place, what, file, symbols, &report), of)
                });
                Content::Office(office::read(&fields, around))
            }
            Kind::State => Content::State(state::read(&fields)),
            Kind::Organisation => Content::Organisation(organisation::read(&fields)),
            Kind::Treaty => Content::Treaty(treaty::read(&fields, &mut parts)),
            Kind::Event => Content::Event(event::read(&fields)),
            Kind::Source => Content::Source(source::read(&fields)),
        };
        fields.finish();
        Record {
            id: block.id,
            slug: block.slug.clone(),
            place: block.place.clone(),
            parts,
            content,
        }
    });
    records.collect()
}

/// The sources of a record that is nothing but its own statements: its own, which it must name.
fn own_sources(fields: &Fields<'_>) -> Vec<RecordId> {
    let sources = fields.sources();
    if !fields.has("source") {
        fields.problem("names no source; add source = \"ID\"".to_owned());
    }
    sources
}

/// The sources of a record with parts that may name theirs: its own, else all of its parts'.
fn sources_or_of_parts<'a>(
    fields: &Fields<'_>,
    own: Vec<RecordId>,
    parts: impl Iterator<Item = &'a Vec<RecordId>>,
) -> Vec<RecordId> {
    if fields.has("source") {
        return own;
    }
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        fields.problem("names no source; add source = \"ID\"".to_owned());
    }
    let mut all: Vec<RecordId> = parts.flatten().copied().collect();
    all.sort();
    all.dedup();
    all
}
