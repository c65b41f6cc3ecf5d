//! `attache kb import wikidata`, over the world itself written as Wikidata would write it.

use std::io::Write;

use date::{Date, Precision};
use kb::{ActKind, End, Kb, Kind, Lifetime, RecordId, Status};
use serde_json::{Map, Value, json};

use crate::support::{Outcome, attache, folder, write};

const OBAMA: &str = "Q76";
const PRESIDENT: &str = "Q11696";

fn world() -> Kb {
    Kb::new(world::BLOB).unwrap()
}

fn snak(value: Value) -> Value {
    json!({ "snaktype": "value", "datavalue": { "value": value } })
}

fn item(id: &str) -> Value {
    snak(json!({ "entity-type": "item", "id": id }))
}

fn time(date: &str) -> Value {
    let date: Date = date.parse().unwrap();
    let day = date.first();
    let (precision, text) = match date.precision {
        Precision::Day => (11, day.to_string()),
        Precision::Month => (10, format!("{:04}-{:02}-00", day.year(), day.month())),
        Precision::Year => (9, format!("{:04}-00-00", day.year())),
        Precision::Decade => (8, format!("{:04}-00-00", day.year())),
    };
    snak(json!({
        "time": format!("+{text}T00:00:00Z"), "precision": precision, "before": 0, "after": 0,
        "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
    }))
}

fn statement(mainsnak: Value, qualifiers: &[(&str, Value)]) -> Value {
    let mut map = Map::new();
    for (property, value) in qualifiers {
        map.insert((*property).to_owned(), json!([value]));
    }
    json!({ "mainsnak": mainsnak, "type": "statement", "rank": "normal", "qualifiers": map })
}

fn dated(date: Date) -> Value {
    let mut qualifiers = Vec::new();
    if date.uncertain || date.approximate {
        let id = if date.uncertain {
            "Q18122778"
        } else {
            "Q5727902"
        };
        qualifiers.push(("P1480", item(id)));
    }
    statement(time(&date.to_string()), &qualifiers)
}

fn days(property: &str, date: Option<Date>, claims: &mut Map<String, Value>) {
    if let Some(date) = date {
        claims.insert(property.to_owned(), json!([dated(date)]));
    }
}

fn lifetime(exists: Lifetime, claims: &mut Map<String, Value>) {
    days("P571", exists.from, claims);
    days("P576", exists.to, claims);
}

fn entity(id: &str, label: &str, claims: Map<String, Value>) -> Value {
    json!({
        "type": "item", "id": id, "modified": "2026-11-01T00:00:00Z",
        "labels": { "en": { "language": "en", "value": label } }, "descriptions": {}, "aliases": [],
        "claims": claims,
    })
}

/// A term as a statement about `what`: the office, in a person, or the person, in an office.
fn term(what: &str, term: &kb::Term) -> Value {
    let mut qualifiers = Vec::new();
    if let Some(from) = term.from {
        qualifiers.push(("P580", time(&from.to_string())));
    }
    match term.to {
        End::On(to) => qualifiers.push(("P582", time(&to.to_string()))),
        End::Unknown => qualifiers.push(("P582", json!({ "snaktype": "somevalue" }))),
        End::Running => {}
    }
    if term.status == Status::Acting {
        qualifiers.push(("P5102", item("Q4676846")));
    }
    if let Some(number) = term.number {
        qualifiers.push(("P1545", snak(json!(number.to_string()))));
    }
    statement(item(what), &qualifiers)
}

/// The whole base, as far as it has Wikidata ids.
fn entities(kb: &Kb) -> Vec<Value> {
    let kinds = [
        Kind::Person,
        Kind::Office,
        Kind::State,
        Kind::Organisation,
        Kind::Treaty,
    ];
    let records = kinds.into_iter().flat_map(|it| kb.all(it));
    let written = records.filter_map(|record| {
        let id = kb.wikidata(record)?;
        let mut claims = Map::new();
        match record.kind() {
            Kind::Person => person(kb, record, &mut claims),
            Kind::Office => office(kb, record, &mut claims),
            Kind::State => lifetime(kb.state(record).exists, &mut claims),
            Kind::Organisation => lifetime(kb.organisation(record).exists, &mut claims),
            _ => treaty(kb, record, &mut claims),
        }
        Some(entity(id, &kb.name(record), claims))
    });
    written.collect()
}

