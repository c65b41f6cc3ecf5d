//! Several persons in one phrase: "the presidents of A, B and C", "the two leaders".

use super::titles::leader_of;
use super::*;

impl Resolver<'_> {
    /// "the presidents of A, B and C", "the two leaders".
    pub(super) fn group(
        &self,
        place: &Place<'_>,
        title: &Title,
        meaning: &Meaning<'_>,
        clock: Span,
    ) -> Option<Found> {
        let kb = self.article.kb;
        if title.places.len() == 1 {
            return None; // "US presidents": any number of them
        }
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
                    let leader = leader_of(kb, &one.offices(), clock);
                    holders.retain(|it| self.cast.has(*it));
                    // In a long list one sent the president, another the prime minister.
                    if holders.len() != 1 && title.places.len() <= 3 {
                        holders = leader.into_iter().collect();
                    }
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
        let written = (title.words.first..title.office.first).find_map(|it| {
            match place.text.folded_word(it) {
                "two" | "both" => Some(2),
                "three" => Some(3),
                "four" => Some(4),
                _ => None,
            }
        });
        let fits = |person: RecordId| {
            kb.person(person).terms.iter().any(|term| {
                meaning.fits_title(term.office) && !term.held(clock, date::Day::MAX).is_no()
            })
        };
        if let Some(count) = written {
            // In an account of the past they lead no more.
            let once = |person: RecordId| {
                let mut terms = kb.person(person).terms.iter();
                terms.any(|it| meaning.fits_title(it.office) && is_head(kb, it.office))
            };
            let named = self
                .named_together(count, &fits)
                .or_else(|| self.named_together(count, &once));
            return named.map(|records| Found {
                records,
                form: Form::Description,
                why: vec!["the leaders named together last".into()],
            });
        }
        // "The leaders will sit down": the only two whom the text has named.
        let offset = place.base + place.text.words[title.words.first].range.start;
        let the = title.words.first + 1 == title.office.first
            && title.article == Some(title.words.first)
            && place.text.folded_word(title.words.first) == "the";
        let mut named: Vec<RecordId> = self
            .cast
            .recent(offset)
            .map(|it| it.person)
            .filter(|it| fits(*it))
            .collect();
        // A head of state and the leader of the rebels are not "the leaders".
        let heads = |person: &RecordId| {
            let mut terms = kb.person(*person).terms.iter();
            terms.any(|it| is_head(kb, it.office) && !it.held(clock, date::Day::MAX).is_no())
        };
        let n_heads = named.iter().filter(|it| heads(it)).count();
        if n_heads == 1 {
            return None;
        }
        named.reverse();
        (the && named.len() == 2).then(|| Found {
            records: named,
            form: Form::Description,
            why: vec!["the two leaders whom the text has named".into()],
        })
    }

    /// The `count` persons whom the latest sentence with that many names; of more than two those that an "and" joins.
    pub(super) fn named_together(
        &self,
        count: usize,
        fits: &dyn Fn(RecordId) -> bool,
    ) -> Option<Vec<RecordId>> {
        // "The presidents of Bosnia, Serbia and Croatia ... The three leaders": who were named as one before.
        let groups = self.links.iter().rev().map(|it| &it.mention.records);
        if let Some(group) = groups
            .filter(|it| it.len() > 2)
            .find(|it| it.len() == count)
        {
            return group.iter().all(|it| fits(*it)).then(|| group.clone());
        }
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
        for (ago, (_, mut named)) in sentences.into_iter().enumerate() {
            named.reverse();
            let mut persons: Vec<RecordId> = Vec::new();
            for (_, person) in &named {
                if !persons.contains(person) {
                    persons.push(*person);
                }
            }
            if persons.len() > count {
                // Of more than enough those who stand in one list, of two those who
                // open the sentence together, or the only two that are joined in the last one.
                let runs = named.chunk_by(|a, b| self.are_joined(a.0, b.0));
                let run = match count {
                    2 => {
                        let runs: Vec<_> = runs.filter(|it| it.len() > 1).collect();
                        let opens = named.len() > 1 && self.are_joined(named[0].0, named[1].0);
                        let pair = runs.first().copied().filter(|it| it.len() == 2);
                        pair.filter(|_| opens || ago == 0 && runs.len() == 1)
                    }
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
    pub(super) fn are_joined(&self, a: &Link, b: &Link) -> bool {
        let text = &self.article.document.blocks[a.block].text;
        let phrase = |link: &Link| self.article.readings[link.block].phrases[link.phrase].words;
        let (a, b) = (phrase(a).last, phrase(b).first);
        let listed = |word: usize| {
            text.folded_word(word) == "and"
                || word == b && text.words[word].before == prose::Separator::Comma
        };
        a <= b && b - a <= 1 && listed(a)
    }
}
