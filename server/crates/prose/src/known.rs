use std::collections::HashMap;
use std::sync::Arc;

use crate::types::{Block, BlockKind, BlockText};

/// How far from where it is expected a block of the earlier version is looked for before all of them are.
const NEAR: usize = 4;
/// After so many blocks in a row that are not where they are expected, all are looked through.
const MISSES: usize = 3;

/// The blocks of an earlier version of a text. An edit leaves nearly all of them in their order, so that each is expected
/// behind the last one found; only where that fails a map of all is made.
pub(crate) struct Known<'a> {
    blocks: &'a [Block],
    next: usize,
    misses: usize,
    all: Option<HashMap<(&'a str, BlockKind), usize>>,
}

impl<'a> Known<'a> {
    pub(crate) fn new(blocks: &'a [Block]) -> Known<'a> {
        Known {
            blocks,
            next: 0,
            misses: 0,
            all: None,
        }
    }

    /// The text of a block with this source and kind, if there was one.
    pub(crate) fn take(&mut self, source: &str, kind: BlockKind) -> Option<Arc<BlockText>> {
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
                Some(self.blocks[at].text.clone())
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
