//! Phase 5: who is meant. Full names first; surnames and titles refer to the nearest compatible mention; country, office
//! and time constrain. What stays open stays unlinked, with the reason.

use date::Span;
use kb::{Kb, NameEntry, NameKind, RecordId, Role};
use prose::{BlockKind, BlockText, Document, Range};

use crate::cast::{Appearance, Cast, MEMORY};
use crate::find::Hit;
use crate::lexicon;
use crate::office::{Meaning, family, is_head, likely_holders, may_live, same_country, terms_of};
use crate::phrases::{Name, Phrase, Reading, Title, Words};
use crate::silence::DecidedLink;
use crate::{Form, Mention, MentionKind, Status, TitlePhrase};

/// One article on the way from phrases to mentions.
pub(crate) struct Article<'a> {
    pub kb: &'a Kb,
    pub document: &'a Document,
    pub readings: &'a [std::sync::Arc<Reading>],
    /// When it was published, as far as linking goes.
    pub publication: Span,
    /// The time of what is told at a word of a block.
    pub clock: &'a dyn Fn(usize, usize) -> Span,
    /// What the workspace decided about links.
    pub decided: &'a [DecidedLink],
}

/// A leader's mention together with the phrase it was read from.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub mention: Mention,
    pub block: usize,
    pub phrase: usize,
}

/// Links every phrase of the article. Headlines, captions and tables of contents come last: they refer forward.
pub(crate) fn resolve(article: &Article<'_>) -> (Vec<Link>, Cast) {
    let mut resolver = Resolver {
        article,
        cast: Cast::default(),
        links: Vec::new(),
    };
    let is_ahead = |kind: BlockKind| {
        matches!(
            kind,
            BlockKind::Heading(_) | BlockKind::Caption | BlockKind::AltText
        )
    };
    for ahead in [false, true] {
        for (idx, block) in article.document.blocks.iter().enumerate() {
            if is_ahead(block.kind) == ahead {
                resolver.block(idx, ahead);
            }
        }
    }
    resolver
        .links
        .sort_by_key(|it| (it.mention.range.start, it.mention.range.end));
    resolver.late_titles();
    resolver.late_surnames();
    (resolver.links, resolver.cast)
}

struct Resolver<'a> {
    article: &'a Article<'a>,
    cast: Cast,
    links: Vec<Link>,
}

/// Persons with the links that name them.
type Named<'a> = Vec<(&'a Link, RecordId)>;

/// What the resolver found for one phrase.
struct Found {
    records: Vec<RecordId>,
    form: Form,
    why: Vec<String>,
}

impl<'a> Resolver<'a> {
    fn block(&mut self, idx: usize, ahead: bool) {
        let article = self.article;
        let block = &article.document.blocks[idx];
        let reading = &article.readings[idx];
        for (number, phrase) in reading.phrases.iter().enumerate() {
            let place = Place {
                block: idx,
                text: &block.text,
                base: block.range.start,
                reading,
            };
            let found = match &phrase.name {
                Some(name) => self.named(&place, phrase, name, ahead),
                None => self.titled(&place, phrase),
            };
            let Some(found) = self.decided(&place, phrase, found) else {
                continue;
            };
            let mention = place.mention(article.kb, phrase, found);
            if !ahead {
                for person in mention
                    .records
                    .iter()
                    .filter(|_| mention.records.len() == 1)
                {
                    let title = phrase
                        .titles
                        .iter()
                        .find(|it| !it.modified)
                        .map(|it| place.folded(it.office));
                    if !self.cast.has(*person) && is_kin(&block.text, mention_words(phrase)) {
                        self.cast.set_relative(*person);
                    }
                    self.cast.introduce(
                        article.kb,
                        Appearance {
                            person: *person,
                            offset: mention.range.start,
                            title,
                        },
                    );
                }
            }
            self.links.push(Link {
                mention,
                block: idx,
                phrase: number,
            });
        }
    }

