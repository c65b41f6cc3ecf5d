use kb::{NameKind, NameOrder, RecordId};

use crate::check::{Checker, Example, Page};
use crate::claims::is_checked;
use crate::office::{Meaning, terms_of};
use crate::resolve::range_of;
use crate::{Edit, Evidence, Finding, Fix, Severity, lexicon, statement};

pub(super) static PAGE: Page = Page {
    code: "name/given-as-surname",
    title: "the given name in the place of the family name",
    severity: Severity::Error,
    on: true,
    explanation: "\
Behind a title or “Mr” stands the given name of somebody whose family name goes first.

Silent where the person is rightly called by the given name (the record says so), where anybody in the base bears the word as a
family name, and where neither the title nor the text says who is meant.",
    examples: &[
        Example { date: "2018-05-23", text: "The two sides spoke by telephone after President «Jae-in» had returned to Seoul.", fixed: Some("Moon") },
        Example { date: "2018-05-23", text: "Xi Jinping spoke first. Mr «Jinping» then left.", fixed: Some("Xi") },
        Example { date: "2018-05-23", text: "Xi Jinping spoke first. Mr Xi then left.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for (idx, block) in checker.ctx.document.blocks.iter().enumerate() {
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        let reading = &checker.ctx.readings[idx];
        for phrase in &reading.phrases {
            let Some((name, hit)) = phrase
                .name
                .as_ref()
                .and_then(|it| Some((it, &reading.hits[it.hit?])))
            else {
                continue;
            };
            if !hit.kinds.given || hit.is_person() || name.beside_capital || name.institution {
                continue;
            }
            let title = phrase
                .titles
                .iter()
                .find(|it| !it.modified)
                .map(|it| Meaning::new(kb, reading, it));
            let courtesy = phrase
                .honorific
                .is_some_and(|it| lexicon::is_courtesy(block.text.folded_word(it)));
            let clock = (checker.ctx.clock)(idx, name.words.first).span;
            let is_meant = |person: RecordId| {
                let record = kb.person(person);
                let slips = record.name.order == NameOrder::FamilyFirst
                    && !record.name.given_is_used
                    && !record.name.family.is_empty();
                let held = || {
                    title.as_ref().is_some_and(|meaning| {
                        terms_of(kb, person, |office| meaning.fits(office))
                            .iter()
                            .any(|it| {
                                !record.terms[usize::from(*it)]
                                    .held(clock, date::Day::MAX)
                                    .is_no()
                            })
                    })
                };
                slips && (held() || (courtesy || title.is_some()) && checker.ctx.cast.has(person))
            };
            let meant: Vec<RecordId> = hit
                .info
                .persons
                .iter()
                .filter(|it| it.kind == NameKind::Given)
                .map(|it| it.record)
                .filter(|it| is_meant(*it))
                .collect();
            let [person] = meant.as_slice() else { continue };
            let record = kb.person(*person);
            let range = range_of(&block.text, block.range.start, name.words);
            findings.push(Finding {
                code: PAGE.code,
                severity: PAGE.severity,
                range,
                message: format!(
                    "The family name of {} is {}.",
                    record.name.full, record.name.family
                ),
                fixes: vec![Fix {
                    title: format!("Replace with “{}”", record.name.family),
                    edit: Edit {
                        range,
                        text: record.name.family.clone(),
                    },
                }],
                evidence: vec![Evidence {
                    statement: format!("{}: family name {}", record.name.full, record.name.family),
                    source: statement::sources(kb, &record.sources),
                }],
                related: Vec::new(),
                tag: None,
            });
        }
    }
}
