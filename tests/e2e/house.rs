use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::diagnostics::WRONG;
use crate::support::marks::marked;
use crate::support::{Client, Profile};

const RECORDS: &str = "\
[invented-source]
title = \"Notes of the house\"
licence = \"CC0-1.0\"
as-of = \"2026-01-01\"

[jane-invented]
name = { full = \"Jane Invented\", family = \"Invented\", given = \"Jane\" }
born = \"1860\"
source = \"invented-source\"
terms = [
  { office = \"deu/chancellor\", from = \"1901-01-01\", to = \"1901-02-01\", source = \"invented-source\" },
]
";

pub fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// A client whose workspace are these folders.
pub fn client_in(folders: &[&Path], profile: Profile) -> Client {
    let mut client = Client::raw();
    let folders: Vec<Value> = folders
        .iter()
        .map(|it| json!({ "uri": uri(it), "name": "articles" }))
        .collect();
    client.request(
        "initialize",
        json!({
            "processId": null,
            "rootUri": null,
            "workspaceFolders": folders,
            "capabilities": profile.capabilities,
            "initializationOptions": profile.options,
        }),
    );
    client.notify("initialized", json!({}));
    client
}

pub fn changed(client: &mut Client, path: &Path) {
    let change = json!([{ "uri": uri(path), "type": 2 }]);
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": change }),
    );
}

fn told(client: &mut Client) -> String {
    let told = client.wait_for(|it| it["method"] == "window/showMessage");
    told["params"]["message"].as_str().unwrap().to_owned()
}

pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const HINT: &str = "[checks]\n\"leader/former-incumbent\" = \"hint\"\n";

#[test]
fn a_changed_file_of_the_workspace_counts_at_once() {
    let folder = folder(&[]);
    let file = folder.path().join("attache.toml");
    let watching = Profile::default().with(
        "/workspace/didChangeWatchedFiles",
        json!({ "dynamicRegistration": true }),
    );
    let mut client = client_in(&[folder.path()], watching);
    let registered = client.wait_for(|it| it["method"] == "client/registerCapability");
    let registration = &registered["params"]["registrations"][0];
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    client.send(&json!({ "jsonrpc": "2.0", "id": registered["id"], "result": null }));
    let article = uri(&folder.path().join("a/b.md"));
    client.open(&article, "markdown", &marked(WRONG).text);
    let severity =
        |client: &mut Client| client.diagnostics(&article)["diagnostics"][0]["severity"].clone();
    assert_eq!(severity(&mut client), 1);

    fs::write(&file, HINT).unwrap();
    changed(&mut client, &file);
    assert_eq!(severity(&mut client), 4);

    // What cannot be read is told once, and nothing is chosen then.
    fs::write(&file, "[checks]\nx = 1\n").unwrap();
    changed(&mut client, &file);
    assert!(told(&mut client).contains("attache.toml:2"));
    assert_eq!(severity(&mut client), 1);
    changed(&mut client, &file);
    assert_eq!(severity(&mut client), 1);
    // In the file itself, if it is open, as a finding.
    client.open(&uri(&file), "toml", "[checks]\nx = 1\n");
    let found = client.diagnostics(&uri(&file));
    assert_eq!(found["diagnostics"][0]["range"]["start"]["line"], 1);
    let end = json!({ "line": 2, "character": 0 });
    let all =
        json!([{ "range": { "start": { "line": 0, "character": 0 }, "end": end }, "text": HINT }]);
    client.change(&uri(&file), 2, all);
    assert_eq!(client.diagnostics_of(&uri(&file), 2), json!([]));
}

#[test]
fn every_folder_of_the_workspace_has_its_own_choices() {
    let (strict, mild) = (folder(&[]), folder(&[("attache.toml", HINT)]));
    let mut client = client_in(&[strict.path()], Profile::default());
    let severity = |client: &mut Client, folder: &TempDir| {
        let article = uri(&folder.path().join("article.md"));
        client.open(&article, "markdown", &marked(WRONG).text);
        client.diagnostics(&article)["diagnostics"][0]["severity"].clone()
    };
    assert_eq!(severity(&mut client, &strict), 1);
    let event = json!({ "added": [{ "uri": uri(mild.path()), "name": "mild" }], "removed": [] });
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": event }),
    );
    let article = uri(&strict.path().join("article.md"));
    assert_eq!(
        client.diagnostics(&article)["diagnostics"][0]["severity"],
        1
    );
    assert_eq!(severity(&mut client, &mild), 4);
}

