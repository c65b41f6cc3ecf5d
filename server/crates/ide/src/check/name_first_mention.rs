use kb::RecordId;
use prose::BlockKind;
use rustc_hash::FxHashSet;

use crate::check::{Checker, Example, Page, style};
use crate::{Evidence, Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "name/first-mention",
    title: "a surname before the person is introduced",
    severity: Severity::Information,
    on: false,
    explanation: "\
The first mention of a person in the running text is a bare surname, without given name and office.

Off by default. Silent in headlines, captions, quotations and texts of one paragraph, and where a title stands with the surname.",
    examples: &[
        Example { date: "2025-08-04", text: "The others met early, and «Starmer» said that it was over.\n\nLater Keir Starmer left.", fixed: Some("Keir Starmer") },
        Example { date: "2025-08-04", text: "Keir Starmer said on Monday that it was over.\n\nStarmer then left.", fixed: None },
        Example { date: "2025-08-04", text: "Prime Minister Starmer said on Monday that it was over.\n\nStarmer then left.", fixed: None },
        Example { date: "2025-08-04", text: "Starmer rules it out\n\nKeir Starmer said on Monday that it was over.", fixed: None },
        Example { date: "2025-08-04", text: "“It was over when Starmer said so on Monday”, said Keir Starmer.\n\nNobody else spoke.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    let paragraph = |block: usize| checker.ctx.document.blocks[block].kind == BlockKind::Paragraph;
    let blocks = checker.ctx.document.blocks.iter();
    if blocks.filter(|it| it.kind == BlockKind::Paragraph).count() < 2 {
        return;
    }
    let mut seen: FxHashSet<RecordId> = checker.ctx.cast.entered().collect();
    for name in style::names(checker).filter(|it| paragraph(it.block)) {
        if !seen.insert(name.person) || name.full {
            continue;
        }
        let phrase = checker.ctx.readings[name.block]
            .phrases
            .iter()
            .find(|it| it.name.as_ref().is_some_and(|it| it.words == name.words));
        if phrase.is_none_or(|it| !it.titles.is_empty() || it.place.is_some()) {
            continue;
        }
        let wanted = &name.record.name.full;
        let message = format!("{wanted} is not introduced yet.");
        let evidence = Evidence {
            statement: format!("{wanted}: the full name"),
            source: statement::sources(kb, &name.record.sources),
        };
        let (block, words) = (name.block, name.words);
        findings.push(style::finding(
            checker, &PAGE, block, words, wanted, message, evidence,
        ));
    }
}
