use crate::check::{Checker, Example, Page, mend};
use crate::claims::Verdict;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/de-facto",
    title: "a formal title for one who rules without it",
    severity: Severity::Information,
    on: true,
    explanation: "\
The formal title of an office stands with somebody whom the records have in it only as a matter of fact, after a coup or in a
war. Which word to use is for the house to say; this is a reminder.

Silent where the sentence says so (“de facto”, “junta”, “self-declared”), and on “leader” and “ruler”.",
    examples: &[
        Example { date: "1982-05-02", text: "Argentine «President» Leopoldo Galtieri received the envoys.", fixed: None },
        Example { date: "1982-05-02", text: "Argentine de facto President Leopoldo Galtieri received the envoys.", fixed: None },
        Example { date: "1982-05-02", text: "Argentine leader Leopoldo Galtieri received the envoys.", fixed: None },
        Example { date: "2022-03-02", text: "French President Emmanuel Macron received the envoys.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for claim in checker.claims {
        let Verdict::DeFacto { term } = claim.verdict else {
            continue;
        };
        let range = mend::office_range(checker, claim);
        let message = format!(
            "{} is recorded as {} {}.",
            kb.name(claim.person),
            kb.name(kb.term(term).office),
            statement::period(kb.term(term))
        );
        let fixes = vec![mend::insert_before_title(checker, claim, "de facto")];
        let evidence = vec![statement::of_term(kb, term)];
        findings.push(checker.on_claim(&PAGE, claim, range, message, fixes, evidence));
    }
}
