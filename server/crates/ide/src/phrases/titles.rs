//! Titles with their countries and status words, and the names beside them.

use super::*;

impl Reader<'_> {
    /// The title at a hit, with what stands before and behind it.
    pub(super) fn title(&self, idx: usize, free_from: usize) -> Option<Title> {
        let hit = &self.hits[idx];
        let mut title = Title {
            words: Words {
                first: hit.first,
                last: hit.last,
            },
            office: Words {
                first: hit.first,
                last: hit.last,
            },
            hits: vec![idx],
            status: None,
            places: Vec::new(),
            number: None,
            article: None,
            plural: hit.plural,
            modified: false,
            counterpart: false,
            position: Position::Alone,
        };
        if hit.last < self.text.words.len() && self.text.words[hit.last].before == Separator::Hyphen
        {
            let next = self.text.folded_word(hit.last);
            lexicon::status(next)?;
        }
        self.extend_left(&mut title, free_from);
        self.extend_right(&mut title);
        Some(title)
    }

    pub(super) fn extend_left(&self, title: &mut Title, free_from: usize) {
        let mut word = title.words.first;
        let mut kept = word;
        let mut skipped = 0;
        while word > free_from {
            let before = self.text.words[word].before;
            if !matches!(before, Separator::Space | Separator::Hyphen) {
                break;
            }
            let folded = self.text.folded_word(word - 1);
            let previous = self.text.words[word - 1];
            if let Some(place) = self.ends[word]
                .filter(|it| self.hits[*it].is_place() && self.hits[*it].first >= free_from)
            {
                // "US-backed President X", "the pro-Irish leader"
                let first = self.hits[place].first;
                let prefixed = self.text.words[first].before == Separator::Hyphen
                    && matches!(
                        self.text.folded_word(first - 1),
                        "pro" | "anti" | "non" | "un"
                    );
                if before == Separator::Hyphen && word < title.office.first || prefixed {
                    break;
                }
                // "Venezuela's anti-American president": what he is against is not what he governs.
                if let Some(stance) = self.stance_before(self.hits[place].first, free_from) {
                    word = stance;
                    continue;
                }
                if !title.places.is_empty()
                    || (self.hits[place].kinds.full && !self.hits[place].kinds.place)
                {
                    break;
                }
                title.places.push(place);
                word = self.hits[place].first;
                kept = word;
                // "the Russian and American presidents"
                if title.plural
                    && let Some(other) = self.place_before_and(word, free_from)
                {
                    title.places.insert(0, other);
                    word = self.hits[other].first;
                    kept = word;
                }
            } else if let Some(status) = lexicon::status(folded).filter(|_| {
                // "the longest-serving president" need not serve now.
                let compound = folded == "serving" && previous.before == Separator::Hyphen;
                let only_time = matches!(folded, "past" | "next" | "present" | "previous");
                !compound && (title.status.is_none() && !only_time || title.article.is_some())
            }) {
                if title.status.is_none() {
                    title.status = Some((status, word - 1));
                }
                word -= 1;
                kept = word;
            } else if folded == "now" && previous.before == Separator::Comma {
                // "Putin, now prime minister"
                title.status = title.status.or(Some((Status::Current, word - 1)));
                word -= 1;
                kept = word;
                break;
            } else if folded == "that"
                && (!title.places.is_empty()
                    || self.text.words[title.office.first].shape == Shape::Capital)
            {
                break; // "said that Saudi Arabia's crown prince", "the deal that Prime Minister X made"
            } else if lexicon::is_article(folded) && before == Separator::Space {
                title.article = Some(word - 1);
                word -= 1;
                kept = word;
                break;
            } else if title.plural && matches!(folded, "two" | "three" | "four" | "both") {
                word -= 1;
                kept = word;
            } else if folded == "old" && word > 2 && self.is_age(word - 3) {
                word -= 3; // "the 75-year-old leader"
            } else if lexicon::is_deputy(folded)
                // "under President X" serves, "under-secretary" and "Under Secretary" are an office.
                && (folded != "under"
                    || before == Separator::Hyphen
                    || previous.shape == Shape::Capital && previous.before == Separator::Space)
            {
                title.modified = true;
                word -= 1;
                kept = word;
            } else if previous.shape == Shape::Number
                && folded.ends_with(|c: char| c.is_ascii_alphabetic())
            {
                title.number = Some(word - 1);
                word -= 1;
                kept = word;
            } else if previous.possessive && previous.shape != Shape::Lower {
                title.modified = true; // "Putin's prime minister"
                break;
            } else if previous.shape == Shape::Lower && skipped < 2 && lexicon::may_describe(folded)
            {
                skipped += 1;
                word -= 1;
            } else if previous.shape == Shape::Capital
                && self.is_unknown_capital(word - 1)
                && before == Separator::Space
                && word == title.office.first
            {
                title.modified = true; // "Hamburg Mayor", "Senate President", "Tesla Chief"
                break;
            } else {
                break;
            }
        }
        title.words.first = kept;
    }

    /// "75-year-old" at a word.
    fn is_age(&self, word: usize) -> bool {
        let words = &self.text.words;
        words[word].shape == Shape::Number
            && words[word + 1].before == Separator::Hyphen
            && words[word + 2].before == Separator::Hyphen
            && self.text.folded_word(word + 1) == "year"
    }

    /// "leader of the U.S.-backed rebels", "president of Irish lessor Avolon": the place only describes what comes.
    fn is_of_something_else(&self, hit: usize) -> bool {
        let hit = &self.hits[hit];
        let Some(next) = self.text.words.get(hit.last) else {
            return false;
        };
        let adjective = hit.places().all(|it| it.kind == NameKind::Demonym);
        match next.before {
            Separator::Hyphen => next.shape == Shape::Lower,
            Separator::Space => {
                adjective
                    && next.shape == Shape::Lower
                    && self
                        .text
                        .words
                        .get(hit.last + 1)
                        .is_some_and(|it| it.before == Separator::Space && it.shape != Shape::Lower)
            }
            _ => false,
        }
    }

    /// The word of "anti-" or "pro-" that a place hangs on.
    fn stance_before(&self, place: usize, free_from: usize) -> Option<usize> {
        let stance = place.checked_sub(1).filter(|it| *it >= free_from)?;
        let hangs = self.text.words[place].before == Separator::Hyphen
            && matches!(self.text.folded_word(stance), "anti" | "pro" | "non");
        hangs.then_some(stance)
    }

    /// The place in "Russian and" that ends before a word.
    pub(super) fn place_before_and(&self, word: usize, free_from: usize) -> Option<usize> {
        let and = word.checked_sub(1)?;
        let joined = self.is_joined(word) && self.is_joined(and);
        let place = self.ends[and].filter(|it| {
            let hit = &self.hits[*it];
            hit.is_place() && hit.first >= free_from
        })?;
        (joined && self.text.folded_word(and) == "and").then_some(place)
    }

    pub(super) fn extend_right(&self, title: &mut Title) {
        let words = &self.text.words;
        let mut word = title.words.last;
        let folded = |word: usize| self.text.folded_word(word);
        let joined = |word: usize| {
            words
                .get(word)
                .is_some_and(|it| matches!(it.before, Separator::Space | Separator::Hyphen))
        };
        if joined(word) && matches!(folded(word), "elect" | "designate" | "in") {
            let taken = if folded(word) == "in" {
                if joined(word + 1) && folded(word + 1) == "waiting" {
                    2
                } else {
                    0
                }
            } else {
                1
            };
            if taken > 0 {
                title.status = Some((
                    if folded(word) == "designate" {
                        Status::Designate
                    } else {
                        Status::Elect
                    },
                    word,
                ));
                word += taken;
                title.words.last = word;
            }
        }
        // "deputy prime minister and defence minister"
        if joined(word)
            && folded(word) == "and"
            && let Some(next) = self
                .starts
                .get(word + 1)
                .copied()
                .flatten()
                .filter(|it| self.hits[*it].kinds.title && !self.hits[*it].plural)
        {
            let lower =
                self.text.words[word + 1].shape == self.text.words[title.office.first].shape;
            if lower && joined(word + 1) {
                title.hits.push(next);
                word = self.hits[next].last;
                title.office.last = word;
                title.words.last = word;
            }
        }
        if joined(word) && folded(word) == "of" && !words[word - 1].possessive {
            let mut place = word + 1;
            if joined(place) && folded(place) == "the" {
                place += 1;
            }
            match self.place_at(place) {
                Some(hit) if self.is_of_something_else(hit) => title.modified = true,
                Some(hit) if title.places.is_empty() => {
                    title.places.push(hit);
                    word = self.hits[hit].last;
                    // "leader of France's CGT union"
                    title.modified |= words[word - 1].possessive && joined(word);
                    // "of Argentina, Brazil, Paraguay and Uruguay"
                    while title.plural {
                        let Some(next) = self.next_place_of_list(word) else {
                            break;
                        };
                        title.places.push(next);
                        word = self.hits[next].last;
                    }
                    title.words.last = word;
                }
                _ if matches!(
                    folded(place),
                    "republic"
                        | "country"
                        | "state"
                        | "nation"
                        | "day"
                        | "government"
                        | "council"
                        | "state’s"
                        | "kingdom"
                        | "federation"
                ) => {}
                _ => title.modified = true, // "president of Real Madrid", "of his party"
            }
        }
    }

    pub(super) fn next_place_of_list(&self, word: usize) -> Option<usize> {
        let it = self.text.words.get(word)?;
        let and = |word: usize| self.text.folded_word(word) == "and";
        let the = |word: usize| word + usize::from(self.text.folded_word(word) == "the");
        match it.before {
            Separator::Comma if and(word) => self.place_at(the(word + 1)),
            Separator::Comma => self.place_at(the(word)),
            Separator::Space if and(word) => self.place_at(the(word + 1)),
            _ => None,
        }
    }

    /// Joins a title with the name beside it, or lets it stand alone.
    pub(super) fn with_title(&self, mut title: Title, phrases: &mut [Phrase]) -> Option<Phrase> {
        let words = &self.text.words;
        let next = title.words.last;
        // "President [Gen.] Name", "the president, Name"
        if !words[next - 1].possessive {
            let before = words.get(next).map(|it| it.before);
            let position = match before {
                Some(Separator::Space) => Some(Position::BeforeName),
                Some(Separator::Comma | Separator::Dash)
                    if title.article.is_some() || !title.places.is_empty() =>
                {
                    Some(Position::Introducing)
                }
                _ => None,
            };
            // "Nawaf, Emir of Kuwait, Sheikh Mohammed": the title of the one before it.
            let behind = position == Some(Position::Introducing)
                && title.article.is_none()
                && title.words.last > title.office.last
                && title.words.first > 0
                && words[title.words.first].before == Separator::Comma
                && phrases.last().is_some_and(|it| {
                    it.name.is_some()
                        && it.titles.is_empty()
                        && self.is_behind(it.words.last, title.words.first)
                });
            if behind && let Some(phrase) = phrases.last_mut() {
                title.position = Position::BehindName;
                phrase.words.last = title.words.last;
                phrase.titles.push(title);
                return None;
            }
            if let Some(position) = position.filter(|_| !title.plural)
                && let Some(mut phrase) = self.name_at(next, title.words.first, position)
            {
                title.position = position;
                phrase.words.first = title.words.first;
                phrase.titles.insert(0, title);
                return Some(phrase);
            }
        }
        // "Name, [75,] the president of Niger"
        if !title.plural
            && title.words.first > 0
            && words[title.words.first].before == Separator::Comma
            && let Some(phrase) = phrases.last_mut()
            && phrase.name.as_ref().is_some_and(|it| it.hit.is_some())
            && self.is_behind(phrase.words.last, title.words.first)
            && (title.article.is_some() || !title.places.is_empty() || title.status.is_some())
            && !self.goes_on_as_list(title.words.last)
        {
            title.position = Position::BehindName;
            phrase.words.last = title.words.last;
            phrase.titles.push(title);
            return None;
        }
        // "Togolese President and OAU President Gnassingbe Eyadema": both are of the name.
        let one_of_two = title.article.is_none() && !title.plural && {
            let and = self.is_joined(next) && self.text.folded_word(next) == "and";
            let hit_at = |word: usize| {
                let joined = self.is_joined(word);
                let hit = self.starts.get(word).copied().flatten().filter(|_| joined);
                hit.map(|it| &self.hits[it])
            };
            let place = hit_at(next + 1).filter(|it| and && it.is_place());
            let office = place
                .and_then(|it| hit_at(it.last))
                .filter(|it| it.kinds.title);
            office
                .and_then(|it| hit_at(it.last))
                .is_some_and(|it| it.kinds.full)
        };
        if one_of_two {
            return None;
        }
        let definite = title.article.is_some_and(|it| {
            !matches!(
                self.text.folded_word(it),
                "a" | "an" | "both" | "each" | "my" | "your" | "our"
            )
        });
        // "US presidents Vladimir Putin and Donald Trump": the names follow.
        let introduces = title.plural
            && self.is_joined(next)
            && self
                .starts
                .get(next)
                .copied()
                .flatten()
                .is_some_and(|it| self.hits[it].kinds.full);
        if introduces {
            return None;
        }
        let both = title.plural && self.text.folded_word(title.words.first) == "both";
        let stands = definite
            || both
            || !title.places.is_empty() && (title.article.is_none() || title.plural);
        stands.then(|| Phrase {
            words: title.words,
            name: None,
            titles: vec![title],
            place: None,
            honorific: None,
        })
    }

    /// Nothing but an age stands between a name and its apposition.
    pub(super) fn is_behind(&self, name_end: usize, title_start: usize) -> bool {
        name_end == title_start
            || (name_end + 1 == title_start
                && self.text.words[name_end].shape == Shape::Number
                && self.text.words[name_end].before == Separator::Comma)
    }

    /// "Xi, the Russian president and the Indian prime minister": a list, not an apposition.
    pub(super) fn goes_on_as_list(&self, word: usize) -> bool {
        let Some(it) = self.text.words.get(word) else {
            return false;
        };
        match it.before {
            Separator::Space => self.text.folded_word(word) == "and",
            Separator::Comma => {
                let folded = self.text.folded_word(word);
                (folded == "and"
                    || lexicon::is_article(folded)
                    || it.shape == Shape::Capital && !lexicon::stands_beside_names(folded))
                    && self
                        .starts
                        .get(word)
                        .copied()
                        .flatten()
                        .is_none_or(|hit| self.hits[hit].is_person() || self.hits[hit].kinds.title)
            }
            _ => false,
        }
    }

    /// "his Brazilian counterpart[, Name]": the word itself is no title of the base.
    pub(super) fn counterpart_behind(
        &self,
        idx: usize,
        free_from: usize,
        phrases: &mut [Phrase],
    ) -> Option<Phrase> {
        let hit = &self.hits[idx];
        if !hit.kinds.place || hit.first == 0 || !self.is_joined(hit.last) {
            return None;
        }
        let word = hit.last;
        let plural = match self.text.folded_word(word) {
            "counterpart" | "opposite" => false,
            "counterparts" => true,
            _ => return None,
        };
        let article = hit
            .first
            .checked_sub(1)
            .filter(|it| *it >= free_from && lexicon::is_article(self.text.folded_word(*it)))?;
        let title = Title {
            words: Words {
                first: article,
                last: word + 1,
            },
            office: Words {
                first: word,
                last: word + 1,
            },
            hits: Vec::new(),
            status: None,
            places: vec![idx],
            number: None,
            article: Some(article),
            plural,
            modified: false,
            counterpart: true,
            position: Position::Alone,
        };
        self.with_title(title, phrases)
    }
}
