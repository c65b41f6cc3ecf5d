use crate::check::{Checker, Example, Page};
use crate::claims::is_checked;
use crate::{Edit, Evidence, Finding, Fix, Form, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/late-missing",
    title: "a recent death, not mentioned",
    severity: Severity::Information,
    on: false,
    explanation: "\
The first mention of somebody who died within the year before publication stands without “the late”, and the text does not
speak of the death. Off by default; told once per person.",
    examples: &[
        Example { date: "2014-03-05", text: "The peace was brokered by «Nelson Mandela».", fixed: Some("the late Nelson Mandela") },
        Example { date: "2014-03-05", text: "The peace was brokered by the late Nelson Mandela.", fixed: None },
        Example { date: "2014-03-05", text: "Nelson Mandela brokered the peace. He died in December.", fixed: None },
        Example { date: "2016-03-05", text: "Nelson Mandela brokered the peace.", fixed: None },
        Example { date: "2013-03-05", text: "Nelson Mandela brokered the peace.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    let published = checker.ctx.publication.hard;
    let (Some(from), Some(to)) = (published.from, published.to) else {
        return;
    };
    if checker.ctx.told.speaks_of_death() || speaks_of_death(checker.ctx.document) {
        return;
    }
    let mut told: Vec<kb::RecordId> = checker.ctx.cast.entered().collect();
    for link in checker.ctx.links {
        let [person] = link.mention.records.as_slice() else {
            continue;
        };
        if told.contains(person) {
            continue;
        }
        told.push(*person);
        let block = &checker.ctx.document.blocks[link.block];
        let record = kb.person(*person);
        let Some(died) = record.died.filter(|it| it.is_certain()) else {
            continue;
        };
        let recent = from > died.last() && to.days_since(died.first()) < 365;
        let plain = link.mention.form == Form::Full && link.mention.title.is_none();
        if !recent || !plain || !is_checked(block.kind, &block.text) {
            continue;
        }
        let at = prose::Range::new(link.mention.range.start, link.mention.range.start);
        findings.push(Finding {
            code: PAGE.code,
            severity: PAGE.severity,
            range: link.mention.range,
            message: format!("{} died on {}.", kb.name(*person), died.long()),
            fixes: vec![Fix {
                title: "Insert “the late”".into(),
                edit: Edit {
                    range: at,
                    text: "the late ".into(),
                },
            }],
            evidence: vec![Evidence {
                statement: format!("{}: died {}", kb.name(*person), died.long()),
                source: statement::sources(kb, &record.sources),
            }],
            related: Vec::new(),
            tag: None,
        });
    }
}

/// Whether a text says of anybody that he died.
pub(crate) fn speaks_of_death(document: &prose::Document) -> bool {
    document.blocks.iter().any(|block| {
        (0..block.text.words.len()).any(|it| {
            matches!(
                block.text.folded_word(it),
                "late"
                    | "died"
                    | "dead"
                    | "death"
                    | "dies"
                    | "funeral"
                    | "killed"
                    | "assassinated"
                    | "mourning"
            )
        })
    })
}
