use crate::support::{DATE, WRONG, attache, folder, write};

const HINT: &str = "[checks]\n\"leader/former-incumbent\" = \"hint\"\n";
const OFF: &str = "[checks]\n\"leader/former-incumbent\" = \"off\"\n";

/// Path and severity of every finding.
fn found(folder: &tempfile::TempDir, options: &[&str]) -> Vec<(String, String)> {
    let arguments = ["check", ".", "--date", DATE, "--format", "json"];
    let outcome = attache(arguments.iter().chain(options))
        .within(folder.path())
        .go();
    assert_eq!(outcome.err, "");
    let mut found = Vec::new();
    for article in outcome.lines() {
        for finding in article["findings"].as_array().unwrap() {
            let text = |it: &serde_json::Value| it.as_str().unwrap().to_owned();
            found.push((text(&article["path"]), text(&finding["severity"])));
        }
    }
    found
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected
        .iter()
        .map(|(path, severity)| (path.to_string(), severity.to_string()))
        .collect()
}

#[test]
fn the_nearest_configuration_counts_and_options_lie_over_it() {
    let folder = folder(&[
        ("a.md", WRONG),
        ("attache.toml", HINT),
        ("off/b.md", WRONG),
        ("off/attache.toml", OFF),
        ("repository/.git/HEAD", ""),
        ("repository/c.md", WRONG),
        ("sub/deep/d.md", WRONG),
    ]);
    assert_eq!(
        found(&folder, &[]),
        pairs(&[
            ("a.md", "hint"),
            ("repository/c.md", "error"),
            ("sub/deep/d.md", "hint")
        ])
    );
    let over = found(&folder, &["--level", "leader/former-incumbent=warning"]);
    assert_eq!(over.len(), 4);
    assert!(over.iter().all(|(_, severity)| severity == "warning"));
    assert_eq!(found(&folder, &["--config", "off/attache.toml"]), []);
}

#[test]
fn a_configuration_that_cannot_be_read_is_one_clear_error() {
    let folder = folder(&[("a.md", WRONG)]);
    for (text, words) in [
        ("\n[chekcs]\n", "attache.toml:2: unknown field `chekcs`"),
        (
            "[checks]\n\"leader/former-incumbant\" = \"off\"\n",
            "attache.toml:2: there is no check `leader/former-incumbant`: do you mean `leader/former-incumbent`?",
        ),
        (
            "[checks]\n\"treaty/year\" = \"loud\"\n",
            "attache.toml:2: `loud` is no level",
        ),
        (
            "[kb]\npresume-days = \"x\"\n",
            "attache.toml:2: invalid type",
        ),
        ("[kb\n", "attache.toml:1: "),
    ] {
        write(&folder, "attache.toml", text);
        let outcome = attache(["check", "a.md"]).within(folder.path()).go();
        assert_eq!(outcome.code, 2, "{text}");
        assert!(outcome.err.contains(words), "{text}: {}", outcome.err);
        assert_eq!(outcome.err.lines().count(), 1, "{}", outcome.err);
    }
    write(&folder, "attache.toml", b"\xff");
    let outcome = attache(["check", "a.md"]).within(folder.path()).go();
    assert!(outcome.err.contains("is no UTF-8"), "{}", outcome.err);
}

#[test]
fn the_records_of_the_house_count_and_must_be_right() {
    let record = "[invented-source]\ntitle = \"Notes\"\nlicence = \"CC0-1.0\"\nas-of = \"2026-01-01\"\n\n\
        [invented-treaty]\nname = \"Treaty of Nowhere\"\nkind = [\"peace\"]\nparties = [\"deu\", \"fra\"]\nsource = \"invented-source\"\n\
        acts = [{ act = \"signed\", on = \"1901-02-03\", source = \"invented-source\" }]\n";
    let folder = folder(&[
        (".attache/house.toml", record),
        ("a/b.txt", "The Treaty of Nowhere was signed in 1902."),
    ]);
    let check = || {
        attache(["check", "--date", "2025-01-01", "a"])
            .within(folder.path())
            .go()
    };
    let found = check();
    assert_eq!(found.code, 1);
    assert!(found.out.contains("1901"), "{}", found.out);
    let wrong = record.replace("\"fra\"", "\"frb\"");
    std::fs::write(folder.path().join(".attache/house.toml"), wrong).unwrap();
    let refused = check();
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("house.toml:9"), "{}", refused.err);
}
