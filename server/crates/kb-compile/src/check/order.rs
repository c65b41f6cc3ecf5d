//! Terms and acts that are not in order of time.

use date::{Date, Day};

use super::View;
use crate::problem::Report;
use crate::read::Content;

pub(super) fn check(view: &View<'_>, report: &mut Report) {
    for record in view.records {
        let (what, dates): (_, Vec<Option<Date>>) = match &record.content {
            Content::Person(person) => ("terms", person.terms.iter().map(|t| t.from).collect()),
            Content::Treaty(treaty) => ("acts", treaty.acts.iter().map(|a| a.on).collect()),
            _ => continue,
        };
        let mut latest = Day::MIN;
        for (date, place) in dates.into_iter().zip(&record.parts) {
            let Some(date) = date else {
                continue;
            };
            if date.last() < latest {
                let slug = &record.slug;
                report.lint(place, format!("{slug}: `{what}` are not sorted by date"));
                break;
            }
            latest = date.first().max(latest);
        }
    }
}
