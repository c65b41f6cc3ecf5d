//! Differences as lines, for people and as JSON.

use std::io::Write;

use anyhow::Result;
use kb::{Kb, RecordId};
use serde::Serialize;
use wikidata::Id;

use super::judge::Change;
use crate::cli::output::harmless;

/// One statement of Wikidata that the base does not hold.
#[derive(Clone, Debug)]
pub struct Difference {
    pub change: Change,
    pub id: Id,
    pub record: Option<RecordId>,
    /// What Wikidata calls it.
    pub name: String,
    /// "born", "term", "term.to".
    pub statement: &'static str,
    pub office: Option<RecordId>,
    pub base: Option<String>,
    pub found: String,
    /// What else the reader should know.
    pub note: Option<String>,
}

/// Where a record is written is told as "people/usa.toml:12".
#[derive(Serialize)]
struct Line<'a> {
    change: Change,
    wikidata: String,
    record: Option<&'a str>,
    name: &'a str,
    statement: &'static str,
    office: Option<&'a str>,
    base: Option<&'a str>,
    found: &'a str,
    note: Option<&'a str>,
    at: Option<String>,
}

pub struct Report<'a> {
    kb: &'a Kb,
    json: bool,
    listed: bool,
    counts: [u64; 4],
}

impl<'a> Report<'a> {
    /// `listed`: whether differences are written, or only counted.
    pub fn new(kb: &'a Kb, json: bool, listed: bool) -> Report<'a> {
        Report {
            kb,
            json,
            listed,
            counts: [0; 4],
        }
    }

    pub fn any(&self) -> bool {
        self.counts.iter().any(|it| *it > 0)
    }

    pub fn tell(&mut self, difference: &Difference) -> Result<()> {
        self.counts[difference.change as usize] += 1;
        if !self.listed {
            return Ok(());
        }
        let mut out = anstream::stdout().lock();
        let line = self.line(difference);
        if self.json {
            serde_json::to_writer(&mut out, &line)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{}", harmless(&text(&line)))?;
        }
        Ok(())
    }

    /// In the form for people, the sum.
    pub fn finish(&self) -> Result<()> {
        if self.listed && !self.json {
            let [new, changed, contradicted, unclear] = self.counts;
            let sum = format!(
                "{new} new, {changed} changed, {contradicted} contradicted, {unclear} unclear"
            );
            writeln!(anstream::stdout().lock(), "{sum}")?;
        }
        Ok(())
    }

    fn line<'b>(&'b self, difference: &'b Difference) -> Line<'b> {
        let kb = self.kb;
        let at = difference.record.map(|it| {
            let at = kb.location(it);
            format!("{}:{}", at.file, at.line + 1)
        });
        Line {
            change: difference.change,
            wikidata: difference.id.to_string(),
            record: difference.record.map(|it| kb.slug(it)),
            name: &difference.name,
            statement: difference.statement,
            office: difference.office.map(|it| kb.slug(it)),
            base: difference.base.as_deref(),
            found: &difference.found,
            note: difference.note.as_deref(),
            at,
        }
    }
}

/// "contradicted: olaf-scholz (Q61053), deu/chancellor, term.to: 2025-05-07; the base has 2025-05-06 (people/deu.toml:12)"
fn text(line: &Line<'_>) -> String {
    let change = match line.change {
        Change::New => "new",
        Change::Changed => "changed",
        Change::Contradicted => "contradicted",
        Change::Unclear => "unclear",
    };
    let who = line.record.unwrap_or(line.name);
    let office = line.office.map(|it| format!("{it}, ")).unwrap_or_default();
    let base = line
        .base
        .map(|it| format!("; the base has {it}"))
        .unwrap_or_default();
    let note = line.note.map(|it| format!("; {it}")).unwrap_or_default();
    let at = line
        .at
        .as_ref()
        .map(|it| format!(" ({it})"))
        .unwrap_or_default();
    format!(
        "{change}: {who} ({}), {office}{}: {}{base}{note}{at}",
        line.wikidata, line.statement, line.found
    )
}
