use expect_test::{Expect, expect};
use ide::{Destination, definition, implementation, type_definition};

use crate::fixture::{cursor, kb};

/// Where the three requests lead: slugs, with the number of the term.
fn check(text: &str, expected: Expect) {
    let (analysis, offset) = cursor("1990-08-01", text);
    let show = |name: &str, all: Vec<Destination>| {
        let slugs: Vec<String> = all
            .iter()
            .map(|it| {
                let term = it.term.map(|it| format!("#{it}")).unwrap_or_default();
                format!("{}{term}", kb().slug(it.record))
            })
            .collect();
        format!("{name}: [{}]\n", slugs.join(", "))
    };
    let shown = [
        show("definition", definition(kb(), &analysis, offset)),
        show("type", type_definition(kb(), &analysis, offset)),
        show("implementation", implementation(kb(), &analysis, offset)),
    ];
    expected.assert_eq(&shown.concat());
}

#[test]
fn a_name() {
    check(
        "North Korean leader Kim Il S$0ung spoke.",
        expect![[r#"
            definition: [kim-il-sung]
            type: [prk/supreme-leader]
            implementation: [kim-jong-un#0, kim-jong-il#0, kim-il-sung#0]
        "#]],
    );
}

#[test]
fn a_title_with_a_name() {
    check(
        "North Korean lea$0der Kim Il Sung spoke.",
        expect![[r#"
            definition: [kim-il-sung#0]
            type: [prk/supreme-leader]
            implementation: [kim-jong-un#0, kim-jong-il#0, kim-il-sung#0]
        "#]],
    );
}

#[test]
fn a_title_that_is_somebody() {
    check(
        "The North Korean lea$0der spoke.",
        expect![[r#"
            definition: [kim-il-sung#0]
            type: [prk/supreme-leader]
            implementation: [kim-jong-un#0, kim-jong-il#0, kim-il-sung#0]
        "#]],
    );
}

#[test]
fn a_treaty() {
    check(
        "It rests on the North Atlantic Tr$0eaty.",
        expect![[r#"
            definition: [north-atlantic-treaty]
            type: []
            implementation: [protocol-on-turkey]
        "#]],
    );
}

#[test]
fn a_state() {
    check(
        "They left for Tur$0key.",
        expect![[r#"
            definition: [tur]
            type: []
            implementation: []
        "#]],
    );
}
