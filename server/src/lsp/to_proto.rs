//! Our answers, in the client's terms. One file per answer; none of them decides anything about leaders or treaties.

mod code_actions;
mod diagnostics;
mod hover;
mod places;
mod symbols;

use std::path::Path;

use lsp_types::Uri;

pub use code_actions::code_actions;
pub use diagnostics::{diagnostics, report};
pub use hover::hover;
pub use places::{
    declaration, definition, highlights, implementation, references, type_definition,
};
pub use symbols::document_symbols;

/// The address of a file. Everything but letters, digits, and a few marks is escaped, as VS Code does it.
pub fn file_uri(path: &Path) -> Uri {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut uri = String::from("file://");
    if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                uri.push(char::from(byte))
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    Uri::from(uri)
}
