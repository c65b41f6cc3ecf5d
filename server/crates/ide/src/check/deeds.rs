//! What a sentence says that was done with a treaty or a body: who signed, ratified, joined or left it, when it took effect or
//! ended, on which day and where.

use date::Date;
use kb::{ActKind, Kind, NameEntry, NameKind, RecordId, Treaty};
use prose::{BlockText, Range, Separator, Shape};

use crate::check::{Checker, mend};
use crate::claims::is_checked;
use crate::clock::EventClock;
use crate::find::Hit;
use crate::phrases::{Reading, Words};
use crate::places::present;
use crate::resolve::{range_of, sentence_of};
use crate::time::When;
use crate::treaties::year;
use crate::{Fix, Mention, MentionKind, clause, lexicon, numbers};

/// A treaty or a body where it stands in a block that is checked.
#[derive(Clone, Copy)]
pub(super) struct Spoken<'a> {
    pub checker: &'a Checker<'a>,
    pub block: usize,
    pub text: &'a BlockText,
    pub reading: &'a Reading,
    pub base: u32,
    /// Its words.
    pub words: Words,
    pub sentence: Words,
    pub record: RecordId,
}

/// What somebody did with it.
#[derive(Debug)]
pub(super) struct Deed {
    pub verb: Verb,
    /// Of the verb with its particles: "took effect".
    pub words: Words,
    /// Those who did it, in the order of the text; empty where the sentence does not say, or not in a way that is understood.
    pub subjects: Vec<Subject>,
    pub when: Option<(Words, Date)>,
    /// "in San Francisco": the words of the place.
    pub place: Option<Words>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Signed,
    Ratified,
    Joined,
    Left,
    TookEffect,
    Ended,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Subject {
    pub record: RecordId,
    pub words: Words,
}

/// The linked treaties of all blocks that are checked.
pub(super) fn treaties<'a>(
    checker: &'a Checker<'a>,
) -> impl Iterator<Item = (&'a Mention, Spoken<'a>, &'a Treaty)> {
    let linked = checker.ctx.treaties.iter();
    let linked = linked.filter(|it| it.kind == MentionKind::Treaty);
    linked.filter_map(move |mention| {
        let [record] = mention.records.as_slice() else {
            return None;
        };
        let block = &checker.ctx.document.blocks[mention.block as usize];
        if !is_checked(block.kind, &block.text) {
            return None;
        }
        let words = words_of(&block.text, mention.range, block.range.start)?;
        let spoken = Spoken::new(checker, mention.block as usize, words, *record)?;
        Some((mention, spoken, checker.ctx.kb.treaty(*record)))
    })
}

/// Every "it" that stands for a linked treaty and of which a deed is told: "The Treaty on Open Skies lapsed. It was signed in 1992."
pub(super) fn pronouns<'a>(
    checker: &'a Checker<'a>,
) -> impl Iterator<Item = (&'a Mention, Spoken<'a>, &'a Treaty)> {
    let all: Vec<_> = treaties(checker).collect();
    let mut found = Vec::new();
    for (idx, (mention, spoken, treaty)) in all.iter().enumerate() {
        let text = spoken.text;
        let own = sentence_of(text, spoken.words.first);
        let Some(next) = text.sentences.get(own + 1) else {
            continue;
        };
        // The only treaty of its sentence, and what the sentence is about.
        let alone = all.iter().enumerate().all(|(other, (_, it, _))| {
            other == idx
                || it.block != spoken.block
                || it.record == spoken.record
                || !(own..=own + 1).contains(&sentence_of(text, it.words.first))
        });
        let subject = spoken.words.first <= spoken.sentence.first + 3;
        let first = next.first as usize;
        if !alone || !subject || text.folded_word(first) != "it" {
            continue;
        }
        let words = Words {
            first,
            last: first + 1,
        };
        let it = Spoken::new(checker, spoken.block, words, spoken.record);
        found.extend(it.map(|it| (*mention, it, *treaty)));
    }
    // "The protocol took effect seven years after it was signed in Kyoto."
    for (mention, spoken, treaty) in &all {
        let text = spoken.text;
        let mut rest = spoken.words.last..spoken.sentence.last;
        let alone = all.iter().all(|(_, it, _)| {
            it.block != spoken.block
                || it.record == spoken.record
                || it.sentence.first != spoken.sentence.first
        });
        let subject = spoken.words.first <= spoken.sentence.first + 3;
        let it = rest.find(|word| {
            text.folded_word(*word) == "it"
                && matches!(
                    text.folded_word(word - 1),
                    "after" | "since" | "when" | "before"
                )
        });
        if let Some(first) = it.filter(|_| alone && subject) {
            let words = Words {
                first,
                last: first + 1,
            };
            let it = Spoken::new(checker, spoken.block, words, spoken.record);
            found.extend(it.map(|it| (*mention, it, *treaty)));
        }
    }
    found.dedup_by_key(|it| (it.1.block, it.1.words.first));
    found.into_iter()
}

