//! Treaties by name, by acronym and by description: "a 1961 defense treaty", "the pact", "the treaty signed in Washington in
//! 1949". A description links only where parties, year, kind, place and date leave one instrument.

use date::Span;
use kb::{ActKind, Kb, Kind, NameKind, RecordId, Treaty};
use prose::{BlockText, Separator, Shape};

use crate::find::Hit;
use crate::lexicon;
use crate::office::{family, same_country};
use crate::phrases::{Reading, Words};
use crate::resolve::{Article, Link, is_quoted, range_of, sentence_of};
use crate::{Form, Mention, MentionKind};

/// Links the treaties of the article. `leaders` are its linked leaders, in order.
pub(crate) fn resolve(article: &Article<'_>, leaders: &[Link]) -> Vec<Mention> {
    let mut linker = Linker {
        article,
        leaders,
        linked: Vec::new(),
        mentions: Vec::new(),
        organisations: Vec::new(),
    };
    for block in 0..article.document.blocks.len() {
        linker.block(block);
    }
    linker
        .mentions
        .sort_by_key(|it| (it.range.start, it.range.end));
    linker.mentions
}

struct Linker<'a> {
    article: &'a Article<'a>,
    leaders: &'a [Link],
    /// Treaties linked so far, by place in the document.
    linked: Vec<(u32, usize, RecordId)>,
    /// Organisations named so far.
    organisations: Vec<RecordId>,
    mentions: Vec<Mention>,
}

/// What a description says of the treaty that it means.
#[derive(Debug, Default)]
struct Description {
    words: Words,
    noun: usize,
    definite: bool,
    /// "their 1961 treaty": of those named just before.
    theirs: bool,
    year: Option<i16>,
    kinds: Vec<&'static str>,
    /// States named in it: "with Seoul", "between Egypt and Israel", "Sino-Soviet".
    states: Vec<RecordId>,
    /// Adjectives and the like that no rule understands.
    opaque: bool,
    place: Option<String>,
}

