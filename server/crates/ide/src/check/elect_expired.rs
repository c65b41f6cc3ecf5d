use date::Date;

use crate::check::{Checker, Example, Page, mend};
use crate::claims::Verdict;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/elect-expired",
    title: "“-elect” after taking office",
    severity: Severity::Error,
    on: true,
    explanation: "\
“-Elect” or “-designate” stands with the title of somebody who has taken that office since, before the day of publication and
before the time of which the sentence tells.

Silent on the day of taking office, on possessives (“President-elect Trump's transition team”), where the clause looks back and
where it is dated to the time before.",
    examples: &[
        Example { date: "2025-08-20", text: "President«-elect» Karol Nawrocki met troops on Monday.", fixed: Some("") },
        Example { date: "2021-02-10", text: "President«-elect» Joe Biden will address Congress.", fixed: Some("") },
        Example { date: "2025-07-20", text: "President-elect Karol Nawrocki met troops on Monday.", fixed: None },
        Example { date: "2025-08-06", text: "President-elect Karol Nawrocki will be sworn in today.", fixed: None },
        Example { date: "2025-09-20", text: "In July 2025 President-elect Karol Nawrocki met troops.", fixed: None },
        Example { date: "2025-09-20", text: "President-elect Karol Nawrocki had met the troops before.", fixed: None },
        Example { date: "2024-12-20", text: "President-elect Donald Trump spoke in Florida.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for claim in checker.claims {
        let Verdict::ElectExpired { term } = claim.verdict else {
            continue;
        };
        let Some(word) = mend::status_range(checker, claim) else {
            continue;
        };
        let message = format!(
            "{} has been in office since {}.",
            kb.name(claim.person),
            kb.term(term).from.map(Date::long).unwrap_or_default()
        );
        let fixes = mend::delete_status(checker, claim).into_iter().collect();
        let evidence = vec![statement::of_term(kb, term)];
        findings.push(checker.on_claim(&PAGE, claim, word, message, fixes, evidence));
    }
}
