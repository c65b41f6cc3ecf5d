//! Titles without a name: "the Chinese president", "the president-elect", "his South Korean counterpart".

use super::*;

/// For how long somebody leaves an office before the end, and is remembered as leaving after it.
const DAYS_TO_LEAVE: i32 = 200;
const DAYS_OF_HANDOVER: i32 = 7;
/// For how long a president is "the new president".
const DAYS_OF_NEWS: i32 = 400;

impl Resolver<'_> {
    /// A title without a name.
    pub(super) fn titled(&self, place: &Place<'_>, phrase: &Phrase) -> Option<Found> {
        let kb = self.article.kb;
        let title = phrase.titles.first()?;
        let words = &place.text.words;
        // "the next president" names no holder.
        if title.modified
            || is_compound(place.text, title)
            || is_institution(place.text, title)
            || is_post(place.text, title)
            || matches!(title.status, Some((Status::Future, _)))
        {
            return None;
        }
        let offset = place.base + words[title.words.first].range.start;
        let clock = self.clock(place, phrase.words);
        if matches!(title.status, Some((Status::Elect | Status::Designate, _))) {
            return self.elect(place, title, offset, clock);
        }
        let found = |records: Vec<RecordId>, form: Form, why: String| {
            Some(Found {
                records,
                form,
                why: vec![why],
            })
        };
        if title.counterpart {
            return self.counterpart(place, title, offset, clock);
        }
        let meaning = Meaning::new(kb, place.reading, title);
        if title.plural {
            return self.group(place, title, &meaning, clock);
        }
        if matches!(
            title.status,
            Some((
                Status::Former | Status::Late | Status::Then | Status::Deposed | Status::Outgoing,
                _
            ))
        ) {
            let late = matches!(title.status, Some((Status::Late, _)));
            let outgoing = matches!(title.status, Some((Status::Outgoing, _)));
            let former = matches!(title.status, Some((Status::Former, _)));
            let recent = self.cast.recent(offset).find(|it| {
                let person = kb.person(it.person);
                let dead = person.died.is_some_and(|it| it.first() <= clock.last());
                let terms = terms_of(kb, it.person, |office| meaning.fits(office));
                let term = |it: &u16| &person.terms[usize::from(*it)];
                let now = |it: &u16| term(it).held(clock, date::Day::MAX).is_yes();
                let leaves = |it: &u16| match term(it).to {
                    kb::End::On(end) => {
                        let days = end.last().days_since(clock.first());
                        (-DAYS_OF_HANDOVER..=DAYS_TO_LEAVE).contains(&days)
                    }
                    kb::End::Running | kb::End::Unknown => false,
                };
                let held = match (former, outgoing) {
                    (true, _) => !terms.iter().all(now),
                    (_, true) => terms.iter().any(leaves),
                    _ => !terms.is_empty(),
                };
                held && (!late || dead)
            });
            return recent.and_then(|it| {
                found(
                    vec![it.person],
                    Form::Title,
                    format!("{} held that office and stands nearest", kb.name(it.person)),
                )
            });
        }
        // An age says who is meant, in office still or no more.
        if let Some(age) = age_in(place.text, title) {
            let aged = self.cast.recent(offset).find(|it| {
                is_aged(kb, it.person, age, clock)
                    && !terms_of(kb, it.person, |office| meaning.fits(office)).is_empty()
            });
            let aged = aged?;
            return found(
                vec![aged.person],
                Form::Title,
                format!(
                    "{} is of that age and held such an office",
                    kb.name(aged.person)
                ),
            );
        }
        if let Some(number) = number_in(place.text, title) {
            return self.numbered(title, &meaning, number, offset);
        }
        // The one on the stage who is called so or holds the office.
        let office_words = place.folded(title.office);
        // "The president" of a body is called so in the text, or is not meant.
        let of_state = |office: RecordId| {
            let of = kb.office(office).of;
            of.is_none_or(|it| it.kind() == kb::Kind::State)
        };
        let new =
            (title.words.first..title.office.first).any(|it| place.text.folded_word(it) == "new");
        let begun = |term: &kb::Term| {
            let days = |it: date::Date| clock.last().days_since(it.first());
            !new || term.from.is_some_and(|it| days(it) <= DAYS_OF_NEWS)
        };
        let fits_now = |person: RecordId| {
            kb.person(person).terms.iter().any(|it| {
                meaning.fits(it.office)
                    && !it.held(clock, date::Day::MAX).is_no()
                    && begun(it)
                    && (!meaning.places.is_empty()
                        || of_state(it.office)
                        || self.cast.is_called(person, &office_words))
            })
        };
        let offices = meaning.offices();
        let holders: Vec<RecordId> = {
            let mut all: Vec<RecordId> = offices
                .iter()
                .flat_map(|it| likely_holders(kb, *it, clock))
                .collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        // "the King" is not Queen Elizabeth.
        let other = match office_words.as_str() {
            "king" => "Queen ",
            "queen" => "King ",
            _ => "-",
        };
        let named = |person: RecordId| {
            let person = kb.person(person);
            let mut forms = std::iter::once(&person.name.full).chain(&person.spellings);
            !forms.any(|it| it.starts_with(other))
        };
        // "the last Soviet leader" of today is nobody of the state that continues it.
        let gone = |it: &RecordId| {
            it.kind() == kb::Kind::State
                && kb
                    .state(*it)
                    .exists
                    .to
                    .is_some_and(|to| to.last() < clock.first())
        };
        // "German" is of several states, and one of them is there.
        let ended = !meaning.places.is_empty() && meaning.places.iter().all(gone);
        let ever = |person: RecordId| {
            !terms_of(kb, person, |office| meaning.fits(office)).is_empty() && named(person)
        };
        if ended {
            let staged = self.cast.recent(offset).map(|it| it.person);
            let of_it = |person: &RecordId| {
                let mut terms = kb.person(*person).terms.iter();
                let of = |it: &kb::Term| kb.office(it.office).of;
                ever(*person)
                    && terms.any(|it| of(it).is_some_and(|it| meaning.places.contains(&it)))
            };
            let person = staged.into_iter().find(of_it)?;
            return found(
                vec![person],
                Form::Title,
                format!("{} led that state while it was", kb.name(person)),
            );
        }
        let holders: Vec<RecordId> = holders.into_iter().filter(|it| named(*it)).collect();
        // An account of the dead: "the Prime Minister of India" is who the text has named, if it names no later one.
        if let [person] = holders[..]
            && !meaning.places.is_empty()
            && !self.cast.has(person)
            && clock == self.article.publication
            && !is_told_now(place, phrase.words.first)
        {
            let dead = |it: &RecordId| {
                let died = kb.person(*it).died;
                died.is_some_and(|it| it.last() < clock.first())
            };
            let nearest = self
                .cast
                .recent(offset)
                .map(|it| it.person)
                .find(|it| ever(*it));
            if let Some(person) = nearest.filter(dead) {
                return found(
                    vec![person],
                    Form::Title,
                    format!("the text is about the time of {}", kb.name(person)),
                );
            }
        }
        let junta = office_words
            .split(' ')
            .next()
            .is_some_and(lexicon::is_junta);
        let rules = |person: RecordId| {
            !junta || {
                kb.person(person).terms.iter().any(|it| {
                    let seized = matches!(
                        it.status,
                        kb::Status::DeFacto | kb::Status::Interim | kb::Status::Acting
                    );
                    (seized || kb.office(it.office).roles.contains(&Role::DeFacto))
                        && !it.held(clock, date::Day::MAX).is_no()
                })
            }
        };
        let staged = self.cast.recent(offset);
        let staged: Vec<&Appearance> = staged
            .filter(|it| fits_now(it.person) && named(it.person) && rules(it.person))
            .collect();
        if !meaning.places.is_empty() || !offices.is_empty() {
            // "the Chilean dictator" of somebody who ruled once, and not of who is president now.
            if lexicon::is_ruler(&office_words)
                && let Some(it) = self.cast.recent(offset).find(|it| {
                    !terms_of(kb, it.person, |office| {
                        meaning.fits_place(office) && is_head(kb, office)
                    })
                    .is_empty()
                })
            {
                return found(
                    vec![it.person],
                    Form::Title,
                    format!(
                        "{} ruled that country and stands nearest",
                        kb.name(it.person)
                    ),
                );
            }
            if let [person] = holders.as_slice() {
                return found(
                    vec![*person],
                    Form::Title,
                    format!("{} held that office then", kb.name(*person)),
                );
            }
            // On the day of a handover two hold it: the one whom the text calls so.
            let called = |it: &&&Appearance| self.cast.is_called(it.person, &office_words);
            if let Some(it) = staged.iter().find(called).or(staged.first()) {
                return found(
                    vec![it.person],
                    Form::Title,
                    format!("{} held that office and stands nearest", kb.name(it.person)),
                );
            }
            if let Some(person) = leader_of(kb, &offices, clock) {
                return found(
                    vec![person],
                    Form::Title,
                    format!("{} was the one who ruled then", kb.name(person)),
                );
            }
            return found(
                Vec::new(),
                Form::Title,
                if holders.is_empty() {
                    "the base does not say who held that office then".into()
                } else {
                    "several persons held such an office then".into()
                },
            );
        }
        let called = staged
            .iter()
            .filter(|it| self.cast.is_called(it.person, &office_words));
        let called = called.max_by_key(|it| self.weight(place, it.person, offset));
        if let Some(it) = called.or(staged.first()) {
            return found(
                vec![it.person],
                Form::Title,
                format!(
                    "{} held such an office and stands nearest",
                    kb.name(it.person)
                ),
            );
        }
        // "had not consulted the king": in an account of the past somebody of the paragraph who is dead.
        let here = |person: RecordId| {
            let mut links = self.links.iter().rev();
            links
                .by_ref()
                .take_while(|it| it.block == place.block)
                .any(|it| it.mention.records[..] == [person])
        };
        let dead = |it: &&Appearance| {
            let died = kb.person(it.person).died;
            died.is_some_and(|it| it.last() < clock.first()) && here(it.person)
        };
        let once = |it: &&Appearance| {
            self.cast.is_called(it.person, &office_words) || {
                let mut terms = kb.person(it.person).terms.iter();
                terms.any(|it| meaning.fits(it.office) && is_head(kb, it.office))
            }
        };
        if is_told_now(place, phrase.words.first) {
            return None;
        }
        let it = self.cast.recent(offset).filter(dead).find(once)?;
        found(
            vec![it.person],
            Form::Title,
            format!("{} held such an office in that time", kb.name(it.person)),
        )
    }

    /// "the country's ninth president": whom the records number so, or whom the text has named of those who held the office.
    fn numbered(
        &self,
        title: &Title,
        meaning: &Meaning<'_>,
        number: u16,
        offset: u32,
    ) -> Option<Found> {
        let kb = self.article.kb;
        let of_number = |person: RecordId| {
            let mut terms = kb.person(person).terms.iter();
            terms.any(|it| meaning.fits(it.office) && it.number == Some(number))
        };
        let holders = || {
            let offices = meaning.offices().into_iter();
            let mut all: Vec<RecordId> = offices
                .filter(|_| !title.places.is_empty())
                .flat_map(|it| kb.holders(it))
                .map(|it| it.person)
                .filter(|it| of_number(*it))
                .collect();
            all.sort_unstable();
            all.dedup();
            <[RecordId; 1]>::try_from(all).ok().map(|[it]| it)
        };
        let staged = |fits: &dyn Fn(RecordId) -> bool| {
            let mut recent = self.cast.recent(offset).map(|it| it.person);
            recent.find(|it| fits(*it))
        };
        let ever = |person: RecordId| {
            let mut terms = kb.person(person).terms.iter();
            terms.any(|it| meaning.fits(it.office) && it.number.is_none_or(|it| it == number))
        };
        let person = staged(&of_number)
            .or_else(holders)
            .or_else(|| staged(&ever))?;
        Some(Found {
            records: vec![person],
            form: Form::Title,
            why: vec![format!("{} is the one of that number", kb.name(person))],
        })
    }

    /// How much the text is about a person where it says "the president": how near the last mention is, and how many there
    /// were. Of equals the one in the nearer sentence counts, and in one sentence the one that stands first, as its subject.
    fn weight(
        &self,
        place: &Place<'_>,
        person: RecordId,
        offset: u32,
    ) -> (usize, u32, std::cmp::Reverse<u32>) {
        let before =
            |it: &&Link| it.mention.records[..] == [person] && it.mention.range.start < offset;
        let sentence = place
            .text
            .sentences
            .partition_point(|it| place.base + it.range.end <= offset);
        let (mut count, mut nearest, mut first) = (0usize, None, offset);
        for link in self.links.iter().rev().take(MEMORY).filter(before) {
            count += 1;
            // In another block: as far as can be.
            let here = match link.block == place.block {
                true => link.mention.sentence + 1,
                false => 0,
            };
            if *nearest.get_or_insert(here) == here {
                first = link.mention.range.start;
            }
        }
        let nearest = nearest.unwrap_or(0);
        let near = match nearest {
            0 => 0,
            nearest => 4usize.saturating_sub((sentence + 1).saturating_sub(nearest as usize) + 1),
        };
        let told = |it: &&Link| it.block == place.block && it.mention.sentence + 1 == nearest;
        let from = self.links.len().saturating_sub(MEMORY);
        let opener = self.links[from..].iter().find(told);
        let subject = near > 0 && opener.is_some_and(|it| it.mention.range.start == first);
        (
            near + count.min(4) + 2 * usize::from(subject),
            nearest,
            std::cmp::Reverse(first),
        )
    }

    /// "the president-elect": the one whose term is to begin within the months after an election.
    pub(super) fn elect(
        &self,
        place: &Place<'_>,
        title: &Title,
        offset: u32,
        clock: Span,
    ) -> Option<Found> {
        const MONTHS_TO_COME: i32 = 190;
        let kb = self.article.kb;
        let meaning = Meaning::new(kb, place.reading, title);
        let to_come = Span {
            from: clock.to.map(|it| it.plus_days(1)),
            to: clock.to.map(|it| it.plus_days(MONTHS_TO_COME)),
        };
        let is_elect = |person: RecordId| {
            kb.person(person).terms.iter().any(|term| {
                let chosen = term.chosen.is_none_or(|it| it.first() <= clock.last());
                let begins = term.from.is_some_and(|it| {
                    to_come.from.is_some_and(|from| from <= it.first())
                        && to_come.to.is_some_and(|to| it.first() <= to)
                });
                meaning.fits(term.office) && chosen && begins
            })
        };
        let staged = self.cast.recent(offset).find(|it| is_elect(it.person));
        let person = match staged {
            Some(it) => it.person,
            None => {
                let mut all: Vec<RecordId> = meaning
                    .offices()
                    .iter()
                    .flat_map(|it| kb.holders(*it))
                    .map(|it| it.person)
                    .filter(|it| is_elect(*it))
                    .collect();
                all.dedup();
                let [person] = all[..] else { return None };
                person
            }
        };
        Some(Found {
            records: vec![person],
            form: Form::Title,
            why: vec![format!("{} was to take that office", kb.name(person))],
        })
    }

    /// "his Brazilian counterpart": the office of the nearest leader, in that country.
    pub(super) fn counterpart(
        &self,
        place: &Place<'_>,
        title: &Title,
        offset: u32,
        clock: Span,
    ) -> Option<Found> {
        let kb = self.article.kb;
        let subject = self.cast.recent(offset).next()?;
        let states: Vec<RecordId> = title
            .places
            .iter()
            .flat_map(|it| place.reading.hits[*it].places())
            .map(|it| it.record)
            .collect();
        let offices: Vec<RecordId> = kb
            .person(subject.person)
            .terms
            .iter()
            .filter(|it| it.held(clock, date::Day::MAX).is_yes())
            .map(|it| it.office)
            .collect();
        for office in offices {
            let roles = &kb.office(office).roles;
            let mut holders: Vec<RecordId> = states
                .iter()
                .flat_map(|it| family(kb, *it))
                .flat_map(|it| kb.offices_of(it).to_vec())
                .filter(|it| kb.office(*it).roles.iter().any(|role| roles.contains(role)))
                .flat_map(|it| likely_holders(kb, it, clock))
                .collect();
            holders.sort_unstable();
            holders.dedup();
            if let [person] = holders.as_slice() {
                return Some(Found {
                    records: vec![*person],
                    form: Form::Title,
                    why: vec![format!(
                        "the office of {} in that country",
                        kb.name(subject.person)
                    )],
                });
            }
        }
        None
    }
}

