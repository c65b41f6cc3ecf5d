//! What stands before the text: YAML between `---`, TOML between `+++`, or Pelican's `Key: value` lines.

use crate::types::{Document, Field, FrontMatter, Range};

/// Reads the front matter into the document and returns the byte at which the text begins.
pub(crate) fn read(source: &str, document: &mut Document) -> usize {
    let bom = if source.starts_with('\u{feff}') { 3 } else { 0 };
    let first = behind_line(source, bom);
    let fence = ["---", "+++"]
        .into_iter()
        .find(|it| source[bom..first].trim_end() == *it);
    let (start, end, body) = match fence {
        Some(fence) => {
            let start = first;
            let Some((end, body)) = closing(source, start, fence) else {
                return bom;
            };
            (start, end, body)
        }
        None => {
            let end = header_lines(source, bom);
            if end == bom {
                return bom;
            }
            (bom, end, end)
        }
    };
    let fields = fields(source, start, end, fence == Some("+++"));
    document.front_matter = Some(FrontMatter {
        range: Range::new(bom as u32, body as u32),
        fields,
    });
    body
}

/// Where the next line starts: behind LF, CRLF or CR.
fn behind_line(source: &str, at: usize) -> usize {
    match source[at..].find(['\n', '\r']) {
        None => source.len(),
        Some(it) if source[at + it..].starts_with("\r\n") => at + it + 2,
        Some(it) => at + it + 1,
    }
}

/// Where the closing fence starts and where the line behind it does; a fence that never closes is none.
fn closing(source: &str, start: usize, fence: &str) -> Option<(usize, usize)> {
    let mut at = start;
    // Nobody writes more than this before the text; what is longer is no front matter.
    while at < source.len() && at - start < 64 * 1024 {
        let end = behind_line(source, at);
        let line = source[at..end].trim_end();
        if line == fence || fence == "---" && line == "..." {
            return Some((at, end));
        }
        at = end;
    }
    None
}

/// Pelican: at least two lines "Key: value" with known keys, then a blank line.
fn header_lines(source: &str, start: usize) -> usize {
    let (mut at, mut n_lines, mut known) = (start, 0, false);
    while at < source.len() {
        let next = behind_line(source, at);
        let line = source[at..next].trim_end();
        if line.is_empty() {
            return if n_lines >= 2 && known { at } else { start };
        }
        let Some((key, _)) = line.trim_start_matches(':').split_once(':') else {
            return start;
        };
        if key.is_empty()
            || key.len() > 30
            || key.contains(' ')
            || !key
                .chars()
                .all(|it| it.is_alphanumeric() || it == '_' || it == '-')
        {
            return start;
        }
        known |= matches!(
            key.to_lowercase().as_str(),
            "date" | "title" | "slug" | "modified" | "author" | "tags" | "category"
        );
        n_lines += 1;
        at = next;
    }
    start
}

fn fields(source: &str, start: usize, end: usize, toml: bool) -> Vec<Field> {
    let mut fields = Vec::new();
    // Keys above the present one, each with its indentation.
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut table = String::new();
    let mut at = start;
    while at < end {
        let next = behind_line(source, at).min(end);
        let line = source[at..next].trim_end();
        let indent = line.len() - line.trim_start().len();
        let body = line.trim_start();
        let separator = if toml { '=' } else { ':' };
        if let Some(item) = body.strip_prefix("- ").filter(|_| !toml && is_ours(&above)) {
            let (value, range) = scalar(source, at + line.len() - item.len(), at + line.len());
            let key = dotted(&above);
            fields.push(Field { key, value, range });
        } else if toml && body.starts_with('[') {
            table = format!("{}.", body.trim_matches(['[', ']']).trim().to_lowercase());
        } else if !body.starts_with('#')
            && !body.starts_with("- ")
            && let Some((key, _)) = body.trim_start_matches(':').split_once(separator)
        {
            let key = key.trim().trim_matches(['"', '\'']).to_lowercase();
            above.retain(|(depth, _)| *depth < indent);
            let offset = body
                .find(':')
                .filter(|it| *it == 0 && !toml)
                .map_or(0, |_| 1);
            let value_at =
                at + indent + offset + body[offset..].find(separator).map_or(0, |it| it + 1);
            let path = match above.as_slice() {
                [] => String::new(),
                above => format!("{}.", dotted(above)),
            };
            let (value, range) = scalar(source, value_at, at + line.len());
            if value.is_empty() {
                above.push((indent, key));
            } else {
                fields.push(Field {
                    key: format!("{table}{path}{key}"),
                    value,
                    range,
                });
            }
        }
        at = next;
    }
    fields
}

/// Whether these keys are Attaché's own: only of them lists are read.
fn is_ours(above: &[(usize, String)]) -> bool {
    above.first().is_some_and(|(_, it)| it == "attache")
}

fn dotted(above: &[(usize, String)]) -> String {
    let keys: Vec<&str> = above.iter().map(|(_, it)| it.as_str()).collect();
    keys.join(".")
}

/// A value without quotes and comment, and its place.
fn scalar(source: &str, start: usize, end: usize) -> (String, Range) {
    let text = source.get(start..end).unwrap_or("");
    let body = text.trim_start();
    let mut from = start + text.len() - body.len();
    let mut value = body.trim_end();
    if let Some(quote) = value.chars().next().filter(|it| matches!(it, '"' | '\'')) {
        let inner = &value[1..];
        value = inner.split(quote).next().unwrap_or(inner);
        from += 1;
    } else if let Some(comment) = value.find(" #") {
        value = value[..comment].trim_end();
    }
    (
        value.to_owned(),
        Range::new(from as u32, (from + value.len()) as u32),
    )
}
