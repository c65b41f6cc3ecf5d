//! `attache serve`, spoken to over plain HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{DATE, WRONG, attache};

/// A running server, which goes with the value.
struct Server {
    child: Child,
    port: u16,
    token: String,
}

impl Server {
    fn start() -> Server {
        let mut child = Command::new(env!("CARGO_BIN_EXE_attache"))
            .arg("serve")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.trim().strip_prefix("http://127.0.0.1:").unwrap();
        let (port, token) = address.split_once("/#").unwrap();
        Server {
            child,
            port: port.parse().unwrap(),
            token: token.to_owned(),
        }
    }

    /// The request to judge `body` as the page sends it: its lines and headers.
    fn question(&self, body: &str) -> Vec<String> {
        vec![
            "POST /article HTTP/1.1".into(),
            format!("Host: 127.0.0.1:{}", self.port),
            format!("Origin: http://127.0.0.1:{}", self.port),
            format!("Authorization: Bearer {}", self.token),
            "Content-Type: application/json".into(),
            format!("Content-Length: {}", body.len()),
        ]
    }

    fn ask(&self, body: &str) -> Answer {
        self.send(&self.question(body), body)
    }

    /// With the header of this name as `value`, or without it.
    fn ask_with(&self, name: &str, value: Option<&str>, body: &str) -> Answer {
        let mut head = self.question(body);
        head.retain(|it| !it.starts_with(&format!("{name}: ")));
        head.extend(value.map(|it| format!("{name}: {it}")));
        self.send(&head, body)
    }

    fn get(&self, path: &str) -> Answer {
        let host = format!("Host: localhost:{}", self.port);
        self.send(&[format!("GET {path} HTTP/1.1"), host], "")
    }

    fn send(&self, head: &[String], body: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(30)))
            .unwrap();
        let head = head.join("\r\n");
        write!(stream, "{head}\r\nConnection: close\r\n\r\n{body}").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
struct Answer {
    status: u16,
    /// In lower case.
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    #[track_caller]
    fn is_refused(&self, status: u16, sentence: &str) {
        assert_eq!(self.status, status, "{self:?}");
        let error = self.json()["error"].as_str().unwrap().to_owned();
        assert!(error.contains(sentence), "{error}");
    }
}

fn article() -> String {
    json!({ "text": format!("Zoë 🎻 wrote. {WRONG}"), "format": "plaintext", "date": DATE })
        .to_string()
}

#[test]
fn an_article_gets_findings_cast_and_timeline() {
    let server = Server::start();
    let answer = server.ask(&article());
    assert_eq!(answer.status, 200, "{answer:?}");
    let answer = answer.json();
    assert_eq!(answer["findings"][0]["code"], "leader/former-incumbent");
    // In code points: the letters before are not all of one byte or unit.
    assert_eq!(answer["findings"][0]["start"], 13);
    assert_eq!(answer["published"], "published on 18 August 2025");
    let cast = answer["cast"].as_array().unwrap();
    let trump = cast
        .iter()
        .find(|it| it["record"] == "donald-trump")
        .unwrap();
    assert_eq!(trump["verdict"], "error");
    let lane = &answer["timeline"][0];
    assert_eq!(lane["record"], "donald-trump");
    assert_eq!(lane["bars"][0]["from"], "2017-01-20");
    assert_eq!(lane["bars"][0]["to"], "2021-01-20");
    let cards = answer["cards"].as_array().unwrap();
    assert_eq!(cards.len(), answer["mentions"].as_array().unwrap().len());
}

#[test]
fn another_date_gives_another_verdict() {
    let server = Server::start();
    let body = json!({ "text": WRONG, "date": "2024-02-05" }).to_string();
    assert_eq!(server.ask(&body).json()["findings"], json!([]));
}

