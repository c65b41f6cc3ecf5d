//! `attache kb`: look into the knowledge base, or build one.

mod build;
mod export;
mod import;
mod lint;
mod new;
mod sample;
mod search;
mod show;
mod statements;
mod stats;
mod texts;
mod update;
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
    /// Show a record with all its facts and their sources
    Show(show::Options),
    /// Find records by the beginning of a name
    Search(search::Options),
    /// Count what the knowledge base holds: records, completeness, witnesses
    Stats(stats::Options),
    /// Draw statements at random, to be confirmed by hand
    Sample(sample::Options),
    /// Write every record as one JSON line
    Export,
    /// Compare what another collection tells with the base, and write what is new
    Import(import::Options),
    /// Fetch what Wikidata says of the offices and compare it with the base: the one command that uses the network
    Update(update::Options),
    /// Say what is wrong or suspicious in records
    Lint(lint::Options),
    /// Write an empty record to fill in
    New(new::Options),
    /// Compile a folder of records to a file for `--kb`
    Build(build::Options),
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let kb = options.base.load()?;
    match &options.command {
        Command::Show(options) => show::run(&kb, options),
        Command::Search(options) => search::run(&kb, options),
        Command::Stats(options) => stats::run(&kb, options),
        Command::Sample(options) => sample::run(&kb, options),
        Command::Export => export::run(&kb),
        Command::Import(options) => import::run(&kb, options),
        Command::Update(options) => update::run(&kb, options),
        Command::Lint(options) => lint::run(&kb, options),
        Command::New(options) => new::run(&kb, options),
        Command::Build(options) => build::run(&kb, options),
    }
}
