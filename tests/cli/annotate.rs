use serde_json::Value;

use crate::support::{DATE, attache};

const TEXT: &str =
    "😀 Chinese President Xi Jinping met Donald Trump.\n\nXi and “Mr. Xyzzy” spoke.\n";

#[test]
fn mentions_stand_under_their_lines() {
    let arguments = ["annotate", "-", "--date", DATE, "--why"];
    let outcome = attache(arguments).input(TEXT).go();
    assert_eq!(outcome.code, 0);
    let lines: Vec<&str> = outcome.out.lines().collect();
    assert_eq!(lines[0], "<stdin>: published on 18 August 2025");
    let first = lines
        .iter()
        .position(|it| it.starts_with("    1 | 😀"))
        .unwrap();
    let third = lines
        .iter()
        .position(|it| it.starts_with("    3 | Xi"))
        .unwrap();
    let under = &lines[first..third];
    let office = "On 18 August 2025: President of the United States (since 20 January 2025)";
    for words in ["Xi Jinping", "Donald Trump", office, "because: "] {
        assert!(
            under.iter().any(|it| it.contains(words)),
            "{words}: {}",
            outcome.out
        );
    }
    assert!(lines[third + 1].ends_with("  Xi"));
}

#[test]
fn json_has_a_list_of_cards_for_each_mention() {
    let arguments = ["annotate", "-", "--date", DATE, "--format", "json"];
    let article = attache(arguments).input(TEXT).go().json();
    let mentions = article["mentions"].as_array().unwrap();
    let cards = article["cards"].as_array().unwrap();
    assert_eq!(mentions.len(), cards.len());
    let text: Vec<char> = TEXT.chars().collect();
    let mut linked = 0;
    for (mention, cards) in mentions.iter().zip(cards) {
        let at = |key: &str| mention[key].as_u64().unwrap() as usize;
        let surface: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(mention["surface"], Value::from(surface));
        let records = mention["records"].as_array().unwrap().len();
        assert_eq!(cards.as_array().unwrap().len(), records);
        linked += records;
    }
    assert!(linked >= 4);
}