fn person(kb: &Kb, record: RecordId, claims: &mut Map<String, Value>) {
    let person = kb.person(record);
    days("P569", person.born, claims);
    days("P570", person.died, claims);
    if let Some(native) = person.native.first() {
        let text = json!({ "text": native, "language": "und" });
        claims.insert("P1559".into(), json!([statement(snak(text), &[])]));
    }
    let terms = person.terms.iter();
    let held: Vec<Value> = terms
        .filter_map(|it| Some(term(kb.wikidata(it.office)?, it)))
        .collect();
    claims.insert("P39".into(), json!(held));
}

fn office(kb: &Kb, record: RecordId, claims: &mut Map<String, Value>) {
    lifetime(kb.office(record).exists, claims);
    let holders = kb.holders(record).iter();
    let named: Vec<Value> = holders
        .filter_map(|it| Some(term(kb.wikidata(it.person)?, kb.term(*it))))
        .collect();
    claims.insert("P1308".into(), json!(named));
}

fn treaty(kb: &Kb, record: RecordId, claims: &mut Map<String, Value>) {
    let treaty = kb.treaty(record);
    let mut acts = treaty.acts.iter();
    let signed = acts.find(|it| it.act == ActKind::Signed && it.state.is_none());
    days("P585", signed.and_then(|it| it.on), claims);
    let parties = treaty.parties.iter();
    let parties: Vec<Value> = parties
        .filter_map(|it| Some(statement(item(kb.wikidata(*it)?), &[])))
        .collect();
    claims.insert("P1891".into(), json!(parties));
}

/// As the dumps are written.
fn dump(entities: &[Value]) -> String {
    let lines: Vec<String> = entities.iter().map(Value::to_string).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

fn packed(text: &str) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text.as_bytes()).unwrap();
    packer.finish().unwrap()
}

/// The differences of an input, with the exit code held to them.
fn differences(input: impl Into<Vec<u8>>) -> Vec<Value> {
    let arguments = ["kb", "import", "wikidata", "-", "--format", "json"];
    let outcome = attache(arguments).input(input).go();
    let lines = outcome.lines();
    assert_eq!(
        outcome.code,
        i32::from(!lines.is_empty()),
        "{}",
        outcome.err
    );
    lines
}

/// "contradicted term.to usa/president: 2017-01-21 for 2017-01-20"
fn short(lines: &[Value]) -> Vec<String> {
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or("-").to_owned();
    let line = |it: &Value| {
        let [change, statement, office, found, base] =
            ["change", "statement", "office", "found", "base"].map(|key| text(it, key));
        format!("{change} {statement} {office}: {found} for {base}")
    };
    lines.iter().map(line).collect()
}

fn obama(terms: &[Value]) -> Value {
    let mut claims = Map::new();
    claims.insert("P39".into(), json!(terms));
    entity(OBAMA, "Barack Obama", claims)
}

fn held(from: &str, to: &str) -> Value {
    let qualifiers = [("P580", time(from)), ("P582", time(to))];
    statement(item(PRESIDENT), &qualifiers)
}

fn import(folder: &tempfile::TempDir, arguments: &[&str]) -> Outcome {
    let command = ["kb", "import", "wikidata"].iter().chain(arguments);
    attache(command).within(folder.path()).go()
}

#[test]
fn the_world_as_wikidata_would_write_it_has_no_difference() {
    let entities = entities(&world());
    assert!(entities.len() > 1_500, "{}", entities.len());
    let text = dump(&entities);
    assert_eq!(short(&differences(text.clone())), [""; 0]);
    assert_eq!(short(&differences(packed(&text))), [""; 0]);
    let lines: Vec<String> = entities.iter().map(Value::to_string).collect();
    assert_eq!(short(&differences(lines.join("\n"))), [""; 0]);
}