    /// What was decided about this place instead of what was found. Of a denied name the text has a bearer of its own.
    fn decided(
        &mut self,
        place: &Place<'_>,
        phrase: &Phrase,
        found: Option<Found>,
    ) -> Option<Found> {
        let words = phrase.name.as_ref().map_or(phrase.words, |it| it.words);
        let range = place.range(words);
        let mut deciding = self.article.decided.iter().filter(|it| {
            it.record.kind() == kb::Kind::Person
                && it.range.overlaps(range)
                && it.decides(found.as_ref().map(|it| it.records.as_slice()))
        });
        let Some(decided) = deciding.next() else {
            return found;
        };
        decided.used.set(true);
        let records = match decided.accept {
            true => vec![decided.record],
            false => Vec::new(),
        };
        if !decided.accept && phrase.name.is_some() {
            let last = place.text.folded_word(words.last - 1);
            self.cast.introduce_stranger(last, range.start);
        }
        let full = words.last - words.first > 1;
        let form = match (&phrase.name, full) {
            (None, _) => Form::Title,
            (Some(_), true) => Form::Full,
            (Some(_), false) => Form::Surname,
        };
        Some(Found {
            records,
            form: found.map_or(form, |it| it.form),
            why: vec![decided.why()],
        })
    }

    /// "The Israeli leader resumed the war. Netanyahu told parliament": a title that fits several persons, one of whom the
    /// next sentences name.
    fn late_titles(&mut self) {
        for idx in 0..self.links.len() {
            let link = &self.links[idx];
            let candidates = self.candidates(link);
            if candidates.len() < 2 {
                continue;
            }
            let block = link.block;
            let sentence = link.mention.sentence;
            let near = |it: &Link| it.block == block && it.mention.sentence <= sentence + 1;
            let named: Vec<(usize, RecordId)> = (idx + 1..self.links.len())
                .take_while(|it| near(&self.links[*it]))
                .filter(|it| self.links[*it].mention.form != Form::Title)
                .filter_map(|it| Some((it, self.only_of(&self.links[it], &candidates)?)))
                .collect();
            let Some((first, person)) = named.first().copied() else {
                continue;
            };
            if named.iter().any(|(_, it)| *it != person) {
                continue;
            }
            let name = self.article.kb.name(person);
            for at in [idx, first] {
                let mention = &mut self.links[at].mention;
                if mention.records.is_empty() {
                    mention.records.push(person);
                    mention.why =
                        vec![format!("{name} held such an office and is named beside it")];
                }
            }
            let short = self.links[first].mention.range;
            self.cast.introduce(
                self.article.kb,
                Appearance {
                    person,
                    offset: short.start,
                    title: None,
                },
            );
        }
    }

