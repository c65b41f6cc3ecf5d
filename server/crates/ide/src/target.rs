use kb::{Kb, Kind, RecordId};
use prose::Range;

use crate::{Analysis, Form, Mention};

/// What the user points at.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Target<'a> {
    /// A linked name, title or description.
    Mention(&'a Mention),
    /// The title that stands with a linked name, or the office of a title that names nobody.
    Office {
        mention: &'a Mention,
        office: RecordId,
        range: Range,
    },
    /// The state in the title of a name.
    Place { record: RecordId, range: Range },
}

impl Target<'_> {
    pub fn range(&self) -> Range {
        match self {
            Target::Mention(mention) => mention.range,
            Target::Office { range, .. } | Target::Place { range, .. } => *range,
        }
    }

    pub fn records(&self) -> Vec<RecordId> {
        match self {
            Target::Mention(mention) => mention.records.clone(),
            Target::Office { office, .. } => vec![*office],
            Target::Place { record, .. } => vec![*record],
        }
    }
}

/// What stands at `offset` (a byte of the source); the place directly behind a word still belongs to it.
pub(crate) fn at<'a>(kb: &Kb, analysis: &'a Analysis, offset: u32) -> Option<Target<'a>> {
    exactly_at(kb, analysis, offset).or_else(|| exactly_at(kb, analysis, offset.checked_sub(1)?))
}

fn exactly_at<'a>(kb: &Kb, analysis: &'a Analysis, offset: u32) -> Option<Target<'a>> {
    let around = || {
        let mentions = analysis.mentions();
        // A phrase is never longer than a sentence; those far behind cannot reach the offset.
        let until = mentions.partition_point(|it| it.range.start <= offset.saturating_add(1 << 12));
        let from = mentions.partition_point(|it| it.range.end + (1 << 12) < offset);
        mentions[from.min(until)..until].iter()
    };
    let named = around()
        .filter(|it| it.range.contains(offset) && !it.records.is_empty())
        .min_by_key(|it| (it.form == Form::Title, it.range.len()));
    if let Some(mention) = named
        && mention.form != Form::Title
    {
        return Some(Target::Mention(mention));
    }
    around()
        .filter(|it| it.phrase.contains(offset))
        .find_map(|mention| in_title(kb, analysis, mention, offset))
        .or(named.map(Target::Mention))
}

/// The part of a title at `offset`. In "the Chinese president" the whole is the person, so only a title that stands with
/// a name, or that names nobody, has parts.
fn in_title<'a>(
    kb: &Kb,
    analysis: &Analysis,
    mention: &'a Mention,
    offset: u32,
) -> Option<Target<'a>> {
    let title = mention.title.as_ref()?;
    if mention.form == Form::Title && !mention.records.is_empty() {
        return None;
    }
    if let Some((range, record)) = title.of
        && range.contains(offset)
    {
        return Some(Target::Place { record, range });
    }
    if !title.office.contains(offset) {
        return None;
    }
    let office = office_meant(kb, analysis, mention)?;
    Some(Target::Office {
        mention,
        office,
        range: title.office,
    })
}

/// The office that the title of a mention means: of those that it can mean one that the person held, if any.
pub(crate) fn office_meant(kb: &Kb, analysis: &Analysis, mention: &Mention) -> Option<RecordId> {
    if mention.claimed.is_some() {
        return mention.claimed;
    }
    let title = mention.title.as_ref()?;
    let words = prose::fold(title.office.of(&analysis.text));
    let fits = |it: RecordId| match title.offices.is_empty() {
        // Too many offices bear the title by itself; among those of one person it tells.
        true => bears(kb, it, &words),
        false => title.offices.contains(&it),
    };
    let person = mention
        .records
        .first()
        .filter(|it| it.kind() == Kind::Person);
    let held = person.and_then(|person| {
        let term = term_meant(kb, analysis, *person, fits)?;
        Some(kb.person(*person).terms.get(usize::from(term))?.office)
    });
    held.or_else(|| title.offices.first().copied())
}

fn bears(kb: &Kb, office: RecordId, folded: &str) -> bool {
    let office = kb.office(office);
    let mut titles = office.also.iter().chain([&office.title]);
    titles.any(|it| prose::fold(it) == folded)
}

/// The person's term, of those for which `fits` holds, that ran when the article was published; else the last one before,
/// else the first.
pub(crate) fn term_meant(
    kb: &Kb,
    analysis: &Analysis,
    person: RecordId,
    fits: impl Fn(RecordId) -> bool,
) -> Option<u16> {
    let day = analysis.publication.soft.last();
    let terms = crate::office::terms_of(kb, person, fits);
    let start = |it: u16| {
        let term = kb.person(person).terms.get(usize::from(it));
        term.and_then(|it| it.from).map(date::Date::first)
    };
    let begun = terms
        .iter()
        .copied()
        .filter(|it| start(*it).is_some_and(|it| it <= day));
    begun
        .max_by_key(|it| start(*it))
        .or_else(|| terms.first().copied())
}
