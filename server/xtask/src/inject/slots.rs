//! Where a text says who is what: a name with its title beside it.

use std::ops::Range;

use date::{Span, Truth};
use kb::{Kb, RecordId, Status};

use super::{Article, Mention};

/// "French President Emmanuel Macron", "Pakistan's prime minister, Shehbaz Sharif", "Xi Jinping, the Chinese president". Ranges are bytes.
pub struct Slot<'a> {
    pub name: &'a Mention,
    pub person: RecordId,
    /// One that the person holds or held, and of which the title is a title.
    pub office: RecordId,
    pub title: Range<usize>,
    pub state: Option<Place>,
    /// From the first word of the three to the last.
    pub phrase: Range<usize>,
    /// The title stands directly before the name.
    pub before: bool,
    /// The person certainly holds the office when the article is published.
    pub holds: bool,
}

/// The state in a title.
pub struct Place {
    pub range: Range<usize>,
    pub record: RecordId,
    pub demonym: bool,
    /// "France's".
    pub possessive: bool,
}

/// Words before a title that make another claim of it.
const STATUS: [&str; 14] = [
    "former", "ex-", "ex", "then", "then-", "late", "acting", "interim", "outgoing", "incoming",
    "elect", "deposed", "ousted", "vice",
];

impl<'a> Article<'a> {
    /// Every slot with a title that the person has or had; `full`: by full name, else by surname.
    pub fn slots(&self, form: &str) -> Vec<Slot<'_>> {
        let leaders = self
            .mentions
            .iter()
            .filter(|it| it.kind == "leader" && it.form == form);
        leaders
            .filter_map(|it| self.slot_before(it).or_else(|| self.slot_behind(it)))
            .collect()
    }

    fn slot_before<'b>(&'b self, name: &'b Mention) -> Option<Slot<'b>> {
        let text = &self.text[..name.range.start];
        let lead = text.strip_suffix(", ").or_else(|| text.strip_suffix(' '))?;
        let before = !text.ends_with(", ");
        let [person] = name.records[..] else {
            return None;
        };
        let (office, title) = self
            .titles(person)
            .into_iter()
            .find(|(_, title)| ends_with_word(lead, title))?;
        let title = lead.len() - title.len()..lead.len();
        let state = self.state_before(title.start);
        let start = state.as_ref().map_or(title.start, |it| it.range.start);
        Some(self.slot(
            name,
            person,
            office,
            title,
            state,
            start..name.range.end,
            before,
        ))
    }

    fn slot_behind<'b>(&'b self, name: &'b Mention) -> Option<Slot<'b>> {
        let text = self.text[name.range.end..].strip_prefix(", ")?;
        let text = text.strip_prefix("the ").unwrap_or(text);
        let mut at = self.text.len() - text.len();
        let state = self
            .mentions
            .iter()
            .find(|it| it.kind == "state" && it.range.start == at);
        let state = state.and_then(|it| self.place(it));
        if let Some(state) = &state {
            at = state.range.end
                + if state.possessive {
                    possessive(&self.text[state.range.end..])
                } else {
                    0
                };
        }
        let rest = self.text.get(at..)?;
        let space = usize::from(rest.starts_with(' '));
        let [person] = name.records[..] else {
            return None;
        };
        let starts = |title: &str| {
            let rest = &rest[space..];
            rest.get(..title.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(title))
                && rest[title.len()..].starts_with([',', '.', ' '])
        };
        let (office, title) = self
            .titles(person)
            .into_iter()
            .find(|(_, title)| starts(title))?;
        let title = at + space..at + space + title.len();
        let phrase = name.range.start..title.end;
        Some(self.slot(name, person, office, title, state, phrase, false))
    }

    #[allow(clippy::too_many_arguments)]
    fn slot<'b>(
        &self,
        name: &'b Mention,
        person: RecordId,
        office: RecordId,
        title: Range<usize>,
        state: Option<Place>,
        phrase: Range<usize>,
        before: bool,
    ) -> Slot<'b> {
        let holds = holds(self.kb, person, office, self.published) == Truth::Yes;
        Slot {
            name,
            person,
            office,
            title,
            state,
            phrase,
            before,
            holds,
        }
    }

    /// Titles of the offices that a person ever held, those held now first, then the longer first.
    fn titles(&self, person: RecordId) -> Vec<(RecordId, &str)> {
        let terms = &self.kb.person(person).terms;
        let regular = terms.iter().filter(|it| it.status != Status::Designate);
        let mut titles: Vec<(RecordId, &str)> = regular
            .flat_map(|term| {
                let office = self.kb.office(term.office);
                let all = office.also.iter().chain([&office.title]);
                all.map(|it| (term.office, it.as_str()))
            })
            .collect();
        let now = |office| holds(self.kb, person, office, self.published) == Truth::Yes;
        titles.sort_by_key(|(office, title)| (!now(*office), std::cmp::Reverse(title.len())));
        titles
    }

    fn state_before(&self, at: usize) -> Option<Place> {
        let states = self.mentions.iter().filter(|it| it.kind == "state");
        let mut places = states.filter_map(|it| self.place(it));
        places.find(|it| {
            let gap = self.text.get(it.range.end..at).unwrap_or_default();
            gap == " " || it.possessive && gap.len() == possessive(&self.text[it.range.end..]) + 1
        })
    }

    fn place(&self, mention: &Mention) -> Option<Place> {
        let [record] = mention.records[..] else {
            return None;
        };
        Some(Place {
            range: mention.range.clone(),
            record,
            demonym: mention.form == "demonym",
            possessive: possessive(&self.text[mention.range.end..]) > 0,
        })
    }

    /// Whether a place is inside quotation marks, as far as its line tells.
    pub fn quoted(&self, at: usize) -> bool {
        let line = self.text[..at].rfind('\n').map_or(0, |it| it + 1);
        let before = &self.text[line..at];
        let count = |mark: char| before.matches(mark).count();
        count('"') % 2 == 1 || count('“') > count('”')
    }

    /// The sentence around a place, or what looks like one.
    pub fn sentence(&self, at: &Range<usize>) -> &str {
        let ends = [". ", "\n", "? ", "! ", ".” ", ".\" "];
        let before = &self.text[..at.start];
        let start = ends
            .iter()
            .filter_map(|end| Some(before.rfind(end)? + end.len()))
            .max();
        let behind = &self.text[at.end..];
        let end = ends.iter().filter_map(|end| behind.find(end)).min();
        &self.text[start.unwrap_or_default()..at.end + end.unwrap_or(behind.len())]
    }

    /// Whether a sentence may tell of another time than that of the article: it has a year, or a word that looks back or ahead.
    pub fn looks_back(&self, at: &Range<usize>) -> bool {
        let sentence = self.sentence(at);
        let back = [
            "ago",
            "then",
            "during",
            "under",
            "when",
            "had",
            "once",
            "since",
            "before",
            "after",
            "predecessor",
            "successor",
            "succeed",
            "succeeded",
            "until",
        ];
        let mut words = sentence.split(|it: char| !it.is_alphanumeric());
        words.any(|word| {
            let year = word.len() >= 4
                && word.starts_with(['1', '2'])
                && word.bytes().take(4).all(|it| it.is_ascii_digit());
            year || back.iter().any(|it| word.eq_ignore_ascii_case(it))
        })
    }

    /// The last word before a place, without its punctuation.
    pub fn word_before(&self, at: usize) -> &str {
        let text = self.text[..at].trim_end_matches([' ', '-']);
        text.rsplit(|it: char| !it.is_alphanumeric())
            .next()
            .unwrap_or_default()
    }

    /// Whether a place begins a sentence or a line.
    pub fn begins_sentence(&self, at: usize) -> bool {
        let text = self.text[..at].trim_end_matches([' ', '“', '"', '*', '#']);
        text.is_empty() || text.ends_with(['.', '\n', '?', '!', '”', '"', '>', '—', ')'])
    }
}

