//! Two at once in an office of one seat.

use date::{Date, Day};
use kb::{End, Holder, RecordId, Status, Term};

use super::{Holders, View};
use crate::problem::Report;

/// Reports regular terms that certainly overlap by more than the day of the handover.
pub(super) fn check(view: &View<'_>, offices: &Holders<'_>, report: &mut Report) {
    for (&office, holders) in offices {
        if view.office(office).is_none_or(|office| office.seats != 1) {
            continue;
        }
        let mut sure: Vec<_> = holders
            .iter()
            .filter(|(_, term)| term.status == Status::Regular)
            .filter_map(|&(holder, term)| Some((certain_days(view, term)?, holder, term)))
            .collect();
        sure.sort_by_key(|((from, to), holder, _)| (*from, *to, holder.person, holder.term));
        // The one running longest of those before is the only one that has to be compared.
        let mut longest: Option<((Day, Day), Holder, &Term)> = None;
        for current in sure {
            if let Some(before) = longest
                && current.0.0 < before.0.1
                && current.0.0 < current.0.1
            {
                report_pair(view, office, before, current, report);
            }
            if longest.is_none_or(|before| before.0.1 < current.0.1) {
                longest = Some(current);
            }
        }
    }
}

/// The first and the last day on which somebody certainly held the office.
fn certain_days(view: &View<'_>, term: &Term) -> Option<(Day, Day)> {
    let from = term.from.filter(|date| date.is_certain())?.last();
    let to = match term.to {
        End::On(date) if date.is_certain() => date.first(),
        End::Running => view.as_of(&term.sources)?,
        End::On(_) | End::Unknown => return None,
    };
    (from <= to).then_some((from, to))
}

fn report_pair(
    view: &View<'_>,
    office: RecordId,
    before: ((Day, Day), Holder, &Term),
    current: ((Day, Day), Holder, &Term),
    report: &mut Report,
) {
    let (place, this, other) = match (view.place(current.1), view.place(before.1)) {
        (Some(place), _) => (place, current, before),
        (None, Some(place)) => (place, before, current),
        (None, None) => return,
    };
    let end = match other.2.to {
        End::On(date) => format!(" to {date}"),
        End::Running | End::Unknown => ", running".to_owned(),
    };
    let start = other.2.from.map(|date: Date| date.to_string());
    report.problem(
        place,
        format!(
            "term of {}: overlaps the term of {} ({}{end}) as `{}`; mend a date or give one a status",
            view.slug(this.1.person),
            view.slug(other.1.person),
            start.unwrap_or_default(),
            view.slug(office),
        ),
    );
}
