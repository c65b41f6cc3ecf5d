//! A small client that forgets nothing: every message of the server is either read by the test or fails it.

pub mod marks;

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// A server that says nothing for so long hangs.
const PATIENCE: Duration = Duration::from_secs(120);

pub const URI: &str = "file:///articles/article.md";

pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    /// Messages that came while another was waited for.
    unread: VecDeque<Value>,
    ids: i64,
    pub capabilities: Value,
    pub cache: TempDir,
    ended: bool,
}

/// What a client says of itself at the start.
pub struct Profile {
    pub capabilities: Value,
    pub options: Value,
    pub process: Value,
    pub root: Value,
}

impl Default for Profile {
    /// A modern client that is sent its findings; today is the first of September 2025.
    fn default() -> Profile {
        Profile {
            capabilities: json!({
                "general": { "positionEncodings": ["utf-16"] },
                "workspace": { "workspaceEdit": { "documentChanges": true } },
                "textDocument": {
                    "hover": { "contentFormat": ["markdown", "plaintext"] },
                    "definition": { "linkSupport": true },
                    "declaration": { "linkSupport": true },
                    "typeDefinition": { "linkSupport": true },
                    "implementation": { "linkSupport": true },
                    "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
                    "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } },
                    "publishDiagnostics": { "relatedInformation": true, "dataSupport": true, "tagSupport": { "valueSet": [1, 2] } },
                },
            }),
            options: json!({ "diagnostics": { "debounceMs": 0 }, "today": "2025-09-01" }),
            process: Value::Null,
            root: Value::Null,
        }
    }
}

impl Profile {
    /// The same, but it asks for findings.
    pub fn pulling() -> Profile {
        let mut profile = Profile::default();
        profile.capabilities["textDocument"]["diagnostic"] = json!({ "relatedInformation": true });
        profile
    }

    pub fn with(mut self, pointer: &str, value: Value) -> Profile {
        let (parent, member) = pointer.rsplit_once('/').unwrap();
        self.capabilities.pointer_mut(parent).unwrap()[member] = value;
        self
    }
}

impl Client {
    /// A server that has not been asked anything.
    pub fn raw() -> Client {
        let cache = tempfile::tempdir().unwrap();
        let path = cache.path().to_owned();
        Client::with_cache(cache, &path)
    }

    /// The same with another cache than its own; `cache` lives as long as the client.
    pub fn with_cache(cache: TempDir, path: &Path) -> Client {
        let command = Command::new(env!("CARGO_BIN_EXE_attache"));
        Client::run(command, cache, path)
    }

    /// The same where no file can take another byte, as on a disk that is full.
    #[cfg(unix)]
    pub fn on_a_full_disk() -> Client {
        let cache = tempfile::tempdir().unwrap();
        let path = cache.path().to_owned();
        let mut command = Command::new("sh");
        let limited = "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"";
        command.args(["-c", limited, env!("CARGO_BIN_EXE_attache")]);
        Client::run(command, cache, &path)
    }

