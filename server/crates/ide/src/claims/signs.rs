//! What the words around a claim show: that the person is called former elsewhere, that the end of a term is told, that the
//! paragraph tells of another time.

use date::{Date, Day, Span};
use kb::{NameKind, RecordId};
use prose::{Separator, Shape};

use super::Moment;
use super::verdict::Judge;
use crate::office::Meaning;
use crate::phrases::{Position, Title};
use crate::time::When;
use crate::{Status, clause, lexicon, numbers};

impl Judge<'_> {
    /// Elsewhere in the text the same person is "former" or "late".
    pub(super) fn is_called_former(&self) -> bool {
        self.is_called(|status| {
            matches!(
                status,
                Status::Former | Status::Late | Status::Then | Status::Deposed
            )
        })
    }

    /// Elsewhere in the text the same person is "president-elect".
    pub(super) fn is_called_elect(&self) -> bool {
        self.is_called(|status| matches!(status, Status::Elect | Status::Designate))
    }

    pub(super) fn is_called(&self, is: impl Fn(Status) -> bool) -> bool {
        let here = self.ctx.links.iter().any(|it| {
            it.mention.records.first() == Some(&self.person)
                && it
                    .mention
                    .title
                    .as_ref()
                    .and_then(|it| it.status)
                    .is_some_and(|it| is(it.0))
        });
        here || self.ctx.told.called(self.person).flatten().any(is)
    }

    /// Newspapers say "acting" once.
    pub(super) fn is_first_with_title(&self) -> bool {
        let first = self.ctx.links.iter().find(|it| {
            it.mention.records.as_slice() == [self.person] && it.mention.title.is_some()
        });
        first.is_some_and(|it| std::ptr::eq(it, self.link))
            && self.ctx.told.called(self.person).next().is_none()
            && !self.is_called(|status| {
                matches!(status, Status::Acting | Status::Interim | Status::Former)
            })
    }

    /// The sentence itself says that the office is held for a time, or contested.
    pub(super) fn is_qualified(&self) -> bool {
        let sentence = clause::sentence(self.text, self.phrase.words.first);
        clause::says(self.text, sentence, |it| {
            matches!(
                it,
                "acting"
                    | "interim"
                    | "caretaker"
                    | "transitional"
                    | "provisional"
                    | "temporary"
                    | "temporarily"
                    | "disputed"
                    | "contested"
                    | "recognised"
                    | "recognized"
                    | "recognises"
                    | "recognizes"
                    | "recognise"
                    | "recognize"
                    | "proclaimed"
                    | "declared"
                    | "rival"
                    | "claims"
                    | "claimed"
                    | "de"
                    | "junta"
                    | "coup"
            )
        })
    }

    /// The paragraph names a year well before publication: what it tells without a date may be of that time.
    pub(super) fn is_history(&self, published: Span) -> bool {
        let last = i32::from(published.first().year()) - 2;
        self.reading.expressions.iter().any(|it| match it.when {
            When::Date(date) => i32::from(date.first().year()) <= last,
            When::Years(..) => true,
            When::Relative { n, .. } => n < -1,
            _ => false,
        })
    }

    /// How often the article names a year well before publication.
    pub(super) fn past_years(&self, published: Span) -> usize {
        let last = i32::from(published.first().year()) - 2;
        let all = self.ctx.readings.iter().flat_map(|it| &it.expressions);
        all.filter(|it| match it.when {
            When::Date(date) => i32::from(date.first().year()) <= last,
            When::Years(..) => true,
            _ => false,
        })
        .count()
    }

    /// The time of which the sentence tells, if it names somebody by an office (another than this one) that is held on the day of
    /// publication and was entered after a day: from then to publication.
    pub(super) fn witness(
        &self,
        published: Span,
        office: Option<RecordId>,
        after: Day,
    ) -> Option<Span> {
        let kb = self.ctx.kb;
        let sentence = clause::sentence(self.text, self.phrase.words.first);
        let start = self
            .ctx
            .links
            .partition_point(|it| it.block < self.link.block);
        let here = self.ctx.links[start..]
            .iter()
            .take_while(|it| it.block == self.link.block);
        let entered = here.filter_map(|it| {
            let phrase = &self.reading.phrases[it.phrase];
            let [person] = it.mention.records.as_slice() else {
                return None;
            };
            let inside = sentence.first <= phrase.words.first && phrase.words.first < sentence.last;
            let plain = |title: &&Title| {
                title.position != Position::Alone
                    && title.status.is_none()
                    && !title.modified
                    && !title.counterpart
                    && !title.plural
            };
            let entered = |title: &Title| {
                let meaning = Meaning::new(kb, self.reading, title);
                let mut terms = kb.person(*person).terms.iter().filter(|it| {
                    Some(it.office) != office
                        && meaning.fits(it.office)
                        && it.held(published, Day::MAX).is_yes()
                });
                terms.find_map(|it| it.from.map(Date::last).filter(|it| *it > after))
            };
            let titles = phrase.titles.iter().filter(plain);
            (inside && *person != self.person)
                .then(|| titles.filter_map(entered).next())
                .flatten()
        });
        let span = |from: Day| Span {
            from: Some(from),
            to: published.to,
        };
        entered.max().map(span)
    }

    /// The sentence is of the day of publication: it says so, or its verb is one of the present, or somebody stands beside who is in
    /// office since.
    pub(super) fn is_of_the_day(&self, moment: &Moment, office: RecordId, end: Day) -> bool {
        moment.is_dated_now()
            || self.is_present()
            || self.witness(moment.published, Some(office), end).is_some()
    }

    /// "X, whose term ended in January", "X, who left office last year"
    pub(super) fn tells_of_end(&self) -> bool {
        let at = self.phrase.words.last;
        let end = clause::sentence(self.text, self.phrase.words.first).last;
        matches!(self.text.folded_word(at), "who" | "whose")
            && (at..(at + 8).min(end)).any(|it| {
                let word = self.text.folded_word(it);
                is_end_of_office(word)
                    || matches!(
                        word,
                        "left"
                            | "leaves"
                            | "ended"
                            | "expired"
                            | "stepped"
                            | "retired"
                            | "preceded"
                    )
            })
    }

    /// "the likely next prime minister X".
    pub(super) fn is_expected(&self) -> bool {
        let before = self.title.words.first.checked_sub(1);
        before.is_some_and(|it| {
            matches!(
                self.text.folded_word(it),
                "next"
                    | "likely"
                    | "future"
                    | "prospective"
                    | "potential"
                    | "possible"
                    | "presumptive"
                    | "probable"
                    | "aspiring"
            )
        })
    }

    /// "former Bush administration Treasury Secretary X": with the administration the office ended.
    pub(super) fn is_of_an_old_government(&self) -> bool {
        let government = self.title.words.first.checked_sub(1);
        government.is_some_and(|it| {
            matches!(
                self.text.folded_word(it),
                "administration" | "government" | "cabinet"
            ) && (it.saturating_sub(3)..it).any(|it| {
                let status = lexicon::status(self.text.folded_word(it));
                matches!(status, Some(Status::Former | Status::Late | Status::Then))
            })
        })
    }

    /// "Former board member and Italian Economy Minister X": he is the one no more than the other.
    pub(super) fn is_joined_to_former(&self) -> bool {
        let first = self.title.words.first;
        let sentence = clause::sentence(self.text, first).first;
        let and = first.checked_sub(1).filter(|it| *it > sentence);
        let spaced = |it: usize| self.text.words[it].before == Separator::Space;
        and.is_some_and(|and| {
            self.text.folded_word(and) == "and"
                && (sentence.max(and.saturating_sub(8))..and).any(|at| {
                    let former = lexicon::status(self.text.folded_word(at)) == Some(Status::Former);
                    former && (at + 1..=first).all(spaced)
                })
        })
    }

    /// "the uprisings that toppled Tunisian President X [and Egyptian President Y]"
    pub(super) fn is_brought_down(&self) -> bool {
        let first = self.phrase.words.first;
        let sentence = clause::sentence(self.text, first).first;
        let verb = (sentence.max(first.saturating_sub(9))..first)
            .rev()
            .find(|it| is_bringing_down(self.text.folded_word(*it)));
        verb.is_some_and(|verb| {
            verb + 1 == first
                || (verb + 1..first).all(|it| {
                    let word = self.text.words[it];
                    word.shape != Shape::Lower
                        || matches!(self.text.folded_word(it), "and" | "the")
                        || lexicon::is_particle(self.text.folded_word(it))
                })
        })
    }

    /// "the 45th president", "America's third president"
    pub(super) fn is_numbered(&self) -> bool {
        let office = self.title.office.first;
        (office.saturating_sub(4)..office).any(|it| {
            self.title.words.first <= it + 1
                && numbers::ordinal(self.text.folded_word(it)).is_some()
        })
    }

    /// "Pyongyang's President Yoon" is a slip of the place, which another check names.
    pub(super) fn is_by_capital(&self) -> bool {
        self.title.places.iter().any(|it| {
            let hit = &self.reading.hits[*it];
            hit.places()
                .all(|it| matches!(it.kind, NameKind::Capital | NameKind::Metonym))
        })
    }

    /// "Japanese", "Japan's": no place where something happened ("In Japan Secretary of State X said").
    pub(super) fn is_by_demonym(&self) -> bool {
        self.title.places.iter().all(|it| {
            let hit = &self.reading.hits[*it];
            self.text.words[hit.last - 1].possessive
                || hit.places().all(|it| it.kind == NameKind::Demonym)
        })
    }

    /// "Burma's democracy leader", "Holyrood leader X": a title without an office of its own, and what stands before it is no
    /// more than a place.
    pub(super) fn is_of_a_movement(&self) -> bool {
        let named = |it: &usize| self.reading.hits[*it].roles.len() < 2;
        let apart = |it: &usize| self.reading.hits[*it].last < self.title.office.first;
        !self.title.hits.iter().any(named)
            && self.title.status.is_none()
            && (self.title.places.iter().any(apart) || self.is_by_capital())
    }

    /// Right before a name, and behind nothing that may own the office: not "FAES president Aznar", "the bank's president".
    pub(super) fn stands_free(&self) -> bool {
        let first = self.title.words.first;
        let joined = matches!(
            self.text.words[first].before,
            Separator::Space | Separator::Hyphen
        );
        let free = || {
            first.checked_sub(1).is_none_or(|it| {
                let word = self.text.folded_word(it);
                lexicon::opens_sentences(word)
                    || lexicon::is_report_verb(word)
                    || lexicon::is_weekday(word)
            })
        };
        let bare = self.title.words.first == self.title.office.first
            || self
                .title
                .status
                .is_some_and(|it| it.1 + 1 == self.title.office.first);
        self.title.position == Position::BeforeName && bare && (!joined || free())
    }

    /// "President Reagan's tax cuts": a possessive is background.
    pub(super) fn is_background(&self) -> bool {
        let Some(name) = &self.phrase.name else {
            return true;
        };
        self.text.words[name.words.last - 1].possessive
            && self.title.position == Position::BeforeName
            || self.is_served()
    }

    /// "appointed as assistant to President Barack Obama": a post that somebody else had, whenever that was.
    fn is_served(&self) -> bool {
        let first = self.title.words.first.min(self.phrase.words.first);
        let sentence = clause::sentence(self.text, first);
        let back = |n: usize| match first.checked_sub(n) {
            Some(at) if at >= sentence.first => self.text.folded_word(at),
            _ => "",
        };
        match back(1) {
            "to" => matches!(
                back(2).trim_end_matches('s'),
                "assistant"
                    | "adviser"
                    | "advisor"
                    | "aide"
                    | "counsel"
                    | "counselor"
                    | "counsellor"
                    | "speechwriter"
                    | "confidant"
            ),
            "of" => matches!(back(2), "cabinet" | "family" | "staff"),
            "for" | "under" => matches!(back(2), "worked" | "served" | "campaigned" | "interned"),
            _ => false,
        }
    }

    /// The name is the subject of a report: "told the audience".
    pub(super) fn acts(&self) -> bool {
        let Some(name) = &self.phrase.name else {
            return false;
        };
        let end = name.words.last;
        let verb = clause::predicate(self.text, self.phrase);
        (end..(end + 2).min(self.text.words.len()))
            .chain(verb)
            .any(|it| lexicon::is_report_verb(self.text.folded_word(it)))
    }

    /// "current", "present".
    pub(super) fn is_called_current(&self) -> bool {
        self.title.status.is_some_and(|(status, word)| {
            status == Status::Current
                && matches!(self.text.folded_word(word), "current" | "present")
        })
    }

    /// "who met X" without a day of its own: the date of the sentence is not that of the clause.
    pub(super) fn is_in_undated_relative(&self) -> bool {
        let first = self.phrase.words.first;
        let sentence = clause::sentence(self.text, first);
        // "In India, where X ordered mourning" goes on with the sentence.
        let clause = clause::relative_in(self.text, sentence, first)
            .filter(|it| self.text.folded_word(*it) != "where");
        // "a governor who helped President X": without a comma too.
        let defining = || {
            let mut before = (sentence.first..first).rev().take(8);
            let at =
                before.find(|it| matches!(self.text.folded_word(*it), "who" | "whom" | "whose"))?;
            let unbroken =
                (at + 1..=first).all(|it| self.text.words[it].before == Separator::Space);
            unbroken.then_some(at)
        };
        let own_clause = |word: usize| {
            clause::relative_in(self.text, sentence, word).or_else(|| {
                let at = defining()?;
                (at < word
                    && (at + 1..=word).all(|it| self.text.words[it].before != Separator::Comma))
                .then_some(at)
            })
        };
        let Some(clause) = clause.or_else(defining) else {
            return false;
        };
        let own = clause::expressions_in(self.reading, clause, sentence.last);
        !own.iter().any(|it| {
            own_clause(it.words.first) == Some(clause)
                && matches!(
                    it.when,
                    When::Weekday { .. } | When::MonthDay { .. } | When::Date(_)
                )
        })
    }

    /// The name is the subject of a verb of speech: such sentences of the news are of its day.
    pub(super) fn speaks(&self) -> bool {
        let verb = clause::predicate(self.text, self.phrase);
        verb.is_some_and(|it| lexicon::is_speech_verb(self.text.folded_word(it)))
    }

    /// The name is the subject of a verb of the present, or an age stands beside it: "X says", "X, 91, was there".
    pub(super) fn is_present(&self) -> bool {
        let Some(name) = &self.phrase.name else {
            return false;
        };
        let verb = clause::predicate(self.text, self.phrase);
        let present = verb.is_some_and(|it| {
            let word = self.text.folded_word(it);
            word.ends_with('s') && clause::is_verb(word) && word != "was"
                || matches!(word, "will" | "may" | "can" | "must")
        });
        let comma = |at: usize| {
            let word = self.text.words.get(at);
            word.is_some_and(|it| it.before == Separator::Comma)
        };
        let at = name.words.last;
        let age = || {
            let age = numbers::cardinal(self.text.folded_word(at));
            comma(at + 1) && age.is_some_and(|it| (18..=110).contains(&it))
        };
        present || comma(at) && age()
    }
}

