use kb::{ActKind, Treaty};

use crate::check::treaty_act_date::{treaties, words_of};
use crate::check::{Checker, Example, Page};
use crate::phrases::Words;
use crate::resolve::{range_of, sentence_of};
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/ended",
    title: "said to be in force after its end",
    severity: Severity::Error,
    on: true,
    explanation: "\
A treaty is said to be, or to remain, in force, though the records say that it expired, was terminated or was replaced before
the article appeared.

Silent where the sentence looks back, where a later act renewed the treaty, and where the day of its end is not on record.",
    examples: &[
        Example { date: "2021-06-01", text: "The INF Treaty, which is «still in force», bans such missiles.", fixed: None },
        Example { date: "2018-06-01", text: "The INF Treaty, which is still in force, bans such missiles.", fixed: None },
        Example { date: "2021-06-01", text: "The INF Treaty was in force for three decades.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let published = checker.ctx.publication.hard;
    if published.from.is_none() {
        return;
    }
    for (mention, record, text, base) in treaties(checker) {
        let Some((_, last)) = words_of(text, mention.range, base) else {
            continue;
        };
        let Some(sentence) = text.sentences.get(sentence_of(text, last - 1)) else {
            continue;
        };
        let Some(words) = in_force_behind(
            |at| (at < sentence.last as usize).then(|| text.folded_word(at)),
            last,
        ) else {
            continue;
        };
        let treaty = checker.ctx.kb.treaty(record);
        let Some(end) = end_of(treaty) else { continue };
        let event = (checker.ctx.clock)(mention.block as usize, words.first);
        let told = if event.stated { event.span } else { published };
        let Some(on) = end.on.filter(|it| it.is_certain()) else {
            continue;
        };
        if event.looks_back || on.last() >= published.first() || on.last() >= told.first() {
            continue;
        }
        findings.push(Finding {
            code: PAGE.code,
            severity: PAGE.severity,
            range: range_of(text, base, words),
            message: format!(
                "{}: {} {}.",
                treaty.name,
                statement::verb(end.act),
                on.long()
            ),
            fixes: Vec::new(),
            evidence: vec![statement::of_act(checker.ctx.kb, record, end)],
            related: Vec::new(),
            tag: None,
        });
    }
}

/// The last act that ended the treaty as a whole, unless a later one gave it life again.
pub(super) fn end_of(treaty: &Treaty) -> Option<&kb::Act> {
    let end = treaty.acts.iter().rev().find(|it| {
        it.state.is_none()
            && it.on.is_some()
            && matches!(
                it.act,
                ActKind::Expired | ActKind::Terminated | ActKind::Replaced
            )
    })?;
    let revived = treaty.acts.iter().any(|it| {
        it.state.is_none()
            && matches!(it.act, ActKind::Renewed | ActKind::InForce)
            && it
                .on
                .zip(end.on)
                .is_some_and(|(on, end)| on.first() > end.last())
    });
    (!revived).then_some(end)
}

/// `[, which] is|remains [still] in force` behind a name: the words that say so.
fn in_force_behind<'a>(word: impl Fn(usize) -> Option<&'a str>, from: usize) -> Option<Words> {
    let mut at = from;
    while matches!(word(at), Some("which" | "that")) {
        at += 1;
    }
    if !matches!(word(at), Some("is" | "remains")) {
        return None;
    }
    let first = at + 1;
    let first = if word(at) == Some("remains") {
        at
    } else {
        first
    };
    at += 1;
    if matches!(word(at), Some("still" | "currently" | "now")) {
        at += 1;
    }
    (word(at) == Some("in") && matches!(word(at + 1), Some("force" | "effect"))).then_some(Words {
        first,
        last: at + 2,
    })
}