#[test]
fn what_is_planted_and_nothing_else_is_listed() {
    let mut entities = entities(&world());
    let at = |entities: &[Value], id: &str| entities.iter().position(|it| it["id"] == id).unwrap();
    let obama = at(&entities, OBAMA);
    entities[obama]["claims"]["P569"] = json!([dated("1961-08-05".parse().unwrap())]);
    let terms = &mut entities[obama]["claims"]["P39"];
    let place = terms
        .as_array()
        .unwrap()
        .iter()
        .position(|it| it["mainsnak"]["datavalue"]["value"]["id"] == PRESIDENT);
    terms[place.unwrap()]["qualifiers"]["P582"] = json!([time("2016-01-20")]);
    let trump = at(&entities, "Q22686");
    let french = statement(
        item("Q191954"),
        &[("P580", time("1800")), ("P582", time("1801"))],
    );
    entities[trump]["claims"]["P39"]
        .as_array_mut()
        .unwrap()
        .push(french);
    entities[trump]["labels"]["en"]["value"] = json!("Donald Xyzzy");
    let mut found = short(&differences(dump(&entities)));
    found.sort();
    assert_eq!(
        found,
        [
            "contradicted born -: 1961-08-05 for 1961-08-04",
            "contradicted term.to usa/president: 2016-01-20 for 2017-01-20",
            "new name -: Donald Xyzzy for -",
            "new term fra/president: 1800/1801 for -",
        ]
    );
}

#[test]
fn terms_between_elections_are_one() {
    let halves = [
        held("2009-01-20", "2013-01-20"),
        held("2013-01-20", "2017-01-20"),
    ];
    assert_eq!(short(&differences(obama(&halves).to_string())), [""; 0]);
    let gap = [held("2009-01-20", "2012-01-20")];
    let found = short(&differences(obama(&gap).to_string()));
    assert_eq!(
        found,
        ["contradicted term.to usa/president: 2012-01-20 for 2017-01-20"]
    );
}

#[test]
fn ranks_and_values_that_nobody_knows_are_taken_at_their_word() {
    let mut deprecated = held("2020-01-20", "2021-01-20");
    deprecated["rank"] = json!("deprecated");
    let mut no_rank = held("2009-01-20", "2017-01-20");
    no_rank.as_object_mut().unwrap().remove("rank");
    let unknown = json!({ "snaktype": "somevalue" });
    let vague = statement(
        item(PRESIDENT),
        &[("P580", unknown.clone()), ("P582", unknown)],
    );
    let terms = [deprecated, no_rank, vague, json!({}), json!("odd")];
    assert_eq!(short(&differences(obama(&terms).to_string())), [""; 0]);
    let running = statement(
        item(PRESIDENT),
        &[
            ("P580", time("2009-01-20")),
            ("P582", json!({ "snaktype": "novalue" })),
        ],
    );
    let found = short(&differences(obama(&[running]).to_string()));
    assert_eq!(
        found,
        ["contradicted term.to usa/president: .. for 2017-01-20"]
    );
}

#[test]
fn an_end_that_lies_ahead_is_a_plan() {
    let term = statement(
        item(PRESIDENT),
        &[("P580", time("2025-01-20")), ("P582", time("2029-01-20"))],
    );
    let mut claims = Map::new();
    claims.insert("P39".into(), json!([term]));
    let entity = entity("Q22686", "Donald Trump", claims);
    assert_eq!(short(&differences(entity.to_string())), [""; 0]);
}

#[test]
fn who_came_before_and_after_is_held_to_the_records() {
    let mut right = held("2009-01-20", "2017-01-20");
    right["qualifiers"]["P1365"] = json!([item("Q207")]);
    right["qualifiers"]["P1366"] = json!([item("Q22686")]);
    assert_eq!(
        short(&differences(obama(&[right.clone()]).to_string())),
        [""; 0]
    );
    // He followed himself: Wikidata has such cycles.
    right["qualifiers"]["P1366"] = json!([item(OBAMA)]);
    let found = short(&differences(obama(&[right]).to_string()));
    assert_eq!(
        found,
        ["contradicted term.replaced-by usa/president: barack-obama for donald-trump"]
    );
}

