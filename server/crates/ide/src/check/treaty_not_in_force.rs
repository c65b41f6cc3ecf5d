use date::Span;
use kb::{ActKind, Treaty};

use crate::check::deeds::{Deed, Spoken, Verb, treaties};
use crate::check::treaty_ended::in_force_behind;
use crate::check::{Checker, Example, Page};
use crate::{Evidence, Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/not-in-force",
    title: "said to be in force before it was",
    severity: Severity::Error,
    on: true,
    explanation: "\
A treaty is said to be in force, or to have entered into force, though it entered into force later than the article appeared, or is
recorded as never having done so.

Silent on plans and conditions, on provisional application, and where nothing is on record.",
    examples: &[
        Example { date: "2020-02-01", text: "The Comprehensive Nuclear-Test-Ban Treaty, «in force since» 1996, bars all tests.", fixed: None },
        Example { date: "1998-02-01", text: "The Ottawa Convention is «in force» and bans land mines.", fixed: None },
        Example { date: "2020-02-01", text: "The Comprehensive Nuclear-Test-Ban Treaty is not in force.", fixed: None },
        Example { date: "2020-02-01", text: "The Comprehensive Nuclear-Test-Ban Treaty would be in force if Egypt had ratified it.", fixed: None },
        Example { date: "2000-02-01", text: "The Ottawa Convention is in force and bans land mines.", fixed: None },
        Example { date: "1998-02-01", text: "The Ottawa Convention will enter into force next year.", fixed: None },
        Example { date: "1998-02-01", text: "Once the Ottawa Convention enters into force, stocks must go.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    let published = checker.ctx.publication.hard;
    if published.to.is_none() {
        return;
    }
    for (_, spoken, treaty) in treaties(checker) {
        let deeds = spoken.deeds();
        let entered = deeds.iter().find(|it| is_claim(&spoken, it, published));
        let words = entered.map(|it| it.words);
        let words = words.or_else(|| in_force_behind(|at| spoken.word(at), spoken.words.last));
        let Some(words) = words else { continue };
        let Some(evidence) = never_by(checker, &spoken, treaty, published) else {
            continue;
        };
        let unreal = (spoken.sentence.first..spoken.words.first).any(|it| {
            matches!(
                spoken.word(it),
                "if" | "once" | "when" | "until" | "before" | "after" | "should"
            )
        });
        if unreal || spoken.clock(words.first).looks_back {
            continue;
        }
        let message = match treaty.not_in_force {
            Some(_) => format!("{} has never entered into force.", kb.name(spoken.record)),
            None => format!("{} was not in force yet.", kb.name(spoken.record)),
        };
        let range = spoken.range(words);
        findings.push(checker.found(&PAGE, None, range, message, Vec::new(), vec![evidence]));
    }
}

/// "took effect", of a time that is not to come.
fn is_claim(spoken: &Spoken<'_>, deed: &Deed, published: Span) -> bool {
    let past = matches!(
        spoken.word(deed.words.first),
        "took" | "came" | "entered" | "went" | "in"
    );
    deed.verb == Verb::TookEffect
        && past
        && deed
            .when
            .is_none_or(|(_, date)| date.first() <= published.last())
}

/// What shows that the treaty had not entered into force when the text appeared.
fn never_by(
    checker: &Checker<'_>,
    spoken: &Spoken<'_>,
    treaty: &Treaty,
    published: Span,
) -> Option<Evidence> {
    let kb = checker.ctx.kb;
    if let Some(day) = treaty.not_in_force {
        return (day.last() >= published.last()).then(|| Evidence {
            statement: format!("{}: never in force by {}", treaty.name, day.long()),
            source: statement::sources(kb, &treaty.sources),
        });
    }
    let mut own = treaty.acts.iter().filter(|it| it.state.is_none());
    if own.clone().any(|it| it.act == ActKind::Provisional) {
        return None;
    }
    let act = own.find(|it| it.act == ActKind::InForce)?;
    let later = act
        .on
        .is_some_and(|on| on.is_certain() && on.first() > published.last().plus_days(1));
    later.then(|| statement::of_act(kb, spoken.record, act))
}
