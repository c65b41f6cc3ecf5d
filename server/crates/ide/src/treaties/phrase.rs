//! The noun phrase around a common noun for a treaty: "its 1961 mutual defence treaty with Seoul", "the treaty signed in
//! Washington in April 1949", "a climate accord".

use date::Date;
use kb::{Kb, Kind, NameKind, RecordId};
use prose::{BlockText, Separator, Shape};

use super::facts::year;
use super::words::{self, Noun};
use crate::find::Hit;
use crate::lexicon;
use crate::phrases::{Reading, Words};
use crate::time::When;

/// Those whom one word may mean: "Korean" is of the North or of the South.
pub(super) type Either = Vec<RecordId>;

/// What a phrase says of the treaty that it means.
#[derive(Clone, Debug)]
pub(super) struct Description {
    /// With its article and all that was understood behind the noun.
    pub words: Words,
    pub at: usize,
    pub noun: Noun,
    pub plural: bool,
    pub definite: bool,
    /// "its", "their", "Seoul's": between those of whom the sentence speaks.
    pub theirs: bool,
    pub year: Option<i16>,
    /// The word of a year before the noun.
    pub year_at: Option<usize>,
    /// The word of a year behind it: "the pact of August 1939".
    pub year_behind: Option<usize>,
    /// "signed in April 1949"
    pub date: Option<Date>,
    /// "a treaty Dec. 12": month and day.
    pub month_day: Option<(i8, i8)>,
    /// Stems of words before the noun that narrow it down: "mutual", "defence".
    pub topics: Vec<String>,
    /// Stems of words behind it: "on climate change", "banning land mines".
    pub behind: Vec<String>,
    /// States named in it: "with Seoul", "between Egypt and Israel", "Sino-Soviet".
    pub states: Vec<Either>,
    pub organisations: Vec<RecordId>,
    /// A run of words with capitals before the noun: "Good Friday".
    pub eponym: Option<Words>,
    /// Those of its words that name no party: "friday".
    pub eponym_words: Vec<String>,
    /// Where it was signed, folded.
    pub place: Option<String>,
    /// "between the government and the rebels": its parties are inside of one state.
    pub inner: bool,
    /// "a proposed treaty"
    pub prospective: bool,
    /// "banning missile defences": what it is about, and no more than that.
    pub bars: bool,
    /// A word that no treaty understands: a number of things, a negation.
    pub opaque: bool,
}

impl Description {
    /// Nothing but an article and the noun.
    pub fn is_bare(&self) -> bool {
        !self.is_specific() && self.topics.is_empty() && self.behind.is_empty()
    }

    /// It names a year, a place or parties.
    pub fn is_specific(&self) -> bool {
        self.year.is_some()
            || self.place.is_some()
            || !self.states.is_empty()
            || !self.organisations.is_empty()
            || self.eponym.is_some()
    }
}

/// Reads the phrase around the noun at a word; `None` where it is no noun phrase of its own.
pub(super) fn read(kb: &Kb, text: &BlockText, reading: &Reading, at: usize) -> Option<Description> {
    let (noun, plural) = words::noun(text.folded_word(at))?;
    let mut it = Description::new(noun, plural, at);
    // "the Charter", without an article in a headline; a verb never has a capital inside of a sentence.
    let capital = text.words[at].shape == Shape::Capital
        && !matches!(text.words[at].before, Separator::Start | Separator::Stop);
    let determined = read_before(kb, text, reading, &mut it)? || capital;
    it.definite |= capital && it.words.first == at;
    // "to accord", "we text": no noun without anything that belongs to it.
    let plural_alone = plural && (!it.topics.is_empty() || it.year.is_some());
    if !determined
        && it.year.is_none()
        && it.states.is_empty()
        && it.organisations.is_empty()
        && it.eponym.is_none()
        && !plural_alone
    {
        return None;
    }
    read_behind(text, reading, &mut it);
    Some(it)
}

