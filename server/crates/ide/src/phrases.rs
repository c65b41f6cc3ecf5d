//! Phase 3: the grammar of titles and names within one block.
//!
//! `[article] [status] [state|demonym] [status] office [-elect] [of state] [,] [honorific] Name [of state] [, title]`,
//! `State's Name`, `the Chinese president`, `the presidents of A, B and C`. What is found here depends on nothing but the
//! block and the names of the base; who is meant is decided in phase 5.

use prose::{BlockText, Separator, Shape};

use crate::find::{Hit, Names, find};
use crate::time::{Expression, expressions};
use crate::{Status, lexicon};

/// Words of a block, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub first: usize,
    pub last: usize,
}

/// All that is read in one block without looking beyond it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    pub hits: Vec<Hit>,
    pub phrases: Vec<Phrase>,
    pub expressions: Vec<Expression>,
}

/// A noun phrase that names a person, or stands for one by title.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    /// Everything that belongs to it.
    pub words: Words,
    pub name: Option<Name>,
    /// In the order of the text; the one before the name first.
    pub titles: Vec<Title>,
    /// "Serbia's Vučić", "Izetbegović of Bosnia": a hit.
    pub place: Option<usize>,
    /// A word before the name: "Mr".
    pub honorific: Option<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub words: Words,
    /// The hit; `None`: a name that the base does not know.
    pub hit: Option<usize>,
    /// A word with a capital stands beside it and belongs to no title: it may be part of a longer, unknown name.
    pub beside_capital: bool,
    /// A full name of the base, and behind it one more name: "Hassan Nasrallah Ibrahim" may be somebody else.
    pub goes_on: bool,
    /// "Kennedy School": the name of something else.
    pub institution: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Title {
    pub words: Words,
    /// The office alone: "Prime Minister".
    pub office: Words,
    /// The hits of the office: two in "deputy prime minister and defence minister".
    pub hits: Vec<usize>,
    pub status: Option<(Status, usize)>,
    /// Hits of states and organisations; several only with a plural.
    pub places: Vec<usize>,
    /// "46th": a word.
    pub number: Option<usize>,
    pub article: Option<usize>,
    pub plural: bool,
    /// "deputy", "of Real Madrid", "Putin's": the office is another one than the title names.
    pub modified: bool,
    /// "his Brazilian counterpart".
    pub counterpart: bool,
    pub position: Position,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    /// "President Xi".
    BeforeName,
    /// "the president, Xi".
    Introducing,
    /// "Xi, the president".
    BehindName,
    /// "the president".
    Alone,
}

/// Reads one block.
pub(crate) fn read(names: &Names<'_>, text: &BlockText) -> Reading {
    let hits = find(names, text);
    let mut reader = Reader {
        text,
        starts: vec![None; text.words.len()],
        ends: vec![None; text.words.len() + 1],
        hits: &hits,
    };
    for (idx, hit) in hits.iter().enumerate() {
        reader.starts[hit.first] = Some(idx);
        reader.ends[hit.last] = Some(idx);
    }
    let phrases = reader.phrases();
    Reading {
        hits,
        phrases,
        expressions: expressions(text),
    }
}

struct Reader<'a> {
    text: &'a BlockText,
    hits: &'a [Hit],
    /// The hit that starts at a word, and the one that ends before it.
    starts: Vec<Option<usize>>,
    ends: Vec<Option<usize>>,
}

