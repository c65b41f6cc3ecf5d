use serde_json::{Value, json};

use crate::support::marks::{Units, marked, piece};
use crate::support::{Client, Profile, URI};

const TEXT: &str = "---\ndate: 2015-03-04\n---\n😀 French President François\nHollande met Chancellor Angela Merkel.\n";

/// Every token: its text and the name of its type.
fn tokens(client: &mut Client, method: &str, params: Value) -> Vec<(String, String)> {
    let legend = client.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"].clone();
    let answer = client.request(method, params);
    let data: Vec<u64> = answer["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_u64().unwrap())
        .collect();
    let (mut line, mut column) = (0, 0);
    data.chunks(5)
        .map(|it| {
            (line, column) = (
                line + it[0],
                if it[0] == 0 { column + it[1] } else { it[1] },
            );
            let range = json!({
                "start": { "line": line, "character": column },
                "end": { "line": line, "character": column + it[2] },
            });
            let kind = legend[it[3] as usize].as_str().unwrap().to_owned();
            (piece(TEXT, &range, Units::Utf16).to_owned(), kind)
        })
        .collect()
}

#[test]
fn names_and_titles_are_tokens_on_one_line_each() {
    let mut client = Client::with_text(&marked(TEXT).text);
    let document = json!({ "uri": URI });
    let all = tokens(
        &mut client,
        "textDocument/semanticTokens/full",
        json!({ "textDocument": document }),
    );
    let expected = [
        ("French", "state"),
        ("President", "office"),
        ("François", "leader"),
        ("Hollande", "leader"),
        ("Chancellor", "office"),
        ("Angela Merkel", "leader"),
    ];
    let all: Vec<(&str, &str)> = all
        .iter()
        .map(|(text, kind)| (text.as_str(), kind.as_str()))
        .collect();
    assert_eq!(all, expected);
    let range =
        json!({ "start": { "line": 4, "character": 20 }, "end": { "line": 5, "character": 0 } });
    let some = tokens(
        &mut client,
        "textDocument/semanticTokens/range",
        json!({ "textDocument": document, "range": range }),
    );
    assert_eq!(some.last().unwrap().0, "Angela Merkel");
    assert!(some.len() < 4);
}

/// The capability of a client that takes what changed.
pub fn token_deltas() -> Value {
    json!({ "requests": { "full": { "delta": true } }, "tokenTypes": [], "tokenModifiers": [], "formats": ["relative"] })
}

#[test]
fn a_client_that_has_tokens_is_sent_what_changed() {
    let deltas = token_deltas();
    let mut client = Client::start(Profile::default().with("/textDocument/semanticTokens", deltas));
    assert_eq!(
        client.capabilities["semanticTokensProvider"]["full"],
        json!({ "delta": true })
    );
    client.open(URI, "markdown", &marked(TEXT).text);
    client.diagnostics(URI);
    let document = json!({ "uri": URI });
    let full = |client: &mut Client| {
        client.request(
            "textDocument/semanticTokens/full",
            json!({ "textDocument": document }),
        )
    };
    let delta = |client: &mut Client, since: &Value| {
        client.request(
            "textDocument/semanticTokens/full/delta",
            json!({ "textDocument": document, "previousResultId": since }),
        )
    };
    let first = full(&mut client);
    let mut have = first["data"].as_array().unwrap().clone();
    let same = delta(&mut client, &first["resultId"]);
    assert_eq!(same, json!({ "resultId": first["resultId"], "edits": [] }));

    let place = json!({ "line": 4, "character": 0 });
    let edit =
        json!([{ "range": { "start": place, "end": place }, "text": "Chancellor Merkel and " }]);
    client.change(URI, 2, edit);
    client.diagnostics_of(URI, 2);
    let changed = delta(&mut client, &first["resultId"]);
    for edit in changed["edits"].as_array().unwrap() {
        let (start, count) = (
            edit["start"].as_u64().unwrap() as usize,
            edit["deleteCount"].as_u64().unwrap() as usize,
        );
        assert!(count < have.len(), "all was sent again");
        have.splice(
            start..start + count,
            edit["data"].as_array().unwrap().clone(),
        );
    }
    assert_eq!(full(&mut client)["data"], json!(have));
    // What the server does not know any more it cannot compare with.
    let unknown = delta(&mut client, &first["resultId"]);
    assert_eq!(unknown["data"], json!(have));
}
