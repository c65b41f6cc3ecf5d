//! The differences of one entity, as they are found.

use date::Date;
use kb::RecordId;
use wikidata::Entity;

use crate::cli::kb::import::facts::Told;
use crate::cli::kb::import::judge::{self, Change};
use crate::cli::kb::import::report::Difference;

/// Collects the differences of one entity.
pub(super) struct Teller<'a> {
    pub(super) entity: &'a Entity,
    pub(super) record: Option<RecordId>,
    pub(super) differences: &'a mut Vec<Difference>,
}

impl Teller<'_> {
    pub(super) fn push(
        &mut self,
        change: Change,
        statement: &'static str,
        office: Option<RecordId>,
        base: Option<String>,
        found: String,
    ) {
        let id = self.entity.id;
        self.differences.push(Difference {
            change,
            id,
            record: self.record,
            name: self.entity.label.clone().unwrap_or_else(|| id.to_string()),
            statement,
            office,
            base,
            found,
            note: None,
        });
    }

    /// Adds to what was told last.
    pub(super) fn note(&mut self, note: String) {
        if let Some(last) = self.differences.last_mut() {
            last.note = Some(note);
        }
    }

    pub(super) fn day(&mut self, statement: &'static str, base: Option<Date>, told: Told) {
        self.day_of_many(statement, base.as_slice(), told);
    }

    /// A day that may be any of those in the base.
    pub(super) fn day_of_many(&mut self, statement: &'static str, base: &[Date], told: Told) {
        let dates = match told {
            Told::Nothing => return,
            Told::Unknown if base.is_empty() => {
                self.push(Change::New, statement, None, None, "?".to_owned());
                return;
            }
            Told::Unknown => return,
            Told::On(date) => vec![date],
            Told::Several(dates) if base.is_empty() => {
                self.push(Change::Unclear, statement, None, None, list(&dates));
                return;
            }
            Told::Several(dates) => dates,
        };
        let judged = |found: &Date| {
            let base = base.iter().map(|it| judge::date(Some(*it), *found));
            // The mildest of all is meant.
            base.min_by_key(|it| it.map(|it| it as u8))
                .unwrap_or(Some(Change::New))
        };
        let changes = dates.iter().map(judged);
        if let Some(Some(change)) = changes.min_by_key(|it| it.map(|it| it as u8)) {
            let base = (!base.is_empty()).then(|| list(base));
            self.push(change, statement, None, base, list(&dates));
        }
    }
}

pub(super) fn list(dates: &[Date]) -> String {
    let dates: Vec<String> = dates.iter().map(Date::to_string).collect();
    dates.join(" or ")
}
