use kb::{Act, ActKind, Article, Kind, Nature, Outline, RecordId, Treaty};

use super::{PARTIES, sources_or_of_parts};
use crate::fields::Fields;
use crate::problem::Place;

/// The kinds of treaty, as written.
const KINDS: [&str; 40] = [
    "alliance",
    "defence",
    "non-aggression",
    "friendship",
    "peace",
    "ceasefire",
    "armistice",
    "arms-control",
    "nuclear",
    "border",
    "territory",
    "independence",
    "law-of-war",
    "human-rights",
    "refugees",
    "trade",
    "investment",
    "economic-union",
    "environment",
    "climate",
    "sea",
    "air",
    "space",
    "water",
    "energy",
    "finance",
    "health",
    "culture",
    "extradition",
    "crime",
    "consular",
    "diplomatic-relations",
    "constitution",
    "membership",
    "labour",
    "intellectual-property",
    "migration",
    "security-cooperation",
    "basing",
    "other",
];

const ACTS: [(&str, ActKind); 21] = [
    ("agreed", ActKind::Agreed),
    ("initialled", ActKind::Initialled),
    ("adopted", ActKind::Adopted),
    ("opened", ActKind::Opened),
    ("signed", ActKind::Signed),
    ("ratified", ActKind::Ratified),
    ("acceded", ActKind::Acceded),
    ("provisional", ActKind::Provisional),
    ("in-force", ActKind::InForce),
    ("amended", ActKind::Amended),
    ("renewed", ActKind::Renewed),
    ("suspended", ActKind::Suspended),
    ("withdrawal-notice", ActKind::WithdrawalNotice),
    ("withdrew", ActKind::Withdrew),
    ("revoked", ActKind::Revoked),
    ("expired", ActKind::Expired),
    ("terminated", ActKind::Terminated),
    ("replaced", ActKind::Replaced),
    ("not-signed", ActKind::NotSigned),
    ("not-ratified", ActKind::NotRatified),
    ("not-party", ActKind::NotParty),
];

/// `parts`: the places of the acts.
pub(super) fn read(fields: &Fields<'_>, parts: &mut Vec<Place>) -> Treaty {
    let sources = fields.sources();
    let acts: Vec<Act> = fields
        .rows("acts", "act")
        .iter()
        .filter_map(|row| {
            let act = read_act(row, &sources)?;
            parts.push(row.place.clone());
            Some(act)
        })
        .collect();
    let natures = [
        ("treaty", Nature::Treaty),
        ("accord", Nature::Accord),
        ("political", Nature::Political),
        ("statute", Nature::Statute),
    ];
    let kinds: Vec<(&str, &str)> = KINDS.iter().map(|&k| (k, k)).collect();
    let treaty = Treaty {
        name: fields.required_text("name"),
        short: fields.texts("short"),
        acronyms: fields.texts("acronyms"),
        shared: fields.texts("shared"),
        kinds: fields
            .choices("kind", &kinds)
            .into_iter()
            .map(str::to_owned)
            .collect(),
        nature: fields.choice("nature", &natures).unwrap_or_default(),
        parties: fields.ids("parties", PARTIES),
        parties_complete: fields.flag("parties-complete"),
        not_in_force: fields.date("not-in-force"),
        articles: fields
            .rows("articles", "article")
            .iter()
            .map(read_article)
            .collect(),
        amends: fields.ids("amends", &[Kind::Treaty]),
        replaces: fields.ids("replaces", &[Kind::Treaty]),
        confused_with: fields.ids("confused-with", &[Kind::Treaty]),
        wikidata: fields.wikidata(),
        sources: sources_or_of_parts(fields, sources, acts.iter().map(|act| &act.sources)),
        acts,
        outline: Outline::default(),
    };
    for name in &treaty.shared {
        if name != &treaty.name && !treaty.short.contains(name) && !treaty.acronyms.contains(name) {
            fields.problem_in(
                "shared",
                format!("`shared`: `{name}` is none of its names; add it to `short` or `acronyms`"),
            );
        }
    }
    treaty
}

fn read_act(row: &Fields<'_>, sources: &[RecordId]) -> Option<Act> {
    if !row.has("act") {
        row.problem("lacks `act`".to_owned());
    }
    let kind = row.choice("act", &ACTS);
    let act = |act| Act {
        act,
        on: row.date("on"),
        state: row.id("state", PARTIES),
        place: row.text("place"),
        by: row.ids("by", &[Kind::Person]),
        sources: row.sources_or(sources),
    };
    let act = act(kind.unwrap_or(ActKind::Agreed));
    row.finish();
    kind.map(|_| act)
}

fn read_article(row: &Fields<'_>) -> Article {
    let article = Article {
        number: row.required_text("number"),
        topics: row.texts("topics"),
    };
    row.finish();
    article
}
