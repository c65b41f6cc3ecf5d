use kb::RecordId;
use prose::{BlockKind, Range};

use crate::check::{Checker, Example, Page, style};
use crate::phrases::Position;
use crate::resolve::range_of;
use crate::{Edit, Evidence, Finding, Fix, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "name/repeat-title",
    title: "title and full name once more",
    severity: Severity::Hint,
    on: false,
    explanation: "\
A person who was introduced with title and full name a few paragraphs before has both again, where houses write the surname.

Off by default. Silent in headlines and quotations, behind a heading, and after six paragraphs without the person.",
    examples: &[
        Example { date: "2023-06-12", text: "French President Emmanuel Macron said little. «French President Emmanuel Macron» then left.", fixed: Some("Macron") },
        Example { date: "2023-06-12", text: "French President Emmanuel Macron said little. Macron then left.", fixed: None },
        Example { date: "2023-06-12", text: "French President Emmanuel Macron said little. Mr Macron then left.", fixed: None },
        Example { date: "2023-06-12", text: "Emmanuel Macron said little. The others, French President Emmanuel Macron among them, left.", fixed: None },
        Example { date: "2023-06-12", text: "French President Emmanuel Macron said little.\n\nAnother day\n\nFrench President Emmanuel Macron then left.", fixed: None },
    ],
};

/// After so many blocks without the person the reader may want the title again.
const GAP: usize = 6;

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let ctx = checker.ctx;
    let kb = ctx.kb;
    // Where each person stood last, and the last heading then.
    let mut before: Vec<(RecordId, usize, usize)> = Vec::new();
    for name in style::names(checker) {
        let text = &ctx.document.blocks[name.block].text;
        if ctx.document.blocks[name.block].kind != BlockKind::Paragraph {
            continue;
        }
        let section = ctx.document.blocks[..name.block]
            .iter()
            .rposition(|it| matches!(it.kind, BlockKind::Heading(_)))
            .unwrap_or(0);
        let phrases = &ctx.readings[name.block].phrases;
        let phrase = phrases
            .iter()
            .find(|it| it.name.as_ref().is_some_and(|it| it.words == name.words));
        let introduced = phrase.filter(|it| {
            name.full
                && it.titles.len() == 1
                && it.titles[0].position == Position::BeforeName
                && it.titles[0].status.is_none()
        });
        let known = before.iter().position(|it| it.0 == name.person);
        let again = known.map(|it| before[it]);
        if let (Some(phrase), Some((_, block, then))) = (introduced, again)
            && then == section
            && name.block - block <= GAP
        {
            let start = range_of(
                text,
                ctx.document.blocks[name.block].range.start,
                phrase.words,
            )
            .start;
            let mut range = range_of(
                text,
                ctx.document.blocks[name.block].range.start,
                name.words,
            );
            range = Range::new(start.min(range.start), range.end);
            let wanted = name.record.name.second.clone();
            findings.push(Finding {
                code: PAGE.code,
                severity: PAGE.severity,
                range,
                message: format!(
                    "{} was introduced with the title before.",
                    name.record.name.full
                ),
                fixes: vec![Fix {
                    title: format!("Replace with “{wanted}”"),
                    edit: Edit {
                        range,
                        text: wanted.clone(),
                    },
                }],
                evidence: vec![Evidence {
                    statement: format!("{}: {wanted} at second mention", name.record.name.full),
                    source: statement::sources(kb, &name.record.sources),
                }],
                related: Vec::new(),
                tag: None,
            });
        }
        match known {
            Some(it) if introduced.is_some() || again.is_some() => {
                before[it] = (name.person, name.block, section)
            }
            None if introduced.is_some() => before.push((name.person, name.block, section)),
            _ => {}
        }
    }
}
