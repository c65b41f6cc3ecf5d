//! Surnames, short forms and nicknames: title, country and what the text introduced say whose.

use super::*;

/// A short form where it stands, with all who bear it.
struct Short<'a> {
    place: &'a Place<'a>,
    phrase: &'a Phrase,
    hit: &'a Hit,
    /// Folded.
    written: &'a str,
    /// In a headline or caption: what it refers to comes later.
    ahead: bool,
    bearers: Vec<RecordId>,
    clock: Span,
    /// The nearest one so called in the text.
    antecedent: Option<RecordId>,
}

impl Resolver<'_> {
    pub(super) fn surname(
        &self,
        place: &Place<'_>,
        phrase: &Phrase,
        hit: &Hit,
        offset: u32,
        ahead: bool,
    ) -> Option<Found> {
        let kb = self.article.kb;
        let words = mention_words(phrase);
        let written = place.folded(words);
        let mut bearers: Vec<RecordId> = hit
            .info
            .persons
            .iter()
            .filter(|it| it.kind != NameKind::Given)
            .map(|it| it.record)
            .collect();
        bearers.sort_unstable();
        bearers.dedup();
        let clock = self.clock(place, phrase.words);
        let alive = |it| may_live(kb, it, clock) && !self.cast.is_relative(it);
        let short = Short {
            place,
            phrase,
            hit,
            written: &written,
            ahead,
            bearers,
            clock,
            antecedent: self.cast.called(&written, offset, &alive),
        };
        let mut titles = phrase.titles.iter();
        if let Some(title) = titles.find(|it| !it.modified && !it.counterpart) {
            let meaning = Meaning::new(kb, place.reading, title);
            let found = self.titled_surname(&short, &meaning);
            // "a minister from 1969 to 1971, later an envoy of President Kabbah": the date is another one's.
            let published = self.article.publication;
            if found.records.is_empty() && clock.last() < published.first() {
                let later = Short {
                    clock: published,
                    ..short
                };
                let found_later = self.titled_surname(&later, &meaning);
                if !found_later.records.is_empty() {
                    return Some(found_later);
                }
            }
            return Some(found);
        }
        self.of_country(&short)
            .or_else(|| self.introduced(&short))
            .or_else(|| self.well_known(&short))
            // A place or a treaty by the same name is not a person nobody introduced.
            .or_else(|| {
                let other = hit.is_place() || hit.kinds.treaty || hit.kinds.event;
                (!other)
                    .then(|| nobody("a surname alone, and the text introduces nobody of that name"))
            })
    }

    /// "President Clinton": those on the stage before those who hold the office, these before those who once held it.
    fn titled_surname(&self, short: &Short<'_>, meaning: &Meaning<'_>) -> Found {
        let kb = self.article.kb;
        let name = |person: RecordId| kb.name(person);
        let ever =
            |person: RecordId| !terms_of(kb, person, |office| meaning.fits(office)).is_empty();
        let now = |person: RecordId| {
            let mut terms = kb.person(person).terms.iter();
            terms.any(|it| meaning.fits(it.office) && it.held(short.clock, date::Day::MAX).is_yes())
        };
        let known = only(&self.cast.all_called(short.written), ever);
        match known[..] {
            [person] => {
                return found(
                    person,
                    format!("introduced in the text as {}", name(person)),
                );
            }
            [_, ..] => {
                if let [person] = only(&known, now)[..] {
                    let who = name(person);
                    return found(
                        person,
                        format!("of those called so in the text, {who} held the office then"),
                    );
                }
                if let Some(person) = short.antecedent.filter(|it| known.contains(it)) {
                    return found(person, "the nearest mention of that name".into());
                }
            }
            [] => {}
        }
        match only(&short.bearers, now)[..] {
            [person] => return found(person, format!("{} held the office then", name(person))),
            [_, ..] => return nobody("several holders of such an office bore this name then"),
            [] => {}
        }
        if let Some(found) = self.introduced(short) {
            return found;
        }
        let once = only(&short.bearers, |it| {
            ever(it) && self.began_before(it, meaning, short.clock)
        });
        match once[..] {
            [person] => {
                return found(
                    person,
                    format!("{} held the office at another time", name(person)),
                );
            }
            [_, ..] => {
                return match self.latest_of(&once, meaning, short.clock) {
                    Some(person) => found(
                        person,
                        format!("{} held the office last of that name", name(person)),
                    ),
                    None => nobody("several former holders of such an office bear this name"),
                };
            }
            [] => {}
        }
        // Nobody of that name ever held it: the sitting head whom state and surname leave.
        let held_title = short.bearers.iter().any(|it| {
            !terms_of(kb, *it, |office| meaning.fits_title(office)).is_empty()
                && meaning.places.is_empty()
        });
        match self.sitting(short, |office| meaning.fits_place(office))[..] {
            [person] if !held_title => found(
                person,
                format!("{} is the only sitting head of that name", name(person)),
            ),
            _ => nobody("nobody of that name held the office"),
        }
    }

    /// "Serbia's Vučić", "Vučić of Serbia".
    fn of_country(&self, short: &Short<'_>) -> Option<Found> {
        let kb = self.article.kb;
        let hit = &short.place.reading.hits[short.phrase.place?];
        let here = |office: RecordId| {
            let of = kb.office(office).of;
            of.is_some_and(|of| hit.places().any(|it| same_country(kb, it.record, of)))
        };
        match self.sitting(short, here)[..] {
            [person] => Some(found(
                person,
                format!("{} led that country then", kb.name(person)),
            )),
            _ => None,
        }
    }

    /// Somebody whom the text introduced, known to the base or not.
    fn introduced(&self, short: &Short<'_>) -> Option<Found> {
        let stranger = || {
            self.cast
                .is_stranger(short.written)
                .then(|| nobody("the text has somebody else of that name"))
        };
        let person = |person| {
            found(
                person,
                format!("introduced in the text as {}", self.article.kb.name(person)),
            )
        };
        short.antecedent.map(person).or_else(stranger)
    }

    /// Names that need no introduction: "MBS", "Lula"; "Mr Trump" of a sitting head, if the base has no other living one of that
    /// name; without the courtesy only where the paragraph speaks of leaders or of the country anyway.
    fn well_known(&self, short: &Short<'_>) -> Option<Found> {
        let kb = self.article.kb;
        let mut persons = short.hit.info.persons.iter();
        if let [person] = short.bearers[..]
            && may_live(kb, person, short.clock)
            && persons.any(|it| it.kind == NameKind::Nickname)
        {
            return Some(found(
                person,
                format!("a name by which {} is known", kb.name(person)),
            ));
        }
        if short.ahead {
            return None;
        }
        let persons = short.hit.info.persons.iter();
        let n_given = persons.filter(|it| it.kind == NameKind::Given).count();
        let only_a_name = n_given <= 1 && !short.hit.is_place() && !short.hit.kinds.title;
        let sitting = self.sitting(short, |_| true);
        let [person] = sitting[..] else {
            let nobody = sitting.is_empty() && only_a_name;
            return nobody
                .then(|| self.historic(short).or_else(|| self.minister(short)))
                .flatten();
        };
        // Those who had entered an office by then: the wife of the president may become a minister yet.
        let alive = only(&short.bearers, |it| {
            may_live(kb, it, short.clock) && has_begun(kb, it, short.clock)
        });
        let text = short.place.text;
        let honorific = short.phrase.honorific;
        let courtesy = honorific.is_some_and(|it| {
            let word = text.folded_word(it);
            lexicon::is_courtesy(word)
                || lexicon::is_rank(word)
                    && only_a_name
                    && !lexicon::is_common_surname(short.written)
        });
        let alone = only_a_name && short.written.len() > 3 && self.is_world_affairs(short, person);
        (alive.len() == 1 && (courtesy || alone)).then(|| {
            let name = kb.name(person);
            found(
                person,
                format!("{name} is the only living bearer of that name in the base"),
            )
        })
    }

    /// "Mr Acheson": a courtesy, and the only living bearer holds an office of a state that the block speaks of.
    fn minister(&self, short: &Short<'_>) -> Option<Found> {
        let kb = self.article.kb;
        let word = short.phrase.honorific?;
        let courtesy = match short.place.text.folded_word(word) {
            "mr" | "mrs" | "ms" | "miss" => true,
            word => lexicon::is_rank(word),
        };
        let alive = only(&short.bearers, |it| {
            may_live(kb, it, short.clock) && has_begun(kb, it, short.clock)
        });
        let [person] = alive[..] else {
            return None;
        };
        let mut terms = kb.person(person).terms.iter();
        let serves = terms.any(|it| it.held(short.clock, date::Day::MAX).is_yes());
        let known = courtesy && serves && !lexicon::is_common_surname(short.written);
        (known && self.is_world_affairs(short, person)).then(|| {
            let name = kb.name(person);
            found(
                person,
                format!("{name} is the only one of that name in office then"),
            )
        })
    }

    /// "in Stalin's day", "the Nixon years": the only bearer, who headed a state or government for years and does no more, where
    /// the block speaks of that country or of other leaders.
    fn historic(&self, short: &Short<'_>) -> Option<Found> {
        const DAYS: i32 = 5 * 365;
        let kb = self.article.kb;
        let [person] = short.bearers[..] else {
            return None;
        };
        // "Sir Menzies" is a given name, and "Mr" is said of the living.
        let honorific = short.phrase.honorific;
        let honorific = honorific.map(|it| short.place.text.folded_word(it));
        let named = match honorific {
            None => true,
            Some("mr" | "mrs" | "ms") => may_live(kb, person, short.clock),
            Some(_) => false,
        };
        if !named {
            return None;
        }
        let days = |term: &kb::Term| {
            let from = term.from?.first();
            let kb::End::On(to) = &term.to else {
                return None;
            };
            (to.last() < short.clock.first()).then(|| to.last().days_since(from))
        };
        let terms = kb.person(person).terms.iter();
        let ruled = terms.filter(|it| is_head(kb, it.office)).filter_map(days);
        let well_known = ruled.max().is_some_and(|it| it >= DAYS)
            && short.written.len() > 3
            && !lexicon::is_common_surname(short.written);
        (well_known && !is_label(short) && self.is_world_affairs(short, person)).then(|| {
            let name = kb.name(person);
            found(
                person,
                format!("{name} is the only bearer of that name in the base, and ruled for years"),
            )
        })
    }

    /// The block has named another leader, or names a country of the person.
    fn is_world_affairs(&self, short: &Short<'_>, person: RecordId) -> bool {
        let kb = self.article.kb;
        let country = |it: &NameEntry| {
            let here = |office| {
                let of = kb.office(office).of;
                of.is_some_and(|of| same_country(kb, of, it.record))
            };
            !terms_of(kb, person, here).is_empty()
        };
        let mut links = self.links.iter().rev();
        links
            .by_ref()
            .take_while(|it| it.block == short.place.block)
            .any(|it| !it.mention.records.is_empty())
            || self.is_of_the_cast(person)
            || short.place.reading.hits.iter().any(|it| {
                it.places().any(country)
                    || self.is_other_leader(it, short, person)
                    || self.is_own_treaty(it, person)
            })
    }

    /// The name of a treaty to which the person's state is a party.
    fn is_own_treaty(&self, hit: &Hit, person: RecordId) -> bool {
        let kb = self.article.kb;
        let of = |it: &kb::Term| kb.office(it.office).of;
        let treaties = hit.info.treaties.iter().map(|it| kb.treaty(it.record));
        let mut treaties = treaties.filter(|_| hit.kinds.treaty && hit.last - hit.first > 1);
        treaties.any(|treaty| {
            let mut terms = kb.person(person).terms.iter();
            terms.any(|it| of(it).is_some_and(|it| treaty.has_member(it)))
        })
    }

    /// Somebody of that country has been named in the text.
    fn is_of_the_cast(&self, person: RecordId) -> bool {
        let kb = self.article.kb;
        let states = |person: RecordId| {
            let terms = kb.person(person).terms.iter();
            terms
                .filter_map(|it| kb.office(it.office).of)
                .filter(|it| it.kind() == kb::Kind::State)
        };
        let known = self.cast.appearances.iter().rev().take(MEMORY);
        known
            .flat_map(|it| states(it.person))
            .any(|a| states(person).any(|b| same_country(kb, a, b)))
    }

    /// "Obama welcomed Merkel": each says what the other is.
    fn is_other_leader(&self, hit: &Hit, short: &Short<'_>, person: RecordId) -> bool {
        let kb = self.article.kb;
        let name = hit.is_person() && !hit.kinds.given && !hit.is_place() && !hit.kinds.title;
        let leads = |it: &NameEntry| {
            it.record != person
                && kb.person(it.record).terms.iter().any(|term| {
                    is_head(kb, term.office) && term.held(short.clock, date::Day::MAX).is_yes()
                })
        };
        name && hit.first != mention_words(short.phrase).first && hit.info.persons.iter().any(leads)
    }

    /// The bearers who head a state or government then, in an office for which `fits` holds.
    fn sitting(&self, short: &Short<'_>, fits: impl Fn(RecordId) -> bool) -> Vec<RecordId> {
        let kb = self.article.kb;
        only(&short.bearers, |it| {
            kb.person(it).terms.iter().any(|term| {
                is_head(kb, term.office)
                    && fits(term.office)
                    && term.held(short.clock, date::Day::MAX).is_yes()
            })
        })
    }

    /// "the late President Roosevelt" in 1945: of several who held the office long apart the one who left it within ten years.
    pub(super) fn latest_of(
        &self,
        persons: &[RecordId],
        meaning: &Meaning<'_>,
        clock: Span,
    ) -> Option<RecordId> {
        const DAYS: i32 = 3653;
        let kb = self.article.kb;
        let since = |person: RecordId| {
            let terms = kb.person(person).terms.iter();
            let ends = terms
                .filter(|it| meaning.fits(it.office))
                .filter_map(|it| match it.to {
                    kb::End::On(end) => Some(clock.first().days_since(end.last())),
                    _ => None,
                });
            ends.filter(|it| *it >= 0).min()
        };
        let recent: Vec<RecordId> = persons
            .iter()
            .copied()
            .filter(|it| since(*it).is_none_or(|days| days <= 2 * DAYS))
            .collect();
        match recent[..] {
            [person] if since(person).is_some_and(|days| days <= DAYS) => Some(person),
            _ => None,
        }
    }

    pub(super) fn began_before(
        &self,
        person: RecordId,
        meaning: &Meaning<'_>,
        clock: Span,
    ) -> bool {
        self.article.kb.person(person).terms.iter().any(|it| {
            meaning.fits(it.office) && it.from.is_none_or(|from| from.first() <= clock.last())
        })
    }
}

