use std::sync::Arc;

use kb::{Kb, Kind};
use proptest::prelude::*;

use crate::fixture::{WORLD, blob, world};

/// Asks everything that can be asked.
fn exercise(kb: &Kb) {
    kb.find("kim-jong-un");
    for kind in [
        Kind::Person,
        Kind::Office,
        Kind::State,
        Kind::Organisation,
        Kind::Treaty,
        Kind::Event,
        Kind::Source,
    ] {
        for id in kb.all(kind).take(100) {
            kb.slug(id);
            kb.location(id);
            kb.name(id);
            kb.wikidata(id);
            kb.offices_of(id);
            kb.treaties_of(id);
            kb.holders_at(id, date::Span::EVER);
        }
    }
    for text in ["kim jong un said", "north atlantic treaty", "nato's", "prk"] {
        for (_, at) in kb.matches(text.as_bytes()) {
            kb.entries(at);
        }
        kb.longest(text.as_bytes());
        kb.complete(&text[..2], 20);
        kb.near(text, kb::Slips::InAll(1), 5);
    }
}

#[test]
fn a_cut_blob_is_refused_or_answers() {
    let whole = blob(WORLD, None);
    for len in 0..whole.len() {
        let cut: &'static [u8] = Box::leak(whole[..len].into());
        assert!(Kb::new(cut).is_err(), "cut to {len} bytes");
    }
}

proptest! {
    #[test]
    fn a_damaged_blob_never_panics(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)
    ) {
        let mut bytes = blob(WORLD, None);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(kb) = Kb::new(Box::leak(bytes.into_boxed_slice())) {
            exercise(&kb);
        }
    }

    #[test]
    fn any_bytes_are_refused(bytes: Vec<u8>) {
        let mut kb = world();
        prop_assert!(kb.push(Arc::new(bytes)).is_err());
        exercise(&kb);
    }
}
