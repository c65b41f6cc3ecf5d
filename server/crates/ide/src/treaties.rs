//! Treaties by name, by acronym and by description: "a 1961 defense treaty", "the pact", "the treaty signed in Washington in
//! 1949". A description links only where parties, year, kind, place and date leave one instrument.

mod facts;
mod features;
mod memory;
mod phrase;
mod search;
pub(crate) mod words;

use date::Span;
use kb::{Kind, NameKind, RecordId};
use prose::{BlockKind, BlockText, Separator, Shape};

pub(crate) use self::facts::{
    acts_in_year, first_day, is_open, is_party, news_name, signed_at, year,
};
pub(crate) use self::memory::Antecedent;
use self::memory::Memory;
use self::phrase::Either;
use crate::chapters::age;
use crate::find::Hit;
use crate::lexicon;
use crate::phrases::{Reading, Words};
use crate::resolve::{Article, Link, is_quoted, range_of, sentence_of};
use crate::time::When;
use crate::{Form, Mention, MentionKind};

/// The treaties of an article.
pub(crate) struct Treaties {
    /// In order of their place.
    pub mentions: Vec<Mention>,
    pub doubts: Vec<Doubt>,
    pub behind: Stage,
}

/// What a chapter hands on to the next: what "the treaty" and "Article 5" may mean there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stage {
    named: Vec<(Antecedent, u8)>,
    /// The latest last, with the chapters since it was named.
    organisations: Vec<(RecordId, u8)>,
}

/// So many organisations are remembered from one chapter to the next, the latest.
const ORGANISATIONS: usize = 16;

/// A description with a year that names no single treaty.
#[derive(Clone, Debug)]
pub(crate) struct Doubt {
    pub block: usize,
    pub words: Words,
    /// The word of the year.
    pub year: usize,
    /// Those that it fits; one alone is the nearest, which is of another year.
    pub records: Vec<RecordId>,
}

/// Links the treaties of the article. `leaders` are its linked leaders, in order.
pub(crate) fn resolve(article: &Article<'_>, leaders: &[Link], stage: &Stage) -> Treaties {
    let mut linker = Linker::read(article, leaders, stage, Vec::new());
    // A lead that says "an arms pact" is clear only from the name further down.
    let named = linker.named_after_open();
    if !named.is_empty() {
        linker = Linker::read(article, leaders, stage, named);
    }
    linker
        .mentions
        .sort_by_key(|it| (it.range.start, it.range.end));
    Treaties {
        behind: linker.stage(stage),
        mentions: linker.mentions,
        doubts: linker.doubts,
    }
}

struct Linker<'a> {
    article: &'a Article<'a>,
    leaders: &'a [Link],
    memory: Memory,
    /// Organisations named so far.
    organisations: Vec<RecordId>,
    mentions: Vec<Mention>,
    doubts: Vec<Doubt>,
    /// Offsets of descriptions of which nothing before tells what they mean.
    open: Vec<u32>,
    /// What the article names, from an earlier reading of it.
    later: Vec<Later>,
}

/// A treaty that the article names, and where it does first.
struct Later {
    record: RecordId,
    offset: u32,
    block: usize,
    /// Not only by a description.
    by_name: bool,
}

/// A place in the article.
#[derive(Clone, Copy)]
struct At<'a> {
    block: usize,
    text: &'a BlockText,
    reading: &'a Reading,
}

/// What a phrase means, and why.
struct Found {
    records: Vec<RecordId>,
    why: String,
}

