//! `attache kb update`, against a server of our own that speaks as Wikidata does, and misbehaves as servers do.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Outcome, Run, attache, folder};

/// The president of the United States: the office, and two holders.
const OFFICE: &str = "Q11696";
const TRUMP: &str = "Q22686";
const OTHER: &str = "Q900001";

struct Request {
    /// "Q76" of "/Q76.json".
    id: String,
    path: String,
    headers: HashMap<String, String>,
    /// How often this path was asked for before.
    before: usize,
}

/// What the server sends, byte for byte, and how long it waits in the midst of it.
enum Reply {
    Bytes(Vec<u8>),
    Slow(Duration),
    Endless,
}

type Handler = dyn Fn(&Request) -> Reply + Send + Sync;

struct Server {
    address: String,
    asked: Arc<Mutex<Vec<Request>>>,
    most_at_once: Arc<AtomicUsize>,
}

impl Server {
    fn start(handler: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Server {
            address: format!("http://{}", listener.local_addr().unwrap()),
            asked: Arc::default(),
            most_at_once: Arc::default(),
        };
        let handler: Arc<Handler> = Arc::new(handler);
        let (asked, most) = (server.asked.clone(), server.most_at_once.clone());
        let now = Arc::new(AtomicUsize::new(0));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (handler, asked, most, now) =
                    (handler.clone(), asked.clone(), most.clone(), now.clone());
                thread::spawn(move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    // Who goes away is no concern of the server.
                    let _ = serve(&mut stream.unwrap(), &*handler, &asked);
                    now.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        server
    }

    fn asked_for(&self) -> Vec<String> {
        self.asked
            .lock()
            .unwrap()
            .iter()
            .map(|it| it.id.clone())
            .collect()
    }

    fn header(&self, at: usize, name: &str) -> Option<String> {
        self.asked.lock().unwrap()[at].headers.get(name).cloned()
    }

    fn update(&self, cache: &TempDir, more: &[&str]) -> Run {
        let command = [
            "kb",
            "update",
            "usa/president",
            "--format",
            "json",
            "--pause",
            "0",
            "--endpoint",
        ];
        let cache = cache.path().join("cache");
        attache(command)
            .arguments([self.address.as_str(), "--cache", cache.to_str().unwrap()])
            .arguments(more)
            .env("NO_PROXY", "127.0.0.1")
    }
}

fn serve(
    stream: &mut TcpStream,
    handler: &Handler,
    asked: &Mutex<Vec<Request>>,
) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    let path = first.split(' ').nth(1).unwrap_or("").to_owned();
    let mut headers = HashMap::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').unwrap();
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let before = asked
        .lock()
        .unwrap()
        .iter()
        .filter(|it| it.path == path)
        .count();
    let id = path
        .trim_start_matches('/')
        .trim_end_matches(".json")
        .to_owned();
    let request = Request {
        id,
        path,
        headers,
        before,
    };
    let reply = handler(&request);
    asked.lock().unwrap().push(request);
    match reply {
        Reply::Bytes(bytes) => stream.write_all(&bytes),
        Reply::Slow(time) => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")?;
            thread::sleep(time);
            Ok(())
        }
        Reply::Endless => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"x\":\"")?;
            loop {
                stream.write_all(&[b'x'; 1 << 16])?;
            }
        }
    }
}

fn reply(status: &str, headers: &str, body: &str) -> Reply {
    let length = body.len();
    Reply::Bytes(
        format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}").into_bytes(),
    )
}

fn snak(value: Value) -> Value {
    json!({ "snaktype": "value", "datavalue": { "value": value } })
}

fn held(id: &str, from: &str) -> Value {
    let time = json!({ "time": format!("+{from}T00:00:00Z"), "precision": 11 });
    json!([{ "mainsnak": snak(json!({ "id": id })), "rank": "normal", "qualifiers": { "P580": [snak(time)] } }])
}

