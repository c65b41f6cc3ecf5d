//! Slips in a name behind a title, which says who is meant.

use date::{Day, Span};
use kb::{NameKind, RecordId};
use prose::Separator;

use super::letters::{edits, is_half_right, is_letter_off, is_slip};
use super::{Slip, Speller, spelled};
use crate::check::Checker;
use crate::lexicon;
use crate::office::{Meaning, is_head, may_live, terms_of};
use crate::phrases::{Name, Phrase, Words};
use crate::resolve::folded;

impl Speller<'_> {
    /// A title says who is meant: the one near name among those who hold or held the office.
    pub(super) fn with_title(&self, phrase: &Phrase) -> Option<Slip> {
        let kb = self.checker.ctx.kb;
        let name = phrase.name.as_ref()?;
        let words = self.whole_name(name.words);
        let whole = name.hit.is_some() && !name.beside_capital && words == name.words;
        if name.institution || whole {
            return None;
        }
        let mut titles = phrase.titles.iter();
        let Some(title) = titles.find(|it| !it.modified && !it.counterpart) else {
            return self.with_rank(name);
        };
        let meaning = Meaning::new(kb, self.reading, title);
        let written = folded(self.text, words);
        let clock = self.clock(words);
        let fits = |person: RecordId| {
            may_live(kb, person, clock)
                && !terms_of(kb, person, |office| meaning.fits(office)).is_empty()
        };
        let slip = |words: Words, (person, known): (RecordId, String)| Slip {
            words,
            person,
            known,
        };
        let last = words.last - 1;
        if words.last - words.first == 1 {
            return near(self.checker, &written, false, &fits).map(|it| slip(words, it));
        }
        let variant = |(id, known): &(RecordId, String)| {
            let (a, b) = (written.split(' '), prose::fold(known));
            a.zip(b.split(' '))
                .all(|(a, b)| a == b || self.is_romanisation(*id, a, b, clock))
        };
        // Of two presidents Bush the one in office is meant.
        let holds = |person: RecordId| {
            let mut terms = kb.person(person).terms.iter();
            fits(person)
                && terms.any(|it| meaning.fits(it.office) && it.held(clock, Day::MAX).is_yes())
        };
        let whole = near(self.checker, &written, true, &fits)
            .or_else(|| near(self.checker, &written, true, &holds));
        if whole.as_ref().is_some_and(variant) {
            return None;
        }
        whole
            .map(|it| slip(words, it))
            .or_else(|| {
                // The given name is right and the surname is not.
                let first = written.split(' ').next()?;
                near(self.checker, self.text.folded_word(last), false, &fits)
                    .filter(|(person, _)| {
                        let given = prose::fold(&kb.person(*person).name.given);
                        given.split(' ').next() == Some(first)
                    })
                    .map(|it| {
                        let words = Words {
                            first: last,
                            last: last + 1,
                        };
                        slip(words, it)
                    })
            })
            .or_else(|| self.holder(&meaning, words, &written, clock))
            .or_else(|| self.with_rank(name))
    }

    /// A given name behind a title goes on, though what follows is the name of a country or of somebody else: "President Francois
    /// Holland", "President Nicholas Sarkozy".
    fn whole_name(&self, mut words: Words) -> Words {
        if words.last - words.first == 1
            && self.is_joined(words.last)
            && self.is_capital(words.last)
            && !self.text.words[words.first].possessive
        {
            words.last += 1;
        }
        // "Lee Myung-back"
        let goes_on = |word: usize| {
            let next = self.text.words.get(word);
            next.is_some_and(|it| it.before == Separator::Hyphen)
        };
        while goes_on(words.last) {
            words.last += 1;
        }
        words
    }

    /// "General Min Aung Hliang": a rank and the whole name of one who rules at the time.
    fn with_rank(&self, name: &Name) -> Option<Slip> {
        let kb = self.checker.ctx.kb;
        let words = name.words;
        let before = words.first.checked_sub(1);
        let rank = before.is_some_and(|it| {
            self.text.words[words.first].before == Separator::Space
                && lexicon::is_honorific(self.text.folded_word(it))
        });
        if !rank || words.last - words.first < 2 {
            return None;
        }
        let clock = self.clock(words);
        let rules = |person: RecordId| {
            let mut terms = kb.person(person).terms.iter();
            terms.any(|it| is_head(kb, it.office) && it.held(clock, Day::MAX).is_yes())
        };
        let written = folded(self.text, words);
        let (person, known) = near(self.checker, &written, true, &rules)?;
        Some(Slip {
            words,
            person,
            known,
        })
    }

    /// Slips in both halves of a name: only among those who held the office of a state that is named.
    fn holder(
        &self,
        meaning: &Meaning<'_>,
        words: Words,
        written: &str,
        clock: Span,
    ) -> Option<Slip> {
        let kb = self.checker.ctx.kb;
        if meaning.places.is_empty() || self.is_borne(written) {
            return None;
        }
        let mut holders: Vec<RecordId> = meaning
            .offices()
            .iter()
            .flat_map(|it| kb.holders(*it))
            .map(|it| it.person)
            .filter(|it| may_live(kb, *it, clock))
            .collect();
        holders.sort_unstable();
        holders.dedup();
        let in_office = |person: RecordId| {
            let mut terms = kb.person(person).terms.iter();
            terms.any(|it| meaning.fits(it.office) && it.held(clock, Day::MAX).is_yes())
        };
        let forms = holders.iter().filter_map(|person| {
            let mut forms = kb.person(*person).full_forms();
            let form = forms.find(|form| {
                let known = prose::fold(form);
                edits(written, &known).is_some_and(|it| it <= 4)
                    || is_letter_off(written, &known)
                    || in_office(*person) && is_half_right(written, &known)
            })?;
            Some((*person, form.clone()))
        });
        let [(person, known)] = <[_; 1]>::try_from(forms.collect::<Vec<_>>()).ok()?;
        Some(Slip {
            words,
            person,
            known,
        })
    }
}

/// The one person with a name at the allowed distance of what is written, for whom `fits` holds.
fn near(
    checker: &Checker<'_>,
    written: &str,
    full: bool,
    fits: &dyn Fn(RecordId) -> bool,
) -> Option<(RecordId, String)> {
    let names = checker.ctx.names;
    let kb = checker.ctx.kb;
    let is_borne = |info: &kb::Bearers| info.persons.iter().any(|it| it.kind != NameKind::Given);
    if names.lookup(written).is_some_and(|info| is_borne(&info)) {
        return None;
    }
    let mut found: Vec<(RecordId, String)> = Vec::new();
    // Two letters exchanged are two edits to the index and one to a reader.
    for suggestion in kb.slips(written).iter() {
        if !is_slip(written, &suggestion.folded) {
            continue;
        }
        let info = kb.bearers(suggestion.entries);
        for entry in &info.persons {
            let kind = if full {
                entry.kind == NameKind::Full
            } else {
                matches!(entry.kind, NameKind::Surname | NameKind::Full)
            };
            if kind
                && fits(entry.record)
                && !found.iter().any(|(person, _)| *person == entry.record)
            {
                found.push((
                    entry.record,
                    spelled(kb.person(entry.record), &suggestion.folded),
                ));
            }
        }
    }
    match found.as_slice() {
        [_] => found.pop(),
        _ => None,
    }
}
