use kb::{NameKind, NameOrder, RecordId};
use prose::{BlockText, Separator, Shape};

use crate::check::{Checker, Example, Page, style};
use crate::claims::is_checked;
use crate::find::Hit;
use crate::office::{Meaning, is_head, same_country, terms_of};
use crate::phrases::{Phrase, Position, Words};
use crate::{Finding, Severity, Status, lexicon, statement};

pub(super) static PAGE: Page = Page {
    code: "name/wrong-given",
    title: "the right surname under a wrong given name",
    severity: Severity::Warning,
    on: true,
    explanation: "\
Office and surname fit the one who held the office at the time, and the given name is no form of that person's.

Silent where anybody in the base has this given name with this surname, on nicknames, initials and other romanisations, and on what is only
misspelled.",
    examples: &[
        Example { date: "2019-06-10", text: "Canadian Prime Minister «Julian Trudeau» spoke in Ottawa.", fixed: Some("Justin Trudeau") },
        Example { date: "2012-06-10", text: "«Stanley Harper», the Canadian prime minister, spoke in Ottawa.", fixed: Some("Stephen Harper") },
        Example { date: "2017-06-10", text: "German Chancellor «Andrea Merkel» spoke in Berlin.", fixed: Some("Angela Merkel") },
        Example { date: "2025-09-09", text: "Poland closed the border. The prime minister, «Radoslaw Tusk», spoke in Warsaw.", fixed: Some("Donald Tusk") },
        Example { date: "2007-10-04", text: "The United States must hurry, Defense Secretary «Jim Gates» said on Thursday.", fixed: Some("Robert Gates") },
        Example { date: "2021-03-20", text: "President «Zachary Biden» on Friday promised to attend the summit.", fixed: Some("Joe Biden") },
        Example { date: "1996-09-05", text: "Thailand waits. The army wants Prime Minister «Anand Silpa-archa»'s resignation.", fixed: Some("Banharn Silpa-archa") },
        Example { date: "2007-10-04", text: "The United States must hurry, President John Carter of the union said on Thursday.", fixed: None },
        Example { date: "2025-09-09", text: "The prime minister, Radoslaw Tusk, is a man in a novel.", fixed: None },
        Example { date: "2012-06-26", text: "Spanish Foreign Minister «Juan Manuel García-Margallo» spoke in Madrid.", fixed: Some("José Manuel García-Margallo") },
        Example { date: "2019-06-10", text: "Canadian Prime Minister Justin Trudeau spoke in Ottawa.", fixed: None },
        Example { date: "1970-06-10", text: "Canadian Prime Minister Pierre Trudeau spoke in Ottawa.", fixed: None },
        Example { date: "1995-06-10", text: "U.S. President Bill Clinton and President William Clinton are one man.", fixed: None },
        Example { date: "2019-06-10", text: "The Canadian prime minister's brother, Alexandre Trudeau, spoke in Ottawa.", fixed: None },
        Example { date: "2019-06-10", text: "The late French President Julian Macron is a figure in a novel.", fixed: None },
        Example { date: "2001-09-20", text: "The Taliban's leader, Mullah Mohammed Omar, spoke in Kandahar.", fixed: None },
        Example { date: "2012-06-10", text: "British Prime Minister D. Cameron spoke in London.", fixed: None },
        Example { date: "2013-08-05", text: "The risk is greater, said John Higgins, president of Irish lender Avon.", fixed: None },
        Example { date: "2012-09-20", text: "Brazilian Foreign Minister Antonio de Aguiar Patriota spoke in Brasilia.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for (idx, block) in checker.ctx.document.blocks.iter().enumerate() {
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        let reading = &checker.ctx.readings[idx];
        for phrase in &reading.phrases {
            let Some((words, hit)) = unknown_given(&block.text, &reading.hits, phrase) else {
                continue;
            };
            let titles = phrase.titles.iter().filter(|it| {
                let now = matches!(
                    it.status.map(|it| it.0),
                    None | Some(Status::Current | Status::Acting)
                );
                now && !it.modified && !it.counterpart && !it.plural
            });
            let clock = (checker.ctx.clock)(idx, words.first).span;
            let holder = titles.into_iter().find_map(|title| {
                let meaning = Meaning::new(kb, reading, title);
                let bearers = hit
                    .info
                    .persons
                    .iter()
                    .filter(|it| it.kind == NameKind::Surname);
                let mut holders = bearers.map(|it| it.record).filter(|person| {
                    let record = kb.person(*person);
                    terms_of(kb, *person, |office| meaning.fits(office))
                        .iter()
                        .any(|it| {
                            record.terms[usize::from(*it)]
                                .held(clock, date::Day::MAX)
                                .is_yes()
                        })
                });
                let holder = holders.next()?;
                let before = title.position == Position::BeforeName;
                let located = !meaning.places.is_empty()
                    || is_at_home(checker, holder, &meaning, hit, before);
                (holders.all(|it| it == holder) && located).then_some(holder)
            });
            let Some(holder) = holder.filter(|it| is_wrong(checker, *it, hit, &block.text, words))
            else {
                continue;
            };
            let record = kb.person(holder);
            let message = format!(
                "The one of that name in this office was {}.",
                record.name.full
            );
            let evidence = statement::sources(kb, &record.sources);
            let evidence = crate::Evidence {
                statement: format!("{}: the name on record", record.name.full),
                source: evidence,
            };
            let wanted = &record.name.full;
            findings.push(style::finding(
                checker, &PAGE, idx, words, wanted, message, evidence,
            ));
        }
    }
}

/// Without a state beside the title: one of a state that the article names, whose surname says something or whose title few states
/// have; or the only one of that surname in such an office, who heads a state, right behind the title (`before`).
fn is_at_home(
    checker: &Checker<'_>,
    holder: RecordId,
    meaning: &Meaning<'_>,
    hit: &Hit,
    before: bool,
) -> bool {
    let kb = checker.ctx.kb;
    let terms = terms_of(kb, holder, |office| meaning.fits(office)).into_iter();
    let offices: Vec<RecordId> = terms
        .map(|it| kb.person(holder).terms[usize::from(it)].office)
        .collect();
    let mut states = offices.iter().filter_map(|it| kb.office(*it).of);
    let mut hits = checker.ctx.readings.iter().flat_map(|it| &it.hits);
    let named = hits.any(|it| {
        it.places()
            .any(|of| states.clone().any(|it| same_country(kb, it, of.record)))
    });
    let plain = lexicon::is_common_surname(&prose::fold(&kb.person(holder).name.family));
    let rare = meaning
        .hits
        .iter()
        .all(|it| it.roles.is_empty() && it.info.title.places().take(FEW).count() < FEW);
    let mut bearers = hit.info.persons.iter().map(|it| it.record);
    let only = bearers
        .all(|it| it == holder || terms_of(kb, it, |office| meaning.fits(office)).is_empty());
    let leads = offices.iter().any(|it| is_head(kb, *it));
    match named {
        true => !plain || rare,
        false => before && only && !plain && leads && states.next().is_some(),
    }
}

/// A title that fewer states have tells the state.
const FEW: usize = 5;

/// A known surname at the end of the name, and before it one or two words that are no name of the base with it.
fn unknown_given<'a>(
    text: &BlockText,
    hits: &'a [Hit],
    phrase: &Phrase,
) -> Option<(Words, &'a Hit)> {
    let name = phrase.name.as_ref().filter(|it| !it.institution)?;
    // The name's own hit may be its first word, where that is somebody's given name.
    let end = name.words.last;
    let hit = hits.iter().find(|it| it.first < end && end <= it.last)?;
    if !hit.kinds.surname || hit.kinds.full && hit.last - hit.first > 1 || hit.is_place() {
        return None;
    }
    let is_given = |word: usize| {
        let known = hits.iter().find(|it| it.first <= word && word < it.last);
        let folded = text.folded_word(word);
        text.words[word].shape == Shape::Capital
            && text.words[word + 1].before == Separator::Space
            && !text.words[word].possessive
            && known.is_none_or(|it| {
                (it.kinds.given || it.kinds.surname) && !it.kinds.title && !it.is_place()
            })
            && !lexicon::is_honorific(folded)
            && !lexicon::stands_beside_names(folded)
            && folded.chars().count() > 2
    };
    let n_given = (0..hit.first).rev().take_while(|it| is_given(*it)).count();
    let first = hit.first - n_given;
    // "Antonio de Aguiar Patriota": a longer name than the base knows.
    let longer = |word: usize| {
        lexicon::is_particle(text.folded_word(word))
            || matches!(text.words[word].shape, Shape::Capital | Shape::Mixed)
                && !hits.iter().any(|it| it.first < first && first <= it.last)
    };
    let joined = first > 0 && text.words[first].before == Separator::Space && longer(first - 1);
    (matches!(n_given, 1 | 2) && !joined).then_some((
        Words {
            first,
            last: hit.last,
        },
        hit,
    ))
}

