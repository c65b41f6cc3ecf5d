//! Phase 2: one pass over the words of a block through the name index.

use std::sync::Arc;

use kb::{Bearers, EntriesRef, Kb, Kind, NameEntry, NameKind, RecordId, Role};
use prose::{BlockText, Separator, Shape};

use crate::lexicon;

/// A name or a title that stands in a block.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    /// Words of the block, end exclusive.
    pub first: usize,
    pub last: usize,
    pub info: Arc<Bearers>,
    pub kinds: Kinds,
    /// "leader", "head of state": a title by its role.
    pub roles: &'static [Role],
    /// "presidents".
    pub plural: bool,
}

/// Which readings of a name its letters allow here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds {
    pub full: bool,
    pub surname: bool,
    pub given: bool,
    pub place: bool,
    pub organisation: bool,
    pub title: bool,
    pub treaty: bool,
    pub event: bool,
}

/// The base by name.
pub(crate) struct Names<'a> {
    pub kb: &'a Kb,
    nothing: Arc<Bearers>,
}

/// Every name and title in a block, in order, the longest at each place; none over another, but for a person within the name
/// of an event.
pub(crate) fn find(names: &Names<'_>, text: &BlockText) -> Vec<Hit> {
    let mut hits = Vec::new();
    let folded = text.folded.as_bytes();
    let shouting = is_shouting(text);
    let mut word = 0;
    while word < text.words.len() {
        let start = text.words[word].folded.start as usize;
        let rest = folded.get(start..).unwrap_or_default();
        let found = hit_at(names, text, word, rest, shouting);
        match found {
            Some(hit) => {
                word = hit.last;
                let within = person_within(names, text, &hit, shouting);
                hits.push(hit);
                hits.extend(within);
            }
            None => word += 1,
        }
    }
    hits
}

fn hit_at(
    names: &Names<'_>,
    text: &BlockText,
    word: usize,
    rest: &[u8],
    shouting: bool,
) -> Option<Hit> {
    if text.words[word].shape == Shape::Number
        && !rest.starts_with(b"1")
        && !rest.starts_with(b"2")
        && !rest.starts_with(b"9")
    {
        return None;
    }
    let title = generic(names, text, word);
    let Some((len, at)) = names.kb.longest(rest) else {
        return title;
    };
    let known = known(names, text, word, len, at, shouting);
    // No name ends within a word.
    let may_be_shorter = len > text.words[word].folded.len() as usize;
    let known = known.or_else(|| {
        if !may_be_shorter {
            return None;
        }
        let shorter = names.kb.matches(rest);
        shorter
            .iter()
            .rev()
            .filter(|(shorter, _)| *shorter < len)
            .find_map(|(len, at)| self::known(names, text, word, *len, *at, shouting))
    });
    let known = known.map(|it| past_honorific(names, text, it, shouting));
    if let Some(longer) = known.as_ref().filter(|it| it.first > word) {
        // "King Salman bin Abdulaziz": the word before the longer name is a title of its own.
        let shorter = names.kb.matches(rest).into_iter();
        let title_of_its_own = shorter
            .filter_map(|(len, at)| self::known(names, text, word, len, at, shouting))
            .find(|it| it.last == longer.first && it.kinds.title);
        if let Some(title) = title_of_its_own {
            return Some(title);
        }
    }
    let known = match without_initials(names, text, word, shouting) {
        Some(whole) if known.as_ref().is_none_or(|it| it.last < whole.last) => Some(whole),
        _ => known,
    };
    match (known, title) {
        (Some(known), Some(title)) if title.last > known.last => Some(title),
        (Some(mut known), Some(title)) => {
            if known.kinds.title && title.last == known.last {
                known.roles = title.roles;
            }
            Some(known)
        }
        (known, title) => known.or(title),
    }
}

/// "the execution of Saddam Hussein": the name of an event names a person as well.
fn person_within(names: &Names<'_>, text: &BlockText, hit: &Hit, shouting: bool) -> Option<Hit> {
    if !hit.kinds.event || hit.is_person() {
        return None;
    }
    (hit.first..hit.last).find_map(|word| {
        let start = text.words[word].folded.start as usize;
        let rest = text.folded.as_bytes().get(start..).unwrap_or_default();
        let mut matches = names.kb.matches(rest).into_iter().rev();
        matches.find_map(|(len, at)| {
            known(names, text, word, len, at, shouting)
                .filter(|it| it.is_person() && it.last <= hit.last)
        })
    })
}

