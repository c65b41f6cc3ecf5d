use crate::check::{Checker, Example, Page, in_the_case_of, mend};
use crate::claims::Verdict;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/wrong-office",
    title: "another office of the same state",
    severity: Severity::Error,
    on: true,
    explanation: "\
The state is right and the office is not: the person held another office of that state at the time, and the records name the one
who held the office that stands there, or the state has no such office at all.

Silent where any of several posts fits, on deputies and on offices that are no offices of the state.",
    examples: &[
        Example { date: "2025-03-10", text: "Slovakia's «President» Robert Fico repeated that his country would send no weapons.", fixed: Some("Prime Minister") },
        Example { date: "2025-03-10", text: "Slovakia's Prime Minister Robert Fico repeated that his country would send no weapons.", fixed: None },
        Example { date: "2015-07-15", text: "Iran's «president», Ali Khamenei, thanked the negotiators.", fixed: Some("supreme leader") },
        Example { date: "2008-08-12", text: "Russian Prime Minister Vladimir Putin returned from Beijing.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for claim in checker.claims {
        let Verdict::WrongOffice { own, holder } = claim.verdict else {
            continue;
        };
        let range = mend::office_range(checker, claim);
        let held = statement::title_of(kb, kb.term(own).office);
        let mut message = format!(
            "{} was {} then",
            kb.name(claim.person),
            kb.name(kb.term(own).office)
        );
        let mut evidence = vec![statement::of_term(kb, own)];
        let text = in_the_case_of(checker.text(range), held);
        let mut fixes = vec![mend::replace(range, text)];
        if let Some(holder) = holder {
            message.push_str(&format!(
                "; {} was {}",
                kb.name(kb.term(holder).office),
                kb.name(holder.person)
            ));
            evidence.push(statement::of_term(kb, holder));
            fixes.push(mend::swap_name(checker, claim, holder));
        }
        message.push('.');
        findings.push(checker.on_claim(&PAGE, claim, range, message, fixes, evidence));
    }
}
