use date::{Date, Span, Truth};
use kb::{End, Kb, RecordId, Status};
use prose::Range;

use super::{Card, Fact, MAX_OFFICES, Writer, first_few, spoken};
use crate::{office, statement};

impl Writer<'_> {
    pub(super) fn person(&self, range: Range, id: RecordId) -> Card {
        let person = self.kb.person(id);
        let mut card = Card::new(
            range,
            person.name.full.clone(),
            &life(person.born, person.died),
        );
        let then = self.article();
        let now = Span::on(self.today);
        let today = self.in_office(id, now);
        match then.filter(|it| *it != now) {
            Some(then) => {
                let text = self.in_office(id, then);
                let same = text == today && !text.is_empty();
                card.fact(&format!("On {}", spoken(then)), text);
                card.fact("Today", if same { "the same".into() } else { today });
            }
            None => card.fact("Today", today),
        }
        card.fact("Second mention", person.name.second.clone());
        card.facts.extend(self.neighbours(id, then.unwrap_or(now)));
        card.fact("Also written", first_few(&person.spellings, 3));
        card.fact("Native", first_few(&person.native, 2));
        card
    }

    /// What a person was at a time: the offices held, else the last one held before.
    fn in_office(&self, person: RecordId, clock: Span) -> String {
        let held = self.offices_held(person, clock);
        if held.is_empty() {
            self.latest_before(person, clock)
        } else {
            held
        }
    }

    /// The offices a person certainly or perhaps held, as "President of France (since 14 May 2017)".
    fn offices_held(&self, person: RecordId, clock: Span) -> String {
        let terms = self
            .kb
            .person(person)
            .terms
            .iter()
            .filter(|it| it.status != Status::Designate);
        let held: Vec<String> = terms
            .filter_map(|term| {
                let held = office::held(self.kb, term, clock, self.settings.presume_days);
                let perhaps = match held {
                    Truth::Yes => "",
                    Truth::CannotTell => "perhaps ",
                    Truth::No => return None,
                };
                let office = self.kb.name(term.office);
                Some(format!("{perhaps}{office} ({})", statement::period(term)))
            })
            .collect();
        first_few(&held, MAX_OFFICES)
    }

    /// "formerly President of France (from ... to ...)"
    fn latest_before(&self, person: RecordId, clock: Span) -> String {
        let terms = self.kb.person(person).terms.iter();
        let ended = terms.filter_map(|term| match term.to {
            End::On(to) if to.last() < clock.first() => Some((to, term)),
            _ => None,
        });
        let Some((_, term)) = ended.max_by_key(|(to, _)| to.last()) else {
            return String::new();
        };
        format!(
            "formerly {} ({})",
            self.kb.name(term.office),
            statement::period(term)
        )
    }

    /// Who held the person's office before and after: "after Moon Jae-in, before Lee Jae-myung".
    fn neighbours(&self, person: RecordId, clock: Span) -> Option<Fact> {
        let terms = &self.kb.person(person).terms;
        let idx = terms.iter().position(|it| {
            office::held(self.kb, it, clock, self.settings.presume_days) == Truth::Yes
        })?;
        let (before, after) = neighbours(
            self.kb,
            kb::Holder {
                person,
                term: idx as u16,
            },
        );
        let (mut text, mut names) = (String::new(), Vec::new());
        for (word, neighbour) in [("after", before), ("before", after)] {
            let Some(neighbour) = neighbour else {
                continue;
            };
            let comma = if text.is_empty() { "" } else { ", " };
            text.push_str(&format!("{comma}{word} "));
            let start = text.len();
            text.push_str(&self.kb.name(neighbour.person));
            names.push((start..text.len(), neighbour.person));
        }
        if names.is_empty() {
            return None;
        }
        text.push_str(&format!(" as {}", self.kb.name(terms[idx].office)));
        Some(Fact {
            label: "Before and after".to_owned(),
            text,
            names,
        })
    }
}

/// The holders of the same office directly before and after this term, by somebody else.
pub(crate) fn neighbours(kb: &Kb, holder: kb::Holder) -> (Option<kb::Holder>, Option<kb::Holder>) {
    let office = kb.term(holder).office;
    let regular = |it: &&kb::Holder| kb.term(**it).status != Status::Designate;
    let all: Vec<kb::Holder> = kb.holders(office).iter().filter(regular).copied().collect();
    let Some(idx) = all.iter().position(|it| *it == holder) else {
        return (None, None);
    };
    let other = |it: &&kb::Holder| it.person != holder.person;
    let before = all[..idx].iter().rev().find(other).copied();
    let after = all[idx + 1..].iter().find(other).copied();
    (before, after)
}

fn life(born: Option<Date>, died: Option<Date>) -> String {
    match (born, died) {
        (Some(born), Some(died)) => format!("{} to {}", born.long(), died.long()),
        (Some(born), None) => format!("born {}", born.long()),
        (None, Some(died)) => format!("died {}", died.long()),
        (None, None) => String::new(),
    }
}
