use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::day::month_name;
use crate::{Day, Span};

/// A date as a source gives it: EDTF (ISO 8601-2, level 1) without seasons.
///
/// `2025-05-06`, `2025-05`, `2025`, `201X`, each with `?` (uncertain), `~` (approximate) or `%` (both) behind it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Date {
    first: Day,
    pub precision: Precision,
    /// `?`: the source is not sure of it.
    pub uncertain: bool,
    /// `~`: it is near this date.
    pub approximate: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Precision {
    Decade,
    Year,
    Month,
    Day,
}

/// What was wrong with a date, as a sentence for the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseDateError(String);

impl Date {
    pub fn day(day: Day) -> Date {
        Date {
            first: day,
            precision: Precision::Day,
            uncertain: false,
            approximate: false,
        }
    }

    pub fn year(year: i16) -> Option<Date> {
        Some(Date {
            precision: Precision::Year,
            ..Date::day(Day::new(year, 1, 1)?)
        })
    }

    /// `month`: 1 to 12.
    pub fn month(year: i16, month: i8) -> Option<Date> {
        Some(Date {
            precision: Precision::Month,
            ..Date::day(Day::new(year, month, 1)?)
        })
    }

    /// The first day that it can mean.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day that it can mean.
    pub fn last(self) -> Day {
        match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.plus_months(1).plus_days(-1),
            Precision::Year => self.first.plus_years(1).plus_days(-1),
            Precision::Decade => self.first.plus_years(10).plus_days(-1),
        }
    }

    /// All the days that it can mean. An uncertain or approximate date is taken at its word here:
    /// how far to trust it is for the caller to say.
    pub fn span(self) -> Span {
        Span::new(self.first(), self.last())
    }

    /// Its one day, if it is precise to the day and certain.
    pub fn exact_day(self) -> Option<Day> {
        (self.precision == Precision::Day && self.is_certain()).then_some(self.first)
    }

    pub fn is_certain(self) -> bool {
        !self.uncertain && !self.approximate
    }

    /// "6 May 2025", "May 2025", "2025", "the 2010s"; "about" before it where it is not certain.
    pub fn long(self) -> String {
        let (year, month) = (self.first.year(), month_name(self.first.month()));
        let plain = match self.precision {
            Precision::Day => self.first.long(),
            Precision::Month => format!("{month} {year}"),
            Precision::Year => year.to_string(),
            Precision::Decade => format!("the {year}s"),
        };
        if self.is_certain() {
            plain
        } else {
            format!("about {plain}")
        }
    }

    /// The date without its marks and, where it is precise to the day, to the month or the year, cut to what
    /// `kb export` and other plain ISO readers take: "2025-05-06", "2025-05", "2025", and "2010" for a decade.
    pub fn iso(self) -> String {
        let day = self.first;
        match self.precision {
            Precision::Day => day.to_string(),
            Precision::Month => format!("{:04}-{:02}", day.year(), day.month()),
            Precision::Year | Precision::Decade => format!("{:04}", day.year()),
        }
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Date, ParseDateError> {
        let body = text.trim_end_matches(['?', '~', '%']);
        let marks = &text[body.len()..];
        if marks.len() > 1 {
            return Err(ParseDateError(format!(
                "`{text}`: one of ?, ~ and % may stand at the end of a date"
            )));
        }
        let date = parse_plain(body).ok_or_else(|| {
            ParseDateError(format!("`{text}` is no date: write 2025-05-06, 2025-05, 2025 or 201X, with ? if uncertain, ~ if approximate"))
        })?;
        Ok(Date {
            uncertain: matches!(marks, "?" | "%"),
            approximate: matches!(marks, "~" | "%"),
            ..date
        })
    }
}

fn parse_plain(body: &str) -> Option<Date> {
    let number = |s: &str, len: usize| -> Option<i16> {
        (s.len() == len && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse().ok())
            .flatten()
    };
    if let Some(decade) = body.strip_suffix('X') {
        let first = Day::new(number(decade, 3)? * 10, 1, 1)?;
        return Some(Date {
            precision: Precision::Decade,
            ..Date::day(first)
        });
    }
    let mut parts = body.splitn(3, '-');
    let year = number(parts.next()?, 4)?;
    let Some(month) = parts.next() else {
        return Date::year(year);
    };
    let month = number(month, 2)? as i8;
    let Some(day) = parts.next() else {
        return Date::month(year, month);
    };
    Day::new(year, month, number(day, 2)? as i8).map(Date::day)
}

/// EDTF, as it is parsed.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Decade => write!(f, "{:03}X", self.first.year() / 10)?,
            _ => f.write_str(&self.iso())?,
        }
        f.write_str(match (self.uncertain, self.approximate) {
            (true, true) => "%",
            (true, false) => "?",
            (false, true) => "~",
            (false, false) => "",
        })
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ParseDateError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_written_back() {
        for (text, first, last) in [
            ("2025-05-06", "2025-05-06", "2025-05-06"),
            ("1984-01-08?", "1984-01-08", "1984-01-08"),
            ("1961~", "1961-01-01", "1961-12-31"),
            ("1815-06", "1815-06-01", "1815-06-30"),
            ("2024-02%", "2024-02-01", "2024-02-29"),
            ("201X", "2010-01-01", "2019-12-31"),
        ] {
            let date: Date = text.parse().unwrap();
            assert_eq!(date.to_string(), text);
            assert_eq!(
                (date.first().to_string(), date.last().to_string()),
                (first.into(), last.into())
            );
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "?",
            "25-05-06",
            "2025-13",
            "2025-02-30",
            "2025-5-6",
            "2025-05-06??",
            "next week",
            "20255",
            "2025-05-06T10",
        ] {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
    }
}
