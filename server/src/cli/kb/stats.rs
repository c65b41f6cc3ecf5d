//! `attache kb stats`: what the knowledge base holds.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use date::Date;
use kb::{Kb, Kind};

pub fn run(kb: &Kb) -> Result<ExitCode> {
    let count = |kind| kb.all(kind).count();
    let terms: usize = kb
        .all(Kind::Person)
        .map(|it| kb.person(it).terms.len())
        .sum();
    let acts: usize = kb
        .all(Kind::Treaty)
        .map(|it| kb.treaty(it).acts.len())
        .sum();
    let complete = kb
        .all(Kind::Office)
        .filter(|it| kb.office(*it).complete_since.is_some())
        .count();
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "complete as of {}, in {} layer(s)",
        kb.as_of(),
        kb.layers()
    )?;
    for (count, what) in [
        (count(Kind::Person), "persons"),
        (terms, "terms of office"),
        (count(Kind::Office), "offices"),
        (complete, "offices with every holder from some day on"),
        (count(Kind::State), "states"),
        (count(Kind::Organisation), "organisations"),
        (count(Kind::Treaty), "treaties"),
        (acts, "acts of treaties"),
        (count(Kind::Event), "events"),
        (count(Kind::Source), "sources"),
    ] {
        writeln!(out, "{count:>8}  {what}")?;
    }
    for id in kb.all(Kind::Source) {
        let source = kb.source(id);
        let as_of = source.as_of.map_or_else(|| "no date".to_owned(), Date::iso);
        writeln!(out, "{:>24}  {as_of:10}  {}", kb.slug(id), source.title)?;
    }
    Ok(ExitCode::SUCCESS)
}
