//! What must hold between records, and what is only suspicious.

mod gaps;
mod identity;
mod lifetimes;
mod order;
mod overlaps;
mod too_early;
mod weak;

use std::collections::BTreeMap;

use date::{Date, Day};
use kb::{Holder, Kb, Office, RecordId, Source, Term};
use rustc_hash::FxHashMap;

use crate::problem::{Place, Report};
use crate::read::{Content, Record};
use crate::tables::holders_by_office;

pub(crate) fn check_all(records: &[Record], base: Option<&Kb>, report: &mut Report) {
    let view = View {
        records,
        base,
        by_id: records.iter().map(|record| (record.id, record)).collect(),
    };
    let holders = holders_by_office(records, base);
    overlaps::check(&view, &holders, report);
    lifetimes::check(&view, &holders, report);
    gaps::check(&view, &holders, report);
    identity::check(&view, report);
    order::check(&view, report);
    too_early::check(&view, report);
    weak::check(&view, report);
}

/// Who ever held an office, by start.
type Holders<'a> = BTreeMap<RecordId, Vec<(Holder, &'a Term)>>;

/// The records of this layer over those of the base.
struct View<'a> {
    records: &'a [Record],
    base: Option<&'a Kb>,
    by_id: FxHashMap<RecordId, &'a Record>,
}

impl<'a> View<'a> {
    fn office(&self, id: RecordId) -> Option<&'a Office> {
        match self.by_id.get(&id) {
            Some(record) => match &record.content {
                Content::Office(office) => Some(office),
                _ => None,
            },
            None => self.base.map(|base| base.office(id)),
        }
    }

    fn source(&self, id: RecordId) -> Option<&'a Source> {
        match self.by_id.get(&id) {
            Some(record) => match &record.content {
                Content::Source(source) => Some(source),
                _ => None,
            },
            None => self.base.map(|base| base.source(id)),
        }
    }

    fn slug(&self, id: RecordId) -> &'a str {
        match self.by_id.get(&id) {
            Some(record) => &record.slug,
            None => self.base.map_or("", |base| base.slug(id)),
        }
    }

    /// Where a term is written, if it is in this layer.
    fn place(&self, holder: Holder) -> Option<&'a Place> {
        let record = self.by_id.get(&holder.person)?;
        record.parts.get(usize::from(holder.term))
    }

    /// The last day for which a running term is known to be running.
    fn as_of(&self, sources: &[RecordId]) -> Option<Day> {
        let dates = sources.iter().filter_map(|&id| self.source(id)?.as_of);
        dates.map(Date::last).max()
    }
}
