use kb::Status;

use crate::check::{Checker, Example, Page, mend, one_less};
use crate::claims::Verdict;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/acting-status",
    title: "“acting” left out, or kept too long",
    severity: Severity::Warning,
    on: true,
    explanation: "\
The title stands bare with somebody who holds the office only in an acting or interim capacity; or “acting” stands with
somebody who has held it outright since.

Only the first title of a person in a text is looked at, since newspapers say “acting” once. Silent where the sentence says
so in other words (“interim”, “caretaker”), on “leader”, and where the records do not tell the two apart.",
    examples: &[
        Example { date: "2025-04-10", text: "South Korean «President» Han Duck-soo ordered talks with Washington.", fixed: Some("Acting President") },
        Example { date: "2025-04-10", text: "South Korean acting President Han Duck-soo ordered talks with Washington.", fixed: None },
        Example { date: "2025-04-10", text: "South Korea's interim leader, Han Duck-soo, ordered talks with Washington. President Han spoke of trade.", fixed: None },
        Example { date: "2024-10-10", text: "South Korean Prime Minister Han Duck-soo ordered talks with Washington.", fixed: None },
        Example { date: "2025-04-10", text: "South Korean leader Han Duck-soo ordered talks with Washington.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for claim in checker.claims {
        match claim.verdict {
            Verdict::Acting { term } => {
                let range = mend::office_range(checker, claim);
                let interim = kb.term(term).status == Status::Interim;
                let word = if interim { "interim" } else { "acting" };
                let message = format!(
                    "{} held this office in an {word} capacity only: {}, {}.",
                    kb.name(claim.person),
                    kb.name(kb.term(term).office),
                    statement::period(kb.term(term))
                );
                let fixes = vec![mend::insert_before_title(checker, claim, word)];
                let evidence = vec![statement::of_term(kb, term)];
                let mut finding = checker.on_claim(&PAGE, claim, range, message, fixes, evidence);
                // Interim holders are often given the plain title.
                if interim {
                    finding.severity = one_less(finding.severity);
                }
                findings.push(finding);
            }
            Verdict::NoLongerActing { term, before } => {
                let Some(word) = mend::status_range(checker, claim) else {
                    continue;
                };
                let message = format!(
                    "{} has held this office outright {}.",
                    kb.name(claim.person),
                    statement::period(kb.term(term))
                );
                let fixes = mend::delete_status(checker, claim).into_iter().collect();
                let evidence = vec![statement::of_term(kb, before), statement::of_term(kb, term)];
                findings.push(checker.on_claim(&PAGE, claim, word, message, fixes, evidence));
            }
            _ => {}
        }
    }
}
