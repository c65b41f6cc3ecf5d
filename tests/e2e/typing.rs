//! Hours of typing, compressed: memory does not grow, no edit is lost, and every answer is from the text that was there when it was
//! asked for. `ATTACHE_TYPING` is the number of seconds that each writer types; `3600` is an hour.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::semantic_tokens::token_deltas;
use crate::support::{Client, Profile};

/// Of somebody who is quick.
const KEYS_PER_SECOND: usize = 5;

const DOCUMENTS: usize = 20;

const WORDS: [&str; 14] = [
    "President Donald Trump ",
    "met Chinese President Xi Jinping ",
    "in Beijing. ",
    "Former Chancellor Angela Merkel ",
    "said. ",
    "😀 ",
    "the North Atlantic Treaty ",
    "“Yes,” he said. ",
    "\n\n",
    "last year ",
    "François Hollande ",
    "the Russian president ",
    "\r\n",
    "# Visit\n",
];

/// Seconds for each writer, if the user did not say.
fn seconds() -> usize {
    let said = std::env::var("ATTACHE_TYPING");
    said.map_or(20, |it| it.parse().expect("a number of seconds"))
}

/// Numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

/// One document as its writer has it.
struct Writer {
    uri: String,
    text: String,
    version: i32,
    /// What is being typed, and where: bytes of the text.
    words: std::vec::IntoIter<char>,
    at: usize,
    dice: Dice,
    /// Requests under way, with the day that the article had.
    asked: HashMap<i64, i64>,
    tokens: Option<String>,
}

/// The line that every article begins with; its day tells one version from the next.
fn head(day: i64) -> String {
    let date = date::Day::from_number(-3_650 + day as i32);
    format!("Published: {date}\n\nQueen Elizabeth II spoke.\n\n")
}

impl Writer {
    fn new(number: usize) -> Writer {
        let text = head(number as i64);
        Writer {
            uri: format!("file:///articles/{number}.txt"),
            at: text.len(),
            text,
            version: 1,
            words: Vec::new().into_iter(),
            dice: Dice(number as u64 + 1),
            asked: HashMap::new(),
            tokens: None,
        }
    }

    /// Types one key, or does what writers do now and then.
    fn edit(&mut self, client: &mut Client, day: i64) {
        self.version += 1;
        let body = head(0).len();
        let (start, end, new) = match self.dice.below(60) {
            // Corrects the date, of which every version has another.
            0..=9 => (11, 21, head(day)[11..21].to_owned()),
            10..=14 if self.at > body => {
                let last = self.text[..self.at]
                    .chars()
                    .next_back()
                    .map_or(0, char::len_utf8);
                (self.at - last, self.at, String::new())
            }
            // Cuts a piece out.
            15 => {
                let start = self.place(body);
                let end = boundary(&self.text, start + 40);
                (start, end, String::new())
            }
            // Goes somewhere else and pastes there.
            16 => {
                let at = self.place(body);
                (at, at, WORDS.concat())
            }
            _ => {
                let next = self.words.next().unwrap_or_else(|| {
                    let words = WORDS[self.dice.below(WORDS.len())];
                    self.words = words.chars().collect::<Vec<char>>().into_iter();
                    ' '
                });
                (self.at, self.at, next.to_string())
            }
        };
        let (start, end) = (addressable(&self.text, start), addressable(&self.text, end));
        let range =
            json!({ "start": position(&self.text, start), "end": position(&self.text, end) });
        self.text.replace_range(start..end, &new);
        self.at = if start < body {
            self.at
        } else {
            start + new.len()
        };
        // Long texts are cut, so that memory has no reason to grow.
        let mut changes = vec![json!({ "range": range, "text": new })];
        if self.text.len() > 6_000 {
            let end = position(&self.text, self.text.len());
            let start = addressable(&self.text, boundary(&self.text, 1_500));
            changes.push(json!({ "range": { "start": position(&self.text, start), "end": end }, "text": "" }));
            self.text.truncate(start);
            self.at = start;
        }
        client.change(&self.uri, self.version, json!(changes));
    }

