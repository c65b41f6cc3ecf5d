use date::Span;
use kb::{Kb, RecordId};
use prose::{Separator, Shape};

use crate::check::deeds::{Spoken, bodies, state_of};
use crate::check::{Checker, Example, Page, mend};
use crate::numbers;
use crate::office::same_country;
use crate::phrases::Words;
use crate::{Evidence, Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/member-count",
    title: "a wrong number of members",
    severity: Severity::Warning,
    on: true,
    explanation: "\
“The N members” of a body, “N-nation”, “all N member states”: another number than the records count on the day of publication and at the
time that the sentence tells of. Or a state is called its Nth member, by the day on which it joined.

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
        Example { date: "2023-04-04", text: "Finland became the «30th» member of NATO on Tuesday.", fixed: Some("31st") },
        Example { date: "2024-03-11", text: "Sweden joined NATO last week as its «31st» member.", fixed: Some("32nd") },
        Example { date: "2013-07-01", text: "Croatia is the European Union's «27th» member.", fixed: Some("28th") },
        Example { date: "2004-05-01", text: "Ten countries joined the European Union on Saturday, bringing its membership to «27».", fixed: Some("25") },
        Example { date: "2004-05-01", text: "Ten countries joined the European Union on Saturday, bringing its membership to 25.", fixed: None },
        Example { date: "2023-04-04", text: "Finland became the 31st member of NATO on Tuesday.", fixed: None },
        Example { date: "2004-05-02", text: "Malta became the 20th member of the European Union.", fixed: None },
        Example { date: "2013-07-01", text: "Croatia is the seventh member of NATO to send troops.", fixed: None },
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
        // "the 11 members of OPEC bound by the deal": not the others.
        let some = (spoken.sentence.first..spoken.sentence.last).any(|it| {
            matches!(
                spoken.word(it),
                "bound" | "excluding" | "except" | "without"
            )
        });
        if clock.looks_back || part || some || fits(&now) || fits(&then) || now.0 != now.1 {
            continue;
        }
        let range = spoken.range(Words { first: word, last });
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
    for spoken in &all {
        findings.extend(rank(checker, spoken));
        findings.extend(grown(checker, spoken, published));
    }
}

/// "the 31st member of BODY", "BODY's 31st member", "joined BODY as its 31st member": of the state that the sentence begins with.
fn rank(checker: &Checker<'_>, spoken: &Spoken<'_>) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let (state, at, number) = ranked(spoken)?;
    let record = kb.organisation(spoken.record);
    let member = record
        .members
        .iter()
        .rfind(|it| same_country(kb, it.state, state))?;
    let joined = member.from.filter(|it| it.is_certain())?;
    if record.members_complete_since?.first() > joined.first() {
        return None;
    }
    let (mut before, mut upto) = (0, 0);
    for it in &record.members {
        let from = it.from.filter(|it| it.is_certain())?;
        let stays = it.to.is_none_or(|to| to.first() >= joined.first());
        before += i32::from(stays && from.first() < joined.first());
        upto += i32::from(stays && from.first() <= joined.first());
    }
    if (before + 1..=upto).contains(&number) || (number - upto).abs() > 6 {
        return None;
    }
    let range = spoken.range(at);
    let message = format!(
        "{} joined {} on {}, as number {upto}.",
        kb.name(state),
        kb.name(spoken.record),
        joined.long()
    );
    let fixes = (upto == before + 1)
        .then(|| mend::replace(range, numbers::ordinal_like(checker.text(range), upto)));
    let evidence = vec![statement::of_membership(kb, spoken.record, member)];
    let fixes = fixes.into_iter().collect();
    Some(checker.found(&PAGE, None, range, message, fixes, evidence))
}

