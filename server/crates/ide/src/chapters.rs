//! Long texts are read by chapters. An article is one chapter; a text of a book's length is cut where its headings, or else its
//! words, say, so that an edit moves no cut but its own. What a chapter hands on to the next are the persons on the stage.
//! What an edit left as it was is taken over from the previous analysis, and a keystroke costs one chapter.

use std::ops::Range as Blocks;
use std::sync::Arc;

use date::Day;
use prose::{Block, BlockKind, Document};

use crate::cast::Stage;
use crate::time::Evidence;
use crate::{Finding, Mention, Publication};

/// A text of up to so many words is one chapter.
const ARTICLE: usize = 16_000;
/// A chapter ends at the first good place after so many words, and somewhere before it has the second number.
const SHORTEST: usize = 2_000;
const LONGEST: usize = 6_000;

/// What was found in one chapter of an earlier version.
#[derive(Clone, Debug)]
pub(crate) struct Chapter {
    /// As they stood then.
    pub blocks: Vec<Block>,
    pub first_block: usize,
    /// What its words alone say of the date.
    pub evidence: Arc<(Vec<Evidence>, Option<Day>)>,
    /// With the date that all words alone gave, and with the final one.
    pub first: Arc<Reading>,
    pub last: Arc<Reading>,
    /// Among all of the article: those of this chapter.
    pub mentions: Blocks<usize>,
    /// Before silence.
    pub findings: Vec<Finding>,
}

/// What linking a chapter on the supposition of a date handed on.
#[derive(Debug)]
pub(crate) struct Reading {
    pub publication: Publication,
    pub stage_before: Arc<Stage>,
    pub stage_behind: Arc<Stage>,
    pub evidence: (Vec<Evidence>, Option<Day>),
}

/// The chapters of a document, as ranges of its blocks.
pub(crate) fn cut(document: &Document) -> Vec<Blocks<usize>> {
    let words = |block: &Block| block.words as usize;
    let blocks = &document.blocks;
    if blocks.iter().map(words).sum::<usize>() <= ARTICLE {
        return std::iter::once(0..blocks.len()).collect();
    }
    let mut chapters = Vec::new();
    let (mut first, mut count) = (0, 0);
    for (idx, block) in blocks.iter().enumerate() {
        let good = || matches!(block.kind, BlockKind::Heading(_)) || is_landmark(block);
        if count >= LONGEST || count >= SHORTEST && good() {
            chapters.push(first..idx);
            (first, count) = (idx, 0);
        }
        count += words(block);
    }
    chapters.push(first..blocks.len());
    chapters
}

/// One block in eight, by what it says and not by where it stands.
fn is_landmark(block: &Block) -> bool {
    let folded = block.text.folded.as_bytes();
    let head = folded.iter().take(48);
    let sum = head.fold(folded.len() as u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(*byte))
    });
    (sum >> 5) % 8 == 0
}

impl Chapter {
    /// Whether the blocks are those of this chapter, all moved by as much.
    pub fn is_made_of(&self, blocks: &[Block]) -> bool {
        let by = self.moved_to(blocks);
        self.blocks.len() == blocks.len()
            && self.blocks.iter().zip(blocks).all(|(old, new)| {
                Arc::ptr_eq(&old.text, &new.text)
                    && old.kind == new.kind
                    && i64::from(new.range.start) - i64::from(old.range.start) == by
            })
    }

    /// The finding where an edit before the chapter has moved it; what it says of the head of the text stays.
    pub fn moved_finding(&self, finding: &Finding, by: i64) -> Finding {
        let first = self.blocks.first().map_or(0, |it| it.range.start);
        let at = |it: &mut prose::Range| {
            if it.start >= first {
                *it = moved_range(*it, by);
            }
        };
        let mut moved = finding.clone();
        at(&mut moved.range);
        for fix in &mut moved.fixes {
            at(&mut fix.edit.range);
        }
        for related in &mut moved.related {
            at(&mut related.range);
        }
        moved
    }

    /// By how many bytes the chapter moved to stand at these blocks.
    pub fn moved_to(&self, blocks: &[Block]) -> i64 {
        match (self.blocks.first(), blocks.first()) {
            (Some(old), Some(new)) => i64::from(new.range.start) - i64::from(old.range.start),
            _ => 0,
        }
    }
}

/// The part of a document that is one chapter; what the document says about itself belongs to the first.
pub(crate) fn part(document: &Document, blocks: Blocks<usize>) -> Document {
    let head = blocks.start == 0;
    Document {
        format: document.format,
        front_matter: document.front_matter.clone().filter(|_| head),
        metadata: if head {
            document.metadata.clone()
        } else {
            Vec::new()
        },
        directives: if head {
            document.directives.clone()
        } else {
            Vec::new()
        },
        blocks: document.blocks.get(blocks).unwrap_or_default().to_vec(),
    }
}

/// The mention where an edit before it has moved it: by bytes, and by blocks.
pub(crate) fn moved_mention(mention: &Mention, by: i64, blocks: i64) -> Mention {
    let mut moved = mention.clone();
    moved.block = (i64::from(moved.block) + blocks) as u32;
    if by != 0 {
        let at = |it: &mut prose::Range| *it = moved_range(*it, by);
        at(&mut moved.range);
        at(&mut moved.phrase);
        if let Some(title) = &mut moved.title {
            at(&mut title.range);
            at(&mut title.office);
            if let Some((_, range)) = &mut title.status {
                at(range);
            }
            if let Some((range, _)) = &mut title.of {
                at(range);
            }
        }
    }
    moved
}

fn moved_range(range: prose::Range, by: i64) -> prose::Range {
    let at = |offset: u32| (i64::from(offset) + by) as u32;
    prose::Range::new(at(range.start), at(range.end))
}
