//! The stack of layers and every look-up.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use date::{Day, Span, Truth};
use serde::de::DeserializeOwned;

use crate::article::with_article;
use crate::blob::{
    ALL_KINDS, Blob, Bytes, KINDS, LAST_ENTRY, LIFETIME_SHIFT, MAX_LAYERS, Section, partition,
    stack_id,
};
use crate::cache::{Cache, Recent};
use crate::heads::{self, Head};
use crate::index::Root;
use crate::names;
use crate::*;

pub struct Kb {
    layers: Vec<Layer>,
    id: u64,
    nothing: Box<Nothing>,
    /// First and last day of every act of a treaty as a whole, by first day; made when it is first asked for.
    treaty_days: OnceLock<Vec<(Day, Day, RecordId)>>,
    slips: Recent<Arc<[Suggestion]>>,
}

/// Where a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location<'a> {
    /// 0 is the world.
    pub layer: u8,
    /// The file within the layer: "people/prk.toml".
    pub file: &'a str,
    /// The line of the record's header, counted from 0.
    pub line: u32,
}

/// Somebody in an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    pub person: RecordId,
    /// Which of the person's terms.
    pub term: u16,
}

impl Kb {
    /// A base of one layer. The bytes are checked for version and shape, not decoded.
    pub fn new(world: &'static [u8]) -> Result<Kb, LoadError> {
        let layer = Layer::open(Bytes::Static(world))?;
        if layer.blob.layer != 0 {
            return Err(LoadError::OtherBase);
        }
        Ok(Kb {
            id: stack_id(0, layer.blob.hash),
            layers: vec![layer],
            nothing: Box::default(),
            treaty_days: OnceLock::new(),
            slips: Recent::default(),
        })
    }

    /// Puts a layer over the others: its records replace those of the same slug, its names add to theirs.
    /// The blob must have been compiled against exactly this base ([`Kb::id`]).
    pub fn push(&mut self, blob: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Result<(), LoadError> {
        let layer = Layer::open(Bytes::Shared(blob))?;
        if self.layers.len() >= MAX_LAYERS {
            return Err(LoadError::TooManyLayers);
        }
        if layer.blob.base != self.id || layer.blob.layer != self.layers.len() {
            return Err(LoadError::OtherBase);
        }
        self.id = stack_id(self.id, layer.blob.hash);
        self.layers.push(layer);
        // They depend on records that the new layer may replace.
        for layer in &mut self.layers {
            layer.bearers = Cache::new(layer.entries());
            layer.kin = Cache::new(layer.kinds[Kind::State as usize].len());
            layer.joined = Cache::new(layer.rows());
            layer.briefs_of = Cache::new(layer.blob.words(Section::TreatyKeys));
        }
        self.treaty_days = OnceLock::new();
        self.slips = Recent::default();
        Ok(())
    }

    /// The same layers with one more over them; nothing that was decoded comes along.
    pub fn with(
        &self,
        blob: std::sync::Arc<dyn AsRef<[u8]> + Send + Sync>,
    ) -> Result<Kb, LoadError> {
        let layers: Result<Vec<Layer>, LoadError> = self
            .layers
            .iter()
            .map(|it| Layer::open(it.blob.bytes()))
            .collect();
        let mut kb = Kb {
            layers: layers?,
            id: self.id,
            treaty_days: OnceLock::new(),
            slips: Recent::default(),
            nothing: Box::default(),
        };
        kb.push(blob)?;
        Ok(kb)
    }

    /// A hash of all layers: the same base, the same id.
    pub fn id(&self) -> u64 {
        self.id
    }

    /// How many layers there are: 1 is the world alone.
    pub fn layers(&self) -> usize {
        self.layers.len()
    }

    /// The last day for which the base as a whole is complete.
    pub fn as_of(&self) -> Day {
        self.layers
            .last()
            .map_or(Day::MIN, |layer| layer.blob.as_of)
    }

    /// The record with this slug or former slug. Offices are "prk/supreme-leader".
    pub fn find(&self, slug: &str) -> Option<RecordId> {
        self.layers.iter().rev().find_map(|layer| layer.find(slug))
    }

    pub fn slug(&self, id: RecordId) -> &str {
        let (layer, row) = self.row(id);
        layer
            .place(row)
            .and_then(|[slug, _, _]| layer.text(Section::Slugs, slug))
            .unwrap_or("")
    }

    pub fn location(&self, id: RecordId) -> Location<'_> {
        let (layer, row) = self.row(id);
        let [_, file, line] = layer.place(row).unwrap_or_default();
        Location {
            layer: layer.blob.layer as u8,
            file: layer.text(Section::Files, file).unwrap_or(""),
            line,
        }
    }