/// Reads the phrase around a noun in a headline, where no article opens it: "key nuclear arms pact with Russia". `told` says
/// whether a word is a topic of what the article is about.
pub(super) fn read_headline(
    text: &BlockText,
    reading: &Reading,
    at: usize,
    told: &dyn Fn(&str) -> bool,
) -> Option<Description> {
    let (noun, plural) = words::noun(text.folded_word(at))?;
    let mut it = Description::new(noun, plural, at);
    let joined = |word: usize| {
        matches!(
            text.words[word].before,
            Separator::Space | Separator::Hyphen
        )
    };
    while joined(it.words.first) {
        let before = it.words.first - 1;
        let folded = text.folded_word(before);
        let stem = words::stem(folded);
        if text.words[before].possessive {
            break;
        } else if let Some(year) = year(text, before) {
            it.year = Some(year);
            it.year_at = Some(before);
        } else if words::signs(folded) || words::is_function(folded) {
            break;
        } else if !words::kinds(stem).is_empty() || told(stem) {
            it.topics.push(stem.to_owned());
        } else if !words::is_neutral(folded) {
            break;
        }
        it.words.first = before;
    }
    read_behind(text, reading, &mut it);
    Some(it)
}

/// Reads from the noun to the left; whether an article or the like opens the phrase. `None`: "two 123 agreements".
fn read_before(kb: &Kb, text: &BlockText, reading: &Reading, it: &mut Description) -> Option<bool> {
    let mut word = it.at;
    loop {
        // "a May, 1991, peace accord"
        let dated = word > 2
            && text.words[word].before == Separator::Comma
            && it.year.is_none()
            && lexicon::month(text.folded_word(word - 2)).is_some();
        if let Some(year) = year(text, word.saturating_sub(1)).filter(|_| dated) {
            it.year = Some(year);
            it.year_at = Some(word - 1);
            word -= 2;
            it.words.first = word;
            continue;
        }
        let joined = word > 0
            && matches!(
                text.words[word].before,
                Separator::Space | Separator::Hyphen | Separator::Slash | Separator::Dash
            );
        if !joined {
            break;
        }
        let before = word - 1;
        let folded = text.folded_word(before);
        let possessive = text.words[before].possessive;
        let shape = text.words[before].shape;
        let dashed = text.words[word].before == Separator::Dash;
        if let Some(hit) = reading
            .hits
            .iter()
            .rev()
            .find(|hit| hit.last == word && hit.is_place())
        {
            if dashed && it.states.is_empty() {
                break;
            }
            let joined = text.words.get(word).is_some_and(|it| {
                matches!(
                    it.before,
                    Separator::Hyphen | Separator::Slash | Separator::Dash
                )
            }) || matches!(
                text.words[hit.first].before,
                Separator::Hyphen | Separator::Slash
            );
            if possessive || joined || !is_city_alone(hit) {
                it.take_parties(hit);
            } else {
                it.eponym_words.push(words::stem(folded).to_owned());
            }
            it.extend_eponym(hit.first, word);
            word = hit.first;
            it.words.first = word;
            if possessive {
                it.definite = true;
                it.theirs = true;
                return Some(true);
            }
            continue;
        }
        if dashed {
            break;
        }
        if possessive {
            // "the alliance's founding treaty", "Mr Santos's peace deal"
            it.definite = true;
            it.theirs = matches!(
                folded,
                "country" | "nation" | "kingdom" | "government" | "republic" | "island"
            );
            return Some(true);
        }
        if let Some(state) = words::combining_form(folded).and_then(|it| kb.find(it)) {
            it.states.push(vec![state]);
            it.extend_eponym(before, word);
        } else if shape == Shape::Number {
            let unit = word < it.at && text.words[word].before == Separator::Hyphen;
            match year(text, before) {
                Some(year) => {
                    it.year = Some(year);
                    it.year_at = Some(before);
                }
                None if unit => {} // "20-year", "six-point"
                None => return None,
            }
        } else if folded == "no" {
            return None; // "has no treaty with Taiwan"
        } else if is_determiner(folded) && (shape != Shape::Capitals || folded == "a") {
            it.definite = !matches!(
                folded,
                "a" | "an"
                    | "two"
                    | "three"
                    | "four"
                    | "several"
                    | "some"
                    | "no"
                    | "any"
                    | "such"
                    | "another"
                    | "every"
                    | "many"
                    | "most"
                    | "more"
            ) && !it.prospective;
            it.theirs = lexicon::is_possessive_pronoun(folded);
            it.opaque |= matches!(
                folded,
                "no" | "any" | "every" | "many" | "most" | "more" | "some"
            );
            it.prospective |= matches!(folded, "another" | "such");
            it.words.first = before;
            // "the two treaties", "the first accord"
            let goes_on = matches!(folded, "two" | "three" | "four" | "first" | "second")
                && text.words[before].before == Separator::Space
                && before > 0
                && is_determiner(text.folded_word(before - 1));
            if goes_on {
                word = before;
                continue;
            }
            return Some(true);
        } else if is_half_of_compound(text, before) {
        } else if words::is_prospective(folded) {
            it.prospective = true;
        } else if !words::kinds(words::stem(folded)).is_empty() {
            it.topics.push(words::stem(folded).to_owned());
        } else if words::signs(folded) || is_participle_of_place(text, before) {
            // A verb, unless an article stands before it: "the newly signed treaty".
            let adjective = before > 0
                && (is_determiner(text.folded_word(before - 1))
                    || text.folded_word(before - 1).ends_with("ly"));
            if !adjective {
                break;
            }
        } else if words::is_neutral(folded) || folded.ends_with("ly") && shape == Shape::Lower {
        } else if shape == Shape::Lower && !lexicon::opens_sentences(folded) {
            it.topics.push(words::stem(folded).to_owned());
        } else if matches!(shape, Shape::Capital | Shape::Capitals | Shape::Mixed)
            && !lexicon::opens_sentences(folded)
            && it.eponym.is_none_or(|it| it.first == word)
        {
            it.eponym_words.push(words::stem(folded).to_owned());
            it.extend_eponym(before, word);
        } else {
            break;
        }
        word = before;
        it.words.first = word;
    }
    Some(false)
}

