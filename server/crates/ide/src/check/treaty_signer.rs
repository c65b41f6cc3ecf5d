use date::{Date, Day, Span};
use kb::{Act, ActKind, Holder, Kind, Nature, RecordId, Treaty};

use crate::check::deeds::{Deed, Spoken, Subject, Verb, pronouns, treaties};
use crate::check::{Checker, Example, Page, mend};
use crate::office::{family, is_head, may_live, other_holder, same_country};
use crate::treaties::{is_open, is_party};
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/signer",
    title: "signed by somebody who did not",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A leader is said to have signed a treaty who was dead or not yet born, or who led one of its parties at another time and held no office on
any day of signing while the records name who did; or a state is said to have signed a treaty between a few others.

Only “signed” counts, not “negotiated” or “witnessed”; a head of state or of government passes for the envoy who signed. Silent on open
conventions that states may sign for years, on states in peace accords, which have witnesses, and where a day is not on record.",
    examples: &[
        Example { date: "2010-02-01", text: "Ronald Reagan and «Leonid Brezhnev» signed the INF Treaty in Washington.", fixed: Some("Mikhail Gorbachev") },
        Example { date: "2010-02-01", text: "The INF Treaty was signed by «Bill Clinton» and Mikhail Gorbachev.", fixed: Some("Ronald Reagan") },
        Example { date: "1951-09-02", text: "Australia, New Zealand and the «United Kingdom» signed the Anzus treaty in San Francisco on Saturday.", fixed: Some("United States") },
        Example { date: "2022-02-02", text: "The INF Treaty came up four times. It was signed by Ronald Reagan and «Leonid Brezhnev» in Washington.", fixed: Some("Mikhail Gorbachev") },
        Example { date: "2022-02-02", text: "The INF Treaty came up four times. It was signed by Ronald Reagan and Mikhail Gorbachev in Washington.", fixed: None },
        Example { date: "2021-01-22", text: "The Treaty on the Prohibition of Nuclear Weapons was signed by the «United States» and takes effect on Friday.", fixed: None },
        Example { date: "2021-01-22", text: "The Treaty on the Prohibition of Nuclear Weapons was signed by Austria and takes effect on Friday.", fixed: None },
        Example { date: "2010-02-01", text: "Ronald Reagan and Mikhail Gorbachev signed the INF Treaty in Washington.", fixed: None },
        Example { date: "2017-02-01", text: "Barack Obama signed the Paris Agreement.", fixed: None },
        Example { date: "1951-09-02", text: "Australia, New Zealand and the United States signed the Anzus treaty in San Francisco.", fixed: None },
        Example { date: "2010-02-01", text: "Ronald Reagan and Leonid Brezhnev never signed the INF Treaty.", fixed: None },
        Example { date: "2010-02-01", text: "Bill Clinton and Boris Yeltsin praised the INF Treaty.", fixed: None },
        Example { date: "1996-02-01", text: "France and Britain signed the Dayton accords as witnesses.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for (_, spoken, treaty) in treaties(checker).chain(pronouns(checker)) {
        for deed in spoken.deeds() {
            if deed.verb != Verb::Signed {
                continue;
            }
            for subject in &deed.subjects {
                let found = match subject.record.kind() {
                    Kind::Person => person(checker, &spoken, treaty, subject),
                    _ => state(checker, &spoken, treaty, &deed, subject),
                };
                findings.extend(found);
            }
        }
    }
}

fn person(
    checker: &Checker<'_>,
    spoken: &Spoken<'_>,
    treaty: &Treaty,
    subject: &Subject,
) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let acts: Vec<(&Act, Date)> = signings(treaty)?;
    let open = is_open(treaty);
    // An open convention may be signed on any day after the first.
    let days: Vec<Span> = match open {
        true => vec![Span::since(acts.iter().map(|it| it.1.first()).min()?)],
        false => acts.iter().map(|it| around(it.1)).collect(),
    };
    let alive = days.iter().any(|day| may_live(kb, subject.record, *day));
    let record = kb.person(subject.record);
    if alive {
        let in_office = record
            .terms
            .iter()
            .any(|term| days.iter().any(|day| !term.held(*day, Day::MAX).is_no()));
        if in_office || open {
            return None;
        }
    }
    // The head of one of the parties at another time, in whose office the records name another then.
    let headed = record.terms.iter().map(|it| it.office).find(|office| {
        is_head(kb, *office)
            && kb
                .office(*office)
                .of
                .is_some_and(|of| is_party(kb, treaty, of))
    })?;
    let day = days.first().copied()?;
    let of = kb.office(headed).of?;
    let heads: Vec<Holder> = family(kb, of)
        .flat_map(|state| kb.offices_of(state).to_vec())
        .filter(|it| is_head(kb, *it))
        .filter_map(|it| other_holder(kb, it, subject.record, day, 0))
        .collect();
    let by = acts.iter().flat_map(|(act, _)| &act.by);
    let signer = by.copied().find(|person| {
        heads.iter().any(|it| it.person == *person)
            || kb.person(*person).terms.iter().any(|it| {
                it.held(day, Day::MAX).is_yes()
                    && kb
                        .office(it.office)
                        .of
                        .is_some_and(|it| same_country(kb, it, of))
            })
    });
    let holder = heads
        .iter()
        .find(|it| signer.is_none_or(|person| it.person == person))
        .or(heads.first())?;
    let (act, on) = acts.first()?;
    let name = kb.name(signer.unwrap_or(holder.person));
    let link = checker.ctx.links.iter().find(|it| {
        it.mention.records == [subject.record]
            && spoken.range(subject.words).covers(it.mention.range)
    })?;
    let range = link.mention.range;
    let message = format!(
        "{} was signed on {}, when {} was {}.",
        treaty.name,
        on.long(),
        kb.name(holder.person),
        kb.name(kb.term(*holder).office)
    );
    let evidence = vec![
        statement::of_act(kb, spoken.record, act),
        statement::of_term(kb, *holder),
    ];
    Some(checker.found(
        &PAGE,
        None,
        range,
        message,
        vec![mend::replace(range, name)],
        evidence,
    ))
}

