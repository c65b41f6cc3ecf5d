use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::diagnostics::WRONG;
use crate::house::{client_in, folder, uri};
use crate::support::marks::marked;
use crate::support::{Client, Profile};

const MERKEL: &str = "---\ndate: 2015-03-04\n---\n«Angela Merkel» spoke. «Merkel» left.\n";

/// Two articles that are not open, one that is ignored, one that is no article.
fn articles() -> TempDir {
    let text = marked(MERKEL).text;
    folder(&[
        (".gitignore", "drafts\n"),
        ("a/one.md", &text),
        ("b/two.txt", &marked(WRONG).text),
        ("drafts/three.md", &text),
        ("four.json", &text),
    ])
}

fn asking(options: Value) -> Profile {
    let mut profile = Profile::pulling();
    profile.options["diagnostics"] = options;
    profile
}

fn progress(client: &mut Client, token: &str) -> Value {
    let message =
        client.wait_for(|it| it["method"] == "$/progress" && it["params"]["token"] == token);
    message["params"]["value"].clone()
}

#[test]
fn references_are_found_in_articles_that_are_not_open() {
    let folder = articles();
    let mut client = client_in(&[folder.path()], Profile::default());
    let marked = marked("---\ndate: 2015-03-05\n---\n«Angela Mer$0kel» slept.\n");
    let open = uri(&folder.path().join("open.md"));
    client.open(&open, "markdown", &marked.text);
    client.diagnostics(&open);
    let mut params = json!({
        "textDocument": { "uri": open },
        "position": marked.places[0],
        "context": { "includeDeclaration": true },
    });
    let expected: Vec<Value> = std::iter::once((open.clone(), marked.ranges[0].clone()))
        .chain(
            crate::support::marks::marked(MERKEL)
                .ranges
                .into_iter()
                .map(|it| (uri(&folder.path().join("a/one.md")), it)),
        )
        .map(|(uri, range)| json!({ "uri": uri, "range": range }))
        .collect();
    let found = client.request("textDocument/references", params.clone());
    assert_eq!(found, json!(expected));

    // A file that has changed is read again; one that is open counts as it is in the editor.
    fs::write(folder.path().join("a/one.md"), "Nobody spoke.\n").unwrap();
    let found = client.request("textDocument/references", params.clone());
    assert_eq!(found, json!(expected[..1]));
    let one = uri(&folder.path().join("a/one.md"));
    client.open(
        &one,
        "markdown",
        &crate::support::marks::marked(MERKEL).text,
    );
    client.diagnostics(&one);
    let found = client.request("textDocument/references", params.clone());
    assert_eq!(found, json!(expected));

    params["workDoneToken"] = json!("work");
    params["partialResultToken"] = json!("part");
    let id = client.send_request("textDocument/references", params);
    assert_eq!(progress(&mut client, "part"), json!(expected[..1]));
    assert_eq!(progress(&mut client, "part"), json!(expected[1..]));
    assert_eq!(progress(&mut client, "work")["kind"], "begin");
    while progress(&mut client, "work")["kind"] != "end" {}
    assert_eq!(client.answer(id)["result"], json!([]));
}

#[test]
fn findings_of_the_whole_workspace_are_pulled() {
    let folder = articles();
    let mut client = client_in(&[folder.path()], asking(json!({ "workspace": true })));
    let ask = |client: &mut Client, previous: Value| {
        let params = json!({ "previousResultIds": previous });
        client.request("workspace/diagnostic", params)["items"].clone()
    };
    let items = ask(&mut client, json!([]));
    let [one, two] = &items.as_array().unwrap()[..] else {
        panic!("{items:#}");
    };
    assert_eq!(one["uri"], uri(&folder.path().join("a/one.md")));
    assert_eq!(one["items"], json!([]));
    assert_eq!(two["uri"], uri(&folder.path().join("b/two.txt")));
    assert_eq!(two["items"][0]["code"], "leader/former-incumbent");
    assert_eq!(two["version"], Value::Null);

    let previous = json!([{ "uri": two["uri"], "value": two["resultId"] }]);
    let again = ask(&mut client, previous.clone());
    assert_eq!(again[1]["kind"], "unchanged");
    assert_eq!(again[1]["resultId"], two["resultId"]);
    fs::write(folder.path().join("b/two.txt"), "All is well.\n").unwrap();
    let mended = ask(&mut client, previous);
    assert_eq!(mended[1]["kind"], "full");
    assert_eq!(mended[1]["items"], json!([]));
}

#[test]
fn nothing_is_read_unless_it_was_chosen() {
    let folder = articles();
    let mut client = client_in(&[folder.path()], asking(json!({})));
    let all = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(all, json!({ "items": [] }));
}

#[test]
fn a_search_that_is_cancelled_ends() {
    let folder = articles();
    for number in 0..400 {
        let text = marked(WRONG).text.repeat(20);
        fs::write(folder.path().join(format!("b/{number}.md")), text).unwrap();
    }
    let mut client = client_in(&[folder.path()], asking(json!({ "workspace": true })));
    let ids: Vec<i64> = (0..3)
        .map(|_| client.send_request("workspace/diagnostic", json!({ "previousResultIds": [] })))
        .collect();
    for id in &ids {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    for id in ids {
        assert_eq!(client.answer(id)["error"]["code"], -32800);
    }
    // What is asked now does not wait for them.
    let symbols = client.request("workspace/symbol", json!({ "query": "merkel" }));
    assert!(!symbols.as_array().unwrap().is_empty());
}