/// Reads from the noun to the right: "with Seoul", "between Egypt and Israel", "signed in Washington in 1949", "in
/// Pyongyang last year", "of 1951", "on climate change".
fn read_behind(text: &BlockText, reading: &Reading, it: &mut Description) {
    let mut word = it.at + 1;
    let joined = |word: usize| {
        text.words
            .get(word)
            .is_some_and(|it| matches!(it.before, Separator::Space | Separator::Hyphen))
    };
    let hit_at = |word: usize| reading.hits.iter().find(|hit| hit.first == word);
    let expression_at = |word: usize| reading.expressions.iter().find(|it| it.words.first == word);
    let mut steps = 0;
    while steps < 6 {
        steps += 1;
        // ", signed in Prague in 2010,"
        let comma = text
            .words
            .get(word)
            .is_some_and(|it| it.before == Separator::Comma)
            && matches!(text.folded_word(word), "signed" | "concluded" | "reached");
        if !joined(word) && !comma {
            break;
        }
        if let Some(expression) = expression_at(word) {
            if !it.take_time(&expression.when) {
                break;
            }
            word = expression.words.last;
            it.words.last = word;
            continue;
        }
        match text.folded_word(word) {
            "with" | "between" | "among" => match parties_at(text, reading, word + 1) {
                Some((parties, last)) => {
                    it.take_all(parties);
                    word = last;
                    it.words.last = word;
                }
                None => match unnamed_parties(text, word + 1) {
                    Some((Unnamed::Both, last)) => {
                        it.theirs = true;
                        word = last;
                        it.words.last = word;
                    }
                    Some((Unnamed::Rebels, last)) => {
                        it.inner = true;
                        word = last;
                        it.words.last = last;
                    }
                    None => {
                        it.opaque = true;
                        break;
                    }
                },
            },
            "signed" | "concluded" | "reached" | "struck" | "agreed" | "negotiated"
            | "brokered" | "adopted" | "ratified" | "initialled" | "made"
                if text.folded_word(word + 1) != "by" =>
            {
                word += 1;
            }
            // "a peace agreement it signed with the government"
            "it" | "they" | "he" | "she"
                if joined(word + 1) && words::signs(text.folded_word(word + 1)) =>
            {
                word += 2;
            }
            "that" | "which"
                if matches!(text.folded_word(word + 1), "was" | "were")
                    && joined(word + 1)
                    && words::signs(text.folded_word(word + 2)) =>
            {
                word += 3;
            }
            "in" | "of" | "from" | "at" | "on" if expression_at(word + 1).is_some() => {
                let Some(expression) = expression_at(word + 1) else {
                    break;
                };
                if !it.take_time(&expression.when) {
                    break;
                }
                let of = text.folded_word(word) == "of" && word == it.at + 1;
                let last = expression.words.last - 1;
                it.year_behind = it
                    .year_behind
                    .or(Some(last).filter(|it| of && year(text, *it).is_some()));
                word = expression.words.last;
                it.words.last = word;
            }
            "in" | "at" if joined(word + 1) => {
                let Some(last) = place_at(text, reading, word + 1) else {
                    break;
                };
                let from = text.words[word + 1].folded.start;
                let to = text.words[last - 1].folded.end;
                it.place = Some(prose::Range::new(from, to).of(&text.folded).to_owned());
                word = last;
                it.words.last = word;
            }
            "of" if it.topics.is_empty() || it.noun == Noun::Treaty => {
                // "treaty of peace, friendship and cooperation"; "the treaty of Xanadu" is a name that nobody knows.
                let topic = words::stem(text.folded_word(word + 1));
                if hit_at(word + 1).is_some_and(|it| it.is_place())
                    || words::kinds(topic).is_empty()
                        && text
                            .words
                            .get(word + 1)
                            .is_some_and(|it| it.shape == Shape::Capital)
                {
                    it.opaque = true;
                    break;
                }
                let next = it.read_topics(text, reading, word + 1);
                if next == word + 1 {
                    break;
                }
                word = next;
            }
            "on" | "over" if is_circumstance(text, word + 1) => break,
            "on" | "over" | "against" | "banning" | "limiting" | "prohibiting" | "restricting"
            | "governing" | "ending" | "barring" | "curbing" | "reducing" | "cutting"
            | "regulating" | "outlawing" | "covering" | "protecting" => {
                it.bars |= text.folded_word(word).ends_with("ing");
                let next = it.read_topics(text, reading, word + 1);
                if next == word + 1 {
                    break;
                }
                word = next;
            }
            "to" if joined(word + 1)
                && text.words[word + 1].shape == Shape::Lower
                && !lexicon::is_article(text.folded_word(word + 1)) =>
            {
                it.read_topics(text, reading, word + 1);
                it.opaque |= it.behind.is_empty();
                break;
            }
            _ => break,
        }
    }
}

