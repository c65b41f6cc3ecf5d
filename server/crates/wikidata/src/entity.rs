//! One entity and its statements.

use std::fmt;
use std::str::FromStr;

use date::{Date, Day};
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value as Json;

use crate::time;

/// The number of an item: 76 of "Q76".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Id(pub u64);

/// The properties that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Property {
    HeadOfGovernment,
    Sex,
    Citizenship,
    HeadOfState,
    PositionHeld,
    Born,
    Died,
    Inception,
    Dissolved,
    Start,
    End,
    PointInTime,
    FamilyName,
    GivenName,
    OfficeHolder,
    Replaces,
    ReplacedBy,
    Circumstances,
    Ordinal,
    NativeName,
    Signatory,
    ParliamentaryTerm,
    Role,
    Nature,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    Deprecated,
    #[default]
    Normal,
    Preferred,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Item(Id),
    Date(Date),
    /// With the language where it is known.
    Text(String),
    /// There is a value, nobody knows which.
    Unknown,
    /// There is none.
    None,
    /// Something that says nothing here: a date vaguer than a decade or before the year 1, another type, or broken.
    Other,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    pub property: Property,
    pub rank: Rank,
    pub value: Value,
    pub qualifiers: Vec<(Property, Value)>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    pub id: Id,
    /// The English label, else that for all languages.
    pub label: Option<String>,
    /// In English and for all languages, the other of the two labels among them.
    pub aliases: Vec<String>,
    /// When it was last changed.
    pub modified: Option<Day>,
    /// The id was asked for, but there is no such entity.
    pub missing: bool,
    /// Those of the properties kept, deprecated ones too, in order of the text.
    pub statements: Vec<Statement>,
}

/// Why a text could not be read, as part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError(String);

/// "acting": of a status.
pub const ACTING: Id = Id(4_676_846);
/// "circa": of a date.
pub const CIRCA: Id = Id(5_727_902);
/// "near": of a date.
pub const NEAR: Id = Id(21_818_619);
/// "presumably": of a date.
pub const PRESUMABLY: Id = Id(18_122_778);

/// The items of a JSON text: one entity, an array of entities, or a document `{"entities": {"Q1": {...}, ...}}`. Entities that
/// are no items (properties, lexemes) are passed over.
pub fn parse(json: &[u8]) -> Result<Vec<Entity>, ParseError> {
    let mut entities = Vec::new();
    let mut reader = serde_json::Deserializer::from_slice(json);
    let read = Top(&mut entities).deserialize(&mut reader);
    read.and_then(|()| reader.end()).map_err(ParseError::from)?;
    Ok(entities)
}

/// Whether the text is JSON, without reading what it says.
pub fn valid(json: &[u8]) -> Result<(), ParseError> {
    let read = serde_json::from_slice::<IgnoredAny>(json);
    read.map(|_| ()).map_err(ParseError::from)
}

impl Property {
    fn of(name: &str) -> Option<Property> {
        Some(match name {
            "P6" => Property::HeadOfGovernment,
            "P21" => Property::Sex,
            "P27" => Property::Citizenship,
            "P35" => Property::HeadOfState,
            "P39" => Property::PositionHeld,
            "P569" => Property::Born,
            "P570" => Property::Died,
            "P571" => Property::Inception,
            "P576" => Property::Dissolved,
            "P580" => Property::Start,
            "P582" => Property::End,
            "P585" => Property::PointInTime,
            "P734" => Property::FamilyName,
            "P735" => Property::GivenName,
            "P1308" => Property::OfficeHolder,
            "P1365" => Property::Replaces,
            "P1366" => Property::ReplacedBy,
            "P1480" => Property::Circumstances,
            "P1545" => Property::Ordinal,
            "P1559" => Property::NativeName,
            "P1891" => Property::Signatory,
            "P2937" => Property::ParliamentaryTerm,
            "P3831" => Property::Role,
            "P5102" => Property::Nature,
            _ => return None,
        })
    }
}

