//! The command line: one file for each command.

mod analyse;
mod annotate;
mod base;
mod batch;
mod bounded;
mod check;
mod code_points;
mod completions;
mod explain;
mod input;
mod kb;
mod lines;
mod man;
mod output;
mod report;
mod serve;
mod who;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Exit code: the command could not do what it was asked.
pub const TROUBLE: u8 = 2;

/// Checks what articles say about leaders and treaties against dated records.
#[derive(Debug, Parser)]
#[command(name = "attache", version, max_term_width = 100)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve an editor over standard input and output (Language Server Protocol)
    Lsp(Lsp),
    /// Say what does not hold in articles
    Check(check::Options),
    /// Show an article with its mentions and what the records say of them
    Annotate(annotate::Options),
    /// Read documents as JSON lines from standard input, write results as JSON lines
    Batch(batch::Options),
    /// Say who held an office on a day
    Who(who::Options),
    /// Explain a check, or list them all
    Explain(explain::Options),
    /// Show a page to try it on, on this machine alone
    Serve(serve::Options),
    /// Look into the knowledge base, or build one
    Kb(kb::Options),
    /// Write the completion script of a shell
    Completions(completions::Options),
    /// Write the manual pages
    Man(man::Options),
}

#[derive(Debug, clap::Args)]
struct Lsp {
    #[command(flatten)]
    base: base::BaseOptions,
    /// Accepted for editors that pass it; there is no other way to talk
    #[arg(long, hide = true)]
    stdio: bool,
    /// Print the schema of the settings that editors may send, and leave
    #[arg(long)]
    settings: bool,
}

/// Does what the arguments ask. An error is trouble: a sentence for the user, exit code [`TROUBLE`].
pub fn run(arguments: Arguments) -> Result<ExitCode> {
    match arguments.command {
        Command::Lsp(options) if options.settings => crate::lsp::settings(),
        Command::Lsp(options) => crate::lsp::run(options.base.load()?),
        Command::Check(options) => check::run(&options),
        Command::Annotate(options) => annotate::run(&options),
        Command::Batch(options) => batch::run(&options),
        Command::Who(options) => who::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Kb(options) => kb::run(&options),
        Command::Completions(options) => completions::run(&options),
        Command::Man(options) => man::run(&options),
    }
}
