//! Lines and columns, as people count them.

use std::ops::Range;

/// Where the lines of a text begin. A line ends with LF, CR LF or CR.
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

/// Both from 1; columns are Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str) -> Lines<'a> {
        let bytes = text.as_bytes();
        let ends = (0..bytes.len()).filter(|&i| match bytes[i] {
            b'\n' => true,
            b'\r' => bytes.get(i + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|it| it as u32 + 1));
        Lines {
            text,
            starts: starts.collect(),
        }
    }

    /// The place of a byte.
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line(offset);
        let before = self
            .text
            .get(self.starts[line] as usize..offset as usize)
            .unwrap_or("");
        Position {
            line: line as u32 + 1,
            column: before.chars().count() as u32 + 1,
        }
    }

    /// The whole lines that hold a range of bytes, without the last line's end.
    pub fn around(&self, start: u32, end: u32) -> Range<usize> {
        let first = self.starts[self.line(start)] as usize;
        let last = self.line(end.max(start));
        let end = self.starts.get(last + 1).map_or(self.text.len(), |it| {
            let line = &self.text[..*it as usize];
            line.trim_end_matches(['\r', '\n']).len().max(end as usize)
        });
        first..end
    }

    /// Every line without its end, as bytes of the text.
    pub fn all(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.starts.iter().map(|it| self.around(*it, *it))
    }

    /// The line of a byte, from 0.
    fn line(&self, offset: u32) -> usize {
        self.starts.partition_point(|it| *it <= offset) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_as_in_editors() {
        let text = "é😀 a\r\nb\rc\n\nd";
        let lines = Lines::new(text);
        for (word, line, column) in [("a", 1, 4), ("b", 2, 1), ("c", 3, 1), ("d", 5, 1)] {
            let offset = text.find(word).unwrap() as u32;
            assert_eq!(lines.position(offset), Position { line, column }, "{word}");
        }
        let all: Vec<&str> = lines.all().map(|it| &text[it]).collect();
        assert_eq!(all, ["é😀 a", "b", "c", "", "d"]);
        let (a, b) = (
            text.find('a').unwrap() as u32,
            text.find('b').unwrap() as u32,
        );
        assert_eq!(&text[lines.around(a, b + 1)], "é😀 a\r\nb");
    }
}
