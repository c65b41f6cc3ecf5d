use std::sync::Arc;

use kb::Kb;

/// A small world: two states, one organisation, some of their people, a treaty and an event.
pub const WORLD: &[(&str, &str)] = &[
    (
        "sources.toml",
        r#"
[archive]
title   = "An archive that stopped in 2015"
licence = "CC0"
as-of   = "2015-12-31"

[own]
title   = "Own knowledge"
licence = "CC0"
as-of   = "2026-10-31"

[rumour]
title   = "What people say"
licence = "none"
as-of   = "2026-11-01"
weak    = true
"#,
    ),
    (
        "states/prk.toml",
        r#"
[prk]
names    = [{ short = "North Korea", official = "Democratic People's Republic of Korea", also = ["DPRK"], from = "1948-09-09" }]
demonyms = ["North Korean"]
capitals = ["Pyongyang"]
wikidata = "Q423"
source   = "own"

[prk.office.supreme-leader]
title = "Supreme Leader"
also  = ["leader", "ruler"]
role  = ["de-facto"]
complete-since = "1948-09-09"
"#,
    ),
    (
        "states/tur.toml",
        r#"
[tur]
names    = [
  { short = "Turkey", official = "Republic of Turkey", from = "1923-10-29", to = "2022-06-01" },
  { short = "Türkiye", official = "Republic of Türkiye", from = "2022-06-01" },
]
demonyms = ["Turkish", "Turk"]
capitals = [{ name = "Ankara", from = "1923-10-13" }]
metonyms = ["the Sublime Porte"]
former-ids = ["turkey"]
source   = "own"
"#,
    ),
    (
        "people/prk.toml",
        r#"
[kim-il-sung]
name   = { full = "Kim Il Sung", family = "Kim", given = "Il Sung", order = "family-first" }
spellings = ["Kim Il-sung"]
born   = "1912-04-15"
died   = "1994-07-08"
source = "archive"
terms = [
  { office = "prk/supreme-leader", from = "1948-09-09", to = "1994-07-08" },
]

[kim-jong-il]
name   = { full = "Kim Jong Il", family = "Kim", given = "Jong Il", order = "family-first" }
died   = "2011-12-17"
source = "archive"
terms = [
  { office = "prk/supreme-leader", from = "1994-07-08", to = "2011-12-17" },
]

[kim-jong-un]
name      = { full = "Kim Jong Un", family = "Kim", given = "Jong Un", order = "family-first", second = "Kim" }
native    = ["김정은"]
wikidata  = "Q56226"
born      = "1984-01-08?"
terms = [
  { office = "prk/supreme-leader", from = "2011-12-17", source = ["archive", "own"] },
]
"#,
    ),
    (
        "organisations/nato.toml",
        r#"
[nato]
name     = "North Atlantic Treaty Organization"
acronyms = ["NATO", "Nato"]
treaty   = "north-atlantic-treaty"
members  = [{ state = "tur", from = "1952-02-18" }]
source   = "own"

[nato.office.secretary-general]
title = "Secretary General"
role  = ["organisation-head"]
"#,
    ),
    (
        "treaties/alliances.toml",
        r#"
[north-atlantic-treaty]
name     = "North Atlantic Treaty"
short    = ["Washington Treaty"]
acronyms = ["NAT"]
shared   = ["Washington Treaty"]
kind     = ["alliance", "defence"]
parties  = ["tur"]
acts = [
  { act = "signed", on = "1949-04-04", place = "Washington", source = "own" },
  { act = "acceded", state = "tur", on = "1952-02-18", source = "own" },
]
articles = [{ number = "5", topics = ["collective defence"] }]
"#,
    ),
    (
        "events/wars.toml",
        r#"
[korean-armistice]
name    = "Korean armistice"
from    = "1953-07-27"
place   = "Panmunjom"
parties = ["prk"]
persons = ["kim-il-sung"]
source  = "own"
"#,
    ),
];

pub fn texts(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect()
}

pub fn blob(files: &[(&str, &str)], base: Option<&Kb>) -> Vec<u8> {
    match kb_compile::compile(&texts(files), base) {
        Ok(compiled) => compiled.blob,
        Err(problems) => panic!("{}", lines(&problems)),
    }
}

pub fn world() -> Kb {
    open(blob(WORLD, None))
}

pub fn open(blob: Vec<u8>) -> Kb {
    Kb::new(Box::leak(blob.into_boxed_slice())).unwrap()
}

pub fn push(kb: &mut Kb, files: &[(&str, &str)]) {
    let blob = blob(files, Some(kb));
    kb.push(Arc::new(blob)).unwrap();
}

pub fn lines(problems: &[kb_compile::Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}
