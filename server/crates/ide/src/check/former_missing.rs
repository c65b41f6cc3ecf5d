use kb::Holder;

use crate::check::{Checker, Example, Page, mend};
use crate::claims::{Claim, Verdict};
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/former-missing",
    title: "a former holder under the bare title",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A living former holder of an office appears under the bare title and surname as the one who says or does something now.

Silent on the dead, on possessives, on anything with a time in the past, and where the text calls the person “former”
elsewhere. Newspapers that keep courtesy titles for life turn this check off.",
    examples: &[
        Example { date: "2012-06-20", text: "On Tuesday President «Sarkozy» told the audience that he plans no return.", fixed: None },
        Example { date: "1987-03-24", text: "They spoke of the meeting between Prime Minister Yasuhiro Nakasone and President «Carter» that month.", fixed: None },
        Example { date: "1987-03-24", text: "It would bring to mind the troubles of President Carter.", fixed: None },
        Example { date: "2018-05-24", text: "The tariffs undo what President Obama began, President Trump said.", fixed: None },
        Example { date: "2025-08-20", text: "President Obama's health law is ten years old.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for claim in checker.claims {
        if let Verdict::Left {
            term,
            successor,
            bare: true,
        } = claim.verdict
        {
            findings.push(left(checker, &PAGE, claim, term, successor));
        }
    }
}

/// The finding on somebody who left: when, who came after; "former" or the holder's name in place of the wrong one.
pub(super) fn left(
    checker: &Checker<'_>,
    page: &'static Page,
    claim: &Claim,
    term: Holder,
    successor: Option<Holder>,
) -> Finding {
    let kb = checker.ctx.kb;
    let mut message = format!(
        "{} was {} {}",
        kb.name(claim.person),
        kb.name(kb.term(term).office),
        statement::period(kb.term(term))
    );
    let mut evidence = vec![statement::of_term(kb, term)];
    let mut fixes = Vec::new();
    if let Some(successor) = successor {
        message.push_str(&format!(
            "; on this date it was {}",
            kb.name(successor.person)
        ));
        evidence.push(statement::of_term(kb, successor));
        fixes.push(mend::swap_name(checker, claim, successor));
    }
    message.push('.');
    fixes.push(mend::insert_before_title(checker, claim, "former"));
    checker.on_claim(
        page,
        claim,
        mend::said(checker, claim),
        message,
        fixes,
        evidence,
    )
}
