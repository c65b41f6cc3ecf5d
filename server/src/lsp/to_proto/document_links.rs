use lsp_types::*;

use crate::lsp::view::View;

pub fn document_links(view: &View) -> Vec<DocumentLink> {
    let links = ide::document_links(view.snapshot.kb(), view.snapshot.analysis());
    let link = |it: &ide::Link| DocumentLink {
        range: view.range(it.range),
        target: Some(it.address.as_str().into()),
        ..Default::default()
    };
    links.iter().map(link).collect()
}
