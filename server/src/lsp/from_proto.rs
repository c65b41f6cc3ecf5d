//! What the client says, in our terms.

use std::path::PathBuf;

use lsp_types::{LanguageKind, TextDocumentContentChangeEvent};
use prose::Format;
use ropey::Rope;

use super::position::{self, Encoding};

/// How a document of this language is read; what we do not know is plain text.
pub fn format(language: &LanguageKind) -> Format {
    match language {
        LanguageKind::Markdown => Format::Markdown,
        LanguageKind::HTML => Format::Html,
        _ => Format::Plain,
    }
}

/// Does one change of a `didChange`. What lies outside of the text is taken for its end, a range that ends before it
/// starts for the same range the right way round.
pub fn apply(rope: &mut Rope, change: TextDocumentContentChangeEvent, encoding: Encoding) {
    let (range, text) = match change {
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(it) => (it.range, it.text),
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(it) => {
            *rope = Rope::from_str(&it.text);
            return;
        }
    };
    let bound = |at| rope.byte_to_char(position::offset(rope, at, encoding));
    let (a, b) = (bound(range.start), bound(range.end));
    let (start, end) = (a.min(b), a.max(b));
    rope.remove(start..end);
    rope.insert(start, &text);
}

/// The path behind a `file:` address of this machine; `None` for every other address and for what is no UTF-8 once decoded.
pub fn file_path(uri: &str) -> Option<PathBuf> {
    let path = uri.strip_prefix("file://")?;
    let path = path.strip_prefix("localhost").unwrap_or(path);
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = (*first == b'%')
            .then(|| std::str::from_utf8(tail.get(..2)?).ok())
            .flatten()
            .and_then(|it| u8::from_str_radix(it, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    let path = String::from_utf8(bytes).ok()?;
    // "/C:/Users" on Windows
    let path = if cfg!(windows) {
        path.trim_start_matches('/')
    } else {
        &path
    };
    path.contains('/').then(|| PathBuf::from(path))
}

/// The bytes of a range of the client.
pub fn range(rope: &Rope, range: lsp_types::Range, encoding: Encoding) -> prose::Range {
    let a = position::offset(rope, range.start, encoding) as u32;
    let b = position::offset(rope, range.end, encoding) as u32;
    prose::Range::new(a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range, TextDocumentContentChangePartial};
    use proptest::prelude::*;

    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// The byte of a position, worked out without a rope.
    fn plain_offset(text: &str, at: Position, encoding: Encoding) -> usize {
        let (mut line, mut column) = (0, 0);
        let mut chars = text.char_indices().peekable();
        while let Some((offset, char)) = chars.next() {
            let line_ends = matches!(char, '\r' | '\n');
            let width = match encoding {
                Encoding::Utf8 => char.len_utf8() as u32,
                Encoding::Utf16 => char.len_utf16() as u32,
                Encoding::Utf32 => 1,
            };
            if line == at.line && (line_ends || column + width > at.character) {
                return offset;
            }
            column += width;
            let pair = char == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n');
            if line_ends && !pair {
                (line, column) = (line + 1, 0);
            }
        }
        text.len()
    }

    fn change() -> impl Strategy<Value = (Position, Position, String)> {
        let place = || (0..6u32, 0..12u32).prop_map(|(line, column)| Position::new(line, column));
        (place(), place(), "([a-z]|[\r\né😀\u{2028}]){0,6}")
    }

    proptest! {
        #[test]
        fn edits_do_to_a_rope_what_they_do_to_a_string(
            start in "([a-z ]|[\r\né😀\u{2028}]){0,40}",
            changes in proptest::collection::vec(change(), 0..12),
        ) {
            for encoding in ALL {
                let (mut rope, mut plain) = (Rope::from_str(&start), start.clone());
                for (from, to, text) in &changes {
                    let (a, b) = (plain_offset(&plain, *from, encoding), plain_offset(&plain, *to, encoding));
                    plain.replace_range(a.min(b)..a.max(b), text);
                    let partial = TextDocumentContentChangePartial {
                        range: Range::new(*from, *to),
                        text: text.clone(),
                        ..Default::default()
                    };
                    apply(&mut rope, partial.into(), encoding);
                    prop_assert_eq!(&rope.to_string(), &plain);
                }
            }
        }
    }
}
