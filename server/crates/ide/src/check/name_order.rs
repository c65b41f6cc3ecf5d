use kb::{NameKind, NameOrder, RecordId};
use prose::{BlockText, Separator};

use crate::check::{Checker, Example, Page, style};
use crate::claims::is_checked;
use crate::find::Hit;
use crate::house::Order;
use crate::office::{Meaning, may_live};
use crate::phrases::{Phrase, Words};
use crate::resolve::folded;
use crate::{Evidence, Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "name/order",
    title: "family name and given name in the wrong order",
    severity: Severity::Warning,
    on: true,
    explanation: "\
The two halves of a person's name stand the other way round than English news writes them: “Jinping Xi”, “Modi Narendra”. A house can also
choose the order of Japanese and Hungarian names.

Silent where the records know this order as a form of the name, where anybody bears the words as they stand, and where either word can be
the other half of somebody's name.",
    examples: &[
        Example { date: "2023-06-10", text: "«Jinping Xi» spoke in Beijing on Monday.", fixed: Some("Xi Jinping") },
        Example { date: "2018-06-12", text: "The visitor met «Jong Un Kim» in Singapore.", fixed: Some("Kim Jong Un") },
        Example { date: "2023-06-10", text: "«Modi Narendra» spoke in Delhi on Monday.", fixed: Some("Narendra Modi") },
        Example { date: "2011-01-06", text: "Indonesian President «Susilo Yudhoyono Bambang» spoke in Jakarta.", fixed: Some("Susilo Bambang Yudhoyono") },
        Example { date: "2019-06-10", text: "<!-- attache: house wire -->\nJapanese Prime Minister «Abe Shinzo» spoke.", fixed: Some("Shinzo Abe") },
        Example { date: "2019-06-10", text: "Japanese Prime Minister Abe Shinzo spoke.", fixed: None },
        Example { date: "2025-06-10", text: "Japanese Prime Minister Ishiba Shigeru spoke.", fixed: None },
        Example { date: "2023-06-10", text: "Xi Jinping spoke in Beijing on Monday.", fixed: None },
        Example { date: "2023-06-10", text: "Works cited: Trump, Donald; Modi, Narendra; Jinping, Xi.", fixed: None },
        Example { date: "2023-06-10", text: "Martin Paul and Scott James spoke on Monday.", fixed: None },
        Example { date: "1965-06-10", text: "Syngman Rhee had lived abroad.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for (idx, block) in checker.ctx.document.blocks.iter().enumerate() {
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        for pair in checker.ctx.readings[idx].hits.windows(2) {
            let [a, b] = pair else { continue };
            if let Some((words, person)) = turned(checker, idx, &block.text, a, b) {
                findings.push(finding(checker, idx, words, person));
            }
        }
        for phrase in &checker.ctx.readings[idx].phrases {
            if let Some((words, person)) = mixed(checker, idx, &block.text, phrase) {
                findings.push(finding(checker, idx, words, person));
            }
        }
    }
    if !style::wants(checker, checker.ctx.house.order.is_some(), |it| {
        it.order.is_some()
    }) {
        return;
    }
    for name in style::names(checker).filter(|it| it.full) {
        let order = style::of_person(checker, name.person).and_then(|it| it.order);
        let Some(order) = order.or(checker
            .ctx
            .house
            .order
            .filter(|_| is_chosen(checker, name.person)))
        else {
            continue;
        };
        if let Some(wanted) = in_order(name.record, &name.text, order) {
            let message = format!("The house writes {wanted}.");
            let evidence = style::of_house(format!("order of names: {wanted}"));
            let (block, words) = (name.block, name.words);
            findings.push(style::finding(
                checker, &PAGE, block, words, &wanted, message, evidence,
            ));
        }
    }
}

/// "Indonesian President Susilo Yudhoyono Bambang": all the words of a holder's name, three at least, and not in their order.
fn mixed(
    checker: &Checker<'_>,
    block: usize,
    text: &BlockText,
    phrase: &Phrase,
) -> Option<(Words, RecordId)> {
    let kb = checker.ctx.kb;
    let name = phrase.name.as_ref().filter(|it| !it.institution)?;
    let title = phrase
        .titles
        .iter()
        .find(|it| !it.modified && !it.counterpart)?;
    let words = name.words;
    if words.last - words.first < 3 {
        return None;
    }
    let written = folded(text, words);
    if checker.ctx.names.lookup(&written).is_some() {
        return None;
    }
    let sorted = |it: &str| {
        let mut words: Vec<String> = it.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let meaning = Meaning::new(kb, &checker.ctx.readings[block], title);
    let clock = (checker.ctx.clock)(block, words.first).span;
    let offices = meaning.offices();
    let mut holders = offices
        .iter()
        .flat_map(|it| kb.holders(*it))
        .map(|it| it.person)
        .filter(|it| may_live(kb, *it, clock))
        .filter(|it| sorted(&prose::fold(&kb.person(*it).name.full)) == sorted(&written));
    let person = holders.next()?;
    holders.all(|it| it == person).then_some((words, person))
}

/// Two names beside each other that are the halves of one person's, in the order that nobody writes.
fn turned(
    checker: &Checker<'_>,
    block: usize,
    text: &BlockText,
    a: &Hit,
    b: &Hit,
) -> Option<(Words, RecordId)> {
    let kb = checker.ctx.kb;
    let whole = |it: &Hit| it.kinds.full && it.last - it.first > 1;
    let joined = a.last == b.first
        && text.words[b.first].before == Separator::Space
        && !text.words[a.last - 1].possessive;
    if !joined
        || whole(a)
        || whole(b)
        || a.is_place()
        || b.is_place()
        || a.kinds.title
        || b.kinds.title
    {
        return None;
    }
    let words = Words {
        first: a.first,
        last: b.last,
    };
    let written = folded(text, words);
    if checker.ctx.names.lookup(&written).is_some() {
        return None;
    }
    let of = |hit: &Hit, given: bool| -> Vec<RecordId> {
        let kind = |it: &&kb::NameEntry| (it.kind == NameKind::Given) == given;
        hit.info
            .persons
            .iter()
            .filter(kind)
            .map(|it| it.record)
            .collect()
    };
    let meant = |first_given: bool| {
        let (firsts, lasts) = (of(a, first_given), of(b, !first_given));
        let wanted = match first_given {
            true => NameOrder::FamilyFirst,
            false => NameOrder::GivenFirst,
        };
        let mut both = firsts.iter().filter(|it| {
            let name = &kb.person(**it).name;
            lasts.contains(it) && name.order == wanted && !name.given.is_empty()
        });
        let one = *both.next()?;
        both.all(|it| *it == one).then_some(one)
    };
    // Where a word can be either half, the pair may be another person's name as it should be.
    let person = match meant(true) {
        Some(person) => person,
        None if of(a, true).is_empty() && of(b, false).is_empty() => meant(false)?,
        None => return None,
    };
    let clock = (checker.ctx.clock)(block, a.first).span;
    let active = kb
        .person(person)
        .terms
        .iter()
        .any(|it| !it.held(clock, date::Day::MAX).is_no());
    (may_live(kb, person, clock) && active || checker.ctx.cast.has(person))
        .then_some((words, person))
}

fn finding(checker: &Checker<'_>, block: usize, words: Words, person: RecordId) -> Finding {
    let kb = checker.ctx.kb;
    let record = kb.person(person);
    let wanted = &record.name.full;
    let message = match record.name.order {
        NameOrder::FamilyFirst => format!("The family name, {}, goes first.", record.name.family),
        NameOrder::GivenFirst => format!("English news writes {wanted}."),
    };
    let evidence = Evidence {
        statement: format!("{wanted}: family name {}", record.name.family),
        source: statement::sources(kb, &record.sources),
    };
    style::finding(checker, &PAGE, block, words, wanted, message, evidence)
}

/// Japanese and Hungarian names: written in either order.
fn is_chosen(checker: &Checker<'_>, person: RecordId) -> bool {
    let kb = checker.ctx.kb;
    let mut states = kb
        .person(person)
        .terms
        .iter()
        .filter_map(|it| kb.office(it.office).of);
    states.any(|it| matches!(kb.slug(it), "jpn" | "hun"))
}

/// The name turned round, where it is not in this order.
fn in_order(record: &kb::Person, written: &str, order: Order) -> Option<String> {
    let family = prose::fold(&record.name.family);
    let first = match order {
        Order::GivenFirst => written
            .split_once(' ')
            .filter(|it| prose::fold(it.0) == family),
        Order::FamilyFirst => written
            .rsplit_once(' ')
            .filter(|it| prose::fold(it.1) == family),
    };
    let (a, b) = first?;
    Some(format!("{b} {a}"))
}
