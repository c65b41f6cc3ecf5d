use std::collections::HashMap;

use ide::{Action, ActionKind};
use lsp_types::*;

use super::diagnostics::diagnostic;
use crate::lsp::capabilities::FIX_ALL;
use crate::lsp::file_path;
use crate::lsp::position;
use crate::lsp::view::View;
use crate::{config, decisions};

/// `only`: kinds that are wanted, with everything below them; `None` is everything.
pub fn code_actions(
    view: &View,
    range: Range,
    only: Option<&[CodeActionKind]>,
) -> Vec<CodeActionResponse> {
    let actions = ide::code_actions(
        view.snapshot.kb(),
        view.snapshot.analysis(),
        view.bytes(range),
    );
    let wanted = |it: &&Action| match only {
        Some(only) => only.iter().any(|kind| is_below(&self::kind(it.kind), kind)),
        // A source action that mends no more than the fixes above it only fills the menu.
        None => it.kind != ActionKind::FixAll || it.findings.len() > 1,
    };
    actions
        .iter()
        .filter(wanted)
        .filter_map(|it| Some(code_action(view, it)?.into()))
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

/// `None`: the client cannot do it.
fn code_action(view: &View, action: &Action) -> Option<CodeAction> {
    let findings = &view.snapshot.analysis().findings;
    let mended = action.findings.iter().filter_map(|idx| findings.get(*idx));
    let edit = match &action.decision {
        Some(decision) => new_decision(view, decision)?,
        None => workspace_edit(view, action.edits.iter()),
    };
    Some(CodeAction {
        title: action.title.clone(),
        kind: Some(kind(action.kind)),
        diagnostics: Some(mended.map(|it| diagnostic(view, it)).collect()),
        is_preferred: action.preferred.then_some(true),
        edit: Some(edit),
        ..Default::default()
    })
}

/// Puts the decision at the end of the workspace's file, which is made if need be. `None` for a text that is no file, for a
/// client that cannot make files, and where the file is there but cannot be read.
fn new_decision(view: &View, decision: &ide::Decision) -> Option<WorkspaceEdit> {
    let article = config::lexical(&file_path(&view.snapshot.uri)?);
    let file = decisions::file_for(article.parent()?);
    let decision = ide::Decision {
        by: decisions::who(),
        ..decision.clone()
    };
    let mut text = decisions::entry(&file, &article, &decision);
    let uri = super::file_uri(&file);
    let there = match std::fs::symlink_metadata(&file) {
        Ok(_) => Some(decisions::text(&file).ok()?),
        Err(_) => None,
    };
    let end = match &there {
        None if !view.profile.creates_files => return None,
        None => Position::default(),
        Some(there) => {
            let rope = ropey::Rope::from_str(there);
            if !there.is_empty() {
                let gap = if there.ends_with('\n') { "\n" } else { "\n\n" };
                text.insert_str(0, gap);
            }
            position::position(&rope, there.len() as u32, view.profile.encoding)
        }
    };
    let edit = TextEdit {
        range: Range::new(end, end),
        new_text: text,
    };
    if !view.profile.versioned_edits {
        return Some(WorkspaceEdit {
            changes: Some(HashMap::from([(uri, vec![edit])])),
            ..Default::default()
        });
    }
    let create = CreateFile {
        uri: uri.clone(),
        options: Some(CreateFileOptions {
            overwrite: Some(false),
            ignore_if_exists: Some(true),
        }),
        annotation_id: None,
    };
    let append = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version: None,
            text_document_identifier: TextDocumentIdentifier { uri },
        },
        edits: vec![edit.into()],
    };
    let create = there.is_none().then(|| create.into());
    Some(WorkspaceEdit {
        document_changes: Some(create.into_iter().chain([append.into()]).collect()),
        ..Default::default()
    })
}

fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::Fix | ActionKind::FixAllOfKind | ActionKind::Silence | ActionKind::Link => {
            CodeActionKind::QuickFix
        }
        ActionKind::FixAll => FIX_ALL,
    }
}

/// "source.fixAll.attache" is below "source.fixAll" and "source"; everything is below "".
fn is_below(kind: &CodeActionKind, wanted: &CodeActionKind) -> bool {
    let rest = kind.as_str().strip_prefix(wanted.as_str());
    wanted.as_str().is_empty() || rest.is_some_and(|it| it.is_empty() || it.starts_with('.'))
}
