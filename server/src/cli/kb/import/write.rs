//! New persons and terms as records.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use date::{Date, Day};
use kb::{End, Kb, Kind, NameOrder, Person, PersonName, RecordId, Status};
use rustc_hash::{FxHashMap, FxHashSet};
use wikidata::{Entity, Id};

use super::compare::Draft;
use super::facts::{self, Ending};
use crate::cli::kb::new::slug;
use crate::cli::kb::words;

/// How many persons are written at once; what memory it takes is bounded by it.
const MOST: usize = 50_000;

pub struct Writer<'a> {
    kb: &'a Kb,
    folder: &'a Path,
    drafts: Vec<Draft>,
    /// English names of family and given names.
    names: FxHashMap<Id, String>,
    beyond: u64,
}

/// Whether an office or a state names the person as holder now.
type IsCurrent<'a> = &'a dyn Fn(Id, RecordId) -> bool;

/// A record before it is written.
struct Block {
    slug: String,
    text: String,
}

/// An error where there is something in the folder.
pub fn check_empty(folder: &Path) -> Result<()> {
    match fs::read_dir(folder) {
        Ok(mut entries) => {
            if entries.next().is_some() {
                bail!(
                    "`{}` is not empty: nothing is overwritten",
                    folder.display()
                );
            }
            Ok(())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("cannot write to `{}`", folder.display())),
    }
}

