//! Phase 3: the grammar of titles and names within one block.
//!
//! `[article] [status] [state|demonym] [status] office [-elect] [of state] [,] [honorific] Name [of state] [, title]`,
//! `State's Name`, `the Chinese president`, `the presidents of A, B and C`. What is found here depends on nothing but the
//! block and the names of the base; who is meant is decided in phase 5.

mod names;
mod titles;

use kb::NameKind;
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
            if hit.first < free_from || self.is_date(hit.first) {
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
            } else if self.is_honorific_of_name(idx - 1) {
                // "Shaikh Tamim bin Hamad Al Thani", though somebody is called Shaikh.
            } else if self.is_country_of_title(idx - 1) {
                // "Nepal prime minister": the country, and nobody called so.
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

    /// An honorific with a full name right behind it, though somebody bears the word as a surname.
    fn is_honorific_of_name(&self, idx: usize) -> bool {
        let hit = &self.hits[idx];
        let name = |it: usize| self.hits[it].kinds.full && self.hits[it].last > hit.last + 1;
        hit.last - hit.first == 1
            && !hit.kinds.full
            && lexicon::is_honorific(self.text.folded_word(hit.first))
            && self.is_joined(hit.last)
            && self
                .starts
                .get(hit.last)
                .copied()
                .flatten()
                .is_some_and(name)
    }

    /// A state with a title right behind it, though somebody is called so as well.
    fn is_country_of_title(&self, idx: usize) -> bool {
        let hit = &self.hits[idx];
        let title = |it: usize| self.hits[it].kinds.title;
        hit.kinds.place
            && !(hit.kinds.full && hit.last - hit.first > 1)
            && self.is_joined(hit.last)
            && !self.text.words[hit.last - 1].possessive
            && self
                .starts
                .get(hit.last)
                .copied()
                .flatten()
                .is_some_and(title)
    }

    /// A month with its day: "May 16" is nobody.
    fn is_date(&self, word: usize) -> bool {
        let next = self.text.words.get(word + 1);
        lexicon::month(self.text.folded_word(word)).is_some()
            && next.is_some_and(|it| it.shape == Shape::Number && it.before == Separator::Space)
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
        // "Said Macmillan in a broadcast", but not "Al Said".
        let is_inverted = !matches!(it.before, Separator::Space | Separator::Hyphen)
            && matches!(
                folded,
                "said" | "asked" | "added" | "declared" | "wrote" | "cried"
            );
        if lexicon::stands_beside_names(folded)
            || is_inverted
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

    fn place_at(&self, word: usize) -> Option<usize> {
        self.starts
            .get(word)
            .copied()
            .flatten()
            .filter(|it| self.hits[*it].is_place())
    }

    fn is_joined(&self, word: usize) -> bool {
        self.text
            .words
            .get(word)
            .is_some_and(|it| matches!(it.before, Separator::Space | Separator::Hyphen))
    }
}
