use expect_test::{Expect, expect};

use crate::fixture::{lines, texts};

/// The records that the cases build on.
const AROUND: &[(&str, &str)] = &[
    (
        "sources.toml",
        "[own]\ntitle = \"Own\"\nlicence = \"CC0\"\nas-of = \"2026-01-01\"\n[rumour]\ntitle = \"R\"\nlicence = \"none\"\nweak = true\n",
    ),
    (
        "states/prk.toml",
        r#"[prk]
names = [{ short = "North Korea" }]
source = "own"
[prk.office.president]
title = "President"
role = ["head-of-state"]
exists = { from = "1950", to = "2020" }
[prk.office.supreme-leader]
title = "Supreme Leader"
role = ["de-facto"]
"#,
    ),
];

/// Compiles the text of one file beside the others; what it says, problems or lints, line by line.
fn check(path: &str, text: &str, expected: Expect) {
    let mut files = texts(AROUND);
    files.push((path.to_owned(), text.to_owned()));
    let said = match kb_compile::compile(&files, None) {
        Ok(compiled) => compiled.lints,
        Err(problems) => problems,
    };
    expected.assert_eq(&lines(&said));
}

/// One person whose terms are given.
fn terms(terms: &str, expected: Expect) {
    let text =
        format!("[kim]\nname = {{ full = \"Kim\" }}\nsource = \"own\"\nterms = [\n{terms}\n]\n");
    check("people/prk.toml", &text, expected);
}

