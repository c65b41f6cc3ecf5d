//! Leaders are linked in the texts of `links.txt`: hardly one missed, none wrong.

// Clippy lets tests unwrap, but not the helpers that they share.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::sync::Arc;

use date::{Date, Day};
use ide::{Mention, MentionKind, Settings, Source, analyse};
use kb::Kb;
use prose::Format;

struct Gold {
    start: usize,
    end: usize,
    slugs: Vec<String>,
}

#[test]
fn leaders_are_linked_as_marked() {
    let kb = Kb::new(world::BLOB).unwrap();
    let (mut all, mut missed, mut wrong) = (0, Vec::new(), Vec::new());
    for line in include_str!("links.txt").lines() {
        if line.starts_with('#') || line.is_empty() {
            continue;
        }
        let (date, marked) = line.split_once(" | ").unwrap();
        let (text, gold) = unmark(marked);
        let links = links(&kb, &text, date);
        for it in &gold {
            let here: Vec<&Mention> = links
                .iter()
                .filter(|m| (m.range.start as usize) < it.end && (m.range.end as usize) > it.start)
                .collect();
            let surface = &text[it.start..it.end];
            let right = |m: &&Mention| {
                let wanted: Vec<_> = it.slugs.iter().map(|it| kb.find(it).unwrap()).collect();
                m.records == wanted
            };
            all += 1;
            if here.is_empty() {
                missed.push(format!("{date} {surface}"));
            } else if let Some(m) = here.iter().find(|m| !right(m)) {
                wrong.push(format!("{date} {surface}: {}", kb.slug(m.records[0])));
            }
        }
        for m in links {
            let (start, end) = (m.range.start as usize, m.range.end as usize);
            if !gold.iter().any(|it| it.start < end && start < it.end) {
                wrong.push(format!(
                    "{date} {}: {}",
                    &text[start..end],
                    kb.slug(m.records[0])
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "linked wrongly:\n{}", wrong.join("\n"));
    assert!(
        missed.len() * 100 <= all * 2,
        "missed {} of {all}:\n{}",
        missed.len(),
        missed.join("\n")
    );
}

fn unmark(marked: &str) -> (String, Vec<Gold>) {
    let (mut text, mut gold, mut rest) = (String::new(), Vec::new(), marked);
    while let Some(open) = rest.find("[[") {
        text.push_str(&rest[..open]);
        let close = open + rest[open..].find("]]").unwrap();
        let (surface, slugs) = rest[open + 2..close].split_once('|').unwrap();
        let start = text.len();
        text.push_str(surface);
        gold.push(Gold {
            start,
            end: text.len(),
            slugs: slugs.split('+').map(str::to_owned).collect(),
        });
        rest = &rest[close + 2..];
    }
    text.push_str(rest);
    (text, gold)
}

fn links(kb: &Kb, text: &str, date: &str) -> Vec<Mention> {
    let source = Source {
        text: Arc::from(text),
        format: Format::Plain,
        path: None,
        date: Some(date.parse::<Date>().unwrap()),
        today: Day::new(2026, 10, 1).unwrap(),
        draft: false,
    };
    let analysis = analyse(kb, &source, &Settings::standard(), None);
    let mentions = analysis.mentions.into_iter();
    mentions
        .filter(|it| it.kind == MentionKind::Leader && !it.records.is_empty())
        .collect()
}
