use date::Span;
use kb::{End, Holder, NameKind, RecordId};
use prose::{BlockText, Separator};

use crate::antecedent::as_subject;
use crate::check::{Checker, Example, Page, current_claim, mend};
use crate::claims::{Moment, is_checked, moments};
use crate::phrases::{Phrase, Reading, Words};
use crate::resolve::range_of;
use crate::{Finding, Severity, clause, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/regnal",
    title: "the numeral of a monarch or pope, or who reigns",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A monarch or pope who does something now, or is succeeded now, has a numeral that the records know of nobody alive, while the one who
reigns bears the same name with another; or “reigning” stands before the title of one who has abdicated.

Silent on history: the numeral is looked at only beside an act of these days.",
    examples: &[
        Example { date: "2022-09-09", text: "King Charles III succeeds his mother, «Queen Elizabeth I».", fixed: Some("Queen Elizabeth II") },
        Example { date: "2022-09-09", text: "«King Charles II» addressed the nation on Friday.", fixed: Some("King Charles III") },
        Example { date: "2024-10-10", text: "Denmark's «reigning monarch, Margrethe II», spoke on Tuesday.", fixed: None },
        Example { date: "2025-03-29", text: "«King Frederik IX» of Denmark wore a sweater on Tuesday.", fixed: Some("King Frederik X") },
        Example { date: "2014-06-19", text: "«King Felipe V» of Spain was sworn in on Thursday.", fixed: Some("King Felipe VI") },
        Example { date: "2025-04-22", text: "He was elected in March 2013 after «Benedict XV» became the first pope in six centuries to resign.", fixed: Some("Benedict XVI") },
        Example { date: "2025-04-22", text: "In 1917 Benedict XV called the war a useless slaughter.", fixed: None },
        Example { date: "2013-04-22", text: "Benedict XV was shown in a film on Tuesday.", fixed: None },
        Example { date: "2022-09-09", text: "King Charles III succeeds his mother, Queen Elizabeth II.", fixed: None },
        Example { date: "2020-09-09", text: "A portrait of Queen Elizabeth I was sold on Tuesday.", fixed: None },
        Example { date: "2020-09-09", text: "Queen Elizabeth I was the daughter of Henry VIII.", fixed: None },
        Example { date: "2022-10-10", text: "Denmark's reigning monarch, Margrethe II, spoke on Tuesday.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for claim in checker.claims {
        findings.extend(current_claim::not_current(checker, &PAGE, claim, |word| {
            word == "reigning"
        }));
    }
    for link in checker.ctx.links {
        let block = &checker.ctx.document.blocks[link.block];
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        let phrase = &checker.ctx.readings[link.block].phrases[link.phrase];
        findings.extend(numeral(checker, link.block, phrase));
    }
}

/// The numeral of a name that nobody alive bears, where somebody who reigns bears the name with another.
fn numeral(checker: &Checker<'_>, block: usize, phrase: &Phrase) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let base = checker.ctx.document.blocks[block].range.start;
    let text = &*checker.ctx.document.blocks[block].text;
    let reading = &*checker.ctx.readings[block];
    let name = phrase.name.as_ref()?.words;
    let words = &text.words;
    let (first, last) = if roman(text, name.last - 1).is_some() {
        (name.first, name.last)
    } else {
        let follows = words
            .get(name.last)
            .is_some_and(|it| it.before == Separator::Space);
        (name.first, follows.then_some(name.last + 1)?)
    };
    let stated = roman(text, last - 1)?;
    let called = (first..last - 1)
        .map(|it| text.folded_word(it))
        .collect::<Vec<_>>()
        .join(" ");
    let bearer = |n: usize| {
        let info = checker
            .ctx
            .names
            .lookup(&format!("{called} {}", ROMAN[n].to_lowercase()))?;
        let all = info.persons.iter().filter(|it| it.kind == NameKind::Full);
        Some(all.map(|it| it.record).collect::<Vec<RecordId>>())
    };
    let moment = *moments(checker.ctx, block, first).first()?;
    if !is_of_these_days(text, reading, phrase, Words { first, last }, &moment) {
        return None;
    }
    let reigns = |person: &RecordId| reign_at(checker, *person, moment.told);
    if bearer(stated).is_some_and(|it| it.iter().any(|it| reigns(it).is_some())) {
        return None;
    }
    let mut right = (0..ROMAN.len())
        .filter(|it| *it != stated)
        .flat_map(|n| {
            bearer(n)
                .unwrap_or_default()
                .into_iter()
                .map(move |it| (n, it))
        })
        .filter_map(|(n, person)| reigns(&person).map(|it| (n, it)));
    let (n, term) = right.next()?;
    if right.any(|it| it.0 != n) {
        return None;
    }
    let range = range_of(text, base, Words { first, last });
    let numeral = range_of(
        text,
        base,
        Words {
            first: last - 1,
            last,
        },
    );
    let stem = prose::Range::new(range.start, numeral.start);
    let message = format!(
        "{} is {}: {}.",
        kb.name(term.person),
        kb.name(kb.term(term).office),
        statement::period(kb.term(term))
    );
    let fixes = vec![mend::replace(
        range,
        format!("{}{}", checker.text(stem), ROMAN[n]),
    )];
    let evidence = vec![statement::of_term(kb, term)];
    let unsure = moment.unsure.then(|| moment.published.first());
    Some(checker.found(&PAGE, unsure, range, message, fixes, evidence))
}

const ROMAN: [&str; 24] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
    "XVI", "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV",
];

