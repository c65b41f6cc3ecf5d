use serde_json::json;

use crate::support::marks::{Units, marked_in};
use crate::support::{Client, Profile, URI};

const UNITS: [Units; 3] = [Units::Utf8, Units::Utf16, Units::Utf32];

fn start(units: Units) -> Client {
    let client =
        Client::start(Profile::default().with("/general/positionEncodings", json!([units.name()])));
    assert_eq!(client.capabilities["positionEncoding"], units.name());
    client
}

#[test]
fn ranges_count_what_was_agreed_on() {
    let texts = [
        "---\ndate: 2025-08-18\n---\n😀 é «former» U.S. President Donald Trump met reporters.\n",
        "---\r\ndate: 2025-08-18\r\n---\r\n😀 é «former» U.S. President Donald Trump met reporters.\r\n",
        "Published: 18 August 2025\n\n😀 Žižek said «former» U.S. President 😀 Donald Trump met reporters.",
    ];
    for units in UNITS {
        let mut client = start(units);
        for (idx, text) in texts[..2].iter().enumerate() {
            let marked = marked_in(text, units);
            let uri = format!("file:///{idx}.md");
            client.open(&uri, "markdown", &marked.text);
            let params = client.diagnostics(&uri);
            assert_eq!(
                params["diagnostics"][0]["range"], marked.ranges[0],
                "{units:?} {text:?}"
            );
        }
    }
}

#[test]
fn edits_and_places_count_what_was_agreed_on() {
    for units in UNITS {
        let mut client = start(units);
        let before = marked_in(
            "---\ndate: 2015-03-04\n---\n😀😀 «é» Angela Merkel spoke.\n",
            units,
        );
        client.open(URI, "markdown", &before.text);
        client.diagnostics(URI);
        client.change(
            URI,
            2,
            json!([
                { "range": before.ranges[0], "text": "𝄞 Chancellor" },
            ]),
        );
        client.diagnostics_of(URI, 2);
        let after = marked_in(
            "---\ndate: 2015-03-04\n---\n😀😀 𝄞 Chancellor «Angela M$0erkel» spoke.\n",
            units,
        );
        let hover = client.at("textDocument/hover", URI, after.places[0].clone());
        assert_eq!(hover["range"], after.ranges[0], "{units:?}");
    }
}

#[test]
fn bytes_are_taken_where_they_are_offered_and_utf16_where_nothing_is() {
    for (offered, expected) in [
        (json!(["utf-16", "utf-8"]), "utf-8"),
        (json!(["utf-32", "utf-16"]), "utf-32"),
        (json!([]), "utf-16"),
        (json!(null), "utf-16"),
        (json!(["utf-7"]), "utf-16"),
    ] {
        let client = Client::start(Profile::default().with("/general/positionEncodings", offered));
        assert_eq!(client.capabilities["positionEncoding"], expected);
    }
}

#[test]
fn a_client_that_offers_nothing_may_say_what_it_counts() {
    let text =
        "---\ndate: 2025-08-18\n---\n😀 é «former» U.S. President Donald Trump met reporters.\n";
    for (offered, counted) in [
        (json!(null), Units::Utf8),
        (json!([Units::Utf16.name()]), Units::Utf16),
    ] {
        let mut profile = Profile::default().with("/general/positionEncodings", offered);
        profile.options["positionEncoding"] = json!("utf-8");
        let mut client = Client::start(profile);
        assert_eq!(client.capabilities["positionEncoding"], counted.name());
        let marked = marked_in(text, counted);
        client.open(URI, "markdown", &marked.text);
        let params = client.diagnostics(URI);
        assert_eq!(params["diagnostics"][0]["range"], marked.ranges[0]);
    }
}
