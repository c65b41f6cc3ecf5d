//! The layout of a compiled blob: how it is written and where its parts are.
//!
//! ```text
//! magic "ATTACHE\0" | version u32 | layer u32 | id of the base u64 | own hash u64 | as-of day i32 | sections u32
//! per section: offset u32 | length u32
//! the sections, in the order of `Section`
//! ```
//!
//! All numbers are little-endian. A blob is at most 4 GiB.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::{fmt, io};

use date::Day;
use serde::Serialize;

use crate::heads;
use crate::index::Root;
use crate::{Holder, Kb, Kind, Lifetime, NameEntry, RecordId};

const MAGIC: &[u8; 8] = b"ATTACHE\0";
/// Rises whenever the layout or a record type changes.
const VERSION: u32 = 4;
const HEADER: usize = 40;
/// How many kinds of records there are.
pub(crate) const KINDS: usize = 7;
/// How many layers a [`RecordId`] can tell apart.
pub(crate) const MAX_LAYERS: usize = 8;

/// The parts of a blob. "Strings" are a table: n + 1 offsets (u32), then the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Section {
    /// Per kind: records of this layer's own, records that replace one of a lower layer (u32 each).
    Counts,
    /// Per replacing record, sorted by kind and id: the id that it keeps (u32).
    Replaced,
    /// Strings: per record, by kind, own ones before replacing ones, postcard.
    Records,
    /// Per record, in the same order: its slug (u32 index into `Slugs`), file (u32 index into `Files`), line (u32, from 0).
    Places,
    /// Strings: slugs and former slugs, sorted.
    Slugs,
    /// Per slug: the record (u32).
    SlugIds,
    /// Strings: paths.
    Files,
    /// Sorted ids of offices (u32) / strings: per office, holders (person u32, term u16).
    HolderKeys,
    Holders,
    /// Sorted ids of states and organisations (u32) / strings: their offices (u32).
    OfficeKeys,
    Offices,
    /// Sorted ids of states and organisations (u32) / strings: their treaties (u32).
    TreatyKeys,
    Treaties,
    /// An fst: folded name to the index of its first entry.
    Names,
    /// A filter of the words that begin these names, and where in the index they end (`heads.rs`).
    Heads,
    Starts,
    /// Per entry: record (u32), lifetime << 6 | last << 5 | capitals << 4 | kind (u32).
    Entries,
    /// Postcard: lifetimes; the first is unlimited.
    Lifetimes,
}

const SECTIONS: usize = Section::Lifetimes as usize + 1;
/// Set in the last entry of a name.
pub(crate) const LAST_ENTRY: u32 = 1 << 5;
pub(crate) const CAPITALS: u32 = 1 << 4;
pub(crate) const KIND_MASK: u32 = 15;
pub(crate) const LIFETIME_SHIFT: u32 = 6;

/// Why a blob cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The bytes are not a knowledge base.
    NotABase,
    /// It was written by another version of Attaché.
    OtherVersion,
    /// It is cut off or damaged.
    Damaged,
    /// It was compiled against another base than the one it is put upon.
    OtherBase,
    /// There are eight layers already.
    TooManyLayers,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            LoadError::NotABase => "not a compiled knowledge base",
            LoadError::OtherVersion => "compiled by another version of Attaché: compile it again",
            LoadError::Damaged => "damaged or cut off: compile it again",
            LoadError::OtherBase => "compiled against another base: compile it again",
            LoadError::TooManyLayers => "more than eight layers",
        })
    }
}

impl std::error::Error for LoadError {}

/// Collects records and names and writes them as a blob.
///
/// The records of each kind come in the order of their index: first those whose ids are this layer's own, then those
/// that replace a record of a lower layer, sorted by the id they keep.
pub struct Writer {
    layer: u8,
    base: u64,
    as_of: Day,
    kinds: [KindRows; KINDS],
    files: Vec<String>,
    slugs: BTreeMap<String, RecordId>,
    holders: Rows,
    offices: Rows,
    treaties: Rows,
    names: Vec<(String, NameEntry)>,
}

/// Sorted by key; each value already in bytes.
type Rows = BTreeMap<u32, Vec<u8>>;

#[derive(Default)]
struct KindRows {
    own: u32,
    replaced: Vec<u32>,
    bytes: Vec<Vec<u8>>,
    places: Vec<(String, u32, u32)>,
}

