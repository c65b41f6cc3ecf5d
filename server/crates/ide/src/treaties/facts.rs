//! Questions about one treaty that linking and checking both ask.

use std::hash::BuildHasher;

use date::{Day, Span};
use kb::{Kb, Kind, NameKind, Nature, RecordId, Treaty};
use prose::{BlockText, Shape};
use rustc_hash::FxBuildHasher;

use super::words::{self, Noun};
use crate::office::family;

/// Whether the state, or one that it continues or that continues it, is a party or joined once.
pub(crate) fn is_party(kb: &Kb, treaty: &Treaty, state: RecordId) -> bool {
    family(kb, state).any(|it| treaty.has_member(it))
}

/// Whether the treaty as a whole did anything in that year: signed, in force, renewed ...
pub(crate) fn acts_in_year(treaty: &Treaty, year: i16) -> bool {
    dates(treaty).any(|on| on.first().year() <= year && year <= on.last().year())
}

/// Whether it came about in that year, or was renewed or changed: all but its end. "The 1986 agreement" is not one that ended then.
pub(crate) fn begins_in_year(treaty: &Treaty, year: i16) -> bool {
    let mut on = treaty.beginnings().iter();
    on.any(|on| on.first().year() <= year && year <= on.last().year())
}

/// Whether the treaty as a whole did anything in that time, give or take the days between an act and the news of it.
pub(crate) fn acts_within(treaty: &Treaty, clock: Span) -> bool {
    let clock = with_news(clock);
    dates(treaty).any(|on| on.span().overlaps(clock))
}

/// Whether it was signed, adopted or the like in that time.
pub(crate) fn begins_within(treaty: &Treaty, clock: Span) -> bool {
    let clock = with_news(clock);
    treaty.beginnings().iter().any(|it| it.overlaps(clock))
}

/// The days of which news of a day may speak.
pub(crate) fn with_news(clock: Span) -> Span {
    Span {
        from: clock.from.map(|it| it.plus_days(-7)),
        to: clock.to.map(|it| it.plus_days(2)),
    }
}

/// Whether it had been signed, adopted or agreed by the end of `clock`; a treaty without dates may always have been.
pub(crate) fn exists_by(treaty: &Treaty, clock: Span) -> bool {
    let first = treaty.first_day();
    first.is_none_or(|it| it <= last_first_day(clock))
}

/// The last day on which a treaty may have begun that existed by the end of `clock`.
pub(crate) fn last_first_day(clock: Span) -> Day {
    clock.last().plus_days(2)
}

/// The dates of the acts of the treaty as a whole.
pub(crate) fn dates(treaty: &Treaty) -> impl Iterator<Item = date::Date> + '_ {
    treaty.dates().iter().copied()
}

/// Whether it was signed, or did something else, in a place (folded), under this name or another of the same capital.
pub(crate) fn signed_at(kb: &Kb, treaty: &Treaty, place: &str) -> bool {
    let places = treaty.folded_places(prose::fold);
    places.iter().any(|it| it == place) || !places.is_empty() && is_same_capital(kb, places, place)
}

/// Where it is known to have been signed and the like.
pub(crate) fn places(treaty: &Treaty) -> impl Iterator<Item = &str> {
    treaty.acts.iter().filter_map(|it| it.place.as_deref())
}

/// "Peking" and "Beijing".
fn is_same_capital(kb: &Kb, some: &[String], place: &str) -> bool {
    let of = capital_of(kb, place);
    !of.is_empty()
        && some
            .iter()
            .any(|it| capital_of(kb, it).iter().any(|it| of.contains(it)))
}

/// The states whose capital is called so (folded).
pub(crate) fn capital_of(kb: &Kb, place: &str) -> Vec<RecordId> {
    let Some(entries) = kb.lookup(place) else {
        return Vec::new();
    };
    let capitals = kb.each_entry(entries);
    capitals
        .filter(|it| it.kind == NameKind::Capital)
        .map(|it| it.record)
        .collect()
}

/// Open to any state: a convention, not a bargain between a few.
pub(crate) fn is_open(treaty: &Treaty) -> bool {
    treaty.is_open()
}

