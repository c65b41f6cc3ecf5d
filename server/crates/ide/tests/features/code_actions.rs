use expect_test::{Expect, expect};
use ide::code_actions;
use prose::Range;

use crate::fixture::{cursor, kb};

/// The title of every action, and the text after it.
fn check(text: &str, expected: Expect) {
    let (analysis, offset) = cursor("2025-03-04", text);
    let mut shown = String::new();
    for action in code_actions(kb(), &analysis, Range::new(offset, offset)) {
        let mut text = analysis.text.to_string();
        for edit in action.edits.iter().rev() {
            text.replace_range(
                edit.range.start as usize..edit.range.end as usize,
                &edit.text,
            );
        }
        let preferred = if action.preferred { " *" } else { "" };
        shown.push_str(&format!(
            "{:?}{preferred} {}\n{text}\n",
            action.kind, action.title
        ));
    }
    expected.assert_eq(&shown);
}

#[test]
fn one_finding_has_its_fix() {
    check(
        "For$0mer North Korean leader Kim Jong Un spoke.",
        expect![[r#"
            Fix * Delete “Former”
            North Korean leader Kim Jong Un spoke.
            FixAll Fix everything that has a fix
            North Korean leader Kim Jong Un spoke.
            Silence Silence leader/former-incumbent here with a reason
            <!-- attache: off leader/former-incumbent: checked, right as it stands -->
            Former North Korean leader Kim Jong Un spoke.
            Silence Silence leader/former-incumbent here in .attache/decisions.toml
            Former North Korean leader Kim Jong Un spoke.
        "#]],
    );
}

#[test]
fn several_of_a_kind_are_mended_together() {
    check(
        "For$0mer North Korean leader Kim Jong Un spoke.\n\nLater former North Korean leader Kim Jong Un left.",
        expect![[r#"
            Fix * Delete “Former”
            North Korean leader Kim Jong Un spoke.

            Later former North Korean leader Kim Jong Un left.
            FixAllOfKind Fix all of leader/former-incumbent in this text
            North Korean leader Kim Jong Un spoke.

            Later North Korean leader Kim Jong Un left.
            FixAll Fix everything that has a fix
            North Korean leader Kim Jong Un spoke.

            Later North Korean leader Kim Jong Un left.
            Silence Silence leader/former-incumbent here with a reason
            <!-- attache: off leader/former-incumbent: checked, right as it stands -->
            Former North Korean leader Kim Jong Un spoke.

            Later former North Korean leader Kim Jong Un left.
            Silence Silence leader/former-incumbent here in .attache/decisions.toml
            Former North Korean leader Kim Jong Un spoke.

            Later former North Korean leader Kim Jong Un left.
        "#]],
    );
}

#[test]
fn where_nothing_is_wrong_there_is_only_the_whole() {
    check(
        "He sp$0oke. Former North Korean leader Kim Jong Un spoke.",
        expect![[r#"
            FixAll Fix everything that has a fix
            He spoke. North Korean leader Kim Jong Un spoke.
        "#]],
    );
}
