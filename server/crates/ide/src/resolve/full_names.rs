//! Full names, and names that the base does not know.

use super::late::head_title;
use super::*;

impl Resolver<'_> {
    pub(super) fn named(
        &mut self,
        place: &Place<'_>,
        phrase: &Phrase,
        name: &Name,
        ahead: bool,
    ) -> Option<Found> {
        let offset = place.base + place.text.words[name.words.first].range.start;
        let Some(hit) = name.hit.map(|it| &place.reading.hits[it]) else {
            let variant = self.by_office(place, phrase, name);
            return variant.or_else(|| self.unknown(place, phrase, name, offset));
        };
        let pronoun = matches!(
            place.folded(name.words).as_str(),
            "he" | "she" | "her" | "so"
        );
        if name.institution || pronoun && phrase.titles.is_empty() && phrase.honorific.is_none() {
            return None;
        }
        if name.beside_capital {
            let found = self
                .with_initials(place, name, hit)
                .or_else(|| self.without_middle(place, phrase, name, hit))
                .or_else(|| self.by_office(place, phrase, name));
            return found.or_else(|| self.unknown(place, phrase, name, offset));
        }
        if name.goes_on && phrase.titles.is_empty() && !self.is_on_stage(hit) {
            return self.unknown(place, phrase, name, offset);
        }
        if hit.kinds.full
            && !is_short_form(hit)
            && !(hit.last - hit.first == 1 && hit.is_place())
            && let Some(found) = self.full(place, phrase, hit)
        {
            let shared = found.records.is_empty() && hit.info.persons.len() > 1;
            let variant = shared.then(|| self.by_office(place, phrase, name));
            return variant.flatten().or(Some(found));
        }
        if hit.kinds.surname || hit.kinds.full {
            return self.surname(place, phrase, hit, offset, ahead);
        }
        // "Mr Zenawi" of Meles Zenawi, whom the text has introduced.
        let last_name = place.folded(name.words);
        let of_stage = |it: &&kb::NameEntry| {
            let person = &self.article.kb.person(it.record).name;
            self.cast.has(it.record)
                && person.order == kb::NameOrder::FamilyFirst
                && prose::fold(&person.full).ends_with(&format!(" {last_name}"))
        };
        let mut introduced = hit.info.persons.iter().filter(of_stage);
        if let (Some(one), None) = (introduced.next(), introduced.next())
            && (phrase.honorific.is_some() || !phrase.titles.is_empty())
        {
            return Some(Found {
                records: vec![one.record],
                form: Form::Surname,
                why: vec!["the last name of somebody introduced in the text".into()],
            });
        }
        // A given name alone links nobody, but the checks read it: "Mr Jinping".
        Some(Found {
            records: Vec::new(),
            form: Form::Surname,
            why: vec!["a given name alone names nobody".into()],
        })
    }

    pub(super) fn is_on_stage(&self, hit: &Hit) -> bool {
        hit.info.persons.iter().any(|it| self.cast.has(it.record))
    }

    /// "President Oscar Scalfaro" of Oscar Luigi Scalfaro: the first given name, the surname, and an office that fits; or a name
    /// that is a letter off.
    fn without_middle(
        &self,
        place: &Place<'_>,
        phrase: &Phrase,
        name: &Name,
        hit: &Hit,
    ) -> Option<Found> {
        let kb = self.article.kb;
        let before = name.words.first..hit.first;
        let one_before = !before.is_empty() && hit.last == name.words.last;
        let title = phrase
            .titles
            .iter()
            .find(|it| !it.modified && !it.counterpart);
        let title = title.filter(|_| one_before)?;
        let meaning = Meaning::new(kb, place.reading, title);
        let written: Vec<&str> = before.map(|it| place.text.folded_word(it)).collect();
        let clock = self.clock(place, phrase.words);
        let fits = |person: &RecordId| {
            let person_name = &kb.person(*person).name;
            let given = prose::fold(&person_name.given);
            let given: Vec<&str> = given.split(' ').collect();
            let shorter = given.len() > 1 && written.len() == 1 && written[0] == given[0];
            // "Bucharuddin Jusuf Habibie": a slip, and the rest says who is meant.
            let slip = || {
                let forms = kb
                    .person(*person)
                    .spellings
                    .iter()
                    .chain([&person_name.full]);
                let mut forms = forms.map(|it| prose::fold(it));
                let full = place.folded(name.words);
                let long = written.iter().all(|it| it.len() > 4);
                long && forms.any(|it| strsim::osa_distance(&it, &full) == 1)
            };
            (shorter || slip())
                && may_live(kb, *person, clock)
                && !terms_of(kb, *person, |office| meaning.fits(office)).is_empty()
        };
        let surnames = hit
            .info
            .persons
            .iter()
            .filter(|it| it.kind == NameKind::Surname);
        let mut persons: Vec<RecordId> = surnames.map(|it| it.record).filter(fits).collect();
        persons.sort_unstable();
        persons.dedup();
        let [person] = persons[..] else {
            return None;
        };
        Some(Found {
            records: vec![person],
            form: Form::Full,
            why: vec![format!(
                "the name of {} but for a middle one or a letter",
                kb.name(person)
            )],
        })
    }

    /// "B. Yeltsin", "Raila Amolo Odinga": initials or more given names before the surname of somebody on the stage who has them.
    fn with_initials(&self, place: &Place<'_>, name: &Name, hit: &Hit) -> Option<Found> {
        let initials = name.words.first..hit.first;
        if hit.last != name.words.last || initials.is_empty() {
            return None;
        }
        let kb = self.article.kb;
        let first = place.text.folded_word(initials.start).chars().next()?;
        let initial = |word: usize| {
            place.text.words[word].range.len() <= 2 && place.text.folded_word(word).len() == 1
        };
        let begins =
            |person: RecordId| prose::fold(&kb.person(person).name.given).starts_with(first);
        let written = folded(
            place.text,
            Words {
                first: hit.first,
                last: hit.last,
            },
        );
        let mut persons = self
            .cast
            .all_called(&written)
            .into_iter()
            .filter(|it| begins(*it));
        // "Raila Amolo Odinga" of Raila Odinga: the given name, and more of it.
        let given = place.text.folded_word(initials.start);
        let named = |person: RecordId| {
            let name = prose::fold(&kb.person(person).name.given);
            given.len() > 1 && name.split(' ').next() == Some(given)
        };
        let fits =
            initials.clone().all(initial) || persons.clone().all(named) && initials.len() > 1;
        match (fits, persons.next(), persons.next()) {
            (true, Some(person), None) => Some(Found {
                records: vec![person],
                form: Form::Full,
                why: vec![format!("the initials of {}", kb.name(person))],
            }),
            _ => None,
        }
    }

    /// "Jiang Chaoliang" is called Jiang: the name begins with the surname of those whose family name goes first.
    fn is_family_first(&self, place: &Place<'_>, name: &Name) -> bool {
        let mut hits = place.reading.hits.iter();
        let hit = hits.find(|it| it.first == name.words.first && it.last == it.first + 1);
        hit.is_some_and(|it| {
            it.info.persons.iter().any(|bearer| {
                let order = self.article.kb.person(bearer.record).name.order;
                bearer.kind == NameKind::Surname && order == kb::NameOrder::FamilyFirst
            })
        })
    }

    pub(super) fn unknown(
        &mut self,
        place: &Place<'_>,
        phrase: &Phrase,
        name: &Name,
        offset: u32,
    ) -> Option<Found> {
        let last = place.text.folded_word(name.words.last - 1);
        if name.words.last - name.words.first > 1 {
            self.cast.introduce_stranger(last, offset);
            let first = place.text.folded_word(name.words.first);
            if self.is_family_first(place, name) {
                self.cast.introduce_stranger(first, offset);
            }
        }
        let titles = phrase.titles.iter();
        for title in titles.filter_map(|it| head_title(&place.folded(it.office))) {
            self.cast.introduce_titled_stranger(title);
        }
        (!phrase.titles.is_empty() || name.hit.is_some()).then(|| Found {
            records: Vec::new(),
            form: if name.words.last - name.words.first > 1 {
                Form::Full
            } else {
                Form::Surname
            },
            why: vec!["no person of the base is called so".into()],
        })
    }

    /// A full name: its one bearer, or the one that title, country and time leave.
    pub(super) fn full(&self, place: &Place<'_>, phrase: &Phrase, hit: &Hit) -> Option<Found> {
        let kb = self.article.kb;
        // "King Abdullah of Jordan": the whole name of one king and the short name of another.
        let located = phrase.place.is_some() && hit.kinds.surname;
        let mut bearers: Vec<RecordId> = hit
            .info
            .persons
            .iter()
            .filter(|it| it.kind == NameKind::Full || located && it.kind != NameKind::Given)
            .map(|it| it.record)
            .collect();
        bearers.sort_unstable();
        bearers.dedup();
        let clock = self.clock(place, phrase.words);
        let person = match bearers.as_slice() {
            [] => return None,
            [one] => *one,
            many => {
                let score = |person: RecordId| {
                    let titles = phrase
                        .titles
                        .iter()
                        .map(|it| Meaning::new(kb, place.reading, it));
                    let (mut now, mut ever) = (0, 0);
                    for meaning in titles {
                        let terms = terms_of(kb, person, |office| meaning.fits(office));
                        ever += i32::from(!terms.is_empty());
                        now += i32::from(terms.iter().any(|it| {
                            !kb.person(person).terms[usize::from(*it)]
                                .held(clock, date::Day::MAX)
                                .is_no()
                        }));
                    }
                    let country = phrase.place.is_some_and(|it| {
                        place.reading.hits[it].places().any(|of| {
                            !terms_of(kb, person, |office| {
                                kb.office(office)
                                    .of
                                    .is_some_and(|it| same_country(kb, it, of.record))
                            })
                            .is_empty()
                        })
                    });
                    let active = kb
                        .person(person)
                        .terms
                        .iter()
                        .any(|it| !it.held(clock, date::Day::MAX).is_no());
                    8 * now
                        + 5 * ever
                        + 4 * i32::from(country)
                        + 4 * i32::from(self.cast.has(person))
                        + 3 * i32::from(may_live(kb, person, clock))
                        + 2 * i32::from(active)
                };
                let best = many.iter().map(|it| score(*it)).max().unwrap_or(0);
                let mut top = many.iter().filter(|it| score(**it) == best);
                match (top.next(), top.next()) {
                    (Some(one), None) => *one,
                    _ => {
                        let names: Vec<String> =
                            many.iter().map(|it| kb.slug(*it).to_owned()).collect();
                        return Some(Found {
                            records: Vec::new(),
                            form: Form::Full,
                            why: vec![format!(
                                "several persons bear this name: {}",
                                names.join(", ")
                            )],
                        });
                    }
                }
            }
        };
        if self.is_somebody_else(place, phrase, person, clock) {
            return Some(Found {
                records: Vec::new(),
                form: Form::Full,
                why: vec!["the text speaks of a namesake".into()],
            });
        }
        Some(Found {
            records: vec![person],
            form: Form::Full,
            why: vec!["the full name".into()],
        })
    }

    /// "David Wilson" in a rugby team: a surname that many bear, of somebody out of office, where no title fits and the text
    /// speaks neither of the person's country nor of anybody who led it.
    fn is_everyman(
        &self,
        place: &Place<'_>,
        phrase: &Phrase,
        person: RecordId,
        clock: Span,
    ) -> bool {
        let kb = self.article.kb;
        let record = kb.person(person);
        let last = record.name.full.rsplit(' ').next().unwrap_or_default();
        if !lexicon::is_common_surname(&prose::fold(last)) || self.cast.has(person) {
            return false;
        }
        let at_home = |entry: &NameEntry| {
            let mut of = record.terms.iter().filter_map(|it| kb.office(it.office).of);
            of.any(|it| same_country(kb, it, entry.record))
        };
        let mut titles = phrase.titles.iter();
        let titled = titles.any(|it| {
            let meaning = Meaning::new(kb, place.reading, it);
            !terms_of(kb, person, |office| meaning.fits(office)).is_empty()
        });
        let mut terms = record.terms.iter();
        let led = |it: &kb::Term| is_head(kb, it.office);
        let active = terms.any(|it| led(it) || !it.held(clock, date::Day::MAX).is_no());
        let compatriot = |entry: &NameEntry| {
            let of = |it: &kb::Term| kb.office(it.office).of;
            let mut states = kb.person(entry.record).terms.iter().filter_map(of);
            entry.record != person
                && states.any(|a| {
                    record
                        .terms
                        .iter()
                        .filter_map(of)
                        .any(|b| same_country(kb, a, b))
                })
        };
        let mut hits = self.article.readings.iter().flat_map(|it| &it.hits);
        !titled
            && !active
            && !hits.any(|it| {
                it.places().any(at_home) || it.kinds.full && it.info.persons.iter().any(compatriot)
            })
    }

    /// An age with a home town, or a life that cannot be the person's.
    pub(super) fn is_somebody_else(
        &self,
        place: &Place<'_>,
        phrase: &Phrase,
        person: RecordId,
        clock: Span,
    ) -> bool {
        let kb = self.article.kb;
        if kb
            .person(person)
            .born
            .is_some_and(|it| it.first() > clock.last())
        {
            return true;
        }
        // "Alexander III, King of Scotland": other kings have been called so.
        let name = prose::fold(&kb.name(person));
        let numbered = name.rsplit(' ').next().is_some_and(is_numeral);
        let elsewhere = |title: &Title| {
            let meaning = Meaning::new(kb, place.reading, title);
            !title.modified
                && !meaning.places.is_empty()
                && terms_of(kb, person, |office| meaning.fits_place(office)).is_empty()
        };
        if numbered && phrase.titles.iter().any(elsewhere) {
            return true;
        }
        if self.is_everyman(place, phrase, person, clock) {
            return true;
        }
        // "34, of Leeds"
        let Some(name) = &phrase.name else {
            return false;
        };
        let words = &place.text.words;
        let sentence = place
            .text
            .sentences
            .get(sentence_of(place.text, name.words.first));
        let end = sentence.map_or(words.len(), |it| it.last as usize);
        let comma = |word: usize| {
            words
                .get(word)
                .is_some_and(|it| it.before == prose::Separator::Comma)
        };
        // Right behind the name, or behind one apposition: "the plumber, 45, of Leeds".
        let reach = if comma(name.words.last) { 6 } else { 0 };
        (name.words.last..end.min(name.words.last + 1 + reach)).any(|it| {
            words[it].shape == prose::Shape::Number
                && comma(it)
                && comma(it + 1)
                && matches!(place.text.folded_word(it + 1), "of" | "from")
        })
    }
}

/// "iii", "xvi".
fn is_numeral(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|it| matches!(it, b'i' | b'v' | b'x'))
}

/// A one-word name that is a full name only because the records know no more of it.
fn is_short_form(hit: &Hit) -> bool {
    hit.last - hit.first == 1
        && hit.kinds.surname
        && hit
            .info
            .persons
            .iter()
            .map(|it| it.record)
            .collect::<std::collections::BTreeSet<_>>()
            .len()
            > 1
}
