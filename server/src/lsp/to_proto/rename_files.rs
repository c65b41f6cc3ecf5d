use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use lsp_types::*;

use crate::lsp::view::Library;
use crate::lsp::{file_path, position};
use crate::session::Snapshot;
use crate::{config, decisions};

/// Edits of the workspace's decisions, which name articles by their paths. `open`: where such a file is open, its text there
/// counts. `None` if there is nothing to edit.
pub fn rename_files(
    library: &Library,
    open: &[Snapshot],
    files: &[FileRename],
) -> Option<WorkspaceEdit> {
    let mut edits: BTreeMap<PathBuf, Vec<TextEdit>> = BTreeMap::new();
    for FileRename { old_uri, new_uri } in files {
        let path = |uri: &Uri| Some(config::lexical(&file_path(uri.as_ref())?));
        let (Some(old), Some(new)) = (path(old_uri), path(new_uri)) else {
            continue;
        };
        let file = decisions::file_for(old.parent().unwrap_or(&old));
        let Some(text) = text_of(&file, open) else {
            continue;
        };
        let rope = ropey::Rope::from_str(&text);
        let place = |it| position::position(&rope, it as u32, library.encoding);
        let renamed = decisions::renamed(&file, &text, &old, &new).into_iter();
        let renamed = renamed.map(|(bytes, new_text)| TextEdit {
            range: Range::new(place(bytes.start), place(bytes.end)),
            new_text,
        });
        edits.entry(file).or_default().extend(renamed);
    }
    edits.retain(|_, it| !it.is_empty());
    let changes = edits
        .into_iter()
        .map(|(file, edits)| (super::file_uri(&file), edits));
    let changes: HashMap<Uri, Vec<TextEdit>> = changes.collect();
    (!changes.is_empty()).then(|| WorkspaceEdit {
        changes: Some(changes),
        ..Default::default()
    })
}

fn text_of(file: &Path, open: &[Snapshot]) -> Option<String> {
    let open = open.iter().find(|it| it.path.as_deref() == Some(file));
    match open {
        Some(it) => Some(it.rope.to_string()),
        None => decisions::text(file).ok(),
    }
}
