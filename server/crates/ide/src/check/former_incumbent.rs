use crate::check::{Checker, Example, Page, mend};
use crate::claims::Verdict;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/former-incumbent",
    title: "called former, but in office",
    severity: Severity::Error,
    on: true,
    explanation: "\
“Former”, “ex-” or the like stands before the title of somebody who holds that office, both on the day of publication and at
the time of which the sentence tells.

Silent on the day on which the office changes hands, where the sentence is set in a time when the person was out of office, where
the records do not know, and where another office than the one held now can be meant.",
    examples: &[
        Example { date: "2025-08-20", text: "«Former» U.S. President Donald Trump expressed interest in meeting him later this year.", fixed: Some("") },
        Example { date: "2025-08-18", text: "«Former» U.S. President Donald Trump met reporters on Monday.", fixed: Some("") },
        Example { date: "2025-01-20", text: "Former President Joe Biden left Washington for California on Monday.", fixed: None },
        Example { date: "2025-01-20", text: "Former President Donald Trump took the oath at noon.", fixed: None },
        Example { date: "2023-06-01", text: "Former U.S. President Donald Trump met reporters on Monday.", fixed: None },
        Example { date: "2025-08-18", text: "In 2022 former U.S. President Donald Trump met reporters.", fixed: None },
        Example { date: "2011-07-10", text: "President Christian Wulff spoke. Wulff, a former leader in the party, lives in Berlin.", fixed: None },
        Example { date: "2020-08-18", text: "Former Russian Prime Minister Dmitry Medvedev met reporters.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for claim in checker.claims {
        let Verdict::FormerIncumbent { term } = claim.verdict else {
            continue;
        };
        let Some(word) = mend::status_range(checker, claim) else {
            continue;
        };
        let message = format!(
            "{} holds this office: {}, {}.",
            kb.name(claim.person),
            kb.name(kb.term(term).office),
            statement::period(kb.term(term))
        );
        let fixes = mend::delete_status(checker, claim).into_iter().collect();
        findings.push(checker.on_claim(
            &PAGE,
            claim,
            word,
            message,
            fixes,
            vec![statement::of_term(kb, term)],
        ));
    }
}
