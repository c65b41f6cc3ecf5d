use lsp_types::*;

use crate::cache;

/// Of the addresses of records that are no files, where the cache cannot be written: "attache:///people/prk.toml".
pub const SCHEME: &str = "attache";

/// The address of a file of the shipped records.
pub fn content_uri(file: &str) -> Uri {
    format!("{SCHEME}:///{file}").into()
}

/// The text at such an address; `None` if there is none.
pub fn text_document_content(uri: &Uri) -> Option<TextDocumentContentResult> {
    let file = uri.as_ref().strip_prefix(SCHEME)?.strip_prefix(":///")?;
    Some(TextDocumentContentResult::new(
        cache::text(file)?.to_owned(),
    ))
}
