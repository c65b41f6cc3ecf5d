//! The knowledge base and the day that a command works with.

use std::fs;
use std::path::PathBuf;
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
            let blob =
                fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
            kb.push(Arc::new(blob)).with_context(|| {
                format!(
                    "`{}` cannot be added: build it again with this version (`attache kb build`)",
                    path.display()
                )
            })?;
        }
        Ok(kb)
    }
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
