use kb::{ActKind, NameKind};

use crate::check::treaty_act_date::{treaties, words_of};
use crate::check::{Checker, Example, Page};
use crate::phrases::Words;
use crate::resolve::{range_of, sentence_of};
use crate::{Edit, Finding, Fix, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/place",
    title: "signed in another place",
    severity: Severity::Warning,
    on: true,
    explanation: "\
“Signed in” names a capital in which the treaty was not signed, by the place on record.

Silent on places that are no capitals, on treaties signed in several places or without a recorded place, and where the city
lies in the country of the recorded place.",
    examples: &[
        Example { date: "2024-04-04", text: "They recalled the day on which the North Atlantic Treaty was signed in «Brussels» in 1949.", fixed: Some("Washington") },
        Example { date: "2024-04-04", text: "They recalled the day on which the North Atlantic Treaty was signed in Washington in 1949.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for (mention, record, text, base) in treaties(checker) {
        let Some((_, last)) = words_of(text, mention.range, base) else {
            continue;
        };
        let Some(sentence) = text.sentences.get(sentence_of(text, last - 1)) else {
            continue;
        };
        // "[which] was signed in PLACE"
        let mut at = last;
        while at < last + 4
            && at < sentence.last as usize
            && matches!(
                text.folded_word(at),
                "which" | "that" | "was" | "were" | "had" | "been" | "first" | "formally"
            )
        {
            at += 1;
        }
        let reading = &checker.ctx.readings[mention.block as usize];
        if at + 2 > sentence.last as usize
            || text.folded_word(at) != "signed"
            || !matches!(text.folded_word(at + 1), "in" | "at")
        {
            continue;
        }
        let Some(hit) = reading
            .hits
            .iter()
            .find(|it| it.first == at + 2 && it.kinds.place)
        else {
            continue;
        };
        let capitals: Vec<_> = hit
            .info
            .places
            .iter()
            .filter(|it| it.kind == NameKind::Capital)
            .collect();
        let treaty = kb.treaty(record);
        let Some(act) = treaty
            .acts
            .iter()
            .find(|it| it.state.is_none() && it.act == ActKind::Signed && it.place.is_some())
        else {
            continue;
        };
        let written = crate::resolve::folded(
            text,
            Words {
                first: hit.first,
                last: hit.last,
            },
        );
        let agreed = treaty
            .acts
            .iter()
            .filter_map(|it| it.place.as_deref())
            .any(|it| prose::fold(it).contains(&written));
        if capitals.is_empty()
            || agreed
            || treaty
                .acts
                .iter()
                .filter(|it| it.act == ActKind::Signed && it.state.is_none())
                .count()
                > 1
        {
            continue;
        }
        let place = act.place.as_deref().unwrap_or_default();
        // "signed in London" of a treaty signed at Lancaster House: the record's own place lies there.
        let same_state = checker
            .ctx
            .names
            .lookup(&prose::fold(place))
            .is_some_and(|info| {
                info.places
                    .iter()
                    .any(|it| capitals.iter().any(|capital| capital.record == it.record))
            });
        if place.contains(';') || same_state {
            continue;
        }
        let range = range_of(
            text,
            base,
            Words {
                first: hit.first,
                last: hit.last,
            },
        );
        findings.push(Finding {
            code: PAGE.code,
            severity: PAGE.severity,
            range,
            message: format!("{} was signed in {place}.", treaty.name),
            fixes: vec![Fix {
                title: format!("Replace with “{place}”"),
                edit: Edit {
                    range,
                    text: place.to_owned(),
                },
            }],
            evidence: vec![statement::of_act(kb, record, act)],
            related: Vec::new(),
            tag: None,
        });
    }
}