    pub fn person(&self, id: RecordId) -> &Person {
        let (layer, row) = self.row(id);
        let record = layer.record(&layer.persons, Kind::Person, id, row);
        record.unwrap_or(&self.nothing.person)
    }

    pub fn office(&self, id: RecordId) -> &Office {
        let (layer, row) = self.row(id);
        let record = layer.record(&layer.offices, Kind::Office, id, row);
        record.unwrap_or(&self.nothing.office)
    }

    pub fn state(&self, id: RecordId) -> &State {
        let (layer, row) = self.row(id);
        let record = layer.record(&layer.states, Kind::State, id, row);
        record.unwrap_or(&self.nothing.state)
    }

    pub fn organisation(&self, id: RecordId) -> &Organisation {
        let (layer, row) = self.row(id);
        let record = layer.record(&layer.organisations, Kind::Organisation, id, row);
        record.unwrap_or(&self.nothing.organisation)
    }

    pub fn treaty(&self, id: RecordId) -> &Treaty {
        let (layer, row) = self.row(id);
        let record = layer.record(&layer.treaties, Kind::Treaty, id, row);
        record.unwrap_or(&self.nothing.treaty)
    }

    pub fn event(&self, id: RecordId) -> &Event {
        let (layer, row) = self.row(id);
        let record = layer.record(&layer.events, Kind::Event, id, row);
        record.unwrap_or(&self.nothing.event)
    }

    pub fn source(&self, id: RecordId) -> &Source {
        let (layer, row) = self.row(id);
        let record = layer.record(&layer.sources, Kind::Source, id, row);
        record.unwrap_or(&self.nothing.source)
    }

