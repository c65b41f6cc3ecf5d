use std::sync::Arc;

use kb::RecordId;
use prose::Range;

/// A place in the article that names a leader, a treaty, a state, an office, an organisation or an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The name alone, without title or possessive; for a title or a description the noun phrase with its article.
    pub range: Range,
    /// Everything that belongs to it: status word, state, title, name.
    pub phrase: Range,
    pub kind: MentionKind,
    pub form: Form,
    /// What it is linked to: nothing, one record, or several in a group ("the two leaders").
    pub records: Vec<RecordId>,
    /// The title that stands with the name, or is the mention.
    pub title: Option<TitlePhrase>,
    /// The office it is said to hold, where that is one office of the base.
    pub claimed: Option<RecordId>,
    /// Where it stands: indexes of the block in the document and of the sentence in the block.
    pub block: u32,
    pub sentence: u32,
    /// Inside a direct quotation.
    pub quoted: bool,
    /// Why it is linked so, or why not: one sentence each. Shared, because a keystroke copies the mentions of a whole book.
    pub why: Arc<[String]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    Leader,
    Treaty,
    State,
    Office,
    Organisation,
    Event,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Of a leader: "Kim Jong Un".
    Full,
    /// Of a leader: "Kim", "MBS", "López Obrador".
    Surname,
    /// Of a leader: "the Chinese president".
    Title,
    /// Of a leader or a treaty: "the two leaders", "a 1961 defense treaty".
    Description,
    /// Of anything but a leader.
    Name,
    Acronym,
    /// Of a state: "North Korean".
    Demonym,
    /// Of a state: "the Kremlin".
    Metonym,
}

/// `[former|acting|late|then-] [state] [office]`, before, behind or instead of a name.
#[derive(Clone, Debug, PartialEq)]
pub struct TitlePhrase {
    /// From the first to the last of its words.
    pub range: Range,
    /// The words of the title alone: "Prime Minister".
    pub office: Range,
    pub status: Option<(Status, Range)>,
    /// The state or organisation: the place of its name or demonym, and its record.
    pub of: Option<(Range, RecordId)>,
    /// The offices that it can mean here.
    pub offices: Vec<RecordId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    Former,
    Late,
    Then,
    Acting,
    Interim,
    Elect,
    Designate,
    Current,
    Outgoing,
    Deposed,
    Future,
}
