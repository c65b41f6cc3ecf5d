use serde_json::{Value, json};

use crate::support::marks::marked;
use crate::support::{Client, Profile, URI};

const TEXT: &str = "---\ndate: 2015-03-04\n---\nThe German chancellor$0 met French President François Hollande$0.\n";

fn hints(client: &mut Client) -> Value {
    let range =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    client.request(
        "textDocument/inlayHint",
        json!({ "textDocument": { "uri": URI }, "range": range }),
    )
}

#[test]
fn hints_are_off_until_they_are_wanted() {
    let marked = marked(TEXT);
    let mut client = Client::start(
        Profile::default().with("/workspace/inlayHint", json!({ "refreshSupport": true })),
    );
    client.open(URI, "markdown", &marked.text);
    client.diagnostics(URI);
    assert_eq!(hints(&mut client), Value::Null);
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "attache": { "inlayHints": { "enable": true } } } }),
    );
    let refresh = client.wait_for(|it| it["method"] == "workspace/inlayHint/refresh");
    client.send(&json!({ "jsonrpc": "2.0", "id": refresh["id"], "result": null }));
    let hints = hints(&mut client);
    let shown: Vec<_> = hints
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["position"].clone(), it["label"].clone()))
        .collect();
    let expected = [
        (marked.places[0].clone(), json!("Angela Merkel")),
        (marked.places[1].clone(), json!("until 2017")),
    ];
    assert_eq!(shown, expected);
}
