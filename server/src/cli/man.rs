//! `attache man`: the manual pages, from the same description as the arguments.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, CommandFactory};
use clap_mangen::Man;

#[derive(Args, Debug)]
pub struct Options {
    /// Write a page for each command into this folder, instead of the first page to standard output
    folder: Option<PathBuf>,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let command = super::Arguments::command();
    match &options.folder {
        Some(folder) => {
            std::fs::create_dir_all(folder)
                .and_then(|()| clap_mangen::generate_to(command, folder))
                .with_context(|| format!("cannot write to {}", folder.display()))?;
        }
        None => Man::new(command).render(&mut io::stdout())?,
    }
    Ok(ExitCode::SUCCESS)
}
