//! The records, as they stand in a blob and as every reader gets them.

use date::{Date, Day, Span, Truth};
use serde::{Deserialize, Serialize};

use crate::Outline;

/// A record of any kind: 3 bits layer, 3 bits kind, 26 bits index. Stable within one process only; slugs are kept for ever.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordId(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Kind {
    Person,
    Office,
    State,
    Organisation,
    Treaty,
    Event,
    Source,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Person {
    pub name: PersonName,
    /// The same full name written otherwise.
    pub spellings: Vec<String>,
    /// What stands for the person alone: "López Obrador", "bin Salman", "Lula". The second-mention form and the family
    /// name count as well and are not repeated here.
    pub short: Vec<String>,
    /// "MBS", "JFK", "the Iron Lady".
    pub nicknames: Vec<String>,
    pub native: Vec<String>,
    /// "Q56226".
    pub wikidata: Option<String>,
    pub born: Option<Date>,
    pub died: Option<Date>,
    pub terms: Vec<Term>,
    /// Of everything that carries no source of its own.
    pub sources: Vec<RecordId>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PersonName {
    /// "Kim Jong Un".
    pub full: String,
    /// "Kim". Empty where the person has no family name.
    pub family: String,
    /// "Jong Un". Empty where it is not known.
    pub given: String,
    pub order: NameOrder,
    /// What news writes after the first mention: "Kim", "Trong", "Prince Mohammed".
    pub second: String,
    /// The person is rightly called by the given name after a title (Icelandic, Burmese, Ethiopian, Thai ...).
    pub given_is_used: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameOrder {
    #[default]
    GivenFirst,
    FamilyFirst,
}

/// One time of one person in one office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    pub office: RecordId,
    /// `None`: the person held the office, from when is unknown.
    pub from: Option<Date>,
    pub to: End,
    pub status: Status,
    /// Where the constitution fixes the end of a running term.
    pub expected_end: Option<Date>,
    /// The day of the election or appointment, where the office is entered later ("president-elect").
    pub chosen: Option<Date>,
    /// 45 in "the 45th president".
    pub number: Option<u16>,
    pub sources: Vec<RecordId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    /// Still running on the as-of date of its source.
    Running,
    /// It ended; when is not known.
    Unknown,
    On(Date),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    #[default]
    Regular,
    Acting,
    Interim,
    DeFacto,
    Disputed,
    /// Chosen, but never or not yet in office in this term.
    Designate,
}

impl Term {
    /// Whether the term was running at a moment known only to lie in `clock`. `as_of` is the last day for which a
    /// running term is known to be running; on any later day the answer is `CannotTell`.
    /// First and last day both belong to the term.
    pub fn held(&self, clock: Span, as_of: Day) -> Truth {
        self.span_within(as_of).at_vague(clock)
    }

    /// The days on which the term may have run, and those on which it certainly ran.
    pub fn span_within(&self, as_of: Day) -> Vague {
        let (may_from, sure_from) = match self.from {
            Some(date) => (Some(date.first()), Some(date.last())),
            None => (None, None),
        };
        let (may_to, sure_to) = match self.to {
            End::On(date) => (Some(date.last()), Some(date.first())),
            End::Running => (None, Some(as_of)),
            End::Unknown => (None, sure_from),
        };
        let sure = match (sure_from, sure_to) {
            (Some(from), Some(to)) if from <= to => Some(Span::new(from, to)),
            _ => None,
        };
        Vague {
            may: Span {
                from: may_from,
                to: may_to,
            },
            sure,
        }
    }
}

impl Person {
    /// The full name and its other spellings.
    pub fn full_forms(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.name.full).chain(&self.spellings)
    }
}

/// An interval whose ends are not known to the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vague {
    /// Outside of this it certainly was not.
    pub may: Span,
    /// Throughout this it certainly was.
    pub sure: Option<Span>,
}

