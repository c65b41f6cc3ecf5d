//! Text as prose: blocks, sentences, words, quotations, and their folded form with the way back to the source.
//!
//! [`parse`] never fails. All offsets are UTF-8 bytes, `u32`; within a [`BlockText`] they count from the start of the block
//! in the source, so that an unchanged block keeps its text when the document moves around it.

mod fold;
mod front_matter;
mod html;
mod known;
mod markdown;
mod plain;
mod types;
mod visible;
mod words;

use std::sync::Arc;

pub use fold::{fold, spell_umlauts};
pub use types::*;

/// Reads a document. Blocks whose source and kind are those of a block of `previous`, an earlier version with its text, take over
/// its [`BlockText`] (the same `Arc`).
pub fn parse(source: &str, format: Format, previous: Option<(&str, &Document)>) -> Document {
    let mut builder = Builder::new(source, format, previous);
    let body = front_matter::read(source, &mut builder.document);
    match format {
        Format::Plain => plain::read(source, body, &mut builder),
        Format::Markdown => markdown::read(source, body, &mut builder),
        Format::Html => html::read(source, body, &mut builder),
    }
    builder.document
}

use known::Known;

/// Collects blocks; reads only those that were not there before.
struct Builder<'a> {
    source: &'a str,
    document: Document,
    known: Known<'a>,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, format: Format, previous: Option<(&str, &'a Document)>) -> Builder<'a> {
        let (before, blocks) = previous
            .filter(|(_, it)| it.format == format)
            .map_or(("", &[][..]), |(before, it)| (before, &it.blocks));
        Builder {
            source,
            document: Document {
                format,
                ..Document::default()
            },
            known: Known::new(blocks, before, source),
        }
    }

    /// Adds a block; `visible` is made only if the block is new.
    fn push(
        &mut self,
        range: Range,
        kind: BlockKind,
        visible: impl FnOnce(&'a str) -> visible::Visible<'a>,
    ) {
        if let Some(known) = self.known.take(self.source, range, kind) {
            let known = known.clone();
            self.document.blocks.push(Block { range, ..known });
            return;
        }
        let source = range.of(self.source);
        let text = words::read(source, &visible(source));
        if !text.words.is_empty() {
            self.document.blocks.push(Block {
                range,
                kind,
                words: text.words.len() as u32,
                landmark: is_landmark(&text),
                text: Arc::new(text),
            });
        }
    }
}

fn is_landmark(text: &BlockText) -> bool {
    let folded = text.folded.as_bytes();
    let head = folded.iter().take(48);
    let sum = head.fold(folded.len() as u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(*byte))
    });
    (sum >> 5) % 8 == 0
}

/// The body of a comment that speaks to Attaché, without the word itself.
fn directive(comment: &str) -> Option<String> {
    comment
        .trim()
        .strip_prefix("attache:")
        .map(|it| it.trim().to_owned())
}
