//! Acts of states that did not exist yet: a successor state is a party, but it did not ratify in the year of its predecessor.

use date::Day;
use kb::RecordId;
use rustc_hash::FxHashMap;

use super::View;
use crate::problem::Report;
use crate::read::Content;

pub(super) fn check(view: &View<'_>, report: &mut Report) {
    let births = births(view);
    for record in view.records {
        let Content::Treaty(treaty) = &record.content else {
            continue;
        };
        for (act, place) in treaty.acts.iter().zip(&record.parts) {
            let (Some(state), Some(on)) = (act.state, act.on) else {
                continue;
            };
            if births.get(&state).is_some_and(|birth| on.last() < *birth) {
                let (slug, state) = (&record.slug, view.slug(state));
                report.lint(
                    place,
                    format!("act of {slug}: `{state}` did not exist on {on}; leave the date out, or name the predecessor"),
                );
            }
        }
    }
}

/// The first day on which a state could act: that on which it began to exist, or joined its first organisation, as some did before independence.
fn births(view: &View<'_>) -> FxHashMap<RecordId, Day> {
    let mut births = FxHashMap::default();
    for record in view.records {
        if let Content::State(state) = &record.content
            && let Some(from) = state.exists.from
        {
            births.insert(record.id, from.first());
        }
    }
    for record in view.records {
        let Content::Organisation(organisation) = &record.content else {
            continue;
        };
        for member in &organisation.members {
            if let (Some(birth), Some(from)) = (births.get_mut(&member.state), member.from) {
                *birth = from.first().min(*birth);
            }
        }
    }
    births
}
