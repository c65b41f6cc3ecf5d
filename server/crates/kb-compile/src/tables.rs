//! What is derived from more than one record, and the writing of the blob.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use date::Day;
use kb::{Holder, Kb, NameEntry, RecordId, Term, Treaty, Writer};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::file::SourceFile;
use crate::names;
use crate::read::{Content, Record};
use crate::symbols::Symbols;

pub(crate) fn write(
    files: &[SourceFile<'_>],
    symbols: &Symbols<'_>,
    records: &[Record],
    base: Option<&Kb>,
) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(base, as_of(records, base));
    for file in files {
        writer.file(file.path);
    }
    for record in records {
        write_record(&mut writer, files, record)?;
    }
    for (slug, id) in &symbols.former {
        writer.former_slug(slug, *id);
    }
    write_holders(&mut writer, records, base);
    write_offices(&mut writer, records, base);
    write_treaties(&mut writer, records, base);
    write_names(&mut writer, records, base);
    writer.finish()
}

/// The latest day for which a source that is not weak is complete. Layers above the world cannot make the whole more
/// complete by bringing a source; they can by writing one of the world's anew.
fn as_of(records: &[Record], base: Option<&Kb>) -> Day {
    let own = records.iter().filter_map(|record| match &record.content {
        Content::Source(source)
            if !source.weak && (base.is_none() || is_replacing(record, base)) =>
        {
            Some(source.as_of?.last())
        }
        _ => None,
    });
    own.chain(base.map(Kb::as_of)).max().unwrap_or(Day::MIN)
}

fn write_record(writer: &mut Writer, files: &[SourceFile<'_>], record: &Record) -> io::Result<()> {
    let file = record.place.file;
    let line = files
        .get(file)
        .map_or(0, |file| file.line(record.place.range.start));
    let (id, slug, file) = (record.id, &record.slug, file as u32);
    match &record.content {
        Content::Person(content) => writer.record(id, slug, file, line, content),
        Content::Office(content) => writer.record(id, slug, file, line, content),
        Content::State(content) => writer.record(id, slug, file, line, content),
        Content::Organisation(content) => writer.record(id, slug, file, line, content),
        Content::Treaty(content) => writer.record(id, slug, file, line, content),
        Content::Event(content) => writer.record(id, slug, file, line, content),
        Content::Source(content) => writer.record(id, slug, file, line, content),
    }
}

/// Whether the record is written anew over one of the base.
pub(crate) fn is_replacing(record: &Record, base: Option<&Kb>) -> bool {
    base.is_some_and(|base| usize::from(record.id.layer()) < base.layers())
}

/// Terms by office, of this layer and, for the offices that it touches, of the layers below.
pub(crate) fn holders_by_office<'a>(
    records: &'a [Record],
    base: Option<&'a Kb>,
) -> BTreeMap<RecordId, Vec<(Holder, &'a Term)>> {
    let mut offices: BTreeMap<RecordId, Vec<(Holder, &Term)>> = BTreeMap::new();
    let mut written = FxHashSet::default();
    for record in records {
        let Content::Person(person) = &record.content else {
            continue;
        };
        written.insert(record.id);
        for (holder, term) in terms(record.id, &person.terms) {
            offices.entry(term.office).or_default().push((holder, term));
        }
        if let Some(base) = base.filter(|_| is_replacing(record, base)) {
            for term in &base.person(record.id).terms {
                offices.entry(term.office).or_default();
            }
        }
    }
    for (&office, holders) in &mut offices {
        if let Some(base) = base {
            let below = base.holders(office).iter();
            holders.extend(
                below
                    .filter(|holder| !written.contains(&holder.person))
                    .map(|&holder| (holder, base.term(holder))),
            );
        }
        holders.sort_by_key(|(holder, term)| {
            let start = term.from.map_or(Day::MAX, date::Date::first);
            (term.from.is_none(), start, holder.person, holder.term)
        });
    }
    offices
}

fn terms(person: RecordId, terms: &[Term]) -> impl Iterator<Item = (Holder, &Term)> {
    let numbered = terms.iter().zip(0..=u16::MAX);
    numbered.map(move |(term, number)| {
        let holder = Holder {
            person,
            term: number,
        };
        (holder, term)
    })
}

fn write_holders(writer: &mut Writer, records: &[Record], base: Option<&Kb>) {
    for (office, holders) in holders_by_office(records, base) {
        let holders: Vec<Holder> = holders.into_iter().map(|(holder, _)| holder).collect();
        writer.holders(office, &holders);
    }
}

fn write_offices(writer: &mut Writer, records: &[Record], base: Option<&Kb>) {
    let mut offices: BTreeMap<RecordId, BTreeSet<RecordId>> = BTreeMap::new();
    for record in records {
        if let Content::Office(office) = &record.content
            && let Some(of) = office.of
        {
            offices.entry(of).or_default().insert(record.id);
        }
    }
    for (of, mut ids) in offices {
        ids.extend(base.into_iter().flat_map(|base| base.offices_of(of)));
        let ids: Vec<RecordId> = ids.into_iter().collect();
        writer.offices_of(of, &ids);
    }
}

fn write_treaties(writer: &mut Writer, records: &[Record], base: Option<&Kb>) {
    let mut parties: BTreeMap<RecordId, BTreeSet<RecordId>> = BTreeMap::new();
    let mut written = FxHashSet::default();
    for record in records {
        let Content::Treaty(treaty) = &record.content else {
            continue;
        };
        written.insert(record.id);
        for party in parties_of(treaty) {
            parties.entry(party).or_default().insert(record.id);
        }
        if let Some(base) = base.filter(|_| is_replacing(record, base)) {
            for party in parties_of(base.treaty(record.id)) {
                parties.entry(party).or_default();
            }
        }
    }
    for (party, mut ids) in parties {
        let below = base.into_iter().flat_map(|base| base.treaties_of(party));
        ids.extend(below.filter(|id| !written.contains(id)));
        let ids: Vec<RecordId> = ids.into_iter().collect();
        writer.treaties_of(party, &ids);
    }
}

fn parties_of(treaty: &Treaty) -> impl Iterator<Item = RecordId> {
    let acting = treaty.acts.iter().filter_map(|act| act.state);
    treaty.parties.iter().copied().chain(acting)
}

fn write_names(writer: &mut Writer, records: &[Record], base: Option<&Kb>) {
    let mut own: FxHashMap<String, Vec<NameEntry>> = FxHashMap::default();
    for record in records {
        names::of_record(record, |folded, entry| match base {
            None => writer.name(folded, entry),
            Some(_) => own.entry(folded).or_default().push(entry),
        });
    }
    let Some(base) = base else {
        return;
    };
    // The topmost layer that has a name has all of its entries, the lower layers' as well.
    for (folded, entries) in own {
        let below = base.lookup(&folded).map(|at| base.entries(at));
        let is_new = |old: &NameEntry| {
            !entries
                .iter()
                .any(|new| new.record == old.record && new.kind == old.kind)
        };
        for entry in below.into_iter().flatten().filter(is_new) {
            writer.name(folded.clone(), entry);
        }
        for entry in entries {
            writer.name(folded.clone(), entry);
        }
    }
}
