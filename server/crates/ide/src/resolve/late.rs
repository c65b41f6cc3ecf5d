//! What only the rest of the text decides: titles and surnames that stand before the name they mean.

use super::titles::{is_compound, is_institution, is_post};
use super::*;

/// A title that alone means the head of a state or government where the text is about one.
pub(super) fn head_title(written: &str) -> Option<&'static str> {
    const TITLES: &[&str] = &[
        "president",
        "prime minister",
        "chancellor",
        "head of state",
        "king",
        "queen",
        "emperor",
        "emir",
        "sultan",
        "shah",
        "monarch",
    ];
    let written = match written {
        "premier" => "prime minister",
        _ => written,
    };
    TITLES.iter().copied().find(|it| *it == written)
}

impl<'a> Resolver<'a> {
    /// "Zaire insists the president will return": a title that stands before any name it could mean. It means the one holder
    /// whom the text names later, or else who heads the country that the text is about.
    pub(super) fn open_titles(&mut self) {
        for (block, number) in std::mem::take(&mut self.open) {
            let article = self.article;
            let reading = &article.readings[block];
            let phrase = &reading.phrases[number];
            let place = Place {
                block,
                text: &article.document.blocks[block].text,
                base: article.document.blocks[block].range.start,
                reading,
            };
            let found = self
                .holder_in_focus(&place, phrase)
                .or_else(|| self.group_in_focus(&place, phrase));
            let Some(found) = found else {
                continue;
            };
            let mention = place.mention(article.kb, phrase, found);
            let at = self
                .links
                .partition_point(|it| it.mention.range.start < mention.range.start);
            let link = Link {
                mention,
                block,
                phrase: number,
            };
            self.links.insert(at, link);
        }
    }

    /// "The leaders of Serbia and Kosovo", whom the text names further down.
    fn group_in_focus(&self, place: &Place<'_>, phrase: &Phrase) -> Option<Found> {
        let [title] = &phrase.titles[..] else {
            return None;
        };
        let listed = title.plural && title.places.len() > 1 && !title.modified;
        let odd = title.status.is_some() || is_compound(place.text, title);
        if !listed || odd {
            return None;
        }
        let meaning = Meaning::new(self.article.kb, place.reading, title);
        self.group(place, title, &meaning, self.clock(place, phrase.words))
    }

    fn holder_in_focus(&self, place: &Place<'_>, phrase: &Phrase) -> Option<Found> {
        let kb = self.article.kb;
        let [title] = &phrase.titles[..] else {
            return None;
        };
        let written = head_title(&place.folded(title.office))?;
        let the = title
            .article
            .is_some_and(|it| place.text.folded_word(it) == "the");
        let plain =
            the && title.status.is_none() && title.places.is_empty() && title.number.is_none();
        let odd = title.plural
            || title.modified
            || title.counterpart
            || is_post(place.text, title)
            || is_compound(place.text, title)
            || is_institution(place.text, title);
        if !plain || odd || self.cast.has_titled_stranger(written) {
            return None;
        }
        let clock = self.clock(place, phrase.words);
        let meaning = Meaning::new(kb, place.reading, title);
        let holds = |person: RecordId| {
            kb.person(person).terms.iter().any(|it| {
                is_head(kb, it.office)
                    && meaning.fits(it.office)
                    && it.held(clock, date::Day::MAX).is_yes()
            })
        };
        // Who is named in the sentence itself is somebody beside the president.
        let sentence = sentence_of(place.text, phrase.words.first) as u32;
        let beside = |it: &Link| it.block == place.block && it.mention.sentence == sentence;
        let mut named: Vec<RecordId> = self.cast.entered().filter(|it| holds(*it)).collect();
        for link in &self.links {
            let [person] = link.mention.records[..] else {
                continue;
            };
            if link.mention.form != Form::Title && holds(person) {
                if beside(link) {
                    return None;
                }
                named.push(person);
            }
        }
        named.sort_unstable();
        named.dedup();
        let found = |person: RecordId, why: &str| {
            Some(Found {
                records: vec![person],
                form: Form::Title,
                why: vec![format!("{} {why}", kb.name(person))],
            })
        };
        match named[..] {
            [person] => {
                // Where somebody abroad who once held it was named before, the sitting one need not be meant.
                let states = |person: RecordId| {
                    let terms = kb.person(person).terms.iter();
                    terms
                        .filter(|it| is_head(kb, it.office))
                        .filter_map(|it| kb.office(it.office).of)
                };
                let abroad = |other: RecordId| {
                    !states(other).any(|a| states(person).any(|b| same_country(kb, a, b)))
                };
                let at = place.range(phrase.words).start;
                let ever = |it: &&Appearance| {
                    abroad(it.person)
                        && !terms_of(kb, it.person, |office| {
                            is_head(kb, office) && meaning.fits(office)
                        })
                        .is_empty()
                };
                let other = self.cast.recent(at).find(ever);
                return match other {
                    Some(_) => None,
                    None => found(person, "is the only one named here who held such an office"),
                };
            }
            [_, ..] => return None,
            [] => {}
        }
        let state = self.focus(place).or_else(|| self.home(clock))?;
        let hits = meaning.hits.iter();
        let mut holders: Vec<RecordId> = hits
            .flat_map(|it| it.offices_in(kb, state))
            .filter(|it| is_head(kb, *it))
            .flat_map(|it| likely_holders(kb, it, clock))
            .collect();
        holders.sort_unstable();
        holders.dedup();
        match holders[..] {
            [person] => found(
                person,
                "held that office in the country that the text is about",
            ),
            _ => None,
        }
    }

