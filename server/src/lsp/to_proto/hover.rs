use lsp_types::{Hover, MarkupContent, MarkupKind, Position};

use crate::lsp::view::{Library, View};
use crate::session::Kind;

pub fn hover(view: &View, position: Position) -> Option<Hover> {
    let it = &view.snapshot;
    if it.kind == Kind::Records {
        return super::records::hover(view, position);
    }
    let offset = view.offset(position);
    let cards = ide::hover(it.kb(), it.analysis(), it.settings(), it.today(), offset);
    let range = view.range(cards.first()?.range);
    Some(Hover {
        contents: markup(&view.library, &cards, view.profile.markdown).into(),
        range: Some(range),
    })
}

/// Cards in Markdown or plain text, one below the other.
pub fn markup(library: &Library, cards: &[ide::Card], in_markdown: bool) -> MarkupContent {
    if in_markdown {
        let cards: Vec<String> = cards.iter().map(|it| markdown(library, it)).collect();
        MarkupContent {
            kind: MarkupKind::Markdown,
            value: cards.join("\n\n"),
        }
    } else {
        let cards: Vec<String> = cards.iter().map(plain).collect();
        MarkupContent {
            kind: MarkupKind::PlainText,
            value: cards.join("\n"),
        }
    }
}

fn markdown(library: &Library, card: &ide::Card) -> String {
    let mut text = format!("**{}**", escaped(&card.heading));
    if !card.kind.is_empty() {
        text.push_str(&format!(" · {}", escaped(&card.kind)));
    }
    if !card.facts.is_empty() {
        text.push('\n');
    }
    for fact in &card.facts {
        text.push_str(&format!(
            "\n- {}: {}",
            escaped(&fact.label),
            linked(library, fact)
        ));
    }
    text
}

/// The text of a fact, in which each record's name is a link to its page.
fn linked(library: &Library, fact: &ide::Fact) -> String {
    let mut text = String::new();
    let mut done = 0;
    for (range, record) in &fact.names {
        text.push_str(&escaped(&fact.text[done..range.start]));
        let name = escaped(&fact.text[range.clone()]);
        match library.record(*record, None) {
            Some(it) => text.push_str(&format!(
                "[{name}]({}#L{})",
                it.uri.as_ref(),
                it.around.start.line + 1
            )),
            None => text.push_str(&name),
        }
        done = range.end;
    }
    text.push_str(&escaped(&fact.text[done..]));
    text
}

fn plain(card: &ide::Card) -> String {
    let mut text = card.heading.clone();
    if !card.kind.is_empty() {
        text.push_str(&format!(" ({})", card.kind));
    }
    for fact in &card.facts {
        text.push_str(&format!("\n{}: {}", fact.label, fact.text));
    }
    text
}

/// Text in which Markdown reads no markup.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' => {
                escaped.extend(['\\', char])
            }
            '\n' | '\r' => escaped.push(' '),
            _ => escaped.push(char),
        }
    }
    escaped
}
