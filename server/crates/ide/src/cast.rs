//! Who has been introduced in the article so far, and by which short forms they may be called.

use std::rc::Rc;

use kb::{Kb, RecordId};
use rustc_hash::{FxHashMap, FxHashSet};

/// How many appearances a reader has in mind: what lies further back is not what "the president" refers to.
pub(crate) const MEMORY: usize = 256;

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
    on_stage: FxHashSet<RecordId>,
    /// Folded short form -> who bears it here, and where each was introduced; `None` is a stranger to the base.
    by_short: FxHashMap<String, Vec<(Option<RecordId>, u32)>>,
    /// Those introduced as somebody's father, wife or brother.
    relatives: Vec<RecordId>,
    /// The titles of heads that persons have whom the base does not know: "the president" may be one of them.
    pub titled_strangers: Vec<&'static str>,
    /// So many of the appearances are those of the chapter before.
    entered: usize,
    /// The folded short forms of those on the stage.
    forms: FxHashMap<RecordId, Rc<[String]>>,
}

/// Who is on the stage at the end of a chapter, the latest last, and which names and titles strangers bear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stage {
    persons: Vec<(RecordId, Option<String>)>,
    relatives: Vec<RecordId>,
    strangers: Vec<String>,
    titled_strangers: Vec<&'static str>,
}

/// So many strangers are remembered from one chapter to the next, the latest.
const STRANGERS: usize = 64;

impl Stage {
    pub fn has(&self, person: RecordId) -> bool {
        self.persons().any(|it| it == person)
    }

    pub fn persons(&self) -> impl Iterator<Item = RecordId> {
        self.persons.iter().map(|it| it.0)
    }
}

impl Cast {
    /// Puts a person on the stage under every short form of the record.
    pub fn introduce(&mut self, kb: &Kb, appearance: Appearance) {
        let known = self.forms.get(&appearance.person).cloned();
        let forms = known.unwrap_or_else(|| {
            let forms = short_forms(kb, appearance.person);
            self.forms.insert(appearance.person, forms.clone());
            forms
        });
        for form in forms.iter() {
            self.bear(form, Some(appearance.person), appearance.offset);
        }
        self.on_stage.insert(appearance.person);
        self.appearances.push(appearance);
    }

    /// A cast that begins with those of the chapter before.
    pub fn enter(kb: &Kb, stage: &Stage) -> Cast {
        let mut cast = Cast {
            relatives: stage.relatives.clone(),
            titled_strangers: stage.titled_strangers.clone(),
            entered: stage.persons.len(),
            ..Cast::default()
        };
        for (person, title) in &stage.persons {
            cast.introduce(
                kb,
                Appearance {
                    person: *person,
                    offset: 0,
                    title: title.clone(),
                },
            );
        }
        for short in &stage.strangers {
            cast.introduce_stranger(short, 0);
        }
        cast
    }

    pub fn stage(&self) -> Stage {
        let latest: Vec<&Appearance> = self.recent(u32::MAX).collect();
        let persons = latest.iter().rev();
        let mut strangers: Vec<(u32, &String)> = self
            .by_short
            .iter()
            .filter_map(|(short, bearers)| match bearers.last()? {
                (None, offset) => Some((*offset, short)),
                _ => None,
            })
            .collect();
        strangers.sort_unstable();
        let forgotten = strangers.len().saturating_sub(STRANGERS);
        let strangers = strangers.split_off(forgotten).into_iter();
        let mut titled_strangers = self.titled_strangers.clone();
        titled_strangers.sort_unstable();
        titled_strangers.dedup();
        let mut relatives = self.relatives.clone();
        relatives.retain(|it| latest.iter().any(|latest| latest.person == *it));
        Stage {
            persons: persons.map(|it| (it.person, it.title.clone())).collect(),
            relatives,
            strangers: strangers.map(|it| it.1.clone()).collect(),
            titled_strangers,
        }
    }

