//! Who held an office on a day: a question outside of any article.

use std::sync::Arc;

use date::{Day, Span, Truth};
use kb::{Kb, RecordId, Status};

use crate::find::{Hit, Kinds, Names};
use crate::office::{Meaning, held};
use crate::{Evidence, Settings, lexicon, statement};

/// What a phrase such as "prime minister of Japan" stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Named {
    /// One office, or the several that bear the title in that state, those of the states that it continues included.
    Offices(Vec<RecordId>),
    /// A title without a state that is borne in this many states and organisations.
    Everywhere(usize),
    Unknown,
}

/// An office on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Tenure {
    pub office: RecordId,
    pub holders: Vec<Incumbency>,
    /// Whether the office existed.
    pub existed: Truth,
    /// Whether the records name every holder of that day, so that nobody among `holders` means that nobody held it.
    pub complete: bool,
}

/// Somebody who held the office certainly or perhaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Incumbency {
    pub person: RecordId,
    /// The records decide it, or presume it for a while after their last day.
    pub certain: bool,
    /// For a term that runs on: the last day for which its sources know that, if the day asked for is later.
    pub known_until: Option<Day>,
    pub evidence: Evidence,
}

/// The offices that a phrase names: "French president", "UN secretary-general", "president of the United States",
/// "Japan's head of government", "the pope".
pub fn offices_named(kb: &Kb, phrase: &str) -> Named {
    let names = Names::new(kb);
    let folded = prose::fold(phrase).replace("'s ", " ");
    let words: Vec<&str> = folded.split(' ').filter(|it| !it.is_empty()).collect();
    let words = without_article(&words);
    for idx in 1..words.len() {
        let (before, behind) = words.split_at(idx);
        let (title, place) = match behind {
            ["of", place @ ..] => (before, without_article(place)),
            _ => (behind, before),
        };
        let (Some(title), Some(place)) = (title_hit(&names, title), place_hit(&names, place))
        else {
            continue;
        };
        let places = place.places().map(|it| it.record).collect();
        let offices = meaning(kb, &title, places).offices();
        if !offices.is_empty() {
            return Named::Offices(offices);
        }
    }
    let Some(title) = title_hit(&names, words) else {
        return Named::Unknown;
    };
    let offices = meaning(kb, &title, Vec::new()).offices();
    match offices.is_empty() {
        true => Named::Everywhere(title.info.title.places().count()),
        false => Named::Offices(offices),
    }
}

/// Who held the office on a day, as far as the records tell.
pub fn tenure(kb: &Kb, settings: &Settings, office: RecordId, day: Day) -> Tenure {
    let clock = Span::on(day);
    let record = kb.office(office);
    let incumbency = |holder: &kb::Holder| {
        let term = kb.term(*holder);
        if term.status == Status::Designate {
            return None;
        }
        let held = held(kb, term, clock, settings.presume_days);
        let known_until = kb.term_as_of(term);
        (!held.is_no()).then(|| Incumbency {
            person: holder.person,
            certain: held.is_yes(),
            known_until: (term.to == kb::End::Running && day > known_until).then_some(known_until),
            evidence: statement::of_term(kb, *holder),
        })
    };
    let complete_until = record
        .complete_until
        .map_or_else(|| kb.as_of(), date::Date::last);
    Tenure {
        office,
        holders: kb.holders(office).iter().filter_map(incumbency).collect(),
        existed: record.exists.at(clock),
        complete: record.complete_since.is_some_and(|it| it.last() <= day) && day <= complete_until,
    }
}

fn without_article<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    words.strip_prefix(&["the"]).unwrap_or(words)
}

fn meaning<'a>(kb: &'a Kb, title: &'a Hit, places: Vec<RecordId>) -> Meaning<'a> {
    Meaning {
        kb,
        hits: vec![title],
        places,
    }
}

/// The words, all of them, as a title.
fn title_hit(names: &Names<'_>, words: &[&str]) -> Option<Hit> {
    let info = names.lookup(&words.join(" "));
    let info = info.filter(|it| !it.title.offices.is_empty());
    let roles = lexicon::generic_title(words)
        .filter(|(taken, _)| *taken == words.len())
        .map_or(&[][..], |(_, roles)| roles);
    let kinds = Kinds {
        title: true,
        ..Kinds::default()
    };
    (info.is_some() || !roles.is_empty()).then(|| hit(words, info, kinds, roles))
}

/// The words, all of them, as a state or an organisation.
fn place_hit(names: &Names<'_>, words: &[&str]) -> Option<Hit> {
    let info = names.lookup(&words.join(" "))?;
    let kinds = Kinds {
        place: true,
        organisation: true,
        ..Kinds::default()
    };
    let known = !info.places.is_empty() || !info.organisations.is_empty();
    known.then(|| hit(words, Some(info), kinds, &[]))
}

fn hit(
    words: &[&str],
    info: Option<Arc<kb::Bearers>>,
    kinds: Kinds,
    roles: &'static [kb::Role],
) -> Hit {
    Hit {
        first: 0,
        last: words.len(),
        info: info.unwrap_or_default(),
        kinds,
        roles,
        plural: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(kb: &Kb, phrase: &str, day: &str) -> Vec<String> {
        let day = day.parse::<date::Date>().unwrap().first();
        let Named::Offices(offices) = offices_named(kb, phrase) else {
            return Vec::new();
        };
        let settings = Settings::standard();
        let tenures = offices.iter().map(|it| tenure(kb, &settings, *it, day));
        let holders = tenures.flat_map(|it| it.holders);
        let certain = holders.filter(|it| it.certain);
        certain.map(|it| kb.name(it.person)).collect()
    }

    #[test]
    fn offices_are_named_in_every_way_that_news_does() {
        let kb = Kb::new(world::BLOB).unwrap();
        for (phrase, day, holder) in [
            (
                "president of the United States",
                "2013-05-01",
                "Barack Obama",
            ),
            ("the US president", "2013-05-01", "Barack Obama"),
            ("America's president", "2013-05-01", "Barack Obama"),
            ("French President", "2013-05-01", "François Hollande"),
            (
                "Head of government of Germany",
                "2013-05-01",
                "Angela Merkel",
            ),
        ] {
            assert_eq!(answer(&kb, phrase, day), [holder], "{phrase}");
        }
        // A handover day belongs to both.
        assert_eq!(
            answer(&kb, "president of the USA", "2017-01-20"),
            ["Barack Obama", "Donald Trump"]
        );
    }

    #[test]
    fn what_names_no_office_is_said_to() {
        let kb = Kb::new(world::BLOB).unwrap();
        assert!(matches!(offices_named(&kb, "the president"), Named::Everywhere(n) if n > 50));
        for phrase in ["", "of", "the", "xyzzy of France", "president of", "France"] {
            assert_eq!(offices_named(&kb, phrase), Named::Unknown, "{phrase}");
        }
    }

    #[test]
    fn what_the_records_cannot_know_is_not_certain() {
        let kb = Kb::new(world::BLOB).unwrap();
        let later = kb.as_of().plus_years(50);
        let Named::Offices(offices) = offices_named(&kb, "president of France") else {
            panic!("no office");
        };
        let tenure = tenure(&kb, &Settings::standard(), offices[0], later);
        assert!(!tenure.complete);
        assert!(
            tenure
                .holders
                .iter()
                .all(|it| !it.certain && it.known_until.is_some())
        );
    }
}
