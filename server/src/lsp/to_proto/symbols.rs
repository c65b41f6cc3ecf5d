use ide::{MentionKind, Symbol};
use lsp_types::*;

use crate::lsp::view::{Library, View};

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

/// Records by name, each at its place on a page.
pub fn workspace_symbols(library: &Library, query: &str) -> WorkspaceSymbolResponse {
    let found = ide::search(&library.kb, query, MOST);
    let symbol = |it: &ide::Found| {
        let place = library.record(it.record, None)?;
        let base = BaseSymbolInformation {
            name: it.name.clone(),
            kind: kind_of_record(library, it.record),
            tags: None,
            container_name: Some(it.container.clone()).filter(|it| !it.is_empty()),
        };
        Some(SymbolInformation::new(
            None,
            Location::new(place.uri, place.range),
            base,
        ))
    };
    found.iter().filter_map(symbol).collect::<Vec<_>>().into()
}

/// Of the symbols of the whole knowledge base.
const MOST: usize = 50;

pub fn kind_of_record(library: &Library, record: kb::RecordId) -> SymbolKind {
    kind(
        library,
        ide::SymbolKind::Mention(match record.kind() {
            kb::Kind::Person => MentionKind::Leader,
            kb::Kind::Office => MentionKind::Office,
            kb::Kind::State => MentionKind::State,
            kb::Kind::Treaty => MentionKind::Treaty,
            kb::Kind::Event => MentionKind::Event,
            kb::Kind::Organisation | kb::Kind::Source => MentionKind::Organisation,
        }),
    )
}

fn kind(library: &Library, kind: ide::SymbolKind) -> SymbolKind {
    match kind {
        ide::SymbolKind::Section => SymbolKind::String,
        ide::SymbolKind::Mention(MentionKind::Leader) => SymbolKind::Class,
        ide::SymbolKind::Mention(MentionKind::Treaty) => SymbolKind::Interface,
        ide::SymbolKind::Mention(MentionKind::State) => SymbolKind::Namespace,
        ide::SymbolKind::Mention(MentionKind::Office) => SymbolKind::Property,
        ide::SymbolKind::Mention(MentionKind::Organisation) => SymbolKind::Package,
        ide::SymbolKind::Mention(MentionKind::Event) if library.event_symbols => SymbolKind::Event,
        ide::SymbolKind::Mention(MentionKind::Event) => SymbolKind::Constant,
    }
}

fn branch(view: &View, symbol: &Symbol) -> DocumentSymbol {
    let children = symbol.children.iter().map(|it| branch(view, it)).collect();
    DocumentSymbol::new(
        symbol.name.clone(),
        Some(symbol.detail.clone()).filter(|it| !it.is_empty()),
        kind(&view.library, symbol.kind),
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
            kind: kind(&view.library, symbol.kind),
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
