//! Whom "he" or "she" at the head of a sentence means, as far as a few words before it tell.

use prose::Separator;

use crate::claims::Context;
use crate::phrases::{Name, Phrase, Words};
use crate::resolve::{is_quoted, range_of, sentence_of};
use crate::{clause, lexicon, numbers};

/// The links that a pronoun can continue, the likeliest first: the subject of the sentence before, then whoever else it
/// names, each person once. Empty where that sentence names somebody whom nobody knows, or no subject.
pub(crate) fn antecedents(ctx: &Context<'_>, block: usize, word: usize) -> Vec<usize> {
    let text = &ctx.document.blocks[block].text;
    let number = sentence_of(text, word);
    if is_quoted(text, range_of(text, 0, one(word)), 0) {
        return Vec::new();
    }
    let meant = match text.folded_word(word) {
        "he" | "his" => Some("he"),
        "she" | "her" => Some("she"),
        _ => None,
    };
    let mut at = (block, number);
    for _ in 0..4 {
        at = match at {
            (block, number @ 1..) => (block, number - 1),
            // Out of its own paragraph into the one before, but no farther.
            (it, 0) if it == block => {
                let Some(before) = it.checked_sub(1) else {
                    break;
                };
                let sentences = ctx.document.blocks[before].text.sentences.len();
                match sentences.checked_sub(1) {
                    Some(last) => (before, last),
                    None => break,
                }
            }
            _ => break,
        };
        let text = &ctx.document.blocks[at.0].text;
        let sentence = &text.sentences[at.1];
        let sentence = Words {
            first: sentence.first as usize,
            last: sentence.last as usize,
        };
        let found = persons(ctx, at.0, sentence);
        if !found.is_empty() {
            return found;
        }
        // "Rabin was a soldier. He had fought. He was 73.", and not "He spoke. She was 73."
        let begins = text.folded_word(sentence.first);
        if !is_personal(begins) || meant.is_some_and(|it| it != begins) {
            return Vec::new();
        }
    }
    Vec::new()
}

/// "he", "she"
pub(crate) fn is_personal(word: &str) -> bool {
    matches!(word, "he" | "she")
}

/// A phrase of words that stand for a name: a pronoun, a title alone.
pub(crate) fn as_subject(words: Words) -> Phrase {
    Phrase {
        words,
        name: Some(Name {
            words,
            hit: None,
            beside_capital: false,
            goes_on: false,
            institution: false,
        }),
        titles: Vec::new(),
        place: None,
        honorific: None,
    }
}

pub(crate) fn one(word: usize) -> Words {
    Words {
        first: word,
        last: word + 1,
    }
}

fn persons(ctx: &Context<'_>, block: usize, sentence: Words) -> Vec<usize> {
    let text = &ctx.document.blocks[block].text;
    let start = ctx.links.partition_point(|it| it.block < block);
    let mut found: Vec<usize> = Vec::new();
    for (idx, link) in ctx.links.iter().enumerate().skip(start) {
        if link.block > block {
            break;
        }
        let phrase = &ctx.readings[block].phrases[link.phrase];
        if phrase.words.first < sentence.first || phrase.words.first >= sentence.last {
            continue;
        }
        // "X, the last leader of the Union," is X.
        if phrase.name.is_none() && is_apposition(ctx, block, phrase) {
            continue;
        }
        let [person] = link.mention.records.as_slice() else {
            match phrase.name {
                Some(_) => return Vec::new(),
                None => continue,
            }
        };
        if found.is_empty() {
            let subject = as_subject(phrase.words);
            let subject = match phrase.name {
                Some(_) => phrase,
                None => &subject,
            };
            let near = phrase.words.first - sentence.first <= 12;
            let acts = clause::predicate(text, subject).or_else(|| clause::relative(text, subject));
            if !near || acts.is_none() {
                return Vec::new();
            }
        }
        let known = |it: &usize| ctx.links[*it].mention.records.as_slice() == [*person];
        if !found.iter().any(known) {
            found.push(idx);
        }
    }
    found
}

/// Whether a title alone stands behind a name and a comma, with nothing but articles and adjectives between.
fn is_apposition(ctx: &Context<'_>, block: usize, phrase: &Phrase) -> bool {
    let text = &ctx.document.blocks[block].text;
    let first = phrase.words.first;
    let opens = (first.saturating_sub(3)..=first)
        .rev()
        .find(|it| text.words[*it].before == Separator::Comma);
    opens.is_some_and(|opens| {
        let filler = |it: usize| {
            let word = text.folded_word(it);
            lexicon::is_article(word)
                || numbers::ordinal(word).is_some()
                || matches!(
                    word,
                    "last" | "former" | "then" | "late" | "new" | "long" | "country's"
                )
        };
        (opens..first).all(filler)
            && clause::phrases_in(&ctx.readings[block], first.saturating_sub(12), opens)
                .iter()
                .any(|it| it.name.is_some() && it.words.last == opens)
    })
}
