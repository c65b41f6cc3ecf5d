//! What is linked in `leaders.txt` and `treaties.txt`: nothing wrongly, and hardly anything missed.
//!
//! A line is `DATE | TEXT`. `[[words|slug]]` must link to that record, `[[words|a+b]]` to all of several, `[[words|a;b]]` to one of
//! several; `[[words|?slug]]` may link to it; nothing else may link.

// Clippy lets tests unwrap, but not the helpers that they share.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::sync::Arc;

use date::{Date, Day};
use ide::{Mention, MentionKind, Settings, Source, analyse};
use kb::{Kb, RecordId};
use prose::Format;

#[test]
fn leaders_are_linked_as_marked() {
    linked_as_marked(include_str!("leaders.txt"), MentionKind::Leader, 2);
}

#[test]
fn treaties_are_linked_as_marked() {
    linked_as_marked(include_str!("treaties.txt"), MentionKind::Treaty, 7);
}

/// One place that is marked, in bytes of the text.
struct Mark {
    start: usize,
    end: usize,
    /// Every list of records that is right.
    right: Vec<Vec<RecordId>>,
    optional: bool,
}

impl Mark {
    fn overlaps(&self, mention: &Mention) -> bool {
        (mention.range.start as usize) < self.end && self.start < mention.range.end as usize
    }
}

/// At most `percent` of the marks may be missed, and none linked wrongly.
fn linked_as_marked(lines: &str, kind: MentionKind, percent: usize) {
    let kb = Kb::new(world::BLOB).unwrap();
    let (mut all, mut missed, mut wrong) = (0, Vec::new(), Vec::new());
    for line in lines
        .lines()
        .filter(|it| !it.is_empty() && !it.starts_with('#'))
    {
        let (date, marked) = line.split_once(" | ").unwrap();
        let (text, marks) = unmark(&kb, marked);
        let links = links(&kb, &text, date, kind);
        for mark in &marks {
            all += usize::from(!mark.optional);
            let surface = &text[mark.start..mark.end];
            let here: Vec<&Mention> = links.iter().filter(|it| mark.overlaps(it)).collect();
            if here.is_empty() && !mark.optional {
                missed.push(format!("{date} {surface}"));
            }
            let off = here.iter().find(|it| !mark.right.contains(&it.records));
            wrong.extend(off.map(|it| format!("{date} {surface}: {}", kb.slug(it.records[0]))));
        }
        let unmarked = links
            .iter()
            .filter(|it| !marks.iter().any(|mark| mark.overlaps(it)));
        wrong.extend(
            unmarked.map(|it| format!("{date} {}: {}", it.range.of(&text), kb.slug(it.records[0]))),
        );
    }
    assert!(wrong.is_empty(), "linked wrongly:\n{}", wrong.join("\n"));
    assert!(
        missed.len() * 100 <= all * percent,
        "missed {} of {all}:\n{}",
        missed.len(),
        missed.join("\n")
    );
}

fn unmark(kb: &Kb, marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks, mut rest) = (String::new(), Vec::new(), marked);
    while let Some(open) = rest.find("[[") {
        text.push_str(&rest[..open]);
        let close = open + rest[open..].find("]]").unwrap();
        let (surface, slugs) = rest[open + 2..close].split_once('|').unwrap();
        let id = |slug: &str| kb.find(slug).unwrap_or_else(|| panic!("no record {slug}"));
        let start = text.len();
        text.push_str(surface);
        marks.push(Mark {
            start,
            end: text.len(),
            right: slugs
                .trim_start_matches('?')
                .split(';')
                .map(|it| it.split('+').map(id).collect())
                .collect(),
            optional: slugs.starts_with('?'),
        });
        rest = &rest[close + 2..];
    }
    text.push_str(rest);
    (text, marks)
}

fn links(kb: &Kb, text: &str, date: &str, kind: MentionKind) -> Vec<Mention> {
    let source = Source {
        text: Arc::from(text),
        format: Format::Plain,
        path: None,
        date: Some(date.parse::<Date>().unwrap()),
        today: Day::new(2026, 10, 1).unwrap(),
        draft: false,
    };
    let analysis = analyse(kb, &source, &Settings::standard(), None);
    let linked = |it: &Mention| it.kind == kind && !it.records.is_empty();
    let linked = analysis.mentions().iter().filter(|it| linked(it));
    linked.cloned().collect()
}