/// How well one name says it: 1 where it has all these words and, if any states are given, names one of them ("interim nuclear
/// deal with Iran"), 2 where it says nothing else ("Iran nuclear deal").
pub(crate) fn is_called(
    kb: &Kb,
    treaty: &Treaty,
    stems: &[String],
    states: &[Vec<RecordId>],
) -> i32 {
    let called = |name: &String| {
        let all = stems.iter().all(|stem| says(name, stem));
        let of = || states.is_empty() || states.iter().flatten().any(|it| mentions(kb, name, *it));
        if !all || !of() {
            return 0;
        }
        let mut more = name.split([' ', ',', '|']).filter(|it| {
            let word = words::stem(it);
            !words::is_function(word)
                && words::noun(word).is_none()
                && !matches!(word, "us" | "uk" | "un" | "eu")
                && !stems
                    .iter()
                    .any(|stem| stem == word || words::synonyms(stem).contains(&word))
                && !treaty
                    .parties
                    .iter()
                    .any(|party| is_word_of(kb, it, *party))
        });
        if more.next().is_some() { 1 } else { 2 }
    };
    let names = treaty.folded_names(prose::fold).iter();
    names.map(called).max().unwrap_or(0)
}

/// Whether one of the treaty's names has that of the state in it.
pub(crate) fn is_named_after(kb: &Kb, treaty: &Treaty, state: RecordId) -> bool {
    state.kind() == Kind::State && names(treaty).any(|it| mentions(kb, &prose::fold(it), state))
}

/// Whether a folded word is one of those in a state's names: "north", "korean".
fn is_word_of(kb: &Kb, word: &str, state: RecordId) -> bool {
    if state.kind() != Kind::State {
        return false;
    }
    let state = kb.state(state);
    let names = state.names.iter().map(|it| &it.short);
    let demonyms = state.demonyms.iter().map(|it| &it.text);
    names
        .chain(demonyms)
        .any(|it| prose::fold(it).split(' ').any(|it| it == word))
}

/// Whether a folded name has the name of a state or of its people in it.
pub(crate) fn mentions(kb: &Kb, folded_name: &str, state: RecordId) -> bool {
    let state = kb.state(state);
    let names = state
        .names
        .iter()
        .flat_map(|it| it.also.iter().chain([&it.short]));
    let demonyms = state.demonyms.iter().map(|it| &it.text);
    let padded = format!(" {folded_name} ");
    names
        .chain(demonyms)
        .any(|it| padded.contains(&format!(" {} ", prose::fold(it))))
}

/// Whether the common noun can mean this treaty.
pub(crate) fn noun_fits(noun: Noun, treaty: &Treaty) -> bool {
    // The first noun of a name is its head: an "Agreement on the Declaration" is no declaration.
    let named = |words: &[&str]| {
        treaty.folded_names(prose::fold).iter().any(|name| {
            let head = name
                .split([' ', ',', '|'])
                .find(|word| words::noun(word).is_some() || words.contains(word));
            head.is_some_and(|head| words.contains(&head.trim_end_matches('s')))
        })
    };
    let of_kind = |kinds: &[&str]| treaty.kinds.iter().any(|it| kinds.contains(&it.as_str()));
    match noun {
        Noun::Charter => named(&["charter"]),
        Noun::Convention => named(&["convention"]),
        Noun::Protocol => named(&["protocol"]),
        Noun::Covenant => named(&["covenant"]),
        Noun::Statute => named(&["statute"]),
        Noun::Declaration => named(&["declaration"]),
        Noun::Communique => named(&["communique", "statement"]),
        Noun::Memorandum => named(&["memorandum", "mou"]),
        Noun::Armistice => of_kind(&["armistice"]) || named(&["armistice"]),
        Noun::Ceasefire => of_kind(&["ceasefire", "armistice"]) || named(&["ceasefire", "truce"]),
        Noun::Treaty => treaty.nature == Nature::Treaty,
        Noun::Deal => {
            treaty.nature != Nature::Statute
                && !of_kind(&["constitution", "law-of-war", "human-rights", "consular"])
                && (!is_open(treaty) || of_kind(&["climate", "trade", "environment"]))
        }
        Noun::Pact | Noun::Accord | Noun::Agreement | Noun::Text => {
            treaty.nature != Nature::Statute
        }
    }
}

/// Every name of the treaty but its acronyms.
pub(crate) fn names(treaty: &Treaty) -> impl Iterator<Item = &String> {
    std::iter::once(&treaty.name).chain(&treaty.short)
}

/// Whether a word (its stem) says something that is true of the treaty: by its kind, or in one of its names.
pub(crate) fn has_topic(treaty: &Treaty, stem: &str) -> bool {
    let of_kind = |word: &str| {
        words::kinds(word)
            .iter()
            .any(|kind| treaty.kinds.iter().any(|it| it == kind))
    };
    of_kind(stem) || words::synonyms(stem).iter().any(|it| of_kind(it)) || is_in_names(treaty, stem)
}

