use std::collections::HashMap;

use crate::types::{Block, BlockKind, Range};

/// How far from where it is expected a block of the earlier version is looked for before all of them are.
const NEAR: usize = 4;
/// After so many blocks in a row that are not where they are expected, all are looked through.
const MISSES: usize = 3;

/// The blocks of an earlier version of a text. Before and behind what was edited they are known by their place, without a look at
/// their words. In between each is expected behind the last one found; only where that fails a map of all is made.
pub(crate) struct Known<'a> {
    blocks: &'a [Block],
    edit: Edit,
    next: usize,
    misses: usize,
    all: Option<HashMap<(&'a str, BlockKind), usize>>,
}

impl<'a> Known<'a> {
    /// The blocks, the text that they are of, and the new text.
    pub(crate) fn new(blocks: &'a [Block], before: &str, source: &str) -> Known<'a> {
        Known {
            blocks,
            edit: Edit::between(before, source),
            next: 0,
            misses: 0,
            all: None,
        }
    }

    /// The block that had the words which are this range of the new text, and this kind, if there was one.
    pub(crate) fn take(
        &mut self,
        source: &str,
        range: Range,
        kind: BlockKind,
    ) -> Option<&'a Block> {
        if self.blocks.is_empty() {
            return None;
        }
        if let Some(range) = self.edit.place_before(range) {
            let is_it = |it: &Block| it.range == range && it.kind == kind;
            if !self.blocks.get(self.next).is_some_and(is_it) {
                self.next = self
                    .blocks
                    .partition_point(|it| it.range.start < range.start);
            }
            let blocks = self.blocks;
            let block = blocks.get(self.next).filter(|it| is_it(it))?;
            self.next += 1;
            return Some(block);
        }
        let source = range.of(source);
        let is_it = |it: &usize| {
            let block = self.blocks.get(*it);
            block.is_some_and(|it| it.kind == kind && *it.text.source == *source)
        };
        // What was expected first, then what an insertion or a deletion left before or behind it.
        let behind = self.next..self.next + NEAR;
        let before = self.next.saturating_sub(NEAR)..self.next;
        let mut found = behind.chain(before).find(is_it);
        if found.is_none() {
            self.misses += 1;
            if self.misses >= MISSES {
                found = self.among_all().get(&(source, kind)).copied();
            }
        }
        match found {
            Some(at) => {
                self.next = at + 1;
                self.misses = 0;
                self.blocks.get(at)
            }
            None => {
                // It stands where another stood, more likely than between two.
                self.next += 1;
                None
            }
        }
    }

    fn among_all(&mut self) -> &HashMap<(&'a str, BlockKind), usize> {
        let blocks = self.blocks;
        self.all.get_or_insert_with(|| {
            let key = |it: &'a Block| (&*it.text.source, it.kind);
            blocks
                .iter()
                .enumerate()
                .map(|(at, it)| (key(it), at))
                .collect()
        })
    }
}

/// The bytes that differ between two versions of a text.
struct Edit {
    /// So many at the head are the same.
    head: usize,
    /// From this one of the new text on they are the same again.
    tail: usize,
    /// By so many the tail was moved.
    by: i64,
}

impl Edit {
    fn between(before: &str, after: &str) -> Edit {
        let (before, after) = (before.as_bytes(), after.as_bytes());
        let head = same_head(before, after);
        let tail = same_tail(&before[head..], &after[head..]);
        Edit {
            head,
            tail: after.len() - tail,
            by: after.len() as i64 - before.len() as i64,
        }
    }

    /// Where a range of the new text stood in the one before, if nothing in it was edited.
    fn place_before(&self, range: Range) -> Option<Range> {
        let at = |it: u32| (i64::from(it) - self.by) as u32;
        if range.end as usize <= self.head {
            Some(range)
        } else if range.start as usize >= self.tail {
            Some(Range::new(at(range.start), at(range.end)))
        } else {
            None
        }
    }
}

/// So many bytes are compared at once.
const PIECE: usize = 256;

/// How many bytes are the same at the head of both.
fn same_head(a: &[u8], b: &[u8]) -> usize {
    let pieces = a.chunks_exact(PIECE).zip(b.chunks_exact(PIECE));
    let whole = PIECE * pieces.take_while(|(a, b)| a == b).count();
    let rest = a[whole..].iter().zip(&b[whole..]);
    whole + rest.take_while(|(a, b)| a == b).count()
}

/// How many bytes are the same at the end of both.
fn same_tail(a: &[u8], b: &[u8]) -> usize {
    let pieces = a.rchunks_exact(PIECE).zip(b.rchunks_exact(PIECE));
    let whole = PIECE * pieces.take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - whole], &b[..b.len() - whole]);
    let rest = a.iter().rev().zip(b.iter().rev());
    whole + rest.take_while(|(a, b)| a == b).count()
}
