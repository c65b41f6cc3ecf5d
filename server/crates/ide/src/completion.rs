use date::Span;
use kb::{Kb, Kind, NameKind, RecordId};
use prose::Range;

use crate::{Analysis, Form, office, statement};

/// A name that may stand at the cursor.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    /// What is being typed and will be replaced; may be empty.
    pub replace: Range,
    pub text: String,
    /// The office and its time, the date of a treaty; may be empty.
    pub detail: String,
    pub record: RecordId,
}

/// More than that nobody reads.
const MOST: usize = 20;
/// A title and what stands before it have at most so many words each.
const LONGEST: usize = 4;
/// So much must be typed of a name before names are offered.
const SHORTEST: usize = 3;

/// What may stand at `offset`: behind a title, a demonym or "State's" the leaders meant, those first who were in office on
/// the article's date; else, if `asked` and a capitalised word is being typed, the surnames of those whom the article named before, and the names
/// of the base that begin so.
pub fn completion(kb: &Kb, analysis: &Analysis, offset: u32, asked: bool) -> Vec<Completion> {
    let Some(before) = analysis.text.get(..offset as usize) else {
        return Vec::new();
    };
    let line = before.rfind(['\n', '\r']).map_or(0, |it| it + 1);
    let words = words(&before[line..], line as u32);
    let typed = match words.last() {
        Some(word) if word.end == offset => *word,
        _ => Range::new(offset, offset),
    };
    let context = &words[..words.len() - usize::from(!typed.is_empty())];
    let prefix = prose::fold(typed.of(&analysis.text));
    let offices = offices_before(kb, &analysis.text, context);
    if !offices.is_empty() {
        return holders(kb, analysis, &offices, typed, &prefix);
    }
    if !asked {
        return Vec::new();
    }
    let mut found = second_mentions(kb, analysis, typed);
    for name in names(kb, analysis, &words, offset) {
        if found.iter().all(|it| it.record != name.record) {
            found.push(name);
        }
    }
    found.truncate(MOST);
    found
}

/// Those whom the article has named before, by the form in which they are named again: "Mer" is "Merkel" behind "Angela Merkel".
fn second_mentions(kb: &Kb, analysis: &Analysis, typed: Range) -> Vec<Completion> {
    let word = typed.of(&analysis.text);
    if word.chars().count() < 2 || !word.starts_with(char::is_uppercase) {
        return Vec::new();
    }
    let prefix = prose::fold(word);
    let mut found: Vec<Completion> = Vec::new();
    for mention in analysis.mentions() {
        let [record] = mention.records[..] else {
            continue;
        };
        let named = mention.form == Form::Full && record.kind() == Kind::Person;
        if !named || mention.range.end > typed.start || found.iter().any(|it| it.record == record) {
            continue;
        }
        let second = &kb.person(record).name.second;
        if prose::fold(second).starts_with(&prefix) {
            found.push(Completion {
                replace: typed,
                text: second.clone(),
                detail: crate::hover::in_brief(kb, analysis, record),
                record,
            });
        }
    }
    found
}

/// The places of the words of a line that begins at byte `start`; only what can be part of a name is a word.
fn words(line: &str, start: u32) -> Vec<Range> {
    let mut words: Vec<Range> = Vec::new();
    for (at, char) in line.char_indices() {
        let (at, end) = (start + at as u32, start + (at + char.len_utf8()) as u32);
        if !char.is_alphanumeric() && !matches!(char, '-' | '\'' | '’' | '.') {
            continue;
        }
        match words.last_mut() {
            Some(word) if word.end == at => word.end = end,
            _ => words.push(Range::new(at, end)),
        }
    }
    words
}

/// The offices that the last words before the cursor speak of.
fn offices_before(kb: &Kb, text: &str, words: &[Range]) -> Vec<RecordId> {
    for n in (1..=LONGEST.min(words.len())).rev() {
        let title = records(kb, text, &words[words.len() - n..], |it| {
            it == NameKind::Title
        });
        if title.is_empty() {
            continue;
        }
        let places = place_before(kb, text, &words[..words.len() - n]);
        let of_place = |it: &RecordId| {
            let of = kb.office(*it).of;
            of.is_some_and(|of| {
                places
                    .iter()
                    .any(|place| office::same_country(kb, *place, of))
            })
        };
        if !places.is_empty() {
            return title.into_iter().filter(of_place).collect();
        }
        // "President" alone may be anybody; "the Taoiseach" is one.
        return if title.len() <= 2 { title } else { Vec::new() };
    }
    let places = place_before(kb, text, words);
    let heads = places.iter().flat_map(|it| kb.offices_of(*it)).copied();
    heads.filter(|it| office::is_head(kb, *it)).collect()
}

