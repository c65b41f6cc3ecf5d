use std::sync::Arc;

use ide::{Analysis, Decision, DecisionKind, Settings, Source, analyse, anchor, code_actions};
use prose::{Format, Range};

use crate::fixture::{TODAY, day, kb};

const WRONG: &str = "Former North Korean leader Kim Jong Un spoke.";
const CODE: &str = "leader/former-incumbent";
const PATH: &str = "/w/a.md";

fn analysis(text: &str, format: Format, decisions: &[Decision]) -> Analysis {
    let source = Source {
        text: Arc::from(text),
        format,
        path: Some(PATH.into()),
        date: Some("2025-03-04".parse().unwrap()),
        today: day(TODAY),
        draft: false,
    };
    let settings = Settings {
        decisions: decisions.into(),
        ..Settings::standard()
    };
    analyse(kb(), &source, &settings, None)
}

fn codes(text: &str, format: Format) -> Vec<&'static str> {
    let analysis = analysis(text, format, &[]);
    analysis.findings.iter().map(|it| it.code).collect()
}

/// A decision about the words of a text.
fn decision(text: &str, quote: &str, kind: DecisionKind) -> Decision {
    let start = text.find(quote).unwrap() as u32;
    let (before, after) = anchor::context(text, Range::new(start, start + quote.len() as u32));
    Decision {
        file: PATH.into(),
        kind,
        quote: quote.into(),
        before,
        after,
        by: "mara".into(),
        why: "as she was told".into(),
    }
}

#[test]
fn a_comment_covers_what_it_says() {
    let here = format!("attache: off {CODE}: a quiz");
    let section = format!("attache: off {CODE} until next heading: a quiz");
    let file = format!("attache: off {CODE},treaty/year for this file: a quiz");
    let told = ["silence/unused"];
    let none: [&str; 0] = [];
    let markdown = [
        (format!("<!-- {here} -->\n{WRONG}"), &none[..]),
        (format!("<!-- {here} -->\n\n{WRONG}\n\n{WRONG}"), &[CODE]),
        (format!("{WRONG} <!-- {here} -->\n\n{WRONG}"), &[CODE]),
        (
            format!("<!--\n  attache: off {CODE}:\n  a quiz\n-->\n{WRONG}"),
            &none,
        ),
        (format!("- {WRONG} <!-- {here} -->\n- {WRONG}"), &[CODE]),
        (
            format!("# A\n\n<!-- {section} -->\n\n{WRONG}\n\n{WRONG}\n\n# B\n\n{WRONG}"),
            &[CODE],
        ),
        (
            format!("<!-- {section} -->\n# A\n\n{WRONG}\n\n# B\n\n{WRONG}"),
            &[CODE],
        ),
        (
            format!("{WRONG}\n\n# A\n\n{WRONG}\n\n<!-- {file} -->\n"),
            &told,
        ),
        (
            format!("---\nattache:\n  off:\n    - {CODE}: a quiz\n---\n{WRONG}"),
            &none,
        ),
        (
            format!("---\nattache:\n  off: \"{CODE}: a quiz\"\n---\n{WRONG}"),
            &none,
        ),
        (
            format!("---\nattache:\n  off:\n    {CODE}: a quiz\n---\n{WRONG}"),
            &none,
        ),
        (
            format!("+++\n[attache.off]\n\"{CODE}\" = \"a quiz\"\n+++\n{WRONG}"),
            &none,
        ),
        (
            format!("<!-- {here} -->\nKim Jong Un spoke.\n\n{WRONG}"),
            &["silence/unused", CODE],
        ),
        (
            format!("<!-- attache: off {CODE}: ... -->\n{WRONG}"),
            &["silence/invalid", CODE],
        ),
    ];
    for (text, expected) in &markdown {
        assert_eq!(codes(text, Format::Markdown), *expected, "{text}");
    }
    let html = [
        (
            format!("<p><!-- {here} -->{WRONG}</p><p>{WRONG}</p>"),
            &[CODE][..],
        ),
        (
            format!("<p>{WRONG}</p><!-- {here} --><p>{WRONG}</p>"),
            &[CODE],
        ),
        (format!("<p>{WRONG} <b>Yes</b> <!-- {here} --></p>"), &none),
        (
            format!("<!-- {section} --><p>{WRONG}<h2>B</h2><p>{WRONG}"),
            &[CODE],
        ),
    ];
    for (text, expected) in &html {
        assert_eq!(codes(text, Format::Html), *expected, "{text}");
    }
    // In plain text the words are words.
    assert_eq!(
        codes(&format!("<!-- {here} -->\n{WRONG}"), Format::Plain),
        [CODE]
    );
}

#[test]
fn an_unused_comment_is_deleted_by_its_fix() {
    let text = format!("One.\n\n<!-- attache: off {CODE}: a quiz -->\nTwo.\n");
    let analysis = analysis(&text, Format::Markdown, &[]);
    let edit = &analysis.findings[0].fixes[0].edit;
    let mut mended = text.clone();
    mended.replace_range(
        edit.range.start as usize..edit.range.end as usize,
        &edit.text,
    );
    assert_eq!(mended, "One.\n\nTwo.\n");
}

