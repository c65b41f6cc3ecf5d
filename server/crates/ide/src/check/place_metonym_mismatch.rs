use kb::NameKind;

use crate::check::place_demonym::{Mismatch, mismatches};
use crate::check::{Checker, Example, Page, mend};
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "place/metonym-mismatch",
    title: "a capital with another country's leader",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A capital that stands for its government possesses the leader of another country: “Pyongyang's President Yoon”.

Silent on visits (“in Pyongyang”), where the person ever held an office of that country, and where a noun follows that the name belongs to.",
    examples: &[
        Example { date: "2023-06-10", text: "«Pyongyang»'s President Yoon Suk Yeol spoke on Monday.", fixed: Some("Seoul") },
        Example { date: "2023-06-10", text: "On Monday «Pyongyang»'s Yoon Suk Yeol spoke of peace.", fixed: Some("Seoul") },
        Example { date: "2023-06-10", text: "Seoul's President Yoon Suk Yeol spoke on Monday.", fixed: None },
        Example { date: "2023-06-10", text: "In Pyongyang President Yoon Suk Yeol was called a traitor on Monday.", fixed: None },
        Example { date: "2023-06-10", text: "Pyongyang's Yoon Suk Yeol problem will not go away.", fixed: None },
        Example { date: "2023-06-10", text: "Washington's friend Yoon Suk Yeol spoke on Monday.", fixed: None },
        Example { date: "2023-06-10", text: "Moscow's Vladimir Putin spoke on Monday.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for it in mismatches(checker) {
        let capital = it
            .hit
            .places()
            .all(|it| matches!(it.kind, NameKind::Capital | NameKind::Metonym));
        if !capital || !it.possessive {
            continue;
        }
        let Mismatch {
            range,
            person,
            own,
            clock,
            ..
        } = it;
        let state = kb.state(own.0);
        let mut capitals = state
            .capitals
            .iter()
            .filter(|it| it.during.at(clock).is_yes());
        let right = capitals.next().filter(|_| capitals.next().is_none());
        findings.push(Finding {
            code: PAGE.code,
            severity: PAGE.severity,
            range,
            message: format!(
                "{} led {}; {} stands for another country.",
                kb.name(person),
                kb.name(own.0),
                checker.text(range)
            ),
            fixes: right
                .map(|it| mend::replace(range, it.text.clone()))
                .into_iter()
                .collect(),
            evidence: vec![statement::of_term(kb, own.1)],
            related: Vec::new(),
            tag: None,
        });
    }
}
