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
            prop_assert_eq!(next.mentions(), fresh.mentions());
            prop_assert_eq!(&next.findings, &fresh.findings);
            latest = Some(next);
        }
    }
}

/// A text long enough to be read by chapters, no two paragraphs alike: persons and treaties are introduced once and spoken of
/// long after that.
fn long() -> String {
    let mut text = String::new();
    for n in 0..220 {
        if n % 23 == 22 {
            text.push_str(&format!("Part {n} of the story\n\n"));
        }
        text.push_str(match n % 11 {
            0 => "German Chancellor Angela Merkel met the French president in Berlin on Monday. ",
            1 => "Merkel said the two leaders would meet again. ",
            2 => "Former U.S. President Donald Trump spoke to Kim Jong Un in 2011. ",
            3 => "Mr. Trump was late, and Kim waited for him. ",
            4 => "The Paris Agreement was signed in 2016, said acting President Jan Nobody. ",
            5 => "The agreement is in force, and the president welcomed it. ",
            6 => "Volodymyr Zelensky spoke of NATO and of its Article 5. ",
            7 => "Zelenskiy left the treaty aside. The treaty was signed in 1949. ",
            8 => "North Korea and South Korea signed a defense treaty last year, the prime minister said. ",
            9 => "President-elect Joe Biden died, said Emmanuel Nobody. ",
            _ => "A fine day with nothing that anybody would look up, number after number. ",
        });
        text.push_str(&format!(
            "Paragraph {n} goes on with {} ordinary words, so that it is long enough to count as one, and ends.\n\n",
            n * 7 % 97
        ));
    }
    text
}

/// A text in which everybody and everything is introduced in the first paragraph alone.
fn long_with_one_introduction() -> String {
    let mut text = String::from(
        "Angela Merkel, Donald Trump, Kim Jong Un and Volodymyr Zelensky met. The INF Treaty was signed in 1987.\n\n",
    );
    for n in 0..260 {
        text.push_str(match n % 5 {
            0 => "Merkel and the others spoke of the treaty. ",
            1 => "Trump said that the president had been late. ",
            2 => "Kim waited for Zelensky, and the chancellor left. ",
            3 => "The treaty was signed in 1987, the two leaders said. ",
            _ => "Nothing happened on that day. ",
        });
        text.push_str(&format!(
            "Paragraph {n} goes on with {} ordinary words, so that it is long enough to count as one, and ends.\n\n",
            n * 7 % 97
        ));
    }
    text
}

/// What is done to a long text.
#[derive(Clone, Copy, Debug)]
enum Change {
    Piece(usize, usize, &'static str),
    /// A paragraph goes; 0 is the first, with its introductions.
    Delete(usize),
    /// A paragraph becomes a heading.
    Heading(usize),
    /// A paragraph is written again somewhere else.
    Copy(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0..60_000usize, 0..300usize, prop::sample::select(PIECES))
            .prop_map(|(at, length, piece)| Change::Piece(at, length, piece)),
        prop_oneof![Just(0), 0..250usize].prop_map(Change::Delete),
        (0..250usize).prop_map(Change::Heading),
        (0..250usize, 0..250usize).prop_map(|(from, to)| Change::Copy(from, to)),
    ]
}

fn make(text: &mut String, change: Change) {
    let mut paragraphs: Vec<String> = text.split("\n\n").map(str::to_owned).collect();
    let count = paragraphs.len();
    match change {
        Change::Piece(at, length, piece) => return edit(text, at, length, piece),
        Change::Delete(at) => drop(paragraphs.remove(at % count)),
        Change::Heading(at) => {
            paragraphs.insert(at % count, "A heading".into());
        }
        Change::Copy(from, to) => paragraphs.insert(to % count, paragraphs[from % count].clone()),
    }
    *text = paragraphs.join("\n\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn a_long_text_is_read_by_chapters_as_it_is_read_afresh(
        start in prop::sample::select(vec![long(), long_with_one_introduction()]),
        date in prop::sample::select(vec!["", "---\ndate: 2022-03-05\n---\n"]),
        changes in prop::collection::vec(change(), 1..6),
    ) {
        let kb = Kb::new(world::BLOB).unwrap();
        let mut text = format!("{date}{start}");
        let mut latest = Some(analysis(&kb, &text, Format::Plain, None));
        for change in changes {
            make(&mut text, change);
            let next = analysis(&kb, &text, Format::Plain, latest.as_ref());
            let fresh = analysis(&kb, &text, Format::Plain, None);
            prop_assert!(!next.mentions().is_empty());
            prop_assert_eq!(&next.document, &fresh.document);
            prop_assert_eq!(&next.publication, &fresh.publication);
            prop_assert_eq!(next.mentions(), fresh.mentions());
            prop_assert_eq!(&next.findings, &fresh.findings);
            latest = Some(next);
        }
    }
}

/// What one chapter introduces is known in the last.
#[test]
fn a_chapter_knows_whom_and_what_the_ones_before_it_named() {
    let kb = Kb::new(world::BLOB).unwrap();
    let mut text = String::from(
        "Angela Merkel, then chancellor, spoke first. The INF Treaty was signed in 1987.\n\n",
    );
    for n in 0..400 {
        text.push_str(&format!("Paragraph {n} is about nothing and nobody that has a name worth a word in any book, but goes on.\n\n"));
        if n % 10 == 9 {
            text.push_str("Merkel was glad, and the treaty was dear to all of them.\n\n");
        }
    }
    let read = analysis(&kb, &text, Format::Plain, None);
    let words: u32 = read.document.blocks.iter().map(|it| it.words).sum();
    assert!(words > 6_000, "{words}");
    let linked = |slug: &str| {
        let record = kb.find(slug).unwrap();
        let mentions = read.mentions().iter();
        mentions.filter(|it| it.records == [record]).count()
    };
    assert_eq!(linked("angela-merkel"), 41);
    assert_eq!(linked("inf-1987"), 41);
}
