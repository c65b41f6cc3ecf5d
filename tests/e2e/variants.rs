//! One article in many dresses: the same mentions and the same findings, each at its place.

use serde_json::{Value, json};

use crate::support::marks::{Units, piece};
use crate::support::{Client, Profile};

const ARTICLE: &str = "\
German Chancellor Angela Merkel received French President Emmanuel Macron on Monday.

Merkel thanked Macron. Former French President Emmanuel Macron smiled, and the Russian president, Vladimir Putin, waited.";

const DATE: &str = "2018-03-05";

fn front_matter(body: &str) -> String {
    format!("---\ndate: {DATE}\n---\n\n{body}\n")
}

/// Name, language and text of each dress.
fn dresses() -> Vec<(&'static str, &'static str, String)> {
    let marked_up = ARTICLE
        .replace("Angela Merkel", "**Angela Merkel**")
        .replace("Vladimir Putin", "[Vladimir Putin](https://a.b)");
    let paragraphs: Vec<String> = ARTICLE
        .split("\n\n")
        .map(|it| format!("<p>{it}</p>"))
        .collect();
    let html = format!(
        "<html><head><meta property=\"article:published_time\" content=\"{DATE}\"></head><body>\n{}\n</body></html>\n",
        paragraphs.join("\n")
    );
    let names = [
        "Angela Merkel",
        "Emmanuel Macron",
        "Vladimir Putin",
        "Merkel thanked",
    ];
    let smiling = names.iter().fold(ARTICLE.to_owned(), |text, name| {
        text.replace(name, &format!("😀 {name}"))
    });
    let smiling = smiling.replace("Angela 😀 Merkel", "Angela Merkel");
    vec![
        ("plain", "plaintext", front_matter(ARTICLE)),
        (
            "CRLF",
            "plaintext",
            front_matter(ARTICLE).replace('\n', "\r\n"),
        ),
        ("CR", "markdown", front_matter(ARTICLE).replace('\n', "\r")),
        (
            "BOM",
            "plaintext",
            format!("\u{feff}{}", front_matter(ARTICLE)),
        ),
        ("Markdown", "markdown", front_matter(&marked_up)),
        ("another language", "latex", front_matter(ARTICLE)),
        ("HTML", "html", html),
        ("emoji", "markdown", front_matter(&smiling)),
    ]
}

/// What the tokens of leaders cover, and what the findings do.
fn read(client: &mut Client, uri: &str, text: &str, units: Units) -> (Vec<String>, Vec<String>) {
    let params = client.diagnostics(uri);
    let findings = params["diagnostics"].as_array().unwrap();
    let findings = findings.iter().map(|it| {
        format!(
            "{} {}",
            it["code"].as_str().unwrap(),
            piece(text, &it["range"], units)
        )
    });
    let findings = findings.collect();
    let answer = client.request(
        "textDocument/semanticTokens/full",
        json!({ "textDocument": { "uri": uri } }),
    );
    let data: Vec<u64> = answer["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_u64)
        .collect();
    let (mut line, mut column, mut leaders) = (0, 0, Vec::new());
    for it in data.chunks(5) {
        (line, column) = (
            line + it[0],
            if it[0] == 0 { column + it[1] } else { it[1] },
        );
        let end = column + it[2];
        let range = json!({ "start": { "line": line, "character": column }, "end": { "line": line, "character": end } });
        if it[3] == 0 {
            leaders.push(piece(text, &range, units).to_owned());
        }
    }
    (leaders, findings)
}

#[test]
fn every_dress_has_the_same_mentions_and_findings() {
    let leaders = [
        "Angela Merkel",
        "Emmanuel Macron",
        "Merkel",
        "Macron",
        "Emmanuel Macron",
        "Vladimir Putin",
    ];
    for units in [Units::Utf8, Units::Utf16, Units::Utf32] {
        let profile = Profile::default().with("/general/positionEncodings", json!([units.name()]));
        let mut client = Client::start(profile);
        for (name, language, text) in dresses() {
            let uri = format!("file:///{}", name.replace(' ', "-"));
            client.open(&uri, language, &text);
            let (found, findings) = read(&mut client, &uri, &text, units);
            assert_eq!(found, leaders, "{name} in {units:?}");
            assert_eq!(
                findings,
                ["leader/former-incumbent Former"],
                "{name} in {units:?}"
            );
        }
    }
}

#[test]
fn an_article_pasted_twice_is_read_twice() {
    let text = front_matter(&format!("{ARTICLE}\n\n{ARTICLE}"));
    let mut client = Client::start(Profile::default());
    client.open("file:///twice", "markdown", &text);
    let (leaders, findings) = read(&mut client, "file:///twice", &text, Units::Utf16);
    assert_eq!((leaders.len(), findings.len()), (12, 2));
}