/// "the prime minister candidate", "the president's job": somebody or something else.
pub(super) fn is_compound(text: &BlockText, title: &Title) -> bool {
    let last = title.words.last;
    text.words.get(last).is_some_and(|it| {
        it.before == prose::Separator::Space
            && !text.words[last - 1].possessive
            && matches!(
                text.folded_word(last),
                "candidate"
                    | "candidates"
                    | "hopeful"
                    | "race"
                    | "election"
                    | "elections"
                    | "title"
                    | "job"
                    | "post"
                    | "office"
                    | "palace"
                    | "residence"
                    | "role"
                    | "position"
                    | "nominee"
            )
    })
}

/// "the Queen's Lancashire Regiment", "Prime Minister's Questions": capitals go on behind the title to the name of something else.
pub(super) fn is_institution(text: &BlockText, title: &Title) -> bool {
    let last = title.words.last;
    let capital = |word: &usize| {
        text.words.get(*word).is_some_and(|it| {
            it.before == prose::Separator::Space && it.shape == prose::Shape::Capital
        })
    };
    let mut behind = (last..last + 4).take_while(capital);
    text.words[last - 1].possessive
        && behind.any(|it| {
            let word = text.folded_word(it);
            lexicon::is_institution(word)
                || matches!(
                    word,
                    "regiment"
                        | "questions"
                        | "question"
                        | "counsel"
                        | "own"
                        | "guard"
                        | "guards"
                        | "bench"
                        | "club"
                )
        })
}

