//! What the article says of a leader's time in office: when it began, when it ended, how long it lasted.

use std::collections::BTreeSet;

use date::{Date, Day, Span};
use kb::{End, Holder, Kb, RecordId, Role, Status};
use prose::{BlockText, Separator};

use crate::antecedent::{antecedents, as_subject, is_personal, one};
use crate::claims::{Context, is_checked};
use crate::office::{Meaning, is_head};
use crate::phrases::{Phrase, Position, Reading, Title, Words};
use crate::resolve::Link;
use crate::time::{Expression, Unit, When};
use crate::{clause, lexicon, numbers};

/// One statement on a time in office.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub link: usize,
    pub person: RecordId,
    /// Where it stands: of a pronoun it need not be the block of the link.
    pub block: usize,
    /// "succeeded X in 2013": only the offices that X held as well are meant.
    pub shared: Option<RecordId>,
    /// Hits of the title and of its states; both empty in "took office", the first alone in "ruled France".
    pub title: Vec<usize>,
    pub places: Vec<usize>,
    pub tells: Tells,
    /// The years or the number, which a fix replaces.
    pub words: Words,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Tells {
    /// "became president in 2009"; `loose`: "came to power".
    Began { on: Date, loose: bool },
    /// "was elected in 2009", "was sworn in in 2013": at the start of any term, and so within the time in office.
    Chosen { on: Date },
    /// "until 2017"; `loose`: "resigned in 2016", which may be the day it was announced.
    Ended { on: Date, loose: bool },
    /// "took office nine years ago", "left office two years ago"; `about`: "nearly", "more than".
    Ago {
        years: i32,
        began: bool,
        about: bool,
    },
    /// "from 2009 to 2017"; `bracketed`: "(1961-2017)" may be a life.
    Lasted { from: i16, to: i16, bracketed: bool },
    /// "for 16 years"; `about`: "almost", "more than"; `whole`: "a 16-year rule", which is all of it.
    Length {
        years: i32,
        about: bool,
        whole: bool,
    },
}

/// Time in an office without a break.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stint {
    pub from: Date,
    /// `None`: still running as far as the records go.
    pub to: Option<Date>,
    /// The first and the last of its terms.
    pub first: Holder,
    pub last: Holder,
}

/// Every such statement of the article.
pub(crate) fn said(ctx: &Context<'_>) -> Vec<Said> {
    let mut all = Vec::new();
    let mut named = BTreeSet::new();
    for (idx, link) in ctx.links.iter().enumerate() {
        let [person] = link.mention.records.as_slice() else {
            continue;
        };
        let block = &ctx.document.blocks[link.block];
        let reading = &ctx.readings[link.block];
        let phrase = &reading.phrases[link.phrase];
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        let alone;
        let phrase = match &phrase.name {
            Some(name) if name.institution => continue,
            Some(_) => {
                named.insert(*person);
                phrase
            }
            // "The chancellor left office in 2019", of one who was named.
            None if named.contains(person) => {
                alone = as_subject(phrase.words);
                &alone
            }
            None => continue,
        };
        let reader = Reader {
            ctx,
            block: link.block,
            text: &block.text,
            reading,
            phrase,
            end: clause::sentence(&block.text, phrase.words.first).last,
        };
        let found = reader.beside().into_iter().chain(reader.behind());
        all.extend(found.map(|it| it.of(idx, *person, link.block)));
    }
    all.extend(said_of_pronouns(ctx));
    // Claims look for the statements of each link.
    all.sort_by_key(|it| it.link);
    all
}

/// "He had governed from 2001 to 2006", of the one person whom the sentence before names.
fn said_of_pronouns(ctx: &Context<'_>) -> Vec<Said> {
    let mut all = Vec::new();
    for (idx, block) in ctx.document.blocks.iter().enumerate() {
        let text = &block.text;
        if !is_checked(block.kind, text) {
            continue;
        }
        for sentence in &text.sentences {
            let first = sentence.first as usize;
            if !is_personal(text.folded_word(first)) {
                continue;
            }
            let found = antecedents(ctx, idx, first);
            let [link] = found.as_slice() else { continue };
            let of = &ctx.links[*link];
            let [person] = of.mention.records.as_slice() else {
                continue;
            };
            let reader = Reader {
                ctx,
                block: idx,
                text,
                reading: &ctx.readings[idx],
                phrase: &as_subject(one(first)),
                end: sentence.last as usize,
            };
            all.extend(
                reader
                    .behind()
                    .into_iter()
                    .map(|it| it.of(*link, *person, idx)),
            );
        }
    }
    all
}

