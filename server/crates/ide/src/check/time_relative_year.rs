use prose::{BlockText, Separator};

use crate::check::{Checker, Example, Page, mend, one_less};
use crate::claims::is_checked;
use crate::resolve::range_of;
use crate::time::{Expression, Unit, When};
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "time/relative-year",
    title: "“last year” beside another year",
    severity: Severity::Warning,
    on: true,
    explanation: "\
“Last year”, “this year” or “next year” stands in apposition with a year that it is not, counted from the publication date.

Silent without a publication date to the year, on fiscal years, on comparisons (“more than last year and in 2023”), and where the two are no
apposition.",
    examples: &[
        Example { date: "2025-08-10", text: "The two met last year, in «2023», and never again.", fixed: Some("2024") },
        Example { date: "2025-08-10", text: "The pact was signed this year («2024») in the capital.", fixed: Some("2025") },
        Example { date: "2025-08-10", text: "In «2022», last year, the two met in the capital.", fixed: Some("2024") },
        Example { date: "2025-08-10", text: "The two met last year, in 2024, and never again.", fixed: None },
        Example { date: "2025-08-10", text: "The two met last year and in 2023.", fixed: None },
        Example { date: "2025-08-10", text: "Output was higher than last year, 2023 being the worst.", fixed: None },
        Example { date: "2025-08-10", text: "In the last year of the war, 1945, the two met.", fixed: None },
        Example { date: "2025-08-10", text: "In the last fiscal year, 2023, output fell.", fixed: None },
        Example { date: "2025-08-10", text: "This year, 2000 people came.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let ctx = checker.ctx;
    let published = |it: date::Span| it.from.zip(it.to).map(|(a, b)| (a.year(), b.year()));
    let year = |it: date::Span| published(it).filter(|(a, b)| a == b).map(|it| it.0);
    let Some(now) = year(ctx.publication.soft) else {
        return;
    };
    let sure = year(ctx.publication.hard).is_some();
    for (idx, block) in ctx.document.blocks.iter().enumerate() {
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        for pair in ctx.readings[idx].expressions.windows(2) {
            let (Some(n), Some(year), named) = (match pair {
                [a, b] if relative(&block.text, a).is_some() => {
                    (relative(&block.text, a), named(b), b)
                }
                [a, b] => (relative(&block.text, b), named(a), a),
                _ => continue,
            }) else {
                continue;
            };
            if now + n == year || !is_apposition(&block.text, &pair[0], &pair[1]) {
                continue;
            }
            let range = range_of(&block.text, block.range.start, named.words);
            let words = match n {
                -1 => "Last year",
                0 => "This year",
                _ => "Next year",
            };
            let right = now + n;
            let statement = format!("{words}, counted from {now}, is {right}");
            findings.push(Finding {
                code: PAGE.code,
                severity: match sure {
                    true => PAGE.severity,
                    false => one_less(PAGE.severity),
                },
                range,
                message: format!("{words} is {right}."),
                fixes: vec![mend::replace(range, right.to_string())],
                evidence: vec![statement::of_calendar(statement)],
                related: Vec::new(),
                tag: None,
            });
        }
    }
}

/// -1 of "last year", 0 of "this year", 1 of "next year"; not of "the last year" or "last year of the war".
fn relative(text: &BlockText, expression: &Expression) -> Option<i16> {
    let When::Relative {
        unit: Unit::Year,
        n,
    } = expression.when
    else {
        return None;
    };
    let words = expression.words;
    let plain = words.last - words.first == 2
        && text.folded_word(words.first + 1) == "year"
        && matches!(text.folded_word(words.first), "last" | "this" | "next");
    let article = words.first > 0
        && matches!(
            text.folded_word(words.first - 1),
            "the" | "than" | "its" | "his" | "her" | "their"
        );
    let of = text.folded_word(words.last) == "of";
    (plain && !article && !of).then_some(n as i16)
}

fn named(expression: &Expression) -> Option<i16> {
    match expression.when {
        When::Date(date) if date.precision == date::Precision::Year && !expression.modifier => {
            Some(date.first().year())
        }
        _ => None,
    }
}

/// "last year, in 2023," "last year (2023)", "in 2022, last year,": parted by a comma, brackets or dashes, on both sides.
fn is_apposition(text: &BlockText, a: &Expression, b: &Expression) -> bool {
    let between = a.words.last..b.words.first;
    let small = between.clone().all(|it| text.folded_word(it) == "in") && between.len() <= 1;
    let parts = |it: Separator| {
        matches!(
            it,
            Separator::Comma | Separator::OpenBracket | Separator::CloseBracket | Separator::Dash
        )
    };
    let opens = text
        .words
        .get(a.words.last)
        .is_some_and(|it| parts(it.before));
    let closes = text
        .words
        .get(b.words.last)
        .is_none_or(|it| parts(it.before) || it.before == Separator::Stop);
    let same = crate::resolve::sentence_of(text, a.words.first)
        == crate::resolve::sentence_of(text, b.words.first);
    small && opens && closes && same
}