impl Linker<'_> {
    fn block(&mut self, idx: usize) {
        let article = self.article;
        let text = &*article.document.blocks[idx].text;
        let reading = &*article.readings[idx];
        let mut hits = reading.hits.iter().peekable();
        let mut word = 0;
        while word < text.words.len() {
            while hits.peek().is_some_and(|it| it.last <= word) {
                hits.next();
            }
            if let Some(hit) = hits.peek().filter(|it| it.first <= word) {
                if hit.kinds.organisation && !hit.kinds.treaty {
                    self.organisations.extend(
                        hit.info
                            .organisations
                            .iter()
                            .map(|it| it.record)
                            .filter(|it| it.kind() == Kind::Organisation),
                    );
                }
                if hit.kinds.treaty && !hit.is_person() {
                    let last = self.named(idx, text, reading, hit);
                    word = last;
                } else {
                    word = hit.last.max(word + 1);
                }
                continue;
            }
            if lexicon::treaty_noun(text.folded_word(word)) {
                let last = self.described(idx, text, reading, word);
                word = last;
                continue;
            }
            word += 1;
        }
    }

    fn named(&mut self, idx: usize, text: &BlockText, reading: &Reading, hit: &Hit) -> usize {
        let kb = self.article.kb;
        let mut words = Words {
            first: hit.first,
            last: hit.last,
        };
        let acronym = hit
            .info
            .treaties
            .iter()
            .any(|it| it.kind == NameKind::TreatyAcronym)
            && hit.last - hit.first == 1;
        let noun_follows = text
            .words
            .get(hit.last)
            .is_some_and(|it| it.before == Separator::Space)
            && lexicon::treaty_noun(text.folded_word(hit.last));
        if hit.kinds.organisation && !noun_follows {
            self.organisations.extend(
                hit.info
                    .organisations
                    .iter()
                    .map(|it| it.record)
                    .filter(|it| it.kind() == Kind::Organisation),
            );
            return hit.last;
        }
        if acronym && noun_follows {
            words.last += 1;
        }
        let mut records: Vec<RecordId> = hit.info.treaties.iter().map(|it| it.record).collect();
        records.sort_unstable();
        records.dedup();
        let mut why = vec!["its name".to_owned()];
        if records.len() > 1
            || hit
                .info
                .treaties
                .iter()
                .any(|it| it.kind == NameKind::TreatyShared)
        {
            let context = self.context(idx, text, reading, words.first);
            let clock = (self.article.clock)(idx, words.first);
            let year = year_beside(text, words);
            let earlier: Vec<RecordId> = records
                .iter()
                .copied()
                .filter(|it| self.linked.iter().any(|(_, _, linked)| linked == it))
                .collect();
            let chosen = match earlier.as_slice() {
                [one] => Some(*one),
                _ => best(kb, &records, |it| {
                    let treaty = kb.treaty(it);
                    8 * i32::from(year.is_some_and(|year| acts_in_year(treaty, year)))
                        + 4 * i32::from(
                            !context.is_empty()
                                && context.iter().all(|state| is_party(kb, treaty, *state)),
                        )
                        + 2 * i32::from(context.iter().any(|state| is_party(kb, treaty, *state)))
                        + 4 * i32::from(
                            clock.days().is_some_and(|days| days < 40)
                                && acts_within(treaty, clock),
                        )
                }),
            };
            match chosen {
                Some(one) => {
                    why = vec!["of several treaties of this name the one that year, parties and date leave".into()];
                    records = vec![one];
                }
                None => {
                    why = vec![format!(
                        "several treaties bear this name: {}",
                        records
                            .iter()
                            .map(|it| kb.slug(*it))
                            .collect::<Vec<_>>()
                            .join(", ")
                    )];
                    records.clear();
                }
            }
        }
        if records.is_empty() || records.len() == 1 {
            self.push(
                idx,
                text,
                words,
                if acronym { Form::Acronym } else { Form::Name },
                records,
                why,
            );
        }
        words.last
    }

    fn described(&mut self, idx: usize, text: &BlockText, reading: &Reading, noun: usize) -> usize {
        let Some(description) = self.read(text, reading, noun) else {
            return noun + 1;
        };
        let next = description.words.last.max(noun + 1);
        if let Some((record, why)) = self
            .anaphor(idx, text, &description)
            .or_else(|| self.by_features(idx, text, reading, &description))
        {
            self.push(
                idx,
                text,
                description.words,
                Form::Description,
                vec![record],
                vec![why],
            );
        }
        next
    }

    fn push(
        &mut self,
        idx: usize,
        text: &BlockText,
        words: Words,
        form: Form,
        records: Vec<RecordId>,
        why: Vec<String>,
    ) {
        let base = self.article.document.blocks[idx].range.start;
        let range = range_of(text, base, words);
        for record in &records {
            self.linked.push((range.start, idx, *record));
        }
        self.mentions.push(Mention {
            range,
            phrase: range,
            kind: MentionKind::Treaty,
            form,
            records,
            title: None,
            claimed: None,
            block: idx as u32,
            sentence: sentence_of(text, words.first) as u32,
            quoted: is_quoted(text, range, base),
            why,
        });
    }

    /// The noun phrase around a treaty noun.
    fn read(&self, text: &BlockText, reading: &Reading, noun: usize) -> Option<Description> {
        let mut it = Description {
            words: Words {
                first: noun,
                last: noun + 1,
            },
            noun,
            ..Description::default()
        };
        let mut word = noun;
        let mut determined = text.words[noun].shape != Shape::Lower && noun_is_definite(text, noun);
        while word > 0
            && matches!(
                text.words[word].before,
                Separator::Space | Separator::Hyphen
            )
        {
            let before = word - 1;
            let folded = text.folded_word(before);
            if let Some(hit) = reading
                .hits
                .iter()
                .rev()
                .find(|hit| hit.last == word && hit.is_place())
            {
                it.states.extend(states(hit));
                word = hit.first;
                it.words.first = word;
                determined |= text.words[hit.last - 1].possessive;
                continue;
            }
            if text.words[before].shape == Shape::Number {
                match year(text, before) {
                    Some(year) => it.year = Some(year),
                    None if folded.chars().all(|c| c.is_ascii_digit()) => return None, // "two 123 agreements"
                    None => it.opaque = true,
                }
            } else if lexicon::is_article(folded)
                || matches!(
                    folded,
                    "two" | "first" | "no" | "any" | "such" | "another" | "new"
                ) && it.words.first == word
            {
                it.definite = !matches!(
                    folded,
                    "a" | "an" | "two" | "no" | "any" | "such" | "another"
                );
                it.theirs = lexicon::is_possessive_pronoun(folded);
                it.opaque |= matches!(folded, "no" | "any" | "such" | "another");
                it.words.first = before;
                determined = true;
                if folded != "first" && folded != "new" && folded != "two" {
                    break;
                }
                word = before;
                continue;
            } else if !lexicon::treaty_kinds(folded).is_empty() {
                it.kinds.extend(lexicon::treaty_kinds(folded));
            } else if matches!(
                folded,
                "bilateral"
                    | "comprehensive"
                    | "strategic"
                    | "formal"
                    | "mutual"
                    | "landmark"
                    | "historic"
                    | "binding"
                    | "final"
                    | "new"
                    | "framework"
                    | "nuclear"
                    | "non"
                    | "long"
                    | "range"
                    | "signed"
                    | "controversial"
                    | "old"
                    | "original"
                    | "current"
                    | "existing"
                    | "resulting"
                    | "power"
                    | "sharing"
                    | "international"
                    | "global"
                    | "regional"
            ) {
            } else if text.words[before].shape == Shape::Lower && !lexicon::opens_sentences(folded)
            {
                it.opaque = true;
            } else {
                break;
            }
            word = before;
            it.words.first = word;
        }
        if !determined && it.year.is_none() && it.states.is_empty() {
            return None;
        }
        self.read_behind(text, reading, &mut it);
        Some(it)
    }

    /// "with Seoul", "between Egypt and Israel", "signed in Washington in 1949", "in Pyongyang", "of 1951".
    fn read_behind(&self, text: &BlockText, reading: &Reading, it: &mut Description) {
        let mut word = it.noun + 1;
        let joined = |word: usize| {
            text.words
                .get(word)
                .is_some_and(|it| matches!(it.before, Separator::Space | Separator::Hyphen))
        };
        let hit_at = |word: usize| reading.hits.iter().find(|hit| hit.first == word);
        let mut steps = 0;
        while joined(word) && steps < 4 {
            steps += 1;
            match text.folded_word(word) {
                "with" | "between" | "and" => {
                    let the = usize::from(text.folded_word(word + 1) == "the");
                    let Some(hit) = hit_at(word + 1 + the).filter(|hit| hit.is_place()) else {
                        break;
                    };
                    it.states.extend(states(hit));
                    word = hit.last;
                    it.words.last = word;
                }
                "signed" | "concluded" | "reached" | "that" | "was" | "which"
                    if !joined(word + 1) || text.folded_word(word + 1) != "by" =>
                {
                    it.kinds.dedup();
                    word += 1;
                }
                "in" | "of" | "from" | "at" => {
                    if let Some(year) = text.words.get(word + 1).and_then(|_| year(text, word + 1))
                    {
                        it.year.get_or_insert(year);
                        word += 2;
                        it.words.last = word;
                    } else if lexicon::month(text.folded_word(word + 1)).is_some()
                        && text.words.get(word + 2).is_some()
                        && year(text, word + 2).is_some()
                    {
                        it.year = it.year.or(year(text, word + 2));
                        word += 3;
                        it.words.last = word;
                    } else if let Some(hit) = hit_at(word + 1).filter(|hit| hit.kinds.place) {
                        let from = text.words[hit.first].folded.start;
                        let to = text.words[hit.last - 1].folded.end;
                        it.place = Some(prose::Range::new(from, to).of(&text.folded).to_owned());
                        word = hit.last;
                        it.words.last = word;
                    } else {
                        break;
                    }
                }
                "on" | "over" | "to" | "for" | "under" | "governing" | "banning" | "limiting" => {
                    it.opaque |= it.words.last == it.noun + 1
                        && text.folded_word(word) != "under"
                        && text.folded_word(word) != "to";
                    for ahead in word + 1..(word + 6).min(text.words.len()) {
                        if !joined(ahead) {
                            break;
                        }
                        it.kinds
                            .extend(lexicon::treaty_kinds(text.folded_word(ahead)));
                    }
                    break;
                }
                _ => break,
            }
        }
        if it.words.last <= it.noun {
            it.words.last = it.noun + 1;
        }
    }

    /// "the pact": the treaty named last, if nothing in the phrase speaks against it.
    fn anaphor(
        &self,
        idx: usize,
        text: &BlockText,
        it: &Description,
    ) -> Option<(RecordId, String)> {
        let kb = self.article.kb;
        let named = text.words[it.noun].shape == Shape::Capital && it.words.first == it.noun;
        if !it.definite && !named {
            return None;
        }
        if it.opaque && it.year.is_none() && it.place.is_none() {
            return None;
        }
        let noun = text.folded_word(it.noun);
        let fits = |record: RecordId| {
            let treaty = kb.treaty(record);
            noun_fits(noun, treaty)
                && it.year.is_none_or(|year| acts_in_year(treaty, year))
                && it.states.iter().all(|state| is_party(kb, treaty, *state))
                && it
                    .place
                    .as_ref()
                    .is_none_or(|place| signed_at(treaty, place))
                && (it.kinds.is_empty()
                    || treaty
                        .kinds
                        .iter()
                        .any(|kind| it.kinds.contains(&kind.as_str())))
        };
        let near = self
            .linked
            .iter()
            .rev()
            .take_while(|(_, block, _)| idx - block <= 12);
        let specific = it.year.is_some() || it.place.is_some() || !it.states.is_empty();
        if specific {
            let found = near.map(|(_, _, record)| *record).find(|it| fits(*it));
            return found.map(|it| (it, "named before in the text".to_owned()));
        }
        // The instrument of the day, before one that the text only looks back to.
        let published = self.article.publication;
        let of_the_day = |record: RecordId| acts_within(kb.treaty(record), published);
        let mut near = near.map(|(_, _, record)| *record).peekable();
        let last = *near.peek()?;
        if published.days().is_some_and(|it| it <= 40)
            && !of_the_day(last)
            && let Some(record) = near.find(|it| of_the_day(*it) && fits(*it))
        {
            return Some((record, "the treaty that the article is about".to_owned()));
        }
        fits(last).then(|| (last, "the treaty named last".to_owned()))
    }

    fn by_features(
        &self,
        idx: usize,
        text: &BlockText,
        reading: &Reading,
        it: &Description,
    ) -> Option<(RecordId, String)> {
        let kb = self.article.kb;
        let noun = text.folded_word(it.noun);
        if noun == "text" || noun == "alliance" {
            return None;
        }
        let context = if it.states.len() >= 2 {
            it.states.clone()
        } else {
            self.context(idx, text, reading, it.words.first)
        };
        let mut parties = it.states.clone();
        parties.extend(
            context
                .iter()
                .copied()
                .filter(|state| !it.states.contains(state)),
        );
        parties.dedup();
        let clock = (self.article.clock)(idx, it.noun);
        let signing = signs_here(text, it.words);
        let mut candidates: Vec<RecordId> = Vec::new();
        for (n, a) in parties.iter().enumerate() {
            for b in &parties[n + 1..] {
                if same_country(kb, *a, *b) {
                    continue;
                }
                for treaty in treaties_of(kb, *a) {
                    if is_party(kb, kb.treaty(treaty), *b) && !candidates.contains(&treaty) {
                        candidates.push(treaty);
                    }
                }
            }
        }
        if let ([one], Some(_)) = (it.states.as_slice(), it.year) {
            for treaty in treaties_of(kb, *one) {
                if !candidates.contains(&treaty) && kb.treaty(treaty).parties.len() <= 3 {
                    candidates.push(treaty);
                }
            }
        }
        for organisation in &self.organisations {
            candidates.extend(kb.organisation(*organisation).treaty);
        }
        candidates.sort_unstable();
        candidates.dedup();
        let dated = clock.days().is_some_and(|days| days <= 400);
        candidates.retain(|record| {
            let treaty = kb.treaty(*record);
            let kinds = it.kinds.is_empty()
                || treaty
                    .kinds
                    .iter()
                    .any(|kind| it.kinds.contains(&kind.as_str()));
            let year = it.year.is_none_or(|year| acts_in_year(treaty, year));
            let now = !signing || !dated || it.year.is_some() || acts_within(treaty, clock);
            let place = it
                .place
                .as_ref()
                .is_none_or(|place| signed_at(treaty, place));
            kinds
                && year
                && now
                && place
                && noun_fits(noun, treaty)
                && it.states.iter().all(|state| is_party(kb, treaty, *state))
        });
        // Without year, place or a dated signing the kind and both parties must be said.
        let supported = it.year.is_some()
            || it.place.is_some()
            || signing && dated
            || !it.kinds.is_empty() && it.states.len() >= 2;
        if !supported || it.opaque && it.kinds.is_empty() && !signing {
            return None;
        }
        let record = best(kb, &candidates, |record| {
            let treaty = kb.treaty(record);
            let named = parties
                .iter()
                .filter(|state| is_party(kb, treaty, **state))
                .count() as i32;
            let strangers = treaty
                .parties
                .iter()
                .filter(|party| {
                    !parties
                        .iter()
                        .any(|state| same_country(kb, *state, **party))
                })
                .count() as i32;
            4 * named.min(4) - 3 * strangers.min(6)
                + 2 * i32::from(signing && dated && acts_within(treaty, clock))
        })?;
        Some((
            record,
            "parties, kind and date leave only this treaty".to_owned(),
        ))
    }

    /// The states of the sentence, by their own names and by their leaders; those of the sentence before where it has fewer than two.
    fn context(
        &self,
        idx: usize,
        text: &BlockText,
        reading: &Reading,
        word: usize,
    ) -> Vec<RecordId> {
        let number = sentence_of(text, word);
        let mut found = self.states_of(idx, text, reading, number);
        let mut back = number;
        while found.len() < 2 && back > 0 && number - back < 2 {
            back -= 1;
            for state in self.states_of(idx, text, reading, back) {
                if !found.contains(&state) {
                    found.push(state);
                }
            }
        }
        if found.len() < 2 && idx > 0 && number == 0 {
            let block = &self.article.document.blocks[idx - 1];
            let last = block.text.sentences.len().saturating_sub(1);
            for state in self.states_of(idx - 1, &block.text, &self.article.readings[idx - 1], last)
            {
                if !found.contains(&state) {
                    found.push(state);
                }
            }
        }
        found
    }

    fn states_of(
        &self,
        idx: usize,
        text: &BlockText,
        reading: &Reading,
        sentence: usize,
    ) -> Vec<RecordId> {
        let kb = self.article.kb;
        let Some(sentence) = text.sentences.get(sentence) else {
            return Vec::new();
        };
        let (first, last) = (sentence.first as usize, sentence.last as usize);
        let mut found: Vec<RecordId> = Vec::new();
        for hit in reading
            .hits
            .iter()
            .filter(|it| it.first >= first && it.last <= last && it.kinds.place && !it.kinds.full)
        {
            for state in states(hit).into_iter().take(1) {
                if !found.contains(&state) {
                    found.push(state);
                }
            }
        }
        let base = self.article.document.blocks[idx].range.start;
        let range = sentence.range.shifted(base);
        let from = self
            .leaders
            .partition_point(|it| it.mention.range.start < range.start);
        let clock = (self.article.clock)(idx, first);
        for link in self.leaders[from..]
            .iter()
            .take_while(|it| it.mention.range.start < range.end)
        {
            for person in &link.mention.records {
                let states = kb
                    .person(*person)
                    .terms
                    .iter()
                    .filter(|it| !it.held(clock, date::Day::MAX).is_no())
                    .filter_map(|it| kb.office(it.office).of);
                for state in states.filter(|it| it.kind() == Kind::State).take(1) {
                    if !found.contains(&state) {
                        found.push(state);
                    }
                }
            }
        }
        found
    }
}

