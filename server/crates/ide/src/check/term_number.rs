use date::Day;
use kb::{Role, Status};
use prose::BlockText;

use crate::career::years_between;
use crate::check::{Checker, Example, Page, mend};
use crate::claims::is_checked;
use crate::phrases::Words;
use crate::resolve::range_of;
use crate::{Finding, Severity, clause, lexicon, numbers, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/term-number",
    title: "first or second term",
    severity: Severity::Warning,
    on: true,
    explanation: "\
The sentence has a year, one president, and the number of a term that cannot be: a first term of somebody who was back in office
or had been there for more than eight years, a second one within three years of taking office for the first time.

Silent on other offices, whose terms are of any length, and where the sentence names more than one person.",
    examples: &[
        Example { date: "2025-05-05", text: "In his «second» term, in 2018, Donald Trump met the North Korean leader.", fixed: Some("first") },
        Example { date: "2026-05-05", text: "In May 2025, in his «first» term, Donald Trump raised tariffs.", fixed: Some("second") },
        Example { date: "2025-05-05", text: "In his first term, in 2018, Donald Trump raised tariffs.", fixed: None },
        Example { date: "2026-05-05", text: "In May 2025, in his second term, Donald Trump raised tariffs.", fixed: None },
        Example { date: "2025-05-05", text: "In 2014, in his second term, Barack Obama raised tariffs.", fixed: None },
        Example { date: "2025-05-05", text: "In 2010, in his first term, Barack Obama raised tariffs.", fixed: None },
        Example { date: "2025-05-05", text: "In his second term Donald Trump raised tariffs.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for (idx, block) in checker.ctx.document.blocks.iter().enumerate() {
        let text = &block.text;
        if !is_checked(block.kind, text) {
            continue;
        }
        let first = checker.ctx.links.partition_point(|it| it.block < idx);
        for word in 2..text.words.len() {
            let Some(number) = numbered_term(text, word) else {
                continue;
            };
            let sentence = clause::sentence(text, word);
            let inside = |at: &Words| sentence.first <= at.first && at.last <= sentence.last;
            let mut persons: Vec<_> = checker
                .ctx
                .links
                .iter()
                .skip(first)
                .take_while(|it| it.block == idx)
                .filter(|it| inside(&checker.ctx.readings[idx].phrases[it.phrase].words))
                .filter(|it| checker.ctx.readings[idx].phrases[it.phrase].name.is_some())
                .flat_map(|it| it.mention.records.iter().copied())
                .collect();
            persons.dedup();
            let event = (checker.ctx.clock)(idx, word);
            let ([person], true) = (persons.as_slice(), event.stated) else {
                continue;
            };
            let terms = &kb.person(*person).terms;
            let presidencies: Vec<usize> = (0..terms.len())
                .filter(|it| is_presidency(checker, &terms[*it]))
                .collect();
            let began: Vec<Day> = presidencies
                .iter()
                .filter_map(|it| terms[*it].from?.exact_day())
                .filter(|it| *it <= event.span.first())
                .collect();
            let Some(latest) = began.last().filter(|_| began.len() <= presidencies.len()) else {
                continue;
            };
            // Not in office then, as far as the records go: another check's matter.
            let running = presidencies
                .get(began.len() - 1)
                .is_some_and(|it| terms[*it].held(event.span, Day::MAX).is_yes());
            if !running {
                continue;
            }
            let years = years_between(*latest, event.span.last());
            let right = match (number, began.len()) {
                (1, 2..) => 2,
                (1, 1) if years >= 8 => 2,
                (2.., 1) if years < 3 => 1,
                _ => continue,
            };
            let range = range_of(
                text,
                block.range.start,
                Words {
                    first: word - 1,
                    last: word,
                },
            );
            let holder = kb::Holder {
                person: *person,
                term: presidencies[began.len() - 1] as u16,
            };
            let message = format!(
                "{} was {} {}.",
                kb.name(*person),
                kb.name(kb.term(holder).office),
                statement::period(kb.term(holder))
            );
            let fixes = vec![mend::replace(
                range,
                numbers::ordinal_like(checker.text(range), right),
            )];
            let evidence = vec![statement::of_term(kb, holder)];
            findings.push(checker.found(&PAGE, None, range, message, fixes, evidence));
        }
    }
}

/// "his second term", "Obama's first term", by the word "term".
fn numbered_term(text: &BlockText, word: usize) -> Option<i32> {
    let own = || {
        lexicon::is_possessive_pronoun(text.folded_word(word - 2))
            || text.words[word - 2].possessive
    };
    (text.folded_word(word) == "term" && own())
        .then(|| numbers::ordinal(text.folded_word(word - 1)))
        .flatten()
}

fn is_presidency(checker: &Checker<'_>, term: &kb::Term) -> bool {
    let office = checker.ctx.kb.office(term.office);
    office.title == "President"
        && office.roles.contains(&Role::HeadOfState)
        && term.status == Status::Regular
}
