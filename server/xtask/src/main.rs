//! Chores of the repository.

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::{env, fs, io};

use anyhow::{Result, bail, ensure};
use xtask::corpus;

const USAGE: &str = "usage: cargo xtask corpus [--misses]";

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["corpus"] => score(false),
        ["corpus", "--misses"] => score(true),
        _ => bail!(USAGE),
    }
}

/// Prints the table of precision and recall and keeps it in `RESULTS.md`; what went wrong too, if asked for.
fn score(misses: bool) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", "attache"])
        .current_dir(&root)
        .status()?;
    ensure!(built.success(), "the program does not build");
    let binary = root
        .join("target/debug")
        .join(format!("attache{}", env::consts::EXE_SUFFIX));
    let scores = corpus::score(&binary, &root.join("tests/corpus/articles"))?;
    let mut out = io::stdout().lock();
    if misses {
        for miss in scores.wrong() {
            writeln!(out, "{miss}")?;
        }
    }
    let results = scores.to_string();
    out.write_all(results.as_bytes())?;
    fs::write(root.join("tests/corpus/RESULTS.md"), results)?;
    Ok(())
}
