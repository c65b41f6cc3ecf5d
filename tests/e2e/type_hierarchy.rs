use serde_json::json;

use crate::support::marks::marked;
use crate::support::{Client, URI};

#[test]
fn an_office_has_who_was_before_and_who_came_after() {
    let marked =
        marked("---\ndate: 2015-03-04\n---\nFrench President François Hol$0lande spoke.\n");
    let mut client = Client::with_text(&marked.text);
    let items = client.at(
        "textDocument/prepareTypeHierarchy",
        URI,
        marked.places[0].clone(),
    );
    assert_eq!(items[0]["name"], "François Hollande");
    assert!(
        items[0]["detail"]
            .as_str()
            .unwrap()
            .starts_with("President of France")
    );
    for (method, expected) in [
        ("supertypes", "Nicolas Sarkozy"),
        ("subtypes", "Emmanuel Macron"),
    ] {
        let others = client.request(
            &format!("typeHierarchy/{method}"),
            json!({ "item": items[0] }),
        );
        assert_eq!(others[0]["name"], expected);
    }
}

#[test]
fn an_item_that_is_not_ours_has_no_neighbours() {
    let mut client = Client::with_text("");
    let zero = json!({ "line": 0, "character": 0 });
    let range = json!({ "start": zero, "end": zero });
    for data in [
        json!(null),
        json!({ "person": "nobody", "term": 0 }),
        json!({ "person": "angela-merkel", "term": 9999 }),
        json!({ "person": "deu", "term": 0 }),
    ] {
        let item = json!({ "name": "a", "kind": 5, "uri": URI, "range": range, "selectionRange": range, "data": data });
        let answer = client.request("typeHierarchy/supertypes", json!({ "item": item }));
        assert!(answer.is_null(), "{answer}");
    }
}
