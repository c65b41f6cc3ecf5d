//! The time of what a sentence tells: its own date, else, where the paragraph looked back before it, an unknown past, else
//! publication.

use std::sync::Arc;

use date::{Day, Span, Weekday};
use prose::{BlockText, Document, Separator};

use crate::clause::{expressions_in, phrases_in, relative_in};
use crate::clock::EventClock;
use crate::phrases::{Reading, Words};
use crate::resolve::sentence_of;
use crate::time::{Expression, Unit, When};
use crate::{clause, lexicon};

/// What each block says of time, and the day from which relative expressions count.
#[derive(Clone, Copy)]
pub(crate) struct Clocks<'a> {
    pub document: &'a Document,
    pub readings: &'a [Arc<Reading>],
    pub publication: Span,
}

impl Clocks<'_> {
    /// The time of what is told at a word of a block.
    pub fn at(&self, block: usize, word: usize) -> EventClock {
        let text = &self.document.blocks[block].text;
        let number = sentence_of(text, word);
        let Some(sentence) = text.sentences.get(number) else {
            return self.now();
        };
        let (first, last) = (sentence.first as usize, sentence.last as usize);
        let sentence = Words { first, last };
        let back = self.looks_back(block, sentence, word);
        if let Some(span) = self.nearest(block, text, Words { first, last }, word) {
            return EventClock {
                span,
                stated: true,
                looks_back: back,
                carried: None,
            };
        }
        // A sentence behind one that is set in the past goes on with it, for all that anybody can tell.
        let told_before = number.checked_sub(1).and_then(|it| {
            let before = &text.sentences[it];
            self.nearest(
                block,
                text,
                Words {
                    first: before.first as usize,
                    last: before.last as usize,
                },
                before.last as usize - 1,
            )
        });
        let past = told_before.map(Span::last).filter(|it| {
            self.publication
                .from
                .is_some_and(|from| *it < from.plus_days(-60))
        });
        EventClock {
            looks_back: back || past.is_some(),
            carried: past.filter(|_| !back),
            ..self.now()
        }
    }

    /// The same, without the question whether the sentence looks back.
    pub fn span_at(&self, block: usize, word: usize) -> Span {
        let text = &self.document.blocks[block].text;
        let sentence = text.sentences.get(sentence_of(text, word));
        let nearest = sentence.and_then(|it| {
            let words = Words {
                first: it.first as usize,
                last: it.last as usize,
            };
            self.nearest(block, text, words, word)
        });
        nearest.unwrap_or(self.publication)
    }

    /// Whether the clause of a word looks back to a time that nothing dates.
    fn looks_back(&self, block: usize, sentence: Words, word: usize) -> bool {
        let text = &self.document.blocks[block].text;
        let clause = relative_in(text, sentence, word);
        (sentence.first..sentence.last).any(|it| {
            let back = match text.folded_word(it) {
                "had" => {
                    !is_reported(text, word, it, sentence.last)
                        && !is_of_another_clause(text, word, it)
                        && !self.is_dated_now(block, sentence, it)
                }
                "under" | "during" => self.is_of_somebody(block, it + 1),
                _ => is_of_the_past(text, sentence, it),
            };
            back && relative_in(text, sentence, it) == clause
        })
    }

    /// "had been in Helsinki on Tuesday": a day near publication stands right behind the verb.
    fn is_dated_now(&self, block: usize, sentence: Words, had: usize) -> bool {
        let text = &self.document.blocks[block].text;
        let end = sentence.last.min(had + 9);
        let near = expressions_in(&self.readings[block], had, end);
        near.iter().any(|it| {
            let day = matches!(
                it.when,
                When::Weekday { .. } | When::MonthDay { .. } | When::Date(_)
            );
            let turned = (had + 1..it.words.first).any(|at| {
                matches!(
                    text.folded_word(at),
                    "that" | "when" | "after" | "before" | "until" | "since" | "by" | "said"
                )
            });
            day && !turned
                && !it.modifier
                && self.resolve(it, false).is_some_and(|span| {
                    let published = self.publication;
                    span.days().is_some_and(|it| it <= 1)
                        && published
                            .from
                            .is_some_and(|it| it.plus_days(-10) <= span.first())
                        && published
                            .to
                            .is_some_and(|it| span.last() <= it.plus_days(10))
                })
        })
    }

    /// "under President X", "during the X years": somebody's time.
    fn is_of_somebody(&self, block: usize, word: usize) -> bool {
        phrases_in(&self.readings[block], word, word + 3)
            .iter()
            .any(|it| it.name.is_some())
    }

    fn now(&self) -> EventClock {
        EventClock {
            span: self.publication,
            stated: false,
            looks_back: false,
            carried: None,
        }
    }

    /// The expression of the sentence that is nearest to a word, outside of relative clauses that the word is not in.
    fn nearest(
        &self,
        block: usize,
        text: &BlockText,
        sentence: Words,
        word: usize,
    ) -> Option<Span> {
        let reading = &self.readings[block];
        let found = expressions_in(reading, sentence.first, sentence.last)
            .iter()
            .filter(|it| it.words.last <= sentence.last && !it.modifier);
        let clause = |at: usize| relative_in(text, sentence, at);
        let here = clause(word);
        found
            .filter(|it| clause(it.words.first) == here || clause(it.words.first).is_none())
            .filter_map(|it| {
                let future = is_future(text, sentence) && !is_told(text, sentence, it.words.first);
                let span = self.resolve(it, future)?;
                // "later this year" begins, "earlier this year" ends with publication.
                let before = it.words.first.checked_sub(1).map(|at| text.folded_word(at));
                let bounds = match before {
                    Some("later") => Span {
                        from: self.publication.from,
                        to: None,
                    },
                    Some("earlier") => Span {
                        from: None,
                        to: self.publication.to,
                    },
                    _ => span,
                };
                let within = span.intersect(bounds);
                let span = if within.is_empty() { span } else { within };
                Some((it.words.first.abs_diff(word), span))
            })
            .min_by_key(|it| it.0)
            .map(|it| it.1)
    }

    /// The days an expression means, counted from publication; `None` where that is not known well enough.
    pub fn resolve(&self, expression: &Expression, future: bool) -> Option<Span> {
        let year = |year: i16| Some(Span::new(Day::new(year, 1, 1)?, Day::new(year, 12, 31)?));
        match expression.when {
            When::Date(date) => Some(date.span()),
            When::Years(from, to) => Some(Span::new(Day::new(from, 1, 1)?, Day::new(to, 12, 31)?)),
            When::MonthDay { month, day } => {
                let anchor = self.anchor(250)?;
                nearest_year(
                    anchor,
                    |year| Day::new(year, month, day).map(Span::on),
                    future,
                )
            }
            When::Month(month) => {
                let anchor = self.anchor(250)?;
                nearest_year(
                    anchor,
                    |year| Some(date::Date::month(year, month)?.span()),
                    future,
                )
            }
            When::Weekday { weekday, shift } => {
                let day = self.anchor(0)?;
                Some(Span::on(on_weekday(
                    day,
                    weekday,
                    if future && shift == 0 { 1 } else { shift },
                )))
            }
            When::Relative { unit, n } => match unit {
                Unit::Day => Some(Span::on(self.anchor(0)?.plus_days(n))),
                Unit::Week => {
                    let day = self.anchor(6)?.plus_days(7 * n);
                    Some(Span::new(day.plus_days(-7), day.plus_days(7)))
                }
                Unit::Month => {
                    let day = self.anchor(30)?.plus_months(n);
                    Some(Span::new(day.plus_days(-31), day.plus_days(31)))
                }
                Unit::Year => {
                    let (from, to) = (self.publication.from?, self.publication.to?);
                    (from.year() == to.year())
                        .then(|| year(from.year() + n as i16))
                        .flatten()
                }
            },
            When::SameWeekend => None,
        }
    }

    /// The last day of publication, if that is known to within so many days.
    fn anchor(&self, days: i32) -> Option<Day> {
        let (from, to) = (self.publication.from?, self.publication.to?);
        (to.days_since(from) <= days).then_some(to)
    }
}

