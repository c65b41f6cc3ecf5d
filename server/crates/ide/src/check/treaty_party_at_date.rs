use date::Span;
use kb::{Act, ActKind, Kind, RecordId, Treaty};

use crate::check::treaty_act_date::{treaties, words_of};
use crate::check::{Checker, Example, Page};
use crate::phrases::Words;
use crate::resolve::{range_of, sentence_of};
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/party-at-date",
    title: "called a party to a treaty that it is not in",
    severity: Severity::Error,
    on: true,
    explanation: "\
A state is called a party to a treaty, though the records say that it had left the treaty by then, or that it has never joined.

Rests only on what is recorded of this state: the absence of an act proves nothing. Silent where the sentence looks back or
denies the claim.",
    examples: &[
        Example { date: "2014-05-01", text: "The United States, «a party to» the Ottawa Convention, has destroyed its stocks.", fixed: None },
        Example { date: "2014-05-01", text: "Canada, a party to the Ottawa Convention, has destroyed its stocks.", fixed: None },
        Example { date: "2014-05-01", text: "The United States is not a party to the Ottawa Convention.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let published = checker.ctx.publication.hard;
    if published.from.is_none() || published.to.is_none() {
        return;
    }
    for (mention, record, text, base) in treaties(checker) {
        let Some((name, _)) = words_of(text, mention.range, base) else {
            continue;
        };
        let Some(sentence) = text.sentences.get(sentence_of(text, name)) else {
            continue;
        };
        let start = sentence.first as usize;
        let Some(words) = party_before(|at| text.folded_word(at), start, name) else {
            continue;
        };
        let reading = &checker.ctx.readings[mention.block as usize];
        // "STATE, a party to", "STATE is a party to"
        let mut behind = words.first;
        if behind > start && matches!(text.folded_word(behind - 1), "is" | "remains" | "still") {
            behind -= 1;
        }
        let Some(state) = reading
            .hits
            .iter()
            .find(|it| it.last == behind && it.kinds.place)
            .and_then(|hit| {
                let mut states = hit.info.places.iter().filter(|it| {
                    it.record.kind() == Kind::State && it.kind != kb::NameKind::Capital
                });
                let state = states.next()?.record;
                states.all(|it| it.record == state).then_some(state)
            })
        else {
            continue;
        };
        let event = (checker.ctx.clock)(mention.block as usize, words.first);
        if event.looks_back || event.stated && !event.span.overlaps(published) {
            continue;
        }
        let treaty = checker.ctx.kb.treaty(record);
        let Some(act) = outside(treaty, state, published) else {
            continue;
        };
        findings.push(Finding {
            code: PAGE.code,
            severity: PAGE.severity,
            range: range_of(text, base, words),
            message: format!(
                "{} was no party to {} on this date.",
                checker.ctx.kb.name(state),
                treaty.name
            ),
            fixes: Vec::new(),
            evidence: vec![statement::of_act(checker.ctx.kb, record, act)],
            related: Vec::new(),
            tag: None,
        });
    }
}

/// The act that shows that `state` was outside on every day of `published`: it had left and not come back, or is recorded as
/// never having joined on a later day.
fn outside(treaty: &Treaty, state: RecordId, published: Span) -> Option<&Act> {
    let mut own = treaty.acts.iter().filter(|it| it.state == Some(state));
    let joins = |it: &&Act| {
        matches!(
            it.act,
            ActKind::Ratified | ActKind::Acceded | ActKind::InForce | ActKind::Provisional
        )
    };
    let last = own
        .clone()
        .filter(|it| it.on.is_some_and(|on| on.first() <= published.last()))
        .filter(|it| joins(it) || it.act == ActKind::Withdrew)
        .max_by_key(|it| it.on.map(date::Date::first));
    match last {
        Some(act) if act.act == ActKind::Withdrew => act
            .on
            .is_some_and(|on| on.is_certain() && on.last() < published.first())
            .then_some(act),
        Some(_) => None,
        None => {
            if own.clone().any(|it| joins(&it) && it.on.is_none()) {
                return None;
            }
            own.find(|it| {
                matches!(it.act, ActKind::NotParty | ActKind::NotRatified)
                    && it.on.is_some_and(|on| on.first() >= published.last())
            })
        }
    }
}

/// `a party to [the]` before the name at `name`.
fn party_before<'a>(word: impl Fn(usize) -> &'a str, start: usize, name: usize) -> Option<Words> {
    let mut at = name;
    let back = |at: usize| (at > start).then(|| word(at - 1));
    if back(at) == Some("the") {
        at -= 1;
    }
    if back(at) != Some("to") {
        return None;
    }
    let last = at;
    at -= 1;
    if !matches!(back(at), Some("party" | "parties")) {
        return None;
    }
    at -= 1;
    if matches!(back(at), Some("state" | "full")) {
        at -= 1;
    }
    if back(at) == Some("a") {
        at -= 1;
    }
    Some(Words { first: at, last })
}
