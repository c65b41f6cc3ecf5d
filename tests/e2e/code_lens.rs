use serde_json::{Value, json};

use crate::support::marks::marked;
use crate::support::{Client, Profile, URI};

const TEXT: &str = "---\ndate: 2025-08-18\n---\nFormer U.S. President $0Donald Trump spoke of the $0North Atlantic Treaty. Trump left.\n";

#[test]
fn mentions_are_counted_where_that_is_wanted() {
    let marked = marked(TEXT);
    let mut client = Client::start(
        Profile::default().with("/workspace/codeLens", json!({ "refreshSupport": true })),
    );
    client.open(URI, "markdown", &marked.text);
    client.diagnostics(URI);
    let params = json!({ "textDocument": { "uri": URI } });
    assert_eq!(
        client.request("textDocument/codeLens", params.clone()),
        Value::Null
    );
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "attache": { "codeLens": { "enable": true } } } }),
    );
    let refresh = client.wait_for(|it| it["method"] == "workspace/codeLens/refresh");
    client.send(&json!({ "jsonrpc": "2.0", "id": refresh["id"], "result": null }));
    let lenses = client.request("textDocument/codeLens", params);
    let shown: Vec<(Value, &str)> = lenses
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let title = it["command"]["title"].as_str().unwrap();
            (it["range"]["start"].clone(), title)
        })
        .collect();
    let expected = [
        (
            marked.places[0].clone(),
            "Donald Trump: 2 mentions, 1 finding",
        ),
        (marked.places[1].clone(), "North Atlantic Treaty: 1 mention"),
    ];
    assert_eq!(shown, expected);
}
