//! Mistakes about persons: the wrong one, the wrong state, the wrong office, the wrong time, the wrong letters.

use std::ops::Range;

use date::{Day, Truth};
use kb::{End, NameOrder, Person, RecordId, Status, Term};

use super::random::Random;
use super::slots::{Slot, around, holds};
use super::{Article, Mention, Mistake};

/// States that writers take for one another.
const CONFUSABLE: [&[&str]; 34] = [
    &["nga", "ner"],
    &["irn", "irq"],
    &["svk", "svn"],
    &["aut", "aus"],
    &["cod", "cog"],
    &["gin", "guy", "gnb", "gnq"],
    &["prk", "kor"],
    &["lva", "ltu", "est"],
    &["pry", "ury"],
    &["dma", "dom"],
    &["zmb", "zwe"],
    &["gmb", "zmb"],
    &["swe", "che"],
    &["mus", "mrt"],
    &["bgr", "rou", "hun"],
    &["ind", "idn"],
    &["mli", "mwi"],
    &["lby", "lbn", "lbr"],
    &["kaz", "kgz", "uzb", "tjk", "tkm"],
    &["rwa", "bdi"],
    &["sdn", "ssd", "som"],
    &["eth", "eri"],
    &["hrv", "srb"],
    &["chl", "per"],
    &["bol", "col"],
    &["slv", "ecu"],
    &["hnd", "gtm", "nic"],
    &["khm", "lao", "vnm"],
    &["ukr", "blr", "rus"],
    &["kwt", "qat", "bhr", "are"],
    &["omn", "yem"],
    &["nor", "dnk", "fin"],
    &["tza", "uga", "ken"],
    &["chn", "twn"],
];

/// Titles that writers take for one another.
const OFFICES: [(&str, &str); 9] = [
    ("president", "prime minister"),
    ("prime minister", "president"),
    ("premier", "president"),
    ("chancellor", "president"),
    ("foreign minister", "defence minister"),
    ("defence minister", "foreign minister"),
    ("defense minister", "foreign minister"),
    ("secretary of state", "defense secretary"),
    ("foreign secretary", "defence secretary"),
];

pub fn mistakes(article: &Article<'_>, random: &mut Random) -> Vec<Mistake> {
    let mut all = Vec::new();
    for slot in article.slots("full").iter().filter(|it| it.plain(article)) {
        if slot.holds && !article.looks_back(&slot.phrase) {
            // "President Reagan's tax cuts" may be named long after.
            if !possessive(article, slot) {
                all.extend(wrong_holders(article, slot, random));
            }
            all.extend(wrong_state(article, slot, random));
            all.extend(wrong_office(article, slot));
            all.extend(wrong_given(article, slot, random));
            all.extend(former_added(article, slot));
            all.extend(elect_added(article, slot));
        }
    }
    for slot in article
        .slots("surname")
        .iter()
        .filter(|it| it.plain(article))
    {
        let now = slot.holds && slot.before && !possessive(article, slot);
        if now && !article.looks_back(&slot.phrase) {
            all.extend(wrong_surname(article, slot));
            let short = [
                ("country, surname", wrong_state(article, slot, random)),
                ("office, surname", wrong_office(article, slot)),
                ("former, surname", former_added(article, slot)),
                ("elect, surname", elect_added(article, slot)),
            ];
            all.extend(
                short
                    .into_iter()
                    .filter_map(|(kind, it)| Some(Mistake { kind, ..it? })),
            );
        }
    }
    all.extend(
        article
            .slots("full")
            .iter()
            .filter_map(|it| former_removed(article, it)),
    );
    let full = article
        .mentions
        .iter()
        .filter(|it| it.kind == "leader" && it.form == "full");
    for name in full {
        let [id] = name.records[..] else { continue };
        let person = article.kb.person(id);
        all.extend(misspelled(article, name, random));
        all.extend(turned(article, name, person));
        all.extend(late(article, name, person));
    }
    let short = article
        .mentions
        .iter()
        .filter(|it| it.kind == "leader" && it.form == "surname" && it.records.len() == 1);
    all.extend(short.filter_map(|name| {
        let kind = "letters, surname";
        Some(Mistake {
            kind,
            ..misspelled(article, name, random)?
        })
    }));
    for name in article.mentions.iter().filter(|it| it.kind == "leader") {
        all.extend(age(article, name, random));
        all.extend(ordinal(article, name, random));
    }
    all
}

