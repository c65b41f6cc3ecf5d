//! The stack of layers and every look-up.

use date::{Day, Span};

use crate::*;

pub struct Kb {
    _layers: (),
}

/// Where a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location<'a> {
    /// 0 is the world.
    pub layer: u8,
    /// The file within the layer: "people/prk.toml".
    pub file: &'a str,
    /// The line of the record's header, counted from 0.
    pub line: u32,
}

/// Somebody in an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    pub person: RecordId,
    /// Which of the person's terms.
    pub term: u16,
}

#[allow(unused_variables, clippy::todo)]
impl Kb {
    /// A base of one layer. The bytes are checked for version and shape, not decoded.
    pub fn new(world: &'static [u8]) -> Result<Kb, LoadError> {
        todo!()
    }

    /// Puts a layer over the others: its records replace those of the same slug, its names add to theirs.
    /// The blob must have been compiled against exactly this base ([`Kb::id`]).
    pub fn push(
        &mut self,
        blob: std::sync::Arc<dyn AsRef<[u8]> + Send + Sync>,
    ) -> Result<(), LoadError> {
        todo!()
    }

    /// A hash of all layers: the same base, the same id.
    pub fn id(&self) -> u64 {
        todo!()
    }

    /// The last day for which the base as a whole is complete.
    pub fn as_of(&self) -> Day {
        todo!()
    }

    /// The record with this slug or former slug. Offices are "prk/supreme-leader".
    pub fn find(&self, slug: &str) -> Option<RecordId> {
        todo!()
    }
    pub fn slug(&self, id: RecordId) -> &str {
        todo!()
    }
    pub fn location(&self, id: RecordId) -> Location<'_> {
        todo!()
    }
    pub fn person(&self, id: RecordId) -> &Person {
        todo!()
    }
    pub fn office(&self, id: RecordId) -> &Office {
        todo!()
    }
    pub fn state(&self, id: RecordId) -> &State {
        todo!()
    }
    pub fn organisation(&self, id: RecordId) -> &Organisation {
        todo!()
    }
    pub fn treaty(&self, id: RecordId) -> &Treaty {
        todo!()
    }
    pub fn event(&self, id: RecordId) -> &Event {
        todo!()
    }
    pub fn source(&self, id: RecordId) -> &Source {
        todo!()
    }
    /// Every record of a kind, in order of slug within each layer; a record that a higher layer replaces is left out.
    pub fn all(&self, kind: Kind) -> Box<dyn Iterator<Item = RecordId> + '_> {
        todo!()
    }

    /// The name that people know: full name, title with state ("President of France"), present short name, treaty name.
    pub fn name(&self, id: RecordId) -> String {
        todo!()
    }
    /// The Wikidata id of any record.
    pub fn wikidata(&self, id: RecordId) -> Option<&str> {
        todo!()
    }
    /// Who held the office, sorted by start, unknown starts last; terms of every layer.
    pub fn holders(&self, office: RecordId) -> &[Holder] {
        todo!()
    }
    pub fn term(&self, holder: Holder) -> &Term {
        todo!()
    }
    /// Those who held the office certainly (`Truth::Yes`) or perhaps (`CannotTell`) at a moment in `clock`.
    pub fn holders_at(&self, office: RecordId, clock: Span) -> Vec<(Holder, date::Truth)> {
        todo!()
    }
    /// The last day for which this term is known to be running, by the as-of dates of its sources.
    pub fn term_as_of(&self, term: &Term) -> Day {
        todo!()
    }
    /// The offices of a state or organisation.
    pub fn offices_of(&self, of: RecordId) -> &[RecordId] {
        todo!()
    }
    /// The treaties to which a state or organisation is or was a party or has an act.
    pub fn treaties_of(&self, party: RecordId) -> &[RecordId] {
        todo!()
    }

    /// The longest name that stands at the start of `folded` (text folded by `prose::fold`, as in a block's folded text)
    /// and ends at the end of a word: its length in bytes and its entries. A word ends before ' ', ',', '|', a possessive
    /// "'s" or "'", or at the end of the text.
    pub fn longest(&self, folded: &[u8]) -> Option<(usize, EntriesRef)> {
        todo!()
    }
    /// Every name that stands at the start of `folded`, shortest first.
    pub fn matches(&self, folded: &[u8]) -> Vec<(usize, EntriesRef)> {
        todo!()
    }
    /// The entries of exactly this folded name.
    pub fn lookup(&self, folded: &str) -> Option<EntriesRef> {
        todo!()
    }
    pub fn entries(&self, at: EntriesRef) -> Vec<NameEntry> {
        todo!()
    }
    /// Names that begin with `prefix` (folded), in order, at most `limit`.
    pub fn complete(&self, prefix: &str, limit: usize) -> Vec<(String, EntriesRef)> {
        todo!()
    }
    /// Names within `distance` edits (1 or 2) of `folded`, nearest first, at most `limit`.
    pub fn near(&self, folded: &str, distance: u32, limit: usize) -> Vec<Suggestion> {
        todo!()
    }
}
