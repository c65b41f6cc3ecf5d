use crate::check::{Checker, Example, Page, mend};
use crate::claims::Verdict;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/then-advice",
    title: "held the office at that time, and no longer",
    severity: Severity::Information,
    on: false,
    explanation: "\
The title is right for the time of which the sentence tells, and wrong today: some houses want “then-” before it. Off by default.

Told once per person, at the first such title.",
    examples: &[
        Example { date: "2025-03-10", text: "In 2019 «Chancellor» Angela Merkel visited Washington.", fixed: Some("then-Chancellor") },
        Example { date: "2025-03-10", text: "In 2019 then-Chancellor Angela Merkel visited Washington.", fixed: None },
        Example { date: "2025-03-10", text: "In 2022 former chancellor Angela Merkel wrote her memoirs.", fixed: None },
        Example { date: "2019-03-11", text: "On Monday Chancellor Angela Merkel visited Washington.", fixed: None },
        Example { date: "2026-03-10", text: "In 2025 Chancellor Friedrich Merz visited Washington.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    let mut told = Vec::new();
    for claim in checker.claims {
        let Verdict::Then { term } = claim.verdict else {
            continue;
        };
        if told.contains(&claim.person) {
            continue;
        }
        told.push(claim.person);
        let range = mend::office_range(checker, claim);
        let message = format!(
            "{} was {} at that time, and is no longer.",
            kb.name(claim.person),
            kb.name(kb.term(term).office)
        );
        let text = format!("then-{}", checker.text(range));
        let fixes = vec![mend::replace(range, text)];
        let evidence = vec![statement::of_term(kb, term)];
        findings.push(checker.on_claim(&PAGE, claim, range, message, fixes, evidence));
    }
}