    /// Every record of a kind, in order of slug within each layer; one that a higher layer writes anew comes once.
    pub fn all(&self, kind: Kind) -> Box<dyn Iterator<Item = RecordId> + '_> {
        Box::new(self.layers.iter().enumerate().flat_map(move |(i, layer)| {
            let own = layer.kinds[kind as usize].own;
            (0..own).map(move |index| RecordId::new(i as u8, kind, index as u32))
        }))
    }

    /// The name that people know: full name, title with state ("President of France"), present short name, treaty name.
    pub fn name(&self, id: RecordId) -> String {
        self.known_as(id).into_owned()
    }

    /// The same, borrowed from the record where it stands there.
    pub fn known_as(&self, id: RecordId) -> Cow<'_, str> {
        let name = match id.kind() {
            Kind::Person => &self.person(id).name.full,
            Kind::Office => {
                let office = self.office(id);
                match office.of {
                    Some(of) if of.kind() != Kind::Office => {
                        let of = self.known_as(of);
                        return format!("{} of {}", office.title, with_article(&of)).into();
                    }
                    _ => &office.title,
                }
            }
            Kind::State => {
                let names = &self.state(id).names;
                names.last().map_or("", |it| &it.short)
            }
            Kind::Organisation => {
                let organisation = self.organisation(id);
                let acronym = organisation.acronyms.first();
                acronym.unwrap_or(&organisation.name)
            }
            Kind::Treaty => &self.treaty(id).name,
            Kind::Event => &self.event(id).name,
            Kind::Source => &self.source(id).title,
        };
        name.into()
    }

    /// The Wikidata id of any record.
    pub fn wikidata(&self, id: RecordId) -> Option<&str> {
        match id.kind() {
            Kind::Person => self.person(id).wikidata.as_deref(),
            Kind::Office => self.office(id).wikidata.as_deref(),
            Kind::State => self.state(id).wikidata.as_deref(),
            Kind::Organisation => self.organisation(id).wikidata.as_deref(),
            Kind::Treaty => self.treaty(id).wikidata.as_deref(),
            Kind::Event => self.event(id).wikidata.as_deref(),
            Kind::Source => None,
        }
    }

    /// Who held the office, sorted by start, unknown starts last; terms of every layer.
    pub fn holders(&self, office: RecordId) -> &[Holder] {
        self.rows(Section::HolderKeys, office, |layer, row| {
            layer.holders.get(row, || layer.decode_holders(row))
        })
    }

    pub fn term(&self, holder: Holder) -> &Term {
        let terms = &self.person(holder.person).terms;
        terms
            .get(usize::from(holder.term))
            .unwrap_or(&self.nothing.term)
    }

    /// Those who held the office certainly (`Truth::Yes`) or perhaps (`CannotTell`) at a moment in `clock`.
    /// Those who were only designated to it never did.
    pub fn holders_at(&self, office: RecordId, clock: Span) -> Vec<(Holder, Truth)> {
        let holders = self.holders(office).iter();
        holders
            .map(|&holder| (holder, self.term(holder)))
            .filter(|(_, term)| term.status != Status::Designate)
            .map(|(holder, term)| (holder, term.held(clock, self.term_as_of(term))))
            .filter(|(_, held)| !held.is_no())
            .collect()
    }

    /// The last day for which this term is known to be running, by the as-of dates of its sources; the as-of date of the
    /// base where none of them has one.
    pub fn term_as_of(&self, term: &Term) -> Day {
        let dates = term.sources.iter().filter_map(|&id| self.source(id).as_of);
        dates
            .map(date::Date::last)
            .max()
            .unwrap_or_else(|| self.as_of())
    }

    /// The offices of a state or organisation.
    pub fn offices_of(&self, of: RecordId) -> &[RecordId] {
        self.rows(Section::OfficeKeys, of, |layer, row| {
            let make = || layer.decode_ids(Section::Offices, row);
            layer.offices_of.get(row, make)
        })
    }

    /// The treaties to which a state or organisation is or was a party or has an act.
    pub fn treaties_of(&self, party: RecordId) -> &[RecordId] {
        self.rows(Section::TreatyKeys, party, |layer, row| {
            let make = || layer.decode_ids(Section::Treaties, row);
            layer.treaties_of.get(row, make)
        })
    }

    /// The same with a few facts of each; `marks` is always the same function, which is not asked twice.
    pub fn briefs_of(&self, party: RecordId, marks: fn(&Treaty) -> u128) -> &[Brief] {
        self.rows(Section::TreatyKeys, party, |layer, row| {
            let brief = |it: &RecordId| Brief::new(*it, self.treaty(*it), marks);
            let make = || self.treaties_of(party).iter().map(brief).collect();
            layer.briefs_of.get(row, make)
        })
    }

    /// The treaties that a state or an organisation, or for a state one of its [`Kb::kin`], is a party to or has signed, ratified or
    /// acceded to; sorted by id.
    pub fn joined(&self, state: RecordId) -> &[RecordId] {
        let (layer, row) = self.row(state);
        let make = || {
            let family = || std::iter::once(&state).chain(self.kin(state));
            let all = family().flat_map(|it| self.treaties_of(*it));
            let is_member = |it: &&RecordId| {
                let treaty = self.treaty(**it);
                family().any(|it| treaty.has_member(*it))
            };
            let mut joined: Vec<RecordId> = all.filter(is_member).copied().collect();
            joined.sort_unstable();
            joined.dedup();
            joined
        };
        let joined = layer.joined.get(row, make);
        joined.map_or(&[], Vec::as_slice)
    }

    /// What a state continues and what continues it, without the state itself; nothing for other records.
    pub fn kin(&self, state: RecordId) -> &[RecordId] {
        let (layer, row) = self.row(state);
        let first = layer.kinds[Kind::State as usize].first;
        let index = row
            .checked_sub(first)
            .filter(|_| state.kind() == Kind::State);
        let make = || {
            let root = self.state(state).continues_as.unwrap_or(state);
            let forerunners = self.state(root).predecessors.iter().copied();
            let same = forerunners.filter(|it| {
                it.kind() == Kind::State && self.state(*it).continues_as == Some(root)
            });
            let mut kin = Vec::new();
            for other in std::iter::once(root).chain(same) {
                if other != state && !kin.contains(&other) {
                    kin.push(other);
                }
            }
            kin
        };
        let kin = index.and_then(|index| layer.kin.get(index, make));
        kin.map_or(&[], Vec::as_slice)
    }

    /// The treaties that did something as a whole (were signed, entered into force, ended ...) within `during`, each once.
    pub fn treaties_acting(&self, during: Span) -> Vec<RecordId> {
        let days = self.treaty_days.get_or_init(|| {
            let acts = self.all(Kind::Treaty).flat_map(|id| {
                let dates = self.treaty(id).dates().iter();
                dates.map(move |on| (on.first(), on.last(), id))
            });
            let mut days: Vec<_> = acts.collect();
            days.sort_unstable();
            days
        });
        let end = days.partition_point(|it| it.0 <= during.last());
        // A date vaguer than a decade says too little to find anything by it.
        let earliest = during.first().plus_days(-3_653);
        let start = days.partition_point(|it| it.0 < earliest);
        let within = days.get(start..end).unwrap_or_default();
        let mut found: Vec<RecordId> = within
            .iter()
            .filter(|it| it.1 >= during.first())
            .map(|it| it.2)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The longest name that stands at the start of `folded` (text folded by `prose::fold`, as in a block's folded text)
    /// and ends at the end of a word: its length in bytes and its entries. A word ends before ' ', ',', '|', a possessive
    /// "'s" or "'", or at the end of the text.
    #[inline]
    pub fn longest(&self, folded: &[u8]) -> Option<(usize, EntriesRef)> {
        let mut longest: Option<(usize, EntriesRef)> = None;
        let head = Head::of(folded);
        for (i, layer) in self.layers.iter().enumerate() {
            let Some(start) = layer.start(head) else {
                continue;
            };
            names::walk(layer.index(), start, head, folded, |(len, output)| {
                if longest.is_none_or(|(other, _)| len >= other) {
                    longest = Some((len, EntriesRef::new(i, output)));
                }
            });
        }
        longest
    }

    /// Every name that stands at the start of `folded`, shortest first.
    pub fn matches(&self, folded: &[u8]) -> Vec<(usize, EntriesRef)> {
        let mut matches = Vec::new();
        let head = Head::of(folded);
        for (i, layer) in self.layers.iter().enumerate().rev() {
            let Some(start) = layer.start(head) else {
                continue;
            };
            names::walk(layer.index(), start, head, folded, |(len, output)| {
                matches.push((len, EntriesRef::new(i, output)));
            });
        }
        if self.layers.len() > 1 {
            // The sort is stable, so that the topmost of several layers comes first and is kept.
            matches.sort_by_key(|&(len, _)| len);
            matches.dedup_by_key(|(len, _)| *len);
        }
        matches
    }

    /// Whether a name may begin with this folded word: a quick "no" for most words of a text.
    pub fn may_begin_name(&self, word: &str) -> bool {
        let head = Head::of(word.as_bytes());
        self.layers.iter().any(|it| it.start(head).is_some())
    }

    /// The entries of exactly this folded name.
    pub fn lookup(&self, folded: &str) -> Option<EntriesRef> {
        let layers = self.layers.iter().enumerate().rev();
        let head = Head::of(folded.as_bytes());
        layers
            .filter_map(|(i, layer)| {
                let start = layer.start(head)?;
                let output = names::exact(layer.index(), start, head, folded.as_bytes())?;
                Some(EntriesRef::new(i, output))
            })
            .next()
    }

    /// The records that bear a name. [`Kb::each_entry`] does the same without an allocation.
    pub fn entries(&self, at: EntriesRef) -> Vec<NameEntry> {
        self.each_entry(at).collect()
    }

    pub fn each_entry(&self, at: EntriesRef) -> impl Iterator<Item = NameEntry> + '_ {
        let layer = self.layers.get(at.layer());
        let mut next = Some(at.index());
        std::iter::from_fn(move || {
            let (entry, last) = layer?.entry(next?)?;
            next = if last { None } else { next.map(|i| i + 1) };
            Some(entry)
        })
    }

    /// The records that bear a name, sorted by what they are; made on first use and kept.
    pub fn bearers(&self, at: EntriesRef) -> Arc<Bearers> {
        let make = || Arc::new(Bearers::new(self, self.each_entry(at)));
        let layer = self.layers.get(at.layer());
        let known = layer.and_then(|layer| layer.bearers.get(at.index(), make));
        known.cloned().unwrap_or_default()
    }

    /// Names that begin with `prefix` (folded), in order, at most `limit`.
    pub fn complete(&self, prefix: &str, limit: usize) -> Vec<(String, EntriesRef)> {
        let mut found = Vec::new();
        for (i, layer) in self.layers.iter().enumerate().rev() {
            let names = names::with_prefix(layer.index(), layer.root, prefix.as_bytes(), limit);
            found.extend(names.into_iter().filter_map(|(name, output)| {
                Some((String::from_utf8(name).ok()?, EntriesRef::new(i, output)))
            }));
        }
        // Stable: of the same name in several layers the topmost stays.
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        found.dedup_by(|(a, _), (b, _)| a == b);
        found.truncate(limit);
        found
    }

    /// What [`Kb::near`] finds by word, at most 24. The last answers are kept: a search visits a good part of the index, and the same
    /// unknown names stand in article after article.
    pub fn slips(&self, folded: &str) -> Arc<[Suggestion]> {
        let search = || self.near(folded, Slips::ByWord, 24).into();
        self.slips.get(folded, search)
    }

    /// Names that a few slips tell from `folded`, nearest first, at most `limit`.
    pub fn near(&self, folded: &str, slips: Slips, limit: usize) -> Vec<Suggestion> {
        let mut found = Vec::new();
        for (i, layer) in self.layers.iter().enumerate() {
            let names = names::within(layer.index(), layer.root, folded, slips);
            found.extend(names.into_iter().filter_map(|(distance, name, output)| {
                Some(Suggestion {
                    folded: String::from_utf8(name).ok()?,
                    distance,
                    entries: EntriesRef::new(i, output),
                })
            }));
        }
        found.sort_by(|a, b| {
            let key = |s: &Suggestion| (s.distance, Reverse(s.entries.layer()));
            a.folded.cmp(&b.folded).then(key(a).cmp(&key(b)))
        });
        found.dedup_by(|a, b| a.folded == b.folded);
        found.sort_by_key(|s| s.distance);
        found.truncate(limit);
        found
    }

    /// The layer that has the content of a record, and its row there.
    fn row(&self, id: RecordId) -> (&Layer, usize) {
        let own = usize::from(id.layer()).min(self.layers.len() - 1);
        let above = self.layers.iter().skip(own + 1).rev();
        for layer in above {
            if let Some(row) = layer.replacing_row(id) {
                return (layer, row);
            }
        }
        let layer = &self.layers[own];
        (layer, layer.own_row(id).unwrap_or(usize::MAX))
    }

    /// The row of a derived table in the topmost layer that has one for `key`.
    fn rows<'a, T>(
        &'a self,
        keys: Section,
        key: RecordId,
        get: impl Fn(&'a Layer, usize) -> Option<&'a Vec<T>>,
    ) -> &'a [T] {
        let rows = self.layers.iter().rev().find_map(|layer| {
            let words = layer.blob.words(keys);
            let row = layer.blob.find_word(keys, 0..words, key.0)?;
            get(layer, row)
        });
        rows.map_or(&[], Vec::as_slice)
    }
}

