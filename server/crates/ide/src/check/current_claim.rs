use prose::Range;

use crate::check::{Checker, Example, Page, in_the_case_of, mend};
use crate::claims::{Claim, Verdict};
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/current-claim",
    title: "called current, but not in office",
    severity: Severity::Error,
    on: true,
    explanation: "\
“Current”, “sitting”, “incumbent” or “serving” stands before the title of somebody who left that office before the day of
publication and before the time of which the sentence tells; the records name the one who holds it.

Silent where the clause looks back, where the sentence is set in the term itself, and where the records do not name the
present holder.",
    examples: &[
        Example { date: "2024-09-10", text: "The «sitting prime minister, Rishi Sunak», told reporters that he would stay on.", fixed: Some("former prime minister, Rishi Sunak") },
        Example { date: "2022-03-10", text: "Germany's «current chancellor, Angela Merkel», was not there.", fixed: Some("former chancellor, Angela Merkel") },
        Example { date: "2020-02-10", text: "Sudan's «current president, Omar al-Bashir», sent a minister.", fixed: Some("former president, Omar al-Bashir") },
        Example { date: "2024-03-10", text: "The sitting prime minister, Rishi Sunak, told reporters that he would stay on.", fixed: None },
        Example { date: "2024-09-10", text: "In 2023 the then sitting prime minister, Rishi Sunak, had told reporters that he would stay on.", fixed: None },
        Example { date: "2024-09-10", text: "In May 2024 the incumbent prime minister, Rishi Sunak, called an election.", fixed: None },
        Example { date: "2024-09-10", text: "The current opposition leader, Rishi Sunak, told reporters that he would stay on.", fixed: None },
        Example { date: "2026-02-10", text: "The serving president, Donald Trump, told reporters that he would go.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for claim in checker.claims {
        if let Some(finding) = not_current(checker, &PAGE, claim, |word| word != "reigning") {
            findings.push(finding);
        }
    }
}

/// The finding on somebody called current by a word that `is` accepts.
pub(super) fn not_current(
    checker: &Checker<'_>,
    page: &'static Page,
    claim: &Claim,
    is: impl Fn(&str) -> bool,
) -> Option<Finding> {
    let Verdict::NotCurrent { term, successor } = claim.verdict else {
        return None;
    };
    let kb = checker.ctx.kb;
    let word = mend::status_range(checker, claim)?;
    let written = checker.text(word);
    if !is(&prose::fold(written)) {
        return None;
    }
    let mut message = format!(
        "{} was {} {}",
        kb.name(claim.person),
        kb.name(kb.term(term).office),
        statement::period(kb.term(term))
    );
    let mut evidence = vec![statement::of_term(kb, term)];
    let mut fixes = vec![mend::replace(word, in_the_case_of(written, "Former"))];
    if let Some(holder) = successor {
        message.push_str(&format!("; on this date it was {}", kb.name(holder.person)));
        evidence.push(statement::of_term(kb, holder));
        fixes.push(mend::swap_name(checker, claim, holder));
    }
    message.push('.');
    let said = mend::said(checker, claim);
    let range = Range::new(word.start.min(said.start), said.end);
    Some(checker.on_claim(page, claim, range, message, fixes, evidence))
}
