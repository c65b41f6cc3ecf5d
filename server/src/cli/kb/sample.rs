//! `attache kb sample`: statements drawn at random, to be confirmed by hand.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use kb::Kb;

use super::statements::{self, Statement};
use crate::cli::output::harmless;

#[derive(Args, Debug)]
#[command(
    after_help = "One statement a line: the id of its record, the statement, the ids of its sources, with tabs between. A seed draws the same \
                  statements each time; a record that is added or mended changes no more of the draw than its own place in it."
)]
pub struct Options {
    /// Another seed draws other statements
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many to draw
    #[arg(long, default_value_t = 200)]
    count: usize,
}

pub fn run(kb: &Kb, options: &Options) -> Result<ExitCode> {
    let ticket = |it: &Statement| ticket(options.seed, kb.slug(it.record), &it.key);
    let mut drawn: Vec<Statement> = statements::all(kb).collect();
    drawn.sort_by_cached_key(ticket);
    drawn.truncate(options.count);
    drawn.sort_by(|a, b| (kb.slug(a.record), &a.key).cmp(&(kb.slug(b.record), &b.key)));
    let mut out = io::stdout().lock();
    for it in drawn {
        let sources: Vec<&str> = it.sources.iter().map(|it| kb.slug(*it)).collect();
        let (slug, text) = (kb.slug(it.record), harmless(&it.text));
        writeln!(out, "{slug}\t{text}\t{}", sources.join(", "))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The place of a statement in the draw: a hash (FNV-1a, mixed as SplitMix64 does) of the seed and of what names the statement.
fn ticket(seed: u64, slug: &str, key: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let name = slug.bytes().chain([0]).chain(key.bytes());
    for byte in seed.to_le_bytes().into_iter().chain(name) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}
