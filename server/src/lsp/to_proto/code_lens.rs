use lsp_types::*;

use crate::lsp::view::View;

/// Lines to read: their commands do nothing.
pub fn code_lens(view: &View) -> Vec<CodeLens> {
    let it = &view.snapshot;
    let lens = |lens: &ide::Lens| {
        let start = view.position(lens.range.start);
        CodeLens {
            // It may be on one line only, and a name may go over two.
            range: Range::new(start, start),
            command: Some(Command {
                title: lens.text.clone(),
                ..Default::default()
            }),
            data: None,
        }
    };
    ide::code_lens(it.kb(), it.analysis())
        .iter()
        .map(lens)
        .collect()
}