/// What a holder of the office does by virtue of it.
pub(super) fn is_act_of_office(word: &str) -> bool {
    matches!(
        word,
        "met"
            | "signed"
            | "hosted"
            | "summit"
            | "talks"
            | "welcomed"
            | "received"
            | "announced"
            | "ordered"
            | "vetoed"
            | "decreed"
            | "dissolved"
            | "appointed"
    )
}

/// How a time in office ends.
pub(super) fn is_end_of_office(word: &str) -> bool {
    matches!(
        word,
        "toppled"
            | "topple"
            | "ousted"
            | "ousting"
            | "overthrew"
            | "overthrown"
            | "overthrow"
            | "deposed"
            | "removed"
            | "resigned"
            | "resigns"
            | "resignation"
            | "fled"
            | "defeated"
            | "defeat"
            | "beat"
            | "unseated"
            | "lost"
            | "killed"
            | "assassinated"
            | "murdered"
            | "shot"
            | "died"
            | "dies"
            | "death"
            | "coup"
            | "impeached"
            | "abdicated"
            | "succeeds"
            | "succeeded"
            | "replaces"
            | "replaced"
            | "successor"
            | "handed"
            | "farewell"
    )
}

/// What is done to a leader who is then none any more.
fn is_bringing_down(word: &str) -> bool {
    matches!(
        word,
        "toppled"
            | "ousted"
            | "overthrew"
            | "deposed"
            | "unseated"
            | "removed"
            | "impeached"
            | "assassinated"
    )
}
