use kb::Source;

use crate::fields::Fields;

pub(super) fn read(fields: &Fields<'_>) -> Source {
    Source {
        title: fields.required_text("title"),
        address: fields.text("address"),
        licence: fields.text("licence").unwrap_or_default(),
        as_of: fields.date("as-of"),
        weak: fields.flag("weak"),
    }
}