/// The bodies that are named in all blocks that are checked: NATO, the European Union.
pub(super) fn bodies<'a>(checker: &'a Checker<'a>) -> impl Iterator<Item = Spoken<'a>> {
    let blocks = checker.ctx.document.blocks.iter().enumerate();
    let checked = blocks.filter(|(_, block)| is_checked(block.kind, &block.text));
    checked.flat_map(move |(idx, _)| {
        let hits = checker.ctx.readings[idx].hits.iter();
        hits.filter(|hit| hit.kinds.organisation && !hit.is_person())
            .filter_map(move |hit| {
                let mut bodies = hit.info.organisations.iter().map(|it| it.record);
                let body = bodies.next().filter(|it| it.kind() == Kind::Organisation)?;
                bodies.all(|it| it == body).then_some(())?;
                let words = Words {
                    first: hit.first,
                    last: hit.last,
                };
                Spoken::new(checker, idx, words, body)
            })
    })
}

impl<'a> Spoken<'a> {
    fn new(
        checker: &'a Checker<'a>,
        block: usize,
        words: Words,
        record: RecordId,
    ) -> Option<Spoken<'a>> {
        let it = &checker.ctx.document.blocks[block];
        let sentence = it.text.sentences.get(sentence_of(&it.text, words.first))?;
        Some(Spoken {
            checker,
            block,
            text: &it.text,
            reading: &checker.ctx.readings[block],
            base: it.range.start,
            words,
            sentence: Words {
                first: sentence.first as usize,
                last: sentence.last as usize,
            },
            record,
        })
    }

    /// The same body as if it were named at the start of another block.
    pub fn elsewhere(&self, block: usize) -> Option<Spoken<'a>> {
        let it = self.checker.ctx.document.blocks.get(block)?;
        if !is_checked(it.kind, &it.text) || it.text.words.is_empty() {
            return None;
        }
        Spoken::new(
            self.checker,
            block,
            Words { first: 0, last: 1 },
            self.record,
        )
    }

    /// The folded word, "" outside of the sentence.
    pub fn word(&self, at: usize) -> &'a str {
        if self.sentence.first <= at && at < self.sentence.last {
            self.text.folded_word(at)
        } else {
            ""
        }
    }

    pub fn range(&self, words: Words) -> Range {
        range_of(self.text, self.base, words)
    }

    /// The time of what is told at a word.
    pub fn clock(&self, word: usize) -> EventClock {
        (self.checker.ctx.clock)(self.block, word)
    }

    /// Whether the word is parted from the one before by nothing more than a space or a comma.
    pub fn follows(&self, at: usize) -> bool {
        self.sentence.first < at
            && at < self.sentence.last
            && matches!(
                self.text.words[at].before,
                Separator::Space | Separator::Comma | Separator::Hyphen
            )
    }

    pub fn spaced(&self, at: usize) -> bool {
        at < self.sentence.last && self.text.words[at].before == Separator::Space
    }

    /// All that the sentence says was done with it.
    pub fn deeds(&self) -> Vec<Deed> {
        let mut deeds: Vec<Deed> = self
            .behind()
            .into_iter()
            .chain(self.before())
            .chain(self.membership())
            .collect();
        for deed in deeds.iter_mut().filter(|it| it.when.is_none()) {
            deed.when = self.opening_date();
        }
        deeds
    }

    /// "Croatia joined in 2013", "Greece became a member in 1981" in another sentence of the block, which does not name what.
    pub fn joining(&self, sentence: usize) -> Option<Deed> {
        let it = self.text.sentences.get(sentence)?;
        let other = Spoken {
            sentence: Words {
                first: it.first as usize,
                last: it.last as usize,
            },
            ..*self
        };
        let first = other.sentence.first;
        let hit = self
            .reading
            .hits
            .iter()
            .find(|it| it.first >= first && it.first <= first + 1 && it.kinds.place)?;
        let subject = other.party(hit)?;
        let joins = |at: usize| match (other.word(at), other.word(at + 1), other.word(at + 2)) {
            ("joined" | "acceded" | "rejoined", "in" | "on", _) => Some(1),
            ("became", "a", "member") => Some(3),
            ("was", "admitted", "in" | "on") => Some(2),
            _ => None,
        };
        // "Britain joined in 1973", "Britain had been a member for years; it joined in 1973"
        let it = || {
            let alone = self.reading.hits.iter().all(|it| {
                !it.kinds.place
                    || it.first == hit.first
                    || !(first..other.sentence.last).contains(&it.first)
            }) || other.word(hit.last) == "had";
            (hit.last..other.sentence.last)
                .find(|it| other.word(*it) == "it" && joins(it + 1).is_some())
                .filter(|_| alone)
                .map(|it| it + 1)
        };
        let at = match joins(hit.last) {
            Some(_) => hit.last,
            None => it()?,
        };
        let n = joins(at)?;
        let words = Words {
            first: at,
            last: at + n,
        };
        let (when, _) = other.complements(words.last);
        Some(Deed {
            verb: Verb::Joined,
            words,
            subjects: vec![subject],
            when,
            place: None,
        })
    }

    /// "In 2023 Finland joined": the only date of a sentence, at its start.
    fn opening_date(&self) -> Option<(Words, Date)> {
        let within = |it: &&crate::time::Expression| {
            it.words.first >= self.sentence.first && it.words.last <= self.sentence.last
        };
        let mut all = self.reading.expressions.iter().filter(within);
        let (first, None) = (all.next()?, all.next()) else {
            return None;
        };
        // "On 22 January 2025, 62 years after the signing": the date of something else.
        let counts = (self.sentence.first..self.sentence.last).any(|at| {
            let unit = matches!(
                self.word(at),
                "years" | "year" | "months" | "weeks" | "days" | "decades"
            );
            unit && matches!(self.word(at + 1), "after" | "since" | "before" | "from")
                || self.word(at) == "anniversary"
        });
        if counts {
            return None;
        }
        let opens = first.words.first <= self.sentence.first + 1
            && matches!(self.word(self.sentence.first), "in" | "on")
            && !first.modifier;
        match first.when {
            When::Date(date) if opens => Some((first.words, date)),
            _ => None,
        }
    }

    /// "X[, which] was signed [by A and B] in Paris in 1991", "X took effect in 1994", "X, in force since 1996,"
    fn behind(&self) -> Option<Deed> {
        let mut at = self.words.last;
        let end = at + 5;
        let mut finite = false;
        while at < end
            && self.follows(at)
            && matches!(
                self.word(at),
                "which"
                    | "that"
                    | "was"
                    | "were"
                    | "had"
                    | "been"
                    | "has"
                    | "it"
                    | "first"
                    | "originally"
                    | "is"
                    | "formally"
                    | "finally"
                    | "only"
                    | "itself"
                    | "also"
                    | "then"
                    | "officially"
                    | "would"
                    | "will"
                    | "not"
                    | "never"
            )
        {
            if matches!(self.word(at), "would" | "will" | "not" | "never") {
                return None;
            }
            finite |= matches!(
                self.word(at),
                "was" | "were" | "been" | "is" | "which" | "that"
            );
            at += 1;
        }
        let passive =
            finite || self.text.words.get(at)?.before == Separator::Comma || self.words.last == at;
        if !self.follows(at) {
            return None;
        }
        let three = (self.word(at), self.word(at + 1), self.word(at + 2));
        let (verb, n) = match three {
            ("signed" | "initialled" | "initialed", ..) if passive => (Verb::Signed, 1),
            ("opened", "for", "signature") => (Verb::Signed, 3),
            ("adopted", ..) if passive => (Verb::Signed, 1),
            ("ratified", ..) if passive => (Verb::Ratified, 1),
            ("took" | "taking" | "takes", "effect", _) => (Verb::TookEffect, 2),
            ("came" | "entered" | "went" | "come" | "enter", "into", "force" | "effect") => {
                (Verb::TookEffect, 3)
            }
            ("in", "force" | "effect", "since") => (Verb::TookEffect, 3),
            ("expired" | "lapsed" | "ended", ..) => (Verb::Ended, 1),
            ("terminated" | "abrogated", ..) if passive => (Verb::Ended, 1),
            _ => return None,
        };
        let words = Words {
            first: at,
            last: at + n,
        };
        let (subjects, from) = match self.word(words.last) {
            // "signed by 195 nations in 2016"
            "by" if self.is_number_of_states(words.last + 1) => (Vec::new(), words.last + 3),
            "by" => self.subjects_from(words.last + 1),
            _ => (Vec::new(), words.last),
        };
        let (when, place) = self.complements(from);
        Some(Deed {
            verb,
            words,
            subjects,
            when,
            place,
        })
    }

    /// "A and B signed X in Paris in 1991", "Finland joined X in 2023", "the signing of X in 1991"
    fn before(&self) -> Option<Deed> {
        let mut at = self.words.first;
        while at > self.sentence.first
            && at + 4 > self.words.first
            && self.spaced(at)
            && (lexicon::is_article(self.word(at - 1))
                || year(self.text, at - 1).is_some()
                || matches!(
                    self.word(at - 1),
                    "landmark" | "historic" | "new" | "so" | "called" | "un" | "original"
                ))
        {
            at -= 1;
        }
        if at == self.sentence.first || !self.spaced(at) {
            return None;
        }
        let (one, two, three) = (
            self.word(at - 1),
            self.word(at.saturating_sub(2)),
            self.word(at.saturating_sub(3)),
        );
        let (verb, n, noun) = match (three, two, one) {
            (_, _, "signed" | "initialled" | "initialed") => (Verb::Signed, 1, false),
            (_, "signing" | "signature", "of") => (Verb::Signed, 2, true),
            (_, _, "ratified") => (Verb::Ratified, 1, false),
            (_, "ratification", "of") => (Verb::Ratified, 2, true),
            (_, _, "joined") => (Verb::Joined, 1, false),
            (_, "acceded", "to") => (Verb::Joined, 2, false),
            (_, "accession", "to") => (Verb::Joined, 2, true),
            (_, "admitted", "to") => (Verb::Joined, 2, false),
            ("became", "party", "to") => (Verb::Joined, 3, false),
            (_, "withdrew", "from") | ("pulled", "out", "of") => (Verb::Left, 2, false),
            (_, _, "left" | "quit") => (Verb::Left, 1, false),
            _ => return None,
        };
        let words = Words {
            first: at - n,
            last: at,
        };
        let subjects = match noun {
            true => self.possessor_before(words.first),
            false => self.subjects_before(words.first)?,
        };
        let (when, place) = self.complements(self.words.last);
        Some(Deed {
            verb,
            words,
            subjects,
            when,
            place,
        })
    }

    /// "Poland, a member of NATO since 1999", "Poland has been a NATO member since 1999", "became a member of NATO in 1999",
    /// "in NATO since 1999", "belongs to NATO since 1999"
    fn membership(&self) -> Option<Deed> {
        let back = |at: usize| match at > self.sentence.first {
            true => self.word(at - 1),
            false => "",
        };
        let is_member = |word: &str| matches!(word, "member" | "members");
        let mut at = self.words.first;
        let mut last = self.words.last;
        if back(at) == "the" {
            at -= 1;
        }
        match back(at) {
            "of" if is_member(back(at - 1)) => at -= 2,
            "in" => {
                let stands = self.text.words[at - 1].before == Separator::Comma
                    || matches!(back(at - 1), "been" | "is");
                stands.then_some(())?;
                at -= 1;
            }
            "to" if matches!(back(at - 1), "belonged" | "belongs") => at -= 2,
            "a" | "full" | "the" if self.word(last) == "member" => {
                last += 1;
                last += usize::from(matches!(self.word(last), "state" | "country" | "nation"));
            }
            _ => return None,
        }
        while matches!(
            back(at),
            "a" | "full" | "loyal" | "founding" | "new" | "the"
        ) {
            at -= 1;
        }
        let mut became = false;
        while matches!(back(at), "is" | "been" | "became" | "was" | "remained") {
            became |= back(at) == "became";
            at -= 1;
        }
        let since = match self.word(last) {
            "since" => true,
            "in" | "on" => became,
            _ => false,
        };
        if !since {
            return None;
        }
        let (when, _) = self.complements(last);
        Some(Deed {
            verb: Verb::Joined,
            words: Words { first: at, last },
            subjects: self.subjects_before(at)?,
            when: Some(when?),
            place: None,
        })
    }

    /// "Finland's accession to"
    fn possessor_before(&self, at: usize) -> Vec<Subject> {
        let hit = self.reading.hits.iter().find(|it| it.last == at);
        hit.filter(|it| self.text.words[it.last - 1].possessive)
            .and_then(|it| self.party(it))
            .into_iter()
            .collect()
    }

    /// Those before a verb: "Australia, New Zealand and the United Kingdom". `None`: the verb is denied, or not yet true.
    fn subjects_before(&self, verb: usize) -> Option<Vec<Subject>> {
        let mut at = verb;
        while at > self.sentence.first {
            let word = self.word(at - 1);
            if is_unreal(word) {
                return None;
            }
            let passes = matches!(
                word,
                "has"
                    | "have"
                    | "had"
                    | "also"
                    | "then"
                    | "first"
                    | "later"
                    | "both"
                    | "only"
                    | "just"
                    | "already"
                    | "which"
                    | "who"
                    | "that"
                    | "have been"
                    | "was"
                    | "were"
                    | "been"
            ) || word.ends_with("ly");
            if !passes {
                break;
            }
            at -= 1;
        }
        // "Finland, which had applied late, joined": the clause between commas is passed over.
        if at > self.sentence.first && at == verb && self.text.words[at].before == Separator::Comma
        {
            let clause = (self.sentence.first + 1..at).rev().take(12).find(|word| {
                self.text.words[*word].before == Separator::Comma
                    && matches!(self.word(*word), "which" | "who")
            });
            let plain = |clause: usize| (clause..at).all(|word| self.word(word) != "and");
            at = clause.filter(|it| plain(*it)).unwrap_or(at);
        }
        let mut found = Vec::new();
        loop {
            // "France, which signed": the comma belongs to the clause.
            let subject = self.subject_ending_at(at);
            let Some(subject) = subject else { break };
            let mut first = subject.words.first;
            found.push(subject);
            if first > self.sentence.first && self.word(first - 1) == "the" {
                first -= 1;
            }
            if first == self.sentence.first {
                break;
            }
            let before = self.word(first - 1);
            match self.text.words[first].before {
                Separator::Space if before == "and" => at = first - 1,
                Separator::Comma if self.subject_ending_at(first).is_some() => at = first,
                _ => {
                    // "the president of France signed": somebody else did.
                    let other = matches!(
                        before,
                        "of" | "in"
                            | "from"
                            | "with"
                            | "by"
                            | "to"
                            | "for"
                            | "near"
                            | "at"
                            | "against"
                            | "between"
                            | "on"
                            | "de"
                            | "non"
                    ) || self.text.words[first].before == Separator::Hyphen;
                    if other {
                        return Some(Vec::new());
                    }
                    break;
                }
            }
        }
        // "and" without somebody before it that is known: the list is not whole.
        found.reverse();
        Some(found)
    }

    fn is_number_of_states(&self, at: usize) -> bool {
        numbers::cardinal(self.word(at)).is_some()
            && matches!(
                self.word(at + 1),
                "nations" | "countries" | "states" | "governments" | "parties"
            )
    }

    /// Those behind "by", and the word behind them.
    fn subjects_from(&self, from: usize) -> (Vec<Subject>, usize) {
        let mut found = Vec::new();
        let mut at = from;
        loop {
            let start = at + usize::from(self.word(at) == "the");
            let ends = (start + 1..(start + 7).min(self.sentence.last + 1)).find_map(|end| {
                self.subject_ending_at(end)
                    .filter(|it| it.words.first <= start + 4)
            });
            let Some(subject) = ends.filter(|it| it.words.first >= start) else {
                return (Vec::new(), from);
            };
            at = subject.words.last;
            found.push(subject);
            let next = self.text.words.get(at).filter(|_| at < self.sentence.last);
            match next.map(|it| it.before) {
                // "signed by Austria and takes effect"
                Some(Separator::Space | Separator::Comma)
                    if self.word(at) == "and" && !clause::is_verb(self.word(at + 1)) =>
                {
                    at += 1;
                }
                _ => return (found, at),
            }
        }
    }

    fn subject_ending_at(&self, at: usize) -> Option<Subject> {
        if at <= self.sentence.first || self.text.words[at - 1].possessive {
            return None;
        }
        let end = self.text.words[at - 1].range.end + self.base;
        let links = &self.checker.ctx.links;
        let idx = links.partition_point(|it| it.mention.range.end < end);
        let person = links.get(idx).filter(|it| it.mention.range.end == end);
        if let Some(link) = person
            && let [person] = link.mention.records.as_slice()
        {
            let words = words_of(self.text, link.mention.phrase, self.base)?;
            return Some(Subject {
                record: *person,
                words,
            });
        }
        let hit = self
            .reading
            .hits
            .iter()
            .find(|it| it.last == at && it.kinds.place)?;
        self.party(hit)
    }

    /// The state that a hit names, if it is one.
    fn party(&self, hit: &Hit) -> Option<Subject> {
        state_of(self.checker, hit).map(|record| Subject {
            record,
            words: Words {
                first: hit.first,
                last: hit.last,
            },
        })
    }

    /// The date and the place that follow.
    fn complements(&self, from: usize) -> (Option<(Words, Date)>, Option<Words>) {
        let (mut when, mut place) = (None, None);
        let mut at = from;
        while at < from + 12 && self.follows(at) {
            if let Some(expression) = self
                .reading
                .expressions
                .iter()
                .find(|it| it.words.first == at)
            {
                if let When::Date(date) = expression.when
                    && !expression.modifier
                {
                    when = Some((expression.words, date));
                }
                if when.is_some() {
                    break;
                }
                at = expression.words.last;
                continue;
            }
            let word = self.word(at);
            let it = self.text.words[at];
            let located = matches!(self.word(at - 1), "in" | "at");
            if located && it.shape == Shape::Capital && place.is_none() {
                let hit = self.reading.hits.iter().find(|it| it.first == at);
                let mut last = hit.map_or(at + 1, |it| it.last);
                while hit.is_none()
                    && self.spaced(last)
                    && self.text.words[last].shape == Shape::Capital
                {
                    last += 1;
                }
                place = Some(Words { first: at, last });
                at = last;
                continue;
            }
            let passes = matches!(
                word,
                "in" | "on"
                    | "at"
                    | "since"
                    | "the"
                    | "here"
                    | "only"
                    | "back"
                    | "early"
                    | "late"
                    | "mid"
                    | "of"
                    | "a"
                    | "year"
                    | "years"
                    | "day"
                    | "formally"
                    | "together"
            ) || matches!(it.shape, Shape::Capital | Shape::Capitals | Shape::Mixed)
                && place.is_some();
            if !passes {
                break;
            }
            at += 1;
        }
        (when, place)
    }
}