fn is_in_names(treaty: &Treaty, stem: &str) -> bool {
    let mut names = treaty.folded_names(prose::fold).iter();
    names.any(|it| says(it, stem))
}

/// Whether words before a noun can all be said of the treaty: every word of its own, and one of those that name a kind.
pub(crate) fn has_topics(treaty: &Treaty, stems: &[String]) -> bool {
    let names_kind = |it: &&String| !words::kinds(it).is_empty();
    let own = stems
        .iter()
        .filter(|it| !names_kind(it))
        .all(|it| has_topic(treaty, it));
    let mut kinds = stems.iter().filter(names_kind).peekable();
    own && (kinds.peek().is_none() || kinds.any(|it| has_topic(treaty, it)))
}

/// Topics that a treaty must have, as bits that are compared with those of all treaties of a state.
pub(crate) struct Topics {
    /// For each word of its own: what can say it.
    own: Vec<u128>,
    /// What can say one of the words that name a kind.
    kinds: u128,
}

impl Topics {
    pub(crate) fn new(stems: &[String]) -> Topics {
        let mut topics = Topics {
            own: Vec::new(),
            kinds: 0,
        };
        for stem in stems {
            let said = std::iter::once(stem.as_str()).chain(words::synonyms(stem).iter().copied());
            let marks = said.fold(0, |marks, it| {
                let kinds = words::kinds(it).iter().map(|it| mark(it));
                kinds.fold(marks | mark(it), |marks, it| marks | it)
            });
            match words::kinds(stem) {
                [] => topics.own.push(marks),
                _ => topics.kinds |= marks,
            }
        }
        topics
    }

    /// Never "no" where [`has_topics`] says yes of a treaty with these [`marks`].
    pub(crate) fn may_be_those_of(&self, marks: u128) -> bool {
        self.own.iter().all(|it| it & marks != 0) && (self.kinds == 0 || self.kinds & marks != 0)
    }
}

/// A bit for each kind of a treaty and for each word of its names; words may share one.
pub(crate) fn marks(treaty: &Treaty) -> u128 {
    let names = treaty.folded_names(prose::fold).iter();
    let words = names
        .flat_map(|it| it.split(BETWEEN_WORDS))
        .map(words::stem);
    let all = words.chain(treaty.kinds.iter().map(String::as_str));
    all.fold(0, |marks, it| marks | mark(it))
}

fn mark(word: &str) -> u128 {
    1 << (FxBuildHasher.hash_one(word) >> 57)
}

/// Whether one name alone has all these words.
pub(crate) fn one_name_says(treaty: &Treaty, stems: &[String]) -> bool {
    let mut names = treaty.folded_names(prose::fold).iter();
    names.any(|name| stems.iter().all(|stem| says(name, stem)))
}

const BETWEEN_WORDS: [char; 5] = [' ', ',', '|', '(', ')'];

fn says(folded_name: &str, stem: &str) -> bool {
    folded_name
        .split(BETWEEN_WORDS)
        .map(words::stem)
        .any(|word| word == stem || words::synonyms(stem).contains(&word))
}

/// A word that is a year: four digits from 1500 to 2100.
pub(crate) fn year(text: &BlockText, word: usize) -> Option<i16> {
    if text.words.get(word)?.shape != Shape::Number {
        return None;
    }
    let folded = text.folded_word(word);
    (folded.len() == 4)
        .then(|| folded.parse::<i16>().ok())
        .flatten()
        .filter(|it| (1500..=2100).contains(it))
}

/// The day on which the first act of the treaty as a whole may have begun, where all of them have certain dates.
pub(crate) fn first_day(treaty: &Treaty) -> Option<(date::Day, &kb::Act)> {
    let own = || treaty.acts.iter().filter(|it| it.state.is_none());
    if !own().all(|it| it.on.is_some_and(date::Date::is_certain)) {
        return None;
    }
    own()
        .filter_map(|it| Some((it.on?.first(), it)))
        .min_by_key(|it| it.0)
}

/// The name that news would write: the official one where it is short, else the first short one of several words.
pub(crate) fn news_name(treaty: &Treaty) -> &str {
    let words = |it: &str| it.split(' ').count();
    if words(&treaty.name) <= 4 {
        return &treaty.name;
    }
    let mut short = treaty.short.iter();
    short.find(|it| words(it) > 1).unwrap_or(&treaty.name)
}
