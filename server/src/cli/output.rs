//! Writing files and text for people.

use std::borrow::Cow;
use std::io::Write;
use std::path::Path;
use std::{fs, io};

use anyhow::{Context, Result};

/// Writes a file whole or not at all: into a temporary file beside it, which then takes its name. A file that was there
/// keeps its permissions; behind a symbolic link the file that it leads to is written.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    write(path, bytes).with_context(|| format!("cannot write `{}`", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let mut file = tempfile::Builder::new()
        .prefix(".attache-")
        .tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    match fs::metadata(&path) {
        Ok(known) => file.as_file().set_permissions(known.permissions())?,
        Err(_) => open_to_others(file.as_file())?,
    }
    file.persist(&path)?;
    Ok(())
}

/// A temporary file is for its owner alone; a file that people asked for is not.
#[cfg(unix)]
fn open_to_others(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn open_to_others(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// The text without control characters, which could make a terminal do what the article's author wants.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_control) {
        text.replace(|it: char| it.is_control() && it != '\n', "\u{fffd}")
            .into()
    } else {
        text.into()
    }
}
