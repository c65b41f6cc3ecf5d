//! HTML: a tolerant reading of tags, one pass, for text that people read; scripts, styles, navigation and code are skipped.

use crate::types::{BlockKind, Directive, Field, Range};
use crate::visible::Visible;
use crate::{Builder, directive};

pub(crate) fn read<'a>(source: &'a str, body: usize, builder: &mut Builder<'a>) {
    let mut reader = Reader {
        source,
        builder,
        at: body,
        open: Vec::new(),
        skip: None,
        pieces: Vec::new(),
        pending: None,
    };
    reader.run();
}

struct Reader<'a, 'b> {
    source: &'a str,
    builder: &'b mut Builder<'a>,
    at: usize,
    /// Kinds of the open block elements that give their text another kind, by tag name.
    open: Vec<(String, BlockKind)>,
    /// The element whose content is not read, and how deep it is nested in itself.
    skip: Option<(String, usize)>,
    pieces: Vec<(String, Range)>,
    /// A `time` element without a `datetime` yet to come is read as text only.
    pending: Option<BlockKind>,
}

impl Reader<'_, '_> {
    fn run(&mut self) {
        let bytes = self.source.as_bytes();
        while self.at < bytes.len() {
            if bytes[self.at] == b'<' && self.markup() {
                continue;
            }
            let end = bytes[self.at + 1..]
                .iter()
                .position(|it| *it == b'<')
                .map_or(bytes.len(), |it| self.at + 1 + it);
            self.text(self.at, end);
            self.at = end;
        }
        self.close();
    }

    /// Reads a tag, a comment or a declaration at `at`; false if a bare "<" stands there.
    fn markup(&mut self) -> bool {
        let rest = &self.source[self.at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            let length = comment.find("-->");
            let end = self.at + 4 + length.map_or(comment.len(), |it| it + 3);
            if let Some(body) = directive(&comment[..length.unwrap_or(comment.len())]) {
                self.builder.document.directives.push(Directive {
                    body,
                    range: Range::new(self.at as u32, end as u32),
                });
            }
            self.at = end;
            return true;
        }
        let second = rest.as_bytes().get(1).copied().unwrap_or(b' ');
        if !(second.is_ascii_alphabetic() || matches!(second, b'/' | b'!' | b'?')) {
            return false;
        }
        let end = self.at + tag_length(rest);
        let tag = &self.source[self.at..end];
        let closing = tag.starts_with("</");
        let body = tag.trim_start_matches(['<', '/']).trim_end_matches('>');
        let name: String = body
            .chars()
            .take_while(|it| it.is_ascii_alphanumeric())
            .collect::<String>()
            .to_ascii_lowercase();
        let start = self.at;
        self.at = end;
        self.element(&name, closing, body, start);
        true
    }

    fn element(&mut self, name: &str, closing: bool, body: &str, start: usize) {
        if let Some((skipped, depth)) = &mut self.skip {
            if skipped == name {
                *depth = if closing { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    self.skip = None;
                }
            }
            return;
        }
        if matches!(name, "script" | "style") && !closing {
            let end = self.source[self.at..].to_ascii_lowercase_find(&format!("</{name}"));
            let end = end.map_or(self.source.len(), |it| self.at + it);
            if name == "script" && body.contains("ld+json") {
                self.json_ld(self.at, end);
            }
            self.at = end;
            return;
        }
        if matches!(
            name,
            "nav"
                | "aside"
                | "code"
                | "pre"
                | "template"
                | "svg"
                | "noscript"
                | "form"
                | "button"
                | "select"
                | "textarea"
        ) {
            self.close();
            if !closing {
                self.skip = Some((name.to_owned(), 1));
            }
            return;
        }
        match name {
            "meta" => self.meta(body, start),
            "time" if !closing => {
                if let Some((value, range)) = attribute(body, "datetime", self.place_of(body)) {
                    self.builder.document.metadata.push(Field {
                        key: "time".into(),
                        value,
                        range,
                    });
                }
            }
            "img" => {
                if let Some((value, range)) =
                    attribute(body, "alt", self.place_of(body)).filter(|it| !it.0.trim().is_empty())
                {
                    self.close();
                    self.pieces.push((value, range));
                    self.pending = Some(BlockKind::AltText);
                    self.close();
                }
            }
            "br" => self
                .pieces
                .push((" ".into(), Range::new(start as u32, self.at as u32))),
            "td" | "th" if !closing => self
                .pieces
                .push(("\u{fffc}".into(), Range::new(start as u32, start as u32))),
            "td" | "th" => {}
            _ => {
                let kind = match name {
                    "title" | "h1" => Some(BlockKind::Heading(1)),
                    "h2" => Some(BlockKind::Heading(2)),
                    "h3" => Some(BlockKind::Heading(3)),
                    "h4" | "h5" | "h6" => Some(BlockKind::Heading(4)),
                    "li" | "dd" | "dt" => Some(BlockKind::ListItem),
                    "blockquote" => Some(BlockKind::BlockQuote),
                    "figcaption" | "caption" => Some(BlockKind::Caption),
                    "tr" => Some(BlockKind::TableRow),
                    "footer" => Some(BlockKind::Footnote),
                    "p" | "div" | "section" | "article" | "main" | "header" | "body" | "html"
                    | "head" | "ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "figure"
                    | "hr" | "address" => None,
                    _ => return, // inline: a, b, em, span ...
                };
                self.close();
                match kind {
                    Some(kind) if !closing => self.open.push((name.to_owned(), kind)),
                    Some(_) => {
                        if let Some(idx) = self.open.iter().rposition(|(open, _)| open == name) {
                            self.open.truncate(idx);
                        }
                    }
                    None => {}
                }
                // Elements that are never closed must not pile up.
                self.open.truncate(64);
            }
        }
    }