#[test]
fn a_new_person_is_told_with_what_is_known_of_him() {
    let mut claims = Map::new();
    claims.insert("P569".into(), json!([dated("1950".parse().unwrap())]));
    claims.insert("P734".into(), json!([statement(item("Q900002"), &[])]));
    claims.insert(
        "P1559".into(),
        json!([statement(
            snak(json!({ "text": "Зоэ", "language": "ru" })),
            &[]
        )]),
    );
    let early = statement(
        item("Q218295"),
        &[("P580", time("1802-02-03")), ("P582", time("1803-04"))],
    );
    claims.insert(
        "P39".into(),
        json!([early, held("2010-01-01", "2011-01-01")]),
    );
    let mut new = entity("Q900001", "Zoë Xyzzy", claims);
    new["aliases"] = json!({ "en": [{ "value": "Zoe M. Xyzzy" }, { "value": "President Xyzzy" }, { "value": "ZX" }] });
    let family = entity("Q900002", "Xyzzy", Map::new());
    let folder = folder(&[("in.json", &dump(&[new, family]))]);
    let list = import(&folder, &["in.json"]);
    assert_eq!(list.code, 1, "{}", list.err);
    assert!(
        list.out
            .contains("new: Zoë Xyzzy (Q900001), person: Zoë Xyzzy, born 1950\n"),
        "{}",
        list.out
    );
    assert!(
        list.out
            .contains("new: Zoë Xyzzy (Q900001), rus/president, term: 1802-02-03/1803-04\n"),
        "{}",
        list.out
    );
    assert!(
        list.out.contains("contradicted: Zoë Xyzzy (Q900001), usa/president, term: 2010-01-01/2011-01-01; the base has barack-obama 2009-01-20/2017-01-20\n"),
        "{}",
        list.out
    );
}

#[test]
fn records_that_are_written_are_linted_built_and_read() {
    let term = |office: &str, from: &str, to: &str| {
        statement(item(office), &[("P580", time(from)), ("P582", time(to))])
    };
    let mut claims = Map::new();
    claims.insert("P734".into(), json!([statement(item("Q900002"), &[])]));
    // After the records end.
    claims.insert(
        "P39".into(),
        json!([term("Q11699", "2026-12-01", "2026-12-05")]),
    );
    let mut new = entity("Q900001", "Zoë Xyzzy", claims);
    new["aliases"] = json!({ "en": [{ "value": "Zoe M. Xyzzy" }, { "value": "President Xyzzy" }, { "value": "ZX" }] });
    let mut claims = Map::new();
    claims.insert(
        "P39".into(),
        json!([term(PRESIDENT, "2026-12-06", "2026-12-07")]),
    );
    let again = entity(OBAMA, "Barack Obama", claims);
    let family = entity("Q900002", "Xyzzy", Map::new());
    let mut people = [family, new, again];
    people
        .iter_mut()
        .for_each(|it| it["modified"] = json!("2026-12-31T00:00:00Z"));
    let folder = folder(&[("in.json", &dump(&people))]);
    let written = import(&folder, &["in.json", "--write", "out"]);
    assert_eq!((written.code, &*written.out), (0, ""), "{}", written.err);
    assert!(
        written.err.contains("2 records written to out\n"),
        "{}",
        written.err
    );
    let text = std::fs::read_to_string(folder.path().join("out/people/usa.toml")).unwrap();
    assert!(
        text.contains("family = \"Xyzzy\", given = \"Zoë\""),
        "{text}"
    );
    assert!(text.contains("spellings = [\"Zoe M. Xyzzy\"]\n"), "{text}");
    assert!(text.contains("{ office = \"usa/vice-president\", from = \"2026-12-01\", to = \"2026-12-05\", source = \"wikidata-2026-12-31\" }"), "{text}");
    let lint = attache(["kb", "lint", "out"]).within(folder.path()).go();
    assert_eq!((lint.code, &*lint.out), (0, ""));
    let build = attache(["kb", "build", "out", "-o", "out.kb"])
        .within(folder.path())
        .go();
    assert_eq!((build.code, &*build.err), (0, ""));
    for (name, words) in [
        (
            "Zoe M. Xyzzy",
            "Vice President of the United States from 1 December 2026",
        ),
        (
            "barack-obama",
            "President of the United States from 20 January 2009 to 20 January 2017",
        ),
        (
            "barack-obama",
            "President of the United States from 6 December 2026 to 7 December 2026",
        ),
        ("barack-obama", "born: 4 August 1961"),
    ] {
        let show = attache(["kb", "show", name, "--kb", "out.kb"])
            .within(folder.path())
            .go();
        assert!(show.out.contains(words), "{name}: {}", show.out);
    }
    // With the records, the same entities are no news.
    let again = import(&folder, &["in.json", "--kb", "out.kb"]);
    assert_eq!(again.code, 0, "{}", again.out);
    let over = import(&folder, &["in.json", "--write", "out"]);
    assert_eq!(over.code, 2);
    assert!(
        over.err.contains("is not empty: nothing is overwritten"),
        "{}",
        over.err
    );
}

