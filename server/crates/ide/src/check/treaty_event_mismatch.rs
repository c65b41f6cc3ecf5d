use kb::{ActKind, RecordId, Treaty};

use crate::check::deeds::{Spoken, Verb, treaties};
use crate::check::{Checker, Example, Page, mend};
use crate::resolve::folded;
use crate::treaties::{is_open, is_party, news_name, signed_at};
use crate::{Finding, Form, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/event-mismatch",
    title: "the signing of another treaty",
    severity: Severity::Warning,
    on: true,
    explanation: "\
News reports the signing of a treaty on days on which that treaty did nothing, and exactly one other of the same subject was signed,
adopted or opened for signature then.

Silent where the day is not known to within two weeks, where the sentence looks back, on anniversaries, and where the place that is
named is not that of the other treaty.",
    examples: &[
        Example { date: "2016-04-23", text: "Some 175 states signed the «Kyoto Protocol» on climate change in New York on Friday.", fixed: Some("Paris Agreement") },
        Example { date: "1993-01-14", text: "In Paris 130 states signed the «Biological Weapons Convention» this week.", fixed: Some("Chemical Weapons Convention") },
        Example { date: "2016-04-23", text: "Some 175 states signed the Paris Agreement in New York on Friday.", fixed: None },
        Example { date: "2016-04-23", text: "Canada signed the Kyoto Protocol on climate change in 1998.", fixed: None },
        Example { date: "2016-04-23", text: "Those who had signed the Kyoto Protocol met again on Friday.", fixed: None },
        Example { date: "2016-04-23", text: "States that signed the Kyoto Protocol are now bound by another text.", fixed: None },
        Example { date: "1988-04-15", text: "Afghanistan and Pakistan signed the Geneva accords on Thursday; Moscow will withdraw its troops.", fixed: None },
        Example { date: "2016-07-23", text: "A historian signed the Kyoto Protocol for a fan on Friday.", fixed: None },
    ],
};

/// News tells a signing to within so many days.
const DAYS_OF_NEWS: u32 = 16;

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for (mention, spoken, treaty) in treaties(checker) {
        if mention.form == Form::Description {
            continue;
        }
        findings.extend(judge(checker, &spoken, treaty));
    }
}

fn judge(checker: &Checker<'_>, spoken: &Spoken<'_>, treaty: &Treaty) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let deeds = spoken.deeds();
    let deed = deeds.iter().find(|it| it.verb == Verb::Signed)?;
    let clock = spoken.clock(deed.words.first);
    let told = match deed.when {
        Some((_, date)) => date.span(),
        None => clock.span,
    };
    let recent = told.days().is_some_and(|it| it <= DAYS_OF_NEWS);
    // "states that signed": a relative clause tells who they are, not what happened.
    let relative = deed.words.first > spoken.sentence.first
        && matches!(
            spoken.word(deed.words.first - 1),
            "that" | "who" | "which" | "had" | "have" | "has"
        );
    if !recent || !clock.stated || clock.looks_back || relative {
        return None;
    }
    let days = date::Span {
        from: told.from.map(|it| it.plus_days(-4)),
        // "this week" ends with publication.
        to: told
            .to
            .min(checker.ctx.publication.hard.to.or(told.to))
            .map(|it| it.plus_days(2)),
    };
    // An act of the treaty as a whole that may be of these days, or the signature of a single state.
    let acted = treaty.acts.iter().any(|it| {
        let here = it.on.map(|on| on.span().overlaps(days));
        match it.state {
            None => here.unwrap_or(true),
            Some(_) => it.act == ActKind::Signed && here == Some(true),
        }
    });
    if acted {
        return None;
    }
    let other = the_other(checker, spoken, treaty, days)?;
    let record = kb.treaty(other);
    if let Some(place) = deed.place
        && !signed_at(kb, record, &folded(spoken.text, place))
    {
        return None;
    }
    let act = record
        .acts
        .iter()
        .find(|it| it.state.is_none() && it.on.is_some_and(|on| on.span().overlaps(days)))?;
    let message = format!(
        "{} did nothing on these days; {} did.",
        kb.name(spoken.record),
        kb.name(other)
    );
    let range = spoken.range(spoken.words);
    let fixes = vec![mend::replace(range, news_name(record).to_owned())];
    let mut evidence = vec![statement::of_act(kb, other, act)];
    let own = treaty
        .acts
        .iter()
        .find(|it| it.state.is_none() && it.on.is_some())?;
    evidence.push(statement::of_act(kb, spoken.record, own));
    Some(checker.found(&PAGE, None, range, message, fixes, evidence))
}

/// The only other treaty of a kind with this one that was signed on these days.
fn the_other(
    checker: &Checker<'_>,
    spoken: &Spoken<'_>,
    treaty: &Treaty,
    days: date::Span,
) -> Option<RecordId> {
    let kb = checker.ctx.kb;
    let mut others = kb.treaties_acting(days);
    others.retain(|it| {
        let other = kb.treaty(*it);
        let signed = other.acts.iter().any(|it| {
            it.state.is_none()
                && matches!(it.act, ActKind::Signed | ActKind::Opened | ActKind::Adopted)
                && it.on.is_some_and(|on| on.span().overlaps(days))
        });
        // An open convention is taken for another one, a treaty between two for one between two.
        let alike = is_open(other) == is_open(treaty);
        let between = is_open(other)
            || other
                .parties
                .iter()
                .filter(|it| is_party(kb, treaty, **it))
                .count()
                > 1;
        *it != spoken.record
            && signed
            && alike
            && between
            && other.kinds.iter().any(|kind| treaty.kinds.contains(kind))
    });
    match others.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}
