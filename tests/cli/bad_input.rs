use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

use crate::support::{RIGHT, WRONG, attache, folder, write};

#[test]
fn trouble_is_told_in_one_line_with_what_to_do() {
    let folder = folder(&[("sub/x.rs", ""), ("ok.md", RIGHT), ("empty/.keep", "")]);
    write(&folder, "latin.txt", b"one\ntwo caf\xe9\n");
    write(&folder, "wide.txt", b"\xff\xfeo\0k\0");
    fs::File::create(folder.path().join("large.txt"))
        .unwrap()
        .set_len(65 << 20)
        .unwrap();
    write(&folder, "baseline.json", "[]");
    for (arguments, words) in [
        ("check nope.md", "nope.md: there is no such file"),
        ("check sub", "no articles in `sub`"),
        (
            "check latin.txt",
            "latin.txt: line 2: byte 12 of the file (0xE9) is no UTF-8",
        ),
        ("check wide.txt", "wide.txt: is UTF-16: save it as UTF-8"),
        ("check large.txt", "large.txt: is larger than 64 MB"),
        ("check ok.md --date 2025-02-30", "`2025-02-30` is no date"),
        ("check ok.md --today 2025", "`2025` is no day"),
        (
            "check ok.md --level leader/nothing=off",
            "there is no check `leader/nothing`",
        ),
        ("check ok.md --level treaty/year=loud", "`loud` is no level"),
        ("check ok.md --config nope.toml", "cannot read `nope.toml`"),
        ("check ok.md --baseline nope.json", "--write-baseline"),
        ("check ok.md --baseline baseline.json", "is no baseline"),
        ("check ok.md --kb ok.md", "cannot be added"),
        ("check - --fix", "cannot change standard input"),
        ("annotate sub", "is a folder, not an article"),
        ("annotate nope.md", "there is no such file"),
        ("who president", "say in which"),
        ("who xyzzy of France", "no office `xyzzy of France`"),
        ("who french president --on 2025-02-30", "is no date"),
        (
            "explain leader/former-incumbant",
            "do you mean `leader/former-incumbent`?",
        ),
        ("kb show Xyzzyx Quux", "nothing is called `Xyzzyx Quux`"),
        ("kb lint empty", "no records in `empty`"),
        ("kb build ok.md -o x.blob", "no records"),
        ("kb new person 金", "Latin letters"),
    ] {
        let outcome = attache(arguments.split(' ')).within(folder.path()).go();
        assert_eq!(outcome.code, 2, "{arguments}: {}", outcome.out);
        assert!(outcome.err.contains(words), "{arguments}: {}", outcome.err);
    }
}

#[test]
fn a_file_that_cannot_be_read_does_not_stop_the_others() {
    let folder = folder(&[("z.md", WRONG)]);
    write(&folder, "a.md", b"\xff");
    let arguments = ["check", ".", "--date", "2025-08-18", "--format", "json"];
    let outcome = attache(arguments).within(folder.path()).go();
    assert_eq!(outcome.code, 2);
    assert_eq!(outcome.lines()[0]["path"], "z.md");
}

#[test]
fn odd_texts_are_articles_like_others() {
    let deep = "> ".repeat(5000);
    for text in [
        "",
        "\n",
        "\u{feff}",
        "\0\0",
        "---\ndate: [\n",
        "---\n",
        "<p",
        &deep,
        "\r\r\r",
        "“",
    ] {
        for name in ["a.txt", "a.md", "a.html"] {
            let arguments = ["check", "-", "--stdin-filename", name, "--fail-on", "hint"];
            let outcome = attache(arguments).input(text).go();
            assert_eq!((outcome.code, &*outcome.err), (0, ""), "{name} {text:?}");
        }
    }
}

#[test]
fn a_reader_that_leaves_is_no_trouble() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_attache"))
        .args(["kb", "export"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut some = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn arguments_that_make_no_sense_are_trouble() {
    for arguments in [
        "chekc x",
        "check",
        "who",
        "check x --format xml",
        "kb",
        "batch x",
    ] {
        let outcome = attache(arguments.split_whitespace()).go();
        assert_eq!(outcome.code, 2, "{arguments}");
        assert!(
            outcome.err.contains("--help"),
            "{arguments}: {}",
            outcome.err
        );
    }
}