/// The one candidate with the highest score; `None` where two share it.
fn best(kb: &Kb, candidates: &[RecordId], score: impl Fn(RecordId) -> i32) -> Option<RecordId> {
    let _ = kb;
    let top = candidates.iter().map(|it| score(*it)).max()?;
    let mut winners = candidates.iter().filter(|it| score(**it) == top);
    match (winners.next(), winners.next()) {
        (Some(one), None) => Some(*one),
        _ => None,
    }
}

fn states(hit: &Hit) -> Vec<RecordId> {
    let mut all: Vec<RecordId> = hit.places().map(|it| it.record).collect();
    all.dedup();
    all
}

fn treaties_of(kb: &Kb, state: RecordId) -> Vec<RecordId> {
    family(kb, state)
        .into_iter()
        .flat_map(|it| kb.treaties_of(it).to_vec())
        .collect()
}

pub(crate) fn is_party(kb: &Kb, treaty: &Treaty, state: RecordId) -> bool {
    // Treaties have hundreds of acts: the family is asked for once.
    let family = family(kb, state);
    treaty.parties.iter().any(|it| family.contains(it))
        || treaty.acts.iter().any(|it| {
            it.state.is_some_and(|of| family.contains(&of))
                && matches!(
                    it.act,
                    ActKind::Signed | ActKind::Ratified | ActKind::Acceded
                )
        })
}