/// The state, the words of its number, and the number.
fn ranked(spoken: &Spoken<'_>) -> Option<(RecordId, Words, i32)> {
    let word = |at: usize| spoken.word(at);
    let (first, last) = (spoken.words.first, spoken.words.last);
    let is_member = |at: usize| matches!(word(at), "member" | "nation" | "country" | "state");
    let back = |n: usize| {
        first
            .checked_sub(n)
            .filter(|it| *it >= spoken.sentence.first)
    };
    let the = usize::from(back(1).is_some_and(|it| word(it) == "the"));
    let at = if spoken.text.words[last - 1].possessive {
        is_member(last + 1).then_some(last)
    } else if let Some(of) = back(1 + the).filter(|it| word(*it) == "of") {
        let noun = of.checked_sub(1).filter(|it| is_member(*it))?;
        let noun = noun - usize::from(word(noun - 1) == "member");
        noun.checked_sub(1)
    } else if let Some(join) = back(1 + the).filter(|it| word(*it) == "join") {
        let noun = join.checked_sub(2).filter(|it| is_member(*it))?;
        noun.checked_sub(1)
    } else {
        // "joined BODY last week as its 31st member"
        (last..(last + 6).min(spoken.sentence.last))
            .find(|it| word(*it) == "as" && matches!(word(it + 1), "its" | "the"))
            .filter(|it| is_member(it + 3))
            .map(|it| it + 2)
    }?;
    let number = numbers::ordinal(word(at))?;
    // "the second member of the bloc to do so"
    if number < 4 || spoken.text.words.get(at)?.before != Separator::Space {
        return None;
    }
    let mut states: Vec<RecordId> = spoken
        .reading
        .hits
        .iter()
        .filter(|it| it.first >= spoken.sentence.first && it.last <= at.min(spoken.words.first))
        .filter(|it| !spoken.text.words[it.last - 1].possessive)
        .filter_map(|it| state_of(spoken.checker, it))
        .collect();
    states.dedup();
    let [state] = states.as_slice() else {
        return None;
    };
    let unreal = (spoken.sentence.first..spoken.sentence.last)
        .any(|it| matches!(word(it), "not" | "never" | "would" | "could" | "if"));
    let words = Words {
        first: at,
        last: at + 1,
    };
    (!unreal).then_some((*state, words, number))
}

/// "bringing its membership to 27", "the number of members to 27": as many as there are at the end of the time told.
fn grown(checker: &Checker<'_>, spoken: &Spoken<'_>, published: Span) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let word = |at: usize| spoken.word(at);
    let at = (spoken.words.last..spoken.sentence.last).find(|it| {
        word(*it) == "to"
            && matches!(word(it - 1), "membership" | "members")
            && matches!(
                word(it.saturating_sub(3)),
                "bringing" | "brings" | "brought" | "number" | "raising" | "taking"
            )
    })? + 1;
    let written = numbers::cardinal(word(at)).filter(|it| *it > 2)?;
    let record = kb.organisation(spoken.record);
    let clock = spoken.clock(at);
    let told = if clock.stated { clock.span } else { published };
    if clock.looks_back
        || told.to.is_none()
        || record.members_complete_since?.last() > told.first()
        || kb.as_of() < told.last()
    {
        return None;
    }
    let mut right = 0;
    for it in &record.members {
        let stays = it.to.is_none_or(|to| to.first() > told.last());
        right += i32::from(stays && it.from?.first() <= told.last());
    }
    if right == written || (right - written).abs() > 6 {
        return None;
    }
    let range = spoken.range(Words {
        first: at,
        last: at + 1,
    });
    let message = format!("{} had {right} members then.", kb.name(spoken.record));
    let fixes = vec![mend::replace(
        range,
        numbers::cardinal_like(checker.text(range), right),
    )];
    let evidence = vec![Evidence {
        statement: format!("{}: {right} members on record", kb.name(spoken.record)),
        source: statement::sources(kb, &record.sources),
    }];
    Some(checker.found(&PAGE, None, range, message, fixes, evidence))
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
    let nouns = &spoken.checker.ctx.kb.organisation(spoken.record).nouns;
    let end = next
        .filter(|it| it.block == spoken.block)
        .map_or(text.words.len(), |it| it.words.first);
    let called = |word: &str| nouns.iter().any(|it| it == word);
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
