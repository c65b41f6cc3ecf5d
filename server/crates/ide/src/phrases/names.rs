//! Names, known and unknown, with what stands around them.

use super::*;

impl Reader<'_> {
    /// A name that starts at a word, behind a title.
    pub(super) fn name_at(&self, word: usize, from: usize, position: Position) -> Option<Phrase> {
        let mut at = word;
        let mut honorific = None;
        while at < word + 2
            && lexicon::is_honorific(self.text.folded_word(at))
            && self.is_joined(at + 1)
            && self
                .starts
                .get(at)
                .copied()
                .flatten()
                .is_none_or(|it| !self.hits[it].is_person() || self.hits[it].last == at + 1)
        {
            if self.text.words[at].shape == Shape::Lower {
                break;
            }
            honorific = Some(at);
            at += 1;
        }
        if self.text.words.get(at).is_some() && self.is_date(at) {
            return None;
        }
        if let Some(idx) = self.starts.get(at).copied().flatten() {
            let hit = &self.hits[idx];
            if hit.is_person() || hit.kinds.given {
                return Some(self.named(idx, from, honorific));
            }
            if hit.kinds.title || hit.is_place() {
                return None;
            }
        }
        // A name that the base does not know: a run of capitals right behind the title.
        if position == Position::Introducing && !self.is_unknown_capital(at + 1) {
            return None;
        }
        let mut last = at;
        let ended = |last: usize| last > at && self.text.words[last - 1].possessive;
        while self.text.words.get(last).is_some_and(|it| {
            last == at || matches!(it.before, Separator::Space | Separator::Hyphen)
        }) && !ended(last)
            && (self.is_unknown_capital(last) || last > at && self.is_name_part(last))
        {
            last = self.past_particles(last + 1);
        }
        (last > at).then(|| Phrase {
            words: Words { first: from, last },
            name: Some(Name {
                words: Words { first: at, last },
                hit: None,
                beside_capital: false,
                goes_on: false,
                institution: self.is_institution(last),
            }),
            titles: Vec::new(),
            place: None,
            honorific,
        })
    }

    /// The second half of a name whose first half is unknown: "Narenda Modi".
    pub(super) fn is_name_part(&self, word: usize) -> bool {
        matches!(
            self.text.words[word].shape,
            Shape::Capital | Shape::Mixed | Shape::Lower
        ) && self.starts[word].is_some_and(|it| {
            (self.hits[it].is_person() || self.hits[it].kinds.given)
                && self.hits[it].last == word + 1
        })
    }

    pub(super) fn is_institution(&self, word: usize) -> bool {
        self.is_joined(word)
            && matches!(
                self.text.words[word].shape,
                Shape::Capital | Shape::Capitals | Shape::Mixed
            )
            && !self.text.words[word - 1].possessive
            && lexicon::is_institution(self.text.folded_word(word))
    }

    /// "the USS Gerald R. Ford", "the Charles de Gaulle": nobody has an article before the whole name.
    pub(super) fn is_ship(&self, hit: &Hit) -> bool {
        let Some(before) = hit
            .first
            .checked_sub(1)
            .filter(|_| self.is_joined(hit.first))
        else {
            return false;
        };
        let word = self.text.folded_word(before);
        let serves_a_noun = self.is_joined(hit.last)
            && self.text.words[hit.last].shape == Shape::Lower
            && !lexicon::opens_sentences(self.text.folded_word(hit.last))
            && !lexicon::is_report_verb(self.text.folded_word(hit.last));
        lexicon::is_ship(word)
            || word == "the"
                && hit.kinds.full
                && hit.last - hit.first > 1
                && !serves_a_noun
                && !lexicon::begins_style(self.text.folded_word(hit.first))
                && !self.text.words[hit.last - 1].possessive
    }

    /// The phrase of a known name, with "of State" behind it.
    pub(super) fn named(&self, idx: usize, from: usize, honorific: Option<usize>) -> Phrase {
        let hit = &self.hits[idx];
        let mut words = Words {
            first: hit.first,
            last: hit.last,
        };
        // A capital on either side that is no part of title or place: perhaps a longer name.
        let next = match hit.kinds.full {
            true => hit.last,
            false => self.past_particles(hit.last),
        };
        let after = self.is_joined(next)
            && !self.text.words[next - 1].possessive
            && (self.is_unknown_capital(next) || self.continues_name(next));
        let before = hit.first > from
            && self.is_joined(hit.first)
            && self.is_unknown_capital(hit.first - 1)
            && !self.opens(hit.first - 1);
        // "Jared Kushner": an unknown name whose last part is known, or the other way round, is read as one unknown name.
        let mut first = hit.first;
        let mut last = hit.last;
        if before && !hit.kinds.full {
            while first > from
                && self.is_joined(first)
                && self.is_unknown_capital(first - 1)
                && !self.opens(first - 1)
            {
                first -= 1;
            }
            words.first = first;
        }
        if after && !hit.kinds.full {
            last = next;
            while self.is_joined(last)
                && (last == next || !self.text.words[last - 1].possessive)
                && (self.is_unknown_capital(last) || self.continues_name(last))
            {
                last = self.past_particles(last + 1);
            }
            words.last = last;
        }
        let institution = self.is_institution(hit.last) || self.is_ship(hit);
        let mut place = None;
        if self.is_joined(words.last) && self.text.folded_word(words.last) == "of" {
            let the = usize::from(self.text.folded_word(words.last + 1) == "the");
            place = self
                .place_at(words.last + 1 + the)
                .filter(|it| self.hits[*it].kinds.place);
        }
        let name = Name {
            words: Words { first, last },
            hit: Some(idx),
            beside_capital: (before || after) && !hit.kinds.full,
            goes_on: after && hit.kinds.full && !self.is_suffix(hit.last),
            institution,
        };
        let end = place.map_or(words.last, |it| self.hits[it].last);
        Phrase {
            words: Words {
                first: words.first.min(honorific.unwrap_or(words.first)),
                last: end,
            },
            name: Some(name),
            titles: Vec::new(),
            place,
            honorific,
        }
    }

    /// The word of a name behind the particles at a word, as in "von der Leyen"; the word itself where there are none, or where no
    /// name follows.
    fn past_particles(&self, word: usize) -> usize {
        let mut next = word;
        while next < word + 3
            && self.is_joined(next)
            && !self.text.words[next - 1].possessive
            && self.text.words[next].shape == Shape::Lower
            && lexicon::is_particle(self.text.folded_word(next))
        {
            next += 1;
        }
        match self.is_joined(next) && (self.is_unknown_capital(next) || self.continues_name(next)) {
            true => next,
            false => word,
        }
    }

    /// "Jr.", "III".
    pub(super) fn is_suffix(&self, word: usize) -> bool {
        matches!(
            self.text.folded_word(word),
            "jr" | "sr" | "junior" | "senior" | "ii" | "iii" | "iv"
        )
    }

    /// A name of the base that directly follows another name: "Kim Kardashian", "Xi Jinping Putin" does not occur.
    pub(super) fn continues_name(&self, word: usize) -> bool {
        !self.is_date(word)
            && self.starts[word].is_some_and(|it| {
                let hit = &self.hits[it];
                (hit.kinds.surname || hit.kinds.given)
                    && !hit.is_place()
                    && !hit.kinds.title
                    && !hit.kinds.full
            })
    }

    /// The first word of a sentence: its capital says nothing.
    pub(super) fn opens(&self, word: usize) -> bool {
        let it = &self.text.words[word];
        matches!(
            it.before,
            Separator::Start | Separator::Stop | Separator::OpenQuote | Separator::Colon
        ) && {
            let folded = self.text.folded_word(word);
            let is_name = self.starts[word].is_some_and(|it| {
                let kinds = self.hits[it].kinds;
                kinds.given || kinds.surname || kinds.full
            });
            let ends = |with: &str| folded.len() > with.len() + 2 && folded.ends_with(with);
            lexicon::opens_sentences(folded)
                || folded == "said" && self.is_inverted(word)
                || ends("ly")
                || !is_name && (ends("ing") || lexicon::is_report_verb(folded))
        }
    }

    /// "Said Walesa: “I want …”": the verb of a quotation before its subject.
    fn is_inverted(&self, word: usize) -> bool {
        let name = self.starts.get(word + 1).copied().flatten();
        let behind = name.and_then(|it| self.text.words.get(self.hits[it].last));
        behind.is_some_and(|it| {
            matches!(
                it.before,
                Separator::Colon | Separator::Comma | Separator::OpenQuote
            )
        })
    }

    /// A name without a title before it: "Serbia's Name", "Mr Name", "Name".
    pub(super) fn bare_name(&self, idx: usize, free_from: usize) -> Option<Phrase> {
        let hit = &self.hits[idx];
        let mut honorific = None;
        let mut first = hit.first;
        while first > free_from
            && self.is_joined(first)
            && lexicon::is_honorific(self.text.folded_word(first - 1))
            && self.text.words[first - 1].shape != Shape::Lower
        {
            first -= 1;
            honorific = Some(first);
        }
        if !hit.is_person() && honorific.is_none() {
            return None;
        }
        let mut phrase = self.named(idx, free_from, honorific);
        let name_first = phrase.words.first;
        if phrase.place.is_none()
            && name_first > free_from
            && self.text.words[name_first].before == Separator::Space
            && let Some(place) = self.ends[name_first]
                .filter(|it| self.hits[*it].kinds.place && self.hits[*it].first >= free_from)
            && self.text.words[name_first - 1].possessive
        {
            phrase.place = Some(place);
            phrase.words.first = self.hits[place].first;
        }
        Some(phrase)
    }
}