    fn place(&mut self, from: usize) -> usize {
        let any = from + self.dice.below(self.text.len() - from + 1);
        boundary(&self.text, any)
    }

    /// Asks what an editor asks while somebody types; of a card the answer has to fit the day.
    fn ask(&mut self, client: &mut Client) {
        let document = json!({ "uri": self.uri });
        let at = position(&self.text, self.at);
        let (method, params) = match self.dice.below(7) {
            0 => {
                let place = json!({ "line": 2, "character": 8 });
                let params = json!({ "textDocument": document, "position": place });
                let id = client.send_request("textDocument/hover", params);
                let day = date::Day::from_number(-3_650);
                let written = self.text[11..21].parse::<date::Date>().unwrap();
                let days = written.exact_day().unwrap().number() - day.number();
                self.asked.insert(id, i64::from(days));
                return;
            }
            1 => (
                "textDocument/completion",
                json!({ "textDocument": document, "position": at }),
            ),
            2 => (
                "textDocument/diagnostic",
                json!({ "textDocument": document }),
            ),
            3 => (
                "textDocument/documentSymbol",
                json!({ "textDocument": document }),
            ),
            4 => (
                "textDocument/definition",
                json!({ "textDocument": document, "position": at }),
            ),
            5 => (
                "textDocument/documentHighlight",
                json!({ "textDocument": document, "position": at }),
            ),
            _ => match &self.tokens {
                None => (
                    "textDocument/semanticTokens/full",
                    json!({ "textDocument": document }),
                ),
                Some(id) => (
                    "textDocument/semanticTokens/full/delta",
                    json!({ "textDocument": document, "previousResultId": id }),
                ),
            },
        };
        let tokens = method.contains("semanticTokens");
        let answer = client.request(method, params);
        if tokens {
            self.tokens = answer["resultId"].as_str().map(str::to_owned);
        }
    }

    /// Reads the cards that are under way.
    fn read(&mut self, client: &mut Client) {
        for (id, day) in self.asked.drain() {
            let answer = client.answer(id);
            let card = answer["result"]["contents"]["value"].as_str().unwrap_or("");
            let spoken = date::Day::from_number(-3_650 + day as i32).long();
            assert!(
                card.contains(&format!("On {spoken}:")),
                "{spoken}: {answer}"
            );
        }
    }

    /// Whether the server has this very text: it says the same of another document with it, and its last place is the same.
    fn has_all(&self, client: &mut Client) {
        let copy = self.uri.replace("articles", "copies");
        client.open(&copy, "plaintext", &self.text);
        let everything = json!({ "start": { "line": 0, "character": 0 }, "end": position(&self.text, self.text.len()) });
        let line = |it: usize| json!({ "line": it, "character": 0 });
        let places: Vec<Value> = (0..self.text.lines().count()).map(line).collect();
        for (method, more) in [
            (
                "textDocument/selectionRange",
                json!({ "positions": places }),
            ),
            ("textDocument/semanticTokens/full", json!({})),
            ("textDocument/documentSymbol", json!({})),
            (
                "textDocument/codeAction",
                json!({ "range": everything, "context": { "diagnostics": [] } }),
            ),
            ("attache/cast", json!({})),
        ] {
            let mut answer = |uri: &str| {
                let mut params = more.clone();
                params["textDocument"] = json!({ "uri": uri });
                let mut answer = client.request(method, params);
                if let Some(it) = answer.get_mut("resultId") {
                    it.take();
                }
                // Edits and places name the document and its version.
                let version = format!("\"version\":{}", if uri == copy { 1 } else { self.version });
                answer.to_string().replace(uri, "").replace(&version, "")
            };
            assert_eq!(answer(&self.uri), answer(&copy), "{method}");
        }
        client.notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": copy } }),
        );
    }
}

