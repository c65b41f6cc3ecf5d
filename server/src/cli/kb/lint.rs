//! `attache kb lint`: what is wrong or suspicious in records.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use kb::Kb;
use kb_compile::Problem;

use super::texts;
use crate::cli::output::harmless;

/// Exit code: there is something to mend or to look at.
const FOUND: u8 = 1;

#[derive(Args, Debug)]
#[command(
    after_help = "Exit code 0: nothing; 1: something is wrong (error) or suspicious (warning); 2: trouble."
)]
pub struct Options {
    /// A folder of records or one file; without one the world inside this program is looked at
    path: Option<PathBuf>,
}

pub fn run(kb: &Kb, options: &Options) -> Result<ExitCode> {
    let compiled = match &options.path {
        Some(path) => kb_compile::compile(&texts::read(path)?, Some(kb)),
        None => {
            let world = world::FILES.iter();
            let world: Vec<_> = world
                .map(|(file, text)| (file.to_string(), text.to_string()))
                .collect();
            kb_compile::compile(&world, None)
        }
    };
    let (level, found) = match compiled {
        Ok(compiled) => ("warning", compiled.lints),
        Err(problems) => ("error", problems),
    };
    let mut out = anstream::stdout().lock();
    let root = options.path.as_deref().unwrap_or(Path::new(""));
    for problem in &found {
        writeln!(out, "{}", line(root, level, problem))?;
    }
    Ok(if found.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(FOUND)
    })
}

/// "people/prk.toml:12: error: ..."; `root`: the folder or the file that was read.
pub fn line(root: &Path, level: &str, problem: &Problem) -> String {
    let message = harmless(&problem.message);
    if problem.file.is_empty() {
        format!("{level}: {message}")
    } else {
        let file = if root.is_file() {
            root.to_owned()
        } else {
            root.join(&problem.file)
        };
        let file = file.to_string_lossy();
        format!("{}:{}: {level}: {message}", harmless(&file), problem.line)
    }
}
