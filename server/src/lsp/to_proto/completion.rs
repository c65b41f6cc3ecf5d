use lsp_types::*;
use serde_json::json;

use super::hover::markup;
use crate::lsp::view::View;
use crate::session::Kind;

/// `asked`: the user or the editor wants names, it is not only that a space was typed.
pub fn completion(view: &View, position: Position, asked: bool) -> CompletionList {
    let it = &view.snapshot;
    if it.kind == Kind::Records {
        return super::records::completion(view, position);
    }
    let found = ide::completion(it.kb(), it.analysis(), view.offset(position), asked);
    let item = |(rank, found): (usize, &ide::Completion)| CompletionItem {
        label: found.text.clone(),
        detail: Some(found.detail.clone()).filter(|it| !it.is_empty()),
        kind: Some(kind(view, found.record)),
        sort_text: Some(format!("{rank:03}")),
        // What is typed may be a surname or in other letters: whatever is offered fits it.
        filter_text: Some(found.replace.of(&it.analysis().text).to_owned())
            .filter(|it| !it.is_empty()),
        text_edit: Some(
            TextEdit {
                range: view.range(found.replace),
                new_text: found.text.clone(),
            }
            .into(),
        ),
        data: Some(json!({ "uri": it.uri, "slug": it.kb().slug(found.record) })),
        ..Default::default()
    };
    CompletionList {
        // Another letter may bring names that were left out.
        is_incomplete: !found.is_empty(),
        items: found.iter().enumerate().map(item).collect(),
        ..Default::default()
    }
}

/// Adds the card of the record.
pub fn completion_resolve(view: &View, slug: &str, mut item: CompletionItem) -> CompletionItem {
    let it = &view.snapshot;
    if let Some(record) = it.kb().find(slug) {
        let card = ide::card(it.kb(), it.analysis(), it.settings(), it.today(), record);
        item.documentation = Some(Documentation::MarkupContent(markup(
            &view.library,
            &[card],
            view.profile.completion_markdown,
        )));
    }
    item
}

pub fn kind(view: &View, record: kb::RecordId) -> CompletionItemKind {
    match record.kind() {
        kb::Kind::Person => CompletionItemKind::Class,
        kb::Kind::Treaty => CompletionItemKind::Interface,
        kb::Kind::Event if view.profile.event_completions => CompletionItemKind::Event,
        kb::Kind::Event => CompletionItemKind::Value,
        _ => CompletionItemKind::Module,
    }
}