/// The index in [`ROMAN`] of a word in capitals.
fn roman(text: &BlockText, word: usize) -> Option<usize> {
    let it = text.words.get(word)?;
    let written = it.range.of(&text.source);
    ROMAN.iter().position(|it| *it == written)
}

/// A term on the throne that runs then, or ended within two months.
fn reign_at(checker: &Checker<'_>, person: RecordId, told: Span) -> Option<Holder> {
    let kb = checker.ctx.kb;
    let terms = &kb.person(person).terms;
    let term = terms.iter().position(|it| {
        let ended = match it.to {
            End::On(to) => to.last().plus_days(60),
            End::Running => kb.term_as_of(it).plus_days(400),
            End::Unknown => return false,
        };
        it.from.is_some_and(|from| from.first() <= told.first()) && told.last() <= ended
    })?;
    Some(Holder {
        person,
        term: term as u16,
    })
}

/// The time told is a year at most, so that it can be said who reigned then.
fn is_near(moment: &Moment) -> bool {
    let (from, to) = (moment.told.first(), moment.told.last());
    moment.stated && to.days_since(from) <= 366
}

/// The name, with its numeral, does something in a time that is told, or is succeeded these days.
fn is_of_these_days(
    text: &BlockText,
    reading: &Reading,
    phrase: &Phrase,
    numbered: Words,
    moment: &Moment,
) -> bool {
    let sentence = clause::sentence(text, phrase.words.first);
    let now = !moment.stated || moment.is_dated_now();
    let succeeds = now && clause::says(text, sentence, |it| it == "succeeds")
        || moment.is_dated_now()
            && clause::says(text, sentence, |it| matches!(it, "succeeded" | "abdicated"));
    // "King Felipe V of Spain was"
    let of = (text.folded_word(numbered.last) == "of" && numbered.last + 1 < sentence.last)
        .then(|| clause::hit_at(reading, numbered.last + 1))
        .flatten();
    let subject = as_subject(Words {
        first: numbered.first,
        last: of.map_or(numbered.last, |it| reading.hits[it].last),
    });
    let verbs = clause::predicate(text, &subject)
        .into_iter()
        .chain(clause::relative(text, &subject));
    let acts = verbs.into_iter().any(|it| {
        let (word, next) = (text.folded_word(it), it + 1);
        match word {
            "says" | "will" | "visits" | "meets" | "opens" => true,
            // "was shown in a film on Tuesday" is history.
            "was" | "were" | "is" => {
                moment.is_dated_now()
                    && next < sentence.last
                    && matches!(
                        text.folded_word(clause::skip_adverbs(text, next, sentence.last)),
                        "sworn"
                            | "crowned"
                            | "received"
                            | "greeted"
                            | "welcomed"
                            | "proclaimed"
                            | "met"
                    )
            }
            "died" | "ruled" | "reigned" | "lived" | "had" | "has" | "would" | "did" => false,
            _ => is_near(moment),
        }
    });
    succeeds || acts
}