impl<'a> Linker<'a> {
    fn read(
        article: &'a Article<'a>,
        leaders: &'a [Link],
        stage: &Stage,
        later: Vec<Later>,
    ) -> Linker<'a> {
        let mut linker = Linker {
            article,
            leaders,
            memory: Memory::of(&stage.named),
            organisations: stage.organisations.iter().map(|it| it.0).collect(),
            mentions: Vec::new(),
            doubts: Vec::new(),
            open: Vec::new(),
            later,
        };
        for block in 0..article.document.blocks.len() {
            linker.block(block);
        }
        linker
    }

    fn stage(&self, before: &Stage) -> Stage {
        let mut organisations: Vec<(RecordId, u8)> = Vec::new();
        let entered = before.organisations.len();
        for (idx, body) in self.organisations.iter().enumerate().rev() {
            let new = !organisations.iter().any(|it| it.0 == *body);
            let age = age(idx >= entered, before.organisations.get(idx).map(|it| it.1));
            if let Some(age) = age.filter(|_| new && organisations.len() < ORGANISATIONS) {
                organisations.push((*body, age));
            }
        }
        organisations.reverse();
        Stage {
            named: self.memory.latest(self.article.document.blocks.len()),
            organisations,
        }
    }

    /// The treaties that are named behind a description that stayed open.
    fn named_after_open(&self) -> Vec<Later> {
        let mut named: Vec<Later> = Vec::new();
        let Some(open) = self.open.first() else {
            return named;
        };
        for mention in &self.mentions {
            let [record] = mention.records[..] else {
                continue;
            };
            let by_name = matches!(mention.form, Form::Name | Form::Acronym);
            let known = named
                .iter()
                .any(|it| it.record == record && it.by_name >= by_name);
            if !known {
                named.push(Later {
                    record,
                    offset: mention.range.start,
                    block: mention.block as usize,
                    by_name,
                });
            }
        }
        named.retain(|it| it.offset > *open);
        named
    }

    fn block(&mut self, block: usize) {
        let article = self.article;
        let text = &*article.document.blocks[block].text;
        let reading = &*article.readings[block];
        let at = At {
            block,
            text,
            reading,
        };
        let mut hits = reading.hits.iter().peekable();
        let mut word = dateline_end(text);
        while word < text.words.len() {
            while hits.peek().is_some_and(|it| it.last <= word) {
                hits.next();
            }
            if let Some(hit) = hits.peek().filter(|it| it.first <= word) {
                if hit.kinds.treaty && !hit.is_person() {
                    word = self.named(at, hit);
                } else {
                    self.note_organisations(hit);
                    word = hit.last.max(word + 1);
                }
                continue;
            }
            // "his deal-making", "treaty-bound"
            let compound = || {
                let next = text.words.get(word + 1);
                next.is_some_and(|it| it.before == Separator::Hyphen && it.shape == Shape::Lower)
            };
            let folded = text.folded_word(word);
            word = match words::noun(folded) {
                Some(_) if compound() => word + 1,
                Some(_) => self.described(at, word),
                None if folded == "peace" || words::governs_treaties(folded) => {
                    self.governed(at, word)
                }
                None => word + 1,
            };
        }
    }

    fn note_organisations(&mut self, hit: &Hit) {
        if hit.kinds.organisation {
            let bodies = hit.info.organisations.iter().map(|it| it.record);
            self.organisations
                .extend(bodies.filter(|it| it.kind() == Kind::Organisation));
        }
    }

    /// A name of the base.
    fn named(&mut self, at: At<'_>, hit: &Hit) -> usize {
        let text = at.text;
        let mut words = Words {
            first: hit.first,
            last: hit.last,
        };
        let records = treaties_of_hit(hit);
        let noun_behind = self.noun_behind(at, hit, &records);
        let noun_follows = noun_behind.is_some();
        let one_word = hit.last - hit.first == 1;
        let acronym = one_word
            && hit
                .info
                .treaties
                .iter()
                .any(|it| it.kind == NameKind::TreatyAcronym);
        // "the Warsaw Pact invaded": the body, not its treaty.
        if hit.kinds.organisation && !noun_follows && !is_signed(text, words) {
            self.note_organisations(hit);
            return hit.last;
        }
        if one_word && !acronym && !noun_follows && !self.stands_for_treaty(at, hit, &records) {
            return hit.last;
        }
        if is_article_number(text, words) && !self.speaks_of(&records) {
            return hit.last;
        }
        if let Some(noun) = noun_behind.filter(|it| one_word || *it > hit.last) {
            words.last = noun + 1;
        }
        // "the Indus Water Treaty" is not any treaty on water.
        if is_part_of_longer_name(at, self.article.document.blocks[at.block].kind, hit) {
            return self.described(at, hit.last - 1).max(hit.last);
        }
        // "the 1961 defense treaty" says no more than a description does.
        if let Some(noun) = generic_name(text, words) {
            let it = phrase::read(self.article.kb, text, at.reading, noun);
            if it.is_some_and(|it| self.describe(at, &it)) {
                return words.last;
            }
            if self.has_doubt(at, words)
                || indefinite(text, words) && text.words[words.first].shape == Shape::Lower
                || !records.iter().any(|it| self.is_spoken_of(*it))
            {
                return words.last;
            }
        }
        let form = if acronym { Form::Acronym } else { Form::Name };
        let shared = records.len() > 1
            || hit
                .info
                .treaties
                .iter()
                .any(|it| it.kind == NameKind::TreatyShared);
        match self.choose(at, words, &records, shared) {
            Some(found) => self.push(at, words, form, found, None),
            None => {
                let names: Vec<&str> = records.iter().map(|it| self.article.kb.slug(*it)).collect();
                let why = format!("several treaties bear this name: {}", names.join(", "));
                let found = Found {
                    records: Vec::new(),
                    why,
                };
                self.push(at, words, form, found, Some(words::Noun::Treaty));
            }
        }
        words.last
    }

    /// The noun that belongs to a name before it: "the INF treaty", "the New START nuclear arms agreement".
    fn noun_behind(&self, at: At<'_>, hit: &Hit, records: &[RecordId]) -> Option<usize> {
        let kb = self.article.kb;
        let text = at.text;
        let joined = |word: usize, hyphen: bool| {
            text.words.get(word).is_some_and(|it| {
                it.before == Separator::Space || hyphen && it.before == Separator::Hyphen
            })
        };
        if text.words[hit.last - 1].possessive {
            return None;
        }
        let ends_in_noun = words::noun(text.folded_word(hit.last - 1)).is_some();
        for word in hit.last..hit.last + 5 {
            if !joined(word, word > hit.last) {
                return None;
            }
            let folded = text.folded_word(word);
            if let Some((noun, _)) = words::noun(folded) {
                let treaty = |it: &RecordId| facts::noun_fits(noun, kb.treaty(*it));
                let said = word == hit.last || !ends_in_noun && records.iter().all(treaty);
                return (noun != words::Noun::Text && said).then_some(word);
            }
            let stem = words::stem(folded);
            let said = |it: &RecordId| facts::has_topic(kb.treaty(*it), stem);
            if text.words[word].shape != Shape::Lower || !records.iter().any(said) {
                return None;
            }
        }
        None
    }

    /// The treaty that a name means here: its only bearer, or the one that year, parties, date and the text before leave.
    fn choose(
        &self,
        at: At<'_>,
        words: Words,
        records: &[RecordId],
        shared: bool,
    ) -> Option<Found> {
        let kb = self.article.kb;
        if !self.is_about(at, words, records) {
            return None;
        }
        let year = year_beside(at.text, words);
        if let ([one], false, Some(year)) = (records, shared, year)
            && !acts_in_year(kb.treaty(*one), year)
            && let Some(found) = self.under_other_noun(at, words, year)
            && !kb.treaty(*one).confused_with.contains(&found.records[0])
        {
            return Some(found);
        }
        if let ([one], false, Some(year)) = (records, shared, year)
            && is_namesake(at, words, kb.treaty(*one), year)
        {
            return None;
        }
        if let ([one], false) = (records, shared)
            && is_signed_anew(at, words, kb.treaty(*one), self.article.publication)
        {
            return None;
        }
        if let ([one], false) = (records, shared) {
            // A name may be older than its treaty, but not by much: it is another one's then. Acronyms are of the makers' choice.
            let acronym = at.text.words[words.first].shape == Shape::Capitals;
            let years = if acronym { 10 } else { 4 };
            let soon = Span {
                from: None,
                to: self.article.publication.to.map(|it| it.plus_years(years)),
            };
            return facts::exists_by(kb.treaty(*one), soon).then(|| Found {
                records: vec![*one],
                why: "its name".into(),
            });
        }
        let earlier: Vec<RecordId> = records
            .iter()
            .copied()
            .filter(|it| self.memory.has(*it))
            .collect();
        let found = |one: RecordId| Found {
            records: vec![one],
            why: "of several treaties of this name the one that year, parties and date leave"
                .into(),
        };
        // "the Minsk agreements of September 2014"
        let mut of_day = records
            .iter()
            .filter(|it| acts_on_day_beside(at, words, kb.treaty(**it)));
        if let (Some(one), None) = (of_day.next(), of_day.next()) {
            return Some(found(*one));
        }
        if let ([one], true) = (
            earlier.as_slice(),
            year.is_none_or(|year| earlier.iter().all(|it| acts_in_year(kb.treaty(*it), year))),
        ) {
            return Some(found(*one));
        }
        let context = self.context(at, words.first);
        let clock = (self.article.clock)(at.block, words.first);
        // What is being negotiated under the name will be signed soon.
        let soon = Span {
            from: clock.from.map(|it| it.plus_years(-2)),
            to: clock.to.map(|it| it.plus_years(1)),
        };
        let topical = clock.days().is_some_and(|days| days < 400);
        let score = |it: RecordId| {
            let treaty = kb.treaty(it);
            let party = |either: &Either| either.iter().any(|it| is_party(kb, treaty, *it));
            8 * i32::from(year.is_some_and(|year| acts_in_year(treaty, year)))
                + 3 * i32::from(topical && facts::acts_within(treaty, soon))
                + 4 * i32::from(!context.is_empty() && context.iter().all(party))
                + 2 * i32::from(context.iter().any(party))
                + 4 * i32::from(
                    clock.days().is_some_and(|days| days < 40) && facts::acts_within(treaty, clock),
                )
        };
        let existing: Vec<RecordId> = records
            .iter()
            .copied()
            .filter(|it| facts::exists_by(kb.treaty(*it), soon))
            .filter(|it| year.is_none_or(|year| acts_in_year(kb.treaty(*it), year)))
            .collect();
        if let Some(one) = best(&existing, score).filter(|it| score(*it) > 0) {
            return Some(found(one));
        }
        // "the Minsk agreements": all that one set of parties made under the name.
        let plural = at.text.folded_word(words.last - 1).ends_with('s');
        let parties = |it: &RecordId| &kb.treaty(*it).parties;
        let same = existing
            .windows(2)
            .all(|it| parties(&it[0]) == parties(&it[1]));
        (plural && year.is_none() && (2..=3).contains(&existing.len()) && same).then(|| Found {
            records: existing,
            why: "the treaties of this name between the same parties".into(),
        })
    }

    /// What stands behind a name does not speak against it: "the Geneva Convention on refugees" is not that on prisoners.
    fn is_about(&self, at: At<'_>, words: Words, records: &[RecordId]) -> bool {
        let kb = self.article.kb;
        let text = at.text;
        if words::noun(text.folded_word(words.last - 1)).is_none()
            || text.words[words.last - 1].possessive
            || !matches!(
                text.folded_word(words.last),
                "on" | "against" | "for" | "concerning"
            )
            || text
                .words
                .get(words.last)
                .is_some_and(|it| it.before != Separator::Space)
        {
            return true;
        }
        let capital = text
            .words
            .get(words.last + 1)
            .is_some_and(|it| it.shape == Shape::Capital);
        let Some(it) = phrase::read(kb, text, at.reading, words.last - 1) else {
            return true;
        };
        let dated = it.date.is_some() || it.behind.is_empty();
        dated
            || !capital && text.folded_word(words.last) == "for"
            || records.iter().any(|record| {
                let treaty = kb.treaty(*record);
                it.behind.iter().any(|stem| facts::has_topic(treaty, stem))
            })
            || !capital && at.reading.hits.iter().any(|it| it.first == words.last + 1)
    }

    /// A bare name of one word that is also that of a place, or of something else, stands for the treaty: "ratify Maastricht".
    fn stands_for_treaty(&self, at: At<'_>, hit: &Hit, records: &[RecordId]) -> bool {
        let kb = self.article.kb;
        let text = at.text;
        let folded = text.folded_word(hit.first);
        let is_place = hit.kinds.place
            || records.iter().any(|it| {
                let treaty = kb.treaty(*it);
                facts::signed_at(kb, treaty, folded)
                    || facts::names(treaty).any(|name| {
                        let name = prose::fold(name);
                        name != folded && name.split(' ').any(|it| it == folded)
                    })
            });
        if !is_place {
            return true;
        }
        let before = hit.first.checked_sub(1).map(|it| text.folded_word(it));
        let governed = before.is_some_and(words::governs_treaties);
        let located = before.is_some_and(|it| {
            matches!(
                it,
                "in" | "at"
                    | "near"
                    | "from"
                    | "to"
                    | "outside"
                    | "around"
                    | "visited"
                    | "left"
                    | "into"
                    | "via"
                    | "of"
            )
        });
        // "Dayton, Ohio"
        let address = text.words.get(hit.last).is_some_and(|it| {
            it.before == Separator::Comma && matches!(it.shape, Shape::Capital | Shape::Capitals)
        });
        let compound = text.words.get(hit.last).is_some_and(|it| {
            it.before == Separator::Space
                && matches!(it.shape, Shape::Capital | Shape::Capitals | Shape::Mixed)
        });
        governed
            || self.memory.has_any(records)
                && !located
                && !address
                && !compound
                && !text.words[hit.first].possessive
                && !hit.kinds.place
    }

    /// "Article 5": only where its treaty, or the body that rests on it, is spoken of.
    fn speaks_of(&self, records: &[RecordId]) -> bool {
        let kb = self.article.kb;
        self.memory.has_any(records)
            || self.organisations.iter().any(|it| {
                kb.organisation(*it)
                    .treaty
                    .is_some_and(|it| records.contains(&it))
            })
    }

    /// "ratify Maastricht", "the peace of Brest-Litovsk": a treaty by nothing but its place. The word to go on with.
    fn governed(&mut self, at: At<'_>, word: usize) -> usize {
        let text = at.text;
        let peace = text.folded_word(word) == "peace" && text.folded_word(word + 1) == "of";
        let next = word + 1 + usize::from(peace);
        if !words::governs_treaties(text.folded_word(word)) && !peace
            || !text
                .words
                .get(next)
                .is_some_and(|it| it.before == Separator::Space && it.shape == Shape::Capital)
            || text.words.get(next + 1).is_some_and(|it| {
                it.before == Separator::Space
                    && (it.shape == Shape::Capital
                        || words::noun(text.folded_word(next + 1)).is_some())
            })
        {
            return word + 1;
        }
        let hyphens = text.words[next + 1..]
            .iter()
            .take_while(|it| it.before == Separator::Hyphen);
        let words = Words {
            first: next,
            last: next + 1 + hyphens.count(),
        };
        match self.by_place(at, words) {
            Some(found) => {
                self.push(at, words, Form::Name, found, Some(words::Noun::Treaty));
                words.last
            }
            None => next,
        }
    }

    /// A common noun with what belongs to it. The word to go on with.
    fn described(&mut self, at: At<'_>, noun: usize) -> usize {
        let kb = self.article.kb;
        let Some(it) = phrase::read(kb, at.text, at.reading, noun) else {
            return self.described_in_headline(at, noun);
        };
        let next = it.words.last.max(noun + 1);
        if it.is_bare() && is_head_of_compound(at.text, next) {
            return next;
        }
        if let Some(found) = self.by_acronym_behind(at, &it) {
            self.push(at, it.words, Form::Description, found, Some(it.noun));
        } else if let Some((found, words)) = self.by_eponym(at, &it) {
            self.push(at, words, Form::Name, found, Some(it.noun));
        } else if self.describe(at, &it) {
        } else if let Some(found) = self.foreseen(at, &it) {
            self.push(at, it.words, Form::Description, found, Some(it.noun));
        } else if let Some(found) = self.misdated(at, &it) {
            self.push(at, it.words, Form::Description, found, Some(it.noun));
        } else if let Some(found) = self.only_one(at, &it) {
            self.push(at, it.words, Form::Description, found, Some(it.noun));
        } else if it.is_bare() && it.definite {
            if at.block < search::LEAD {
                self.leave_open(at, &it);
            }
        } else {
            self.leave_open(at, &it);
            if self.described_in_headline(at, noun) == next {
                return next;
            }
            // A treaty or a deal that nobody knows: "the agreement" is this one from now on.
            self.memory.introduce(Antecedent {
                block: at.block as i64,
                records: Vec::new(),
                noun: Some(it.noun),
            });
        }
        next
    }

    /// "the new strategic arms limitation treaty (SALT II)": its acronym stands behind it in brackets.
    fn by_acronym_behind(&self, at: At<'_>, it: &phrase::Description) -> Option<Found> {
        let text = at.text;
        let bracket =
            |word: usize, side: Separator| text.words.get(word).is_none_or(|it| it.before == side);
        let opens = it.at + 1 < text.words.len() && bracket(it.at + 1, Separator::OpenBracket);
        let mut hits = at.reading.hits.iter();
        let hit = hits.find(|hit| opens && hit.first == it.at + 1 && hit.kinds.treaty)?;
        let acronym = text.words[hit.first].shape == Shape::Capitals;
        let [record] = treaties_of_hit(hit)[..] else {
            return None;
        };
        let named = acronym && bracket(hit.last, Separator::CloseBracket);
        let fits = facts::noun_fits(it.noun, self.article.kb.treaty(record));
        (named && fits).then(|| Found {
            records: vec![record],
            why: "the acronym behind it".into(),
        })
    }

    /// "Russia suspends key nuclear arms pact": headlines have no articles. The word to go on with.
    fn described_in_headline(&mut self, at: At<'_>, noun: usize) -> usize {
        let kind = self.article.document.blocks[at.block].kind;
        if !matches!(kind, BlockKind::Heading(_)) {
            return noun + 1;
        }
        let told = |stem: &str| {
            let mut later = self.later.iter();
            later.any(|it| facts::has_topic(self.article.kb.treaty(it.record), stem))
        };
        let it = phrase::read_headline(at.text, at.reading, noun, &told);
        let Some(it) = it else {
            return noun + 1;
        };
        match self.foreseen(at, &it) {
            Some(found) => {
                self.push(at, it.words, Form::Description, found, Some(it.noun));
                it.words.last
            }
            None => {
                self.leave_open(at, &it);
                noun + 1
            }
        }
    }

    fn leave_open(&mut self, at: At<'_>, it: &phrase::Description) {
        let base = self.article.document.blocks[at.block].range.start;
        self.open.push(range_of(at.text, base, it.words).start);
    }

    /// Links a description by what it says; whether it could.
    fn describe(&mut self, at: At<'_>, it: &phrase::Description) -> bool {
        let Some(found) = self.find(at, it) else {
            return false;
        };
        self.push(at, it.words, Form::Description, found, Some(it.noun));
        true
    }

    fn has_doubt(&self, at: At<'_>, words: Words) -> bool {
        self.doubts.iter().any(|it| {
            it.block == at.block && it.words.first < words.last && words.first < it.words.last
        })
    }

    fn push(
        &mut self,
        at: At<'_>,
        words: Words,
        form: Form,
        found: Found,
        noun: Option<words::Noun>,
    ) {
        let base = self.article.document.blocks[at.block].range.start;
        let range = range_of(at.text, base, words);
        let antecedent = Antecedent {
            block: at.block as i64,
            records: found.records.clone(),
            noun,
        };
        match is_ended_by_another(at.text, words) {
            true => self.memory.introduce_behind(antecedent),
            false => self.memory.introduce(antecedent),
        }
        self.mentions.push(Mention {
            range,
            phrase: range,
            kind: MentionKind::Treaty,
            form,
            records: found.records,
            title: None,
            claimed: None,
            block: at.block as u32,
            sentence: sentence_of(at.text, words.first) as u32,
            quoted: is_quoted(at.text, range, base),
            why: [found.why].into(),
        });
    }

    /// The states of the sentence, by their own names and by their leaders; those of the sentence before where it has fewer
    /// than two.
    fn context(&self, at: At<'_>, word: usize) -> Vec<Either> {
        let number = sentence_of(at.text, word);
        let mut found = self.states_of(at, number);
        let mut back = number;
        while found.len() < 2 && back > 0 && number - back < 2 {
            back -= 1;
            add_new(&mut found, self.states_of(at, back));
        }
        if found.len() < 2 && at.block > 0 && number == 0 {
            let text = &*self.article.document.blocks[at.block - 1].text;
            let before = At {
                block: at.block - 1,
                text,
                reading: &self.article.readings[at.block - 1],
            };
            let last = text.sentences.len().saturating_sub(1);
            add_new(&mut found, self.states_of(before, last));
        }
        found
    }

    fn states_of(&self, at: At<'_>, sentence: usize) -> Vec<Either> {
        let kb = self.article.kb;
        let Some(sentence) = at.text.sentences.get(sentence) else {
            return Vec::new();
        };
        let first = (sentence.first as usize).max(dateline_end(at.text));
        let last = sentence.last as usize;
        let mut found: Vec<Either> = Vec::new();
        let places =
            at.reading.hits.iter().filter(|it| {
                it.first >= first && it.last <= last && it.kinds.place && !it.kinds.full
            });
        for hit in places {
            // "in Moscow" is a place, "with Moscow" and "the government in Moscow" are governments.
            let word = |back: usize| {
                hit.first
                    .checked_sub(back)
                    .map_or("", |it| at.text.folded_word(it))
            };
            let place = matches!(word(1), "in" | "at" | "near" | "outside")
                && !matches!(
                    word(2),
                    "government" | "authorities" | "rulers" | "regime" | "leadership" | "officials"
                )
                && hit
                    .info
                    .places
                    .iter()
                    .all(|it| it.kind == NameKind::Capital);
            if !place {
                let mut states: Either = hit.places().map(|it| it.record).collect();
                states.retain(|it| it.kind() == Kind::State);
                states.dedup();
                add_new(&mut found, vec![states]);
            }
        }
        // Bodies that make treaties: the European Union.
        let bodies = at
            .reading
            .hits
            .iter()
            .filter(|it| it.first >= first && it.last <= last && it.kinds.organisation);
        let mut of_bodies: Vec<Either> = Vec::new();
        for hit in bodies {
            let body = hit.info.organisations.iter().map(|it| it.record);
            let body = body.filter(|it| !kb.treaties_of(*it).is_empty()).take(1);
            add_new(&mut of_bodies, vec![body.collect()]);
        }
        let base = self.article.document.blocks[at.block].range.start;
        let range = sentence.range.shifted(base);
        let from = self
            .leaders
            .partition_point(|it| it.mention.range.start < range.start);
        let clock = (self.article.clock)(at.block, sentence.first as usize);
        for link in self.leaders[from..]
            .iter()
            .take_while(|it| it.mention.range.start < range.end)
        {
            for person in &link.mention.records {
                let mut states = kb
                    .person(*person)
                    .terms
                    .iter()
                    .filter(|it| !it.held(clock, date::Day::MAX).is_no())
                    .filter_map(|it| kb.office(it.office).of);
                let state = states.find(|it| it.kind() == Kind::State);
                add_new(&mut found, state.map(|it| vec![it]).into_iter().collect());
            }
        }
        add_new(&mut found, of_bodies);
        found
    }
}

