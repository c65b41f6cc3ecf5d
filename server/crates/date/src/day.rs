use std::fmt;

use jiff::civil;
use serde::{Deserialize, Serialize};

pub use jiff::civil::Weekday;

/// One day of the proleptic Gregorian calendar, counted from 1970-01-01 (day 0).
///
/// Years run from -9999 to 9999; arithmetic beyond saturates at those ends.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(i32);

impl Day {
    /// The first day that can be named.
    pub const MIN: Day = Day(-4_371_587);
    /// The last day that can be named.
    pub const MAX: Day = Day(2_932_896);

    /// The day with this year, month (1 to 12) and day of the month, if there is one.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        civil::Date::new(year, month, day).ok().map(Day::from_civil)
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day with this number of days since 1970-01-01, held within [`Day::MIN`] and [`Day::MAX`].
    pub fn from_number(number: i32) -> Day {
        Day(number.clamp(Day::MIN.0, Day::MAX.0))
    }

    pub fn year(self) -> i16 {
        self.civil().year()
    }

    /// 1 to 12.
    pub fn month(self) -> i8 {
        self.civil().month()
    }

    /// 1 to 31.
    pub fn day_of_month(self) -> i8 {
        self.civil().day()
    }

    pub fn weekday(self) -> Weekday {
        self.civil().weekday()
    }

    pub fn plus_days(self, days: i32) -> Day {
        Day::from_number(self.0.saturating_add(days))
    }

    /// The same day of the month some months on; the last of the month where it has no such day.
    pub fn plus_months(self, months: i32) -> Day {
        let date = self.civil();
        let months = i32::from(date.year()) * 12 + i32::from(date.month()) - 1 + months;
        let year = months.div_euclid(12).clamp(-9999, 9999) as i16;
        let month = months.rem_euclid(12) as i8 + 1;
        let first = civil::Date::new(year, month, 1).unwrap_or(civil::Date::ZERO);
        Day::from_civil(
            civil::Date::new(year, month, date.day().min(first.days_in_month()))
                .unwrap_or(first.last_of_month()),
        )
    }

    pub fn plus_years(self, years: i32) -> Day {
        self.plus_months(years.saturating_mul(12))
    }

    /// Days from `earlier` to `self`; negative if `self` is the earlier.
    pub fn days_since(self, earlier: Day) -> i32 {
        self.0 - earlier.0
    }

    /// "6 May 2025".
    pub fn long(self) -> String {
        format!(
            "{} {} {}",
            self.day_of_month(),
            month_name(self.month()),
            self.year()
        )
    }

    fn civil(self) -> civil::Date {
        civil::Date::new(1970, 1, 1)
            .ok()
            .and_then(|epoch| {
                epoch
                    .checked_add(jiff::Span::new().days(i64::from(self.0)))
                    .ok()
            })
            .unwrap_or(civil::Date::ZERO)
    }

    fn from_civil(date: civil::Date) -> Day {
        let (y, m, d) = (
            i32::from(date.year()),
            i32::from(date.month()),
            i32::from(date.day()),
        );
        // Days from civil, Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let y = if m <= 2 { y - 1 } else { y };
        let era = y.div_euclid(400);
        let yoe = y - era * 400;
        let doy = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + d - 1;
        let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
        Day(era * 146_097 + doe - 719_468)
    }
}

/// ISO 8601: "2025-05-06".
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.civil();
        write!(
            f,
            "{:04}-{:02}-{:02}",
            date.year(),
            date.month(),
            date.day()
        )
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The English name of a month (1 to 12); empty for any other number.
pub(crate) fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::try_from(month - 1)
        .ok()
        .and_then(|i| NAMES.get(i))
        .copied()
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i16, m: i8, d: i8) -> Day {
        Day::new(y, m, d).unwrap()
    }

    #[test]
    fn numbers_and_calendar_agree() {
        assert_eq!(day(1970, 1, 1).number(), 0);
        assert_eq!(Day::MIN.to_string(), "-9999-01-01");
        assert_eq!(Day::MAX.to_string(), "9999-12-31");
        assert_eq!(day(2024, 2, 29).plus_years(1), day(2025, 2, 28));
        assert_eq!(day(2024, 1, 31).plus_months(-2), day(2023, 11, 30));
        assert_eq!(day(2025, 8, 5).weekday(), Weekday::Tuesday);
        assert_eq!(Day::new(2025, 2, 30), None);
        assert_eq!(day(2025, 5, 6).long(), "6 May 2025");
    }

    proptest::proptest! {
        #[test]
        fn every_day_goes_there_and_back(n in Day::MIN.0..=Day::MAX.0) {
            let d = Day::from_number(n);
            assert_eq!(Day::new(d.year(), d.month(), d.day_of_month()), Some(d));
        }
    }
}