/// Whether the treaty as a whole did anything in that year: signed, in force, renewed ...
pub(crate) fn acts_in_year(treaty: &Treaty, year: i16) -> bool {
    treaty
        .acts
        .iter()
        .filter(|it| it.state.is_none())
        .filter_map(|it| it.on)
        .any(|on| on.first().year() <= year && year <= on.last().year())
}

fn acts_within(treaty: &Treaty, clock: Span) -> bool {
    let clock = Span {
        from: clock.from.map(|it| it.plus_days(-4)),
        to: clock.to.map(|it| it.plus_days(2)),
    };
    treaty
        .acts
        .iter()
        .filter(|it| it.state.is_none())
        .filter_map(|it| it.on)
        .any(|on| on.span().overlaps(clock))
}

fn signed_at(treaty: &Treaty, place: &str) -> bool {
    treaty
        .acts
        .iter()
        .filter_map(|it| it.place.as_deref())
        .any(|it| {
            prose::fold(it)
                .split([';', '|', ','])
                .any(|one| one.trim() == place)
        })
}

fn noun_fits(noun: &str, treaty: &Treaty) -> bool {
    match noun {
        "charter" | "convention" | "protocol" | "armistice" | "declaration" | "memorandum"
        | "ceasefire" => std::iter::once(&treaty.name)
            .chain(&treaty.short)
            .any(|it| prose::fold(it).split(' ').any(|word| word == noun)),
        "treaty" | "treaties" => treaty.nature == kb::Nature::Treaty,
        _ => treaty.nature != kb::Nature::Statute,
    }
}

