use date::Span;
use kb::{Act, ActKind, Kb, Kind, RecordId, Treaty};

use crate::check::deeds::{Spoken, bodies, state_of, treaties};
use crate::check::{Checker, Example, Page};
use crate::office::same_country;
use crate::phrases::Words;
use crate::{Evidence, Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/party-at-date",
    title: "called a party or a member, or an outsider, wrongly",
    severity: Severity::Error,
    on: true,
    explanation: "\
A state is called a party to a treaty or a member of a body, though the records say that it had left by then, had not joined yet or
never joined; or it is called an outsider, though it was in.

Of treaties this rests only on what is recorded of this state: the absence of an act proves nothing. Of bodies it rests on their
list of members, where that is complete. Silent where the sentence looks back or tells of another time, and on hopes and conditions.",
    examples: &[
        Example { date: "2014-05-01", text: "The United States, «a party to» the Ottawa Convention, has destroyed its stocks.", fixed: None },
        Example { date: "2023-03-01", text: "The United States, «which is outside» the Paris Agreement, sent an envoy.", fixed: None },
        Example { date: "2022-08-01", text: "Finland, «a member of» NATO, held exercises.", fixed: None },
        Example { date: "2021-08-01", text: "Officials from «NATO member» Sweden took part.", fixed: None },
        Example { date: "2025-08-01", text: "Sweden, which «is not a member of» NATO, held exercises.", fixed: None },
        Example { date: "2023-07-01", text: "Finland «has never joined» NATO.", fixed: None },
        Example { date: "2023-07-01", text: "Finland, which «has yet to join» NATO, sent an envoy.", fixed: None },
        Example { date: "2022-07-01", text: "Sweden, which has yet to join NATO, sent an envoy.", fixed: None },
        Example { date: "2022-07-01", text: "Switzerland has never joined NATO.", fixed: None },
        Example { date: "2011-12-06", text: "The United States «has not signed» the Kyoto Protocol.", fixed: None },
        Example { date: "2015-12-06", text: "Israel has not signed the nuclear Non-Proliferation Treaty.", fixed: None },
        Example { date: "2014-05-01", text: "Canada, a party to the Ottawa Convention, has destroyed its stocks.", fixed: None },
        Example { date: "2014-05-01", text: "The United States is not a party to the Ottawa Convention.", fixed: None },
        Example { date: "2019-05-01", text: "If Sweden were a member of NATO, the alliance would border Russia there.", fixed: None },
        Example { date: "2025-08-01", text: "In 2019 Sweden was not a member of NATO.", fixed: None },
        Example { date: "2024-08-01", text: "Ukraine wants to become a member of NATO.", fixed: None },
        Example { date: "2022-08-01", text: "Norway, a NATO member, has a border with Russia.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let published = checker.ctx.publication.hard;
    if published.from.is_none() || published.to.is_none() {
        return;
    }
    let treaties = treaties(checker).map(|(_, spoken, _)| spoken);
    for spoken in treaties.chain(bodies(checker)) {
        for claim in claims(&spoken) {
            findings.extend(judge(checker, &spoken, &claim, published));
        }
    }
}

/// "Sweden is [not] a member of NATO"
struct Claim {
    state: RecordId,
    /// The words that say so.
    words: Words,
    inside: bool,
    /// "has not signed": what the state is said not to have done, beside joining as such.
    undone: &'static [ActKind],
}

fn judge(
    checker: &Checker<'_>,
    spoken: &Spoken<'_>,
    claim: &Claim,
    published: Span,
) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let event = spoken.clock(claim.words.first);
    if event.looks_back || event.stated && !event.span.overlaps(published) {
        return None;
    }
    let (name, is) = (
        kb.name(spoken.record),
        if claim.inside { "was not in" } else { "was in" },
    );
    let evidence = match (spoken.record.kind(), claim.inside) {
        (Kind::Organisation, inside) => of_body(kb, spoken.record, claim.state, published, inside)?,
        (_, true) => {
            let act = outside(kb.treaty(spoken.record), claim.state, published)?;
            statement::of_act(kb, spoken.record, act)
        }
        (_, false) if !claim.undone.is_empty() => {
            let act = done(kb.treaty(spoken.record), claim, published)?;
            statement::of_act(kb, spoken.record, act)
        }
        (_, false) => {
            let act = inside(kb.treaty(spoken.record), claim.state, published)?;
            statement::of_act(kb, spoken.record, act)
        }
    };
    let state = kb.name(claim.state);
    let message = match claim.undone {
        [] => format!("{state} {is} {name} on this date."),
        _ => format!("{}.", evidence.statement),
    };
    let range = spoken.range(claim.words);
    Some(checker.found(&PAGE, None, range, message, Vec::new(), vec![evidence]))
}

/// What shows that a state was, or was not, a member on every day of `published`, against what is said.
fn of_body(
    kb: &Kb,
    body: RecordId,
    state: RecordId,
    published: Span,
    said_inside: bool,
) -> Option<Evidence> {
    let record = kb.organisation(body);
    let complete = record.members_complete_since?;
    if complete.last() > published.first() || kb.as_of() < published.last() {
        return None;
    }
    let own = || {
        record
            .members
            .iter()
            .filter(|it| same_country(kb, it.state, state))
    };
    if said_inside {
        let may_be = own().any(|it| {
            it.from.is_none_or(|from| from.first() <= published.last())
                && it.to.is_none_or(|to| to.last() >= published.first())
        });
        if may_be {
            return None;
        }
        return Some(match own().next() {
            Some(member) => statement::of_membership(kb, body, member),
            None => Evidence {
                statement: format!(
                    "{}: {} is not in the list of members",
                    kb.name(body),
                    kb.name(state)
                ),
                source: statement::sources(kb, &record.sources),
            },
        });
    }
    let surely = own().find(|it| {
        it.from.is_some_and(|from| from.last() < published.first())
            && it.to.is_none_or(|to| to.first() > published.last())
    });
    surely.map(|it| statement::of_membership(kb, body, it))
}

/// The act that shows that `state` was outside on every day of `published`: it had left and not come back, joined later, or is
/// recorded as never having joined on a later day.
fn outside(treaty: &Treaty, state: RecordId, published: Span) -> Option<&Act> {
    let mut own = treaty.acts.iter().filter(|it| it.state == Some(state));
    let last = last_act(treaty, state, published);
    match last {
        Some(act) if act.act == ActKind::Withdrew => act
            .on
            .is_some_and(|on| on.is_certain() && on.last() < published.first())
            .then_some(act),
        Some(_) => None,
        None => {
            if own.clone().any(|it| joins(it) && it.on.is_none()) {
                return None;
            }
            own.find(|it| {
                matches!(it.act, ActKind::NotParty | ActKind::NotRatified)
                    && it.on.is_some_and(|on| on.first() >= published.last())
            })
        }
    }
}

/// The act that shows that `state` was inside on every day of `published`: it had joined, and no leaving is on record.
fn inside(treaty: &Treaty, state: RecordId, published: Span) -> Option<&Act> {
    let last = last_act(treaty, state, published)?;
    let in_doubt = treaty.acts.iter().any(|it| {
        it.state == Some(state)
            && matches!(
                it.act,
                ActKind::Withdrew
                    | ActKind::WithdrawalNotice
                    | ActKind::Suspended
                    | ActKind::Revoked
                    | ActKind::NotParty
                    | ActKind::NotRatified
            )
            && it
                .on
                .is_none_or(|on| on.last() >= last.on.map_or(on.last(), date::Date::first))
            && it.on.is_none_or(|on| on.first() <= published.last())
    });
    let certain = last
        .on
        .is_some_and(|on| on.is_certain() && on.last() < published.first());
    (joins(last) && certain && !in_doubt).then_some(last)
}

/// The act that a state is said not to have done, done before every day of `published`.
fn done<'a>(treaty: &'a Treaty, claim: &Claim, published: Span) -> Option<&'a Act> {
    let left = |it: &&Act| matches!(it.act, ActKind::Withdrew | ActKind::Revoked);
    let mut own = treaty
        .acts
        .iter()
        .filter(|it| it.state == Some(claim.state));
    if own.clone().any(|it| left(&it)) {
        return None;
    }
    own.find(|it| {
        claim.undone.contains(&it.act)
            && it
                .on
                .is_some_and(|on| on.is_certain() && on.last() < published.first())
    })
}

