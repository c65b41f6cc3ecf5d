//! Mistakes about treaties: the wrong year, the wrong act, the wrong anniversary, the wrong one of two, the wrong number of members.

use std::collections::BTreeSet;
use std::ops::Range;

use date::Date;
use kb::{ActKind, RecordId, Treaty};

use super::leaders::{floor, ordinal_of};
use super::random::Random;
use super::{Article, Mention, Mistake};

pub fn mistakes(article: &Article<'_>, random: &mut Random) -> Vec<Mistake> {
    let mut all = Vec::new();
    for name in article
        .mentions
        .iter()
        .filter(|it| it.kind == "treaty" && it.records.len() == 1)
    {
        let treaty = article.kb.treaty(name.records[0]);
        if let Some(year) = year_beside(article, name, treaty) {
            all.extend(wrong_year(
                "treaty year",
                article,
                &year,
                name,
                treaty,
                random,
            ));
            all.extend(sibling(article, &year, name, treaty, random));
        }
        if let Some(act) = act_behind(article, name) {
            all.extend(wrong_year(
                "year of act",
                article,
                &act.year,
                name,
                treaty,
                random,
            ));
            all.extend(wrong_act(article, &act, name, treaty));
        }
        all.extend(anniversary(article, name, treaty, random));
    }
    for name in article
        .mentions
        .iter()
        .filter(|it| it.kind == "organisation" && it.records.len() == 1)
    {
        all.extend(members(article, name, random));
    }
    all
}

/// "signed in 1992" behind a treaty.
struct Said {
    words: Range<usize>,
    year: Range<usize>,
    signed: bool,
}

/// "the 1968 Non-Proliferation Treaty", "a 1961 defense treaty": the year, if something happened to the treaty in it.
fn year_beside(article: &Article<'_>, name: &Mention, treaty: &Treaty) -> Option<Range<usize>> {
    let text = article.text;
    let before = name.range.start.checked_sub(5)..name.range.start.checked_sub(1);
    let before = match before {
        Range {
            start: Some(start),
            end: Some(end),
        } => start..end,
        _ => 0..0,
    };
    let within = text[name.range.clone()].match_indices(|it: char| it.is_ascii_digit());
    let within = within
        .map(|(at, _)| name.range.start + at)
        .map(|at| at..at + 4);
    let mut candidates = within.take(1).chain([before]);
    candidates.find(|it| year(text, it).is_some_and(|it| years(treaty, |_| true).contains(&it)))
}

fn act_behind(article: &Article<'_>, name: &Mention) -> Option<Said> {
    let start = name.range.end;
    let end = floor(article.text, start + 60);
    let behind = &article.text[start..end];
    let behind = &behind[..behind.find(['.', ';', '\n']).unwrap_or(behind.len())];
    let forms = [
        ("signed in ", true),
        ("was signed in ", true),
        ("came into force in ", false),
        ("entered into force in ", false),
        ("took effect in ", false),
        ("in force since ", false),
    ];
    forms.iter().find_map(|(words, signed)| {
        let at = start + behind.find(words)?;
        let year = at + words.len()..at + words.len() + 4;
        self::year(article.text, &year)?;
        Some(Said {
            words: at..at + words.len(),
            year,
            signed: *signed,
        })
    })
}

fn wrong_year(
    kind: &'static str,
    article: &Article<'_>,
    at: &Range<usize>,
    name: &Mention,
    treaty: &Treaty,
    random: &mut Random,
) -> Option<Mistake> {
    let right = year(article.text, at)?;
    let known = years(treaty, |_| true);
    known.contains(&right).then_some(())?;
    let near = treaty
        .confused_with
        .iter()
        .chain(&treaty.amends)
        .chain(&treaty.replaces);
    let others: BTreeSet<i16> = near
        .flat_map(|it| years(article.kb.treaty(*it), |_| true))
        .collect();
    let shifts = [-10, -3, -2, -1, 1, 2, 3, 10].map(|it| right + it);
    let wrong: Vec<i16> = shifts
        .into_iter()
        .filter(|it| !known.contains(it) && !others.contains(it))
        .collect();
    Some(Mistake {
        kind,
        by: random.pick(&wrong)?.to_string(),
        edit: at.clone(),
        place: name.range.start.min(at.start)..name.range.end.max(at.end),
    })
}

/// "signed" for "in force", where the year tells one from the other.
fn wrong_act(
    article: &Article<'_>,
    said: &Said,
    name: &Mention,
    treaty: &Treaty,
) -> Option<Mistake> {
    let year = year(article.text, &said.year)?;
    let signed = years(treaty, |it| {
        matches!(
            it,
            ActKind::Signed
                | ActKind::Opened
                | ActKind::Adopted
                | ActKind::Agreed
                | ActKind::Initialled
        )
    });
    let force = years(treaty, |it| {
        matches!(it, ActKind::InForce | ActKind::Provisional)
    });
    let (is, other, by) = if said.signed {
        (signed, force, "in force since ")
    } else {
        (force, signed, "signed in ")
    };
    let fits = is.contains(&year) && !other.is_empty() && !other.contains(&year);
    let was = article.text[said.words.clone()].starts_with("was ");
    fits.then(|| Mistake {
        kind: "signed or in force",
        edit: said.words.clone(),
        by: if was {
            format!("has been {by}")
        } else {
            by.to_owned()
        },
        place: name.range.start..said.year.end,
    })
}

