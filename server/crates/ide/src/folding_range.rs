use prose::{BlockKind, Range};

use crate::Analysis;

/// What an editor may fold: the front matter, sections and quotations.
pub fn folding_range(analysis: &Analysis) -> Vec<Range> {
    let document = &analysis.document;
    let quotations = document
        .blocks
        .iter()
        .filter(|it| it.kind == BlockKind::BlockQuote);
    let mut ranges: Vec<Range> = document.front_matter.iter().map(|it| it.range).collect();
    ranges.extend(sections(analysis));
    ranges.extend(quotations.map(|it| it.range));
    ranges.sort();
    ranges
}

/// From a heading to before the next of the same level or a higher one.
pub(crate) fn sections(analysis: &Analysis) -> Vec<Range> {
    let end = analysis.text.len() as u32;
    let mut open: Vec<(u8, u32)> = Vec::new();
    let mut sections = Vec::new();
    for block in &analysis.document.blocks {
        let BlockKind::Heading(level) = block.kind else {
            continue;
        };
        let begin = start_of_heading(analysis, block.range.start);
        while let Some((_, start)) = open.pop_if(|it| it.0 >= level) {
            sections.push(Range::new(start, begin));
        }
        open.push((level, begin));
    }
    sections.extend(open.into_iter().map(|(_, start)| Range::new(start, end)));
    sections
}

/// Where a heading begins whose words begin at `start`: its "##" belongs to it.
pub(crate) fn start_of_heading(analysis: &Analysis, start: u32) -> u32 {
    let before = analysis.text.get(..start as usize).unwrap_or("");
    before.trim_end_matches(['#', ' ', '\t']).len() as u32
}
