use kb::{NameKind, RecordId};
use prose::{BlockText, Shape};

use crate::check::{Checker, Example, Page};
use crate::claims::is_checked;
use crate::office::{Meaning, may_live, terms_of};
use crate::phrases::{Phrase, Reading, Words};
use crate::resolve::{folded, range_of};
use crate::{Edit, Evidence, Finding, Fix, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "name/misspelled",
    title: "one or two letters from a known name",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A name that nobody in the base bears is one edit away from a known one (two from eight letters on, never in a name of four
letters or fewer), and something else says who is meant: the title or the state before it, or the other half of the name.

Silent on every form that anybody in the base bears, and where the text repeats the surname with another given name.",
    examples: &[
        Example { date: "2024-06-10", text: "«Narenda Modi» was sworn in for a third term on Sunday.", fixed: Some("Narendra Modi") },
        Example { date: "2015-09-01", text: "Chancellor «Merkle» said that Germany could cope.", fixed: Some("Merkel") },
        Example { date: "2015-09-01", text: "Chancellor Merkel said that Germany could cope.", fixed: None },
        Example { date: "2015-09-01", text: "John Merkle said that the town could cope.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for (idx, block) in checker.ctx.document.blocks.iter().enumerate() {
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        let reading = &checker.ctx.readings[idx];
        let mut seen = Vec::new();
        for phrase in &reading.phrases {
            let Some(name) = &phrase.name else { continue };
            seen.push(name.words);
            if name.institution || name.hit.is_some() && !name.beside_capital {
                continue;
            }
            if let Some((words, person)) =
                with_title(checker, idx, &block.text, reading, phrase, name.words)
                    .or_else(|| half_known(checker, idx, &block.text, name.words))
            {
                findings.push(finding(checker, idx, words, person));
            }
        }
        // "Narenda Modi": a known surname behind an unknown given name, without any title.
        for hit in &reading.hits {
            let first = hit.first.wrapping_sub(1);
            let free = hit.kinds.surname
                && !hit.kinds.full
                && hit.first > 0
                && !seen
                    .iter()
                    .any(|it| it.first <= first && hit.last <= it.last);
            let joined = free
                && block.text.words[hit.first].before == prose::Separator::Space
                && block.text.words[first].shape == Shape::Capital;
            if joined
                && let Some((words, person)) = half_known(
                    checker,
                    idx,
                    &block.text,
                    Words {
                        first,
                        last: hit.last,
                    },
                )
            {
                findings.push(finding(checker, idx, words, person));
            }
        }
        let _ = kb;
    }
}

fn finding(
    checker: &Checker<'_>,
    block: usize,
    words: Words,
    person: (RecordId, String),
) -> Finding {
    let kb = checker.ctx.kb;
    let (person, known) = person;
    let at = &checker.ctx.document.blocks[block];
    let range = range_of(&at.text, at.range.start, words);
    let record = kb.person(person);
    Finding {
        code: PAGE.code,
        severity: PAGE.severity,
        range,
        message: format!("Did you mean {known}?"),
        fixes: vec![Fix {
            title: format!("Replace with “{known}”"),
            edit: Edit {
                range,
                text: known.clone(),
            },
        }],
        evidence: vec![Evidence {
            statement: format!("{}: the name on record", record.name.full),
            source: statement::sources(kb, &record.sources),
        }],
        related: Vec::new(),
        tag: None,
    }
}

/// A title says who is meant: the one near name among those who hold or held the office.
fn with_title(
    checker: &Checker<'_>,
    block: usize,
    text: &BlockText,
    reading: &Reading,
    phrase: &Phrase,
    words: Words,
) -> Option<(Words, (RecordId, String))> {
    let kb = checker.ctx.kb;
    let title = phrase
        .titles
        .iter()
        .find(|it| !it.modified && !it.counterpart)?;
    let meaning = Meaning::new(kb, reading, title);
    let written = folded(text, words);
    let clock = (checker.ctx.clock)(block, words.first).span;
    let fits = |person: RecordId| {
        may_live(kb, person, clock)
            && !terms_of(kb, person, |office| meaning.fits(office)).is_empty()
    };
    let last = words.last - 1;
    if words.last - words.first == 1 {
        return near(checker, &written, false, &fits).map(|it| (words, it));
    }
    near(checker, &written, true, &fits)
        .map(|it| (words, it))
        .or_else(|| {
            // The given name is right and the surname is not.
            let surname = text.folded_word(last).to_owned();
            near(checker, &surname, false, &fits)
                .filter(|(person, _)| {
                    prose::fold(&kb.person(*person).name.given)
                        .split(' ')
                        .next()
                        == written.split(' ').next()
                })
                .map(|it| {
                    (
                        Words {
                            first: last,
                            last: last + 1,
                        },
                        it,
                    )
                })
        })
}

/// One half of the name is known and the whole is near to a full name of one person.
fn half_known(
    checker: &Checker<'_>,
    block: usize,
    text: &BlockText,
    words: Words,
) -> Option<(Words, (RecordId, String))> {
    let kb = checker.ctx.kb;
    let clock = (checker.ctx.clock)(block, words.first).span;
    if words.last - words.first < 2 {
        return None;
    }
    let half = |word: usize, surname: bool| {
        checker
            .ctx
            .names
            .lookup(text.folded_word(word))
            .is_some_and(|info| {
                info.persons
                    .iter()
                    .any(|it| (it.kind == NameKind::Given) != surname)
            })
    };
    if !half(words.last - 1, true) && !half(words.first, false) {
        return None;
    }
    // Another given name is another person: only a slip within the word counts.
    near(checker, &folded(text, words), true, &|person| {
        may_live(kb, person, clock)
            && kb
                .person(person)
                .terms
                .iter()
                .any(|it| !it.held(clock, date::Day::MAX).is_no())
    })
    .map(|it| (words, it))
}

/// The one person with a name at the allowed distance of what is written, for whom `fits` holds.
fn near(
    checker: &Checker<'_>,
    written: &str,
    full: bool,
    fits: &dyn Fn(RecordId) -> bool,
) -> Option<(RecordId, String)> {
    let names = checker.ctx.names;
    let kb = checker.ctx.kb;
    let is_borne = |info: &kb::Bearers| info.persons.iter().any(|it| it.kind != NameKind::Given);
    if names.lookup(written).is_some_and(|info| is_borne(&info)) {
        return None;
    }
    let mut found: Vec<(RecordId, String)> = Vec::new();
    // Two letters exchanged are two edits to the index and one to a reader.
    for suggestion in names.near(written).iter() {
        if !is_slip(written, &suggestion.folded) {
            continue;
        }
        let info = kb.bearers(suggestion.entries);
        for entry in &info.persons {
            let kind = if full {
                entry.kind == NameKind::Full
            } else {
                matches!(entry.kind, NameKind::Surname | NameKind::Full)
            };
            if kind
                && fits(entry.record)
                && !found.iter().any(|(person, _)| *person == entry.record)
            {
                found.push((
                    entry.record,
                    spelled(kb.person(entry.record), &suggestion.folded),
                ));
            }
        }
    }
    match found.as_slice() {
        [_] => found.pop(),
        _ => None,
    }
}

/// Within a word at most one edit (letters exchanged count as one), two from eight letters on, none in a word of four.
fn is_slip(written: &str, known: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (written.split(' ').collect(), known.split(' ').collect());
    if a.len() != b.len() {
        return false;
    }
    let mut edits = 0;
    for (a, b) in a.iter().zip(&b) {
        if a == b {
            continue;
        }
        let distance = strsim::osa_distance(a, b);
        let length = b.chars().count();
        let allowed = match length {
            0..=4 => 0,
            5..=7 => 1,
            _ => 2,
        };
        if distance > allowed {
            return false;
        }
        edits += distance;
    }
    (1..=2).contains(&edits)
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
