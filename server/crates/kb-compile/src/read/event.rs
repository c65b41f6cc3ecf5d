use kb::{Event, Kind};

use super::{PARTIES, own_sources};
use crate::fields::Fields;

pub(super) fn read(fields: &Fields<'_>) -> Event {
    let during = fields.during();
    Event {
        name: fields.required_text("name"),
        also: fields.texts("also"),
        from: during.from,
        to: during.to,
        place: fields.text("place"),
        parties: fields.ids("parties", PARTIES),
        persons: fields.ids("persons", &[Kind::Person]),
        wikidata: fields.wikidata(),
        sources: own_sources(fields),
    }
}