/// The age in "the 75-year-old president", in years.
fn age_in(text: &BlockText, title: &Title) -> Option<i32> {
    let mut words = title.words.first..title.office.first;
    words.find_map(|it| {
        let aged = text.folded_word(it + 1) == "year" && text.folded_word(it + 2) == "old";
        aged.then(|| text.folded_word(it).parse().ok())?
    })
}

/// Whether the sentence tells of a day of this week, or of the present.
fn is_told_now(place: &Place<'_>, word: usize) -> bool {
    let text = place.text;
    let sentence = text.sentences.get(sentence_of(text, word));
    sentence.is_none_or(|it| {
        let (first, last) = (it.first as usize, it.last as usize);
        let mut words = (first..last).map(|it| text.folded_word(it));
        let mut expressions = place.reading.expressions.iter();
        words.any(|it| {
            matches!(
                it,
                "is" | "are" | "has" | "have" | "will" | "says" | "said" | "now"
            )
        }) || expressions.any(|it| it.words.first >= first && it.words.last <= last)
    })
}

/// The number in "the 46th president", "the country's ninth president".
fn number_in(text: &BlockText, title: &Title) -> Option<u16> {
    let mut words = title.words.first..title.office.first;
    let number = words.find_map(|it| crate::numbers::ordinal(text.folded_word(it)))?;
    u16::try_from(number).ok()
}