impl Writer {
    /// A writer for a layer above `base`; for the lowest layer without one.
    pub fn new(base: Option<&Kb>, as_of: Day) -> Writer {
        Writer {
            layer: base.map_or(0, |base| base.layers() as u8),
            base: base.map_or(0, Kb::id),
            as_of,
            kinds: Default::default(),
            files: Vec::new(),
            slugs: BTreeMap::new(),
            holders: Rows::new(),
            offices: Rows::new(),
            treaties: Rows::new(),
            names: Vec::new(),
        }
    }

    /// A file of records; the index that [`Writer::record`] wants.
    pub fn file(&mut self, path: &str) -> u32 {
        self.files.push(path.to_owned());
        self.files.len() as u32 - 1
    }

    /// `line` counts from 0.
    pub fn record<T: Serialize>(
        &mut self,
        id: RecordId,
        slug: &str,
        file: u32,
        line: u32,
        record: &T,
    ) -> io::Result<()> {
        let rows = &mut self.kinds[id.kind() as usize];
        if id.layer() == self.layer {
            rows.own += 1;
        } else {
            rows.replaced.push(id.0);
        }
        rows.bytes
            .push(postcard::to_stdvec(record).map_err(io::Error::other)?);
        rows.places.push((slug.to_owned(), file, line));
        self.slugs.insert(slug.to_owned(), id);
        Ok(())
    }

    /// A slug that a record had before.
    pub fn former_slug(&mut self, slug: &str, id: RecordId) {
        self.slugs.insert(slug.to_owned(), id);
    }

    /// All who ever held an office, in every layer, in the order of [`Kb::holders`].
    pub fn holders(&mut self, office: RecordId, holders: &[Holder]) {
        let bytes = holders
            .iter()
            .flat_map(|holder| {
                let [a, b, c, d] = holder.person.0.to_le_bytes();
                let [e, f] = holder.term.to_le_bytes();
                [a, b, c, d, e, f]
            })
            .collect();
        self.holders.insert(office.0, bytes);
    }

    /// All offices of a state or organisation, in every layer.
    pub fn offices_of(&mut self, of: RecordId, offices: &[RecordId]) {
        self.offices.insert(of.0, id_bytes(offices));
    }

    /// All treaties of a state or organisation, in every layer.
    pub fn treaties_of(&mut self, party: RecordId, treaties: &[RecordId]) {
        self.treaties.insert(party.0, id_bytes(treaties));
    }

    /// A folded name and one record that bears it. Names that lower layers have as well need their entries there, too.
    pub fn name(&mut self, folded: String, entry: NameEntry) {
        self.names.push((folded, entry));
    }

    /// The blob. The same input gives the same bytes.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        let mut sections: [Vec<u8>; SECTIONS] = Default::default();
        let mut put = |section: Section, bytes: Vec<u8>| sections[section as usize] = bytes;

        let slug_index = |slug: &str, slugs: &[&String]| {
            slugs
                .binary_search_by(|s| s.as_str().cmp(slug))
                .unwrap_or(0) as u32
        };
        let slugs: Vec<&String> = self.slugs.keys().collect();
        let mut counts = Vec::new();
        let mut replaced = Vec::new();
        let mut places = Vec::new();
        for rows in &self.kinds {
            counts.extend([rows.own, rows.replaced.len() as u32]);
            replaced.extend(&rows.replaced);
            for (slug, file, line) in &rows.places {
                places.extend([slug_index(slug, &slugs), *file, *line]);
            }
        }
        put(Section::Counts, words(&counts));
        put(Section::Replaced, words(&replaced));
        put(
            Section::Records,
            strings(self.kinds.iter().flat_map(|rows| &rows.bytes))?,
        );
        put(Section::Places, words(&places));
        put(Section::Slugs, strings(&slugs)?);
        put(
            Section::SlugIds,
            id_bytes(&self.slugs.values().copied().collect::<Vec<_>>()),
        );
        put(Section::Files, strings(&self.files)?);
        for (keys, values, rows) in [
            (Section::HolderKeys, Section::Holders, &self.holders),
            (Section::OfficeKeys, Section::Offices, &self.offices),
            (Section::TreatyKeys, Section::Treaties, &self.treaties),
        ] {
            put(keys, words(&rows.keys().copied().collect::<Vec<_>>()));
            put(values, strings(rows.values())?);
        }