    /// Those whom an unlinked title alone can mean.
    fn candidates(&self, link: &Link) -> Vec<RecordId> {
        if !link.mention.records.is_empty() || link.mention.form != Form::Title {
            return Vec::new();
        }
        let reading = &self.article.readings[link.block];
        let phrase = &reading.phrases[link.phrase];
        let Some(title) = phrase
            .titles
            .first()
            .filter(|it| !it.plural && it.status.is_none())
        else {
            return Vec::new();
        };
        let clock = (self.article.clock)(link.block, phrase.words.first);
        let mut all: Vec<RecordId> = Meaning::new(self.article.kb, reading, title)
            .offices()
            .iter()
            .flat_map(|it| likely_holders(self.article.kb, *it, clock))
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The one candidate whom a name can mean.
    fn only_of(&self, link: &Link, candidates: &[RecordId]) -> Option<RecordId> {
        if let [person] = link.mention.records[..] {
            return candidates.contains(&person).then_some(person);
        }
        let reading = &self.article.readings[link.block];
        let name = reading.phrases[link.phrase].name.as_ref()?;
        let hit = &reading.hits[name
            .hit
            .filter(|_| !name.beside_capital && !name.institution)?];
        let mut bearers = hit
            .info
            .persons
            .iter()
            .filter(|it| it.kind != NameKind::Given && candidates.contains(&it.record));
        let first = bearers.next()?.record;
        bearers.all(|it| it.record == first).then_some(first)
    }

    /// A surname that stood before the first full mention ("Kim" in a standfirst) is linked forward once all are known.
    fn late_surnames(&mut self) {
        for link in &mut self.links {
            if !link.mention.records.is_empty() || link.mention.form != Form::Surname {
                continue;
            }
            let block = &self.article.document.blocks[link.block];
            let phrase = &self.article.readings[link.block].phrases[link.phrase];
            let Some(name) = phrase
                .name
                .as_ref()
                .filter(|it| !it.beside_capital && !it.institution && it.hit.is_some())
            else {
                continue;
            };
            if phrase.titles.iter().any(|it| !it.counterpart) {
                continue;
            }
            let short = folded(&block.text, name.words);
            let clock = self.article.publication;
            let fits = |it| may_live(self.article.kb, it, clock) && !self.cast.is_relative(it);
            if let Some(person) = self.cast.called(&short, link.mention.range.start, &fits) {
                link.mention.records.push(person);
                link.mention.why = vec![format!(
                    "“{}” is introduced later in the text",
                    self.article.kb.name(person)
                )];
            }
        }
    }

    fn named(
        &mut self,
        place: &Place<'_>,
        phrase: &Phrase,
        name: &Name,
        ahead: bool,
    ) -> Option<Found> {
        let offset = place.base + place.text.words[name.words.first].range.start;
        let Some(hit) = name.hit.map(|it| &place.reading.hits[it]) else {
            return self.unknown(place, phrase, name, offset);
        };
        if name.institution {
            return None;
        }
        if name.beside_capital {
            return self.unknown(place, phrase, name, offset);
        }
        let short = folded(place.text, name.words);
        if name.goes_on && phrase.titles.is_empty() && !self.is_on_stage(hit) {
            return self.unknown(place, phrase, name, offset);
        }
        if hit.kinds.full
            && !is_short_form(hit)
            && !(hit.last - hit.first == 1 && hit.is_place())
            && let Some(found) = self.full(place, phrase, hit)
        {
            return Some(found);
        }
        if hit.kinds.surname || hit.kinds.full {
            return self.surname(place, phrase, name, hit, &short, offset, ahead);
        }
        // A given name alone links nobody, but the checks read it: "Mr Jinping".
        Some(Found {
            records: Vec::new(),
            form: Form::Surname,
            why: vec!["a given name alone names nobody".into()],
        })
    }

    fn is_on_stage(&self, hit: &Hit) -> bool {
        hit.info.persons.iter().any(|it| self.cast.has(it.record))
    }

    fn unknown(
        &mut self,
        place: &Place<'_>,
        phrase: &Phrase,
        name: &Name,
        offset: u32,
    ) -> Option<Found> {
        let last = place.text.folded_word(name.words.last - 1);
        if name.words.last - name.words.first > 1 {
            self.cast.introduce_stranger(last, offset);
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
    fn full(&self, place: &Place<'_>, phrase: &Phrase, hit: &Hit) -> Option<Found> {
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

    /// An age with a home town, or a life that cannot be the person's.
    fn is_somebody_else(
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

    #[allow(clippy::too_many_arguments)]
    fn surname(
        &self,
        place: &Place<'_>,
        phrase: &Phrase,
        name: &Name,
        hit: &Hit,
        short: &str,
        offset: u32,
        ahead: bool,
    ) -> Option<Found> {
        let kb = self.article.kb;
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
        let one = |person: RecordId, why: String| {
            Some(Found {
                records: vec![person],
                form: Form::Surname,
                why: vec![why],
            })
        };
        let none = |why: &str| {
            Some(Found {
                records: Vec::new(),
                form: Form::Surname,
                why: vec![why.into()],
            })
        };

        let titles: Vec<Meaning<'_>> = phrase
            .titles
            .iter()
            .filter(|it| !it.modified && !it.counterpart)
            .map(|it| Meaning::new(kb, place.reading, it))
            .collect();
        let alive = |it| may_live(kb, it, clock) && !self.cast.is_relative(it);
        let antecedent = self.cast.called(short, offset, &alive);
        if let Some(meaning) = titles.first() {
            let ever =
                |person: RecordId| !terms_of(kb, person, |office| meaning.fits(office)).is_empty();
            let now = |person: RecordId| {
                kb.person(person)
                    .terms
                    .iter()
                    .any(|it| meaning.fits(it.office) && it.held(clock, date::Day::MAX).is_yes())
            };
            let called: Vec<RecordId> = self.cast.all_called(short);
            // Somebody already on the stage who held the office named.
            let known: Vec<RecordId> = called.iter().copied().filter(|it| ever(*it)).collect();
            match known.as_slice() {
                [person] => {
                    return one(
                        *person,
                        format!("introduced in the text as {}", kb.name(*person)),
                    );
                }
                [_, ..] => {
                    let holders: Vec<RecordId> =
                        known.iter().copied().filter(|it| now(*it)).collect();
                    if let [person] = holders.as_slice() {
                        return one(
                            *person,
                            format!(
                                "of those called so in the text, {} held the office then",
                                kb.name(*person)
                            ),
                        );
                    }
                    if let Some(person) = antecedent.filter(|it| known.contains(it)) {
                        return one(person, "the nearest mention of that name".into());
                    }
                }
                [] => {}
            }
            let holders: Vec<RecordId> = bearers.iter().copied().filter(|it| now(*it)).collect();
            match holders.as_slice() {
                [person] => {
                    return one(
                        *person,
                        format!("{} held the office then", kb.name(*person)),
                    );
                }
                [_, ..] => return none("several holders of such an office bore this name then"),
                [] => {}
            }
            if self.cast.is_stranger(short) {
                return none("the text has somebody else of that name");
            }
            if let Some(person) = antecedent {
                return one(
                    person,
                    format!("introduced in the text as {}", kb.name(person)),
                );
            }
            let once: Vec<RecordId> = bearers
                .iter()
                .copied()
                .filter(|it| ever(*it) && self.began_before(*it, meaning, clock))
                .collect();
            match once.as_slice() {
                [person] => {
                    return one(
                        *person,
                        format!("{} held the office at another time", kb.name(*person)),
                    );
                }
                [_, ..] if let Some(person) = self.latest_of(&once, meaning, clock) => {
                    return one(
                        person,
                        format!("{} held the office last of that name", kb.name(person)),
                    );
                }
                [_, ..] => return none("several former holders of such an office bear this name"),
                [] => {}
            }
            // Nobody of that name ever held it: the sitting head whom state and surname leave.
            let sitting: Vec<RecordId> = bearers
                .iter()
                .copied()
                .filter(|it| {
                    kb.person(*it).terms.iter().any(|term| {
                        is_head(kb, term.office)
                            && meaning.fits_place(term.office)
                            && term.held(clock, date::Day::MAX).is_yes()
                    })
                })
                .collect();
            let held_title = bearers.iter().any(|it| {
                !terms_of(kb, *it, |office| meaning.fits_title(office)).is_empty()
                    && meaning.places.is_empty()
            });
            if let ([person], false) = (sitting.as_slice(), held_title) {
                return one(
                    *person,
                    format!("{} is the only sitting head of that name", kb.name(*person)),
                );
            }
            return none("nobody of that name held the office");
        }

        // "Serbia's Vučić", "Vučić of Serbia"
        if let Some(of) = phrase.place {
            let states: Vec<RecordId> = place.reading.hits[of]
                .places()
                .map(|it| it.record)
                .collect();
            let here = |person: RecordId, sitting: bool| {
                kb.person(person).terms.iter().any(|term| {
                    is_head(kb, term.office)
                        && kb.office(term.office).of.is_some_and(|it| {
                            states.iter().any(|state| same_country(kb, *state, it))
                        })
                        && (!sitting || term.held(clock, date::Day::MAX).is_yes())
                })
            };
            let sitting: Vec<RecordId> = bearers
                .iter()
                .copied()
                .filter(|it| here(*it, true))
                .collect();
            if let [person] = sitting.as_slice() {
                return one(
                    *person,
                    format!("{} led that country then", kb.name(*person)),
                );
            }
        }
        if let Some(person) = antecedent {
            return one(
                person,
                format!("introduced in the text as {}", kb.name(person)),
            );
        }
        if self.cast.is_stranger(short) {
            return none("the text has somebody else of that name");
        }
        // A nickname or a name that nobody else bears needs no introduction: "MBS", "Lula".
        let nicknamed: Vec<RecordId> = hit
            .info
            .persons
            .iter()
            .filter(|it| it.kind == NameKind::Nickname)
            .map(|it| it.record)
            .collect();
        if let [person] = nicknamed.as_slice()
            && bearers.len() == 1
            && may_live(kb, *person, clock)
        {
            return one(
                *person,
                format!("a name by which {} is known", kb.name(*person)),
            );
        }
        // "Mr Trump" of a sitting head, if the base has no other living one of that name; without the courtesy only where the
        // paragraph speaks of leaders or of the country anyway.
        let courtesy = phrase
            .honorific
            .is_some_and(|it| lexicon::is_courtesy(place.text.folded_word(it)));
        let world_affairs = |person: RecordId| {
            let country = |it: &NameEntry| {
                !terms_of(kb, person, |office| {
                    kb.office(office)
                        .of
                        .is_some_and(|of| same_country(kb, of, it.record))
                })
                .is_empty()
            };
            self.links
                .iter()
                .rev()
                .take_while(|it| it.block == place.block)
                .any(|it| !it.mention.records.is_empty())
                || place.reading.hits.iter().any(|it| it.places().any(country))
        };
        if !ahead {
            let sitting: Vec<RecordId> = bearers
                .iter()
                .copied()
                .filter(|it| {
                    kb.person(*it).terms.iter().any(|term| {
                        is_head(kb, term.office) && term.held(clock, date::Day::MAX).is_yes()
                    })
                })
                .collect();
            let alive = bearers
                .iter()
                .filter(|it| may_live(kb, **it, clock))
                .count();
            if let ([person], 1) = (sitting.as_slice(), alive) {
                let name_only = !hit.kinds.given && !hit.is_place() && !hit.kinds.title;
                if courtesy || name_only && short.len() > 3 && world_affairs(*person) {
                    return one(
                        *person,
                        format!(
                            "{} is the only living bearer of that name in the base",
                            kb.name(*person)
                        ),
                    );
                }
            }
        }
        let _ = name;
        // A place or a treaty by the same name is not a person nobody introduced.
        if hit.is_place() || hit.kinds.treaty || hit.kinds.event {
            return None;
        }
        none("a surname alone, and the text introduces nobody of that name")
    }

    /// "the late President Roosevelt" in 1945: of several who held the office long apart the one who left it within ten years.
    fn latest_of(
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

    fn began_before(&self, person: RecordId, meaning: &Meaning<'_>, clock: Span) -> bool {
        self.article.kb.person(person).terms.iter().any(|it| {
            meaning.fits(it.office) && it.from.is_none_or(|from| from.first() <= clock.last())
        })
    }

    /// A title without a name.
    fn titled(&self, place: &Place<'_>, phrase: &Phrase) -> Option<Found> {
        let kb = self.article.kb;
        let title = phrase.titles.first()?;
        let words = &place.text.words;
        // "the next president" names no holder; "the prime minister candidate" is somebody else.
        let last = words.get(title.words.last - 1)?;
        let compound = words.get(title.words.last).is_some_and(|it| {
            it.before == prose::Separator::Space
                && !last.possessive
                && matches!(
                    place.text.folded_word(title.words.last),
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
        });
        if title.modified || compound || matches!(title.status, Some((Status::Future, _))) {
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
            let recent = self
                .cast
                .recent(offset)
                .find(|it| !terms_of(kb, it.person, |office| meaning.fits(office)).is_empty());
            return recent.and_then(|it| {
                found(
                    vec![it.person],
                    Form::Title,
                    format!("{} held that office and stands nearest", kb.name(it.person)),
                )
            });
        }
        // The one on the stage who is called so or holds the office.
        let office_words = place.folded(title.office);
        let fits_now = |person: RecordId| {
            kb.person(person)
                .terms
                .iter()
                .any(|it| meaning.fits(it.office) && !it.held(clock, date::Day::MAX).is_no())
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
        let holders: Vec<RecordId> = holders.into_iter().filter(|it| named(*it)).collect();
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
            if let Some(it) = staged.first() {
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
        None
    }

    /// How much the text is about a person where it says "the president": how near the last mention is, and how many there
    /// were. Of equals the first counts, which is the nearest.
    fn weight(&self, place: &Place<'_>, person: RecordId, offset: u32) -> (usize, u32) {
        let before =
            |it: &&Link| it.mention.records[..] == [person] && it.mention.range.start < offset;
        let (mut count, mut last) = (0usize, None);
        for link in self.links.iter().rev().take(MEMORY).filter(before) {
            count += 1;
            last = last.or(Some(link));
        }
        let sentence = place
            .text
            .sentences
            .partition_point(|it| place.base + it.range.end <= offset);
        let near = match last {
            Some(link) if link.block == place.block => {
                3usize.saturating_sub(sentence.saturating_sub(link.mention.sentence as usize))
            }
            _ => 0,
        };
        (
            near + count.min(4),
            last.map_or(0, |it| it.mention.range.start),
        )
    }

    /// "the president-elect": the one whose term is to begin within the months after an election.
    fn elect(&self, place: &Place<'_>, title: &Title, offset: u32, clock: Span) -> Option<Found> {
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
    fn counterpart(
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

    /// "the presidents of A, B and C", "the two leaders".
    fn group(
        &self,
        place: &Place<'_>,
        title: &Title,
        meaning: &Meaning<'_>,
        clock: Span,
    ) -> Option<Found> {
        let kb = self.article.kb;
        if !title.places.is_empty() {
            let mut records = Vec::new();
            for of in &title.places {
                let states: Vec<RecordId> = place.reading.hits[*of]
                    .places()
                    .map(|it| it.record)
                    .collect();
                let one = Meaning {
                    kb,
                    hits: meaning.hits.clone(),
                    places: states,
                };
                let mut holders: Vec<RecordId> = one
                    .offices()
                    .iter()
                    .flat_map(|it| likely_holders(kb, *it, clock))
                    .collect();
                holders.sort_unstable();
                holders.dedup();
                if holders.len() > 1 {
                    holders.retain(|it| self.cast.has(*it));
                }
                if let [person] = holders.as_slice() {
                    records.push(*person);
                }
            }
            let complete = records.len() == title.places.len();
            return complete.then(|| Found {
                records,
                form: Form::Title,
                why: vec!["the holders of these offices then".into()],
            });
        }
        let count = (title.words.first..title.office.first).find_map(|it| {
            match place.text.folded_word(it) {
                "two" | "both" => Some(2),
                "three" => Some(3),
                "four" => Some(4),
                _ => None,
            }
        })?;
        let fits = |person: RecordId| {
            kb.person(person).terms.iter().any(|term| {
                meaning.fits_title(term.office) && !term.held(clock, date::Day::MAX).is_no()
            })
        };
        self.named_together(count, &fits).map(|records| Found {
            records,
            form: Form::Description,
            why: vec!["the leaders named together last".into()],
        })
    }

    /// The `count` persons whom the latest sentence with that many names; of more than two those that an "and" joins.
    fn named_together(
        &self,
        count: usize,
        fits: &dyn Fn(RecordId) -> bool,
    ) -> Option<Vec<RecordId>> {
        let single = self.links.iter().rev().filter_map(|link| {
            let [person] = link.mention.records[..] else {
                return None;
            };
            fits(person).then_some((link, person))
        });
        // By block and sentence, the latest first.
        let mut sentences: Vec<((usize, u32), Named<'_>)> = Vec::new();
        for (link, person) in single.take(16) {
            let at = (link.block, link.mention.sentence);
            match sentences.last_mut() {
                Some((last, persons)) if *last == at => persons.push((link, person)),
                _ => sentences.push((at, vec![(link, person)])),
            }
        }
        let mut before: Vec<RecordId> = Vec::new();
        for (_, mut named) in sentences {
            named.reverse();
            let mut persons: Vec<RecordId> = Vec::new();
            for (_, person) in &named {
                if !persons.contains(person) {
                    persons.push(*person);
                }
            }
            if persons.len() > count {
                // Of more than enough those who stand in one list, of two those who open the sentence together.
                let runs = named.chunk_by(|a, b| self.are_joined(a.0, b.0));
                let run = match count {
                    2 => runs.take(1).find(|it| it.len() == 2),
                    _ => runs.into_iter().find(|it| it.len() == count),
                };
                return run.map(|it| it.iter().map(|it| it.1).collect());
            }
            if persons.len() == count {
                return Some(persons);
            }
            // "Xi arrived on Monday. Putin met him at the airport."
            for person in persons {
                if !before.contains(&person) {
                    before.insert(0, person);
                }
            }
            if count == 2 && before.len() >= count {
                return (before.len() == count).then_some(before);
            }
        }
        None
    }

    /// "A and B", "A, B": nothing between but that.
    fn are_joined(&self, a: &Link, b: &Link) -> bool {
        let text = &self.article.document.blocks[a.block].text;
        let phrase = |link: &Link| self.article.readings[link.block].phrases[link.phrase].words;
        let (a, b) = (phrase(a).last, phrase(b).first);
        let listed = |word: usize| {
            text.folded_word(word) == "and"
                || word == b && text.words[word].before == prose::Separator::Comma
        };
        a <= b && b - a <= 1 && listed(a)
    }

    fn clock(&self, place: &Place<'_>, words: Words) -> Span {
        let event = (self.article.clock)(place.block, words.first);
        if event.days().is_some() {
            event
        } else {
            self.article.publication
        }
    }
}

fn mention_words(phrase: &Phrase) -> Words {
    phrase.name.as_ref().map_or(phrase.words, |it| it.words)
}

/// "Kim's father, Kim Jong Il", "his son Kim Jong Un": a word of kinship stands right before the name.
fn is_kin(text: &BlockText, name: Words) -> bool {
    let before = name.first.checked_sub(1);
    before.is_some_and(|it| {
        matches!(
            text.words[name.first].before,
            prose::Separator::Space | prose::Separator::Comma
        ) && lexicon::is_kin(text.folded_word(it))
    })
}

/// Of several heads of one state the one whom news calls its leader: who rules without the title, else the head of government
/// under a monarch.
fn leader_of(kb: &Kb, offices: &[RecordId], clock: Span) -> Option<RecordId> {
    let only = |role: Role| {
        let mut persons: Vec<RecordId> = offices
            .iter()
            .filter(|it| kb.office(**it).roles.contains(&role))
            .flat_map(|it| likely_holders(kb, *it, clock))
            .collect();
        persons.sort_unstable();
        persons.dedup();
        match persons[..] {
            [person] => Some(person),
            _ => None,
        }
    };
    let reigns = offices.iter().any(|it| {
        let office = kb.office(*it);
        office.roles.contains(&Role::HeadOfState)
            && matches!(
                office.title.as_str(),
                "King" | "Queen" | "Emperor" | "Monarch"
            )
            && !likely_holders(kb, *it, clock).is_empty()
    });
    only(Role::DeFacto).or_else(|| reigns.then(|| only(Role::HeadOfGovernment))?)
}

/// Where a phrase stands.
struct Place<'a> {
    block: usize,
    text: &'a BlockText,
    base: u32,
    reading: &'a Reading,
}

impl Place<'_> {
    fn range(&self, words: Words) -> Range {
        range_of(self.text, self.base, words)
    }

    fn folded(&self, words: Words) -> String {
        folded(self.text, words)
    }

    fn mention(&self, kb: &Kb, phrase: &Phrase, found: Found) -> Mention {
        let words = phrase.name.as_ref().map_or(phrase.words, |it| it.words);
        let range = self.range(words);
        let title = phrase.titles.first().map(|title| {
            let meaning = Meaning::new(kb, self.reading, title);
            let of = title.places.first().and_then(|it| {
                let hit = &self.reading.hits[*it];
                hit.places().next().map(|entry| {
                    (
                        self.range(Words {
                            first: hit.first,
                            last: hit.last,
                        }),
                        entry.record,
                    )
                })
            });
            TitlePhrase {
                range: self.range(title.words),
                office: self.range(title.office),
                status: title.status.map(|(status, word)| {
                    (
                        status,
                        self.range(Words {
                            first: word,
                            last: word + 1,
                        }),
                    )
                }),
                of,
                offices: if title.modified || title.counterpart {
                    Vec::new()
                } else {
                    meaning.offices()
                },
            }
        });
        let claimed = title.as_ref().and_then(|it| {
            let held = |office: &&RecordId| {
                found.records.iter().any(|person| {
                    kb.person(*person)
                        .terms
                        .iter()
                        .any(|term| term.office == **office)
                })
            };
            it.offices
                .iter()
                .find(held)
                .or(match it.offices.as_slice() {
                    [one] => Some(one),
                    _ => None,
                })
        });
        Mention {
            range,
            phrase: self.range(phrase.words),
            kind: MentionKind::Leader,
            form: found.form,
            claimed: claimed.copied(),
            records: found.records,
            title,
            block: self.block as u32,
            sentence: sentence_of(self.text, words.first) as u32,
            quoted: is_quoted(self.text, range, self.base),
            why: found.why,
        }
    }
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

pub(crate) fn range_of(text: &BlockText, base: u32, words: Words) -> Range {
    let start = text.words[words.first].range.start;
    let end = text.words[words.last - 1].range.end;
    Range::new(base + start, base + end)
}

pub(crate) fn folded(text: &BlockText, words: Words) -> String {
    let start = text.words[words.first].folded.start;
    let end = text.words[words.last - 1].folded.end;
    Range::new(start, end).of(&text.folded).to_owned()
}

pub(crate) fn sentence_of(text: &BlockText, word: usize) -> usize {
    text.sentences
        .partition_point(|it| (it.last as usize) <= word)
        .min(text.sentences.len().saturating_sub(1))
}

pub(crate) fn is_quoted(text: &BlockText, range: Range, base: u32) -> bool {
    text.quotations
        .iter()
        .any(|it| it.shifted(base).overlaps(range))
}