/// One with which it is confused, where the year beside tells them apart.
fn sibling(
    article: &Article<'_>,
    at: &Range<usize>,
    name: &Mention,
    treaty: &Treaty,
    random: &mut Random,
) -> Option<Mistake> {
    let kb = article.kb;
    let year = year(article.text, at)?;
    if name.form != "name" || name.range.contains(&at.start) {
        return None;
    }
    let mut others: Vec<RecordId> = treaty.confused_with.clone();
    if others.is_empty() {
        let alike = |id: &RecordId| {
            let other = kb.treaty(*id);
            *id != name.records[0]
                && !other.kinds.is_empty()
                && other.kinds == treaty.kinds
                && other.parties.len() > 20
                && treaty.parties.len() > 20
        };
        others = kb.all(kb::Kind::Treaty).filter(alike).collect();
    }
    others.retain(|it| !years(kb.treaty(*it), |_| true).contains(&year));
    Some(Mistake {
        kind: "sibling treaty",
        by: kb.treaty(*random.pick(&others)?).name.clone(),
        edit: name.range.clone(),
        place: at.start..name.range.end,
    })
}

/// "the 25th anniversary of the treaty".
fn anniversary(
    article: &Article<'_>,
    name: &Mention,
    treaty: &Treaty,
    random: &mut Random,
) -> Option<Mistake> {
    let start = floor(article.text, name.range.start.saturating_sub(60));
    let before = &article.text[start..name.range.start];
    let end = before.rfind(" anniversary of")?;
    let from = before[..end].rfind(' ').map_or(0, |it| it + 1);
    let number: u16 = before[from..end]
        .trim_end_matches(char::is_alphabetic)
        .parse()
        .ok()?;
    let year = article.published.first().year();
    let known = years(treaty, |_| true);
    let falls = |number: u16| {
        i16::try_from(number)
            .is_ok_and(|it| known.contains(&(year - it)) || known.contains(&(year + 1 - it)))
    };
    let wrong: Vec<u16> = [
        number.saturating_sub(10),
        number.saturating_sub(5),
        number + 5,
        number + 10,
    ]
    .into_iter()
    .filter(|it| *it > 0 && !falls(*it))
    .collect();
    let edit = start + from..start + end;
    falls(number).then_some(())?;
    Some(Mistake {
        kind: "anniversary",
        by: ordinal_of(*random.pick(&wrong)?),
        place: edit.start..name.range.end,
        edit,
    })
}

/// "the 27-nation European Union".
fn members(article: &Article<'_>, name: &Mention, random: &mut Random) -> Option<Mistake> {
    let organisation = article.kb.organisation(name.records[0]);
    let before = &article.text[..name.range.start];
    let end = ["-nation ", "-member ", "-country ", "-state ", "-strong "]
        .iter()
        .find_map(|it| Some(before.strip_suffix(it)?.len()))?;
    let start = before[..end]
        .rfind(|it: char| !it.is_ascii_digit())
        .map_or(0, |it| it + 1);
    let number: usize = before.get(start..end)?.parse().ok()?;
    let on = article.published.first();
    let members = organisation.members.iter().filter(|it| {
        it.from.is_none_or(|it| it.first() <= on) && it.to.is_none_or(|it| it.last() >= on)
    });
    let right = organisation.members_complete_since.is_some() && members.count() == number;
    let by = random
        .pick(&[number.saturating_sub(2), number + 3, number + 1])?
        .to_string();
    right.then_some(Mistake {
        kind: "members",
        edit: start..end,
        by,
        place: start..name.range.end,
    })
}

/// In which years something happened to a treaty.
fn years(treaty: &Treaty, of: impl Fn(ActKind) -> bool) -> BTreeSet<i16> {
    let acts = treaty
        .acts
        .iter()
        .filter(|it| of(it.act))
        .filter_map(|it| it.on);
    acts.flat_map(|it: Date| it.first().year()..=it.last().year())
        .collect()
}

/// A year from 1800 to 2099, and no more digits.
fn year(text: &str, at: &Range<usize>) -> Option<i16> {
    let year: i16 = text.get(at.clone())?.parse().ok()?;
    let alone = !text[at.end..].starts_with(|it: char| it.is_ascii_digit())
        && !text[..at.start].ends_with(|it: char| it.is_ascii_digit());
    ((1800..2100).contains(&year) && alone).then_some(year)
}
