//! The examples on the page of each check: what they mark is reported and mended so, what they do not mark is silent.

// Clippy lets tests unwrap, but not the helpers that they share.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::sync::Arc;

use date::{Date, Day};
use ide::check::{Example, Page, pages};
use ide::{Finding, Settings, Severity, Source, analyse};
use kb::Kb;
use prose::Format;

#[test]
fn every_example_is_as_its_page_says() {
    let kb = Kb::new(world::BLOB).unwrap();
    let mut wrong = Vec::new();
    for page in pages() {
        assert!(!page.examples.is_empty(), "{} has no examples", page.code);
        for example in page.examples {
            if let Err(why) = holds(&kb, page, example) {
                wrong.push(format!("{} {}\n  {why}", page.code, example.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn holds(kb: &Kb, page: &Page, example: &Example) -> Result<(), String> {
    let text = example.text.replace(['«', '»'], "");
    let findings = findings(kb, page, &text, example.date);
    let own: Vec<&Finding> = findings.iter().filter(|it| it.code == page.code).collect();
    let Some(start) = example.text.find('«') else {
        return match own.as_slice() {
            [] => Ok(()),
            _ => Err(format!("reports {own:?}")),
        };
    };
    let end = example.text.find('»').unwrap() - '«'.len_utf8();
    let [finding] = own.as_slice() else {
        return Err(format!("reports {findings:?}"));
    };
    let (from, to) = (finding.range.start as usize, finding.range.end as usize);
    if to <= start || end <= from {
        return Err(format!("reports at “{}”", &text[from..to]));
    }
    let Some(fixed) = example.fixed else {
        return Ok(());
    };
    let fix = finding.fixes.first().ok_or("has no fix")?;
    let mut mended = text.clone();
    mended.replace_range(
        fix.edit.range.start as usize..fix.edit.range.end as usize,
        &fix.edit.text,
    );
    let wanted = format!("{}{fixed}{}", &text[..start], &text[end..]);
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words(&mended) != words(&wanted) {
        return Err(format!("is mended to “{mended}”"));
    }
    let again = self::findings(kb, page, &mended, example.date);
    match again.iter().find(|it| it.code == page.code) {
        None => Ok(()),
        Some(it) => Err(format!("is still reported after the fix: {}", it.message)),
    }
}

fn findings(kb: &Kb, page: &Page, text: &str, date: &str) -> Vec<Finding> {
    let mut settings = Settings::standard();
    settings
        .checks
        .insert(page.code.to_owned(), Some(Severity::Error));
    let source = Source {
        text: Arc::from(text),
        // A comment or front matter is there for a reader of Markdown.
        format: match text.contains("<!--") || text.starts_with("---") {
            true => Format::Markdown,
            false => Format::Plain,
        },
        path: None,
        date: (!date.is_empty()).then(|| date.parse::<Date>().unwrap()),
        today: Day::new(2026, 10, 1).unwrap(),
        draft: false,
    };
    analyse(kb, &source, &settings, None).findings
}
