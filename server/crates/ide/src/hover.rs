mod office;
mod person;
mod place;
mod treaty;

use date::{Date, Day, Span};
use kb::{ActKind, Kb, Kind, RecordId};
use prose::Range;

use crate::target::{self, Target};
use crate::{Analysis, DateSource, Settings, statement};

pub(crate) use person::neighbours;

/// A record on a card: a heading and at most [`MAX_FACTS`] lines under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What the user pointed at.
    pub range: Range,
    pub heading: String,
    /// What the record is, in a few words; may be empty.
    pub kind: String,
    pub facts: Vec<Fact>,
}

/// One line of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub label: String,
    pub text: String,
    /// Records that the text names: where, in bytes of the text, and which.
    pub names: Vec<(std::ops::Range<usize>, RecordId)>,
}

/// With the heading and the empty line below it a card has 15 lines.
const MAX_FACTS: usize = 13;
const MAX_OFFICES: usize = 3;

/// The card of what stands at `offset`; a group has one for each of its members.
pub fn hover(
    kb: &Kb,
    analysis: &Analysis,
    settings: &Settings,
    today: Day,
    offset: u32,
) -> Vec<Card> {
    let Some(target) = target::at(kb, analysis, offset) else {
        return Vec::new();
    };
    let why: &[String] = match target {
        Target::Mention(mention) => &mention.why,
        // The reasons of the name beside it are not those of the office.
        Target::Office { .. } | Target::Place { .. } => &[],
    };
    let writer = Writer {
        kb,
        analysis,
        settings,
        today,
    };
    let records = target.records();
    let card = |record: &RecordId| {
        let mut card = writer.card(target.range(), *record);
        if !why.is_empty() {
            card.fact("Linked because", why.join(" "));
        }
        card.facts.truncate(MAX_FACTS);
        card
    };
    // The cards of a group share the 15 lines: names alone where they are many.
    match &records[..] {
        [record] => vec![card(record)],
        group => group
            .iter()
            .map(|it| writer.short(target.range(), *it))
            .collect(),
    }
}

/// The record on a card without an article around it, as of `today`.
pub fn card(
    kb: &Kb,
    analysis: &Analysis,
    settings: &Settings,
    today: Day,
    record: RecordId,
) -> Card {
    let writer = Writer {
        kb,
        analysis,
        settings,
        today,
    };
    writer.card(Range::default(), record)
}

/// A few words on a record: the office on the article's date, the year of a treaty.
pub(crate) fn in_brief(kb: &Kb, analysis: &Analysis, record: RecordId) -> String {
    match record.kind() {
        Kind::Person => {
            let term = target::term_meant(kb, analysis, record, |_| true);
            let term = term.and_then(|it| kb.person(record).terms.get(usize::from(it)));
            term.map(|it| kb.name(it.office)).unwrap_or_default()
        }
        Kind::Treaty => signed(kb, record)
            .map(|it| it.first().year().to_string())
            .unwrap_or_default(),
        Kind::Office => kb
            .office(record)
            .of
            .map(|it| kb.name(it))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// When the treaty was signed, adopted or agreed.
fn signed(kb: &Kb, treaty: RecordId) -> Option<Date> {
    let acts = kb.treaty(treaty).acts.iter();
    acts.filter(|it| matches!(it.act, ActKind::Signed | ActKind::Adopted | ActKind::Agreed))
        .find_map(|it| it.on)
}

impl Card {
    fn new(range: Range, heading: String, kind: &str) -> Card {
        Card {
            range,
            heading,
            kind: kind.to_owned(),
            facts: Vec::new(),
        }
    }

    fn fact(&mut self, label: &str, text: String) {
        if !text.is_empty() {
            self.facts.push(Fact {
                label: label.to_owned(),
                text,
                names: Vec::new(),
            });
        }
    }
}

struct Writer<'a> {
    kb: &'a Kb,
    analysis: &'a Analysis,
    settings: &'a Settings,
    today: Day,
}

impl Writer<'_> {
    fn card(&self, range: Range, record: RecordId) -> Card {
        let mut card = match record.kind() {
            Kind::Person => self.person(range, record),
            Kind::Office => self.office(range, record),
            Kind::State => self.state(range, record),
            Kind::Organisation => self.organisation(range, record),
            Kind::Treaty => self.treaty(range, record),
            Kind::Event => self.event(range, record),
            Kind::Source => Card::new(range, self.kb.name(record), "source"),
        };
        card.fact(
            "Sources",
            statement::sources(self.kb, &self.sources_of(record)),
        );
        card
    }

    fn short(&self, range: Range, record: RecordId) -> Card {
        Card::new(
            range,
            self.kb.name(record),
            &in_brief(self.kb, self.analysis, record),
        )
    }

    /// The days on which the article was probably published, if that is more than a guess without evidence.
    fn article(&self) -> Option<Span> {
        let publication = &self.analysis.publication;
        let known = publication.source != DateSource::None;
        let span = if publication.soft.days().is_some() {
            publication.soft
        } else {
            publication.hard
        };
        (known && span.days().is_some()).then_some(span)
    }

    fn sources_of(&self, record: RecordId) -> Vec<RecordId> {
        let mut sources = match record.kind() {
            Kind::Person => {
                let person = self.kb.person(record);
                let of_terms = person
                    .terms
                    .iter()
                    .flat_map(|it| it.sources.iter().copied());
                person.sources.iter().copied().chain(of_terms).collect()
            }
            Kind::Office => self.kb.office(record).sources.clone(),
            Kind::State => self.kb.state(record).sources.clone(),
            Kind::Organisation => self.kb.organisation(record).sources.clone(),
            Kind::Treaty => {
                let treaty = self.kb.treaty(record);
                let of_acts = treaty.acts.iter().flat_map(|it| it.sources.iter().copied());
                treaty.sources.iter().copied().chain(of_acts).collect()
            }
            Kind::Event => self.kb.event(record).sources.clone(),
            Kind::Source => vec![record],
        };
        let mut seen = Vec::new();
        sources.retain(|it| {
            let new = !seen.contains(it);
            seen.push(*it);
            new
        });
        sources.truncate(4);
        sources
    }
}

/// "2 September 2025"; "4 March to 2 September 2025 (not stated)" where the day is not known.
fn spoken(span: Span) -> String {
    match span.single() {
        Some(day) => day.long(),
        None => format!(
            "a day from {} to {}",
            span.first().long(),
            span.last().long()
        ),
    }
}

fn first_few<S: AsRef<str>>(items: &[S], most: usize) -> String {
    let shown: Vec<&str> = items.iter().take(most).map(AsRef::as_ref).collect();
    let text = shown.join(", ");
    match items.len().checked_sub(most) {
        Some(more) if more > 0 => format!("{text} and {more} more"),
        _ => text,
    }
}
