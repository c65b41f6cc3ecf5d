use kb::RecordId;
use lsp_types::*;
use serde_json::json;

use crate::lsp::view::{Library, View};

pub fn prepare_call_hierarchy(view: &View, position: Position) -> Option<Vec<CallHierarchyItem>> {
    let it = &view.snapshot;
    let treaty = ide::prepare_call_hierarchy(it.kb(), it.analysis(), view.offset(position))?;
    Some(vec![item(&view.library, treaty)?])
}

pub fn incoming_calls(
    library: &Library,
    of: &CallHierarchyItem,
) -> Option<Vec<CallHierarchyIncomingCall>> {
    let records = ide::incoming_calls(&library.kb, record(library, of)?).into_iter();
    let call = |from| CallHierarchyIncomingCall {
        from,
        from_ranges: Vec::new(),
    };
    Some(
        records
            .filter_map(|it| item(library, it))
            .map(call)
            .collect(),
    )
}

pub fn outgoing_calls(
    library: &Library,
    of: &CallHierarchyItem,
) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let records = ide::outgoing_calls(&library.kb, record(library, of)?).into_iter();
    let call = |to| CallHierarchyOutgoingCall {
        to,
        from_ranges: Vec::new(),
    };
    Some(
        records
            .filter_map(|it| item(library, it))
            .map(call)
            .collect(),
    )
}

/// An item is a record on its page.
fn item(library: &Library, record: RecordId) -> Option<CallHierarchyItem> {
    let place = library.record(record, None)?;
    Some(CallHierarchyItem {
        name: library.kb.name(record),
        kind: super::symbols::kind_of_record(library, record),
        tags: None,
        detail: None,
        uri: place.uri,
        range: place.around,
        selection_range: place.range,
        data: Some(json!({ "slug": library.kb.slug(record) })),
    })
}

fn record(library: &Library, item: &CallHierarchyItem) -> Option<RecordId> {
    library.kb.find(item.data.as_ref()?["slug"].as_str()?)
}
