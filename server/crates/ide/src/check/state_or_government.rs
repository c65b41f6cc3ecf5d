use kb::Role;

use crate::check::{Checker, Example, Page, mend};
use crate::claims::Verdict;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/state-or-government",
    title: "head of state and head of government confused",
    severity: Severity::Warning,
    on: true,
    explanation: "\
Somebody is called head of state who heads the government, while the records name another as head of that state; or the other
way round.

Silent where one person is both, and where the records do not name the other.",
    examples: &[
        Example { date: "2025-03-10", text: "Japan's head of «state», Shigeru Ishiba, spoke last.", fixed: Some("government") },
        Example { date: "2019-03-10", text: "The head of «government», Queen Margrethe II of Denmark, spoke last.", fixed: Some("state") },
        Example { date: "2025-03-10", text: "Japan's head of government, Shigeru Ishiba, spoke last.", fixed: None },
        Example { date: "2025-03-10", text: "America's head of state, Donald Trump, spoke last.", fixed: None },
        Example { date: "2025-03-10", text: "America's head of government, Donald Trump, spoke last.", fixed: None },
        Example { date: "2025-03-10", text: "The heads of state and government, Shigeru Ishiba among them, spoke last.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for claim in checker.claims {
        let Verdict::StateOrGovernment { own, holder } = claim.verdict else {
            continue;
        };
        let link = &checker.ctx.links[claim.link];
        let block = &checker.ctx.document.blocks[link.block];
        let range = block.text.words[claim.title.office.last - 1]
            .range
            .shifted(block.range.start);
        let right = if kb
            .office(kb.term(holder).office)
            .roles
            .contains(&Role::HeadOfState)
            && checker.text(range).eq_ignore_ascii_case("state")
        {
            "government"
        } else {
            "state"
        };
        let message = format!(
            "{} was {}; the head of {} was {}, {}.",
            kb.name(claim.person),
            kb.name(kb.term(own).office),
            checker.text(range).to_lowercase(),
            kb.name(holder.person),
            kb.name(kb.term(holder).office)
        );
        let fixes = vec![mend::replace(range, right.to_owned())];
        let evidence = vec![statement::of_term(kb, own), statement::of_term(kb, holder)];
        findings.push(checker.on_claim(&PAGE, claim, range, message, fixes, evidence));
    }
}
