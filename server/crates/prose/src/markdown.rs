//! Markdown: the blocks of CommonMark with tables, footnotes and wiki links; code, URLs and raw HTML are not read.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::types::{BlockKind, Directive, Range};
use crate::visible::Visible;
use crate::{Builder, directive};

/// What stands for something that is not read: punctuation to every reader.
const SKIPPED: &str = "\u{fffc}";

pub(crate) fn read<'a>(source: &'a str, body: usize, builder: &mut Builder<'a>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_TASKLISTS;
    let parser = Parser::new_ext(&source[body..], options).into_offset_iter();
    let mut reader = Reader {
        source,
        builder,
        open: None,
        kinds: Vec::new(),
        skip: 0,
    };
    for (event, range) in parser {
        reader.event(
            event,
            Range::new((range.start + body) as u32, (range.end + body) as u32),
        );
    }
    reader.close();
}

struct Reader<'a, 'b> {
    source: &'a str,
    builder: &'b mut Builder<'a>,
    open: Option<Open>,
    /// Quote, list item, footnote, table row around the text.
    kinds: Vec<BlockKind>,
    /// Depth of elements that are not read.
    skip: usize,
}

/// The block that is being collected: its text with places in the document.
struct Open {
    kind: BlockKind,
    pieces: Vec<(String, Range)>,
}

impl Reader<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.skip == 0 => self.text(&text, range),
            Event::SoftBreak | Event::HardBreak => self.text(" ", range),
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => self.text(SKIPPED, range),
            Event::InlineHtml(_) => self.comments(range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range) {
        match tag {
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(level_of(*level))),
            Tag::Paragraph => {
                self.begin(self.kinds.last().copied().unwrap_or(BlockKind::Paragraph))
            }
            Tag::Item => {
                self.close();
                self.kinds.push(BlockKind::ListItem);
            }
            Tag::BlockQuote(_) => {
                self.close();
                self.kinds.push(BlockKind::BlockQuote);
            }
            Tag::FootnoteDefinition(_) => {
                self.close();
                self.kinds.push(BlockKind::Footnote);
            }
            Tag::TableHead => self.begin(BlockKind::TableHeader),
            Tag::TableRow => self.begin(BlockKind::TableRow),
            Tag::TableCell => self.text(SKIPPED, Range::new(range.start, range.start)),
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.close();
                self.skip += 1;
            }
            Tag::HtmlBlock => {
                self.close();
                self.comments(range);
            }
            Tag::Image { .. } => self.text(SKIPPED, Range::new(range.start, range.start)),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableHead | TagEnd::TableRow => {
                self.close()
            }
            TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.close();
                self.kinds.pop();
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.skip = self.skip.saturating_sub(1),
            _ => {}
        }
    }

    /// The comments in a piece of HTML; a block of it may have several, and each may run over lines.
    fn comments(&mut self, range: Range) {
        let html = range.of(self.source);
        let mut at = 0;
        while let Some(open) = html[at..].find("<!--").map(|it| at + it) {
            let Some(length) = html[open + 4..].find("-->") else {
                return;
            };
            let end = open + 4 + length + 3;
            if let Some(body) = directive(&html[open + 4..end - 3]) {
                let place = Range::new(open as u32, end as u32).shifted(range.start);
                let directives = &mut self.builder.document.directives;
                directives.push(Directive { body, range: place });
            }
            at = end;
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.close();
        self.open = Some(Open {
            kind,
            pieces: Vec::new(),
        });
    }

    fn text(&mut self, text: &str, range: Range) {
        if self.skip > 0 {
            return;
        }
        // A tight list item has its text without a paragraph around it.
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        let open = self.open.get_or_insert_with(|| Open {
            kind,
            pieces: Vec::new(),
        });
        open.pieces.push((text.to_owned(), range));
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let text = |it: &&(String, Range)| it.0 != SKIPPED && !it.0.trim().is_empty();
        let (Some(first), Some(last)) = (
            open.pieces.iter().find(text),
            open.pieces.iter().rfind(text),
        ) else {
            return;
        };
        let range = Range::new(first.1.start, last.1.end);
        let after = self
            .builder
            .document
            .blocks
            .last()
            .map_or(0, |it| it.range.end);
        if range.start < after || range.of(self.source).is_empty() {
            return;
        }
        self.builder.push(range, open.kind, |_| {
            let mut visible = Visible::default();
            for (text, place) in &open.pieces {
                if place.end <= range.start && place.start < range.start || place.start >= range.end
                {
                    continue;
                }
                let start = place.start.max(range.start) - range.start;
                let end = place.end.clamp(range.start + start, range.end) - range.start;
                visible.push(text, start, end);
            }
            visible
        });
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    level as u8
}
