use date::Date;
use kb::RecordId;

use crate::antecedent::as_subject;
use crate::career::Tells;
use crate::check::{Checker, Example, Page, mend};
use crate::claims::is_checked;
use crate::phrases::{Phrase, Reading, Words};
use crate::resolve::range_of;
use crate::time::When;
use crate::{Evidence, Finding, Form, Severity, clause, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/life-dates",
    title: "the year of birth or death",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A leader is said to have been born or to have died in another year than the records know (“died in 1993”, “was born in 1951”,
“(1918-2012)”).

Silent where the day on record is not certain, and where the year is so far off that somebody else may be meant.",
    examples: &[
        Example { date: "2011-05-30", text: "Slobodan Milosevic, the Serbian leader who died in «2005», was tried in the same court.", fixed: Some("2006") },
        Example { date: "2014-12-21", text: "Charles de Gaulle died in «1972» and was buried in his village.", fixed: Some("1970") },
        Example { date: "2020-12-21", text: "Nelson Mandela (1918-«2012») was the first president of the new South Africa.", fixed: Some("2013") },
        Example { date: "2020-12-21", text: "Yitzhak Rabin, who was assassinated in «1994», shook his hand.", fixed: Some("1995") },
        Example { date: "2020-12-21", text: "Angela Merkel was born in «1955» in Hamburg.", fixed: Some("1954") },
        Example { date: "2020-12-21", text: "Angela Merkel was born in 1954 in Hamburg.", fixed: None },
        Example { date: "2020-12-21", text: "Yitzhak Rabin, who was assassinated in 1995, shook his hand.", fixed: None },
        Example { date: "2020-12-21", text: "Nelson Mandela (1918-2013) was the first president of the new South Africa.", fixed: None },
        Example { date: "2020-12-21", text: "Nelson Mandela's wife died in 2004.", fixed: None },
        Example { date: "2020-12-21", text: "Ronald Reagan was nearly killed in 1981.", fixed: None },
        Example { date: "2020-12-21", text: "Hopes for peace died in 1994 with Yitzhak Rabin.", fixed: None },
    ],
};

/// A year farther off than this is no slip.
const SLIP: i16 = 12;

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let ctx = checker.ctx;
    for link in ctx.links {
        let [person] = link.mention.records.as_slice() else {
            continue;
        };
        let block = &ctx.document.blocks[link.block];
        let reading = &ctx.readings[link.block];
        let phrase = &reading.phrases[link.phrase];
        let named = matches!(link.mention.form, Form::Full | Form::Surname);
        if !named || phrase.name.is_none() || !is_checked(block.kind, &block.text) {
            continue;
        }
        for (ends, words, written) in told(&block.text, reading, phrase) {
            findings.extend(judge(checker, link.block, *person, ends, words, written));
        }
    }
    // "(1918-2012)"
    for said in checker.said {
        let Tells::Lasted {
            from,
            to,
            bracketed: true,
        } = said.tells
        else {
            continue;
        };
        let record = ctx.kb.person(said.person);
        let year = |date: Option<Date>| {
            date.filter(|it| it.is_certain())
                .map(|it| it.first().year())
        };
        let (born, died) = (year(record.born), year(record.died));
        let word = |at: usize| Words {
            first: at,
            last: at + 1,
        };
        let held = record.terms.iter().any(|it| year(it.from) == Some(from));
        if held || said.words.last - said.words.first < 2 {
            continue;
        }
        if born == Some(from) && died.is_some_and(|it| it != to) {
            let at = word(said.words.last - 1);
            findings.extend(judge_year(checker, said.block, said.person, true, at, to));
        } else if died == Some(to) && born.is_some_and(|it| it != from) {
            let at = word(said.words.first);
            findings.extend(judge_year(
                checker,
                said.block,
                said.person,
                false,
                at,
                from,
            ));
        }
    }
}

/// What the clauses of a name tell: of its end or its start, the words of the date, the date.
fn told(text: &prose::BlockText, reading: &Reading, phrase: &Phrase) -> Vec<(bool, Words, Date)> {
    let mut found = Vec::new();
    let end = clause::sentence(text, phrase.words.first).last;
    for verb in clause::verbs(text, reading, &as_subject(phrase.words)) {
        let be = usize::from(text.folded_word(verb) == "was");
        let at = clause::skip_adverbs(text, verb + be, end);
        if at >= end || at > verb + be {
            continue; // "was nearly killed"
        }
        let ends = match (be, text.folded_word(at)) {
            (0, "died") | (1, "killed" | "assassinated" | "murdered" | "executed") => true,
            (1, "born") => false,
            _ => continue,
        };
        // Right behind, or behind a place: "was born in Hamburg in 1954".
        let near = clause::expressions_in(reading, at + 1, end.min(at + 6));
        let Some(expression) = near.first().filter(|it| !it.modifier) else {
            continue;
        };
        let plain = (at + 1..expression.words.first).all(|it| {
            text.words[it].before == prose::Separator::Space
                && !clause::is_verb(text.folded_word(it))
        }) && matches!(text.folded_word(expression.words.first - 1), "in" | "on")
            && text.words[expression.words.first].before == prose::Separator::Space;
        if let (true, When::Date(written)) = (plain, expression.when)
            && written.precision != date::Precision::Decade
        {
            found.push((ends, expression.words, written));
        }
    }
    found
}

fn judge(
    checker: &Checker<'_>,
    block: usize,
    person: RecordId,
    ends: bool,
    words: Words,
    written: Date,
) -> Option<Finding> {
    let text = &checker.ctx.document.blocks[block].text;
    let is_year = |it: &usize| {
        let word = text.folded_word(*it);
        word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit())
    };
    let at = (words.first..words.last).rev().find(is_year)?;
    let at = Words {
        first: at,
        last: at + 1,
    };
    judge_year(checker, block, person, ends, at, written.first().year())
}

fn judge_year(
    checker: &Checker<'_>,
    block: usize,
    person: RecordId,
    ends: bool,
    at: Words,
    written: i16,
) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let record = kb.person(person);
    let known = if ends { record.died } else { record.born };
    let known = known.filter(|it| it.is_certain())?;
    let (first, last) = (
        known.first().plus_days(-2).year(),
        known.last().plus_days(2).year(),
    );
    let off = (written - known.first().year()).abs();
    if (first..=last).contains(&written) || off > SLIP {
        return None;
    }
    let it = &checker.ctx.document.blocks[block];
    let range = range_of(&it.text, it.range.start, at);
    let right = known.first().year().to_string();
    let written = checker.text(range);
    let text = right
        .get(right.len().saturating_sub(written.len().max(2))..)
        .unwrap_or(&right);
    let verb = if ends { "died" } else { "was born" };
    let what = format!("{} {verb} {}", kb.name(person), known.long());
    let evidence = vec![Evidence {
        statement: format!(
            "{}: {} {}",
            kb.name(person),
            if ends { "died" } else { "born" },
            known.long()
        ),
        source: statement::sources(kb, &record.sources),
    }];
    let fixes = vec![mend::replace(range, text.to_owned())];
    Some(checker.found(&PAGE, None, range, format!("{what}."), fixes, evidence))
}
