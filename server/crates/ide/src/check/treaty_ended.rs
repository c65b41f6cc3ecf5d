use date::Span;
use kb::{Act, ActKind, Treaty};
use prose::BlockKind;

use crate::check::deeds::{Spoken, Verb, treaties};
use crate::check::{Checker, Example, Page, mend};
use crate::phrases::Words;
use crate::{Finding, Severity, Tag, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/ended",
    title: "said to be in force after its end",
    severity: Severity::Error,
    on: true,
    explanation: "\
A treaty is said to be, or to remain, in force, though the records say that it expired, was terminated or was replaced before
the article appeared; or to have expired, before it did. A verb in the present (“limits”, “bans”, “obliges”) is a warning.

Silent where the sentence looks back or is set before the end, where a later act renewed the treaty, and where the day of its end is not on
record.",
    examples: &[
        Example { date: "2021-06-01", text: "The INF Treaty, which is «still in force», bars such missiles.", fixed: None },
        Example { date: "2021-06-01", text: "The INF Treaty «limits» Russian missiles.", fixed: Some("limited") },
        Example { date: "2003-06-01", text: "Russia says that the ABM Treaty «bans» the shield.", fixed: Some("banned") },
        Example { date: "2020-11-23", text: "New START, which «expired» in February, is next.", fixed: Some("expires") },
        Example { date: "2026-03-23", text: "New START, which expired in February, is next.", fixed: None },
        Example { date: "2018-06-01", text: "The INF Treaty, which is still in force, bans such missiles.", fixed: None },
        Example { date: "2021-06-01", text: "The INF Treaty was in force for three decades.", fixed: None },
        Example { date: "2021-06-01", text: "In 1988 the INF Treaty limits a whole class of weapons.", fixed: None },
        Example { date: "2021-06-01", text: "The INF Treaty limited Russian missiles until 2019.", fixed: None },
        Example { date: "2021-06-01", text: "The INF Treaty limits were never restored.", fixed: None },
        Example { date: "2021-06-01", text: "The Outer Space Treaty bans nuclear weapons in orbit.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let published = checker.ctx.publication.hard;
    if published.from.is_none() {
        return;
    }
    let kb = checker.ctx.kb;
    for (_, spoken, treaty) in treaties(checker) {
        findings.extend(early(checker, &spoken, treaty, published));
        let Some(end) = end_before(treaty, &spoken, published) else {
            continue;
        };
        let block = &checker.ctx.document.blocks[spoken.block];
        let in_force = in_force_behind(|at| spoken.word(at), spoken.words.last);
        let present = || match block.kind {
            BlockKind::Heading(_) => None,
            _ => present_verb(&spoken),
        };
        let (words, past) = match in_force {
            Some(words) => (words, None),
            None => match present() {
                Some((word, past)) => (
                    Words {
                        first: word,
                        last: word + 1,
                    },
                    Some(past),
                ),
                None => continue,
            },
        };
        let on = end.on.map(|it| it.long()).unwrap_or_default();
        let message = format!("{}: {} {on}.", treaty.name, statement::verb(end.act));
        let range = spoken.range(words);
        let fixes = past.map(|it| mend::replace(range, it.to_owned()));
        let warning = past.is_some();
        let evidence = vec![statement::of_act(kb, spoken.record, end)];
        let fixes = fixes.into_iter().collect();
        let mut finding = checker.found(&PAGE, None, range, message, fixes, evidence);
        if warning {
            finding.severity = Severity::Warning;
        }
        finding.tag = Some(Tag::Deprecated);
        findings.push(finding);
    }
}

/// "New START, which expired in February", before it did.
fn early(
    checker: &Checker<'_>,
    spoken: &Spoken<'_>,
    treaty: &Treaty,
    published: Span,
) -> Option<Finding> {
    let deeds = spoken.deeds();
    let deed = deeds.iter().find(|it| {
        it.verb == Verb::Ended && matches!(spoken.word(it.words.first), "expired" | "lapsed")
    })?;
    let end = end_of(treaty)?;
    let on = end.on.filter(|it| it.is_certain())?;
    let whole = || treaty.acts.iter().filter(|it| it.state.is_none());
    let other = whole().any(|it| {
        matches!(
            it.act,
            ActKind::Expired | ActKind::Terminated | ActKind::Replaced | ActKind::Suspended
        ) && it
            .on
            .is_none_or(|it| it.first() <= published.last().plus_days(2))
    });
    // A date of its own is judged elsewhere.
    if other || on.first() <= published.last().plus_days(2) || deed.when.is_some() {
        return None;
    }
    let range = spoken.range(deed.words);
    let message = format!(
        "{}: {} {}.",
        treaty.name,
        statement::verb(end.act),
        on.long()
    );
    let evidence = vec![statement::of_act(checker.ctx.kb, spoken.record, end)];
    let fixes = vec![mend::replace(
        range,
        match spoken.word(deed.words.first) {
            "lapsed" => "lapses".to_owned(),
            _ => "expires".to_owned(),
        },
    )];
    Some(checker.found(&PAGE, None, range, message, fixes, evidence))
}

/// The end of the treaty, where it lies before publication and before the time that the sentence tells of.
pub(super) fn end_before<'a>(
    treaty: &'a Treaty,
    spoken: &Spoken<'_>,
    published: Span,
) -> Option<&'a Act> {
    let end = end_of(treaty)?;
    let on = end.on.filter(|it| it.is_certain())?;
    let event = spoken.clock(spoken.words.last - 1);
    let told = if event.stated { event.span } else { published };
    // "under the treaty" looks back no more than "by the treaty".
    let under = spoken
        .words
        .first
        .checked_sub(1)
        .is_some_and(|it| spoken.word(it) == "under")
        && !(spoken.sentence.first..spoken.sentence.last).any(|it| {
            matches!(
                spoken.word(it),
                "had" | "was" | "were" | "then" | "once" | "formerly" | "previously" | "during"
            )
        });
    let looks_back = event.looks_back && !under;
    let ended = on.last() < published.first() && on.last() < told.first();
    (ended && !looks_back).then_some(end)
}

