//! Lines to whole JSON texts.

/// Puts lines together to JSON texts that each hold whole entities. A line of a dump or of JSON lines is one by itself, the
/// brackets and commas of the array around them left out; an object that is spread over lines, as pretty-printers do, is
/// gathered until it is closed.
#[derive(Default)]
pub struct Frames {
    gathered: Vec<u8>,
    /// The line on which what is gathered began, counted from 1.
    begun: u64,
    depth: u32,
}

/// What a line brought to an end.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame<'a> {
    /// Nothing yet, or a line that holds no entity.
    Nothing,
    /// A JSON text, and the line on which it began, counted from 1.
    Text(&'a [u8], u64),
    /// An object spread over lines had grown beyond `limit`; the line on which it began.
    TooLong(u64),
}

impl Frames {
    /// `number`: of the line, counted from 1. `limit`: how much may be gathered, in bytes.
    pub fn push<'a>(&'a mut self, line: &'a [u8], number: u64, limit: usize) -> Frame<'a> {
        let line = line.trim_ascii();
        if self.depth > 0 {
            return self.gather(line, limit);
        }
        let line = without_array(line);
        if line.is_empty() {
            return Frame::Nothing;
        }
        // The first line of an object over many lines opens it and perhaps its first member. A long one is no such line, but
        // was cut off, and must take no others with it.
        let opens = line.ends_with(b"{") || line.ends_with(b"[");
        if line.starts_with(b"{") && opens && line.len() <= 64 {
            self.begun = number;
            self.gathered.clear();
            self.gathered.shrink_to(1 << 20);
            return self.gather(line, limit);
        }
        Frame::Text(line, number)
    }

    /// What is left at the end of the input: an object that was never closed, and the line on which it began.
    pub fn finish(&self) -> Option<u64> {
        (self.depth > 0).then_some(self.begun)
    }

    fn gather(&mut self, line: &[u8], limit: usize) -> Frame<'_> {
        if self.gathered.len() + line.len() > limit {
            self.depth = 0;
            return Frame::TooLong(self.begun);
        }
        self.gathered.extend_from_slice(line);
        self.gathered.push(b'\n');
        self.depth = self.depth.saturating_add_signed(opened(line));
        if self.depth > 0 {
            return Frame::Nothing;
        }
        let text = self.gathered.trim_ascii_end();
        Frame::Text(text.strip_suffix(b",").unwrap_or(text), self.begun)
    }
}

/// A line of an array that holds one entity a line, without what belongs to the array.
fn without_array(line: &[u8]) -> &[u8] {
    let mut line = line;
    loop {
        let opens = line.starts_with(b"[") && !line.ends_with(b"]");
        let closes = line.ends_with(b"]") && !line.starts_with(b"[");
        line = match line {
            b"[" | b"]" | b"[]" | b"," => return b"",
            [rest @ .., b','] => rest.trim_ascii_end(),
            [b',', rest @ ..] => rest.trim_ascii_start(),
            [_, rest @ ..] if opens && rest.trim_ascii_start().starts_with(b"{") => {
                rest.trim_ascii_start()
            }
            [rest @ .., _] if closes => rest.trim_ascii_end(),
            _ => return line,
        };
    }
}

/// How many more objects and arrays a line opens than it closes. No string goes over the end of a line.
fn opened(line: &[u8]) -> i32 {
    let (mut depth, mut quoted, mut escaped) = (0, false, false);
    for byte in line {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => depth -= 1,
            _ => {}
        }
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The texts of an input, each with its line.
    fn texts(input: &str) -> Vec<(String, u64)> {
        let mut frames = Frames::default();
        let mut texts = Vec::new();
        for (line, number) in input.lines().zip(1..) {
            match frames.push(line.as_bytes(), number, 200) {
                Frame::Nothing => {}
                Frame::Text(text, begun) => {
                    texts.push((String::from_utf8_lossy(text).into_owned(), begun))
                }
                Frame::TooLong(begun) => texts.push(("too long".to_owned(), begun)),
            }
        }
        texts.extend(frames.finish().map(|begun| ("open".to_owned(), begun)));
        texts
    }

    #[test]
    fn a_dump_and_json_lines_are_a_text_a_line() {
        let texts_of = |it: &[(&str, u64)]| -> Vec<(String, u64)> {
            it.iter()
                .map(|(text, line)| ((*text).to_owned(), *line))
                .collect()
        };
        for input in [
            "[\n{\"a\":1},\n{\"b\":[2]}\n]\n",
            "\n{\"a\":1}\r\n{\"b\":[2]}",
            "[\n{\"a\":1}\n,{\"b\":[2]}",
        ] {
            let found = texts(input);
            let plain: Vec<_> = found.iter().map(|it| &*it.0).collect();
            assert_eq!(plain, ["{\"a\":1}", "{\"b\":[2]}"], "{input}");
            assert_eq!(found[1].1, 3, "{input}");
        }
        assert_eq!(
            texts("[{\"a\":1},\n{\"b\":2}]"),
            texts_of(&[("{\"a\":1}", 1), ("{\"b\":2}", 2)])
        );
        assert_eq!(
            texts("[{\"a\":1},{\"b\":2}]"),
            texts_of(&[("[{\"a\":1},{\"b\":2}]", 1)])
        );
        // What is cut off takes no other line with it.
        assert_eq!(
            texts("{\"a\":\"x\n{\"b\":2}"),
            texts_of(&[("{\"a\":\"x", 1), ("{\"b\":2}", 2)])
        );
    }

    #[test]
    fn an_object_over_many_lines_is_gathered() {
        let input = "{\n  \"entities\": {\n    \"Q1\": { \"a\": \"}\\\"\" }\n  }\n}\n";
        let found = texts(input);
        assert_eq!(found.len(), 1);
        assert!(crate::valid(found[0].0.as_bytes()).is_ok(), "{found:?}");
        assert_eq!(
            texts("[\n  {\n \"a\": 1\n  },\n  {\n \"b\": 2\n  }\n]").len(),
            2
        );
        assert_eq!(texts("{\n\"a\": [\n"), [("open".to_owned(), 1)]);
        let long = format!("{{\n{}\n}}\n{{\"b\":1}}", "\"x\": 1,\n".repeat(50));
        let found = texts(&long);
        assert_eq!(found[0], ("too long".to_owned(), 1));
        assert_eq!(found.last().map(|it| &*it.0), Some("{\"b\":1}"));
    }
}
