use kb::{NameKind, NameOrder, RecordId};
use prose::{BlockText, Separator, Shape};

use crate::check::{Checker, Example, Page, one_less};
use crate::claims::is_checked;
use crate::find::Hit;
use crate::office::{Meaning, terms_of};
use crate::phrases::{Phrase, Reading, Words};
use crate::resolve::range_of;
use crate::{Edit, Evidence, Finding, Fix, Severity, lexicon, statement};

pub(super) static PAGE: Page = Page {
    code: "name/given-as-surname",
    title: "the given name in the place of the family name",
    severity: Severity::Error,
    on: true,
    explanation: "\
Behind a title or “Mr”, or alone before a verb of saying, stands the given name of somebody whose family name goes first.

Silent where the person is rightly called by the given name (the record says so), where anybody in the base bears the word as a
family name, where neither the title nor the text says who is meant, and on a bare given name where the text has two of the family.",
    examples: &[
        Example { date: "2018-05-23", text: "The two sides spoke by telephone after President «Jae-in» had returned to Seoul.", fixed: Some("Moon") },
        Example { date: "2018-05-23", text: "Xi Jinping spoke first. Mr «Jinping» then left.", fixed: Some("Xi") },
        Example { date: "2018-05-23", text: "The South Korean president «Jae-in» said that it was over.", fixed: Some("Moon") },
        Example { date: "2018-05-23", text: "Moon Jae-in spoke first. «Jae-in» said that it was over.", fixed: Some("Moon") },
        Example { date: "2018-05-23", text: "Xi Jinping spoke first. Mr Xi then left.", fixed: None },
        Example { date: "2018-05-23", text: "Kim Jong Un followed Kim Jong Il. Jong Un said that it was over.", fixed: None },
        Example { date: "2018-05-23", text: "Aung San Suu Kyi spoke first. Mrs Suu Kyi then left.", fixed: None },
        Example { date: "2018-05-23", text: "The mother of Xi Jinping had a name for Jinping and his brothers.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for (idx, block) in checker.ctx.document.blocks.iter().enumerate() {
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        let reading = &checker.ctx.readings[idx];
        for (words, hit, phrase) in given_names(&block.text, reading) {
            let title = phrase
                .and_then(|it| it.titles.iter().find(|it| !it.modified))
                .map(|it| Meaning::new(kb, reading, it));
            let courtesy = phrase
                .and_then(|it| it.honorific)
                .is_some_and(|it| lexicon::is_courtesy(block.text.folded_word(it)));
            let clock = (checker.ctx.clock)(idx, words.first).span;
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
                let known = || checker.ctx.cast.has(person);
                slips
                    && (held()
                        || (courtesy
                            || title.is_some()
                            || phrase.is_none() && is_alone(checker, person))
                            && known())
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
            let range = range_of(&block.text, block.range.start, words);
            findings.push(Finding {
                code: PAGE.code,
                severity: match phrase.is_none() {
                    true => one_less(PAGE.severity),
                    false => PAGE.severity,
                },
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

/// Given names in the place of a surname: with a title or a word of courtesy, or by themselves before a verb.
fn given_names<'a>(
    text: &'a BlockText,
    reading: &'a Reading,
) -> impl Iterator<Item = (Words, &'a Hit, Option<&'a Phrase>)> {
    let is_given = |it: &Hit| it.kinds.given && !it.is_person() && !it.is_place();
    let told = |it: &Phrase| !it.titles.is_empty() || it.honorific.is_some();
    let titled = reading.phrases.iter().filter_map(move |phrase| {
        let name = phrase.name.as_ref()?;
        let hit = &reading.hits[name.hit?];
        let fits = is_given(hit) && !name.beside_capital && !name.institution;
        (fits && told(phrase)).then_some((name.words, hit, Some(phrase)))
    });
    let alone = reading.hits.iter().filter(move |hit| {
        let capital = |word: usize| text.words[word].shape != Shape::Lower;
        let named =
            |word: usize| capital(word) && !lexicon::stands_beside_names(text.folded_word(word));
        let joined = text.words[hit.first].before == Separator::Space;
        let next = text.words.get(hit.last);
        let taken = || {
            let mut phrases = reading.phrases.iter().filter(|it| told(it));
            phrases.any(|it| {
                it.name
                    .as_ref()
                    .is_some_and(|it| it.words.first == hit.first)
            })
        };
        is_given(hit)
            && !taken()
            && capital(hit.first)
            && !(joined && hit.first > 0 && named(hit.first - 1))
            && next.is_some_and(|it| it.before == Separator::Space)
            && !text.words[hit.last - 1].possessive
            && lexicon::is_report_verb(text.folded_word(hit.last))
    });
    let words = |hit: &Hit| Words {
        first: hit.first,
        last: hit.last,
    };
    titled.chain(alone.map(move |it| (words(it), it, None)))
}

/// Whether nobody else of the family stands in the article: kin are told apart by their given names.
fn is_alone(checker: &Checker<'_>, person: RecordId) -> bool {
    let kb = checker.ctx.kb;
    let family = &kb.person(person).name.family;
    let cast = &checker.ctx.cast.appearances;
    cast.iter()
        .all(|it| it.person == person || kb.person(it.person).name.family != *family)
}