/// The page of an entity, as `Special:EntityData` has it. The office names two holders; what the second says is new.
fn page(id: &str) -> Reply {
    let (label, claims) = match id {
        OFFICE => {
            let mut holders = held(TRUMP, "2025-01-20");
            holders
                .as_array_mut()
                .unwrap()
                .extend(held(OTHER, "2030-01-20").as_array().unwrap().clone());
            ("president", json!({ "P1308": holders }))
        }
        TRUMP => ("Donald Trump", json!({ "P39": held(OFFICE, "2025-01-20") })),
        OTHER => ("Zoë Xyzzy", json!({ "P39": held(OFFICE, "2030-01-20") })),
        _ => return reply("404 Not Found", "", "no such page"),
    };
    let entity = json!({ "id": id, "labels": { "en": { "value": label } }, "claims": claims });
    let body = json!({ "entities": { id: entity } }).to_string();
    reply(
        "200 OK",
        &format!("ETag: \"{id}-1\"\r\nLast-Modified: Wed, 25 Nov 2026 10:00:00 GMT\r\n"),
        &body,
    )
}

/// The statements that are told to be new, of a run that went well but for its differences.
fn news(outcome: &Outcome) -> Vec<String> {
    let lines = outcome.lines();
    let new = |it: &Value| {
        format!(
            "{} {} {}",
            it["name"].as_str().unwrap(),
            it["statement"].as_str().unwrap(),
            it["found"].as_str().unwrap()
        )
    };
    lines.iter().map(new).collect()
}

const NEWS: [&str; 2] = [
    "Zoë Xyzzy person Zoë Xyzzy",
    "Zoë Xyzzy term 2030-01-20/ (no end told)",
];

#[test]
fn offices_then_holders_are_fetched_and_compared() {
    let (server, cache) = (Server::start(|it| page(&it.id)), folder(&[]));
    let outcome = server
        .update(&cache, &["--contact", "desk@example.org"])
        .go();
    assert_eq!(outcome.code, 1, "{}", outcome.err);
    assert_eq!(news(&outcome), NEWS);
    let asked = server.asked_for();
    assert_eq!(asked[..1], [OFFICE]);
    assert!(
        asked.contains(&TRUMP.to_owned()) && asked.contains(&OTHER.to_owned()),
        "{asked:?}"
    );
    let agent = server.header(0, "user-agent").unwrap();
    assert!(
        agent.starts_with("attache/")
            && agent.contains("https://")
            && agent.ends_with("; desk@example.org)"),
        "{agent}"
    );
    assert_eq!(server.most_at_once.load(Ordering::SeqCst), 1);
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = Server::start(|it| match it.headers.get("if-none-match") {
        Some(tag) if *tag == format!("\"{}-1\"", it.id) => reply("304 Not Modified", "", ""),
        _ => page(&it.id),
    });
    let cache = folder(&[]);
    let first = server.update(&cache, &[]).go();
    let asked = server.asked_for().len();
    let second = server.update(&cache, &[]).go();
    assert_eq!(
        (first.code, &first.out),
        (second.code, &second.out),
        "{}",
        second.err
    );
    assert_eq!(server.asked_for().len(), 2 * asked);
    assert_eq!(
        server.header(asked, "if-none-match").as_deref(),
        Some("\"Q11696-1\"")
    );
    assert_eq!(
        server.header(asked, "if-modified-since").as_deref(),
        Some("Wed, 25 Nov 2026 10:00:00 GMT")
    );
}

#[test]
fn a_busy_server_is_given_the_time_that_it_asks_for() {
    for status in ["429 Too Many Requests", "503 Service Unavailable"] {
        let server = Server::start(move |it| match (it.id.as_str(), it.before) {
            (OTHER, 0) => reply(status, "Retry-After: 1\r\n", ""),
            _ => page(&it.id),
        });
        let (cache, begin) = (folder(&[]), Instant::now());
        let outcome = server.update(&cache, &[]).go();
        assert_eq!(
            (outcome.code, news(&outcome)),
            (1, NEWS.map(str::to_owned).to_vec()),
            "{}",
            outcome.err
        );
        assert!(begin.elapsed() >= Duration::from_secs(1));
        assert!(
            outcome.err.contains("asking again in 1."),
            "{}",
            outcome.err
        );
    }
}

