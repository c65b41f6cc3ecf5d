//! Who has been introduced in the article so far, and by which short forms they may be called.

use kb::{Kb, RecordId};
use rustc_hash::FxHashMap;

/// One appearance of a person in the text.
#[derive(Clone, Debug)]
pub(crate) struct Appearance {
    pub person: RecordId,
    /// Byte in the document.
    pub offset: u32,
    /// The hits' title words by which the person was called, folded: "prime minister".
    pub title: Option<String>,
}

/// The persons of an article, known and unknown.
#[derive(Default)]
pub(crate) struct Cast {
    /// In the order in which they were linked.
    pub appearances: Vec<Appearance>,
    /// Folded short form -> who bears it here, and where each was introduced; `None` is a stranger to the base.
    by_short: FxHashMap<String, Vec<(Option<RecordId>, u32)>>,
}

impl Cast {
    /// Puts a person on the stage under every short form of the record.
    pub fn introduce(&mut self, kb: &Kb, appearance: Appearance) {
        let person = kb.person(appearance.person);
        let forms = person
            .short
            .iter()
            .chain(&person.nicknames)
            .chain([&person.name.second, &person.name.family]);
        for form in forms {
            if !form.is_empty() {
                self.bear(
                    prose::fold(form),
                    Some(appearance.person),
                    appearance.offset,
                );
            }
        }
        if person.name.given_is_used && !person.name.given.is_empty() {
            self.bear(
                prose::fold(&person.name.given),
                Some(appearance.person),
                appearance.offset,
            );
        }
        // "Gamal Abdel Nasser" is "Nasser" though his family name is written otherwise.
        if let Some(last) = person
            .name
            .full
            .rsplit(' ')
            .next()
            .filter(|it| it.len() > 3)
            && person.name.order == kb::NameOrder::GivenFirst
        {
            self.bear(
                prose::fold(last),
                Some(appearance.person),
                appearance.offset,
            );
        }
        self.appearances.push(appearance);
    }

    /// Somebody called so whom the base does not know.
    pub fn introduce_stranger(&mut self, short: &str, offset: u32) {
        self.bear(short.to_owned(), None, offset);
    }

    /// The person called so here: the nearest introduction before `offset`, else, looking forward, the only one after it.
    /// `None` also where the nearest is a stranger.
    pub fn called(&self, short: &str, offset: u32) -> Option<RecordId> {
        let bearers = self.by_short.get(short)?;
        match bearers
            .iter()
            .rev()
            .filter(|(_, at)| *at <= offset)
            .max_by_key(|(_, at)| *at)
        {
            Some((person, _)) => *person,
            None => {
                let first = bearers.first()?.0?;
                bearers
                    .iter()
                    .all(|(person, _)| *person == Some(first))
                    .then_some(first)
            }
        }
    }

    /// Everybody called so in the article.
    pub fn all_called(&self, short: &str) -> Vec<RecordId> {
        let mut all: Vec<RecordId> = self
            .by_short
            .get(short)
            .into_iter()
            .flatten()
            .filter_map(|(person, _)| *person)
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    pub fn is_stranger(&self, short: &str) -> bool {
        self.by_short
            .get(short)
            .is_some_and(|it| it.iter().any(|(person, _)| person.is_none()))
    }

    pub fn has(&self, person: RecordId) -> bool {
        self.appearances.iter().any(|it| it.person == person)
    }

    /// The latest appearances before `offset`, nearest first, each person once.
    pub fn recent(&self, offset: u32) -> impl Iterator<Item = &Appearance> {
        let mut seen = Vec::new();
        self.appearances
            .iter()
            .rev()
            .filter(move |it| it.offset < offset)
            .filter(move |it| {
                let new = !seen.contains(&it.person);
                if new {
                    seen.push(it.person);
                }
                new
            })
    }

    fn bear(&mut self, short: String, person: Option<RecordId>, offset: u32) {
        let bearers = self.by_short.entry(short).or_default();
        if bearers.last().is_none_or(|(last, _)| *last != person) {
            bearers.push((person, offset));
        }
    }
}