fn state(
    checker: &Checker<'_>,
    spoken: &Spoken<'_>,
    treaty: &Treaty,
    deed: &Deed,
    subject: &Subject,
) -> Option<Finding> {
    let kb = checker.ctx.kb;
    if let Some(act) = never_signed(checker, treaty, subject.record) {
        let range = spoken.range(subject.words);
        let message = format!(
            "{} has not signed {}.",
            kb.name(subject.record),
            treaty.name
        );
        let evidence = vec![statement::of_act(kb, spoken.record, act)];
        return Some(checker.found(&PAGE, None, range, message, Vec::new(), evidence));
    }
    let peace = treaty.kinds.iter().any(|it| {
        matches!(
            it.as_str(),
            "peace" | "ceasefire" | "armistice" | "independence"
        )
    });
    let few = (2..=4).contains(&treaty.parties.len())
        && treaty.parties.iter().all(|it| it.kind() == Kind::State);
    let party = |state: RecordId| {
        is_party(kb, treaty, state) || treaty.acts.iter().any(|it| it.state == Some(state))
    };
    let others = deed.subjects.iter().filter(|it| it.words != subject.words);
    if is_open(treaty)
        || peace
        || !few
        || treaty.nature != Nature::Treaty
        || party(subject.record)
        || !others
            .clone()
            .any(|it| it.record.kind() == Kind::State && party(it.record))
        || !others
            .clone()
            .all(|it| it.record.kind() == Kind::State && party(it.record))
    {
        return None;
    }
    let (act, _) = *signings(treaty)?.first()?;
    let missing: Vec<RecordId> = treaty
        .parties
        .iter()
        .copied()
        .filter(|it| {
            !deed
                .subjects
                .iter()
                .any(|subject| same_country(kb, subject.record, *it))
        })
        .collect();
    let range = spoken.range(subject.words);
    let fixes = match missing.as_slice() {
        [one] => vec![mend::replace(range, kb.name(*one))],
        _ => Vec::new(),
    };
    let parties: Vec<String> = treaty.parties.iter().map(|it| kb.name(*it)).collect();
    let message = format!("{} is between {}.", treaty.name, parties.join(", "));
    let evidence = vec![statement::of_act(kb, spoken.record, act)];
    Some(checker.found(&PAGE, None, range, message, fixes, evidence))
}

/// What records that a state had not signed on the day of publication or later.
fn never_signed<'a>(checker: &Checker<'_>, treaty: &'a Treaty, state: RecordId) -> Option<&'a Act> {
    let published = checker.ctx.publication.hard;
    let own = || treaty.acts.iter().filter(|it| it.state == Some(state));
    let did = own().any(|it| {
        matches!(
            it.act,
            ActKind::Signed | ActKind::Ratified | ActKind::Acceded | ActKind::Initialled
        )
    });
    let day = published.to?;
    own()
        .find(|it| it.act == ActKind::NotSigned && it.on.is_some_and(|on| on.last() >= day))
        .filter(|_| !did)
}

/// The acts by which the treaty came to be, all on certain days; `None` where one is not.
fn signings(treaty: &Treaty) -> Option<Vec<(&Act, Date)>> {
    let acts = treaty.acts.iter().filter(|it| {
        matches!(
            it.act,
            ActKind::Signed
                | ActKind::Opened
                | ActKind::Adopted
                | ActKind::Initialled
                | ActKind::Agreed
                | ActKind::Amended
        )
    });
    let acts: Option<Vec<_>> = acts
        .map(|it| Some((it, it.on.filter(|on| on.is_certain())?)))
        .collect();
    acts.filter(|it| !it.is_empty())
}

/// The days of an act, and those around them that other time zones would write.
fn around(on: Date) -> Span {
    Span::new(on.first().plus_days(-1), on.last().plus_days(1))
}
