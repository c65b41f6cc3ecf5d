use crate::support::attache;

#[test]
fn every_check_that_is_listed_has_a_page_with_examples() {
    let list = attache(["explain"]).go();
    assert_eq!(list.code, 0);
    let codes: Vec<&str> = list
        .out
        .lines()
        .filter_map(|it| it.split(' ').next())
        .collect();
    assert!(codes.contains(&"leader/former-incumbent"));
    for code in codes {
        let page = attache(["explain", code]).go();
        assert_eq!(page.code, 0);
        assert!(page.out.starts_with(&format!("{code}: ")), "{}", page.out);
        for part in ["Level: ", "Reported:", "Not reported:", "attache.toml"] {
            assert!(page.out.contains(part), "{code} lacks {part}");
        }
    }
}

#[test]
fn every_command_has_help_and_shells_complete() {
    for command in [
        "check",
        "annotate",
        "batch",
        "who",
        "explain",
        "kb",
        "kb show",
        "lsp",
        "completions",
    ] {
        let outcome = attache(command.split(' ').chain(["--help"])).go();
        assert_eq!(
            (outcome.code, outcome.out.contains("Usage: attache")),
            (0, true),
            "{command}"
        );
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let outcome = attache(["completions", shell]).go();
        assert_eq!(
            (outcome.code, outcome.out.contains("annotate")),
            (0, true),
            "{shell}"
        );
    }
}