impl Description {
    fn new(noun: Noun, plural: bool, at: usize) -> Description {
        Description {
            words: Words {
                first: at,
                last: at + 1,
            },
            at,
            noun,
            plural,
            definite: false,
            theirs: false,
            year: None,
            year_at: None,
            year_behind: None,
            date: None,
            month_day: None,
            topics: Vec::new(),
            behind: Vec::new(),
            states: Vec::new(),
            organisations: Vec::new(),
            eponym: None,
            eponym_words: Vec::new(),
            place: None,
            inner: false,
            prospective: false,
            bars: false,
            opaque: false,
        }
    }

    fn take_parties(&mut self, hit: &Hit) {
        let mut states: Either = hit
            .places()
            .map(|it| it.record)
            .filter(|it| it.kind() == Kind::State)
            .collect();
        states.dedup();
        if states.is_empty() {
            let bodies = hit.places().map(|it| it.record);
            self.organisations
                .extend(bodies.filter(|it| it.kind() == Kind::Organisation).take(1));
        } else {
            self.states.push(states);
        }
    }

    fn take_all(&mut self, hits: Vec<&Hit>) {
        for hit in hits {
            self.take_parties(hit);
        }
    }

    fn extend_eponym(&mut self, first: usize, last: usize) {
        match &mut self.eponym {
            Some(it) if it.first == last => it.first = first,
            Some(_) => {}
            None => self.eponym = Some(Words { first, last }),
        }
    }

