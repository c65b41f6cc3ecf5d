use kb::{Act, ActKind, NameKind, Treaty};

use crate::check::deeds::{Spoken, Verb, pronouns, treaties};
use crate::check::{Checker, Example, Page, mend};
use crate::phrases::Words;
use crate::resolve::folded;
use crate::treaties::is_open;
use crate::{Finding, Form, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/place",
    title: "signed in another place",
    severity: Severity::Warning,
    on: true,
    explanation: "\
“Signed in” names a capital, or the place after which the treaty is called, in which it was not signed, by the place on record.

Silent on other places, on treaties signed or initialled in several places or without a recorded place, on the signatures of single
states, and where the city lies in the country of the recorded place.",
    examples: &[
        Example { date: "2024-04-04", text: "They recalled the day on which the North Atlantic Treaty was signed in «Brussels» in 1949.", fixed: Some("Washington") },
        Example { date: "2010-04-04", text: "Ronald Reagan and Mikhail Gorbachev signed the INF Treaty in «Moscow» in 1987.", fixed: Some("Washington") },
        Example { date: "2022-02-02", text: "New START, which was signed in «Geneva» by Barack Obama and Dmitry Medvedev, is the last of its kind.", fixed: Some("Prague") },
        Example { date: "2008-09-17", text: "The talks led to the peace treaty between Egypt and Israel, which was signed in «Cairo» in March 1979.", fixed: Some("Washington") },
        Example { date: "2005-02-16", text: "The Kyoto Protocol came into force this morning, seven years after it was signed in «Berlin».", fixed: Some("New York") },
        Example { date: "2005-02-16", text: "The Kyoto Protocol came into force this morning, seven years after it was signed in Kyoto.", fixed: None },
        Example { date: "2022-02-02", text: "New START, which was signed in Prague by Barack Obama and Dmitry Medvedev, is the last of its kind.", fixed: None },
        Example { date: "2024-04-04", text: "They recalled the day on which the North Atlantic Treaty was signed in Washington in 1949.", fixed: None },
        Example { date: "2015-04-04", text: "The Dayton accords were signed in Paris in 1995.", fixed: None },
        Example { date: "2015-04-04", text: "Ministers discussed the North Atlantic Treaty in Brussels.", fixed: None },
        Example { date: "2015-04-04", text: "The United States signed the Rome Statute in New York in 2000.", fixed: None },
        Example { date: "2015-04-04", text: "The Treaty of Rome was signed in Rome in 1957.", fixed: None },
        Example { date: "1998-04-10", text: "The Good Friday Agreement was signed in Belfast.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for (mention, spoken, treaty) in treaties(checker).chain(pronouns(checker)) {
        for deed in spoken.deeds() {
            let Some(place) = deed.place.filter(|_| deed.verb == Verb::Signed) else {
                continue;
            };
            // A description may have been found by its place.
            if mention.form == Form::Description && spoken.range(place).start < mention.range.end {
                continue;
            }
            if is_open(treaty) && !deed.subjects.is_empty() {
                continue;
            }
            findings.extend(judge(checker, &spoken, treaty, place));
        }
    }
}

/// Cities that are no capitals and in which treaties are signed (folded).
fn is_seat_of_talks(place: &str) -> bool {
    matches!(
        place,
        "geneva"
            | "new york"
            | "strasbourg"
            | "lausanne"
            | "locarno"
            | "istanbul"
            | "rio de janeiro"
            | "san francisco"
            | "kyoto"
            | "montreal"
            | "munich"
            | "marrakesh"
            | "shanghai"
            | "casablanca"
            | "jeddah"
            | "sochi"
            | "yalta"
            | "leningrad"
            | "st petersburg"
            | "venice"
            | "milan"
            | "hamburg"
            | "toronto"
            | "hong kong"
            | "vladivostok"
            | "reykjavik"
            | "maastricht"
    )
}

fn judge(
    checker: &Checker<'_>,
    spoken: &Spoken<'_>,
    treaty: &Treaty,
    place: Words,
) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let written = folded(spoken.text, place);
    let capitals: Vec<_> = {
        let info = checker.ctx.names.lookup(&written);
        let places = info.map(|it| it.places.clone()).unwrap_or_default();
        places
            .into_iter()
            .filter(|it| it.kind == NameKind::Capital)
            .collect()
    };
    let mut signed = treaty
        .acts
        .iter()
        .filter(|it| it.state.is_none() && it.act == ActKind::Signed);
    // One that nobody signed on a day of its own was opened or adopted somewhere.
    let other = || {
        let mut acts = treaty.acts.iter().filter(|it| it.state.is_none());
        acts.find(|it| matches!(it.act, ActKind::Opened | ActKind::Adopted))
    };
    let act: &Act = signed
        .next()
        .or_else(other)
        .filter(|it| it.place.is_some())?;
    let agreed = treaty
        .acts
        .iter()
        .filter_map(|it| it.place.as_deref())
        .any(|it| prose::fold(it).contains(&written));
    if capitals.is_empty() && !is_seat_of_talks(&written) || agreed || signed.next().is_some() {
        return None;
    }
    let known = act.place.as_deref()?;
    // "signed in London" of a treaty signed at Lancaster House: the record's own place lies there.
    let same_state = checker
        .ctx
        .names
        .lookup(&prose::fold(known))
        .is_some_and(|info| {
            info.places
                .iter()
                .any(|it| capitals.iter().any(|capital| capital.record == it.record))
        });
    let unknown = checker
        .ctx
        .names
        .lookup(&prose::fold(known))
        .is_none_or(|it| it.places.is_empty());
    // Of a place that the base cannot put on the map nobody knows in which country it lies, unless a party's capital is meant.
    let perhaps_there = unknown
        && !is_seat_of_talks(&prose::fold(known))
        && capitals
            .iter()
            .any(|it| crate::treaties::is_party(kb, treaty, it.record));
    if known.contains(';') || same_state || perhaps_there {
        return None;
    }
    let range = spoken.range(place);
    let message = format!("{} {} in {known}.", treaty.name, statement::verb(act.act));
    let fixes = vec![mend::replace(range, known.to_owned())];
    let evidence = vec![statement::of_act(kb, spoken.record, act)];
    Some(checker.found(&PAGE, None, range, message, fixes, evidence))
}
