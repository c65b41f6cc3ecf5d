//! `attache kb`: look into the knowledge base, or build one.

mod export;
mod words;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::base::BaseOptions;
pub use words::all_names;

#[derive(Args, Debug)]
pub struct Options {
    #[command(flatten)]
    base: BaseOptions,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write every record as one JSON line
    Export,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    match &options.command {
        Command::Export => export::run(&options.base.load()?),
    }
}
