//! Any text in any format is read, an edit of it gives what a fresh reading gives, and every feature answers in many places.
//! The first byte is the format, the second and third where an edit is made; the rest is the text.
#![no_main]

use std::sync::{Arc, LazyLock};

use date::Day;
use ide::{Analysis, Settings, Source};
use kb::Kb;
use libfuzzer_sys::fuzz_target;
use prose::{Format, Range};

static KB: LazyLock<Kb> = LazyLock::new(|| Kb::new(world::BLOB).expect("the shipped records"));

fuzz_target!(|data: &[u8]| {
    let [format, at, length, text @ ..] = data else {
        return;
    };
    let Ok(text) = str::from_utf8(text) else {
        return;
    };
    let format = [Format::Plain, Format::Markdown, Format::Html][usize::from(*format) % 3];
    let first = analyse(text, format, None);
    // Not everywhere in a long text: more texts find more.
    let step = 1 + text.len() / 16;
    for (offset, _) in text.char_indices().chain([(text.len(), ' ')]).step_by(step) {
        ask(&first, offset as u32);
    }

    let start = text.floor_char_boundary(usize::from(*at) * text.len() / 256);
    let end = text.floor_char_boundary((start + usize::from(*length)).min(text.len()));
    let edited = format!("{}Xi {}", &text[..start], &text[end.max(start)..]);
    let (after, fresh) = (
        analyse(&edited, format, Some(&first)),
        analyse(&edited, format, None),
    );
    assert_eq!(after.mentions(), fresh.mentions());
    assert_eq!(after.findings, fresh.findings);
    assert_eq!(after.publication, fresh.publication);
});

fn analyse(text: &str, format: Format, previous: Option<&Analysis>) -> Analysis {
    let source = Source {
        text: Arc::from(text),
        format,
        path: Some("/articles/2025/article".into()),
        date: None,
        today: Day::new(2025, 9, 1).expect("a day"),
        draft: true,
    };
    ide::analyse(&KB, &source, &Settings::standard(), previous)
}

fn ask(of: &Analysis, offset: u32) {
    let (settings, today) = (Settings::standard(), Day::new(2025, 9, 1).expect("a day"));
    let everything = Range::new(0, of.text.len() as u32);
    let here = Range::new(offset, offset);
    ide::hover(&KB, of, &settings, today, offset);
    ide::definition(&KB, of, offset);
    ide::type_definition(&KB, of, offset);
    ide::implementation(&KB, of, offset);
    ide::declaration(&KB, of, offset);
    ide::references(&KB, of, offset);
    ide::completion(&KB, of, offset, true);
    ide::code_actions(&KB, of, here);
    ide::prepare_rename(&KB, of, offset);
    ide::rename(&KB, of, offset, "Somebody Else");
    ide::selection_range(of, offset);
    ide::moniker(&KB, of, offset);
    ide::prepare_type_hierarchy(&KB, of, offset);
    ide::prepare_call_hierarchy(&KB, of, offset);
    if offset == 0 {
        ide::inlay_hints(&KB, of, everything);
        ide::semantic_tokens(of, everything);
        ide::folding_range(of);
        ide::document_links(&KB, of);
        ide::document_symbols(&KB, of);
    }
}
