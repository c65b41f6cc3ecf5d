//! Our answers, in the client's terms. One file per answer; none of them decides anything about leaders or treaties.

mod call_hierarchy;
mod code_actions;
mod code_lens;
mod completion;
mod diagnostics;
mod document_links;
mod hover;
mod inlay_hints;
mod moniker;
mod places;
mod ranges;
mod records;
mod rename;
mod rename_files;
mod semantic_tokens;
mod symbols;
mod text_document_content;
mod type_hierarchy;

use std::path::Path;

use lsp_types::Uri;

pub use call_hierarchy::{incoming_calls, outgoing_calls, prepare_call_hierarchy};
pub use code_actions::code_actions;
pub use code_lens::code_lens;
pub use completion::{completion, completion_resolve};
pub use diagnostics::{diagnostics, report};
pub use document_links::document_links;
pub use hover::hover;
pub use inlay_hints::inlay_hints;
pub use moniker::monikers;
pub use places::{
    all_references, declaration, definition, highlights, implementation, records_at, references,
    references_to, type_definition,
};
pub use ranges::{folding_ranges, selection_ranges};
pub use rename::{prepare_rename, rename};
pub use rename_files::rename_files;
pub use semantic_tokens::{legend, semantic_tokens, semantic_tokens_delta, semantic_tokens_range};
pub use symbols::{document_symbols, workspace_symbols};
pub use text_document_content::{SCHEME, content_uri, text_document_content};
pub use type_hierarchy::{prepare_type_hierarchy, subtypes, supertypes};

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
