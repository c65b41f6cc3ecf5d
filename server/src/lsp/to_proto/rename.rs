use lsp_types::*;

use super::code_actions::workspace_edit;
use crate::lsp::view::View;

pub fn prepare_rename(view: &View, position: Position) -> Option<PrepareRenameResult> {
    let it = &view.snapshot;
    let range = ide::prepare_rename(it.kb(), it.analysis(), view.offset(position))?;
    let placeholder = range.of(&it.analysis().text).to_owned();
    Some(
        PrepareRenamePlaceholder {
            range: view.range(range),
            placeholder,
        }
        .into(),
    )
}

pub fn rename(view: &View, position: Position, new_name: &str) -> Option<WorkspaceEdit> {
    let it = &view.snapshot;
    let edits = ide::rename(it.kb(), it.analysis(), view.offset(position), new_name)?;
    Some(workspace_edit(view, edits.iter()))
}
