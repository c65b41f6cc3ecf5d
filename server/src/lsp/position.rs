//! Bytes to lines and columns and back. The only place that knows UTF-16 and UTF-32.

use lsp_types::{Position, PositionEncodingKind, Range};
use ropey::{Rope, RopeSlice};
use serde::Deserialize;

/// What a column counts.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash)]
pub enum Encoding {
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "utf-16")]
    Utf16,
    #[serde(rename = "utf-32")]
    Utf32,
}

impl Encoding {
    /// The best of what a client offers: bytes, since we count them ourselves; UTF-16 if it offers nothing.
    pub fn negotiate(offered: &[PositionEncodingKind]) -> Encoding {
        let wanted = [
            (PositionEncodingKind::UTF8, Encoding::Utf8),
            (PositionEncodingKind::UTF32, Encoding::Utf32),
        ];
        wanted
            .into_iter()
            .find(|(kind, _)| offered.contains(kind))
            .map_or(Encoding::Utf16, |(_, encoding)| encoding)
    }

    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The length of a piece of text in units of this encoding.
    pub fn length(self, text: RopeSlice<'_>) -> usize {
        match self {
            Encoding::Utf8 => text.len_bytes(),
            Encoding::Utf16 => text.len_utf16_cu(),
            Encoding::Utf32 => text.len_chars(),
        }
    }

    /// The same of a short plain text.
    pub fn units(self, text: &str) -> usize {
        match self {
            Encoding::Utf8 => text.len(),
            Encoding::Utf16 => text.encode_utf16().count(),
            Encoding::Utf32 => text.chars().count(),
        }
    }
}

/// The byte at a position. A column behind the end of its line is the end of the line, before its line break; a line behind
/// the last is the end of the text; the middle of a character is its start.
pub fn offset(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_bytes();
    }
    let text = without_break(rope.line(line));
    let column = (position.character as usize).min(encoding.length(text));
    let chars = match encoding {
        Encoding::Utf8 => text.byte_to_char(column),
        Encoding::Utf16 => text.utf16_cu_to_char(column),
        Encoding::Utf32 => column,
    };
    rope.line_to_byte(line) + text.char_to_byte(chars)
}

/// The position of a byte; one behind the text is its end.
pub fn position(rope: &Rope, offset: u32, encoding: Encoding) -> Position {
    let offset = (offset as usize).min(rope.len_bytes());
    let line = rope.byte_to_line(offset);
    let start = rope.line_to_char(line);
    let end = rope.byte_to_char(offset).max(start);
    let column = encoding.length(rope.slice(start..end));
    Position::new(line as u32, column as u32)
}

pub fn range(rope: &Rope, range: prose::Range, encoding: Encoding) -> Range {
    Range::new(
        position(rope, range.start, encoding),
        position(rope, range.end, encoding),
    )
}

fn without_break(line: RopeSlice<'_>) -> RopeSlice<'_> {
    let mut end = line.len_chars();
    if end > 0 && line.char(end - 1) == '\n' {
        end -= 1;
    }
    if end > 0 && line.char(end - 1) == '\r' {
        end -= 1;
    }
    line.slice(..end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// Every boundary of a character with its line and column, worked out from a plain string.
    fn boundaries(text: &str, encoding: Encoding) -> Vec<(usize, Position)> {
        let mut all = Vec::new();
        let (mut line, mut column) = (0, 0);
        let mut chars = text.char_indices().peekable();
        while let Some((at, char)) = chars.next() {
            all.push((at, Position::new(line, column)));
            let pair = char == '\r' && chars.peek().is_some_and(|(_, next)| *next == '\n');
            if matches!(char, '\r' | '\n') && !pair {
                (line, column) = (line + 1, 0);
            } else {
                column += match encoding {
                    Encoding::Utf8 => char.len_utf8() as u32,
                    Encoding::Utf16 => char.len_utf16() as u32,
                    Encoding::Utf32 => 1,
                };
            }
        }
        all.push((text.len(), Position::new(line, column)));
        all
    }

    #[test]
    fn columns_and_lines_behind_the_end_are_the_end() {
        let rope = Rope::from_str("a😀\r\nb");
        for encoding in ALL {
            assert_eq!(offset(&rope, Position::new(0, 99), encoding), 5);
            assert_eq!(offset(&rope, Position::new(1, u32::MAX), encoding), 8);
            assert_eq!(
                offset(&rope, Position::new(u32::MAX, u32::MAX), encoding),
                8
            );
        }
    }

    #[test]
    fn the_middle_of_a_character_is_its_start() {
        let rope = Rope::from_str("a😀b");
        assert_eq!(offset(&rope, Position::new(0, 2), Encoding::Utf16), 1);
        assert_eq!(offset(&rope, Position::new(0, 3), Encoding::Utf8), 1);
    }

    #[test]
    fn utf8_is_taken_where_it_is_offered() {
        let offered = [PositionEncodingKind::UTF16, PositionEncodingKind::UTF8];
        assert_eq!(Encoding::negotiate(&offered), Encoding::Utf8);
        assert_eq!(Encoding::negotiate(&[]), Encoding::Utf16);
    }

    proptest! {
        #[test]
        fn every_boundary_goes_there_and_back(text in "(\\PC|[\r\n\u{2028}\u{b}😀é]){0,40}") {
            let rope = Rope::from_str(&text);
            for encoding in ALL {
                for (at, place) in boundaries(&text, encoding) {
                    prop_assert_eq!(position(&rope, at as u32, encoding), place);
                    let inside_break = text[..at].ends_with('\r') && text[at..].starts_with('\n');
                    if !inside_break {
                        prop_assert_eq!(offset(&rope, place, encoding), at);
                    }
                }
            }
        }
    }
}
