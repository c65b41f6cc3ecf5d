//! What must hold of any article, tried on those of `tests/corpus`: ranges, fixes, and texts that were cut or put in another order.

// Clippy lets tests unwrap, but not the helpers that they share.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;

use date::Day;
use ide::{Analysis, Finding, Settings, Severity, Source, analyse};
use kb::Kb;
use prose::{Format, Range};

struct Article {
    name: String,
    text: String,
    format: Format,
}

fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/corpus/articles");
    let mut articles: Vec<Article> = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter_map(|path| {
            let format = match path.extension()?.to_str()? {
                "txt" => Format::Plain,
                "md" => Format::Markdown,
                "html" => Format::Html,
                _ => return None,
            };
            Some(Article {
                name: path.file_name()?.to_string_lossy().into_owned(),
                text: std::fs::read_to_string(&path).unwrap(),
                format,
            })
        })
        .collect();
    articles.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(articles.len() >= 120);
    articles
}

fn analysis(kb: &Kb, text: &str, format: Format, previous: Option<&Analysis>) -> Analysis {
    let source = Source {
        text: Arc::from(text),
        format,
        path: None,
        date: None,
        today: Day::new(2026, 10, 5).unwrap(),
        draft: false,
    };
    analyse(kb, &source, &Settings::standard(), previous)
}

/// Every range of an analysis lies in its text, between characters; every finding has something to rest on.
fn assert_sound(name: &str, of: &Analysis) {
    let inside = |range: Range| {
        let (start, end) = (range.start as usize, range.end as usize);
        start <= end && of.text.is_char_boundary(start) && of.text.is_char_boundary(end)
    };
    for mention in of.mentions() {
        assert!(inside(mention.range), "{name}: {mention:?}");
        assert!(inside(mention.phrase), "{name}: {mention:?}");
    }
    for finding in &of.findings {
        assert!(inside(finding.range), "{name}: {finding:?}");
        assert!(!finding.evidence.is_empty(), "{name}: {finding:?}");
        let fixes = finding.fixes.iter().map(|it| it.edit.range);
        assert!(fixes.into_iter().all(inside), "{name}: {finding:?}");
    }
}

fn is_loud(finding: &Finding) -> bool {
    finding.severity >= Severity::Warning
}

#[test]
fn a_fix_removes_its_finding_and_brings_no_other() {
    let kb = Kb::new(world::BLOB).unwrap();
    let (mut tried, mut wrong) = (0, Vec::new());
    for article in articles() {
        let before = analysis(&kb, &article.text, article.format, None);
        assert_sound(&article.name, &before);
        let loud = before.findings.iter().filter(|it| is_loud(it));
        for (finding, fix) in loud.flat_map(|it| it.fixes.iter().map(move |fix| (it, fix))) {
            tried += 1;
            let (start, end) = (fix.edit.range.start as usize, fix.edit.range.end as usize);
            let mut text = article.text.clone();
            text.replace_range(start..end, &fix.edit.text);
            let after = analysis(&kb, &text, article.format, Some(&before));
            // Where the words of the finding stand after the edit, with what was put in.
            let grown = text.len() as i64 - article.text.len() as i64;
            let from = finding.range.start.min(fix.edit.range.start);
            let to = i64::from(finding.range.end.max(fix.edit.range.end)) + grown;
            let there =
                |it: &Finding| i64::from(it.range.start) < to && from < it.range.end && is_loud(it);
            let count = |of: &Analysis| of.findings.iter().filter(|it| is_loud(it)).count();
            let still = after
                .findings
                .iter()
                .find(|it| there(it) && it.code == finding.code);
            if let Some(still) = still {
                wrong.push(format!(
                    "{}: {}: “{}”: {} After “{}”: {}",
                    article.name,
                    finding.code,
                    &article.text[finding.range.start as usize..finding.range.end as usize],
                    finding.message,
                    fix.title,
                    still.message
                ));
            } else if count(&after) > count(&before) {
                wrong.push(format!(
                    "{}: {}: “{}” brings more",
                    article.name, finding.code, fix.title
                ));
            }
        }
    }
    assert!(tried > 250, "{tried} fixes are too few to tell");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn articles_that_were_cut_or_shuffled_are_read_as_afresh() {
    let kb = Kb::new(world::BLOB).unwrap();
    for (number, article) in articles().iter().enumerate() {
        let whole = analysis(&kb, &article.text, article.format, None);
        // Another place in each article; over all of them, every part of one.
        let mut cut = article.text.len() * (number * 37 % 100) / 100;
        while !article.text.is_char_boundary(cut) {
            cut -= 1;
        }
        let (head, tail) = article.text.split_at(cut);
        let paragraphs: Vec<&str> = article.text.split("\n\n").collect();
        let (mut turned, mut reversed) = (paragraphs.clone(), paragraphs);
        let by = number % turned.len();
        turned.rotate_left(by);
        reversed.reverse();
        let (turned, reversed) = (turned.join("\n\n"), reversed.join("\n\n"));
        for text in [head, tail, &turned, &reversed] {
            let fresh = analysis(&kb, text, article.format, None);
            assert_sound(&article.name, &fresh);
            let after = analysis(&kb, text, article.format, Some(&whole));
            assert_eq!(after.publication, fresh.publication, "{}", article.name);
            assert_eq!(after.mentions(), fresh.mentions(), "{}", article.name);
            assert_eq!(after.findings, fresh.findings, "{}", article.name);
        }
    }
}
