use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::{DATE, WRONG, attache};

#[test]
fn every_line_has_a_result_in_order() {
    let lines: [(&[u8], Value, &str); 14] = [
        (br#"{"id": 1, "text": ""}"#, json!(1), ""),
        (
            br#"{"id": "a", "text": "x", "date": "2025-02-30"}"#,
            json!("a"),
            "`2025-02-30` is no date",
        ),
        (
            br#"{"id": "b", "text": "x", "date": 2025}"#,
            json!("b"),
            "`date` must be a string",
        ),
        (
            br#"{"id": "c", "text": "x", "format": "rtf"}"#,
            json!("c"),
            "`rtf` is none of",
        ),
        (
            br#"{"id": [2], "text": 3}"#,
            json!([2]),
            "`text` must be a string",
        ),
        (br#"{"id": "d"}"#, json!("d"), "`text` is missing"),
        (br#"{"text": "x"}"#, Value::Null, ""),
        (b"[1]", Value::Null, "no JSON object"),
        (b"", Value::Null, "no JSON object"),
        (b"{\"id\": 1,", Value::Null, "no JSON object"),
        (
            b"{\"id\": 1, \"text\": \"\xff\"}",
            Value::Null,
            "no JSON object",
        ),
        (
            br#"{"id": 1, "text": "\ud800"}"#,
            Value::Null,
            "no JSON object",
        ),
        (
            br#"{"id": "e", "text": "x", "date": null, "format": null, "more": 1}"#,
            json!("e"),
            "",
        ),
        (
            br#"{"id": "f", "text": "x", "date": "2025-05"}"#,
            json!("f"),
            "",
        ),
    ];
    let input = lines.each_ref().map(|it| it.0).join(&b'\n');
    let outcome = attache(["batch"]).input(input).go();
    assert_eq!((outcome.code, &*outcome.err), (0, ""));
    let results = outcome.lines();
    assert_eq!(results.len(), lines.len());
    for ((line, id, error), result) in lines.iter().zip(results) {
        let line = String::from_utf8_lossy(line);
        assert_eq!(result["id"], *id, "{line}");
        match error.is_empty() {
            true => assert!(
                result["mentions"].is_array() && result["findings"].is_array(),
                "{line}: {result}"
            ),
            false => assert!(
                result["error"].as_str().unwrap().contains(error),
                "{line}: {result}"
            ),
        }
    }
}

#[test]
fn datelines_of_every_agency_tell_the_date() {
    let story = "Lawmakers walked up the street on Friday.";
    let dated = [
        "LONDON, July 5, 2024 (Reuters) - ",
        "LONDON, July 5, 2024 (AP) — ",
        "Jerusalem, 5 July 2024 (AFP) - ",
        "NEW DELHI, 5 July 2024 - ",
        "PARIS, July 5, 2024. ",
        "PARIS, July 5, 2024\n\n",
    ];
    let undated = ["IBM on July 5, 2024. ", "London burnt on July 5, 2024. "];
    let heads = dated.iter().chain(&undated);
    let input: Vec<String> = heads
        .map(|it| json!({"id": it, "text": format!("{it}{story}")}).to_string())
        .collect();
    let results = attache(["batch"]).input(input.join("\n")).go().lines();
    for (at, result) in results.iter().enumerate() {
        let publication = &result["publication"];
        let stated = publication["source"] == "dateline" && publication["to"] == "2024-07-05";
        assert_eq!(stated, at < dated.len(), "{result}");
    }
}

#[test]
fn a_result_has_the_documented_form() {
    let text = format!("\u{feff}É 😀\r\n\r\n{WRONG} He met the two leaders.");
    let input = json!({ "id": 7, "text": text, "date": DATE, "format": "markdown" });
    let result = &attache(["batch"]).input(input.to_string()).go().lines()[0];
    let publication = &result["publication"];
    assert_eq!(
        [
            &publication["from"],
            &publication["to"],
            &publication["source"]
        ],
        [DATE, DATE, "option"]
    );
    let text: Vec<char> = text.chars().collect();
    let slice = |it: &Value| -> String {
        let at = |key: &str| it[key].as_u64().unwrap() as usize;
        text[at("start")..at("end")].iter().collect()
    };
    let mut end = 0;
    for mention in result["mentions"].as_array().unwrap() {
        assert_eq!(mention["surface"], slice(mention));
        if !mention["record"].is_null() {
            assert!(mention["start"].as_u64().unwrap() >= end, "{mention}");
            end = mention["end"].as_u64().unwrap();
        }
    }
    let mentions = result["mentions"].as_array().unwrap();
    let trump = mentions
        .iter()
        .find(|it| it["record"] == "donald-trump")
        .unwrap();
    assert_eq!(
        [&trump["kind"], &trump["form"], &trump["name"]],
        ["leader", "full", "Donald Trump"]
    );
    assert_eq!(
        [&trump["wikidata"], &trump["claimed"]],
        ["Q22686", "usa/president"]
    );
    assert_eq!(trump["records"], json!(["donald-trump"]));
    assert!(trump["names"].as_array().unwrap().contains(&json!("Trump")));
    assert!(trump["why"].is_array());
    let finding = &result["findings"][0];
    assert_eq!(slice(finding), "Former");
    assert_eq!(slice(&finding["fixes"][0]), "Former ");
    assert!(finding["evidence"][0]["source"].is_string());
}

#[test]
fn a_result_is_written_as_soon_as_it_is_ready() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_attache"))
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for id in 0..3 {
        writeln!(input, "{}", json!({ "id": id, "text": "x" })).unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["id"], id);
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn a_line_without_end_is_refused_and_the_next_is_read() {
    let mut input = vec![b'x'; 65 << 20];
    input.extend(b"\n{\"id\": 1, \"text\": \"\"}");
    let results = attache(["batch"]).input(input).go().lines();
    assert!(
        results[0]["error"]
            .as_str()
            .unwrap()
            .contains("68157440 bytes")
    );
    assert_eq!(results[1]["id"], 1);
}

#[test]
fn without_evidence_the_text_is_from_today_or_before() {
    let input = json!({ "id": 1, "text": "Nothing happened." }).to_string();
    let result = &attache(["batch", "--today", "2026-01-02"])
        .input(input)
        .go()
        .lines()[0];
    assert_eq!(result["publication"]["to"], "2026-01-02");
    assert_eq!(result["publication"]["source"], "none");
}
