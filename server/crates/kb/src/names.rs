//! The name index: exact longest match, prefixes and near misses over folded names.

use date::Span;

use crate::{Lifetime, RecordId};

/// What a name is to its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NameKind {
    /// A person's full name or a spelling of it; a native form too.
    Full,
    /// What stands for a person alone: family name, second-mention form, short form.
    Surname,
    Nickname,
    /// A person's given name or names alone; never links, finds slips such as "Mr Jinping".
    Given,
    /// "North Korea", "Democratic People's Republic of Korea", "DPRK".
    State,
    /// "North Korean".
    Demonym,
    Capital,
    Metonym,
    /// "president", "supreme leader": one entry per office that bears it.
    Title,
    Treaty,
    /// "INF", "NPT", "Nafta".
    TreatyAcronym,
    /// A treaty name that several treaties bear.
    TreatyShared,
    Organisation,
    OrganisationAcronym,
    Event,
}

/// One record that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameEntry {
    pub record: RecordId,
    pub kind: NameKind,
    /// When the record bore the name; `Lifetime::default()` where it is not limited.
    pub during: Lifetime,
    /// The name is written in capitals only ("US", "MBS", "INF"): a word that is not all capitals is another word.
    pub capitals: bool,
}

/// Where the entries of a name are, in every layer that has it; give it to [`crate::Kb::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EntriesRef(pub(crate) u64);

/// A known name near to one that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Folded, as in the index.
    pub folded: String,
    /// Edits (insertions, deletions, substitutions) from what was asked.
    pub distance: u32,
    pub entries: EntriesRef,
}

impl NameEntry {
    /// Whether the record may have borne the name at some moment of `clock`.
    pub fn may_hold_in(&self, clock: Span) -> bool {
        !self.during.at(clock).is_no()
    }
}
