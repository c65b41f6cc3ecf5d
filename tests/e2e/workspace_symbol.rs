use serde_json::{Value, json};

use crate::support::{Client, Profile};

fn names(client: &mut Client, query: &str) -> Vec<String> {
    let symbols = client.request("workspace/symbol", json!({ "query": query }));
    let name = |it: &Value| it["name"].as_str().unwrap().to_owned();
    symbols.as_array().unwrap().iter().map(name).collect()
}

#[test]
fn the_knowledge_base_is_searched_by_name() {
    let mut client = Client::start(Profile::default());
    for (query, expected) in [
        ("Angela Mer", "Angela Merkel"),
        ("angela merkel", "Angela Merkel"),
        ("Angela Merkle", "Angela Merkel"),
        ("Schroder", "Gerhard Schröder"),
        ("North Kor", "North Korea"),
    ] {
        let names = names(&mut client, query);
        assert!(names.iter().any(|it| it == expected), "{query}: {names:?}");
    }
}

#[test]
fn nothing_is_found_for_nothing_and_never_too_much() {
    let mut client = Client::start(Profile::default());
    for query in ["", "  ", "qqqqqqqq"] {
        assert_eq!(names(&mut client, query), [""; 0]);
    }
    assert!(names(&mut client, "a").len() <= 50);
}