    fn place_of(&self, body: &str) -> usize {
        body.as_ptr() as usize - self.source.as_ptr() as usize
    }

    fn meta(&mut self, body: &str, _start: usize) {
        let at = self.place_of(body);
        let key = ["property", "name", "itemprop"]
            .into_iter()
            .find_map(|it| attribute(body, it, at))
            .map(|it| it.0.to_lowercase());
        if let (Some(key), Some((value, range))) = (key, attribute(body, "content", at)) {
            self.builder
                .document
                .metadata
                .push(Field { key, value, range });
        }
    }

    /// The dates of a JSON-LD block, by their keys.
    fn json_ld(&mut self, start: usize, end: usize) {
        for key in ["datePublished", "dateCreated", "dateModified"] {
            let Some(found) = self.source[start..end].find(&format!("\"{key}\"")) else {
                continue;
            };
            let at = start + found + key.len() + 2;
            let rest = &self.source[at..end];
            let Some(quote) = rest.find('"').filter(|it| rest[..*it].trim() == ":") else {
                continue;
            };
            let value = rest[quote + 1..].split('"').next().unwrap_or("");
            let from = at + quote + 1;
            let range = Range::new(from as u32, (from + value.len()) as u32);
            self.builder.document.metadata.push(Field {
                key: key.to_lowercase(),
                value: value.to_owned(),
                range,
            });
        }
    }

    fn text(&mut self, start: usize, end: usize) {
        if self.skip.is_some() {
            return;
        }
        // Entities are pieces of their own; the rest stands as it is.
        let text = &self.source[start..end];
        let mut at = 0;
        while let Some(amp) = text[at..].find('&') {
            let from = at + amp;
            let length = text[from..]
                .bytes()
                .take(32)
                .position(|it| it == b';')
                .map(|it| it + 1);
            let decoded = length
                .map(|it| html_escape::decode_html_entities(&text[from..from + it]).into_owned());
            match (length, decoded) {
                (Some(length), Some(decoded)) if decoded != text[from..from + length] => {
                    self.piece(&text[at..from], start + at, start + from);
                    self.piece(&decoded, start + from, start + from + length);
                    at = from + length;
                }
                _ => {
                    self.piece(&text[at..=from], start + at, start + from + 1);
                    at = from + 1;
                }
            }
        }
        self.piece(&text[at..], start + at, end);
    }

    fn piece(&mut self, text: &str, start: usize, end: usize) {
        if !text.is_empty() {
            self.pieces
                .push((text.to_owned(), Range::new(start as u32, end as u32)));
        }
    }

    fn close(&mut self) {
        let kind = self
            .pending
            .take()
            .or(self.open.last().map(|it| it.1))
            .unwrap_or(BlockKind::Paragraph);
        let pieces = std::mem::take(&mut self.pieces);
        let is_text = |it: &&(String, Range)| !it.0.trim().is_empty() && it.0 != "\u{fffc}";
        let (Some(first), Some(last)) = (pieces.iter().find(is_text), pieces.iter().rfind(is_text))
        else {
            return;
        };
        let range = Range::new(first.1.start, last.1.end);
        self.builder.push(range, kind, |_| {
            let mut visible = Visible::default();
            for (text, place) in pieces
                .iter()
                .filter(|it| it.1.start >= range.start && it.1.end <= range.end)
            {
                visible.push(text, place.start - range.start, place.end - range.start);
            }
            visible
        });
    }
}

/// The length of a tag with its ">": quotes may hold one. A tag that never ends is one character long.
fn tag_length(rest: &str) -> usize {
    let mut quote = None;
    for (idx, byte) in rest.bytes().enumerate().take(64 * 1024) {
        match (byte, quote) {
            (b'"' | b'\'', None) if idx > 0 && rest.as_bytes()[idx - 1] == b'=' => {
                quote = Some(byte)
            }
            (_, Some(open)) if byte == open => quote = None,
            (b'>', None) => return idx + 1,
            (b'<', None) if idx > 0 => return idx,
            _ => {}
        }
    }
    1
}

/// The value of an attribute and its place in the source.
fn attribute(body: &str, name: &str, at: usize) -> Option<(String, Range)> {
    let lower = body.to_ascii_lowercase();
    let mut from = 0;
    loop {
        let found = from + lower[from..].find(name)?;
        let after = lower[found + name.len()..].trim_start();
        let starts = found == 0 || lower.as_bytes()[found - 1].is_ascii_whitespace();
        if starts && let Some(value) = after.strip_prefix('=') {
            let value = value.trim_start();
            let start = body.len() - value.len();
            let (start, text) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => (
                    start + 1,
                    body[start + 1..].split(quote).next().unwrap_or(""),
                ),
                _ => (
                    start,
                    body[start..]
                        .split(|it: char| it.is_whitespace() || it == '/')
                        .next()
                        .unwrap_or(""),
                ),
            };
            let range = Range::new((at + start) as u32, (at + start + text.len()) as u32);
            return Some((html_escape::decode_html_entities(text).into_owned(), range));
        }
        from = found + name.len();
    }
}

trait FindIgnoringCase {
    fn to_ascii_lowercase_find(&self, needle: &str) -> Option<usize>;
}

impl FindIgnoringCase for str {
    /// The first place of an ASCII needle, whatever its case.
    fn to_ascii_lowercase_find(&self, needle: &str) -> Option<usize> {
        self.as_bytes()
            .windows(needle.len())
            .position(|it| it.eq_ignore_ascii_case(needle.as_bytes()))
    }
}
