//! The grammar of time expressions: full and partial dates in every order of the news, years, weekdays, relative days, weeks,
//! months and years. After the subset of TIMEX3 that HeidelTime and SUTime cover and news uses (CHECKS, "Time in text").

use date::{Date, Day, Weekday};
use prose::{BlockText, Separator, Shape};

use crate::lexicon;
use crate::phrases::Words;

/// A time expression in a block.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression {
    pub words: Words,
    pub when: When,
    /// A weekday that stands with the date.
    pub weekday: Option<(Weekday, usize)>,
    /// It modifies a noun ("the 1961 treaty") and dates no sentence.
    pub modifier: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum When {
    /// With its year: a day, a month, a year, a decade.
    Date(Date),
    /// "2009-2016", "from 2009 to 2016"
    Years(i16, i16),
    /// "September 3"
    MonthDay { month: i8, day: i8 },
    /// "in April"
    Month(i8),
    /// "on Tuesday", "last Friday"; `shift` -1 last, 0 bare or this, 1 next
    Weekday { weekday: Weekday, shift: i8 },
    /// "yesterday", "last year", "three weeks ago"
    Relative { unit: Unit, n: i32 },
    /// "the same weekend": that of the date before
    SameWeekend,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// All time expressions of a block, in order; none over another.
pub(crate) fn expressions(text: &BlockText) -> Vec<Expression> {
    let reader = Reader { text };
    let mut found = Vec::new();
    let mut word = 0;
    while word < text.words.len() {
        match reader.at(word) {
            Some(expression) => {
                word = expression.words.last.max(word + 1);
                found.push(expression);
            }
            None => word += 1,
        }
    }
    found
}

struct Reader<'a> {
    text: &'a BlockText,
}

