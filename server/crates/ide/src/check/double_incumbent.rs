use date::Truth;
use kb::{Holder, RecordId};

use crate::check::{Checker, Example, Page};
use crate::claims::{is_checked, moments};
use crate::office::{held, may_live};
use crate::{Finding, Form, Related, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/double-incumbent",
    title: "two holders of one seat at once",
    severity: Severity::Warning,
    on: true,
    explanation: "\
Nothing says on which day the article appeared, and it calls two persons by the same office of one seat as if both held it at
that time, though their terms do not overlap.

Silent where a day of publication decides who is meant, where a sentence has its own time, looks back or says “former”, and on
offices with several seats.",
    examples: &[
        Example { date: "2025", text: "Canadian Prime Minister Mark Carney said that he was in the mood for talks with the press. Later «Canadian Prime Minister Justin Trudeau» said that he was in the mood for talks with the press.", fixed: None },
        Example { date: "2025", text: "Canadian Prime Minister Mark Carney said that he was in the mood for talks with the press. Former Canadian Prime Minister Justin Trudeau said that he was in the mood for talks with the press.", fixed: None },
        Example { date: "2025", text: "Canadian Prime Minister Mark Carney said that he was in the mood for talks with the press. In 2020 Canadian Prime Minister Justin Trudeau said that he was in the mood for it.", fixed: None },
        Example { date: "2025", text: "Canadian Prime Minister Mark Carney met British Prime Minister Keir Starmer.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    let mut seen: Vec<(RecordId, Holder, usize)> = Vec::new();
    for (idx, link) in checker.ctx.links.iter().enumerate() {
        let Some((office, holder)) = open_claim(checker, idx) else {
            continue;
        };
        let other = seen
            .iter()
            .find(|(seat, other, _)| *seat == office && other.person != holder.person);
        if let Some((_, other, first)) = other {
            let (a, b) = (kb.term(*other), kb.term(holder));
            let apart = |a: &kb::Term, b: &kb::Term| {
                let ends = match a.to {
                    kb::End::On(to) => Some(to.last()),
                    _ => None,
                };
                ends.zip(b.from)
                    .is_some_and(|(to, from)| to <= from.first())
            };
            if apart(a, b) || apart(b, a) {
                findings.push(Finding {
                    code: PAGE.code,
                    severity: PAGE.severity,
                    range: link.mention.phrase,
                    message: format!(
                        "{} and {} did not hold this office at the same time.",
                        kb.name(other.person),
                        kb.name(holder.person)
                    ),
                    fixes: Vec::new(),
                    evidence: vec![
                        statement::of_term(kb, *other),
                        statement::of_term(kb, holder),
                    ],
                    related: vec![Related {
                        range: checker.ctx.links[*first].mention.phrase,
                        message: "the other holder".into(),
                    }],
                    tag: None,
                });
                return;
            }
        }
        seen.push((office, holder, idx));
    }
}

/// The office that a mention claims for the time of publication, where the dates decide neither for nor against it.
fn open_claim(checker: &Checker<'_>, idx: usize) -> Option<(RecordId, Holder)> {
    let kb = checker.ctx.kb;
    let link = &checker.ctx.links[idx];
    let block = &checker.ctx.document.blocks[link.block];
    let [person] = link.mention.records.as_slice() else {
        return None;
    };
    let office = link.mention.claimed?;
    let title = link.mention.title.as_ref()?;
    let named = matches!(link.mention.form, Form::Full | Form::Surname);
    if title.status.is_some()
        || !named
        || kb.office(office).seats != 1
        || !is_checked(block.kind, &block.text)
        || checker.claim_on(idx).is_some()
    {
        return None;
    }
    let published = checker.ctx.publication.hard;
    let days = checker.ctx.settings.presume_days;
    let own = kb.person(*person).terms.iter();
    let mut open = own.enumerate().filter(|(_, it)| it.office == office);
    let (term, _) = open.find(|(_, it)| held(kb, it, published, days) == Truth::CannotTell)?;
    let phrase = &checker.ctx.readings[link.block].phrases[link.phrase];
    let moment = *moments(checker.ctx, link.block, phrase.words.first).first()?;
    let undated = moment.told == moment.published || moment.is_dated_now();
    (undated && may_live(kb, *person, moment.published)).then_some((
        office,
        Holder {
            person: *person,
            term: term as u16,
        },
    ))
}