/// Adds the states that are not there yet.
fn add_new(found: &mut Vec<Either>, more: Vec<Either>) {
    for states in more {
        if !states.is_empty()
            && !found
                .iter()
                .any(|it| it.iter().any(|it| states.contains(it)))
        {
            found.push(states);
        }
    }
}

/// The one candidate with the highest score; `None` where two share it.
fn best(candidates: &[RecordId], score: impl Fn(RecordId) -> i32) -> Option<RecordId> {
    let scores: Vec<i32> = candidates.iter().map(|it| score(*it)).collect();
    let top = scores.iter().copied().max()?;
    let mut winners = candidates.iter().zip(&scores).filter(|(_, it)| **it == top);
    match (winners.next(), winners.next()) {
        (Some((one, _)), None) => Some(*one),
        _ => None,
    }
}

fn treaties_of_hit(hit: &Hit) -> Vec<RecordId> {
    let mut records: Vec<RecordId> = hit.info.treaties.iter().map(|it| it.record).collect();
    records.sort_unstable();
    records.dedup();
    records
}

/// Whether a name is the end of a longer one that nobody knows, and says too little by itself: "Indus Water Treaty".
fn is_part_of_longer_name(at: At<'_>, kind: BlockKind, hit: &Hit) -> bool {
    let text = at.text;
    let Some(before) = hit.first.checked_sub(1) else {
        return false;
    };
    let folded = text.folded_word(before);
    let word = text.words[before];
    let general = (hit.first..hit.last).all(|it| {
        let folded = text.folded_word(it);
        words::noun(folded).is_some()
            || words::is_neutral(folded)
            || words::is_function(folded)
            || !words::kinds(words::stem(folded)).is_empty()
    });
    general
        && hit.last - hit.first > 1
        && words::noun(text.folded_word(hit.last - 1)).is_some()
        && !matches!(kind, BlockKind::Heading(_))
        && text.words[hit.first].before == Separator::Space
        && word.shape == Shape::Capital
        && !word.possessive
        && !matches!(word.before, Separator::Start | Separator::Stop)
        && !words::is_neutral(folded)
        && !words::is_function(folded)
        && words::kinds(words::stem(folded)).is_empty()
        && lexicon::month(folded).is_none()
        && !at
            .reading
            .hits
            .iter()
            .any(|it| it.last == hit.first && (it.is_place() || it.kinds.organisation))
}

