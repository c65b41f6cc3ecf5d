use std::process::Command;

use serde_json::{Value, json};

use crate::support::{Client, Profile, URI};

#[test]
fn the_exit_is_clean_after_a_shutdown() {
    let client = Client::start(Profile::default());
    assert_eq!(client.finish().code(), Some(0));
}

#[test]
fn an_exit_without_shutdown_is_a_failure() {
    let mut client = Client::start(Profile::default());
    client.notify("exit", Value::Null);
    assert_eq!(client.wait().code(), Some(1));
}

#[test]
fn the_end_of_the_input_is_a_failure() {
    let mut client = Client::start(Profile::default());
    client.close_input();
    assert_eq!(client.wait().code(), Some(1));
}

#[test]
fn nothing_is_answered_before_initialize_nor_after_shutdown() {
    let mut client = Client::raw();
    let early = client.ask("textDocument/hover", json!({}));
    assert_eq!(early["error"]["code"], -32002);
    client.request("initialize", json!({ "capabilities": {} }));
    client.request("shutdown", Value::Null);
    let late = client.ask("textDocument/hover", json!({}));
    assert_eq!(late["error"]["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.wait().code(), Some(0));
}

#[test]
fn a_second_initialize_is_refused() {
    let mut client = Client::start(Profile::default());
    let again = client.ask("initialize", json!({ "capabilities": {} }));
    assert_eq!(again["error"]["code"], -32600);
}

#[test]
fn the_server_says_who_it_is() {
    let mut client = Client::raw();
    let result = client.request("initialize", json!({ "capabilities": {} }));
    assert_eq!(
        result["serverInfo"],
        json!({ "name": "attache", "version": env!("CARGO_PKG_VERSION") })
    );
    // What such a client cannot take it is not offered.
    assert_eq!(result["capabilities"].get("codeActionProvider"), None);
    assert_eq!(result["capabilities"].get("diagnosticProvider"), None);
}

#[cfg(unix)]
#[test]
fn the_server_leaves_with_its_editor() {
    let mut editor = Command::new("sleep").arg("1000").spawn().unwrap();
    let profile = Profile {
        process: json!(editor.id()),
        ..Profile::default()
    };
    let mut client = Client::start(profile);
    // It is answered, so the editor was seen alive.
    client.request("textDocument/hover", json!({ "textDocument": { "uri": "file:///a" }, "position": { "line": 0, "character": 0 } }));
    editor.kill().unwrap();
    editor.wait().unwrap();
    assert_eq!(client.wait().code(), Some(1));
}

#[test]
fn settings_that_cannot_be_read_are_told_once() {
    let mut client = Client::start(Profile {
        options: json!({ "diagnostics": "loud" }),
        ..Profile::default()
    });
    let message = client.wait_for(|it| it["method"] == "window/showMessage");
    assert!(
        message["params"]["message"]
            .as_str()
            .unwrap()
            .contains("loud"),
        "{message}"
    );
}

#[test]
fn every_request_has_one_answer_though_all_are_cancelled() {
    let mut client =
        Client::with_text("---\ndate: 2015-03-04\n---\nChancellor Angela Merkel spoke.\n");
    let params =
        json!({ "textDocument": { "uri": URI }, "position": { "line": 3, "character": 12 } });
    let ids: Vec<i64> = (0..500)
        .map(|_| {
            let id = client.send_request("textDocument/hover", params.clone());
            client.notify("$/cancelRequest", json!({ "id": id }));
            id
        })
        .collect();
    for id in ids {
        let answer = client.answer(id);
        let cancelled = answer["error"]["code"] == -32800;
        assert!(
            cancelled || answer["result"]["range"].is_object(),
            "{answer}"
        );
    }
}
