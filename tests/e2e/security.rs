//! Workspaces and articles of strangers: what SECURITY.md promises.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::diagnostics::WRONG;
use crate::house::{client_in, folder, uri};
use crate::support::marks::marked;
use crate::support::{Client, Profile, URI};

fn told(client: &mut Client) -> String {
    let told = client.wait_for(|it| it["method"] == "window/showMessage");
    told["params"]["message"].as_str().unwrap().to_owned()
}

/// Every file and folder below.
fn everything(below: &Path) -> BTreeSet<PathBuf> {
    let mut all = BTreeSet::new();
    for entry in fs::read_dir(below).unwrap() {
        let path = entry.unwrap().path();
        if fs::symlink_metadata(&path).unwrap().is_dir() {
            all.extend(everything(&path));
        }
        all.insert(path);
    }
    all
}

/// The settings of the workspace are wrong and of no effect, the user is told so, and the article has its findings.
fn is_told_and_goes_on(workspace: &Path, words: &str) {
    let mut client = client_in(&[workspace], Profile::default());
    let message = told(&mut client);
    assert!(message.contains(words), "{message}");
    let article = uri(&workspace.join("article.md"));
    client.open(&article, "markdown", &marked(WRONG).text);
    let findings = client.diagnostics(&article)["diagnostics"].clone();
    assert_eq!(findings[0]["severity"], 1, "{findings}");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_to_settings_or_decisions() {
    let silence = "[[silence]]\nfile = \"article.md\"\ncode = \"leader/former-incumbent\"\nwhy = \"it is so\"\n";
    let elsewhere = folder(&[
        (
            "attache.toml",
            "[checks]\n\"leader/former-incumbent\" = \"off\"\n",
        ),
        ("decisions.toml", silence),
    ]);
    for (link, target) in [
        ("attache.toml", elsewhere.path().join("attache.toml")),
        (
            ".attache/decisions.toml",
            elsewhere.path().join("decisions.toml"),
        ),
    ] {
        let folder = folder(&[(".attache/none.txt", "")]);
        std::os::unix::fs::symlink(target, folder.path().join(link)).unwrap();
        is_told_and_goes_on(folder.path(), "symbolic link");
    }
    let folder = folder(&[]);
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join(".attache")).unwrap();
    is_told_and_goes_on(folder.path(), "symbolic link");
}

