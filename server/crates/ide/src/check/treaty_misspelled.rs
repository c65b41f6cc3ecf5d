use kb::{NameKind, RecordId};
use prose::{BlockText, Separator, Shape};
use strsim::osa_distance;

use crate::check::{Checker, Example, Page, mend};
use crate::claims::is_checked;
use crate::phrases::Words;
use crate::resolve::{folded, range_of};
use crate::treaties::words;
use crate::{Evidence, Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/misspelled",
    title: "a treaty's name with a slip",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A word with a capital that the base does not know stands with “Treaty”, “Convention” or the like, and differs by one letter, in long
words by two, from the name of exactly one treaty.

Silent on short words, on names that stand in the text otherwise as well, and where the word is itself a name of the base.",
    examples: &[
        Example { date: "2012-02-01", text: "Voters rejected the «Mastricht» Treaty.", fixed: Some("Maastricht") },
        Example { date: "2012-02-01", text: "France signed the Treaty of «Versaille».", fixed: Some("Versailles") },
        Example { date: "2022-02-01", text: "States parties to the Escazu Agreement met.", fixed: None },
        Example { date: "2012-02-01", text: "Voters rejected the Maastricht Treaty.", fixed: None },
        Example { date: "2012-02-01", text: "The «Ottowa» Treaty bans land mines.", fixed: Some("Ottawa") },
        Example { date: "2012-02-01", text: "The Marsden Treaty is not known to anybody.", fixed: None },
        Example { date: "2012-02-01", text: "The Paris Convention Centre is large.", fixed: None },
        Example { date: "2012-02-01", text: "They signed the Merger Agreement and the Lease Agreement.", fixed: None },
        Example { date: "2012-02-01", text: "India and Pakistan honoured the Shimla Accord.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for (idx, block) in checker.ctx.document.blocks.iter().enumerate() {
        let text = &block.text;
        if !is_checked(block.kind, text) {
            continue;
        }
        for noun in 0..text.words.len() {
            let is_noun = text.words[noun].shape == Shape::Capital
                && words::noun(text.folded_word(noun))
                    .is_some_and(|(it, _)| it != words::Noun::Text);
            if !is_noun {
                continue;
            }
            for (word, phrase) in candidates(text, noun) {
                let known = checker.ctx.readings[idx]
                    .hits
                    .iter()
                    .any(|it| it.first <= word && word < it.last);
                if known {
                    continue;
                }
                let Some((record, right)) = meant(checker, text, word, phrase) else {
                    continue;
                };
                let range = range_of(
                    text,
                    block.range.start,
                    Words {
                        first: word,
                        last: word + 1,
                    },
                );
                let treaty = checker.ctx.kb.treaty(record);
                let message = format!("Did you mean {right}? {} is known.", treaty.name);
                let evidence = vec![Evidence {
                    statement: format!("{} is the only treaty of a name like this", treaty.name),
                    source: statement::sources(checker.ctx.kb, &treaty.sources),
                }];
                let fixes = vec![mend::replace(range, right)];
                findings.push(checker.found(&PAGE, None, range, message, fixes, evidence));
            }
        }
    }
}

/// "X Treaty" and "Treaty of X": the word and the words of the whole name.
fn candidates(text: &BlockText, noun: usize) -> Vec<(usize, Words)> {
    let capital = |at: usize| {
        text.words.get(at).is_some_and(|it| {
            it.before == Separator::Space && it.shape == Shape::Capital && !it.possessive
        })
    };
    let mut found = Vec::new();
    let before = noun.checked_sub(1).filter(|it| {
        text.words[noun].before == Separator::Space
            && text.words[*it].shape == Shape::Capital
            && !text.words[*it].possessive
    });
    // A longer name is not judged by its last words.
    let alone = |it: usize| {
        let first = it
            .checked_sub(1)
            .and_then(|it| Some((it, text.words.get(it)?)));
        !capital(it)
            || first.is_none_or(|(at, word)| {
                word.shape != Shape::Capital
                    || crate::lexicon::opens_sentences(text.folded_word(at))
            })
    };
    if let Some(word) = before.filter(|it| *it == 0 || alone(*it)) {
        found.push((
            word,
            Words {
                first: word,
                last: noun + 1,
            },
        ));
    }
    if text.folded_word(noun + 1) == "of" && capital(noun + 2) && !capital(noun + 3) {
        found.push((
            noun + 2,
            Words {
                first: noun,
                last: noun + 3,
            },
        ));
    }
    found
}

/// The one treaty that a misspelled name is near to, and the right form of the word.
fn meant(
    checker: &Checker<'_>,
    text: &BlockText,
    word: usize,
    phrase: Words,
) -> Option<(RecordId, String)> {
    let kb = checker.ctx.kb;
    let written = text.folded_word(word);
    let length = written.chars().count();
    if length < 5 || kb.lookup(written).is_some() || crate::lexicon::opens_sentences(written) {
        return None;
    }
    let limit = if length < 8 { 1 } else { 2 };
    let position = word - phrase.first;
    let mut found: Vec<(RecordId, String)> = Vec::new();
    for near in kb.slips(&folded(text, phrase)).iter() {
        let other = near.folded.split(' ').nth(position);
        let rest = |it: &str| -> Vec<String> {
            let words = it.split(' ').enumerate();
            words
                .filter(|(at, _)| *at != position)
                .map(|(_, it)| it.to_owned())
                .collect()
        };
        if other.is_none_or(|it| it == written || osa_distance(it, written) > limit)
            || rest(&near.folded) != rest(&folded(text, phrase))
        {
            continue;
        }
        for entry in kb.each_entry(near.entries) {
            if !matches!(entry.kind, NameKind::Treaty | NameKind::TreatyShared) {
                return None;
            }
            let treaty = kb.treaty(entry.record);
            let names = std::iter::once(&treaty.name).chain(&treaty.short);
            // "the Shimla Accord": another of its names is spelled so.
            let spells = |it: &String| prose::fold(it).split(' ').any(|it| it == written);
            if names.clone().any(spells) {
                return None;
            }
            let name = names.into_iter().find(|it| {
                prose::fold(it) == near.folded
                    || prose::fold(it).trim_start_matches("the ") == near.folded
            })?;
            let name = name.trim_start_matches("the ");
            let right = name.split(' ').nth(position)?;
            if !found.iter().any(|it| it.0 == entry.record) {
                found.push((entry.record, right.to_owned()));
            }
        }
    }
    match found.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}