#[test]
fn an_end_that_is_not_told_is_not_made_up() {
    let mut claims = Map::new();
    let open = statement(item("Q11699"), &[("P580", time("2026-12-01"))]);
    claims.insert("P39".into(), json!([open]));
    let mut person = entity("Q900001", "Zoë Xyzzy", claims);
    let holder = statement(item("Q900001"), &[("P580", time("2026-12-01"))]);
    let mut claims = Map::new();
    claims.insert("P1308".into(), json!([holder]));
    let office = entity("Q11699", "vice president", claims);
    let with = dump(&[person.clone(), office]);
    person["id"] = json!("Q900003");
    let folder = folder(&[("with.json", &with), ("without.json", &person.to_string())]);
    let written = import(&folder, &["without.json", "--write", "out"]);
    assert!(
        written.err.contains(
            "Q900003, term as usa/vice-president left out: whether it has ended is not told"
        ),
        "{}",
        written.err
    );
    assert!(!folder.path().join("out").exists());
    let written = import(
        &folder,
        &["with.json", "--write", "out", "--as-of", "2026-12-02"],
    );
    assert_eq!(written.code, 0, "{}", written.err);
}

#[test]
fn offices_name_holders_whose_entities_are_not_there() {
    let mut claims = Map::new();
    let holder = |id: &str| statement(item(id), &[("P580", time("1802-01-01"))]);
    claims.insert("P1308".into(), json!([holder("Q900009"), holder(OBAMA)]));
    let office = entity(PRESIDENT, "president", claims);
    let lines = differences(office.to_string());
    assert_eq!(
        short(&lines),
        ["new term usa/president: 1802-01-01/ (no end told) for -"]
    );
    assert_eq!(lines[0]["wikidata"], "Q900009");
    assert!(
        lines[0]["note"].as_str().unwrap().contains("was not read"),
        "{}",
        lines[0]
    );
}

#[test]
fn what_cannot_be_read_is_told_by_line_and_skipped() {
    let good = obama(&[held("2009-01-20", "2012-01-20")]).to_string();
    let long = format!("{{\"id\":\"Q1\",\"x\":\"{}\"}}", "x".repeat(33 << 20));
    let text = format!("{{\"id\":\"Q76\nno JSON\n{long}\n{good}\n{{\"id\":\"Q5\"}}\n{{\"id\":");
    let folder = folder(&[
        ("in.json", &text),
        (
            "pretty.json",
            &serde_json::to_string_pretty(&json!({ "entities": { OBAMA: obama(&[]) } })).unwrap(),
        ),
    ]);
    let outcome = import(&folder, &["in.json"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.out.starts_with("contradicted: barack-obama (Q76), usa/president, term.to: 2012-01-20; the base has 2017-01-20 (people/usa.toml:"), "{}", outcome.out);
    for words in [
        "in.json:1: skipped: ",
        "in.json:2: skipped: ",
        "in.json:3: skipped: a line of 34603026 bytes",
        "in.json:6: skipped: it is cut off",
        "entities: 6 read, 1 skipped as of no concern to the base, 4 skipped as broken",
    ] {
        assert!(outcome.err.contains(words), "{words}: {}", outcome.err);
    }
    let outcome = import(&folder, &["pretty.json"]);
    assert_eq!(
        (outcome.code, outcome.out.lines().count()),
        (0, 1),
        "{}",
        outcome.err
    );
}

#[test]
fn a_file_that_is_cut_or_missing_is_trouble_and_the_others_are_read() {
    let good = obama(&[held("2009-01-20", "2012-01-20")]).to_string();
    let mut cut = packed(&dump(&vec![entity("Q5", "human", Map::new()); 2_000]));
    cut.truncate(cut.len() / 2);
    let folder = folder(&[("good.json", &good)]);
    write(&folder, "cut.json.gz", cut);
    for file in ["cut.json.gz", "missing.json"] {
        let outcome = import(&folder, &[file, "good.json"]);
        assert_eq!(outcome.code, 2);
        assert!(outcome.err.contains(file), "{}", outcome.err);
        assert!(
            outcome.out.contains("term.to: 2012-01-20"),
            "{}",
            outcome.out
        );
    }
}
