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
Somebody is called “the late” in an article that appeared before the day of death on record.

That no death is recorded proves nothing: deaths of former leaders are patchy. Silent then, and where the day of death is not
certain.",
    examples: &[
        Example { date: "2012-06-20", text: "Well-wishers sang outside the house of «the late» Nelson Mandela.", fixed: Some("") },
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
        let Some(died) = record.died.filter(|it| it.is_certain()) else {
            continue;
        };
        if died.first() <= published.last() {
            continue;
        }
        let range = range_of(text, base, late);
        findings.push(Finding {
            code: PAGE.code,
            severity: PAGE.severity,
            range,
            message: format!(
                "{} died on {}, after this date.",
                kb.name(*person),
                died.long()
            ),
            fixes: vec![Fix {
                title: "Delete “the late”".into(),
                edit: Edit {
                    range: prose::Range::new(range.start, text.words[late.last].range.start + base),
                    text: String::new(),
                },
            }],
            evidence: vec![crate::Evidence {
                statement: format!("{}: died {}", kb.name(*person), died.long()),
                source: statement::sources(kb, &record.sources),
            }],
            related: Vec::new(),
            tag: None,
        });
    }
}

/// "the late", inside the phrase or just before it.
fn the_late(
    text: &prose::BlockText,
    first: usize,
    name: &Option<crate::phrases::Name>,
) -> Option<Words> {
    let name = name.as_ref()?.words.first;
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
