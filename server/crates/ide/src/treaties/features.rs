//! A treaty by nothing but what is said of it: the only one that parties, kind, year, place and day leave.

use date::Span;
use kb::{ActKind, Brief, Kb, Kind, RecordId, Treaty};
use prose::Shape;

use super::facts::{self, exists_by};
use super::phrase::{Description, Either};
use super::search::signs_before;
use super::words;
use super::{At, Found, Linker, add_new, best};
use crate::office::{family, same_country};
use crate::phrases::Words;
use crate::resolve::sentence_of;

/// News of a signing tells its day to within so many days.
const DAYS_OF_NEWS: u32 = 10;
/// Parties of a treaty that news calls one "with" somebody.
const FEW: usize = 12;

/// The treaty that a phrase means; several where a plural stands for all that its parties signed on one day. An error has those that fit
/// equally well.
pub(super) fn search(
    linker: &Linker<'_>,
    at: At<'_>,
    it: &Description,
    ahead: bool,
) -> Result<Found, Vec<RecordId>> {
    let features = Features::new(linker, at, it, ahead);
    let mut candidates = features.candidates();
    candidates.retain(|record| features.fits(*record) && features.supports(*record));
    let scores: Vec<i32> = candidates.iter().map(|it| features.score(*it)).collect();
    let top = scores.iter().max();
    let mut score = scores.iter();
    candidates.retain(|_| score.next() == top);
    let found = |records: Vec<RecordId>, why: &str| Found {
        records,
        why: why.to_owned(),
    };
    // "signed eight agreements" is about more than one.
    let counted = it.plural
        && (it.words.first..it.at).any(|word| {
            let folded = at.text.folded_word(word);
            folded == "several" || crate::numbers::cardinal(folded).is_some_and(|it| it > 1)
        });
    if let [one] = candidates[..] {
        let plural = |it: &String| super::search::is_plural(it);
        if counted && !facts::names(features.kb.treaty(one)).any(plural) {
            return Err(Vec::new());
        }
        let why = "parties, kind and date leave only this treaty";
        return Ok(found(candidates, why));
    }
    if let Some(record) = features.peace_of_now(&candidates) {
        return Ok(found(vec![record], "the latest peace inside of that state"));
    }
    let acted = |it: &RecordId| features.acted(features.kb.treaty(*it));
    let together = features.of_the_day && candidates.iter().all(acted);
    if together && it.plural && (1..=3).contains(&candidates.len()) {
        return Ok(found(candidates, "the treaties that they signed that day"));
    }
    // Of two that were signed together news means the one that has more names in it.
    let names = |it: RecordId| {
        let treaty = features.kb.treaty(it);
        (treaty.short.len() + treaty.acronyms.len()) as i32
    };
    match best(&candidates, names).filter(|_| together) {
        Some(record) => Ok(found(
            vec![record],
            "of those signed together the one best known",
        )),
        None => Err(candidates),
    }
}

/// The one treaty that a phrase would mean if its year were another, near to it: of a few parties, of a kind that the records know well.
pub(super) fn near_miss(linker: &Linker<'_>, at: At<'_>, it: &Description) -> Option<RecordId> {
    let kb = linker.article.kb;
    let year = it.year?;
    let mut other = it.clone();
    other.year = None;
    other.date = None;
    let features = Features::new(linker, at, &other, false);
    let both_named = it.states.len() >= 2 || it.states.len() == 1 && features.parties.len() == 2;
    let pact = matches!(it.noun, words::Noun::Pact | words::Noun::Treaty) && it.definite;
    let telling = !it.topics.is_empty() || it.states.len() >= 2 && pact;
    if !both_named || !telling || it.place.is_some() {
        return None;
    }
    let mut candidates = features.candidates();
    candidates.retain(|record| {
        let treaty = kb.treaty(*record);
        features.fits(*record)
            && features.matched(*record) >= 2
            && treaty.parties.len() <= 3
            && treaty.kinds.iter().any(|kind| {
                matches!(
                    kind.as_str(),
                    "alliance" | "defence" | "peace" | "non-aggression"
                )
            })
    });
    // "the pact of August 1938": the month is right.
    let months = it.date.filter(|it| it.first().month() == it.last().month());
    let of_month = |record: &RecordId| {
        months.is_some_and(|date| {
            facts::dates(kb.treaty(*record)).any(|on| on.first().month() == date.first().month())
        })
    };
    if candidates.iter().any(of_month) {
        candidates.retain(of_month);
    }
    let one = best(&candidates, |it| features.score(it))?;
    let treaty = kb.treaty(one);
    let (first, _) = facts::first_day(treaty)?;
    let far =
        facts::dates(treaty).any(|on| on.first().year() == year) || first.year().abs_diff(year) > 3;
    (!far).then_some(one)
}