impl Slot<'_> {
    /// The title says just what it says: no "former", no "then-".
    pub fn plain(&self, article: &Article<'_>) -> bool {
        let word = article.word_before(self.title.start.min(self.phrase.start));
        let title = article.word_before(self.title.start);
        let behind = article.text[self.title.end..].starts_with('-');
        !behind
            && ![word, title]
                .iter()
                .any(|it| STATUS.iter().any(|status| it.eq_ignore_ascii_case(status)))
    }
}

/// Whether a person holds an office throughout some days.
pub fn holds(kb: &Kb, person: RecordId, office: RecordId, clock: Span) -> Truth {
    let terms = kb.person(person).terms.iter();
    let own = terms.filter(|it| it.office == office && it.status != Status::Designate);
    own.map(|it| it.held(clock, kb.term_as_of(it)))
        .fold(Truth::No, Truth::or)
}

/// Half a year on both sides: what is false throughout is false of any time that an article of that day tells of as its own.
pub fn around(published: Span) -> Span {
    Span::new(
        published.first().plus_days(-180),
        published.last().plus_days(180),
    )
}

fn possessive(text: &str) -> usize {
    ["'s", "’s"]
        .iter()
        .find(|it| text.starts_with(**it))
        .map_or(0, |it| it.len())
}

/// Whether a text ends with a word or several, whatever their case.
fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(start) = text.len().checked_sub(word.len()) else {
        return false;
    };
    text.get(start..)
        .is_some_and(|it| it.eq_ignore_ascii_case(word))
        && !text[..start].ends_with(char::is_alphanumeric)
}