/// "the Warsaw Pact, signed in 1955": here it is the treaty, though a body bears the name as well.
fn is_signed(text: &BlockText, words: Words) -> bool {
    let next = text.folded_word(words.last);
    let verb = match next {
        "was" | "is" | "were" => text.folded_word(words.last + 1),
        _ if text
            .words
            .get(words.last)
            .is_some_and(|it| it.before == Separator::Comma) =>
        {
            next
        }
        _ => "",
    };
    let before = |back: usize| {
        let word = words.first.checked_sub(back);
        word.map_or("", |it| text.folded_word(it))
    };
    matches!(verb, "signed" | "ratified" | "concluded")
        || matches!(before(1), "the" | "of")
            && [
                "sign",
                "signed",
                "signing",
                "ratify",
                "ratified",
                "signatories",
            ]
            .iter()
            .any(|it| *it == before(2) || before(2) == "of" && *it == before(3))
}

/// "its treaty obligations": no treaty is meant by itself.
fn is_head_of_compound(text: &BlockText, word: usize) -> bool {
    text.words
        .get(word)
        .is_some_and(|it| matches!(it.before, Separator::Space | Separator::Hyphen))
        && !text.words[word - 1].possessive
        && words::heads_compounds(text.folded_word(word))
}

/// A place and a noun make many names: "the 1985 New York agreement" is not that of 1962.
fn is_namesake(at: At<'_>, words: Words, treaty: &kb::Treaty, year: i16) -> bool {
    let noun = words.last - 1;
    let general = matches!(
        words::noun(at.text.folded_word(noun)),
        Some((
            words::Noun::Agreement
                | words::Noun::Accord
                | words::Noun::Deal
                | words::Noun::Pact
                | words::Noun::Declaration
                | words::Noun::Convention
                | words::Noun::Protocol
                | words::Noun::Communique,
            _
        ))
    );
    let far = facts::dates(treaty).all(|on| on.first().year().abs_diff(year) > 10);
    general && far && noun <= words.first + 2
}

