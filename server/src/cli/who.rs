//! `attache who`: who held an office on a day.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use date::Day;
use ide::{Incumbency, Named, Settings, Tenure};
use kb::Kb;

use super::base::{BaseOptions, parse_day};
use super::output::harmless;
use crate::session;

/// Exit code: the records do not tell.
const UNKNOWN: u8 = 1;

#[derive(Args, Debug)]
#[command(
    after_help = "Exit code 0: the records tell; 1: they do not; 2: there is no such office."
)]
pub struct Options {
    /// "prime minister of Japan", "French president", "UN secretary-general", "the pope"
    #[arg(required = true)]
    office: Vec<String>,
    /// The day, as YYYY-MM-DD [default: today]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    on: Option<Day>,
    #[command(flatten)]
    base: BaseOptions,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let kb = options.base.load()?;
    let phrase = options.office.join(" ");
    let shown = harmless(&phrase);
    let day = options.on.unwrap_or_else(session::today);
    let offices = match ide::offices_named(&kb, &phrase) {
        Named::Offices(offices) => offices,
        Named::Everywhere(count) => bail!(
            "`{shown}` is an office in {count} states and organisations: say in which, as in `{shown} of France`"
        ),
        Named::Unknown => bail!(
            "the records know no office `{shown}`: write a title with its state or organisation, as in `prime minister of Japan`"
        ),
    };
    let settings = Settings::standard();
    let all: Vec<Tenure> = offices
        .into_iter()
        .map(|it| ide::tenure(&kb, &settings, it, day))
        .collect();
    // "President of Russia" in 1990 is answered by the Soviet Union's; only if nobody is found, every office says why.
    let held: Vec<&Tenure> = all.iter().filter(|it| !it.holders.is_empty()).collect();
    let shown: Vec<&Tenure> = if held.is_empty() {
        all.iter().collect()
    } else {
        held
    };
    let mut out = anstream::stdout().lock();
    for tenure in &shown {
        writeln!(out, "{}, on {}:", kb.name(tenure.office), day.long())?;
        for holder in &tenure.holders {
            write!(out, "{}", line(&kb, holder))?;
        }
        if tenure.holders.is_empty() {
            writeln!(out, "  {}", nobody(tenure))?;
        }
    }
    let known = |it: &&Tenure| it.holders.iter().any(|it| it.certain) || it.complete;
    Ok(if shown.iter().any(known) {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(UNKNOWN)
    })
}

fn line(kb: &Kb, holder: &Incumbency) -> String {
    let perhaps = if holder.certain { "" } else { "perhaps " };
    let mut text = format!("  {perhaps}{}\n", holder.evidence.statement);
    if let Some(known) = holder.known_until {
        let until = known.long();
        text.push_str(&format!("    the records know this until {until}"));
        text.push_str(if holder.certain {
            "; it is presumed since\n"
        } else {
            "; what came after they cannot know\n"
        });
    }
    if let Some(wikidata) = kb.wikidata(holder.person) {
        text.push_str(&format!("    https://www.wikidata.org/wiki/{wikidata}\n"));
    }
    text.push_str(&format!("    source: {}\n", holder.evidence.source));
    text
}

fn nobody(tenure: &Tenure) -> &'static str {
    if tenure.existed.is_no() {
        "there was no such office"
    } else if tenure.complete {
        "nobody: the records name every holder, and none for this day"
    } else {
        "the records do not tell: they name no holder for this day and may miss some"
    }
}
