use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Day, Truth};

/// An interval of days, both ends included; an absent end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    pub from: Option<Day>,
    pub to: Option<Day>,
}

impl Span {
    pub const EVER: Span = Span {
        from: None,
        to: None,
    };

    pub fn new(from: Day, to: Day) -> Span {
        Span {
            from: Some(from),
            to: Some(to),
        }
    }

    pub fn on(day: Day) -> Span {
        Span::new(day, day)
    }

    pub fn since(day: Day) -> Span {
        Span {
            from: Some(day),
            to: None,
        }
    }

    pub fn until(day: Day) -> Span {
        Span {
            from: None,
            to: Some(day),
        }
    }

    pub fn is_empty(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if from > to)
    }

    /// The only day of the span, if it has exactly one.
    pub fn single(self) -> Option<Day> {
        self.from.filter(|_| self.from == self.to)
    }

    /// How many days it holds; `None` if it is open.
    pub fn days(self) -> Option<u32> {
        let (from, to) = (self.from?, self.to?);
        u32::try_from(to.days_since(from) + 1).ok().or(Some(0))
    }

    pub fn first(self) -> Day {
        self.from.unwrap_or(Day::MIN)
    }

    pub fn last(self) -> Day {
        self.to.unwrap_or(Day::MAX)
    }

    pub fn contains(self, day: Day) -> bool {
        self.first() <= day && day <= self.last()
    }

    /// Whether every day of `other` is a day of `self`.
    pub fn covers(self, other: Span) -> bool {
        self.first() <= other.first() && other.last() <= self.last()
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.first() <= other.last() && other.first() <= self.last()
    }

    /// The days in both; may be empty.
    pub fn intersect(self, other: Span) -> Span {
        Span {
            from: self.from.max(other.from),
            to: match (self.to, other.to) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            },
        }
    }

    /// Whether a thing that lasted for `self` was so at a moment known only to lie in `clock`:
    /// yes on every day of it, no on none, else it cannot be told.
    pub fn at(self, clock: Span) -> Truth {
        if !self.overlaps(clock) {
            Truth::No
        } else if self.covers(clock) {
            Truth::Yes
        } else {
            Truth::CannotTell
        }
    }
}

/// ISO 8601-2: "2025-01-01/2025-09-02", ".." for an open end, one date if it is one day.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = self.single() {
            return day.fmt(f);
        }
        match self.from {
            Some(day) => day.fmt(f)?,
            None => f.write_str("..")?,
        }
        f.write_str("/")?;
        match self.to {
            Some(day) => day.fmt(f),
            None => f.write_str(".."),
        }
    }
}