/// "signed on Wednesday the Khartoum peace deal": not one of many years ago.
fn is_signed_anew(at: At<'_>, words: Words, treaty: &kb::Treaty, published: Span) -> bool {
    let signs = |word: &usize| {
        matches!(
            at.text.folded_word(*word),
            "signed" | "signs" | "sign" | "signing" | "initialled" | "initialed"
        )
    };
    let sentence = at.text.sentences.get(sentence_of(at.text, words.first));
    let start = sentence.map_or(0, |it| it.first as usize);
    let Some(verb) = (start.max(words.first.saturating_sub(6))..words.first)
        .rev()
        .find(signs)
    else {
        return false;
    };
    let expressions = &at.reading.expressions;
    let dated = expressions.iter().any(|it| {
        let between = verb < it.words.first && it.words.last <= words.first;
        let behind = (words.last..words.last + 2).contains(&it.words.first);
        (between || behind) && matches!(it.when, When::Weekday { .. })
    });
    let lately = Span {
        from: published.from.map(|it| it.plus_years(-2)),
        to: published.to.map(|it| it.plus_years(1)),
    };
    dated
        && published.days().is_some_and(|it| it <= 40)
        && facts::dates(treaty).next().is_some()
        && !facts::acts_within(treaty, lately)
}

/// Whether the day or the month beside a name is one on which the treaty did something: "the September 19 Minsk agreement".
fn acts_on_day_beside(at: At<'_>, words: Words, treaty: &kb::Treaty) -> bool {
    let expressions = &at.reading.expressions;
    let behind = match at.text.folded_word(words.last) {
        "of" | "from" => words.last + 1,
        _ => words.last,
    };
    let beside = expressions
        .iter()
        .find(|it| it.words.last == words.first || it.words.first == behind);
    beside.is_some_and(|it| match it.when {
        When::Date(date) => facts::dates(treaty).any(|on| on.span().overlaps(date.span())),
        When::MonthDay { month, day } => facts::dates(treaty).any(|on| {
            let first = on.first();
            first == on.last() && first.month() == month && first.day_of_month() == day
        }),
        _ => false,
    })
}