/// What a phrase and its sentence say of a treaty.
struct Features<'a> {
    linker: &'a Linker<'a>,
    kb: &'a Kb,
    it: &'a Description,
    /// Those named in the phrase first, then those of the sentence.
    parties: Vec<Either>,
    clock: Span,
    /// The sentence tells of an act in a known year, or on known days.
    told: bool,
    of_the_day: bool,
    /// It tells of a signing and of nothing else that a treaty does.
    begins: bool,
    /// The city from which somebody reports a signing, folded.
    dateline: Option<String>,
    /// "120 nations": many states take part.
    crowd: bool,
    /// Words before the noun that one name should have.
    words: Vec<String>,
    /// The phrase speaks of what is still to come.
    ahead: bool,
    /// It says that somebody signed.
    signed: bool,
    /// "a new trade deal"
    new: bool,
    /// The sentence speaks of war and peace.
    war: bool,
    /// "the previous accord"
    previous: bool,
}

impl<'a> Features<'a> {
    fn new(linker: &'a Linker<'a>, at: At<'_>, it: &'a Description, ahead: bool) -> Features<'a> {
        let kb = linker.article.kb;
        let mut parties: Vec<Either> = Vec::new();
        add_new(&mut parties, it.states.clone());
        if it.states.len() < 2 || it.theirs {
            add_new(&mut parties, linker.context(at, it.words.first));
        }
        if parties.len() < 2 {
            // "in Pyongyang", and those of whose treaty the text just spoke.
            let host = it.place.as_deref().map(|it| facts::capital_of(kb, it));
            add_new(&mut parties, host.into_iter().collect());
            linker.add_spoken_of(at, &mut parties);
        }
        // "the mutual defence pact with the United States", in an article on the Philippines.
        if parties.len() == 1 && it.states.len() == 1 && it.definite && !it.topics.is_empty() {
            add_new(
                &mut parties,
                linker.most_named(&it.states[0]).into_iter().collect(),
            );
        }
        let mut clock = (linker.article.clock)(at.block, it.at);
        // "signed an agreement on Friday under which it will ...": what was signed is not to come.
        let published = linker.article.publication;
        if clock.first() > published.last() && signs_before(at, it.words.first) {
            clock = Span {
                from: published.from.map(|it| it.plus_days(-3)),
                to: published.to,
            };
        }
        let days = clock.days().unwrap_or(u32::MAX);
        let acts = acts_here(at, it.words, it.definite && !it.is_specific());
        let signed = signs_before(at, it.words.first)
            || it.definite && words::acts(at.text.folded_word(it.words.last));
        Features {
            linker,
            kb,
            it,
            parties,
            clock,
            told: acts && days <= 400,
            of_the_day: acts && days <= DAYS_OF_NEWS,
            begins: is_all_signing(at, it.words),
            dateline: if signed && !it.opaque {
                dateline(linker)
            } else {
                None
            },
            crowd: is_crowd(at, it.words),
            words: it.topics.iter().chain(&it.eponym_words).cloned().collect(),
            ahead,
            signed: signs_before(at, it.words.first),
            new: (it.words.first..it.at).any(|word| {
                matches!(
                    at.text.folded_word(word),
                    "new" | "revised" | "revamped" | "updated" | "overhauled"
                )
            }),
            war: speaks_of_war(at, it.words),
            previous: (it.words.first..it.at)
                .any(|word| matches!(at.text.folded_word(word), "previous" | "earlier")),
        }
    }

    /// Treaties between those of whom the phrase and its sentence speak, and those of the day.
    fn candidates(&self) -> Vec<RecordId> {
        let (kb, it) = (self.kb, self.it);
        let mut found = Vec::new();
        let anchors: &[Either] = if it.states.is_empty() {
            &self.parties[..self.parties.len().min(4)]
        } else {
            &it.states[..1]
        };
        // Of most treaties of a state one look tells that they do not fit.
        let topics = facts::Topics::new(&it.topics);
        let last = facts::last_first_day(self.clock);
        let may_fit = |brief: &&Brief| {
            let (from, to) = brief.years;
            brief.first <= last
                && it.year.is_none_or(|year| from <= year && year <= to)
                && topics.may_be_those_of(brief.marks)
        };
        for anchor in anchors {
            let states = || anchor.iter().flat_map(|state| family(kb, *state));
            let briefs = states().flat_map(|state| kb.briefs_of(state, facts::marks));
            let briefs = briefs.filter(may_fit);
            if !it.states.is_empty() && (it.year.is_some() || !it.topics.is_empty()) {
                found.extend(briefs.map(|it| it.treaty));
                continue;
            }
            found.extend(briefs.filter(|it| it.parties == 1).map(|it| it.treaty));
            let others = self.parties.iter();
            let others = others.filter(|either| !is_one_of(kb, either, anchor));
            let joined: Vec<&[RecordId]> = others.flatten().map(|it| kb.joined(*it)).collect();
            for state in states() {
                for joined in &joined {
                    found.extend(common(kb.treaties_of(state), joined));
                }
            }
        }
        let spoken_of: &[RecordId] = if it.states.is_empty() {
            &self.linker.organisations
        } else {
            &[]
        };
        let bodies = it.organisations.iter().chain(spoken_of);
        found.extend(bodies.filter_map(|it| kb.organisation(*it).treaty));
        if self.of_the_day {
            found.extend(kb.treaties_acting(facts::with_news(self.clock)));
        }
        if let Some(year) = it
            .year
            .filter(|_| !it.noun.is_loose() && !it.behind.is_empty())
        {
            let day = |month, day| date::Day::new(year, month, day);
            let year = Span {
                from: day(1, 1),
                to: day(12, 31),
            };
            found.extend(kb.treaties_acting(year));
        }
        if let Some(date) = it
            .date
            .filter(|_| it.place.is_some() || !self.parties.is_empty())
        {
            found.extend(kb.treaties_acting(date.span()));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Nothing that is said speaks against it.
    fn fits(&self, record: RecordId) -> bool {
        let treaty = self.kb.treaty(record);
        let rests_on_it = || self.is_of_body(record) && facts::has_topics(treaty, &self.it.topics);
        // What two were signing that day needs no subject.
        let sure = || {
            self.of_the_day
                && !self.it.bars
                && self.acted(treaty)
                && (self.matched(record) >= 2 || self.is_at_dateline(treaty))
        };
        let said = || {
            self.linker.fits(self.it, treaty)
                && (self.linker.fits_behind(self.it, treaty) || sure())
        };
        // What is to be signed on a day was not signed on another.
        let on_day = || {
            let Some((month, day)) = self.it.month_day.filter(|_| !self.it.definite) else {
                return true;
            };
            let mut dates = facts::dates(treaty).peekable();
            dates.peek().is_none()
                || dates.any(|on| {
                    let (first, last) = (on.first(), on.last());
                    first != last || first.month() == month && first.day_of_month() == day
                })
        };
        exists_by(treaty, self.clock) && on_day() && (said() || rests_on_it())
    }

    /// Enough of what is said speaks for it.
    fn supports(&self, record: RecordId) -> bool {
        let it = self.it;
        let treaty = self.kb.treaty(record);
        let matched = self.matched(record);
        let telling = !it.topics.is_empty() || !it.behind.is_empty();
        let few = treaty.parties.len() <= FEW && !facts::is_open(treaty);
        let acted = || self.acted(treaty);
        let named = || self.called(treaty) > 0;
        let both_named = it.states.len() >= 2
            || it.states.len() == 1
                && matched >= 2
                && (it.theirs || it.definite || it.plural || named());
        // "the accord" of two is not that of ten which was signed in those days as well.
        let whole = telling || it.place.is_some() || 2 * matched >= treaty.parties.len();
        let by_day = self.of_the_day
            && acted()
            && (matched >= 2 && whole
                || it.states.len() == 1 && matched == 1 && treaty.parties.len() == 2
                || matched == 1 && treaty.parties.len() == 1 && telling
                || self.is_at_dateline(treaty) && (!it.noun.is_loose() || matched == 1)
                || self.is_at_place(treaty)
                || self.crowd
                    && telling
                    && treaty.parties.len() != 2
                    && matched == self.parties.len());
        let by_year_told = self.told
            && !self.of_the_day
            && matched >= 2
            && acted()
            && (telling || it.place.is_some());
        let by_year = it.year.is_some()
            && (matched >= 2
                || !it.states.is_empty() && treaty.parties.len() <= 3
                || self.is_at_place(treaty));
        // "signed two treaties" in that month, or those of which the text spoke before
        let by_signing = self.signed
            && self.told
            && matched >= 2
            && acted()
            && (treaty.parties.len() == 2 && self.clock.days().is_some_and(|it| it <= 31)
                || self.linker.memory.has(record));
        // "the 1951 UN convention on refugees"
        let by_subject = it.year.is_some()
            && !it.noun.is_loose()
            && !it.behind.is_empty()
            && facts::is_open(treaty)
            && facts::one_name_says(treaty, &it.behind);
        let by_place = self.is_at_place(treaty) && (matched >= 2 || it.date.is_some());
        // An alliance of two that ended long ago may be what somebody wrongly speaks of.
        let alliance = |kind: &String| matches!(kind.as_str(), "alliance" | "defence");
        let over = it.year.is_none()
            && ended_long_before(treaty, self.clock)
            && !(treaty.parties.len() <= 3 && treaty.kinds.iter().any(alliance));
        let by_parties = both_named && telling && !self.ahead && !over && (few || named());
        let by_name = it.states.len() == 1 && it.definite && !self.ahead && named();
        by_day
            || self.is_peace_inside(treaty)
            || by_year_told
            || by_signing
            || by_subject
            || by_year
            || by_place
            || by_parties
            || by_name
            || self.is_of_body(record)
    }

    /// A peace inside of a state, which one state signed with its rebels, not long before: "Colombia's peace agreement".
    fn is_peace_inside(&self, treaty: &Treaty) -> bool {
        let it = self.it;
        let peace = it.topics.iter().any(|it| it == "peace")
            || it.inner
            || self.war && it.year.is_some() && it.topics.is_empty()
            || matches!(it.noun, words::Noun::Ceasefire | words::Noun::Armistice);
        let [of] = treaty.parties.as_slice() else {
            return false;
        };
        let years = if it.definite || it.inner { 6 } else { 0 };
        let lately = Span {
            from: self
                .clock
                .from
                .map(|it| it.plus_years(-years).plus_days(-30)),
            to: self.clock.to,
        };
        let own = |either: &Either| either.iter().any(|it| same_country(self.kb, *it, *of));
        let then = match it.year {
            Some(year) => facts::begins_in_year(treaty, year),
            None => {
                self.clock.days().is_some_and(|it| it <= 400)
                    && facts::begins_within(treaty, lately)
            }
        };
        peace
            && then
            && it.organisations.is_empty()
            && !self.ahead
            && facts::has_topic(treaty, "peace")
            && self.parties.iter().any(own)
            && it.states.iter().all(own)
    }

    /// Of several peaces inside of one state the latest, or the one before it: "Angola's previous peace agreement".
    fn peace_of_now(&self, candidates: &[RecordId]) -> Option<RecordId> {
        let parties = |it: &RecordId| &self.kb.treaty(*it).parties;
        let [first, ..] = candidates else {
            return None;
        };
        let same = candidates
            .iter()
            .all(|it| parties(it) == parties(first) && self.is_peace_inside(self.kb.treaty(*it)));
        if !same || self.it.plural || self.it.year.is_some() {
            return None;
        }
        let begins = |it: &RecordId| {
            let dates = self.kb.treaty(*it).beginnings().iter();
            dates.map(|it| it.first()).min()
        };
        let mut all = candidates.to_vec();
        all.sort_by_key(begins);
        let mut latest = all.into_iter().rev();
        latest.find(|it| !self.previous || !self.linker.memory.has(*it))
    }

    fn score(&self, record: RecordId) -> i32 {
        let it = self.it;
        let treaty = self.kb.treaty(record);
        let acted = self.acted(treaty);
        // Parties that nobody spoke of, those that joined later included: a convention of many states is not "their pact".
        let joined = treaty.acts.iter().filter_map(|it| it.state);
        let mut strangers: Vec<RecordId> = Vec::new();
        for party in treaty.parties.iter().copied().chain(joined) {
            let mut known = self.parties.iter().flatten().chain(&strangers);
            if !known.any(|state| same_country(self.kb, *state, party)) {
                strangers.push(party);
            }
            if strangers.len() >= 6 {
                break;
            }
        }
        let strangers = strangers.len();
        // With a year a name that says more than the phrase decides nothing.
        let called = match self.called(treaty) {
            2 => 32,
            1 if it.year.is_none() => 16,
            _ => 0,
        };
        called
            + 12 * i32::from(self.of_the_day && acted)
            + 12 * i32::from(self.is_of_body(record))
            + 6 * i32::from(self.told && acted)
            + 6 * i32::from(self.is_at_place(treaty))
            + 4 * i32::from(self.is_at_dateline(treaty))
            + 4 * (self.matched(record).min(4) as i32)
            - 3 * strangers as i32
            + 2 * i32::from(it.year.is_none() && !ended_before(treaty, self.clock))
            + if self.new { self.newness(treaty) } else { 0 }
            + i32::from(it.topics.iter().any(|topic| treaty.kinds.contains(topic)))
            + i32::from(!it.behind.is_empty() && facts::one_name_says(treaty, &it.behind))
    }

    /// Of what is called new: whether it began lately, or years ago.
    fn newness(&self, treaty: &Treaty) -> i32 {
        let since = |years: i32| Span {
            from: self.clock.from.map(|it| it.plus_years(-years)),
            to: self.clock.to,
        };
        match () {
            () if facts::begins_within(treaty, since(2)) => 12,
            () if facts::begins_within(treaty, since(8)) => 0,
            () => -24,
        }
    }

    /// Whether it did then what the sentence tells of.
    fn acted(&self, treaty: &Treaty) -> bool {
        match self.begins {
            true => facts::begins_within(treaty, self.clock),
            false => facts::acts_within(treaty, self.clock),
        }
    }

    /// How many of those spoken of are parties.
    fn matched(&self, treaty: RecordId) -> usize {
        let joined = |it: &RecordId| self.kb.joined(*it).binary_search(&treaty).is_ok();
        let party = |either: &&Either| either.iter().any(joined);
        self.parties.iter().filter(party).count()
    }

    fn called(&self, treaty: &Treaty) -> i32 {
        match self.words.is_empty() {
            true => 0,
            false => facts::is_called(self.kb, treaty, &self.words, &self.it.states),
        }
    }

    fn is_at_place(&self, treaty: &Treaty) -> bool {
        let place = self.it.place.as_ref();
        place.is_some_and(|it| facts::signed_at(self.kb, treaty, it))
    }

    fn is_at_dateline(&self, treaty: &Treaty) -> bool {
        let city = self.dateline.as_ref();
        city.is_some_and(|it| facts::signed_at(self.kb, treaty, it))
    }

    /// "NATO's founding treaty"
    fn is_of_body(&self, record: RecordId) -> bool {
        let it = self.it;
        let founding = it.topics.iter().any(|it| it == "founding");
        let own = it.topics.is_empty() && it.behind.is_empty() && it.states.is_empty();
        let noun = matches!(
            it.noun,
            words::Noun::Treaty | words::Noun::Charter | words::Noun::Pact
        );
        let named_so = own && noun && facts::noun_fits(it.noun, self.kb.treaty(record));
        if !founding && !named_so {
            return false;
        }
        let mut bodies = it.organisations.iter();
        bodies.any(|it| self.kb.organisation(*it).treaty == Some(record))
    }
}

impl Linker<'_> {
    /// The state that the article names most often beside one, if it names it three times and no other as often.
    fn most_named(&self, beside: &Either) -> Option<Either> {
        let kb = self.article.kb;
        let mut counts: Vec<(Either, usize)> = Vec::new();
        let hits = self.article.readings.iter().flat_map(|it| &it.hits);
        for hit in hits.filter(|it| it.kinds.place && !it.kinds.full) {
            let mut states: Either = hit.places().map(|it| it.record).collect();
            states.retain(|it| it.kind() == Kind::State);
            states.dedup();
            if states.is_empty() || is_one_of(kb, &states, beside) {
                continue;
            }
            match counts.iter_mut().find(|it| is_one_of(kb, &it.0, &states)) {
                Some(known) => known.1 += 1,
                None => counts.push((states, 1)),
            }
        }
        counts.sort_by_key(|it| std::cmp::Reverse(it.1));
        let next = counts.get(1).map_or(0, |it| it.1);
        let first = counts.into_iter().next()?;
        (first.1 >= 3 && first.1 > next).then_some(first.0)
    }

    /// The two parties of the treaty named last, where the sentence names fewer.
    pub(super) fn add_spoken_of(&self, at: At<'_>, parties: &mut Vec<Either>) {
        if parties.len() >= 2 {
            return;
        }
        let last = self.memory.all(at.block).next().unwrap_or_default();
        if let [one] = last
            && let [a, b] = self.article.kb.treaty(*one).parties.as_slice()
        {
            add_new(parties, vec![vec![*a], vec![*b]]);
        }
    }
}

