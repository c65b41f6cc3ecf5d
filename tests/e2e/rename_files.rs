use std::fs;

use serde_json::{Value, json};

use crate::house::{client_in, folder, uri};
use crate::support::Profile;

const DECISIONS: &str =
    "[[silence]]\nfile = \"2025/é.md\"\ncode = \"leader/former-incumbent\"\nwhy = \"it quotes\"\n";

#[test]
fn decisions_follow_the_articles_that_are_renamed() {
    let folder = folder(&[(".attache/decisions.toml", DECISIONS), ("2025/é.md", "")]);
    let file = folder.path().join(".attache/decisions.toml");
    let mut client = client_in(&[folder.path()], Profile::default());
    let mut renamed = |old: &str, new: &str| {
        let (old, new) = (
            uri(&folder.path().join(old)),
            uri(&folder.path().join(new)).replace(' ', "%20"),
        );
        let edit = client.request(
            "workspace/willRenameFiles",
            json!({ "files": [{ "oldUri": old, "newUri": new }] }),
        );
        edit["changes"][uri(&file)].clone()
    };
    let place =
        json!({ "start": { "line": 1, "character": 7 }, "end": { "line": 1, "character": 18 } });
    assert_eq!(
        renamed("2025/é.md", "2025/a b.md"),
        json!([{ "range": place, "newText": "\"2025/a b.md\"" }])
    );
    assert_eq!(
        renamed("2025", "old/2025"),
        json!([{ "range": place, "newText": "\"old/2025/é.md\"" }])
    );
    assert_eq!(renamed("2025/b.md", "2025/c.md"), Value::Null);

    // Where the file is open, its text there counts.
    let decisions = uri(&file);
    client.open(&decisions, "toml", &format!("# A line.\n{DECISIONS}"));
    client.diagnostics(&decisions);
    let files = [json!({
        "oldUri": uri(&folder.path().join("2025/é.md")), "newUri": uri(&folder.path().join("b.md")),
    })];
    let edit = client.request("workspace/willRenameFiles", json!({ "files": files }));
    assert_eq!(edit["changes"][&decisions][0]["range"]["start"]["line"], 2);
    assert_eq!(fs::read_to_string(&file).unwrap(), DECISIONS);
}
