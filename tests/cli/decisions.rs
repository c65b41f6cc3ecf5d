use std::fs;

use serde_json::json;

use crate::support::{DATE, WRONG, attache, folder};

const SILENCE: &str = "[[silence]]\nfile = \"sub/a.txt\"\ncode = \"leader/former-incumbent\"\n\
    quote = \"Former\"\nbefore = \"\"\nafter = \" U.S. President Donald Trump met \"\nwhy = \"a quiz\"\n";

#[test]
fn a_decision_holds_for_its_file_in_every_command() {
    let folder = folder(&[
        (".attache/decisions.toml", SILENCE),
        ("attache.toml", ""),
        ("sub/a.txt", WRONG),
        ("sub/b.txt", WRONG),
    ]);
    let check = |arguments: &[&str]| {
        let options = ["--date", DATE, "--format", "json"];
        let all = ["check"].iter().chain(arguments).chain(&options);
        attache(all).within(folder.path()).go()
    };
    let count = |arguments: &[&str]| {
        let lines = check(arguments).lines();
        let counts = lines
            .iter()
            .map(|it| it["findings"].as_array().unwrap().len());
        counts.collect::<Vec<_>>()
    };
    assert_eq!(count(&["sub"]), [0, 1]);
    assert_eq!(count(&["sub/../sub/a.txt"]), [0]);
    assert_eq!(count(&["sub", "--config", "attache.toml"]), [0, 1]);

    let line = |path: &str| {
        let text = json!({ "text": WRONG, "date": DATE, "path": path });
        let outcome = attache(["batch", "--config", "attache.toml"])
            .within(folder.path())
            .input(text.to_string())
            .go();
        outcome.lines()[0]["findings"].as_array().unwrap().len()
    };
    assert_eq!(
        [line("sub/a.txt"), line("./sub/a.txt"), line("sub/b.txt")],
        [0, 0, 1]
    );

    check(&["sub", "--fix"]);
    let read = |path: &str| fs::read_to_string(folder.path().join(path)).unwrap();
    assert_eq!(read("sub/a.txt"), WRONG);
    assert_ne!(read("sub/b.txt"), WRONG);
}

#[test]
fn a_decision_that_cannot_be_read_is_one_clear_error() {
    let text = SILENCE.replace("why = \"a quiz\"", "why = \"\"");
    let folder = folder(&[(".attache/decisions.toml", &text), ("a.txt", WRONG)]);
    let outcome = attache(["check", "a.txt"]).within(folder.path()).go();
    assert_eq!(outcome.code, 2);
    assert!(
        outcome
            .err
            .contains("decisions.toml:1: a decision wants a reason"),
        "{}",
        outcome.err
    );
}
