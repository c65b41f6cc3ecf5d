//! Compiles the records to `world.blob` and lists their texts in `files.rs`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What holds records; all of it is compiled, and a change in any of it compiles again.
const ROOTS: [&str; 6] = [
    "states",
    "people",
    "organisations",
    "treaties",
    "events",
    "sources.toml",
];

#[allow(clippy::print_stdout)]
fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for root in ROOTS {
        println!("cargo::rerun-if-changed={root}");
        collect(&here, root, &mut files)?;
    }
    files.sort();
    match kb_compile::compile(&files, None) {
        Ok(world) => fs::write(out.join("world.blob"), world.blob)?,
        Err(problems) => {
            for problem in &problems {
                println!("cargo::error=server/world/{problem}");
            }
            return Ok(());
        }
    }
    fs::write(out.join("files.rs"), listing(&here, &files))
}

/// Adds every TOML file at or under `path`, which counts from `here` and is written with `/`.
fn collect(here: &Path, path: &str, files: &mut Vec<(String, String)>) -> io::Result<()> {
    let full = here.join(path);
    if full.is_dir() {
        for entry in fs::read_dir(full)? {
            let name = entry?.file_name();
            collect(here, &format!("{path}/{}", name.to_string_lossy()), files)?;
        }
    } else if path.ends_with(".toml") && full.exists() {
        files.push((path.to_owned(), fs::read_to_string(full)?));
    }
    Ok(())
}

/// A Rust expression: a slice of path and text.
fn listing(here: &Path, files: &[(String, String)]) -> String {
    let mut list = String::from("&[\n");
    for (path, _) in files {
        let full = here.join(path);
        let _ = writeln!(list, "    ({path:?}, include_str!({full:?})),");
    }
    list.push(']');
    list
}
