use kb::{NameOrder, RecordId};

use crate::check::{Checker, Example, Page, style};
use crate::house::Hyphens;
use crate::{Finding, Severity};

pub(super) static PAGE: Page = Page {
    code: "name/hyphen",
    title: "a Korean given name with or without its hyphen, against the rule of the house",
    severity: Severity::Information,
    on: true,
    explanation: "\
The house writes Korean given names with a hyphen (“Kim Jong-un”, `hyphens = \"keep\"`) or without (“Kim Jong Un”, `hyphens = \"drop\"`), and the
text does it the other way.

Silent without a choice of house, in quotations, captions and notes, on persons whose form the house spells out, and on names of other
countries: the hyphen of a Taiwanese name is its own.",
    examples: &[
        Example { date: "2018-06-12", text: "<!-- attache: house wire -->\n«Kim Jong-un» came early.", fixed: Some("Kim Jong Un") },
        Example { date: "2018-06-12", text: "<!-- attache: house broadcaster -->\n«Kim Jong Un» came early.", fixed: Some("Kim Jong-un") },
        Example { date: "2018-06-12", text: "<!-- attache: house wire -->\nKim Jong Un came early. Kim then left.", fixed: None },
        Example { date: "2018-06-12", text: "<!-- attache: house wire -->\nTsai Ing-wen came early.", fixed: None },
        Example { date: "2018-06-12", text: "Kim Jong-un came early.", fixed: None },
        Example { date: "2018-06-12", text: "<!-- attache: house wire -->\nA reader wrote: “Kim Jong-un came early as usual.”", fixed: None },
        Example { date: "2023-06-12", text: "<!-- attache: house broadcaster -->\nXi Jinping came early.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    if !style::wants(checker, checker.ctx.house.hyphens.is_some(), |it| {
        it.hyphens.is_some()
    }) {
        return;
    }
    for name in style::names(checker).filter(|it| it.full) {
        let own = style::of_person(checker, name.person);
        if own.is_some_and(|it| it.full.is_some()) || !is_korean(checker, name.person) {
            continue;
        }
        let Some(rule) = own.and_then(|it| it.hyphens).or(checker.ctx.house.hyphens) else {
            continue;
        };
        let parts: Vec<&str> = name.text.split([' ', '-']).collect();
        let [family, first, second] = parts.as_slice() else {
            continue;
        };
        let wanted = match rule {
            Hyphens::Keep => format!("{family} {first}-{}", second.to_lowercase()),
            Hyphens::Drop => {
                let mut chars = second.chars();
                let first_letter = chars.next().map(|it| it.to_uppercase().to_string());
                let second = first_letter.unwrap_or_default() + chars.as_str();
                format!("{family} {first} {second}")
            }
        };
        if wanted == name.text {
            continue;
        }
        let message = format!("The house writes {wanted}.");
        let evidence = style::of_house(format!("hyphens: {wanted}"));
        let (block, words) = (name.block, name.words);
        findings.push(style::finding(
            checker, &PAGE, block, words, &wanted, message, evidence,
        ));
    }
}

fn is_korean(checker: &Checker<'_>, person: RecordId) -> bool {
    let kb = checker.ctx.kb;
    let record = kb.person(person);
    let mut states = record.terms.iter().filter_map(|it| kb.office(it.office).of);
    record.name.order == NameOrder::FamilyFirst
        && states.any(|it| matches!(kb.slug(it), "prk" | "kor"))
}