impl EntriesRef {
    fn new(layer: usize, output: u64) -> EntriesRef {
        EntriesRef((layer as u64) << 32 | output & 0xffff_ffff)
    }

    fn layer(self) -> usize {
        (self.0 >> 32) as usize
    }

    fn index(self) -> usize {
        (self.0 & 0xffff_ffff) as usize
    }
}

/// What is answered for an id that no layer has.
struct Nothing {
    person: Person,
    office: Office,
    state: State,
    organisation: Organisation,
    treaty: Treaty,
    event: Event,
    source: Source,
    term: Term,
}

impl Default for Nothing {
    fn default() -> Nothing {
        Nothing {
            person: Person::default(),
            office: Office::default(),
            state: State::default(),
            organisation: Organisation::default(),
            treaty: Treaty::default(),
            event: Event::default(),
            source: Source::default(),
            term: Term {
                office: RecordId::new(u8::MAX, Kind::Office, u32::MAX),
                from: None,
                to: End::Unknown,
                status: Status::Designate,
                expected_end: None,
                chosen: None,
                number: None,
                sources: Vec::new(),
            },
        }
    }
}

struct Layer {
    blob: Blob,
    root: Root,
    kinds: [KindRange; KINDS],
    persons: Cache<Person>,
    offices: Cache<Office>,
    states: Cache<State>,
    organisations: Cache<Organisation>,
    treaties: Cache<Treaty>,
    events: Cache<Event>,
    sources: Cache<Source>,
    holders: Cache<Vec<Holder>>,
    offices_of: Cache<Vec<RecordId>>,
    treaties_of: Cache<Vec<RecordId>>,
    briefs_of: Cache<Vec<Brief>>,
    lifetimes: OnceLock<Vec<Lifetime>>,
    bearers: Cache<Arc<Bearers>>,
    /// By row of the state.
    kin: Cache<Vec<RecordId>>,
    /// By row of the record.
    joined: Cache<Vec<RecordId>>,
}

