use expect_test::{Expect, expect};
use ide::{Settings, hover};

use crate::fixture::{TODAY, cursor, day, kb};

fn check(date: &str, text: &str, expected: Expect) {
    let (analysis, offset) = cursor(date, text);
    let cards = hover(kb(), &analysis, &Settings::standard(), day(TODAY), offset);
    let mut shown = String::new();
    for card in cards {
        shown.push_str(&format!(
            "«{}» {} [{}]\n",
            card.range.of(&analysis.text),
            card.heading,
            card.kind
        ));
        for fact in card.facts {
            shown.push_str(&format!("{}: {}\n", fact.label, fact.text));
        }
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_leader_of_then() {
    check(
        "2005-03-04",
        "North Korean leader Kim Jong I$0l spoke.",
        expect![[r#"
            «Kim Jong Il» Kim Jong Il [died 17 December 2011]
            On 4 March 2005: Supreme Leader of North Korea (from 8 July 1994 to 17 December 2011)
            Today: formerly Supreme Leader of North Korea (from 8 July 1994 to 17 December 2011)
            Second mention: Kim
            Before and after: after Kim Il Sung, before Kim Jong Un as Supreme Leader of North Korea
            Sources: Own knowledge
            Linked because: the full name
        "#]],
    );
}

#[test]
fn a_leader_of_today_and_the_edge_of_a_word() {
    check(
        "2025-08-01",
        "North Korean leader Kim Jong Un$0 spoke.",
        expect![[r#"
            «Kim Jong Un» Kim Jong Un [born about 8 January 1984]
            On 1 August 2025: Supreme Leader of North Korea (since 17 December 2011)
            Today: the same
            Second mention: Kim
            Before and after: after Kim Jong Il as Supreme Leader of North Korea
            Native: 김정은
            Sources: Own knowledge
            Linked because: the full name
        "#]],
    );
}

#[test]
fn a_running_term_long_after_the_records_end() {
    check(
        "2026-08-01",
        "North Korean leader Kim Jong U$0n spoke.",
        expect![[r#"
            «Kim Jong Un» Kim Jong Un [born about 8 January 1984]
            On 1 August 2026: perhaps Supreme Leader of North Korea (since 17 December 2011)
            Today: Supreme Leader of North Korea (since 17 December 2011)
            Second mention: Kim
            Native: 김정은
            Sources: Own knowledge
            Linked because: the full name
        "#]],
    );
}

#[test]
fn the_office_in_a_title() {
    check(
        "1990-08-01",
        "North Korean lea$0der Kim Il Sung spoke.",
        expect![[r#"
            «leader» Supreme Leader of North Korea [office]
            On 1 August 1990: Kim Il Sung (from 9 September 1948 to 8 July 1994)
            Today: Kim Jong Un (since 17 December 2011)
            Also called: leader, ruler
            Every holder known: since 9 September 1948
            Sources: Own knowledge
        "#]],
    );
}

#[test]
fn the_state_in_a_title() {
    check(
        "1990-08-01",
        "North Kor$0ean leader Kim Il Sung spoke.",
        expect![[r#"
            «North Korean» North Korea [state]
            Official name: Democratic People's Republic of Korea
            Capital: Pyongyang
            Supreme Leader: Kim Il Sung (from 9 September 1948 to 8 July 1994)
            Sources: Own knowledge
            Linked because: its name
        "#]],
    );
}

#[test]
fn a_state_under_its_name_of_then() {
    check(
        "1990-08-01",
        "They left for Tur$0key.",
        expect![[r#"
        «Turkey» Türkiye [state]
        Official name: Republic of Turkey
        Capital: Ankara
        Names: Turkey (1923 to 2022), Türkiye (since 2022)
        Sources: Own knowledge
        Linked because: its name
    "#]],
    );
}

#[test]
fn a_treaty_in_force() {
    check(
        "1990-08-01",
        "It rests on the North Atlantic Tr$0eaty.",
        expect![[r#"
            «North Atlantic Treaty» North Atlantic Treaty [alliance, defence]
            Parties: Türkiye
            Signed: 4 April 1949 in Washington
            In force from: 24 August 1949
            On 1 August 1990: in force
            Sources: Own knowledge
            Linked because: its name
        "#]],
    );
}

#[test]
fn a_treaty_that_ended() {
    check(
        "1990-08-01",
        "It broke the Ankara Friendship Tr$0eaty.",
        expect![[r#"
            «Ankara Friendship Treaty» Ankara Friendship Treaty [friendship]
            Parties: Türkiye, North Korea
            Signed: 4 March 1960
            In force from: 1 January 1961
            Terminated: 6 May 1970
            On 1 August 1990: no longer in force: terminated 6 May 1970
            Sources: Own knowledge
            Linked because: its name
        "#]],
    );
}

#[test]
fn an_organisation() {
    check(
        "1990-08-01",
        "He spoke for NA$0TO.",
        expect![[r#"
        «NATO» North Atlantic Treaty Organization [organisation]
        Also: NATO
        Members: 1 on 1 August 1990
        Rests on: North Atlantic Treaty
        Sources: Own knowledge
        Linked because: its name
    "#]],
    );
}

#[test]
fn an_event() {
    check(
        "1990-08-01",
        "It was like the Korean Armis$0tice.",
        expect![[r#"
            «Korean Armistice» Korean Armistice [event]
            When: 27 July 1953
            Where: Panmunjom
            Parties: North Korea
            Sources: Own knowledge
            Linked because: its name
        "#]],
    );
}

#[test]
fn nothing() {
    check("1990-08-01", "He spo$0ke.", expect![[""]]);
}
