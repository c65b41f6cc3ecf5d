use ide::MentionKind;
use lsp_types::*;

use crate::lsp::view::View;
use crate::session::{Sent, lock};

/// The types of our tokens, in the order of [`type_of`], and the one modifier.
pub fn legend() -> SemanticTokensLegend {
    let types = [
        "leader",
        "treaty",
        "state",
        "office",
        "organisation",
        "event",
    ];
    SemanticTokensLegend {
        token_types: types.map(str::to_owned).to_vec(),
        token_modifiers: vec!["stale".to_owned()],
    }
}

/// Of the whole text. They are remembered, so that the next answer can be what changed.
pub fn semantic_tokens(view: &View) -> SemanticTokens {
    let (id, data) = (id(view), tokens(view, everything(view)));
    *lock(&view.snapshot.tokens) = Some(Sent {
        id: id.clone(),
        data: flat(&data),
    });
    SemanticTokens {
        result_id: Some(id),
        data,
    }
}

/// Only what touches the range.
pub fn semantic_tokens_range(view: &View, range: Range) -> SemanticTokens {
    SemanticTokens {
        result_id: None,
        data: tokens(view, view.bytes(range)),
    }
}

/// What changed since the answer with that id; all tokens where that is not known any more.
pub fn semantic_tokens_delta(view: &View, since: &str) -> SemanticTokensDeltaResponse {
    let before = lock(&view.snapshot.tokens).take();
    let now = semantic_tokens(view);
    match before {
        Some(before) if before.id == since => {
            let edit = difference(&before.data, &flat(&now.data));
            SemanticTokensDelta::new(now.result_id, edit.into_iter().collect()).into()
        }
        _ => now.into(),
    }
}

/// The one edit that makes the second of the first; `None` if they are equal.
fn difference(before: &[u32], now: &[u32]) -> Option<SemanticTokensEdit> {
    if before == now {
        return None;
    }
    let start = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let (before, now) = (&before[start..], &now[start..]);
    let both = before.iter().rev().zip(now.iter().rev());
    let end = both.take_while(|(a, b)| a == b).count();
    Some(SemanticTokensEdit {
        start: start as u32,
        delete_count: (before.len() - end) as u32,
        data: Some(now[..now.len() - end].to_vec()),
    })
}

fn id(view: &View) -> String {
    view.snapshot.generation.to_string()
}

fn everything(view: &View) -> prose::Range {
    prose::Range::new(0, view.snapshot.analysis().text.len() as u32)
}

fn flat(tokens: &[SemanticToken]) -> Vec<u32> {
    let numbers = |it: &SemanticToken| {
        [
            it.delta_line,
            it.delta_start,
            it.length,
            it.token_type,
            it.token_modifiers_bitset,
        ]
    };
    tokens.iter().flat_map(numbers).collect()
}

fn tokens(view: &View, range: prose::Range) -> Vec<SemanticToken> {
    let analysis = view.snapshot.analysis();
    let tokens = ide::semantic_tokens(analysis, range);
    let mut data = Vec::with_capacity(tokens.len());
    let mut last = Position::new(0, 0);
    for token in tokens {
        for line in lines(token.range, &analysis.text) {
            let at = view.range(line);
            let delta_line = at.start.line - last.line;
            data.push(SemanticToken {
                delta_line,
                delta_start: at.start.character - if delta_line == 0 { last.character } else { 0 },
                length: at.end.character - at.start.character,
                token_type: type_of(token.kind),
                token_modifiers_bitset: u32::from(token.stale),
            });
            last = at.start;
        }
    }
    data
}

fn type_of(kind: MentionKind) -> u32 {
    match kind {
        MentionKind::Leader => 0,
        MentionKind::Treaty => 1,
        MentionKind::State => 2,
        MentionKind::Office => 3,
        MentionKind::Organisation => 4,
        MentionKind::Event => 5,
    }
}

/// A name may go over lines, a token may not.
fn lines(range: prose::Range, text: &str) -> Vec<prose::Range> {
    let mut start = range.start;
    let mut lines = Vec::new();
    for line in range.of(text).split_inclusive(['\n', '\r']) {
        let words = line.trim();
        let from = start + (line.len() - line.trim_start().len()) as u32;
        if !words.is_empty() {
            lines.push(prose::Range::new(from, from + words.len() as u32));
        }
        start += line.len() as u32;
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_difference_makes_the_second_of_the_first(
            before in proptest::collection::vec(0..3u32, 0..12),
            now in proptest::collection::vec(0..3u32, 0..12),
        ) {
            let mut made = before.clone();
            if let Some(edit) = difference(&before, &now) {
                let (start, count) = (edit.start as usize, edit.delete_count as usize);
                made.splice(start..start + count, edit.data.unwrap_or_default());
            }
            prop_assert_eq!(made, now);
        }
    }
}
