use kb::{Kind, State, StateName};

use super::own_sources;
use crate::fields::Fields;

pub(super) fn read(fields: &Fields<'_>) -> State {
    fields.skip("office");
    let state = State {
        names: fields.rows("names", "name").iter().map(read_name).collect(),
        demonyms: fields.dated("demonyms"),
        capitals: fields.dated("capitals"),
        metonyms: fields.dated("metonyms"),
        continues_as: fields.id("continues-as", &[Kind::State]),
        predecessors: fields.ids("predecessors", &[Kind::State]),
        successors: fields.ids("successors", &[Kind::State]),
        exists: fields.lifetime("exists"),
        disputed: fields.flag("disputed"),
        wikidata: fields.wikidata(),
        sources: own_sources(fields),
    };
    if state.names.is_empty() {
        fields
            .problem("lacks `names`: names = [{ short = \"...\", official = \"...\" }]".to_owned());
    }
    let starts: Vec<_> = state.names.iter().map(|name| name.during.from).collect();
    if starts.windows(2).any(|pair| match (pair[0], pair[1]) {
        (Some(a), Some(b)) => a.first() > b.first(),
        _ => false,
    }) {
        fields.problem_in("names", "`names` are not in order of time".to_owned());
    }
    state
}

fn read_name(row: &Fields<'_>) -> StateName {
    let short = row.required_text("short");
    let name = StateName {
        official: row.text("official").unwrap_or_else(|| short.clone()),
        short,
        also: row.texts("also"),
        during: row.during(),
    };
    row.sources();
    row.finish();
    name
}