/// Where the records of a kind are among all of the layer.
#[derive(Clone, Copy, Default)]
struct KindRange {
    first: usize,
    /// How many records have an id of this layer; those that replace a lower one follow.
    own: usize,
    replacing: usize,
    /// Where the ids of the replacing ones are in their section.
    first_replaced: usize,
}

impl KindRange {
    fn len(self) -> usize {
        self.own + self.replacing
    }

    fn replaced(self) -> Range<usize> {
        self.first_replaced..self.first_replaced + self.replacing
    }
}

impl Layer {
    fn open(bytes: Bytes) -> Result<Layer, LoadError> {
        let blob = Blob::open(bytes)?;
        let root = Root::new(blob.section(Section::Names)).ok_or(LoadError::Damaged)?;
        let mut kinds = [KindRange::default(); KINDS];
        let (mut first, mut first_replaced) = (0, 0);
        for kind in ALL_KINDS {
            let count = |i| blob.word(Section::Counts, 2 * kind as usize + i);
            let own = count(0).ok_or(LoadError::Damaged)? as usize;
            let replacing = count(1).ok_or(LoadError::Damaged)? as usize;
            kinds[kind as usize] = KindRange {
                first,
                own,
                replacing,
                first_replaced,
            };
            first += own + replacing;
            first_replaced += replacing;
        }
        // Keeps the caches, made from the counts, within what the bytes can hold.
        if blob.words(Section::Places) != 3 * first
            || blob.words(Section::Replaced) != first_replaced
        {
            return Err(LoadError::Damaged);
        }
        fn cells<T>(kinds: &[KindRange; KINDS], kind: Kind) -> Cache<T> {
            Cache::new(kinds[kind as usize].len())
        }
        Ok(Layer {
            root,
            persons: cells(&kinds, Kind::Person),
            offices: cells(&kinds, Kind::Office),
            states: cells(&kinds, Kind::State),
            organisations: cells(&kinds, Kind::Organisation),
            treaties: cells(&kinds, Kind::Treaty),
            events: cells(&kinds, Kind::Event),
            sources: cells(&kinds, Kind::Source),
            holders: Cache::new(blob.words(Section::HolderKeys)),
            offices_of: Cache::new(blob.words(Section::OfficeKeys)),
            treaties_of: Cache::new(blob.words(Section::TreatyKeys)),
            briefs_of: Cache::new(blob.words(Section::TreatyKeys)),
            lifetimes: OnceLock::new(),
            bearers: Cache::new(blob.words(Section::Entries) / 2),
            kin: cells(&kinds, Kind::State),
            joined: Cache::new(first),
            kinds,
            blob,
        })
    }

