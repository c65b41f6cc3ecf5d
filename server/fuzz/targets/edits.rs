//! Edits do to a rope what they do to a plain string, in every encoding of columns; positions go there and back.
#![no_main]
#![allow(dead_code)]

#[path = "../../src/lsp/from_proto.rs"]
mod from_proto;
#[path = "../../src/lsp/position.rs"]
mod position;

use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use lsp_types::{Position, Range, TextDocumentContentChangePartial};
use position::Encoding;
use ropey::Rope;

type Place = (u8, u8);

fuzz_target!(|data: &[u8]| {
    let _ = edit(&mut Unstructured::new(data));
});

fn edit(data: &mut Unstructured<'_>) -> Result<()> {
    let start: String = data.arbitrary()?;
    let changes: Vec<(Place, Place, String)> = data.arbitrary()?;
    for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
        let (mut rope, mut plain) = (Rope::from_str(&start), start.clone());
        for (from, to, text) in &changes {
            let at = |(line, column): Place| Position::new(line.into(), column.into());
            let (from, to) = (at(*from), at(*to));
            let a = plain_offset(&plain, from, encoding);
            let b = plain_offset(&plain, to, encoding);
            plain.replace_range(a.min(b)..a.max(b), text);
            let partial = TextDocumentContentChangePartial {
                range: Range::new(from, to),
                text: text.clone(),
                ..Default::default()
            };
            from_proto::apply(&mut rope, partial.into(), encoding);
            assert_eq!(rope.to_string(), plain);
        }
        for (byte, _) in plain.char_indices() {
            let inside_break = plain[..byte].ends_with('\r') && plain[byte..].starts_with('\n');
            if !inside_break {
                let place = position::position(&rope, byte as u32, encoding);
                assert_eq!(position::offset(&rope, place, encoding), byte);
            }
        }
    }
    Ok(())
}

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
