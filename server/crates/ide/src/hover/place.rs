use date::Span;
use kb::RecordId;
use prose::Range;

use super::{Card, Writer, first_few, spoken};
use crate::office;

impl Writer<'_> {
    pub(super) fn state(&self, range: Range, id: RecordId) -> Card {
        let state = self.kb.state(id);
        let mut card = Card::new(range, self.kb.name(id), "state");
        let then = self.article().unwrap_or(Span::on(self.today));
        let at = |during: kb::Lifetime| !during.at(then).is_no();
        let name = state
            .names
            .iter()
            .rev()
            .find(|it| at(it.during))
            .or(state.names.last());
        card.fact(
            "Official name",
            name.map(|it| it.official.clone()).unwrap_or_default(),
        );
        let capital = state.capitals.iter().find(|it| at(it.during));
        card.fact(
            "Capital",
            capital.map(|it| it.text.clone()).unwrap_or_default(),
        );
        for office in self
            .kb
            .offices_of(id)
            .iter()
            .filter(|it| office::is_head(self.kb, **it))
            .take(3)
        {
            card.fact(&self.kb.office(*office).title, self.holders(*office, then));
        }
        // Another official name alone is no other name.
        let mut names: Vec<(&str, kb::Lifetime)> = Vec::new();
        for name in &state.names {
            match names.last_mut() {
                Some((short, during)) if *short == name.short => during.to = name.during.to,
                _ => names.push((&name.short, name.during)),
            }
        }
        if names.len() > 1 {
            let names = names
                .iter()
                .map(|(short, during)| format!("{short}{}", years(*during)));
            card.fact("Names", first_few(&names.collect::<Vec<_>>(), 4));
        }
        card
    }

    pub(super) fn organisation(&self, range: Range, id: RecordId) -> Card {
        let organisation = self.kb.organisation(id);
        let mut card = Card::new(range, organisation.name.clone(), "organisation");
        card.fact("Also", first_few(&organisation.acronyms, 3));
        let then = self.article().unwrap_or(Span::on(self.today));
        card.fact(
            "Exists",
            years(organisation.exists)
                .trim()
                .trim_matches(['(', ')'])
                .to_owned(),
        );
        for office in self.kb.offices_of(id).iter().take(2) {
            card.fact(&self.kb.office(*office).title, self.holders(*office, then));
        }
        let joined = |it: &&kb::Membership| {
            let during = kb::Lifetime {
                from: it.from,
                to: it.to,
            };
            !during.at(then).is_no()
        };
        let members = organisation.members.iter().filter(joined).count();
        if members > 0 {
            card.fact("Members", format!("{members} on {}", spoken(then)));
        }
        if let Some(treaty) = organisation.treaty {
            card.fact("Rests on", self.kb.name(treaty));
        }
        card
    }
}

/// " (1949 to 1990)", " (since 1948)"; empty where nothing is known.
fn years(during: kb::Lifetime) -> String {
    match (during.from, during.to) {
        (Some(from), Some(to)) => format!(" ({} to {})", from.first().year(), to.last().year()),
        (Some(from), None) => format!(" (since {})", from.first().year()),
        (None, Some(to)) => format!(" (until {})", to.last().year()),
        (None, None) => String::new(),
    }
}