/// "Article 5" as a name.
fn is_article_number(text: &BlockText, words: Words) -> bool {
    matches!(
        text.folded_word(words.first),
        "article" | "section" | "chapter"
    ) && words.last - words.first == 2
}

/// A name of nothing but a year, a kind and a common noun, as the records have some ("the 1961 defense treaty", "interim
/// agreement"): the word of the noun.
fn generic_name(text: &BlockText, words: Words) -> Option<usize> {
    let noun = words.last - 1;
    words::noun(text.folded_word(noun))?;
    let dated = year(text, words.first).is_some();
    let plain = (words.first + usize::from(dated)..noun).all(|it| {
        let word = text.folded_word(it);
        words::is_neutral(word) || !words::kinds(words::stem(word)).is_empty()
    });
    (plain && noun > words.first).then_some(noun)
}

/// "which superseded the 1903 treaty"
fn is_ended_by_another(text: &BlockText, words: Words) -> bool {
    let mut before = (words.first.saturating_sub(3)..words.first)
        .rev()
        .chain(words.first..words.last)
        .map(|it| text.folded_word(it));
    before.any(|it| {
        matches!(
            it,
            "abrogated"
                | "abrogates"
                | "abrogating"
                | "superseded"
                | "supersedes"
                | "superseding"
                | "replaced"
                | "replaces"
                | "replacing"
                | "annulled"
                | "annulling"
        )
    })
}

