use kb::{Office, RecordId, Role};

use crate::fields::Fields;

const ROLES: [(&str, Role); 13] = [
    ("head-of-state", Role::HeadOfState),
    ("head-of-government", Role::HeadOfGovernment),
    ("de-facto", Role::DeFacto),
    ("party-leader", Role::PartyLeader),
    ("deputy-head-of-state", Role::DeputyHeadOfState),
    ("deputy-head-of-government", Role::DeputyHeadOfGovernment),
    ("representative", Role::Representative),
    ("foreign-minister", Role::ForeignMinister),
    ("defence-minister", Role::DefenceMinister),
    ("finance-minister", Role::FinanceMinister),
    ("interior-minister", Role::InteriorMinister),
    ("official", Role::Official),
    ("organisation-head", Role::OrganisationHead),
];

/// `around`: the state or organisation; its sources are the office's where it names none.
pub(super) fn read(fields: &Fields<'_>, around: Option<(Fields<'_>, RecordId)>) -> Office {
    let of = around.as_ref().map(|(_, of)| *of);
    let inherited = around.map_or_else(Vec::new, |(around, _)| around.sources());
    let office = Office {
        title: fields.required_text("title"),
        also: fields.texts("also"),
        of,
        roles: fields.choices("role", &ROLES),
        seats: fields.number("seats").unwrap_or(1),
        complete_since: fields.date("complete-since"),
        complete_until: fields.date("complete-until"),
        exists: fields.lifetime("exists"),
        elect: fields.flag("elect"),
        wikidata: fields.wikidata(),
        sources: fields.sources_or(&inherited),
    };
    if office.roles.is_empty() {
        fields.lint_in("role", "has no role".to_owned());
    }
    office
}
