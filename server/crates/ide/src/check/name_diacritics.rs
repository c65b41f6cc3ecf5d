use crate::check::style::{self, Written};
use crate::check::{Checker, Example, Page};
use crate::house::Diacritics;
use crate::{Finding, Severity};

pub(super) static PAGE: Page = Page {
    code: "name/diacritics",
    title: "marks on letters dropped or kept against the rule of the house",
    severity: Severity::Information,
    on: true,
    explanation: "\
The house keeps marks on letters in names (`diacritics = \"keep\"`) and they are missing, or it strips them and they are there.

Silent without a choice of house, in quotations, captions and notes, and where the records do not know the form with its marks.",
    examples: &[
        Example { date: "2023-06-10", text: "<!-- attache: house newspaper -->\n«Recep Tayyip Erdogan» met reporters.", fixed: Some("Recep Tayyip Erdoğan") },
        Example { date: "2023-06-10", text: "<!-- attache: house wire -->\n«Recep Tayyip Erdoğan» met reporters.", fixed: Some("Recep Tayyip Erdogan") },
        Example { date: "2023-06-10", text: "<!-- attache: house wire -->\nRecep Tayyip Erdogan met reporters.", fixed: None },
        Example { date: "2023-06-10", text: "<!-- attache: house newspaper -->\nRecep Tayyip Erdoğan met reporters.", fixed: None },
        Example { date: "2023-06-10", text: "Recep Tayyip Erdogan met reporters.", fixed: None },
        Example { date: "2023-06-10", text: "<!-- attache: house newspaper -->\nA reader wrote: “Recep Tayyip Erdogan met us all.”", fixed: None },
        Example { date: "2023-06-10", text: "<!-- attache: house newspaper -->\nAngela Merkel met reporters.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    if !style::wants(checker, checker.ctx.house.diacritics.is_some(), |it| {
        it.diacritics.is_some()
    }) {
        return;
    }
    for name in style::names(checker) {
        let own = style::of_person(checker, name.person);
        if own.is_some_and(|it| it.full.is_some() || it.second.is_some()) {
            continue;
        }
        let Some(rule) = own
            .and_then(|it| it.diacritics)
            .or(checker.ctx.house.diacritics)
        else {
            continue;
        };
        let (wanted, message) = match rule {
            Diacritics::Keep => (kept(&name), "The house keeps the marks on letters."),
            Diacritics::Strip => (
                stripped(&name.text),
                "The house writes no marks on letters.",
            ),
        };
        let Some(wanted) = wanted else { continue };
        let evidence = style::of_house(format!("marks on letters: {wanted}"));
        let (block, words) = (name.block, name.words);
        findings.push(style::finding(
            checker,
            &PAGE,
            block,
            words,
            &wanted,
            message.into(),
            evidence,
        ));
    }
}

/// The form of the record with marks, where the text has it without.
fn kept(name: &Written<'_>) -> Option<String> {
    if !name.text.is_ascii() {
        return None;
    }
    let record = name.record;
    let forms = [&record.name.full, &record.name.second, &record.name.family].into_iter();
    let mut forms = forms.chain(&record.spellings).chain(&record.short);
    let written = prose::fold(&name.text);
    let marked = forms.find(|it| !it.is_ascii() && prose::fold(it) == written)?;
    // Its hyphens are another matter.
    let hyphens = |it: &str| it.matches('-').count();
    (hyphens(marked) == hyphens(&name.text)).then(|| marked.clone())
}

/// The text in plain letters, where it has others.
fn stripped(text: &str) -> Option<String> {
    let mut plain = String::new();
    for c in text.chars() {
        if c.is_ascii() || matches!(c, '’' | '‘') {
            plain.push(c);
            continue;
        }
        let folded = prose::fold(&c.to_string());
        let mut letters = folded.chars();
        match letters.next() {
            Some(first) if c.is_uppercase() => {
                plain.extend(first.to_uppercase());
                plain.extend(letters);
            }
            _ => plain.push_str(&folded),
        }
    }
    (plain != text && plain.is_ascii()).then_some(plain)
}
