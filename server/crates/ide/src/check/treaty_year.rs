use date::Date;
use kb::{Act, ActKind, Kb, RecordId, Treaty};
use prose::{Separator, Shape};

use crate::check::deeds::{Spoken, treaties};
use crate::check::{Checker, Example, Page, mend};
use crate::lexicon;
use crate::treaties::year;
use crate::{Finding, Form, Mention, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/year",
    title: "a year in which the treaty did nothing",
    severity: Severity::Error,
    on: true,
    explanation: "\
The year that stands with the name of a treaty fits none of the recorded acts by which treaties are called: adoption, signature, entry into
force, amendment, renewal.

The year must belong to the treaty itself: “the 1995 NPT review conference” is silent. So is a year that belongs to another
treaty often confused with it, which has a check of its own, and every treaty with an act whose date is not known.",
    examples: &[
        Example { date: "2020-04-04", text: "The «1950» North Atlantic Treaty binds its members.", fixed: Some("1949") },
        Example { date: "2012-05-04", text: "The plan breaks the Maastricht Treaty of «1991».", fixed: Some("1992") },
        Example { date: "2015-11-20", text: "Bosnia lives with the «1996» Dayton accords.", fixed: Some("1995") },
        Example { date: "2017-06-02", text: "The «2014» Paris Agreement aims at 2 degrees.", fixed: Some("2015") },
        Example { date: "2017-02-14", text: "The Treaty of Tlatelolco keeps a continent free of the bomb. The «1962» treaty was the answer to the Cuban crisis.", fixed: Some("1967") },
        Example { date: "2018-10-21", text: "He spoke of the INF Treaty, a «1986» agreement with Moscow.", fixed: Some("1987") },
        Example { date: "2017-02-14", text: "The Treaty of Tlatelolco keeps a continent free of the bomb. The 1967 treaty was the answer to the Cuban crisis.", fixed: None },
        Example { date: "1960-06-20", text: "The United States and Japan signed a new security treaty. It replaces the 1951 treaty.", fixed: None },
        Example { date: "2017-06-02", text: "The plan breaks the Maastricht Treaty of February «1991».", fixed: Some("1992") },
        Example { date: "2017-06-02", text: "Among them are the Dayton accords («1997») and others.", fixed: Some("1995") },
        Example { date: "2017-06-02", text: "Among them are the Dayton accords (1995) and others.", fixed: None },
        Example { date: "2017-06-02", text: "The 2016 Paris Agreement entered into force soon.", fixed: None },
        Example { date: "2009-06-28", text: "The 1992 Rio treaty was to preserve the climate.", fixed: None },
        Example { date: "2020-04-04", text: "The 1949 North Atlantic Treaty binds its members.", fixed: None },
        Example { date: "1994-04-04", text: "The 1993 Maastricht Treaty created the union.", fixed: None },
        Example { date: "2015-05-04", text: "Egypt recalled the 1995 NPT review conference.", fixed: None },
        Example { date: "2015-05-04", text: "In 1995 NPT members met in New York.", fixed: None },
        Example { date: "2016-05-04", text: "In the spring of 2014 Minsk II was still unthinkable.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for (mention, spoken, treaty) in treaties(checker) {
        let Some((word, written)) = year_of(mention, &spoken) else {
            continue;
        };
        let confused = treaty.confused_with.iter();
        let Some(act) = nearest(treaty, written) else {
            continue;
        };
        if is_called_by(treaty, written)
            || !is_dated(treaty)
            || confused
                .into_iter()
                .any(|it| is_called_by(kb.treaty(*it), written))
            || is_of_another(kb, spoken.record, treaty, written)
        {
            continue;
        }
        let right = act.on.map(|it| it.first().year().to_string());
        let range = spoken.text.words[word].range.shifted(spoken.base);
        let message = format!(
            "{}: {} {}.",
            treaty.name,
            statement::verb(act.act),
            act.on.map(|it| it.long()).unwrap_or_default()
        );
        let fixes = right
            .map(|it| mend::replace(range, it))
            .into_iter()
            .collect();
        let evidence = vec![statement::of_act(kb, spoken.record, act)];
        findings.push(checker.found(&PAGE, None, range, message, fixes, evidence));
    }
}

/// "The 1992 Rio treaty": another that is called after the same place did something in that year.
fn is_of_another(kb: &Kb, record: RecordId, treaty: &Treaty, written: i16) -> bool {
    let Some(year) = Date::year(written) else {
        return false;
    };
    let places = |treaty: &Treaty| -> Vec<String> {
        let acts = treaty.acts.iter().filter_map(|it| it.place.as_deref());
        acts.filter_map(|it| prose::fold(it).split(' ').next().map(str::to_owned))
            .collect()
    };
    let here = places(treaty);
    kb.treaties_acting(year.span()).into_iter().any(|it| {
        let other = kb.treaty(it);
        let there = places(other);
        let names = other.folded_names(prose::fold).iter();
        let mut words = names.flat_map(|it| it.split(' '));
        it != record
            && words
                .any(|word| here.iter().any(|it| it == word) && there.iter().any(|it| it == word))
    })
}

/// The year that belongs to the name of a treaty, and its word: "the 1950 North Atlantic Treaty", "the Algiers Agreement of 1999".
pub(super) fn year_of(mention: &Mention, spoken: &Spoken<'_>) -> Option<(usize, i16)> {
    let text = spoken.text;
    let (first, last) = (spoken.words.first, spoken.words.last);
    if mention.form == Form::Description {
        // "the 1962 treaty": a description that was linked for another reason than its year.
        let word = (first + 1..last.saturating_sub(1)).find(|it| year(text, *it).is_some())?;
        let before = spoken.word(word - 1);
        let dated = matches!(before, "in" | "of" | "on" | "from" | "since" | "by" | "and")
            || lexicon::month(before).is_some()
            || text.words[word - 1].shape == Shape::Number;
        return (!dated && spoken.spaced(word)).then_some((word, year(text, word)?));
    }
    if !matches!(mention.form, Form::Name | Form::Acronym) {
        return None;
    }
    let before = first.checked_sub(1).filter(|it| {
        let opens = it.checked_sub(1).is_some_and(|it| {
            matches!(
                text.folded_word(it),
                "the"
                    | "their"
                    | "its"
                    | "his"
                    | "original"
                    | "landmark"
                    | "historic"
                    | "and"
                    | "this"
                    | "that"
                    | "old"
            ) || text.words[it].possessive
        });
        // "in 1995 NATO ...": the year is another phrase's.
        opens && spoken.spaced(first) && year(text, *it).is_some()
    });
    let of = (spoken.word(last) == "of").then_some(last + 1);
    // "of August 1939"
    let of = of.map(|it| it + usize::from(lexicon::month(spoken.word(it)).is_some()));
    // "the Algiers Agreement (2000)"
    let in_brackets = || {
        let opens = text.words.get(last)?.before == Separator::OpenBracket;
        let closes = text.words.get(last + 1)?.before == Separator::CloseBracket;
        (opens && closes).then_some(last)
    };
    let is_year = |it: &usize| year(text, *it).is_some() && *it < spoken.sentence.last;
    let word = before
        .or(of.filter(is_year))
        .or_else(|| in_brackets().filter(is_year))?;
    // "the 1995 NPT review conference"
    let followed = spoken.spaced(last)
        && !text.words[last - 1].possessive
        && matches!(
            spoken.word(last),
            "review"
                | "conference"
                | "summit"
                | "council"
                | "meeting"
                | "session"
                | "talks"
                | "negotiations"
                | "referendum"
                | "vote"
                | "debate"
                | "anniversary"
                | "extension"
                | "amendment"
                | "withdrawal"
                | "crisis"
                | "signing"
                | "ceremony"
                | "implementation"
                | "report"
                | "ratification"
                | "process"
                | "member"
                | "members"
                | "states"
                | "parties"
        );
    (!followed).then_some(())?;
    Some((word, year(text, word)?))
}

/// Every act of the treaty as a whole has a certain date, so that another year can be wrong.
pub(super) fn is_dated(treaty: &Treaty) -> bool {
    principal(treaty).is_some()
        && treaty
            .acts
            .iter()
            .filter(|it| it.state.is_none())
            .all(|it| it.on.is_some_and(Date::is_certain))
}

/// Whether a treaty may be called by that year: it did something then other than to end.
pub(super) fn is_called_by(treaty: &Treaty, year: i16) -> bool {
    let ends = |it: &Act| {
        matches!(
            it.act,
            ActKind::Expired | ActKind::Terminated | ActKind::Replaced | ActKind::Suspended
        )
    };
    let mut acts = treaty
        .acts
        .iter()
        .filter(|it| it.state.is_none() && !ends(it));
    acts.any(|it| {
        it.on
            .is_some_and(|on| on.first().year() <= year && year <= on.last().year())
    })
}

/// Of the acts by which a treaty is called the one nearest to a year: the Paris Agreement is of 2015 rather than of 2016.
fn nearest(treaty: &Treaty, year: i16) -> Option<&Act> {
    let acts = treaty.acts.iter().filter(|it| {
        it.state.is_none() && matches!(it.act, ActKind::Signed | ActKind::Adopted | ActKind::Opened)
    });
    let distance = |it: &&Act| it.on.map(|on| on.first().year().abs_diff(year));
    acts.filter(|it| it.on.is_some())
        .min_by_key(distance)
        .or_else(|| principal(treaty))
}

/// The act by whose year a treaty is called: signature, else adoption.
pub(super) fn principal(treaty: &Treaty) -> Option<&Act> {
    use kb::ActKind::{Adopted, Agreed, InForce, Opened, Signed};
    let of = |kind| {
        treaty
            .acts
            .iter()
            .find(move |it| it.state.is_none() && it.act == kind && it.on.is_some())
    };
    [Signed, Opened, Adopted, Agreed, InForce]
        .into_iter()
        .find_map(of)
}