#[test]
fn records_of_the_house_are_known_and_the_last_good_ones_stay() {
    let folder = folder(&[(".attache/house.toml", RECORDS)]);
    let records = folder.path().join(".attache/house.toml");
    let mut client = client_in(&[folder.path()], Profile::default());
    let marked = marked("---\ndate: 1902-01-01\n---\nJane Inv$0ented spoke.\n");
    let article = uri(&folder.path().join("article.md"));
    client.open(&article, "markdown", &marked.text);
    client.diagnostics(&article);
    let known =
        |client: &mut Client| client.at("textDocument/hover", &article, marked.places[0].clone());
    assert!(known(&mut client).to_string().contains("Jane Invented"));
    let place = client.at(
        "textDocument/definition",
        &article,
        marked.places[0].clone(),
    );
    assert_eq!(place[0]["targetUri"], uri(&records));
    assert_eq!(place[0]["targetSelectionRange"]["start"]["line"], 5);

    fs::write(&records, RECORDS.replace("deu/chancellor", "deu/chancelor")).unwrap();
    changed(&mut client, &records);
    let message = told(&mut client);
    assert!(message.contains("house.toml:11"), "{message}");
    client.diagnostics(&article);
    assert!(known(&mut client).to_string().contains("Jane Invented"));

    fs::remove_file(&records).unwrap();
    changed(&mut client, &records);
    client.diagnostics(&article);
    assert!(known(&mut client).is_null());
}

#[test]
fn a_file_of_records_has_findings_cards_and_names() {
    let folder = folder(&[(".attache/house.toml", RECORDS)]);
    let records = uri(&folder.path().join(".attache/house.toml"));
    let mut client = client_in(&[folder.path()], Profile::default());
    client.open(&records, "toml", RECORDS);
    assert_eq!(client.diagnostics(&records)["diagnostics"], json!([]));
    let office = json!({ "line": 10, "character": 20 });
    let card = client.at("textDocument/hover", &records, office.clone());
    assert!(card.to_string().contains("Chancellor"), "{card}");
    let place = client.at("textDocument/definition", &records, office);
    let page = place[0]["targetUri"].as_str().unwrap().to_owned();
    assert!(page.ends_with("states/deu.toml"), "{page}");
    let offered = client.at(
        "textDocument/completion",
        &records,
        json!({ "line": 10, "character": 18 }),
    );
    let items = offered["items"].as_array().unwrap();
    assert!(items.iter().any(|it| it["label"] == "deu/chancellor"));

    let word =
        json!({ "start": { "line": 10, "character": 14 }, "end": { "line": 10, "character": 28 } });
    client.change(
        &records,
        2,
        json!([{ "range": word, "text": "deu/nothing" }]),
    );
    let found = client.diagnostics_of(&records, 2);
    assert_eq!(found[0]["range"]["start"]["line"], 10);
    assert_eq!(found[0]["severity"], 1);

    // The pages of the world are read in the same way.
    let text = fs::read_to_string(page.strip_prefix("file://").unwrap()).unwrap();
    client.open(&page, "toml", &text);
    assert_eq!(client.diagnostics(&page)["diagnostics"], json!([]));
    let line = text
        .lines()
        .position(|it| it == "[deu.office.chancellor]")
        .unwrap();
    let card = client.at(
        "textDocument/hover",
        &page,
        json!({ "line": line, "character": 3 }),
    );
    assert!(card.to_string().contains("Chancellor"), "{card}");
}

#[test]
fn what_a_record_of_the_house_contradicts_is_shown() {
    let replaced = RECORDS.replace("jane-invented", "angela-merkel");
    let folder = folder(&[(".attache/house.toml", &replaced)]);
    let records = uri(&folder.path().join(".attache/house.toml"));
    let mut client = client_in(&[folder.path()], Profile::default());
    client.open(&records, "toml", &replaced);
    let found = client.diagnostics(&records)["diagnostics"].clone();
    let conflict = found
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["code"] == "kb/overlay-conflict");
    let conflict = conflict.unwrap();
    assert_eq!(conflict["range"]["start"]["line"], 5);
    let message = conflict["message"].as_str().unwrap();
    assert!(
        message.contains("born 1954-07-17") && message.contains("deu/chancellor from 2005-11-22"),
        "{message}"
    );
}

#[cfg(unix)]
#[test]
fn links_out_of_the_workspace_are_not_followed() {
    let elsewhere = folder(&[("house.toml", RECORDS)]);
    let folder = folder(&[(".attache/other.toml", "")]);
    let link = folder.path().join(".attache/house.toml");
    std::os::unix::fs::symlink(elsewhere.path().join("house.toml"), link).unwrap();
    let mut client = client_in(&[folder.path()], Profile::default());
    let marked = marked("---\ndate: 1902-01-01\n---\nJane Inv$0ented spoke.\n");
    let article = uri(&folder.path().join("article.md"));
    client.open(&article, "markdown", &marked.text);
    client.diagnostics(&article);
    assert!(
        client
            .at("textDocument/hover", &article, marked.places[0].clone())
            .is_null()
    );
}