/// "Sheikh Tamim bin Hamad Al Thani": behind the honorific of a short name a full name begins, and it is longer.
fn past_honorific(names: &Names<'_>, text: &BlockText, hit: Hit, shouting: bool) -> Hit {
    let next = hit.first + 1;
    let short = hit.kinds.surname && !hit.kinds.full && next < hit.last;
    let style = text.folded_word(hit.first);
    if !short || !(lexicon::is_honorific(style) || lexicon::begins_style(style)) {
        return hit;
    }
    let start = text.words[next].folded.start as usize;
    let rest = text.folded.as_bytes().get(start..).unwrap_or_default();
    let longer = names.kb.longest(rest).and_then(|(len, at)| {
        known(names, text, next, len, at, shouting).filter(|it| it.kinds.full && it.last > hit.last)
    });
    longer.unwrap_or(hit)
}

/// "Robert G. Mugabe": a full name of the base with initials in its middle that the records do not have.
fn without_initials(
    names: &Names<'_>,
    text: &BlockText,
    word: usize,
    shouting: bool,
) -> Option<Hit> {
    let is_initial = |word: usize| {
        text.words.get(word).is_some_and(|it| {
            it.before == Separator::Space
                && it.folded.len() <= 2
                && it.shape != Shape::Lower
                && it.shape != Shape::Number
                && it.range.len() <= 4
        })
    };
    let mut behind = word + 1;
    while behind < word + 3 && is_initial(behind) {
        behind += 1;
    }
    // "Ferdinand “Bongbong” Marcos Jr."
    let before = |word: usize| text.words.get(word).map(|it| it.before);
    let quoted = before(word + 1) == Some(Separator::OpenQuote)
        && before(word + 2) == Some(Separator::CloseQuote);
    if quoted {
        behind = word + 2;
    }
    let next = text.words.get(behind)?;
    let first = text.words[word];
    if behind == word + 1
        || first.shape != Shape::Capital
        || first.folded.len() < 3
        || !quoted && next.before != Separator::Space
        || !matches!(next.shape, Shape::Capital | Shape::Mixed)
    {
        return None;
    }
    // No name is longer than that.
    let end = text.words[..text.words.len().min(behind + 6)]
        .last()?
        .folded
        .end;
    let rest = prose::Range::new(next.folded.start, end).of(&text.folded);
    let written = format!("{} {rest}", text.folded_word(word));
    let (len, at) = names.kb.longest(written.as_bytes())?;
    let end = len.checked_sub(first.folded.len() as usize + 1)? + next.folded.start as usize;
    let taken = text.words[behind..]
        .iter()
        .take_while(|it| it.folded.end as usize <= end)
        .count();
    let last = behind + taken;
    let info = names.kb.bearers(at);
    let initials: Vec<&str> = (word + 1..behind).map(|it| text.folded_word(it)).collect();
    let fits = info.persons.iter().any(|it| {
        it.kind == NameKind::Full
            && (quoted || !has_other_initials(names.kb.person(it.record), &initials))
    });
    let kinds = Kinds {
        full: true,
        ..Kinds::default()
    };
    let known = taken > 0 && fits && readings(&info, text, word, last, shouting).full;
    known.then_some(Hit {
        first: word,
        last,
        info,
        kinds,
        roles: &[],
        plural: false,
    })
}

/// "John M. Kennedy" is not John F. Kennedy.
fn has_other_initials(person: &kb::Person, written: &[&str]) -> bool {
    let forms = std::iter::once(&person.name.full).chain(&person.spellings);
    let mut has_initials = false;
    for form in forms {
        let folded = prose::fold(form);
        let words: Vec<&str> = folded.split(' ').collect();
        let middle = words.get(1..words.len().saturating_sub(1));
        let middle = middle.unwrap_or_default();
        if middle.is_empty() {
            continue;
        }
        let begins = |(a, b): (&&str, &&str)| a.chars().next() == b.chars().next();
        if middle.len() >= written.len() && middle.iter().zip(written).all(begins) {
            return false;
        }
        has_initials |= middle.iter().all(|it| it.chars().count() == 1);
    }
    has_initials
}

