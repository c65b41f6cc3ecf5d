use kb::{Kb, RecordId};
use prose::{BlockKind, Range};

use crate::folding_range::start_of_heading;
use crate::{Analysis, Form, MentionKind};

/// A section, or somebody or something that it names.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    pub name: String,
    /// The office on the article's date, the year of a treaty; empty where there is nothing to say.
    pub detail: String,
    pub kind: SymbolKind,
    /// The whole section, or the mention with its title.
    pub range: Range,
    /// The heading, or the mention; within `range`.
    pub selection: Range,
    pub children: Vec<Symbol>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SymbolKind {
    Section,
    Mention(MentionKind),
}

/// The cast list: who and what is named, each once a section, under the headings.
pub fn document_symbols(kb: &Kb, analysis: &Analysis) -> Vec<Symbol> {
    let mut open = vec![Section::new(
        0,
        String::new(),
        Range::new(0, analysis.text.len() as u32),
    )];
    let mut mentions = analysis.mentions().iter().peekable();
    for block in &analysis.document.blocks {
        let BlockKind::Heading(level) = block.kind else {
            continue;
        };
        let start = start_of_heading(analysis, block.range.start);
        while let Some(mention) = mentions.next_if(|it| it.range.start < block.range.start) {
            add(kb, analysis, &mut open, mention);
        }
        while open.last().is_some_and(|it| it.level >= level) {
            close(&mut open, start);
        }
        let title = heading(block);
        open.push(Section::new(
            level,
            title,
            Range::new(start, block.range.end),
        ));
    }
    for mention in mentions {
        add(kb, analysis, &mut open, mention);
    }
    while open.len() > 1 {
        close(&mut open, analysis.text.len() as u32);
    }
    open.pop().map(|it| it.children).unwrap_or_default()
}

struct Section {
    level: u8,
    title: String,
    heading: Range,
    children: Vec<Symbol>,
    named: Vec<RecordId>,
}

impl Section {
    fn new(level: u8, title: String, heading: Range) -> Section {
        Section {
            level,
            title,
            heading,
            children: Vec::new(),
            named: Vec::new(),
        }
    }
}

/// Ends the innermost section where the next one begins, and gives it to the one around it.
fn close(open: &mut Vec<Section>, end: u32) {
    let Some(section) = open.pop() else {
        return;
    };
    let symbol = Symbol {
        name: section.title,
        detail: String::new(),
        kind: SymbolKind::Section,
        range: Range::new(section.heading.start, end.max(section.heading.end)),
        selection: section.heading,
        children: section.children,
    };
    if let Some(parent) = open.last_mut() {
        parent.children.push(symbol);
    }
}

/// Only what is named by its name, and once a section: not every "he", title and demonym.
fn add(kb: &Kb, analysis: &Analysis, open: &mut [Section], mention: &crate::Mention) {
    let Some(section) = open.last_mut() else {
        return;
    };
    let [record] = mention.records[..] else {
        return;
    };
    let adjective = matches!(mention.form, Form::Demonym | Form::Metonym);
    if adjective || mention.kind == MentionKind::Office || section.named.contains(&record) {
        return;
    }
    section.named.push(record);
    section.children.push(Symbol {
        name: kb.name(record),
        detail: crate::hover::in_brief(kb, analysis, record),
        kind: SymbolKind::Mention(mention.kind),
        range: Range::new(
            mention.phrase.start.min(mention.range.start),
            mention.phrase.end.max(mention.range.end),
        ),
        selection: mention.range,
        children: Vec::new(),
    });
}

/// The words of a heading without its markup; never empty, because a block has words.
fn heading(block: &prose::Block) -> String {
    let (Some(first), Some(last)) = (block.text.words.first(), block.text.words.last()) else {
        return String::new();
    };
    let words = Range::new(first.range.start, last.range.end);
    words
        .of(&block.text.source)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
