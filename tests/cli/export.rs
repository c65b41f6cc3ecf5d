use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::support::attache;

fn is_date(value: &Value) -> bool {
    let Some(text) = value.as_str() else {
        return value.is_null();
    };
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    let digits = text.chars().all(|it| it.is_ascii_digit() || it == '-');
    digits && matches!(lengths[..], [4] | [4, 2] | [4, 2, 2])
}

#[test]
fn every_record_is_a_line_in_the_documented_form() {
    let outcome = attache(["kb", "export"]).go();
    assert_eq!(outcome.code, 0);
    let lines = outcome.lines();
    let mut records = HashSet::new();
    for line in &lines {
        assert!(records.insert(line["record"].as_str().unwrap()), "{line}");
        assert!(
            line["name"].is_string() && line["names"].is_array(),
            "{line}"
        );
        for term in line["terms"].as_array().into_iter().flatten() {
            assert!(is_date(&term["from"]) && is_date(&term["to"]), "{term}");
            for key in ["office", "title", "status", "source"] {
                assert!(
                    term[key].as_str().is_some_and(|it| !it.is_empty()),
                    "{key}: {term}"
                );
            }
            assert!(
                term["roles"].is_array() && term.get("state").is_some(),
                "{term}"
            );
        }
        for act in line["acts"].as_array().into_iter().flatten() {
            assert!(is_date(&act["on"]), "{act}");
            assert!(act["act"].is_string() && act["source"].is_string(), "{act}");
        }
    }
    let kinds: HashSet<&str> = lines.iter().filter_map(|it| it["kind"].as_str()).collect();
    for kind in ["person", "office", "state", "organisation"] {
        assert!(kinds.contains(kind), "{kind}");
    }
}

#[test]
fn terms_name_the_present_state_or_none_for_organisations() {
    let lines = attache(["kb", "export"]).go().lines();
    let persons: HashMap<&str, &Value> = lines
        .iter()
        .filter(|it| it["kind"] == "person")
        .map(|it| (it["record"].as_str().unwrap(), it))
        .collect();
    let term = |person: &str, office: &str| {
        let terms = persons[person]["terms"].as_array().unwrap();
        terms
            .iter()
            .find(|it| it["office"] == office)
            .unwrap()
            .clone()
    };
    let president = term("mikhail-gorbachev", "sun/president");
    assert_eq!(
        [&president["state"], &president["title"]],
        ["rus", "President"]
    );
    assert_eq!(
        [&president["from"], &president["to"]],
        ["1990-03-15", "1991-12-25"]
    );
    assert_eq!(president["roles"], json!(["head-of-state"]));
    let secretary = term("antonio-guterres", "un/secretary-general");
    assert_eq!(
        [&secretary["state"], &secretary["to"]],
        [&Value::Null, &Value::Null]
    );
    let names = persons["xi-jinping"]["names"].as_array().unwrap();
    assert!(names.contains(&json!("Xi")) && names.contains(&json!("习近平")));
}