/// The last thing that a state had done by then: joined or left.
fn last_act(treaty: &Treaty, state: RecordId, published: Span) -> Option<&Act> {
    treaty
        .acts
        .iter()
        .filter(|it| it.state == Some(state))
        .filter(|it| it.on.is_some_and(|on| on.first() <= published.last()))
        .filter(|it| joins(it) || it.act == ActKind::Withdrew)
        .max_by_key(|it| it.on.map(date::Date::first))
}

fn joins(act: &Act) -> bool {
    matches!(
        act.act,
        ActKind::Ratified | ActKind::Acceded | ActKind::InForce | ActKind::Provisional
    )
}

/// What the sentence claims around the name.
fn claims(spoken: &Spoken<'_>) -> Vec<Claim> {
    let before = before(spoken);
    let adjective = adjective(spoken);
    let undone = undone(spoken);
    before.into_iter().chain(adjective).chain(undone).collect()
}

/// "STATE has not signed NAME", "STATE never signed NAME", "STATE is not a signatory to NAME"
fn undone(spoken: &Spoken<'_>) -> Option<Claim> {
    const SIGNED: &[ActKind] = &[ActKind::Signed, ActKind::Ratified];
    let start = spoken.sentence.first;
    let back = |at: usize| if at > start { spoken.word(at - 1) } else { "" };
    let last = spoken.words.first - usize::from(back(spoken.words.first) == "the");
    let mut at = last;
    match back(at) {
        "signed" => {}
        "to" | "of" if matches!(back(at - 1), "signatory" | "signatories") => at -= 1,
        _ => return None,
    }
    at -= 1;
    if back(at) == "a" {
        at -= 1;
    }
    let negated = matches!(back(at), "not" | "never");
    let perfect = at > start && matches!(back(at - 1), "has" | "have" | "is" | "are");
    let first = match (negated, perfect) {
        (true, true) => at - 2,
        (true, false) if back(at) == "never" => at - 1,
        _ => return None,
    };
    Some(Claim {
        state: subject(spoken, first)?,
        words: Words { first, last },
        inside: false,
        undone: SIGNED,
    })
}

