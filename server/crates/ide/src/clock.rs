//! What phase 4 tells the later phases about the time of a sentence.

use date::{Day, Span};

/// The time of what is told at a place in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct EventClock {
    pub span: Span,
    /// The text says when ("in 2022", "on Tuesday"); otherwise it is the time of publication.
    pub stated: bool,
    /// The clause looks back: "then", "at the time", a past perfect, another year. What it says may hold for a time that
    /// nothing dates.
    pub looks_back: bool,
    /// It looks back only as far as the sentence before does, which tells of a time that ended on this day.
    pub carried: Option<Day>,
}
