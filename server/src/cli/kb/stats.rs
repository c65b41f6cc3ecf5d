//! `attache kb stats`: what the knowledge base holds.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use date::Date;
use kb::{Kb, Kind, RecordId, Role};

use super::statements::{self, About};
use super::words;

#[derive(Args, Debug)]
pub struct Options {
    /// List every office, with its holders and since when the records name all of them
    #[arg(long)]
    offices: bool,
}

pub fn run(kb: &Kb, options: &Options) -> Result<ExitCode> {
    let mut out = anstream::stdout().lock();
    if options.offices {
        offices(kb, &mut out)?;
    } else {
        writeln!(
            out,
            "complete as of {}, in {} layer(s)",
            kb.as_of(),
            kb.layers()
        )?;
        counts(kb, &mut out)?;
        completeness(kb, &mut out)?;
        witnesses(kb, &mut out)?;
        sources(kb, &mut out)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn counts(kb: &Kb, out: &mut impl Write) -> io::Result<()> {
    let terms = kb.all(Kind::Person).map(|it| kb.person(it).terms.len());
    let acts = kb.all(Kind::Treaty).map(|it| kb.treaty(it).acts.len());
    for (count, what) in [
        (kb.all(Kind::Person).count(), "persons"),
        (terms.sum(), "terms of office"),
        (kb.all(Kind::Office).count(), "offices"),
        (kb.all(Kind::State).count(), "states"),
        (kb.all(Kind::Organisation).count(), "organisations"),
        (kb.all(Kind::Treaty).count(), "treaties"),
        (acts.sum(), "acts of treaties"),
        (kb.all(Kind::Event).count(), "events"),
        (kb.all(Kind::Source).count(), "sources"),
    ] {
        writeln!(out, "{count:>8}  {what}")?;
    }
    Ok(())
}

/// Of the offices of each role, how many name every holder from some day on.
fn completeness(kb: &Kb, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "\noffices, and those of them with every holder since some day"
    )?;
    let complete = |it: &RecordId| kb.office(*it).complete_since.is_some();
    let mut row = |what: &str, of: Vec<RecordId>| {
        let complete = of.iter().filter(|it| complete(it)).count();
        writeln!(out, "{:>8}{complete:>8}  {what}", of.len())
    };
    for role in Role::ALL {
        let of = kb.all(Kind::Office);
        let of = of.filter(|it| kb.office(*it).roles.contains(&role));
        row(words::role(role), of.collect())?;
    }
    row("all", kb.all(Kind::Office).collect())
}

/// Of the statements of each kind, how many have two sources or more.
fn witnesses(kb: &Kb, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\nstatements, and those of them with two witnesses")?;
    let all: Vec<(About, bool)> = statements::all(kb)
        .map(|it| (it.about, it.sources.len() >= 2))
        .collect();
    let mut row = |what: &str, counts: &dyn Fn(About) -> bool| {
        let of = all.iter().filter(|(about, _)| counts(*about));
        let count = of.clone().count();
        let two = of.filter(|(_, two)| *two).count();
        let share = 100 * two / count.max(1);
        writeln!(out, "{count:>8}{two:>8}  {share:>3} %  {what}")
    };
    for (about, what) in About::ALL {
        row(what, &|it| it == about)?;
    }
    row("all", &|_| true)
}

fn sources(kb: &Kb, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\nsources, and until when they are complete")?;
    for id in kb.all(Kind::Source) {
        let source = kb.source(id);
        let as_of = source.as_of.map_or_else(|| "no date".to_owned(), Date::iso);
        writeln!(out, "{:>24}  {as_of:10}  {}", kb.slug(id), source.title)?;
    }
    Ok(())
}

/// "usa/president  60 terms  complete since 1789-04-30", one a line.
fn offices(kb: &Kb, out: &mut impl Write) -> io::Result<()> {
    for id in kb.all(Kind::Office) {
        let office = kb.office(id);
        let extent = match (office.complete_since, office.complete_until) {
            (Some(since), Some(until)) => format!("complete from {since} to {until}"),
            (Some(since), None) => format!("complete since {since}"),
            _ => "not complete".to_owned(),
        };
        let terms = kb.holders(id).len();
        writeln!(out, "{:40}{terms:>5} terms  {extent}", kb.slug(id))?;
    }
    Ok(())
}
