use serde_json::{Value, json};

use crate::support::marks::{Units, marked, piece};
use crate::support::{Client, Profile, URI};

/// The text of the card at `$0`, and what it is the card of.
fn card(text: &str) -> (String, String) {
    let marked = marked(text);
    let mut client = Client::with_text(&marked.text);
    let hover = client.at("textDocument/hover", URI, marked.places[0].clone());
    let range = piece(&marked.text, &hover["range"], Units::Utf16).to_owned();
    (
        hover["contents"]["value"].as_str().unwrap().to_owned(),
        range,
    )
}

#[test]
fn a_leader_has_the_office_of_the_day_of_the_article_and_of_today() {
    let (card, range) = card(
        "---\ndate: 2015-03-04\n---\nFrench President François Hollande met Chancellor Angela $0Merkel.\n",
    );
    assert_eq!(range, "Angela Merkel");
    for part in [
        "**Angela Merkel**",
        "On 4 March 2015: Chancellor of Germany",
        "Today: formerly Chancellor of Germany",
        "Second mention: Merkel",
        "Sources:",
        "Linked because:",
    ] {
        assert!(card.contains(part), "{part:?} is not in\n{card}");
    }
}

#[test]
fn a_surname_has_the_card_of_the_person() {
    let (card, range) =
        card("---\ndate: 2015-03-04\n---\nChancellor Angela Merkel spoke. Then M$0erkel left.\n");
    assert_eq!(range, "Merkel");
    assert!(card.contains("**Angela Merkel**"), "{card}");
}

#[test]
fn the_title_has_the_card_of_the_office() {
    let (card, range) =
        card("---\ndate: 2015-03-04\n---\nGerman Chan$0cellor Angela Merkel spoke.\n");
    assert_eq!(range, "Chancellor");
    assert!(card.contains("**Chancellor of Germany**"), "{card}");
    assert!(card.contains("On 4 March 2015: Angela Merkel"), "{card}");
}

#[test]
fn a_card_has_at_most_fifteen_lines() {
    for text in [
        "---\ndate: 2015-03-04\n---\nRussian President Vladimir P$0utin spoke.\n",
        "---\ndate: 2015-03-04\n---\nQueen E$0lizabeth II spoke.\n",
        "---\ndate: 2015-03-04\n---\nThe leaders of Chi$0na spoke.\n",
    ] {
        let (card, _) = card(text);
        assert!(card.lines().count() <= 15, "{card}");
    }
}

#[test]
fn plain_words_and_closed_documents_have_no_card() {
    let mut client = Client::with_text("Nothing to see here.\n");
    assert_eq!(
        client.at(
            "textDocument/hover",
            URI,
            json!({ "line": 0, "character": 3 })
        ),
        Value::Null
    );
    assert_eq!(
        client.at(
            "textDocument/hover",
            "file:///other",
            json!({ "line": 0, "character": 3 })
        ),
        Value::Null
    );
}

#[test]
fn a_client_without_markdown_gets_plain_text() {
    let mut client = Client::start(Profile::default().with("/textDocument/hover", json!({})));
    client.open(
        URI,
        "plaintext",
        "Chancellor Angela Merkel spoke on 4 March 2015.\n",
    );
    client.diagnostics(URI);
    let hover = client.at(
        "textDocument/hover",
        URI,
        json!({ "line": 0, "character": 12 }),
    );
    assert_eq!(hover["contents"]["kind"], "plaintext");
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.starts_with("Angela Merkel ("), "{text}");
}

#[test]
fn a_title_without_its_state_is_the_office_of_the_person() {
    let (card, range) =
        card("---\ndate: 2015-03-04\n---\nThen Chan$0cellor Angela Merkel spoke.\n");
    assert_eq!(range, "Chancellor");
    assert!(card.contains("**Chancellor of Germany**"), "{card}");
}
