use prose::Range;

use crate::Analysis;

/// What a growing selection takes in around `offset`, from the inside out, each strictly larger than the one before: word,
/// name, title and name, sentence, paragraph, section, text.
pub fn selection_range(analysis: &Analysis, offset: u32) -> Vec<Range> {
    let mut ranges = Vec::new();
    let blocks = &analysis.document.blocks;
    let idx = blocks.partition_point(|it| it.range.end < offset);
    if let Some(block) = blocks.get(idx).filter(|it| it.range.start <= offset) {
        let start = block.range.start;
        let around = |it: &Range| it.start <= offset && offset <= it.end;
        let words = block.text.words.iter().map(|it| it.range.shifted(start));
        ranges.extend(words.filter(around));
        for mention in analysis.mentions().iter().filter(|it| around(&it.phrase)) {
            ranges.extend(Some(mention.range).filter(around));
            ranges.push(mention.phrase);
        }
        let sentences = block
            .text
            .sentences
            .iter()
            .map(|it| it.range.shifted(start));
        ranges.extend(sentences.filter(around));
        ranges.push(block.range);
    }
    let sections = super::folding_range::sections(analysis).into_iter();
    ranges.extend(sections.filter(|it| it.contains(offset)));
    ranges.push(Range::new(0, analysis.text.len() as u32));
    ranges.sort_by_key(|it| it.len());
    let mut nested: Vec<Range> = Vec::new();
    for range in ranges {
        let grows = nested
            .last()
            .is_none_or(|it| range.covers(*it) && range != *it);
        if grows && !range.is_empty() {
            nested.push(range);
        }
    }
    nested
}
