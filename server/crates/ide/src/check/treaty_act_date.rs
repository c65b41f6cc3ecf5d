use kb::{Act, ActKind, RecordId, Treaty};
use prose::{BlockText, Range};

use crate::check::{Checker, Example, Page};
use crate::claims::is_checked;
use crate::treaties::{acts_in_year, year};
use crate::{Edit, Finding, Fix, Form, Mention, MentionKind, Severity, statement};

pub(super) static YEAR: Page = Page {
    code: "treaty/year",
    title: "a year in which the treaty did nothing",
    severity: Severity::Error,
    on: true,
    explanation: "\
The year that stands with the name of a treaty fits none of its recorded acts: not its adoption, signature, entry into force,
amendment, renewal or end.

The year must belong to the treaty itself: “the 1995 NPT review conference” is silent.",
    examples: &[
        Example { date: "2020-04-04", text: "The «1950» North Atlantic Treaty binds its members.", fixed: Some("1949") },
        Example { date: "2020-04-04", text: "The 1949 North Atlantic Treaty binds its members.", fixed: None },
    ],
};

pub(super) static PAGE: Page = Page {
    code: "treaty/act-date",
    title: "the year of another act of the treaty",
    severity: Severity::Error,
    on: true,
    explanation: "\
A verb of signing, ratifying, entering into force or ending stands with a year in which the treaty did not do that. Both the year
and, where the year is that of another act, the verb are offered.

Loose verbs (“agreed”, “concluded”, “reached”) pass with the year of any act.",
    examples: &[
        Example { date: "1993-11-01", text: "The Maastricht Treaty, signed in «1991», enters into force today.", fixed: Some("1992") },
        Example { date: "1993-11-01", text: "The Maastricht Treaty, signed in 1992, enters into force today.", fixed: None },
        Example { date: "2018-10-02", text: "Nafta, which took effect in «1992», will be replaced.", fixed: Some("1994") },
    ],
};

/// "the 1950 North Atlantic Treaty", "the Algiers Agreement of 1999"
pub(super) fn check_year(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for (mention, record, text, base) in treaties(checker) {
        if !matches!(mention.form, Form::Name | Form::Acronym) {
            continue;
        }
        let Some((first, last)) = words_of(text, mention.range, base) else {
            continue;
        };
        let before = first.checked_sub(1).filter(|it| {
            year(text, *it).is_some() && text.words[first].before == prose::Separator::Space
        });
        let of = (text.folded_word(last) == "of" && text.words.get(last + 1).is_some())
            .then_some(last + 1)
            .filter(|it| year(text, *it).is_some());
        let Some(word) = before.or(of) else { continue };
        // "in 1995 NATO ...": the year is another phrase's.
        if before.is_some()
            && word > 0
            && !matches!(
                text.folded_word(word - 1),
                "the"
                    | "a"
                    | "an"
                    | "their"
                    | "its"
                    | "his"
                    | "original"
                    | "landmark"
                    | "historic"
                    | "and"
            )
        {
            continue;
        }
        // "the 1995 NPT review conference"
        let followed = text.words.get(last).is_some_and(|it| {
            it.before == prose::Separator::Space && !text.words[last - 1].possessive
        }) && matches!(
            text.folded_word(last),
            "review" | "conference" | "summit" | "council" | "meeting" | "session" | "talks"
        );
        let treaty = checker.ctx.kb.treaty(record);
        let Some(written) = year(text, word) else {
            continue;
        };
        if followed || acts_in_year(treaty, written) || !is_dated(treaty) {
            continue;
        }
        let Some(act) = principal(treaty) else {
            continue;
        };
        findings.push(finding(
            checker,
            &YEAR,
            record,
            treaty,
            act,
            text.words[word].range.shifted(base),
            written,
        ));
    }
}

/// "signed in 1991", "which took effect in 1992"
pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for (mention, record, text, base) in treaties(checker) {
        let Some((_, last)) = words_of(text, mention.range, base) else {
            continue;
        };
        let treaty = checker.ctx.kb.treaty(record);
        let Some((kinds, word)) = act_behind(text, last) else {
            continue;
        };
        let Some(written) = year(text, word) else {
            continue;
        };
        let acts: Vec<&Act> = treaty
            .acts
            .iter()
            .filter(|it| it.state.is_none() && kinds.contains(&it.act) && it.on.is_some())
            .collect();
        let fits = |act: &&&Act| {
            act.on
                .is_some_and(|on| on.first().year() <= written && written <= on.last().year())
        };
        let Some(act) = acts.first() else { continue };
        let certain = acts
            .iter()
            .all(|it| it.on.is_some_and(date::Date::is_certain));
        if !certain || acts.iter().any(|it| fits(&it)) {
            continue;
        }
        findings.push(finding(
            checker,
            &PAGE,
            record,
            treaty,
            act,
            text.words[word].range.shifted(base),
            written,
        ));
    }
}

