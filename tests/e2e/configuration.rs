use serde_json::{Value, json};

use crate::diagnostics::WRONG;
use crate::support::marks::marked;
use crate::support::{Client, Profile, URI};

#[test]
fn configuration_is_pulled_from_a_client_that_offers_it() {
    let profile = Profile::default()
        .with("/workspace/configuration", json!(true))
        .with(
            "/workspace/didChangeConfiguration",
            json!({ "dynamicRegistration": true }),
        );
    let mut client = Client::start(profile);
    let registered = client.wait_for(|it| it["method"] == "client/registerCapability");
    assert_eq!(
        registered["params"]["registrations"][0]["method"],
        "workspace/didChangeConfiguration"
    );
    client.send(&json!({ "jsonrpc": "2.0", "id": registered["id"], "result": null }));
    let text = marked(WRONG).text;
    // The client takes its time; meanwhile everything else goes on.
    let pulled = client.wait_for(|it| it["method"] == "workspace/configuration");
    assert_eq!(pulled["params"]["items"], json!([{ "section": "attache" }]));
    client.open(URI, "markdown", &text);
    assert_ne!(client.diagnostics(URI)["diagnostics"], json!([]));
    let answer = |client: &mut Client, request: &Value, value: Value| {
        client.send(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": [value] }));
    };
    answer(
        &mut client,
        &pulled,
        json!({ "checks": { "leader/former-incumbent": "off" } }),
    );
    assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": null }),
    );
    let pulled = client.wait_for(|it| it["method"] == "workspace/configuration");
    answer(&mut client, &pulled, Value::Null);
    assert_ne!(client.diagnostics(URI)["diagnostics"], json!([]));
}

#[test]
fn configuration_is_taken_from_a_client_that_sends_it() {
    let mut client = Client::with_text(&marked(WRONG).text);
    let settings = json!({ "attache": { "checks": { "leader/former-incumbent": "hint" } } });
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": settings }),
    );
    assert_eq!(client.diagnostics(URI)["diagnostics"][0]["severity"], 4);
}

#[test]
fn the_file_of_the_workspace_counts_and_what_cannot_be_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("my articles");
    std::fs::create_dir(&file).unwrap();
    std::fs::write(
        file.join("attache.toml"),
        "[checks]\n\"leader/former-incumbent\" = \"hint\"\n",
    )
    .unwrap();
    let root = format!("file://{}/my%20articles", folder.path().display());
    let start = || {
        Client::start(Profile {
            root: json!(root),
            ..Profile::default()
        })
    };
    let mut client = start();
    client.open(URI, "markdown", &marked(WRONG).text);
    assert_eq!(client.diagnostics(URI)["diagnostics"][0]["severity"], 4);
    drop(client);

    std::fs::write(file.join("attache.toml"), "[checks]\n\"leader/x\" = 1\n").unwrap();
    let mut client = start();
    let told = client.wait_for(|it| it["method"] == "window/showMessage");
    let message = told["params"]["message"].as_str().unwrap();
    assert!(message.contains("attache.toml:2"), "{message}");
    client.open(URI, "markdown", &marked(WRONG).text);
    assert_eq!(client.diagnostics(URI)["diagnostics"][0]["severity"], 1);
}