    /// Those whom the chapter before left on the stage.
    pub fn entered(&self) -> impl Iterator<Item = RecordId> {
        let entered = self.appearances.iter().take(self.entered);
        entered.map(|it| it.person)
    }

    /// Marks somebody on the stage as introduced only for being somebody's relative.
    pub fn set_relative(&mut self, person: RecordId) {
        self.relatives.push(person);
    }

    pub fn is_relative(&self, person: RecordId) -> bool {
        self.relatives.contains(&person)
    }

    /// Somebody called so whom the base does not know.
    pub fn introduce_stranger(&mut self, short: &str, offset: u32) {
        self.bear(short, None, offset);
    }

    /// The person called so here: the nearest introduction before `offset`, else, looking forward, the only one after it. Those
    /// for whom `fits` holds go first: the living before the dead, a leader before the leader's father. `None` also where the
    /// nearest is a stranger.
    pub fn called(
        &self,
        short: &str,
        offset: u32,
        fits: &dyn Fn(RecordId) -> bool,
    ) -> Option<RecordId> {
        let bearers = self.by_short.get(short)?;
        let before = || bearers.iter().filter(|(_, at)| *at <= offset);
        let nearest = before().max_by_key(|(_, at)| *at);
        match nearest {
            Some((None, _)) => None,
            Some((Some(person), _)) if fits(*person) => Some(*person),
            Some((person, _)) => {
                // A stranger fits as well: the granddaughter of Mussolini is called so long after him.
                let fitting = before().filter(|(it, _)| it.is_none_or(fits));
                fitting
                    .max_by_key(|(_, at)| *at)
                    .map_or(*person, |(it, _)| *it)
            }
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
        self.on_stage.contains(&person)
    }

    /// Whether the text gave the person this title, in its folded words.
    pub fn is_called(&self, person: RecordId, title: &str) -> bool {
        let mut recent = self.appearances.iter().rev().take(MEMORY);
        recent.any(|it| it.person == person && it.title.as_deref() == Some(title))
    }

    /// The latest appearances before `offset`, nearest first, each person once.
    pub fn recent(&self, offset: u32) -> impl Iterator<Item = &Appearance> {
        let mut seen = Vec::new();
        self.appearances
            .iter()
            .rev()
            .filter(move |it| it.offset < offset)
            .take(MEMORY)
            .filter(move |it| {
                let new = !seen.contains(&it.person);
                if new {
                    seen.push(it.person);
                }
                new
            })
    }

    fn bear(&mut self, short: &str, person: Option<RecordId>, offset: u32) {
        // Nearly every form was borne before, and needs no copy.
        let Some(bearers) = self.by_short.get_mut(short) else {
            let first = vec![(person, offset)];
            self.by_short.insert(short.to_owned(), first);
            return;
        };
        if bearers.last().is_none_or(|(last, _)| *last != person) {
            bearers.push((person, offset));
        }
    }
}

/// Every folded form that can stand for a person alone.
fn short_forms(kb: &Kb, person: RecordId) -> Rc<[String]> {
    let person = kb.person(person);
    let name = &person.name;
    let given = Some(&name.given).filter(|_| name.given_is_used);
    // "Gamal Abdel Nasser" is "Nasser" though his family name is written otherwise.
    let last = name.full.rsplit(' ').next();
    let last = last.filter(|it| it.len() > 3 && name.order == kb::NameOrder::GivenFirst);
    let forms = person
        .short
        .iter()
        .chain(&person.nicknames)
        .chain([&name.second, &name.family])
        .chain(given)
        .map(String::as_str)
        .chain(last);
    let forms: Vec<&str> = forms.filter(|it| !it.is_empty()).collect();
    let spelled = forms.iter().filter_map(|it| prose::spell_umlauts(it));
    forms
        .iter()
        .map(|it| prose::fold(it))
        .chain(spelled.map(|it| prose::fold(&it)))
        .collect()
}