/// The states or organisations that the last words name: "South Korean", "Slovakia's".
fn place_before(kb: &Kb, text: &str, words: &[Range]) -> Vec<RecordId> {
    let is_place = |it| {
        matches!(
            it,
            NameKind::State
                | NameKind::Demonym
                | NameKind::Organisation
                | NameKind::OrganisationAcronym
        )
    };
    (1..=LONGEST.min(words.len()))
        .rev()
        .map(|n| records(kb, text, &words[words.len() - n..], is_place))
        .find(|it| !it.is_empty())
        .unwrap_or_default()
}

/// The records that bear exactly these words as a name of a kind for which `fits` holds.
fn records(kb: &Kb, text: &str, words: &[Range], fits: impl Fn(NameKind) -> bool) -> Vec<RecordId> {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return Vec::new();
    };
    let name = prose::fold(Range::new(first.start, last.end).of(text));
    let name = name.trim_end_matches("'s").trim_end_matches('\'');
    let entries = kb.lookup(name).map(|it| kb.entries(it)).unwrap_or_default();
    let mut records: Vec<RecordId> = entries
        .iter()
        .filter(|it| fits(it.kind))
        .map(|it| it.record)
        .collect();
    records.dedup();
    records
}

/// Who held one of the offices when the article was published; then, if something is typed, everybody else who ever did.
fn holders(
    kb: &Kb,
    analysis: &Analysis,
    offices: &[RecordId],
    replace: Range,
    prefix: &str,
) -> Vec<Completion> {
    let clock = Span::on(analysis.publication.soft.last());
    let mut found: Vec<Completion> = Vec::new();
    let mut offer = |person: RecordId, term: &kb::Term| {
        let name = &kb.person(person).name;
        let begins = [&name.full, &name.family, &name.second, &name.given]
            .iter()
            .any(|it| prose::fold(it).starts_with(prefix));
        if begins && found.len() < MOST && found.iter().all(|it| it.record != person) {
            found.push(Completion {
                replace,
                text: name.full.clone(),
                detail: format!("{} {}", kb.name(term.office), statement::period(term)),
                record: person,
            });
        }
    };
    for office in offices {
        for person in office::likely_holders(kb, *office, clock) {
            let terms = office::terms_of(kb, person, |it| it == *office);
            let term = terms
                .last()
                .and_then(|it| kb.person(person).terms.get(usize::from(*it)));
            if let Some(term) = term {
                offer(person, term);
            }
        }
    }
    if !prefix.is_empty() {
        for office in offices {
            for holder in kb.holders(*office).iter().rev() {
                offer(holder.person, kb.term(*holder));
            }
        }
    }
    found
}

/// Persons, treaties, organisations and events whose name begins with the last words; those first that the article names.
fn names(kb: &Kb, analysis: &Analysis, words: &[Range], offset: u32) -> Vec<Completion> {
    for n in (1..=LONGEST.min(words.len())).rev() {
        let start = words[words.len() - n].start;
        let replace = Range::new(start, offset);
        let typed = replace.of(&analysis.text);
        if typed.len() < SHORTEST || !typed.starts_with(char::is_uppercase) {
            continue;
        }
        let mut found: Vec<Completion> = Vec::new();
        for (_, entries) in kb.complete(&prose::fold(typed), 4 * MOST) {
            for entry in kb.each_entry(entries) {
                let whole = matches!(
                    entry.kind,
                    NameKind::Full
                        | NameKind::Treaty
                        | NameKind::TreatyAcronym
                        | NameKind::Organisation
                        | NameKind::Event
                );
                if whole && found.iter().all(|it| it.record != entry.record) {
                    found.push(Completion {
                        replace,
                        text: name(kb, entry.record),
                        detail: crate::hover::in_brief(kb, analysis, entry.record),
                        record: entry.record,
                    });
                }
            }
        }
        if !found.is_empty() {
            let named = |record| {
                analysis
                    .mentions()
                    .iter()
                    .any(|it| it.form != Form::Title && it.records.contains(&record))
            };
            found.sort_by_key(|it| !named(it.record));
            found.truncate(MOST);
            return found;
        }
    }
    Vec::new()
}

/// In full also where an acronym is what people know.
fn name(kb: &Kb, record: RecordId) -> String {
    match record.kind() {
        Kind::Organisation => kb.organisation(record).name.clone(),
        _ => kb.name(record),
    }
}
