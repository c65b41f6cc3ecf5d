use crate::check::{Checker, Example, Page, mend};
use crate::claims::Verdict;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/disputed",
    title: "a contested office stated flatly",
    severity: Severity::Information,
    on: true,
    explanation: "\
The title stands without reserve with somebody whose claim to the office only some states accepted.

Silent where the sentence says so (“disputed”, “recognised by”, “self-proclaimed”, “rival”).",
    examples: &[
        Example {
            date: "2019-05-02",
            text: "Venezuela's «president», Juan Guaidó, received the envoys.",
            fixed: None,
        },
        Example {
            date: "2019-05-02",
            text: "Juan Guaidó, recognised as Venezuela's president by Washington, received the envoys.",
            fixed: None,
        },
        Example {
            date: "2019-05-02",
            text: "Venezuela's self-proclaimed president, Juan Guaidó, received the envoys.",
            fixed: None,
        },
        Example {
            date: "2019-05-02",
            text: "Venezuela's opposition leader, Juan Guaidó, received the envoys.",
            fixed: None,
        },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for claim in checker.claims {
        let Verdict::Disputed { term } = claim.verdict else {
            continue;
        };
        let range = mend::office_range(checker, claim);
        let message = format!(
            "The claim of {} was contested: {} {}.",
            kb.name(claim.person),
            kb.name(kb.term(term).office),
            statement::period(kb.term(term))
        );
        let fixes = vec![mend::insert_before_title(checker, claim, "disputed")];
        let evidence = vec![statement::of_term(kb, term)];
        findings.push(checker.on_claim(&PAGE, claim, range, message, fixes, evidence));
    }
}
