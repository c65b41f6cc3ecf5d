//! Which files are articles, by their endings.

use std::path::Path;

use prose::Format;

/// Endings of articles in folders and the formats they stand for.
pub const ENDINGS: [(&str, Format); 6] = [
    ("txt", Format::Plain),
    ("md", Format::Markdown),
    ("markdown", Format::Markdown),
    ("html", Format::Html),
    ("htm", Format::Html),
    ("xhtml", Format::Html),
];

/// The format of a file by its ending; `None` for one that folders are not searched for.
pub fn format_of(path: &Path) -> Option<Format> {
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    ENDINGS
        .iter()
        .find(|(it, _)| *it == ending)
        .map(|(_, format)| *format)
}
