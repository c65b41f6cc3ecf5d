use serde_json::{Value, json};

use crate::support::marks::{Units, edited, marked};
use crate::support::{Client, Profile, URI};

const TEXT: &str = "---\ndate: 2015-03-04\n---\nChancellor «Angela M$0erkel» spoke. Merkel's party met. «Mer$0kel» left.\n";

#[test]
fn one_form_of_a_name_is_written_otherwise_everywhere() {
    let marked = marked(TEXT);
    let mut client = Client::start(
        Profile::default().with("/textDocument/rename", json!({ "prepareSupport": true })),
    );
    assert_eq!(
        client.capabilities["renameProvider"],
        json!({ "prepareProvider": true })
    );
    client.open(URI, "markdown", &marked.text);
    client.diagnostics(URI);
    for (place, range, placeholder, expected) in [
        (
            0,
            0,
            "Angela Merkel",
            "Chancellor A. D. spoke. Merkel's party met. Merkel left.\n",
        ),
        (
            1,
            1,
            "Merkel",
            "Chancellor Angela Merkel spoke. A. D.'s party met. A. D. left.\n",
        ),
    ] {
        let prepared = client.at(
            "textDocument/prepareRename",
            URI,
            marked.places[place].clone(),
        );
        assert_eq!(
            prepared,
            json!({ "range": marked.ranges[range], "placeholder": placeholder })
        );
        let params = json!({ "textDocument": { "uri": URI }, "position": marked.places[place], "newName": "A. D." });
        let edit = client.request("textDocument/rename", params);
        let text = edited(
            &marked.text,
            &edit["documentChanges"][0]["edits"],
            Units::Utf16,
        );
        assert!(text.ends_with(expected), "{text}");
    }
}

#[test]
fn titles_plain_words_and_empty_names_are_refused() {
    let marked = marked(
        "---\ndate: 2015-03-04\n---\nThe German Chan$0cellor spoke w$0ell. Angela M$0erkel left.\n",
    );
    let mut client = Client::with_text(&marked.text);
    for place in &marked.places[..2] {
        assert_eq!(
            client.at("textDocument/prepareRename", URI, place.clone()),
            Value::Null
        );
    }
    let params =
        json!({ "textDocument": { "uri": URI }, "position": marked.places[2], "newName": " \n" });
    assert_eq!(client.request("textDocument/rename", params), Value::Null);
}
