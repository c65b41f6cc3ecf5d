//! Statements that rest on a weak source alone.

use kb::RecordId;

use super::View;
use crate::problem::Report;
use crate::read::Content;

pub(super) fn check(view: &View<'_>, report: &mut Report) {
    for record in view.records {
        let (what, sources): (_, Vec<&Vec<RecordId>>) = match &record.content {
            Content::Person(person) => ("term", person.terms.iter().map(|t| &t.sources).collect()),
            Content::Treaty(treaty) => ("act", treaty.acts.iter().map(|a| &a.sources).collect()),
            _ => continue,
        };
        for (sources, place) in sources.into_iter().zip(&record.parts) {
            let is_weak = |&id: &RecordId| view.source(id).is_some_and(|source| source.weak);
            if !sources.is_empty() && sources.iter().all(is_weak) {
                let slug = &record.slug;
                report.lint(
                    place,
                    format!("{what} of {slug}: rests on a weak source alone"),
                );
            }
        }
    }
}
