//! What is asked of a treaty again and again, worked out on first use and kept with the record.

use std::sync::OnceLock;

use date::{Date, Day, Span};

use crate::{ActKind, RecordId, Treaty};

/// Derived from the other fields of a [`Treaty`], and no part of what it says.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    facts: OnceLock<Facts>,
    folded: OnceLock<Box<[String]>>,
    places: OnceLock<Box<[String]>>,
}

/// What is asked first of each treaty of a state. A great power has hundreds, and a look at the record of each would cost more than
/// all that comes behind it.
#[derive(Clone, Copy, Debug)]
pub struct Brief {
    pub treaty: RecordId,
    /// [`Treaty::first_day`], or the earliest day there is.
    pub first: Day,
    /// The years of the acts of the treaty as a whole, first and last; the first is the later one where it has none.
    pub years: (i16, i16),
    /// How many it has, as far as that can be counted.
    pub parties: u16,
    /// What the maker of the brief says of it.
    pub marks: u128,
}

impl Brief {
    pub(crate) fn new(id: RecordId, treaty: &Treaty, marks: fn(&Treaty) -> u128) -> Brief {
        let dates = || treaty.dates().iter();
        Brief {
            treaty: id,
            first: treaty.first_day().unwrap_or(Day::MIN),
            years: (
                dates()
                    .map(|it| it.first().year())
                    .min()
                    .unwrap_or(i16::MAX),
                dates().map(|it| it.last().year()).max().unwrap_or(i16::MIN),
            ),
            parties: u16::try_from(treaty.parties.len()).unwrap_or(u16::MAX),
            marks: marks(treaty),
        }
    }
}

#[derive(Clone, Debug)]
struct Facts {
    members: Box<[RecordId]>,
    dates: Box<[Date]>,
    beginnings: Box<[Span]>,
    first_day: Option<Day>,
    is_open: bool,
}

impl PartialEq for Outline {
    fn eq(&self, _: &Outline) -> bool {
        true
    }
}

impl Treaty {
    /// Whether a state or an organisation is a party, or signed, ratified or acceded.
    pub fn has_member(&self, id: RecordId) -> bool {
        self.facts().members.binary_search(&id).is_ok()
    }

    /// The dates of the acts of the treaty as a whole, in the order of the acts.
    pub fn dates(&self) -> &[Date] {
        &self.facts().dates
    }

    /// When it was signed, adopted, brought into force and the like, and not ended, as a whole.
    pub fn beginnings(&self) -> &[Span] {
        &self.facts().beginnings
    }

    /// The first day on which the treaty as a whole may have done anything.
    pub fn first_day(&self) -> Option<Day> {
        self.facts().first_day
    }

    /// Open to any state: a convention, not a bargain between a few.
    pub fn is_open(&self) -> bool {
        self.facts().is_open
    }

    /// Its names but the acronyms, the official one first, as `fold` writes them: always the same function, which is not asked twice.
    pub fn folded_names(&self, fold: fn(&str) -> String) -> &[String] {
        self.outline.folded.get_or_init(|| {
            let names = std::iter::once(&self.name).chain(&self.short);
            names.map(|it| fold(it)).collect()
        })
    }

    /// Where it is known to have been signed and the like, each place by itself, folded in the same way.
    pub fn folded_places(&self, fold: fn(&str) -> String) -> &[String] {
        self.outline.places.get_or_init(|| {
            let places = self.acts.iter().filter_map(|it| it.place.as_deref());
            let mut each: Vec<String> = Vec::new();
            for folded in places.map(fold) {
                for one in folded.split([';', '|', ',']).map(str::trim) {
                    if !each.iter().any(|it| it == one) {
                        each.push(one.to_owned());
                    }
                }
            }
            each.into()
        })
    }

    fn facts(&self) -> &Facts {
        self.outline.facts.get_or_init(|| {
            let joined = self.acts.iter().filter(|it| {
                matches!(
                    it.act,
                    ActKind::Signed | ActKind::Ratified | ActKind::Acceded
                )
            });
            let mut members = self.parties.clone();
            members.extend(joined.filter_map(|it| it.state));
            members.sort_unstable();
            members.dedup();
            let whole = || self.acts.iter().filter(|it| it.state.is_none());
            let dates: Box<[Date]> = whole().filter_map(|it| it.on).collect();
            let ends = |act: ActKind| {
                matches!(
                    act,
                    ActKind::Expired | ActKind::Terminated | ActKind::Replaced | ActKind::Suspended
                )
            };
            let begins = whole().filter(|it| !ends(it.act));
            Facts {
                members: members.into(),
                first_day: dates.iter().map(|it| it.first()).min(),
                dates,
                beginnings: begins.filter_map(|it| Some(it.on?.span())).collect(),
                is_open: self.acts.iter().any(|it| it.act == ActKind::Opened)
                    || self.parties.len() > 15
                    || self.acts.iter().filter(|it| it.state.is_some()).count() > 15,
            }
        })
    }
}
