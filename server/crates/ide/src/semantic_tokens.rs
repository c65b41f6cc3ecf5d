use prose::Range;

use crate::{Analysis, MentionKind, Tag};

/// A word or words that name something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub range: Range,
    pub kind: MentionKind,
    /// A finding says that it is no longer so.
    pub stale: bool,
}

/// Every linked mention, and the title that stands with a name. In order of the text; they never overlap.
pub fn semantic_tokens(analysis: &Analysis, range: Range) -> Vec<Token> {
    let mut tokens: Vec<(Range, MentionKind)> = Vec::new();
    for mention in analysis.mentions() {
        if !mention.records.is_empty() {
            tokens.push((mention.range, mention.kind));
        }
        if let Some(title) = &mention.title
            && !(title.offices.is_empty() && mention.records.is_empty())
        {
            tokens.push((title.office, MentionKind::Office));
        }
    }
    tokens.retain(|(it, _)| it.overlaps(range));
    // Of two in one place the longer stays: a title in the phrase that is a person.
    tokens.sort_by_key(|(it, _)| (it.start, std::cmp::Reverse(it.end)));
    let mut end = 0;
    tokens.retain(|(it, _)| {
        let apart = it.start >= end && !it.is_empty();
        end = if apart { it.end } else { end };
        apart
    });
    let mut stale = analysis
        .findings
        .iter()
        .filter(|it| it.tag == Some(Tag::Deprecated))
        .peekable();
    let mut token = |(range, kind): (Range, MentionKind)| {
        while stale.next_if(|it| it.range.end <= range.start).is_some() {}
        let stale = stale.peek().is_some_and(|it| it.range.overlaps(range));
        Token { range, kind, stale }
    };
    tokens.drain(..).map(&mut token).collect()
}