        let (names, entries, lifetimes) = index_names(&mut self.names)?;
        let root = Root::new(&names).ok_or_else(|| io::Error::other("no index of names"))?;
        let all = self.names.iter().map(|(name, _)| name.as_str());
        let (heads, starts) = heads::write(all, &names, root);
        put(Section::Heads, heads);
        put(Section::Starts, starts);
        put(Section::Names, names);
        put(Section::Entries, words(&entries));
        put(
            Section::Lifetimes,
            postcard::to_stdvec(&lifetimes).map_err(io::Error::other)?,
        );
        self.assemble(&sections)
    }

    fn assemble(&self, sections: &[Vec<u8>]) -> io::Result<Vec<u8>> {
        let mut table = Vec::new();
        let mut at = HEADER + SECTIONS * 8;
        for section in sections {
            table.extend([offset(at)?, offset(section.len())?]);
            at += section.len();
        }
        offset(at)?;
        let mut hash = Hash::new(self.base);
        hash.add(&self.as_of.number().to_le_bytes());
        sections.iter().for_each(|section| hash.add(section));

        let mut blob = Vec::with_capacity(at);
        blob.extend(MAGIC);
        blob.extend(VERSION.to_le_bytes());
        blob.extend(u32::from(self.layer).to_le_bytes());
        blob.extend(self.base.to_le_bytes());
        blob.extend(hash.value().to_le_bytes());
        blob.extend(self.as_of.number().to_le_bytes());
        blob.extend((SECTIONS as u32).to_le_bytes());
        blob.extend(words(&table));
        sections.iter().for_each(|section| blob.extend(section));
        Ok(blob)
    }
}

/// The bytes of a layer, wherever they are kept.
#[derive(Clone)]
pub(crate) enum Bytes {
    Static(&'static [u8]),
    Shared(Arc<dyn AsRef<[u8]> + Send + Sync>),
}

impl Bytes {
    #[inline]
    pub(crate) fn get(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Shared(bytes) => (**bytes).as_ref(),
        }
    }
}

/// A blob whose header has been read and whose sections lie within it.
pub(crate) struct Blob {
    bytes: Bytes,
    sections: [Range<usize>; SECTIONS],
    pub(crate) layer: usize,
    pub(crate) base: u64,
    pub(crate) hash: u64,
    pub(crate) as_of: Day,
}

impl Blob {
    /// Another hand on the same bytes.
    pub(crate) fn bytes(&self) -> Bytes {
        self.bytes.clone()
    }

    pub(crate) fn open(bytes: Bytes) -> Result<Blob, LoadError> {
        let data = bytes.get();
        if data.get(..8) != Some(MAGIC) {
            return Err(LoadError::NotABase);
        }
        let word = |at| word(data, at).ok_or(LoadError::Damaged);
        let long = |at| Ok(u64::from(word(at)?) | u64::from(word(at + 1)?) << 32);
        if word(2)? != VERSION || word(9)? as usize != SECTIONS {
            return Err(LoadError::OtherVersion);
        }
        let mut sections: [Range<usize>; SECTIONS] = Default::default();
        for (i, section) in sections.iter_mut().enumerate() {
            let start = word(HEADER / 4 + 2 * i)? as usize;
            let end = start + word(HEADER / 4 + 2 * i + 1)? as usize;
            data.get(start..end).ok_or(LoadError::Damaged)?;
            *section = start..end;
        }
        Ok(Blob {
            layer: word(3)? as usize,
            base: long(4)?,
            hash: long(6)?,
            as_of: Day::from_number(word(8)? as i32),
            sections,
            bytes,
        })
    }

    /// Empty if the bytes have shrunk since they were opened.
    #[inline]
    pub(crate) fn section(&self, section: Section) -> &[u8] {
        self.bytes
            .get()
            .get(self.sections[section as usize].clone())
            .unwrap_or(&[])
    }

    pub(crate) fn word(&self, section: Section, index: usize) -> Option<u32> {
        word(self.section(section), index)
    }

    pub(crate) fn words(&self, section: Section) -> usize {
        self.section(section).len() / 4
    }

    /// The `index`th of a table of strings.
    pub(crate) fn string(&self, section: Section, index: usize) -> Option<&[u8]> {
        let data = self.section(section);
        let start = word(data, index)? as usize;
        let end = word(data, index + 1)? as usize;
        data.get(start..end)
    }

    /// Where `key` is in a section of sorted words.
    pub(crate) fn find_word(
        &self,
        section: Section,
        range: Range<usize>,
        key: u32,
    ) -> Option<usize> {
        let data = self.section(section);
        let found = partition(range, |i| word(data, i).is_some_and(|at| at < key));
        (word(data, found) == Some(key)).then_some(found)
    }
}