    /// The one state whose heads the text names.
    fn home(&self, clock: Span) -> Option<RecordId> {
        let kb = self.article.kb;
        let mut home = None;
        let links = self.links.iter();
        let named = links.filter_map(|it| match it.mention.records[..] {
            [person] => Some(person),
            _ => None,
        });
        for person in self.cast.entered().chain(named) {
            for term in &kb.person(person).terms {
                let state = kb
                    .office(term.office)
                    .of
                    .filter(|it| it.kind() == kb::Kind::State);
                let (Some(state), true) = (state, is_head(kb, term.office)) else {
                    continue;
                };
                if term.held(clock, date::Day::MAX).is_no() {
                    continue;
                }
                if home.is_some_and(|it| !same_country(kb, it, state)) {
                    return None;
                }
                home = Some(state);
            }
        }
        home
    }

    /// The state that the text is about: named at least three times, twice as often as any other, and the last one named before.
    fn focus(&self, place: &Place<'_>) -> Option<RecordId> {
        const ENOUGH: usize = 3;
        let kb = self.article.kb;
        let state_of = |hit: &Hit| {
            let mut states = hit
                .places()
                .filter(|it| it.record.kind() == kb::Kind::State);
            let state = states.next().filter(|_| hit.kinds.place)?.record;
            Some(kb.state(state).continues_as.unwrap_or(state))
        };
        let readings = self.article.readings;
        let hits =
            |readings: &'a [std::sync::Arc<Reading>]| readings.iter().flat_map(|it| &it.hits);
        let last = hits(&readings[..=place.block]).filter_map(state_of).last();
        let mut counts: Vec<(RecordId, usize)> = Vec::new();
        for state in hits(readings).filter_map(state_of) {
            match counts.iter_mut().find(|it| it.0 == state) {
                Some(count) => count.1 += 1,
                None => counts.push((state, 1)),
            }
        }
        counts.sort_by_key(|it| std::cmp::Reverse(it.1));
        let (state, n) = *counts.first()?;
        let second = counts.get(1).map_or(0, |it| it.1);
        (n >= ENOUGH && n >= 2 * second && last == Some(state)).then_some(state)
    }

    /// "The Israeli leader resumed the war. Netanyahu told parliament": a title that fits several persons, one of whom the
    /// next sentences name.
    pub(super) fn late_titles(&mut self) {
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
                        [format!("{name} held such an office and is named beside it")].into();
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
    pub(super) fn candidates(&self, link: &Link) -> Vec<RecordId> {
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
    pub(super) fn only_of(&self, link: &Link, candidates: &[RecordId]) -> Option<RecordId> {
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
    pub(super) fn late_surnames(&mut self) {
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
                link.mention.why = [format!(
                    "“{}” is introduced later in the text",
                    self.article.kb.name(person)
                )]
                .into();
            }
        }
    }
}
