use std::collections::HashMap;

use ide::{Action, ActionKind};
use lsp_types::*;

use super::diagnostics::diagnostic;
use crate::lsp::capabilities::FIX_ALL;
use crate::lsp::view::View;

/// `only`: kinds that are wanted, with everything below them; `None` is everything.
pub fn code_actions(
    view: &View,
    range: Range,
    only: Option<&[CodeActionKind]>,
) -> Vec<CodeActionResponse> {
    let actions = ide::code_actions(view.snapshot.analysis(), view.bytes(range));
    let wanted = |it: &&Action| match only {
        Some(only) => only.iter().any(|kind| is_below(&self::kind(it.kind), kind)),
        // A source action that mends no more than the fixes above it only fills the menu.
        None => it.kind != ActionKind::FixAll || it.findings.len() > 1,
    };
    actions
        .iter()
        .filter(wanted)
        .map(|it| code_action(view, it).into())
        .collect()
}

/// An edit of this document, for the version that it was made from where the client can check that.
pub fn workspace_edit<'a>(
    view: &View,
    edits: impl Iterator<Item = &'a ide::Edit>,
) -> WorkspaceEdit {
    let edits = edits.map(|it| TextEdit {
        range: view.range(it.range),
        new_text: it.text.clone(),
    });
    if !view.profile.versioned_edits {
        return WorkspaceEdit {
            changes: Some(HashMap::from([(view.uri(), edits.collect())])),
            ..Default::default()
        };
    }
    let document = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version: Some(view.snapshot.version),
            text_document_identifier: TextDocumentIdentifier { uri: view.uri() },
        },
        edits: edits.map(Edit::from).collect(),
    };
    WorkspaceEdit {
        document_changes: Some(vec![document.into()]),
        ..Default::default()
    }
}

fn code_action(view: &View, action: &Action) -> CodeAction {
    let findings = &view.snapshot.analysis().findings;
    let mended = action.findings.iter().filter_map(|idx| findings.get(*idx));
    CodeAction {
        title: action.title.clone(),
        kind: Some(kind(action.kind)),
        diagnostics: Some(mended.map(|it| diagnostic(view, it)).collect()),
        is_preferred: action.preferred.then_some(true),
        edit: Some(workspace_edit(view, action.edits.iter())),
        ..Default::default()
    }
}

fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::Fix | ActionKind::FixAllOfKind => CodeActionKind::QuickFix,
        ActionKind::FixAll => FIX_ALL,
    }
}

/// "source.fixAll.attache" is below "source.fixAll" and "source"; everything is below "".
fn is_below(kind: &CodeActionKind, wanted: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(wanted.as_str());
    wanted.as_str().is_empty() || rest.is_some_and(|it| it.is_empty() || it.starts_with('.'))
}
