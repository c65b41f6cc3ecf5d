//! What a reader sees of a block, and where each piece of it stands in the source.

use std::borrow::Cow;

/// The visible text of a block with the way back to its source. Offsets are bytes from the start of the block.
#[derive(Debug, Default)]
pub(crate) struct Visible<'a> {
    pub text: Cow<'a, str>,
    /// In order: from this place of the visible text on, the source stands so. Empty: they are the same.
    pieces: Vec<Piece>,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    visible: u32,
    source: u32,
    source_end: u32,
    /// Byte for byte the source; otherwise the whole piece stands for the whole of its source ("&amp;").
    verbatim: bool,
}

impl<'a> Visible<'a> {
    pub fn plain(source: &'a str) -> Visible<'a> {
        Visible {
            text: Cow::Borrowed(source),
            pieces: Vec::new(),
        }
    }

    /// Adds text that stands at `source..source_end` of the block.
    pub fn push(&mut self, text: &str, source: u32, source_end: u32) {
        let verbatim = text.len() as u32 == source_end - source;
        self.pieces.push(Piece {
            visible: self.text.len() as u32,
            source,
            source_end,
            verbatim,
        });
        self.text.to_mut().push_str(text);
    }

    /// Where the character that starts at this visible byte starts in the source.
    #[inline]
    pub fn start(&self, visible: u32) -> u32 {
        if self.pieces.is_empty() {
            return visible;
        }
        match self.piece(visible) {
            None => visible,
            Some(it) if it.verbatim => it.source + (visible - it.visible),
            Some(it) => it.source,
        }
    }

    /// Where the character that ends before this visible byte ends in the source.
    #[inline]
    pub fn end(&self, visible: u32) -> u32 {
        if self.pieces.is_empty() {
            return visible;
        }
        let Some(last) = visible.checked_sub(1) else {
            return self.start(0);
        };
        match self.piece(last) {
            None => visible,
            Some(it) if it.verbatim => it.source + (visible - it.visible),
            Some(it) => it.source_end,
        }
    }

    fn piece(&self, visible: u32) -> Option<&Piece> {
        let idx = self.pieces.partition_point(|it| it.visible <= visible);
        idx.checked_sub(1).and_then(|it| self.pieces.get(it))
    }
}
