use kb::{Act, Treaty};

use prose::Separator;

use crate::check::deeds::{
    Deed, Spoken, Verb, acts_of, agree, bodies, date_fix, pronouns, treaties,
};
use crate::check::{Checker, Example, Page, mend};
use crate::phrases::Words;
use crate::treaties::is_open;
use crate::{Evidence, Finding, Form, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/act-date",
    title: "the date of another act of the treaty",
    severity: Severity::Error,
    on: true,
    explanation: "\
A verb of signing, entering into force or ending stands with a date on which the treaty did not do that, or a body is said to have been
founded in another year. The right date and, where
the one written is that of another act, the right verb are offered. A wrong day or month in the right year is a warning.

Loose verbs (“agreed”, “concluded”, “reached”) pass. Silent on the signatures of single states, which may come years later, and
where a date is not on record.",
    examples: &[
        Example { date: "1993-11-01", text: "The Maastricht Treaty, signed in «1991», enters into force today.", fixed: Some("1992") },
        Example { date: "2018-10-02", text: "Nafta, which took effect in «1992», will be replaced.", fixed: Some("1994") },
        Example { date: "2019-02-01", text: "Ronald Reagan and Mikhail Gorbachev signed the INF Treaty in «1986».", fixed: Some("1987") },
        Example { date: "2019-02-01", text: "The INF Treaty was signed in Washington on «8 November 1987».", fixed: Some("8 December 1987") },
        Example { date: "2020-02-01", text: "In «1991» Bosnia, Serbia and Croatia signed the Dayton accords.", fixed: Some("1995") },
        Example { date: "2020-11-23", text: "The Treaty on Open Skies was a child of its time. It entered into force in «1992».", fixed: Some("2002") },
        Example { date: "2020-11-23", text: "The Treaty on Open Skies was a child of its time. It entered into force in 2002.", fixed: None },
        Example { date: "2020-11-23", text: "The Treaty on Open Skies was debated in the Duma. The Duma had a bill. It was signed in 1999.", fixed: None },
        Example { date: "2018-07-11", text: "NATO was founded in «1948» to counter the Soviet Union.", fixed: Some("1949") },
        Example { date: "2017-06-02", text: "The Paris climate accord, which was signed by 195 nations in «2014», is in trouble.", fixed: Some("2015") },
        Example { date: "2018-07-11", text: "NATO was founded in 1949 to counter the Soviet Union.", fixed: None },
        Example { date: "2017-06-02", text: "The Paris climate accord, which was signed by 195 nations in 2016, is in trouble.", fixed: None },
        Example { date: "1993-11-01", text: "The Maastricht Treaty, signed in 1992, enters into force today.", fixed: None },
        Example { date: "2019-02-01", text: "The INF Treaty was signed in Washington on 8 December 1987.", fixed: None },
        Example { date: "2019-02-01", text: "The Maastricht Treaty was agreed in December 1991.", fixed: None },
        Example { date: "2019-02-01", text: "China signed the Nuclear Non-Proliferation Treaty in 1992.", fixed: None },
        Example { date: "2019-02-01", text: "Reagan would not have signed the INF Treaty in 1981.", fixed: None },
        Example { date: "2016-05-01", text: "The Paris Agreement, adopted in 2015, took effect in 2016.", fixed: None },
        Example { date: "2019-02-01", text: "The book on the North Atlantic Treaty, signed by its author in 2018, sold well.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for (mention, spoken, treaty) in treaties(checker).chain(pronouns(checker)) {
        // A description was found by its own date.
        let own = mention.form == Form::Description;
        for deed in spoken.deeds() {
            if !matches!(deed.verb, Verb::Signed | Verb::TookEffect | Verb::Ended) {
                continue;
            }
            if own
                && deed
                    .when
                    .is_some_and(|(words, _)| words.first < spoken.words.last)
                && treaty.acts.iter().any(|act| {
                    act.on
                        .zip(deed.when)
                        .is_some_and(|(on, (_, written))| agree(written, on))
                })
            {
                continue;
            }
            findings.extend(judge(checker, &spoken, treaty, &deed));
        }
    }
    for spoken in bodies(checker) {
        findings.extend(founded(checker, &spoken));
    }
}

/// "NATO was founded in 1948"
fn founded(checker: &Checker<'_>, spoken: &Spoken<'_>) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let mut at = spoken.words.last;
    let relative = usize::from(spoken.word(at) == "which");
    if !spoken.follows(at) || spoken.text.words[at - 1].possessive {
        return None;
    }
    at += relative;
    let comma = spoken.text.words[spoken.words.last].before == Separator::Comma;
    let be = usize::from(spoken.word(at) == "was");
    at += be;
    let verb = matches!(
        spoken.word(at),
        "founded" | "formed" | "created" | "established"
    );
    let year = crate::treaties::year(spoken.text, at + 2).map(i32::from);
    if !verb || be == 0 && !comma || spoken.word(at + 1) != "in" || at + 2 >= spoken.sentence.last {
        return None;
    }
    let written = year?;
    let body = kb.organisation(spoken.record);
    let from = body.exists.from.filter(|it| it.is_certain())?;
    let acts = body.treaty.map(|it| kb.treaty(it).acts.as_slice());
    let acts = acts.unwrap_or_default().iter().filter_map(|it| it.on);
    let years: Vec<i32> = acts
        .chain([from])
        .map(|it| i32::from(it.first().year()))
        .collect();
    // What came before it may be meant, or a reform.
    let near = (written - i32::from(from.first().year())).abs() <= 3;
    if years.contains(&written) || !near {
        return None;
    }
    let range = spoken.range(Words {
        first: at + 2,
        last: at + 3,
    });
    let what = format!("{}: founded {}", kb.name(spoken.record), from.long());
    let evidence = vec![Evidence {
        statement: what.clone(),
        source: statement::sources(kb, &body.sources),
    }];
    let fixes = vec![mend::replace(range, from.first().year().to_string())];
    Some(checker.found(&PAGE, None, range, format!("{what}."), fixes, evidence))
}