fn known(
    names: &Names<'_>,
    text: &BlockText,
    word: usize,
    len: usize,
    at: EntriesRef,
    shouting: bool,
) -> Option<Hit> {
    let end = text.words[word].folded.start as usize + len;
    let last = word
        + text.words[word..]
            .iter()
            .take_while(|it| (it.folded.end as usize) <= end)
            .count();
    if last == word {
        return None;
    }
    let info = names.kb.bearers(at);
    let kinds = readings(&info, text, word, last, shouting);
    (kinds != Kinds::default()).then_some(Hit {
        first: word,
        last,
        info,
        kinds,
        roles: &[],
        plural: false,
    })
}

/// A title that stands for a role, or the plural of a title.
fn generic(names: &Names<'_>, text: &BlockText, word: usize) -> Option<Hit> {
    let begins = text.folded_word(word).as_bytes().first()?;
    if !matches!(begins, b'a' | b'c'..=b'f' | b'h'..=b'm' | b'p'..=b't' | b'v') {
        return None;
    }
    let mut ahead = [""; 3];
    let mut n_words = 0;
    for (slot, idx) in ahead.iter_mut().zip(word..text.words.len()) {
        if idx > word && !matches!(text.words[idx].before, Separator::Space | Separator::Hyphen) {
            break;
        }
        *slot = text.folded_word(idx);
        n_words += 1;
    }
    if let Some((taken, roles)) = lexicon::generic_title(&ahead[..n_words]) {
        return Some(Hit {
            first: word,
            last: word + taken,
            info: names.nothing.clone(),
            kinds: Kinds {
                title: true,
                ..Kinds::default()
            },
            roles,
            plural: false,
        });
    }
    // "prime ministers", "secretaries of state", "heads of state"
    for idx in 0..n_words.min(2) {
        let Some(singular) = lexicon::singular(ahead[idx]) else {
            continue;
        };
        let mut forms = ahead;
        forms[idx] = singular;
        let generic = lexicon::generic_title(&forms[..n_words]);
        for taken in (idx + 1..=n_words).rev() {
            let phrase = forms[..taken].join(" ");
            let info = names
                .kb
                .lookup(&phrase)
                .map(|at| names.kb.bearers(at))
                .filter(|it| !it.title.offices.is_empty());
            let roles = generic
                .filter(|(n, _)| *n == taken)
                .map_or(&[] as &[Role], |(_, roles)| roles);
            if info.is_some() || !roles.is_empty() {
                let info = info.unwrap_or_else(|| names.nothing.clone());
                return Some(Hit {
                    first: word,
                    last: word + taken,
                    info,
                    kinds: Kinds {
                        title: true,
                        ..Kinds::default()
                    },
                    roles,
                    plural: true,
                });
            }
        }
    }
    None
}

/// Which readings the letters allow: names want capitals, acronyms nothing but.
fn readings(info: &Bearers, text: &BlockText, first: usize, last: usize, shouting: bool) -> Kinds {
    let words = &text.words[first..last];
    let capital = |shape: Shape| matches!(shape, Shape::Capital | Shape::Capitals | Shape::Mixed);
    let begins = words.first().is_some_and(|it| capital(it.shape));
    // "Jae-in" ends as it should.
    let ends = words
        .last()
        .is_some_and(|it| capital(it.shape) || begins && it.before == Separator::Hyphen);
    // "SALT I": a numeral of one letter is in capitals like the rest.
    let single = |it: &prose::Word| it.shape == Shape::Capital && it.range.len() == 1;
    let acronym = !shouting
        && words.iter().any(|it| it.shape == Shape::Capitals)
        && words
            .iter()
            .all(|it| it.shape == Shape::Capitals || single(it));
    let named = words
        .iter()
        .any(|it| capital(it.shape) || it.shape == Shape::Number);
    // "WHO" is no name that the records write "Who", "may" no "May", "us" no "US".
    let fits = |entry: &NameEntry| {
        if entry.capitals {
            acronym || (shouting && words.len() > 1)
        } else {
            // "Nato" is "NATO" as well.
            let either = matches!(
                entry.kind,
                NameKind::OrganisationAcronym | NameKind::TreatyAcronym
            );
            either || !acronym || words.iter().any(|it| it.range.len() > 4) || words.len() > 1
        }
    };
    let name = |kind: NameKind| {
        info.persons
            .iter()
            .any(|it| it.kind == kind && (fits(it) || kind == NameKind::Full))
            && ends
            && (begins || words.len() > 1)
    };
    Kinds {
        full: name(NameKind::Full),
        surname: (name(NameKind::Surname) || name(NameKind::Nickname))
            && !is_day_of_week(text, first, last),
        given: name(NameKind::Given),
        place: named && begins | ends && info.places.iter().any(fits),
        organisation: named && begins | ends && info.organisations.iter().any(fits),
        title: !info.title.offices.is_empty() && (!acronym || words.len() > 1),
        treaty: (begins || named && words.len() > 1 || words.len() > 2)
            && info.treaties.iter().any(fits),
        event: (begins || words.len() > 2) && !info.events.is_empty(),
    }
}