    #[inline]
    fn index(&self) -> &[u8] {
        self.blob.section(Section::Names)
    }

    /// Where the names with this head go on in the index, if there are any.
    #[inline]
    fn start(&self, head: Head) -> Option<(usize, u64)> {
        if !heads::may_have(self.blob.section(Section::Heads), head) {
            return None;
        }
        heads::start(self.blob.section(Section::Starts), head)
    }

    /// How many records there are, of all kinds.
    fn rows(&self) -> usize {
        self.blob.words(Section::Places) / 3
    }

    /// How many entries all names together have.
    fn entries(&self) -> usize {
        self.blob.words(Section::Entries) / 2
    }

    fn own_row(&self, id: RecordId) -> Option<usize> {
        let kind = self.kinds[id.kind() as usize];
        let index = id.index() as usize;
        (usize::from(id.layer()) == self.blob.layer && index < kind.own)
            .then_some(kind.first + index)
    }

    fn replacing_row(&self, id: RecordId) -> Option<usize> {
        let kind = self.kinds[id.kind() as usize];
        let at = self
            .blob
            .find_word(Section::Replaced, kind.replaced(), id.0)?;
        Some(kind.first + kind.own + at - kind.first_replaced)
    }

    fn record<'a, T: DeserializeOwned + Default>(
        &'a self,
        cache: &'a Cache<T>,
        kind: Kind,
        id: RecordId,
        row: usize,
    ) -> Option<&'a T> {
        if id.kind() != kind {
            return None;
        }
        let index = row.checked_sub(self.kinds[kind as usize].first)?;
        cache.get(index, || {
            let bytes = self.blob.string(Section::Records, row);
            let record = bytes.and_then(|it| postcard::from_bytes(it).ok());
            record.unwrap_or_default()
        })
    }

    /// Slug, file and line of a row.
    fn place(&self, row: usize) -> Option<[u32; 3]> {
        let word = |i| self.blob.word(Section::Places, row.checked_mul(3)? + i);
        Some([word(0)?, word(1)?, word(2)?])
    }

    fn text(&self, section: Section, index: u32) -> Option<&str> {
        std::str::from_utf8(self.blob.string(section, index as usize)?).ok()
    }

    fn find(&self, slug: &str) -> Option<RecordId> {
        let count = self.blob.words(Section::SlugIds);
        let at = |i| self.blob.string(Section::Slugs, i);
        let found = partition(0..count, |i| at(i).is_some_and(|s| s < slug.as_bytes()));
        (at(found)? == slug.as_bytes())
            .then(|| self.blob.word(Section::SlugIds, found))
            .flatten()
            .map(RecordId)
    }

    fn decode_holders(&self, row: usize) -> Vec<Holder> {
        let bytes = self.blob.string(Section::Holders, row).unwrap_or(&[]);
        bytes
            .chunks_exact(6)
            .map(|b| Holder {
                person: RecordId(u32::from_le_bytes([b[0], b[1], b[2], b[3]])),
                term: u16::from_le_bytes([b[4], b[5]]),
            })
            .collect()
    }

    fn decode_ids(&self, section: Section, row: usize) -> Vec<RecordId> {
        let bytes = self.blob.string(section, row).unwrap_or(&[]);
        bytes
            .chunks_exact(4)
            .map(|b| RecordId(u32::from_le_bytes([b[0], b[1], b[2], b[3]])))
            .collect()
    }

    /// An entry of a name and whether it is the last.
    fn entry(&self, index: usize) -> Option<(NameEntry, bool)> {
        let record = self.blob.word(Section::Entries, 2 * index)?;
        let word = self.blob.word(Section::Entries, 2 * index + 1)?;
        let lifetimes = self.lifetimes.get_or_init(|| {
            postcard::from_bytes(self.blob.section(Section::Lifetimes)).unwrap_or_default()
        });
        let during = lifetimes.get((word >> LIFETIME_SHIFT) as usize);
        let entry = NameEntry {
            record: RecordId(record),
            kind: NameKind::of_entry(word),
            during: during.copied().unwrap_or_default(),
            capitals: names::in_capitals(word),
        };
        Some((entry, word & LAST_ENTRY != 0))
    }
}
