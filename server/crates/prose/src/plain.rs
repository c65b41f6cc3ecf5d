//! Plain text: one paragraph a line, unless the lines are wrapped by hand.

use crate::Builder;
use crate::types::{BlockKind, Range};
use crate::visible::Visible;

pub(crate) fn read<'a>(source: &'a str, body: usize, builder: &mut Builder<'a>) {
    let lines = lines(source, body);
    let mut at = 0;
    let mut first = true;
    while at < lines.len() {
        if is_blank(lines[at].of(source)) {
            at += 1;
            continue;
        }
        let end = at + wrapped(source, &lines[at..]);
        let range = trimmed(source, Range::new(lines[at].start, lines[end - 1].end));
        let text = range.of(source);
        let kind = if end - at == 1 {
            kind_of_line(text, first)
        } else if is_bullet(text) {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        };
        builder.push(range, kind, Visible::plain);
        first = false;
        at = end;
    }
}

/// The lines from `body` on, without their ends: LF, CRLF, CR, and the Unicode line and paragraph separators.
fn lines(source: &str, body: usize) -> Vec<Range> {
    let mut lines = Vec::new();
    let bytes = source.as_bytes();
    let (mut start, mut at) = (body, body);
    while at < bytes.len() {
        at = next_ending(bytes, at);
        let ending = match bytes.get(at) {
            None => break,
            Some(b'\n') => 1,
            Some(b'\r') => 1 + usize::from(bytes.get(at + 1) == Some(&b'\n')),
            Some(0xe2) if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xa8 | 0xa9])) => 3,
            _ => 0,
        };
        if ending > 0 {
            lines.push(Range::new(start as u32, at as u32));
            at += ending;
            start = at;
        } else {
            at += 1;
        }
    }
    if start < bytes.len() {
        lines.push(Range::new(start as u32, bytes.len() as u32));
    }
    lines
}

/// The first byte from `at` on that may begin the end of a line. Looked for in pieces of a length that a processor compares at
/// once: a keystroke in a book looks through all of it.
fn next_ending(bytes: &[u8], at: usize) -> usize {
    let may_end = |byte: u8| matches!(byte, b'\n' | b'\r' | 0xe2);
    let rest = bytes.get(at..).unwrap_or_default();
    let mut pieces = rest.chunks(32);
    let without = pieces
        .by_ref()
        .take_while(|it| !it.iter().fold(false, |found, byte| found | may_end(*byte)))
        .count();
    let from = at + (32 * without).min(rest.len());
    let within = bytes[from..].iter().position(|byte| may_end(*byte));
    within.map_or(bytes.len(), |it| from + it)
}

/// How many of these lines are one paragraph wrapped by hand; 1 where each line is its own.
fn wrapped(source: &str, lines: &[Range]) -> usize {
    let run = lines
        .iter()
        .take_while(|it| !is_blank(it.of(source)))
        .count();
    let text = |idx: usize| lines[idx].of(source).trim();
    if run < 2 || is_bullet(text(0)) && run < 3 {
        return 1;
    }
    // Wrapped lines are alike in length and mostly break in the middle of a sentence.
    let last = run - 1;
    let is_wrapped =
        |line: &str| (45..=100).contains(&line.chars().count()) && !ends_sentence(line);
    if (0..run).any(|it| text(it).len() > 160) || (1..run).any(|it| is_bullet(text(it))) {
        return 1;
    }
    let n_wrapped = (0..last).filter(|it| is_wrapped(text(*it))).count();
    if run >= 3 && n_wrapped * 10 >= last * 6 && !is_title_case(text(0)) {
        return run;
    }
    let continues = text(1).chars().next().is_some_and(char::is_lowercase);
    if run == 2 && n_wrapped == 1 && continues {
        2
    } else {
        1
    }
}

fn kind_of_line(line: &str, first: bool) -> BlockKind {
    if is_bullet(line) {
        return BlockKind::ListItem;
    }
    let heading = line.len() <= 110
        && !ends_sentence(line)
        && !line.ends_with([',', ';', ':'])
        && line.split_whitespace().count() <= 16;
    match (heading, first) {
        (true, true) => BlockKind::Heading(1),
        (true, false) => BlockKind::Heading(2),
        _ => BlockKind::Paragraph,
    }
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end()
        .trim_end_matches(['"', '”', '’', '\'', ')', ']'])
        .ends_with(['.', '!', '?', '…'])
}

fn is_title_case(line: &str) -> bool {
    let long = line.split_whitespace().filter(|it| it.len() > 3);
    let (mut all, mut upper) = (0, 0);
    for word in long {
        all += 1;
        upper += usize::from(word.chars().next().is_some_and(|it| !it.is_lowercase()));
    }
    all > 0 && upper * 10 >= all * 9
}

fn is_bullet(line: &str) -> bool {
    let line = line.trim_start();
    let marked = line
        .strip_prefix(['-', '*', '•', '·', '‣', '+'])
        .is_some_and(|it| it.starts_with([' ', '\t']));
    let digits = line.trim_start_matches(|it: char| it.is_ascii_digit());
    marked
        || digits.len() < line.len()
            && line.len() - digits.len() < 3
            && (digits.starts_with(". ") || digits.starts_with(") "))
}

fn is_blank(line: &str) -> bool {
    line.chars()
        .all(|it| it.is_whitespace() || it == '\u{feff}')
}

/// Without white space and byte-order mark at either end.
fn trimmed(source: &str, range: Range) -> Range {
    let text = range.of(source);
    let blank = |it: char| it.is_whitespace() || it == '\u{feff}';
    let start = range.start + (text.len() - text.trim_start_matches(blank).len()) as u32;
    Range::new(start, start + text.trim_matches(blank).len() as u32)
}