/// "on Friday": a day, unless a name or a title stands before it, as in "Mr. Friday".
fn is_day_of_week(text: &BlockText, first: usize, last: usize) -> bool {
    let before = first.checked_sub(1).filter(|_| {
        matches!(
            text.words[first].before,
            Separator::Space | Separator::Hyphen
        )
    });
    last == first + 1
        && lexicon::is_weekday(text.folded_word(first))
        && before.is_none_or(|it| text.words[it].shape == Shape::Lower)
}

/// A block in capitals throughout, such as a headline: its capitals say nothing.
fn is_shouting(text: &BlockText) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for word in text.words.iter().take(40) {
        match word.shape {
            Shape::Capitals => upper += 1,
            Shape::Lower | Shape::Capital | Shape::Mixed => lower += 1,
            Shape::Number => {}
        }
    }
    upper > 2 && lower * 6 < upper
}

impl Names<'_> {
    pub fn new(kb: &Kb) -> Names<'_> {
        Names {
            kb,
            nothing: Arc::default(),
        }
    }

    /// The entries of a folded name, if the base has it.
    pub fn lookup(&self, folded: &str) -> Option<Arc<Bearers>> {
        self.kb.lookup(folded).map(|at| self.kb.bearers(at))
    }
}

impl Hit {
    pub fn is_person(&self) -> bool {
        self.kinds.full || self.kinds.surname
    }

    /// A state or an organisation, by any of its names.
    pub fn is_place(&self) -> bool {
        self.kinds.place || self.kinds.organisation
    }

    /// The states and organisations that it can name.
    pub fn places(&self) -> impl Iterator<Item = &NameEntry> {
        let organisations = if self.kinds.organisation {
            self.info.organisations.as_slice()
        } else {
            &[]
        };
        let places = if self.kinds.place {
            self.info.places.as_slice()
        } else {
            &[]
        };
        places.iter().chain(organisations)
    }

    /// The offices that this title can mean in a state or organisation.
    pub fn offices_in(&self, kb: &Kb, place: RecordId) -> Vec<RecordId> {
        let named = self.info.title.of(place);
        if self.roles.is_empty() || !matches!(place.kind(), Kind::State | Kind::Organisation) {
            return named.to_vec();
        }
        let offices = kb.offices_of(place);
        // The first role that the state has an office for: "leader" is the one who rules before the one who reigns.
        let of_role = |role: &Role| {
            offices
                .iter()
                .copied()
                .filter(|it| kb.office(*it).roles.contains(role) && self.is_word_for(kb, *it))
                .collect::<Vec<_>>()
        };
        self.roles
            .iter()
            .flat_map(of_role)
            .fold(named.to_vec(), |mut all, office| {
                if !all.contains(&office) {
                    all.push(office);
                }
                all
            })
    }

    /// Whether this title can name the office. A title that stands for a role ("leader") names every office of the role, also
    /// where the state has an office of just that title.
    pub fn names_office(&self, kb: &Kb, office: RecordId) -> bool {
        let is_of_role = || {
            let record = kb.office(office);
            record.roles.iter().any(|it| self.roles.contains(it)) && self.is_word_for(kb, office)
        };
        self.info.title.offices.contains(&office) || !self.roles.is_empty() && is_of_role()
    }

    /// "Prime minister" may stand for a chancellor or a taoiseach, who head a government as well, and for no president.
    fn is_word_for(&self, kb: &Kb, office: RecordId) -> bool {
        let record = kb.office(office);
        let title = !self.info.title.offices.is_empty() && self.roles == [Role::HeadOfGovernment];
        !title || !record.roles.contains(&Role::HeadOfState) && record.title != "President"
    }
}
