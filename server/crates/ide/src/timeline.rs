use date::{Date, Day};
use kb::{ActKind, End, Holder, Kb, Kind, Nature, RecordId, Status};

use crate::{Analysis, cast_list, statement};

/// When a person held offices, or a treaty was in force: one line of a picture of the time around an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    pub record: RecordId,
    pub name: String,
    /// In the order of their beginnings, as far as they are known.
    pub bars: Vec<Bar>,
    /// Days on which something was done, in order.
    pub marks: Vec<Mark>,
}

/// Something that lasted. First and last day included.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// "President of the United States", "in force".
    pub label: String,
    /// The first day it may have been; `None`: not known.
    pub from: Option<Day>,
    /// The last day it may have been; `None`: not known, or still running.
    pub to: Option<Day>,
    /// It runs on, as far as the records reach.
    pub running: bool,
    /// An office that is held, but not in the regular way.
    pub contested: bool,
    /// The statement of the records in words.
    pub statement: String,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// "signed".
    pub label: String,
    /// The first day that it may have been.
    pub on: Day,
    pub statement: String,
}

/// The terms of the persons and the acts of the treaties that the article names, in its order; without what has no date.
pub fn timeline(kb: &Kb, analysis: &Analysis) -> Vec<Lane> {
    let lanes = cast_list(kb, analysis).into_iter().map(|it| {
        let (bars, marks) = match it.record.kind() {
            Kind::Person => (terms(kb, it.record), Vec::new()),
            Kind::Treaty => (force(kb, it.record), acts(kb, it.record)),
            _ => Default::default(),
        };
        Lane {
            record: it.record,
            name: it.name,
            bars,
            marks,
        }
    });
    lanes
        .filter(|it| !it.bars.is_empty() || !it.marks.is_empty())
        .collect()
}

fn terms(kb: &Kb, person: RecordId) -> Vec<Bar> {
    let terms = kb.person(person).terms.iter().zip(0..);
    let mut bars: Vec<Bar> = terms
        // Whoever was only chosen held nothing, and a term without any day has no place.
        .filter(|(it, _)| it.status != Status::Designate)
        .filter(|(it, _)| it.from.is_some() || matches!(it.to, End::On(_)))
        .map(|(it, term)| Bar {
            label: kb.name(it.office),
            from: it.from.map(Date::first),
            to: match it.to {
                End::On(date) => Some(date.last()),
                End::Running | End::Unknown => None,
            },
            running: it.to == End::Running,
            contested: it.status != Status::Regular,
            statement: statement::of_term(kb, Holder { person, term }).statement,
        })
        .collect();
    bars.sort_by_key(|it| it.from.or(it.to));
    bars
}

/// The times of a treaty as a whole between an act that begins and the next that ends.
fn force(kb: &Kb, treaty: RecordId) -> Vec<Bar> {
    let record = kb.treaty(treaty);
    let mut acts: Vec<_> = dated(kb, treaty).collect();
    acts.sort_by_key(|(on, _)| on.first());
    let mut bars: Vec<Bar> = Vec::new();
    for (on, act) in acts {
        let says = || statement::of_act(kb, treaty, act).statement;
        let open = bars.last_mut().filter(|it| it.running);
        match (effect(act.act, record.nature), open) {
            (Some(Effect::Begins), None) => bars.push(Bar {
                label: match act.act {
                    ActKind::InForce | ActKind::Renewed => "in force".into(),
                    ActKind::Provisional => "provisionally applied".into(),
                    kind => statement::verb(kind).to_owned(),
                },
                from: Some(on.first()),
                to: None,
                running: true,
                contested: false,
                statement: says(),
            }),
            (Some(Effect::Begins), Some(open)) if act.act == ActKind::InForce => {
                open.label = "in force".into();
                open.statement = format!("{}; {}", open.statement, says());
            }
            (Some(Effect::Ends), Some(open)) => {
                open.to = Some(on.last());
                open.running = false;
                open.statement = format!("{}; {}", open.statement, says());
            }
            _ => {}
        }
    }
    bars
}

enum Effect {
    Begins,
    Ends,
}

/// What binds nobody in law, or is an accord of sides that ratify nothing, counts from the day it was made.
fn effect(act: ActKind, nature: Nature) -> Option<Effect> {
    match act {
        ActKind::InForce | ActKind::Provisional | ActKind::Renewed => Some(Effect::Begins),
        ActKind::Signed | ActKind::Adopted | ActKind::Agreed if nature != Nature::Treaty => {
            Some(Effect::Begins)
        }
        ActKind::Suspended
        | ActKind::Expired
        | ActKind::Terminated
        | ActKind::Replaced
        | ActKind::Revoked => Some(Effect::Ends),
        _ => None,
    }
}

fn acts(kb: &Kb, treaty: RecordId) -> Vec<Mark> {
    let mut marks: Vec<Mark> = dated(kb, treaty)
        .map(|(on, act)| Mark {
            label: statement::verb(act.act).to_owned(),
            on: on.first(),
            statement: statement::of_act(kb, treaty, act).statement,
        })
        .collect();
    marks.sort_by_key(|it| it.on);
    marks
}

/// The acts of the treaty as a whole; what single states did would bury them, and what was not done has no day.
fn dated(kb: &Kb, treaty: RecordId) -> impl Iterator<Item = (Date, &kb::Act)> {
    let acts = kb.treaty(treaty).acts.iter();
    let not_done = |it: &kb::Act| {
        use ActKind::{NotParty, NotRatified, NotSigned};
        matches!(it.act, NotSigned | NotRatified | NotParty)
    };
    acts.filter(move |it| it.state.is_none() && !not_done(it))
        .filter_map(|it| Some((it.on?, it)))
}
