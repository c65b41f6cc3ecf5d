//! The words of records as they are written in TOML, and all their names.

use kb::{ActKind, Kb, Kind, RecordId, Role, Status};

/// Every name that stands for the record, each once, the one that people know first.
pub fn all_names(kb: &Kb, id: RecordId) -> Vec<String> {
    let mut names = vec![kb.name(id)];
    let mut add = |more: &[String]| {
        for name in more {
            if !name.is_empty() && !names.contains(name) {
                names.push(name.clone());
            }
        }
    };
    match id.kind() {
        Kind::Person => {
            let person = kb.person(id);
            add(&person.spellings);
            add(&person.short);
            add(&person.nicknames);
            add(&person.native);
            add(&[person.name.second.clone(), person.name.family.clone()]);
        }
        Kind::Office => {
            let office = kb.office(id);
            add(std::slice::from_ref(&office.title));
            add(&office.also);
        }
        Kind::State => {
            let state = kb.state(id);
            for name in state.names.iter().rev() {
                add(&[name.short.clone(), name.official.clone()]);
                add(&name.also);
            }
            for words in [&state.demonyms, &state.capitals, &state.metonyms] {
                words
                    .iter()
                    .for_each(|it| add(std::slice::from_ref(&it.text)));
            }
        }
        Kind::Organisation => {
            let organisation = kb.organisation(id);
            add(std::slice::from_ref(&organisation.name));
            add(&organisation.also);
            add(&organisation.acronyms);
        }
        Kind::Treaty => {
            let treaty = kb.treaty(id);
            add(&treaty.short);
            add(&treaty.acronyms);
        }
        Kind::Event => add(&kb.event(id).also),
        Kind::Source => {}
    }
    names
}

pub fn role(role: Role) -> &'static str {
    match role {
        Role::HeadOfState => "head-of-state",
        Role::HeadOfGovernment => "head-of-government",
        Role::DeFacto => "de-facto",
        Role::PartyLeader => "party-leader",
        Role::DeputyHeadOfState => "deputy-head-of-state",
        Role::DeputyHeadOfGovernment => "deputy-head-of-government",
        Role::Representative => "representative",
        Role::ForeignMinister => "foreign-minister",
        Role::DefenceMinister => "defence-minister",
        Role::FinanceMinister => "finance-minister",
        Role::InteriorMinister => "interior-minister",
        Role::Official => "official",
        Role::OrganisationHead => "organisation-head",
    }
}

pub fn status(status: Status) -> &'static str {
    match status {
        Status::Regular => "regular",
        Status::Acting => "acting",
        Status::Interim => "interim",
        Status::DeFacto => "de-facto",
        Status::Disputed => "disputed",
        Status::Designate => "designate",
    }
}

pub fn act(act: ActKind) -> &'static str {
    match act {
        ActKind::Agreed => "agreed",
        ActKind::Initialled => "initialled",
        ActKind::Adopted => "adopted",
        ActKind::Opened => "opened",
        ActKind::Signed => "signed",
        ActKind::Ratified => "ratified",
        ActKind::Acceded => "acceded",
        ActKind::Provisional => "provisional",
        ActKind::InForce => "in-force",
        ActKind::Amended => "amended",
        ActKind::Renewed => "renewed",
        ActKind::Suspended => "suspended",
        ActKind::WithdrawalNotice => "withdrawal-notice",
        ActKind::Withdrew => "withdrew",
        ActKind::Revoked => "revoked",
        ActKind::Expired => "expired",
        ActKind::Terminated => "terminated",
        ActKind::Replaced => "replaced",
        ActKind::NotSigned => "not-signed",
        ActKind::NotRatified => "not-ratified",
        ActKind::NotParty => "not-party",
    }
}
