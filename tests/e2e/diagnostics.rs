use serde_json::{Value, json};

use crate::support::marks::marked;
use crate::support::{Client, Profile, URI};

pub const WRONG: &str =
    "---\ndate: 2025-08-18\n---\n«Former» U.S. President Donald Trump met reporters on Monday.\n";

#[test]
fn findings_are_sent_with_code_version_and_evidence() {
    let marked = marked(WRONG);
    let mut client = Client::start(Profile::default());
    client.open(URI, "markdown", &marked.text);
    let params = client.diagnostics(URI);
    assert_eq!(params["version"], 1);
    let [finding] = &params["diagnostics"].as_array().unwrap()[..] else {
        panic!("{params:#}");
    };
    assert_eq!(finding["code"], "leader/former-incumbent");
    assert_eq!(finding["range"], marked.ranges[0]);
    assert_eq!(finding["severity"], 1);
    assert_eq!(finding["source"], "attache");
    assert_eq!(finding["data"]["version"], 1);
    assert!(finding.get("codeDescription").is_none());
    let message = finding["message"].as_str().unwrap();
    assert!(message.contains("20 January 2025"), "{message}");
}

#[test]
fn an_edit_brings_the_findings_of_its_version_and_closing_none() {
    let marked = marked(WRONG);
    let mut client = Client::with_text(&marked.text);
    client.change(
        URI,
        2,
        json!([{ "range": marked.ranges[0], "text": "Current" }]),
    );
    assert_eq!(client.diagnostics_of(URI, 2), json!([]));
    client.notify(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": URI } }),
    );
    let closed = client.diagnostics(URI);
    assert_eq!(closed, json!({ "uri": URI, "diagnostics": [] }));
}

#[test]
fn a_client_that_asks_is_sent_nothing() {
    let marked = marked(WRONG);
    let mut client = Client::start(Profile::pulling());
    client.open(URI, "markdown", &marked.text);
    let ask = |client: &mut Client, previous: Value| {
        let params = json!({ "textDocument": { "uri": URI }, "previousResultId": previous });
        client.request("textDocument/diagnostic", params)
    };
    let full = ask(&mut client, Value::Null);
    assert_eq!(full["kind"], "full");
    assert_eq!(full["items"][0]["code"], "leader/former-incumbent");
    let same = ask(&mut client, full["resultId"].clone());
    assert_eq!(
        same,
        json!({ "kind": "unchanged", "resultId": full["resultId"] })
    );
    client.change(URI, 2, json!([{ "range": marked.ranges[0], "text": "" }]));
    let changed = ask(&mut client, full["resultId"].clone());
    assert_eq!(changed["kind"], "full");
    assert_eq!(changed["items"], json!([]));
}

#[test]
fn text_that_is_being_written_is_of_today() {
    let text = "Former U.S. President Donald Trump met reporters.\n";
    let mut client = Client::start(Profile::default());
    for (uri, draft) in [("untitled:Untitled-1", true), ("file:///a.md", false)] {
        client.open(uri, "markdown", text);
        let params = client.diagnostics(uri);
        let code = match draft {
            true => "leader/former-incumbent",
            false => "time/no-pubdate",
        };
        assert_eq!(params["diagnostics"][0]["code"], code, "{params:#}");
    }
    client.change("file:///a.md", 2, json!([{ "range": { "start": { "line": 1, "character": 0 }, "end": { "line": 1, "character": 0 } }, "text": "x" }]));
    assert_ne!(client.diagnostics_of("file:///a.md", 2), json!([]));
}

#[test]
fn the_user_can_turn_a_check_off() {
    let marked = marked(WRONG);
    let mut profile = Profile::default();
    profile.options["checks"] = json!({ "leader/former-incumbent": "off" });
    let mut client = Client::start(profile);
    client.open(URI, "markdown", &marked.text);
    assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
}
