use date::Date;
use prose::Range;

use crate::check::{Checker, Example, Page};
use crate::claims::is_checked;
use crate::phrases::Words;
use crate::resolve::{is_quoted, range_of, sentence_of};
use crate::time::{When, is_future, source_name};
use crate::{DateSource, Evidence, Finding, Related, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "time/pubdate-conflict",
    title: "two dates of publication",
    severity: Severity::Warning,
    on: true,
    explanation: "\
Front matter, metadata, a “Published” line, dateline, file name and path state dates more than three days apart; or the text tells of a day after
the stated date as past, which is a warning.

Silent where an option or a comment to Attaché gives the date: somebody has chosen. Dates of updates do not count.",
    examples: &[
        Example { date: "", text: "---\ndate: 2025-08-05\n---\n\nPublished: «20 August 2025»\n\nThe two met.", fixed: None },
        Example { date: "", text: "---\ndate: 2025-08-05\n---\n\nOn «9 September 2025» the two met in the capital.", fixed: None },
        Example { date: "", text: "---\ndate: 2025-08-05\n---\n\nPublished: 4 August 2025\n\nThe two met.", fixed: None },
        Example { date: "", text: "---\ndate: 2025-08-05\n---\n\nThe two will meet on 9 September 2025 in the capital.", fixed: None },
        Example { date: "", text: "---\ndate: 2025-08-05\n---\n\nThe two agreed to meet on 9 September 2025 in the capital.", fixed: None },
        Example { date: "", text: "---\ndate: 2025-08-05\nlastmod: 2025-10-05\n---\n\nThe two met on 4 August 2025 in the capital.", fixed: None },
        Example { date: "2025-08-20", text: "---\ndate: 2025-08-05\n---\n\nPublished: 20 August 2025\n\nThe two met.", fixed: None },
    ],
};

/// A dateline is a day or two before the paper; what is farther apart is a mistake.
const DAYS: i32 = 3;

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let stated = checker.ctx.stated;
    let Some(first) = stated.first() else { return };
    if matches!(first.source, DateSource::Option | DateSource::Directive) {
        return;
    }
    let told = |date: Date| format!("{}: {}", source_name(first.source), date.long());
    // The first of each source: a page has the dates of many things.
    let mut seen = vec![first.source];
    for other in stated {
        if seen.contains(&other.source) {
            continue;
        }
        seen.push(other.source);
        let (a, b) = (first.date.span(), other.date.span());
        let apart = match a.first() > b.last() {
            true => a.first().days_since(b.last()),
            false => b.first().days_since(a.last()),
        };
        if apart <= DAYS {
            continue;
        }
        let other_told = format!("{}: {}", source_name(other.source), other.date.long());
        let at = other.range.or(first.range).unwrap_or_default();
        let related = first.range.filter(|it| *it != at);
        findings.push(Finding {
            severity: Severity::Information,
            related: related
                .map(|range| Related {
                    range,
                    message: told(first.date),
                })
                .into_iter()
                .collect(),
            ..finding(
                at,
                format!("Two dates: {}; {other_told}.", told(first.date)),
                told(first.date),
            )
        });
    }
    if let Some((range, date)) = past_after(checker, first.date) {
        let message = format!(
            "The text tells of {} as past, and is dated {}.",
            date.long(),
            first.date.long()
        );
        findings.push(finding(range, message, told(first.date)));
    }
}

fn finding(range: Range, message: String, told: String) -> Finding {
    Finding {
        code: PAGE.code,
        severity: PAGE.severity,
        range,
        message,
        fixes: Vec::new(),
        evidence: vec![Evidence {
            source: "the text".into(),
            ..statement::of_calendar(told)
        }],
        related: Vec::new(),
        tag: None,
    }
}

/// The first day after the date that a verb in the past tells of.
fn past_after(checker: &Checker<'_>, date: Date) -> Option<(Range, Date)> {
    let ctx = checker.ctx;
    for (idx, block) in ctx.document.blocks.iter().enumerate() {
        let text = &block.text;
        if !is_checked(block.kind, text) || matches!(block.kind, prose::BlockKind::Heading(_)) {
            continue;
        }
        for expression in &ctx.readings[idx].expressions {
            let When::Date(told) = expression.when else {
                continue;
            };
            let later =
                told.precision == date::Precision::Day && told.first().days_since(date.last()) > 1;
            let range = range_of(text, block.range.start, expression.words);
            if !later || expression.modifier || is_quoted(text, range, block.range.start) {
                continue;
            }
            let sentence = text
                .sentences
                .get(sentence_of(text, expression.words.first))?;
            let words = Words {
                first: sentence.first as usize,
                last: sentence.last as usize,
            };
            let past = (words.first..words.last).any(|it| is_past(text.folded_word(it)));
            let open = (words.first..words.last).any(|it| is_open(text.folded_word(it)));
            if past && !open && !is_future(text, words) {
                return Some((range, told));
            }
        }
    }
    None
}

fn is_past(word: &str) -> bool {
    matches!(
        word,
        "was"
            | "were"
            | "met"
            | "took"
            | "said"
            | "told"
            | "began"
            | "left"
            | "won"
            | "died"
            | "came"
            | "went"
            | "held"
            | "signed"
            | "arrived"
    )
}

/// What has been arranged in the past for a day to come.
fn is_open(word: &str) -> bool {
    matches!(
        word,
        "until"
            | "by"
            | "from"
            | "for"
            | "set"
            | "due"
            | "expires"
            | "expire"
            | "before"
            | "after"
            | "deadline"
            | "plan"
            | "planned"
            | "agreed"
            | "extended"
            | "postponed"
            | "through"
            | "would"
            | "to"
            | "updated"
            | "correction"
            | "corrected"
            | "if"
    )
}
