//! Every answer is made from the text that was current when the request arrived, however many are under way.

use std::collections::HashMap;
use std::io::Write;
use std::thread;

use serde_json::{Value, json};

use crate::support::{Client, Profile, URI, framed};

const PAIRS: i64 = 20_000;

/// The card names the article's date, and every version of the text has another.
fn date(version: i64) -> String {
    let day = date::Day::from_number(-3_650 + version as i32);
    day.to_string()
}

fn spoken(version: i64) -> String {
    date::Day::from_number(-3_650 + version as i32).long()
}

#[test]
fn no_answer_is_from_an_older_or_a_newer_text() {
    let mut client = Client::start(Profile::pulling());
    let text = format!("---\ndate: {}\n---\nQueen Elizabeth II spoke.\n", date(0));
    client.open(URI, "markdown", &text);
    let whole =
        json!({ "start": { "line": 1, "character": 6 }, "end": { "line": 1, "character": 16 } });
    let mut burst = Vec::new();
    for version in 1..=PAIRS {
        burst.extend(framed(&json!({
            "jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
                "textDocument": { "uri": URI, "version": version },
                "contentChanges": [{ "range": whole, "text": date(version) }],
            },
        })));
        burst.extend(framed(&json!({
            "jsonrpc": "2.0", "id": 1_000_000 + version, "method": "textDocument/hover", "params": {
                "textDocument": { "uri": URI }, "position": { "line": 3, "character": 8 },
            },
        })));
    }
    let mut input = client.take_input();
    let writer = thread::spawn(move || {
        input.write_all(&burst).unwrap();
        input
    });
    let mut answers: HashMap<i64, Value> = HashMap::new();
    while answers.len() < PAIRS as usize {
        let answer = client.wait_for(|it| it["id"].as_i64().is_some_and(|id| id > 1_000_000));
        answers.insert(
            answer["id"].as_i64().unwrap() - 1_000_000,
            answer["result"].clone(),
        );
    }
    client.give_input(writer.join().unwrap());
    let wrong: Vec<i64> = (1..=PAIRS)
        .filter(|version| {
            let card = answers[version]["contents"]["value"].as_str().unwrap_or("");
            !card.contains(&format!("On {}:", spoken(*version)))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong, first {:?}: {}",
        wrong.len(),
        wrong.first(),
        answers[&wrong[0]]
    );
}

#[test]
fn a_flood_of_edits_ends_in_the_findings_of_the_last() {
    let mut client = Client::start(Profile::default());
    client.open(URI, "plaintext", "");
    let wrong = "Published: 18 August 2025\n\nFormer U.S. President Donald Trump spoke.";
    let mut burst = Vec::new();
    for (idx, char) in wrong.char_indices() {
        let line = wrong[..idx].matches('\n').count();
        let column = idx - wrong[..idx].rfind('\n').map_or(0, |it| it + 1);
        let at = json!({ "line": line, "character": column });
        burst.extend(framed(&json!({
            "jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
                "textDocument": { "uri": URI, "version": idx + 2 },
                "contentChanges": [{ "range": { "start": at, "end": at }, "text": char.to_string() }],
            },
        })));
    }
    client.write(&burst);
    let findings = client.diagnostics_of(URI, wrong.len() as i32 + 1);
    assert_eq!(findings[0]["code"], "leader/former-incumbent", "{findings}");
}