/// The city of the dateline, folded: news of a signing comes from where it took place.
fn dateline(linker: &Linker<'_>) -> Option<String> {
    let text = &*linker.article.document.blocks.first()?.text;
    let end = super::dateline_end(text);
    let words = text.words.get(..end)?.iter().enumerate();
    let city = words.take_while(|(at, it)| {
        it.shape == Shape::Capitals && (*at == 0 || it.before == prose::Separator::Space)
    });
    let last = city.last()?.0;
    let range = prose::Range::new(text.words[0].folded.start, text.words[last].folded.end);
    Some(range.of(&text.folded).to_owned())
}

/// What two lists in order have in common.
fn common<'a>(mut a: &'a [RecordId], mut b: &'a [RecordId]) -> impl Iterator<Item = RecordId> + 'a {
    std::iter::from_fn(move || {
        while let (Some(first), Some(second)) = (a.first(), b.first()) {
            let (both, step) = (*first, first.cmp(second));
            a = &a[usize::from(step.is_le())..];
            b = &b[usize::from(step.is_ge())..];
            if step.is_eq() {
                return Some(both);
            }
        }
        None
    })
}

fn is_one_of(kb: &Kb, either: &Either, others: &Either) -> bool {
    let mut either = either.iter();
    either.any(|it| others.iter().any(|of| same_country(kb, *it, *of)))
}

