//! A treaty by nothing but what is said of it: the only one that parties, kind, year, place and day leave.

use date::Span;
use kb::{ActKind, Kb, RecordId, Treaty};
use prose::Shape;

use super::facts::{self, acts_within, exists_by, is_party};
use super::phrase::{Description, Either};
use super::search::signs_before;
use super::words;
use super::{At, Found, Linker, add_new, best};
use crate::office::{family, same_country};
use crate::phrases::Words;
use crate::resolve::sentence_of;

/// News of a signing tells its day to within so many days.
const DAYS_OF_NEWS: u32 = 10;
/// Parties of a treaty that news calls one "with" somebody.
const FEW: usize = 12;

/// The treaty that a phrase means; several where a plural stands for all that its parties signed on one day.
pub(super) fn search(
    linker: &Linker<'_>,
    at: At<'_>,
    it: &Description,
    ahead: bool,
) -> Option<Found> {
    let features = Features::new(linker, at, it, ahead);
    let mut candidates = features.candidates();
    candidates.retain(|record| features.fits(*record) && features.supports(*record));
    let why = "parties, kind and date leave only this treaty".to_owned();
    if let Some(record) = best(&candidates, |it| features.score(it)) {
        return Some(Found {
            records: vec![record],
            why,
        });
    }
    let top = candidates.iter().map(|it| features.score(*it)).max()?;
    candidates.retain(|it| features.score(*it) == top);
    let acted = |it: &RecordId| acts_within(features.kb.treaty(*it), features.clock);
    if !features.of_the_day || !candidates.iter().all(acted) {
        return None;
    }
    if it.plural {
        return (candidates.len() <= 3).then_some(Found {
            records: candidates,
            why,
        });
    }
    // Of two that were signed together news means the one that has more names in it.
    let names = |it: RecordId| {
        let treaty = features.kb.treaty(it);
        (treaty.short.len() + treaty.acronyms.len()) as i32
    };
    best(&candidates, names).map(|record| Found {
        records: vec![record],
        why: "of those signed together the one best known".into(),
    })
}

/// What a phrase and its sentence say of a treaty.
struct Features<'a> {
    linker: &'a Linker<'a>,
    kb: &'a Kb,
    it: &'a Description,
    /// Those named in the phrase first, then those of the sentence.
    parties: Vec<Either>,
    clock: Span,
    /// The sentence tells of an act in a known year, or on known days.
    told: bool,
    of_the_day: bool,
    /// The city from which somebody reports a signing, folded.
    dateline: Option<String>,
    /// "120 nations": many states take part.
    crowd: bool,
    /// Words before the noun that one name should have.
    words: Vec<String>,
    /// The phrase speaks of what is still to come.
    ahead: bool,
}

