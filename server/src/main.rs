//! Attaché: a language server and a command line for people who write about world affairs.

mod articles;
mod cache;
mod cli;
mod config;
mod decisions;
mod folders;
mod lsp;
mod session;
mod untrusted;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    cli::run(cli::Arguments::parse()).unwrap_or_else(|error| {
        if is_broken_pipe(&error) {
            return ExitCode::SUCCESS;
        }
        let _ = writeln!(io::stderr(), "attache: {error:#}");
        ExitCode::from(cli::TROUBLE)
    })
}

/// Whether nobody reads the output any more, as in `attache kb export | head`: no reason to complain.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}
