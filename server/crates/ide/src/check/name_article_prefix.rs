use crate::check::{Checker, Example, Page, style};
use crate::house::Capital;
use crate::{Finding, Severity};

pub(super) static PAGE: Page = Page {
    code: "name/article-prefix",
    title: "the article of an Arabic name, against the rule of the house",
    severity: Severity::Information,
    on: true,
    explanation: "\
The house writes the article of Arabic names small with a hyphen (“al-Sharaa”, `article = \"lower\"`) or with a capital (“Al-Sharaa”, `article =
\"upper\"`), and the text does otherwise.

Silent without a choice of house, at the head of a sentence, in quotations, captions and notes, and on persons whose form the house spells out.",
    examples: &[
        Example { date: "2025-06-12", text: "<!-- attache: house wire -->\nReporters met «Ahmed Al-Sharaa» in Damascus.", fixed: Some("Ahmed al-Sharaa") },
        Example { date: "2025-06-12", text: "<!-- attache: house wire -->\nReporters met «Ahmed al Sharaa» in Damascus.", fixed: Some("Ahmed al-Sharaa") },
        Example { date: "2025-06-12", text: "<!-- attache: house wire -->\nReporters met Ahmed al-Sharaa in Damascus. Al-Sharaa then left.", fixed: None },
        Example { date: "2025-06-12", text: "Reporters met Ahmed Al-Sharaa in Damascus.", fixed: None },
        Example { date: "2025-06-12", text: "<!-- attache: house wire -->\nA reader wrote: “Ahmed Al-Sharaa is the one we want.”", fixed: None },
        Example { date: "2025-06-12", text: "<!-- attache: house wire -->\nReporters met Al Gore in Damascus.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let Some(rule) = checker.ctx.house.article else {
        return;
    };
    for name in style::names(checker) {
        let spelled = style::of_person(checker, name.person);
        let family = prose::fold(&name.record.name.family);
        let Some((article, rest)) = family
            .split_once(' ')
            .filter(|it| matches!(it.0, "al" | "el"))
        else {
            continue;
        };
        if spelled.is_some_and(|it| it.full.is_some())
            || !prose::fold(&name.text).ends_with(&family)
        {
            continue;
        }
        // The article stands so many bytes before the end as the written rest is long, with what parts them.
        let Some(at) = name.text.to_ascii_lowercase().rfind(article).filter(|at| {
            let behind = &name.text[at + article.len()..];
            behind.starts_with([' ', '-']) && prose::fold(&behind[1..]) == rest
        }) else {
            continue;
        };
        let text = &checker.ctx.document.blocks[name.block].text;
        let opens = text
            .sentences
            .iter()
            .any(|it| it.first as usize == name.words.first);
        let wanted_article = match rule {
            Capital::Lower if at == 0 && opens => continue,
            Capital::Lower => article.to_owned(),
            Capital::Upper => format!("{}{}", article[..1].to_uppercase(), &article[1..]),
        };
        let wanted = format!(
            "{}{wanted_article}-{}",
            &name.text[..at],
            &name.text[at + article.len() + 1..]
        );
        if wanted == name.text {
            continue;
        }
        let message = format!("The house writes {wanted}.");
        let evidence = style::of_house(format!("article: {wanted}"));
        let (block, words) = (name.block, name.words);
        findings.push(style::finding(
            checker, &PAGE, block, words, &wanted, message, evidence,
        ));
    }
}
