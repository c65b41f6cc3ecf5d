//! `attache kb search`: records by name.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use kb::Kb;

/// Exit code: nothing is called so.
const NOTHING: u8 = 1;

#[derive(Args, Debug)]
#[command(
    after_help = "Where no name begins so, those that are written nearly so. Exit code 1: there is none."
)]
pub struct Options {
    #[arg(required = true)]
    words: Vec<String>,
    /// How many records at most
    #[arg(long, default_value_t = 20)]
    limit: usize,
}

pub fn run(kb: &Kb, options: &Options) -> Result<ExitCode> {
    let found = ide::search(kb, &options.words.join(" "), options.limit);
    let mut out = anstream::stdout().lock();
    for record in &found {
        let slug = kb.slug(record.record);
        if record.container.is_empty() {
            writeln!(out, "{slug}: {}", record.name)?;
        } else {
            writeln!(out, "{slug}: {}, {}", record.name, record.container)?;
        }
    }
    Ok(if found.is_empty() {
        ExitCode::from(NOTHING)
    } else {
        ExitCode::SUCCESS
    })
}
