//! Which files are checked.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use ignore::WalkBuilder;

use crate::articles::{self, ENDINGS};
use crate::cli::input::STDIN;

/// The articles that `path` stands for, sorted: itself, or those of a folder that no ignore file leaves out.
pub fn articles(path: &Path) -> Result<Vec<PathBuf>> {
    if path == Path::new(STDIN) || !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let walk = WalkBuilder::new(path)
        .require_git(false)
        .sort_by_file_path(Path::cmp)
        .build();
    let mut found = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| anyhow!("cannot look into a folder: {error}"))?;
        let is_file = entry.file_type().is_some_and(|it| it.is_file());
        if is_file && articles::format_of(entry.path()).is_some() {
            // "." itself is in nobody's name for a file.
            let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
            found.push(path.to_owned());
        }
    }
    if found.is_empty() {
        let endings: Vec<String> = ENDINGS.iter().map(|(it, _)| format!("*.{it}")).collect();
        bail!(
            "no articles in `{}`: it has no {} outside ignored files; other files are checked if named themselves",
            path.display(),
            endings.join(" ")
        );
    }
    Ok(found)
}
