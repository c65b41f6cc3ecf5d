use kb::{Kb, Kind, NameKind, RecordId};

use crate::check::{Checker, Example, Page, mend};
use crate::claims::Verdict;
use crate::phrases::Words;
use crate::resolve::range_of;
use crate::{Finding, Fix, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/wrong-country",
    title: "the office, but of another state",
    severity: Severity::Error,
    on: true,
    explanation: "\
The name of a state or its adjective stands directly with the title of somebody who never held an office of that state, and who
holds or held this office in another.

Where the records name every holder of the office that stands there, no tense and no date can save it: it is reported in accounts
of the past as well.

Silent where the state belongs to another word (“visiting”, “born”), where the records do not name the state's own holder, and between two
organisations, which may be parts of one another.",
    examples: &[
        Example { date: "1996-09-05", text: "«Belarus's Foreign Minister Hennady Udovenko» said that Beijing was overreacting.", fixed: None },
        Example { date: "1987-09-05", text: "In Japan Secretary of State George Shultz said that he would wait.", fixed: None },
        Example { date: "2019-05-02", text: "«Austrian» Prime Minister Scott Morrison was campaigning in Brisbane.", fixed: Some("Australian") },
        Example { date: "2023-06-05", text: "Bola Tinubu, the new president of «Niger», has scrapped the fuel subsidy.", fixed: Some("Nigeria") },
        Example { date: "2019-05-02", text: "Australian Prime Minister Scott Morrison was campaigning in Brisbane.", fixed: None },
        Example { date: "2024-05-02", text: "UN High Commissioner for Refugees Filippo Grandi was in Geneva.", fixed: None },
        Example { date: "2008-10-16", text: "The «Argentine» president, Michelle Bachelet, whose father had died in his prisons, had seen to that.", fixed: Some("Chilean") },
        Example { date: "2014-12-21", text: "The «Bulgarian» dictator Nicolae Ceausescu had ruled long enough.", fixed: Some("Romanian") },
        Example { date: "2008-10-16", text: "The Chilean president, Michelle Bachelet, whose father had died in his prisons, had seen to that.", fixed: None },
        Example { date: "1994-10-16", text: "US-backed President Boris Yeltsin had seen to that.", fixed: None },
        Example { date: "2008-02-11", text: "The fight pits anti-American President Hugo Chávez against an oil company.", fixed: None },
        Example { date: "2011-11-25", text: "Elio Di Rupo, leader of the French-speaking Socialists, had been trying in Brussels.", fixed: None },
        Example { date: "1994-10-16", text: "The Soviet president, Boris Yeltsin, had seen to that.", fixed: None },
        Example { date: "2024-05-02", text: "EU chief Ursula von der Leyen was in Brussels.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for claim in checker.claims {
        let Verdict::WrongCountry { own, holder } = claim.verdict else {
            continue;
        };
        let Some(of) = kb.office(kb.term(own).office).of else {
            continue;
        };
        let link = &checker.ctx.links[claim.link];
        let block = &checker.ctx.document.blocks[link.block];
        let reading = &checker.ctx.readings[link.block];
        let phrase = &reading.phrases[link.phrase];
        let Some(place) = claim.title.places.first().or(phrase.place.as_ref()) else {
            continue;
        };
        let hit = &reading.hits[*place];
        let is_organisation = |it: RecordId| it.kind() == Kind::Organisation;
        if is_organisation(of) && hit.places().any(|it| is_organisation(it.record)) {
            continue;
        }
        let range = range_of(
            &block.text,
            block.range.start,
            Words {
                first: hit.first,
                last: hit.last,
            },
        );
        let adjective = hit.places().any(|it| it.kind == NameKind::Demonym);
        let mut message = format!(
            "{} was {}, not of {}.",
            kb.name(claim.person),
            kb.name(kb.term(own).office),
            hit.places()
                .next()
                .map_or_else(|| checker.text(range).to_owned(), |it| kb.name(it.record))
        );
        let mut evidence = vec![statement::of_term(kb, own)];
        let text = state_word(kb, of, adjective);
        let mut fixes: Vec<Fix> = text
            .map(|text| mend::replace(range, text))
            .into_iter()
            .collect();
        if let Some(holder) = holder {
            message.push_str(&format!(
                " {} was {}.",
                kb.name(kb.term(holder).office),
                kb.name(holder.person)
            ));
            evidence.push(statement::of_term(kb, holder));
            fixes.push(mend::swap_name(checker, claim, holder));
        }
        findings.push(checker.on_claim(&PAGE, claim, range, message, fixes, evidence));
    }
}

/// The adjective or the name of a state or organisation.
pub(super) fn state_word(kb: &Kb, of: RecordId, adjective: bool) -> Option<String> {
    match of.kind() {
        Kind::State if adjective => kb.state(of).demonyms.first().map(|it| it.text.clone()),
        Kind::State => kb.state(of).names.last().map(|it| it.short.clone()),
        Kind::Organisation => Some(kb.organisation(of).name.clone()),
        _ => None,
    }
}
