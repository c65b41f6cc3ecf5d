//! Places and ranges written into a text.

use serde_json::{Value, json};

/// What a column counts.
#[derive(Clone, Copy, Debug)]
pub enum Units {
    Utf8,
    Utf16,
    Utf32,
}

impl Units {
    pub fn of(self, text: &str) -> usize {
        match self {
            Units::Utf8 => text.len(),
            Units::Utf16 => text.encode_utf16().count(),
            Units::Utf32 => text.chars().count(),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Units::Utf8 => "utf-8",
            Units::Utf16 => "utf-16",
            Units::Utf32 => "utf-32",
        }
    }
}

/// A text without its marks.
pub struct Marked {
    pub text: String,
    /// Of every `$0`.
    pub places: Vec<Value>,
    /// Of every pair of `«` and `»`.
    pub ranges: Vec<Value>,
}

pub fn marked(text: &str) -> Marked {
    marked_in(text, Units::Utf16)
}

pub fn marked_in(text: &str, units: Units) -> Marked {
    let mut marked = Marked {
        text: String::new(),
        places: Vec::new(),
        ranges: Vec::new(),
    };
    let mut open = Vec::new();
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let place = |marked: &Marked| position(&marked.text, marked.text.len(), units);
        if let Some(behind) = rest.strip_prefix("$0") {
            marked.places.push(place(&marked));
            rest = behind;
            continue;
        }
        match char {
            '«' => open.push(place(&marked)),
            '»' => {
                let range =
                    json!({ "start": open.pop().expect("« before »"), "end": place(&marked) });
                marked.ranges.push(range);
            }
            _ => marked.text.push(char),
        }
        rest = &rest[char.len_utf8()..];
    }
    marked
}

/// The piece of `text` at a range of the protocol.
pub fn piece<'a>(text: &'a str, range: &Value, units: Units) -> &'a str {
    // The last: the middle of a CRLF is no place of its own.
    let boundary = |at: &Value| {
        (0..=text.len())
            .rev()
            .find(|it| text.is_char_boundary(*it) && position(text, *it, units) == *at)
            .unwrap_or_else(|| panic!("{at} is no place in {text:?}"))
    };
    &text[boundary(&range["start"])..boundary(&range["end"])]
}

/// The text after the edits of the protocol, which never overlap.
pub fn edited(text: &str, edits: &Value, units: Units) -> String {
    let boundary = |at: &Value| {
        (0..=text.len())
            .rev()
            .find(|it| text.is_char_boundary(*it) && position(text, *it, units) == *at)
            .unwrap()
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let range = &it["range"];
            (
                boundary(&range["start"]),
                boundary(&range["end"]),
                it["newText"].as_str().unwrap(),
            )
        })
        .collect();
    edits.sort();
    let mut edited = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        edited.replace_range(start..end, new);
    }
    edited
}

fn position(text: &str, offset: usize, units: Units) -> Value {
    let before = &text[..offset];
    // CRLF is one line end, and so is a lone CR.
    let line_ends =
        |it: &str| it.matches('\n').count() + it.matches('\r').count() - it.matches("\r\n").count();
    let start = before.rfind(['\n', '\r']).map_or(0, |it| it + 1);
    json!({ "line": line_ends(before), "character": units.of(&before[start..]) })
}
