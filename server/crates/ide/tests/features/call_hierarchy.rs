use ide::{incoming_calls, outgoing_calls, prepare_call_hierarchy};

use crate::fixture::{cursor, kb};

#[test]
fn a_treaty_is_changed_by_others_and_has_parties() {
    let (analysis, offset) = cursor("1990-08-01", "It rests on the North Atlantic Tr$0eaty.");
    let treaty = prepare_call_hierarchy(kb(), &analysis, offset).unwrap();
    let slugs = |records: Vec<kb::RecordId>| -> Vec<&str> {
        records.iter().map(|it| kb().slug(*it)).collect()
    };
    assert_eq!(slugs(incoming_calls(kb(), treaty)), ["protocol-on-turkey"]);
    let protocol = incoming_calls(kb(), treaty)[0];
    assert_eq!(
        slugs(outgoing_calls(kb(), protocol)),
        ["north-atlantic-treaty", "tur"]
    );
    let party = outgoing_calls(kb(), treaty)[0];
    assert!(slugs(incoming_calls(kb(), party)).contains(&"friendship-treaty"));
}
