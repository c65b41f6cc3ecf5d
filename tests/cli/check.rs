use expect_test::expect;
use serde_json::json;

use crate::support::{DATE, RIGHT, WRONG, attache, folder};

#[test]
fn the_exit_code_says_what_was_found() {
    let level = "leader/former-incumbent=";
    for (text, level_of_check, fail_on, code) in [
        (RIGHT, "error", "hint", 0),
        (WRONG, "error", "error", 1),
        (WRONG, "error", "never", 0),
        (WRONG, "warning", "error", 0),
        (WRONG, "warning", "warning", 1),
        (WRONG, "information", "warning", 0),
        (WRONG, "information", "information", 1),
        (WRONG, "hint", "information", 0),
        (WRONG, "hint", "hint", 1),
        (WRONG, "off", "hint", 0),
        ("", "error", "hint", 0),
    ] {
        let level = format!("{level}{level_of_check}");
        let arguments = [
            "check",
            "-",
            "--date",
            DATE,
            "--level",
            &level,
            "--fail-on",
            fail_on,
        ];
        let outcome = attache(arguments).input(text).go();
        assert_eq!(
            outcome.code, code,
            "{text:?} {level} {fail_on}: {}",
            outcome.out
        );
    }
    // Warnings and errors count where nothing is said.
    let outcome = attache(["check", "-", "--date", DATE]).input(WRONG).go();
    assert_eq!(outcome.code, 1);
}

#[test]
fn a_frame_shows_the_place_the_evidence_and_the_fix() {
    let text = format!("---\ndate: {DATE}\n---\n\n{WRONG}\n");
    let folder = folder(&[("a.md", &text)]);
    let outcome = attache(["check", "a.md"]).within(folder.path()).go();
    let known = |line: &&str| !line.contains("source:");
    let shown: Vec<&str> = outcome.out.lines().filter(known).collect();
    expect![[r#"
        a.md: published on 18 August 2025
          front matter: 18 August 2025

        error[leader/former-incumbent]: Donald Trump holds this office: President of the United States, since 20 January 2025.
         --> a.md:5:1
          |
        5 | Former U.S. President Donald Trump met reporters on Monday.
          | ^^^^^^
          |
          = note: Donald Trump: President of the United States since 20 January 2025
          = help: Delete “Former”

        1 error in 1 article"#]]
    .assert_eq(&shown.join("\n"));
    assert!(outcome.out.contains("source: "));
}

#[test]
fn the_frame_of_a_very_long_line_is_short_and_its_column_right() {
    let before = "The talks went on for a long time and nobody knew the end of it. ".repeat(2000);
    let text = format!("{before}{WRONG} {before}");
    let outcome = attache(["check", "-", "--date", DATE]).input(text).go();
    assert_eq!(outcome.code, 1);
    let column = before.len() + 1;
    assert!(
        outcome.out.contains(&format!("<stdin>:1:{column}")),
        "{}",
        outcome.out
    );
    assert!(outcome.out.len() < 3000);
}

#[test]
fn json_counts_code_points() {
    let text = format!("\u{feff}😀 É\r\n\r\n{WRONG}");
    let arguments = [
        "check",
        "-",
        "--date",
        DATE,
        "--format",
        "json",
        "--stdin-filename",
        "x/a.txt",
    ];
    let article = attache(arguments).input(text).go().json();
    assert_eq!(article["path"], "x/a.txt");
    assert_eq!(article["publication"]["source"], "option");
    let finding = &article["findings"][0];
    assert_eq!(finding["code"], "leader/former-incumbent");
    assert_eq!(finding["severity"], "error");
    assert_eq!([&finding["start"], &finding["end"]], [8, 14]);
    assert_eq!([&finding["line"], &finding["column"]], [3, 1]);
    assert_eq!(
        finding["fixes"][0],
        json!({ "title": "Delete “Former”", "start": 8, "end": 15, "text": "" })
    );
    assert_ne!(finding["evidence"], json!([]));
}

#[test]
fn annotations_of_a_workflow_are_escaped() {
    let folder = folder(&[("a,b:c%.md", &format!("Now:\n\n{WRONG}"))]);
    let arguments = ["check", ".", "--date", DATE, "--format", "github"];
    let outcome = attache(arguments).within(folder.path()).go();
    let start = "::error file=a%2Cb%3Ac%25.md,line=3,col=1,endLine=3,endColumn=7,title=leader/former-incumbent::Donald Trump holds";
    assert!(outcome.out.starts_with(start), "{}", outcome.out);
    assert_eq!(outcome.out.lines().count(), 1);
}

#[test]
fn sarif_has_rules_results_and_fingerprints() {
    let folder = folder(&[("sub dir/é.md", &format!("😀 {WRONG}"))]);
    let arguments = ["check", ".", "--date", DATE, "--format", "sarif"];
    let log = attache(arguments).within(folder.path()).go().json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let result = &run["results"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|it| it["id"] == result["ruleId"]));
    assert_eq!(result["level"], "error");
    assert_eq!(
        result["partialFingerprints"]["attache/v1"]
            .as_str()
            .map(str::len),
        Some(16)
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "sub%20dir/%C3%A9.md");
    assert_eq!(place["region"]["startColumn"], 3);
    assert_eq!(place["region"]["endColumn"], 9);
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["deletedRegion"]["snippet"]["text"], "Former ");
}

#[test]
fn sarif_without_findings_is_a_whole_log() {
    let outcome = attache(["check", "-", "--format", "sarif", "--date", DATE])
        .input(RIGHT)
        .go();
    assert_eq!(outcome.json()["runs"][0]["results"], json!([]));
    assert_eq!(outcome.code, 0);
}

#[test]
fn folders_are_searched_for_articles_in_order_without_ignored_ones() {
    let folder = folder(&[
        ("b.txt", RIGHT),
        ("a.md", WRONG),
        ("c/d.HTML", "<p>x</p>"),
        ("c/e.rs", WRONG),
        ("drafts/f.md", WRONG),
        (".gitignore", "drafts/\n"),
    ]);
    let arguments = [
        "check", ".", "a.md", "c/e.rs", "--date", DATE, "--format", "json",
    ];
    let outcome = attache(arguments).within(folder.path()).go();
    let paths: Vec<_> = outcome
        .lines()
        .iter()
        .map(|it| it["path"].clone())
        .collect();
    assert_eq!(paths, ["a.md", "b.txt", "c/d.HTML", "c/e.rs"]);
}

#[test]
fn many_articles_come_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..300).map(|it| format!("{it:03}.txt")).collect();
    for name in &names {
        crate::support::write(&folder, name, WRONG);
    }
    let arguments = ["check", ".", "--date", DATE, "--format", "json"];
    let outcome = attache(arguments).within(folder.path()).go();
    let paths: Vec<_> = outcome
        .lines()
        .iter()
        .map(|it| it["path"].clone())
        .collect();
    assert_eq!(paths, names);
}

#[test]
fn nothing_in_an_article_reaches_the_terminal_as_a_command() {
    let text = format!(
        "{WRONG} He said that it was \u{1b}]0;owned\u{7} all of the \u{1b}[2J text that he had."
    );
    for format in ["pretty", "github"] {
        let outcome = attache(["check", "-", "--date", DATE, "--format", format])
            .input(text.clone())
            .go();
        assert_eq!(outcome.code, 1);
        assert!(
            !outcome.out.contains('\u{1b}') && !outcome.out.contains('\u{7}'),
            "{format}"
        );
    }
}
