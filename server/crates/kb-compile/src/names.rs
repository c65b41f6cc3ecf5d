//! The names of a record, as they go into the index.

use kb::{Lifetime, NameEntry, NameKind, Person, RecordId, State, Treaty};

use crate::read::{Content, Record};

/// Calls `add` with every folded name of a record.
pub(crate) fn of_record(record: &Record, add: impl FnMut(String, NameEntry)) {
    let mut names = Names {
        record: record.id,
        add,
    };
    match &record.content {
        Content::Person(person) => of_person(person, &mut names),
        Content::Office(office) => {
            names.add(&office.title, NameKind::Title);
            names.add_all(&office.also, NameKind::Title);
        }
        Content::State(state) => of_state(state, &mut names),
        Content::Organisation(organisation) => {
            names.add(&organisation.name, NameKind::Organisation);
            names.add_all(&organisation.also, NameKind::Organisation);
            names.add_all(&organisation.acronyms, NameKind::OrganisationAcronym);
        }
        Content::Treaty(treaty) => of_treaty(treaty, &mut names),
        Content::Event(event) => {
            names.add(&event.name, NameKind::Event);
            names.add_all(&event.also, NameKind::Event);
        }
        Content::Source(_) => {}
    }
}

struct Names<F> {
    record: RecordId,
    add: F,
}

impl<F: FnMut(String, NameEntry)> Names<F> {
    fn add(&mut self, name: &str, kind: NameKind) {
        self.add_during(name, kind, Lifetime::default());
    }

    fn add_all(&mut self, names: &[String], kind: NameKind) {
        names.iter().for_each(|name| self.add(name, kind));
    }

    fn add_during(&mut self, name: &str, kind: NameKind, during: Lifetime) {
        let folded = prose::fold(name);
        let folded = folded.strip_prefix("the ").unwrap_or(&folded);
        if folded.is_empty() {
            return;
        }
        let entry = NameEntry {
            record: self.record,
            kind,
            during,
            capitals: is_in_capitals(name),
        };
        (self.add)(folded.to_owned(), entry);
    }
}

fn of_person<F: FnMut(String, NameEntry)>(person: &Person, names: &mut Names<F>) {
    let name = &person.name;
    for full in std::iter::once(&name.full).chain(&person.spellings) {
        names.add(full, NameKind::Full);
        if let Some(other) = prose::spell_umlauts(full) {
            names.add(&other, NameKind::Full);
        }
        if let Some(other) = with_other_initials(full) {
            names.add(&other, NameKind::Full);
        }
        if let Some(short) = without_numeral(full) {
            names.add(short, NameKind::Surname);
        }
    }
    names.add_all(&person.native, NameKind::Full);
    for surname in [&name.family, &name.second] {
        if *surname != name.full {
            names.add(surname, NameKind::Surname);
            if let Some(other) = prose::spell_umlauts(surname) {
                names.add(&other, NameKind::Surname);
            }
        }
    }
    names.add_all(&person.short, NameKind::Surname);
    names.add_all(&person.nicknames, NameKind::Nickname);
    names.add(&name.given, NameKind::Given);
}

fn of_state<F: FnMut(String, NameEntry)>(state: &State, names: &mut Names<F>) {
    for name in &state.names {
        names.add_during(&name.short, NameKind::State, name.during);
        names.add_during(&name.official, NameKind::State, name.during);
        for also in &name.also {
            names.add_during(also, NameKind::State, name.during);
        }
    }
    for (words, kind) in [
        (&state.demonyms, NameKind::Demonym),
        (&state.capitals, NameKind::Capital),
        (&state.metonyms, NameKind::Metonym),
    ] {
        for word in words {
            names.add_during(&word.text, kind, word.during);
        }
    }
}

fn of_treaty<F: FnMut(String, NameEntry)>(treaty: &Treaty, names: &mut Names<F>) {
    let kind_of = |name: &String, kind| match treaty.shared.contains(name) {
        true => NameKind::TreatyShared,
        false => kind,
    };
    for name in std::iter::once(&treaty.name).chain(&treaty.short) {
        names.add(name, kind_of(name, NameKind::Treaty));
    }
    for name in &treaty.acronyms {
        names.add(name, kind_of(name, NameKind::TreatyAcronym));
    }
}

/// "King Abdullah" of "King Abdullah II".
fn without_numeral(name: &str) -> Option<&str> {
    let (short, numeral) = name.rsplit_once(' ')?;
    let is_numeral = numeral.chars().all(|it| matches!(it, 'I' | 'V' | 'X'));
    let titled = [
        "King ", "Queen ", "Emperor ", "Sultan ", "Emir ", "Pope ", "Shah ", "Tsar ",
    ];
    (is_numeral && titled.iter().any(|it| short.starts_with(it))).then_some(short)
}

/// "George H. W. Bush" for "George H.W. Bush", and the other way round: both are written. `None` where no two initials
/// follow each other.
fn with_other_initials(name: &str) -> Option<String> {
    let is_initial = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.as_str() == "."
    };
    let mut other = String::with_capacity(name.len() + 2);
    let mut last = "";
    for word in name.split(' ') {
        let dots = word.matches('.').count();
        let joined = dots > 1 && word.ends_with('.') && word.chars().count() == 2 * dots;
        if !(other.is_empty() || is_initial(last) && is_initial(word)) {
            other.push(' ');
        }
        if joined {
            let parts: Vec<&str> = word.split_inclusive('.').collect();
            other.push_str(&parts.join(" "));
        } else {
            other.push_str(word);
        }
        last = word;
    }
    (other != name).then_some(other)
}

/// "US", "U.S.", "MBS": letters with case, and none of them small.
fn is_in_capitals(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}