impl<'a> Writer<'a> {
    pub fn new(kb: &'a Kb, folder: &'a Path) -> Writer<'a> {
        Writer {
            kb,
            folder,
            drafts: Vec::new(),
            names: FxHashMap::default(),
            beyond: 0,
        }
    }

    pub fn add(&mut self, draft: Draft) {
        if self.drafts.len() < MOST {
            self.drafts.push(draft);
        } else {
            self.beyond += 1;
        }
    }

    /// The items of names that are needed for new persons.
    pub fn names_wanted(&self) -> Option<FxHashSet<Id>> {
        let new = self.drafts.iter().filter(|it| it.record.is_none());
        let names: FxHashSet<Id> = new
            .flat_map(|it| it.families.iter().chain(&it.givens))
            .copied()
            .collect();
        (!names.is_empty()).then_some(names)
    }

    /// Takes the name from the entity of one.
    pub fn name(&mut self, entity: &Entity) {
        if let Some(label) = &entity.label {
            self.names.insert(entity.id, label.clone());
        }
    }

    /// Writes the records, all or none, and says what was written and what was left out. `as_of`: of the source.
    pub fn finish(&self, as_of: Option<Day>, is_current: IsCurrent<'_>) -> Result<Vec<String>> {
        let mut said = Vec::new();
        if self.beyond > 0 {
            said.push(format!(
                "{} persons left out: at most {MOST} are written at once",
                self.beyond
            ));
        }
        let source = match as_of {
            Some(day) => format!("wikidata-{day}"),
            None => "wikidata-import".to_owned(),
        };
        let mut files = self.blocks(&source, is_current, &mut said);
        let files = loop {
            if files.values().all(Vec::is_empty) {
                said.push("there is nothing new to write".to_owned());
                return Ok(said);
            }
            let texts = texts(&files, &source, as_of);
            let problems = match kb_compile::compile(&texts, Some(self.kb)) {
                Err(problems) => problems,
                Ok(compiled) if compiled.lints.is_empty() => break texts,
                Ok(compiled) => compiled.lints,
            };
            let mut wrong = BTreeMap::new();
            for problem in problems {
                if let Some(block) = block_at(&files, &problem) {
                    wrong.entry(block).or_insert(problem.message);
                }
            }
            if wrong.is_empty() {
                bail!("the records cannot be made valid; nothing is written");
            }
            // From behind, so that the others keep their places.
            for ((file, at), message) in wrong.into_iter().rev() {
                if let Some(blocks) = files.get_mut(&file) {
                    let slug = blocks.remove(at).slug;
                    said.push(format!("{slug} left out: {message}"));
                }
            }
        };
        let records: usize = files
            .iter()
            .filter(|it| it.0 != SOURCES)
            .map(|it| count(&it.1))
            .sum();
        write_folder(self.folder, &files)?;
        said.push(format!(
            "{records} records written to {}",
            self.folder.display()
        ));
        Ok(said)
    }

    /// The records by file, each file sorted.
    fn blocks(
        &self,
        source: &str,
        is_current: IsCurrent<'_>,
        said: &mut Vec<String>,
    ) -> BTreeMap<String, Vec<Block>> {
        let mut files: BTreeMap<String, Vec<Block>> = BTreeMap::new();
        let mut taken = HashSet::new();
        for draft in &self.drafts {
            let name = &draft.name;
            let slug = match draft.record {
                Some(record) => Some(self.kb.slug(record).to_owned()),
                None => slug(self.kb, name, &taken),
            };
            let Some(slug) = slug else {
                said.push(format!(
                    "{} left out: `{name}` has no Latin letters",
                    draft.id
                ));
                continue;
            };
            let person = self.person(draft, source, is_current, said);
            if let Some((file, text)) = person {
                taken.insert(slug.clone());
                let text = format!("[{slug}]\n{text}");
                files.entry(file).or_default().push(Block { slug, text });
            }
        }
        for blocks in files.values_mut() {
            blocks.sort_by(|a, b| a.slug.cmp(&b.slug));
        }
        files
    }

    /// The file and the text of a record, without its heading; `None` where nothing of it is sure enough.
    fn person(
        &self,
        draft: &Draft,
        source: &str,
        is_current: IsCurrent<'_>,
        said: &mut Vec<String>,
    ) -> Option<(String, String)> {
        let kb = self.kb;
        let mut person = match draft.record {
            Some(record) => kb.person(record).clone(),
            None => self.new_person(draft),
        };
        let known = person.terms.len();
        let died = draft.died.or(person.died);
        let mut sources: Vec<Vec<&str>> = person
            .terms
            .iter()
            .map(|it| slugs(kb, &it.sources))
            .collect();
        for term in &draft.terms {
            let Some(to) = self.end(draft.id, term, died, is_current) else {
                let (id, office) = (draft.id, kb.slug(term.office));
                said.push(format!(
                    "{id}, term as {office} left out: whether it has ended is not told"
                ));
                continue;
            };
            person.terms.push(kb::Term {
                office: term.office,
                from: term.from,
                to,
                status: if term.acting {
                    Status::Acting
                } else {
                    Status::Regular
                },
                expected_end: None,
                chosen: None,
                number: term.number.filter(|_| self.is_numbered(term.office)),
                sources: Vec::new(),
            });
            sources.push(vec![source]);
        }
        if person.terms.len() == known {
            return None;
        }
        person.born = person.born.or(draft.born);
        person.died = died;
        person.wikidata.get_or_insert_with(|| draft.id.to_string());
        let file = match draft.record {
            Some(record) => kb.location(record).file.to_owned(),
            None => self.file(person.terms.first()?.office),
        };
        let own = match draft.record {
            Some(_) => slugs(kb, &person.sources),
            None => vec![source],
        };
        Some((file, toml(kb, &person, &own, &sources)))
    }

    /// How a term ended; `None` where that is not told.
    fn end(
        &self,
        person: Id,
        term: &facts::Term,
        died: Option<Date>,
        is_current: IsCurrent<'_>,
    ) -> Option<End> {
        match term.to {
            Ending::On(date) => Some(End::On(date)),
            Ending::Unknown => Some(End::Unknown),
            _ if died.is_some() => Some(End::Unknown),
            Ending::Running => Some(End::Running),
            Ending::Open if is_current(person, term.office) => Some(End::Running),
            Ending::Open => None,
        }
    }

    /// Whether the base counts the holders: else an ordinal of Wikidata may count something else.
    fn is_numbered(&self, office: RecordId) -> bool {
        let holders = self.kb.holders(office).iter();
        holders
            .filter(|it| self.kb.term(**it).number.is_some())
            .nth(1)
            .is_some()
    }

    fn file(&self, office: RecordId) -> String {
        match self.kb.office(office).of {
            Some(state) if state.kind() == Kind::State => {
                format!("people/{}.toml", self.kb.slug(state))
            }
            _ => "people/organisations.toml".to_owned(),
        }
    }

    fn new_person(&self, draft: &Draft) -> Person {
        let labels = |ids: &[Id]| -> Vec<String> {
            ids.iter()
                .filter_map(|it| self.names.get(it).cloned())
                .collect()
        };
        let name = person_name(
            &draft.name,
            &labels(&draft.families),
            &labels(&draft.givens),
        );
        let mut person = Person {
            spellings: spellings(&name, &draft.aliases),
            ..Person::default()
        };
        let known = |it: &String| *it == name.full || person.spellings.contains(it);
        person.native = draft
            .native
            .iter()
            .filter(|it| !known(it))
            .cloned()
            .collect();
        person.native.dedup();
        person.name = name;
        person
    }
}

