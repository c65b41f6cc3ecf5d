use lsp_types::*;

use crate::lsp::view::View;

pub fn monikers(view: &View, position: Position) -> Vec<Moniker> {
    let it = &view.snapshot;
    let moniker = |id: &str| Moniker {
        scheme: "wikidata".into(),
        identifier: id.into(),
        unique: UniquenessLevel::Scheme,
        kind: Some(MonikerKind::Import),
    };
    let ids = ide::moniker(it.kb(), it.analysis(), view.offset(position));
    ids.into_iter().map(moniker).collect()
}
