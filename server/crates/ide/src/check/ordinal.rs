use kb::{End, Holder, RecordId};
use prose::{BlockText, Separator, Shape};

use crate::antecedent::{antecedents, as_subject, is_personal, one};
use crate::check::{Checker, Example, Page, mend};
use crate::claims::is_checked;
use crate::office::{Meaning, terms_of};
use crate::phrases::{Phrase, Reading, Title, Words};
use crate::resolve::range_of;
use crate::{Finding, Severity, clause, lexicon, numbers, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/ordinal",
    title: "the number in the line of holders",
    severity: Severity::Error,
    on: true,
    explanation: "\
An ordinal number stands with the title of somebody who has another number, or numbers, in the line of holders of that office.

Silent where the records number no holder of it, where another word stands between (“the first Black president”), and on “the
first president to ...”.",
    examples: &[
        Example { date: "2025-05-05", text: "The «46th» president, Donald Trump, spoke in Florida.", fixed: Some("47th") },
        Example { date: "2012-05-05", text: "Barack Obama became the «43rd» president of the United States.", fixed: Some("44th") },
        Example { date: "2009-03-05", text: "Barack Obama took the oath on 20 January as the «45th» president of the United States.", fixed: Some("44th") },
        Example { date: "2020-11-08", text: "Joe Biden will be the «45th» president of the United States.", fixed: Some("46th") },
        Example { date: "2016-11-10", text: "Donald Trump will be the «44th» president of the United States.", fixed: Some("45th") },
        Example { date: "2009-03-05", text: "America's «forty-third» president, Barack Obama, spoke in Florida.", fixed: None },
        Example { date: "2025-05-07", text: "Friedrich Merz needed a second ballot. He is the «ninth» chancellor.", fixed: Some("tenth") },
        Example { date: "2025-05-07", text: "Friedrich Merz needed a second ballot. He is the tenth chancellor.", fixed: None },
        Example { date: "2025-05-05", text: "The 47th president, Donald Trump, spoke in Florida.", fixed: None },
        Example { date: "2019-05-05", text: "Donald Trump, the 45th president of the United States, spoke in Florida.", fixed: None },
        Example { date: "2012-05-05", text: "Barack Obama was the first Black president of the United States.", fixed: None },
        Example { date: "2016-05-05", text: "Barack Obama was the first president to visit Hiroshima.", fixed: None },
        Example { date: "2012-05-05", text: "Barack Obama met the 43rd president, George W. Bush, in Texas.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for link in checker.ctx.links {
        let [person] = link.mention.records.as_slice() else {
            continue;
        };
        let block = &checker.ctx.document.blocks[link.block];
        let (text, reading) = (&*block.text, &checker.ctx.readings[link.block]);
        let phrase = &reading.phrases[link.phrase];
        if phrase.name.is_none() || !is_checked(block.kind, text) {
            continue;
        }
        let own = phrase
            .titles
            .iter()
            .filter(|it| it.position != crate::phrases::Position::Alone);
        for title in own.chain(title_behind(text, reading, phrase)) {
            findings.extend(judge(checker, link.block, *person, title));
        }
    }
    // "He is the ninth chancellor."
    for (idx, block) in checker.ctx.document.blocks.iter().enumerate() {
        let (text, reading) = (&*block.text, &checker.ctx.readings[idx]);
        if !is_checked(block.kind, text) {
            continue;
        }
        for sentence in &text.sentences {
            let first = sentence.first as usize;
            if !is_personal(text.folded_word(first)) {
                continue;
            }
            let found = antecedents(checker.ctx, idx, first);
            let [link] = found.as_slice() else { continue };
            let [person] = checker.ctx.links[*link].mention.records.as_slice() else {
                continue;
            };
            let title = title_behind(text, reading, &as_subject(one(first)));
            findings.extend(title.and_then(|it| judge(checker, idx, *person, it)));
        }
    }
}

fn judge(checker: &Checker<'_>, block: usize, person: RecordId, title: &Title) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let base = checker.ctx.document.blocks[block].range.start;
    let (text, reading) = (
        &*checker.ctx.document.blocks[block].text,
        &checker.ctx.readings[block],
    );
    let (number, words) = ordinal_of(text, reading, title)?;
    let meaning = Meaning::new(kb, reading, title);
    let numbered: Vec<Holder> = terms_of(kb, person, |office| meaning.fits(office))
        .into_iter()
        .map(|term| Holder { person, term })
        .filter(|it| kb.term(*it).number.is_some())
        .collect();
    let is = |it: &Holder| kb.term(*it).number.map(i32::from);
    if title.modified || numbered.iter().any(|it| is(it) == Some(number)) {
        return None;
    }
    // Of several terms the one that was running or next to come when the article appeared.
    let published = checker.ctx.publication.hard.last();
    let to_come = |it: &&Holder| match kb.term(**it).to {
        End::On(to) => to.last() >= published,
        _ => true,
    };
    let term = numbered.iter().find(to_come).or(numbered.last());
    let right = term.and_then(is)?;
    let all: Vec<String> = numbered
        .iter()
        .filter_map(is)
        .map(|it| numbers::ordinal_like("1st", it))
        .collect();
    let range = range_of(text, base, words);
    let message = format!(
        "{} was the {}, not the {}.",
        kb.name(person),
        all.join(" and the "),
        checker.text(range)
    );
    let fixes = vec![mend::replace(
        range,
        numbers::ordinal_like(checker.text(range), right),
    )];
    let evidence = numbered
        .iter()
        .map(|it| statement::of_term(kb, *it))
        .collect();
    Some(checker.found(&PAGE, None, range, message, fixes, evidence))
}

/// "became the 44th president", "was sworn in as the 47th president".
fn title_behind<'a>(text: &BlockText, reading: &'a Reading, phrase: &Phrase) -> Option<&'a Title> {
    let verb = clause::predicate(text, phrase).or_else(|| clause::relative(text, phrase))?;
    let end = clause::sentence(text, verb).last;
    let behind = clause::phrases_in(reading, verb + 1, (verb + 9).min(end))
        .iter()
        .find(|it| it.name.is_none())?;
    let plain = (verb..behind.words.first).all(|it| {
        let word = text.folded_word(it);
        let date = lexicon::is_weekday(word)
            || lexicon::month(word).is_some()
            || text.words[it].shape == Shape::Number;
        date || matches!(
            word,
            "is" | "was"
                | "became"
                | "becomes"
                | "become"
                | "be"
                | "served"
                | "as"
                | "sworn"
                | "in"
                | "elected"
                | "been"
                | "has"
                | "had"
                | "inaugurated"
                | "chosen"
                | "will"
                | "the"
                | "on"
                | "took"
                | "takes"
                | "office"
                | "oath"
                | "today"
                | "yesterday"
                | "over"
                | "at"
                | "noon"
                | "midnight"
        )
    });
    plain.then(|| behind.titles.first()).flatten()
}

/// The number of a title, directly before it or before its state: "46th", "forty-sixth".
fn ordinal_of(text: &BlockText, reading: &Reading, title: &Title) -> Option<(i32, Words)> {
    let mut at = title.office.first;
    while at > 0 && matches!(text.words[at].before, Separator::Space | Separator::Hyphen) {
        if let Some(place) = title
            .places
            .iter()
            .map(|it| &reading.hits[*it])
            .find(|it| it.last == at)
        {
            at = place.first;
            continue;
        }
        let last = at;
        at -= 1;
        let n = numbers::ordinal(text.folded_word(at))?;
        let tens = (text.words[at].before == Separator::Hyphen && n < 10)
            .then(|| numbers::cardinal(text.folded_word(at - 1)).filter(|it| it % 10 == 0))
            .flatten();
        let (n, first) = match tens {
            Some(tens) => (tens + n, at - 1),
            None => (n, at),
        };
        let behind = text.folded_word(title.words.last);
        let of_something = matches!(behind, "to" | "in" | "since" | "from" | "who" | "ever");
        return (n > 3 || !of_something).then_some((n, Words { first, last }));
    }
    None
}
