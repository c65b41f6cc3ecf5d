use date::Span;
use kb::{Holder, Kind, NameKind, RecordId};
use prose::{Range, Separator};

use crate::check::{Checker, Example, Page, mend, wrong_country};
use crate::claims::is_checked;
use crate::find::Hit;
use crate::office::{family, is_head, same_country};
use crate::phrases::{Position, Words};
use crate::resolve::range_of;
use crate::{Finding, Form, Severity, lexicon, statement};

pub(super) static PAGE: Page = Page {
    code: "place/demonym",
    title: "a country taken for one with nearly the same name",
    severity: Severity::Warning,
    on: true,
    explanation: "\
The leader of one country stands directly with the adjective or the name of another that is nearly the same: “the Nigerian Abdourahamane Tiani”,
who leads Niger. Where a title stands with them it is leader/wrong-country.

Silent where the person ever held an office of that country, on countries that are not alike, and where a noun follows that the name belongs to.",
    examples: &[
        Example { date: "2024-06-10", text: "«Slovenia»'s Robert Fico spoke on Monday.", fixed: Some("Slovakia") },
        Example { date: "2024-06-10", text: "«Nigeria»'s Abdourahamane Tiani was at the head of the table.", fixed: Some("Niger") },
        Example { date: "2019-06-10", text: "Next to them sat the «Austrian» Scott Morrison.", fixed: Some("Australian") },
        Example { date: "2024-06-10", text: "Slovakia's Robert Fico spoke on Monday.", fixed: None },
        Example { date: "2024-06-10", text: "Slovenia's Robert Fico coverage was poor.", fixed: None },
        Example { date: "2024-06-10", text: "In Slovenia Robert Fico spoke on Monday.", fixed: None },
        Example { date: "2024-06-10", text: "Brazil's Robert Fico spoke on Monday.", fixed: None },
        Example { date: "2024-06-10", text: "The Slovenian and the Slovak, Robert Fico, spoke on Monday.", fixed: None },
    ],
};

/// A place that stands with a leader of another country.
pub(super) struct Mismatch<'a> {
    pub hit: &'a Hit,
    pub range: Range,
    pub possessive: bool,
    pub person: RecordId,
    /// The state that the person led, and the term.
    pub own: (RecordId, Holder),
    pub clock: Span,
}

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for it in mismatches(checker) {
        let adjective = it.hit.places().all(|it| it.kind == NameKind::Demonym);
        let state = it.hit.places().all(|it| it.kind == NameKind::State);
        if !(adjective || state && it.possessive) {
            continue;
        }
        let written = prose::fold(checker.text(it.range));
        let record = kb.state(it.own.0);
        let words: Vec<&str> = match adjective {
            true => record.demonyms.iter().map(|it| it.text.as_str()).collect(),
            false => record.names.iter().map(|it| it.short.as_str()).collect(),
        };
        let alike = words.iter().any(|it| is_alike(&written, &prose::fold(it)));
        let Some(right) = wrong_country::state_word(kb, it.own.0, adjective).filter(|_| alike)
        else {
            continue;
        };
        findings.push(Finding {
            code: PAGE.code,
            severity: PAGE.severity,
            range: it.range,
            message: format!("{} led {}.", kb.name(it.person), kb.name(it.own.0)),
            fixes: vec![mend::replace(it.range, right)],
            evidence: vec![statement::of_term(kb, it.own.1)],
            related: Vec::new(),
            tag: None,
        });
    }
}

/// Places directly before leaders of another country, about whom no claim has been judged wrong already.
pub(super) fn mismatches<'a>(checker: &'a Checker<'_>) -> Vec<Mismatch<'a>> {
    let ctx = checker.ctx;
    let kb = ctx.kb;
    let mut found = Vec::new();
    for (idx, link) in ctx.links.iter().enumerate() {
        let [person] = link.mention.records.as_slice() else {
            continue;
        };
        let block = &ctx.document.blocks[link.block];
        if link.mention.form != Form::Full
            || !is_checked(block.kind, &block.text)
            || checker.claims.iter().any(|it| it.link == idx)
        {
            continue;
        }
        let text = &block.text;
        let reading = &ctx.readings[link.block];
        let phrase = &reading.phrases[link.phrase];
        let Some(name) = &phrase.name else { continue };
        let title = phrase
            .titles
            .iter()
            .find(|it| it.position == Position::BeforeName);
        if title.is_some_and(|it| it.modified || it.counterpart || it.status.is_some()) {
            continue;
        }
        // What the place must stand directly before.
        let first = title.map_or(name.words.first, |it| it.office.first);
        let Some(hit) = reading
            .hits
            .iter()
            .find(|it| it.last == first && it.kinds.place && !it.is_person())
        else {
            continue;
        };
        let possessive = text.words[hit.last - 1].possessive;
        if text.words[first].before != Separator::Space || goes_on(text, name.words.last) {
            continue;
        }
        let here: Vec<RecordId> = hit.places().flat_map(|it| family(kb, it.record)).collect();
        let terms = &kb.person(*person).terms;
        let of_here = |office: RecordId| {
            kb.office(office)
                .of
                .is_some_and(|of| here.iter().any(|it| same_country(kb, *it, of)))
        };
        if here.is_empty() || terms.iter().any(|it| of_here(it.office)) {
            continue;
        }
        let clock = (ctx.clock)(link.block, name.words.first).span;
        let own = terms.iter().enumerate().find_map(|(number, term)| {
            let of = kb
                .office(term.office)
                .of
                .filter(|it| it.kind() == Kind::State)?;
            let led = is_head(kb, term.office) && term.held(clock, date::Day::MAX).is_yes();
            let holder = Holder {
                person: *person,
                term: number as u16,
            };
            led.then_some((of, holder))
        });
        let Some(own) = own else { continue };
        let words = Words {
            first: hit.first,
            last: hit.last,
        };
        found.push(Mismatch {
            hit,
            range: range_of(text, block.range.start, words),
            possessive,
            person: *person,
            own,
            clock,
        });
    }
    found
}

/// A noun follows that the whole belongs to: "Slovenia's Robert Fico coverage".
fn goes_on(text: &prose::BlockText, word: usize) -> bool {
    let Some(next) = text.words.get(word) else {
        return false;
    };
    let folded = text.folded_word(word);
    let past = folded.ends_with("ed")
        || matches!(
            folded,
            "was" | "were" | "had" | "would" | "left" | "went" | "came" | "won" | "lost"
        );
    let small = matches!(
        folded,
        "and"
            | "or"
            | "in"
            | "on"
            | "at"
            | "to"
            | "from"
            | "with"
            | "who"
            | "for"
            | "by"
            | "as"
            | "of"
    );
    text.words[word - 1].possessive
        || matches!(next.before, Separator::Space | Separator::Hyphen)
            && !(past || small || lexicon::is_report_verb(folded))
}

/// So near that one is written for the other: "Slovenia" and "Slovakia", "Nigerian" and "Nigerien", "Austrian" and "Australian".
fn is_alike(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let length = a.chars().count().max(b.chars().count());
    a != b && (common >= 4 || 3 * strsim::osa_distance(a, b) <= length)
}