#[test]
fn who_has_no_token_gets_nothing() {
    let server = Server::start();
    for token in [None, Some("Bearer 0"), Some("Bearer "), Some("Basic x")] {
        let answer = server.ask_with("Authorization", token, &article());
        answer.is_refused(403, "token");
    }
    let other = Server::start();
    let stale = format!("Bearer {}", other.token);
    let answer = server.ask_with("Authorization", Some(&stale), &article());
    answer.is_refused(403, "token");
}

#[test]
fn other_hosts_and_pages_are_refused() {
    let server = Server::start();
    let port = server.port;
    for host in ["evil.example", "127.0.0.1", "evil.example:80"] {
        let answer = server.ask_with("Host", Some(host), &article());
        answer.is_refused(403, "host");
    }
    let rebound = [
        "GET / HTTP/1.1".into(),
        format!("Host: evil.example:{port}"),
    ];
    server.send(&rebound, "").is_refused(403, "host");
    let origins = [
        "http://evil.example".to_owned(),
        "null".to_owned(),
        format!("https://127.0.0.1:{port}"),
        format!("http://127.0.0.1:{}", port ^ 1),
    ];
    for origin in origins {
        let answer = server.ask_with("Origin", Some(&origin), &article());
        answer.is_refused(403, "page");
    }
    // Programs that are no browser send none.
    assert_eq!(server.ask_with("Origin", None, &article()).status, 200);
}

#[test]
fn what_is_too_large_is_refused_told_or_not() {
    let server = Server::start();
    server
        .ask(&"x".repeat(3_000_000))
        .is_refused(413, "too large");
    let huge = Some("3000000000");
    server
        .ask_with("Content-Length", huge, "")
        .is_refused(413, "too large");
    let mut head = server.question("");
    head.retain(|it| !it.starts_with("Content-Length"));
    head.push("Transfer-Encoding: chunked".into());
    let chunk = format!("200001\r\n{}\r\n0\r\n\r\n", "x".repeat(0x200001));
    server.send(&head, &chunk).is_refused(413, "too large");
}

#[test]
fn bad_requests_are_answered_with_a_sentence() {
    let server = Server::start();
    let bodies = [
        ("", "no article in JSON"),
        ("{", "no article in JSON"),
        ("{}", "missing field `text`"),
        (r#"{"text": 1}"#, "expected a string"),
        (r#"{"text": "", "format": "pdf"}"#, "`pdf` is none of"),
        (r#"{"text": "", "date": "soon"}"#, "date: "),
        (r#"{"text": "", "path": "/etc"}"#, "unknown field `path`"),
    ];
    for (body, sentence) in bodies {
        server.ask(body).is_refused(400, sentence);
    }
    let plain = Some("text/plain");
    server
        .ask_with("Content-Type", plain, &article())
        .is_refused(415, "application/json");
    server.get("/article").is_refused(405, "POST");
}

#[test]
fn the_page_is_served_and_nothing_beside_it() {
    let server = Server::start();
    for path in [
        "/",
        "/page.css",
        "/page.js",
        "/licences.txt",
        "/icon.svg",
        "/example.md",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body.len() > 300, "{path}");
        assert!(
            answer
                .head
                .contains("content-security-policy: default-src 'self';")
        );
        assert!(!answer.head.contains("access-control"), "{path}");
    }
    for path in [
        "/..",
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "//etc/passwd",
        "/page.js/",
    ] {
        server.get(path).is_refused(404, "there is no");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_well() {
    let mut server = Server::start();
    let interrupted = Command::new("kill")
        .args(["-INT", &server.child.id().to_string()])
        .status()
        .unwrap();
    assert!(interrupted.success());
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_port_that_is_taken_is_told_of() {
    let server = Server::start();
    let outcome = attache(["serve", "--port", &server.port.to_string()]).go();
    assert_eq!(outcome.code, 2);
    let sentence = format!("cannot listen on port {}", server.port);
    assert!(outcome.err.contains(&sentence), "{}", outcome.err);
}
