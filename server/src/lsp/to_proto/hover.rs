use lsp_types::{Hover, MarkupContent, MarkupKind, Position};

use crate::lsp::view::View;

pub fn hover(view: &View, position: Position) -> Option<Hover> {
    let it = &view.snapshot;
    let offset = view.offset(position);
    let cards = ide::hover(it.kb(), it.analysis(), it.settings(), it.today(), offset);
    let range = view.range(cards.first()?.range);
    Some(Hover {
        contents: markup(&cards, view.profile.markdown).into(),
        range: Some(range),
    })
}

/// Cards in Markdown or plain text, one below the other.
pub fn markup(cards: &[ide::Card], in_markdown: bool) -> MarkupContent {
    if in_markdown {
        let cards: Vec<String> = cards.iter().map(markdown).collect();
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

fn markdown(card: &ide::Card) -> String {
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
            escaped(&fact.text)
        ));
    }
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