/// No form of the holder has this given name, nor has anybody else of the surname.
fn is_wrong(
    checker: &Checker<'_>,
    holder: RecordId,
    hit: &Hit,
    text: &BlockText,
    words: Words,
) -> bool {
    let kb = checker.ctx.kb;
    let record = kb.person(holder);
    if record.name.order == NameOrder::FamilyFirst || record.name.given.is_empty() {
        return false;
    }
    // "Mullah Omar": the record knows a word of honour and no given name.
    let own = prose::fold(&record.name.given);
    if own.split(' ').any(lexicon::is_honorific) {
        return false;
    }
    // Of two given names one is right: "Juan Manuel" for "José Manuel".
    let n_given = hit.first - words.first;
    let right = |word: &usize| own.split(' ').any(|it| it == text.folded_word(*word));
    let mut odd = (words.first..hit.first).filter(|it| !right(it));
    let (Some(odd), None) = (odd.next(), odd.next()) else {
        return false;
    };
    if own.split(' ').count() != n_given && n_given > 1 {
        return false;
    }
    let given = text.folded_word(odd);
    let has = |person: RecordId| {
        let record = kb.person(person);
        let forms = [&record.name.full, &record.name.given].into_iter();
        let forms = forms
            .chain(&record.spellings)
            .chain(&record.nicknames)
            .chain(&record.short);
        forms
            .flat_map(|it| {
                prose::fold(it)
                    .split(' ')
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .any(|it| it == given || is_short_for(given, &it) || is_near(given, &it))
    };
    !hit.info.persons.iter().any(|it| has(it.record))
}

/// "Joe" for "Joseph", "Bill" for "William".
fn is_short_for(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let stem = |it: &str| it.trim_end_matches(['y', 'i', 'e']).to_owned();
    let stem = stem(short);
    stem.len() > 1 && long.starts_with(&stem)
        || NICKNAMES.contains(&(short, long))
        || NICKNAMES.contains(&(long, short))
}

/// Misspelled, or written from another script in another way.
fn is_near(a: &str, b: &str) -> bool {
    b.len() > 3 && strsim::osa_distance(a, b) <= 2
}

/// Short forms that do not begin as the long ones do.
const NICKNAMES: &[(&str, &str)] = &[
    ("bill", "william"),
    ("billy", "william"),
    ("bob", "robert"),
    ("bobby", "robert"),
    ("dick", "richard"),
    ("rick", "richard"),
    ("jack", "john"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("ted", "edward"),
    ("ted", "theodore"),
    ("teddy", "theodore"),
    ("ned", "edward"),
    ("tony", "anthony"),
    ("harry", "henry"),
    ("hal", "henry"),
    ("hank", "henry"),
    ("peggy", "margaret"),
    ("maggie", "margaret"),
    ("meg", "margaret"),
    ("liz", "elizabeth"),
    ("beth", "elizabeth"),
    ("betty", "elizabeth"),
    ("chuck", "charles"),
    ("mike", "michael"),
    ("nick", "dominic"),
    ("sandy", "alexander"),
    ("sasha", "alexander"),
    ("sasha", "aleksandr"),
    ("misha", "mikhail"),
    ("kolya", "nikolai"),
    ("vova", "vladimir"),
    ("volodya", "vladimir"),
    ("pepe", "jose"),
    ("paco", "francisco"),
    ("pancho", "francisco"),
    ("lula", "luiz"),
    ("bibi", "benjamin"),
    ("gerry", "gerard"),
    ("jerry", "gerald"),
    ("larry", "lawrence"),
    ("ollie", "oliver"),
    ("alec", "alexander"),
    ("rob", "robert"),
    ("kate", "catherine"),
];