    /// A date behind the noun; `false` for what dates something else.
    fn take_time(&mut self, when: &When) -> bool {
        match when {
            When::Date(date) => {
                self.year.get_or_insert(date.first().year());
                self.date = Some(*date);
                date.first().year() == date.last().year()
            }
            When::MonthDay { month, day } => {
                self.month_day = Some((*month, *day));
                true
            }
            When::Relative { .. } | When::Weekday { .. } => true,
            _ => false,
        }
    }

    /// Content words from a word on, as far as the noun phrase can reach; the word behind them.
    fn read_topics(&mut self, text: &BlockText, reading: &Reading, from: usize) -> usize {
        let mut at = from;
        while at < from + 7
            && text.words.get(at).is_some_and(|it| {
                matches!(it.before, Separator::Space | Separator::Hyphen)
                    || it.before == Separator::Comma && text.words[at - 1].shape == Shape::Lower
            })
        {
            let folded = text.folded_word(at);
            let ends = matches!(
                folded,
                "was"
                    | "is"
                    | "were"
                    | "are"
                    | "has"
                    | "had"
                    | "that"
                    | "which"
                    | "signed"
                    | "in"
                    | "on"
                    | "at"
                    | "by"
                    | "as"
                    | "after"
                    | "but"
                    | "said"
                    | "will"
                    | "would"
                    | "who"
                    | "with"
                    | "between"
            ) || reading.expressions.iter().any(|it| it.words.first == at)
                || text.words[at].before == Separator::Comma
                    && words::kinds(words::stem(folded)).is_empty();
            if ends {
                break;
            }
            if !words::is_function(folded) && text.words[at].shape != Shape::Number {
                self.behind.push(words::stem(folded).to_owned());
            }
            at += 1;
        }
        at
    }
}

/// "the Philippines", "Egypt and Israel", "Russia, Ukraine and Turkey": the hits and the word behind them.
fn parties_at<'a>(
    text: &BlockText,
    reading: &'a Reading,
    from: usize,
) -> Option<(Vec<&'a Hit>, usize)> {
    let hit_from = |word: usize| {
        let word = past_government(text, reading, word);
        // "the Communist Chinese", "its neighbour Chad": an article and one more word may stand before.
        (word..word + 3)
            .take_while(|at| {
                *at == word
                    || text
                        .words
                        .get(*at)
                        .is_some_and(|it| it.before == Separator::Space)
            })
            .take_while(|at| {
                *at == word
                    || lexicon::is_article(text.folded_word(*at - 1))
                    || matches!(
                        text.folded_word(*at - 1),
                        "communist"
                            | "neighbouring"
                            | "neighboring"
                            | "former"
                            | "imperial"
                            | "nationalist"
                    )
            })
            .find_map(|at| {
                reading
                    .hits
                    .iter()
                    .find(|hit| hit.first == at && hit.is_place() && !hit.kinds.full)
            })
    };
    let first = hit_from(from)?;
    let mut last = first.last;
    let mut hits = vec![first];
    while let Some(word) = text.words.get(last) {
        let and = text.folded_word(last) == "and";
        let next = match word.before {
            Separator::Space if and => hit_from(last + 1),
            Separator::Comma if and => hit_from(last + 1),
            Separator::Comma => hit_from(last),
            _ => None,
        };
        let Some(next) = next.filter(|it| !text.words[it.last - 1].possessive) else {
            break;
        };
        // "with Iran, Germany said": a list ends with "and".
        if !and && hits.len() > 8 {
            break;
        }
        hits.push(next);
        last = next.last;
    }
    Some((hits, last))
}

/// "the government of Belize", "the Government of the Republic of Paraguay": the word that may begin the state's name.
fn past_government(text: &BlockText, reading: &Reading, mut word: usize) -> usize {
    for _ in 0..2 {
        let noun = word + usize::from(lexicon::is_article(text.folded_word(word)));
        if reading
            .hits
            .iter()
            .any(|hit| hit.first == noun && hit.is_place())
        {
            break;
        }
        let of = matches!(
            text.folded_word(noun),
            "government" | "governments" | "republic" | "kingdom" | "state" | "commonwealth"
        ) && text.folded_word(noun + 1) == "of";
        if !of {
            break;
        }
        word = noun + 2;
    }
    word
}

