//! Where a name stands in its sentence: whether it is the subject, and where the verb is that belongs to it. No parser: what
//! is attached to a name between commas or brackets is stepped over, and what does not look like a verb behind it is none.

use prose::{BlockText, Separator};

use crate::find::Hit;
use crate::lexicon;
use crate::phrases::{Phrase, Reading, Words};
use crate::resolve::sentence_of;
use crate::time::Expression;

/// The words of the sentence in which a word stands.
pub(crate) fn sentence(text: &BlockText, word: usize) -> Words {
    match text.sentences.get(sentence_of(text, word)) {
        Some(it) => Words {
            first: it.first as usize,
            last: it.last as usize,
        },
        None => Words {
            first: 0,
            last: text.words.len(),
        },
    }
}

/// The first word of the predicate of which a phrase is the subject: behind ages, brackets, appositions, relative clauses
/// and adverbs. `None` where a preposition or a possessive makes the phrase something else.
pub(crate) fn predicate(text: &BlockText, phrase: &Phrase) -> Option<usize> {
    let sentence = sentence(text, phrase.words.first);
    if !may_be_subject(text, phrase, sentence) {
        return None;
    }
    let mut word = phrase.words.last;
    for _ in 0..3 {
        if word >= sentence.last {
            return None;
        }
        match text.words[word].before {
            Separator::Space | Separator::CloseBracket => break,
            Separator::OpenBracket => {
                word = (word + 1..sentence.last)
                    .find(|it| text.words[*it].before == Separator::CloseBracket)?;
            }
            Separator::Comma | Separator::Dash => {
                // "X, said": the comma that closed an apposition already read.
                if is_verb(text.folded_word(word)) {
                    break;
                }
                word = (word + 1..sentence.last.min(word + 25)).find(|it| {
                    matches!(text.words[*it].before, Separator::Comma | Separator::Dash)
                        && is_verb(text.folded_word(skip_adverbs(text, *it, sentence.last)))
                })?;
                break;
            }
            _ => return None,
        }
    }
    let word = skip_adverbs(text, word, sentence.last);
    (word < sentence.last && is_verb(text.folded_word(word))).then_some(word)
}

/// The first word of a relative clause that hangs on a phrase: that behind ", who".
pub(crate) fn relative(text: &BlockText, phrase: &Phrase) -> Option<usize> {
    let sentence = sentence(text, phrase.words.first);
    let word = phrase.words.last;
    let hangs = word + 1 < sentence.last
        && matches!(
            text.words[word].before,
            Separator::Comma | Separator::Space | Separator::Dash
        )
        && text.folded_word(word) == "who";
    hangs.then(|| skip_adverbs(text, word + 1, sentence.last))
}

