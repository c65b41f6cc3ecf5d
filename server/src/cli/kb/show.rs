//! `attache kb show`: a record with all its facts and their sources.

use std::borrow::Cow;
use std::io::Write;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use date::Date;
use ide::Evidence;
use ide::statement;
use kb::{Kb, Kind, Lifetime, NameKind, RecordId};

use super::words;
use crate::cli::output::harmless;

#[derive(Args, Debug)]
pub struct Options {
    /// A name, or the id of a record; all who share the name are shown
    #[arg(required = true)]
    name: Vec<String>,
}

pub fn run(kb: &Kb, options: &Options) -> Result<ExitCode> {
    let name = options.name.join(" ");
    let records = named(kb, &name);
    if records.is_empty() {
        let near: Vec<String> = ide::search(kb, &name, 5)
            .into_iter()
            .map(|it| it.name)
            .collect();
        let near = if near.is_empty() {
            "`attache kb search` finds records by the beginning of a name".to_owned()
        } else {
            format!("do you mean {}?", near.join(", "))
        };
        bail!("nothing is called `{}`: {near}", harmless(&name));
    }
    let mut out = anstream::stdout().lock();
    for (idx, record) in records.into_iter().enumerate() {
        if idx > 0 {
            writeln!(out)?;
        }
        write!(out, "{}", Card::of(kb, record).text)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The record with this id, else all with this name; a title or a given name alone stands for nobody.
fn named(kb: &Kb, name: &str) -> Vec<RecordId> {
    if let Some(record) = kb.find(name) {
        return vec![record];
    }
    let folded = prose::fold(name);
    let folded = folded.strip_prefix("the ").unwrap_or(&folded);
    let entries = kb.lookup(folded).map(|it| kb.entries(it));
    let mut records = Vec::new();
    for entry in entries.unwrap_or_default() {
        let counts = !matches!(entry.kind, NameKind::Title | NameKind::Given);
        if counts && !records.contains(&entry.record) {
            records.push(entry.record);
        }
    }
    records
}

struct Card<'a> {
    kb: &'a Kb,
    text: String,
}

impl Card<'_> {
    fn of(kb: &Kb, id: RecordId) -> Card<'_> {
        let mut card = Card {
            kb,
            text: format!("{} ({})\n", kb.name(id), kb.slug(id)),
        };
        let names = words::all_names(kb, id).into_iter().skip(1);
        card.list("names", names.map(Cow::into_owned));
        let sources = match id.kind() {
            Kind::Person => card.person(id),
            Kind::Office => card.office(id),
            Kind::State => card.state(id),
            Kind::Organisation => card.organisation(id),
            Kind::Treaty => card.treaty(id),
            Kind::Event => card.event(id),
            Kind::Source => card.source(id),
        };
        if let Some(wikidata) = kb.wikidata(id) {
            card.line("Wikidata", wikidata);
        }
        let sources = sources.iter().map(|it| kb.source(*it).title.clone());
        card.list("sources", sources);
        let location = kb.location(id);
        card.line(
            "record",
            &format!("{}:{}", location.file, location.line + 1),
        );
        card
    }

    fn person(&mut self, id: RecordId) -> Vec<RecordId> {
        let person = self.kb.person(id);
        self.date("born", person.born);
        self.date("died", person.died);
        for term in 0..person.terms.len() as u16 {
            let evidence = statement::of_term(self.kb, kb::Holder { person: id, term });
            self.evidence(&person.name.full, evidence);
        }
        person.sources.clone()
    }

    fn office(&mut self, id: RecordId) -> Vec<RecordId> {
        let office = self.kb.office(id);
        self.list(
            "roles",
            office.roles.iter().map(|it| words::role(*it).to_owned()),
        );
        self.lifetime(office.exists);
        self.date("every holder since", office.complete_since);
        self.date("every holder until", office.complete_until);
        for holder in self.kb.holders(id) {
            self.evidence("", statement::of_term(self.kb, *holder));
        }
        office.sources.clone()
    }

    fn state(&mut self, id: RecordId) -> Vec<RecordId> {
        let state = self.kb.state(id);
        self.lifetime(state.exists);
        if let Some(present) = state.continues_as {
            self.line("continued by", &self.kb.name(present));
        }
        let offices = self.kb.offices_of(id);
        self.list(
            "offices",
            offices.iter().map(|it| self.kb.slug(*it).to_owned()),
        );
        let treaties = self.kb.treaties_of(id);
        self.list("treaties", treaties.iter().map(|it| self.kb.name(*it)));
        state.sources.clone()
    }

    fn organisation(&mut self, id: RecordId) -> Vec<RecordId> {
        let organisation = self.kb.organisation(id);
        self.lifetime(organisation.exists);
        if let Some(treaty) = organisation.treaty {
            self.line("rests on", &self.kb.name(treaty));
        }
        let offices = self.kb.offices_of(id);
        self.list(
            "offices",
            offices.iter().map(|it| self.kb.slug(*it).to_owned()),
        );
        let members = organisation.members.iter();
        self.list(
            "members",
            members.map(|it| {
                let during = Lifetime {
                    from: it.from,
                    to: it.to,
                };
                format!("{}{}", self.kb.name(it.state), in_brackets(during))
            }),
        );
        organisation.sources.clone()
    }

    fn treaty(&mut self, id: RecordId) -> Vec<RecordId> {
        let treaty = self.kb.treaty(id);
        self.list("kind", treaty.kinds.iter().cloned());
        self.list("parties", treaty.parties.iter().map(|it| self.kb.name(*it)));
        for act in &treaty.acts {
            self.evidence(&treaty.name, statement::of_act(self.kb, id, act));
        }
        for (label, others) in [
            ("amends", &treaty.amends),
            ("replaces", &treaty.replaces),
            ("not to be confused with", &treaty.confused_with),
        ] {
            self.list(label, others.iter().map(|it| self.kb.name(*it)));
        }
        treaty.sources.clone()
    }

    fn event(&mut self, id: RecordId) -> Vec<RecordId> {
        let event = self.kb.event(id);
        self.date("from", event.from);
        self.date("to", event.to);
        self.line("place", event.place.as_deref().unwrap_or(""));
        self.list("parties", event.parties.iter().map(|it| self.kb.name(*it)));
        self.list("persons", event.persons.iter().map(|it| self.kb.name(*it)));
        event.sources.clone()
    }

    fn source(&mut self, id: RecordId) -> Vec<RecordId> {
        let source = self.kb.source(id);
        self.line("address", source.address.as_deref().unwrap_or(""));
        self.line("licence", &source.licence);
        self.date("as of", source.as_of);
        Vec::new()
    }

    /// A statement about `whose` record, whose name need not be said again.
    fn evidence(&mut self, whose: &str, evidence: Evidence) {
        let statement = evidence.statement.strip_prefix(whose);
        let statement = statement.map_or(&*evidence.statement, |it| it.trim_start_matches(": "));
        self.line(
            "-",
            &format!("{statement}\n      source: {}", evidence.source),
        );
    }

    fn lifetime(&mut self, exists: Lifetime) {
        self.date("existed from", exists.from);
        self.date("existed to", exists.to);
    }

    fn date(&mut self, label: &str, date: Option<Date>) {
        self.line(label, &date.map(Date::long).unwrap_or_default());
    }

    fn list(&mut self, label: &str, items: impl Iterator<Item = String>) {
        let items: Vec<String> = items.collect();
        self.line(label, &items.join(", "));
    }

    /// Nothing is written for what is not known.
    fn line(&mut self, label: &str, text: &str) {
        if !text.is_empty() {
            let colon = if label == "-" { "" } else { ":" };
            self.text.push_str(&format!("  {label}{colon} {text}\n"));
        }
    }
}

/// " (1949 to 1966)"
fn in_brackets(during: Lifetime) -> String {
    let year = |date: Date| date.first().year();
    match (during.from.map(year), during.to.map(year)) {
        (Some(from), Some(to)) => format!(" ({from} to {to})"),
        (Some(from), None) => format!(" (since {from})"),
        (None, Some(to)) => format!(" (until {to})"),
        (None, None) => String::new(),
    }
}
