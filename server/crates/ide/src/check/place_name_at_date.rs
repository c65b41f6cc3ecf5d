use date::Span;
use kb::{NameKind, RecordId};
use prose::{BlockText, Separator};

use crate::check::{Checker, Example, Page, style};
use crate::find::Hit;
use crate::phrases::Words;
use crate::resolve::{range_of, sentence_of};
use crate::{Evidence, Finding, Fix, Severity, lexicon, statement};

use super::mend;

pub(super) static PAGE: Page = Page {
    code: "place/name-at-date",
    title: "a state by a name that it no longer had",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A dated sentence lets a state act by a name that had ended before, both on that date and on the day of publication: “In 2001 Zaire's army”.

Silent on undated sentences, which may tell of history; on initials alone, which are others' as well (“CSA”), where the text has no fuller name; behind “former” and “then”; where the sentence speaks of the end of the state; and where
the name is part of a longer one (“Bank of Zaire”).",
    examples: &[
        Example { date: "2005-06-10", text: "In 2001 «Zaire»'s army crossed the border.", fixed: Some("Democratic Republic of the Congo") },
        Example { date: "2005-06-10", text: "Zaire is gone. In 2001 «Zaire»'s army crossed the border.", fixed: Some("Democratic Republic of the Congo") },
        Example { date: "2005-06-10", text: "In 1995 the «GDR»'s army marched to the border. East Germany was not to be trusted.", fixed: None },
        Example { date: "2005-06-10", text: "In 1995 the CSA's leaders said that fathers would pay.", fixed: None },
        Example { date: "2005-06-10", text: "In 2003 the government of Yugoslavia signed the agreement.", fixed: None },
        Example { date: "2005-06-10", text: "In 1995 Zaire's army crossed the border.", fixed: None },
        Example { date: "2005-06-10", text: "In 2001 the former Zaire's army crossed the border.", fixed: None },
        Example { date: "2005-06-10", text: "In 2001 the Bank of Zaire's building was sold.", fixed: None },
        Example { date: "2005-06-10", text: "In 2001 he told them of Zaire's army and how it had fled.", fixed: None },
        Example { date: "2005-06-10", text: "In 2001 he wrote a book about the fall of the Soviet Union.", fixed: None },
        Example { date: "2005-06-10", text: "Zaire's army was the pride of its leader.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let ctx = checker.ctx;
    for (idx, block) in ctx.document.blocks.iter().enumerate() {
        let text = &block.text;
        let hits = &ctx.readings[idx].hits;
        for hit in hits {
            if !style::is_place(hit, &[NameKind::State]) {
                continue;
            }
            let words = Words {
                first: hit.first,
                last: hit.last,
            };
            // Most names of states still hold, and that is told without asking for the time.
            let may_end = hit
                .info
                .places
                .iter()
                .all(|it| style::ended_before(ctx.kb, it, ctx.publication.soft));
            if !may_end || is_initials(checker, hit) || !acts(text, hit.first, hit.last) {
                continue;
            }
            let event = (ctx.clock)(idx, hit.first);
            if !event.stated || event.looks_back || event.span.days().is_none() {
                continue;
            }
            let ended = |clock: Span| {
                let mut places = hit.info.places.iter();
                places.all(|it| style::ended_before(ctx.kb, it, clock))
            };
            if !ended(event.span)
                || tells_of_the_past(text, hit.first)
                || !style::is_own_text(checker, idx, words)
                || style::is_in_a_name(text, hits, hit)
            {
                continue;
            }
            let state = hit.info.places[0].record;
            let range = range_of(text, block.range.start, words);
            let name = checker.text(range);
            let now = name_at(checker, state, event.span).filter(|it| *it != name);
            let mut message = format!("No state was called {name} then.");
            if let Some(now) = &now {
                message.push_str(&format!(" It was {now}."));
            }
            let fix = |now: String| -> Fix { mend::replace(range, now) };
            let record = ctx.kb.state(state);
            findings.push(Finding {
                code: PAGE.code,
                severity: PAGE.severity,
                range,
                message,
                fixes: now.map(fix).into_iter().collect(),
                evidence: vec![Evidence {
                    statement: format!("{}: its names and their dates", ctx.kb.name(state)),
                    source: statement::sources(ctx.kb, &record.sources),
                }],
                related: Vec::new(),
                tag: Some(crate::Tag::Deprecated),
            });
        }
    }
}

/// Initials that nothing else in the text says are this state's.
fn is_initials(checker: &Checker<'_>, hit: &Hit) -> bool {
    let places = &hit.info.places;
    let hits = checker.ctx.readings.iter().flat_map(|it| &it.hits);
    let mut all = hits.flat_map(|it| &it.info.places);
    places.iter().all(|it| it.capitals)
        && !all.any(|it| !it.capitals && it.record == places[0].record)
}

/// The name of the state at the time, or of the one that continues it.
fn name_at(checker: &Checker<'_>, state: RecordId, clock: Span) -> Option<String> {
    let kb = checker.ctx.kb;
    let of = |state: RecordId| {
        let record = kb.state(state);
        let exists = record.exists.at(clock).is_yes();
        let mut names = record.names.iter();
        let name = names.find(|it| it.during.at(clock).is_yes());
        name.filter(|_| exists).map(|it| it.short.clone())
    };
    of(state).or_else(|| of(kb.state(state).continues_as?))
}

/// "Zaire said", "Zaire's army", "the government of Zaire".
fn acts(text: &BlockText, first: usize, last: usize) -> bool {
    let next = text.folded_word(last);
    let spaced = text
        .words
        .get(last)
        .is_some_and(|it| it.before == Separator::Space);
    let actor = match text.words[last - 1].possessive {
        true => {
            is_actor(next)
                && first
                    .checked_sub(1)
                    .is_none_or(|it| !is_preposition(text.folded_word(it)))
        }
        false => {
            lexicon::is_report_verb(next)
                && first
                    .checked_sub(1)
                    .is_none_or(|it| !is_preposition(text.folded_word(it)))
        }
    };
    let of =
        first > 1 && text.folded_word(first - 1) == "of" && is_actor(text.folded_word(first - 2));
    spaced && actor || of
}

fn is_actor(word: &str) -> bool {
    matches!(
        word,
        "army"
            | "government"
            | "troops"
            | "parliament"
            | "forces"
            | "police"
            | "military"
            | "leaders"
            | "leader"
            | "president"
            | "minister"
            | "ambassador"
            | "navy"
            | "delegation"
            | "envoy"
            | "cabinet"
            | "soldiers"
    )
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "in"
            | "from"
            | "about"
            | "on"
            | "by"
            | "with"
            | "against"
            | "under"
            | "former"
            | "then"
            | "old"
            | "ex"
    )
}

/// The sentence is dated, and yet about what had been.
fn tells_of_the_past(text: &BlockText, word: usize) -> bool {
    let sentence = &text.sentences[sentence_of(text, word)];
    (sentence.first as usize..sentence.last as usize).any(|it| {
        matches!(
            text.folded_word(it),
            "former"
                | "formerly"
                | "then"
                | "collapse"
                | "collapsed"
                | "fall"
                | "end"
                | "dissolution"
                | "breakup"
                | "renamed"
                | "known"
                | "called"
                | "became"
                | "history"
                | "historian"
                | "era"
                | "born"
                | "archives"
                | "remembered"
                | "recalled"
                | "had"
                | "once"
                | "old"
                | "film"
                | "book"
                | "novel"
                | "museum"
                | "anniversary"
                | "late"
        )
    })
}