fn judge(
    checker: &Checker<'_>,
    spoken: &Spoken<'_>,
    treaty: &Treaty,
    deed: &Deed,
) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let (words, written) = deed.when?;
    let started = treaty
        .acts
        .iter()
        .filter_map(|it| it.on)
        .map(|it| it.first());
    // Nobody signs what there is not yet.
    let early = deed.verb == Verb::Signed && started.min().is_some_and(|it| written.last() < it);
    if !early
        && (!deed.subjects.is_empty() && is_open(treaty)
            || spoken.word(deed.words.last) == "by" && deed.subjects.is_empty())
    {
        return None;
    }
    let whole = || treaty.acts.iter().filter(|it| it.state.is_none());
    let acts: Vec<&Act> = whole()
        .filter(|it| acts_of(deed.verb).contains(&it.act))
        .collect();
    let certain = |it: &&Act| it.on.is_some_and(date::Date::is_certain);
    if acts.is_empty() || !acts.iter().all(certain) {
        return None;
    }
    if acts
        .iter()
        .any(|it| it.on.is_some_and(|on| agree(written, on)))
    {
        return None;
    }
    // The act that the year written leaves, else the first.
    let same_year = |it: &&&Act| {
        it.on
            .is_some_and(|on| on.first().year() == written.first().year())
    };
    let near = acts.iter().find(same_year);
    let act = near.or(acts.first())?;
    let known = act.on?;
    let (range, fix) = date_fix(spoken, words, written, known);
    let mut fixes = vec![fix];
    let mut message = format!(
        "{}: {} {}",
        treaty.name,
        statement::verb(act.act),
        known.long()
    );
    let mut evidence = vec![statement::of_act(kb, spoken.record, act)];
    let other = whole().find(|it| it.on.is_some_and(|on| agree(written, on)));
    if let Some(other) = other {
        let on = other.on.map(|it| it.long()).unwrap_or_default();
        message.push_str(&format!("; {} {on}", statement::verb(other.act)));
        evidence.push(statement::of_act(kb, spoken.record, other));
        let verb = match (deed.verb, acts_of(Verb::Signed).contains(&other.act)) {
            (Verb::TookEffect, true) if spoken.word(deed.words.first).starts_with("took") => {
                Some("was signed")
            }
            _ => None,
        };
        fixes.extend(verb.map(|it| mend::replace(spoken.range(deed.words), it.to_owned())));
    }
    message.push('.');
    let mut finding = checker.found(&PAGE, None, range, message, fixes, evidence);
    if near.is_some() {
        finding.severity = Severity::Warning;
    }
    Some(finding)
}
