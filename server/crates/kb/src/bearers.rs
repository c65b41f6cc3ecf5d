use crate::{Kb, NameEntry, NameKind, RecordId};

/// Everything that bears one name, sorted by what it is. Common titles have hundreds of entries, so it is made once per name.
#[derive(Debug, Default)]
pub struct Bearers {
    pub persons: Vec<NameEntry>,
    pub places: Vec<NameEntry>,
    pub organisations: Vec<NameEntry>,
    pub treaties: Vec<NameEntry>,
    pub events: Vec<RecordId>,
    pub title: TitleClass,
}

/// The offices that bear one title.
#[derive(Debug, Default)]
pub struct TitleClass {
    pub offices: Vec<RecordId>,
    /// The same by state or organisation, sorted by it.
    by_place: Vec<(RecordId, Vec<RecordId>)>,
}

impl Bearers {
    pub(crate) fn new(kb: &Kb, entries: impl Iterator<Item = NameEntry>) -> Bearers {
        let mut bearers = Bearers::default();
        for entry in entries {
            match entry.kind {
                NameKind::Full | NameKind::Surname | NameKind::Nickname | NameKind::Given => {
                    bearers.persons.push(entry);
                }
                NameKind::State | NameKind::Demonym | NameKind::Capital | NameKind::Metonym => {
                    bearers.places.push(entry);
                }
                NameKind::Organisation | NameKind::OrganisationAcronym => {
                    bearers.organisations.push(entry);
                }
                NameKind::Treaty | NameKind::TreatyAcronym | NameKind::TreatyShared => {
                    bearers.treaties.push(entry);
                }
                NameKind::Event => bearers.events.push(entry.record),
                NameKind::Title => bearers.title.add(entry.record, kb.office(entry.record).of),
            }
        }
        bearers
    }
}

impl TitleClass {
    /// The offices of this title in one state or organisation.
    pub fn of(&self, place: RecordId) -> &[RecordId] {
        match self.by_place.binary_search_by_key(&place, |(it, _)| *it) {
            Ok(at) => &self.by_place[at].1,
            Err(_) => &[],
        }
    }

    pub fn places(&self) -> impl Iterator<Item = RecordId> + '_ {
        self.by_place.iter().map(|(place, _)| *place)
    }

    fn add(&mut self, office: RecordId, of: Option<RecordId>) {
        self.offices.push(office);
        let Some(of) = of else { return };
        match self.by_place.binary_search_by_key(&of, |(it, _)| *it) {
            Ok(at) => self.by_place[at].1.push(office),
            Err(at) => self.by_place.insert(at, (of, vec![office])),
        }
    }
}
