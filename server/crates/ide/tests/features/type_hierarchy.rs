use ide::{prepare_type_hierarchy, subtypes, supertypes};

use crate::fixture::{cursor, kb};

#[test]
fn offices_are_walked_there_and_back() {
    let (analysis, offset) = cursor("2005-08-01", "North Korean leader Kim Jong I$0l spoke.");
    let middle = prepare_type_hierarchy(kb(), &analysis, offset).unwrap();
    let before = supertypes(kb(), middle.holder).unwrap();
    let after = subtypes(kb(), middle.holder).unwrap();
    assert_eq!(
        [&*before.name, &*middle.name, &*after.name],
        ["Kim Il Sung", "Kim Jong Il", "Kim Jong Un"]
    );
    assert_eq!(supertypes(kb(), before.holder), None);
    assert_eq!(subtypes(kb(), after.holder), None);
    assert_eq!(subtypes(kb(), before.holder), Some(middle));
}
