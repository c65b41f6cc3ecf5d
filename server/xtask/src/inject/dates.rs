//! Mistakes about days.

use date::Day;

use super::random::Random;
use super::{Article, Mistake};

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
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

/// "Monday, Aug. 5" on another day of the week.
pub fn mistakes(article: &Article<'_>, random: &mut Random) -> Vec<Mistake> {
    let mut all = Vec::new();
    for (index, name) in WEEKDAYS.iter().enumerate() {
        for (at, _) in article.text.match_indices(name) {
            let Some((day, length)) = day_behind(article, at + name.len()) else {
                continue;
            };
            if usize::try_from(day.number().rem_euclid(7)).is_ok_and(|it| (it + 3) % 7 == index) {
                let other = WEEKDAYS[(index + 1 + random.below(6)) % 7];
                all.push(Mistake {
                    kind: "weekday",
                    edit: at..at + name.len(),
                    by: other.to_owned(),
                    place: at..at + name.len() + length,
                });
            }
        }
    }
    all
}

/// The day that stands after a weekday, and the length of its words.
fn day_behind(article: &Article<'_>, at: usize) -> Option<(Day, usize)> {
    let behind = &article.text[at..];
    let line = &behind[..behind.find('\n').unwrap_or(behind.len())];
    let words: Vec<&str> = line.split_whitespace().take(4).collect();
    let clean = |it: usize| {
        words
            .get(it)
            .map(|it| it.trim_matches([',', '.', ';', ':', ')']))
    };
    // The first is what is left of the weekday: a comma or nothing.
    let first = usize::from(line.starts_with(','));
    let (month, day) = match (month(clean(first)?), month(clean(first + 1)?)) {
        (Some(month), _) => (month, clean(first + 1)?.parse().ok()?),
        (_, Some(month)) => (month, clean(first)?.parse().ok()?),
        _ => return None,
    };
    let year = clean(first + 2)
        .filter(|it| it.len() == 4)
        .and_then(|it| it.parse().ok());
    let near = article.published.first();
    let day = match year {
        Some(year) => Day::new(year, month, day)?,
        None => [-1, 0, 1]
            .iter()
            .filter_map(|it| Day::new(near.year() + it, month, day))
            .min_by_key(|it| it.days_since(near).abs())?,
    };
    let last = words.get(first + 1)?;
    Some((
        day,
        last.as_ptr() as usize + last.len() - line.as_ptr() as usize,
    ))
}

fn month(word: &str) -> Option<i8> {
    let found = MONTHS.iter().position(|it| {
        word.len() >= 3 && it.starts_with(word) || word == "Sept" && *it == "September"
    })?;
    i8::try_from(found + 1).ok()
}
