//! Words of a text by what stands around them, so that they are found again after edits.

use prose::Range;

/// How many characters on either side are kept.
pub const CONTEXT: usize = 32;

/// More places than this are not compared.
const MAX_PLACES: usize = 2000;

/// Up to 32 characters before and behind a range, white space as single spaces.
pub fn context(text: &str, range: Range) -> (String, String) {
    let before = text.get(..range.start as usize).unwrap_or("");
    let after = text.get(range.end as usize..).unwrap_or("");
    // White space runs together, so a few more characters than needed are looked at.
    let mut tail: Vec<char> = before.chars().rev().take(2 * CONTEXT).collect();
    tail.reverse();
    let tail = collapsed(tail.into_iter());
    let head = collapsed(after.chars().take(2 * CONTEXT));
    let from = tail.chars().count().saturating_sub(CONTEXT);
    (
        tail.chars().skip(from).collect(),
        head.chars().take(CONTEXT).collect(),
    )
}

/// Where `quote` stands between words most like `before` and `after`; `None` where no place is like it, or two are as much.
pub fn find(text: &str, quote: &str, before: &str, after: &str) -> Option<Range> {
    let mut best: Option<(f64, Range)> = None;
    let mut tied = false;
    for range in places(text, quote).take(MAX_PLACES) {
        let (here_before, here_after) = context(text, range);
        if here_before == before && here_after == after {
            return Some(range);
        }
        let alike = (strsim::normalized_levenshtein(&here_before, before)
            + strsim::normalized_levenshtein(&here_after, after))
            / 2.0;
        match best {
            Some((most, _)) if alike < most => {}
            Some((most, _)) if alike == most => tied = true,
            _ => {
                best = Some((alike, range));
                tied = false;
            }
        }
    }
    best.filter(|(alike, _)| *alike >= 0.45 && !tied)
        .map(|(_, range)| range)
}

/// Every place of the words, whatever white space parts them.
fn places(text: &str, quote: &str) -> impl Iterator<Item = Range> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let first = words.first().copied().unwrap_or("\0").to_owned();
    let rest: Vec<String> = words.iter().skip(1).map(|it| (*it).to_owned()).collect();
    let starts: Vec<usize> = text.match_indices(&first).map(|(at, _)| at).collect();
    let length = first.len();
    starts.into_iter().filter_map(move |start| {
        let mut end = start + length;
        for word in &rest {
            let gap = text[end..].trim_start();
            let at = text.len() - gap.len();
            if at == end || !gap.starts_with(word.as_str()) {
                return None;
            }
            end = at + word.len();
        }
        Some(Range::new(start as u32, end as u32))
    })
}

fn collapsed(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in chars {
        if !c.is_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_again_after_edits_around_them() {
        let text = "On Monday Kim spoke in Seoul. On Tuesday Kim spoke in Busan, and left.";
        let at = text.rfind("Kim").unwrap() as u32;
        let (before, after) = context(text, Range::new(at, at + 3));
        for edited in [
            text.to_owned(),
            text.replace("On Tuesday Kim", "On Tuesday, at dawn, Kim"),
            text.replace(", and left", ""),
            text.replace("On Monday", "Late on Monday evening"),
            text.replace(' ', "\n"),
        ] {
            let found = find(&edited, "Kim", &before, &after).unwrap();
            assert_eq!(
                found.start as usize,
                edited.rfind("Kim").unwrap(),
                "{edited}"
            );
        }
        for gone in [
            "",
            "Kim",
            "Nobody of that name was there at all.",
            "Kimchi is a dish of cabbage.",
        ] {
            assert_eq!(find(gone, "Kim", &before, &after), None, "{gone}");
        }
    }

    #[test]
    fn of_two_places_that_are_alike_none_is_taken() {
        assert_eq!(find("a Kim b Kim a", "Kim", "zz ", " zz"), None);
    }
}
