use std::sync::Arc;

use kb::{Kb, Kind, LoadError};

use crate::fixture::{WORLD, blob, open, push, world};

const HOUSE: &[(&str, &str)] = &[
    (
        ".attache/people.toml",
        r#"
[kim-jong-un]
name      = { full = "Kim Jong Un", family = "Kim", given = "Jong Un", order = "family-first" }
nicknames = ["the Marshal"]
source    = "desk"
terms = [
  { office = "prk/supreme-leader", from = "2011-12-30" },
]

[our-mayor]
name   = { full = "Ada Berg", family = "Berg", given = "Ada" }
source = "desk"
terms = [
  { office = "prk/mayor", from = "2020" },
]
"#,
    ),
    (
        ".attache/house.toml",
        r#"
[desk]
title   = "Our desk"
licence = "none"
as-of   = "2027-01-01"

[prk.office.mayor]
title  = "Mayor"
role   = ["official"]
source = "desk"
"#,
    ),
];

fn layered() -> Kb {
    let mut kb = world();
    push(&mut kb, HOUSE);
    kb
}

#[test]
fn a_record_written_anew_keeps_its_id() {
    let world = world();
    let kb = layered();
    let kim = kb.find("kim-jong-un").unwrap();
    assert_eq!(Some(kim), world.find("kim-jong-un"));
    assert_eq!(kb.person(kim).nicknames, ["the Marshal"]);
    assert_eq!(kb.slug(kim), "kim-jong-un");
    let place = kb.location(kim);
    assert_eq!((place.layer, place.file), (1, ".attache/people.toml"));
    assert_eq!(kb.all(Kind::Person).filter(|&id| id == kim).count(), 1);
    assert_eq!(kb.all(Kind::Person).count(), 4);
}

#[test]
fn derived_tables_are_those_of_all_layers() {
    let kb = layered();
    let holders = kb.holders(kb.find("prk/supreme-leader").unwrap());
    let starts: Vec<_> = holders
        .iter()
        .map(|&holder| kb.term(holder).from.unwrap().to_string())
        .collect();
    assert_eq!(starts, ["1948-09-09", "1994-07-08", "2011-12-30"]);
    let offices = kb.offices_of(kb.find("prk").unwrap());
    let offices: Vec<_> = offices.iter().map(|&id| kb.slug(id)).collect();
    assert_eq!(offices, ["prk/supreme-leader", "prk/mayor"]);
}

#[test]
fn names_add_to_those_below() {
    let kb = layered();
    assert_eq!(kb.longest(b"marshal said").unwrap().0, 7);
    assert_eq!(kb.longest(b"north korea").unwrap().0, 11);
    // "kim jong un" is in both layers, once; "kim" has the entries of both.
    let count = |name: &str| kb.entries(kb.lookup(name).unwrap()).len();
    assert_eq!(
        (count("kim jong un"), count("kim"), count("berg")),
        (1, 3, 1)
    );
    let names: Vec<_> = kb
        .complete("k", 10)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        names,
        [
            "kim",
            "kim il sung",
            "kim jong il",
            "kim jong un",
            "korean armistice"
        ]
    );
}

#[test]
fn a_house_does_not_make_the_world_more_complete() {
    assert_eq!(layered().as_of(), world().as_of());
}

#[test]
fn a_layer_fits_only_the_base_it_was_compiled_against() {
    let mut kb = world();
    let house = blob(HOUSE, Some(&kb));
    let mut other = open(blob(&WORLD[..1], None));
    assert_ne!(other.id(), kb.id());
    assert_eq!(
        other.push(Arc::new(house.clone())),
        Err(LoadError::OtherBase)
    );
    kb.push(Arc::new(house.clone())).unwrap();
    assert_eq!(kb.push(Arc::new(house)), Err(LoadError::OtherBase));
}
