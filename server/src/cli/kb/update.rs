//! `attache kb update`: fetches what Wikidata says of the offices of the base and holds it against the base. The only
//! command, and the only part of the program, that opens connections.

mod client;
mod store;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use date::{Date, Day};
use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use kb::{End, Kb, Kind, RecordId};
use wikidata::{Entity, Id, Property, Value};

use super::import::{self, Outcome};
use crate::cli::TROUBLE;
use crate::cli::base::parse_day;
use crate::cli::output::harmless;
use crate::session;
use client::{Client, Failure};
use store::Store;

/// After so many entities in a row that could not be had, the others are not asked for.
const GIVE_UP: usize = 3;

#[derive(Args, Debug)]
#[command(after_help = "\
This is the only command that uses the network. It asks the endpoint for the entities of the offices in the base, then of their holders, one after
another, with a pause between them, and waits as long as it is told to (Retry-After). What it got is kept: run again after an interruption, it
goes on where it stopped; later, it fetches only what has changed. Then it does what `attache kb import wikidata` does: see there for the
differences and for --write. No article and nothing about you is sent but the ids of entities and the name of this program.

Exit code 0: no difference, or the records are written; 1: differences; 2: trouble, also when some entities could not be had.")]
pub struct Options {
    /// Only these offices, or those of these states and organisations, by id: fra, usa/president
    #[arg(value_name = "ID")]
    only: Vec<String>,
    /// Fetch the holders whose term has not ended before this day [default: a year before the day of the base]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    since: Option<Day>,
    /// Where entities are: ENDPOINT/Q76.json
    #[arg(
        long,
        value_name = "URL",
        default_value = "https://www.wikidata.org/wiki/Special:EntityData"
    )]
    endpoint: String,
    /// How the servers' owners may reach you, an address or a page: added to the name of this program
    #[arg(long, value_name = "TEXT", value_parser = parse_contact)]
    contact: Option<String>,
    /// The pause between two requests, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 1000)]
    pause: u64,
    /// How long one request may take, in seconds
    #[arg(long, value_name = "S", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
    /// Keep what was fetched in this folder [default: in the user's cache]
    #[arg(long, value_name = "FOLDER")]
    cache: Option<PathBuf>,
    #[command(flatten)]
    outcome: Outcome,
}

pub fn run(kb: &Kb, options: &Options) -> Result<ExitCode> {
    import::check(&options.outcome)?;
    let offices = offices(kb, &options.only)?;
    let cache = match &options.cache {
        Some(folder) => folder.clone(),
        None => choose_base_strategy()
            .map_err(|error| anyhow!("{error}: name a folder with --cache"))?
            .cache_dir()
            .join("attache/wikidata"),
    };
    let mut update = Update {
        client: Client::new(
            &options.endpoint,
            options.contact.as_deref(),
            Duration::from_millis(options.pause),
            Duration::from_secs(options.timeout),
        )?,
        store: Store::open(cache)?,
        got: Vec::new(),
        failed: Vec::new(),
        failed_in_a_row: 0,
    };
    if update.store.resumed() {
        say("going on with an update that was interrupted")?;
    }
    let mut holders = BTreeSet::new();
    let since = options.since.unwrap_or_else(|| kb.as_of().plus_years(-1));
    let ids = offices.iter().filter_map(|it| id(kb, *it)).collect();
    update.fetch("offices", &ids, &mut |entity| {
        holders.extend(named(entity, since))
    })?;
    holders.extend(offices.iter().flat_map(|it| held(kb, *it, since)));
    let mut names = BTreeSet::new();
    let known: BTreeSet<Id> = kb.all(Kind::Person).filter_map(|it| id(kb, it)).collect();
    update.fetch("holders", &holders, &mut |entity| {
        // The names of new persons are entities too.
        if options.outcome.writes() && !known.contains(&entity.id) {
            for property in [Property::FamilyName, Property::GivenName] {
                names.extend(entity.all(property).filter_map(item));
            }
        }
    })?;
    update.fetch("names", &names, &mut |_| {})?;
    update.store.finish()?;
    let code = import::import(kb, &update.got, Some(session::today()), &options.outcome)?;
    if update.failed.is_empty() {
        return Ok(code);
    }
    let failed: Vec<String> = update.failed.iter().map(Id::to_string).collect();
    say(&format!("could not be had: {}", failed.join(", ")))?;
    Ok(ExitCode::from(TROUBLE))
}

struct Update {
    client: Client,
    store: Store,
    /// The files with the entities.
    got: Vec<PathBuf>,
    failed: Vec<Id>,
    failed_in_a_row: usize,
}

