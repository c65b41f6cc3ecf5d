use std::collections::{HashMap, HashSet};

use ide::Destination;
use lsp_types::*;

use crate::lsp::view::{Place, View};
use crate::session::Kind;

pub fn definition(view: &View, position: Position) -> Option<DefinitionResponse> {
    let it = &view.snapshot;
    let destinations = match it.kind {
        Kind::Records => super::records::definition(view, position),
        _ => ide::definition(it.kb(), it.analysis(), view.offset(position)),
    };
    match linked(view, destinations, view.profile.definition_links)? {
        Linked::Links(links) => Some(links.into()),
        Linked::Locations(locations) => Some(Definition::from(locations).into()),
    }
}

pub fn type_definition(view: &View, position: Position) -> Option<TypeDefinitionResponse> {
    let it = &view.snapshot;
    let destinations = ide::type_definition(it.kb(), it.analysis(), view.offset(position));
    match linked(view, destinations, view.profile.type_definition_links)? {
        Linked::Links(links) => Some(links.into()),
        Linked::Locations(locations) => Some(Definition::from(locations).into()),
    }
}

pub fn implementation(view: &View, position: Position) -> Option<ImplementationResponse> {
    let it = &view.snapshot;
    let destinations = ide::implementation(it.kb(), it.analysis(), view.offset(position));
    match linked(view, destinations, view.profile.implementation_links)? {
        Linked::Links(links) => Some(links.into()),
        Linked::Locations(locations) => Some(Definition::from(locations).into()),
    }
}

pub fn declaration(view: &View, position: Position) -> Option<DeclarationResponse> {
    let it = &view.snapshot;
    let (origin, range) = ide::declaration(it.kb(), it.analysis(), view.offset(position))?;
    if view.profile.declaration_links {
        let range = view.range(range);
        let place = Place {
            uri: view.uri(),
            around: range,
            range,
        };
        return Some(vec![view.link(origin, place)].into());
    }
    Some(Declaration::from(view.location(range)).into())
}

/// `with_declaration`: the mention that introduces the record too.
pub fn references(
    view: &View,
    position: Position,
    with_declaration: bool,
) -> Option<Vec<Location>> {
    let it = &view.snapshot;
    let references = ide::references(it.kb(), it.analysis(), view.offset(position));
    let wanted = references
        .iter()
        .filter(|it| with_declaration || !it.introduces);
    let locations: Vec<Location> = wanted.map(|it| view.location(it.range)).collect();
    (!references.is_empty()).then_some(locations)
}

/// The ids of what stands at a place.
pub fn records_at(view: &View, position: Position) -> Vec<String> {
    let it = &view.snapshot;
    let records = ide::records_at(it.kb(), it.analysis(), view.offset(position));
    records
        .iter()
        .map(|record| it.kb().slug(*record).to_owned())
        .collect()
}

/// Every place that names one of these records.
pub fn references_to(view: &View, records: &[String], with_declaration: bool) -> Vec<Location> {
    let it = &view.snapshot;
    let records: Vec<kb::RecordId> = records.iter().filter_map(|id| it.kb().find(id)).collect();
    let references = ide::references_to(it.analysis(), &records).into_iter();
    references
        .filter(|it| with_declaration || !it.introduces)
        .map(|it| view.location(it.range))
        .collect()
}

/// Every place that names a record, by its id, and whether it introduces it.
pub fn all_references(view: &View) -> HashMap<String, Vec<(Range, bool)>> {
    let it = &view.snapshot;
    let mentions = it.analysis().mentions().iter();
    let records: HashSet<kb::RecordId> =
        mentions.flat_map(|it| it.records.iter().copied()).collect();
    let places = |record: kb::RecordId| {
        let references = ide::references_to(it.analysis(), &[record]).into_iter();
        references
            .map(|it| (view.range(it.range), it.introduces))
            .collect()
    };
    let all = records.into_iter();
    all.map(|record| (it.kb().slug(record).to_owned(), places(record)))
        .collect()
}

/// The introducing mention is marked as a write.
pub fn highlights(view: &View, position: Position) -> Option<Vec<DocumentHighlight>> {
    let it = &view.snapshot;
    let references = ide::references(it.kb(), it.analysis(), view.offset(position));
    let highlight = |it: &ide::Reference| DocumentHighlight {
        range: view.range(it.range),
        kind: Some(if it.introduces {
            DocumentHighlightKind::Write
        } else {
            DocumentHighlightKind::Read
        }),
    };
    (!references.is_empty()).then(|| references.iter().map(highlight).collect())
}

enum Linked {
    Links(Vec<LocationLink>),
    Locations(Vec<Location>),
}

/// `None` where nothing has a page.
fn linked(view: &View, destinations: Vec<Destination>, links: bool) -> Option<Linked> {
    let places: Vec<(prose::Range, Place)> = destinations
        .into_iter()
        .filter_map(|it| Some((it.origin, view.library.record(it.record, it.term)?)))
        .collect();
    if places.is_empty() {
        return None;
    }
    let places = places.into_iter();
    Some(if links {
        Linked::Links(places.map(|(origin, it)| view.link(origin, it)).collect())
    } else {
        Linked::Locations(
            places
                .map(|(_, it)| Location::new(it.uri, it.range))
                .collect(),
        )
    })
}
