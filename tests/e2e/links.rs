use serde_json::{Value, json};

use crate::support::marks::marked;
use crate::support::{Client, Profile, URI};

const TEXT: &str =
    "---\ndate: 2015-03-04\n---\nRussian President «Vladimir P$0utin» spoke. Pu$0tin left.\n";

#[test]
fn links_are_off_until_they_are_wanted() {
    let marked = marked(TEXT);
    let params = json!({ "textDocument": { "uri": URI } });
    for wanted in [false, true] {
        let mut profile = Profile::default();
        profile.options["documentLinks"] = json!({ "enable": wanted });
        let mut client = Client::start(profile);
        client.open(URI, "markdown", &marked.text);
        client.diagnostics(URI);
        let links = client.request("textDocument/documentLink", params.clone());
        if wanted {
            let target = "https://www.wikidata.org/wiki/Q7747";
            assert_eq!(
                links,
                json!([{ "range": marked.ranges[0], "target": target }])
            );
        } else {
            assert_eq!(links, Value::Null);
        }
    }
}

#[test]
fn a_moniker_is_the_wikidata_id() {
    let marked = marked(TEXT);
    let mut client = Client::with_text(&marked.text);
    for place in &marked.places {
        let monikers = client.at("textDocument/moniker", URI, place.clone());
        let id = json!({ "scheme": "wikidata", "identifier": "Q7747", "unique": "scheme", "kind": "import" });
        assert_eq!(monikers, json!([id]));
    }
}

#[test]
fn a_person_has_no_call_hierarchy() {
    let marked = marked(TEXT);
    let mut client = Client::with_text(&marked.text);
    let items = client.at(
        "textDocument/prepareCallHierarchy",
        URI,
        marked.places[0].clone(),
    );
    assert_eq!(items, Value::Null);
}
