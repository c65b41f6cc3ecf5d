use date::{Day, Span, Truth};
use kb::{Kind, NameKind, NameOrder};

use crate::fixture::{WORLD, blob, texts, world};

fn day(year: i16, month: i8, day: i8) -> Day {
    Day::new(year, month, day).unwrap()
}

#[test]
fn records_come_back_as_written() {
    let kb = world();
    let kim = kb.find("kim-jong-un").unwrap();
    let person = kb.person(kim);
    assert_eq!(kb.slug(kim), "kim-jong-un");
    assert_eq!(person.name.full, "Kim Jong Un");
    assert_eq!(person.name.order, NameOrder::FamilyFirst);
    assert_eq!(person.native, ["김정은"]);
    assert_eq!(person.born.unwrap().to_string(), "1984-01-08?");
    assert_eq!(kb.wikidata(kim), Some("Q56226"));
    // Without a source of its own, a record rests on those of its terms.
    let sources: Vec<_> = person.sources.iter().map(|&id| kb.slug(id)).collect();
    assert_eq!(sources, ["archive", "own"]);

    let place = kb.location(kim);
    assert_eq!((place.layer, place.file), (0, "people/prk.toml"));
    let text = WORLD
        .iter()
        .find(|(path, _)| *path == place.file)
        .unwrap()
        .1;
    assert_eq!(text.lines().nth(place.line as usize), Some("[kim-jong-un]"));

    let treaty = kb.treaty(kb.find("north-atlantic-treaty").unwrap());
    assert_eq!(treaty.acts.len(), 2);
    assert_eq!(treaty.articles[0].topics, ["collective defence"]);
    let event = kb.event(kb.find("korean-armistice").unwrap());
    assert_eq!(event.from.unwrap().to_string(), "1953-07-27");
}

#[test]
fn names_for_people_and_offices() {
    let kb = world();
    for (slug, name) in [
        ("kim-jong-un", "Kim Jong Un"),
        ("prk/supreme-leader", "Supreme Leader of North Korea"),
        ("nato/secretary-general", "Secretary General of NATO"),
        ("tur", "Türkiye"),
        ("north-atlantic-treaty", "North Atlantic Treaty"),
    ] {
        assert_eq!(kb.name(kb.find(slug).unwrap()), name);
    }
}

#[test]
fn former_ids_still_lead_to_the_record() {
    let kb = world();
    assert_eq!(kb.find("turkey"), kb.find("tur"));
    assert_eq!(kb.slug(kb.find("turkey").unwrap()), "tur");
    assert_eq!(kb.find("nowhere"), None);
}

#[test]
fn who_held_the_office_when() {
    let kb = world();
    let office = kb.find("prk/supreme-leader").unwrap();
    let names = |at: Day| -> Vec<(String, Truth)> {
        let holders = kb.holders_at(office, Span::on(at));
        holders
            .into_iter()
            .map(|(holder, truth)| (kb.slug(holder.person).to_owned(), truth))
            .collect()
    };
    assert_eq!(names(day(1940, 1, 1)), []);
    assert_eq!(
        names(day(1994, 7, 8)),
        [
            ("kim-il-sung".to_owned(), Truth::Yes),
            ("kim-jong-il".to_owned(), Truth::Yes)
        ]
    );
    // A running term is certain until the latest as-of date among its sources, and open from then on.
    assert_eq!(
        names(day(2026, 10, 31)),
        [("kim-jong-un".to_owned(), Truth::Yes)]
    );
    assert_eq!(
        names(day(2026, 11, 1)),
        [("kim-jong-un".to_owned(), Truth::CannotTell)]
    );
    // A weak source does not carry the base.
    assert_eq!(kb.as_of(), day(2026, 10, 31));
}

#[test]
fn derived_tables() {
    let kb = world();
    let slugs = |ids: &[kb::RecordId]| -> Vec<String> {
        ids.iter().map(|&id| kb.slug(id).to_owned()).collect()
    };
    let tur = kb.find("tur").unwrap();
    assert_eq!(
        slugs(kb.offices_of(kb.find("prk").unwrap())),
        ["prk/supreme-leader"]
    );
    assert_eq!(slugs(kb.treaties_of(tur)), ["north-atlantic-treaty"]);
    assert!(kb.offices_of(tur).is_empty());
    let people: Vec<_> = kb.all(Kind::Person).collect();
    assert_eq!(
        slugs(&people),
        ["kim-il-sung", "kim-jong-il", "kim-jong-un"]
    );
}

#[test]
fn names_bring_kind_lifetime_and_capitals() {
    let kb = world();
    let entries = |name: &str| kb.entries(kb.lookup(name).unwrap());
    let turkey = &entries("turkey")[0];
    assert_eq!(turkey.kind, NameKind::State);
    assert!(turkey.may_hold_in(Span::on(day(2000, 1, 1))));
    assert!(!turkey.may_hold_in(Span::on(day(2024, 1, 1))));
    assert!(entries("dprk")[0].capitals);
    // Written in both ways, it is known in both.
    assert!(!entries("nato")[0].capitals);
    // A leading "the" is no part of a name.
    assert_eq!(entries("sublime porte")[0].kind, NameKind::Metonym);
    assert_eq!(entries("washington treaty")[0].kind, NameKind::TreatyShared);
    let kinds: Vec<_> = entries("kim").iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [NameKind::Surname; 3]);
    assert_eq!(entries("jong un")[0].kind, NameKind::Given);
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let mut files = texts(WORLD);
    let first = kb_compile::compile(&files, None).unwrap();
    files.reverse();
    assert_eq!(kb_compile::compile(&files, None).unwrap(), first);
    assert_eq!(blob(WORLD, None), first.blob);
}

#[test]
fn an_empty_world_is_a_world() {
    let kb = crate::fixture::open(blob(&[], None));
    assert_eq!(kb.all(Kind::Person).count(), 0);
    assert_eq!(kb.longest(b"kim jong un"), None);
    assert_eq!(kb.lookup(""), None);
    assert!(kb.complete("", 10).is_empty());
}
