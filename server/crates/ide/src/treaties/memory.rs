//! What "the treaty" can refer back to: the instruments of the article so far, known and unknown.

use kb::RecordId;

use super::words::Noun;
use crate::chapters::age;

/// An instrument that was introduced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Antecedent {
    /// Below 0: so many blocks before the chapter.
    pub block: i64,
    /// None is one that the base does not know, or that is no treaty: "a pay deal". Several are a group.
    pub records: Vec<RecordId>,
    /// The common noun by which it came, if it came by one.
    pub noun: Option<Noun>,
}

/// So many paragraphs later "the treaty" still means it.
const REACH: i64 = 12;
/// So many instruments are remembered from one chapter to the next, the latest.
const HANDED_ON: usize = 32;

#[derive(Default)]
pub(super) struct Memory {
    introduced: Vec<Antecedent>,
    /// Of those that the chapters before introduced: for how many chapters they are remembered.
    ages: Vec<u8>,
}

impl Memory {
    /// What a chapter of so many blocks hands on to the next.
    pub fn latest(&self, blocks: usize) -> Vec<(Antecedent, u8)> {
        let forgotten = self.introduced.len().saturating_sub(HANDED_ON);
        let latest = self.introduced.iter().enumerate().skip(forgotten);
        let far = -REACH - 1;
        let moved = latest.filter_map(|(idx, it)| {
            let before = self.ages.get(idx).copied();
            let moved = Antecedent {
                block: (it.block - blocks as i64).max(far),
                ..it.clone()
            };
            Some((moved, age(before.is_none(), before)?))
        });
        moved.collect()
    }

    /// A memory of what the chapter before named.
    pub fn of(before: &[(Antecedent, u8)]) -> Memory {
        Memory {
            introduced: before.iter().map(|it| it.0.clone()).collect(),
            ages: before.iter().map(|it| it.1).collect(),
        }
    }

    pub fn introduce(&mut self, antecedent: Antecedent) {
        self.introduced.push(antecedent);
    }

    /// One of which the text only says that another ended it: what was nearest before stays so.
    pub fn introduce_behind(&mut self, antecedent: Antecedent) {
        let last = self.introduced.len().saturating_sub(1);
        self.introduced.insert(last, antecedent);
    }

    /// What can be meant in a block by a noun, the nearest first. It ends before a stranger that can be called so.
    pub fn nearest(&self, block: usize, noun: Noun) -> impl Iterator<Item = &Antecedent> {
        self.introduced
            .iter()
            .rev()
            .take_while(move |it| block as i64 - it.block <= REACH)
            .take_while(move |it| {
                !it.records.is_empty() || it.noun.is_some_and(|it| !noun.can_follow(it))
            })
            .filter(|it| !it.records.is_empty())
    }

    /// Whether the nearest thing that can be called so is one that the base does not know.
    pub fn ends_in_stranger(&self, block: usize, noun: Noun) -> bool {
        let mut near = self.introduced.iter().rev();
        near.find(|it| it.noun.is_none_or(|it| noun.can_follow(it)))
            .is_some_and(|it| block as i64 - it.block <= REACH && it.records.is_empty())
    }

    /// The groups and single treaties in reach of a block, the nearest first.
    pub fn all(&self, block: usize) -> impl Iterator<Item = &[RecordId]> {
        self.introduced
            .iter()
            .rev()
            .take_while(move |it| block as i64 - it.block <= REACH)
            .filter(|it| !it.records.is_empty())
            .map(|it| it.records.as_slice())
    }

    pub fn is_empty(&self) -> bool {
        self.introduced.is_empty()
    }

    pub fn has_any(&self, records: &[RecordId]) -> bool {
        records.iter().any(|it| self.has(*it))
    }

    pub fn has(&self, record: RecordId) -> bool {
        self.introduced
            .iter()
            .any(|it| it.records.contains(&record))
    }
}
