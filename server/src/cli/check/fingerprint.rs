//! Fingerprints of findings: the same finding keeps its own when lines move, are wrapped otherwise, or the text around its
//! sentence changes.

use std::collections::HashMap;

use ide::{Analysis, Finding};

/// One for each finding, in their order: of the code, the words it stands on, their sentence, and which it is among equals.
pub fn fingerprints(analysis: &Analysis) -> Vec<String> {
    let mut equals: HashMap<u64, u64> = HashMap::new();
    let print = |finding: &Finding| {
        let words = prose::fold(finding.range.of(&analysis.text));
        let hash = [finding.code, &words, &sentence(analysis, finding)]
            .iter()
            .fold(FNV_OFFSET, |hash, part| {
                fnv(fnv(hash, part.as_bytes()), &[0])
            });
        let nth = equals.entry(hash).or_default();
        *nth += 1;
        format!("{:016x}", fnv(hash, &nth.to_le_bytes()))
    };
    analysis.findings.iter().map(print).collect()
}

/// The sentence of a finding, folded.
fn sentence(analysis: &Analysis, finding: &Finding) -> String {
    let blocks = &analysis.document.blocks;
    let idx = blocks.partition_point(|it| it.range.end <= finding.range.start);
    let Some(block) = blocks.get(idx) else {
        return String::new();
    };
    let start = finding.range.start.saturating_sub(block.range.start);
    let mut sentences = block.text.sentences.iter();
    let Some(sentence) = sentences.find(|it| start < it.range.end) else {
        return String::new();
    };
    let words: Vec<&str> = (sentence.first..sentence.last)
        .map(|it| block.text.folded_word(it as usize))
        .collect();
    words.join(" ")
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a (Fowler, Noll, Vo), 64 bits: the same on every machine and for ever.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
