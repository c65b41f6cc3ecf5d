//! What the checks of style share: where they speak at all, and what the writer wrote, letter by letter.

use date::Span;
use kb::{Kb, Kind, NameEntry, NameKind, NameOrder, RecordId};
use prose::{BlockKind, BlockText, Separator, Shape};

use crate::check::{Checker, in_the_case_of};
use crate::claims::is_checked;
use crate::find::Hit;
use crate::house::NameStyle;
use crate::phrases::Words;
use crate::resolve::{is_quoted, range_of};
use crate::{Edit, Evidence, Finding, Fix, Form};

use super::Page;

/// Whether the words are the writer's own running text or headline: no quotation, caption or note.
pub(super) fn is_own_text(checker: &Checker<'_>, block: usize, words: Words) -> bool {
    let at = &checker.ctx.document.blocks[block];
    let own = matches!(
        at.kind,
        BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow
    );
    let range = range_of(&at.text, at.range.start, words);
    own && is_checked(at.kind, &at.text) && !is_quoted(&at.text, range, at.range.start)
}

/// A person's name in the writer's own text.
pub(super) struct Written<'a> {
    pub block: usize,
    pub words: Words,
    pub person: RecordId,
    pub record: &'a kb::Person,
    /// As it stands, on one line.
    pub text: String,
    pub full: bool,
}

/// Every name of one person that is written out, in order; names in capitals throughout say nothing of style.
pub(super) fn names<'a>(checker: &'a Checker<'_>) -> impl Iterator<Item = Written<'a>> {
    let ctx = checker.ctx;
    ctx.links.iter().filter_map(move |link| {
        let [person] = link.mention.records.as_slice() else {
            return None;
        };
        let words = ctx.readings[link.block].phrases[link.phrase]
            .name
            .as_ref()?
            .words;
        let full = match link.mention.form {
            Form::Full => true,
            Form::Surname => false,
            _ => return None,
        };
        let text = written(&ctx.document.blocks[link.block].text, words)?;
        let named = text.chars().any(char::is_lowercase) && is_own_text(checker, link.block, words);
        named.then(|| Written {
            block: link.block,
            words,
            person: *person,
            record: ctx.kb.person(*person),
            text,
            full,
        })
    })
}

/// How the house writes this person, if it has said so.
pub(super) fn of_person<'a>(checker: &'a Checker<'_>, person: RecordId) -> Option<&'a NameStyle> {
    let names = &checker.ctx.house.names;
    if names.is_empty() {
        return None;
    }
    names.get(checker.ctx.kb.slug(person))
}

/// Whether the house has a preference, for all or for anybody.
pub(super) fn wants(
    checker: &Checker<'_>,
    for_all: bool,
    for_one: impl Fn(&NameStyle) -> bool,
) -> bool {
    for_all || checker.ctx.house.names.values().any(for_one)
}

impl Written<'_> {
    /// Surname and given name as they stand, where the name has both and the family name is one word.
    pub fn halves(&self) -> Option<(&str, &str)> {
        match self.record.name.order {
            _ if !self.full => None,
            NameOrder::FamilyFirst => self.text.split_once(' '),
            NameOrder::GivenFirst => self
                .text
                .rsplit_once(' ')
                .map(|(given, family)| (family, given)),
        }
    }
}

/// The words as they are written, a hyphen or a space between them; `None` where markup or anything else parts or fills them,
/// so that no one edit could mend them.
pub(super) fn written(text: &BlockText, words: Words) -> Option<String> {
    let mut out = String::new();
    for idx in words.first..words.last {
        let word = text.words.get(idx)?;
        let source = word.range.of(&text.source);
        if source.contains([
            '*', '_', '<', '&', '[', ']', '|', '\\', '~', '\u{ad}', '\u{200b}',
        ]) {
            return None;
        }
        if idx > words.first {
            let gap = text.words[idx - 1].range.end..word.range.start;
            let gap = text.source.get(gap.start as usize..gap.end as usize)?;
            match word.before {
                Separator::Space if gap.chars().all(char::is_whitespace) => out.push(' '),
                Separator::Space if gap == "." => out.push_str(". "),
                Separator::Hyphen if gap.chars().count() == 1 => out.push('-'),
                _ => return None,
            }
        }
        out.push_str(source);
    }
    Some(out)
}

