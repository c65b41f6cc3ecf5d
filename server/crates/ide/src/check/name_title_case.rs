use prose::Shape;

use crate::check::{Checker, Example, Page, style};
use crate::house::Capital;
use crate::phrases::Position;
use crate::resolve::range_of;
use crate::{Finding, Severity};

pub(super) static PAGE: Page = Page {
    code: "name/title-case",
    title: "a title with or without a capital, against the rule of the house",
    severity: Severity::Information,
    on: true,
    explanation: "\
A title that does not stand directly before a name has a capital where the house writes it small (“the President of France said”, `titles =
\"lower\"`), or the other way round.

Silent without a choice of house, before names, at the head of a sentence, in headings and quotations, and on titles with words of another
language.",
    examples: &[
        Example { date: "2023-06-12", text: "<!-- attache: house wire -->\nOn Monday the «President» of France said no.", fixed: Some("president") },
        Example { date: "2023-06-12", text: "<!-- attache: house newspaper -->\nThe «Prime Minister», Rishi Sunak, said no.", fixed: Some("prime minister") },
        Example { date: "2023-06-12", text: "<!-- attache: house un -->\nOn Monday the «president» of France said no.", fixed: Some("President") },
        Example { date: "2023-06-12", text: "<!-- attache: house wire -->\nOn Monday President Emmanuel Macron of France said no.", fixed: None },
        Example { date: "2023-06-12", text: "<!-- attache: house wire -->\nOn Monday the president of France said no.", fixed: None },
        Example { date: "2023-06-12", text: "<!-- attache: house wire -->\nPresident of France is an office.", fixed: None },
        Example { date: "2023-06-12", text: "<!-- attache: house wire -->\nThe Taoiseach, Leo Varadkar, said no.", fixed: None },
        Example { date: "2023-06-12", text: "On Monday the President of France said no.", fixed: None },
        Example { date: "2023-06-12", text: "<!-- attache: house wire -->\n# The President of France says no\n\nIt was Monday.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let Some(rule) = checker.ctx.house.titles else {
        return;
    };
    for (idx, block) in checker.ctx.document.blocks.iter().enumerate() {
        let text = &block.text;
        if !matches!(
            block.kind,
            prose::BlockKind::Paragraph | prose::BlockKind::ListItem
        ) {
            continue;
        }
        for phrase in &checker.ctx.readings[idx].phrases {
            for title in &phrase.titles {
                let words = title.office;
                let opens = text
                    .sentences
                    .iter()
                    .any(|it| it.first as usize == words.first);
                // The last word stands before a name all the same: "French President Emmanuel Macron".
                let before_name = title.position == Position::BeforeName
                    || phrase.name.as_ref().is_some_and(|it| {
                        it.words.first == words.last
                            && text.words[words.last].before == prose::Separator::Space
                    });
                let range = words.first..words.last;
                let common = range.clone().all(|it| is_common(text.folded_word(it)));
                let written = match rule {
                    Capital::Lower => Shape::Capital,
                    Capital::Upper => Shape::Lower,
                };
                let other = range.clone().filter(|it| !is_small(text.folded_word(*it)));
                let against = other.clone().count() > 0
                    && other.clone().all(|it| text.words[it].shape == written);
                let led =
                    rule == Capital::Lower || title.article.is_some() && !title.places.is_empty();
                if opens
                    || before_name
                    || !common
                    || !against
                    || !led
                    || !style::is_own_text(checker, idx, words)
                {
                    continue;
                }
                let source = range_of(text, 0, words).of(&text.source);
                let wanted = match rule {
                    Capital::Lower => source.to_lowercase(),
                    Capital::Upper => capitalised(source),
                };
                let message = format!("The house writes “{wanted}” here.");
                let evidence = style::of_house(format!("titles: {wanted}"));
                findings.push(style::finding(
                    checker, &PAGE, idx, words, &wanted, message, evidence,
                ));
            }
        }
    }
}

/// English words of titles.
fn is_common(word: &str) -> bool {
    is_small(word)
        || matches!(
            word,
            "president"
                | "prime"
                | "minister"
                | "chancellor"
                | "king"
                | "queen"
                | "emperor"
                | "premier"
                | "secretary"
                | "general"
                | "foreign"
                | "defence"
                | "defense"
                | "finance"
                | "interior"
                | "vice"
                | "deputy"
                | "leader"
                | "supreme"
                | "monarch"
                | "prince"
                | "crown"
                | "governor"
                | "chairman"
                | "head"
                | "state"
                | "government"
        )
}

fn is_small(word: &str) -> bool {
    matches!(word, "of" | "and" | "the" | "for")
}

fn capitalised(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let mut chars = word.chars();
        match chars.next() {
            Some(first) if !is_small(word) => first.to_uppercase().chain(chars).collect(),
            _ => word.to_owned(),
        }
    });
    words.collect::<Vec<String>>().join(" ")
}
