use crate::check::treaty_year::principal;
use crate::check::{Checker, Example, Page, mend};
use crate::claims::is_checked;
use crate::resolve::range_of;
use crate::treaties::news_name;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/ambiguous-description",
    title: "a description that fits several treaties",
    severity: Severity::Information,
    on: true,
    explanation: "\
A description with a year fits two or three treaties of that year: North Korea signed a defence treaty with Moscow and another with Peking in
July 1961.

Silent where the other party is named close by, where the text names one of them before, and where nothing but the year is said.",
    examples: &[
        Example { date: "2024-06-20", text: "«North Korea's 1961 defense treaty» is still remembered.", fixed: None },
        Example { date: "2024-06-20", text: "North Korea's 1961 defense treaty with China is still remembered.", fixed: None },
        Example { date: "2024-06-20", text: "North Korea's 1961 defense treaty with the Soviet Union was ended.", fixed: None },
        Example { date: "2024-06-20", text: "The 1961 treaty was never published.", fixed: None },
        Example { date: "2024-06-20", text: "South Korea's 1953 defense treaty with the United States is still in force.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for doubt in checker.ctx.doubts {
        let block = &checker.ctx.document.blocks[doubt.block];
        if doubt.records.len() < 2 || !is_checked(block.kind, &block.text) {
            continue;
        }
        let range = range_of(&block.text, block.range.start, doubt.words);
        let acts = doubt.records.iter().filter_map(|it| {
            let act = principal(kb.treaty(*it))?;
            Some((*it, act))
        });
        let evidence: Vec<_> = acts
            .map(|(it, act)| statement::of_act(kb, it, act))
            .collect();
        let names: Vec<&str> = doubt
            .records
            .iter()
            .map(|it| news_name(kb.treaty(*it)))
            .collect();
        let message = format!("This fits several treaties: {}.", names.join(", "));
        let fixes = names
            .iter()
            .map(|it| mend::replace(range, format!("the {}", it.trim_start_matches("the "))))
            .collect();
        findings.push(checker.found(&PAGE, None, range, message, fixes, evidence));
    }
}
