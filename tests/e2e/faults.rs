//! Clients and surroundings that are worse than they should be.

use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::diagnostics::WRONG;
use crate::support::marks::marked;
use crate::support::{Client, Profile, URI, framed};

#[test]
fn a_flood_of_notifications_is_borne() {
    let marked = marked(WRONG);
    let mut client = Client::with_text(&marked.text);
    let mut burst = Vec::new();
    for number in 0..100_000 {
        let message = match number % 4 {
            0 => json!({ "jsonrpc": "2.0", "method": "$/none", "params": { "value": number } }),
            1 => {
                json!({ "jsonrpc": "2.0", "method": "workspace/didChangeWatchedFiles", "params": { "changes": [] } })
            }
            2 => {
                json!({ "jsonrpc": "2.0", "method": "textDocument/didClose", "params": { "textDocument": { "uri": "file:///none.md" } } })
            }
            _ => json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
                "textDocument": { "uri": URI, "version": number + 2 },
                "contentChanges": [{ "text": marked.text }],
            } }),
        };
        burst.extend(framed(&message));
    }
    let mut input = client.take_input();
    let writer = thread::spawn(move || {
        input.write_all(&burst).unwrap();
        input
    });
    let findings = client.diagnostics_of(URI, 100_001);
    assert_eq!(findings[0]["range"], marked.ranges[0]);
    client.give_input(writer.join().unwrap());
    client.forget("file:///none.md");
}

#[test]
fn a_client_that_does_not_read_for_a_while_loses_nothing() {
    const REQUESTS: usize = 3_000;
    let cache = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_attache"))
        .arg("lsp")
        .env("XDG_CACHE_HOME", cache.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let message = |method: &str, params: Value| json!({ "jsonrpc": "2.0", "method": method, "params": params });
    let request = |id: usize, method: &str, params: Value| json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let hello = json!({ "processId": null, "rootUri": null, "capabilities": {} });
    input
        .write_all(&framed(&request(0, "initialize", hello)))
        .unwrap();
    // Before its answer nothing else may be said.
    let mut read = vec![0];
    output.read_exact(&mut read).unwrap();
    let writer = thread::spawn(move || {
        let mut send = |it: Value| input.write_all(&framed(&it)).unwrap();
        send(message("initialized", json!({})));
        let document = json!({ "uri": URI, "languageId": "markdown", "version": 1, "text": marked(WRONG).text });
        send(message(
            "textDocument/didOpen",
            json!({ "textDocument": document }),
        ));
        for id in 1..=REQUESTS {
            let place = json!({ "line": 3, "character": 24 });
            send(request(
                id,
                "textDocument/hover",
                json!({ "textDocument": { "uri": URI }, "position": place }),
            ));
        }
        input
    });
    // More than fits into the pipes.
    thread::sleep(Duration::from_secs(2));
    let mut answered = 0;
    while answered <= REQUESTS {
        let mut some = [0; 64 << 10];
        let length = output.read(&mut some).unwrap();
        assert_ne!(length, 0, "it is gone");
        read.extend_from_slice(&some[..length]);
        answered = String::from_utf8_lossy(&read)
            .matches("\"result\":{")
            .count();
    }
    drop(writer.join().unwrap());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_million_words_are_edited() {
    let line = "The minister's office did not answer a request for comment on Tuesday evening.\n\n";
    let words = line.split_whitespace().count();
    let mut text = marked(WRONG).text;
    text.push('\n');
    text.push_str(&line.repeat(1_000_000 / words));
    let mut client = Client::start(Profile::pulling());
    client.open(URI, "plaintext", &text);
    for version in 2..1_000 {
        let place = json!({ "line": version * 100, "character": 4 });
        client.change(
            URI,
            version,
            json!([{ "range": { "start": place, "end": place }, "text": "x" }]),
        );
    }
    let report = client.request(
        "textDocument/diagnostic",
        json!({ "textDocument": { "uri": URI } }),
    );
    assert_eq!(report["items"].as_array().map(Vec::len), Some(1));
    let place = json!({ "line": 3, "character": 24 });
    assert!(!client.at("textDocument/hover", URI, place).is_null());
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_writable_cache_all_but_pages_is_there() {
    // A folder that nobody can write, what is no folder, and a disk that is full.
    let elsewhere = |it| Client::with_cache(tempfile::tempdir().unwrap(), Path::new(it));
    for mut client in [
        elsewhere("/proc/self"),
        elsewhere("/dev/null"),
        Client::on_a_full_disk(),
    ] {
        let capabilities = Profile::default().capabilities;
        client.request(
            "initialize",
            json!({ "processId": null, "rootUri": null, "capabilities": capabilities }),
        );
        client.notify("initialized", json!({}));
        let marked = marked(WRONG);
        client.open(URI, "markdown", &marked.text);
        assert_ne!(client.diagnostics(URI)["diagnostics"], json!([]));
        let place = json!({ "line": 3, "character": 24 });
        assert!(
            !client
                .at("textDocument/hover", URI, place.clone())
                .is_null()
        );
        assert!(client.at("textDocument/definition", URI, place).is_null());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_writable_cache_a_client_can_ask_for_the_text_of_pages() {
    let mut client = Client::with_cache(tempfile::tempdir().unwrap(), Path::new("/dev/null"));
    let capabilities = Profile::default()
        .with("/workspace/textDocumentContent", json!({}))
        .capabilities;
    let offered = client.request(
        "initialize",
        json!({ "processId": null, "rootUri": null, "capabilities": capabilities }),
    );
    let schemes = &offered["capabilities"]["workspace"]["textDocumentContent"]["schemes"];
    assert_eq!(schemes, &json!(["attache"]));
    client.notify("initialized", json!({}));
    client.open(URI, "markdown", &marked(WRONG).text);
    client.diagnostics(URI);
    let place = json!({ "line": 3, "character": 24 });
    let link = client.at("textDocument/definition", URI, place)[0].clone();
    let page = link["targetUri"].as_str().unwrap();
    assert_eq!(page, "attache:///people/usa.toml");
    let content = client.request("workspace/textDocumentContent", json!({ "uri": page }));
    let text = content["text"].as_str().unwrap();
    let line = link["targetRange"]["start"]["line"].as_u64().unwrap();
    assert_eq!(text.lines().nth(line as usize), Some("[donald-trump]"));
    // Once open it is a file of records as any other.
    client.open(page, "toml", text);
    assert_eq!(client.diagnostics(page)["diagnostics"], json!([]));
    for none in [
        "attache:///../Cargo.toml",
        "attache:///people/none.toml",
        "file:///etc/passwd",
    ] {
        let refused = client.ask("workspace/textDocumentContent", json!({ "uri": none }));
        assert_eq!(refused["error"]["code"], -32602, "{refused}");
    }
}
