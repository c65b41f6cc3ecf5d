//! Nobody in an office whose holders are said to be complete.

use date::Day;
use kb::{End, Status};

use super::{Holders, View};
use crate::problem::Report;
use crate::read::Content;

/// How long nobody may have held an office before it looks like a hole in the records.
const DAYS: i32 = 366;

pub(super) fn check(view: &View<'_>, offices: &Holders<'_>, report: &mut Report) {
    for record in view.records {
        let Content::Office(office) = &record.content else {
            continue;
        };
        let Some(since) = office.complete_since else {
            continue;
        };
        let mut filled_until = since.last();
        let mut last = "the start of the complete records".to_owned();
        let holders = offices.get(&record.id).map_or(&[][..], Vec::as_slice);
        let mut lint = |from: Day, to: Day, after: &str| {
            if to.days_since(from) > DAYS {
                report.lint(
                    &record.place,
                    format!(
                        "{}: complete since {since}, but nobody held it from {from} to {to}, after {after}",
                        record.slug
                    ),
                );
            }
        };
        for (holder, term) in holders {
            if term.status == Status::Designate {
                continue;
            }
            let Some(from) = term.from else {
                continue;
            };
            lint(filled_until, from.first(), &last);
            let to = match term.to {
                End::On(date) => date.last(),
                End::Running => Day::MAX,
                End::Unknown => from.last(),
            };
            if to > filled_until {
                filled_until = to;
                last = view.slug(holder.person).to_owned();
            }
        }
        let ends = [office.exists.to, office.complete_until];
        let until = ends.into_iter().flatten().map(date::Date::first).min();
        if let Some(until) = until.or_else(|| view.as_of(&office.sources)) {
            lint(filled_until, until, &last);
        }
    }
}