/// A name taken apart as far as its family names and given names say how: the family name must stand at the end of it or
/// at its start.
fn person_name(full: &str, families: &[String], givens: &[String]) -> PersonName {
    let mut name = PersonName {
        full: full.to_owned(),
        second: full.to_owned(),
        ..PersonName::default()
    };
    let rest = families.iter().find_map(|family| {
        let before = full
            .strip_suffix(family.as_str())
            .filter(|it| it.ends_with(' '));
        let after = full
            .strip_prefix(family.as_str())
            .filter(|it| it.starts_with(' '));
        let order = if before.is_some() {
            NameOrder::GivenFirst
        } else {
            NameOrder::FamilyFirst
        };
        Some((family, before.or(after)?.trim(), order))
    });
    if let Some((family, given, order)) = rest {
        name.family.clone_from(family);
        name.second.clone_from(family);
        name.given = given.to_owned();
        name.order = order;
    } else if let Some(given) = givens.iter().find(|it| full.starts_with(&format!("{it} "))) {
        name.given.clone_from(given);
    }
    name
}

/// The aliases that are the same full name written otherwise: they have its family name, begin with the same letter, and
/// are no title, list or note.
fn spellings(name: &PersonName, aliases: &[String]) -> Vec<String> {
    let family = prose::fold(&name.family);
    let first = prose::fold(&name.full).chars().next();
    let mut known = vec![prose::fold(&name.full)];
    let mut spellings = Vec::new();
    for alias in aliases {
        let folded = prose::fold(alias);
        let mut words = folded.split(' ');
        let plain = alias
            .chars()
            .all(|it| it.is_alphabetic() || matches!(it, ' ' | '-' | '.' | '\'' | '’'));
        let same =
            !family.is_empty() && words.any(|it| it == family) && folded.chars().next() == first;
        let shouted = alias.chars().filter(|it| it.is_lowercase()).count() < 2;
        if plain && same && !shouted && folded != family && !known.contains(&folded) {
            known.push(folded);
            spellings.push(alias.clone());
        }
    }
    spellings.sort();
    spellings
}

/// A person as a block of TOML, without its heading. `sources`: of the record; `of_terms`: of each term.
fn toml(kb: &Kb, person: &Person, sources: &[&str], of_terms: &[Vec<&str>]) -> String {
    let name = &person.name;
    let mut fields = vec![format!("full = {}", quoted(&name.full))];
    for (key, value) in [("family", &name.family), ("given", &name.given)] {
        if !value.is_empty() {
            fields.push(format!("{key} = {}", quoted(value)));
        }
    }
    if name.order == NameOrder::FamilyFirst {
        fields.push("order = \"family-first\"".to_owned());
    }
    let usual = if name.family.is_empty() {
        &name.full
    } else {
        &name.family
    };
    if name.second != *usual {
        fields.push(format!("second = {}", quoted(&name.second)));
    }
    if name.given_is_used {
        fields.push("given-is-used = true".to_owned());
    }
    let mut text = format!("name = {{ {} }}\n", fields.join(", "));
    for (key, names) in [
        ("spellings", &person.spellings),
        ("short", &person.short),
        ("nicknames", &person.nicknames),
        ("native", &person.native),
    ] {
        if !names.is_empty() {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let _ = writeln!(text, "{key} = {}", listed(&names));
        }
    }
    let dates = [("born", person.born), ("died", person.died)];
    let dates = dates.map(|(key, date)| (key, date.map(|it| it.to_string())));
    for (key, value) in [("wikidata", person.wikidata.clone())]
        .into_iter()
        .chain(dates)
    {
        if let Some(value) = value {
            let _ = writeln!(text, "{key} = {}", quoted(&value));
        }
    }
    let _ = writeln!(text, "source = {}", one_or_list(sources));
    let mut terms: Vec<_> = person.terms.iter().zip(of_terms).collect();
    terms.sort_by_key(|it| it.0.from.map(Date::first));
    text.push_str("terms = [\n");
    for (term, sources) in terms {
        let _ = writeln!(text, "  {},", row(kb, term, sources));
    }
    text.push_str("]\n");
    text
}

