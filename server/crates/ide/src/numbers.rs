//! Numbers and ordinals as prose writes them, from one to ninety-nine in words.

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];
const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

/// "25", "twenty" (folded).
pub(crate) fn cardinal(word: &str) -> Option<i32> {
    if word.bytes().all(|it| it.is_ascii_digit()) && !word.is_empty() && word.len() < 5 {
        return word.parse().ok();
    }
    // No number has another length or first letter: most words end here.
    let may_be = matches!(
        word.as_bytes().first()?,
        b'e' | b'f' | b'n' | b'o' | b's' | b't'
    );
    if !may_be || !(3..=9).contains(&word.len()) {
        return None;
    }
    let unit = UNITS.iter().position(|it| *it == word).filter(|it| *it > 0);
    let ten = || {
        TENS.iter()
            .position(|it| *it == word)
            .map(|it| it * 10)
            .filter(|it| *it > 0)
    };
    unit.or_else(ten).map(|it| it as i32)
}

/// "60th", "fiftieth" (folded).
pub(crate) fn ordinal(word: &str) -> Option<i32> {
    let digits = word.trim_end_matches(|it: char| it.is_ascii_alphabetic());
    if !digits.is_empty() {
        let ending = &word[digits.len()..];
        return matches!(ending, "st" | "nd" | "rd" | "th")
            .then(|| digits.parse().ok())
            .flatten();
    }
    if let Some(n) = ORDINALS
        .iter()
        .position(|it| *it == word)
        .filter(|it| *it > 0)
    {
        return Some(n as i32);
    }
    let stem = word.strip_suffix("ieth")?;
    TENS.iter()
        .position(|it| it.strip_suffix('y') == Some(stem))
        .map(|it| it as i32 * 10)
}

/// `n` as an ordinal in the manner of `model`: digits for digits, words for words where there is one.
pub(crate) fn ordinal_like(model: &str, n: i32) -> String {
    let spelled = usize::try_from(n).ok().and_then(|n| match n {
        0..=19 => ORDINALS.get(n).map(|it| (*it).to_owned()),
        _ if n % 10 == 0 => TENS
            .get(n / 10)
            .and_then(|it| it.strip_suffix('y'))
            .map(|it| format!("{it}ieth")),
        _ => None,
    });
    match spelled.filter(|_| model.starts_with(|it: char| it.is_alphabetic())) {
        Some(word) => word,
        None => format!("{n}{}", ending(n)),
    }
}

/// `n` in the manner of `model`.
pub(crate) fn cardinal_like(model: &str, n: i32) -> String {
    let spelled = usize::try_from(n).ok().and_then(|n| match n {
        0..=19 => UNITS.get(n).map(|it| (*it).to_owned()),
        _ if n % 10 == 0 => TENS.get(n / 10).map(|it| (*it).to_owned()),
        _ => None,
    });
    spelled
        .filter(|_| model.starts_with(|it: char| it.is_alphabetic()))
        .unwrap_or_else(|| n.to_string())
}

fn ending(n: i32) -> &'static str {
    match (n % 100, n % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_written_back() {
        for (word, n) in [
            ("60th", 60),
            ("fiftieth", 50),
            ("first", 1),
            ("twelfth", 12),
            ("eightieth", 80),
            ("101st", 101),
        ] {
            assert_eq!(ordinal(word), Some(n), "{word}");
            assert_eq!(ordinal_like(word, n), word);
        }
        for (word, n) in [("25", 25), ("twenty", 20), ("seven", 7)] {
            assert_eq!(cardinal(word), Some(n));
            assert_eq!(cardinal_like(word, n), word);
        }
        assert_eq!(ordinal("north"), None);
        assert_eq!(ordinal_like("60th", 112), "112th");
        assert_eq!(cardinal("many"), None);
    }
}
