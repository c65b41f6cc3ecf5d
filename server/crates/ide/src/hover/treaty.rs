use date::{Date, Span};
use kb::{Act, ActKind, RecordId};
use prose::Range;

use super::{Card, Writer, first_few, spoken};
use crate::statement;

const MAX_ACTS: usize = 5;
const MAX_PARTIES: usize = 6;

impl Writer<'_> {
    pub(super) fn treaty(&self, range: Range, id: RecordId) -> Card {
        let treaty = self.kb.treaty(id);
        let mut card = Card::new(range, treaty.name.clone(), &treaty.kinds.join(", "));
        card.fact(
            "Also",
            first_few(&[&treaty.acronyms[..], &treaty.short[..]].concat(), 3),
        );
        let parties: Vec<String> = treaty.parties.iter().map(|it| self.kb.name(*it)).collect();
        card.fact("Parties", first_few(&parties, MAX_PARTIES));
        let own = |it: &&Act| it.state.is_none() && it.on.is_some();
        for act in treaty.acts.iter().filter(own).take(MAX_ACTS) {
            let label = statement::verb(act.act);
            let on = act.on.map(Date::long).unwrap_or_default();
            let place = act
                .place
                .as_ref()
                .map(|it| format!(" in {}", it.replace("; ", ", ")));
            card.fact(
                &capitalised(label),
                format!("{on}{}", place.unwrap_or_default()),
            );
        }
        let then = self.article().unwrap_or(Span::on(self.today));
        card.fact(&format!("On {}", spoken(then)), status(treaty, then));
        for (label, others) in [("Amends", &treaty.amends), ("Replaces", &treaty.replaces)] {
            let names: Vec<String> = others.iter().map(|it| self.kb.name(*it)).collect();
            card.fact(label, first_few(&names, 2));
        }
        card
    }

    pub(super) fn event(&self, range: Range, id: RecordId) -> Card {
        let event = self.kb.event(id);
        let mut card = Card::new(range, event.name.clone(), "event");
        let dates: Vec<String> = event
            .from
            .into_iter()
            .chain(event.to)
            .map(Date::long)
            .collect();
        card.fact("When", dates.join(" to "));
        card.fact("Where", event.place.clone().unwrap_or_default());
        let parties: Vec<String> = event.parties.iter().map(|it| self.kb.name(*it)).collect();
        card.fact("Parties", first_few(&parties, MAX_PARTIES));
        card
    }
}

/// Whether a treaty is in force, as far as its acts say.
fn status(treaty: &kb::Treaty, clock: Span) -> String {
    let latest = treaty
        .acts
        .iter()
        .filter(|it| it.state.is_none())
        .filter_map(|it| Some((it.on?, it.act)))
        .filter(|(on, _)| on.last() <= clock.last())
        .max_by_key(|(on, _)| on.first());
    let Some((on, act)) = latest else {
        return String::new();
    };
    let since = on.long();
    match act {
        ActKind::InForce | ActKind::Amended | ActKind::Renewed => "in force".into(),
        ActKind::Suspended => format!("suspended since {since}"),
        ActKind::Expired | ActKind::Terminated | ActKind::Replaced | ActKind::Revoked => {
            format!("no longer in force: {} {since}", statement::verb(act))
        }
        ActKind::Provisional => format!("applied provisionally since {since}"),
        ActKind::Signed if treaty.nature == kb::Nature::Treaty => {
            "signed; no entry into force on record".into()
        }
        _ => String::new(),
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or(String::new(), |it| it.to_uppercase().chain(chars).collect())
}
