use serde_json::{Value, json};

use crate::support::marks::{Units, edited, marked};
use crate::support::{Client, Profile, URI};

const TWO: &str = "---\ndate: 2025-08-18\n---\n«Former» U.S. President Donald Trump met reporters on Monday.\n\n\
    Later «former» U.S. President Donald Trump left.\n";

fn actions(client: &mut Client, range: &Value, only: Value) -> Vec<Value> {
    let mut context = json!({ "diagnostics": [] });
    if !only.is_null() {
        context["only"] = only;
    }
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
    client
        .request("textDocument/codeAction", params)
        .as_array()
        .unwrap()
        .clone()
}

#[test]
fn every_fix_is_a_quick_fix_for_its_finding_and_version() {
    let marked = marked(TWO);
    let mut client = Client::with_text(&marked.text);
    let all = actions(&mut client, &marked.ranges[0], Value::Null);
    let fix = &all[0];
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["isPreferred"], true);
    assert_eq!(fix["diagnostics"][0]["range"], marked.ranges[0]);
    let change = &fix["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({ "uri": URI, "version": 1 }));
    let text = edited(&marked.text, &change["edits"], Units::Utf16);
    assert!(
        text.contains("---\nU.S. President Donald Trump met"),
        "{text}"
    );
    assert!(text.contains("former"), "{text}");
}

#[test]
fn all_of_a_kind_and_all_at_once_mend_the_whole_text() {
    let marked = marked(TWO);
    let mut client = Client::with_text(&marked.text);
    let all = actions(&mut client, &marked.ranges[0], json!(["quickfix"]));
    let of_kind = all
        .iter()
        .find(|it| it["title"].as_str().unwrap().contains("Fix all"))
        .unwrap();
    let on_save = actions(&mut client, &marked.ranges[0], json!(["source.fixAll"]));
    assert_eq!(on_save.len(), 1);
    assert_eq!(on_save[0]["kind"], "source.fixAll.attache");
    for action in [of_kind, &on_save[0]] {
        let text = edited(
            &marked.text,
            &action["edit"]["documentChanges"][0]["edits"],
            Units::Utf16,
        );
        assert!(!text.to_lowercase().contains("former"), "{text}");
        assert_eq!(action["diagnostics"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn other_kinds_and_other_places_have_no_action() {
    let marked = marked(TWO);
    let mut client = Client::with_text(&marked.text);
    assert_eq!(
        actions(&mut client, &marked.ranges[0], json!(["refactor"])),
        [Value::Null; 0]
    );
    let elsewhere =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 1 } });
    assert_eq!(
        actions(&mut client, &elsewhere, json!(["quickfix"])),
        [Value::Null; 0]
    );
}

#[test]
fn a_client_without_versioned_edits_gets_plain_changes() {
    let marked = marked(TWO);
    let mut client = Client::start(Profile::default().with("/workspace/workspaceEdit", json!({})));
    client.open(URI, "markdown", &marked.text);
    client.diagnostics(URI);
    let all = actions(&mut client, &marked.ranges[0], Value::Null);
    assert!(all[0]["edit"]["changes"][URI].is_array());
}

#[test]
fn a_finding_is_silenced_in_the_text_or_in_the_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let root = std::fs::canonicalize(folder.path()).unwrap();
    let uri = format!("file://{}/a.md", root.display());
    let creating = json!({ "documentChanges": true, "resourceOperations": ["create"] });
    let profile = || Profile {
        root: json!(format!("file://{}", root.display())),
        ..Profile::default().with("/workspace/workspaceEdit", creating.clone())
    };
    let text =
        "---\ndate: 2025-08-18\n---\nFormer U.S. President Donald Trump met reporters on Monday.\n";
    let mut client = Client::start(profile());
    client.open(&uri, "markdown", text);
    let found = client.diagnostics(&uri)["diagnostics"].clone();
    let params = json!({
        "textDocument": { "uri": uri },
        "range": found[0]["range"],
        "context": { "diagnostics": found },
    });
    let all = client.request("textDocument/codeAction", params);
    let titled = |words: &str| {
        let mut all = all.as_array().unwrap().iter();
        all.find(|it| it["title"].as_str().unwrap().contains(words))
            .unwrap()
            .clone()
    };

    let comment = &titled("here with a reason")["edit"]["documentChanges"][0]["edits"];
    let silenced = edited(text, comment, Units::Utf16);
    client.change(&uri, 2, json!([{ "text": silenced }]));
    assert_eq!(client.diagnostics(&uri)["diagnostics"], json!([]));

    let changes = &titled("decisions.toml")["edit"]["documentChanges"];
    let file = format!("file://{}/.attache/decisions.toml", root.display());
    assert_eq!(
        (&changes[0]["kind"], &changes[0]["uri"]),
        (&json!("create"), &json!(file))
    );
    assert_eq!(changes[1]["textDocument"]["uri"], json!(file));
    let entry = changes[1]["edits"][0]["newText"].as_str().unwrap();
    assert!(entry.contains("file = \"a.md\""), "{entry}");
    std::fs::create_dir(root.join(".attache")).unwrap();
    std::fs::write(root.join(".attache/decisions.toml"), entry).unwrap();
    // The comment goes again; what is on disk holds at once, and for another server on another day.
    client.change(&uri, 3, json!([{ "text": text }]));
    assert_ne!(client.diagnostics_of(&uri, 3), json!([]));
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [{ "uri": file, "type": 1 }] }),
    );
    assert_eq!(client.diagnostics_of(&uri, 3), json!([]));
    let mut client = Client::start(profile());
    client.open(&uri, "markdown", text);
    assert_eq!(client.diagnostics(&uri)["diagnostics"], json!([]));
}

#[test]
fn a_link_is_accepted_or_denied_where_files_can_be_made() {
    let text =
        "---\ndate: 2025-08-18\n---\nU.S. President «Donald Trump» met reporters on Monday.\n";
    let marked = marked(text);
    let titles = |capability: Value| {
        let mut client =
            Client::start(Profile::default().with("/workspace/workspaceEdit", capability));
        client.open(URI, "markdown", &marked.text);
        client.diagnostics(URI);
        let all = actions(&mut client, &marked.ranges[0], Value::Null);
        let titles = all
            .iter()
            .map(|it| it["title"].as_str().unwrap().to_owned());
        titles.collect::<Vec<_>>()
    };
    let creating = json!({ "documentChanges": true, "resourceOperations": ["create"] });
    assert_eq!(
        titles(creating),
        [
            "Accept this link to Donald Trump",
            "Deny this link to Donald Trump"
        ]
    );
    assert_eq!(titles(json!({ "documentChanges": true })), [""; 0]);
}