/// Whether the person may be of that age at some moment of `clock`, by a record that knows the birth.
fn is_aged(kb: &Kb, person: RecordId, age: i32, clock: Span) -> bool {
    kb.person(person).born.is_some_and(|born| {
        let most = clock.last().days_since(born.first()) / 365;
        let least = clock.first().days_since(born.last()) / 366;
        (least..=most).contains(&age)
    })
}

/// "the post of UN secretary-general": an office, and nobody who holds it.
pub(super) fn is_post(text: &BlockText, title: &Title) -> bool {
    let before = |n: usize| {
        let word = title.words.first.checked_sub(n);
        word.map_or("", |it| text.folded_word(it))
    };
    let seat = matches!(
        before(2),
        "post" | "job" | "office" | "position" | "role" | "title"
    );
    let sought = matches!(before(2), "candidate" | "candidates" | "bid" | "run");
    // "chosen to be Kenya's fifth president" is about who may be, "served as prime minister of Israel" about who was.
    if matches!((before(2), before(1)), ("to", "be" | "become"))
        || before(1) == "as"
            && title.article.is_none()
            && text.words[title.words.first].shape != prose::Shape::Number
    {
        return true;
    }
    // "no new role for the chancellor" is about somebody.
    let named = title.article.is_none();
    matches!(before(1), "of") && seat
        || matches!(before(1), "of" | "for") && named && (seat || sought)
}

