//! Statements of succession whose first name stands farther off: "X paid for it, and was succeeded by Y", "His predecessor, Y".

use kb::RecordId;
use prose::Separator;

use super::{Order, Pair, report, told};
use crate::Finding;
use crate::antecedent::{antecedents, is_personal};
use crate::check::Checker;
use crate::claims::is_checked;
use crate::resolve::Link;
use crate::{clause, lexicon};

/// The finding on a name of which the words right before it say whom it came before or after.
pub(super) fn check(checker: &Checker<'_>, idx: usize) -> Option<Finding> {
    let link = &checker.ctx.links[idx];
    let [second] = link.mention.records.as_slice() else {
        return None;
    };
    let block = &checker.ctx.document.blocks[link.block];
    let text = &*block.text;
    let reading = &*checker.ctx.readings[link.block];
    let phrase = &reading.phrases[link.phrase];
    let name = phrase.name.as_ref()?.words;
    if !is_checked(block.kind, text) || text.words[name.last - 1].possessive {
        return None;
    }
    let pair = Pair {
        text,
        reading,
        a: phrase,
        b: phrase,
    };
    let (order, verb) = pair.words_before()?;
    if !pair.lacks_subject(verb) {
        return None;
    }
    let meaning = pair.filter(phrase.words.last)?;
    let meaning = meaning.map(|it| it.meaning(checker, reading));
    let others = subjects(checker, idx, verb);
    let told = told(checker, link.block, phrase.words.first);
    let wrong = |first: RecordId| {
        report(checker, order, first, link, meaning.as_ref(), told).filter(|_| first != *second)
    };
    let (first, rest) = others.split_first()?;
    let finding = wrong(*first)?;
    // Whoever else it may be said of, it is wrong, or they never had an office in common.
    let shared = |other: &RecordId| {
        let kb = checker.ctx.kb;
        let offices = |person: RecordId| kb.person(person).terms.iter().map(|it| it.office);
        offices(*other).any(|it| offices(*second).any(|own| own == it))
    };
    rest.iter()
        .filter(|it| *it != second && shared(it))
        .all(|it| wrong(*it).is_some())
        .then_some(finding)
}

impl Pair<'_> {
    /// Nothing but "and", "who" or a comma stands between the verb and a subject farther off: not "the portrait was replaced".
    fn lacks_subject(&self, verb: usize) -> bool {
        let sentence = clause::sentence(self.text, verb);
        let mut at = verb;
        while at > sentence.first
            && self.text.words[at].before != Separator::Comma
            && matches!(
                self.word(at - 1),
                "had" | "has" | "have" | "was" | "later" | "then" | "eventually" | "also"
            )
        {
            at -= 1;
        }
        if at == sentence.first || self.text.words[at].before == Separator::Comma {
            return true;
        }
        let before = self.word(at - 1);
        let named = self
            .reading
            .phrases
            .iter()
            .any(|it| it.words.last == at && it.name.is_some());
        named
            || is_personal(before)
            || lexicon::is_possessive_pronoun(self.word(at))
            || matches!(
                before,
                "and" | "who" | "but" | "after" | "before" | "when" | "since"
            )
    }

    /// What the words right before the second name say, and where they begin.
    fn words_before(&self) -> Option<(Order, usize)> {
        let sentence = clause::sentence(self.text, self.b.words.first);
        let mut at = self.b.words.first;
        while at > sentence.first && lexicon::is_article(self.word(at - 1)) {
            at -= 1;
        }
        let word = |n: usize| match at.checked_sub(n) {
            Some(it) if it >= sentence.first => self.word(it),
            _ => "",
        };
        let is_be = |it: &str| matches!(it, "was" | "were" | "been" | "is" | "being");
        let taken = |n: usize| at.checked_sub(n);
        // "hands over [power] to", "handed the presidency to"
        let hands = (3..=5).find(|n| {
            matches!(word(*n), "handed" | "hands" | "handing")
                && matches!(
                    word(2),
                    "over" | "power" | "office" | "presidency" | "reins"
                )
        });
        match (word(3), word(2), word(1)) {
            (be, "succeeded" | "replaced", "by") if is_be(be) => {
                Some((Order::FirstBefore, taken(3)?))
            }
            ("took" | "takes" | "taking" | "taken", "over", "from") => {
                Some((Order::SecondBefore, taken(3)?))
            }
            (_, _, "to") => Some((Order::FirstBefore, taken(hands?)?)),
            (_, _, "succeeding" | "replacing") => Some((Order::SecondBefore, taken(1)?)),
            // "was followed by Y in 1992", not "on the stage"
            (be, "followed", "by") if is_be(be) && self.is_closed(self.b.words.last) => {
                Some((Order::FirstBefore, taken(3)?))
            }
            (_, _, "succeeded" | "replaced" | "succeeds" | "replaces") if !is_be(word(2)) => {
                Some((Order::SecondBefore, taken(1)?))
            }
            (_, "will", "succeed" | "replace") => Some((Order::SecondBefore, taken(2)?)),
            (_, pronoun, "predecessor") if lexicon::is_possessive_pronoun(pronoun) => {
                Some((Order::SecondBefore, taken(2)?))
            }
            (_, pronoun, "successor") if lexicon::is_possessive_pronoun(pronoun) => {
                Some((Order::FirstBefore, taken(2)?))
            }
            _ => None,
        }
    }
}

