use date::{Date, Day, Span, Truth};
use kb::{Act, ActKind, End, Kb, Kind, RecordId, Status};
use prose::Range;

use crate::target::{self, Target};
use crate::{Analysis, DateSource, Settings, office, statement};

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
}

/// With the heading and the empty line below it a card has 15 lines.
const MAX_FACTS: usize = 13;
const MAX_OFFICES: usize = 3;
const MAX_ACTS: usize = 5;
const MAX_PARTIES: usize = 6;

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

    fn person(&self, range: Range, id: RecordId) -> Card {
        let person = self.kb.person(id);
        let mut card = Card::new(
            range,
            person.name.full.clone(),
            &life(person.born, person.died),
        );
        let then = self.article();
        let now = Span::on(self.today);
        let today = self.in_office(id, now);
        match then.filter(|it| *it != now) {
            Some(then) => {
                let text = self.in_office(id, then);
                let same = text == today && !text.is_empty();
                card.fact(&format!("On {}", spoken(then)), text);
                card.fact("Today", if same { "the same".into() } else { today });
            }
            None => card.fact("Today", today),
        }
        card.fact("Second mention", person.name.second.clone());
        card.fact("Before and after", self.neighbours(id, then.unwrap_or(now)));
        card.fact("Also written", first_few(&person.spellings, 3));
        card.fact("Native", first_few(&person.native, 2));
        card
    }

    fn office(&self, range: Range, id: RecordId) -> Card {
        let office = self.kb.office(id);
        let mut card = Card::new(range, self.kb.name(id), "office");
        let now = Span::on(self.today);
        if let Some(then) = self.article().filter(|it| *it != now) {
            card.fact(&format!("On {}", spoken(then)), self.holders(id, then));
        }
        card.fact("Today", self.holders(id, now));
        let exists = [("since", office.exists.from), ("until", office.exists.to)];
        let exists = exists
            .iter()
            .filter_map(|(word, date)| Some(format!("{word} {}", date.as_ref()?.long())));
        card.fact("Exists", exists.collect::<Vec<_>>().join(", "));
        card.fact("Also called", first_few(&office.also, 5));
        if let Some(since) = office.complete_since {
            card.fact("Every holder known", format!("since {}", since.long()));
        }
        card
    }

    fn state(&self, range: Range, id: RecordId) -> Card {
        let state = self.kb.state(id);
        let mut card = Card::new(range, self.kb.name(id), "state");
        let then = self.article().unwrap_or(Span::on(self.today));
        let at = |during: kb::Lifetime| !during.at(then).is_no();
        let name = state
            .names
            .iter()
            .rev()
            .find(|it| at(it.during))
            .or(state.names.last());
        card.fact(
            "Official name",
            name.map(|it| it.official.clone()).unwrap_or_default(),
        );
        let capital = state.capitals.iter().find(|it| at(it.during));
        card.fact(
            "Capital",
            capital.map(|it| it.text.clone()).unwrap_or_default(),
        );
        for office in self
            .kb
            .offices_of(id)
            .iter()
            .filter(|it| office::is_head(self.kb, **it))
            .take(3)
        {
            card.fact(&self.kb.office(*office).title, self.holders(*office, then));
        }
        // Another official name alone is no other name.
        let mut names: Vec<(&str, kb::Lifetime)> = Vec::new();
        for name in &state.names {
            match names.last_mut() {
                Some((short, during)) if *short == name.short => during.to = name.during.to,
                _ => names.push((&name.short, name.during)),
            }
        }
        if names.len() > 1 {
            let names = names
                .iter()
                .map(|(short, during)| format!("{short}{}", years(*during)));
            card.fact("Names", first_few(&names.collect::<Vec<_>>(), 4));
        }
        card
    }

    fn organisation(&self, range: Range, id: RecordId) -> Card {
        let organisation = self.kb.organisation(id);
        let mut card = Card::new(range, organisation.name.clone(), "organisation");
        card.fact("Also", first_few(&organisation.acronyms, 3));
        let then = self.article().unwrap_or(Span::on(self.today));
        card.fact(
            "Exists",
            years(organisation.exists)
                .trim()
                .trim_matches(['(', ')'])
                .to_owned(),
        );
        for office in self.kb.offices_of(id).iter().take(2) {
            card.fact(&self.kb.office(*office).title, self.holders(*office, then));
        }
        let joined = |it: &&kb::Membership| {
            let during = kb::Lifetime {
                from: it.from,
                to: it.to,
            };
            !during.at(then).is_no()
        };
        let members = organisation.members.iter().filter(joined).count();
        if members > 0 {
            card.fact("Members", format!("{members} on {}", spoken(then)));
        }
        if let Some(treaty) = organisation.treaty {
            card.fact("Rests on", self.kb.name(treaty));
        }
        card
    }

    fn treaty(&self, range: Range, id: RecordId) -> Card {
        let treaty = self.kb.treaty(id);
        let mut card = Card::new(range, treaty.name.clone(), &treaty.kinds.join(", "));
        card.fact(
            "Also",
            first_few(&[&treaty.acronyms[..], &treaty.short[..]].concat(), 3),
        );
        let parties: Vec<String> = treaty.parties.iter().map(|it| self.kb.name(*it)).collect();
        card.fact("Parties", first_few(&parties, MAX_PARTIES));
        let own = |it: &&Act| it.state.is_none() && it.on.is_some();
        for act in treaty.acts.iter().filter(own).take(MAX_ACTS) {
            let label = statement::verb(act.act);
            let on = act.on.map(Date::long).unwrap_or_default();
            let place = act
                .place
                .as_ref()
                .map(|it| format!(" in {}", it.replace("; ", ", ")));
            card.fact(
                &capitalised(label),
                format!("{on}{}", place.unwrap_or_default()),
            );
        }
        let then = self.article().unwrap_or(Span::on(self.today));
        card.fact(&format!("On {}", spoken(then)), status(treaty, then));
        for (label, others) in [("Amends", &treaty.amends), ("Replaces", &treaty.replaces)] {
            let names: Vec<String> = others.iter().map(|it| self.kb.name(*it)).collect();
            card.fact(label, first_few(&names, 2));
        }
        card
    }

    fn event(&self, range: Range, id: RecordId) -> Card {
        let event = self.kb.event(id);
        let mut card = Card::new(range, event.name.clone(), "event");
        let dates: Vec<String> = event
            .from
            .into_iter()
            .chain(event.to)
            .map(Date::long)
            .collect();
        card.fact("When", dates.join(" to "));
        card.fact("Where", event.place.clone().unwrap_or_default());
        let parties: Vec<String> = event.parties.iter().map(|it| self.kb.name(*it)).collect();
        card.fact("Parties", first_few(&parties, MAX_PARTIES));
        card
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

    /// What a person was at a time: the offices held, else the last one held before.
    fn in_office(&self, person: RecordId, clock: Span) -> String {
        let held = self.offices_held(person, clock);
        if held.is_empty() {
            self.latest_before(person, clock)
        } else {
            held
        }
    }

    /// The offices a person certainly or perhaps held, as "President of France (since 14 May 2017)".
    fn offices_held(&self, person: RecordId, clock: Span) -> String {
        let terms = self
            .kb
            .person(person)
            .terms
            .iter()
            .filter(|it| it.status != Status::Designate);
        let held: Vec<String> = terms
            .filter_map(|term| {
                let held = office::held(self.kb, term, clock, self.settings.presume_days);
                let perhaps = match held {
                    Truth::Yes => "",
                    Truth::CannotTell => "perhaps ",
                    Truth::No => return None,
                };
                let office = self.kb.name(term.office);
                Some(format!("{perhaps}{office} ({})", statement::period(term)))
            })
            .collect();
        first_few(&held, MAX_OFFICES)
    }

    /// "formerly President of France (from ... to ...)"
    fn latest_before(&self, person: RecordId, clock: Span) -> String {
        let terms = self.kb.person(person).terms.iter();
        let ended = terms.filter_map(|term| match term.to {
            End::On(to) if to.last() < clock.first() => Some((to, term)),
            _ => None,
        });
        let Some((_, term)) = ended.max_by_key(|(to, _)| to.last()) else {
            return String::new();
        };
        format!(
            "formerly {} ({})",
            self.kb.name(term.office),
            statement::period(term)
        )
    }

    fn holders(&self, office: RecordId, clock: Span) -> String {
        let held: Vec<String> = self
            .kb
            .holders(office)
            .iter()
            .filter_map(|holder| {
                let term = self.kb.term(*holder);
                if term.status == Status::Designate {
                    return None;
                }
                let perhaps = match office::held(self.kb, term, clock, self.settings.presume_days) {
                    Truth::Yes => "",
                    Truth::CannotTell => "perhaps ",
                    Truth::No => return None,
                };
                let name = self.kb.name(holder.person);
                Some(format!("{perhaps}{name} ({})", statement::period(term)))
            })
            .collect();
        first_few(&held, MAX_OFFICES)
    }

    /// Who held the person's office before and after: "after Moon Jae-in, before Lee Jae-myung".
    fn neighbours(&self, person: RecordId, clock: Span) -> String {
        let terms = &self.kb.person(person).terms;
        let Some(idx) = terms.iter().position(|it| {
            office::held(self.kb, it, clock, self.settings.presume_days) == Truth::Yes
        }) else {
            return String::new();
        };
        let (before, after) = neighbours(
            self.kb,
            kb::Holder {
                person,
                term: idx as u16,
            },
        );
        let mut parts = Vec::new();
        if let Some(before) = before {
            parts.push(format!("after {}", self.kb.name(before.person)));
        }
        if let Some(after) = after {
            parts.push(format!("before {}", self.kb.name(after.person)));
        }
        if parts.is_empty() {
            return String::new();
        }
        format!(
            "{} as {}",
            parts.join(", "),
            self.kb.name(terms[idx].office)
        )
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

/// The holders of the same office directly before and after this term, by somebody else.
pub(crate) fn neighbours(kb: &Kb, holder: kb::Holder) -> (Option<kb::Holder>, Option<kb::Holder>) {
    let office = kb.term(holder).office;
    let regular = |it: &&kb::Holder| kb.term(**it).status != Status::Designate;
    let all: Vec<kb::Holder> = kb.holders(office).iter().filter(regular).copied().collect();
    let Some(idx) = all.iter().position(|it| *it == holder) else {
        return (None, None);
    };
    let other = |it: &&kb::Holder| it.person != holder.person;
    let before = all[..idx].iter().rev().find(other).copied();
    let after = all[idx + 1..].iter().find(other).copied();
    (before, after)
}

/// Whether a treaty is in force, as far as its acts say.
fn status(treaty: &kb::Treaty, clock: Span) -> String {
    let latest = treaty
        .acts
        .iter()
        .filter(|it| it.state.is_none())
        .filter_map(|it| Some((it.on?, it.act)))
        .filter(|(on, _)| on.last() <= clock.last())
        .max_by_key(|(on, _)| on.first());
    let Some((on, act)) = latest else {
        return String::new();
    };
    let since = on.long();
    match act {
        ActKind::InForce | ActKind::Amended | ActKind::Renewed => "in force".into(),
        ActKind::Suspended => format!("suspended since {since}"),
        ActKind::Expired | ActKind::Terminated | ActKind::Replaced | ActKind::Revoked => {
            format!("no longer in force: {} {since}", statement::verb(act))
        }
        ActKind::Provisional => format!("applied provisionally since {since}"),
        ActKind::Signed if treaty.nature == kb::Nature::Treaty => {
            "signed; no entry into force on record".into()
        }
        _ => String::new(),
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

fn life(born: Option<Date>, died: Option<Date>) -> String {
    match (born, died) {
        (Some(born), Some(died)) => format!("{} to {}", born.long(), died.long()),
        (Some(born), None) => format!("born {}", born.long()),
        (None, Some(died)) => format!("died {}", died.long()),
        (None, None) => String::new(),
    }
}

/// " (1949 to 1990)", " (since 1948)"; empty where nothing is known.
fn years(during: kb::Lifetime) -> String {
    match (during.from, during.to) {
        (Some(from), Some(to)) => format!(" ({} to {})", from.first().year(), to.last().year()),
        (Some(from), None) => format!(" (since {})", from.first().year()),
        (None, Some(to)) => format!(" (until {})", to.last().year()),
        (None, None) => String::new(),
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

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or(String::new(), |it| it.to_uppercase().chain(chars).collect())
}