/// Of several heads of one state the one whom news calls its leader: who rules without being head of state or of government, else
/// the head who rules, else the head of government under a monarch.
pub(super) fn leader_of(kb: &Kb, offices: &[RecordId], clock: Span) -> Option<RecordId> {
    let only = |is: &dyn Fn(&[Role]) -> bool| {
        let mut persons: Vec<RecordId> = offices
            .iter()
            .filter(|it| is(&kb.office(**it).roles))
            .flat_map(|it| likely_holders(kb, *it, clock))
            .collect();
        persons.sort_unstable();
        persons.dedup();
        match persons[..] {
            [person] => Some(person),
            _ => None,
        }
    };
    let rules = |roles: &[Role]| roles.contains(&Role::DeFacto);
    let governs = |roles: &[Role]| roles.contains(&Role::HeadOfGovernment);
    let untitled =
        |roles: &[Role]| rules(roles) && !governs(roles) && !roles.contains(&Role::HeadOfState);
    let reigns = offices.iter().any(|it| {
        let office = kb.office(*it);
        office.roles.contains(&Role::HeadOfState)
            && matches!(
                office.title.as_str(),
                "King" | "Queen" | "Emperor" | "Monarch"
            )
            && !likely_holders(kb, *it, clock).is_empty()
    });
    only(&untitled)
        .or_else(|| only(&rules))
        .or_else(|| reigns.then(|| only(&governs))?)
}