/// Whether a place name is part of a longer name: "Burma Road", "Bank of Burma", "New Burma".
pub(super) fn is_in_a_name(text: &BlockText, hits: &[Hit], hit: &Hit) -> bool {
    let capital = |word: usize| {
        let it = &text.words[word];
        matches!(it.shape, Shape::Capital | Shape::Capitals | Shape::Mixed)
    };
    // Titles and people stand beside places and are no part of their names.
    let known = |word: usize| {
        let at = hits.iter().find(|it| it.first <= word && word < it.last);
        at.is_some_and(|it| it.kinds.title || it.is_person() || it.is_place())
    };
    let joined = |word: usize| {
        let before = text.words.get(word).map(|it| it.before);
        matches!(before, Some(Separator::Space | Separator::Hyphen))
    };
    let opens = |word: usize| {
        text.sentences.iter().any(|it| it.first as usize == word)
            && crate::lexicon::opens_sentences(text.folded_word(word))
    };
    let (first, last) = (hit.first, hit.last);
    let possessive = text.words[last - 1].possessive;
    let behind =
        last < text.words.len() && joined(last) && !possessive && capital(last) && !known(last);
    let hyphen = |word: usize| {
        text.words
            .get(word)
            .is_some_and(|it| it.before == Separator::Hyphen)
    };
    let before = first > 0 && joined(first) && {
        let previous = first - 1;
        let of = matches!(text.folded_word(previous), "of" | "for" | "in") && previous > 0;
        let (word, glued) = match of {
            true => (
                previous - 1,
                joined(previous) && text.folded_word(previous) == "of",
            ),
            false => (previous, true),
        };
        glued && capital(word) && !known(word) && !opens(word)
    };
    behind || before || hyphen(first) || hyphen(last)
}

/// Whether the hit names nothing but states, or nothing but capitals, by this kind of name.
pub(super) fn is_place(hit: &Hit, kinds: &[NameKind]) -> bool {
    hit.kinds.place
        && !hit.is_person()
        && !hit.kinds.organisation
        && !hit.kinds.title
        && hit.info.places.iter().all(|it| kinds.contains(&it.kind))
}

/// Whether a state that existed then may have been meant by this name of its own.
pub(super) fn may_be(kb: &Kb, entry: &NameEntry, clock: Span) -> bool {
    let existed = || match entry.record.kind() {
        Kind::State => !kb.state(entry.record).exists.at(clock).is_no(),
        _ => true,
    };
    entry.may_hold_in(clock) && existed()
}

/// Whether the name, or the state itself, had certainly ended before `clock`.
pub(super) fn ended_before(kb: &Kb, entry: &NameEntry, clock: Span) -> bool {
    let before = |end: Option<date::Date>| end.is_some_and(|it| it.last() < clock.first());
    before(entry.during.to)
        || entry.record.kind() == Kind::State && before(kb.state(entry.record).exists.to)
}

/// A finding of style: these words, and how they should be.
pub(super) fn finding(
    checker: &Checker<'_>,
    page: &Page,
    block: usize,
    words: Words,
    wanted: &str,
    message: String,
    evidence: Evidence,
) -> Finding {
    let at = &checker.ctx.document.blocks[block];
    let range = range_of(&at.text, at.range.start, words);
    let written = range_of(&at.text, 0, words);
    let shouted =
        |it: &str| it.chars().any(char::is_uppercase) && !it.chars().any(char::is_lowercase);
    let text = match shouted(written.of(&at.text.source)) {
        true => in_the_case_of(written.of(&at.text.source), wanted),
        false => wanted.to_owned(),
    };
    Finding {
        code: page.code,
        severity: page.severity,
        range,
        message,
        fixes: vec![Fix {
            title: format!("Replace with “{text}”"),
            edit: Edit { range, text },
        }],
        evidence: vec![evidence],
        related: Vec::new(),
        tag: None,
    }
}

/// What the house says, as evidence.
pub(super) fn of_house(statement: String) -> Evidence {
    Evidence {
        statement,
        source: "house style".into(),
    }
}
