use std::sync::Arc;

/// Bytes of the source, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    pub start: u32,
    pub end: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    #[default]
    Plain,
    Markdown,
    Html,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub format: Format,
    /// In order of the source; they never overlap.
    pub blocks: Vec<Block>,
    /// YAML, TOML (`+++`) or Pelican-style front matter.
    pub front_matter: Option<FrontMatter>,
    /// What an HTML page says about itself: JSON-LD `datePublished`, `meta` and `time` elements, in order.
    pub metadata: Vec<Field>,
    /// The bodies of comments that begin with "attache:", without that word.
    pub directives: Vec<Directive>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FrontMatter {
    pub range: Range,
    /// Scalars by their dotted key path, lower case: "date", "attache.as-of".
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub key: String,
    pub value: String,
    /// Of the value.
    pub range: Range,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Directive {
    pub body: String,
    /// Of the whole comment.
    pub range: Range,
}

/// A stretch of text that is read as one: a heading, a paragraph, a list item, a row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub range: Range,
    pub kind: BlockKind,
    /// How many words the text has; told without a look at it, which in a book lies far away.
    pub words: u32,
    /// One block in eight, by what it says and not by where it stands: a long text may be cut before it.
    pub landmark: bool,
    pub text: Arc<BlockText>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// 1 to 6. In plain text: a line by itself, short, without a full stop at its end.
    Heading(u8),
    Paragraph,
    ListItem,
    /// A quotation set off as a block.
    BlockQuote,
    TableHeader,
    TableRow,
    Caption,
    AltText,
    Footnote,
}

/// What depends on nothing but the block's own source and the format. (A quotation that runs over paragraphs opens with a mark
/// in each of them, so that no block needs to know the one before it.)
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlockText {
    /// The block's source, as it stood (markup included).
    pub source: Box<str>,
    /// All words folded, one byte between two words: ' ' (white space, hyphen, markup), ',' (a comma), '|' (any other
    /// punctuation). A possessive "'s" or "'" stands directly behind its word and belongs to no word.
    pub folded: String,
    pub words: Vec<Word>,
    pub sentences: Vec<Sentence>,
    /// Direct quotations, from mark to mark, marks included. Scare quotes of up to three words are not here.
    pub quotations: Vec<Range>,
    /// The share of English stop words is that of English, or the block is too short to tell.
    pub english: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// From the start of the block in its source; markup and soft hyphens inside the word are inside the range, a possessive
    /// ending and a sentence's full stop are not, the dots of an abbreviation ("U.S.") are.
    pub range: Range,
    /// Bytes of [`BlockText::folded`].
    pub folded: Range,
    pub shape: Shape,
    /// "'s" or "'" follows.
    pub possessive: bool,
    /// What parts it from the word before it.
    pub before: Separator,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// "treaty", "al-"
    Lower,
    /// "Kim"
    Capital,
    /// "NATO", "U.S.", "I" is [`Shape::Capital`]
    Capitals,
    /// "McCarthy", "eSwatini", "iPhone"
    Mixed,
    /// begins with a digit: "1961", "80th", "1990s"
    Number,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Separator {
    /// The first word of the block.
    Start,
    Space,
    Hyphen,
    /// "A, B"
    Comma,
    /// A dash set between words or clauses: "—", "–", " - ", "--".
    Dash,
    OpenBracket,
    CloseBracket,
    OpenQuote,
    CloseQuote,
    Colon,
    Semicolon,
    /// "/"
    Slash,
    /// The end of a sentence: ". ", "! ", "? ", "...".
    Stop,
    /// Anything else.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the start of the block in its source.
    pub range: Range,
    /// Its words: from the first to before the last, as indexes of [`BlockText::words`].
    pub first: u32,
    pub last: u32,
}

impl Range {
    pub fn new(start: u32, end: u32) -> Range {
        Range { start, end }
    }

    pub fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    pub fn covers(self, other: Range) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Range) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Moved on by `by` bytes: from block to document.
    pub fn shifted(self, by: u32) -> Range {
        Range {
            start: self.start + by,
            end: self.end + by,
        }
    }

    /// The piece of `text` that it names; empty where it does not fit.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or("")
    }
}

impl BlockText {
    #[inline]
    pub fn folded_word(&self, word: usize) -> &str {
        self.words
            .get(word)
            .map_or("", |it| it.folded.of(&self.folded))
    }
}