impl Reader<'_> {
    fn phrases(&self) -> Vec<Phrase> {
        let mut phrases: Vec<Phrase> = Vec::new();
        let mut idx = 0;
        // A name taken by the phrase before is not read again.
        let mut free_from = 0;
        while let Some(hit) = self.hits.get(idx) {
            idx += 1;
            if hit.first < free_from {
                continue;
            }
            if hit.kinds.title && !self.is_name_not_title(idx - 1) {
                let Some(title) = self.title(idx - 1, free_from) else {
                    continue;
                };
                if let Some(phrase) = self.with_title(title, &mut phrases) {
                    free_from = phrase.words.last;
                    phrases.push(phrase);
                } else if let Some(phrase) = phrases.last() {
                    free_from = free_from.max(phrase.words.last);
                }
            } else if hit.is_person() || hit.kinds.given {
                // A name after an honorific may yet be a slip: "Mr Jinping".
                let phrase = self.bare_name(idx - 1, free_from);
                if let Some(phrase) = phrase {
                    free_from = phrase.words.last;
                    phrases.push(phrase);
                }
            } else if let Some(phrase) = self.counterpart_behind(idx - 1, free_from, &mut phrases) {
                free_from = phrase.words.last;
                phrases.push(phrase);
            }
        }
        phrases
    }

    /// "King" in "Steve King", "Pope" in "Alexander Pope", "Major" in "John Major".
    fn is_name_not_title(&self, idx: usize) -> bool {
        let hit = &self.hits[idx];
        let capital = self.text.words[hit.first].shape == Shape::Capital;
        capital
            && hit.last - hit.first == 1
            && hit.first > 0
            && matches!(self.text.words[hit.first].before, Separator::Space)
            && self.is_unknown_capital(hit.first - 1)
    }

    /// A capitalised word that is no name of the base, no title, no day, and does not merely open the sentence.
    fn is_unknown_capital(&self, word: usize) -> bool {
        let Some(it) = self.text.words.get(word) else {
            return false;
        };
        if !matches!(it.shape, Shape::Capital | Shape::Mixed) {
            return false;
        }
        let folded = self.text.folded_word(word);
        if lexicon::stands_beside_names(folded)
            || lexicon::is_honorific(folded)
            || lexicon::status(folded).is_some()
        {
            return false;
        }
        !self
            .hits
            .iter()
            .any(|hit| hit.first <= word && word < hit.last && (hit.is_place() || hit.kinds.title))
    }

    /// The title at a hit, with what stands before and behind it.
    fn title(&self, idx: usize, free_from: usize) -> Option<Title> {
        let hit = &self.hits[idx];
        let mut title = Title {
            words: Words {
                first: hit.first,
                last: hit.last,
            },
            office: Words {
                first: hit.first,
                last: hit.last,
            },
            hits: vec![idx],
            status: None,
            places: Vec::new(),
            number: None,
            article: None,
            plural: hit.plural,
            modified: false,
            counterpart: false,
            position: Position::Alone,
        };
        if hit.last < self.text.words.len() && self.text.words[hit.last].before == Separator::Hyphen
        {
            let next = self.text.folded_word(hit.last);
            lexicon::status(next)?;
        }
        self.extend_left(&mut title, free_from);
        self.extend_right(&mut title);
        Some(title)
    }

    fn extend_left(&self, title: &mut Title, free_from: usize) {
        let mut word = title.words.first;
        let mut kept = word;
        let mut skipped = 0;
        while word > free_from {
            let before = self.text.words[word].before;
            if !matches!(before, Separator::Space | Separator::Hyphen) {
                break;
            }
            let folded = self.text.folded_word(word - 1);
            let previous = self.text.words[word - 1];
            if let Some(place) = self.ends[word]
                .filter(|it| self.hits[*it].is_place() && self.hits[*it].first >= free_from)
            {
                if !title.places.is_empty()
                    || (self.hits[place].kinds.full && !self.hits[place].kinds.place)
                {
                    break;
                }
                title.places.push(place);
                word = self.hits[place].first;
                kept = word;
                // "the Russian and American presidents"
                if title.plural
                    && let Some(other) = self.place_before_and(word, free_from)
                {
                    title.places.insert(0, other);
                    word = self.hits[other].first;
                    kept = word;
                }
            } else if let Some(status) = lexicon::status(folded).filter(|_| {
                // "the longest-serving president" need not serve now.
                let compound = folded == "serving" && previous.before == Separator::Hyphen;
                let only_time = matches!(folded, "past" | "next" | "present" | "previous");
                !compound && (title.status.is_none() && !only_time || title.article.is_some())
            }) {
                if title.status.is_none() {
                    title.status = Some((status, word - 1));
                }
                word -= 1;
                kept = word;
            } else if folded == "now" && previous.before == Separator::Comma {
                // "Putin, now prime minister"
                title.status = title.status.or(Some((Status::Current, word - 1)));
                word -= 1;
                kept = word;
                break;
            } else if lexicon::is_article(folded) && before == Separator::Space {
                title.article = Some(word - 1);
                word -= 1;
                kept = word;
                break;
            } else if title.plural && matches!(folded, "two" | "three" | "four" | "both") {
                word -= 1;
                kept = word;
            } else if lexicon::is_deputy(folded) {
                title.modified = true;
                word -= 1;
                kept = word;
            } else if previous.shape == Shape::Number
                && folded.ends_with(|c: char| c.is_ascii_alphabetic())
            {
                title.number = Some(word - 1);
                word -= 1;
                kept = word;
            } else if previous.possessive && previous.shape != Shape::Lower {
                title.modified = true; // "Putin's prime minister"
                break;
            } else if previous.shape == Shape::Lower
                && skipped < 2
                && !lexicon::opens_sentences(folded)
                && !lexicon::is_report_verb(folded)
            {
                skipped += 1;
                word -= 1;
            } else if previous.shape == Shape::Capital
                && self.is_unknown_capital(word - 1)
                && before == Separator::Space
                && word == title.office.first
            {
                title.modified = true; // "Hamburg Mayor", "Senate President", "Tesla Chief"
                break;
            } else {
                break;
            }
        }
        title.words.first = kept;
    }

    /// The place in "Russian and" that ends before a word.
    fn place_before_and(&self, word: usize, free_from: usize) -> Option<usize> {
        let and = word.checked_sub(1)?;
        let joined = self.is_joined(word) && self.is_joined(and);
        let place = self.ends[and].filter(|it| {
            let hit = &self.hits[*it];
            hit.is_place() && hit.first >= free_from
        })?;
        (joined && self.text.folded_word(and) == "and").then_some(place)
    }

    fn extend_right(&self, title: &mut Title) {
        let words = &self.text.words;
        let mut word = title.words.last;
        let folded = |word: usize| self.text.folded_word(word);
        let joined = |word: usize| {
            words
                .get(word)
                .is_some_and(|it| matches!(it.before, Separator::Space | Separator::Hyphen))
        };
        if joined(word) && matches!(folded(word), "elect" | "designate" | "in") {
            let taken = if folded(word) == "in" {
                if joined(word + 1) && folded(word + 1) == "waiting" {
                    2
                } else {
                    0
                }
            } else {
                1
            };
            if taken > 0 {
                title.status = Some((
                    if folded(word) == "designate" {
                        Status::Designate
                    } else {
                        Status::Elect
                    },
                    word,
                ));
                word += taken;
                title.words.last = word;
            }
        }
        // "deputy prime minister and defence minister"
        if joined(word)
            && folded(word) == "and"
            && let Some(next) = self
                .starts
                .get(word + 1)
                .copied()
                .flatten()
                .filter(|it| self.hits[*it].kinds.title && !self.hits[*it].plural)
        {
            let lower =
                self.text.words[word + 1].shape == self.text.words[title.office.first].shape;
            if lower && joined(word + 1) {
                title.hits.push(next);
                word = self.hits[next].last;
                title.office.last = word;
                title.words.last = word;
            }
        }
        if joined(word) && folded(word) == "of" && !words[word - 1].possessive {
            let mut place = word + 1;
            if joined(place) && folded(place) == "the" {
                place += 1;
            }
            match self.place_at(place) {
                Some(hit) if title.places.is_empty() => {
                    title.places.push(hit);
                    word = self.hits[hit].last;
                    // "of Argentina, Brazil, Paraguay and Uruguay"
                    while title.plural {
                        let Some(next) = self.next_place_of_list(word) else {
                            break;
                        };
                        title.places.push(next);
                        word = self.hits[next].last;
                    }
                    title.words.last = word;
                }
                _ if matches!(
                    folded(place),
                    "republic"
                        | "country"
                        | "state"
                        | "nation"
                        | "day"
                        | "government"
                        | "council"
                        | "state’s"
                        | "kingdom"
                        | "federation"
                ) => {}
                _ => title.modified = true, // "president of Real Madrid", "of his party"
            }
        }
    }

    fn place_at(&self, word: usize) -> Option<usize> {
        self.starts
            .get(word)
            .copied()
            .flatten()
            .filter(|it| self.hits[*it].is_place())
    }

    fn next_place_of_list(&self, word: usize) -> Option<usize> {
        let it = self.text.words.get(word)?;
        let and = |word: usize| self.text.folded_word(word) == "and";
        let the = |word: usize| word + usize::from(self.text.folded_word(word) == "the");
        match it.before {
            Separator::Comma if and(word) => self.place_at(the(word + 1)),
            Separator::Comma => self.place_at(the(word)),
            Separator::Space if and(word) => self.place_at(the(word + 1)),
            _ => None,
        }
    }

    /// Joins a title with the name beside it, or lets it stand alone.
    fn with_title(&self, mut title: Title, phrases: &mut [Phrase]) -> Option<Phrase> {
        let words = &self.text.words;
        let next = title.words.last;
        // "President [Gen.] Name", "the president, Name"
        if !words[next - 1].possessive {
            let before = words.get(next).map(|it| it.before);
            let position = match before {
                Some(Separator::Space) => Some(Position::BeforeName),
                Some(Separator::Comma | Separator::Dash)
                    if title.article.is_some() || !title.places.is_empty() =>
                {
                    Some(Position::Introducing)
                }
                _ => None,
            };
            if let Some(position) = position.filter(|_| !title.plural)
                && let Some(mut phrase) = self.name_at(next, title.words.first, position)
            {
                title.position = position;
                phrase.words.first = title.words.first;
                phrase.titles.insert(0, title);
                return Some(phrase);
            }
        }
        // "Name, [75,] the president of Niger"
        if !title.plural
            && title.words.first > 0
            && words[title.words.first].before == Separator::Comma
            && let Some(phrase) = phrases.last_mut()
            && phrase.name.as_ref().is_some_and(|it| it.hit.is_some())
            && self.is_behind(phrase.words.last, title.words.first)
            && (title.article.is_some() || !title.places.is_empty() || title.status.is_some())
            && !self.goes_on_as_list(title.words.last)
        {
            title.position = Position::BehindName;
            phrase.words.last = title.words.last;
            phrase.titles.push(title);
            return None;
        }
        let definite = title.article.is_some_and(|it| {
            !matches!(
                self.text.folded_word(it),
                "a" | "an" | "both" | "each" | "my" | "your" | "our"
            )
        });
        // "US presidents Vladimir Putin and Donald Trump": the names follow.
        let introduces = title.plural
            && self.is_joined(next)
            && self
                .starts
                .get(next)
                .copied()
                .flatten()
                .is_some_and(|it| self.hits[it].kinds.full);
        if introduces {
            return None;
        }
        let both = title.plural && self.text.folded_word(title.words.first) == "both";
        let stands = definite
            || both
            || !title.places.is_empty() && (title.article.is_none() || title.plural);
        stands.then(|| Phrase {
            words: title.words,
            name: None,
            titles: vec![title],
            place: None,
            honorific: None,
        })
    }

    /// Nothing but an age stands between a name and its apposition.
    fn is_behind(&self, name_end: usize, title_start: usize) -> bool {
        name_end == title_start
            || (name_end + 1 == title_start
                && self.text.words[name_end].shape == Shape::Number
                && self.text.words[name_end].before == Separator::Comma)
    }

    /// "Xi, the Russian president and the Indian prime minister": a list, not an apposition.
    fn goes_on_as_list(&self, word: usize) -> bool {
        let Some(it) = self.text.words.get(word) else {
            return false;
        };
        match it.before {
            Separator::Space => self.text.folded_word(word) == "and",
            Separator::Comma => {
                let folded = self.text.folded_word(word);
                (folded == "and"
                    || lexicon::is_article(folded)
                    || it.shape == Shape::Capital && !lexicon::stands_beside_names(folded))
                    && self
                        .starts
                        .get(word)
                        .copied()
                        .flatten()
                        .is_none_or(|hit| self.hits[hit].is_person() || self.hits[hit].kinds.title)
            }
            _ => false,
        }
    }

    /// A name that starts at a word, behind a title.
    fn name_at(&self, word: usize, from: usize, position: Position) -> Option<Phrase> {
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
        while self.text.words.get(last).is_some_and(|it| {
            last == at || matches!(it.before, Separator::Space | Separator::Hyphen)
        }) && (self.is_unknown_capital(last) || last > at && self.is_name_part(last))
        {
            last += 1;
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
    fn is_name_part(&self, word: usize) -> bool {
        matches!(
            self.text.words[word].shape,
            Shape::Capital | Shape::Mixed | Shape::Lower
        ) && self.starts[word].is_some_and(|it| {
            (self.hits[it].is_person() || self.hits[it].kinds.given)
                && self.hits[it].last == word + 1
        })
    }

    fn is_joined(&self, word: usize) -> bool {
        self.text
            .words
            .get(word)
            .is_some_and(|it| matches!(it.before, Separator::Space | Separator::Hyphen))
    }

    fn is_institution(&self, word: usize) -> bool {
        self.is_joined(word)
            && matches!(
                self.text.words[word].shape,
                Shape::Capital | Shape::Capitals | Shape::Mixed
            )
            && !self.text.words[word - 1].possessive
            && lexicon::is_institution(self.text.folded_word(word))
    }

    /// "the USS Gerald R. Ford", "the Charles de Gaulle": nobody has an article before the whole name.
    fn is_ship(&self, hit: &Hit) -> bool {
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
    fn named(&self, idx: usize, from: usize, honorific: Option<usize>) -> Phrase {
        let hit = &self.hits[idx];
        let mut words = Words {
            first: hit.first,
            last: hit.last,
        };
        // A capital on either side that is no part of title or place: perhaps a longer name.
        let after = self.is_joined(hit.last)
            && !self.text.words[hit.last - 1].possessive
            && (self.is_unknown_capital(hit.last) || self.continues_name(hit.last));
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
            while self.is_joined(last)
                && (self.is_unknown_capital(last) || self.continues_name(last))
            {
                last += 1;
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

    /// "Jr.", "III".
    fn is_suffix(&self, word: usize) -> bool {
        matches!(
            self.text.folded_word(word),
            "jr" | "sr" | "junior" | "senior" | "ii" | "iii" | "iv"
        )
    }

    /// A name of the base that directly follows another name: "Kim Kardashian", "Xi Jinping Putin" does not occur.
    fn continues_name(&self, word: usize) -> bool {
        self.starts[word].is_some_and(|it| {
            let hit = &self.hits[it];
            (hit.kinds.surname || hit.kinds.given)
                && !hit.is_place()
                && !hit.kinds.title
                && !hit.kinds.full
        })
    }

    /// The first word of a sentence: its capital says nothing.
    fn opens(&self, word: usize) -> bool {
        let it = &self.text.words[word];
        matches!(
            it.before,
            Separator::Start | Separator::Stop | Separator::OpenQuote | Separator::Colon
        ) && (lexicon::opens_sentences(self.text.folded_word(word))
            || self.text.folded_word(word).ends_with("ly"))
    }

    /// A name without a title before it: "Serbia's Name", "Mr Name", "Name".
    fn bare_name(&self, idx: usize, free_from: usize) -> Option<Phrase> {
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

    /// "his Brazilian counterpart[, Name]": the word itself is no title of the base.
    fn counterpart_behind(
        &self,
        idx: usize,
        free_from: usize,
        phrases: &mut [Phrase],
    ) -> Option<Phrase> {
        let hit = &self.hits[idx];
        if !hit.kinds.place || hit.first == 0 || !self.is_joined(hit.last) {
            return None;
        }
        let word = hit.last;
        let plural = match self.text.folded_word(word) {
            "counterpart" | "opposite" => false,
            "counterparts" => true,
            _ => return None,
        };
        let article = hit
            .first
            .checked_sub(1)
            .filter(|it| *it >= free_from && lexicon::is_article(self.text.folded_word(*it)))?;
        let title = Title {
            words: Words {
                first: article,
                last: word + 1,
            },
            office: Words {
                first: word,
                last: word + 1,
            },
            hits: Vec::new(),
            status: None,
            places: vec![idx],
            number: None,
            article: Some(article),
            plural,
            modified: false,
            counterpart: true,
            position: Position::Alone,
        };
        self.with_title(title, phrases)
    }
}