/// The last place between two letters that is no later than this byte.
fn boundary(text: &str, byte: usize) -> usize {
    let mut before = (0..=byte.min(text.len())).rev();
    before.find(|it| text.is_char_boundary(*it)).unwrap_or(0)
}

/// The place itself, but for the one between the two letters of a line break, which the protocol cannot name: the next.
fn addressable(text: &str, byte: usize) -> usize {
    let between = text[..byte].ends_with('\r') && text[byte..].starts_with('\n');
    byte + usize::from(between)
}

fn position(text: &str, byte: usize) -> Value {
    let before = &text[..byte];
    let breaks = before.replace("\r\n", "\n").replace('\r', "\n");
    let line = breaks.matches('\n').count();
    let start = before.rfind(['\n', '\r']).map_or(0, |it| it + 1);
    json!({ "line": line, "character": before[start..].encode_utf16().count() })
}

fn profile() -> Profile {
    Profile::pulling().with("/textDocument/semanticTokens", token_deltas())
}

fn begin(client: &mut Client, writer: &Writer) {
    client.open(&writer.uri, "plaintext", &writer.text);
}

/// Resident memory may grow by so many bytes between a quarter of the time and its end: what the allocator keeps is not ours.
#[cfg(target_os = "linux")]
const SLACK: u64 = 6 << 20;

#[cfg(target_os = "linux")]
#[test]
fn twenty_documents_in_one_server() {
    let mut client = Client::start(profile());
    let mut writers: Vec<Writer> = (0..DOCUMENTS).map(Writer::new).collect();
    for writer in &writers {
        begin(&mut client, writer);
    }
    let keys = seconds() * KEYS_PER_SECOND;
    let mut early = 0;
    for key in 0..keys {
        for writer in &mut writers {
            writer.edit(&mut client, (key % 20_000) as i64);
            writer.ask(&mut client);
        }
        if key % 10 == 9 {
            writers.iter_mut().for_each(|it| it.read(&mut client));
        }
        if key == keys / 4 {
            early = client.resident();
        }
    }
    writers.iter_mut().for_each(|it| it.read(&mut client));
    let late = client.resident();
    assert!(late < early + SLACK, "from {early} bytes to {late}");
    for writer in &writers {
        writer.has_all(&mut client);
        client.notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": writer.uri } }),
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn twenty_servers_on_one_cache() {
    let cache = tempfile::tempdir().unwrap();
    let mut servers: Vec<(Client, Writer, u64)> = (0..DOCUMENTS)
        .map(|number| {
            let own = tempfile::tempdir().unwrap();
            let mut client = Client::with_cache(own, cache.path());
            client.shake_hands(profile());
            let writer = Writer::new(number);
            begin(&mut client, &writer);
            (client, writer, 0)
        })
        .collect();
    let keys = seconds() * KEYS_PER_SECOND / 2;
    for key in 0..keys {
        for (client, writer, early) in &mut servers {
            writer.edit(client, (key % 20_000) as i64);
            writer.ask(client);
            if key == keys / 4 {
                *early = client.resident();
            }
        }
    }
    let mut pages = Vec::new();
    for (mut client, mut writer, early) in servers {
        writer.read(&mut client);
        let late = client.resident();
        assert!(late < early + SLACK, "from {early} bytes to {late}");
        writer.has_all(&mut client);
        let place = json!({ "line": 2, "character": 8 });
        let page = client.at("textDocument/definition", &writer.uri, place)[0]["targetUri"].clone();
        pages.push(page.as_str().unwrap().to_owned());
    }
    pages.dedup();
    let [page] = &pages[..] else {
        panic!("{pages:?}");
    };
    let written = std::fs::read_to_string(page.strip_prefix("file://").unwrap()).unwrap();
    assert!(written.contains("Elizabeth II"));
}
