//! The knowledge base and the day that a command works with.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::Args;
use date::Day;
use kb::Kb;

use crate::session;

#[derive(Args, Debug, Default)]
pub struct BaseOptions {
    /// Add a knowledge base made by `attache kb build`; may be given several times
    #[arg(long = "kb", value_name = "FILE", global = true)]
    layers: Vec<PathBuf>,
}

impl BaseOptions {
    /// The world, with the added bases over it in the order of the options.
    pub fn load(&self) -> Result<Kb> {
        let mut kb = Kb::new(world::BLOB).context("the knowledge base inside this program")?;
        for path in &self.layers {
            let blob = bytes(path).with_context(|| format!("cannot read `{}`", path.display()))?;
            kb.push(blob).with_context(|| {
                format!(
                    "`{}` cannot be added: build it again with this version (`attache kb build`)",
                    path.display()
                )
            })?;
        }
        Ok(kb)
    }
}

/// A file larger than this, in bytes, is not read but mapped: of a million names only those that are looked up cost anything.
const MAPPED: u64 = 4 << 20;

fn bytes(path: &Path) -> io::Result<Arc<dyn AsRef<[u8]> + Send + Sync>> {
    let file = File::open(path)?;
    if file.metadata()?.len() <= MAPPED {
        return Ok(Arc::new(fs::read(path)?));
    }
    // SAFETY: the bytes are only ever read, and no value of theirs is relied on: whoever reads a blob checks every bound at
    // every look, so a file that somebody writes to gives wrong records and nothing worse. One that is cut short ends the
    // program when the lost part is looked at; `attache kb build` never does that, it puts another file in its place.
    #[allow(unsafe_code)]
    let mapped = unsafe { memmap2::Mmap::map(&file)? };
    Ok(Arc::new(mapped))
}

#[derive(Args, Debug, Default)]
pub struct TodayOptions {
    /// The day to take for today [default: the system's]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    today: Option<Day>,
}

impl TodayOptions {
    pub fn today(&self) -> Day {
        self.today.unwrap_or_else(session::today)
    }
}

/// For options: a date to the day.
pub fn parse_day(text: &str) -> Result<Day, String> {
    let date: date::Date = text
        .parse()
        .map_err(|error: date::ParseDateError| error.to_string())?;
    date.exact_day()
        .ok_or_else(|| format!("`{text}` is no day: write it like 2025-05-06"))
}
