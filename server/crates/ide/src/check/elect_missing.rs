use date::Date;
use kb::Role;

use crate::check::{Checker, Example, Page, mend};
use crate::claims::Verdict;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/elect-missing",
    title: "the title before taking office",
    severity: Severity::Warning,
    on: true,
    explanation: "\
Somebody who has been elected or chosen, and takes office on a later day that the records know, appears under the bare title
while another still holds the office.

Silent where the sentence looks ahead (“will be sworn in”, “incoming”), where the text says “-elect” elsewhere, and on
monarchs.",
    examples: &[
        Example { date: "2025-07-10", text: "Polish «President» Karol Nawrocki told reporters that he would come.", fixed: Some("President-elect") },
        Example { date: "2025-07-10", text: "Polish President-elect Karol Nawrocki told reporters that he would come.", fixed: None },
        Example { date: "2025-08-10", text: "Polish President Karol Nawrocki told reporters that he would come.", fixed: None },
        Example { date: "2025-07-10", text: "Polish President Karol Nawrocki will be sworn in on 6 August.", fixed: None },
        Example { date: "2025-07-10", text: "The new Polish president, Karol Nawrocki, told reporters that he would come.", fixed: None },
        Example { date: "2025-10-10", text: "In July 2025 the later president, Karol Nawrocki, told reporters that he would come.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for claim in checker.claims {
        let Verdict::ElectMissing { term, holder } = claim.verdict else {
            continue;
        };
        let office = kb.office(kb.term(term).office);
        let range = mend::office_range(checker, claim);
        let from = kb.term(term).from.map(Date::long).unwrap_or_default();
        let mut message = format!("{} takes office on {from}", kb.name(claim.person));
        let mut evidence = vec![statement::of_term(kb, term)];
        // A parliament designates, a people elects.
        let word = if office.roles.contains(&Role::HeadOfState) || office.elect {
            "elect"
        } else {
            "designate"
        };
        let text = format!("{}-{word}", checker.text(range));
        let mut fixes = vec![mend::replace(range, text)];
        if let Some(holder) = holder {
            message.push_str(&format!("; on this date it was {}", kb.name(holder.person)));
            evidence.push(statement::of_term(kb, holder));
            fixes.push(mend::swap_name(checker, claim, holder));
        }
        message.push('.');
        findings.push(checker.on_claim(&PAGE, claim, range, message, fixes, evidence));
    }
}