    fn run(mut command: Command, cache: TempDir, path: &Path) -> Client {
        let mut child = command
            .arg("lsp")
            .env("XDG_CACHE_HOME", path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, output) = channel();
        thread::spawn(move || {
            while let Some(message) = read_message(&mut stdout) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Client {
            child,
            input,
            output,
            unread: VecDeque::new(),
            ids: 0,
            capabilities: Value::Null,
            cache,
            ended: false,
        }
    }

    pub fn start(profile: Profile) -> Client {
        let mut client = Client::raw();
        client.shake_hands(profile);
        client
    }

    pub fn shake_hands(&mut self, profile: Profile) {
        let result = self.request(
            "initialize",
            json!({
                "processId": profile.process,
                "rootUri": profile.root,
                "capabilities": profile.capabilities,
                "initializationOptions": profile.options,
            }),
        );
        self.capabilities = result["capabilities"].clone();
        self.notify("initialized", json!({}));
    }

    /// The memory of the server that is not on disk only, in bytes.
    #[cfg(target_os = "linux")]
    pub fn resident(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|it| it.starts_with("VmRSS:")).unwrap();
        let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
        kilobytes << 10
    }

    /// A server with one open Markdown document; its findings are read already.
    pub fn with_text(text: &str) -> Client {
        let mut client = Client::start(Profile::default());
        client.open(URI, "markdown", text);
        client.diagnostics(URI);
        client
    }

    pub fn open(&mut self, uri: &str, language: &str, text: &str) {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({ "uri": uri, "version": version });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The result; an error fails the test.
    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let answer = self.ask(method, params);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The whole answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.send_request(method, params);
        self.answer(id)
    }

    pub fn send_request(&mut self, method: &str, params: Value) -> i64 {
        self.ids += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.ids, "method": method, "params": params }));
        self.ids
    }

    pub fn answer(&mut self, id: i64) -> Value {
        self.wait_for(|it| it["id"] == id && it.get("method").is_none())
    }

    /// A request about a place in a document.
    pub fn at(&mut self, method: &str, uri: &str, place: Value) -> Value {
        self.request(
            method,
            json!({ "textDocument": { "uri": uri }, "position": place }),
        )
    }

    /// The next findings that are sent for a document.
    pub fn diagnostics(&mut self, uri: &str) -> Value {
        let message = self.wait_for(|it| {
            it["method"] == "textDocument/publishDiagnostics" && it["params"]["uri"] == uri
        });
        message["params"].clone()
    }

    /// The findings of this version; those of earlier ones may have been left out or not.
    pub fn diagnostics_of(&mut self, uri: &str, version: i32) -> Value {
        loop {
            let params = self.diagnostics(uri);
            if params["version"] == version {
                return params["diagnostics"].clone();
            }
        }
    }

    /// The first message, read or unread, for which `wanted` holds.
    pub fn wait_for(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(idx) = self.unread.iter().position(&wanted) {
            return self.unread.remove(idx).unwrap();
        }
        loop {
            let message = self
                .output
                .recv_timeout(PATIENCE)
                .expect("the server is silent or gone");
            if wanted(&message) {
                return message;
            }
            self.unread.push_back(message);
        }
    }

    /// Reads and forgets whatever findings were sent for a document.
    pub fn forget(&mut self, uri: &str) {
        self.unread.retain(|it| it["params"]["uri"] != uri);
    }

    pub fn send(&mut self, message: &Value) {
        self.write(&framed(message));
    }

    pub fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    /// Another hand on the server's input, for bursts that are written while answers are read.
    pub fn take_input(&mut self) -> ChildStdin {
        self.input.take().unwrap()
    }

    pub fn give_input(&mut self, input: ChildStdin) {
        self.input = Some(input);
    }

    /// Says goodbye as the protocol wants it; whatever was not read fails the test.
    pub fn finish(mut self) -> ExitStatus {
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        self.wait()
    }

    /// Waits for the end of the process.
    pub fn wait(&mut self) -> ExitStatus {
        self.ended = true;
        let status = self.child.wait().unwrap();
        let late = self.output.iter();
        let unread: Vec<Value> = self.unread.drain(..).chain(late).collect();
        assert!(unread.is_empty(), "never read: {unread:#?}");
        status
    }

    pub fn close_input(&mut self) {
        self.input = None;
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if thread::panicking() || self.ended {
            let _ = self.child.kill();
            let _ = self.child.wait();
            return;
        }
        self.request("shutdown", Value::Null);
        self.notify("exit", Value::Null);
        assert!(self.wait().success());
    }
}

pub fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

fn read_message(input: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => {
                let (name, value) = header.split_once(':').expect("a header");
                assert_eq!(name, "Content-Length");
                length = value.trim().parse().expect("a length");
            }
        }
    }
    let mut body = vec![0; length];
    input.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).expect("JSON"))
}
