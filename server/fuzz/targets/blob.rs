//! A knowledge base may come from a stranger: one that is damaged anywhere is refused or answers, and never panics.
//! Four bytes each are a place and what is put there.
#![no_main]

use std::sync::{Arc, LazyLock};

use kb::{Kb, Kind};
use libfuzzer_sys::fuzz_target;

const RECORDS: &str = include_str!("records.toml");

static WORLD: LazyLock<Kb> = LazyLock::new(|| Kb::new(world::BLOB).expect("the shipped records"));

static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let files = [("house.toml".to_owned(), RECORDS.to_owned())];
    kb_compile::compile(&files, Some(&WORLD)).expect("good records").blob
});

fuzz_target!(|data: &[u8]| {
    let mut bytes = WHOLE.clone();
    let (damage, rest) = data.as_chunks::<4>();
    for [a, b, c, byte] in damage {
        let at = u32::from_le_bytes([*a, *b, *c, 0]) as usize;
        let at = at % bytes.len();
        bytes[at] = *byte;
    }
    // An odd number of bytes: the end is missing.
    if let [cut, ..] = rest {
        bytes.truncate(bytes.len() * usize::from(*cut) / 255);
    }
    let Ok(kb) = WORLD.with(Arc::new(bytes)) else {
        return;
    };
    for kind in [
        Kind::Person,
        Kind::Office,
        Kind::State,
        Kind::Organisation,
        Kind::Treaty,
        Kind::Event,
        Kind::Source,
    ] {
        let all: Vec<kb::RecordId> = kb.all(kind).collect();
        for id in all.into_iter().rev().take(20) {
            kb.slug(id);
            kb.location(id);
            kb.name(id);
            kb.wikidata(id);
            kb.offices_of(id);
            kb.treaties_of(id);
            kb.holders_at(id, date::Span::EVER);
        }
    }
    for text in ["jane invented said", "treaty of nowhere", "german chancellor"] {
        for (_, at) in kb.matches(text.as_bytes()) {
            kb.entries(at);
        }
        kb.longest(text.as_bytes());
        kb.complete(&text[..2], 20);
        kb.near(text, kb::Slips::InAll(1), 5);
    }
});
