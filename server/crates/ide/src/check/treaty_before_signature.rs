use crate::check::deeds::treaties;
use crate::check::{Checker, Example, Page};
use crate::phrases::Words;
use crate::treaties::first_day;
use crate::{Finding, Form, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/before-signature",
    title: "applied before it existed",
    severity: Severity::Warning,
    on: true,
    explanation: "\
Somebody is said to have been bound by a treaty, or to have broken it, at a time before its first recorded act.

Silent where the sentence is not dated, on negotiations, and on texts that were agreed or applied before they were signed.",
    examples: &[
        Example { date: "2012-02-01", text: "In 1990 Greece was already «bound by» the Maastricht Treaty.", fixed: None },
        Example { date: "2012-02-01", text: "In 1983 Moscow «violated» the INF Treaty with a new missile.", fixed: None },
        Example { date: "2012-02-01", text: "In 1994 Greece was already bound by the Maastricht Treaty.", fixed: None },
        Example { date: "2012-02-01", text: "Ministers had negotiated the Maastricht Treaty in 1990 and 1991.", fixed: None },
        Example { date: "2012-02-01", text: "Greece is bound by the Maastricht Treaty.", fixed: None },
        Example { date: "2012-02-01", text: "Under the Maastricht Treaty debts from 1990 count.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for (mention, spoken, treaty) in treaties(checker) {
        let mut at = spoken.words.first;
        if at > spoken.sentence.first && spoken.word(at - 1) == "the" {
            at -= 1;
        }
        let (two, one) = (
            spoken.word(at.saturating_sub(2)),
            spoken.word(at.saturating_sub(1)),
        );
        let n = match (two, one) {
            ("bound", "by") | ("breach", "of") | ("violation", "of") => 2,
            (_, "violated" | "breached" | "broke" | "invoked") => 1,
            _ => continue,
        };
        let words = Words {
            first: at - n,
            last: at,
        };
        let clock = spoken.clock(words.first);
        let Some((first, act)) = first_day(treaty) else {
            continue;
        };
        if mention.form == Form::Description || !clock.stated || clock.span.last() >= first {
            continue;
        }
        let message = format!("{} did not exist then.", treaty.name);
        let evidence = vec![statement::of_act(kb, spoken.record, act)];
        let range = spoken.range(words);
        findings.push(checker.found(&PAGE, None, range, message, Vec::new(), evidence));
    }
}
