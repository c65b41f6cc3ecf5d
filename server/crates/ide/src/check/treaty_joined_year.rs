use date::Date;
use kb::{ActKind, Kind, RecordId};

use crate::check::deeds::{Deed, Spoken, Subject, Verb, agree, bodies, date_fix, treaties};
use crate::check::{Checker, Example, Page};
use crate::office::same_country;
use crate::resolve::sentence_of;
use crate::{Evidence, Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/joined-year",
    title: "another year of joining or leaving",
    severity: Severity::Error,
    on: true,
    explanation: "\
A state is said to have joined, ratified or left a treaty or a body in a year in which it did not, by its own acts or memberships on
record. Any of its acts with the treaty passes for “joined”.

Silent on applications and invitations, on several states of which one did so then, and where the day is not on record.",
    examples: &[
        Example { date: "2024-03-07", text: "Finland joined NATO in «2022».", fixed: Some("2023") },
        Example { date: "2024-03-07", text: "Finland, which joined Nato in «2022», has a long border with Russia.", fixed: Some("2023") },
        Example { date: "2016-06-25", text: "Croatia joined the European Union in «2007».", fixed: Some("2013") },
        Example { date: "2022-02-01", text: "The United Kingdom left the European Union in «2019».", fixed: Some("2020") },
        Example { date: "2024-03-07", text: "Finland, which had applied with Sweden, joined NATO in «2022».", fixed: Some("2023") },
        Example { date: "2016-06-25", text: "The European Union has grown to the east. Croatia joined in «2007».", fixed: Some("2013") },
        Example { date: "2017-02-14", text: "Poland has been a member of NATO since «1997».", fixed: Some("1999") },
        Example { date: "2017-02-14", text: "Poland, a NATO member since «1997», has asked for troops.", fixed: Some("1999") },
        Example { date: "2017-02-14", text: "Croatia, in the European Union since «2012», has asked for funds.", fixed: Some("2013") },
        Example { date: "2017-02-14", text: "Finland became a member of the European Union in «1994».", fixed: Some("1995") },
        Example { date: "2020-01-31", text: "The European Union is smaller. Britain had been a member for 47 years; it joined in «1975», with Ireland and Denmark.", fixed: Some("1973") },
        Example { date: "2007-03-25", text: "Six countries made the European Economic Community.\n\nBritain joined in «1975», with Ireland and Denmark.", fixed: Some("1973") },
        Example { date: "2007-03-25", text: "Six countries made the European Economic Community.\n\nThe World Bank has other members. Britain joined in 1975.", fixed: None },
        Example { date: "2022-05-19", text: "Sweden and Finland, which joined the European Union in «1991», applied to NATO.", fixed: Some("1995") },
        Example { date: "2017-02-14", text: "Poland, a member of NATO since 1999, has asked for troops.", fixed: None },
        Example { date: "2017-02-14", text: "Turkey has been in NATO since 1952.", fixed: None },
        Example { date: "2017-02-14", text: "The fund, in the European Union since 2012, has asked Croatia.", fixed: None },
        Example { date: "2020-01-31", text: "The European Union is smaller. Britain had been a member for 47 years; it joined in 1973, with Ireland and Denmark.", fixed: None },
        Example { date: "2016-06-25", text: "The European Union has grown to the east. Croatia joined in 2013.", fixed: None },
        Example { date: "2016-06-25", text: "The European Union has grown to the east. The company has a plant there. Croatia joined a league in 2007.", fixed: None },
        Example { date: "2024-03-07", text: "Finland joined NATO in 2023.", fixed: None },
        Example { date: "2024-03-07", text: "Finland, which had applied with Sweden, joined NATO in 2023.", fixed: None },
        Example { date: "2024-03-07", text: "Finland applied to join NATO in 2022.", fixed: None },
        Example { date: "2024-03-07", text: "Finland would have joined NATO in 2022 without the delay.", fixed: None },
        Example { date: "2024-03-07", text: "Finland joined NATO exercises in 2014.", fixed: None },
        Example { date: "2024-03-07", text: "Finland joined the European Union in 1995 and the euro in 1999.", fixed: None },
        Example { date: "2024-03-07", text: "The president of Finland joined NATO leaders in 2022.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let treaties = treaties(checker).map(|(_, spoken, _)| spoken);
    for spoken in bodies(checker).chain(treaties) {
        for deed in spoken.deeds() {
            findings.extend(judge(checker, &spoken, &deed));
        }
    }
    for (spoken, deed) in implied(checker).into_iter().chain(from_before(checker)) {
        findings.extend(judge(checker, &spoken, &deed));
    }
}

/// "The European Union has grown. Croatia joined in 2007.": the only body of the sentences before.
fn implied<'a>(checker: &'a Checker<'a>) -> Vec<(Spoken<'a>, Deed)> {
    let all: Vec<Spoken<'a>> = bodies(checker).collect();
    let mut found = Vec::new();
    for (at, spoken) in all.iter().enumerate() {
        let text = spoken.text;
        let own = sentence_of(text, spoken.words.first);
        for number in own + 1..text.sentences.len().min(own + 3) {
            let alone = all.iter().enumerate().all(|(other, it)| {
                let place = sentence_of(text, it.words.first);
                other == at
                    || it.block != spoken.block
                    || it.record == spoken.record && place < number
                    || !(own..=number).contains(&place)
            });
            // Of several mentions of the body the last counts.
            let last = all.get(at + 1).is_none_or(|it| {
                it.block != spoken.block || sentence_of(text, it.words.first) >= number
            });
            if alone && last {
                found.extend(spoken.joining(number).map(|it| (*spoken, it)));
            }
        }
    }
    found
}

/// "Britain joined in 1973.", at the start of a paragraph that names no body: the only one of the paragraph before, or of the one before that.
fn from_before<'a>(checker: &'a Checker<'a>) -> Vec<(Spoken<'a>, Deed)> {
    let all: Vec<Spoken<'a>> = bodies(checker).collect();
    let mut found = Vec::new();
    for block in 1..checker.ctx.document.blocks.len() {
        if all.iter().any(|it| it.block == block) {
            continue;
        }
        let named: Vec<&Spoken<'a>> = all
            .iter()
            .filter(|it| it.block < block && it.block + 2 >= block)
            .collect();
        let Some(last) = named.last() else { continue };
        if named.iter().any(|it| it.record != last.record) {
            continue;
        }
        let Some(here) = last.elsewhere(block) else {
            continue;
        };
        let sentences = here.text.sentences.len().min(3);
        found.extend((0..sentences).filter_map(|it| Some((here, here.joining(it)?))));
    }
    found
}

