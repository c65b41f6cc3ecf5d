use crate::check::{Checker, Example, Page, one_less};
use crate::claims::is_checked;
use crate::{DateSource, Evidence, Finding, Severity};

pub(super) static PAGE: Page = Page {
    code: "time/no-pubdate",
    title: "no date of publication",
    severity: Severity::Information,
    on: true,
    explanation: "\
The text neither states nor implies when it was published, and a leader stands in it with a title: whether the office fits is not checked. Said
once, at the first such place. A comment “attache: as-of 2025-08-28”, a “date” in the front matter or a “Published:” line gives the date.

A hint in a file that nobody edits. Silent where no title depends on the date, and where the text has any date.",
    examples: &[
        Example { date: "", text: "German Chancellor «Olaf Scholz» spoke of the rain.", fixed: None },
        Example { date: "", text: "Olaf Scholz spoke of the rain.", fixed: None },
        Example { date: "", text: "<!-- attache: as-of 2024-08-28 -->\nGerman Chancellor Olaf Scholz spoke of the rain.", fixed: None },
        Example { date: "", text: "German Chancellor Olaf Scholz spoke of the rain on 5 August 2024.", fixed: None },
        Example { date: "2024-08-28", text: "German Chancellor Olaf Scholz spoke of the rain.", fixed: None },
        Example { date: "", text: "It rained on Monday.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let ctx = checker.ctx;
    if ctx.publication.source != DateSource::None {
        return;
    }
    let depends = ctx.links.iter().find(|it| {
        let block = &ctx.document.blocks[it.block];
        let title = it.mention.title.as_ref();
        it.mention.records.len() == 1
            && title.is_some_and(|it| !it.offices.is_empty())
            && it.mention.form != crate::Form::Title
            && is_checked(block.kind, &block.text)
    });
    let Some(link) = depends else { return };
    findings.push(Finding {
        code: PAGE.code,
        // Whoever writes has a draft, whose date is today.
        severity: one_less(PAGE.severity),
        range: link.mention.range,
        message: "The text has no date: what depends on it is not checked.".into(),
        fixes: Vec::new(),
        evidence: vec![Evidence {
            statement: ctx.publication.reasons.join("; "),
            source: "the text".into(),
        }],
        related: Vec::new(),
        tag: None,
    });
}
