//! Two accounts of one thing.

use date::{Date, Day, Precision};
use kb::End;
use serde::Serialize;

use super::facts::Ending;

/// How an account stands to that of the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The base says nothing of it.
    New,
    /// It says more than the base, or what came later, and both may be true.
    Changed,
    /// Both cannot be true.
    Contradicted,
    /// Wikidata does not agree with itself.
    Unclear,
}

/// A date of Wikidata against that of the base; `None` where it adds nothing.
pub fn date(base: Option<Date>, found: Date) -> Option<Change> {
    let Some(base) = base else {
        return Some(Change::New);
    };
    if !base.span().overlaps(found.span()) {
        let certain = base.is_certain() && found.is_certain();
        return Some(if certain {
            Change::Contradicted
        } else {
            Change::Changed
        });
    }
    (found.precision > base.precision && found.is_certain()).then_some(Change::Changed)
}

/// The end of a term against that of the base, where a running term is known to run until `as_of`.
pub fn end(base: End, as_of: Day, found: Ending) -> Option<Change> {
    match (base, found) {
        (End::On(base), Ending::On(found)) => date(Some(base), found),
        (End::Running, Ending::On(found)) if found.last() < as_of => Some(Change::Contradicted),
        (End::Running, Ending::On(_) | Ending::Unknown) => Some(Change::Changed),
        (End::Unknown, Ending::On(_)) => Some(Change::Changed),
        // By rank or by word; the base may know of an end that came later.
        (End::On(_) | End::Unknown, Ending::Running) => Some(Change::Contradicted),
        (_, Ending::Open | Ending::Running | Ending::Unknown) => None,
    }
}

/// Whether a term goes on where another ended: on the same day or the next, or in the same month or year where that is all
/// that is known.
pub fn follows(end: Date, start: Date) -> bool {
    let slack = i32::from(end.precision == Precision::Day);
    start.first() <= end.last().plus_days(slack) && start.last() >= end.first()
}

/// "2009-01-20/2017-01-20", as EDTF writes it: ".." for no end, "" for an end that nobody knows.
pub fn interval(from: Option<Date>, to: &str) -> String {
    let from = from.map(|it| it.to_string()).unwrap_or_default();
    format!("{from}/{to}")
}

pub fn end_text(to: End) -> String {
    match to {
        End::On(date) => date.to_string(),
        End::Running => "..".to_owned(),
        End::Unknown => "?".to_owned(),
    }
}

pub fn ending_text(to: Ending) -> String {
    match to {
        Ending::On(date) => date.to_string(),
        Ending::Running => "..".to_owned(),
        Ending::Unknown => "?".to_owned(),
        Ending::Open => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_that_says_more_changes_and_one_that_excludes_contradicts() {
        for (base, found, change) in [
            ("1961-08-04", "1961-08-04", None),
            ("1961-08-04", "1961", None),
            ("1961-08-04", "1961-08-04?", None),
            ("1961", "1961-08-04", Some(Change::Changed)),
            ("1961", "1961-08-04?", None),
            ("196X", "1961", Some(Change::Changed)),
            ("1984-01-08?", "1983-01-08", Some(Change::Changed)),
            ("1961-08-04", "1962~", Some(Change::Changed)),
            ("1961-08-04", "1961-08-05", Some(Change::Contradicted)),
            ("1961-08-04", "1962", Some(Change::Contradicted)),
        ] {
            assert_eq!(
                date(Some(parse(base)), parse(found)),
                change,
                "{base} {found}"
            );
        }
        assert_eq!(date(None, parse("1961")), Some(Change::New));
    }

    #[test]
    fn an_end_after_the_as_of_date_is_news_and_one_before_it_a_contradiction() {
        let as_of = parse("2026-09-26").first();
        let on = |it: &str| Ending::On(parse(it));
        for (base, found, change) in [
            (End::Running, on("2026-10-01"), Some(Change::Changed)),
            (End::Running, on("2026"), Some(Change::Changed)),
            (End::Running, on("2025-10-01"), Some(Change::Contradicted)),
            (End::Running, Ending::Open, None),
            (End::Running, Ending::Running, None),
            (End::Running, Ending::Unknown, Some(Change::Changed)),
            (End::Unknown, on("2025-10-01"), Some(Change::Changed)),
            (End::Unknown, Ending::Open, None),
            (End::On(parse("2025-10-01")), Ending::Open, None),
            (
                End::On(parse("2025-10-01")),
                Ending::Running,
                Some(Change::Contradicted),
            ),
            (
                End::On(parse("2025-10-01")),
                on("2025-10-02"),
                Some(Change::Contradicted),
            ),
        ] {
            assert_eq!(end(base, as_of, found), change, "{base:?} {found:?}");
        }
    }

    #[test]
    fn terms_that_follow_one_another_are_known_as_one() {
        for (end, start, one) in [
            ("2013-01-20", "2013-01-20", true),
            ("2013-01-20", "2013-01-21", true),
            ("2013-01-20", "2013-01-22", false),
            ("2013-01", "2013", true),
            ("2013", "2014", false),
        ] {
            assert_eq!(follows(parse(end), parse(start)), one, "{end} {start}");
        }
    }
}
