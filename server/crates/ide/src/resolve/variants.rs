//! Full names that the records write otherwise, with more or with fewer words, where title and state leave one holder.

use super::*;

/// Words that some spellings of a name have and others do not.
const PARTICLES: &[&str] = &[
    "al", "el", "as", "ad", "ash", "bin", "ibn", "ben", "bint", "ould", "de", "da", "dos", "di",
];

impl Resolver<'_> {
    /// "Libyan leader Moamer Kadhafi", "the Kuwaiti emir, Sheikh Nawaf Al Sabah": the one holder of the office who can be written so.
    pub(super) fn by_office(
        &self,
        place: &Place<'_>,
        phrase: &Phrase,
        name: &Name,
    ) -> Option<Found> {
        let kb = self.article.kb;
        let clock = self.clock(place, phrase.words);
        let mut words = name.words;
        let mut styled = false;
        while words.first + 1 < words.last && is_style(place.text.folded_word(words.first)) {
            words.first += 1;
            styled = true;
        }
        let written = skeletons(&place.folded(words));
        if written.len() < 2 || name.institution {
            return None;
        }
        let called = |person: RecordId| {
            let person = kb.person(person);
            let mut forms = std::iter::once(&person.name.full).chain(&person.spellings);
            forms.any(|it| {
                let folded = prose::fold(it);
                may_be_variant(&written, &folded) && is_variant(&written, &skeletons(&folded))
            })
        };
        let mut titles = phrase.titles.iter();
        let title = titles.find(|it| !it.modified && !it.counterpart);
        let mut persons: Vec<RecordId> = match (title, name.hit) {
            (Some(title), _) => {
                let meaning = Meaning::new(kb, place.reading, title);
                // Without a state only those who hold it then, or who are on the stage.
                let fits = |person: &RecordId| {
                    let mut terms = kb.person(*person).terms.iter();
                    let near = !meaning.places.is_empty() || self.cast.has(*person);
                    terms.any(|it| {
                        meaning.fits(it.office) && (near || it.held(clock, date::Day::MAX).is_yes())
                    })
                };
                let holders = meaning.offices().into_iter().flat_map(|it| kb.holders(it));
                holders.map(|it| it.person).filter(fits).collect()
            }
            // "Sultan Haitham bin Tarik", where "Sultan Haitham" is known.
            (None, Some(hit)) if styled => {
                let persons = place.reading.hits[hit].info.persons.iter();
                persons.map(|it| it.record).collect()
            }
            _ => return None,
        };
        let past = title.is_some_and(|it| {
            matches!(
                it.status,
                Some((Status::Then | Status::Late | Status::Former, _))
            )
        });
        persons.retain(|it| (past || may_live(kb, *it, clock)) && called(*it));
        persons.sort_unstable();
        persons.dedup();
        let [person] = persons[..] else {
            return None;
        };
        Some(Found {
            records: vec![person],
            form: Form::Full,
            why: vec![format!(
                "{} is of that title and can be written so",
                kb.name(person)
            )],
        })
    }
}

fn is_style(word: &str) -> bool {
    lexicon::is_honorific(word) || lexicon::begins_style(word)
}

/// Never "no" of a folded name whose words are a variant of what is written: the first ones agree, or the last ones do. Most names
/// of the holders of an office are told apart by that.
fn may_be_variant(written: &[String], folded: &str) -> bool {
    // "Abd al-Aziz" may be one word.
    if folded.contains("abd") {
        return true;
    }
    let words = folded.split([' ', '\'']);
    let mut words = words.filter(|it| !it.is_empty() && !PARTICLES.contains(it));
    let first = words.next();
    let last = words.next_back().or(first);
    let same = |word: Option<&str>, other: Option<&String>| {
        word.zip(other)
            .is_some_and(|(word, other)| skeleton(word) == *other)
    };
    same(first, written.first()) || same(last, written.last())
}

/// Whether the words of the shorter name stand in the longer one in their order, from the first one on or up to the last.
fn is_variant(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.iter();
    // "Eduardo dos Santos" of José Eduardo dos Santos.
    short.len() >= 2
        && (long.ends_with(short)
            || short.first() == long.first() && short.iter().all(|word| rest.any(|it| it == word)))
}

/// The words of a folded name without particles, each as that in which its romanisations agree.
fn skeletons(folded: &str) -> Vec<String> {
    // "Abd al-Aziz", "Abdul Aziz" and "Abdelaziz" are one word.
    let mut joined = folded.to_owned();
    for of in [
        "abd al ", "abd el ", "abd ul ", "abdul ", "abdel ", "abdal ",
    ] {
        joined = joined.replace(of, "abd");
    }
    for of in ["abdul", "abdel", "abdal"] {
        joined = joined.replace(of, "abd");
    }
    let words = joined.split([' ', '\'']);
    words
        .filter(|it| !it.is_empty() && !PARTICLES.contains(it))
        .map(skeleton)
        .collect()
}

/// "kadhafi", "gaddafi" and "qadhafi" are one: vowels are one letter at the front and none elsewhere, what scripts do not
/// tell apart is one letter, and doubled letters are single.
fn skeleton(word: &str) -> String {
    let plain = word
        .replace("shch", "s")
        .replace("sch", "s")
        .replace("sh", "s")
        .replace("ch", "s")
        .replace("kh", "k")
        .replace("gh", "k")
        .replace("dh", "d")
        .replace("th", "t")
        .replace("ph", "f");
    let mut out = String::new();
    let mut last = ' ';
    for (idx, c) in plain.chars().enumerate() {
        let c = match c {
            'a' | 'e' | 'i' | 'o' | 'u' => 'a',
            'g' | 'q' | 'c' => 'k',
            'w' => 'v',
            'z' => 's',
            c => c,
        };
        let mute = matches!(c, 'a' | 'y' | 'j' | 'h') && idx > 0;
        if !mute && c != last {
            out.push(c);
        }
        last = c;
    }
    out
}