/// "Macron's".
fn possessive(article: &Article<'_>, slot: &Slot<'_>) -> bool {
    article.text[slot.name.range.end..].starts_with(['\'', '’'])
}

/// The one before, the one after, and the one of another state in the place of the holder.
fn wrong_holders(article: &Article<'_>, slot: &Slot<'_>, random: &mut Random) -> Vec<Mistake> {
    let mut all = Vec::new();
    let mut put = |kind, id| {
        all.push(Mistake {
            kind,
            edit: slot.name.range.clone(),
            by: article.kb.person(id).name.full.clone(),
            place: slot.phrase.clone(),
        });
    };
    if let Some(id) = neighbour(article, slot, true) {
        put("predecessor", id);
    }
    if let Some(id) = neighbour(article, slot, false) {
        put("successor", id);
    }
    if slot.state.is_some()
        && let Some(id) = colleague(article, slot, random)
    {
        put("other state's holder", id);
    }
    all
}

/// Who held the office last before, or first after, and certainly does not hold it at the time.
fn neighbour(article: &Article<'_>, slot: &Slot<'_>, earlier: bool) -> Option<RecordId> {
    let kb = article.kb;
    let begin = |term: &Term| term.from.map(date::Date::first);
    let current = kb
        .person(slot.person)
        .terms
        .iter()
        .filter(|it| it.office == slot.office);
    let current = current
        .filter_map(begin)
        .filter(|it| *it <= article.published.first())
        .max()?;
    let holders = kb.holders(slot.office).iter();
    let others =
        holders.filter(|it| it.person != slot.person && kb.term(**it).status != Status::Designate);
    let others = others.filter_map(|it| Some((begin(kb.term(*it))?, it.person)));
    let (_, other) = if earlier {
        others.filter(|it| it.0 < current).max_by_key(|it| it.0)
    } else {
        others
            .filter(|it| it.0 > article.published.last())
            .min_by_key(|it| it.0)
    }?;
    (holds(kb, other, slot.office, around(article.published)) == Truth::No).then_some(other)
}

/// Who holds the same office in another state; one that the text names, if there is one.
fn colleague(article: &Article<'_>, slot: &Slot<'_>, random: &mut Random) -> Option<RecordId> {
    let kb = article.kb;
    let office = kb.office(slot.office);
    let named: Vec<RecordId> = article
        .mentions
        .iter()
        .filter(|it| it.kind == "state")
        .flat_map(|it| it.records.clone())
        .collect();
    let all: Vec<RecordId> = kb.all(kb::Kind::State).collect();
    let holders = |states: &[RecordId]| -> Vec<RecordId> {
        let states = states.iter().filter(|it| Some(**it) != office.of);
        let offices = states
            .flat_map(|it| kb.offices_of(*it))
            .filter(|it| kb.office(**it).title == office.title);
        let holders = offices.flat_map(|it| kb.holders_at(*it, article.published));
        let sure = holders
            .filter(|(_, held)| held.is_yes())
            .map(|(it, _)| it.person);
        sure.filter(|it| {
            kb.person(*it)
                .terms
                .iter()
                .all(|term| kb.office(term.office).of != office.of)
        })
        .collect()
    };
    let near = holders(&named);
    let all = if near.is_empty() { holders(&all) } else { near };
    random.pick(&all).copied()
}

/// A state with which the right one is confused, else another that the text names.
fn wrong_state(article: &Article<'_>, slot: &Slot<'_>, random: &mut Random) -> Option<Mistake> {
    let kb = article.kb;
    let place = slot.state.as_ref()?;
    let slug = kb.slug(place.record);
    let like = CONFUSABLE
        .iter()
        .filter(|it| it.contains(&slug))
        .flat_map(|it| it.iter());
    let mut like: Vec<RecordId> = like
        .filter(|it| **it != slug)
        .filter_map(|it| kb.find(it))
        .collect();
    if like.is_empty() {
        let named = article
            .mentions
            .iter()
            .filter(|it| it.kind == "state" && it.records.len() == 1);
        like = named
            .flat_map(|it| it.records.clone())
            .filter(|it| *it != place.record)
            .collect();
    }
    like.retain(|state| {
        let exists = kb.state(*state).exists.at(article.published) == Truth::Yes;
        let terms = &kb.person(slot.person).terms;
        exists
            && terms
                .iter()
                .all(|it| kb.office(it.office).of != Some(*state))
    });
    let other = kb.state(*random.pick(&like)?);
    let by = if place.demonym {
        let mut words = other.demonyms.iter().filter(|it| {
            it.during.at(article.published) == Truth::Yes || it.during == kb::Lifetime::default()
        });
        words.next()?.text.clone()
    } else {
        other.names.last()?.short.clone()
    };
    Some(Mistake {
        kind: "country",
        edit: place.range.clone(),
        by,
        place: slot.phrase.clone(),
    })
}

