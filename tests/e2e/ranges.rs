use serde_json::{Value, json};

use crate::support::marks::{Units, marked, piece};
use crate::support::{Client, URI};

#[test]
fn a_selection_grows_from_the_word_to_the_text() {
    let marked = marked(
        "---\ndate: 2015-03-04\n---\n# Talks\n\nIt rained. Chancellor Angela Mer$0kel spoke. She left.\n\n# Other\n\nNothing.\n",
    );
    let mut client = Client::with_text(&marked.text);
    let params = json!({ "textDocument": { "uri": URI }, "positions": marked.places });
    let selections = client.request("textDocument/selectionRange", params);
    let (mut selection, mut texts) = (&selections[0], Vec::new());
    while !selection.is_null() {
        texts.push(piece(&marked.text, &selection["range"], Units::Utf16).trim_end());
        selection = &selection["parent"];
    }
    assert_eq!(
        texts[..3],
        ["Merkel", "Angela Merkel", "Chancellor Angela Merkel"]
    );
    assert!(
        texts
            .iter()
            .any(|it| it.trim_end_matches('.') == "Chancellor Angela Merkel spoke"),
        "{texts:#?}"
    );
    assert!(
        texts
            .iter()
            .any(|it| it.starts_with("It rained.") && it.ends_with("She left.")),
        "{texts:#?}"
    );
    assert!(
        texts
            .iter()
            .any(|it| it.starts_with("# Talks") && it.ends_with("She left.")),
        "{texts:#?}"
    );
    assert_eq!(*texts.last().unwrap(), marked.text.trim_end());
}

#[test]
fn every_place_has_a_selection() {
    for text in ["", "\n", "...", "a"] {
        let mut client = Client::with_text(text);
        let place = json!({ "line": 0, "character": 0 });
        let params = json!({ "textDocument": { "uri": URI }, "positions": [place, { "line": 9, "character": 9 }] });
        let selections = client.request("textDocument/selectionRange", params);
        assert_eq!(selections.as_array().unwrap().len(), 2, "{text:?}");
    }
}

#[test]
fn sections_and_the_front_matter_fold() {
    let text =
        "---\ndate: 2015-03-04\n---\n# Talks\n\nOne.\n\n## More\n\nTwo.\n\n# Other\n\nThree.\n";
    let mut client = Client::with_text(text);
    let ranges = client.request(
        "textDocument/foldingRange",
        json!({ "textDocument": { "uri": URI } }),
    );
    let lines = |it: &Value| {
        (
            it["startLine"].as_u64().unwrap(),
            it["endLine"].as_u64().unwrap(),
        )
    };
    let lines: Vec<(u64, u64)> = ranges.as_array().unwrap().iter().map(lines).collect();
    assert_eq!(lines, [(0, 2), (3, 9), (7, 9), (11, 13)]);
}
