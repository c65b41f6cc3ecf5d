//! `attache kb build`: compiles a folder of records.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use kb::Kb;

use super::{lint, texts};
use crate::cli::output;

#[derive(Args, Debug)]
#[command(after_help = "\
The records may refer to those of the world and of every --kb, and replace them; the file works over the same ones.")]
pub struct Options {
    /// A folder with records as TOML
    folder: PathBuf,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub fn run(kb: &Kb, options: &Options) -> Result<ExitCode> {
    let files = texts::read(&options.folder)?;
    match kb_compile::compile(&files, Some(kb)) {
        Ok(compiled) => {
            output::write_whole(&options.output, &compiled.blob)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            let mut out = io::stderr().lock();
            for problem in &problems {
                writeln!(out, "{}", lint::line(&options.folder, "error", problem))?;
            }
            Ok(ExitCode::from(crate::cli::TROUBLE))
        }
    }
}
