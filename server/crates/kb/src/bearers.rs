use std::sync::OnceLock;

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
    full: OnceLock<Box<[FullForm]>>,
}

/// One full form of the name of a person, by what is compared first: half a name may be that of hundreds.
#[derive(Clone, Copy, Debug)]
pub struct FullForm {
    pub person: RecordId,
    /// 0 is the full name, then come the spellings.
    pub form: u16,
    /// How many words stand between spaces and hyphens.
    pub words: u16,
    /// [`initials`] of these words.
    pub initials: u64,
}

/// The first bytes of words, which are folded, in one number; of more than eight words those of the first eight.
pub fn initials(firsts: impl Iterator<Item = u8>) -> u64 {
    firsts.take(8).fold(0, |all, it| all << 8 | u64::from(it))
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

    /// All full forms of the names of the persons, folded by `fold`: always the same function. Worked out on first use.
    pub fn full_forms(&self, kb: &Kb, fold: fn(&str) -> String) -> &[FullForm] {
        self.full.get_or_init(|| {
            let mut persons: Vec<RecordId> = Vec::new();
            for entry in &self.persons {
                if !persons.contains(&entry.record) {
                    persons.push(entry.record);
                }
            }
            let forms = persons.into_iter().flat_map(|person| {
                let forms = kb.person(person).full_forms().zip(0..);
                forms.map(move |(text, form)| {
                    let words = || text.split([' ', '-']).filter(|it| !it.is_empty());
                    FullForm {
                        person,
                        form,
                        words: words().count() as u16,
                        initials: initials(words().map(|it| match it.bytes().next() {
                            Some(first) if first.is_ascii() => first.to_ascii_lowercase(),
                            _ => fold(it).bytes().next().unwrap_or_default(),
                        })),
                    }
                })
            });
            forms.collect()
        })
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