#[test]
fn who_asks_for_too_much_time_ends_the_update() {
    let server = Server::start(|it| match it.id.as_str() {
        OFFICE => reply("429 Too Many Requests", "Retry-After: 3600\r\n", ""),
        _ => page(&it.id),
    });
    let outcome = server.update(&folder(&[]), &[]).go();
    assert_eq!((outcome.code, &*outcome.out), (2, ""));
    assert!(
        outcome
            .err
            .contains("asks for 3600 seconds of rest; run the command again"),
        "{}",
        outcome.err
    );
    assert_eq!(server.asked_for(), [OFFICE]);
}

#[test]
fn what_goes_wrong_once_is_tried_again() {
    let server = Server::start(|it| match (it.id.as_str(), it.before) {
        (OFFICE, 0) => reply("500 Internal Server Error", "", "oh"),
        (OFFICE, 1) => Reply::Bytes(Vec::new()),
        (OFFICE, 2) => Reply::Bytes(b"garbage\r\n\r\n".to_vec()),
        (TRUMP, 0) => reply("200 OK", "", "<html>no JSON</html>"),
        (TRUMP, 1) => {
            Reply::Bytes(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"entities\":".to_vec())
        }
        (OTHER, 0) => reply("200 OK", "", "{}"),
        _ => page(&it.id),
    });
    let outcome = server.update(&folder(&[]), &[]).go();
    assert_eq!(
        (outcome.code, news(&outcome)),
        (1, NEWS.map(str::to_owned).to_vec()),
        "{}",
        outcome.err
    );
    let asked = server.asked_for();
    assert_eq!(
        asked.iter().filter(|it| *it == OFFICE).count(),
        4,
        "{}",
        outcome.err
    );
}

#[test]
fn what_goes_wrong_for_good_is_told_and_the_rest_is_compared() {
    type Fault = fn(&Request) -> Reply;
    let faults: [(Fault, &str); 4] = [
        (|_| Reply::Slow(Duration::from_secs(3)), "timeout"),
        (
            |it| reply("302 Found", &format!("Location: {}\r\n", it.path), ""),
            "without end",
        ),
        (|_| Reply::Endless, "more than 33554432 bytes"),
        (|_| reply("418 I'm a teapot", "", ""), "status 418"),
    ];
    for (fault, words) in faults {
        let server = Server::start(move |it| {
            if it.id == TRUMP {
                fault(it)
            } else {
                page(&it.id)
            }
        });
        let outcome = server.update(&folder(&[]), &["--timeout", "1"]).go();
        assert_eq!(
            (outcome.code, news(&outcome)),
            (2, NEWS.map(str::to_owned).to_vec()),
            "{}",
            outcome.err
        );
        assert!(
            outcome
                .err
                .contains(&format!("could not be had: {TRUMP}\n")),
            "{}",
            outcome.err
        );
        assert!(outcome.err.contains(words), "{words}: {}", outcome.err);
    }
}

#[test]
fn an_entity_that_is_gone_or_moved_is_no_trouble() {
    let server = Server::start(|it| match it.id.as_str() {
        TRUMP => reply("404 Not Found", "", ""),
        OTHER => reply("303 See Other", "Location: /moved.json\r\n", ""),
        "moved" => page(OTHER),
        _ => page(&it.id),
    });
    let outcome = server.update(&folder(&[]), &[]).go();
    assert_eq!(
        (outcome.code, news(&outcome)),
        (1, NEWS.map(str::to_owned).to_vec()),
        "{}",
        outcome.err
    );
}

