//! An analysis that takes over from an earlier one is the one that would have been made afresh.

use std::sync::Arc;

use date::Day;
use ide::{Analysis, Settings, Source, analyse};
use kb::Kb;
use proptest::prelude::*;
use prose::Format;

const PIECES: &[&str] = &[
    "German Chancellor Angela Merkel",
    "Former U.S. President Donald Trump",
    "Merkel",
    "Trump",
    "Narenda Modi",
    "the French president",
    "Kim Jong Un",
    "Mr. Jong Un",
    "North Korea",
    " met ",
    " on Monday. ",
    " in 2011. ",
    ", ",
    "\n\n",
    "\n# ",
    "> ",
    "“",
    "”",
    "---\ndate: 2018-03-05\n---\n",
    "<p>",
    "é😀",
    "x",
    " ",
];

fn analysis(kb: &Kb, text: &str, format: Format, previous: Option<&Analysis>) -> Analysis {
    let source = Source {
        text: Arc::from(text),
        format,
        path: None,
        date: None,
        today: Day::new(2025, 9, 1).unwrap_or(Day::MIN),
        draft: true,
    };
    analyse(kb, &source, &Settings::standard(), previous)
}

/// Puts a piece in the place of some characters.
fn edit(text: &mut String, at: usize, length: usize, piece: &str) {
    let boundary = |text: &str, at: usize| {
        (0..=at.min(text.len()))
            .rev()
            .find(|it| text.is_char_boundary(*it))
    };
    let start = boundary(text, at % (text.len() + 1)).unwrap_or(0);
    let end = boundary(text, start + length).unwrap_or(start).max(start);
    text.replace_range(start..end, piece);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn incremental_is_fresh(
        format in prop::sample::select(vec![Format::Plain, Format::Markdown, Format::Html]),
        edits in prop::collection::vec((0..4000usize, 0..40usize, prop::sample::select(PIECES)), 1..30),
    ) {
        let kb = Kb::new(world::BLOB).unwrap();
        let mut text = String::new();
        let mut latest: Option<Analysis> = None;
        for (at, length, piece) in edits {
            edit(&mut text, at, length, piece);
            let next = analysis(&kb, &text, format, latest.as_ref());
            let fresh = analysis(&kb, &text, format, None);
            prop_assert_eq!(&next.document, &fresh.document);
            prop_assert_eq!(&next.publication, &fresh.publication);
            prop_assert_eq!(&next.mentions, &fresh.mentions);
            prop_assert_eq!(&next.findings, &fresh.findings);
            latest = Some(next);
        }
    }
}

/// Paragraphs enough for a text that is read by chapters, no two alike.
fn book() -> String {
    let mut text = String::new();
    for n in 0..700 {
        text.push_str(match n % 5 {
            0 => "German Chancellor Angela Merkel met the French president in Berlin on Monday. ",
            1 => "Merkel said the two leaders would meet again. ",
            2 => "Former U.S. President Donald Trump spoke to Kim Jong Un in 2011. ",
            3 => "Mr. Trump was late, and Kim waited for him. ",
            _ => "A fine day with nothing that anybody would look up, number after number. ",
        });
        text.push_str(&format!(
            "Paragraph {n} goes on with {} ordinary words, so that it is long enough to count as one, and ends.\n\n",
            n * 7 % 97
        ));
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]
    #[test]
    fn a_long_text_is_read_by_chapters_as_it_is_read_afresh(
        edits in prop::collection::vec((0..100_000usize, 0..300usize, prop::sample::select(PIECES)), 1..5),
    ) {
        let kb = Kb::new(world::BLOB).unwrap();
        let mut text = book();
        let mut latest = Some(analysis(&kb, &text, Format::Plain, None));
        for (at, length, piece) in edits {
            edit(&mut text, at, length, piece);
            let next = analysis(&kb, &text, Format::Plain, latest.as_ref());
            let fresh = analysis(&kb, &text, Format::Plain, None);
            prop_assert!(!next.mentions.is_empty());
            prop_assert_eq!(&next.document, &fresh.document);
            prop_assert_eq!(&next.publication, &fresh.publication);
            prop_assert_eq!(&next.mentions, &fresh.mentions);
            prop_assert_eq!(&next.findings, &fresh.findings);
            latest = Some(next);
        }
    }
}
