use kb::Holder;
use prose::Range;

use crate::check::{Checker, Example, Page, in_the_case_of};
use crate::claims::{Claim, Verdict};
use crate::phrases::Position;
use crate::resolve::range_of;
use crate::{Edit, Finding, Fix, Form, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/former-missing",
    title: "a former holder under the bare title",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A living former holder of an office appears under the bare title and surname as the one who says or does something now.

Silent on the dead, on possessives, on anything with a time in the past, and where the text calls the person “former”
elsewhere. Newspapers that keep courtesy titles for life turn this check off.",
    examples: &[
        Example { date: "2012-06-20", text: "On Tuesday President «Sarkozy» told the audience that he plans no return.", fixed: None },
        Example { date: "2025-08-20", text: "President Obama's health law is ten years old.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for claim in checker.claims {
        if let Verdict::Left {
            term,
            successor,
            bare: true,
        } = claim.verdict
        {
            findings.push(left(checker, &PAGE, claim, term, successor));
        }
    }
}

/// The finding on somebody who left: when, who came after; "former" or the holder's name in place of the wrong one.
pub(super) fn left(
    checker: &Checker<'_>,
    page: &'static Page,
    claim: &Claim,
    term: Holder,
    successor: Option<Holder>,
) -> Finding {
    let kb = checker.ctx.kb;
    let mut message = format!(
        "{} was {} {}",
        kb.name(claim.person),
        kb.name(kb.term(term).office),
        statement::period(kb.term(term))
    );
    let mut evidence = vec![statement::of_term(kb, term)];
    let mut fixes = Vec::new();
    if let Some(successor) = successor {
        message.push_str(&format!(
            "; on this date it was {}",
            kb.name(successor.person)
        ));
        evidence.push(statement::of_term(kb, successor));
        fixes.push(swap_name(checker, claim, successor));
    }
    message.push('.');
    fixes.push(insert_former(checker, claim));
    checker.on_claim(page, claim, said(checker, claim), message, fixes, evidence)
}

/// The name; with its title where the two stand apart ("the president, Robert Mugabe").
fn said(checker: &Checker<'_>, claim: &Claim) -> Range {
    let link = &checker.ctx.links[claim.link];
    let block = &checker.ctx.document.blocks[link.block];
    let title = &checker.ctx.readings[link.block].phrases[link.phrase].titles[claim.title];
    let name = link.mention.range;
    if title.position == Position::BeforeName {
        return name;
    }
    let title = range_of(&block.text, block.range.start, title.words);
    Range::new(title.start.min(name.start), title.end.max(name.end))
}

/// The name of the holder in place of the name that stands there, in the same form.
pub(super) fn swap_name(checker: &Checker<'_>, claim: &Claim, holder: Holder) -> Fix {
    let link = &checker.ctx.links[claim.link];
    let person = &checker.ctx.kb.person(holder.person).name;
    let name = if link.mention.form == Form::Full || person.second.is_empty() {
        &person.full
    } else {
        &person.second
    };
    let text = in_capitals_of(checker.text(link.mention.range), name);
    Fix {
        title: format!("Replace with “{text}”"),
        edit: Edit {
            range: link.mention.range,
            text,
        },
    }
}

fn in_capitals_of(model: &str, name: &str) -> String {
    let shouting = model.len() > 3 && !model.chars().any(char::is_lowercase);
    if shouting {
        name.to_uppercase()
    } else {
        name.to_owned()
    }
}

/// "former" where it belongs: behind the article and a possessive state, before everything else.
pub(super) fn insert_former(checker: &Checker<'_>, claim: &Claim) -> Fix {
    let link = &checker.ctx.links[claim.link];
    let block = &checker.ctx.document.blocks[link.block];
    let reading = &checker.ctx.readings[link.block];
    let title = &reading.phrases[link.phrase].titles[claim.title];
    let words = &block.text.words;
    let possessive = title
        .places
        .iter()
        .map(|it| reading.hits[*it].last)
        .find(|it| *it <= title.office.first && words[it - 1].possessive);
    let at = possessive
        .or(title.article.map(|it| it + 1))
        .unwrap_or(title.words.first);
    let start = words[at].range.start + block.range.start;
    let first = checker.text(words[at].range.shifted(block.range.start));
    // At the start of a sentence "former" takes the capital; a title's own capital stays.
    let opens = at == 0
        || matches!(
            words[at].before,
            prose::Separator::Start | prose::Separator::Stop | prose::Separator::OpenQuote
        );
    let text = if opens {
        in_the_case_of(first, "Former")
    } else {
        "former".to_owned()
    };
    Fix {
        title: "Insert “former”".into(),
        edit: Edit {
            range: Range::new(start, start),
            text: format!("{text} "),
        },
    }
}