impl Entity {
    /// The statements of a property that are not deprecated.
    pub fn all(&self, property: Property) -> impl Iterator<Item = &Statement> {
        let statements = self.statements.iter();
        statements.filter(move |it| it.property == property && it.rank != Rank::Deprecated)
    }

    /// Those of the best rank that any has.
    pub fn best(&self, property: Property) -> impl Iterator<Item = &Statement> {
        let best = self.all(property).map(|it| it.rank).max();
        self.all(property).filter(move |it| Some(it.rank) == best)
    }
}

impl Statement {
    /// The first value of a qualifier.
    pub fn qualifier(&self, property: Property) -> Option<&Value> {
        self.qualifiers_of(property).next()
    }

    pub fn qualifiers_of(&self, property: Property) -> impl Iterator<Item = &Value> {
        let of_it = self.qualifiers.iter().filter(move |it| it.0 == property);
        of_it.map(|it| &it.1)
    }

    /// The date as its circumstances leave it: approximate where it is "circa", uncertain where it is "presumably" so.
    pub fn dated(&self, mut date: Date) -> Date {
        for value in self.qualifiers_of(Property::Circumstances) {
            match value {
                Value::Item(CIRCA | NEAR) => date.approximate = true,
                // Whatever else is said of it, it is less than certain.
                _ => date.uncertain = true,
            }
        }
        date
    }

    pub fn is_acting(&self) -> bool {
        let said = [Property::Nature, Property::Role, Property::Circumstances];
        said.iter()
            .any(|it| self.qualifiers_of(*it).any(|it| *it == Value::Item(ACTING)))
    }
}

impl FromStr for Id {
    type Err = ();

    fn from_str(text: &str) -> Result<Id, ()> {
        let digits = text.strip_prefix('Q').ok_or(())?;
        let plain = digits.bytes().all(|it| it.is_ascii_digit());
        let number = digits.parse().ok().filter(|_| plain);
        number.map(Id).ok_or(())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Q{}", self.0)
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ParseError {}

impl From<serde_json::Error> for ParseError {
    fn from(error: serde_json::Error) -> ParseError {
        ParseError(if error.is_eof() {
            "it is cut off".to_owned()
        } else {
            // Lines and columns of the file are for the caller to tell.
            let text = error.to_string();
            let text = text.split(" at line ").next().unwrap_or(&text);
            format!("no entity in JSON: {text}, at byte {}", error.column())
        })
    }
}

/// A whole text: an object or an array.
struct Top<'a>(&'a mut Vec<Entity>);

impl<'de> DeserializeSeed<'de> for Top<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entity")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Top(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut raw = Raw::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "entities" => map.next_value_seed(Document(self.0))?,
                "id" => raw.id = map.next_value()?,
                "missing" => {
                    map.next_value::<IgnoredAny>()?;
                    raw.missing = true;
                }
                "modified" => raw.modified = map.next_value()?,
                "labels" => raw.labels = map.next_value()?,
                "aliases" => raw.aliases = map.next_value()?,
                "claims" => raw.claims = map.next_value()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        self.0.extend(raw.entity());
        Ok(())
    }
}

/// The object that is behind "entities"; empty, it is an array.
struct Document<'a>(&'a mut Vec<Entity>);

impl<'de> DeserializeSeed<'de> for Document<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("entities by their ids")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_key::<IgnoredAny>()?.is_some() {
            map.next_value_seed(Top(self.0))?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Top(self.0))?.is_some() {}
        Ok(())
    }
}

/// What of an entity is read. Its parts are JSON of whatever shape, since one that is odd must not lose the others.
#[derive(Default)]
struct Raw {
    id: Json,
    missing: bool,
    modified: Json,
    labels: Languages,
    aliases: Languages,
    claims: Claims,
}

