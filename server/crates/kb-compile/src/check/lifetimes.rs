//! Terms outside of the lifetime of their office.

use kb::End;

use super::{Holders, View};
use crate::problem::Report;

pub(super) fn check(view: &View<'_>, offices: &Holders<'_>, report: &mut Report) {
    for (&id, holders) in offices {
        let Some(exists) = view.office(id).map(|office| office.exists) else {
            continue;
        };
        for &(holder, term) in holders {
            let Some(place) = view.place(holder) else {
                continue;
            };
            let who = view.slug(holder.person);
            let office = view.slug(id);
            if let (Some(first), Some(from)) = (exists.from, term.from)
                && from.last() < first.first()
            {
                report.problem(
                    place,
                    format!("term of {who}: starts ({from}) before `{office}` exists ({first})"),
                );
            }
            let Some(last) = exists.to else {
                continue;
            };
            match (term.from, term.to) {
                (Some(from), _) if from.first() > last.last() => report.problem(
                    place,
                    format!("term of {who}: starts ({from}) after the end of `{office}` ({last})"),
                ),
                (_, End::On(to)) if to.first() > last.last() => report.problem(
                    place,
                    format!("term of {who}: ends ({to}) after the end of `{office}` ({last})"),
                ),
                (_, End::Running) => report.problem(
                    place,
                    format!("term of {who}: is still running, but `{office}` ended; add to = \"{last}\" or what ended it before"),
                ),
                _ => {}
            }
        }
    }
}