impl Said {
    /// What offices the statement can mean.
    pub fn meaning<'a>(&self, kb: &'a Kb, reading: &'a Reading) -> Meaning<'a> {
        Meaning {
            kb,
            hits: self.title.iter().map(|it| &reading.hits[*it]).collect(),
            places: self
                .places
                .iter()
                .flat_map(|it| reading.hits[*it].places())
                .map(|it| it.record)
                .collect(),
        }
    }

    /// Whether an office is one of those.
    pub fn fits(&self, kb: &Kb, meaning: &Meaning<'_>, office: RecordId) -> bool {
        let held = |it: RecordId| kb.person(it).terms.iter().any(|it| it.office == office);
        if !self.shared.is_none_or(held) {
            return false;
        }
        if self.title.is_empty() {
            let heads =
                || is_head(kb, office) || kb.office(office).roles.contains(&Role::OrganisationHead);
            return meaning.fits_place(office) && (self.places.is_empty() || heads());
        }
        meaning.fits(office)
    }
}

/// The stints of a person in the offices for which `fits` holds, each office by itself and all together; `None` where a term
/// of them has no certain start or end.
pub(crate) fn stints(
    kb: &Kb,
    person: RecordId,
    fits: impl Fn(RecordId) -> bool,
) -> Option<Vec<Stint>> {
    let terms = &kb.person(person).terms;
    let mut own: Vec<usize> = (0..terms.len())
        .filter(|it| fits(terms[*it].office) && terms[*it].status != Status::Designate)
        .collect();
    let certain = own.iter().all(|it| {
        let term = &terms[*it];
        let ended = match term.to {
            End::Unknown => false,
            End::On(to) => to.is_certain(),
            End::Running => true,
        };
        ended && term.from.is_some_and(Date::is_certain)
    });
    if !certain {
        return None;
    }
    own.sort_by_key(|it| terms[*it].from.map(Date::first));
    let holder = |it: usize| Holder {
        person,
        term: it as u16,
    };
    let stint = |it: usize| {
        Some(Stint {
            from: terms[it].from?,
            to: match terms[it].to {
                End::On(to) => Some(to),
                _ => None,
            },
            first: holder(it),
            last: holder(it),
        })
    };
    let mut all: Vec<Stint> = own.iter().filter_map(|it| stint(*it)).collect();
    let mut offices: Vec<RecordId> = own.iter().map(|it| terms[*it].office).collect();
    offices.sort_unstable();
    offices.dedup();
    for office in offices.iter().map(|it| Some(*it)).chain([None]) {
        let mut joined: Option<Stint> = None;
        for it in own
            .iter()
            .filter(|it| office.is_none_or(|o| terms[**it].office == o))
        {
            let Some(next) = stint(*it) else { continue };
            match &mut joined {
                Some(stint) if follows(stint, &next) => {
                    let longer = match (stint.to, next.to) {
                        (None, _) => false,
                        (Some(_), None) => true,
                        (Some(a), Some(b)) => b.last() > a.last(),
                    };
                    if longer {
                        stint.to = next.to;
                        stint.last = next.last;
                    }
                }
                _ => {
                    all.extend(joined.take());
                    joined = Some(next);
                }
            }
        }
        all.extend(joined);
    }
    Some(all)
}

/// The years from one day to another, rounded down.
pub(crate) fn years_between(from: Day, to: Day) -> i32 {
    let years = i32::from(to.year()) - i32::from(from.year());
    years - i32::from((to.month(), to.day_of_month()) < (from.month(), from.day_of_month()))
}