/// President for prime minister, and so on.
fn wrong_office(article: &Article<'_>, slot: &Slot<'_>) -> Option<Mistake> {
    let kb = article.kb;
    let title = &article.text[slot.title.clone()];
    let (_, other) = OFFICES
        .iter()
        .find(|(title, _)| article.text[slot.title.clone()].eq_ignore_ascii_case(title))?;
    let has = |office: RecordId| {
        let office = kb.office(office);
        office
            .also
            .iter()
            .chain([&office.title])
            .any(|it| it.eq_ignore_ascii_case(other))
    };
    let terms = kb.person(slot.person).terms.iter();
    let held = terms.filter(|it| has(it.office)).any(|it| {
        !it.held(around(article.published), kb.term_as_of(it))
            .is_no()
    });
    let by = if title.starts_with(char::is_uppercase) {
        capitals(other)
    } else {
        (*other).to_owned()
    };
    (!held).then(|| Mistake {
        kind: "office",
        edit: slot.title.clone(),
        by,
        place: slot.phrase.clone(),
    })
}

/// Another given name before the right surname; one of somebody else who held the office.
fn wrong_given(article: &Article<'_>, slot: &Slot<'_>, random: &mut Random) -> Option<Mistake> {
    let kb = article.kb;
    let name = &article.text[slot.name.range.clone()];
    let (given, family) = name.split_once(' ')?;
    let own = &kb.person(slot.person).name;
    if own.order == NameOrder::FamilyFirst || own.given != given || own.family != family {
        return None;
    }
    let others = kb
        .holders(slot.office)
        .iter()
        .map(|it| kb.person(it.person).name.given.as_str());
    let mut others: Vec<&str> = others
        .filter(|it| !it.is_empty() && *it != given && !it.contains([' ', '.']))
        .collect();
    others.retain(|it| {
        kb.lookup(&prose::fold(&format!("{it} {family}"))).is_none()
            && it.chars().next() != given.chars().next()
    });
    let by = (*random.pick(&others)?).to_owned();
    let edit = slot.name.range.start..slot.name.range.start + given.len();
    Some(Mistake {
        kind: "given name",
        edit,
        by,
        place: slot.phrase.clone(),
    })
}

fn former_added(article: &Article<'_>, slot: &Slot<'_>) -> Option<Mistake> {
    let possessive = slot.state.as_ref().is_some_and(|it| it.possessive);
    let at = match &slot.state {
        Some(state) if !possessive => state.range.start,
        _ => slot.title.start,
    };
    let by = if article.begins_sentence(at) {
        "Former "
    } else {
        "former "
    };
    Some(Mistake {
        kind: "former added",
        edit: at..at,
        by: by.to_owned(),
        place: slot.phrase.start.min(at)..slot.phrase.end,
    })
}

/// "President-elect Emmanuel Macron", of one who holds the office for a year and longer.
fn elect_added(article: &Article<'_>, slot: &Slot<'_>) -> Option<Mistake> {
    let kb = article.kb;
    let title = &article.text[slot.title.clone()];
    let elected = kb.office(slot.office).elect && title.eq_ignore_ascii_case("president");
    let year = date::Span::new(
        article.published.first().plus_days(-365),
        article.published.last(),
    );
    let long = kb.person(slot.person).terms.iter().any(|it| {
        it.office == slot.office
            && it.from.is_some_and(|from| from.last() < year.first())
            && !it.held(year, kb.term_as_of(it)).is_no()
    });
    (slot.before && elected && long).then(|| Mistake {
        kind: "elect added",
        edit: slot.title.end..slot.title.end,
        by: "-elect".to_owned(),
        place: slot.phrase.clone(),
    })
}