impl Raw {
    fn entity(self) -> Option<Entity> {
        let id = self.id.as_str()?.parse().ok()?;
        let modified = self.modified.as_str().and_then(|it| it.get(..10));
        let mut names: Vec<String> = self.labels.0.into_iter().chain(self.aliases.0).collect();
        let mut seen = rustc_hash::FxHashSet::default();
        names.retain(|it| !it.is_empty() && seen.insert(it.clone()));
        let label = (!names.is_empty()).then(|| names.remove(0));
        Some(Entity {
            id,
            label,
            aliases: names,
            modified: modified
                .and_then(|it| it.parse::<Date>().ok())
                .and_then(Date::exact_day),
            missing: self.missing,
            statements: self.claims.0,
        })
    }
}

/// The texts in English, then those for all languages.
#[derive(Default)]
struct Languages(Vec<String>);

impl<'de> Deserialize<'de> for Languages {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Languages, D::Error> {
        let mut texts: [Vec<String>; 2] = Default::default();
        deserializer.deserialize_any(Keyed(
            |key: &str| match key {
                "en" => Some(0),
                "mul" => Some(1),
                _ => None,
            },
            |which: usize, value: Json| {
                let items = match value {
                    Json::Array(items) => items,
                    one => vec![one],
                };
                for item in items {
                    let text = item
                        .get("value")
                        .and_then(Json::as_str)
                        .unwrap_or("")
                        .trim();
                    texts[which].push(text.to_owned());
                }
            },
        ))?;
        let [english, all] = texts;
        Ok(Languages(english.into_iter().chain(all).collect()))
    }
}

#[derive(Default)]
struct Claims(Vec<Statement>);

impl<'de> Deserialize<'de> for Claims {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Claims, D::Error> {
        let mut statements = Vec::new();
        deserializer.deserialize_any(Keyed(Property::of, |property, value: Json| {
            let claims = value.as_array().map_or(&[][..], Vec::as_slice);
            statements.extend(claims.iter().map(|it| statement(property, it)));
        }))?;
        Ok(Claims(statements))
    }
}

/// An object of which only some keys are read; an array in its place, as Wikidata writes an empty object, has none.
struct Keyed<K, F>(K, F);