#[test]
fn ids() {
    terms(
        r#"{ office = "prk/supreme-leadr", from = "2000" },"#,
        expect![
            "people/prk.toml:5: term of kim: unknown office `prk/supreme-leadr`; did you mean `prk/supreme-leader`?"
        ],
    );
    terms(
        r#"{ office = "prk", from = "2000" },"#,
        expect!["people/prk.toml:5: term of kim: `office`: `prk` is a state, not an office"],
    );
    terms(
        r#"{ office = "fra/emperor", from = "2000" },"#,
        expect!["people/prk.toml:5: term of kim: unknown office `fra/emperor`"],
    );
    terms(
        r#"{ from = "2000" },"#,
        expect!["people/prk.toml:5: term of kim: lacks `office`"],
    );
    check(
        "people/x.toml",
        "[Kim]\nsource = \"own\"\n[prk]\nname = { full = \"K\" }\nsource = \"owm\"\n",
        expect![[r#"
            people/x.toml:1: `Kim` is no id: write lower-case ASCII letters, digits and hyphens
            people/x.toml:5: prk: unknown source `owm`; did you mean `own`?
            states/prk.toml:1: prk: this id is taken at people/x.toml:3"#]],
    );
    check(
        "treaties/x.toml",
        "[t]\nname = \"T\"\nparties = [\"prk\", \"kor\"]\nsource = \"own\"\nformer-ids = [\"prk\"]\n",
        expect![[r#"
            treaties/x.toml:3: t: unknown state or organisation `kor`
            treaties/x.toml:5: t: former id `prk` is the id of another record"#]],
    );
    check(
        "x.toml",
        "[t]\nname = \"T\"\n[usa.office.king]\ntitle = \"King\"\n",
        expect![[r#"
            x.toml:1: t: no telling what this is: move it to people.toml, states.toml, organisations.toml, treaties.toml, events.toml or sources.toml
            x.toml:3: usa/king: unknown state or organisation `usa`"#]],
    );
}

#[test]
fn keys_and_values() {
    terms(
        r#"{ office = "prk/supreme-leader", form = "2000", status = "actng" },"#,
        expect![[r#"
            people/prk.toml:5: term of kim: unknown key `form`; did you mean `from`?
            people/prk.toml:5: term of kim: unknown status `actng`; did you mean `acting`?"#]],
    );
    terms(
        r#"{ office = "prk/supreme-leader", from = 2000-01-01, to = "soon", number = 0 },"#,
        expect![[r#"
            people/prk.toml:5: term of kim: `from` wants its date in quotes
            people/prk.toml:5: term of kim: `to`: `soon` is no date: write 2025-05-06, 2025-05, 2025 or 201X, with ? if uncertain, ~ if approximate
            people/prk.toml:5: term of kim: `number` wants a number from 1 to 65535"#]],
    );
    check(
        "treaties/x.toml",
        "[t]\nname = \"\"\nkind = \"peace\"\nshared = [\"X\"]\nsource = \"own\"\nparties-complete = \"yes\"\nwikidata = \"123\"\n",
        expect![[r#"
            treaties/x.toml:2: t: `name`: a text is empty or has a space at an end
            treaties/x.toml:3: t: `kind` wants a list: kind = [ ... ]
            treaties/x.toml:4: t: `shared`: `X` is none of its names; add it to `short` or `acronyms`
            treaties/x.toml:6: t: `parties-complete` wants true or false
            treaties/x.toml:7: t: `123` is no Wikidata id: write "Q...""#]],
    );
    check(
        "states/x.toml",
        "[xxx]\nnames = []\ndemonyms = [{ from = \"2000\" }, 3]\n",
        expect![[r#"
            states/x.toml:1: xxx: names no source; add source = "ID"
            states/x.toml:1: xxx: lacks `names`: names = [{ short = "...", official = "..." }]
            states/x.toml:3: xxx: lacks `name`
            states/x.toml:3: xxx: `demonyms` wants a text in quotes"#]],
    );
    check(
        "people/x.toml",
        "[a]\nsource = \"own\"\n[b\n",
        expect![[r#"
            people/x.toml:1: a: lacks `name`: name = { full = "...", family = "..." }
            people/x.toml:3: b: lacks `name`: name = { full = "...", family = "..." }
            people/x.toml:3: b: names no source; add source = "ID"
            people/x.toml:3: no TOML: unclosed table, expected `]`"#]],
    );
    check(
        "people/x.toml",
        "a = 1\n",
        expect!["people/x.toml:1: `a` stands outside of any block"],
    );
}

#[test]
fn time() {
    terms(
        r#"{ office = "prk/supreme-leader", from = "2001", to = "2000-12" },"#,
        expect!["people/prk.toml:5: term of kim: ends (2000-12) before it starts (2001)"],
    );
    terms(
        r#"{ office = "prk/president", from = "1949-05", to = "1951" },
{ office = "prk/president", from = "2019", to = "2021-01" },
{ office = "prk/president", from = "2020-12" },
{ office = "prk/president", from = "2022", to = "?" },"#,
        expect![[r#"
            people/prk.toml:5: term of kim: starts (1949-05) before `prk/president` exists (1950)
            people/prk.toml:6: term of kim: ends (2021-01) after the end of `prk/president` (2020)
            people/prk.toml:7: term of kim: overlaps the term of kim (2019 to 2021-01) as `prk/president`; mend a date or give one a status
            people/prk.toml:7: term of kim: is still running, but `prk/president` ended; add to = "2020" or what ended it before
            people/prk.toml:8: term of kim: starts (2022) after the end of `prk/president` (2020)"#]],
    );
    check(
        "people/x.toml",
        r#"[a]
name = { full = "A" }
born = "1950-05"
died = "1949"
source = "own"
[b]
name = { full = "B" }
died = "1990-01-01"
source = "own"
terms = [
  { office = "prk/supreme-leader", from = "1960", to = "1970" },
  { office = "prk/supreme-leader", from = "1980", to = "1991" },
  { office = "prk/supreme-leader", from = "1992", to = "1993" },
  { office = "prk/supreme-leader", from = "1989" },
]
"#,
        expect![[r#"
            people/x.toml:4: a: died (1949) before being born
            people/x.toml:12: term of b: ends after the death on 1990-01-01
            people/x.toml:13: term of b: overlaps the term of b (1989, running) as `prk/supreme-leader`; mend a date or give one a status
            people/x.toml:13: term of b: starts after the death on 1990-01-01
            people/x.toml:14: term of b: is still running after the death; add to = "1990-01-01" or what ended it before
            people/x.toml:14: term of b: overlaps the term of b (1980 to 1991) as `prk/supreme-leader`; mend a date or give one a status"#]],
    );
}

#[test]
fn overlaps() {
    terms(
        r#"{ office = "prk/supreme-leader", from = "2000-01-01", to = "2005-01-01" },
{ office = "prk/supreme-leader", from = "2004-12-30", to = "2006-01-01" },"#,
        expect![
            "people/prk.toml:6: term of kim: overlaps the term of kim (2000-01-01 to 2005-01-01) as `prk/supreme-leader`; mend a date or give one a status"
        ],
    );
    // The day of the handover, years that may or may not overlap, a status, an uncertain date.
    terms(
        r#"{ office = "prk/supreme-leader", from = "2000-01-01", to = "2005-01-01" },
{ office = "prk/supreme-leader", from = "2005-01-01", to = "2006" },
{ office = "prk/supreme-leader", from = "2006", to = "2008-06-01" },
{ office = "prk/supreme-leader", from = "2008-01-01", to = "2008-07-01", status = "acting" },
{ office = "prk/supreme-leader", from = "2008-05-01?", to = "2009" },"#,
        expect![[""]],
    );
    // Running terms run until the as-of date of their source.
    terms(
        r#"{ office = "prk/supreme-leader", from = "2000" },
{ office = "prk/supreme-leader", from = "2020" },"#,
        expect![
            "people/prk.toml:6: term of kim: overlaps the term of kim (2000, running) as `prk/supreme-leader`; mend a date or give one a status"
        ],
    );
}

#[test]
fn sources_and_names() {
    check(
        "people/x.toml",
        r#"[a]
name = { full = "A" }
spellings = ["A", "B"]
nicknames = ["B"]
terms = [
  { office = "prk/supreme-leader", from = "2000", to = "2001", source = "own" },
  { office = "prk/supreme-leader", from = "2002", to = "2003" },
]
[b]
name = { fulll = "B" }
"#,
        expect![[r#"
            people/x.toml:3: a: `spellings`: the name `A` is there twice; remove one
            people/x.toml:4: a: `nicknames`: the name `B` is there twice; remove one
            people/x.toml:7: term of a: names no source; add source = "ID" here or to the record
            people/x.toml:9: b: names no source; add source = "ID"
            people/x.toml:10: b: lacks `full`
            people/x.toml:10: b: unknown key `fulll`; did you mean `full`?"#]],
    );
    check(
        "organisations/x.toml",
        "[o]\nname = \"O\"\n[o.office.head]\ntitle = \"Head\"\nrole = [\"boss\"]\n",
        expect![[r#"
            organisations/x.toml:1: o: names no source; add source = "ID"
            organisations/x.toml:3: o/head: names no source; add source = "ID" here or to the record
            organisations/x.toml:5: o/head: unknown role `boss`; it is one of head-of-state, head-of-government, de-facto, party-leader, deputy-head-of-state, deputy-head-of-government, representative, foreign-minister, defence-minister, finance-minister, interior-minister, official, organisation-head"#]],
    );
}

#[test]
fn lints() {
    check(
        "people/x.toml",
        r#"[b]
name = { full = "B" }
source = "own"
terms = [
  { office = "prk/supreme-leader", from = "2002", to = "2003", source = "rumour" },
  { office = "prk/supreme-leader", from = "2000", to = "2001", expected-end = "2002" },
]
[a]
name = { full = "A" }
source = "own"
"#,
        expect![[r#"
            people/x.toml:5: term of b: rests on a weak source alone
            people/x.toml:6: b: `terms` are not sorted by date
            people/x.toml:6: term of b: has ended (2001), so its expected end (2002) says nothing: remove it
            people/x.toml:8: a: blocks are not sorted by id"#]],
    );
    check(
        "states/x.toml",
        r#"[xxx]
names = [{ short = "X" }]
source = "own"
[xxx.office.king]
title = "King"
complete-since = "1900"
complete-until = "1950"
"#,
        expect![[r#"
            states/x.toml:4: xxx/king: has no role
            states/x.toml:4: xxx/king: complete since 1900, but nobody held it from 1900-12-31 to 1950-01-01, after the start of the complete records"#]],
    );
}

#[test]
fn a_state_does_not_act_before_it_exists() {
    let acts = r#"[t]
name = "T"
source = "own"
acts = [
  { act = "ratified", state = "old", on = "1890" },
  { act = "ratified", state = "new", on = "1890" },
  { act = "acceded", state = "new" },
  { act = "acceded", state = "ward", on = "1946" },
  { act = "acceded", state = "new", on = "1960" },
]
"#;
    let states = "[new]\nnames = [{ short = \"New\" }]\nexists = { from = \"1960-01-01\" }\nsource = \"own\"\n\
                  [old]\nnames = [{ short = \"Old\" }]\nsource = \"own\"\n\
                  [ward]\nnames = [{ short = \"Ward\" }]\nexists = { from = \"1991\" }\nsource = \"own\"\n";
    let league = "[league]\nname = \"League\"\nmembers = [{ state = \"ward\", from = \"1945\" }]\nsource = \"own\"\n";
    let mut files = texts(AROUND);
    for (path, text) in [
        ("treaties/t.toml", acts),
        ("states/x.toml", states),
        ("organisations/x.toml", league),
    ] {
        files.push((path.to_owned(), text.to_owned()));
    }
    let lints = kb_compile::compile(&files, None).map(|it| it.lints);
    expect![[
        "treaties/t.toml:6: act of t: `new` did not exist on 1890; leave the date out, or name the predecessor"
    ]]
    .assert_eq(&lines(&lints.unwrap_or_else(|problems| problems)));
}

#[test]
fn one_wikidata_id_is_one_record() {
    check(
        "people/prk.toml",
        "[kim]\nname = { full = \"Kim\" }\nwikidata = \"Q1\"\nsource = \"own\"\n\n\
         [pak]\nname = { full = \"Pak\" }\nwikidata = \"Q1\"\nsource = \"own\"\n",
        expect![
            "people/prk.toml:6: pak: Q1 is the Wikidata id of kim as well; merge them, or leave out the wrong one"
        ],
    );
}
