use ide::Incumbent;
use kb::Holder;
use lsp_types::*;
use serde_json::json;

use crate::lsp::view::{Library, View};

pub fn prepare_type_hierarchy(view: &View, position: Position) -> Option<Vec<TypeHierarchyItem>> {
    let it = &view.snapshot;
    let incumbent = ide::prepare_type_hierarchy(it.kb(), it.analysis(), view.offset(position))?;
    Some(vec![item(&view.library, incumbent)?])
}

/// Who held the office before.
pub fn supertypes(library: &Library, of: &TypeHierarchyItem) -> Option<Vec<TypeHierarchyItem>> {
    let before = ide::supertypes(&library.kb, holder(library, of)?);
    Some(
        before
            .and_then(|it| item(library, it))
            .into_iter()
            .collect(),
    )
}

/// Who held it after.
pub fn subtypes(library: &Library, of: &TypeHierarchyItem) -> Option<Vec<TypeHierarchyItem>> {
    let after = ide::subtypes(&library.kb, holder(library, of)?);
    Some(after.and_then(|it| item(library, it)).into_iter().collect())
}

/// An item is somebody's term on the page of the records.
fn item(library: &Library, incumbent: Incumbent) -> Option<TypeHierarchyItem> {
    let Holder { person, term } = incumbent.holder;
    let place = library.record(person, Some(term))?;
    Some(TypeHierarchyItem {
        name: incumbent.name,
        kind: SymbolKind::Class,
        detail: Some(incumbent.detail),
        uri: place.uri,
        range: place.around,
        selection_range: place.range,
        tags: None,
        data: Some(json!({ "person": library.kb.slug(person), "term": term })),
    })
}

fn holder(library: &Library, item: &TypeHierarchyItem) -> Option<Holder> {
    let data = item.data.as_ref()?;
    let person = library.kb.find(data["person"].as_str()?)?;
    let term = u16::try_from(data["term"].as_u64()?).ok()?;
    let known = person.kind() == kb::Kind::Person
        && usize::from(term) < library.kb.person(person).terms.len();
    known.then_some(Holder { person, term })
}