/// A number for a stack of layers: the number of the stack below and the hash of the layer on top.
pub(crate) fn stack_id(below: u64, hash: u64) -> u64 {
    let mut id = Hash::new(below);
    id.add(&hash.to_le_bytes());
    id.value()
}

/// The first index of `range` for which `before` is false, if it is true up to some point and false from there on.
pub(crate) fn partition(range: Range<usize>, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn word(data: &[u8], index: usize) -> Option<u32> {
    let at = index.checked_mul(4)?;
    let bytes = data.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn id_bytes(ids: &[RecordId]) -> Vec<u8> {
    ids.iter().flat_map(|id| id.0.to_le_bytes()).collect()
}

/// The offsets of a table of strings count from the start of its section.
fn strings<S: AsRef<[u8]>, I>(items: I) -> io::Result<Vec<u8>>
where
    I: IntoIterator<Item = S, IntoIter: Clone>,
{
    let items = items.into_iter();
    let count = items.clone().count();
    let mut table = Vec::new();
    let mut at = (count + 1) * 4;
    for item in items.clone() {
        table.extend(offset(at)?.to_le_bytes());
        at += item.as_ref().len();
    }
    table.extend(offset(at)?.to_le_bytes());
    items.for_each(|item| table.extend(item.as_ref()));
    Ok(table)
}

fn offset(at: usize) -> io::Result<u32> {
    u32::try_from(at).map_err(|_| io::Error::other("the blob is larger than 4 GiB"))
}

/// The fst, the entries and the lifetimes.
fn index_names(
    names: &mut Vec<(String, NameEntry)>,
) -> io::Result<(Vec<u8>, Vec<u32>, Vec<Lifetime>)> {
    names.sort_by(|(a, x), (b, y)| {
        (a, x.record, x.kind, lifetime_key(x)).cmp(&(b, y.record, y.kind, lifetime_key(y)))
    });
    // The same name in capitals and otherwise is the same name, in any letters.
    names.dedup_by(|(a, x), (b, y)| {
        let same = a == b && x.record == y.record && x.kind == y.kind && x.during == y.during;
        y.capitals &= x.capitals || !same;
        same
    });

    let mut lifetimes = vec![Lifetime::default()];
    let mut lifetime_index = BTreeMap::from([(lifetime_bytes(&lifetimes[0]), 0)]);
    let mut fst = fst::MapBuilder::memory();
    let mut entries = Vec::new();
    for bearers in names.chunk_by(|(a, _), (b, _)| a == b) {
        let first = entries.len() as u64 / 2;
        for (i, (name, entry)) in bearers.iter().enumerate() {
            if i == 0 {
                fst.insert(name, first).map_err(io::Error::other)?;
            }
            let lifetime = *lifetime_index
                .entry(lifetime_bytes(&entry.during))
                .or_insert_with(|| {
                    lifetimes.push(entry.during);
                    lifetimes.len() as u32 - 1
                });
            let last = if i + 1 == bearers.len() {
                LAST_ENTRY
            } else {
                0
            };
            let capitals = if entry.capitals { CAPITALS } else { 0 };
            entries.push(entry.record.0);
            entries.push(lifetime << LIFETIME_SHIFT | last | capitals | entry.kind as u32);
        }
    }
    let fst = fst.into_inner().map_err(io::Error::other)?;
    Ok((fst, entries, lifetimes))
}

fn lifetime_key(entry: &NameEntry) -> [Option<i32>; 4] {
    let Lifetime { from, to } = entry.during;
    [
        from.map(|date| date.first().number()),
        from.map(|date| date.last().number()),
        to.map(|date| date.first().number()),
        to.map(|date| date.last().number()),
    ]
}

fn lifetime_bytes(lifetime: &Lifetime) -> Vec<u8> {
    postcard::to_stdvec(lifetime).unwrap_or_default()
}

/// A hash that is the same on every machine: FNV-1a over words of eight bytes.
struct Hash(u64);

impl Hash {
    fn new(seed: u64) -> Hash {
        Hash(0xcbf2_9ce4_8422_2325 ^ seed)
    }

    fn add(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0 ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3);
            self.0 ^= self.0 >> 32;
        }
        self.0 = (self.0 ^ bytes.len() as u64).wrapping_mul(0x0100_0000_01b3);
    }

    fn value(&self) -> u64 {
        self.0
    }
}

/// The kinds in the order of the sections.
pub(crate) const ALL_KINDS: [Kind; KINDS] = [
    Kind::Person,
    Kind::Office,
    Kind::State,
    Kind::Organisation,
    Kind::Treaty,
    Kind::Event,
    Kind::Source,
];
