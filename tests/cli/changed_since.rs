use std::path::Path;
use std::process::Command;

use crate::support::{DATE, RIGHT, WRONG, attache, folder, write};

fn git(folder: &Path, arguments: &[&str]) {
    let status = Command::new("git")
        .args([
            "-c",
            "user.name=x",
            "-c",
            "user.email=x@example.org",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
        .status;
    assert!(status.success(), "{arguments:?}");
}

/// The lines of the findings since the last commit.
fn lines(folder: &tempfile::TempDir) -> Vec<(String, u64)> {
    let arguments = [
        "check",
        ".",
        "--date",
        DATE,
        "--format",
        "json",
        "--changed-since",
        "HEAD",
    ];
    let outcome = attache(arguments).within(folder.path()).go();
    assert_eq!(outcome.err, "");
    let mut lines = Vec::new();
    for article in outcome.lines() {
        for finding in article["findings"].as_array().unwrap() {
            let path = article["path"].as_str().unwrap().to_owned();
            lines.push((path, finding["line"].as_u64().unwrap()));
        }
    }
    lines
}

#[test]
fn only_what_is_new_since_a_revision_is_told() {
    let text = format!("One.\n\n{WRONG}\n\nTwo.\n");
    let folder = folder(&[("sub/a.md", &text)]);
    let path = folder.path();
    git(path, &["init", "-q"]);
    git(path, &["add", "."]);
    git(path, &["commit", "-qm", "x"]);
    assert_eq!(lines(&folder), []);

    let other = "Former French President Emmanuel Macron met reporters on Monday.";
    let a = |line| ("sub/a.md".to_owned(), line);
    for (text, found) in [
        (format!("Zero.\n\n{text}"), vec![]),
        (format!("{text}\n{other}\n"), vec![a(7)]),
        // The line itself was touched.
        (text.replace("Monday.", "Monday. He left."), vec![a(3)]),
        (format!("{text}\n{WRONG}\n"), vec![a(7)]),
    ] {
        write(&folder, "sub/a.md", &text);
        assert_eq!(lines(&folder), found, "{text}");
    }
    write(&folder, "sub/a.md", RIGHT);
    write(&folder, "new.md", WRONG);
    assert_eq!(lines(&folder), [("new.md".to_owned(), 1)]);
}

#[test]
fn a_revision_that_is_none_is_trouble() {
    let folder = folder(&[("a.md", WRONG)]);
    git(folder.path(), &["init", "-q"]);
    for revision in ["nope", "--output=x", "HEAD"] {
        let option = format!("--changed-since={revision}");
        let outcome = attache(["check", ".", &option]).within(folder.path()).go();
        assert_eq!(outcome.code, 2, "{revision}");
        assert!(
            outcome.err.contains("git knows no such revision"),
            "{}",
            outcome.err
        );
    }
    assert!(!folder.path().join("x").exists());
}
