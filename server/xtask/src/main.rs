//! Chores of the repository.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use anyhow::{Context, Result, bail, ensure};
use xtask::{corpus, inject};

const USAGE: &str = "\
usage: cargo xtask corpus [--misses]
       cargo xtask inject [--misses] [--seed NUMBER] [--per-text NUMBER] [FILE]";

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["corpus"] => score(false),
        ["corpus", "--misses"] => score(true),
        ["inject", ref options @ ..] => inject(options),
        _ => bail!(USAGE),
    }
}

/// Prints the table of precision and recall and keeps it in `RESULTS.md`; what went wrong too, if asked for.
fn score(misses: bool) -> Result<()> {
    let root = root();
    let scores = corpus::score(&program(&root)?, &root.join("tests/corpus/articles"))?;
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

/// Prints how many mistakes are found of those put into the clean articles, or into the texts of a file of JSON lines.
fn inject(arguments: &[&str]) -> Result<()> {
    let mut options = inject::Options {
        seed: 1,
        per_text: 2,
    };
    let (mut misses, mut file) = (false, None);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().context(USAGE);
        match *argument {
            "--misses" => misses = true,
            "--seed" => options.seed = value()?.parse()?,
            "--per-text" => options.per_text = value()?.parse()?,
            path if !path.starts_with('-') => file = Some(path),
            _ => bail!(USAGE),
        }
    }
    let root = root();
    let sources = match file {
        Some(path) => inject::from_lines(&fs::read_to_string(path)?)?,
        None => inject::clean_articles(&root.join("tests/corpus/articles"))?,
    };
    let results = inject::measure(&program(&root)?, &sources, options)?;
    let mut out = io::stdout().lock();
    if misses {
        for trial in results.trials.iter().filter(|it| !it.caught) {
            writeln!(out, "{}: {}: {}", trial.kind, trial.id, trial.quote)?;
        }
    }
    write!(out, "{results}")?;
    Ok(())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Builds the program; where it lies.
fn program(root: &Path) -> Result<PathBuf> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .args(["build", "--quiet", "--package", "attache"])
        .current_dir(root)
        .status()?;
    ensure!(built.success(), "the program does not build");
    let name = format!("attache{}", env::consts::EXE_SUFFIX);
    Ok(root.join("target/debug").join(name))
}
