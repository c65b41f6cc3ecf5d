use date::Span;
use kb::{NameKind, RecordId};
use prose::{BlockText, Separator};

use crate::check::{Checker, Example, Page, mend, style};
use crate::find::Hit;
use crate::phrases::Words;
use crate::resolve::range_of;
use crate::{Evidence, Finding, Severity, lexicon, statement};

pub(super) static PAGE: Page = Page {
    code: "place/capital-at-date",
    title: "a capital of another time",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A capital bears a name that it had only for a time (“officials in Nur-Sultan said” in 2025), or the former capital stands for the government in a
dated sentence (“Bonn said on Monday”).

Silent where the name held at the time that is told of or on the day of publication, on former capitals as the cities that they still are, behind
“former” and “then”, and in longer names (“Air Nur-Sultan”).",
    examples: &[
        Example { date: "2025-06-10", text: "Officials in «Nur-Sultan» said on Monday that it was over.", fixed: Some("Astana") },
        Example { date: "2025-06-10", text: "«Bonn» said on Monday that it was over.", fixed: Some("Berlin") },
        Example { date: "2021-06-10", text: "Officials in Nur-Sultan said on Monday that it was over.", fixed: None },
        Example { date: "2025-06-10", text: "In June 2021 officials in Nur-Sultan said that it was over.", fixed: None },
        Example { date: "2025-06-10", text: "Officials in Bonn said on Monday that it was over.", fixed: None },
        Example { date: "2025-06-10", text: "The city that was then called Nur-Sultan has grown.", fixed: None },
        Example { date: "1985-06-10", text: "Bonn said on Monday that it was over.", fixed: None },
        Example { date: "2025-06-10", text: "The Nur-Sultan Cycling Club won on Monday.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let ctx = checker.ctx;
    for (idx, block) in ctx.document.blocks.iter().enumerate() {
        let text = &block.text;
        let hits = &ctx.readings[idx].hits;
        for hit in hits {
            if !style::is_place(hit, &[NameKind::Capital, NameKind::Metonym]) {
                continue;
            }
            // Most capitals still are, and that is told without asking for the time.
            if !hit
                .info
                .places
                .iter()
                .all(|it| style::ended_before(ctx.kb, it, ctx.publication.soft))
            {
                continue;
            }
            let event = (ctx.clock)(idx, hit.first);
            let state = hit.info.places[0].record;
            let gone = |clock: Span| {
                let mut places = hit.info.places.iter();
                places.all(|it| {
                    it.record == state
                        && it.during.at(clock).is_no()
                        && style::ended_before(ctx.kb, it, clock)
                })
            };
            let words = Words {
                first: hit.first,
                last: hit.last,
            };
            if event.looks_back || !gone(event.span) || !gone(ctx.publication.soft) {
                continue;
            }
            let range = range_of(text, block.range.start, words);
            let name = checker.text(range);
            let renamed = renamed_back(checker, state, name);
            if !(renamed.is_some() || event.stated && stands_for_government(text, hit))
                || called_then(text, hit.first)
                || !style::is_own_text(checker, idx, words)
                || style::is_in_a_name(text, hits, hit)
            {
                continue;
            }
            let now = renamed
                .or_else(|| capital_at(checker, state, event.span))
                .filter(|it| it != name);
            let mut message = match &now {
                Some(now) => format!("The capital was {now} then."),
                None => format!("{name} did not stand for this government then."),
            };
            let held: Vec<String> = periods(checker, state, name);
            if !held.is_empty() {
                message.push_str(&format!(" {name}: {}.", held.join(", ")));
            }
            findings.push(Finding {
                code: PAGE.code,
                severity: PAGE.severity,
                range,
                message,
                fixes: now.map(|it| mend::replace(range, it)).into_iter().collect(),
                evidence: vec![Evidence {
                    statement: format!("{}: its capitals and their dates", ctx.kb.name(state)),
                    source: statement::sources(ctx.kb, &ctx.kb.state(state).sources),
                }],
                related: Vec::new(),
                tag: Some(crate::Tag::Deprecated),
            });
        }
    }
}

/// The name that a capital had before and after it was called so: it is the same city.
fn renamed_back(checker: &Checker<'_>, state: RecordId, name: &str) -> Option<String> {
    let capitals = &checker.ctx.kb.state(state).capitals;
    let at = capitals
        .iter()
        .position(|it| prose::fold(&it.text) == prose::fold(name))?;
    let (before, after) = (capitals.get(at.checked_sub(1)?)?, capitals.get(at + 1)?);
    (before.text == after.text && before.during.to.is_some() && after.during.from.is_some())
        .then(|| after.text.clone())
}

fn capital_at(checker: &Checker<'_>, state: RecordId, clock: Span) -> Option<String> {
    let mut capitals = checker
        .ctx
        .kb
        .state(state)
        .capitals
        .iter()
        .filter(|it| it.during.at(clock).is_yes());
    let first = capitals.next()?;
    capitals.next().is_none().then(|| first.text.clone())
}

/// When the name held: "23 March 2019 to 16 September 2022".
fn periods(checker: &Checker<'_>, state: RecordId, name: &str) -> Vec<String> {
    let record = checker.ctx.kb.state(state);
    let words = record.capitals.iter().chain(&record.metonyms);
    words
        .filter(|it| prose::fold(&it.text) == prose::fold(name))
        .filter_map(|it| {
            Some(format!(
                "{} to {}",
                it.during.from?.long(),
                it.during.to?.long()
            ))
        })
        .collect()
}

/// "Bonn said", "Bonn's government"; never "in Bonn".
fn stands_for_government(text: &BlockText, hit: &Hit) -> bool {
    let before = hit
        .first
        .checked_sub(1)
        .map(|it| text.folded_word(it))
        .unwrap_or("");
    let next = text.folded_word(hit.last);
    let spaced = text
        .words
        .get(hit.last)
        .is_some_and(|it| it.before == Separator::Space);
    let placed = matches!(
        before,
        "in" | "at"
            | "near"
            | "from"
            | "to"
            | "of"
            | "outside"
            | "around"
            | "through"
            | "via"
            | "and"
            | "for"
            | "by"
            | "with"
    );
    let verb = matches!(
        next,
        "said"
            | "says"
            | "announced"
            | "warned"
            | "insisted"
            | "denied"
            | "rejected"
            | "condemned"
            | "vowed"
            | "pledged"
    );
    let government = matches!(
        next,
        "government" | "ambassador" | "officials" | "diplomats"
    );
    spaced
        && !placed
        && match text.words[hit.last - 1].possessive {
            true => government,
            false => verb && lexicon::is_report_verb(next),
        }
}

fn called_then(text: &BlockText, word: usize) -> bool {
    let from = word.saturating_sub(3);
    (from..word).any(|it| {
        matches!(
            text.folded_word(it),
            "then"
                | "former"
                | "formerly"
                | "once"
                | "called"
                | "known"
                | "renamed"
                | "old"
                | "as"
                | "or"
        )
    })
}