#[test]
fn a_decision_silences_and_is_found_again_after_edits() {
    let silence = DecisionKind::Silence(CODE.into());
    let text = format!("It rained.\n\n{WRONG}");
    let decision = decision(&text, "Former", silence.clone());
    for edited in [
        text.clone(),
        format!("It rained hard.\n\n{WRONG} Then he left."),
        format!("{WRONG}\n"),
    ] {
        let found = analysis(&edited, Format::Plain, std::slice::from_ref(&decision)).findings;
        assert_eq!(found, [], "{edited}");
    }
    let elsewhere = Decision {
        file: "/w/b.md".into(),
        ..decision.clone()
    };
    let whole = Decision {
        quote: String::new(),
        ..decision.clone()
    };
    for (text, decision, expected) in [
        (WRONG, elsewhere, &[CODE][..]),
        (WRONG, whole, &[]),
        ("Nothing is wrong here.", decision, &["silence/unused"]),
    ] {
        let findings = analysis(text, Format::Plain, &[decision]).findings;
        let codes: Vec<&str> = findings.iter().map(|it| it.code).collect();
        assert_eq!(codes, expected, "{text}");
    }
}

#[test]
fn links_are_denied_and_accepted() {
    let links = |text: &str, decisions: &[Decision]| -> Vec<(String, Vec<String>)> {
        let analysis = analysis(text, Format::Plain, decisions);
        let leaders = analysis
            .mentions()
            .iter()
            .filter(|it| it.kind == ide::MentionKind::Leader);
        let shown = leaders.map(|it| {
            let slugs = it.records.iter().map(|it| kb().slug(*it).to_owned());
            (it.range.of(text).to_owned(), slugs.collect())
        });
        shown.collect()
    };
    let linked = |name: &str, slug: &str| (name.to_owned(), vec![slug.to_owned()]);
    let open = |name: &str| (name.to_owned(), Vec::new());
    let text = "Kim Jong Un spoke. Then Kim left.";
    let (un, il) = ("kim-jong-un", "kim-jong-il");
    assert_eq!(
        links(text, &[]),
        [linked("Kim Jong Un", un), linked("Kim", un)]
    );
    let deny = decision(text, "Kim Jong Un", DecisionKind::Deny(un.into()));
    // Whoever is not meant is not meant by the surname either.
    assert_eq!(links(text, &[deny]), [open("Kim Jong Un"), open("Kim")]);
    let accept = decision(text, "Kim left", DecisionKind::Accept(il.into()));
    assert_eq!(
        links(text, &[accept]),
        [linked("Kim Jong Un", un), linked("Kim", il)]
    );
    let other = decision(text, "Kim Jong Un", DecisionKind::Deny(il.into()));
    let analysis = analysis(text, Format::Plain, &[other]);
    assert_eq!(analysis.findings[0].code, "silence/unused");
}

#[test]
fn the_quick_fix_is_followed() {
    for (text, format) in [
        (format!("One.\n\n{WRONG}\nTwo.\n"), Format::Markdown),
        (format!("## {WRONG}\n\nTwo.\n"), Format::Markdown),
        (
            format!("1. A\n2. {WRONG}\n   More.\n3. B\n"),
            Format::Markdown,
        ),
        (format!("> {WRONG}\n> More.\n"), Format::Markdown),
        (
            format!("| A | B |\n|---|---|\n| {WRONG} | Yes |\n"),
            Format::Markdown,
        ),
        (format!("<p>A</p><ul><li><b>{WRONG}</b></ul>"), Format::Html),
    ] {
        let before = analysis(&text, format, &[]);
        let at = before.findings[0].range;
        let actions = code_actions(kb(), &before, at);
        let silent = |it: &&ide::Action| it.kind == ide::ActionKind::Silence;
        let comment = actions.iter().find(silent).unwrap();
        let mut edited = text.clone();
        let edit = &comment.edits[0];
        edited.insert_str(edit.range.start as usize, &edit.text);
        let after = analysis(&edited, format, &[]);
        assert_eq!(after.findings, [], "{edited}");
        let blocks = |it: &Analysis| {
            it.document
                .blocks
                .iter()
                .map(|it| it.kind)
                .collect::<Vec<_>>()
        };
        assert_eq!(blocks(&after), blocks(&before), "{edited}");

        let entry = actions
            .iter()
            .filter(silent)
            .find_map(|it| it.decision.clone());
        let decision = Decision {
            file: PATH.into(),
            ..entry.unwrap()
        };
        assert_eq!(analysis(&text, format, &[decision]).findings, [], "{text}");
    }
}

#[test]
fn who_is_meant_can_be_chosen() {
    let text = "On Monday Kim spoke of rain.";
    let open = analysis(text, Format::Plain, &[]);
    let at = text.find("Kim").unwrap() as u32;
    let actions = code_actions(kb(), &open, Range::new(at, at));
    let choice = actions
        .iter()
        .find(|it| it.title == "Link this to Kim Il Sung")
        .unwrap();
    let decision = Decision {
        file: PATH.into(),
        ..choice.decision.clone().unwrap()
    };
    let chosen = analysis(text, Format::Plain, &[decision]);
    let person = kb().find("kim-il-sung").unwrap();
    assert!(
        chosen.mentions().iter().any(|it| it.records == [person]),
        "{:?}",
        chosen.mentions()
    );
}