fn finding(
    checker: &Checker<'_>,
    page: &'static Page,
    record: RecordId,
    treaty: &Treaty,
    act: &Act,
    range: Range,
    written: i16,
) -> Finding {
    let right = act
        .on
        .map(|it| it.first().year().to_string())
        .unwrap_or_default();
    let mut evidence = vec![statement::of_act(checker.ctx.kb, record, act)];
    let mut message = format!("{}: {}", treaty.name, statement::verb(act.act));
    if let Some(on) = act.on {
        message.push_str(&format!(" {}", on.long()));
    }
    // The act that did happen in the year written.
    let other = treaty
        .acts
        .iter()
        .find(|it| it.state.is_none() && it.on.is_some_and(|on| on.first().year() == written));
    if let Some(other) = other {
        message.push_str(&format!(
            "; {} {}",
            statement::verb(other.act),
            other.on.map(|it| it.long()).unwrap_or_default()
        ));
        evidence.push(statement::of_act(checker.ctx.kb, record, other));
    }
    message.push('.');
    Finding {
        code: page.code,
        severity: page.severity,
        range,
        message,
        fixes: vec![Fix {
            title: format!("Replace with “{right}”"),
            edit: Edit { range, text: right },
        }],
        evidence,
        related: Vec::new(),
        tag: None,
    }
}

/// The linked treaties of blocks that are checked, with the text they stand in and its start.
pub(super) fn treaties<'a>(
    checker: &'a Checker<'_>,
) -> impl Iterator<Item = (&'a Mention, RecordId, &'a BlockText, u32)> {
    checker
        .ctx
        .treaties
        .iter()
        .filter(|it| it.kind == MentionKind::Treaty)
        .filter_map(|it| {
            let [record] = it.records.as_slice() else {
                return None;
            };
            let block = &checker.ctx.document.blocks[it.block as usize];
            is_checked(block.kind, &block.text).then_some((
                it,
                *record,
                &*block.text,
                block.range.start,
            ))
        })
}

/// First and last word (exclusive) of a range of the document.
pub(super) fn words_of(text: &BlockText, range: Range, base: u32) -> Option<(usize, usize)> {
    let first = text
        .words
        .partition_point(|it| it.range.end + base <= range.start);
    let last = text
        .words
        .partition_point(|it| it.range.start + base < range.end);
    (first < last).then_some((first, last))
}

/// The act that a verb behind the name reports, and the word of its year: `[, which] [was] signed [on 4 April | in April] 1949`.
fn act_behind(text: &BlockText, from: usize) -> Option<(&'static [ActKind], usize)> {
    const SIGNED: &[ActKind] = &[
        ActKind::Signed,
        ActKind::Opened,
        ActKind::Adopted,
        ActKind::Initialled,
    ];
    const FORCE: &[ActKind] = &[ActKind::InForce, ActKind::Provisional];
    const ENDED: &[ActKind] = &[ActKind::Expired, ActKind::Terminated, ActKind::Replaced];
    let end = (from + 4).min(text.words.len());
    let mut at = from;
    while at < end
        && matches!(
            text.folded_word(at),
            "which"
                | "that"
                | "was"
                | "were"
                | "had"
                | "been"
                | "has"
                | "it"
                | "first"
                | "originally"
                | "is"
        )
    {
        at += 1;
    }
    let word = |ahead: usize| {
        if at + ahead < text.words.len() {
            text.folded_word(at + ahead)
        } else {
            ""
        }
    };
    let (kinds, verb) = match (word(0), word(1), word(2)) {
        ("signed", ..) => (SIGNED, 1),
        ("took" | "takes" | "taking", "effect", _) => (FORCE, 2),
        ("came" | "entered" | "went", "into", "force" | "effect") => (FORCE, 3),
        ("in", "force" | "effect", "since") => (FORCE, 3),
        ("expired" | "lapsed", ..) => (ENDED, 1),
        _ => return None,
    };
    // The date follows: a place, a day and a month may stand between.
    let mut idx = at + verb;
    let limit = (idx + 7).min(text.words.len());
    while idx < limit {
        let it = text.words[idx];
        if matches!(
            it.before,
            prose::Separator::Stop | prose::Separator::Semicolon | prose::Separator::OpenQuote
        ) {
            return None;
        }
        if year(text, idx).is_some() {
            return Some((kinds, idx));
        }
        let folded = text.folded_word(idx);
        let passes = matches!(folded, "in" | "on" | "at" | "since" | "the")
            || it.shape != prose::Shape::Lower;
        if !passes {
            return None;
        }
        idx += 1;
    }
    None
}

/// The date of signature is on record, so that another year can be wrong.
fn is_dated(treaty: &Treaty) -> bool {
    principal(treaty).is_some()
        && treaty
            .acts
            .iter()
            .filter(|it| it.state.is_none())
            .all(|it| it.on.is_some_and(date::Date::is_certain))
}

/// The act by whose year a treaty is called: signature, else adoption.
pub(super) fn principal(treaty: &Treaty) -> Option<&Act> {
    let of = |kind: ActKind| {
        treaty
            .acts
            .iter()
            .find(move |it| it.state.is_none() && it.act == kind && it.on.is_some())
    };
    of(ActKind::Signed)
        .or_else(|| of(ActKind::Opened))
        .or_else(|| of(ActKind::Adopted))
        .or_else(|| of(ActKind::Agreed))
}