/// First and last word (exclusive) of a range of the document.
pub(super) fn words_of(text: &BlockText, range: Range, base: u32) -> Option<Words> {
    let first = text
        .words
        .partition_point(|it| it.range.end + base <= range.start);
    let last = text
        .words
        .partition_point(|it| it.range.start + base < range.end);
    (first < last).then_some(Words { first, last })
}

/// The one state that a hit names, by its name or, for its government, by its capital or the like; of several the one that
/// there was when the text appeared.
pub(super) fn state_of(checker: &Checker<'_>, hit: &Hit) -> Option<RecordId> {
    if !hit.kinds.place {
        return None;
    }
    let states: Vec<NameEntry> = hit
        .info
        .places
        .iter()
        .filter(|it| it.record.kind() == Kind::State && it.kind != NameKind::Demonym)
        .copied()
        .collect();
    let state = states.first()?.record;
    if states.iter().all(|it| it.record == state) {
        return Some(state);
    }
    present(checker.ctx.kb, &states, checker.ctx.publication.hard)
}

/// Denies, or puts into the future or a condition.
pub(super) fn is_unreal(word: &str) -> bool {
    word.ends_with("n't")
        || matches!(
            word,
            "not"
                | "never"
                | "nor"
                | "without"
                | "would"
                | "will"
                | "could"
                | "should"
                | "may"
                | "might"
                | "if"
                | "unless"
                | "until"
                | "before"
                | "to"
                | "cannot"
                | "neither"
                | "hardly"
                | "must"
                | "can"
                | "yet"
                | "almost"
                | "nearly"
                | "no"
        )
}

