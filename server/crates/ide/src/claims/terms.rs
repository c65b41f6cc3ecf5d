//! The terms of the person and the offices of the state that a claim can mean.

use date::{Date, Span, Truth};
use kb::{Holder, RecordId, Role};

use super::verdict::Judge;
use crate::office::Meaning;

impl Judge<'_> {
    /// The offices the claim can mean: those of the place, or those with this title that the person ever held.
    pub(super) fn offices(&self, meaning: &Meaning<'_>) -> Vec<RecordId> {
        let offices = meaning.offices();
        if !offices.is_empty() || !meaning.places.is_empty() {
            return offices;
        }
        let kb = self.ctx.kb;
        kb.person(self.person)
            .terms
            .iter()
            .map(|it| it.office)
            .filter(|it| meaning.fits(*it))
            .collect()
    }

    pub(super) fn is_state_office(&self, office: RecordId) -> bool {
        self.ctx
            .kb
            .office(office)
            .of
            .is_some_and(|it| it.kind() == kb::Kind::State)
    }

    /// The title is that of a head of state or government in several states: "president", "king".
    pub(super) fn is_title_of_heads(&self, meaning: &Meaning<'_>) -> bool {
        let kb = self.ctx.kb;
        meaning.hits.iter().any(|hit| {
            let heads = hit.info.title.offices.iter().filter(|it| {
                kb.office(**it)
                    .roles
                    .iter()
                    .any(|role| matches!(role, Role::HeadOfState | Role::HeadOfGovernment))
            });
            heads.take(5).count() == 5
        })
    }

    pub(super) fn term_at(&self, clock: Span, fits: impl Fn(RecordId) -> bool) -> Option<Holder> {
        let kb = self.ctx.kb;
        let days = self.ctx.settings.presume_days;
        let terms = &kb.person(self.person).terms;
        (0..terms.len())
            .find(|it| {
                fits(terms[*it].office)
                    && terms[*it].status != kb::Status::Designate
                    && crate::office::held(kb, &terms[*it], clock, days) == Truth::Yes
            })
            .map(|it| Holder {
                person: self.person,
                term: it as u16,
            })
    }

    /// A minister under a head's title: "French President Jean-Yves Le Drian".
    pub(super) fn minister_at(&self, meaning: &Meaning<'_>, clock: Span) -> Option<Holder> {
        self.term_at(clock, |office| {
            meaning.fits_place(office) && self.is_state_office(office)
        })
    }

    /// The last term that began before the end of `clock`.
    pub(super) fn last_term(&self, fits: impl Fn(RecordId) -> bool, clock: Span) -> Option<Holder> {
        let terms = &self.ctx.kb.person(self.person).terms;
        let began = |from: Option<Date>| from.is_none_or(|it| it.first() <= clock.last());
        (0..terms.len())
            .filter(|it| fits(terms[*it].office) && began(terms[*it].from))
            .max_by_key(|it| terms[*it].from.map(Date::first))
            .map(|it| Holder {
                person: self.person,
                term: it as u16,
            })
    }
}
