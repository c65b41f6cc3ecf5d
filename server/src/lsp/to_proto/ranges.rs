use lsp_types::*;

use crate::lsp::view::View;

/// For each position the innermost range, with all those around it.
pub fn selection_ranges(view: &View, positions: &[Position]) -> Vec<SelectionRange> {
    let selection = |position: &Position| {
        let ranges = ide::selection_range(view.snapshot.analysis(), view.offset(*position));
        let nested = ranges.iter().rev().fold(None, |parent, range| {
            Some(Box::new(SelectionRange {
                range: view.range(*range),
                parent,
            }))
        });
        // A text without a letter in it has no range but its only place.
        nested.map_or_else(
            || SelectionRange {
                range: Range::new(*position, *position),
                parent: None,
            },
            |it| *it,
        )
    };
    positions.iter().map(selection).collect()
}

/// Whole lines, which every client takes.
pub fn folding_ranges(view: &View) -> Vec<FoldingRange> {
    let text = &view.snapshot.analysis().text;
    let fold = |range: prose::Range| {
        let filled = range.start + range.of(text).trim_end().len() as u32;
        let lines = view.range(prose::Range::new(range.start, filled));
        let (start_line, end_line) = (lines.start.line, lines.end.line);
        (start_line < end_line).then(|| FoldingRange {
            start_line,
            end_line,
            kind: Some(FoldingRangeKind::Region),
            ..Default::default()
        })
    };
    ide::folding_range(view.snapshot.analysis())
        .into_iter()
        .filter_map(fold)
        .collect()
}