fn row(kb: &Kb, term: &kb::Term, sources: &[&str]) -> String {
    let mut fields = vec![("office", quoted(kb.slug(term.office)))];
    let mut date = |key, date: Option<Date>| {
        fields.extend(date.map(|it| (key, quoted(&it.to_string()))));
    };
    date("from", term.from);
    if let End::On(to) = term.to {
        date("to", Some(to));
    }
    date("expected-end", term.expected_end);
    date("chosen", term.chosen);
    if term.to == End::Unknown {
        fields.push(("to", quoted("?")));
    }
    if term.status != Status::Regular {
        fields.push(("status", quoted(words::status(term.status))));
    }
    fields.extend(term.number.map(|it| ("number", it.to_string())));
    fields.push(("source", one_or_list(sources)));
    let fields: Vec<String> = fields
        .iter()
        .map(|(key, value)| format!("{key} = {value}"))
        .collect();
    format!("{{ {} }}", fields.join(", "))
}

fn slugs<'a>(kb: &'a Kb, records: &[RecordId]) -> Vec<&'a str> {
    records.iter().map(|it| kb.slug(*it)).collect()
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn listed(items: &[&str]) -> String {
    let items: Vec<String> = items.iter().map(|it| quoted(it)).collect();
    format!("[{}]", items.join(", "))
}

fn one_or_list(items: &[&str]) -> String {
    match items {
        [one] => quoted(one),
        _ => listed(items),
    }
}

const SOURCES: &str = "sources.toml";

/// Every file with its text, that of the source among them.
fn texts(
    files: &BTreeMap<String, Vec<Block>>,
    source: &str,
    as_of: Option<Day>,
) -> Vec<(String, String)> {
    let as_of = as_of.map_or(String::new(), |it| format!("as-of   = \"{it}\"\n"));
    let sources = format!(
        "[{source}]\ntitle   = \"Wikidata, statements of its entities\"\naddress = \"https://www.wikidata.org/\"\nlicence = \"CC0-1.0\"\n{as_of}"
    );
    let mut texts = vec![(SOURCES.to_owned(), sources)];
    for (file, blocks) in files.iter().filter(|it| !it.1.is_empty()) {
        let blocks: Vec<&str> = blocks.iter().map(|it| it.text.as_str()).collect();
        texts.push((file.clone(), blocks.join("\n")));
    }
    texts
}

/// The file and the place in it of the record of which there is a problem.
fn block_at(
    files: &BTreeMap<String, Vec<Block>>,
    problem: &kb_compile::Problem,
) -> Option<(String, usize)> {
    let mut next = 1;
    let at = files.get(&problem.file)?.iter().position(|it| {
        let first = next;
        // Records are parted by an empty line.
        next += it.text.matches('\n').count() as u32 + 1;
        (first..next).contains(&problem.line)
    })?;
    Some((problem.file.clone(), at))
}

fn count(text: &str) -> usize {
    text.lines().filter(|it| it.starts_with('[')).count()
}

/// Makes the folder beside its place, then moves it there: a reader finds all of it or nothing.
fn write_folder(folder: &Path, files: &[(String, String)]) -> Result<()> {
    let write = || -> std::io::Result<()> {
        let folder: PathBuf = std::path::absolute(folder)?;
        let parent = folder.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(parent)?;
        let made = tempfile::Builder::new()
            .prefix(".attache-")
            .tempdir_in(parent)?;
        let inside = made.path().join("records");
        for (file, text) in files {
            let path = inside.join(file);
            fs::create_dir_all(path.parent().unwrap_or(&inside))?;
            fs::write(&path, text)?;
        }
        // Only an empty one goes.
        match fs::remove_dir(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => fs::rename(&inside, &folder),
        }
    };
    write().with_context(|| format!("cannot write to `{}`", folder.display()))
}
