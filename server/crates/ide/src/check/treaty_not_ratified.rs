use kb::{ActKind, Kind};

use crate::check::deeds::{Verb, treaties};
use crate::check::{Checker, Example, Page, mend};
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/signed-not-ratified",
    title: "“ratified” of a state that did not",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A state is said to have ratified a treaty, though the records say that it had not done so on a later day; mostly it has only signed.

Rests on a recorded fact about this state, never on a missing act. Other acts of consent (acceptance, approval, accession) count as
ratified. Silent on what was denied, hoped or planned.",
    examples: &[
        Example { date: "2020-02-01", text: "The United States «ratified» the Comprehensive Nuclear-Test-Ban Treaty in 1996.", fixed: Some("signed") },
        Example { date: "2020-02-01", text: "The United States signed the Comprehensive Nuclear-Test-Ban Treaty in 1996.", fixed: None },
        Example { date: "2020-02-01", text: "The United States has not ratified the Comprehensive Nuclear-Test-Ban Treaty.", fixed: None },
        Example { date: "2020-02-01", text: "The United States never ratified the Comprehensive Nuclear-Test-Ban Treaty.", fixed: None },
        Example { date: "2020-02-01", text: "France ratified the Comprehensive Nuclear-Test-Ban Treaty in 1998.", fixed: None },
        Example { date: "2020-02-01", text: "The United States should have ratified the Comprehensive Nuclear-Test-Ban Treaty.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    let published = checker.ctx.publication.hard;
    for (_, spoken, treaty) in treaties(checker) {
        for deed in spoken.deeds() {
            let [subject] = deed.subjects.as_slice() else {
                continue;
            };
            if deed.verb != Verb::Ratified || subject.record.kind() != Kind::State {
                continue;
            }
            let own = || {
                treaty
                    .acts
                    .iter()
                    .filter(|it| it.state == Some(subject.record))
            };
            let joined = own().any(|it| {
                matches!(
                    it.act,
                    ActKind::Ratified | ActKind::Acceded | ActKind::InForce | ActKind::Provisional
                )
            });
            let Some(fact) = own().find(|it| {
                matches!(
                    it.act,
                    ActKind::NotRatified | ActKind::NotParty | ActKind::NotSigned
                ) && it.on.is_some_and(|on| on.last() >= published.first())
            }) else {
                continue;
            };
            if joined || published.from.is_none() {
                continue;
            }
            let range = spoken.range(deed.words);
            let mut evidence = vec![statement::of_act(kb, spoken.record, fact)];
            let signed = own().find(|it| it.act == ActKind::Signed);
            evidence.extend(signed.map(|it| statement::of_act(kb, spoken.record, it)));
            let signed = signed.is_some() || fact.act == ActKind::NotRatified;
            let fixes = if signed && deed.words.last - deed.words.first == 1 {
                vec![mend::replace(range, "signed".into())]
            } else {
                Vec::new()
            };
            let message = format!(
                "{} has {} {}.",
                kb.name(subject.record),
                if signed {
                    "signed, but not ratified,"
                } else {
                    "not joined"
                },
                treaty.name
            );
            findings.push(checker.found(&PAGE, None, range, message, fixes, evidence));
        }
    }
}