/// The first words of all clauses of which a phrase is the subject: the relative clause, also behind an age or an apposition,
/// the predicate, and what "and" joins to either.
pub(crate) fn verbs(text: &BlockText, reading: &Reading, phrase: &Phrase) -> Vec<usize> {
    let sentence = sentence(text, phrase.words.first);
    let mut found: Vec<usize> = relative(text, phrase)
        .into_iter()
        .chain(far_relative(text, reading, phrase, sentence))
        .chain(predicate(text, phrase))
        .collect();
    for idx in 0..found.len() {
        let verb = found[idx];
        // "X said Y won and resigned": who resigned?
        if lexicon::is_report_verb(text.folded_word(verb)) {
            continue;
        }
        for word in verb + 1..sentence.last.saturating_sub(1).min(verb + 24) {
            let parted = !matches!(
                text.words[word].before,
                Separator::Space | Separator::Hyphen
            );
            let folded = text.folded_word(word);
            if parted && folded != "and"
                || matches!(
                    folded,
                    "who" | "which" | "that" | "when" | "while" | "whose" | "as"
                )
            {
                break;
            }
            let next = skip_adverbs(text, word + 1, sentence.last);
            if folded == "and" && is_verb(text.folded_word(next)) {
                found.push(next);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// No person is named, or meant by a title behind a preposition, from one word to before another.
pub(crate) fn is_alone(text: &BlockText, reading: &Reading, from: usize, to: usize) -> bool {
    phrases_in(reading, from, to).iter().all(|it| {
        let first = it.words.first;
        let article = usize::from(first > from && lexicon::is_article(text.folded_word(first - 1)));
        let before = first.checked_sub(1 + article).filter(|it| *it >= from);
        it.name.is_none()
            && !before.is_some_and(|it| {
                text.words[it + 1].before == Separator::Space
                    && is_preposition(text.folded_word(it))
            })
    })
}

/// "X, 93, who", "X, the last leader of the Soviet Union, who", "X, the Serbian leader who"
fn far_relative(
    text: &BlockText,
    reading: &Reading,
    phrase: &Phrase,
    sentence: Words,
) -> Option<usize> {
    let name = phrase.name.as_ref()?;
    let start = phrase.words.last;
    if text.words[name.words.last - 1].possessive
        || start >= sentence.last
        || text.words[start].before != Separator::Comma
    {
        return None;
    }
    let who =
        (start + 1..sentence.last.saturating_sub(1)).find(|it| text.folded_word(*it) == "who")?;
    let commas = |from: usize, to: usize| {
        (from..to)
            .filter(|it| text.words[*it].before != Separator::Space)
            .count()
    };
    // One apposition, or an age and an apposition.
    let age = text.words[start].shape == prose::Shape::Number;
    let near = commas(start + 1, who) <= usize::from(age);
    let verb = (start..who).any(|it| {
        matches!(
            text.folded_word(it),
            "was" | "is" | "said" | "and" | "had" | "has" | "will"
        )
    });
    let restrictive = text.words[who].before == Separator::Space;
    // "X, a tycoon who": of nobody else, where no preposition brings one in.
    let plain = (start..who).all(|it| !is_preposition(text.folded_word(it)));
    let titled = !restrictive
        || plain
        || reading
            .phrases
            .iter()
            .any(|it| it.words.last == who && it.name.is_none());
    (near && !verb && titled && is_alone(text, reading, start, who))
        .then(|| skip_adverbs(text, who + 1, sentence.last))
}

/// The relative clause that a word stands in, by its first word: ", who ... ,".
pub(crate) fn relative_in(text: &BlockText, sentence: Words, word: usize) -> Option<usize> {
    let mut clause = None;
    for idx in sentence.first..=word.min(sentence.last.saturating_sub(1)) {
        if text.words[idx].before == Separator::Comma {
            let opens = matches!(
                text.folded_word(idx),
                "who" | "which" | "whose" | "whom" | "where"
            );
            clause = opens.then_some(idx);
        }
    }
    clause
}

/// Past "also", "now", "repeatedly".
pub(crate) fn skip_adverbs(text: &BlockText, word: usize, end: usize) -> usize {
    let mut word = word;
    while word + 1 < end && is_adverb(text.folded_word(word)) {
        word += 1;
    }
    word
}

/// The phrase that starts at a word.
pub(crate) fn phrase_at(reading: &Reading, word: usize) -> Option<&Phrase> {
    phrases_in(reading, word, word + 1).first()
}

/// The phrases that start from one word to before another.
pub(crate) fn phrases_in(reading: &Reading, from: usize, to: usize) -> &[Phrase] {
    within(&reading.phrases, from, to, |it| it.words.first)
}

/// The expressions of time that start from one word to before another.
pub(crate) fn expressions_in(reading: &Reading, from: usize, to: usize) -> &[Expression] {
    within(&reading.expressions, from, to, |it| it.words.first)
}

/// The index of the hit that starts at a word.
pub(crate) fn hit_at(reading: &Reading, word: usize) -> Option<usize> {
    let at = reading.hits.partition_point(|it| it.first < word);
    let starts = |it: &Hit| it.first == word;
    reading.hits.get(at).is_some_and(starts).then_some(at)
}

/// Those of a list in the order of the text that start from one word to before another.
fn within<T>(all: &[T], from: usize, to: usize, first: impl Fn(&T) -> usize) -> &[T] {
    let start = all.partition_point(|it| first(it) < from);
    let end = all.partition_point(|it| first(it) < to.max(from));
    all.get(start..end).unwrap_or(&[])
}

/// Whether any word of the sentence is one of `words`.
pub(crate) fn says(text: &BlockText, sentence: Words, is: impl Fn(&str) -> bool) -> bool {
    (sentence.first..sentence.last).any(|it| is(text.folded_word(it)))
}

fn may_be_subject(text: &BlockText, phrase: &Phrase, sentence: Words) -> bool {
    let Some(name) = &phrase.name else {
        return false;
    };
    if text.words[name.words.last - 1].possessive {
        return false;
    }
    let first = phrase.words.first;
    // "the first president after X, took office": not "after X took office".
    let comma = |it: usize| {
        text.words
            .get(it)
            .is_some_and(|it| it.before == Separator::Comma)
    };
    if first > sentence.first
        && text.words[first].before == Separator::Space
        && matches!(
            text.folded_word(first - 1),
            "after" | "before" | "since" | "until"
        )
        && comma(phrase.words.last)
    {
        return false;
    }
    first == sentence.first
        || !matches!(text.words[first].before, Separator::Space)
        || !is_preposition(text.folded_word(first - 1))
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "by" | "with"
            | "of"
            | "to"
            | "for"
            | "from"
            | "at"
            | "against"
            | "about"
            | "like"
            | "on"
            | "over"
            | "under"
            | "than"
            | "between"
            | "alongside"
            | "without"
            | "near"
            | "behind"
            | "into"
            | "toward"
            | "towards"
    )
}

fn is_adverb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ly")
        || matches!(
            word,
            "also"
                | "now"
                | "still"
                | "then"
                | "later"
                | "once"
                | "again"
                | "first"
                | "himself"
                | "herself"
                | "too"
                | "today"
                | "yesterday"
                | "first-ever"
        )
}

pub(crate) fn is_verb(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed")
        || lexicon::is_report_verb(word)
        || lexicon::is_verb_of_office(word)
        || matches!(
            word,
            "was"
                | "had"
                | "does"
                | "did"
                | "wants"
                | "leads"
                | "rules"
                | "remains"
                | "hopes"
                | "seeks"
                | "refuses"
                | "shook"
                | "shakes"
                | "faces"
                | "heads"
                | "began"
                | "begins"
                | "bought"
                | "caught"
                | "drove"
                | "fled"
                | "flew"
                | "held"
                | "laid"
                | "made"
                | "sought"
                | "spoke"
                | "swore"
                | "taught"
                | "threw"
                | "wept"
                | "wore"
                | "agreed"
                | "agrees"
                | "appointed"
                | "appoints"
                | "won"
                | "wins"
                | "lost"
                | "loses"
                | "opened"
                | "opens"
                | "left"
                | "leaves"
                | "returned"
                | "returns"
                | "led"
                | "gave"
                | "gives"
                | "took"
                | "takes"
                | "sent"
                | "sends"
                | "came"
                | "comes"
                | "went"
                | "goes"
                | "threatened"
                | "threatens"
                | "offered"
                | "offers"
                | "invited"
                | "invites"
                | "dismissed"
                | "dismisses"
                | "named"
                | "names"
                | "chaired"
                | "chairs"
                | "backed"
                | "backs"
                | "used"
                | "uses"
                | "wrote"
                | "writes"
                | "read"
                | "reads"
                | "stood"
                | "stands"
                | "sat"
                | "sits"
                | "kept"
                | "keeps"
                | "paid"
                | "pays"
                | "put"
                | "puts"
                | "fell"
                | "grew"
                | "ran"
                | "runs"
                | "saw"
                | "sees"
                | "drew"
                | "broke"
                | "brought"
                | "built"
                | "chose"
                | "cut"
                | "fought"
                | "got"
                | "knew"
                | "knows"
                | "likes"
                | "lives"
                | "met"
                | "rode"
                | "rose"
                | "sold"
                | "spent"
                | "thought"
                | "tried"
                | "tries"
                | "warns"
                | "would"
                | "could"
                | "can"
                | "may"
                | "must"
                | "should"
                | "died"
                | "dies"
                | "turned"
                | "turns"
                | "succeeded"
                | "succeeds"
                | "replaced"
                | "replaces"
                | "followed"
                | "defended"
                | "defends"
                | "criticised"
                | "criticized"
        )
}
