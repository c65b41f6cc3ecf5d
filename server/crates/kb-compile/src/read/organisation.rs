use kb::{Kind, Membership, Organisation};

use super::{PARTIES, sources_or_of_parts};
use crate::fields::Fields;

pub(super) fn read(fields: &Fields<'_>) -> Organisation {
    fields.skip("office");
    let sources = fields.sources();
    let members: Vec<Membership> = fields
        .rows("members", "member")
        .iter()
        .filter_map(|row| {
            if !row.has("state") {
                row.problem("lacks `state`".to_owned());
            }
            let state = row.id("state", PARTIES);
            let during = row.during();
            let sources = row.sources_or(&sources);
            row.finish();
            Some(Membership {
                state: state?,
                from: during.from,
                to: during.to,
                sources,
            })
        })
        .collect();
    Organisation {
        name: fields.required_text("name"),
        also: fields.texts("also"),
        acronyms: fields.texts("acronyms"),
        nouns: fields.texts("nouns"),
        exists: fields.lifetime("exists"),
        members_complete_since: fields.date("members-complete-since"),
        treaty: fields.id("treaty", &[Kind::Treaty]),
        wikidata: fields.wikidata(),
        sources: sources_or_of_parts(fields, sources, members.iter().map(|m| &m.sources)),
        members,
    }
}
