use kb::Holder;

use crate::check::{Checker, Example, Page, mend};
use crate::claims::Verdict;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "kb/unsourced",
    title: "the verdict rests on a weak source",
    severity: Severity::Hint,
    on: true,
    explanation: "\
A finding on a title rests on a term of office for which the records have only sources that they themselves call weak. It says
so beside the finding, so that somebody looks for a second source before changing the text.",
    examples: &[
        Example {
            date: "2024-08-18",
            text: "The former «prime minister» of Lesotho, Sam Matekane, met reporters on Monday.",
            fixed: None,
        },
        Example { date: "2025-08-18", text: "Former U.S. President Donald Trump met reporters on Monday.", fixed: None },
        Example { date: "2012-05-20", text: "French President Nicolas Sarkozy told the G8 on Saturday that they would stay.", fixed: None },
        Example { date: "2012-05-20", text: "French President François Hollande told the G8 on Saturday that they would stay.", fixed: None },
        Example { date: "2012-05-20", text: "The president told the G8 on Saturday that they would stay.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for claim in checker.claims {
        let weak = |it: &Holder| {
            let sources = &kb.term(*it).sources;
            !sources.is_empty() && sources.iter().all(|it| kb.source(*it).weak)
        };
        let Some(term) = rests_on(&claim.verdict).into_iter().flatten().find(weak) else {
            continue;
        };
        let message = format!(
            "This rests on one weak source: {}.",
            statement::sources(kb, &kb.term(term).sources)
        );
        let range = mend::office_range(checker, claim);
        let evidence = vec![statement::of_term(kb, term)];
        findings.push(checker.on_claim(&PAGE, claim, range, message, Vec::new(), evidence));
    }
}

/// The terms that a verdict rests on; nothing where it is no mistake.
fn rests_on(verdict: &Verdict) -> [Option<Holder>; 2] {
    match *verdict {
        Verdict::FormerIncumbent { term }
        | Verdict::ElectExpired { term }
        | Verdict::Acting { term }
        | Verdict::DeFacto { term }
        | Verdict::Disputed { term } => [Some(term), None],
        Verdict::NoLongerActing { term, before } => [Some(term), Some(before)],
        Verdict::ElectMissing { term, holder } => [Some(term), holder],
        Verdict::NotCurrent { term, successor }
        | Verdict::Left {
            term, successor, ..
        } => [Some(term), successor],
        Verdict::NotHolder { holder, own } => [holder, own],
        Verdict::WrongOffice { own, holder, .. } | Verdict::WrongCountry { own, holder } => {
            [Some(own), holder]
        }
        Verdict::StateOrGovernment { own, holder } => [Some(own), Some(holder)],
        Verdict::Outside { term, holder } => [Some(term), Some(holder)],
        Verdict::Then { .. } => [None, None],
    }
}
