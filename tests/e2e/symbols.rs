use serde_json::{Value, json};

use crate::support::{Client, Profile, URI};

const TEXT: &str = "---\ndate: 2015-03-04\n---\n# Talks\n\nChancellor Angela Merkel spoke. Merkel left.\n\n\
    ## In the west\n\nFrench President François Hollande spoke.\n\n# Other news\n\nNothing.\n";

/// The names, indented by their depth.
fn outline(symbols: &Value, depth: usize, lines: &mut Vec<String>) {
    for symbol in symbols.as_array().unwrap() {
        lines.push(format!(
            "{}{}",
            "  ".repeat(depth),
            symbol["name"].as_str().unwrap()
        ));
        outline(&symbol["children"], depth + 1, lines);
    }
}

#[test]
fn the_cast_stands_under_the_headings() {
    let mut client = Client::with_text(TEXT);
    let params = json!({ "textDocument": { "uri": URI } });
    let symbols = client.request("textDocument/documentSymbol", params);
    let mut lines = Vec::new();
    outline(&symbols, 0, &mut lines);
    // States come as the text names them; here only the order of the leaders and sections counts.
    lines.retain(|it| !it.contains("France"));
    let expected = [
        "Talks",
        "  Angela Merkel",
        "  In the west",
        "    François Hollande",
        "Other news",
    ];
    assert_eq!(lines, expected);
    assert_eq!(symbols[0]["range"]["end"], symbols[1]["range"]["start"]);
}

#[test]
fn an_older_client_gets_a_list_that_names_the_sections() {
    let mut client =
        Client::start(Profile::default().with("/textDocument/documentSymbol", json!({})));
    client.open(URI, "markdown", TEXT);
    client.diagnostics(URI);
    let symbols = client.request(
        "textDocument/documentSymbol",
        json!({ "textDocument": { "uri": URI } }),
    );
    let merkel = symbols
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["name"] == "Angela Merkel")
        .unwrap();
    assert_eq!(merkel["containerName"], "Talks");
    assert_eq!(merkel["location"]["uri"], URI);
}
