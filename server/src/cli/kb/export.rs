//! `attache kb export`: every record as one JSON line.

use std::borrow::Cow;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::Result;
use date::Date;
use kb::{End, Kb, Kind, Lifetime, RecordId};
use serde::Serialize;

use super::words::{self, all_names};

/// Dates are YYYY, YYYY-MM or YYYY-MM-DD; null where something runs on or is not known.
#[derive(Serialize)]
struct Line {
    record: String,
    kind: &'static str,
    name: String,
    names: Vec<String>,
    wikidata: Option<String>,
    source: String,
    #[serde(flatten)]
    more: More,
}

#[derive(Serialize)]
#[serde(untagged)]
enum More {
    Person {
        born: Option<String>,
        died: Option<String>,
        terms: Vec<Term>,
    },
    Office {
        title: String,
        /// The state or organisation.
        of: Option<String>,
        state: Option<String>,
        roles: Vec<&'static str>,
        seats: u16,
        complete_since: Option<String>,
        complete_until: Option<String>,
        from: Option<String>,
        to: Option<String>,
    },
    State {
        continues_as: Option<String>,
        predecessors: Vec<String>,
        successors: Vec<String>,
        disputed: bool,
        from: Option<String>,
        to: Option<String>,
    },
    Organisation {
        members: Vec<Member>,
        treaty: Option<String>,
        from: Option<String>,
        to: Option<String>,
    },
    Treaty {
        kinds: Vec<String>,
        parties: Vec<String>,
        acts: Vec<Act>,
    },
    Event {
        from: Option<String>,
        to: Option<String>,
        place: Option<String>,
        parties: Vec<String>,
    },
}

#[derive(Serialize)]
struct Term {
    office: String,
    title: String,
    state: Option<String>,
    roles: Vec<&'static str>,
    from: Option<String>,
    to: Option<String>,
    status: &'static str,
    source: String,
}

#[derive(Serialize)]
struct Act {
    act: &'static str,
    state: Option<String>,
    on: Option<String>,
    place: Option<String>,
    by: Vec<String>,
    source: String,
}

#[derive(Serialize)]
struct Member {
    state: String,
    from: Option<String>,
    to: Option<String>,
    source: String,
}

pub fn run(kb: &Kb) -> Result<ExitCode> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    for kind in [
        Kind::Person,
        Kind::Treaty,
        Kind::Office,
        Kind::State,
        Kind::Organisation,
        Kind::Event,
    ] {
        for id in kb.all(kind) {
            serde_json::to_writer(&mut output, &Writer { kb }.line(id))?;
            output.write_all(b"\n")?;
        }
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

struct Writer<'a> {
    kb: &'a Kb,
}

impl Writer<'_> {
    fn line(&self, id: RecordId) -> Line {
        let kb = self.kb;
        let (kind, sources, more) = match id.kind() {
            Kind::Person => ("person", &kb.person(id).sources, self.person(id)),
            Kind::Treaty => ("treaty", &kb.treaty(id).sources, self.treaty(id)),
            Kind::Office => ("office", &kb.office(id).sources, self.office(id)),
            Kind::State => ("state", &kb.state(id).sources, self.state(id)),
            Kind::Organisation => {
                let sources = &kb.organisation(id).sources;
                ("organisation", sources, self.organisation(id))
            }
            Kind::Event | Kind::Source => ("event", &kb.event(id).sources, self.event(id)),
        };
        Line {
            record: self.slug(id),
            kind,
            name: kb.name(id),
            names: all_names(kb, id).into_iter().map(Cow::into_owned).collect(),
            wikidata: kb.wikidata(id).map(str::to_owned),
            source: self.sources(sources),
            more,
        }
    }

    fn person(&self, id: RecordId) -> More {
        let person = self.kb.person(id);
        More::Person {
            born: iso(person.born),
            died: iso(person.died),
            terms: person.terms.iter().map(|it| self.term(it)).collect(),
        }
    }

    fn term(&self, term: &kb::Term) -> Term {
        let office = self.kb.office(term.office);
        Term {
            office: self.slug(term.office),
            title: office.title.clone(),
            state: self.present_state(office.of),
            roles: office.roles.iter().map(|it| words::role(*it)).collect(),
            from: iso(term.from),
            to: match term.to {
                End::On(to) => Some(to.iso()),
                End::Running | End::Unknown => None,
            },
            status: words::status(term.status),
            source: self.sources(&term.sources),
        }
    }

    fn treaty(&self, id: RecordId) -> More {
        let treaty = self.kb.treaty(id);
        let act = |it: &kb::Act| Act {
            act: words::act(it.act),
            state: it.state.map(|it| self.slug(it)),
            on: iso(it.on),
            place: it.place.clone(),
            by: self.slugs(&it.by),
            source: self.sources(&it.sources),
        };
        More::Treaty {
            kinds: treaty.kinds.clone(),
            parties: self.slugs(&treaty.parties),
            acts: treaty.acts.iter().map(act).collect(),
        }
    }

    fn office(&self, id: RecordId) -> More {
        let office = self.kb.office(id);
        let (from, to) = lifetime(office.exists);
        More::Office {
            title: office.title.clone(),
            of: office.of.map(|it| self.slug(it)),
            state: self.present_state(office.of),
            roles: office.roles.iter().map(|it| words::role(*it)).collect(),
            seats: office.seats,
            complete_since: iso(office.complete_since),
            complete_until: iso(office.complete_until),
            from,
            to,
        }
    }

    fn state(&self, id: RecordId) -> More {
        let state = self.kb.state(id);
        let (from, to) = lifetime(state.exists);
        More::State {
            continues_as: state.continues_as.map(|it| self.slug(it)),
            predecessors: self.slugs(&state.predecessors),
            successors: self.slugs(&state.successors),
            disputed: state.disputed,
            from,
            to,
        }
    }

    fn organisation(&self, id: RecordId) -> More {
        let organisation = self.kb.organisation(id);
        let (from, to) = lifetime(organisation.exists);
        let member = |it: &kb::Membership| Member {
            state: self.slug(it.state),
            from: iso(it.from),
            to: iso(it.to),
            source: self.sources(&it.sources),
        };
        More::Organisation {
            members: organisation.members.iter().map(member).collect(),
            treaty: organisation.treaty.map(|it| self.slug(it)),
            from,
            to,
        }
    }

    fn event(&self, id: RecordId) -> More {
        let event = self.kb.event(id);
        More::Event {
            from: iso(event.from),
            to: iso(event.to),
            place: event.place.clone(),
            parties: self.slugs(&event.parties),
        }
    }

    /// The present state that an office belongs to: for a historic state the one that continues it. An organisation
    /// has none.
    fn present_state(&self, of: Option<RecordId>) -> Option<String> {
        let state = of.filter(|it| it.kind() == Kind::State)?;
        let present = self.kb.state(state).continues_as.unwrap_or(state);
        Some(self.slug(present))
    }

    fn slug(&self, id: RecordId) -> String {
        self.kb.slug(id).to_owned()
    }

    fn slugs(&self, ids: &[RecordId]) -> Vec<String> {
        ids.iter().map(|it| self.slug(*it)).collect()
    }

    /// The ids of sources, joined.
    fn sources(&self, ids: &[RecordId]) -> String {
        self.slugs(ids).join("; ")
    }
}

fn iso(date: Option<Date>) -> Option<String> {
    date.map(Date::iso)
}

fn lifetime(exists: Lifetime) -> (Option<String>, Option<String>) {
    (iso(exists.from), iso(exists.to))
}