/// The acts of the treaty as a whole that a verb can report.
pub(super) fn acts_of(verb: Verb) -> &'static [ActKind] {
    match verb {
        Verb::Signed => &[
            ActKind::Signed,
            ActKind::Opened,
            ActKind::Adopted,
            ActKind::Initialled,
            ActKind::Agreed,
        ],
        Verb::Ratified => &[ActKind::Ratified],
        Verb::Joined => &[
            ActKind::Acceded,
            ActKind::Ratified,
            ActKind::InForce,
            ActKind::Provisional,
        ],
        Verb::Left => &[
            ActKind::Withdrew,
            ActKind::WithdrawalNotice,
            ActKind::Revoked,
        ],
        Verb::TookEffect => &[ActKind::InForce, ActKind::Provisional],
        Verb::Ended => &[
            ActKind::Expired,
            ActKind::Terminated,
            ActKind::Replaced,
            ActKind::Suspended,
            ActKind::Revoked,
        ],
    }
}

/// Whether a written date can be that of the records; between two days one of difference is that of time zones.
pub(super) fn agree(written: Date, known: Date) -> bool {
    match (written.exact_day(), known.exact_day()) {
        (Some(a), Some(b)) => a.days_since(b).abs() <= 1,
        _ => written.span().overlaps(known.span()),
    }
}

/// The known date in the manner of the written one: its year alone where that is what differs.
pub(super) fn date_fix(
    spoken: &Spoken<'_>,
    words: Words,
    written: Date,
    known: Date,
) -> (Range, Fix) {
    let text = spoken.text;
    let last = words.last - 1;
    let year_alone = written.first().year() != known.first().year();
    let (words, new) = if year_alone && year(text, last).is_some() {
        (
            Words {
                first: last,
                last: words.last,
            },
            known.first().year().to_string(),
        )
    } else {
        let day = known.first();
        let long = known.long();
        let parts: Vec<&str> = long.split(' ').collect();
        let month_first = text.words[words.first].shape != Shape::Number;
        let new = match (known.exact_day(), parts.as_slice()) {
            (Some(_), [number, month, _]) if month_first => {
                format!("{month} {number}, {}", day.year())
            }
            _ => long.clone(),
        };
        (words, new)
    };
    let range = spoken.range(words);
    (range, mend::replace(range, new))
}
