//! Two records that say they are one and the same.

use rustc_hash::FxHashMap;

use super::View;
use crate::problem::Report;
use crate::read::{Content, Record};

pub(super) fn check(view: &View<'_>, report: &mut Report) {
    let mut bearers: FxHashMap<&str, &Record> = FxHashMap::default();
    for record in view.records {
        let Some(wikidata) = wikidata(&record.content) else {
            continue;
        };
        if let Some(first) = bearers.insert(wikidata, record) {
            let (slug, other) = (&record.slug, &first.slug);
            report.problem(
                &record.place,
                format!("{slug}: {wikidata} is the Wikidata id of {other} as well; merge them, or leave out the wrong one"),
            );
        }
    }
}

fn wikidata(content: &Content) -> Option<&str> {
    match content {
        Content::Person(it) => it.wikidata.as_deref(),
        Content::Office(it) => it.wikidata.as_deref(),
        Content::State(it) => it.wikidata.as_deref(),
        Content::Organisation(it) => it.wikidata.as_deref(),
        Content::Treaty(it) => it.wikidata.as_deref(),
        Content::Event(it) => it.wikidata.as_deref(),
        Content::Source(_) => None,
    }
}
