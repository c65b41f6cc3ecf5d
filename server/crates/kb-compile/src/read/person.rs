use kb::{End, Kind, NameOrder, Person, PersonName, Status, Term};

use super::sources_or_of_parts;
use crate::fields::Fields;
use crate::problem::Place;

/// `parts`: the places of the terms.
pub(super) fn read(fields: &Fields<'_>, parts: &mut Vec<Place>) -> Person {
    let sources = fields.sources();
    let rows = fields.rows("terms", "term");
    let mut offices = rows.iter().filter_map(|it| it.text("office"));
    let eastern = offices.any(|it| EASTERN.iter().any(|state| it.starts_with(state)));
    let terms: Vec<Term> = rows
        .iter()
        .filter_map(|row| {
            let term = read_term(row, &sources)?;
            parts.push(row.place.clone());
            Some(term)
        })
        .collect();
    let mut person = Person {
        name: read_name(fields),
        spellings: fields.texts("spellings"),
        short: fields.texts("short"),
        nicknames: fields.texts("nicknames"),
        native: fields.texts("native"),
        wikidata: fields.wikidata(),
        born: fields.date("born"),
        died: fields.date("died"),
        sources: sources_or_of_parts(fields, sources, terms.iter().map(|term| &term.sources)),
        terms,
    };
    refuse_duplicate_names(fields, &person);
    refuse_impossible_life(fields, &person);
    let spelled = short_spellings(&person);
    person.short.extend(spelled);
    if eastern && let Some(turned) = turned(&person) {
        person.spellings.push(turned);
    }
    person
}

/// States whose people write the family name first, and whom English news writes the other way round, mostly.
const EASTERN: [&str; 2] = ["jpn/", "hun/"];

/// "Ishiba Shigeru" of "Shigeru Ishiba".
fn turned(person: &Person) -> Option<String> {
    let PersonName {
        full,
        family,
        given,
        ..
    } = &person.name;
    let turned = format!("{family} {given}");
    let known = person.spellings.contains(&turned);
    (*full == format!("{given} {family}") && !known).then_some(turned)
}

/// "Prayuth" of "Prayuth Chan-ocha", where the record says that "Prayut Chan-o-cha" is called "Prayut": the words of a spelling that
/// stand where the short forms stand in the full name, and are much like them.
fn short_spellings(person: &Person) -> Vec<String> {
    let name = &person.name;
    let full: Vec<&str> = name.full.split(' ').collect();
    let mut known: Vec<String> = person
        .short
        .iter()
        .chain(&person.nicknames)
        .chain([&name.second, &name.family])
        .map(|it| prose::fold(it))
        .collect();
    let mut found = Vec::new();
    for spelling in person.spellings.iter().filter(|it| !it.contains(',')) {
        let words: Vec<&str> = spelling.split(' ').collect();
        for form in [&name.second, &name.family] {
            let parts: Vec<&str> = form.split(' ').collect();
            let Some(at) = full.windows(parts.len()).position(|it| it == parts) else {
                continue;
            };
            if words.len() != full.len() || parts.len() == full.len() {
                continue;
            }
            let short = words[at..at + parts.len()].join(" ");
            let (a, b) = (prose::fold(&short), prose::fold(form));
            let alike = a.chars().next() == b.chars().next()
                && strsim::osa_distance(&a, &b) * 2 <= b.chars().count();
            if alike && !known.contains(&a) {
                known.push(a);
                found.push(short);
            }
        }
    }
    found
}

fn read_name(fields: &Fields<'_>) -> PersonName {
    let Some(name) = fields.table("name") else {
        if !fields.has("name") {
            fields.problem("lacks `name`: name = { full = \"...\", family = \"...\" }".to_owned());
        }
        return PersonName::default();
    };
    let full = name.required_text("full");
    let family = name.text("family").unwrap_or_default();
    let second = name.text("second");
    let order = [
        ("given-first", NameOrder::GivenFirst),
        ("family-first", NameOrder::FamilyFirst),
    ];
    let read = PersonName {
        given: name.text("given").unwrap_or_default(),
        order: name.choice("order", &order).unwrap_or_default(),
        given_is_used: name.flag("given-is-used"),
        second: second.unwrap_or_else(|| match family.is_empty() {
            true => full.clone(),
            false => family.clone(),
        }),
        full,
        family,
    };
    name.finish();
    read
}

fn read_term(row: &Fields<'_>, sources: &[kb::RecordId]) -> Option<Term> {
    let status = [
        ("regular", Status::Regular),
        ("acting", Status::Acting),
        ("interim", Status::Interim),
        ("de-facto", Status::DeFacto),
        ("disputed", Status::Disputed),
        ("designate", Status::Designate),
    ];
    if !row.has("office") {
        row.problem("lacks `office`".to_owned());
    }
    let office = row.id("office", &[Kind::Office]);
    let term = |office| Term {
        office,
        from: row.date("from"),
        to: read_end(row),
        status: row.choice("status", &status).unwrap_or_default(),
        expected_end: row.date("expected-end"),
        chosen: row.date("chosen"),
        number: row.number("number"),
        sources: row.sources_or(sources),
    };
    // All of the row is read even where the office is wrong, so that every problem is found at once.
    let term = term(office.unwrap_or(kb::RecordId::new(0, Kind::Office, u32::MAX)));
    row.finish();
    refuse_impossible_term(row, &term);
    office.map(|_| term)
}

fn read_end(row: &Fields<'_>) -> End {
    if row.is_unknown("to") {
        return End::Unknown;
    }
    row.date("to").map_or(End::Running, End::On)
}

fn refuse_impossible_term(row: &Fields<'_>, term: &Term) {
    if let (Some(from), End::On(to)) = (term.from, term.to)
        && from.first() > to.last()
    {
        row.problem_in("to", format!("ends ({to}) before it starts ({from})"));
    }
    if let (Some(chosen), Some(from)) = (term.chosen, term.from)
        && chosen.first() > from.last()
    {
        row.problem_in(
            "chosen",
            format!("chosen ({chosen}) after it starts ({from})"),
        );
    }
    if let (Some(expected), End::On(to)) = (term.expected_end, term.to) {
        let message =
            format!("has ended ({to}), so its expected end ({expected}) says nothing: remove it");
        row.lint_in("expected-end", message);
    }
}

fn refuse_duplicate_names(fields: &Fields<'_>, person: &Person) {
    let mut seen = vec![&person.name.full];
    for (key, names) in [
        ("spellings", &person.spellings),
        ("short", &person.short),
        ("nicknames", &person.nicknames),
        ("native", &person.native),
    ] {
        for name in names {
            if seen.contains(&name) {
                fields.problem_in(
                    key,
                    format!("`{key}`: the name `{name}` is there twice; remove one"),
                );
            }
            seen.push(name);
        }
    }
}

fn refuse_impossible_life(fields: &Fields<'_>, person: &Person) {
    let Some(died) = person.died else {
        return;
    };
    if person.born.is_some_and(|born| born.first() > died.last()) {
        fields.problem_in("died", format!("died ({died}) before being born"));
    }
    for row in fields.rows("terms", "term") {
        let from = row.date("from");
        if from.is_some_and(|from| from.first() > died.last()) {
            row.problem_in("from", format!("starts after the death on {died}"));
        } else if !row.has("to") {
            row.problem(format!(
                "is still running after the death; add to = \"{died}\" or what ended it before"
            ));
        } else if !row.is_unknown("to") && row.date("to").is_some_and(|to| to.first() > died.last())
        {
            row.problem_in("to", format!("ends after the death on {died}"));
        }
    }
}