/// "a comprehensive peace agreement"
fn indefinite(text: &BlockText, words: Words) -> bool {
    let before = words.first.checked_sub(1).map(|it| text.folded_word(it));
    matches!(before, Some("a" | "an" | "any" | "no" | "such" | "another"))
}

/// A year beside a name: "the 1995 Dayton accords", "the Treaty of Paris of 1951", "the Algiers Agreement (2000)".
fn year_beside(text: &BlockText, words: Words) -> Option<i16> {
    let before = words.first.checked_sub(1).and_then(|it| year(text, it));
    before.or_else(|| {
        let next = words.last;
        match text.folded_word(next) {
            "of" | "in" => year(text, next + 1),
            _ => year(text, next),
        }
    })
}

/// The word behind a dateline: "PARIS, Dec. 14, 1995 —". 0 where the block has none.
fn dateline_end(text: &BlockText) -> usize {
    if !text
        .words
        .first()
        .is_some_and(|it| it.shape == Shape::Capitals)
    {
        return 0;
    }
    let ahead = text.words.iter().take(14).enumerate().skip(1);
    let mut dashes = ahead.filter(|(_, it)| it.before == Separator::Dash);
    let end = dashes.next().map_or(0, |(at, _)| at);
    // Nothing but names, months and numbers stands in one.
    let plain = text.words[..end]
        .iter()
        .enumerate()
        .all(|(at, it)| it.shape != Shape::Lower || lexicon::month(text.folded_word(at)).is_some());
    if plain { end } else { 0 }
}
