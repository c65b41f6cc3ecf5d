use std::collections::BTreeMap;

use kb::{Kb, Slips};
use proptest::prelude::*;

use crate::fixture::{blob, open, world};

#[test]
fn a_name_ends_at_the_end_of_a_word() {
    let kb = world();
    let len = |text: &str| kb.longest(text.as_bytes()).map(|(len, _)| len);
    assert_eq!(len("kim jong un"), Some(11));
    assert_eq!(len("kim jong un's"), Some(11));
    assert_eq!(len("kim jong un' x"), Some(11));
    assert_eq!(len("kim jong un,"), Some(11));
    assert_eq!(len("kim jong un|"), Some(11));
    // Not the end of a word: the shorter name remains.
    assert_eq!(len("kim jong uncle"), Some(3));
    assert_eq!(len("kim jong un'sx"), Some(3));
    assert_eq!(len("kimono"), None);
    assert_eq!(len(""), None);
}

#[test]
fn matches_are_all_of_them_shortest_first() {
    let kb = world();
    let lens: Vec<_> = kb
        .matches(b"kim jong un said")
        .iter()
        .map(|m| m.0)
        .collect();
    assert_eq!(lens, [3, 11]);
}

#[test]
fn near_names_are_found_nearest_first() {
    let kb = world();
    let near = |word: &str, distance| -> Vec<(String, u32)> {
        let found = kb.near(word, Slips::InAll(distance), 3);
        found.into_iter().map(|s| (s.folded, s.distance)).collect()
    };
    assert_eq!(
        near("kim jong in", 1),
        [("kim jong il".to_owned(), 1), ("kim jong un".to_owned(), 1)]
    );
    assert_eq!(near("pyongjang", 1), [("pyongyang".to_owned(), 1)]);
    assert_eq!(near("nobody at all", 2), []);
}

/// Names of few letters, so that many share a beginning.
fn name() -> impl Strategy<Value = String> {
    "[ab]{1,3}( [ab]{1,3}){0,2}"
}

fn events(names: &[String]) -> String {
    let mut text = "[s]\ntitle = \"t\"\nlicence = \"l\"\n".to_owned();
    for (i, name) in names.iter().enumerate() {
        text += &format!("[e{i}]\nname = \"{name}\"\nfrom = \"2000\"\nsource = \"s\"\n");
    }
    text
}

fn layered(below: &[String], above: &[String]) -> Kb {
    let mut kb = open(blob(&[("x.toml", &events(below))], None));
    let text = events(above).replace("[s]", "[t]").replace("[e", "[f");
    let above = blob(&[("x.toml", &text.replace("\"s\"", "\"t\""))], Some(&kb));
    kb.push(std::sync::Arc::new(above)).unwrap();
    kb
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_index_agrees_with_a_map(
        below in prop::collection::vec(name(), 0..12),
        above in prop::collection::vec(name(), 0..6),
        texts in prop::collection::vec("[ab]{1,3}( [ab]{1,3}){0,4}", 1..8),
    ) {
        let kb = layered(&below, &above);
        let mut counts = BTreeMap::<&str, usize>::new();
        for name in below.iter().chain(&above) {
            *counts.entry(name).or_default() += 1;
        }
        for text in &texts {
            let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]);
            let expected: Vec<_> = ends
                .filter_map(|end| Some((end, *counts.get(&text[..end])?)))
                .collect();
            let found = kb.matches(text.as_bytes());
            let found: Vec<_> = found
                .into_iter()
                .map(|(len, at)| (len, kb.entries(at).len()))
                .collect();
            prop_assert_eq!(&found, &expected);
            let longest = kb.longest(text.as_bytes());
            let longest = longest.map(|(len, at)| (len, kb.entries(at).len()));
            prop_assert_eq!(longest.as_ref(), expected.last());
        }
        let completed: Vec<_> = kb.complete("a", 100).into_iter().map(|(name, _)| name).collect();
        let expected: Vec<_> = counts.keys().filter(|name| name.starts_with('a')).collect();
        prop_assert_eq!(completed.iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn near_agrees_with_the_definition(
        names in prop::collection::vec("[abé]{1,5}", 1..12),
        word in "[abé]{1,5}",
    ) {
        // Folding may take the accent away; what is asked is folded the same way.
        let names: Vec<String> = names.iter().map(|name| prose::fold(name)).collect();
        let word = prose::fold(&word);
        let kb = layered(&names, &[]);
        let mut expected: Vec<_> = names
            .iter()
            .map(|name| (strsim::osa_distance(name, &word) as u32, name.clone()))
            .filter(|(distance, name)| {
                let first = name.chars().next();
                *distance <= 2 && word.chars().take(2).any(|it| Some(it) == first)
            })
            .collect();
        expected.sort();
        expected.dedup();
        let found: Vec<_> = kb
            .near(&word, Slips::InAll(2), 100)
            .into_iter()
            .map(|s| (s.distance, s.folded))
            .collect();
        prop_assert_eq!(found, expected);
    }
}
