use ide::{MentionKind, Symbol};
use lsp_types::*;

use crate::lsp::view::View;

/// A tree, or for older clients a list in which every symbol names its section.
pub fn document_symbols(view: &View) -> DocumentSymbolResponse {
    let symbols = ide::document_symbols(view.snapshot.kb(), view.snapshot.analysis());
    if view.profile.symbol_tree {
        let tree: Vec<DocumentSymbol> = symbols.iter().map(|it| branch(view, it)).collect();
        return tree.into();
    }
    let mut list = Vec::new();
    flatten(view, &symbols, None, &mut list);
    list.into()
}

pub fn kind(kind: ide::SymbolKind) -> SymbolKind {
    match kind {
        ide::SymbolKind::Section => SymbolKind::String,
        ide::SymbolKind::Mention(MentionKind::Leader) => SymbolKind::Class,
        ide::SymbolKind::Mention(MentionKind::Treaty) => SymbolKind::Interface,
        ide::SymbolKind::Mention(MentionKind::State) => SymbolKind::Namespace,
        ide::SymbolKind::Mention(MentionKind::Office) => SymbolKind::Property,
        ide::SymbolKind::Mention(MentionKind::Organisation) => SymbolKind::Package,
        ide::SymbolKind::Mention(MentionKind::Event) => SymbolKind::Event,
    }
}

fn branch(view: &View, symbol: &Symbol) -> DocumentSymbol {
    let children = symbol.children.iter().map(|it| branch(view, it)).collect();
    DocumentSymbol::new(
        symbol.name.clone(),
        Some(symbol.detail.clone()).filter(|it| !it.is_empty()),
        kind(symbol.kind),
        None,
        None,
        view.range(symbol.range),
        view.range(symbol.selection),
        Some(children),
    )
}

fn flatten(
    view: &View,
    symbols: &[Symbol],
    section: Option<&str>,
    list: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        let base = BaseSymbolInformation {
            name: symbol.name.clone(),
            kind: kind(symbol.kind),
            tags: None,
            container_name: section.map(str::to_owned),
        };
        list.push(SymbolInformation::new(
            None,
            view.location(symbol.range),
            base,
        ));
        flatten(view, &symbol.children, Some(&symbol.name), list);
    }
}