/// "The Merkel years", the film "Nixon": the name of something, and not of somebody who acts.
fn is_label(short: &Short<'_>) -> bool {
    let text = short.place.text;
    let words = mention_words(short.phrase);
    let article = words.first.checked_sub(1).is_some_and(|it| {
        text.words[words.first].before == prose::Separator::Space
            && lexicon::is_article(text.folded_word(it))
    });
    let rules = matches!(
        text.folded_word(words.last),
        "administration" | "government" | "presidency" | "cabinet" | "regime"
    );
    let behind = text.words.get(words.last).map(|it| it.before);
    article && !rules || behind == Some(prose::Separator::CloseQuote)
}

/// Whether the person had entered an office by then.
fn has_begun(kb: &Kb, person: RecordId, clock: Span) -> bool {
    let mut terms = kb.person(person).terms.iter();
    terms.any(|it| it.from.is_none_or(|from| from.first() <= clock.last()))
}

fn only(persons: &[RecordId], fits: impl Fn(RecordId) -> bool) -> Vec<RecordId> {
    persons.iter().copied().filter(|it| fits(*it)).collect()
}

fn found(person: RecordId, why: String) -> Found {
    Found {
        records: vec![person],
        form: Form::Surname,
        why: vec![why],
    }
}

fn nobody(why: &str) -> Found {
    Found {
        records: Vec::new(),
        form: Form::Surname,
        why: vec![why.into()],
    }
}
