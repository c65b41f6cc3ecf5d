//! What the checks of style share: where they speak at all, and what the writer wrote, letter by letter.

use date::Span;
use kb::{Kb, Kind, NameEntry, NameKind};
use prose::{BlockKind, BlockText, Separator, Shape};

use crate::check::{Checker, in_the_case_of};
use crate::claims::is_checked;
use crate::find::Hit;
use crate::phrases::Words;
use crate::resolve::{is_quoted, range_of};
use crate::{Edit, Evidence, Finding, Fix};

use super::Page;

/// Whether the words are the writer's own running text or headline: no quotation, caption or note.
pub(super) fn is_own_text(checker: &Checker<'_>, block: usize, words: Words) -> bool {
    let at = &checker.ctx.document.blocks[block];
    let own = matches!(
        at.kind,
        BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow
    );
    let range = range_of(&at.text, at.range.start, words);
    own && is_checked(at.kind, &at.text) && !is_quoted(&at.text, range, at.range.start)
}

/// Whether a place name is part of a longer name: "Burma Road", "Bank of Burma", "New Burma".
pub(super) fn is_in_a_name(text: &BlockText, hits: &[Hit], hit: &Hit) -> bool {
    let capital = |word: usize| {
        let it = &text.words[word];
        matches!(it.shape, Shape::Capital | Shape::Capitals | Shape::Mixed)
    };
    // Titles and people stand beside places and are no part of their names.
    let known = |word: usize| {
        let at = hits.iter().find(|it| it.first <= word && word < it.last);
        at.is_some_and(|it| it.kinds.title || it.is_person() || it.is_place())
    };
    let joined = |word: usize| {
        let before = text.words.get(word).map(|it| it.before);
        matches!(before, Some(Separator::Space | Separator::Hyphen))
    };
    let opens = |word: usize| {
        text.sentences.iter().any(|it| it.first as usize == word)
            && crate::lexicon::opens_sentences(text.folded_word(word))
    };
    let (first, last) = (hit.first, hit.last);
    let possessive = text.words[last - 1].possessive;
    let behind =
        last < text.words.len() && joined(last) && !possessive && capital(last) && !known(last);
    let hyphen = |word: usize| {
        text.words
            .get(word)
            .is_some_and(|it| it.before == Separator::Hyphen)
    };
    let before = first > 0 && joined(first) && {
        let previous = first - 1;
        let of = matches!(text.folded_word(previous), "of" | "for" | "in") && previous > 0;
        let (word, glued) = match of {
            true => (
                previous - 1,
                joined(previous) && text.folded_word(previous) == "of",
            ),
            false => (previous, true),
        };
        glued && capital(word) && !known(word) && !opens(word)
    };
    behind || before || hyphen(first) || hyphen(last)
}

/// Whether the hit names nothing but states, or nothing but capitals, by this kind of name.
pub(super) fn is_place(hit: &Hit, kinds: &[NameKind]) -> bool {
    hit.kinds.place
        && !hit.is_person()
        && !hit.kinds.organisation
        && !hit.kinds.title
        && hit.info.places.iter().all(|it| kinds.contains(&it.kind))
}

/// Whether a state that existed then may have been meant by this name of its own.
pub(super) fn may_be(kb: &Kb, entry: &NameEntry, clock: Span) -> bool {
    let existed = || match entry.record.kind() {
        Kind::State => !kb.state(entry.record).exists.at(clock).is_no(),
        _ => true,
    };
    entry.may_hold_in(clock) && existed()
}

/// A finding of style: these words, and how they should be.
pub(super) fn finding(
    checker: &Checker<'_>,
    page: &Page,
    block: usize,
    words: Words,
    wanted: &str,
    message: String,
    evidence: Evidence,
) -> Finding {
    let at = &checker.ctx.document.blocks[block];
    let range = range_of(&at.text, at.range.start, words);
    let written = range_of(&at.text, 0, words);
    let shouted =
        |it: &str| it.chars().any(char::is_uppercase) && !it.chars().any(char::is_lowercase);
    let text = match shouted(written.of(&at.text.source)) {
        true => in_the_case_of(written.of(&at.text.source), wanted),
        false => wanted.to_owned(),
    };
    Finding {
        code: page.code,
        severity: page.severity,
        range,
        message,
        fixes: vec![Fix {
            title: format!("Replace with “{text}”"),
            edit: Edit { range, text },
        }],
        evidence: vec![evidence],
        related: Vec::new(),
        tag: None,
    }
}

/// What the house says, as evidence.
pub(super) fn of_house(statement: String) -> Evidence {
    Evidence {
        statement,
        source: "house style".into(),
    }
}
