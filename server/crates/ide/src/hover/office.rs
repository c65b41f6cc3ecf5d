use date::{Span, Truth};
use kb::{RecordId, Status};
use prose::Range;

use super::{Card, MAX_OFFICES, Writer, first_few, spoken};
use crate::{office, statement};

impl Writer<'_> {
    pub(super) fn office(&self, range: Range, id: RecordId) -> Card {
        let office = self.kb.office(id);
        let mut card = Card::new(range, self.kb.name(id), "office");
        let now = Span::on(self.today);
        if let Some(then) = self.article().filter(|it| *it != now) {
            card.fact(&format!("On {}", spoken(then)), self.holders(id, then));
        }
        card.fact("Today", self.holders(id, now));
        let exists = [("since", office.exists.from), ("until", office.exists.to)];
        let exists = exists
            .iter()
            .filter_map(|(word, date)| Some(format!("{word} {}", date.as_ref()?.long())));
        card.fact("Exists", exists.collect::<Vec<_>>().join(", "));
        card.fact("Also called", first_few(&office.also, 5));
        if let Some(since) = office.complete_since {
            card.fact("Every holder known", format!("since {}", since.long()));
        }
        card
    }

    pub(super) fn holders(&self, office: RecordId, clock: Span) -> String {
        let held: Vec<String> = self
            .kb
            .holders(office)
            .iter()
            .filter_map(|holder| {
                let term = self.kb.term(*holder);
                if term.status == Status::Designate {
                    return None;
                }
                let perhaps = match office::held(self.kb, term, clock, self.settings.presume_days) {
                    Truth::Yes => "",
                    Truth::CannotTell => "perhaps ",
                    Truth::No => return None,
                };
                let name = self.kb.name(holder.person);
                Some(format!("{perhaps}{name} ({})", statement::period(term)))
            })
            .collect();
        first_few(&held, MAX_OFFICES)
    }
}