impl Vague {
    pub fn at_vague(self, clock: Span) -> Truth {
        if !self.may.overlaps(clock) {
            Truth::No
        } else if self.sure.is_some_and(|sure| sure.covers(clock)) {
            Truth::Yes
        } else {
            Truth::CannotTell
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// "President".
    pub title: String,
    /// Other titles that news writes for it: "leader", "ruler", "premier". Lower-case common nouns are written so.
    pub also: Vec<String>,
    /// The state or organisation.
    pub of: Option<RecordId>,
    pub roles: Vec<Role>,
    /// How many hold it at once; 1 but for councils, co-princes, captains regent.
    pub seats: u16,
    /// From this day on the records name every holder. `None`: they may not.
    pub complete_since: Option<Date>,
    /// The last day for which the records name every holder; `None`: the as-of date of the base.
    pub complete_until: Option<Date>,
    /// First and last day of the office itself.
    pub exists: Lifetime,
    /// Elected some time before taking office, so that "-elect" is a status of its own.
    pub elect: bool,
    pub wikidata: Option<String>,
    pub sources: Vec<RecordId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    HeadOfState,
    HeadOfGovernment,
    /// The one who really rules.
    DeFacto,
    PartyLeader,
    DeputyHeadOfState,
    DeputyHeadOfGovernment,
    /// Governors-general.
    Representative,
    ForeignMinister,
    DefenceMinister,
    FinanceMinister,
    InteriorMinister,
    /// Another minister, envoy or official.
    Official,
    /// The head of an organisation or a church.
    OrganisationHead,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifetime {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Lifetime {
    pub fn vague(self) -> Vague {
        let may = Span {
            from: self.from.map(Date::first),
            to: self.to.map(Date::last),
        };
        let sure = Span {
            from: self.from.map(Date::last),
            to: self.to.map(Date::first),
        };
        Vague {
            may,
            sure: (!sure.is_empty()).then_some(sure),
        }
    }

    pub fn at(self, clock: Span) -> Truth {
        self.vague().at_vague(clock)
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// In order of time; the last is the present one. Never empty.
    pub names: Vec<StateName>,
    /// "North Korean", "U.S.", "American": adjectives and nouns for its people, as news writes them.
    pub demonyms: Vec<Dated>,
    pub capitals: Vec<Dated>,
    /// "Pyongyang", "the Kremlin": what stands for its government. Capitals count as well and are not repeated here.
    pub metonyms: Vec<Dated>,
    /// Lower-case ISO 3166 alpha-3 of the present state that continues this one; `None` where there is none.
    pub continues_as: Option<RecordId>,
    pub predecessors: Vec<RecordId>,
    pub successors: Vec<RecordId>,
    pub exists: Lifetime,
    /// A country in the ordinary sense whose membership of the UN, recognition or independence is contested.
    pub disputed: bool,
    pub wikidata: Option<String>,
    pub sources: Vec<RecordId>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StateName {
    pub short: String,
    pub official: String,
    pub also: Vec<String>,
    pub during: Lifetime,
}

/// A word that held for a time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dated {
    pub text: String,
    pub during: Lifetime,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Organisation {
    pub name: String,
    pub also: Vec<String>,
    pub acronyms: Vec<String>,
    /// Single words that stand for it once it was named: "alliance", "bloc".
    pub nouns: Vec<String>,
    pub exists: Lifetime,
    pub members: Vec<Membership>,
    /// From this day on `members` is every member.
    pub members_complete_since: Option<Date>,
    /// The treaty it rests on.
    pub treaty: Option<RecordId>,
    pub wikidata: Option<String>,
    pub sources: Vec<RecordId>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Membership {
    pub state: RecordId,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub sources: Vec<RecordId>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Treaty {
    pub name: String,
    /// Other names that news writes.
    pub short: Vec<String>,
    pub acronyms: Vec<String>,
    /// Names in `short` or `acronyms` that other treaties bear as well: never resolved by the name alone.
    pub shared: Vec<String>,
    /// "alliance", "defence", "peace", "arms-control", "nuclear", "border", "trade", ...
    pub kinds: Vec<String>,
    pub nature: Nature,
    /// States and organisations.
    pub parties: Vec<RecordId>,
    /// `parties` and the acts are every party and every joining and leaving.
    pub parties_complete: bool,
    /// It was not in force on that day and had never been: a fact, which the absence of an act is not.
    pub not_in_force: Option<Date>,
    pub acts: Vec<Act>,
    pub articles: Vec<Article>,
    pub amends: Vec<RecordId>,
    pub replaces: Vec<RecordId>,
    /// Instruments that news confuses with it.
    pub confused_with: Vec<RecordId>,
    pub wikidata: Option<String>,
    pub sources: Vec<RecordId>,
    #[serde(skip)]
    pub outline: Outline,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nature {
    #[default]
    Treaty,
    /// An accord between sides that are not all states, or a ceasefire.
    Accord,
    /// A political text that binds nobody in law: a declaration, a memorandum, a plan, a communiqué.
    Political,
    /// A national law.
    Statute,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Act {
    pub act: ActKind,
    /// `None`: unknown.
    pub on: Option<Date>,
    /// The state or organisation that acted; `None`: the treaty as a whole.
    pub state: Option<RecordId>,
    /// As news writes it; "London; Moscow; Washington" where there were several.
    pub place: Option<String>,
    /// Who signed, where known.
    pub by: Vec<RecordId>,
    pub sources: Vec<RecordId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ActKind {
    /// Announced, agreed, concluded in substance.
    Agreed,
    Initialled,
    Adopted,
    /// Opened for signature.
    Opened,
    Signed,
    Ratified,
    Acceded,
    /// Provisionally applied from.
    Provisional,
    InForce,
    Amended,
    Renewed,
    Suspended,
    /// Notice of withdrawal.
    WithdrawalNotice,
    Withdrew,
    /// Left in the past by a statement, e.g. of "unsigning" or a revoked ratification.
    Revoked,
    Expired,
    Terminated,
    Replaced,
    /// A state that has not signed, or signed and not ratified, as of the date.
    NotSigned,
    NotRatified,
    NotParty,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// "5".
    pub number: String,
    /// Words by which news names the clause: "collective defence", "mutual defence".
    pub topics: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub name: String,
    pub also: Vec<String>,
    /// One day or an interval.
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub place: Option<String>,
    pub parties: Vec<RecordId>,
    /// Persons the event is about.
    pub persons: Vec<RecordId>,
    pub wikidata: Option<String>,
    pub sources: Vec<RecordId>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    pub title: String,
    pub address: Option<String>,
    pub licence: String,
    /// The last day for which it is complete.
    pub as_of: Option<Date>,
    /// Not enough by itself: a statement that rests on it alone is flagged.
    pub weak: bool,
}

impl Role {
    pub const ALL: [Role; 13] = [
        Role::HeadOfState,
        Role::HeadOfGovernment,
        Role::DeFacto,
        Role::PartyLeader,
        Role::DeputyHeadOfState,
        Role::DeputyHeadOfGovernment,
        Role::Representative,
        Role::ForeignMinister,
        Role::DefenceMinister,
        Role::FinanceMinister,
        Role::InteriorMinister,
        Role::Official,
        Role::OrganisationHead,
    ];
}

impl RecordId {
    pub fn new(layer: u8, kind: Kind, index: u32) -> RecordId {
        RecordId(u32::from(layer & 7) << 29 | (kind as u32) << 26 | (index & 0x03ff_ffff))
    }

    pub fn layer(self) -> u8 {
        (self.0 >> 29) as u8
    }

    pub fn kind(self) -> Kind {
        match self.0 >> 26 & 7 {
            0 => Kind::Person,
            1 => Kind::Office,
            2 => Kind::State,
            3 => Kind::Organisation,
            4 => Kind::Treaty,
            5 => Kind::Event,
            _ => Kind::Source,
        }
    }

    pub fn index(self) -> u32 {
        self.0 & 0x03ff_ffff
    }
}

impl std::fmt::Debug for RecordId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}#{}.{}", self.kind(), self.layer(), self.index())
    }
}
