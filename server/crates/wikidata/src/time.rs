//! Wikidata's times as dates.

use date::{Date, Day};
use serde_json::Value as Json;

/// The date of a value `{"time": "+1961-08-04T00:00:00Z", "precision": 11, "calendarmodel": ...}`.
///
/// `None`: it says less than a decade, lies before the year 1, or is no date. A Julian day becomes the Gregorian one; a
/// Julian month or year, which is no Gregorian month or year, is one by approximation. So is a date with a margin.
pub(crate) fn date(value: &Json) -> Option<Date> {
    let text = value.get("time")?.as_str()?;
    let (year, month, day) = parts(text)?;
    let julian = value
        .get("calendarmodel")
        .and_then(Json::as_str)
        .is_some_and(|it| it.ends_with(JULIAN));
    let margin = |key| value.get(key).and_then(Json::as_i64).unwrap_or(0) != 0;
    let mut date = match value.get("precision")?.as_u64()? {
        // Hours and below are days.
        11..=14 if julian => Date::day(gregorian(year, month, day)?),
        11..=14 => Date::day(Day::new(year, month, day)?),
        10 => Date::month(year, month)?,
        9 => Date::year(year)?,
        8 => format!("{:03}X", year / 10).parse().ok()?,
        _ => return None,
    };
    let coarse = value.get("precision")?.as_u64()? < 11;
    date.approximate = margin("before") || margin("after") || (julian && coarse);
    Some(date)
}

/// Of the proleptic Julian calendar.
const JULIAN: &str = "Q1985786";

/// Year, month and day of "+1961-08-04T00:00:00Z", where month and day may be 0 and the year padded with zeros.
fn parts(text: &str) -> Option<(i16, i8, i8)> {
    let text = text.strip_prefix('+')?;
    let date = text.split('T').next()?;
    let mut parts = date.splitn(3, '-');
    let year: i16 = parts.next()?.parse().ok()?;
    let mut next = || parts.next().map_or(Some(0), |it| it.parse::<i8>().ok());
    let (month, day) = (next()?, next()?);
    (1..=9999).contains(&year).then_some((year, month, day))
}

/// The Gregorian day of a Julian one, by way of the number of the day (Fliegel and Van Flandern's formula for the Julian
/// calendar); `None` for a day that the Julian calendar has not.
fn gregorian(year: i16, month: i8, day: i8) -> Option<Day> {
    const LENGTHS: [i8; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let length = LENGTHS.get(usize::try_from(month - 1).ok()?)?;
    let short = month == 2 && year % 4 != 0;
    if day < 1 || day > length - i8::from(short) {
        return None;
    }
    let (year, month, day) = (i32::from(year), i32::from(month), i32::from(day));
    let number =
        367 * year - 7 * (year + 5001 + (month - 9) / 7) / 4 + 275 * month / 9 + day + 1_729_777;
    // 2440588 is 1970-01-01.
    let day = Day::from_number(number - 2_440_588);
    (day.year() >= 1).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(time: &str, precision: u64, model: &str) -> Option<String> {
        let model = format!("http://www.wikidata.org/entity/{model}");
        date(&json!({ "time": time, "precision": precision, "calendarmodel": model, "before": 0, "after": 0 }))
            .map(|it| it.to_string())
    }

    #[test]
    fn a_date_is_as_precise_as_wikidata_says() {
        for (time, precision, date) in [
            ("+1961-08-04T00:00:00Z", 11, Some("1961-08-04")),
            ("+00000001961-08-04T00:00:00Z", 11, Some("1961-08-04")),
            ("+1961-08-04T12:30:00Z", 14, Some("1961-08-04")),
            ("+1961-08-00T00:00:00Z", 10, Some("1961-08")),
            ("+1961-08-04T00:00:00Z", 10, Some("1961-08")),
            ("+1961-00-00T00:00:00Z", 9, Some("1961")),
            ("+1961-01-01T00:00:00Z", 9, Some("1961")),
            ("+1960-00-00T00:00:00Z", 8, Some("196X")),
            ("+0476-00-00T00:00:00Z", 9, Some("0476")),
            ("+1900-00-00T00:00:00Z", 7, None),
            ("-0044-03-15T00:00:00Z", 11, None),
            ("+1961-00-00T00:00:00Z", 11, None),
            ("+1961-02-30T00:00:00Z", 11, None),
            ("+99999-01-01T00:00:00Z", 9, None),
            ("1961-08-04", 11, None),
            ("+", 11, None),
        ] {
            assert_eq!(
                read(time, precision, "Q1985727").as_deref(),
                date,
                "{time} {precision}"
            );
        }
    }

    #[test]
    fn julian_days_become_gregorian_and_coarser_dates_approximate() {
        for (time, precision, date) in [
            ("+1917-10-25T00:00:00Z", 11, Some("1917-11-07")),
            ("+1582-10-04T00:00:00Z", 11, Some("1582-10-14")),
            ("+1900-02-29T00:00:00Z", 11, Some("1900-03-13")),
            ("+1700-02-28T00:00:00Z", 11, Some("1700-03-10")),
            ("+0800-12-25T00:00:00Z", 11, Some("0800-12-29")),
            ("+1901-02-29T00:00:00Z", 11, None),
            ("+1900-13-01T00:00:00Z", 11, None),
            ("+1900-02-00T00:00:00Z", 10, Some("1900-02~")),
            ("+1900-00-00T00:00:00Z", 9, Some("1900~")),
        ] {
            assert_eq!(
                read(time, precision, JULIAN).as_deref(),
                date,
                "{time} {precision}"
            );
        }
    }

    #[test]
    fn a_margin_makes_a_date_approximate() {
        let value =
            json!({ "time": "+1961-08-04T00:00:00Z", "precision": 11, "before": 0, "after": 3 });
        assert_eq!(
            date(&value).map(|it| it.to_string()).as_deref(),
            Some("1961-08-04~")
        );
    }
}