/// "Former President Bill Clinton" without its first word, if he lives and nothing else says when.
fn former_removed(article: &Article<'_>, slot: &Slot<'_>) -> Option<Mistake> {
    let kb = article.kb;
    let start = slot.phrase.start;
    let edit = ["former ", "Former ", "ex-"]
        .iter()
        .find(|it| article.text[..start].ends_with(**it));
    let edit = start - edit?.len()..start;
    let living = kb
        .person(slot.person)
        .died
        .is_none_or(|it| it.first() > article.published.last());
    let left = holds(kb, slot.person, slot.office, around(article.published)) == Truth::No;
    let genitive = possessive(article, slot);
    let fits = slot.before && living && left && !genitive && !article.looks_back(&slot.phrase);
    // "the former president" loses its article as well.
    let determined =
        article.text[..edit.start].ends_with("the ") || article.text[..edit.start].ends_with("a ");
    (fits && !determined).then(|| Mistake {
        kind: "former removed",
        place: edit.start..slot.phrase.end,
        edit,
        by: String::new(),
    })
}

/// "President Clinton" becomes "President Bush".
fn wrong_surname(article: &Article<'_>, slot: &Slot<'_>) -> Option<Mistake> {
    let other = neighbour(article, slot, true)?;
    let (own, other) = (article.kb.person(slot.person), article.kb.person(other));
    let living = other
        .died
        .is_none_or(|it| it.first() > article.published.last());
    let by = if other.name.second.is_empty() {
        &other.name.family
    } else {
        &other.name.second
    };
    let differs = !by.is_empty() && *by != own.name.family && *by != own.name.second;
    (living && differs).then(|| Mistake {
        kind: "predecessor, surname",
        edit: slot.name.range.clone(),
        by: by.clone(),
        place: slot.phrase.clone(),
    })
}

/// A letter dropped, doubled, or changed places with the next, in one word of a full name.
fn misspelled(article: &Article<'_>, name: &Mention, random: &mut Random) -> Option<Mistake> {
    let words: Vec<Range<usize>> = words(article.text, &name.range)
        .filter(|it| {
            let word = &article.text[it.clone()];
            word.chars().count() >= 5 && word.chars().all(char::is_alphabetic)
        })
        .collect();
    let word = random.pick(&words)?.clone();
    let mut letters: Vec<char> = article.text[word.clone()].chars().collect();
    let at = 1 + random.below(letters.len() - 2);
    match random.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ => letters.swap(at, at + 1),
    }
    let by: String = letters.into_iter().collect();
    let spoilt = article.text[name.range.start..word.start].to_owned()
        + &by
        + &article.text[word.end..name.range.end];
    let known = article.kb.lookup(&prose::fold(&spoilt)).is_some();
    let same = prose::fold(&spoilt) == prose::fold(&article.text[name.range.clone()]);
    (!known && !same).then(|| Mistake {
        kind: "letters",
        edit: word,
        by,
        place: name.range.clone(),
    })
}

/// "Jinping Xi".
fn turned(article: &Article<'_>, name: &Mention, person: &Person) -> Option<Mistake> {
    let own = &person.name;
    let turned = format!("{} {}", own.given, own.family);
    let fits =
        own.order == NameOrder::FamilyFirst && !own.given.is_empty() && !own.family.is_empty();
    let as_written = article.text[name.range.clone()] == own.full;
    let known = article.kb.lookup(&prose::fold(&turned)).is_some_and(|at| {
        article
            .kb
            .each_entry(at)
            .any(|it| !name.records.contains(&it.record))
    });
    (fits && as_written && !known).then(|| Mistake {
        kind: "name order",
        edit: name.range.clone(),
        by: turned,
        place: name.range.clone(),
    })
}

