use kb::{NameEntry, NameKind};

use crate::check::{Checker, Example, Page, style};
use crate::phrases::Words;
use crate::resolve::folded;
use crate::{Finding, Severity};

pub(super) static PAGE: Page = Page {
    code: "place/house-name",
    title: "a country or city by another name than the house uses",
    severity: Severity::Information,
    on: true,
    explanation: "\
The house has a preferred name for the place (`places` in `attache.toml`, or a preset), and the text uses another.

Silent without a choice of house, before the day from which the house's form holds or on which the place bore it, in quotations, in
official names, and where the name is part of a longer one (“Burma Road”, “Bank of Ivory Coast”).",
    examples: &[
        Example { date: "2023-02-01", text: "<!-- attache: house wire -->\nThe army of «Burma» has extended its rule.", fixed: Some("Myanmar") },
        Example { date: "2023-02-01", text: "<!-- attache: house un -->\nThe delegation of «Turkey» arrived.", fixed: Some("Türkiye") },
        Example { date: "2023-02-01", text: "<!-- attache: house newspaper -->\nThe guests left «Kiev»'s station.", fixed: Some("Kyiv") },
        Example { date: "2023-02-01", text: "The army of Burma has extended its rule.", fixed: None },
        Example { date: "2023-02-01", text: "<!-- attache: house wire -->\nThe Burma Road was built before the war.", fixed: None },
        Example { date: "2023-02-01", text: "<!-- attache: house wire -->\nHe said: “I was born in Burma and I will die there.”", fixed: None },
        Example { date: "2021-02-01", text: "<!-- attache: house un -->\nThe delegation of Turkey arrived.", fixed: None },
        Example { date: "2023-02-01", text: "<!-- attache: house wire -->\nIn 1962, Burma was taken over by its army.", fixed: None },
        Example { date: "2023-02-01", text: "<!-- attache: house newspaper -->\nThe chicken Kiev was cold.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let ctx = checker.ctx;
    if ctx.house.places.is_empty() {
        return;
    }
    let known: Vec<(&str, Vec<NameEntry>)> = ctx
        .house
        .places
        .iter()
        .filter(|it| {
            let from = it.from.map(date::Date::first);
            from.is_none_or(|it| it <= ctx.publication.soft.first())
        })
        .filter_map(|it| {
            let info = ctx.names.lookup(&prose::fold(&it.name))?;
            Some((it.name.as_str(), info.places.clone()))
        })
        .collect();
    for (idx, block) in ctx.document.blocks.iter().enumerate() {
        let text = &block.text;
        let hits = &ctx.readings[idx].hits;
        for hit in hits {
            let words = Words {
                first: hit.first,
                last: hit.last,
            };
            if !style::is_place(hit, &[NameKind::State, NameKind::Capital]) {
                continue;
            }
            let name = folded(text, words);
            let clock = (ctx.clock)(idx, hit.first).span;
            let mut then = hit
                .info
                .places
                .iter()
                .filter(|it| style::may_be(ctx.kb, it, clock));
            let Some(record) = then.next().map(|it| it.record) else {
                continue;
            };
            let one = then.all(|it| it.record == record)
                && (record.kind() != kb::Kind::State || !was_called(checker, record, &name, clock));
            let wanted = known.iter().rev().find_map(|(wanted, entries)| {
                let same = entries.iter().find(|it| {
                    let kind = hit.info.places.iter().any(|hit| hit.kind == it.kind);
                    it.record == record && kind && it.may_hold_in(clock)
                })?;
                Some((*wanted, same.kind))
            });
            let Some((wanted, kind)) = wanted.filter(|(it, _)| one && prose::fold(it) != name)
            else {
                continue;
            };
            if is_official(checker, record, kind, &name)
                || is_dish(text.folded_word(hit.first.wrapping_sub(1)))
                || !style::is_own_text(checker, idx, words)
                || style::is_in_a_name(text, hits, hit)
            {
                continue;
            }
            let message = format!("The house writes {wanted}.");
            let evidence = style::of_house(format!("{}: {wanted}", ctx.kb.name(record)));
            findings.push(style::finding(
                checker, &PAGE, idx, words, wanted, message, evidence,
            ));
        }
    }
}

/// Whether the state was called so at the time that is told of, and no longer is.
fn was_called(checker: &Checker<'_>, state: kb::RecordId, name: &str, clock: date::Span) -> bool {
    let called = |clock: date::Span| {
        let names = checker.ctx.kb.state(state).names.iter();
        let then = names.filter(move |it| !it.during.at(clock).is_no());
        then.map(|it| prose::fold(&it.short)).collect::<Vec<_>>()
    };
    let now = called(checker.ctx.publication.soft);
    called(clock)
        .iter()
        .any(|it| it == name && !now.contains(it))
}

/// "Republic of Turkey": who writes the name in full means it.
fn is_official(checker: &Checker<'_>, state: kb::RecordId, kind: NameKind, name: &str) -> bool {
    kind == NameKind::State
        && checker.ctx.kb.state(state).names.iter().any(|it| {
            it.official != it.short && prose::fold(&it.official) == name
                || it.also.iter().any(|also| {
                    let capitals = !also.chars().any(char::is_lowercase);
                    (capitals || also.contains(" of ")) && prose::fold(also) == name
                })
        })
}

/// Food and birds keep the name they were given.
fn is_dish(word: &str) -> bool {
    matches!(word, "chicken" | "roast" | "wild" | "turkish")
}