/// "STATE[,] [which] is [not] a member of NAME", "STATE, a party to NAME", "STATE, outside NAME"
fn before(spoken: &Spoken<'_>) -> Option<Claim> {
    let start = spoken.sentence.first;
    let mut at = spoken.words.first;
    let back = |at: usize| if at > start { spoken.word(at - 1) } else { "" };
    if back(at) == "the" {
        at -= 1;
    }
    let mut inside = true;
    let last = at;
    match back(at) {
        "outside" => {
            inside = false;
            at -= 1;
        }
        // "has never joined", "has not ratified", "has yet to join"
        "joined" | "ratified" | "join" | "ratify" => return never(spoken, at),
        "to" | "of" => {
            at -= 1;
            if !matches!(back(at), "party" | "member" | "parties" | "members") {
                return None;
            }
            at -= 1;
            while matches!(
                back(at),
                "state" | "full" | "founding" | "fellow" | "nato" | "long" | "standing"
            ) {
                at -= 1;
            }
            if matches!(back(at), "a" | "both") {
                at -= 1;
            }
        }
        _ => return None,
    }
    let mut first = at;
    loop {
        match back(at) {
            "not" | "no" => inside = !inside,
            "is" | "are" | "remains" | "still" | "which" | "currently" | "now" | "itself"
            | "also" => {}
            "never" | "yet" => return None,
            _ => break,
        }
        at -= 1;
        first = at;
    }
    let words = Words { first, last };
    let state = subject(spoken, at)?;
    Some(Claim {
        state,
        words,
        inside,
        undone: &[],
    })
}

