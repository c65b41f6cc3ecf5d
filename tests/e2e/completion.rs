use serde_json::{Value, json};

use crate::support::marks::{Units, edited, marked};
use crate::support::{Client, URI};

/// What is offered at `$0`; `typed` is the character that was just typed, if that is why the editor asks.
fn offered(client: &mut Client, place: &Value, typed: Option<&str>) -> Vec<Value> {
    let context = match typed {
        Some(char) => json!({ "triggerKind": 2, "triggerCharacter": char }),
        None => json!({ "triggerKind": 1 }),
    };
    let params = json!({ "textDocument": { "uri": URI }, "position": place, "context": context });
    let list = client.request("textDocument/completion", params);
    list["items"].as_array().unwrap().clone()
}

#[test]
fn behind_a_title_stands_who_held_it_on_the_day_of_the_article() {
    for (text, expected) in [
        (
            "---\ndate: 2015-03-04\n---\nGerman Chancellor $0\n",
            "Angela Merkel",
        ),
        (
            "---\ndate: 2003-03-04\n---\nGerman Chancellor $0\n",
            "Gerhard Schröder",
        ),
        (
            "---\ndate: 2015-03-04\n---\nIn Paris French President $0\n",
            "François Hollande",
        ),
        (
            "---\ndate: 2015-03-04\n---\nThen Germany's Chancellor $0\n",
            "Angela Merkel",
        ),
    ] {
        let marked = marked(text);
        let mut client = Client::with_text(&marked.text);
        let items = offered(&mut client, &marked.places[0], Some(" "));
        assert_eq!(items[0]["label"], expected, "{text:?}");
        let after = edited(&marked.text, &json!([items[0]["textEdit"]]), Units::Utf16);
        assert!(after.ends_with(&format!(" {expected}\n")), "{after:?}");
    }
}

#[test]
fn whom_the_article_named_before_is_named_again_by_the_surname() {
    let text = "---\ndate: 2015-03-04\n---\nMer$0 came. Angela Merkel spoke. Then Mer$0 left.\n";
    let marked = marked(text);
    let mut client = Client::with_text(&marked.text);
    let [before, after] = &marked.places[..] else {
        panic!("two places");
    };
    let items = offered(&mut client, after, None);
    assert_eq!(items[0]["label"], "Merkel");
    let edited = edited(&marked.text, &json!([items[0]["textEdit"]]), Units::Utf16);
    assert!(edited.ends_with("Then Merkel left.\n"), "{edited:?}");
    let items = offered(&mut client, before, None);
    assert!(items.iter().all(|it| it["label"] != "Merkel"), "{items:?}");
}

#[test]
fn a_space_elsewhere_offers_nothing() {
    let marked =
        marked("---\ndate: 2015-03-04\n---\nThe weather $0was the president $0of nothing.\n");
    let mut client = Client::with_text(&marked.text);
    for place in &marked.places {
        assert_eq!(offered(&mut client, place, Some(" ")), [Value::Null; 0]);
    }
}

#[test]
fn a_former_holder_is_offered_when_the_name_is_begun() {
    let marked = marked("---\ndate: 2015-03-04\n---\nGerman Chancellor schr$0\n");
    let mut client = Client::with_text(&marked.text);
    let items = offered(&mut client, &marked.places[0], None);
    assert_eq!(items[0]["label"], "Gerhard Schröder");
    assert_eq!(items[0]["filterText"], "schr");
}

#[test]
fn names_are_completed_when_asked_for() {
    let marked = marked("---\ndate: 2015-03-04\n---\nThen Angela Merk$0\n");
    let mut client = Client::with_text(&marked.text);
    let items = offered(&mut client, &marked.places[0], None);
    let item = items
        .iter()
        .find(|it| it["label"] == "Angela Merkel")
        .unwrap();
    let after = edited(&marked.text, &json!([item["textEdit"]]), Units::Utf16);
    assert!(after.ends_with("Then Angela Merkel\n"), "{after:?}");
    let resolved = client.request("completionItem/resolve", item.clone());
    let card = resolved["documentation"]["value"].as_str().unwrap();
    assert!(
        card.contains("On 4 March 2015: Chancellor of Germany"),
        "{card}"
    );
}
