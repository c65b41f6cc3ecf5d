use std::sync::{Arc, OnceLock};

use date::Day;
use ide::{Analysis, Settings, Source, analyse};
use kb::Kb;
use prose::Format;

const WORLD: &[(&str, &str)] = &[
    (
        "sources.toml",
        r#"
[own]
title   = "Own knowledge"
licence = "CC0"
as-of   = "2025-06-30"
"#,
    ),
    (
        "states/prk.toml",
        r#"
[prk]
names    = [{ short = "North Korea", official = "Democratic People's Republic of Korea", from = "1948-09-09" }]
demonyms = ["North Korean"]
capitals = ["Pyongyang"]
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
demonyms = ["Turkish"]
capitals = ["Ankara"]
source   = "own"
"#,
    ),
    (
        "people/prk.toml",
        r#"
[kim-il-sung]
name   = { full = "Kim Il Sung", family = "Kim", given = "Il Sung", order = "family-first" }
born   = "1912-04-15"
died   = "1994-07-08"
source = "own"
terms = [{ office = "prk/supreme-leader", from = "1948-09-09", to = "1994-07-08" }]

[kim-jong-il]
name   = { full = "Kim Jong Il", family = "Kim", given = "Jong Il", order = "family-first" }
died   = "2011-12-17"
source = "own"
terms = [{ office = "prk/supreme-leader", from = "1994-07-08", to = "2011-12-17" }]

[kim-jong-un]
name   = { full = "Kim Jong Un", family = "Kim", given = "Jong Un", order = "family-first" }
native = ["김정은"]
born   = "1984-01-08?"
source = "own"
terms = [{ office = "prk/supreme-leader", from = "2011-12-17" }]
"#,
    ),
    (
        "organisations/nato.toml",
        r#"
[nato]
name     = "North Atlantic Treaty Organization"
acronyms = ["NATO"]
treaty   = "north-atlantic-treaty"
members  = [{ state = "tur", from = "1952-02-18" }]
source   = "own"
"#,
    ),
    (
        "treaties/alliances.toml",
        r#"
[north-atlantic-treaty]
name    = "North Atlantic Treaty"
kind    = ["alliance", "defence"]
parties = ["tur"]
acts = [
  { act = "signed", on = "1949-04-04", place = "Washington", source = "own" },
  { act = "in-force", on = "1949-08-24", source = "own" },
  { act = "acceded", state = "tur", on = "1952-02-18", source = "own" },
]

[protocol-on-turkey]
name    = "Protocol on the Accession of Greece and Turkey"
kind    = ["membership"]
parties = ["tur"]
amends  = ["north-atlantic-treaty"]
acts = [{ act = "signed", on = "1951-10-17", place = "London", source = "own" }]

[friendship-treaty]
name    = "Ankara Friendship Treaty"
kind    = ["friendship"]
parties = ["tur", "prk"]
acts = [
  { act = "signed", on = "1960-03-04", source = "own" },
  { act = "in-force", on = "1961-01-01", source = "own" },
  { act = "terminated", on = "1970-05-06", source = "own" },
]
"#,
    ),
    (
        "events/wars.toml",
        r#"
[korean-armistice]
name    = "Korean Armistice"
from    = "1953-07-27"
place   = "Panmunjom"
parties = ["prk"]
source  = "own"
"#,
    ),
];

pub fn kb() -> &'static Kb {
    static KB: OnceLock<Kb> = OnceLock::new();
    KB.get_or_init(|| {
        let files: Vec<(String, String)> = WORLD
            .iter()
            .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
            .collect();
        let compiled = kb_compile::compile(&files, None).unwrap_or_else(|it| panic!("{it:?}"));
        Kb::new(Box::leak(compiled.blob.into_boxed_slice())).unwrap()
    })
}

pub const TODAY: &str = "2025-09-01";

pub fn day(text: &str) -> Day {
    text.parse::<date::Date>().unwrap().exact_day().unwrap()
}

/// The analysis of a Markdown text of this date, and the cursor in it.
pub fn cursor(date: &str, text: &str) -> (Analysis, u32) {
    let offset = text.find("$0").unwrap();
    let source = Source {
        text: Arc::from(text.replace("$0", "")),
        format: Format::Markdown,
        path: None,
        date: Some(day(date).to_string().parse().unwrap()),
        today: day(TODAY),
        draft: false,
    };
    (
        analyse(kb(), &source, &Settings::standard(), None),
        offset as u32,
    )
}
