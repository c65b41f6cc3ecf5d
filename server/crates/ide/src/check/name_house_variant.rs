use kb::NameOrder;

use crate::check::style::{self, Written};
use crate::check::{Checker, Example, Page};
use crate::house::NameStyle;
use crate::{Finding, Severity};

pub(super) static PAGE: Page = Page {
    code: "name/not-house-variant",
    title: "a right form of a name, but not the house's",
    severity: Severity::Information,
    on: true,
    explanation: "\
The house has chosen how it writes this person (`names` in `attache.toml`, or a preset), and the text has another accepted form.

Silent without a choice of house, in quotations, captions and notes, and on short forms that are other names.",
    examples: &[
        Example { date: "2023-06-10", text: "<!-- attache: house broadcaster -->\n«Volodymyr Zelenskyy» arrived in Kyiv.", fixed: Some("Volodymyr Zelensky") },
        Example { date: "2023-06-10", text: "<!-- attache: house wire -->\nVolodymyr Zelenskyy arrived. «Zelenskiy» then left.", fixed: Some("Zelenskyy") },
        Example { date: "2023-06-10", text: "<!-- attache: house wire -->\nVolodymyr Zelenskyy arrived. Zelenskyy then left.", fixed: None },
        Example { date: "2023-06-10", text: "Volodymyr Zelensky arrived in Kyiv.", fixed: None },
        Example { date: "2023-06-10", text: "<!-- attache: house wire -->\nA reader wrote: “Volodymyr Zelensky is the one we want.”", fixed: None },
        Example { date: "2023-06-10", text: "<!-- attache: house none -->\nVolodymyr Zelensky arrived in Kyiv.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    if checker.ctx.house.names.is_empty() {
        return;
    }
    for name in style::names(checker) {
        let Some(style) = style::of_person(checker, name.person) else {
            continue;
        };
        let Some(wanted) = wanted(&name, style) else {
            continue;
        };
        let message = format!("The house writes {wanted}.");
        let evidence = style::of_house(format!("{}: {wanted}", name.record.name.full));
        let (block, words) = (name.block, name.words);
        findings.push(style::finding(
            checker, &PAGE, block, words, &wanted, message, evidence,
        ));
    }
}

/// The house's form, where it is another and of as many words.
fn wanted(name: &Written<'_>, style: &NameStyle) -> Option<String> {
    let surname = || {
        let full = style.full.as_deref()?;
        let halves = match name.record.name.order {
            NameOrder::FamilyFirst => full.split_once(' ').map(|it| it.0),
            NameOrder::GivenFirst => full.rsplit_once(' ').map(|it| it.1),
        };
        halves.map(str::to_owned)
    };
    let wanted = match name.full {
        true => style.full.clone()?,
        false => style.second.clone().or_else(surname)?,
    };
    let (written, folded) = (prose::fold(&name.text), prose::fold(&wanted));
    let count = |it: &str| it.split(' ').count();
    let same = count(&written) == count(&folded);
    // "MBS" is no variant of a surname.
    let alike = 2 * strsim::osa_distance(&written, &folded) <= folded.chars().count().max(4);
    let differs = match written == folded {
        // The hyphens and marks of a form that the house spells out are part of it.
        true => !name.text.eq_ignore_ascii_case(&wanted),
        false => same && alike,
    };
    differs.then_some(wanted)
}
