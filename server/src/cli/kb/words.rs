//! The words of records as they are written in TOML, and all their names.

use std::borrow::Cow;

use kb::{ActKind, Kb, Kind, RecordId, Role, Status};

/// Every name that stands for the record, each once, the one that people know first.
pub fn all_names(kb: &Kb, id: RecordId) -> Vec<Cow<'_, str>> {
    let mut names = Names(vec![kb.known_as(id)]);
    match id.kind() {
        Kind::Person => {
            let person = kb.person(id);
            names.add_all(&person.spellings);
            names.add_all(&person.short);
            names.add_all(&person.nicknames);
            names.add_all(&person.native);
            names.add(&person.name.second);
            names.add(&person.name.family);
        }
        Kind::Office => {
            let office = kb.office(id);
            names.add(&office.title);
            names.add_all(&office.also);
        }
        Kind::State => {
            let state = kb.state(id);
            for name in state.names.iter().rev() {
                names.add(&name.short);
                names.add(&name.official);
                names.add_all(&name.also);
            }
            for words in [&state.demonyms, &state.capitals, &state.metonyms] {
                words.iter().for_each(|it| names.add(&it.text));
            }
        }
        Kind::Organisation => {
            let organisation = kb.organisation(id);
            names.add(&organisation.name);
            names.add_all(&organisation.also);
            names.add_all(&organisation.acronyms);
        }
        Kind::Treaty => {
            let treaty = kb.treaty(id);
            names.add_all(&treaty.short);
            names.add_all(&treaty.acronyms);
        }
        Kind::Event => names.add_all(&kb.event(id).also),
        Kind::Source => {}
    }
    names.0
}

/// Names, none twice and none empty.
struct Names<'a>(Vec<Cow<'a, str>>);

impl<'a> Names<'a> {
    fn add(&mut self, name: &'a str) {
        if !name.is_empty() && !self.0.iter().any(|it| it == name) {
            self.0.push(Cow::Borrowed(name));
        }
    }

    fn add_all(&mut self, names: &'a [String]) {
        names.iter().for_each(|it| self.add(it));
    }
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
