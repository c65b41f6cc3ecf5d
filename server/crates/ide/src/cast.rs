//! Who has been introduced in the article so far, and by which short forms they may be called.

use std::rc::Rc;

use crate::chapters::age;
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
    titled_strangers: Vec<&'static str>,
    /// Strangers of this chapter.
    strangers: FxHashSet<String>,
    /// What the chapters before left.
    before: Stage,
    /// The folded short forms of those on the stage.
    forms: FxHashMap<RecordId, Rc<[String]>>,
}

/// Who is on the stage at the end of a chapter, the latest last, and which names and titles strangers bear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stage {
    persons: Vec<(RecordId, Option<String>, Age)>,
    relatives: Vec<RecordId>,
    strangers: Vec<(String, Age)>,
    titled_strangers: Vec<(&'static str, Age)>,
}

/// Chapters since somebody was spoken of.
type Age = u8;

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
            before: stage.clone(),
            ..Cast::default()
        };
        for (person, title, _) in &stage.persons {
            cast.introduce(
                kb,
                Appearance {
                    person: *person,
                    offset: 0,
                    title: title.clone(),
                },
            );
        }
        for (short, _) in &stage.strangers {
            cast.bear(short, None, 0);
        }
        cast
    }

    pub fn stage(&self) -> Stage {
        let before = &self.before;
        let here: FxHashSet<RecordId> = self
            .appearances
            .iter()
            .skip(before.persons.len())
            .map(|it| it.person)
            .collect();
        let latest: Vec<&Appearance> = self.recent(u32::MAX).collect();
        let persons: Vec<(RecordId, Option<String>, Age)> = latest
            .iter()
            .rev()
            .filter_map(|it| {
                let mut entered = before.persons.iter();
                let entered = entered.find(|entered| entered.0 == it.person);
                let age = age(here.contains(&it.person), entered.map(|it| it.2))?;
                Some((it.person, it.title.clone(), age))
            })
            .collect();
        let mut strangers: Vec<(String, Age)> = self
            .by_short
            .iter()
            .filter(|(_, bearers)| bearers.last().is_some_and(|(person, _)| person.is_none()))
            .filter_map(|(short, _)| {
                let entered = before.strangers.iter().find(|it| it.0 == *short);
                let age = age(self.strangers.contains(short), entered.map(|it| it.1))?;
                Some((short.clone(), age))
            })
            .collect();
        strangers.sort_unstable_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
        strangers.truncate(STRANGERS);
        let titles = before.titled_strangers.iter().map(|it| it.0);
        let mut titles: Vec<&str> = titles
            .chain(self.titled_strangers.iter().copied())
            .collect();
        titles.sort_unstable();
        titles.dedup();
        let titled_strangers = titles.into_iter().filter_map(|title| {
            let entered = before.titled_strangers.iter().find(|it| it.0 == title);
            let here = self.titled_strangers.contains(&title);
            Some((title, age(here, entered.map(|it| it.1))?))
        });
        let mut relatives = self.relatives.clone();
        relatives.retain(|it| persons.iter().any(|person| person.0 == *it));
        Stage {
            relatives,
            strangers,
            titled_strangers: titled_strangers.collect(),
            persons,
        }
    }

    /// Those whom the chapter before left on the stage.
    pub fn entered(&self) -> impl Iterator<Item = RecordId> {
        self.before.persons()
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
        if !self.strangers.contains(short) {
            self.strangers.insert(short.to_owned());
        }
    }

    /// A title of a head, borne by somebody whom the base does not know.
    pub fn introduce_titled_stranger(&mut self, title: &'static str) {
        self.titled_strangers.push(title);
    }

    /// Whether somebody whom the base does not know bears the title.
    pub fn has_titled_stranger(&self, title: &str) -> bool {
        let before = self.before.titled_strangers.iter().map(|it| it.0);
        before
            .chain(self.titled_strangers.iter().copied())
            .any(|it| it == title)
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
