use std::fs;

use serde_json::{Map, Value};

use crate::support::attache;

/// Settings of the editor's client, of which the server knows nothing.
const OF_THE_CLIENT: [&str; 2] = ["attache.server.path", "attache.trace.server"];

#[test]
fn the_settings_of_vs_code_are_those_of_the_server() {
    let run = attache(["lsp", "--settings"]).go();
    assert_eq!(run.code, 0, "{run:?}");
    let schema: Map<String, Value> = serde_json::from_str(&run.out).unwrap();
    let package = concat!(env!("CARGO_MANIFEST_DIR"), "/editors/vscode/package.json");
    let package: Value = serde_json::from_str(&fs::read_to_string(package).unwrap()).unwrap();
    let settings = package["contributes"]["configuration"]["properties"].as_object();
    let mut settings = settings.unwrap().clone();
    for name in OF_THE_CLIENT {
        assert!(settings.remove(name).is_some(), "{name}");
    }
    for setting in settings.values_mut() {
        let of_the_editor = setting.as_object_mut().unwrap();
        of_the_editor.remove("scope");
        of_the_editor.remove("order");
    }
    let expected: Map<String, Value> = schema
        .into_iter()
        .map(|(name, it)| (format!("attache.{name}"), it))
        .collect();
    assert_eq!(
        settings, expected,
        "`npm run settings` in editors/vscode mends it"
    );
}