/// The occurrence nearest to `anchor`, before it unless the sentence looks ahead.
fn nearest_year(anchor: Day, of: impl Fn(i16) -> Option<Span>, future: bool) -> Option<Span> {
    let candidates = (anchor.year() - 1..=anchor.year() + 1).filter_map(of);
    candidates
        .filter(|it| {
            if future {
                it.last() >= anchor
            } else {
                it.first() <= anchor.plus_days(1)
            }
        })
        .min_by_key(|it| it.first().days_since(anchor).abs())
}

/// The weekday on or before `day`; a week on or back where the text says so.
fn on_weekday(day: Day, weekday: Weekday, shift: i8) -> Day {
    let back = i32::from(
        (day.weekday().to_monday_zero_offset() - weekday.to_monday_zero_offset()).rem_euclid(7),
    );
    match shift {
        1 => day.plus_days(if back == 0 { 0 } else { 7 - back }),
        _ => day.plus_days(-back),
    }
}

/// Whether the sentence speaks of what is to come.
pub(crate) fn is_future(text: &BlockText, sentence: Words) -> bool {
    (sentence.first..sentence.last).any(|it| {
        matches!(
            text.folded_word(it),
            "will"
                | "shall"
                | "scheduled"
                | "upcoming"
                | "forthcoming"
                | "planned"
                | "due"
                | "plans"
        )
    })
}

