//! The presets of house style speak of what the records know.

// Clippy lets tests unwrap, but not the helpers that they share.
#![allow(clippy::unwrap_used)]

use ide::house::House;
use kb::{Kb, NameKind};

#[test]
fn every_preference_of_a_preset_is_a_name_of_the_records() {
    let kb = Kb::new(world::BLOB).unwrap();
    for preset in House::PRESETS {
        let house = House::preset(preset).unwrap();
        for place in &house.places {
            let entries = kb
                .lookup(&prose::fold(&place.name))
                .map(|it| kb.entries(it));
            let is_place =
                |it: &kb::NameEntry| matches!(it.kind, NameKind::State | NameKind::Capital);
            assert!(
                entries.is_some_and(|it| it.iter().any(is_place)),
                "{preset}: {}",
                place.name
            );
        }
        for (slug, style) in &house.names {
            let full = style.full.as_ref().unwrap();
            let record = kb.find(slug).unwrap();
            let entries = kb.entries(kb.lookup(&prose::fold(full)).unwrap());
            assert!(
                entries.iter().any(|it| it.record == record),
                "{preset}: {full}"
            );
        }
        for (slug, name) in &house.treaties {
            let record = kb.find(slug).unwrap();
            let entries = kb.entries(kb.lookup(&prose::fold(name)).unwrap());
            assert!(
                entries.iter().any(|it| it.record == record),
                "{preset}: {name}"
            );
        }
    }
}

#[test]
fn own_preferences_lie_over_a_preset_person_by_person() {
    let own = House {
        names: House::preset("broadcaster").unwrap().names,
        ..House::default()
    };
    let house = House::preset("wire").unwrap().under(&own);
    assert_eq!(
        house.names["volodymyr-zelenskyy"].full.as_deref(),
        Some("Volodymyr Zelensky")
    );
    assert_eq!(house.hyphens, House::preset("wire").unwrap().hyphens);
}