#[cfg(unix)]
#[test]
fn articles_behind_links_are_not_read() {
    let elsewhere = folder(&[("secret.md", &marked(WRONG).text)]);
    let folder = folder(&[("a.md", &marked(WRONG).text)]);
    for (link, target) in [
        ("link.md", elsewhere.path().join("secret.md")),
        ("folder", elsewhere.path().to_owned()),
        ("endless.md", "/dev/zero".into()),
    ] {
        std::os::unix::fs::symlink(target, folder.path().join(link)).unwrap();
    }
    let mut profile = Profile::pulling();
    profile.options["diagnostics"]["workspace"] = json!(true);
    let mut client = client_in(&[folder.path()], profile);
    let found = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let read: Vec<&Value> = found["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["uri"])
        .collect();
    assert_eq!(read, [&json!(uri(&folder.path().join("a.md")))]);
}

#[test]
fn files_of_a_workspace_are_bounded() {
    let long = format!("# {}\n", "x".repeat(2 << 20));
    for (name, words) in [
        ("attache.toml", "larger than 1 MB"),
        (".attache/house.toml", "larger than 1 MB"),
    ] {
        is_told_and_goes_on(folder(&[(name, &long)]).path(), words);
    }
    let many: Vec<String> = (0..300).map(|it| format!(".attache/{it}.toml")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|it| (it.as_str(), "")).collect();
    is_told_and_goes_on(folder(&many).path(), "more than 256 files");
}

#[test]
fn nesting_without_end_is_refused() {
    let brackets = "[".repeat(200_000);
    let tables = "a.".repeat(100_000);
    let inline = "{ a = ".repeat(100_000);
    for bomb in [
        format!("a = {brackets}"),
        format!("{tables}a = 1"),
        format!("[{tables}a]"),
        format!("a = {inline}"),
    ] {
        for name in [
            "attache.toml",
            ".attache/house.toml",
            ".attache/decisions.toml",
        ] {
            is_told_and_goes_on(folder(&[(name, &bomb)]).path(), "toml:1");
        }
    }
}

#[test]
fn hostile_articles_are_read_in_no_time() {
    let mut client = Client::start(Profile::default());
    for (number, (language, piece)) in [
        ("markdown", "["),
        ("markdown", "> "),
        ("markdown", "*a_ "),
        ("markdown", "`"),
        ("markdown", "![a]("),
        ("markdown", "- "),
        ("markdown", "|a"),
        ("markdown", "<a "),
        ("html", "<b>"),
        ("html", "<!-- "),
        ("html", "&amp"),
        ("html", "<p"),
        ("plaintext", "\""),
        ("plaintext", "“"),
        ("plaintext", "President of the "),
        ("plaintext", "Kim "),
        ("plaintext", "Xi, "),
        ("plaintext", "the leaders of France, "),
        ("plaintext", "former "),
        ("plaintext", "2025-"),
        ("plaintext", "\u{301}"),
        ("plaintext", "a"),
    ]
    .into_iter()
    .enumerate()
    {
        let uri = format!("file:///articles/{number}.md");
        client.open(&uri, language, &piece.repeat(60_000 / piece.len()));
        // The client's patience is the bound.
        client.diagnostics(&uri);
        client.notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": uri } }),
        );
        client.diagnostics(&uri);
    }
    client.open(URI, "markdown", &marked(WRONG).text);
    assert_ne!(client.diagnostics(URI)["diagnostics"], json!([]));
}

/// What the server writes: pages, when a definition is asked for; nothing else, and nothing in the workspace.
#[test]
fn only_pages_are_written() {
    let folder = folder(&[("article.md", &marked(WRONG).text)]);
    let before = everything(folder.path());
    let mut profile = Profile::pulling();
    profile.options["diagnostics"]["workspace"] = json!(true);
    let mut client = client_in(&[folder.path()], profile);
    let article = uri(&folder.path().join("article.md"));
    client.open(&article, "markdown", &marked(WRONG).text);
    let range =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let document = json!({ "uri": article });
    for (method, params) in [
        (
            "textDocument/codeAction",
            json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } }),
        ),
        (
            "textDocument/diagnostic",
            json!({ "textDocument": document }),
        ),
        ("workspace/diagnostic", json!({ "previousResultIds": [] })),
        (
            "textDocument/documentSymbol",
            json!({ "textDocument": document }),
        ),
        (
            "workspace/willRenameFiles",
            json!({ "files": [{ "oldUri": article, "newUri": "file:///etc/article.md" }] }),
        ),
    ] {
        client.request(method, params);
    }
    assert!(everything(client.cache.path()).is_empty());
    let place = json!({ "line": 3, "character": 24 });
    assert!(
        !client
            .at("textDocument/definition", &article, place)
            .is_null()
    );
    let pages = everything(client.cache.path());
    assert!(!pages.is_empty());
    let ours = client.cache.path().join("attache");
    assert!(pages.iter().all(|it| it.starts_with(&ours)), "{pages:?}");
    assert_eq!(everything(folder.path()), before);
}

/// The text of an address is what the editor says, never what is on disk.
#[test]
fn nothing_is_read_because_of_an_address() {
    let folder = folder(&[("article.md", &marked(WRONG).text)]);
    let mut client = client_in(&[folder.path()], Profile::pulling());
    let article = uri(&folder.path().join("article.md"));
    let place = json!({ "line": 3, "character": 24 });
    assert!(
        client
            .at("textDocument/hover", &article, place.clone())
            .is_null()
    );
    client.open(&article, "markdown", "Nothing.\n");
    assert!(client.at("textDocument/hover", &article, place).is_null());
}
