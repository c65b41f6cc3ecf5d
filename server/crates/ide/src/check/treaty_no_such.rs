use crate::check::treaty_year::principal;
use crate::check::{Checker, Example, Page, mend};
use crate::claims::is_checked;
use crate::phrases::Words;
use crate::resolve::range_of;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/no-such",
    title: "no treaty of that year between them",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A description with two parties, a kind and a year fits no treaty on record, but would fit exactly one if the year were another, at most three years
away.

Only alliances, treaties of defence and of peace, which the records know best. Silent where any act of the treaty is of that year.",
    examples: &[
        Example { date: "2023-08-20", text: "The «1952» defense treaty between South Korea and the United States still holds.", fixed: Some("1953") },
        Example { date: "2023-08-20", text: "The 1953 defense treaty between South Korea and the United States still holds.", fixed: None },
        Example { date: "2023-08-20", text: "The 1954 defense treaty between South Korea and the United States still holds.", fixed: None },
        Example { date: "2023-08-20", text: "The 1952 trade treaty between South Korea and the United States is forgotten.", fixed: None },
        Example { date: "2023-08-20", text: "A 1938 defense treaty between South Korea and the United States is fiction.", fixed: None },
        Example { date: "2023-08-20", text: "Seoul has no 1952 defense treaty with Washington.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for doubt in checker.ctx.doubts {
        let block = &checker.ctx.document.blocks[doubt.block];
        let [record] = doubt.records.as_slice() else {
            continue;
        };
        let treaty = kb.treaty(*record);
        let Some(act) = principal(treaty).filter(|_| is_checked(block.kind, &block.text)) else {
            continue;
        };
        let Some(on) = act.on else { continue };
        let word = Words {
            first: doubt.year,
            last: doubt.year + 1,
        };
        let range = range_of(&block.text, block.range.start, word);
        let message = format!(
            "{}: {} {}.",
            treaty.name,
            statement::verb(act.act),
            on.long()
        );
        let fixes = vec![mend::replace(range, on.first().year().to_string())];
        let evidence = vec![statement::of_act(kb, *record, act)];
        findings.push(checker.found(&PAGE, None, range, message, fixes, evidence));
    }
}
