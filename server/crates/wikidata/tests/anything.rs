//! What anybody may serve: no text is too odd to be read or refused.

use proptest::prelude::*;
use wikidata::{Entity, Frame, Frames, Id, Wanted, parse, valid};

const PAGE: &str = r#"{
  "entities": {
    "Q76": {
      "type": "item", "id": "Q76", "modified": "2026-10-01T10:00:00Z",
      "labels": { "en": { "language": "en", "value": "Barack Obama" }, "mul": [] },
      "aliases": { "en": [ { "language": "en", "value": "B. \"H.\" Obama" } ] },
      "claims": { "P39": [ {
        "mainsnak": { "snaktype": "value", "datavalue": { "value": { "entity-type": "item", "numeric-id": 11696, "id": "Q11696" } } },
        "rank": "preferred",
        "qualifiers": { "P580": [ { "snaktype": "value", "datavalue": { "value": {
          "time": "+1917-10-25T00:00:00Z", "precision": 11, "before": 0, "after": 1,
          "calendarmodel": "http://www.wikidata.org/entity/Q1985786" } } } ] }
      } ] }
    }
  }
}"#;

/// Every entity of an input, and how many of its texts were not read.
fn read(input: &[u8], limit: usize) -> (Vec<Entity>, usize) {
    let (mut frames, mut entities, mut refused) = (Frames::default(), Vec::new(), 0);
    for (line, number) in input.split(|it| *it == b'\n').zip(1..) {
        match frames.push(line, number, limit) {
            Frame::Nothing => {}
            Frame::TooLong(begun) => {
                assert!(begun <= number);
                refused += 1;
            }
            Frame::Text(text, begun) => {
                assert!(begun <= number);
                match parse(text) {
                    Ok(found) => entities.extend(found),
                    Err(error) => {
                        assert!(!error.to_string().is_empty());
                        refused += 1;
                    }
                }
            }
        }
    }
    (entities, refused + usize::from(frames.finish().is_some()))
}

/// The page with some bytes put elsewhere, left out or changed.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let edit = (
        0..PAGE.len(),
        0..6_usize,
        proptest::collection::vec(any::<u8>(), 0..4),
    );
    proptest::collection::vec(edit, 0..8).prop_map(|edits| {
        let mut text = PAGE.as_bytes().to_vec();
        for (at, length, bytes) in edits {
            let at = at.min(text.len());
            let end = (at + length).min(text.len());
            text.splice(at..end, bytes);
        }
        text
    })
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(input in proptest::collection::vec(any::<u8>(), 0..300)) {
        read(&input, 100);
    }

    #[test]
    fn a_damaged_page_is_read_or_refused(input in damaged(), limit in 0..2_000_usize) {
        read(&input, limit);
    }

    /// The quick look never passes over what is wanted: neither for itself nor for whom it names.
    #[test]
    fn the_quick_look_sees_all_that_is_wanted(input in damaged()) {
        let own = Wanted { own: [Id(76)].into_iter().collect(), ..Wanted::default() };
        let named = Wanted { named: [Id(11_696)].into_iter().collect(), ..Wanted::default() };
        if let Ok(entities) = parse(&input) {
            prop_assert!(valid(&input).is_ok());
            for entity in &entities {
                prop_assert!(!own.has(entity) || own.may_be_in(&input));
                prop_assert!(!named.has(entity) || named.may_be_in(&input));
            }
        }
    }
}

#[test]
fn the_page_itself_is_read() {
    let (entities, refused) = read(PAGE.as_bytes(), 10_000);
    assert_eq!((entities.len(), refused), (1, 0));
    assert_eq!(entities[0].aliases, ["B. \"H.\" Obama"]);
}
