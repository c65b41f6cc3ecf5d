use std::fs;

use serde_json::{Value, json};

use crate::support::marks::marked;
use crate::support::{Client, Profile, URI};

const TEXT: &str =
    "---\ndate: 2015-03-04\n---\nGerman Chan$0cellor Angela M$0erkel spoke. Merkel is a chemist.\n";

/// The line of the page that a location shows.
fn shown(uri: &Value, range: &Value) -> String {
    let path = uri.as_str().unwrap().strip_prefix("file://").unwrap();
    assert!(fs::metadata(path).unwrap().permissions().readonly());
    let page = fs::read_to_string(path).unwrap();
    let line = range["start"]["line"].as_u64().unwrap() as usize;
    page.lines().nth(line).unwrap().trim().to_owned()
}

#[test]
fn a_name_leads_to_its_record_and_a_title_to_the_term() {
    let marked = marked(TEXT);
    let mut client = Client::with_text(&marked.text);
    let title = client.at("textDocument/definition", URI, marked.places[0].clone());
    let line = shown(&title[0]["targetUri"], &title[0]["targetSelectionRange"]);
    assert!(
        line.contains("deu/chancellor") && line.contains("2005-11-22"),
        "{line}"
    );
    let name = client.at("textDocument/definition", URI, marked.places[1].clone());
    assert_eq!(
        shown(&name[0]["targetUri"], &name[0]["targetSelectionRange"]),
        "[angela-merkel]"
    );
    let page = name[0]["targetUri"].as_str().unwrap();
    assert!(page.contains(client.cache.path().to_str().unwrap()));
}

#[test]
fn a_client_without_links_gets_locations() {
    let marked = marked(TEXT);
    let mut client = Client::start(Profile::default().with("/textDocument/definition", json!({})));
    client.open(URI, "markdown", &marked.text);
    client.diagnostics(URI);
    let places = client.at("textDocument/definition", URI, marked.places[1].clone());
    assert_eq!(
        shown(&places[0]["uri"], &places[0]["range"]),
        "[angela-merkel]"
    );
}

#[test]
fn without_a_writable_cache_there_is_no_page() {
    let marked = marked(TEXT);
    let mut client = Client::with_text(&marked.text);
    fs::write(client.cache.path().join("attache"), "in the way").unwrap();
    let place = client.at("textDocument/definition", URI, marked.places[1].clone());
    assert_eq!(place, Value::Null);
}

#[test]
fn the_declaration_is_the_mention_that_introduces() {
    let marked = marked(
        "---\ndate: 2015-03-04\n---\nChancellor «Angela Merkel» spoke. Then Mer$0kel left.\n",
    );
    let mut client = Client::with_text(&marked.text);
    let place = client.at("textDocument/declaration", URI, marked.places[0].clone());
    assert_eq!(place[0]["targetUri"], URI);
    assert_eq!(place[0]["targetRange"], marked.ranges[0]);
}

#[test]
fn the_type_is_the_office_and_its_implementations_are_its_holders() {
    let marked = marked(TEXT);
    let mut client = Client::with_text(&marked.text);
    let office = client.at("textDocument/typeDefinition", URI, marked.places[1].clone());
    let line = shown(&office[0]["targetUri"], &office[0]["targetSelectionRange"]);
    assert_eq!(line, "[deu.office.chancellor]");
    let holders = client.at("textDocument/implementation", URI, marked.places[0].clone());
    let holders = holders.as_array().unwrap();
    assert!(holders.len() > 5);
    for holder in holders {
        let line = shown(&holder["targetUri"], &holder["targetSelectionRange"]);
        assert!(line.contains("deu/chancellor"), "{line}");
    }
}
