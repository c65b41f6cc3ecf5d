use date::Span;
use kb::{Kb, RecordId};
use prose::{Separator, Shape};

use crate::check::deeds::{Spoken, bodies};
use crate::check::{Checker, Example, Page, mend};
use crate::numbers;
use crate::{Evidence, Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/member-count",
    title: "a wrong number of members",
    severity: Severity::Warning,
    on: true,
    explanation: "\
“The N members” of a body, “N-nation”, “all N member states”: another number than the records count on the day of publication and at the
time that the sentence tells of.

Only bodies whose list of members is complete. Silent on a part of them (“some”, “other”, “founding”, “20 of the 27”), on more and fewer,
and where a member's day of joining is not known.",
    examples: &[
        Example { date: "2022-03-01", text: "The «28»-nation European Union imposed sanctions.", fixed: Some("27") },
        Example { date: "2022-03-01", text: "NATO's «29» members agreed.", fixed: Some("30") },
        Example { date: "2022-03-01", text: "All «28» NATO members must agree.", fixed: Some("30") },
        Example { date: "2022-03-01", text: "The «twenty-eight» members of the European Union met.", fixed: Some("27") },
        Example { date: "2018-07-11", text: "NATO, which has «28» members, opened its summit on Wednesday.", fixed: Some("29") },
        Example { date: "2018-07-11", text: "NATO has «28» members and a summit.", fixed: Some("29") },
        Example { date: "2018-07-11", text: "NATO now has 29 members.", fixed: None },
        Example { date: "2018-07-11", text: "NATO has two members with bombs of their own.", fixed: None },
        Example { date: "2022-03-01", text: "The 27-nation European Union imposed sanctions.", fixed: None },
        Example { date: "2022-03-01", text: "NATO's 12 founding members agreed.", fixed: None },
        Example { date: "2022-03-01", text: "Some 20 NATO members sent arms.", fixed: None },
        Example { date: "2022-03-01", text: "Of NATO's members 21 belong to the European Union.", fixed: None },
        Example { date: "2022-03-01", text: "In 2015 the 28-nation European Union let refugees in.", fixed: None },
        Example { date: "2022-03-01", text: "Twenty-two of the 27 members of the European Union agreed.", fixed: None },
        Example { date: "2022-03-01", text: "The European Union's 26 other members agreed.", fixed: None },
        Example { date: "2024-04-10", text: "Sweden has joined NATO. The «31»-member alliance met in Brussels on Tuesday.", fixed: Some("32") },
        Example { date: "2024-04-10", text: "Sweden has joined NATO. The 32-member alliance met in Brussels on Tuesday.", fixed: None },
        Example { date: "1987-04-08", text: "The crisis between the two NATO members goes on.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    let published = checker.ctx.publication.hard;
    if published.from.is_none() || published.to.is_none() {
        return;
    }
    let all: Vec<Spoken<'_>> = bodies(checker).collect();
    let named = all.iter().filter_map(|it| Some((*it, number_of(it)?)));
    let meant = all
        .iter()
        .enumerate()
        .filter_map(|(at, it)| Some((*it, number_behind(it, all.get(at + 1))?)));
    for (spoken, (word, last)) in named.chain(meant) {
        let Some(written) = number_at(&spoken, word, last) else {
            continue;
        };
        let clock = spoken.clock(word);
        let told = if clock.stated { clock.span } else { published };
        let (Some(now), Some(then)) = (
            count(kb, spoken.record, published),
            count(kb, spoken.record, told),
        ) else {
            continue;
        };
        let fits = |it: &(usize, usize)| (it.0..=it.1).contains(&written);
        // "the two NATO members" are some of them.
        let part = 10 * written < 7 * now.1 || 10 * now.1 < 7 * written;
        if clock.looks_back || part || fits(&now) || fits(&then) || now.0 != now.1 {
            continue;
        }
        let range = spoken.range(crate::phrases::Words { first: word, last });
        let right = match last - word {
            1 => numbers::cardinal_like(checker.text(range), now.1 as i32),
            _ => now.1.to_string(),
        };
        let message = format!(
            "{} had {} members on this date.",
            kb.name(spoken.record),
            now.1
        );
        let evidence = vec![Evidence {
            statement: format!("{}: {} members on record", kb.name(spoken.record), now.1),
            source: statement::sources(kb, &kb.organisation(spoken.record).sources),
        }];
        let fixes = vec![mend::replace(range, right)];
        findings.push(checker.found(&PAGE, None, range, message, fixes, evidence));
    }
}

/// The least and the greatest number of members on the days of `clock`; `None` where the list is not complete.
fn count(kb: &Kb, body: RecordId, clock: Span) -> Option<(usize, usize)> {
    let record = kb.organisation(body);
    if record.members_complete_since?.last() > clock.first() || kb.as_of() < clock.last() {
        return None;
    }
    let (mut least, mut most) = (0, 0);
    for member in &record.members {
        let from = member.from?;
        let may =
            from.first() <= clock.last() && member.to.is_none_or(|to| to.last() >= clock.first());
        let sure =
            from.last() < clock.first() && member.to.is_none_or(|to| to.first() > clock.last());
        most += usize::from(may);
        least += usize::from(sure);
    }
    (most > 2).then_some((least, most))
}

/// "the 27-nation bloc", "the 32-member alliance" further on in the block, before another body is named.
fn number_behind(spoken: &Spoken<'_>, next: Option<&Spoken<'_>>) -> Option<(usize, usize)> {
    let text = spoken.text;
    let slug = spoken.checker.ctx.kb.slug(spoken.record);
    let end = next
        .filter(|it| it.block == spoken.block)
        .map_or(text.words.len(), |it| it.words.first);
    let called = |word: &str| match word {
        "alliance" => slug == "nato",
        "bloc" | "union" | "club" => slug == "eu",
        _ => false,
    };
    (spoken.words.last..end).find_map(|noun| {
        let unit = noun.checked_sub(1)?;
        let hyphen = text.words.get(unit)?.before == Separator::Hyphen;
        let unit_word = matches!(
            text.folded_word(unit),
            "nation" | "member" | "country" | "state" | "strong"
        );
        if !called(text.folded_word(noun)) || !unit_word || !hyphen {
            return None;
        }
        let at = unit.checked_sub(1)?;
        (text.words[at].shape == Shape::Number && text.words[at].before == Separator::Space)
            .then_some((at, unit))
    })
}

/// The words of the number: "the N-nation BODY", "BODY's N members", "all N BODY members", "the N members of BODY".
fn number_of(spoken: &Spoken<'_>) -> Option<(usize, usize)> {
    let text = spoken.text;
    let (first, last) = (spoken.words.first, spoken.words.last);
    let word = |at: usize| spoken.word(at);
    let members = |at: usize| {
        matches!(word(at), "members" | "countries" | "nations")
            || word(at) == "member"
                && matches!(
                    word(at + 1),
                    "states" | "countries" | "nations" | "governments"
                )
    };
    let article = first - usize::from(first > spoken.sentence.first && word(first - 1) == "the");
    let back = |at: usize, n: usize| at.checked_sub(n).filter(|it| *it >= spoken.sentence.first);
    // "the 28-nation BODY"
    if let Some(unit) = back(first, 1)
        && matches!(
            word(unit),
            "nation" | "member" | "country" | "state" | "strong"
        )
        && text.words[unit].before == Separator::Hyphen
        && let Some(at) = back(unit, 1)
    {
        return whole(spoken, at, unit);
    }
    // "BODY's 28 members"
    if text.words[last - 1].possessive && spoken.spaced(last) {
        let end = number_end(spoken, last)?;
        return members(end).then_some((last, end));
    }
    // "BODY has 28 members", "BODY, which now has 28 member states"
    let mut at = last;
    while matches!(word(at), "which" | "now" | "today" | "currently") {
        at += 1;
    }
    if matches!(word(at), "has" | "counts")
        && (at == last && spoken.spaced(last) || at > last && word(last) == "which")
    {
        let at = at + 1 + usize::from(word(at + 1) == "now");
        let end = number_end(spoken, at)?;
        return members(end).then_some((at, end));
    }
    // "all 28 BODY members"
    if spoken.spaced(last) && members(last) {
        let at = back(first, 1)?;
        let (start, end) = whole(spoken, at, first)?;
        let opens = back(start, 1).is_some_and(|it| matches!(word(it), "all" | "the" | "its"));
        return opens.then_some((start, end));
    }
    // "the 28 members of BODY"
    let of = back(article, 1).filter(|it| word(*it) == "of")?;
    let noun = back(of, 1)?;
    let noun = if members(noun) {
        noun
    } else {
        back(of, 2).filter(|it| members(*it))?
    };
    let at = back(noun, 1)?;
    let (start, end) = whole(spoken, at, noun)?;
    let opens = back(start, 1).is_some_and(|it| matches!(word(it), "all" | "the"));
    let part = back(start, 2).is_some_and(|it| word(it) == "of");
    (opens && !part).then_some((start, end))
}

/// The words of a number that ends before `end`: "28", "twenty-eight"; not "other 28", "some 28".
fn whole(spoken: &Spoken<'_>, at: usize, end: usize) -> Option<(usize, usize)> {
    let text = spoken.text;
    let first = match at.checked_sub(1) {
        Some(before)
            if text.words[at].before == Separator::Hyphen
                && text.words[at].shape != Shape::Number =>
        {
            before
        }
        _ => at,
    };
    let vague = first.checked_sub(1).is_some_and(|it| {
        matches!(
            spoken.word(it),
            "some"
                | "than"
                | "nearly"
                | "almost"
                | "about"
                | "over"
                | "least"
                | "other"
                | "remaining"
                | "first"
                | "original"
                | "founding"
                | "new"
                | "newer"
                | "of"
                | "around"
                | "western"
                | "eastern"
        )
    });
    (!vague).then_some((first, end))
}

/// The word behind a number that starts at `at`.
fn number_end(spoken: &Spoken<'_>, at: usize) -> Option<usize> {
    numbers::cardinal(spoken.word(at))?;
    let hyphen = spoken
        .text
        .words
        .get(at + 1)
        .is_some_and(|it| it.before == Separator::Hyphen);
    Some(if hyphen { at + 2 } else { at + 1 })
}

fn number_at(spoken: &Spoken<'_>, first: usize, last: usize) -> Option<usize> {
    let mut sum = 0;
    for at in first..last {
        sum += numbers::cardinal(spoken.text.folded_word(at))?;
    }
    usize::try_from(sum).ok().filter(|it| *it > 1 && *it < 300)
}