impl Update {
    /// Gets some entities, those kept by this run from the cache, and shows each.
    fn fetch(
        &mut self,
        what: &str,
        ids: &BTreeSet<Id>,
        seen: &mut dyn FnMut(&Entity),
    ) -> Result<()> {
        let bar = progress(what, ids.len());
        for id in ids {
            bar.inc(1);
            if !self.store.is_done(*id) && !self.ask(*id, &bar)? {
                continue;
            }
            if let Some(entity) = self.store.entity(*id)? {
                seen(&entity);
                self.got.push(self.store.path(*id));
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    /// Whether there is an answer. An error is one that ends the update.
    fn ask(&mut self, id: Id, bar: &ProgressBar) -> Result<bool> {
        let tell = |text: &str| bar.suspend(|| say(text)).unwrap_or(());
        match self.client.get(id, self.store.kept(id), &tell) {
            Ok(answer) => {
                self.store.keep(id, answer)?;
                self.failed_in_a_row = 0;
                Ok(true)
            }
            Err(Failure::Here(why)) => {
                tell(&format!("{id}: {why}"));
                self.failed.push(id);
                self.failed_in_a_row += 1;
                if self.failed_in_a_row == GIVE_UP {
                    bail!(
                        "{GIVE_UP} entities in a row could not be had; run the command again to go on from here"
                    );
                }
                Ok(false)
            }
            Err(Failure::Everywhere(why)) => {
                bail!("{id}: {why}; run the command again to go on from here")
            }
        }
    }
}

/// The offices that are asked for, in the order of the base.
fn offices(kb: &Kb, only: &[String]) -> Result<Vec<RecordId>> {
    let mut wanted = Vec::new();
    for name in only {
        let record = kb
            .find(name)
            .with_context(|| format!("no record `{name}`"))?;
        match record.kind() {
            Kind::Office => wanted.push(record),
            Kind::State | Kind::Organisation => wanted.extend(kb.offices_of(record)),
            _ => bail!("`{name}` is no office, state or organisation"),
        }
    }
    let asked = |it: &RecordId| only.is_empty() || wanted.contains(it);
    let offices: Vec<RecordId> = kb
        .all(Kind::Office)
        .filter(asked)
        .filter(|it| id(kb, *it).is_some())
        .collect();
    if offices.is_empty() {
        bail!("none of these offices has a Wikidata id in the base");
    }
    Ok(offices)
}

fn id(kb: &Kb, record: RecordId) -> Option<Id> {
    kb.wikidata(record)?.parse().ok()
}

/// The holders that an office names, of those whose terms did not end before a day.
fn named(office: &Entity, since: Day) -> Vec<Id> {
    let holders = office.all(Property::OfficeHolder).filter(|it| {
        let end = it.qualifier(Property::End);
        !matches!(end, Some(Value::Date(end)) if end.last() < since)
    });
    // Some offices list everybody who held them, without dates: no reason to fetch them all.
    let dated = |it: &&wikidata::Statement| {
        it.qualifier(Property::Start).is_some() || it.rank == wikidata::Rank::Preferred
    };
    holders.filter(dated).filter_map(item).collect()
}

/// The holders in the base, likewise.
fn held(kb: &Kb, office: RecordId, since: Day) -> Vec<Id> {
    let holders = kb
        .holders(office)
        .iter()
        .filter(|it| match kb.term(**it).to {
            End::Running => true,
            End::On(to) => Date::last(to) >= since,
            End::Unknown => false,
        });
    holders.filter_map(|it| id(kb, it.person)).collect()
}

fn item(statement: &wikidata::Statement) -> Option<Id> {
    match statement.value {
        Value::Item(id) => Some(id),
        _ => None,
    }
}

fn parse_contact(text: &str) -> Result<String, String> {
    let plain = text.chars().all(|it| it.is_ascii_graphic() || it == ' ');
    if plain && !text.contains(['(', ')']) {
        Ok(text.to_owned())
    } else {
        Err("write an address in plain letters, without brackets".to_owned())
    }
}

fn progress(what: &str, entities: usize) -> ProgressBar {
    if entities == 0 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(entities as u64), ProgressDrawTarget::stderr());
    let template = format!("{{bar:40}} {{pos}} of {{len}} {what}, {{eta}} left");
    match ProgressStyle::with_template(&template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn say(text: &str) -> Result<()> {
    Ok(writeln!(io::stderr(), "attache: {}", harmless(text))?)
}
