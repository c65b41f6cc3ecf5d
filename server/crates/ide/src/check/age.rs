use date::{Date, Span};
use prose::{BlockText, Separator, Shape};

use crate::career::years_between;
use crate::check::{Checker, Example, Page, mend};
use crate::claims::{is_checked, moments};
use crate::phrases::{Phrase, Words};
use crate::resolve::range_of;
use crate::{Evidence, Finding, Form, Severity, clause, numbers, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/age",
    title: "the age on this date",
    severity: Severity::Warning,
    on: true,
    explanation: "\
The age that stands with a name (“Trump, 80, said”, “the 80-year-old”, “is 80 years old”) is not that of the day of publication, nor
that of the time of which the sentence tells.

Where only the year of birth is known, two ages are right. Silent on the dead, on accounts of the past, and where the number is so
far off that another time or another person is meant.",
    examples: &[
        Example { date: "2025-08-20", text: "Donald Trump, «80», said that he would go.", fixed: Some("79") },
        Example { date: "2025-08-20", text: "The «77»-year-old Donald Trump said that he would go.", fixed: Some("79") },
        Example { date: "2025-08-20", text: "President Donald Trump, who is «78» years old, said that he would go.", fixed: Some("79") },
        Example { date: "2025-08-20", text: "Donald Trump, 79, said that he would go.", fixed: None },
        Example { date: "2025-08-20", text: "In 2017 Donald Trump, 70, said that he would go.", fixed: None },
        Example { date: "2025-08-20", text: "Donald Trump, 39, was the owner of a tower in New York.", fixed: None },
        Example { date: "2025-08-20", text: "Donald Trump had, 80 times in a row, said that he would go.", fixed: None },
        Example { date: "2025-08-20", text: "Nelson Mandela, 94, is not forgotten.", fixed: None },
    ],
};

/// A number farther off than this is no slip.
const SLIP: i32 = 6;

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for link in checker.ctx.links {
        let [person] = link.mention.records.as_slice() else {
            continue;
        };
        let block = &checker.ctx.document.blocks[link.block];
        let text = &block.text;
        let named = matches!(link.mention.form, Form::Full | Form::Surname);
        if !named || !is_checked(block.kind, text) {
            continue;
        }
        let record = kb.person(*person);
        let Some(born) = record.born.filter(|it| it.is_certain()) else {
            continue;
        };
        let phrase = &checker.ctx.readings[link.block].phrases[link.phrase];
        let Some((stated, word)) = stated(text, phrase) else {
            continue;
        };
        let moment = moments(checker.ctx, link.block, phrase.words.first)
            .into_iter()
            .find(|it| {
                let dead = record.died.is_some_and(|died| {
                    died.first() <= it.told.last() || died.first() <= it.published.last()
                });
                let wrong = |clock: Span| {
                    ages(born, clock).is_some_and(|(min, max)| {
                        (stated < min || max < stated) && (stated - max).abs() <= SLIP
                    })
                };
                !dead && wrong(it.published) && wrong(it.told)
            });
        let Some(moment) = moment else { continue };
        let Some((min, max)) = ages(born, moment.told) else {
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
        let was = if min == max {
            min.to_string()
        } else {
            format!("{min} or {max}")
        };
        let message = format!(
            "{} was {was} on this date, born {}.",
            kb.name(*person),
            born.long()
        );
        let right = if (stated - min).abs() < (stated - max).abs() {
            min
        } else {
            max
        };
        let fixes = vec![mend::replace(
            range,
            numbers::cardinal_like(checker.text(range), right),
        )];
        let evidence = vec![Evidence {
            statement: format!("{}: born {}", kb.name(*person), born.long()),
            source: statement::sources(kb, &record.sources),
        }];
        let unsure = moment.unsure.then(|| moment.published.first());
        findings.push(checker.found(&PAGE, unsure, range, message, fixes, evidence));
    }
}

/// The least and the greatest age on a day of `clock`.
fn ages(born: Date, clock: Span) -> Option<(i32, i32)> {
    let (from, to) = (clock.from?, clock.to?);
    Some((
        years_between(born.last(), from),
        years_between(born.first(), to),
    ))
}

/// The age that stands with a name, and its word.
fn stated(text: &BlockText, phrase: &Phrase) -> Option<(i32, usize)> {
    let name = phrase.name.as_ref()?.words;
    let words = &text.words;
    let number = |word: usize| {
        words
            .get(word)
            .filter(|it| it.shape == Shape::Number)
            .and_then(|_| numbers::cardinal(text.folded_word(word)))
            .filter(|it| (18..=110).contains(it))
    };
    let end = clause::sentence(text, name.first).last;
    // "X, 79," and "X, aged 79,"
    let comma = |word: usize| words.get(word).map(|it| it.before);
    let at = name.last;
    if !words[at - 1].possessive && comma(at) == Some(Separator::Comma) && at < end {
        let at = at + usize::from(text.folded_word(at) == "aged");
        let closed =
            at + 1 >= end || matches!(comma(at + 1), Some(Separator::Comma | Separator::Dash));
        if let Some(age) = number(at).filter(|_| closed) {
            return Some((age, at));
        }
    }
    // "79-year-old X"
    let first = phrase.words.first;
    let old =
        |at: usize| at >= 2 && text.folded_word(at) == "old" && text.folded_word(at - 1) == "year";
    if first >= 3
        && old(first - 1)
        && comma(first) == Some(Separator::Space)
        && let Some(age) = number(first - 3)
    {
        return Some((age, first - 3));
    }
    // "X is 79 years old", "X, who is 79,"
    let verbs = [
        clause::relative(text, phrase),
        clause::predicate(text, phrase),
    ];
    verbs.into_iter().flatten().find_map(|verb| {
        let at = verb + 1;
        let years = text.folded_word(at + 1) == "years" && text.folded_word(at + 2) == "old";
        let alone = at + 1 >= end || comma(at + 1) == Some(Separator::Comma);
        (text.folded_word(verb) == "is" && at < end && (years || alone))
            .then(|| number(at))
            .flatten()
            .map(|it| (it, at))
    })
}