/// "Charter" with a capital, alone or behind "the", after its introduction.
fn noun_is_definite(text: &BlockText, noun: usize) -> bool {
    text.words[noun].shape == Shape::Capital
        && !matches!(text.words[noun].before, Separator::Start | Separator::Stop)
}

/// A verb of signing stands in the sentence before or behind the phrase.
fn signs_here(text: &BlockText, words: Words) -> bool {
    let Some(sentence) = text.sentences.get(sentence_of(text, words.first)) else {
        return false;
    };
    (sentence.first as usize..sentence.last as usize).any(|it| {
        matches!(
            text.folded_word(it),
            "sign"
                | "signed"
                | "signing"
                | "signs"
                | "initialled"
                | "initialed"
                | "concluded"
                | "inked"
                | "signature"
        )
    })
}

/// A year beside a name: "the 1995 Dayton accords", "the Treaty of Paris of 1951", "the Algiers Agreement (2000)".
fn year_beside(text: &BlockText, words: Words) -> Option<i16> {
    let before = words.first.checked_sub(1).and_then(|it| year(text, it));
    before.or_else(|| {
        let next = words.last;
        match text.folded_word(next) {
            "of" | "in" => text.words.get(next + 1).and_then(|_| year(text, next + 1)),
            _ => text.words.get(next).and_then(|_| year(text, next)),
        }
    })
}

/// A word that is a year: four digits from 1500 to 2100.
pub(crate) fn year(text: &BlockText, word: usize) -> Option<i16> {
    let folded = text.folded_word(word);
    (folded.len() == 4)
        .then(|| folded.parse::<i16>().ok())
        .flatten()
        .filter(|it| (1500..=2100).contains(it))
}
