//! Records on disk.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use ignore::WalkBuilder;

/// The TOML files of a folder, or one file, with their paths within the folder as `kb_compile` wants them: sorted, with
/// forward slashes.
pub fn read(path: &Path) -> Result<Vec<(String, String)>> {
    let root = if path.is_dir() {
        path
    } else {
        path.parent().unwrap_or(path)
    };
    let mut files = Vec::new();
    let walk = WalkBuilder::new(path)
        .hidden(false)
        .sort_by_file_path(Path::cmp)
        .build();
    for entry in walk {
        let entry = entry.with_context(|| format!("cannot read `{}`", path.display()))?;
        let file = entry.path();
        if file.is_file() && file.extension().is_some_and(|it| it == "toml") {
            let text = fs::read_to_string(file)
                .with_context(|| format!("cannot read `{}`", file.display()))?;
            let within = file.strip_prefix(root).unwrap_or(file);
            let parts: Vec<_> = within.iter().map(|it| it.to_string_lossy()).collect();
            files.push((parts.join("/"), text));
        }
    }
    if files.is_empty() {
        bail!("no records in `{}`: they are *.toml files", path.display());
    }
    Ok(files)
}
