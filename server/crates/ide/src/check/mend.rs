//! The edits that several checks on leaders offer.

use kb::Holder;
use prose::{Range, Separator};

use crate::check::{Checker, in_the_case_of};
use crate::claims::Claim;
use crate::resolve::range_of;
use crate::{Edit, Fix, Form};

/// The name with its title: either may be the mistake.
pub(super) fn said(checker: &Checker<'_>, claim: &Claim) -> Range {
    let link = &checker.ctx.links[claim.link];
    let block = &checker.ctx.document.blocks[link.block];
    let name = link.mention.range;
    let title = range_of(&block.text, block.range.start, claim.title.words);
    Range::new(title.start.min(name.start), title.end.max(name.end))
}

/// The name of the holder in place of the name that stands there, in the same form.
pub(super) fn swap_name(checker: &Checker<'_>, claim: &Claim, holder: Holder) -> Fix {
    let link = &checker.ctx.links[claim.link];
    name_fix(checker, link.mention.range, link.mention.form, holder)
}

/// A person's name in place of the one at `range`.
pub(super) fn name_fix(checker: &Checker<'_>, range: Range, form: Form, holder: Holder) -> Fix {
    let person = &checker.ctx.kb.person(holder.person).name;
    let name = if form == Form::Full || person.second.is_empty() {
        &person.full
    } else {
        &person.second
    };
    let text = in_capitals_of(checker.text(range), name);
    replace(range, text)
}

pub(super) fn replace(range: Range, text: String) -> Fix {
    Fix {
        title: format!("Replace with “{text}”"),
        edit: Edit { range, text },
    }
}

/// "former" or "acting" where it belongs: behind the article and a possessive state, before everything else.
pub(super) fn insert_before_title(checker: &Checker<'_>, claim: &Claim, word: &str) -> Fix {
    let link = &checker.ctx.links[claim.link];
    let block = &checker.ctx.document.blocks[link.block];
    let reading = &checker.ctx.readings[link.block];
    let title = &claim.title;
    let words = &block.text.words;
    let possessive = title
        .places
        .iter()
        .map(|it| reading.hits[*it].last)
        .find(|it| *it <= title.office.first && words[it - 1].possessive);
    // "acting" is part of the title, "former" qualifies all of it.
    let before_office = (word != "former").then_some(title.office.first);
    let at = before_office
        .or(possessive)
        .or(title.article.map(|it| it + 1))
        .unwrap_or(title.words.first);
    let start = words[at].range.start + block.range.start;
    let first = checker.text(words[at].range.shifted(block.range.start));
    // At the start of a sentence the word takes the capital; a title's own capital stays.
    let opens = at == 0
        || matches!(
            words[at].before,
            Separator::Start | Separator::Stop | Separator::OpenQuote
        );
    let text = match before_office {
        Some(_) => in_the_case_of(first, &capitalised(word)),
        None if opens && first.starts_with(char::is_uppercase) => capitalised(word),
        None => word.to_owned(),
    };
    Fix {
        title: format!("Insert “{word}”"),
        edit: Edit {
            range: Range::new(start, start),
            text: format!("{text} "),
        },
    }
}

/// Without the word that says when or how the office is held: "former", "sitting", "-elect". It goes with the space or hyphen
/// beside it; the next word takes over a capital at the start of a sentence.
pub(super) fn delete_status(checker: &Checker<'_>, claim: &Claim) -> Option<Fix> {
    let link = &checker.ctx.links[claim.link];
    let block = &checker.ctx.document.blocks[link.block];
    let (_, status) = claim.title.status?;
    let place = |word: usize| block.text.words[word].range.shifted(block.range.start);
    let word = place(status);
    let title = format!("Delete “{}”", checker.text(word));
    let edit = if status >= claim.title.office.last {
        Edit {
            range: Range::new(place(status - 1).end, word.end),
            text: String::new(),
        }
    } else {
        let next = place(status + 1);
        let capital = checker.text(word).starts_with(char::is_uppercase);
        let first = checker
            .text(next)
            .chars()
            .next()
            .filter(|it| capital && it.is_lowercase());
        match first {
            Some(first) => Edit {
                range: Range::new(word.start, next.start + first.len_utf8() as u32),
                text: first.to_uppercase().to_string(),
            },
            None => Edit {
                range: Range::new(word.start, next.start),
                text: String::new(),
            },
        }
    };
    Some(Fix { title, edit })
}

/// The word that says when or how the office is held.
pub(super) fn status_range(checker: &Checker<'_>, claim: &Claim) -> Option<Range> {
    let link = &checker.ctx.links[claim.link];
    let block = &checker.ctx.document.blocks[link.block];
    let (_, word) = claim.title.status?;
    Some(block.text.words[word].range.shifted(block.range.start))
}

/// The words of the title alone: "Prime Minister".
pub(super) fn office_range(checker: &Checker<'_>, claim: &Claim) -> Range {
    let link = &checker.ctx.links[claim.link];
    let block = &checker.ctx.document.blocks[link.block];
    range_of(&block.text, block.range.start, claim.title.office)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn in_capitals_of(model: &str, name: &str) -> String {
    let shouting = model.len() > 3 && !model.chars().any(char::is_lowercase);
    if shouting {
        name.to_uppercase()
    } else {
        name.to_owned()
    }
}
