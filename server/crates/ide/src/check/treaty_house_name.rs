use crate::check::{Checker, Example, Page, mend, style};
use crate::claims::is_checked;
use crate::{Finding, Form, Severity};

pub(super) static PAGE: Page = Page {
    code: "treaty/house-name",
    title: "a treaty by another name than the house uses",
    severity: Severity::Information,
    on: true,
    explanation: "\
The house has a name for the treaty (`treaties` in `attache.toml`), and the text calls it otherwise: “the Kyoto Treaty” for the Kyoto Protocol.

Silent without a choice of house, on acronyms, in quotations, and on later mentions that only leave words out.",
    examples: &[
        Example { date: "2015-05-16", text: "<!-- attache: house un -->\nThe members of the «Non-Proliferation Treaty» met in New York.", fixed: Some("Treaty on the Non-Proliferation of Nuclear Weapons") },
        Example { date: "2015-05-16", text: "<!-- attache: house un -->\nThe members of the Treaty on the Non-Proliferation of Nuclear Weapons met. The Non-Proliferation Treaty has five pages.", fixed: None },
        Example { date: "2015-05-16", text: "<!-- attache: house un -->\nThe members of the NPT met in New York.", fixed: None },
        Example { date: "2015-05-16", text: "The members of the Non-Proliferation Treaty met in New York.", fixed: None },
        Example { date: "2015-05-16", text: "<!-- attache: house un -->\nHe wrote: “The members of the Non-Proliferation Treaty met in New York.”", fixed: None },
        Example { date: "2015-05-16", text: "<!-- attache: house wire -->\nThe members of the Non-Proliferation Treaty met in New York.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let ctx = checker.ctx;
    if ctx.house.treaties.is_empty() {
        return;
    }
    let mut named = Vec::new();
    for mention in ctx.treaties {
        let [record] = mention.records.as_slice() else {
            continue;
        };
        let Some(wanted) = ctx.house.treaties.get(ctx.kb.slug(*record)) else {
            continue;
        };
        let block = &ctx.document.blocks[mention.block as usize];
        let written = prose::fold(checker.text(mention.range));
        let name = prose::fold(wanted);
        let later = named.contains(record);
        named.push(*record);
        let shortened = written
            .split(' ')
            .all(|word| name.split(' ').any(|it| it == word));
        if mention.form != Form::Name
            || written == name
            || later && shortened
            || mention.quoted
            || !is_checked(block.kind, &block.text)
        {
            continue;
        }
        findings.push(Finding {
            code: PAGE.code,
            severity: PAGE.severity,
            range: mention.range,
            message: format!("The house writes {wanted}."),
            fixes: vec![mend::replace(mention.range, wanted.clone())],
            evidence: vec![style::of_house(format!(
                "{}: {wanted}",
                ctx.kb.name(*record)
            ))],
            related: Vec::new(),
            tag: None,
        });
    }
}
