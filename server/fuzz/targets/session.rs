//! Whole sessions with a client that says anything: the server answers every request once and never panics. Requests are
//! made of the bytes; some are no messages at all.
#![no_main]
#![allow(dead_code, unused_imports)]

/// The language server as the program has it.
#[path = "../../src"]
mod program {
    pub mod articles;
    pub mod cache;
    pub mod config;
    pub mod decisions;
    pub mod folders;
    pub mod lsp;
    pub mod session;
    pub mod untrusted;
}

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::pin::Pin;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

use kb::Kb;
use libfuzzer_sys::arbitrary::{Result, Unstructured};
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use tokio::io::AsyncWrite;

use program::{articles, cache, config, decisions, folders, lsp, session, untrusted};

const URI: &str = "file:///articles/2025/article.md";

const AT_PLACES: [&str; 12] = [
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/declaration",
    "textDocument/typeDefinition",
    "textDocument/implementation",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/completion",
    "textDocument/prepareRename",
    "textDocument/moniker",
    "textDocument/prepareTypeHierarchy",
    "textDocument/prepareCallHierarchy",
];

const OF_DOCUMENTS: [&str; 11] = [
    "textDocument/documentSymbol",
    "textDocument/codeAction",
    "textDocument/diagnostic",
    "textDocument/inlayHint",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range",
    "textDocument/codeLens",
    "textDocument/foldingRange",
    "textDocument/documentLink",
    "attache/status",
];

fuzz_target!(|data: &[u8]| {
    let mut input = Vec::new();
    let mut requests = 0;
    let initialize = json!({
        "processId": null, "rootUri": null, "capabilities": {},
        "initializationOptions": {
            "today": "2025-09-01", "inlayHints": { "enable": true }, "documentLinks": { "enable": true },
            "codeLens": { "enable": true },
        },
    });
    request(&mut input, &mut requests, "initialize", initialize);
    let hello = std::mem::take(&mut input);
    notify(&mut input, "initialized", json!({}));
    let document = json!({ "uri": URI, "languageId": "markdown", "version": 0, "text": "President Xi spoke.\n" });
    notify(&mut input, "textDocument/didOpen", json!({ "textDocument": document }));
    let mut data = Unstructured::new(data);
    while !data.is_empty() && say(&mut data, &mut input, &mut requests).is_ok() {}

    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .max_blocking_threads(2)
        .build()
        .expect("a runtime");
    let (opened, opens) = channel();
    let mut output = Output { all: Vec::new(), opened };
    let input = Input { now: Cursor::new(hello), later: Some((opens, input)) };
    let shared = session::Shared {
        folders: folders::Folders::new(Arc::new(Kb::new(world::BLOB).expect("the shipped records"))),
        today: None,
    };
    let stopped = Arc::new(OnceLock::new());
    runtime
        .block_on(lsp::serve(input, &mut output, shared, stopped))
        .expect("a thread");
    // Every request has one answer, and none of them is that something went wrong inside.
    let mut answers: BTreeMap<u64, usize> = BTreeMap::new();
    for message in output.all.split(|it| *it == b'\n').filter_map(|it| read(it)) {
        assert_ne!(message["error"]["code"], -32603, "{message}");
        if let (Some(id), None) = (message["id"].as_u64(), message.get("method")) {
            *answers.entry(id).or_default() += 1;
        }
    }
    assert!(answers.values().all(|it| *it == 1), "{answers:?}");
    assert_eq!(answers.len(), requests);
});

/// What the client says: all that comes after its hello only once that was answered.
struct Input {
    now: Cursor<Vec<u8>>,
    later: Option<(Receiver<()>, Vec<u8>)>,
}

impl Read for Input {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.now.read(buf)?;
        match self.later.take_if(|_| read == 0) {
            Some((opens, later)) => {
                let _ = opens.recv();
                self.now = Cursor::new(later);
                self.now.read(buf)
            }
            None => Ok(read),
        }
    }
}

/// What the server says.
struct Output {
    all: Vec<u8>,
    opened: Sender<()>,
}

impl AsyncWrite for Output {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        this.all.extend_from_slice(buf);
        let _ = this.opened.send(());
        Poll::Ready(Ok(buf.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// Bodies have no line breaks, so what stands on the last line of each piece is a body and the next header.
fn read(line: &[u8]) -> Option<Value> {
    let text = str::from_utf8(line).ok()?;
    let text = text.split("Content-Length:").next()?;
    serde_json::from_str(text.trim()).ok()
}

/// One message, or what is none.
fn say(data: &mut Unstructured<'_>, input: &mut Vec<u8>, requests: &mut usize) -> Result<()> {
    let place = |data: &mut Unstructured<'_>| -> Result<Value> {
        Ok(json!({ "line": data.arbitrary::<u8>()?, "character": data.arbitrary::<u8>()? }))
    };
    let document = json!({ "uri": URI });
    match data.int_in_range(0..=7)? {
        0..=2 => {
            let range = json!({ "start": place(data)?, "end": place(data)? });
            let text: &str = data.arbitrary()?;
            let change = json!({ "range": range, "text": text });
            let document = json!({ "uri": URI, "version": data.arbitrary::<i32>()? });
            let params = json!({ "textDocument": document, "contentChanges": [change] });
            notify(input, "textDocument/didChange", params);
        }
        3 | 4 => {
            let method = data.choose(&AT_PLACES)?;
            let context = json!({ "includeDeclaration": true, "triggerKind": 1 });
            let params = json!({ "textDocument": document, "position": place(data)?, "context": context });
            request(input, requests, method, params);
        }
        5 => {
            let method = data.choose(&OF_DOCUMENTS)?;
            let range = json!({ "start": place(data)?, "end": place(data)? });
            let params = json!({ "textDocument": document, "range": range, "previousResultId": "1", "context": { "diagnostics": [] } });
            request(input, requests, method, params);
        }
        6 => {
            let method = ["textDocument/didSave", "textDocument/didClose"];
            notify(input, data.choose(&method)?, json!({ "textDocument": document }));
        }
        _ => {
            let noise: &[u8] = data.arbitrary()?;
            // Not a header that swallows what comes after it.
            input.extend(noise.iter().map(|it| if *it == b':' { b';' } else { *it }));
            input.push(b'\n');
        }
    }
    Ok(())
}

fn request(input: &mut Vec<u8>, requests: &mut usize, method: &str, params: Value) {
    *requests += 1;
    send(input, json!({ "jsonrpc": "2.0", "id": requests, "method": method, "params": params }));
}

fn notify(input: &mut Vec<u8>, method: &str, params: Value) {
    send(input, json!({ "jsonrpc": "2.0", "method": method, "params": params }));
}

fn send(input: &mut Vec<u8>, message: Value) {
    let body = message.to_string();
    input.extend(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
}