impl<'de, T, K: Fn(&str) -> Option<T>, F: FnMut(T, Json)> Visitor<'de> for Keyed<K, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match (self.0)(&key) {
                Some(it) => (self.1)(it, map.next_value()?),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

fn statement(property: Property, claim: &Json) -> Statement {
    let snaks = claim.get("qualifiers").and_then(Json::as_object);
    let qualifiers = snaks.into_iter().flatten().filter_map(|(name, values)| {
        let property = Property::of(name)?;
        let values = values.as_array()?.iter();
        Some(values.map(move |it| (property, snak(it))))
    });
    Statement {
        property,
        rank: match claim.get("rank").and_then(Json::as_str) {
            Some("preferred") => Rank::Preferred,
            Some("deprecated") => Rank::Deprecated,
            _ => Rank::Normal,
        },
        value: claim.get("mainsnak").map_or(Value::Other, snak),
        qualifiers: qualifiers.flatten().collect(),
    }
}

fn snak(snak: &Json) -> Value {
    match snak.get("snaktype").and_then(Json::as_str) {
        Some("somevalue") => return Value::Unknown,
        Some("novalue") => return Value::None,
        _ => {}
    }
    let value = snak.get("datavalue").and_then(|it| it.get("value"));
    value.and_then(read_value).unwrap_or(Value::Other)
}

fn read_value(value: &Json) -> Option<Value> {
    if let Some(text) = value.as_str() {
        return Some(Value::Text(text.to_owned()));
    }
    if value.get("time").is_some() {
        return time::date(value).map(Value::Date);
    }
    if let Some(text) = value.get("text") {
        return text.as_str().map(|it| Value::Text(it.to_owned()));
    }
    if let Some(id) = value.get("id") {
        return id.as_str()?.parse().ok().map(Value::Item);
    }
    // As it was written until 2017.
    let is_item = value.get("entity-type").and_then(Json::as_str) == Some("item");
    let number = value.get("numeric-id")?.as_u64()?;
    is_item.then_some(Value::Item(Id(number)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn snak_of(value: Json) -> Json {
        json!({ "snaktype": "value", "datavalue": { "value": value } })
    }

    fn obama() -> Json {
        let start = json!({ "time": "+2009-01-20T00:00:00Z", "precision": 11 });
        json!({
            "type": "item", "id": "Q76", "modified": "2026-10-01T10:00:00Z",
            "labels": { "de": { "value": "B. Obama" }, "en": { "language": "en", "value": "Barack Obama" } },
            "aliases": { "en": [{ "value": "Barack H. Obama" }], "mul": [{ "value": "Obama" }] },
            "claims": {
                "P39": [{
                    "mainsnak": snak_of(json!({ "id": "Q11696" })), "rank": "preferred",
                    "qualifiers": { "P580": [snak_of(start)], "P1545": [snak_of(json!("44"))], "P999": [] },
                }],
                "P570": [{ "mainsnak": { "snaktype": "novalue" } }],
                "P18": "not looked at",
            },
        })
    }

    #[test]
    fn an_entity_is_read_alone_in_an_array_and_in_a_document() {
        let alone = obama().to_string();
        let entity = parse(alone.as_bytes()).unwrap().remove(0);
        assert_eq!(
            (entity.id, entity.label.as_deref()),
            (Id(76), Some("Barack Obama"))
        );
        assert_eq!(entity.aliases, ["Barack H. Obama", "Obama"]);
        assert_eq!(
            entity.modified.map(|it| it.to_string()).as_deref(),
            Some("2026-10-01")
        );
        let term = entity.best(Property::PositionHeld).next().unwrap();
        assert_eq!(
            (term.rank, &term.value),
            (Rank::Preferred, &Value::Item(Id(11_696)))
        );
        assert_eq!(
            term.qualifier(Property::Ordinal),
            Some(&Value::Text("44".into()))
        );
        let died = entity.all(Property::Died).next().unwrap();
        assert_eq!((died.rank, &died.value), (Rank::Normal, &Value::None));
        for text in [
            json!([obama(), { "id": "P39" }]),
            json!({ "entities": { "Q76": obama() } }),
            json!({ "success": 1, "entities": [obama()] }),
        ] {
            assert_eq!(
                parse(text.to_string().as_bytes()).unwrap(),
                std::slice::from_ref(&entity),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_odd_says_nothing_and_loses_nothing_else() {
        let text = json!({
            "id": "Q5", "labels": [], "aliases": null, "modified": 7,
            "claims": {
                "P569": [{ "mainsnak": { "snaktype": "somevalue" }, "rank": "deprecated" }, 3, {}],
                "P39": { "not": "a list" },
                "P27": [{ "mainsnak": snak_of(json!({ "entity-type": "item", "numeric-id": 30 })) }],
                "P735": [{ "mainsnak": snak_of(json!({ "id": "L5" })) }],
            },
        });
        let entity = parse(text.to_string().as_bytes()).unwrap().remove(0);
        assert_eq!(entity.label, None);
        let born: Vec<_> = entity.all(Property::Born).map(|it| &it.value).collect();
        assert_eq!(born, [&Value::Other, &Value::Other]);
        let citizen = entity.all(Property::Citizenship).next().unwrap();
        assert_eq!(citizen.value, Value::Item(Id(30)));
        let given = entity.all(Property::GivenName).next().unwrap();
        assert_eq!(given.value, Value::Other);
    }

    #[test]
    fn broken_texts_are_told() {
        for (text, words) in [
            ("{\"id\":\"Q7", "cut off"),
            ("{]", "at byte 2"),
            ("7", "an entity"),
            ("{} {}", "trailing"),
        ] {
            let error = parse(text.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(words), "{text}: {error}");
        }
        assert_eq!(parse(b"{}").unwrap(), []);
        let deep = "[".repeat(100_000);
        assert!(parse(deep.as_bytes()).is_err());
    }
}