impl<'a> Features<'a> {
    fn new(linker: &'a Linker<'a>, at: At<'_>, it: &'a Description, ahead: bool) -> Features<'a> {
        let kb = linker.article.kb;
        let mut parties: Vec<Either> = Vec::new();
        add_new(&mut parties, it.states.clone());
        if it.states.len() < 2 || it.theirs {
            add_new(&mut parties, linker.context(at, it.words.first));
        }
        if parties.len() < 2 {
            // "in Pyongyang", and those of whose treaty the text just spoke.
            let host = it.place.as_deref().map(|it| facts::capital_of(kb, it));
            add_new(&mut parties, host.into_iter().collect());
            linker.add_spoken_of(at, &mut parties);
        }
        let mut clock = (linker.article.clock)(at.block, it.at);
        // "signed an agreement on Friday under which it will ...": what was signed is not to come.
        let published = linker.article.publication;
        if clock.first() > published.last() && signs_before(at, it.words.first) {
            clock = Span {
                from: published.from.map(|it| it.plus_days(-3)),
                to: published.to,
            };
        }
        let days = clock.days().unwrap_or(u32::MAX);
        let acts = acts_here(at, it.words, it.definite && !it.is_specific());
        let signed = signs_before(at, it.words.first)
            || it.definite && words::acts(at.text.folded_word(it.words.last));
        Features {
            linker,
            kb,
            it,
            parties,
            clock,
            told: acts && days <= 400,
            of_the_day: acts && days <= DAYS_OF_NEWS,
            dateline: if signed && !it.opaque {
                dateline(linker)
            } else {
                None
            },
            crowd: is_crowd(at, it.words),
            words: it.topics.iter().chain(&it.eponym_words).cloned().collect(),
            ahead,
        }
    }

    /// Treaties between those of whom the phrase and its sentence speak, and those of the day.
    fn candidates(&self) -> Vec<RecordId> {
        let (kb, it) = (self.kb, self.it);
        let mut found = Vec::new();
        let anchors: &[Either] = if it.states.is_empty() {
            &self.parties[..self.parties.len().min(4)]
        } else {
            &it.states[..1]
        };
        for anchor in anchors {
            let own = anchor
                .iter()
                .flat_map(|state| family(kb, *state))
                .flat_map(|state| kb.treaties_of(state).iter().copied());
            found.extend(own.filter(|record| {
                let treaty = kb.treaty(*record);
                let other = |either: &Either| {
                    !is_one_of(kb, either, anchor)
                        && either.iter().any(|it| is_party(kb, treaty, *it))
                };
                !it.states.is_empty() && (it.year.is_some() || !it.topics.is_empty())
                    || self.parties.iter().any(other)
            }));
        }
        let spoken_of: &[RecordId] = if it.states.is_empty() {
            &self.linker.organisations
        } else {
            &[]
        };
        let bodies = it.organisations.iter().chain(spoken_of);
        found.extend(bodies.filter_map(|it| kb.organisation(*it).treaty));
        if self.of_the_day {
            found.extend(kb.treaties_acting(facts::with_news(self.clock)));
        }
        if let Some(date) = it
            .date
            .filter(|_| it.place.is_some() || !self.parties.is_empty())
        {
            found.extend(kb.treaties_acting(date.span()));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Nothing that is said speaks against it.
    fn fits(&self, record: RecordId) -> bool {
        let treaty = self.kb.treaty(record);
        let rests_on_it = || self.is_of_body(record) && facts::has_topics(treaty, &self.it.topics);
        exists_by(treaty, self.clock) && (self.linker.fits(self.it, treaty) || rests_on_it())
    }

    /// Enough of what is said speaks for it.
    fn supports(&self, record: RecordId) -> bool {
        let it = self.it;
        let treaty = self.kb.treaty(record);
        let matched = self.matched(treaty);
        let telling = !it.topics.is_empty() || !it.behind.is_empty();
        let few = treaty.parties.len() <= FEW && !facts::is_open(treaty);
        let acted = acts_within(treaty, self.clock);
        let named = self.called(treaty) > 0;
        let both_named = it.states.len() >= 2
            || it.states.len() == 1 && matched >= 2 && (it.theirs || it.definite || named);
        let by_day = self.of_the_day
            && acted
            && (matched >= 2
                || it.states.len() == 1 && matched == 1 && treaty.parties.len() == 2
                || matched == 1 && treaty.parties.len() == 1 && telling
                || self.is_at_dateline(treaty) && (!it.noun.is_loose() || matched == 1)
                || self.is_at_place(treaty)
                || self.crowd
                    && telling
                    && treaty.parties.len() != 2
                    && matched == self.parties.len());
        let by_year_told = self.told
            && !self.of_the_day
            && acted
            && matched >= 2
            && (telling || it.place.is_some());
        let by_year = it.year.is_some()
            && (matched >= 2
                || !it.states.is_empty() && treaty.parties.len() <= 3
                || self.is_at_place(treaty));
        let by_place = self.is_at_place(treaty) && (matched >= 2 || it.date.is_some());
        let by_parties = both_named && telling && !self.ahead && (few || named);
        let by_name = it.states.len() == 1 && it.definite && named && !self.ahead;
        by_day
            || by_year_told
            || by_year
            || by_place
            || by_parties
            || by_name
            || self.is_of_body(record)
    }

    fn score(&self, record: RecordId) -> i32 {
        let it = self.it;
        let treaty = self.kb.treaty(record);
        let acted = acts_within(treaty, self.clock);
        // Parties that nobody spoke of, those that joined later included: a convention of many states is not "their pact".
        let joined = treaty.acts.iter().filter_map(|it| it.state);
        let joined = joined.filter(|it| !treaty.parties.contains(it));
        let strangers = treaty
            .parties
            .iter()
            .copied()
            .chain(joined)
            .filter(|party| {
                let mut known = self.parties.iter().flatten();
                !known.any(|state| same_country(self.kb, *state, *party))
            })
            .take(6)
            .count();
        16 * self.called(treaty)
            + 12 * i32::from(self.of_the_day && acted)
            + 12 * i32::from(self.is_of_body(record))
            + 6 * i32::from(self.told && acted)
            + 6 * i32::from(self.is_at_place(treaty))
            + 4 * i32::from(self.is_at_dateline(treaty))
            + 4 * (self.matched(treaty).min(4) as i32)
            - 3 * strangers as i32
            + 2 * i32::from(!ended_before(treaty, self.clock))
            + i32::from(!it.behind.is_empty() && facts::one_name_says(treaty, &it.behind))
    }

    /// How many of those spoken of are parties.
    fn matched(&self, treaty: &Treaty) -> usize {
        let party = |either: &&Either| either.iter().any(|it| is_party(self.kb, treaty, *it));
        self.parties.iter().filter(party).count()
    }

    fn called(&self, treaty: &Treaty) -> i32 {
        match self.words.is_empty() {
            true => 0,
            false => facts::is_called(self.kb, treaty, &self.words, &self.it.states),
        }
    }

    fn is_at_place(&self, treaty: &Treaty) -> bool {
        let place = self.it.place.as_ref();
        place.is_some_and(|it| facts::signed_at(self.kb, treaty, it))
    }

    fn is_at_dateline(&self, treaty: &Treaty) -> bool {
        let city = self.dateline.as_ref();
        city.is_some_and(|it| facts::signed_at(self.kb, treaty, it))
    }

    /// "NATO's founding treaty"
    fn is_of_body(&self, record: RecordId) -> bool {
        let mut bodies = self.it.organisations.iter();
        bodies.any(|it| self.kb.organisation(*it).treaty == Some(record))
    }
}

impl Linker<'_> {
    /// The two parties of the treaty named last, where the sentence names fewer.
    pub(super) fn add_spoken_of(&self, at: At<'_>, parties: &mut Vec<Either>) {
        if parties.len() >= 2 {
            return;
        }
        let last = self.memory.all(at.block).next().unwrap_or_default();
        if let [one] = last
            && let [a, b] = self.article.kb.treaty(*one).parties.as_slice()
        {
            add_new(parties, vec![vec![*a], vec![*b]]);
        }
    }
}