/// "on the margins of a summit", "over the objections": no subject of the treaty.
fn is_circumstance(text: &BlockText, word: usize) -> bool {
    let word = word + usize::from(lexicon::is_article(text.folded_word(word)));
    matches!(
        text.folded_word(word),
        "margins"
            | "sidelines"
            | "eve"
            | "brink"
            | "basis"
            | "fringes"
            | "back"
            | "heels"
            | "occasion"
            | "day"
            | "anniversary"
            | "way"
            | "verge"
            | "grounds"
            | "spot"
            | "table"
            | "weekend"
            | "objections"
            | "protests"
            | "lawn"
            | "stage"
            | "condition"
            | "behalf"
            | "text"
            | "terms"
            | "details"
    )
}

/// Parties that a phrase does not name.
enum Unnamed {
    /// "the two countries"
    Both,
    /// "the government", "rebels"
    Rebels,
}

/// "the two countries", "the government and the rebels"; and the word behind them.
fn unnamed_parties(text: &BlockText, from: usize) -> Option<(Unnamed, usize)> {
    let joined = |word: usize| {
        let it = text.words.get(word);
        it.is_some_and(|it| matches!(it.before, Separator::Space | Separator::Hyphen))
    };
    for word in (from..from + 5).take_while(|it| joined(*it)) {
        match text.folded_word(word) {
            "the" | "two" | "three" | "four" | "both" | "its" | "leftist" | "marxist" | "armed"
            | "neighbouring" | "neighboring" | "rival" | "warring" | "main" | "largest"
            | "country" => {}
            "countries" | "nations" | "neighbours" | "neighbors" | "governments" | "states"
            | "powers" => return Some((Unnamed::Both, word + 1)),
            "government" | "rebels" | "rebel" | "guerrillas" | "guerrilla" | "separatists"
            | "insurgents" | "sides" | "factions" | "militants" => {
                return Some((Unnamed::Rebels, word + 1));
            }
            _ if text.words[word].possessive => {}
            _ => return None,
        }
    }
    None
}

/// A place by its capital letters: "Vienna", "Panmunjom", "San Francisco".
fn place_at(text: &BlockText, reading: &Reading, word: usize) -> Option<usize> {
    if let Some(hit) = reading
        .hits
        .iter()
        .find(|hit| hit.first == word && !hit.kinds.title)
    {
        return Some(hit.last);
    }
    let capital = |at: usize| {
        text.words
            .get(at)
            .is_some_and(|it| it.shape == Shape::Capital && !it.possessive)
    };
    if !capital(word) || lexicon::month(text.folded_word(word)).is_some() {
        return None;
    }
    let mut last = word + 1;
    while capital(last) && text.words[last].before == Separator::Space {
        last += 1;
    }
    Some(last)
}

/// A city that is known as a capital and nothing else: "the Paris accord" has no French party by that.
fn is_city_alone(hit: &Hit) -> bool {
    let mut entries = hit.places();
    entries.all(|it| it.kind == NameKind::Capital)
}

fn is_determiner(word: &str) -> bool {
    lexicon::is_article(word)
        || matches!(
            word,
            "two"
                | "three"
                | "four"
                | "several"
                | "some"
                | "first"
                | "second"
                | "no"
                | "any"
                | "such"
                | "another"
                | "every"
                | "these"
                | "those"
                | "many"
                | "most"
                | "more"
        )
}

/// "a UN-brokered deal" is one; "Kenya brokered peace deals" is not.
fn is_participle_of_place(text: &BlockText, word: usize) -> bool {
    matches!(text.folded_word(word), "brokered" | "backed" | "sponsored")
        && text.words[word].before != Separator::Hyphen
}

/// "cease-fire", "cold war-era", "land-for-peace": the word alone would say something else.
fn is_half_of_compound(text: &BlockText, word: usize) -> bool {
    let before = word.checked_sub(1).map_or("", |it| text.folded_word(it));
    match text.folded_word(word) {
        "fire" => before == "cease",
        "war" => before == "cold",
        "for" => text.words[word].before == Separator::Hyphen,
        _ => false,
    }
}
