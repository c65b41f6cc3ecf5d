use lsp_types::*;

use crate::lsp::view::View;

pub fn inlay_hints(view: &View, range: Range) -> Vec<InlayHint> {
    let it = &view.snapshot;
    let hints = ide::inlay_hints(it.kb(), it.analysis(), view.bytes(range));
    let hint = |hint: &ide::Hint| {
        let (position, label) = (view.position(hint.offset), hint.text.clone().into());
        InlayHint::new(position, label, None, None, None, Some(true), None, None)
    };
    hints.iter().map(hint).collect()
}