/// The city of the dateline, folded: news of a signing comes from where it took place.
fn dateline(linker: &Linker<'_>) -> Option<String> {
    let text = &*linker.article.document.blocks.first()?.text;
    let end = super::dateline_end(text);
    let words = text.words.get(..end)?.iter().enumerate();
    let city = words.take_while(|(at, it)| {
        it.shape == Shape::Capitals && (*at == 0 || it.before == prose::Separator::Space)
    });
    let last = city.last()?.0;
    let range = prose::Range::new(text.words[0].folded.start, text.words[last].folded.end);
    Some(range.of(&text.folded).to_owned())
}

fn is_one_of(kb: &Kb, either: &Either, others: &Either) -> bool {
    let mut either = either.iter();
    either.any(|it| others.iter().any(|of| same_country(kb, *it, *of)))
}

/// The sentence tells of an act: a signing, a withdrawal, an end. `before`: or the sentence before it does.
fn acts_here(at: At<'_>, words: Words, before: bool) -> bool {
    let text = at.text;
    let number = sentence_of(text, words.first);
    let first = if before {
        number.saturating_sub(1)
    } else {
        number
    };
    let sentences = text.sentences.get(first..=number).unwrap_or_default();
    sentences.iter().any(|it| {
        (it.first as usize..it.last as usize).any(|word| words::acts(text.folded_word(word)))
    })
}

/// The sentence speaks of many states before the phrase.
fn is_crowd(at: At<'_>, words: Words) -> bool {
    let text = at.text;
    let Some(sentence) = text.sentences.get(sentence_of(text, words.first)) else {
        return false;
    };
    (sentence.first as usize..words.first).any(|it| {
        matches!(
            text.folded_word(it),
            "countries"
                | "nations"
                | "states"
                | "governments"
                | "powers"
                | "republics"
                | "members"
                | "delegates"
                | "delegations"
                | "negotiators"
                | "leaders"
                | "ministers"
        )
    })
}

fn ended_before(treaty: &Treaty, clock: Span) -> bool {
    treaty.acts.iter().any(|it| {
        it.state.is_none()
            && matches!(
                it.act,
                ActKind::Expired | ActKind::Terminated | ActKind::Replaced
            )
            && it.on.is_some_and(|on| on.last() < clock.first())
    })
}
