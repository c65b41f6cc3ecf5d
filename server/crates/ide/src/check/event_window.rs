use crate::check::{Checker, Example, Page, mend};
use crate::claims::Verdict;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/event-window",
    title: "an act of office outside of the term",
    severity: Severity::Warning,
    on: true,
    explanation: "\
The sentence dates an act of office (a meeting, a signature, an order) to a time within three years before or after the term,
when the records name another as holder.

Silent on what people do without office, on the dead, on possessives, and where the text calls the person “former” elsewhere.",
    examples: &[
        Example { date: "2024-05-02", text: "«Chancellor Angela Merkel» met the American president in March 2022.", fixed: None },
        Example { date: "2024-05-02", text: "In 2004 the «German chancellor, Angela Merkel», signed the agreement in Moscow.", fixed: None },
        Example { date: "2024-05-02", text: "Chancellor Angela Merkel met the American president in March 2021.", fixed: None },
        Example { date: "2024-05-02", text: "In 2003 Chancellor Angela Merkel was the leader of the opposition.", fixed: None },
        Example { date: "2024-05-02", text: "Former chancellor Angela Merkel met the American president in March 2022.", fixed: None },
        Example { date: "2024-05-02", text: "In 1994 President Jimmy Carter met the North Korean leader.", fixed: None },
        Example { date: "2024-05-02", text: "Chancellor Angela Merkel's talks of March 2022 were private.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for claim in checker.claims {
        let Verdict::Outside { term, holder } = claim.verdict else {
            continue;
        };
        let message = format!(
            "{} was {} {}; at that time it was {}.",
            kb.name(claim.person),
            kb.name(kb.term(term).office),
            statement::period(kb.term(term)),
            kb.name(holder.person)
        );
        let fixes = vec![mend::swap_name(checker, claim, holder)];
        let evidence = vec![statement::of_term(kb, term), statement::of_term(kb, holder)];
        let range = mend::said(checker, claim);
        findings.push(checker.on_claim(&PAGE, claim, range, message, fixes, evidence));
    }
}
