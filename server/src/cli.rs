//! The command line: one file for each command.

mod analyse;
mod base;
mod batch;
mod check;
mod code_points;
mod input;
mod kb;
mod lines;
mod output;
mod report;

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
    /// Read documents as JSON lines from standard input, write results as JSON lines
    Batch(batch::Options),
    /// Look into the knowledge base, or build one
    Kb(kb::Options),
}

#[derive(Debug, clap::Args)]
struct Lsp {
    /// Accepted for editors that pass it; there is no other way to talk
    #[arg(long, hide = true)]
    stdio: bool,
}

/// Does what the arguments ask. An error is trouble: a sentence for the user, exit code [`TROUBLE`].
pub fn run(arguments: Arguments) -> Result<ExitCode> {
    match arguments.command {
        Command::Lsp(_) => crate::lsp::run(),
        Command::Check(options) => check::run(&options),
        Command::Batch(options) => batch::run(&options),
        Command::Kb(options) => kb::run(&options),
    }
}
