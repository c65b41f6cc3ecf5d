//! Questions about persons and offices that linking and checking both ask.

use date::{Day, Span, Truth};
use kb::{Holder, Kb, Kind, RecordId, Role, Status, Term};

use crate::find::Hit;
use crate::phrases::{Reading, Title};

/// What a title phrase can mean: offices by name, within states.
pub(crate) struct Meaning<'a> {
    pub kb: &'a Kb,
    pub hits: Vec<&'a Hit>,
    /// Empty where the phrase names no state or organisation.
    pub places: Vec<RecordId>,
}

impl<'a> Meaning<'a> {
    pub fn new(kb: &'a Kb, reading: &'a Reading, title: &Title) -> Meaning<'a> {
        let hits = title.hits.iter().map(|it| &reading.hits[*it]).collect();
        let places = title
            .places
            .iter()
            .flat_map(|it| reading.hits[*it].places())
            .map(|it| it.record)
            .collect();
        Meaning { kb, hits, places }
    }

    /// Whether the title can name this office, of one of its places if it has any.
    pub fn fits(&self, office: RecordId) -> bool {
        self.fits_place(office) && self.hits.iter().any(|it| it.names_office(self.kb, office))
    }

    pub fn fits_place(&self, office: RecordId) -> bool {
        self.places.is_empty()
            || self
                .kb
                .office(office)
                .of
                .is_some_and(|of| self.places.iter().any(|it| same_country(self.kb, *it, of)))
    }

    /// The title by itself, wherever.
    pub fn fits_title(&self, office: RecordId) -> bool {
        self.hits.iter().any(|it| it.names_office(self.kb, office))
    }

    /// The offices it can mean in its places; empty where it names no place and the title is borne in many.
    pub fn offices(&self) -> Vec<RecordId> {
        let mut offices = Vec::new();
        for place in self.places.iter().flat_map(|it| family(self.kb, *it)) {
            for hit in &self.hits {
                for office in hit.offices_in(self.kb, place) {
                    if !offices.contains(&office) {
                        offices.push(office);
                    }
                }
            }
        }
        if self.places.is_empty() {
            for hit in &self.hits {
                let mut places = hit.info.title.places();
                if let (Some(place), None) = (places.next(), places.next()) {
                    // "the Taoiseach", "the pope"; that the base knows an armed forces minister in one country says nothing.
                    let heads = hit.info.title.of(place).iter().copied();
                    offices.extend(heads.filter(|it| heads_something(self.kb, *it)));
                }
            }
        }
        offices
    }
}

/// A state together with what it continues and what continues it; the state itself comes first.
pub(crate) fn family(kb: &Kb, place: RecordId) -> impl Iterator<Item = RecordId> {
    std::iter::once(place).chain(kb.kin(place).iter().copied())
}

/// The same state, or one that continues the other: the Soviet Union and Russia.
pub(crate) fn same_country(kb: &Kb, a: RecordId, b: RecordId) -> bool {
    let root = |id: RecordId| {
        if id.kind() == Kind::State {
            kb.state(id).continues_as.unwrap_or(id)
        } else {
            id
        }
    };
    a == b || root(a) == root(b)
}

/// Whether a term was running at a moment in `clock`. After the as-of date of its source a running term is presumed to run
/// until its expected end, or for `presume_days`.
pub(crate) fn held(kb: &Kb, term: &Term, clock: Span, presume_days: u16) -> Truth {
    let known = kb.term_as_of(term);
    let presumed = match term.expected_end {
        Some(end) => end.first().max(known),
        None => known.plus_days(i32::from(presume_days)),
    };
    term.held(clock, presumed)
}

/// Whether the person held an office for which `fits` holds at a moment in `clock`, by the person's own terms.
pub(crate) fn holds(
    kb: &Kb,
    person: RecordId,
    clock: Span,
    presume_days: u16,
    fits: impl Fn(RecordId) -> bool,
) -> Truth {
    let terms = kb
        .person(person)
        .terms
        .iter()
        .filter(|it| fits(it.office) && it.status != Status::Designate);
    terms.fold(Truth::No, |all, term| {
        all.or(held(kb, term, clock, presume_days))
    })
}

/// Those who held the office at `clock`, as far as linking goes: a running term is taken to run on.
pub(crate) fn likely_holders(kb: &Kb, office: RecordId, clock: Span) -> Vec<RecordId> {
    let mut persons = Vec::new();
    for holder in kb.holders(office) {
        let term = kb.term(*holder);
        if term.status != Status::Designate
            && term.held(clock, Day::MAX) == Truth::Yes
            && !persons.contains(&holder.person)
        {
            persons.push(holder.person);
        }
    }
    persons
}

/// The one who certainly holds a single-seat office throughout `clock`, if it is not `person`.
pub(crate) fn other_holder(
    kb: &Kb,
    office: RecordId,
    person: RecordId,
    clock: Span,
    presume_days: u16,
) -> Option<Holder> {
    if kb.office(office).seats != 1 {
        return None;
    }
    kb.holders(office).iter().copied().find(|holder| {
        let term = kb.term(*holder);
        holder.person != person
            && term.status != Status::Designate
            && held(kb, term, clock, presume_days) == Truth::Yes
    })
}

/// Head of state, of government, or the one who rules.
pub(crate) fn is_head(kb: &Kb, office: RecordId) -> bool {
    kb.office(office).roles.iter().any(|it| {
        matches!(
            it,
            Role::HeadOfState | Role::HeadOfGovernment | Role::DeFacto
        )
    })
}

/// A state, a government or an organisation.
fn heads_something(kb: &Kb, office: RecordId) -> bool {
    is_head(kb, office) || kb.office(office).roles.contains(&Role::OrganisationHead)
}

/// Whether the person can be alive at some moment of `clock`; an unknown birth or death decides nothing.
pub(crate) fn may_live(kb: &Kb, person: RecordId, clock: Span) -> bool {
    let person = kb.person(person);
    person.born.is_none_or(|it| it.first() <= clock.last())
        && person.died.is_none_or(|it| it.last() >= clock.first())
}

/// The person's terms for which `fits` holds, by index.
pub(crate) fn terms_of(kb: &Kb, person: RecordId, fits: impl Fn(RecordId) -> bool) -> Vec<u16> {
    let terms = &kb.person(person).terms;
    (0..terms.len())
        .filter(|it| fits(terms[*it].office))
        .map(|it| it as u16)
        .collect()
}
