//! Statements of the base in plain words, as evidence.

use date::Date;
use kb::{Act, ActKind, End, Holder, Kb, Kind, Membership, RecordId, Status, Term};

use crate::Evidence;

/// "Friedrich Merz: Chancellor of Germany since 6 May 2025."
pub fn of_term(kb: &Kb, holder: Holder) -> Evidence {
    let term = kb.term(holder);
    Evidence {
        statement: format!(
            "{}: {} {}",
            kb.name(holder.person),
            kb.name(term.office),
            period(term)
        ),
        source: sources(kb, &term.sources),
    }
}

/// "since 6 May 2025", "from 8 December 2021 to 6 May 2025"
pub(crate) fn period(term: &Term) -> String {
    let status = match term.status {
        Status::Acting => ", acting,",
        Status::Interim => ", interim,",
        Status::DeFacto => ", de facto,",
        Status::Disputed => ", disputed,",
        Status::Designate => ", designate,",
        Status::Regular => "",
    };
    let from = term.from.map(Date::long);
    let period = match (from, term.to) {
        (Some(from), End::Running) => format!("since {from}"),
        (Some(from), End::Unknown) => format!("from {from} to an unknown day"),
        (Some(from), End::On(to)) => format!("from {from} to {}", to.long()),
        (None, End::On(to)) => format!("until {}", to.long()),
        (None, _) => "at an unknown time".to_owned(),
    };
    if status.is_empty() {
        period
    } else {
        format!("{} {period}", status.trim_start_matches(", "))
    }
}

/// "Maastricht Treaty: signed 7 February 1992 in Maastricht"
pub fn of_act(kb: &Kb, treaty: RecordId, act: &Act) -> Evidence {
    let mut statement = format!("{}: {}", kb.treaty(treaty).name, verb(act.act));
    if let Some(state) = act.state {
        statement = format!("{statement} by {}", kb.name(state));
    }
    if let Some(on) = act.on {
        statement = format!("{statement} {}", on.long());
    }
    if let Some(place) = &act.place {
        statement = format!("{statement} in {}", place.replace("; ", ", "));
    }
    Evidence {
        statement,
        source: sources(kb, &act.sources),
    }
}

/// "NATO: Finland a member since 4 April 2023"
pub fn of_membership(kb: &Kb, body: RecordId, member: &Membership) -> Evidence {
    let period = match (member.from, member.to) {
        (Some(from), Some(to)) => format!(" from {} to {}", from.long(), to.long()),
        (Some(from), None) => format!(" since {}", from.long()),
        (None, Some(to)) => format!(" until {}", to.long()),
        (None, None) => String::new(),
    };
    let own = match member.sources.is_empty() {
        true => &kb.organisation(body).sources,
        false => &member.sources,
    };
    Evidence {
        statement: format!(
            "{}: {} a member{period}",
            kb.name(body),
            kb.name(member.state)
        ),
        source: sources(kb, own),
    }
}

/// "signed", "in force"
pub(crate) fn verb(act: ActKind) -> &'static str {
    match act {
        ActKind::Agreed => "agreed",
        ActKind::Initialled => "initialled",
        ActKind::Adopted => "adopted",
        ActKind::Opened => "opened for signature",
        ActKind::Signed => "signed",
        ActKind::Ratified => "ratified",
        ActKind::Acceded => "joined",
        ActKind::Provisional => "provisionally applied from",
        ActKind::InForce => "in force from",
        ActKind::Amended => "amended",
        ActKind::Renewed => "renewed",
        ActKind::Suspended => "suspended",
        ActKind::WithdrawalNotice => "notice of withdrawal",
        ActKind::Withdrew => "left",
        ActKind::Revoked => "revoked",
        ActKind::Expired => "expired",
        ActKind::Terminated => "terminated",
        ActKind::Replaced => "replaced",
        ActKind::NotSigned => "not signed as of",
        ActKind::NotRatified => "not ratified as of",
        ActKind::NotParty => "not joined as of",
    }
}

pub(crate) fn of_calendar(statement: String) -> Evidence {
    Evidence {
        statement,
        source: "calendar".into(),
    }
}

/// The titles of the sources, joined.
pub(crate) fn sources(kb: &Kb, ids: &[RecordId]) -> String {
    let titles: Vec<&str> = ids
        .iter()
        .filter(|it| it.kind() == Kind::Source)
        .map(|it| kb.source(*it).title.as_str())
        .collect();
    if titles.is_empty() {
        "the records of the workspace".into()
    } else {
        titles.join("; ")
    }
}

/// "the President of France" without the state: "president" as the office is titled.
pub(crate) fn title_of(kb: &Kb, office: RecordId) -> &str {
    &kb.office(office).title
}