/// Of several who are said to have done it together none did then.
fn judge(checker: &Checker<'_>, spoken: &Spoken<'_>, deed: &Deed) -> Option<Finding> {
    let (first, others) = deed.subjects.split_first()?;
    let finding = judge_one(checker, spoken, deed, first)?;
    others
        .iter()
        .all(|it| judge_one(checker, spoken, deed, it).is_some())
        .then_some(finding)
}

fn judge_one(
    checker: &Checker<'_>,
    spoken: &Spoken<'_>,
    deed: &Deed,
    subject: &Subject,
) -> Option<Finding> {
    let (words, written) = deed.when?;
    if subject.record.kind() != Kind::State
        || !matches!(deed.verb, Verb::Joined | Verb::Left | Verb::Ratified)
    {
        return None;
    }
    let known = dates_of(checker, spoken.record, subject.record, deed.verb)?;
    if known
        .iter()
        .any(|(date, _)| agree(written, *date) || date.first().year() == written.first().year())
    {
        return None;
    }
    let (date, evidence) = known.into_iter().next()?;
    let (range, fix) = date_fix(spoken, words, written, date);
    let did = match deed.verb {
        Verb::Left => "left",
        Verb::Ratified => "ratified",
        _ => "joined",
    };
    let message = format!(
        "{} {did} {} on {}.",
        checker.ctx.kb.name(subject.record),
        checker.ctx.kb.name(spoken.record),
        date.long()
    );
    Some(checker.found(&PAGE, None, range, message, vec![fix], vec![evidence]))
}

/// The days on which a state did that: the one to offer first, then all that pass. `None` where one is not known for certain.
fn dates_of(
    checker: &Checker<'_>,
    record: RecordId,
    state: RecordId,
    verb: Verb,
) -> Option<Vec<(Date, Evidence)>> {
    let kb = checker.ctx.kb;
    let found = match record.kind() {
        Kind::Organisation if verb == Verb::Ratified => return None,
        Kind::Organisation => {
            let members = kb.organisation(record).members.iter();
            let own = members.filter(|it| same_country(kb, it.state, state));
            let mut found = Vec::new();
            for member in own {
                let date = match verb {
                    Verb::Left if member.to.is_none() => continue,
                    Verb::Left => member.to,
                    _ => member.from,
                };
                found.push((date?, statement::of_membership(kb, record, member)));
            }
            found
        }
        _ => {
            let treaty = kb.treaty(record);
            let acts = |kinds: &'static [ActKind], own: bool| {
                treaty.acts.iter().filter(move |it| {
                    kinds.contains(&it.act)
                        && match it.state {
                            Some(of) => own && same_country(kb, of, state),
                            None => !own,
                        }
                })
            };
            let (done, passing) = match verb {
                Verb::Left => (
                    acts(&[ActKind::Withdrew], true),
                    acts(
                        &[
                            ActKind::WithdrawalNotice,
                            ActKind::Suspended,
                            ActKind::Revoked,
                        ],
                        true,
                    ),
                ),
                _ => (
                    acts(&[ActKind::Ratified, ActKind::Acceded], true),
                    acts(
                        &[ActKind::InForce, ActKind::Provisional, ActKind::Signed],
                        true,
                    ),
                ),
            };
            let whole: &[ActKind] = match verb {
                Verb::Left => &[],
                _ => &[
                    ActKind::Signed,
                    ActKind::InForce,
                    ActKind::Adopted,
                    ActKind::Opened,
                ],
            };
            let mut found = Vec::new();
            for act in done {
                found.push((act.on?, statement::of_act(kb, record, act)));
            }
            if found.is_empty() {
                return None;
            }
            // An original party joined with the treaty; news of joining may mean any step of it.
            for act in passing.chain(acts(whole, false)) {
                found.push((act.on?, statement::of_act(kb, record, act)));
            }
            found
        }
    };
    found
        .iter()
        .all(|(date, _)| date.is_certain())
        .then_some(found)
}
