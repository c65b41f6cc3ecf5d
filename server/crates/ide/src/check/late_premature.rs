use crate::check::{Checker, Example, Page};
use crate::claims::is_checked;
use crate::phrases::Words;
use crate::resolve::range_of;
use crate::{Edit, Finding, Fix, Form, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/late-premature",
    title: "“the late” before the death",
    severity: Severity::Error,
    on: true,
    explanation: "\
Somebody is called “the late” in an article that appeared before the day of death on record, or before a day on which the records
still have the person in office.

That no death is recorded proves nothing: deaths of former leaders are patchy. Silent then, and where the day of death is not
certain.",
    examples: &[
        Example { date: "2012-06-20", text: "Well-wishers sang outside the house of «the late» Nelson Mandela.", fixed: Some("") },
        Example { date: "2012-06-20", text: "A portrait of «the late» Angela Merkel hung there.", fixed: Some("") },
        Example { date: "2024-06-20", text: "A portrait of the late Angela Merkel hung there.", fixed: None },
        Example { date: "2012-06-20", text: "In the late Angela Merkel years the party was tired.", fixed: None },
        Example { date: "2014-06-20", text: "Well-wishers sang outside the house of the late Nelson Mandela.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let published = checker.ctx.publication.hard;
    if published.to.is_none() {
        return;
    }
    let kb = checker.ctx.kb;
    for link in checker.ctx.links {
        let [person] = link.mention.records.as_slice() else {
            continue;
        };
        let block = &checker.ctx.document.blocks[link.block];
        if link.mention.form != Form::Full || !is_checked(block.kind, &block.text) {
            continue;
        }
        let phrase = &checker.ctx.readings[link.block].phrases[link.phrase];
        let (text, base) = (&*block.text, block.range.start);
        let Some(late) = the_late(text, phrase.words.first, &phrase.name) else {
            continue;
        };
        let record = kb.person(*person);
        let (message, evidence) = match record.died {
            Some(died) if !died.is_certain() || died.first() <= published.last() => continue,
            Some(died) => (
                format!(
                    "{} died on {}, after this date.",
                    kb.name(*person),
                    died.long()
                ),
                crate::Evidence {
                    statement: format!("{}: died {}", kb.name(*person), died.long()),
                    source: statement::sources(kb, &record.sources),
                },
            ),
            // Whoever holds an office later lives.
            None => {
                let Some(term) = last_in_office(kb, *person, published.last()) else {
                    continue;
                };
                (
                    format!("{} was in office after this date.", kb.name(*person)),
                    statement::of_term(kb, term),
                )
            }
        };
        let range = range_of(text, base, late);
        findings.push(Finding {
            code: PAGE.code,
            severity: PAGE.severity,
            range,
            message,
            fixes: vec![Fix {
                title: "Delete “the late”".into(),
                edit: Edit {
                    range: prose::Range::new(range.start, text.words[late.last].range.start + base),
                    text: String::new(),
                },
            }],
            evidence: vec![evidence],
            related: Vec::new(),
            tag: None,
        });
    }
}

/// A term that ran on, or began, after a day.
fn last_in_office(kb: &kb::Kb, person: kb::RecordId, day: date::Day) -> Option<kb::Holder> {
    let terms = &kb.person(person).terms;
    let later = |it: &kb::Term| {
        let ended = match it.to {
            kb::End::On(to) if to.is_certain() => to.first(),
            kb::End::Running => kb.term_as_of(it),
            _ => return false,
        };
        it.status != kb::Status::Designate && ended > day
    };
    terms.iter().position(later).map(|it| kb::Holder {
        person,
        term: it as u16,
    })
}

/// "the late", inside the phrase or just before it.
fn the_late(
    text: &prose::BlockText,
    first: usize,
    name: &Option<crate::phrases::Name>,
) -> Option<Words> {
    let name = name.as_ref()?.words;
    // "the late Merkel years"
    if matches!(
        text.folded_word(name.last),
        "years" | "era" | "period" | "days" | "phase" | "decade"
    ) {
        return None;
    }
    let name = name.first;
    (first.saturating_sub(2)..name)
        .find(|at| {
            text.folded_word(*at) == "the"
                && at + 2 <= name
                && text.folded_word(at + 1) == "late"
                && text.words[at + 1].before == prose::Separator::Space
        })
        .map(|at| Words {
            first: at,
            last: at + 2,
        })
}
