//! Which treaty a phrase means: one named before in the text, one that bears the name under another noun, or the only one
//! that parties, kind, year, place and day leave.

use date::Span;
use kb::{NameKind, Nature, RecordId, Treaty};
use prose::{BlockKind, Separator, Shape};

use super::facts::{self, acts_in_year, acts_within, exists_by, is_party};
use super::memory::Antecedent;
use super::phrase::{Description, Either};
use super::words::{self, Noun};
use super::{At, Doubt, Found, Later, Linker, add_new, features};
use crate::phrases::Words;
use crate::resolve::sentence_of;

/// So many paragraphs are the lead of an article.
pub(super) const LEAD: usize = 4;
/// So many days before it is signed a treaty is what the news is about.
const DAYS_AHEAD: i32 = 21;
/// So many paragraphs ahead of its name a treaty is described.
const AHEAD: usize = 8;

impl Linker<'_> {
    /// "the Dayton accord", "the Rome treaty", "the 2015 nuclear accord": a name of the base under another noun. The words
    /// that are the name.
    pub(super) fn by_eponym(&self, at: At<'_>, it: &Description) -> Option<(Found, Words)> {
        let kb = self.article.kb;
        if it.noun == Noun::Text || it.words.first >= it.at {
            return None;
        }
        let shape = |word: usize| at.text.words[word].shape;
        let capital =
            |word: usize| matches!(shape(word), Shape::Capital | Shape::Capitals | Shape::Mixed);
        for first in it.words.first.max(it.at.saturating_sub(5))..it.at {
            let starts = match shape(first) {
                Shape::Lower => it.definite && it.at - first >= 2,
                Shape::Number => it.at - first >= 2,
                _ => it.eponym.is_some_and(|it| it.first <= first),
            };
            if !starts || at.text.words[first].possessive {
                continue;
            }
            let from = at.text.words[first].folded.start;
            let to = at.text.words[it.at - 1].folded.end;
            let name = prose::Range::new(from, to).of(&at.text.folded);
            if crate::lexicon::is_article(at.text.folded_word(first)) {
                continue;
            }
            // "the Indus Water Treaty" is not the Water Treaty.
            let said = |word: &String| name.split(' ').any(|it| words::stem(it) == word);
            if !it.eponym_words.iter().all(said) {
                continue;
            }
            let mut names = Vec::new();
            if !kb.complete(&format!("{name} "), 1).is_empty() {
                names.extend(it.noun.others().iter().map(|noun| format!("{name} {noun}")));
            }
            // "the Oslo peace accords": the name is that before the words that tell the kind.
            let kind = (first..it.at).rev().take_while(|word| {
                let folded = at.text.folded_word(*word);
                shape(*word) == Shape::Lower
                    && (words::is_neutral(folded) || !words::kinds(words::stem(folded)).is_empty())
            });
            let short = it.at - kind.count();
            if short < it.at && short > first && (first..short).all(capital) {
                let to = at.text.words[short - 1].folded.end;
                let name = prose::Range::new(from, to).of(&at.text.folded);
                names.extend(it.noun.others().iter().map(|noun| format!("{name} {noun}")));
            }
            if (first..it.at).all(capital) {
                names.extend(
                    ["treaty", "peace", "pact", "convention"]
                        .map(|noun| format!("{noun} of {name}")),
                );
            }
            let (mut records, shared) = self.bearers(names);
            let clock = self.article.publication;
            // "a revised North American trade deal" is not that of long ago.
            let revised = (it.words.first..first)
                .any(|word| matches!(at.text.folded_word(word), "revised" | "revamped"));
            let lately = Span {
                from: clock.from.map(|it| it.plus_years(-4)),
                to: clock.to.map(|it| it.plus_years(2)),
            };
            // "the Budapest treaty" is the memorandum only where the text speaks of those it is about.
            let context = self.context(at, it.words.first);
            records.retain(|record| {
                let treaty = kb.treaty(*record);
                let mut parties = context.iter().flatten();
                let loose = it.noun == Noun::Treaty && treaty.nature != Nature::Treaty;
                (!loose || parties.any(|it| is_party(kb, treaty, *it)))
                    && (!revised || facts::begins_within(treaty, lately))
                    && (it.eponym.is_some() || self.is_spoken_of(*record))
                    && exists_by(treaty, clock)
                    && facts::has_topics(treaty, &it.topics)
                    && it.year.is_none_or(|year| acts_in_year(treaty, year))
            });
            if records.is_empty() {
                continue;
            }
            let words = Words {
                first,
                last: it.at + 1,
            };
            let shared = shared || records.len() > 1;
            if let Some(found) = self.choose(at, words, &records, shared) {
                return Some((found, words));
            }
        }
        None
    }

    /// A party of the treaty is named somewhere in the text, or the treaty itself was: "the 2015 nuclear deal" is Iran's then.
    pub(super) fn is_spoken_of(&self, record: RecordId) -> bool {
        let kb = self.article.kb;
        let treaty = kb.treaty(record);
        let named = || {
            let readings = self.article.readings.iter();
            let hits = readings.flat_map(|it| &it.hits).filter(|it| it.kinds.place);
            let mut states = hits.flat_map(|it| it.places()).map(|it| it.record);
            states.any(|it| is_party(kb, treaty, it) || facts::is_named_after(kb, treaty, it))
        };
        let led = || {
            let persons = self.leaders.iter().flat_map(|it| &it.mention.records);
            let mut terms = persons.flat_map(|it| &kb.person(*it).terms);
            terms.any(|it| {
                kb.office(it.office)
                    .of
                    .is_some_and(|of| is_party(kb, treaty, of))
            })
        };
        self.memory.has(record) || treaty.parties.is_empty() || named() || led()
    }

    /// "the Budapest treaty of 1994" is not the Budapest Treaty but the memorandum: the only treaty of that year under this name
    /// with another noun, where the text speaks of its parties.
    pub(super) fn under_other_noun(&self, at: At<'_>, words: Words, year: i16) -> Option<Found> {
        let kb = self.article.kb;
        let noun = words.last.checked_sub(1).filter(|it| *it > words.first)?;
        let (kind, _) = words::noun(at.text.folded_word(noun))?;
        let name = crate::resolve::folded(
            at.text,
            Words {
                first: words.first,
                last: noun,
            },
        );
        let names = kind.others().iter().map(|noun| format!("{name} {noun}"));
        let (mut records, _) = self.bearers(names.collect());
        let context = self.context(at, words.first);
        records.retain(|it| {
            let treaty = kb.treaty(*it);
            let mut parties = context.iter().flatten();
            acts_in_year(treaty, year) && parties.any(|it| is_party(kb, treaty, *it))
        });
        let [one] = records.as_slice() else {
            return None;
        };
        Some(Found {
            records: vec![*one],
            why: "of this name and year, under another noun".into(),
        })
    }

    /// "ratify Maastricht": the treaty that is called after the place.
    pub(super) fn by_place(&self, at: At<'_>, words: Words) -> Option<Found> {
        let place = crate::resolve::folded(at.text, words);
        let names = ["treaty", "convention", "protocol", "agreement", "accords"];
        let of = names.iter().map(|noun| format!("{noun} of {place}"));
        let with = names.iter().map(|noun| format!("{place} {noun}"));
        let (records, shared) = self.bearers(of.chain(with).collect());
        if records.is_empty() {
            return None;
        }
        let shared = shared || records.len() > 1;
        self.choose(at, words, &records, shared)
    }

    /// The treaties that bear one of these names, and whether others may bear it as well.
    fn bearers(&self, names: Vec<String>) -> (Vec<RecordId>, bool) {
        let kb = self.article.kb;
        let mut records = Vec::new();
        let mut shared = false;
        for entries in names.iter().filter_map(|it| kb.lookup(it)) {
            for entry in kb.each_entry(entries) {
                let treaty = matches!(entry.kind, NameKind::Treaty | NameKind::TreatyShared);
                if treaty && !records.contains(&entry.record) {
                    records.push(entry.record);
                    shared |= entry.kind == NameKind::TreatyShared;
                }
            }
        }
        (records, shared)
    }

    /// What a description means.
    pub(super) fn find(&mut self, at: At<'_>, it: &Description) -> Option<Found> {
        // "the text" is an instrument where somebody signs it, or where it binds.
        if it.noun == Noun::Text {
            let signed = it.words.first > 0 && signs_before(at, it.words.first);
            let next = at.text.folded_word(it.words.last);
            let came = matches!(next, "came" | "entered" | "enters")
                && at.text.folded_word(it.words.last + 1) == "into";
            let binds = it.is_bare() && (came || words::binds(next));
            if !(signed || binds) || !it.definite {
                return None;
            }
        }
        let ahead = !it.definite && (it.prospective || self.looks_ahead(at, it));
        if let Some(found) = self.apposition(at, it).or_else(|| self.predicate(at, it)) {
            return Some(found);
        }
        if it.definite
            && !it.prospective
            && let Some(found) = self.anaphor(at, it)
        {
            return Some(found);
        }
        match features::search(self, at, it, ahead) {
            Ok(found) => return Some(found),
            Err(several)
                if it.year_at.is_some()
                    && !it.topics.is_empty()
                    && !it.states.is_empty()
                    && (2..=3).contains(&several.len()) =>
            {
                self.doubt(at, it, several);
            }
            Err(_) if ahead => return self.still_to_come(at, it),
            Err(_) if (it.year_at.is_some() || it.year_behind.is_some()) && !it.opaque => {
                let near = features::near_miss(self, at, it);
                if let Some(near) = near {
                    self.doubt(at, it, vec![near]);
                }
            }
            Err(_) => {}
        }
        None
    }

    fn doubt(&mut self, at: At<'_>, it: &Description, records: Vec<RecordId>) {
        self.doubts.push(Doubt {
            block: at.block,
            words: it.words,
            year: it.year_at.or(it.year_behind).unwrap_or(it.at),
            records,
        });
    }

    /// "New START, the last remaining treaty of its kind"
    fn apposition(&self, at: At<'_>, it: &Description) -> Option<Found> {
        let first = at.text.words.get(it.words.first)?;
        let before = at.text.words.get(it.words.first.checked_sub(1)?)?;
        let base = self.article.document.blocks[at.block].range.start;
        let last = self.mentions.last()?;
        let touches = matches!(first.before, Separator::Comma | Separator::Dash)
            && last.range.end >= before.range.end + base
            && last.range.start < before.range.end + base
            && !last.records.is_empty();
        // "the INF Treaty, a 1986 agreement with Moscow": the year is a mistake.
        let loose = !it.definite && !it.plural;
        let fits = |record: &RecordId| {
            let treaty = self.article.kb.treaty(*record);
            facts::noun_fits(it.noun, treaty)
                && (loose || it.year.is_none_or(|year| acts_in_year(treaty, year)))
        };
        let goes_on = at
            .text
            .words
            .get(it.words.last)
            .is_some_and(|it| it.before == Separator::Comma)
            && at.text.folded_word(it.words.last) == "and";
        (touches && !goes_on && last.records.iter().all(fits)).then(|| Found {
            records: last.records.clone(),
            why: "said of the treaty named before it".into(),
        })
    }

    /// "The Ottawa Convention (Mine Ban Treaty) is an international treaty that ..."
    fn predicate(&self, at: At<'_>, it: &Description) -> Option<Found> {
        let copula = it.words.first.checked_sub(1)?;
        // ", which is an agreement"
        let relative = usize::from(matches!(
            copula.checked_sub(1).map(|it| at.text.folded_word(it)),
            Some("which" | "that")
        ));
        let subject = at.text.words.get(copula.checked_sub(1 + relative)?)?;
        let base = self.article.document.blocks[at.block].range.start;
        let last = self.mentions.last()?;
        let end = subject.range.end + base;
        let adjacent = last.range.end >= end && last.range.start < end;
        let is = matches!(
            at.text.folded_word(copula),
            "is" | "was" | "remains" | "became" | "were" | "are"
        );
        let fits = |record: &RecordId| {
            let treaty = self.article.kb.treaty(*record);
            facts::noun_fits(it.noun, treaty)
        };
        (is && adjacent && !it.plural && !last.records.is_empty() && last.records.iter().all(fits))
            .then(|| Found {
                records: last.records.clone(),
                why: "what its subject is said to be".into(),
            })
    }

    /// "the pact": the treaty named last, if nothing in the phrase speaks against it.
    fn anaphor(&self, at: At<'_>, it: &Description) -> Option<Found> {
        let kb = self.article.kb;
        if it.opaque && !it.is_specific() {
            return None;
        }
        let found = |records: &[RecordId], why: &str| {
            Some(Found {
                records: records.to_vec(),
                why: why.to_owned(),
            })
        };
        let fits = |record: RecordId| {
            let treaty = kb.treaty(record);
            self.fits(it, treaty) && self.fits_behind(it, treaty)
        };
        // "Angola's previous peace agreement" is not the one of which the text speaks.
        let previous = (it.words.first..it.at)
            .any(|word| matches!(at.text.folded_word(word), "previous" | "earlier"));
        if previous {
            let begins = |record: RecordId| kb.treaty(record).first_day();
            let mut all = self.memory.all(at.block).filter(|it| it.len() == 1);
            let spoken_of = begins(all.next()?[0]);
            let one = all.find(|known| fits(known[0]) && begins(known[0]) < spoken_of)?;
            return found(
                one,
                "named before in the text, and older than the one named last",
            );
        }
        if it.is_specific() {
            let mut all = self.memory.all(at.block);
            let one = all.find(|known| known.len() == 1 && fits(known[0]))?;
            return found(one, "named before in the text");
        }
        // "the new treaty" is none of long ago.
        let says = |of: &[&str]| {
            (it.words.first..it.at).any(|word| of.contains(&at.text.folded_word(word)))
        };
        let new = says(&["new"]);
        let old = says(&["this", "first", "earlier", "previous", "original", "old"]);
        let clock = (self.article.clock)(at.block, it.at);
        let lately = Span {
            from: clock.from.map(|it| it.plus_years(-2)),
            to: clock.to.map(|it| it.plus_years(2)),
        };
        let recent = |known: &&Antecedent| {
            let mut treaties = known.records.iter().map(|it| kb.treaty(*it));
            !new || treaties.any(|it| facts::begins_within(it, lately))
        };
        let mut near = self
            .memory
            .nearest(at.block, it.noun)
            .filter(recent)
            .peekable();
        let last = near.peek()?.records.clone();
        if it.plural {
            let plural =
                last.len() > 1 || facts::names(kb.treaty(last[0])).any(|name| is_plural(name));
            return (plural && last.iter().all(|it| fits(*it)))
                .then(|| found(&last, "the treaties named last"))
                .flatten();
        }
        // The instrument of the day, before one that the text only looks back to.
        let published = self.article.publication;
        let of_these_days = Span {
            from: published.from,
            to: published.to.map(|it| it.plus_days(DAYS_AHEAD)),
        };
        let of_the_day = |records: &[RecordId]| {
            records
                .iter()
                .any(|it| facts::begins_within(kb.treaty(*it), of_these_days))
        };
        if published.days().is_some_and(|it| it <= 40)
            && !old
            && !of_the_day(&last)
            && let Some(other) = near.find(|other| {
                other.records.len() == 1 && of_the_day(&other.records) && fits(other.records[0])
            })
        {
            return found(&other.records, "the treaty that the article is about");
        }
        if last.len() == 1 && fits(last[0]) {
            return found(&last, "the treaty named last");
        }
        // "the convention" may look past a protocol, "the nuclear deal" past a trade deal.
        let tells = !it.noun.is_loose() && it.noun != Noun::Pact && it.noun != Noun::Treaty
            || !it.topics.is_empty()
            || !it.behind.is_empty();
        // The nearest of those of which most is said.
        let said = |known: &Antecedent| {
            let treaty = kb.treaty(known.records[0]);
            let mut behind = it.behind.iter();
            let said = behind
                .by_ref()
                .filter(|stem| facts::has_topic(treaty, stem));
            std::cmp::Reverse(said.count())
        };
        let further = self
            .memory
            .nearest(at.block, it.noun)
            .filter(recent)
            .filter(|known| known.records.len() == 1 && fits(known.records[0]))
            .min_by_key(|known| said(known))?;
        tells
            .then(|| found(&further.records, "the nearest one named so"))
            .flatten()
    }

    /// "a nuclear arms pact with Moscow" in the lead, where one treaty alone that the article names further down is all that.
    pub(super) fn foreseen(&self, at: At<'_>, it: &Description) -> Option<Found> {
        let kb = self.article.kb;
        let headline = matches!(
            self.article.document.blocks[at.block].kind,
            BlockKind::Heading(_)
        );
        let tells = !it.topics.is_empty() || !it.behind.is_empty() || it.is_specific();
        if self.later.is_empty() || !tells || it.noun == Noun::Text || it.prospective || it.opaque {
            return None;
        }
        // "eight maritime agreements" are not one convention.
        let one_of_many =
            |treaty: &Treaty| it.plural && !facts::names(treaty).any(|it| is_plural(it));
        // "the peace agreement" after a pact that nobody knows is that pact.
        if it.definite && !it.is_specific() && self.memory.ends_in_stranger(at.block, it.noun) {
            return None;
        }
        let base = self.article.document.blocks[at.block].range.start;
        let here = base + at.text.words[it.at].range.start;
        let published = self.article.publication;
        let of_the_day = |treaty: &Treaty| facts::begins_within(treaty, published);
        let other = (it.words.first..it.at)
            .any(|word| words::is_another(at.text.folded_word(word)))
            || !it.definite && self.looks_ahead(at, it);
        let context = self.context(at, it.words.first);
        let means = |treaty: &Treaty| {
            let mut parties = context.iter().chain(&it.states).flatten();
            !one_of_many(treaty)
                && (!other || published.days().is_some_and(|it| it <= 40) && of_the_day(treaty))
                && self.fits(it, treaty)
                && self.fits_behind(it, treaty)
                && (facts::is_open(treaty)
                    || treaty.parties.is_empty()
                    || context.is_empty() && it.states.is_empty() && of_the_day(treaty)
                    || parties.any(|it| is_party(kb, treaty, *it)))
        };
        let fit = |later: &&Later| {
            let near = later.block - at.block.min(later.block) <= AHEAD;
            later.offset > here && near && means(kb.treaty(later.record))
        };
        // What the text names tells more than what it describes.
        let named = only(self.later.iter().filter(|it| it.by_name).filter(fit));
        let described = || only(self.later.iter().filter(fit));
        let record = match named {
            Some(one) => one,
            None if headline => described()?,
            None => return None,
        };
        Some(Found {
            records: vec![record],
            why: "the treaty that the text names further on".into(),
        })
    }

    /// "The leaders said that the accord could not be renegotiated", in the lead of an article that names one treaty alone, and soon.
    pub(super) fn only_one(&self, at: At<'_>, it: &Description) -> Option<Found> {
        let the = at.text.folded_word(it.words.first) == "the";
        let noun = matches!(
            it.noun,
            Noun::Treaty | Noun::Pact | Noun::Accord | Noun::Agreement
        );
        if !it.is_bare()
            || !the
            || !noun
            || it.plural
            || at.block >= LEAD
            || !self.memory.is_empty()
        {
            return None;
        }
        let record = only(self.later.iter())?;
        let near = self
            .later
            .iter()
            .any(|it| it.by_name && it.block <= at.block + LEAD);
        let fits = facts::noun_fits(it.noun, self.article.kb.treaty(record));
        (near && fits).then(|| Found {
            records: vec![record],
            why: "the only treaty that the text names".into(),
        })
    }

    /// "The 1962 treaty", "the treaty, signed in 1993," right after a treaty of another year: a slip, where nothing of that year can be meant.
    pub(super) fn misdated(&self, at: At<'_>, it: &Description) -> Option<Found> {
        let kb = self.article.kb;
        let year = it.year?;
        let says_more = !it.topics.is_empty()
            || !it.behind.is_empty()
            || !it.states.is_empty()
            || !it.organisations.is_empty()
            || it.eponym.is_some()
            || it.place.is_some();
        if says_more || !it.definite || it.plural || it.opaque || it.noun == Noun::Text {
            return None;
        }
        let known = self.memory.nearest(at.block, it.noun).next()?;
        let [record] = known.records[..] else {
            return None;
        };
        let treaty = kb.treaty(record);
        let near = |on: date::Date| on.first().year().abs_diff(year) <= 5;
        // Another one between the same parties, or one that the text names, may be meant.
        let other = |it: &RecordId| {
            let other = kb.treaty(*it);
            *it != record && facts::begins_in_year(other, year)
        };
        let of_parties = treaty.parties.iter().take(4);
        let mut rivals = of_parties.flat_map(|it| kb.treaties_of(*it)).filter(|it| {
            let parties = &kb.treaty(**it).parties;
            parties
                .iter()
                .filter(|it| treaty.parties.contains(it))
                .count()
                >= 2
        });
        let slip = at.block as i64 - known.block <= 1
            && facts::noun_fits(it.noun, treaty)
            && !acts_in_year(treaty, year)
            && facts::dates(treaty).any(near)
            && !rivals.any(other)
            && !treaty.confused_with.iter().any(other)
            && !self.memory.all(at.block).flatten().any(other);
        slip.then(|| Found {
            records: vec![record],
            why: "the treaty named last, though of another year".into(),
        })
    }

    /// Whether a treaty is all that the phrase says.
    pub(super) fn fits(&self, it: &Description, treaty: &Treaty) -> bool {
        let kb = self.article.kb;
        // Where no party is on record, nobody is known to be outside.
        let party = |either: &Either| {
            treaty.parties.is_empty() || either.iter().any(|state| is_party(kb, treaty, *state))
        };
        // A convention is called after the body that drew it up: "the UN convention on refugees".
        let body = |body: &RecordId| {
            is_party(kb, treaty, *body)
                || facts::is_open(treaty) && !it.noun.is_loose()
                || kb
                    .organisation(*body)
                    .treaty
                    .is_some_and(|own| std::ptr::eq(kb.treaty(own), treaty))
        };
        let of_year = |year: i16| match it.year_at {
            Some(_) => facts::begins_in_year(treaty, year),
            None => acts_in_year(treaty, year),
        };
        // News calls a peace with rebels "a peace treaty".
        let peace_treaty = || {
            it.noun == Noun::Treaty
                && treaty.nature == Nature::Accord
                && it.topics.iter().any(|it| it == "peace")
                && facts::has_topic(treaty, "peace")
        };
        it.year.is_none_or(of_year)
            && it.date.is_none_or(|date| acts_within(treaty, date.span()))
            && it.states.iter().all(party)
            && it.organisations.iter().all(body)
            && (facts::noun_fits(it.noun, treaty) || peace_treaty())
            && it
                .place
                .as_ref()
                .is_none_or(|place| self.may_be_signed_at(treaty, place))
            && facts::has_topics(treaty, &it.topics)
            && self.eponym_fits(it, treaty)
    }

    /// "on climate change": something that is said behind the noun is true of it.
    pub(super) fn fits_behind(&self, it: &Description, treaty: &Treaty) -> bool {
        let mut behind = it.behind.iter();
        it.behind.is_empty() || behind.any(|topic| facts::has_topic(treaty, topic))
    }

    /// A place refutes only where it and the place on record are both known as capitals.
    fn may_be_signed_at(&self, treaty: &Treaty, place: &str) -> bool {
        let kb = self.article.kb;
        facts::signed_at(kb, treaty, place)
            || facts::capital_of(kb, place).is_empty()
            || facts::places(treaty).next().is_none()
    }

    /// "the Panama Canal treaties": the words with capitals stand in one of its names.
    fn eponym_fits(&self, it: &Description, treaty: &Treaty) -> bool {
        it.eponym_words
            .iter()
            .all(|word| facts::one_name_says(treaty, std::slice::from_ref(word)))
            || !it.states.is_empty() && it.eponym_words.is_empty()
    }

    /// "a treaty on long-range weapons" that is being discussed: the one that these parties signed next.
    fn still_to_come(&self, at: At<'_>, it: &Description) -> Option<Found> {
        let kb = self.article.kb;
        if it.topics.is_empty() && it.behind.is_empty() || it.year.is_some() || it.opaque {
            return None;
        }
        let mut parties = Vec::new();
        add_new(&mut parties, it.states.clone());
        add_new(&mut parties, self.context(at, it.words.first));
        self.add_spoken_of(at, &mut parties);
        let [a, b, ..] = parties.as_slice() else {
            return None;
        };
        let clock = self.article.publication;
        clock.to?;
        let future = Span {
            from: clock.to.map(|it| it.plus_days(1)),
            to: clock.to.map(|it| it.plus_years(5)),
        };
        let mut candidates = kb.treaties_acting(future);
        candidates.retain(|record| {
            let treaty = kb.treaty(*record);
            let party = |either: &Either| either.iter().any(|it| is_party(kb, treaty, *it));
            !exists_by(treaty, clock)
                && !facts::is_open(treaty)
                && treaty.parties.len() <= 6
                && party(a)
                && party(b)
                && self.fits(it, treaty)
                && self.fits_behind(it, treaty)
        });
        let all: Vec<String> = it.topics.iter().chain(&it.behind).cloned().collect();
        let score = |record: RecordId| {
            let treaty = kb.treaty(record);
            let said = all
                .iter()
                .filter(|stem| facts::one_name_says(treaty, std::slice::from_ref(stem)));
            said.count() as i32
        };
        // Of those that fit equally the first is meant.
        let top = candidates.iter().map(|it| score(*it)).max()?;
        let first = |record: &RecordId| {
            facts::dates(kb.treaty(*record))
                .map(date::Date::first)
                .min()
        };
        let record = candidates
            .into_iter()
            .filter(|it| score(*it) == top)
            .min_by_key(first)?;
        Some(Found {
            records: vec![record],
            why: "the treaty of this kind that these parties signed next".into(),
        })
    }

    /// The clause before the phrase speaks of what is still to be.
    fn looks_ahead(&self, at: At<'_>, it: &Description) -> bool {
        let Some(sentence) = at.text.sentences.get(sentence_of(at.text, it.words.first)) else {
            return false;
        };
        let from = (sentence.first as usize).max(it.words.first.saturating_sub(12));
        // "plans to quit a treaty": what one leaves is there.
        let close = from.max(it.words.first.saturating_sub(4));
        let leaves = |word: usize| {
            let folded = at.text.folded_word(word);
            words::leaves(folded) || folded == "of" && at.text.folded_word(word - 1) == "out"
        };
        if (close.max(1)..it.words.first).any(leaves) {
            return false;
        }
        (from..it.words.first).any(|word| words::looks_ahead(at.text.folded_word(word)))
            && !signs_before(at, it.words.first)
            || ["will", "to"].contains(&at.text.folded_word(it.words.last))
    }
}

/// The one treaty that all of these are.
fn only<'l>(mut all: impl Iterator<Item = &'l Later>) -> Option<RecordId> {
    let one = all.next()?.record;
    all.all(|it| it.record == one).then_some(one)
}

/// "signed the text", "put their names to the text"
pub(super) fn signs_before(at: At<'_>, first: usize) -> bool {
    let word = |back: usize| {
        first
            .checked_sub(back)
            .map_or("", |it| at.text.folded_word(it))
    };
    matches!(
        word(1),
        "signed" | "initialled" | "initialed" | "signing" | "sign"
    ) || word(2) == "names" && word(1) == "to"
}

pub(super) fn is_plural(name: &str) -> bool {
    let folded = prose::fold(name);
    folded
        .split(' ')
        .any(|word| words::noun(word).is_some_and(|(_, plural)| plural))
}