/// The last act that ended the treaty as a whole, unless a later one gave it life again.
pub(super) fn end_of(treaty: &Treaty) -> Option<&Act> {
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
pub(super) fn in_force_behind<'a>(word: impl Fn(usize) -> &'a str, from: usize) -> Option<Words> {
    let mut at = from;
    while matches!(word(at), "which" | "that") {
        at += 1;
    }
    let first = match word(at) {
        "still" => at,
        "is" => at + 1,
        "remains" => at,
        _ => return None,
    };
    at += 1;
    while matches!(
        word(at),
        "still" | "currently" | "now" | "formally" | "legally" | "is" | "remains"
    ) {
        at += 1;
    }
    let in_force = word(at) == "in" && matches!(word(at + 1), "force" | "effect");
    let valid = matches!(word(at), "valid" | "binding");
    let last = if in_force { at + 2 } else { at + 1 };
    (in_force || valid).then_some(Words { first, last })
}

/// "limits", "bans" right behind the name, where a noun would be one: its word and its past.
pub(super) fn present_verb(spoken: &Spoken<'_>) -> Option<(usize, &'static str)> {
    let mut at = spoken.words.last;
    if matches!(spoken.word(at), "which" | "that") {
        at += 1;
    }
    if spoken.word(at) == "still" {
        at += 1;
    }
    if !spoken.follows(at) || spoken.text.words[at - 1].possessive {
        return None;
    }
    let past = match spoken.word(at) {
        "limits" => "limited",
        "bans" => "banned",
        "binds" => "bound",
        "obliges" => "obliged",
        "requires" => "required",
        "caps" => "capped",
        "prohibits" => "prohibited",
        "commits" => "committed",
        "forbids" => "forbade",
        "restricts" => "restricted",
        "bars" => "barred",
        "governs" => "governed",
        "allows" => "allowed",
        "permits" => "permitted",
        "guarantees" => "guaranteed",
        "regulates" => "regulated",
        "outlaws" => "outlawed",
        _ => return None,
    };
    // "limits were", "bans on": a noun.
    let next = spoken.word(at + 1);
    let noun = next.is_empty()
        || matches!(
            next,
            "were"
                | "was"
                | "are"
                | "is"
                | "on"
                | "have"
                | "had"
                | "would"
                | "will"
                | "and"
                | "of"
                | "in"
                | "to"
                | "for"
        );
    (!noun).then_some((at, past))
}
