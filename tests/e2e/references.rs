use serde_json::json;

use crate::support::marks::marked;
use crate::support::{Client, URI};

const TEXT: &str = "---\ndate: 2015-03-04\n---\n# «Merkel» to meet Hollande\n\n\
    Chancellor «Angela Merkel» will meet French President François Hollande. «Me$0rkel» has met him before.\n";

#[test]
fn every_mention_of_a_person_is_found() {
    let marked = marked(TEXT);
    let mut client = Client::with_text(&marked.text);
    let document = json!({ "uri": URI });
    let highlights = client.at(
        "textDocument/documentHighlight",
        URI,
        marked.places[0].clone(),
    );
    let found: Vec<_> = highlights
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["range"].clone())
        .collect();
    assert_eq!(found, marked.ranges);
    // The full name introduces her, not the headline.
    let kinds: Vec<_> = highlights
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["kind"].clone())
        .collect();
    assert_eq!(kinds, [2, 3, 2]);
    for (with, expected) in [(true, &[0, 1, 2][..]), (false, &[0, 2])] {
        let params = json!({
            "textDocument": document, "position": marked.places[0], "context": { "includeDeclaration": with },
        });
        let locations = client.request("textDocument/references", params);
        let found: Vec<_> = locations
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["range"].clone())
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|it| marked.ranges[*it].clone())
            .collect();
        assert_eq!(found, expected);
    }
}
