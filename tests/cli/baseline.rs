use std::fs;

use crate::support::{DATE, WRONG, attache, folder, write};

/// How many findings are reported over the baseline.
fn count(folder: &tempfile::TempDir) -> usize {
    let arguments = [
        "check",
        ".",
        "--date",
        DATE,
        "--format",
        "json",
        "--baseline",
        "known.json",
    ];
    let outcome = attache(arguments).within(folder.path()).go();
    let counts = outcome.lines();
    let counts = counts
        .iter()
        .map(|it| it["findings"].as_array().unwrap().len());
    let count = counts.sum();
    assert_eq!(outcome.code, i32::from(count > 0), "{}", outcome.err);
    count
}

#[test]
fn known_findings_stay_known_when_lines_move_and_new_ones_are_told() {
    let folder = folder(&[("a.md", &format!("{WRONG}\n"))]);
    let arguments = [
        "check",
        ".",
        "--date",
        DATE,
        "--write-baseline",
        "known.json",
    ];
    let outcome = attache(arguments).within(folder.path()).go();
    assert_eq!((outcome.code, &*outcome.out), (0, ""));

    let wrapped = WRONG.replace("President ", "President\n");
    for (text, new) in [
        (WRONG.to_owned(), 0),
        (
            format!("# Monday\n\nThe day began.\n\n{WRONG} Then he left.\n"),
            0,
        ),
        (format!("Before.\n\n{wrapped}\n"), 0),
        (WRONG.replace(' ', "  ").to_string(), 0),
        (format!("{WRONG}\n\n{WRONG}\n"), 1),
        (WRONG.replace("reporters", "nobody"), 1),
    ] {
        write(&folder, "a.md", &text);
        assert_eq!(count(&folder), new, "{text}");
    }
    // The file may take another name, but two files are not one.
    fs::rename(folder.path().join("a.md"), folder.path().join("b.md")).unwrap();
    write(&folder, "b.md", WRONG);
    assert_eq!(count(&folder), 0);
    write(&folder, "c.md", WRONG);
    assert_eq!(count(&folder), 1);
}

#[test]
fn a_baseline_can_be_read_by_people() {
    let folder = folder(&[("a.md", WRONG)]);
    let arguments = [
        "check",
        "a.md",
        "--date",
        DATE,
        "--write-baseline",
        "known.json",
    ];
    attache(arguments).within(folder.path()).go();
    let text = fs::read_to_string(folder.path().join("known.json")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let entry = &file["findings"][0];
    assert_eq!(
        [&entry["file"], &entry["code"], &entry["text"]],
        ["a.md", "leader/former-incumbent", "Former"]
    );
}
