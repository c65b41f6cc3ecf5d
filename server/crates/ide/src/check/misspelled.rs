mod letters;
mod scripts;
mod titled;

use date::{Day, Span};
use kb::{NameEntry, NameKind, RecordId};
use prose::{BlockText, Separator, Shape};

use self::letters::{
    edits, is_doubled, is_exchange, is_never_doubled, is_surely_typed, is_typed, one_slip,
};
use self::scripts::{script_of, skeleton};
use crate::check::{Checker, Example, Page};
use crate::claims::is_checked;
use crate::find::Hit;
use crate::office::{Meaning, is_head, may_live, terms_of};
use crate::phrases::{Reading, Words};
use crate::resolve::{folded, range_of};
use crate::{Edit, Evidence, Finding, Fix, Severity, clause, lexicon, statement};

pub(super) static PAGE: Page = Page {
    code: "name/misspelled",
    title: "one or two letters from a known name",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A name that nobody in the base bears is one edit away from a known one (two from eight letters on, never in a name of four
letters or fewer; letters exchanged are one edit), and something else says who is meant: the title or the state before it, the other half of the
name, or that this person stands elsewhere in the text.

Letters that changed places, an inner letter left out and a letter that stands twice seldom make another name: there few need bear
the other half, or the article or any office on record need show the person.

Silent on every form that anybody in the base bears, on other romanisations of the same name unless the text has the usual one as well, and where the text has the name
several times, since then it is somebody else's.",
    examples: &[
        Example { date: "2024-06-10", text: "«Narenda Modi» was sworn in for a third term on Sunday.", fixed: Some("Narendra Modi") },
        Example { date: "2015-09-01", text: "Chancellor «Merkle» said that Germany could cope.", fixed: Some("Merkel") },
        Example { date: "2024-06-10", text: "«Emmanuel Marcon» said on Monday that France would wait.", fixed: Some("Emmanuel Macron") },
        Example { date: "2024-06-10", text: "Ukrainian leader «Volodimir Zelenski» thanked the allies.", fixed: Some("Volodymyr Zelenskyy") },
        Example { date: "2024-06-10", text: "German Chancellor Olaf Scholz spoke in Berlin. Mr «Sholz» left at once.", fixed: Some("Scholz") },
        Example { date: "2015-06-10", text: "The Greek prime minister, Alexis Tsipras, spoke. «Tspiras» said no.", fixed: Some("Tsipras") },
        Example { date: "2019-06-10", text: "«Margaret Tatcher» was remembered in London.", fixed: Some("Margaret Thatcher") },
        Example { date: "2016-02-09", text: "South Korean President «Park Guen-hye» ordered the closure.", fixed: Some("Park Geun-hye") },
        Example { date: "2024-06-10", text: "European Commission President «Ursula von der Layen» spoke in Brussels.", fixed: Some("Ursula von der Leyen") },
        Example { date: "2022-06-10", text: "General «Min Aung Hliang» inspected the troops in Naypyidaw.", fixed: Some("Min Aung Hlaing") },
        Example { date: "1999-06-10", text: "Former German Chancellor «Helmut Khol» spoke in Bonn.", fixed: Some("Helmut Kohl") },
        Example { date: "2025-03-10", text: "Lebanese President «Joseph Aoum» spoke in Beirut.", fixed: Some("Joseph Aoun") },
        Example { date: "1996-08-28", text: "He added that the apartheid-era president P.W. «Boha» may be called.", fixed: Some("Botha") },
        Example { date: "1999-05-10", text: "Power fell to the army after the death of «Ahmeed Sekou Toure».", fixed: Some("Ahmed Sékou Touré") },
        Example { date: "2012-06-24", text: "«Tony Bllair» says that he has no regrets.", fixed: Some("Tony Blair") },
        Example { date: "1963-06-14", text: "Sukarno was in Tokyo. The meeting was the idea of «Sukkarno», who needed a rest.", fixed: Some("Sukarno") },
        Example { date: "2025-04-16", text: "U.S. President Donald Trump waits. Japan's minister met with «Turmp» for 50 minutes.", fixed: Some("Trump") },
        Example { date: "1996-08-26", text: "Japan's «Hashiomto» leaves for Peru\n\nPrime Minister Ryutaro Hashimoto left on Monday.", fixed: Some("Hashimoto") },
        Example { date: "2013-08-30", text: "David Cameron lost. The house voted against «Camerno»'s Syrian plans.", fixed: Some("Cameron") },
        Example { date: "2023-11-18", text: "An article misspelled the name of Argentina's leader. He is Javier Milei, not Millei.", fixed: None },
        Example { date: "2016-06-10", text: "«Gola Meir» and Moshe Dayan were there.", fixed: Some("Golda Meir") },
        Example { date: "2012-08-22", text: "French President «Francois Holland» spoke about Greece on Wednesday.", fixed: Some("François Hollande") },
        Example { date: "2011-12-06", text: "The plan was agreed on Monday by French President «Nicholas Sarkozy».", fixed: Some("Nicolas Sarkozy") },
        Example { date: "2011-09-17", text: "European Commission President «Barosso» will come with a proposal.", fixed: Some("Barroso") },
        Example { date: "2010-11-11", text: "South Korean President «Lee Myung-back» spoke in Seoul on Thursday.", fixed: Some("Lee Myung-bak") },
        Example { date: "2011-10-23", text: "Chinese Premier «Wen Jibao» spoke on Sunday.", fixed: Some("Wen Jiabao") },
        Example { date: "2013-08-28", text: "Belarusian President «Alexander Lukashanko» signed the decree.", fixed: Some("Alexander Lukashenko") },
        Example { date: "2010-11-16", text: "Luxembourg Prime Minister «Jean Claude-Juncker» chairs the talks.", fixed: Some("Jean-Claude Juncker") },
        Example { date: "2010-11-16", text: "Luxembourg Prime Minister Jean Claude Juncker chairs the talks.", fixed: None },
        Example { date: "2018-11-16", text: "The two met Kim Jong-un and Kim-Jong un.", fixed: None },
        Example { date: "2011-12-26", text: "Japanese Foreign Minister Koichiro Gemba spoke in Tokyo.", fixed: None },
        Example { date: "2011-05-16", text: "Andrea Johnson, an analyst, spoke in New York.", fixed: None },
        Example { date: "2012-04-05", text: "Union District President Stephen Smyth told reporters in Australia.", fixed: None },
        Example { date: "2010-02-16", text: "German Finance Minister Wolfgang Schaeuble spoke in Berlin.", fixed: None },
        Example { date: "1987-03-04", text: "John Curti, an analyst, said that drilling would go on.", fixed: None },
        Example { date: "2016-06-10", text: "James Bakr runs a shop in Leeds.", fixed: None },
        Example { date: "1996-08-26", text: "The former prime minister, Omar Karame, lost his seat.", fixed: None },
        Example { date: "2015-09-01", text: "Chancellor Merkel said that Germany could cope.", fixed: None },
        Example { date: "2015-09-01", text: "John Merkle said that the town could cope.", fixed: None },
        Example { date: "2019-06-10", text: "«Vladimir Puttin» spoke on Monday. Putin left at once.", fixed: Some("Vladimir Putin") },
        Example { date: "2019-06-10", text: "«Vladimir Puttin» spoke on Monday.", fixed: Some("Vladimir Putin") },
        Example { date: "2019-06-10", text: "Boris Yelttsin spoke on Monday.", fixed: None },
        Example { date: "2010-06-10", text: "Vladimir Putin spoke on Monday. Mrs Putina left at once.", fixed: None },
        Example { date: "1963-06-14", text: "Queen Frederika said on Monday that she would go to London.", fixed: None },
        Example { date: "2003-06-10", text: "U.S. President «Geore Bush» spoke on Monday.", fixed: Some("George Bush") },
        Example { date: "2019-06-10", text: "Russian President «Vladimmir Putin» spoke on Monday.", fixed: Some("Vladimir Putin") },
        Example { date: "2024-06-10", text: "Volodymyr Zelensky spoke. Zelenskiy said that help had come.", fixed: None },
        Example { date: "2024-06-10", text: "Olaf Scholz spoke. Martin Schulz said that he agreed.", fixed: None },
        Example { date: "2015-06-10", text: "The Hungarian leader, Viktor Orbán, spoke. Urban voters said no.", fixed: None },
        Example { date: "2024-06-10", text: "Emmanuel Marchand said on Monday that the bakery would wait.", fixed: None },
        Example { date: "2017-06-10", text: "Donald Trump spoke first. The Trumps said goodbye.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let cast = on_stage(checker);
    for (idx, block) in checker.ctx.document.blocks.iter().enumerate() {
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        let reading = &checker.ctx.readings[idx];
        let spell = Speller {
            checker,
            block: idx,
            text: &block.text,
            reading,
        };
        let titled = reading.phrases.iter().filter_map(|it| spell.with_title(it));
        let mut found: Vec<Slip> = titled.collect();
        let parts = reading.hits.iter().flat_map(|it| spell.part_known(it));
        let begun = (0..block.text.words.len()).filter_map(|it| spell.begun(it));
        let alone = spell.on_stage(&cast);
        let hyphens = reading.hits.iter().filter_map(|it| spell.hyphens(it));
        for slip in parts.chain(begun).chain(alone).chain(hyphens) {
            let apart =
                |it: &Slip| it.words.last <= slip.words.first || slip.words.last <= it.words.first;
            if found.iter().all(apart) {
                found.push(slip);
            }
        }
        findings.extend(found.into_iter().map(|it| finding(checker, idx, it)));
    }
}

/// How long somebody who has left office is as likely meant as one in office.
const YEARS_IN_MIND: i32 = 4;

/// How long after their death leaders are in the news without more being said.
const YEARS_REMEMBERED: i32 = 30;

/// From so many bearers in the base on, a given name is known to it in every usual spelling.
const COMMON: usize = 5;

/// A name that is not written as it should be.
struct Slip {
    words: Words,
    person: RecordId,
    /// As it should be.
    known: String,
}

/// One block, and what is asked of it.
struct Speller<'a> {
    checker: &'a Checker<'a>,
    block: usize,
    text: &'a BlockText,
    reading: &'a Reading,
}

/// The short forms of everybody in the article, folded, from five letters on.
fn on_stage(checker: &Checker<'_>) -> Vec<(RecordId, String)> {
    let mut forms: Vec<(RecordId, String)> = Vec::new();
    let mut persons: Vec<RecordId> = checker
        .ctx
        .cast
        .appearances
        .iter()
        .map(|it| it.person)
        .collect();
    persons.sort_unstable();
    persons.dedup();
    for person in persons {
        let name = &checker.ctx.kb.person(person).name;
        for form in [&name.second, &name.family] {
            let folded = prose::fold(form);
            let one = !folded.contains(' ') && folded.chars().count() > 4;
            if one && !forms.iter().any(|it| *it == (person, folded.clone())) {
                forms.push((person, folded));
            }
        }
    }
    forms
}

fn finding(checker: &Checker<'_>, block: usize, slip: Slip) -> Finding {
    let kb = checker.ctx.kb;
    let at = &checker.ctx.document.blocks[block];
    let range = range_of(&at.text, at.range.start, slip.words);
    let record = kb.person(slip.person);
    let known = slip.known;
    Finding {
        code: PAGE.code,
        severity: PAGE.severity,
        range,
        message: format!("Did you mean {known}?"),
        fixes: vec![Fix {
            title: format!("Replace with “{known}”"),
            edit: Edit { range, text: known },
        }],
        evidence: vec![Evidence {
            statement: format!("{}: the name on record", record.name.full),
            source: statement::sources(kb, &record.sources),
        }],
        related: Vec::new(),
        tag: None,
    }
}

impl Speller<'_> {
    /// "Narenda Modi", "Emmanuel Marcon", "Xi Jingping": a part of a full name, and beside it a word that nobody in the base
    /// bears and that is a slip away from the rest.
    fn part_known(&self, hit: &Hit) -> Option<Slip> {
        if !(hit.kinds.given || hit.is_person()) || hit.is_place() {
            return None;
        }
        let kb = self.checker.ctx.kb;
        let mut found: Option<Slip> = None;
        // The same few words are compared with the forms of hundreds of Johns.
        let mut windows: Vec<(usize, usize, u64)> = Vec::new();
        let mut initials = |first: usize, last: usize| {
            let mut known = windows.iter();
            if let Some(it) = known.find(|it| (it.0, it.1) == (first, last)) {
                return it.2;
            }
            let initials = self.initials(first, last);
            windows.push((first, last, initials));
            initials
        };
        // A slip in a first letter is rare, and comparing every form of every John is not free.
        for alike in hit.info.full_forms(kb, prose::fold) {
            let n_words = usize::from(alike.words);
            let beside = n_words.checked_sub(hit.last - hit.first);
            let ahead = 0..=beside.filter(|it| *it > 0).unwrap_or_default();
            for first in ahead.filter_map(|it| hit.first.checked_sub(it)) {
                let last = first + n_words;
                if last <= hit.last && first >= hit.first
                    || last > self.text.words.len()
                    || initials(first, last) != alike.initials
                {
                    continue;
                }
                let mut forms = kb.person(alike.person).full_forms();
                let form = forms.nth(usize::from(alike.form));
                let words = Words { first, last };
                let slip = form.and_then(|it| self.rest_of(hit, words, alike.person, it));
                match (&found, slip) {
                    (_, None) => {}
                    (Some(other), Some(slip)) if other.person != slip.person => return None,
                    (Some(_), Some(_)) => {}
                    (None, slip) => found = slip,
                }
            }
        }
        found
    }

    /// Those of the words as [`kb::FullForm`] has them.
    fn initials(&self, first: usize, last: usize) -> u64 {
        let first_byte = |it: usize| self.text.folded_word(it).bytes().next();
        kb::initials((first..last).map(|it| first_byte(it).unwrap_or_default()))
    }

    /// The words as a form of a person's name, in which one beside the hit is a slip away from what it should be.
    fn rest_of(&self, hit: &Hit, words: Words, person: RecordId, form: &str) -> Option<Slip> {
        let fits = words.last <= self.text.words.len() && self.is_free(words_of(hit), words);
        if !fits {
            return None;
        }
        let written = folded(self.text, words);
        let known = prose::fold(form);
        let (idx, n_edits) = one_slip(&written, &known)?;
        let word = words.first + idx;
        // The part that is known is the part that is right.
        let beside = word < hit.first || hit.last <= word;
        let rare = distinct(&hit.info.persons) < COMMON;
        let meant = beside && self.is_meant(person, words, &known, idx, n_edits, rare);
        (meant && !self.is_borne(&written) && self.count(&written) < 3).then(|| Slip {
            words,
            person,
            known: form.to_owned(),
        })
    }

    /// "Jean Claude-Juncker": the hyphen of a name between two other words of it.
    fn hyphens(&self, hit: &Hit) -> Option<Slip> {
        let words = &self.text.words[hit.first + 1..hit.last];
        let joined = || words.iter().map(|it| it.before == Separator::Hyphen);
        if !is_whole(hit) || joined().filter(|it| *it).count() != 1 {
            return None;
        }
        let [entry] = hit.info.persons.as_slice() else {
            return None;
        };
        let kb = self.checker.ctx.kb;
        let written = folded(self.text, words_of(hit));
        let hyphens = |form: &str| -> Vec<bool> {
            let gaps = form.chars().filter(|it| matches!(it, ' ' | '-'));
            gaps.map(|it| it == '-').collect()
        };
        let forms = || {
            kb.person(entry.record)
                .full_forms()
                .filter(|it| prose::fold(it) == written)
        };
        let known = forms().find(|it| hyphens(it).contains(&true))?;
        let apart = |form: &String| {
            let form = hyphens(form);
            form.len() == words.len() && form.into_iter().zip(joined()).all(|(a, b)| !(a && b))
        };
        forms().all(apart).then(|| Slip {
            words: words_of(hit),
            person: entry.record,
            known: known.clone(),
        })
    }

    /// "Min Aung Hliang", "F.W. de Klrk": no part of the name is known by itself, but hardly another begins with all words but the
    /// last.
    fn begun(&self, first: usize) -> Option<Slip> {
        let kb = self.checker.ctx.kb;
        // "F.W."
        let initials = self.text.words[first].shape == Shape::Capitals;
        let n_begun = if initials { 1 } else { 2 };
        let joined = |word: usize| {
            let word = self.text.words.get(word);
            word.is_some_and(|it| {
                it.before == Separator::Space && matches!(it.shape, Shape::Capital | Shape::Mixed)
                    || lexicon::is_particle(self.text.folded_word(first + 1))
            })
        };
        if !(1..=n_begun).all(|it| joined(first + it))
            || !kb.may_begin_name(self.text.folded_word(first))
        {
            return None;
        }
        let begun = Words {
            first,
            last: first + n_begun,
        };
        let prefix = folded(self.text, begun) + " ";
        let mut found: Option<Slip> = None;
        for (known, at) in kb.complete(&prefix, COMMON) {
            let words = Words {
                first,
                last: first + known.split(' ').count(),
            };
            if words.last > self.text.words.len() {
                continue;
            }
            let written = folded(self.text, words);
            let Some((idx, n_edits)) = one_slip(&written, &known) else {
                continue;
            };
            for entry in &kb.bearers(at).persons {
                let person = entry.record;
                let meant = entry.kind == NameKind::Full
                    && idx >= n_begun
                    && self.is_free(begun, words)
                    && self.is_meant(person, words, &known, idx, n_edits, true);
                if !meant {
                    continue;
                }
                if found.as_ref().is_some_and(|it| it.person != person) {
                    return None;
                }
                // Initials stay as the article writes them.
                let known = spelled(kb.person(person), &known);
                let Some(right) = parts(&known).rev().nth(words.last - 1 - first - idx) else {
                    continue;
                };
                found = Some(Slip {
                    words: Words {
                        first: first + idx,
                        last: first + idx + 1,
                    },
                    person,
                    known: right.to_owned(),
                });
            }
        }
        found
    }

    /// Whether a slip is likelier than another person: somebody in office at the time, or one who led a state, and no second way
    /// to write the name. Where letters only changed places, or one stands twice or is missing, hardly anybody bears the name so;
    /// `rare`: few bear what is right of it.
    fn is_meant(
        &self,
        person: RecordId,
        words: Words,
        known: &str,
        idx: usize,
        n_edits: usize,
        rare: bool,
    ) -> bool {
        let kb = self.checker.ctx.kb;
        let record = kb.person(person);
        let clock = self.clock(words);
        let Some(right) = known.split(' ').nth(idx) else {
            return false;
        };
        let slip = self.text.folded_word(words.first + idx);
        let letters = right.chars().count();
        let typed = is_typed(slip, right);
        // Who left office a few years ago is still in the news.
        let years = Span {
            from: clock.from.map(|it| it.plus_days(-YEARS_IN_MIND * 365)),
            to: clock.to,
        };
        let active = || {
            let mut terms = record.terms.iter();
            may_live(kb, person, clock) && terms.any(|it| !it.held(years, Day::MAX).is_no())
        };
        // A letter for another makes a name of a name: not of those whom hardly anybody writes of any more.
        let remembered = || {
            record.died.is_none_or(|died| {
                let passed = clock.to.map(|it| it.days_since(died.last()));
                typed || passed.is_none_or(|it| it < YEARS_REMEMBERED * 365)
            })
        };
        let led = || {
            n_edits == 1
                && remembered()
                && (letters > 5 || typed && letters > 4)
                && record.terms.iter().any(|it| is_head(kb, it.office))
        };
        let sure = || {
            typed
                && !record.terms.is_empty()
                && (letters > 5
                    || letters > 4
                        && (rare || words.last - words.first > 2 || self.is_on_stage(person)))
        };
        let variant = || {
            record
                .full_forms()
                .any(|it| prose::fold(it).split(' ').any(|it| it == slip))
                || self.is_romanisation(person, slip, right, clock)
        };
        (active() || led() || sure())
            && (typed || !self.has_another_title(person, words.first))
            && !self.is_somebody(slip, idx > 0)
            && !variant()
    }

    /// "Union District President Stephen Smyth": the title beside the name is none that this person ever had.
    fn has_another_title(&self, person: RecordId, word: usize) -> bool {
        let kb = self.checker.ctx.kb;
        let mut phrases = self.reading.phrases.iter();
        let phrase = phrases.find(|it| {
            let name = it.name.as_ref().map(|it| it.words);
            name.is_some_and(|it| it.first <= word && word < it.last)
        });
        let titles = phrase.map_or(&[][..], |it| &it.titles);
        // "District" before "President" makes a name of both to the grammar.
        let bare = titles.is_empty()
            && word > 0
            && self.is_joined(word)
            && self.is_in(word - 1, |it| it.kinds.title);
        bare || {
            !titles.is_empty()
                && titles.iter().all(|title| {
                    let meaning = Meaning::new(kb, self.reading, title);
                    title.modified || terms_of(kb, person, |office| meaning.fits(office)).is_empty()
                })
        }
    }

    /// The article names the person elsewhere.
    fn is_on_stage(&self, person: RecordId) -> bool {
        let mut appearances = self.checker.ctx.cast.appearances.iter();
        appearances.any(|it| it.person == person)
    }

    /// Surnames by themselves, a slip away from that of somebody in the article, where somebody speaks or acts.
    fn on_stage(&self, cast: &[(RecordId, String)]) -> Vec<Slip> {
        let mut slips = Vec::new();
        for (idx, word) in self.text.words.iter().enumerate() {
            // Most words stand where no bare surname does, and are compared with none.
            if cast.is_empty()
                || !matches!(word.shape, Shape::Capital | Shape::Mixed)
                || !self.is_alone(idx)
                || self.is_corrected(idx)
            {
                continue;
            }
            let written = self.text.folded_word(idx);
            let acts = self.acts(idx);
            let opens = clause::sentence(self.text, idx).first == idx;
            let goes_on = self.is_joined(idx + 1)
                && !word.possessive
                && self.is_capital(idx + 1)
                && !self.is_thing(idx + 1);
            let mut near = cast.iter().filter(|(_, it)| {
                let (a, b) = (written.as_bytes(), it.as_bytes());
                // One letter at the head is right at least, and most words of a text are told apart by that.
                let begins = a.first() == b.first() || a.get(1) == b.get(1);
                begins
                    && written != it
                    && a.len().abs_diff(b.len()) <= 2
                    && edits(written, it).is_some()
                    && (acts || !goes_on && is_surely_typed(written, it, opens))
            });
            let (Some((person, known)), None) = (near.next(), near.next()) else {
                continue;
            };
            let words = Words {
                first: idx,
                last: idx + 1,
            };
            let record = self.checker.ctx.kb.person(*person);
            let plural = written.strip_suffix('s').is_some_and(|it| it == known)
                || written.strip_suffix("es").is_some_and(|it| it == known);
            if plural
                || self.checker.ctx.names.lookup(written).is_some()
                || record
                    .full_forms()
                    .any(|it| prose::fold(it).split(' ').any(|it| it == written))
                || self.is_romanisation(*person, written, known, self.clock(words))
                || self.count(written) >= 3
            {
                continue;
            }
            slips.push(Slip {
                words,
                person: *person,
                known: spelled(record, known),
            });
        }
        slips
    }

    /// The word stands where a bare surname does: behind "Mr" or before a verb of acting.
    fn acts(&self, word: usize) -> bool {
        let next = self.text.words.get(word + 1);
        self.has_courtesy(word)
            || next.is_some_and(|it| it.before == Separator::Space)
                && lexicon::is_report_verb(self.text.folded_word(word + 1))
    }

    fn has_courtesy(&self, word: usize) -> bool {
        let before = word.checked_sub(1);
        before.is_some_and(|it| lexicon::is_courtesy(self.text.folded_word(it)))
    }

    /// "He is Javier Milei, not Millei": the slip is what the article is about.
    fn is_corrected(&self, word: usize) -> bool {
        let before = word.checked_sub(1);
        before.is_some_and(|it| self.text.folded_word(it) == "not")
    }

    /// The word stands beside no other name.
    fn is_alone(&self, word: usize) -> bool {
        self.has_courtesy(word) || word == 0 || {
            let before = word - 1;
            self.text.words[word].before != Separator::Space
                || self.text.words[before].shape == Shape::Lower
                || self.text.words[before].possessive
                || self.is_in(before, |it| it.kinds.title)
                || lexicon::stands_beside_names(self.text.folded_word(before))
        }
    }

    /// The window holds, beside the words that are known, only words with a capital that are no names, and nothing of the kind goes
    /// on beside it.
    fn is_free(&self, known: Words, words: Words) -> bool {
        let own = |word: usize| known.first <= word && word < known.last;
        let inside = (words.first..words.last).all(|word| {
            // The second half of "Jong-un" is written small.
            let named = self.is_capital(word)
                || self.text.words[word].before == Separator::Hyphen
                || lexicon::is_particle(self.text.folded_word(word));
            let thing =
                self.is_thing(word) && !(word + 1 == words.last && self.is_titled(words.first));
            own(word) || named && !thing && !self.is_in(word, is_whole)
        });
        let parted = (words.first + 1..words.last)
            .any(|it| !self.is_joined(it) || self.text.words[it - 1].possessive);
        let is_name = |word: usize| {
            let folded = self.text.folded_word(word);
            self.is_capital(word)
                && !self.is_thing(word)
                && !lexicon::stands_beside_names(folded)
                && !lexicon::is_honorific(folded)
                && !matches!(
                    folded,
                    "excellency" | "jr" | "sr" | "democrat" | "republican"
                )
        };
        let before = || words.first > 0 && self.is_joined(words.first) && is_name(words.first - 1);
        let opens = || lexicon::stands_beside_names(self.text.folded_word(words.first));
        let after = || {
            self.is_joined(words.last)
                && !self.text.words[words.last - 1].possessive
                && is_name(words.last)
        };
        inside && !parted && !before() && !after() && !opens()
    }

    /// "President Francois Holland": behind a title even the name of a country is a surname.
    fn is_titled(&self, word: usize) -> bool {
        let mut phrases = self.reading.phrases.iter();
        phrases.any(|it| {
            !it.titles.is_empty() && it.name.as_ref().is_some_and(|it| it.words.first == word)
        })
    }

    fn is_capital(&self, word: usize) -> bool {
        matches!(self.text.words[word].shape, Shape::Capital | Shape::Mixed)
    }

    /// The word stands right behind another.
    fn is_joined(&self, word: usize) -> bool {
        let before = self.text.words.get(word).map(|it| it.before);
        matches!(before, Some(Separator::Space | Separator::Hyphen))
    }

    /// Whether the word belongs to a hit of some kind.
    fn is_in(&self, word: usize, kind: fn(&Hit) -> bool) -> bool {
        // They are in order, and none is over another.
        let hits = &self.reading.hits;
        let next = hits.partition_point(|it| it.last <= word);
        hits.get(next)
            .is_some_and(|it| it.first <= word && kind(it))
    }

    fn is_thing(&self, word: usize) -> bool {
        self.is_in(word, |it| {
            it.is_place() || it.kinds.title || it.kinds.treaty
        })
    }

    /// Somebody else bears the word, as a surname or as a given name.
    fn is_somebody(&self, word: &str, surname: bool) -> bool {
        let info = self.checker.ctx.names.lookup(word);
        info.is_some_and(|info| {
            let mut kinds = info.persons.iter().map(|it| it.kind);
            kinds.any(|it| (it == NameKind::Given) != surname)
        })
    }

    fn is_borne(&self, written: &str) -> bool {
        let info = self.checker.ctx.names.lookup(written);
        info.is_some_and(|info| info.persons.iter().any(|it| it.kind != NameKind::Given))
    }

    /// Another way to write a word of a name from another script. A text that also has the usual one made a slip, and so did one
    /// that doubles a letter in a name that many bear, or in that of one who is in power and in every paper.
    fn is_romanisation(&self, person: RecordId, written: &str, known: &str, clock: Span) -> bool {
        let kb = self.checker.ctx.kb;
        let record = kb.person(person);
        let rules = || {
            let mut terms = record.terms.iter();
            terms.any(|it| is_head(kb, it.office) && it.held(clock, Day::MAX).is_yes())
        };
        let Some(script) = script_of(kb, record) else {
            return false;
        };
        !is_exchange(written, known)
            && skeleton(written, script) == skeleton(known, script)
            && self.count(known) == 0
            && !(is_doubled(written, known)
                && (is_never_doubled(written, known) || self.is_common(known) || rules()))
    }

    /// "Vladimir", "Mikhail": the given name of several persons in the base.
    fn is_common(&self, given: &str) -> bool {
        let info = self.checker.ctx.names.lookup(given);
        info.is_some_and(|info| {
            let of = info.persons.iter();
            of.filter(|it| it.kind == NameKind::Given).count() >= COMMON
        })
    }

    /// How often the article has the words.
    fn count(&self, folded: &str) -> usize {
        let blocks = &self.checker.ctx.document.blocks;
        blocks
            .iter()
            .map(|it| it.text.folded.matches(folded).count())
            .sum()
    }

    fn clock(&self, words: Words) -> Span {
        (self.checker.ctx.clock)(self.block, words.first).span
    }
}

/// A full name of more than one word: nothing is missing beside it.
fn is_whole(hit: &Hit) -> bool {
    hit.kinds.full && hit.last - hit.first > 1
}

fn words_of(hit: &Hit) -> Words {
    Words {
        first: hit.first,
        last: hit.last,
    }
}

/// How many persons bear a name.
fn distinct(bearers: &[NameEntry]) -> usize {
    let mut persons: Vec<RecordId> = bearers.iter().map(|it| it.record).collect();
    persons.sort_unstable();
    persons.dedup();
    persons.len()
}

/// The words of a form, parted as a text parts them.
fn parts(form: &str) -> impl DoubleEndedIterator<Item = &str> {
    form.split([' ', '-']).filter(|it| !it.is_empty())
}

/// The form of the record that folds to `folded`.
fn spelled(person: &kb::Person, folded: &str) -> String {
    let name = &person.name;
    let forms = [&name.full, &name.second, &name.family]
        .into_iter()
        .chain(&person.spellings)
        .chain(&person.short)
        .chain(&person.nicknames);
    forms
        .into_iter()
        .find(|it| prose::fold(it) == folded)
        .cloned()
        .unwrap_or_else(|| name.full.clone())
}