/// "the late" before somebody who certainly lives.
fn late(article: &Article<'_>, name: &Mention, person: &Person) -> Option<Mistake> {
    let slots = article.slots("full");
    let slot = slots
        .iter()
        .find(|it| it.before && it.name.range == name.range);
    if slot
        .is_some_and(|it| !it.plain(article) || it.state.as_ref().is_some_and(|it| it.possessive))
    {
        return None;
    }
    let at = slot.map_or(name.range.start, |it| it.phrase.start);
    let lead = article.word_before(at);
    let begins = article.begins_sentence(at);
    let after = article.published.last();
    let later = |day: Option<Day>| day.is_some_and(|it| it > after);
    let serves = person.terms.iter().any(|it| {
        let ends = match it.to {
            End::On(date) => later(Some(date.first())),
            End::Running => later(Some(article.kb.term_as_of(it))),
            End::Unknown => false,
        };
        it.status != Status::Designate && (ends || later(it.from.map(date::Date::first)))
    });
    let lives = later(person.died.map(date::Date::first)) || person.died.is_none() && serves;
    let fits = begins
        || [
            "by", "with", "from", "to", "that", "and", "for", "of", "met", "told", "said",
            "between",
        ]
        .contains(&lead);
    (lives && fits).then(|| Mistake {
        kind: "late added",
        edit: at..at,
        by: (if begins { "The late " } else { "the late " }).to_owned(),
        place: at..name.range.end,
    })
}

/// "Emmanuel Macron, 47," by some years too many or too few.
fn age(article: &Article<'_>, name: &Mention, random: &mut Random) -> Option<Mistake> {
    let [id] = name.records[..] else { return None };
    let born = article.kb.person(id).born?.exact_day()?;
    let rest = &article.text[name.range.end..];
    let lead = [", who is ", ", aged ", ", "]
        .iter()
        .find(|it| rest.starts_with(**it))?
        .len();
    let age: i16 = rest.get(lead..lead + 2)?.parse().ok()?;
    let right = rest[lead + 2..].starts_with([',', '.']) && {
        let day = article.published.first();
        let had = (day.month(), day.day_of_month()) >= (born.month(), born.day_of_month());
        day.year() - born.year() - i16::from(!had) == age
    };
    let at = name.range.end + lead;
    let shift = i16::try_from(2 + random.below(8)).ok()?;
    let by = if random.below(2) == 0 {
        age + shift
    } else {
        age - shift
    };
    right.then(|| Mistake {
        kind: "age",
        edit: at..at + 2,
        by: by.to_string(),
        place: name.range.start..at + 2,
    })
}

/// "the 44th president", when the person beside is counted so.
fn ordinal(article: &Article<'_>, name: &Mention, random: &mut Random) -> Option<Mistake> {
    let [id] = name.records[..] else { return None };
    let terms = article.kb.person(id).terms.iter();
    let numbers: Vec<u16> = terms.filter_map(|it| it.number).collect();
    let from = floor(article.text, name.range.start.saturating_sub(40));
    let to = floor(article.text, name.range.end + 40);
    let near = &article.text[from..to];
    let (at, number) = numbers
        .iter()
        .find_map(|it| Some((near.find(&format!(" {} ", ordinal_of(*it)))? + 1, *it)))?;
    let edit = from + at..from + at + ordinal_of(number).len();
    let title = article.text[edit.end..]
        .split_whitespace()
        .take(2)
        .any(|it| {
            it.to_lowercase().starts_with("president") || it.to_lowercase().starts_with("prime")
        });
    let others: Vec<u16> = [number - 1, number + 1, number + 2]
        .into_iter()
        .filter(|it| *it > 0 && !numbers.contains(it))
        .collect();
    let place = edit.start.min(name.range.start)..edit.end.max(name.range.end);
    title.then_some(())?;
    Some(Mistake {
        kind: "ordinal",
        by: ordinal_of(*random.pick(&others)?),
        edit,
        place,
    })
}

/// "1st", "22nd", "113th".
pub fn ordinal_of(number: u16) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

fn capitals(words: &str) -> String {
    let capital = |word: &str| match word.split_at_checked(1) {
        Some((first, rest)) if word != "of" => first.to_uppercase() + rest,
        _ => word.to_owned(),
    };
    words.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}

/// The words of a range, parted by spaces.
fn words<'a>(text: &'a str, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> + 'a {
    let start = range.start;
    let name = &text[range.clone()];
    name.split(' ').map(move |word| {
        let at = start + word.as_ptr() as usize - name.as_ptr() as usize;
        at..at + word.len()
    })
}

/// The boundary of a character at or before a place, within the text.
pub fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|it| text.is_char_boundary(*it))
        .unwrap_or_default()
}