/// Of whom the words can be said: of the subject of the sentence, or of the one before where that begins with a pronoun; the
/// likeliest first.
fn subjects(checker: &Checker<'_>, idx: usize, verb: usize) -> Vec<RecordId> {
    let ctx = checker.ctx;
    let block = ctx.links[idx].block;
    let text = &*ctx.document.blocks[block].text;
    let sentence = clause::sentence(text, verb);
    let begins = text.folded_word(sentence.first);
    let pronoun =
        is_personal(begins) || lexicon::is_possessive_pronoun(begins) && verb == sentence.first;
    let mut all: Vec<RecordId> = match pronoun {
        true => antecedents(ctx, block, sentence.first),
        false => Vec::new(),
    }
    .into_iter()
    .filter_map(|it| ctx.links[it].mention.records.first().copied())
    .collect();
    if pronoun && all.is_empty() {
        return named_before(checker, idx);
    }
    let phrase = |it: &Link| &ctx.readings[block].phrases[it.phrase];
    let inside: Vec<&Link> = ctx.links[..idx]
        .iter()
        .filter(|it| it.block == block && it.mention.records.len() == 1)
        .filter(|it| {
            let first = phrase(it).words.first;
            sentence.first <= first && first < verb
        })
        .collect();
    // "and Charles Michel, who was in Brussels, took over from": the clause has a subject of its own.
    let own = inside.iter().find(|it| {
        let verbs = clause::verbs(text, &ctx.readings[block], phrase(it));
        phrase(it).name.is_some()
            && (verbs.contains(&verb) || verbs.contains(&verb.saturating_sub(1)))
    });
    if let Some(link) = own {
        return vec![link.mention.records[0]];
    }
    // Without a pronoun the first name has to be the subject.
    let subject =
        |it: &&Link| phrase(it).name.is_some() && clause::predicate(text, phrase(it)).is_some();
    if all.is_empty() && !inside.first().is_some_and(subject) {
        return Vec::new();
    }
    for link in inside {
        let person = link.mention.records[0];
        if !all.contains(&person) {
            all.push(person);
        }
    }
    all
}

/// Whom a pronoun can mean of which the sentences right before say nothing: whoever was named in the paragraph, or the two before,
/// and held an office that the second name held as well.
fn named_before(checker: &Checker<'_>, idx: usize) -> Vec<RecordId> {
    let ctx = checker.ctx;
    let link = &ctx.links[idx];
    let offices = |person: RecordId| ctx.kb.person(person).terms.iter().map(|it| it.office);
    let Some(second) = link.mention.records.first().copied() else {
        return Vec::new();
    };
    let mut all: Vec<RecordId> = Vec::new();
    for it in &ctx.links[..idx] {
        let [person] = it.mention.records.as_slice() else {
            continue;
        };
        let near = it.block + 2 >= link.block;
        let shares = offices(*person).any(|it| offices(second).any(|own| own == it));
        if near && shares && *person != second && !all.contains(person) {
            all.push(*person);
        }
    }
    all
}
