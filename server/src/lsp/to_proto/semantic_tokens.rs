use ide::MentionKind;
use lsp_types::*;

use crate::lsp::view::View;

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

/// `range`: only what touches it; `None` is the whole text.
pub fn semantic_tokens(view: &View, range: Option<Range>) -> SemanticTokens {
    let analysis = view.snapshot.analysis();
    let whole = prose::Range::new(0, analysis.text.len() as u32);
    let tokens = ide::semantic_tokens(analysis, range.map_or(whole, |it| view.bytes(it)));
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
    SemanticTokens {
        data,
        ..Default::default()
    }
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
