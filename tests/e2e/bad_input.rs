use serde_json::{Value, json};

use crate::support::{Client, Profile, URI, framed};

#[test]
fn what_is_no_message_is_refused_once_and_the_next_is_answered() {
    let bad: &[(&[u8], i64)] = &[
        (b"Content-Length: 5\r\n\r\n{\"a\":", -32700),
        (b"Content-Length: 2\r\n\r\n{}", -32600),
        (b"Content-Length: 2\r\n\r\n[]", -32600),
        (b"Content-Length: 4\r\n\r\n\xff\xfe\xfd\xfc", -32700),
        (b"Content-Length: 99999999999999\r\n\r\n", -32700),
        (
            b"Content-Length: 99999999999999999999999999\r\n\r\n{}",
            -32700,
        ),
        (b"Content-Length: -7\r\n\r\n", -32700),
        (b"GET / HTTP/1.1\r\nHost: here\r\n\r\n", -32700),
    ];
    let mut client = Client::start(Profile::default());
    for (bytes, code) in bad {
        client.write(bytes);
        let refused = client.wait_for(|it| it["id"].is_null() && it.get("error").is_some());
        assert_eq!(
            refused["error"]["code"],
            *code,
            "{}",
            String::from_utf8_lossy(bytes)
        );
        let alive = client.at(
            "textDocument/hover",
            "file:///none",
            json!({ "line": 0, "character": 0 }),
        );
        assert_eq!(alive, Value::Null);
    }
}

#[test]
fn parameters_that_do_not_fit_are_an_error() {
    let mut client = Client::with_text("Angela Merkel.\n");
    for params in [
        json!({}),
        json!([]),
        json!(null),
        json!({ "textDocument": { "uri": 1 } }),
    ] {
        let answer = client.ask("textDocument/hover", params);
        assert_eq!(answer["error"]["code"], -32602, "{answer}");
    }
    assert_eq!(
        client.ask("textDocument/none", json!({}))["error"]["code"],
        -32601
    );
    client.notify("$/none", json!({}));
    client.notify("textDocument/didChange", json!({ "wrong": true }));
}

#[test]
fn edits_out_of_range_are_made_at_the_end() {
    let far = json!({ "line": u32::MAX, "character": u32::MAX });
    let mut client = Client::with_text("---\ndate: 2015-03-04\n---\nHere.\n");
    client.change(URI, 2, json!([
        { "range": { "start": far, "end": far }, "text": "Chancellor Angela Merkel" },
        { "range": { "start": { "line": 4, "character": 999 }, "end": far }, "text": " spoke." },
    ]));
    client.diagnostics_of(URI, 2);
    let hover = client.at(
        "textDocument/hover",
        URI,
        json!({ "line": 4, "character": 14 }),
    );
    assert_eq!(
        hover["range"],
        json!({ "start": { "line": 4, "character": 11 }, "end": { "line": 4, "character": 24 } })
    );
}

#[test]
fn a_range_the_wrong_way_round_is_turned() {
    let mut client =
        Client::with_text("---\ndate: 2015-03-04\n---\nabc Chancellor Angela Merkel spoke.\n");
    client.change(URI, 2, json!([
        { "range": { "start": { "line": 3, "character": 4 }, "end": { "line": 3, "character": 0 } }, "text": "" },
    ]));
    client.diagnostics_of(URI, 2);
    let hover = client.at(
        "textDocument/hover",
        URI,
        json!({ "line": 3, "character": 12 }),
    );
    assert_eq!(
        hover["range"]["start"],
        json!({ "line": 3, "character": 11 })
    );
}

#[test]
fn unknown_documents_have_sensible_answers() {
    let mut client = Client::start(Profile::pulling());
    for uri in [
        "file:///none",
        "",
        "not a uri",
        "untitled:",
        "http://[",
        "file:///%ff",
    ] {
        let document = json!({ "uri": uri });
        let place = json!({ "line": 0, "character": 0 });
        client.change(uri, 2, json!([{ "text": "x" }]));
        client.notify("textDocument/didSave", json!({ "textDocument": document }));
        client.notify("textDocument/didClose", json!({ "textDocument": document }));
        for method in [
            "hover",
            "definition",
            "declaration",
            "typeDefinition",
            "implementation",
            "documentHighlight",
        ] {
            assert_eq!(
                client.at(&format!("textDocument/{method}"), uri, place.clone()),
                Value::Null
            );
        }
        assert_eq!(
            client.request(
                "textDocument/documentSymbol",
                json!({ "textDocument": document })
            ),
            Value::Null
        );
        let report = client.request(
            "textDocument/diagnostic",
            json!({ "textDocument": document }),
        );
        assert_eq!(report, json!({ "kind": "full", "items": [] }));
    }
}

#[test]
fn a_document_at_any_address_is_read() {
    let mut client = Client::start(Profile::default());
    for uri in [
        "",
        "not a uri",
        "http://[",
        "file:///%ff",
        "vscode-remote://ssh/a b.md",
    ] {
        client.open(uri, "markdown", "Chancellor Angela Merkel spoke.\n");
        assert_eq!(client.diagnostics(uri)["uri"], uri);
        let hover = client.at(
            "textDocument/hover",
            uri,
            json!({ "line": 0, "character": 12 }),
        );
        assert_eq!(hover["range"]["start"]["character"], 11);
    }
}

#[test]
fn a_client_that_dies_in_a_message_is_the_end() {
    let mut client = Client::start(Profile::default());
    let message = framed(&json!({ "jsonrpc": "2.0", "method": "$/a", "params": {} }));
    client.write(&message[..message.len() - 5]);
    client.close_input();
    assert_eq!(client.wait().code(), Some(1));
}
