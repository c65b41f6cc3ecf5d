//! Long texts are read by chapters. An article of usual length is one chapter; a longer text is cut where its headings, or else its
//! words, say, so that an edit moves no cut but its own. What a chapter hands on to the next is small and can be compared: a
//! [`Stage`] for those who link, what was [`Told`] for those who check. A chapter that an edit left as it was, and that gets the same
//! handed on as before, is taken over from the previous analysis. So a keystroke costs one chapter, and those behind it as far
//! as they get to hear of it.

use std::ops::Range as Blocks;
use std::sync::Arc;

use date::Day;
use prose::{Block, BlockKind, Document};

use crate::time::Evidence;
use crate::told::Told;
use crate::{Finding, Mention, Publication, cast, phrases, treaties};

/// A text of up to so many words is one chapter: nearly every article is shorter.
const ARTICLE: usize = 4_000;
/// A chapter ends at the first good place after so many words, and somewhere before it has the second number.
const SHORTEST: usize = 600;
const LONGEST: usize = 2_000;

/// One chapter of an analysis.
#[derive(Clone, Debug)]
pub(crate) struct Chapter {
    /// Of the document.
    pub blocks: Blocks<usize>,
    /// The byte where the first of them begins.
    pub start: u32,
    /// What each block gives by itself.
    pub readings: Arc<Vec<Arc<phrases::Reading>>>,
    /// What its words alone say of the date.
    pub evidence: Arc<(Vec<Evidence>, Option<Day>)>,
    /// With the date that all words alone gave, and with the final one.
    pub first: Arc<Reading>,
    pub last: Arc<Reading>,
    pub found: Arc<Found>,
}

/// Who and what so many chapters in a row did not speak of is forgotten, so that one word more or less in a book costs no more
/// than these.
const REMEMBERED: u8 = 8;

/// For how many chapters something is remembered that this chapter did or did not speak of; `None`: it is forgotten.
/// `before`: for how many it was so far.
pub(crate) fn age(spoken_of: bool, before: Option<u8>) -> Option<u8> {
    match spoken_of {
        true => Some(0),
        false => before.map(|it| it + 1).filter(|it| *it <= REMEMBERED),
    }
}

/// What was found in a chapter where it stood then: shared by all versions of the text that leave the chapter as it is,
/// wherever edits before it move it.
#[derive(Debug)]
pub(crate) struct Found {
    pub start: u32,
    /// Their blocks count from the first of the chapter.
    pub mentions: Vec<Mention>,
    /// Before silence.
    pub findings: Vec<Finding>,
    pub told_before: Arc<Told>,
    pub told_behind: Arc<Told>,
}

/// What linking a chapter hands on to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stage {
    pub persons: cast::Stage,
    pub treaties: treaties::Stage,
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
        let good = matches!(block.kind, BlockKind::Heading(_)) || block.landmark;
        if count >= LONGEST || count >= SHORTEST && good {
            chapters.push(first..idx);
            (first, count) = (idx, 0);
        }
        count += words(block);
    }
    chapters.push(first..blocks.len());
    chapters
}

impl Chapter {
    /// Where it stands now.
    pub fn mentions(&self) -> impl Iterator<Item = Mention> {
        let by = self.moved();
        let mentions = self.found.mentions.iter();
        mentions.map(move |it| moved_mention(it, by, self.blocks.start as u32))
    }

    /// Where it stands now, but for what they say of the head of the text.
    pub fn findings(&self) -> impl Iterator<Item = Finding> {
        let by = self.moved();
        let findings = self.found.findings.iter();
        findings.map(move |it| moved_finding(it, self.found.start, by))
    }

    /// By how many bytes it moved since it was read.
    fn moved(&self) -> i64 {
        i64::from(self.start) - i64::from(self.found.start)
    }
}

/// The chapters of an earlier version of the text, to be found again by their blocks.
pub(crate) struct Known<'a> {
    blocks: &'a [Block],
    chapters: &'a [Chapter],
    /// Where the next is expected: behind the last one found.
    next: usize,
}

impl<'a> Known<'a> {
    pub fn new(blocks: &'a [Block], chapters: &'a [Chapter]) -> Known<'a> {
        Known {
            blocks,
            chapters,
            next: 0,
        }
    }

    /// The chapter that was made of these blocks, all moved by as much.
    pub fn take(&mut self, blocks: &[Block]) -> Option<&'a Chapter> {
        let before = |it: usize| {
            let chapter = self.chapters.get(it)?;
            let before = self.blocks.get(chapter.blocks.clone())?;
            let by =
                |old: &Block, new: &Block| i64::from(new.range.start) - i64::from(old.range.start);
            let moved = by(before.first()?, blocks.first()?);
            let same = before.len() == blocks.len()
                && before.iter().zip(blocks).all(|(old, new)| {
                    Arc::ptr_eq(&old.text, &new.text)
                        && old.kind == new.kind
                        && by(old, new) == moved
                });
            same.then_some((it, chapter))
        };
        let expected = before(self.next);
        let (at, chapter) = expected.or_else(|| (0..self.chapters.len()).find_map(before))?;
        self.next = at + 1;
        Some(chapter)
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

/// The mention where edits before its chapter have moved it: by bytes, and to the blocks of the document.
fn moved_mention(mention: &Mention, by: i64, first_block: u32) -> Mention {
    let mut moved = mention.clone();
    moved.block += first_block;
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

/// The finding of a chapter that began at a byte and was moved; what it says of the head of the text stays.
fn moved_finding(finding: &Finding, start: u32, by: i64) -> Finding {
    let mut moved = finding.clone();
    if by != 0 {
        let at = |it: &mut prose::Range| {
            if it.start >= start {
                *it = moved_range(*it, by);
            }
        };
        at(&mut moved.range);
        for fix in &mut moved.fixes {
            at(&mut fix.edit.range);
        }
        for related in &mut moved.related {
            at(&mut related.range);
        }
    }
    moved
}

fn moved_range(range: prose::Range, by: i64) -> prose::Range {
    let at = |offset: u32| (i64::from(offset) + by) as u32;
    prose::Range::new(at(range.start), at(range.end))
}
