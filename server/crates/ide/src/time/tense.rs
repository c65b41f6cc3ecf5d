//! Whether a text tells of a date as past or as still to come: by the verb that governs it, which is the nearest before it, or,
//! where a date opens its clause, the first behind it.

use prose::{BlockText, Separator, Shape};

use crate::phrases::Words;

/// How a date is spoken of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Tense {
    Past,
    Future,
    /// Neither, or nobody can tell: a plan, a wish, a limit, a name.
    Open,
}

/// The tense of the words of a date in a sentence.
pub(crate) fn tense(text: &BlockText, sentence: Words, date: Words) -> Tense {
    let before = date.first.checked_sub(1).filter(|it| *it >= sentence.first);
    match before.map(|it| text.folded_word(it)) {
        Some("since") => return Tense::Past,
        // Limits, which lie on either side of the day of writing.
        Some(
            "by" | "until" | "till" | "through" | "beyond" | "after" | "before" | "for" | "to"
            | "from" | "than" | "towards" | "toward",
        ) => return Tense::Open,
        _ => {}
    }
    for at in (sentence.first..date.first).rev() {
        if let Some(found) = verb(text, sentence, at) {
            return match found {
                Tense::Future if !is_plainly_ahead(text, at, date) => Tense::Open,
                found => found,
            };
        }
        if text.words[at].before == Separator::Semicolon {
            break;
        }
    }
    (date.last..sentence.last)
        .take_while(|it| text.words[*it].before != Separator::Semicolon)
        .find_map(|it| verb(text, sentence, it))
        // "The summit in 1995 will be remembered": the date belongs to the noun.
        .filter(|it| *it != Tense::Future)
        .unwrap_or(Tense::Open)
}

/// The tense that a word gives to what stands around it, if it is a verb or a part of one.
fn verb(text: &BlockText, sentence: Words, at: usize) -> Option<Tense> {
    if text.words[at].shape != Shape::Lower {
        return None;
    }
    let back = |n: usize| {
        at.checked_sub(n)
            .filter(|it| *it >= sentence.first)
            .map_or("", |it| text.folded_word(it))
    };
    let previous = || back(1);
    let word = text.folded_word(at);
    Some(match word {
        "will" | "shall" | "upcoming" | "forthcoming" => Tense::Future,
        "scheduled" | "due" | "planned" | "expected" | "set" => match previous() {
            "is" | "are" | "now" => Tense::Future,
            _ => Tense::Open,
        },
        "would" | "could" | "should" | "may" | "might" | "can" | "must" | "is" | "are" | "has"
        | "have" | "plans" | "hopes" | "wants" | "aims" | "expects" => Tense::Open,
        "to" => {
            let next = text.words.get(at + 1).filter(|_| at + 1 < sentence.last)?;
            let noun = matches!(
                text.folded_word(at + 1),
                "the" | "a" | "an" | "its" | "his" | "her" | "their"
            );
            if next.shape != Shape::Lower || noun {
                return None;
            }
            if matches!(previous(), "is" | "are") {
                Tense::Future
            } else {
                Tense::Open
            }
        }
        _ if is_past(word) => match (back(2), previous()) {
            ("will" | "shall", "be") => Tense::Future,
            ("to", "be") if matches!(back(3), "is" | "are") => Tense::Future,
            (_, "be" | "is" | "are" | "being") | ("will" | "would", "have") => Tense::Open,
            _ => Tense::Past,
        },
        _ => return None,
    })
}

/// "will meet in Paris in 2026": the date is that of the verb, a short way behind it, and what is to come is no looking back.
fn is_plainly_ahead(text: &BlockText, verb: usize, date: Words) -> bool {
    date.first - verb <= 8
        && matches!(text.folded_word(date.first - 1), "in" | "on")
        && !(verb..date.first).any(|it| {
            matches!(
                text.folded_word(it),
                "mark"
                    | "commemorate"
                    | "remember"
                    | "recall"
                    | "honor"
                    | "honour"
                    | "celebrate"
                    | "not"
                    | "never"
                    | "of"
                    | "that"
                    | "who"
                    | "which"
            )
        })
}

fn is_past(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")
        || matches!(
            word,
            "was"
                | "were"
                | "had"
                | "did"
                | "became"
                | "began"
                | "begun"
                | "bought"
                | "broke"
                | "brought"
                | "built"
                | "came"
                | "chose"
                | "cut"
                | "died"
                | "drew"
                | "drove"
                | "fell"
                | "flew"
                | "fled"
                | "fought"
                | "found"
                | "gave"
                | "given"
                | "went"
                | "gone"
                | "grew"
                | "held"
                | "kept"
                | "knew"
                | "laid"
                | "led"
                | "left"
                | "lost"
                | "made"
                | "met"
                | "paid"
                | "quit"
                | "ran"
                | "rose"
                | "said"
                | "sank"
                | "sat"
                | "saw"
                | "sent"
                | "shot"
                | "sold"
                | "spent"
                | "spoke"
                | "stood"
                | "struck"
                | "swept"
                | "sworn"
                | "swore"
                | "taken"
                | "took"
                | "tied"
                | "told"
                | "thought"
                | "withdrew"
                | "won"
                | "wrote"
                | "written"
        )
}

#[cfg(test)]
mod tests {
    use prose::Format;

    use super::*;
    use crate::time::expressions;

    #[track_caller]
    fn first(text: &str) -> Tense {
        let document = prose::parse(text, Format::Plain, None);
        let block = &document.blocks[0].text;
        let date = expressions(block)[0].words;
        let sentence = Words {
            first: 0,
            last: block.words.len(),
        };
        tense(block, sentence, date)
    }

    #[test]
    fn of_the_nearest_verb() {
        for past in [
            "The treaty was signed in 1987.",
            "In 1987 the two men signed it.",
            "The treaty, signed in 1987, will expire soon.",
            "His election in 2019 made him the youngest of all.",
            "He has ruled since 2012.",
        ] {
            assert_eq!(first(past), Tense::Past, "{past}");
        }
        for future in [
            "The summit will be held in Paris in 2026.",
            "The leaders are due to meet on 5 August 2027.",
            "The vote is scheduled for next spring, and the count is to be held in 2031.",
        ] {
            let tense = first(future);
            assert_ne!(tense, Tense::Past, "{future}");
        }
        assert_eq!(
            first("The summit will be held in Paris in 2026."),
            Tense::Future
        );
    }

    #[test]
    fn of_limits_plans_and_looks_back_is_open() {
        for open in [
            "Ministers were already talking about what comes after 2012.",
            "Vladimir Putin hopes to be in by 2004.",
            "He wants to win in 2028.",
            "The president will mark the crash in 1987.",
            "The town will remember the victims of the raid in 1944.",
            "The summit in 1995 will be remembered.",
        ] {
            assert_eq!(first(open), Tense::Open, "{open}");
        }
    }
}
