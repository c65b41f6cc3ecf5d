use date::{Day, Weekday};
use prose::{BlockText, Range};

use crate::check::{Checker, Example, Page, one_less};
use crate::claims::is_checked;
use crate::phrases::Words;
use crate::resolve::{range_of, sentence_of};
use crate::time::{Clocks, Expression, When};
use crate::{Edit, Finding, Fix, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "time/weekday-date",
    title: "the weekday is not that of the date",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A weekday stands with a date on which it does not fall, or “the same weekend” is said of a day in the middle of the week.

A date without a year counts only where the publication date gives the year; more than a month away from it, it is for information.",
    examples: &[
        Example { date: "2024-02-26", text: "Western leaders gathered in Kyiv on «Friday», 24 February 2024.", fixed: Some("Saturday") },
        Example { date: "2018-06-18", text: "The agreement was signed on «Tuesday», June 17, 2018.", fixed: Some("Sunday") },
        Example { date: "2018-06-18", text: "The agreement was signed on Sunday, June 17, 2018.", fixed: None },
        Example { date: "2025-08-06", text: "They met on «Monday», Aug. 5, in the capital.", fixed: Some("Tuesday") },
        Example { date: "2025-08-09", text: "They will meet on «Friday» (Aug. 16) in the capital.", fixed: Some("Saturday") },
        Example { date: "2025-08-09", text: "They will meet on Friday (Aug. 15) in the capital.", fixed: None },
        Example { date: "2025-08-10", text: "They gathered on Wednesday. They left the «same weekend».", fixed: None },
        Example { date: "2025-08-10", text: "They gathered on Saturday, Aug. 9. They left the same weekend.", fixed: None },
        Example { date: "2025-08-10", text: "They gathered on Saturday. They left the same weekend.", fixed: None },
        Example { date: "2025-08-10", text: "They gathered on Wednesday and rested at the weekend. They left the same weekend.", fixed: None },
        Example { date: "2025-08-10", text: "They gathered on Tuesday, 5 August, and met again on Aug. 6.", fixed: None },
        Example { date: "2025-08-10", text: "“Friday on My Mind”, 24 songs, and Monday, the dog, were there.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let ctx = checker.ctx;
    let clocks = Clocks {
        document: ctx.document,
        readings: ctx.readings,
        publication: ctx.publication.soft,
    };
    for (idx, block) in ctx.document.blocks.iter().enumerate() {
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        let text = &block.text;
        let expressions = &ctx.readings[idx].expressions;
        // The last day named, for "the same weekend"; it may stand in an earlier paragraph.
        let wanted = expressions.iter().any(|it| it.when == When::SameWeekend);
        let mut last = match wanted {
            true => last_named(&clocks, checker, idx),
            false => None,
        };
        let mut read_to = 0;
        for expression in expressions {
            let Some(sentence) = text
                .sentences
                .get(sentence_of(text, expression.words.first))
            else {
                continue;
            };
            let future = crate::time::is_future(
                text,
                Words {
                    first: sentence.first as usize,
                    last: sentence.last as usize,
                },
            );
            let day = matches!(expression.when, When::Date(_) | When::MonthDay { .. })
                .then(|| clocks.resolve(expression, future))
                .flatten()
                .and_then(date::Span::single);
            if let (Some(day), Some((written, word))) = (day, expression.weekday)
                && day.weekday() != written
            {
                let range = text.words[word].range.shifted(block.range.start);
                // Without a year of its own it is sure only beside the day of a paper that is known.
                let near = |published: Day| published.days_since(day).abs() <= 31;
                let sure = matches!(expression.when, When::Date(_))
                    || ctx.publication.hard.single().is_some_and(near);
                findings.push(finding(range, day, checker.text(range), sure));
            }
            // Another weekend between the two is the one that is meant.
            if wanted && names_weekend(text, read_to, expression.words.first) {
                last = None;
            }
            read_to = expression.words.last;
            if let (When::SameWeekend, Some(last)) = (&expression.when, &last)
                && !is_weekend(last.weekday)
            {
                let range = range_of(text, block.range.start, expression.words);
                findings.push(same_weekend(range, last));
            }
            last = named(expression, day).or(last);
        }
    }
}

/// The last day that a text named.
struct Last {
    weekday: Weekday,
    /// `None`: by its weekday alone.
    day: Option<Day>,
}

fn named(expression: &Expression, day: Option<Day>) -> Option<Last> {
    match (day, expression.when) {
        (Some(day), _) => Some(Last {
            weekday: day.weekday(),
            day: Some(day),
        }),
        (None, When::Weekday { weekday, .. }) => Some(Last { weekday, day: None }),
        _ => None,
    }
}

fn is_weekend(weekday: Weekday) -> bool {
    matches!(
        weekday,
        Weekday::Friday | Weekday::Saturday | Weekday::Sunday
    )
}

fn names_weekend(text: &BlockText, from: usize, to: usize) -> bool {
    (from..to).any(|it| matches!(text.folded_word(it), "weekend" | "weekends"))
}

fn finding(range: Range, day: Day, written: &str, sure: bool) -> Finding {
    let name = name_of(day.weekday());
    let text =
        if written.len() <= 5 && !name.eq_ignore_ascii_case(written) && !written.ends_with("day") {
            name[..3].to_owned()
        } else {
            name.to_owned()
        };
    Finding {
        code: PAGE.code,
        severity: if sure {
            PAGE.severity
        } else {
            one_less(PAGE.severity)
        },
        range,
        message: format!("{} is a {name}.", day.long()),
        fixes: vec![Fix {
            title: format!("Replace with “{text}”"),
            edit: Edit { range, text },
        }],
        evidence: vec![statement::of_calendar(format!(
            "{} is a {name}",
            day.long()
        ))],
        related: Vec::new(),
        tag: None,
    }
}

fn same_weekend(range: Range, last: &Last) -> Finding {
    let name = name_of(last.weekday);
    let (message, statement) = match last.day {
        Some(day) => (
            format!("The day named before, {}, is a {name}.", day.long()),
            format!("{} is a {name}", day.long()),
        ),
        None => (
            format!("The day named before is a {name}."),
            format!("{name} is no day of a weekend"),
        ),
    };
    Finding {
        code: PAGE.code,
        severity: one_less(PAGE.severity),
        range,
        message,
        fixes: Vec::new(),
        evidence: vec![statement::of_calendar(statement)],
        related: Vec::new(),
        tag: None,
    }
}

/// The last day that the paragraphs before this one name, where no weekend is named behind it.
fn last_named(clocks: &Clocks<'_>, checker: &Checker<'_>, block: usize) -> Option<Last> {
    for idx in (0..block).rev().take(8) {
        let text = &checker.ctx.document.blocks[idx].text;
        let found = checker.ctx.readings[idx]
            .expressions
            .iter()
            .rev()
            .find_map(|it| {
                let sentence = text.sentences.get(sentence_of(text, it.words.first))?;
                let words = Words {
                    first: sentence.first as usize,
                    last: sentence.last as usize,
                };
                let future = crate::time::is_future(text, words);
                let day = matches!(it.when, When::Date(_) | When::MonthDay { .. })
                    .then(|| clocks.resolve(it, future))
                    .flatten()
                    .and_then(date::Span::single);
                Some((it.words.last, named(it, day)?))
            });
        let from = found.as_ref().map_or(0, |it| it.0);
        if names_weekend(text, from, text.words.len()) {
            return None;
        }
        if let Some((_, last)) = found {
            return Some(last);
        }
    }
    None
}

fn name_of(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