/// The sentence tells of an act: a signing, a withdrawal, an end. `before`: or the sentence before it does.
fn acts_here(at: At<'_>, words: Words, before: bool) -> bool {
    let text = at.text;
    let number = sentence_of(text, words.first);
    let first = if before {
        number.saturating_sub(1)
    } else {
        number
    };
    let sentences = text.sentences.get(first..=number).unwrap_or_default();
    sentences.iter().any(|it| {
        (it.first as usize..it.last as usize).any(|word| words::acts(text.folded_word(word)))
    })
}

/// Of the things that treaties do the sentence tells of signing alone.
fn is_all_signing(at: At<'_>, words: Words) -> bool {
    let text = at.text;
    let Some(sentence) = text.sentences.get(sentence_of(text, words.first)) else {
        return false;
    };
    let (first, last) = (sentence.first as usize, sentence.last as usize);
    let mut acts = (first..last)
        .map(|it| text.folded_word(it))
        .filter(|it| words::acts(it))
        .peekable();
    acts.peek().is_some() && acts.all(words::signs)
}

/// The sentence speaks of a war inside of a state, or of its end.
fn speaks_of_war(at: At<'_>, words: Words) -> bool {
    let text = at.text;
    let sentence = text.sentences.get(sentence_of(text, words.first));
    sentence.is_some_and(|it| {
        (it.first as usize..it.last as usize).any(|word| {
            matches!(
                text.folded_word(word),
                "war" | "rebels" | "rebel" | "guerrillas" | "insurgents" | "ceasefire" | "fighting"
            )
        })
    })
}

/// The sentence speaks of many states before the phrase.
fn is_crowd(at: At<'_>, words: Words) -> bool {
    let text = at.text;
    let Some(sentence) = text.sentences.get(sentence_of(text, words.first)) else {
        return false;
    };
    (sentence.first as usize..words.first).any(|it| {
        matches!(
            text.folded_word(it),
            "countries"
                | "nations"
                | "states"
                | "governments"
                | "powers"
                | "republics"
                | "members"
                | "delegates"
                | "delegations"
                | "negotiators"
                | "leaders"
                | "ministers"
        )
    })
}

/// So long before that nobody speaks of it as of something that is there.
fn ended_long_before(treaty: &Treaty, clock: Span) -> bool {
    let years = |it: Option<date::Day>| it.map(|it| it.plus_years(-5));
    ended_before(
        treaty,
        Span {
            from: years(clock.from),
            to: years(clock.to),
        },
    )
}

fn ended_before(treaty: &Treaty, clock: Span) -> bool {
    treaty.acts.iter().any(|it| {
        it.state.is_none()
            && matches!(
                it.act,
                ActKind::Expired | ActKind::Terminated | ActKind::Replaced
            )
            && it.on.is_some_and(|on| on.last() < clock.first())
    })
}