impl Reader<'_> {
    fn at(&self, word: usize) -> Option<Expression> {
        let it = self.text.words[word];
        let folded = self.text.folded_word(word);
        match it.shape {
            Shape::Number => self.number(word, folded),
            Shape::Capital | Shape::Capitals => self
                .weekday(word)
                .or_else(|| self.month_first(word))
                .or_else(|| self.relative(word, folded)),
            _ => self.relative(word, folded),
        }
    }

    fn word(&self, word: usize) -> &str {
        if word < self.text.words.len() {
            self.text.folded_word(word)
        } else {
            ""
        }
    }

    /// Joined to the word before it by nothing more than a comma.
    fn follows(&self, word: usize) -> bool {
        self.text
            .words
            .get(word)
            .is_some_and(|it| matches!(it.before, Separator::Space | Separator::Comma))
    }

    fn spaced(&self, word: usize) -> bool {
        self.text
            .words
            .get(word)
            .is_some_and(|it| it.before == Separator::Space)
    }

    fn expression(&self, first: usize, last: usize, when: When) -> Option<Expression> {
        Some(Expression {
            words: Words { first, last },
            when,
            weekday: None,
            modifier: false,
        })
    }

    /// "Tuesday, 5 August 2025", "on Tuesday"
    fn weekday(&self, word: usize) -> Option<Expression> {
        let weekday = weekday_named(self.word(word))?;
        let next = word + 1;
        // "on Friday (Aug. 16)"
        let bracketed = self
            .text
            .words
            .get(next)
            .is_some_and(|it| it.before == Separator::OpenBracket);
        if self.follows(next) || bracketed {
            let date = match self.text.words[next].shape {
                Shape::Number => self.number(next, self.word(next)),
                Shape::Capital => self.month_first(next),
                _ if self.word(next) == "the" && self.follows(next + 1) => {
                    self.number(next + 1, self.word(next + 1))
                }
                _ => None,
            };
            if let Some(mut date) = date.filter(|it| matches!(it.when, When::MonthDay { .. } | When::Date(_)) && !matches!(it.when, When::Date(date) if date.precision != date::Precision::Day)) {
                date.words.first = word;
                date.weekday = Some((weekday, word));
                return Some(date);
            }
        }
        let shift = match word.checked_sub(1).map(|it| self.word(it)) {
            Some("last" | "past") => -1,
            Some("next" | "coming") => 1,
            _ => 0,
        };
        self.expression(word, next, When::Weekday { weekday, shift })
    }

    /// "August 5, 2025", "Aug. 5", "August 2025", "in August"
    fn month_first(&self, word: usize) -> Option<Expression> {
        let month = lexicon::month(self.word(word))? as i8;
        if self.follows(word + 1) {
            if let Some(day) = self
                .day(word + 1)
                .filter(|_| self.text.words[word + 1].before == Separator::Space)
            {
                if self.follows(word + 2)
                    && self.word(word + 2) != "of"
                    && let Some(year) = self.year(word + 2)
                {
                    return self.expression(word, word + 3, When::Date(day_of(year, month, day)?));
                }
                return self.expression(word, word + 2, When::MonthDay { month, day });
            }
            if let Some(year) = self.year(word + 1) {
                return self.expression(word, word + 2, When::Date(Date::month(year, month)?));
            }
        }
        // A month alone needs a preposition: "May" and "March" are other words.
        let preposition = word.checked_sub(1).is_some_and(|it| {
            matches!(
                self.word(it),
                "in" | "since" | "until" | "by" | "last" | "next" | "late" | "early" | "mid"
            )
        });
        if preposition {
            self.expression(word, word + 1, When::Month(month))
        } else {
            None
        }
    }

    /// "5 August 2025", "2025-08-05", "2009-2016", "in 2019", "the 1990s"
    fn number(&self, word: usize, folded: &str) -> Option<Expression> {
        if folded.len() == 4 && folded.bytes().all(|it| it.is_ascii_digit()) {
            return self.year_first(word);
        }
        if let Some(decade) = folded
            .strip_suffix('s')
            .filter(|it| it.len() == 4 && it.ends_with('0'))
        {
            let year: i16 = decade
                .parse()
                .ok()
                .filter(|it| (1700..=2100).contains(it))?;
            let date: Date = format!("{}X", year / 10).parse().ok()?;
            return self.expression(word, word + 1, When::Date(date));
        }
        let day = self.day(word)?;
        let mut at = word + 1;
        if self.word(at) == "of" {
            at += 1;
        }
        let month = lexicon::month(self.word(at))
            .filter(|_| self.spaced(word + 1) && self.text.words[at].shape != Shape::Lower)?
            as i8;
        if self.follows(at + 1)
            && let Some(year) = self.year(at + 1)
        {
            return self.expression(word, at + 2, When::Date(day_of(year, month, day)?));
        }
        day_of(2024, month, day)?; // 30 February
        self.expression(word, at + 1, When::MonthDay { month, day })
    }

    fn year_first(&self, word: usize) -> Option<Expression> {
        let year = self.year(word)?;
        let hyphen = |word: usize| {
            self.text
                .words
                .get(word)
                .is_some_and(|it| it.before == Separator::Hyphen)
        };
        let two = |word: usize| {
            self.word(word)
                .parse::<i8>()
                .ok()
                .filter(|_| self.word(word).len() == 2)
        };
        if hyphen(word + 1)
            && hyphen(word + 2)
            && let (Some(month), Some(day)) = (two(word + 1), two(word + 2))
        {
            return self.expression(word, word + 3, When::Date(day_of(year, month, day)?));
        }
        if hyphen(word + 1) {
            if let Some(end) = self.year(word + 1).filter(|it| *it >= year) {
                return self.expression(word, word + 2, When::Years(year, end));
            }
            if let Some(end) = two(word + 1)
                .map(|it| year / 100 * 100 + i16::from(it))
                .filter(|it| *it > year)
            {
                return self.expression(word, word + 2, When::Years(year, end));
            }
            return None; // "the 1961-born"
        }
        let before = word.checked_sub(1).map(|it| self.word(it)).unwrap_or("");
        if matches!(before, "from" | "between")
            && matches!(self.word(word + 1), "to" | "and" | "until")
            && let Some(end) = self.year(word + 2).filter(|it| *it >= year)
        {
            return self.expression(word, word + 3, When::Years(year, end));
        }
        let dated = matches!(
            before,
            "in" | "since"
                | "by"
                | "until"
                | "till"
                | "before"
                | "after"
                | "during"
                | "from"
                | "early"
                | "late"
                | "mid"
                | "to"
                | "of"
                | "around"
                | "circa"
                | "through"
                | "and"
                | "summer"
                | "winter"
                | "spring"
                | "autumn"
                | "fall"
        );
        let joined_next = self.text.words.get(word + 1).is_some_and(|it| {
            matches!(it.before, Separator::Space | Separator::Hyphen)
                && matches!(
                    it.shape,
                    Shape::Lower | Shape::Capital | Shape::Capitals | Shape::Mixed
                )
        });
        let noun_follows = joined_next
            && !lexicon::opens_sentences(self.word(word + 1))
            && !lexicon::is_report_verb(self.word(word + 1));
        // "2000 troops" is no year; "the 1961 treaty" modifies.
        let modifier = !dated
            && noun_follows
            && matches!(before, "the" | "a" | "an" | "its" | "their" | "his" | "her");
        if !dated && noun_follows && !modifier {
            return None;
        }
        let mut expression = self.expression(word, word + 1, When::Date(Date::year(year)?))?;
        expression.modifier = modifier
            || before == "of" && word > 1 && self.text.words[word - 2].shape != Shape::Lower;
        Some(expression)
    }

    /// "yesterday", "last year", "three weeks ago", "the same weekend"
    fn relative(&self, word: usize, folded: &str) -> Option<Expression> {
        let relative = |first: usize, last: usize, unit: Unit, n: i32| {
            self.expression(first, last, When::Relative { unit, n })
        };
        match folded {
            "today" | "tonight" => relative(word, word + 1, Unit::Day, 0),
            "yesterday" => relative(word, word + 1, Unit::Day, -1),
            "tomorrow" => relative(word, word + 1, Unit::Day, 1),
            "last" | "this" | "next" | "previous" | "coming" | "past" if self.spaced(word + 1) => {
                let n = match folded {
                    "last" | "previous" | "past" => -1,
                    "this" => 0,
                    _ => 1,
                };
                let unit = match self.word(word + 1) {
                    "week" | "weekend" => Unit::Week,
                    "month" => Unit::Month,
                    "year" => Unit::Year,
                    "summer" | "winter" | "spring" | "autumn" | "fall" => {
                        return relative(word, word + 2, Unit::Year, n);
                    }
                    _ => return None,
                };
                relative(word, word + 2, unit, n)
            }
            "same" if self.word(word + 1) == "weekend" => {
                self.expression(word, word + 2, When::SameWeekend)
            }
            // Nearly every word of a text ends here.
            _ if self.word(word + 2) != "ago" => None,
            _ => {
                let n = crate::numbers::cardinal(folded).or(if matches!(folded, "a" | "an") {
                    Some(1)
                } else {
                    None
                })?;
                self.ago(word, n)
            }
        }
    }

    /// "three weeks ago"
    fn ago(&self, word: usize, n: i32) -> Option<Expression> {
        let unit = match self.word(word + 1) {
            "day" | "days" => Unit::Day,
            "week" | "weeks" => Unit::Week,
            "month" | "months" => Unit::Month,
            "year" | "years" => Unit::Year,
            "decade" | "decades" => {
                return (self.word(word + 2) == "ago")
                    .then(|| {
                        self.expression(
                            word,
                            word + 3,
                            When::Relative {
                                unit: Unit::Year,
                                n: -10 * n,
                            },
                        )
                    })
                    .flatten();
            }
            _ => return None,
        };
        (self.word(word + 2) == "ago")
            .then(|| self.expression(word, word + 3, When::Relative { unit, n: -n }))
            .flatten()
    }

    /// A day of the month: "5", "5th".
    fn day(&self, word: usize) -> Option<i8> {
        let folded = self.word(word);
        let digits = folded.trim_end_matches(|it: char| it.is_ascii_alphabetic());
        let ending = &folded[digits.len()..];
        if !matches!(ending, "" | "st" | "nd" | "rd" | "th") || digits.len() > 2 {
            return None;
        }
        digits.parse().ok().filter(|it| (1..=31).contains(it))
    }

    fn year(&self, word: usize) -> Option<i16> {
        crate::treaties::year(self.text, word).filter(|_| word < self.text.words.len())
    }
}

fn day_of(year: i16, month: i8, day: i8) -> Option<Date> {
    Day::new(year, month, day).map(Date::day)
}

fn weekday_named(folded: &str) -> Option<Weekday> {
    Some(match folded {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" | "tues" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" | "thurs" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" | "sat" => Weekday::Saturday,
        "sunday" | "sun" => Weekday::Sunday,
        _ => return None,
    })
}
