//! The requests of our own: the cast of an article, its status, and its date as the user says it.

use serde_json::{Value, json};

use crate::support::marks::{Units, marked_in};
use crate::support::{Client, Profile, URI};

const TEXT: &str = "---\ndate: 2025-08-05\n---\n\nŽofie 🙂 met «former» U.S. President «Donald Trump» at the lake. Later «Trump» said that he had been with Volodymyr Zelenskyy in the morning.\n";

fn open() -> (Client, Vec<Value>) {
    let marked = marked_in(TEXT, Units::Utf16);
    let mut client = Client::start(Profile::default());
    client.open(URI, "markdown", &marked.text);
    assert_eq!(
        client.diagnostics(URI)["diagnostics"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    (client, marked.ranges)
}

fn of(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}

#[test]
fn the_cast_has_everybody_once_with_every_mention_and_the_verdict() {
    let (mut client, ranges) = open();
    let cast = client.request("attache/cast", of(URI));
    let names: Vec<&str> = cast
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["United States", "Donald Trump", "Volodymyr Zelenskyy"]
    );
    let trump = &cast[1];
    assert_eq!(trump["kind"], "person");
    assert_eq!(trump["record"], "donald-trump");
    assert_eq!(trump["detail"], "President of the United States");
    assert_eq!(trump["mentions"], json!([ranges[1], ranges[2]]));
    assert_eq!(trump["verdict"], "error");
    assert!(
        trump["messages"][0]
            .as_str()
            .unwrap()
            .contains("Donald Trump holds this office")
    );
    assert!(
        trump["definition"]["uri"]
            .as_str()
            .unwrap()
            .ends_with(".toml")
    );
    assert_eq!(cast[2]["verdict"], Value::Null);
}

#[test]
fn the_status_says_when_and_why() {
    let (mut client, _) = open();
    let status = client.request("attache/status", of(URI));
    assert_eq!(status["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(status["asOf"].as_str().unwrap().len(), "2026-01-01".len());
    let publication = &status["publication"];
    assert_eq!(publication["words"], "published on 5 August 2025");
    assert_eq!(publication["from"], "2025-08-05");
    assert_eq!(publication["to"], "2025-08-05");
    assert_eq!(publication["set"], false);
    assert_eq!(publication["range"]["start"]["line"], 1);
    assert!(
        publication["reasons"][0]
            .as_str()
            .unwrap()
            .contains("front matter")
    );
}

#[test]
fn a_date_that_the_user_says_wins_until_it_is_taken_back() {
    let (mut client, _) = open();
    let mut said = of(URI);
    said["date"] = json!("2023-05-01");
    let status = client.request("attache/setDate", said.clone());
    assert_eq!(status["publication"]["words"], "published on 1 May 2023");
    assert_eq!(status["publication"]["set"], true);
    assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
    said["date"] = Value::Null;
    let status = client.request("attache/setDate", said);
    assert_eq!(status["publication"]["set"], false);
    assert_eq!(
        client.diagnostics(URI)["diagnostics"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn what_cannot_be_answered_is_null_or_an_error() {
    let (mut client, _) = open();
    for method in ["attache/cast", "attache/status", "attache/setDate"] {
        assert_eq!(
            client.request(method, of("file:///nowhere.md")),
            Value::Null,
            "{method}"
        );
    }
    let mut said = of(URI);
    said["date"] = json!("yesterday");
    let error = client.ask("attache/setDate", said)["error"].clone();
    assert!(
        error["message"].as_str().unwrap().contains("yesterday"),
        "{error}"
    );
}

#[test]
fn a_card_links_to_those_before_and_after() {
    let (mut client, ranges) = open();
    let hover = client.at("textDocument/hover", URI, ranges[1]["start"].clone());
    let card = hover["contents"]["value"].as_str().unwrap();
    let (_, link) = card.split_once("[Joe Biden](file://").unwrap();
    let (page, line) = link.split_once("#L").unwrap();
    let line: usize = line.split(')').next().unwrap().parse().unwrap();
    let text = std::fs::read_to_string(page).unwrap();
    assert_eq!(text.lines().nth(line - 1), Some("[joe-biden]"));
}