/// "STATE has never joined NAME", "STATE, which has yet to ratify NAME", by the word behind the verb.
fn never(spoken: &Spoken<'_>, verb: usize) -> Option<Claim> {
    let word = |n: usize| match verb.checked_sub(n) {
        Some(at) if at >= spoken.sentence.first => spoken.word(at),
        _ => "",
    };
    let n = match (word(4), word(3), word(2), word(1)) {
        (_, "has" | "have", "never" | "not", "joined" | "ratified") => 3,
        ("has" | "have", "yet", "to", "join" | "ratify") => 4,
        _ => return None,
    };
    // A body has no ratifications.
    if spoken.record.kind() == Kind::Organisation && matches!(word(1), "ratified" | "ratify") {
        return None;
    }
    let mut at = verb - n;
    if word(n + 1) == "which" {
        at -= 1;
    }
    let words = Words {
        first: verb - n,
        last: verb,
    };
    Some(Claim {
        state: subject(spoken, at)?,
        words,
        inside: false,
        undone: &[],
    })
}

/// "NATO member STATE", "STATE, a NATO member", "STATE is [not] a NATO member"
fn adjective(spoken: &Spoken<'_>) -> Option<Claim> {
    let name = spoken.words;
    if !spoken.spaced(name.last) || spoken.word(name.last) != "member" {
        return None;
    }
    let mut last = name.last + 1;
    if matches!(spoken.word(last), "state" | "nation" | "country") && spoken.spaced(last) {
        last += 1;
    }
    let next = spoken
        .reading
        .hits
        .iter()
        .find(|it| it.first == last && spoken.spaced(last));
    let unreal = matches!(
        spoken.word(name.first.saturating_sub(1)),
        "non"
            | "prospective"
            | "future"
            | "former"
            | "potential"
            | "would"
            | "aspiring"
            | "ex"
            | "not"
    );
    if let Some(state) = next.and_then(|it| state_of(spoken.checker, it)) {
        return (!unreal).then_some(Claim {
            state,
            words: Words {
                first: name.first,
                last,
            },
            inside: true,
            undone: &[],
        });
    }
    let mut at = name.first;
    let mut inside = true;
    let back = |at: usize| spoken.word(at.saturating_sub(1));
    if matches!(back(at), "full" | "fellow") {
        at -= 1;
    }
    if back(at) != "a" && back(at) != "an" {
        return None;
    }
    at -= 1;
    while matches!(
        back(at),
        "is" | "not" | "still" | "which" | "remains" | "now" | "also"
    ) {
        inside ^= back(at) == "not";
        at -= 1;
    }
    let words = Words { first: at, last };
    let state = subject(spoken, at)?;
    Some(Claim {
        state,
        words,
        inside,
        undone: &[],
    })
}

/// The state right before a word, if the sentence begins with it or it stands by itself.
fn subject(spoken: &Spoken<'_>, at: usize) -> Option<RecordId> {
    let hit = spoken.reading.hits.iter().find(|it| it.last == at)?;
    if spoken.text.words[hit.last - 1].possessive || at <= spoken.sentence.first {
        return None;
    }
    let before = (hit.first > spoken.sentence.first).then(|| spoken.word(hit.first - 1));
    let unreal = (spoken.sentence.first..hit.first).any(|it| {
        matches!(
            spoken.word(it),
            "if" | "were"
                | "had"
                | "unless"
                | "when"
                | "before"
                | "until"
                | "would"
                | "once"
                | "whether"
        )
    });
    // "talks between Russia and Sweden, a member of": of the last alone, and so it is.
    let other = before.is_some_and(|it| matches!(it, "like" | "unlike" | "and"))
        && spoken.word(at) == "are";
    if unreal || other {
        return None;
    }
    state_of(spoken.checker, hit)
}