#[test]
fn an_update_goes_on_where_it_was_interrupted() {
    let refuse = Arc::new(AtomicUsize::new(1));
    let refused = refuse.clone();
    let server = Server::start(move |it| {
        if it.id == OTHER && refused.swap(0, Ordering::SeqCst) == 1 {
            return reply("403 Forbidden", "", "");
        }
        page(&it.id)
    });
    let cache = folder(&[]);
    let first = server.update(&cache, &[]).go();
    assert_eq!((first.code, &*first.out), (2, ""), "{}", first.err);
    assert!(
        first
            .err
            .contains("refuses (status 403); run the command again"),
        "{}",
        first.err
    );
    let second = server.update(&cache, &[]).go();
    assert_eq!(
        (second.code, news(&second)),
        (1, NEWS.map(str::to_owned).to_vec()),
        "{}",
        second.err
    );
    assert!(
        second
            .err
            .contains("going on with an update that was interrupted"),
        "{}",
        second.err
    );
    let asked = server.asked_for();
    for id in [OFFICE, TRUMP] {
        assert_eq!(
            asked.iter().filter(|it| *it == id).count(),
            1,
            "{id}: {asked:?}"
        );
    }
    assert_eq!(asked.last().map(String::as_str), Some(OTHER));
}

#[test]
fn a_state_that_cannot_be_read_is_a_new_beginning() {
    let (server, cache) = (Server::start(|it| page(&it.id)), folder(&[]));
    server.update(&cache, &[]).go();
    let state = cache.path().join("cache/state.json");
    let text = std::fs::read_to_string(&state).unwrap();
    for broken in [&text[..text.len() / 2], "", "[]"] {
        std::fs::write(&state, broken).unwrap();
        let outcome = server.update(&cache, &[]).go();
        assert_eq!(
            (outcome.code, news(&outcome)),
            (1, NEWS.map(str::to_owned).to_vec()),
            "{}",
            outcome.err
        );
    }
}

#[test]
fn what_is_new_is_written_with_the_names_of_its_own_entities() {
    let server = Server::start(|it| {
        let entity = match it.id.as_str() {
            OTHER => {
                let mut claims =
                    json!({ "P734": [{ "mainsnak": snak(json!({ "id": "Q900002" })) }] });
                claims["P39"] = held(OFFICE, "2030-01-20");
                json!({ "id": OTHER, "labels": { "en": { "value": "Zoë Xyzzy" } }, "claims": claims })
            }
            "Q900002" => json!({ "id": "Q900002", "labels": { "mul": { "value": "Xyzzy" } } }),
            _ => return page(&it.id),
        };
        reply(
            "200 OK",
            "",
            &json!({ "entities": { it.id.as_str(): entity } }).to_string(),
        )
    });
    let cache = folder(&[]);
    let out = cache.path().join("out");
    let outcome = server
        .update(&cache, &["--write", out.to_str().unwrap()])
        .go();
    assert_eq!(outcome.code, 0, "{}", outcome.err);
    // Two are named as holders now, so that neither is known to be the one.
    assert!(
        outcome
            .err
            .contains("Q900001, term as usa/president left out: whether it has ended is not told"),
        "{}",
        outcome.err
    );
    assert!(server.asked_for().contains(&"Q900002".to_owned()));
}

#[test]
fn what_cannot_be_asked_is_refused_before_anything_is_sent() {
    for (arguments, words) in [
        (
            &["kb", "update", "usa/presidnt"][..],
            "no record `usa/presidnt`",
        ),
        (
            &["kb", "update", "barack-obama"],
            "no office, state or organisation",
        ),
        (
            &["kb", "update", "usa", "--endpoint", "ftp://x"],
            "it begins with https://",
        ),
        (
            &["kb", "update", "usa", "--contact", "a\nb"],
            "plain letters",
        ),
    ] {
        let outcome = attache(arguments).go();
        assert_eq!(outcome.code, 2, "{}", outcome.err);
        assert!(outcome.err.contains(words), "{}", outcome.err);
    }
}
