//! `tests/corpus`: single sentences with one known mistake each, sentences that look wrong and are right, and whole articles.

use std::path::Path;

use serde_json::{Value, json};
use xtask::corpus::{self, words};

use crate::support::attache;

/// False alarms about the articles that we know of: article, code, words.
const KNOWN_FAULTS: [(&str, &str, &str); 0] = [];

#[test]
fn articles_are_read_no_worse_than_the_results_say() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let binary = Path::new(env!("CARGO_BIN_EXE_attache"));
    let scores = corpus::score(binary, &corpus.join("articles")).unwrap();
    let alarms: Vec<String> = scores
        .articles
        .iter()
        .flat_map(|article| article.false_alarms().map(move |it| (&article.name, it)))
        .filter(|(name, it)| !KNOWN_FAULTS.contains(&(name, &it.code, &it.quote)))
        .map(|(name, it)| format!("{name}: {}: {}: {}", it.code, it.quote, it.message))
        .collect();
    assert!(alarms.is_empty(), "{alarms:#?}");
    let results = std::fs::read_to_string(corpus.join("RESULTS.md")).unwrap();
    let (_, all) = results.split_once("| **all** |").unwrap();
    let kept: Vec<&str> = all.split('|').map(str::trim).collect();
    let total = scores.total();
    assert_eq!(
        kept[0],
        total.planted.to_string(),
        "run `cargo xtask corpus`"
    );
    assert!(
        total.found >= kept[1].parse().unwrap(),
        "{} found, once {}",
        total.found,
        kept[1]
    );
}

/// Mistakes of `errors.jsonl` that are found today; raise it when more are. Those that are not need checks that are not there yet.
const FOUND: usize = 29;
const MENDED: usize = 25;

#[test]
fn known_mistakes_are_reported_and_mended() {
    let rows = rows(include_str!("../corpus/errors.jsonl"));
    let results = results(&rows);
    let (mut found, mut mended, mut missed) = (0, 0, Vec::new());
    for (row, result) in rows.iter().zip(&results) {
        let text: Vec<char> = row["text"].as_str().unwrap().chars().collect();
        let place = (at(row, "start"), at(row, "end"));
        let loud: Vec<&Value> = findings(result)
            .filter(|it| at(it, "start") < place.1 && place.0 < at(it, "end"))
            .collect();
        if loud.is_empty() {
            missed.push(row["id"].as_str().unwrap());
            continue;
        }
        found += 1;
        let wanted: Vec<String> = row["expected"]["fix"]
            .as_str()
            .unwrap_or_default()
            .split('|')
            .map(|it| words(&replaced(&text, place, it)))
            .collect();
        let offered = loud
            .iter()
            .flat_map(|it| it["fixes"].as_array().unwrap())
            .map(|it| {
                let edit = it["text"].as_str().unwrap();
                words(&replaced(&text, (at(it, "start"), at(it, "end")), edit))
            });
        mended += usize::from(offered.into_iter().any(|it| wanted.contains(&it)));
    }
    assert!(found >= FOUND, "{found} found; missed {missed:?}");
    assert!(mended >= MENDED, "{mended} mended");
}

#[test]
fn what_only_looks_wrong_is_silent() {
    let rows = rows(include_str!("../corpus/controls.jsonl"));
    for (row, result) in rows.iter().zip(results(&rows)) {
        let loud: Vec<&Value> = findings(&result).collect();
        assert!(loud.is_empty(), "{}: {loud:?}", row["text"]);
    }
}

fn rows(lines: &str) -> Vec<Value> {
    let rows: Vec<Value> = lines
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    assert!(rows.len() > 10);
    rows
}

fn results(rows: &[Value]) -> Vec<Value> {
    let input: Vec<String> = rows
        .iter()
        .map(|it| json!({"id": it["id"], "text": it["text"], "date": it["date"]}).to_string())
        .collect();
    attache(["batch"]).input(input.join("\n")).go().lines()
}

/// Errors and warnings.
fn findings(result: &Value) -> impl Iterator<Item = &Value> {
    let all = result["findings"].as_array().unwrap().iter();
    all.filter(|it| it["severity"] == "error" || it["severity"] == "warning")
}

/// A place in code points.
fn at(value: &Value, member: &str) -> usize {
    usize::try_from(value[member].as_u64().unwrap()).unwrap()
}

fn replaced(text: &[char], (start, end): (usize, usize), by: &str) -> String {
    let before: String = text[..start].iter().collect();
    let after: String = text[end..].iter().collect();
    format!("{before}{by}{after}")
}

/// State, title and name; a Tuesday in office, a Tuesday soon after. What holds of one holder must hold of all.
const HOLDERS: [(&str, &str, &str, &str); 14] = [
    (
        "German Chancellor",
        "Angela Merkel",
        "2010-05-04",
        "2022-03-08",
    ),
    (
        "Japanese Prime Minister",
        "Shinzo Abe",
        "2015-06-02",
        "2021-03-02",
    ),
    (
        "Canadian Prime Minister",
        "Justin Trudeau",
        "2018-06-05",
        "2025-06-03",
    ),
    (
        "Brazilian President",
        "Jair Bolsonaro",
        "2020-06-02",
        "2023-05-02",
    ),
    (
        "Philippine President",
        "Rodrigo Duterte",
        "2018-06-05",
        "2023-03-07",
    ),
    (
        "Kenyan President",
        "Uhuru Kenyatta",
        "2016-06-07",
        "2023-01-10",
    ),
    (
        "Indonesian President",
        "Joko Widodo",
        "2018-06-05",
        "2025-03-04",
    ),
    (
        "Australian Prime Minister",
        "Scott Morrison",
        "2020-06-02",
        "2022-10-04",
    ),
    (
        "New Zealand Prime Minister",
        "Jacinda Ardern",
        "2020-06-02",
        "2023-06-06",
    ),
    (
        "Dutch Prime Minister",
        "Mark Rutte",
        "2015-06-02",
        "2024-10-08",
    ),
    (
        "Italian Prime Minister",
        "Mario Draghi",
        "2021-09-07",
        "2023-02-07",
    ),
    (
        "Mexican President",
        "Andrés Manuel López Obrador",
        "2020-06-02",
        "2025-02-04",
    ),
    (
        "British Prime Minister",
        "Rishi Sunak",
        "2023-05-02",
        "2024-10-08",
    ),
    (
        "French President",
        "François Hollande",
        "2015-06-02",
        "2018-03-06",
    ),
];

#[test]
fn a_mistake_is_found_whoever_holds_the_office() {
    let mut rows = Vec::new();
    for (title, name, during, after) in HOLDERS {
        let plain = format!("{title} {name} told reporters on Monday that talks would go on.");
        let former = format!("Former {plain}");
        for (text, date, code) in [
            (&plain, during, ""),
            (&plain, after, "leader/office-at-date"),
            (&former, during, "leader/former-incumbent"),
            (&former, after, ""),
        ] {
            rows.push(json!({"id": [text, date], "text": text, "date": date, "code": code}));
        }
    }
    for (row, result) in rows.iter().zip(results(&rows)) {
        let codes: Vec<&str> = findings(&result)
            .map(|it| it["code"].as_str().unwrap())
            .collect();
        let wanted = row["code"].as_str().unwrap();
        assert_eq!(codes.join(" "), wanted, "{} {}", row["date"], row["text"]);
    }
}
