use crate::check::deeds::{Spoken, treaties};
use crate::check::treaty_ended::{end_before, in_force_behind, present_verb};
use crate::check::{Checker, Example, Page};
use crate::{Finding, Form, Severity, Tag, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/defence-claim",
    title: "a duty of defence that has ended",
    severity: Severity::Warning,
    on: true,
    explanation: "\
One state is said to be bound to another by a treaty of alliance or defence that ended before the article appeared: Washington's defence
treaty with Taiwan ended on 1 January 1980.

Silent where the sentence looks back, and where what it says of the treaty is its end.",
    examples: &[
        Example { date: "2024-01-15", text: "Under «its defense treaty with Taiwan» the United States must help the island.", fixed: None },
        Example { date: "2024-01-15", text: "«Washington's mutual defense treaty with Taiwan» is a pillar of peace.", fixed: None },
        Example { date: "2024-01-15", text: "The United States is bound by «its defense treaty with Taiwan».", fixed: None },
        Example { date: "2024-01-15", text: "Washington's defense treaty with Taiwan ended in 1980.", fixed: None },
        Example { date: "1978-01-15", text: "Under its defense treaty with Taiwan the United States must help the island.", fixed: None },
        Example { date: "2024-01-15", text: "Under its defense treaty with the Philippines the United States must help.", fixed: None },
        Example { date: "2024-01-15", text: "In 1955 the United States had a defense treaty with Taiwan.", fixed: None },
        Example { date: "2024-01-15", text: "The United States has no defense treaty with Taiwan.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    let published = checker.ctx.publication.hard;
    if published.from.is_none() {
        return;
    }
    for (mention, spoken, treaty) in treaties(checker) {
        let defence = treaty
            .kinds
            .iter()
            .any(|it| matches!(it.as_str(), "alliance" | "defence"));
        // The check on ended treaties has these.
        let other = in_force_behind(|at| spoken.word(at), spoken.words.last).is_some()
            || present_verb(&spoken).is_some();
        if !defence || other || mention.form == Form::Acronym || !is_present(&spoken) {
            continue;
        }
        let Some(end) = end_before(treaty, &spoken, published) else {
            continue;
        };
        let on = end.on.map(|it| it.long()).unwrap_or_default();
        let message = format!("{}: {} {on}.", treaty.name, statement::verb(end.act));
        let evidence = vec![statement::of_act(kb, spoken.record, end)];
        let mut finding = checker.found(&PAGE, None, mention.range, message, Vec::new(), evidence);
        finding.tag = Some(Tag::Deprecated);
        findings.push(finding);
    }
}

/// "under X A must", "X is", "A has X"
fn is_present(spoken: &Spoken<'_>) -> bool {
    let word = |at: usize| spoken.word(at);
    let mut before = spoken.words.first;
    if before > spoken.sentence.first && word(before - 1) == "the" {
        before -= 1;
    }
    let before = if before > spoken.sentence.first {
        word(before - 1)
    } else {
        ""
    };
    let holds = matches!(
        word(spoken.words.last),
        "is" | "remains" | "stands" | "means" | "covers" | "applies" | "still" | "makes" | "gives"
    );
    let has = matches!(
        before,
        "has" | "have" | "maintains" | "keeps" | "honours" | "honors"
    );
    let under = before == "under"
        && (spoken.words.last..spoken.sentence.last)
            .any(|it| matches!(word(it), "must" | "is" | "are" | "has" | "can" | "cannot"));
    let bound =
        before == "by"
            && spoken.words.first.checked_sub(2).is_some_and(|it| {
                matches!(word(it), "bound" | "obliged" | "covered" | "protected")
            });
    holds || has || under || bound
}