fn follows(before: &Stint, next: &Stint) -> bool {
    before
        .to
        .is_none_or(|to| next.from.first().days_since(to.last()) <= 45)
}

/// What stands for the office in a statement.
#[derive(Clone, Default)]
struct Office {
    title: Vec<usize>,
    places: Vec<usize>,
    /// That of this person as well.
    shared: Option<RecordId>,
}

struct Found {
    office: Office,
    tells: Tells,
    words: Words,
}

impl Found {
    fn of(self, link: usize, person: RecordId, block: usize) -> Said {
        Said {
            link,
            person,
            block,
            shared: self.office.shared,
            title: self.office.title,
            places: self.office.places,
            tells: self.tells,
            words: self.words,
        }
    }
}

/// What a verb says of an office.
#[derive(Clone, Copy, PartialEq)]
enum Verb {
    Holds,
    Begins {
        loose: bool,
    },
    /// "returned to power"
    Returns,
    Chosen,
    Ends {
        loose: bool,
    },
}

struct Reader<'a> {
    ctx: &'a Context<'a>,
    block: usize,
    text: &'a BlockText,
    reading: &'a Reading,
    phrase: &'a Phrase,
    /// Behind the last word of the sentence.
    end: usize,
}

impl Reader<'_> {
    fn word(&self, word: usize) -> &str {
        if word < self.end {
            self.text.folded_word(word)
        } else {
            ""
        }
    }

    fn before(&self, word: usize) -> Option<Separator> {
        (word < self.end).then(|| self.text.words[word].before)
    }

    /// "X (2009-2017)", "X, president from 2009 to 2017", "X, in power since 2009".
    fn beside(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let Some(name) = &self.phrase.name else {
            return found;
        };
        let at = name.words.last;
        found.extend(self.rule());
        found.extend(self.object());
        if self.text.words[at - 1].possessive {
            return found;
        }
        if self.before(at) == Some(Separator::OpenBracket) {
            let years = self.expression_at(at).and_then(|it| match it.when {
                When::Years(from, to) => Some((from, to, it.words)),
                _ => None,
            });
            let closed = |words: Words| {
                matches!(
                    self.before(words.last),
                    None | Some(Separator::CloseBracket)
                )
            };
            if let Some((from, to, words)) = years.filter(|it| closed(it.2)) {
                let titled = self.phrase.titles.iter().find(|it| is_plain(it));
                let tells = Tells::Lasted {
                    from,
                    to,
                    bracketed: true,
                };
                found.push(Found {
                    office: titled.map(office_of).unwrap_or_default(),
                    tells,
                    words,
                });
            }
        }
        for title in &self.phrase.titles {
            if title.position == Position::BehindName && is_plain(title) {
                found.extend(self.time(Verb::Holds, office_of(title), title.words.last));
            }
        }
        let end = self.phrase.words.last;
        if self.before(end) == Some(Separator::Comma)
            && let Some((office, at)) = self.office(end, 0)
        {
            found.extend(self.time(Verb::Holds, office, at));
        }
        // "X, the first prime minister of Zimbabwe and its president since 1987"
        let apposed = clause::phrases_in(self.reading, end, end + 4)
            .first()
            .filter(|it| it.name.is_none() && self.before(end) == Some(Separator::Comma));
        let (titles, last) = match apposed {
            Some(it) => (&it.titles, it.words.last),
            None => (&self.phrase.titles, end),
        };
        if self.word(last) == "and" && matches!(self.word(last + 1), "its" | "their") {
            let named = titles.iter().find(|it| is_plain(it));
            if let (Some(title), Some((office, at))) = (named, self.office(last + 2, 0)) {
                let office = Office {
                    places: title.places.clone(),
                    ..office
                };
                found.extend(self.time(Verb::Holds, office, at));
            }
        }
        // "X, in power since 1999", "X, the longest-serving of them all, in power since 1967"
        for at in end..self.end {
            if self.before(at) != Some(Separator::Comma) || !self.is_alone(end, at) {
                continue;
            }
            let behind = match (self.word(at), self.word(at + 1), self.word(at + 2)) {
                ("in", "office" | "power", _) => at + 2,
                ("on", "the", "throne") => at + 3,
                _ => continue,
            };
            found.extend(self.time(Verb::Holds, Office::default(), behind));
            break;
        }
        found
    }

    /// What the verbs say of which the name is the subject.
    fn behind(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for verb in clause::verbs(self.text, self.reading, self.phrase) {
            if let Some((verb, office, at)) = self.verb(verb) {
                found.extend(self.time(verb, office, at));
            }
            found.extend(self.after_years(verb));
        }
        found
    }

    /// The verb, the office that it names, and the word behind them.
    fn verb(&self, at: usize) -> Option<(Verb, Office, usize)> {
        let mut at = at;
        for _ in 0..4 {
            let aux = matches!(
                self.word(at),
                "has"
                    | "had"
                    | "have"
                    | "was"
                    | "is"
                    | "been"
                    | "first"
                    | "then"
                    | "later"
                    | "also"
                    | "who"
                    | "himself"
                    | "herself"
            );
            if !aux {
                break;
            }
            at += 1;
        }
        let next = self.word(at + 1);
        let begins = |loose: bool, at: usize| Some((Verb::Begins { loose }, Office::default(), at));
        let as_office = |verb: Verb, at: usize| {
            // "as" names the office; what it names and is none of ours leaves the statement open.
            if self.word(at) != "as" {
                return Some((verb, Office::default(), at));
            }
            self.office(at + 1, 5)
                .map(|(office, at)| (verb, office, at))
        };
        match self.word(at) {
            "became" => self
                .office(at + 1, 5)
                .map(|(office, at)| (Verb::Begins { loose: false }, office, at)),
            "took" if next == "office" => as_office(Verb::Begins { loose: false }, at + 2),
            "took" if next == "over" && self.word(at + 2) == "from" => self
                .other(at + 3)
                .map(|(office, at)| (Verb::Begins { loose: false }, office, at)),
            "took" if next == "over" => as_office(Verb::Begins { loose: true }, at + 2),
            "took" | "seized" | "assumed" | "gained" if next == "power" => begins(true, at + 2),
            "assumed" if next == "office" => as_office(Verb::Begins { loose: false }, at + 2),
            "came" | "rose" if next == "to" && matches!(self.word(at + 2), "power" | "office") => {
                begins(true, at + 3)
            }
            "entered" if next == "office" => begins(false, at + 2),
            "elected" => match self.office(at + 1, 5) {
                Some((office, at)) => Some((Verb::Chosen, office, at)),
                None => Some((Verb::Chosen, Office::default(), at + 1)),
            },
            "sworn" if next == "in" => as_office(Verb::Chosen, at + 2),
            "inaugurated" => as_office(Verb::Chosen, at + 1),
            // "succeeded X in 2013", "was replaced by X in 2013"
            "succeeded" | "replaced" if next == "by" => self
                .other(at + 2)
                .map(|(office, at)| (Verb::Ends { loose: false }, office, at)),
            "succeeded" | "replaced" => self
                .other(at + 1)
                .map(|(office, at)| (Verb::Begins { loose: false }, office, at)),
            "abdicated" => Some((Verb::Ends { loose: false }, Office::default(), at + 1)),
            "returned" if next == "to" && matches!(self.word(at + 2), "power" | "office") => {
                Some((Verb::Returns, Office::default(), at + 3))
            }
            "left" if matches!(next, "office" | "power") => {
                Some((Verb::Ends { loose: false }, Office::default(), at + 2))
            }
            "stepped" if next == "down" => as_office(Verb::Ends { loose: true }, at + 2),
            "resigned" => as_office(Verb::Ends { loose: true }, at + 1),
            "driven" if matches!(next, "out" | "from") => match next {
                "from" if self.word(at + 2) != "power" => None,
                "from" => Some((Verb::Ends { loose: false }, Office::default(), at + 3)),
                _ => Some((Verb::Ends { loose: false }, Office::default(), at + 2)),
            },
            // Not "ousted from the cabinet".
            "ousted" | "overthrown" | "toppled" | "deposed" if next != "from" => {
                as_office(Verb::Ends { loose: false }, at + 1)
            }
            // "served two terms from 2003 to 2010"
            "served" if next != "as" => (at + 1..at + 5)
                .find(|it| self.word(*it) == "from")
                .map(|it| (Verb::Holds, Office::default(), it)),
            // "ruled for 16 years", "had led the country since 1990"
            "ruled" | "governed" | "led" | "run"
                if matches!(next, "for" | "from" | "since" | "until") =>
            {
                Some((Verb::Holds, Office::default(), at + 1))
            }
            "ruled" | "governed" | "led" | "run"
                if next == "the"
                    && matches!(self.word(at + 2), "country" | "nation" | "republic") =>
            {
                Some((Verb::Holds, Office::default(), at + 3))
            }
            "ruled" | "governed" | "led" | "headed" | "run" => {
                let the = usize::from(self.word(at + 1) == "the");
                let place = self.place_at(at + 1 + the)?;
                let hit = &self.reading.hits[place];
                let office = Office {
                    places: vec![place],
                    ..Office::default()
                };
                (!self.text.words[hit.last - 1].possessive).then_some((
                    Verb::Holds,
                    office,
                    hit.last,
                ))
            }
            "served" if next == "as" => self
                .office(at + 2, 5)
                .map(|(office, at)| (Verb::Holds, office, at)),
            "in" if matches!(next, "office" | "power") => {
                Some((Verb::Holds, Office::default(), at + 2))
            }
            "on" if next == "the" && self.word(at + 2) == "throne" => {
                Some((Verb::Holds, Office::default(), at + 3))
            }
            "reigned" => Some((Verb::Holds, Office::default(), at + 1)),
            _ => self
                .office(at, 5)
                .map(|(office, at)| (Verb::Holds, office, at)),
        }
    }

    /// An office at a word, behind at most `skip` others: "the country's first president [of X]".
    fn office(&self, at: usize, skip: usize) -> Option<(Office, usize)> {
        for at in at..=(at + skip).min(self.end) {
            if let Some(phrase) = clause::phrase_at(self.reading, at) {
                let title = phrase.titles.first()?;
                let own = phrase.name.is_none() && is_plain(title) && phrase.words.last <= self.end;
                return own.then(|| (office_of(title), title.words.last));
            }
            if let Some(idx) = clause::hit_at(self.reading, at) {
                let hit = &self.reading.hits[idx];
                let plain = hit.kinds.title
                    && !hit.plural
                    && self.word(hit.last) != "of"
                    && !self.text.words[hit.last - 1].possessive
                    && self.before(hit.last) != Some(Separator::Hyphen)
                    && !matches!(self.word(hit.last), "elect" | "designate" | "candidate");
                let office = Office {
                    title: vec![idx],
                    ..Office::default()
                };
                return plain.then_some((office, hit.last));
            }
            let word = self.word(at);
            let filler = lexicon::is_article(word)
                || numbers::ordinal(word).is_some()
                || matches!(
                    word,
                    "country" | "nation" | "republic" | "new" | "youngest" | "as" | "oldest"
                );
            if !filler || lexicon::is_deputy(word) {
                return None;
            }
        }
        None
    }

    /// The offices of another person, whose name begins at a word, and the word behind it.
    fn other(&self, at: usize) -> Option<(Office, usize)> {
        // "succeeded his father, X, in 2000"
        let kin = lexicon::is_possessive_pronoun(self.word(at))
            && self.before(at + 2) == Some(Separator::Comma);
        let at = at + if kin { 2 } else { 0 };
        let phrase = clause::phrase_at(self.reading, at).filter(|it| it.name.is_some())?;
        let idx = self
            .reading
            .phrases
            .partition_point(|it| it.words.first < at);
        let own = |it: &&Link| it.block == self.block && it.phrase == idx;
        let link = self.ctx.links.iter().find(own)?;
        let [person] = link.mention.records.as_slice() else {
            return None;
        };
        let office = Office {
            shared: Some(*person),
            ..Office::default()
        };
        let last = phrase.words.last;
        // "succeeded X as prime minister in 2013"
        if self.word(last) == "as" {
            let (named, at) = self.office(last + 1, 5)?;
            let office = Office {
                shared: Some(*person),
                ..named
            };
            return Some((office, at));
        }
        Some((office, last))
    }

    fn place_at(&self, at: usize) -> Option<usize> {
        clause::hit_at(self.reading, at).filter(|it| {
            let hit = &self.reading.hits[*it];
            hit.is_place() && hit.last <= self.end
        })
    }

    /// The time behind a verb and its office, or before the subject: "In 2009 X became ...".
    fn time(&self, verb: Verb, office: Office, at: usize) -> Option<Found> {
        if let Some((years, about, words)) = self.length(at) {
            return (verb == Verb::Holds).then_some(Found {
                office,
                tells: Tells::Length {
                    years,
                    about,
                    whole: false,
                },
                words,
            });
        }
        // ", did not run again" is told of another time.
        let until = (at + 1..(at + 8).min(self.end))
            .find(|it| {
                self.before(*it) == Some(Separator::Comma) && clause::is_verb(self.word(*it))
            })
            .unwrap_or((at + 8).min(self.end));
        let again = (at.saturating_sub(4)..until).any(|it| {
            matches!(
                self.text.folded_word(it),
                "again"
                    | "reelected"
                    | "re"
                    | "second"
                    | "third"
                    | "fourth"
                    | "term"
                    | "return"
                    | "returned"
            )
        });
        let near = clause::expressions_in(self.reading, at, at + 6);
        let found = near.iter().find(|it| {
            let own = it.words.last <= self.end && !it.modifier;
            own && self.is_one_clause(at, it.words.first)
        });
        let Some(expression) = found else {
            // "In 2009 X became president."
            let sentence = clause::sentence(self.text, self.phrase.words.first).first;
            let opening = self.expression_at(sentence + 1)?;
            let opens =
                self.word(sentence) == "in" && opening.words.last == self.phrase.words.first;
            let When::Date(on) = opening.when else {
                return None;
            };
            let tells = match verb {
                Verb::Begins { loose } => Tells::Began { on, loose },
                Verb::Chosen => Tells::Chosen { on },
                Verb::Ends { loose } => Tells::Ended { on, loose },
                Verb::Holds | Verb::Returns => return None,
            };
            return (opens && !again).then_some(Found {
                office,
                tells,
                words: opening.words,
            });
        };
        let mut first = expression.words.first;
        while first > at && matches!(self.word(first - 1), "early" | "late" | "mid" | "the") {
            first -= 1;
        }
        let preposition = if first > 0 {
            self.text.folded_word(first - 1)
        } else {
            ""
        };
        let on = match expression.when {
            When::Date(on) => on,
            When::Years(from, to) => {
                let tells = Tells::Lasted {
                    from,
                    to,
                    bracketed: false,
                };
                return (verb == Verb::Holds).then_some(Found {
                    office,
                    tells,
                    words: expression.words,
                });
            }
            When::Relative {
                unit: Unit::Year,
                n,
            } if !again && self.word(expression.words.last - 1) == "ago" => {
                let began = match verb {
                    Verb::Begins { .. } | Verb::Chosen => true,
                    Verb::Ends { .. } => false,
                    Verb::Holds | Verb::Returns => return None,
                };
                let before = self.word(expression.words.first.saturating_sub(1));
                let about = matches!(
                    before,
                    "nearly"
                        | "almost"
                        | "about"
                        | "some"
                        | "than"
                        | "over"
                        | "around"
                        | "just"
                        | "least"
                );
                return Some(Found {
                    office,
                    tells: Tells::Ago {
                        years: -n,
                        began,
                        about,
                    },
                    words: expression.words,
                });
            }
            _ => return None,
        };
        // "two years after X left office, in 2021": of what comes next.
        if self.before(at) == Some(Separator::Comma)
            && office.shared.is_none()
            && verb != Verb::Holds
        {
            return None;
        }
        if on.precision == date::Precision::Decade {
            return None;
        }
        if preposition == "from"
            && matches!(self.word(expression.words.last), "to" | "until" | "till")
        {
            let end = self.expression_at(expression.words.last + 1)?;
            let When::Date(to) = end.when else {
                return None;
            };
            let tells = Tells::Lasted {
                from: on.first().year(),
                to: to.first().year(),
                bracketed: false,
            };
            let words = Words {
                first: expression.words.first,
                last: end.words.last,
            };
            return (verb == Verb::Holds).then_some(Found {
                office,
                tells,
                words,
            });
        }
        if again && verb != Verb::Returns {
            return None;
        }
        // "the seventh president since 2016" counts others.
        let numbered = (at.saturating_sub(4)..at)
            .any(|it| numbers::ordinal(self.text.folded_word(it)).is_some());
        if numbered && preposition == "since" {
            return None;
        }
        let tells = match (verb, preposition) {
            (Verb::Holds, "since" | "from") => Tells::Began {
                on,
                loose: office.title.is_empty(),
            },
            (Verb::Holds, "until" | "till" | "through") => Tells::Ended { on, loose: false },
            (Verb::Begins { loose }, "in" | "on") => Tells::Began { on, loose },
            (Verb::Returns, "in" | "on") => Tells::Began { on, loose: false },
            (Verb::Chosen, "in" | "on") => Tells::Chosen { on },
            (Verb::Ends { loose }, "in" | "on") => Tells::Ended { on, loose },
            _ => return None,
        };
        Some(Found {
            office,
            tells,
            words: expression.words,
        })
    }

    /// "the army ousted X on Thursday after 30 years in power"
    fn object(&self) -> Option<Found> {
        // "ousted President X" may be read as the status of a title.
        let first = self.phrase.words.first;
        let name = self.phrase.name.as_ref()?.words.first;
        let ousted = (first.saturating_sub(1)..name).any(|it| {
            matches!(
                self.text.folded_word(it),
                "ousted" | "toppled" | "overthrew" | "deposed" | "removed" | "ousting" | "toppling"
            )
        });
        ousted
            .then(|| self.after_years(self.phrase.words.last - 1))
            .flatten()
    }

    /// "X's 15-year rule", "the 15-year reign of X"
    fn rule(&self) -> Option<Found> {
        let (first, last) = (self.phrase.words.first, self.phrase.words.last);
        let possessive = self.text.words[last - 1].possessive;
        let number = match possessive {
            true => last,
            false => {
                let of = (2..=4).find(|n| {
                    first
                        .checked_sub(*n)
                        .is_some_and(|it| is_rule(self.text.folded_word(it)))
                        && self.text.folded_word(first - n + 1) == "of"
                })?;
                (first - of).checked_sub(2)?
            }
        };
        let hyphen = |it: usize| self.before(it) == Some(Separator::Hyphen);
        let years = numbers::cardinal(self.word(number)).filter(|it| (2..90).contains(it))?;
        let noun = number + 2;
        let whole = hyphen(number + 1)
            && self.word(number + 1) == "year"
            && self.before(noun) == Some(Separator::Space)
            && is_rule(self.word(noun))
            && !hyphen(number);
        whole.then_some(Found {
            office: Office::default(),
            tells: Tells::Length {
                years,
                about: false,
                whole: true,
            },
            words: Words {
                first: number,
                last: number + 1,
            },
        })
    }

    /// "for [more than] 16 years", "for 16 years".
    fn length(&self, at: usize) -> Option<(i32, bool, Words)> {
        let mut at = at;
        if self.word(at) != "for" {
            return None;
        }
        at += 1;
        let mut about = false;
        while matches!(
            self.word(at),
            "more"
                | "than"
                | "over"
                | "almost"
                | "nearly"
                | "about"
                | "around"
                | "some"
                | "roughly"
                | "the"
                | "past"
                | "last"
                | "at"
                | "least"
                | "just"
                | "under"
        ) {
            about = true;
            at += 1;
        }
        self.years(at).map(|(years, words)| (years, about, words))
    }

    /// "stepped down after 16 years in power", "after 16 years as chancellor".
    fn after_years(&self, verb: usize) -> Option<Found> {
        let at = (verb..(verb + 14).min(self.end)).find(|it| self.word(*it) == "after")?;
        let ends = matches!(
            self.word(verb),
            "left" | "leaves" | "stepped" | "steps" | "resigned" | "quit" | "abdicated"
        ) || (verb..verb + 3).any(|it| {
            matches!(
                self.word(it),
                "ousted" | "toppled" | "overthrown" | "deposed" | "removed"
            )
        });
        // "abdicated in favour of her son, King X, after"
        let plain = || {
            !(verb + 1..at).any(|it| {
                clause::is_verb(self.word(it))
                    || matches!(
                        self.word(it),
                        "and" | "who" | "which" | "but" | "when" | "while"
                    )
            })
        };
        if !(self.is_one_clause(verb, at - 1) || ends && plain()) {
            return None;
        }
        let mut first = at + 1;
        let mut about = false;
        while matches!(
            self.word(first),
            "more" | "than" | "over" | "almost" | "nearly" | "about" | "some"
        ) {
            about = true;
            first += 1;
        }
        let (years, words) = self.years(first)?;
        let tells = Tells::Length {
            years,
            about,
            whole: false,
        };
        let behind = words.last;
        let office = match (
            self.word(behind),
            self.word(behind + 1),
            self.word(behind + 2),
        ) {
            ("in", "power" | "office", _) | ("on", "the", "throne") | ("at", "the", "helm") => {
                Office::default()
            }
            ("as", ..) => self.office(behind + 1, 3)?.0,
            // "left office on Saturday after 12 years"
            _ if ends && self.before(behind) != Some(Separator::Space) => Office::default(),
            _ => return None,
        };
        Some(Found {
            office,
            tells,
            words,
        })
    }

    /// Nobody is named, nor meant by a title behind a preposition, from one word to before another.
    fn is_alone(&self, from: usize, to: usize) -> bool {
        clause::is_alone(self.text, self.reading, from, to)
    }

    /// "16 years": the number, and the words of both.
    fn years(&self, at: usize) -> Option<(i32, Words)> {
        let years = numbers::cardinal(self.word(at)).filter(|it| (1..90).contains(it))?;
        (self.word(at + 1) == "years").then_some((
            years,
            Words {
                first: at,
                last: at + 2,
            },
        ))
    }

    fn expression_at(&self, word: usize) -> Option<&Expression> {
        clause::expressions_in(self.reading, word, word + 1)
            .first()
            .filter(|it| it.words.last <= self.end)
    }

    /// No comma and no other person stands between two words.
    fn is_one_clause(&self, from: usize, to: usize) -> bool {
        let parted = (from..=to.min(self.end.saturating_sub(1)))
            .skip(1)
            .any(|it| {
                !matches!(
                    self.text.words[it].before,
                    Separator::Space | Separator::Hyphen
                )
            });
        let person = clause::phrases_in(self.reading, from, to)
            .iter()
            .any(|it| it.name.is_some());
        let turned = (from..to).any(|it| {
            matches!(
                self.text.folded_word(it),
                "when"
                    | "while"
                    | "after"
                    | "before"
                    | "because"
                    | "which"
                    | "whose"
                    | "and"
                    | "but"
            )
        });
        !parted && !person && !turned
    }
}

fn office_of(title: &Title) -> Office {
    Office {
        title: title.hits.clone(),
        places: title.places.clone(),
        shared: None,
    }
}

fn is_rule(word: &str) -> bool {
    matches!(
        word,
        "rule"
            | "reign"
            | "tenure"
            | "presidency"
            | "chancellorship"
            | "premiership"
            | "dictatorship"
    )
}

fn is_plain(title: &Title) -> bool {
    !title.modified && !title.counterpart && !title.plural
}

/// Whether the person heads a party besides: its posts are dated otherwise.
pub(crate) fn is_party_post(kb: &Kb, office: RecordId) -> bool {
    kb.office(office).roles.contains(&Role::PartyLeader)
}

/// A span with some days more on either side, for days of announcement, oath and change of year.
pub(crate) fn widened(on: Date, days: i32) -> Span {
    Span {
        from: Some(on.first().plus_days(-days)),
        to: Some(on.last().plus_days(days)),
    }
}