/// The verb nearest before an expression, in its clause, is one of telling: "signed on Friday an accord that will end the war".
fn is_told(text: &BlockText, sentence: Words, expression: usize) -> bool {
    for at in (sentence.first..expression).rev() {
        let word = text.folded_word(at);
        if is_future(
            text,
            Words {
                first: at,
                last: at + 1,
            },
        ) || matches!(word, "to" | "would" | "that" | "which" | "who")
        {
            return false;
        }
        if matches!(
            word,
            "signed"
                | "initialled"
                | "agreed"
                | "adopted"
                | "reached"
                | "ratified"
                | "struck"
                | "met"
                | "announced"
                | "said"
                | "told"
        ) {
            return true;
        }
        if text.words[at].before == Separator::Semicolon {
            return false;
        }
    }
    false
}

/// Whether the second word stands in what somebody reports who is named at the first: "said that ... had", "had ..., X said".
fn is_reported(text: &BlockText, subject: usize, had: usize, end: usize) -> bool {
    let comma = |it: &usize| text.words[*it].before == Separator::Comma;
    if subject < had {
        let clause = relative_in(
            text,
            Words {
                first: subject,
                last: end,
            },
            had,
        );
        let said = (subject..had).find(|it| lexicon::is_report_verb(text.folded_word(*it)));
        return said.is_some_and(|said| {
            lexicon::is_speech_verb(text.folded_word(said)) && clause.is_none()
                || (said..had).any(|it| text.folded_word(it) == "that")
        });
    }
    (had..=subject).any(|it| comma(&it))
        && (subject + 1..end.min(subject + 9))
            .take_while(|it| !comma(it))
            .any(|it| lexicon::is_speech_verb(text.folded_word(it)))
}

/// "..., and Y had": a clause of its own behind the one that a word stands in.
fn is_of_another_clause(text: &BlockText, word: usize, had: usize) -> bool {
    let turn = (word + 1..had).rev().find(|it| {
        matches!(
            text.words[*it].before,
            Separator::Comma | Separator::Semicolon
        ) && matches!(
            text.folded_word(*it),
            "and" | "but" | "while" | "whereas" | "because"
        ) || text.words[*it].before == Separator::Semicolon
    });
    // Else the subject is a list: "X, Y, and Z had".
    turn.is_some_and(|turn| (word..turn).any(|it| clause::is_verb(text.folded_word(it))))
}

/// Words by which a sentence looks back to a time that nothing dates, but for those whose clause decides.
fn is_of_the_past(text: &BlockText, sentence: Words, it: usize) -> bool {
    let word = |at: usize| match sentence.first <= at && at < sentence.last {
        true => text.folded_word(at),
        false => "",
    };
    let before = |n: usize| it.checked_sub(n).map_or("", word);
    match word(it) {
        "formerly" | "previously" | "once" | "predecessor" | "predecessors" => true,
        "decades" => matches!(
            word(it + 1),
            "ago" | "earlier" | "later" | "before" | "after"
        ),
        // "first by X and then by Y" tells an order, "then-" stands with a title.
        "then" => {
            it == sentence.first
                || it + 1 < sentence.last
                    && text.words[it + 1].before != Separator::Hyphen
                    && !matches!(before(1), "and" | "but")
        }
        "time" => before(1) == "the" && before(2) == "at",
        "administration" => (1..5).any(|it| matches!(before(it), "under" | "during" | "in")),
        // Not "for the first time in history", "in the history of disarmament".
        "history" => matches!(before(1), "a" | "his" | "her"),
        // "the presidency said"
        "presidency" => it + 1 >= sentence.last || !lexicon::is_report_verb(word(it + 1)),
        "era" | "memoir" | "memoirs" | "book" | "biography" => true,
        _ => false,
    }
}
