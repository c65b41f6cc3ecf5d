//! Files of records, and `attache.toml`, in an editor: what is wrong with them, and what the ids in them mean.

use std::ops::Range as Bytes;

use ide::Destination;
use kb::{Kb, Kind, RecordId};
use lsp_types::*;

use super::hover::markup;
use crate::lsp::view::View;
use crate::{config, folders, session};

/// Of the ids that are offered.
const MOST: usize = 100;

/// What is wrong or suspicious in a file that is no article.
pub fn diagnostics(view: &View) -> Vec<Diagnostic> {
    match view.snapshot.kind {
        session::Kind::Configuration => of_configuration(view).into_iter().collect(),
        session::Kind::Records => of_records(view),
        session::Kind::Article(_) | session::Kind::Other => Vec::new(),
    }
}

/// The card of the id at this place.
pub fn hover(view: &View, position: Position) -> Option<Hover> {
    let (record, range) = id_at(view, position)?;
    let it = &view.snapshot;
    let card = ide::card(it.kb(), it.analysis(), it.settings(), it.today(), record);
    Some(Hover {
        contents: markup(&view.library, &[card], view.profile.markdown).into(),
        range: Some(view.range(range)),
    })
}

/// Where the id at this place is written.
pub fn definition(view: &View, position: Position) -> Vec<Destination> {
    let destination = |(record, origin)| Destination {
        origin,
        record,
        term: None,
    };
    id_at(view, position).map(destination).into_iter().collect()
}

/// Ids that fit the key before them.
pub fn completion(view: &View, position: Position) -> CompletionList {
    let text = view.snapshot.rope.to_string();
    let offset = view.offset(position) as usize;
    let Some((kinds, typed)) = wanted(&text, offset) else {
        return CompletionList::default();
    };
    let kb = view.snapshot.kb();
    let range = prose::Range::new(typed.start as u32, typed.end as u32);
    let mut records: Vec<RecordId> = kinds
        .iter()
        .flat_map(|kind| kb.all(*kind))
        .filter(|it| kb.slug(*it).contains(&text[typed.clone()]))
        .take(MOST)
        .collect();
    records.sort_by_key(|it| kb.slug(*it));
    let item = |record: &RecordId| CompletionItem {
        label: kb.slug(*record).to_owned(),
        detail: Some(kb.name(*record)),
        kind: Some(super::completion::kind(view, *record)),
        text_edit: Some(
            TextEdit {
                range: view.range(range),
                new_text: kb.slug(*record).to_owned(),
            }
            .into(),
        ),
        ..Default::default()
    };
    CompletionList {
        is_incomplete: true,
        items: records.iter().map(item).collect(),
        ..Default::default()
    }
}

fn of_configuration(view: &View) -> Option<Diagnostic> {
    let text = view.snapshot.rope.to_string();
    let (line, message) = config::parse(&text).err()?;
    let line = line.saturating_sub(1) as u32;
    let range = Range::new(Position::new(line, 0), Position::new(line, u32::MAX));
    // Clamped to the end of the line.
    let range = view.range(view.bytes(range));
    Some(diagnostic(
        range,
        DiagnosticSeverity::Error,
        "kb/configuration",
        message,
    ))
}

/// The file is compiled with the others of its folder as they are on disk.
fn of_records(view: &View) -> Vec<Diagnostic> {
    let path = view
        .snapshot
        .path
        .as_deref()
        .filter(|it| folders::is_record_file(it));
    let Some((path, name)) = path.and_then(|it| Some((it, it.file_name()?.to_str()?))) else {
        return Vec::new();
    };
    let folder = path.parent().unwrap_or(path);
    let mut files = folders::read_records(folder).unwrap_or_default();
    files.retain(|(it, _)| it != name);
    files.push((name.to_owned(), view.snapshot.rope.to_string()));
    files.sort();
    let base = view.snapshot.shared.folders.base();
    let (severity, code, found) = match kb_compile::compile(&files, Some(base)) {
        Err(problems) => (DiagnosticSeverity::Error, "kb/record", problems),
        Ok(compiled) => {
            let lints = compiled.lints;
            let mut all = match base.with(std::sync::Arc::new(compiled.blob)) {
                Ok(house) => conflicts(view, base, &house, name),
                Err(_) => Vec::new(),
            };
            all.extend(of_problems(
                view,
                DiagnosticSeverity::Warning,
                "kb/record",
                name,
                &lints,
            ));
            return all;
        }
    };
    of_problems(view, severity, code, name, &found).collect()
}

fn of_problems<'a>(
    view: &'a View,
    severity: DiagnosticSeverity,
    code: &'static str,
    file: &'a str,
    problems: &'a [kb_compile::Problem],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let here = problems.iter().filter(move |it| it.file == file);
    here.map(move |it| {
        let range = prose::Range::new(it.range.start as u32, it.range.end as u32);
        diagnostic(view.range(range), severity, code, it.message.clone())
    })
}

/// Records of this file that replace one of the base which says otherwise.
fn conflicts(view: &View, base: &Kb, house: &Kb, file: &str) -> Vec<Diagnostic> {
    let top = base.layers() as u8;
    let kinds = [
        Kind::Person,
        Kind::Office,
        Kind::State,
        Kind::Organisation,
        Kind::Treaty,
        Kind::Event,
    ];
    let replaced = kinds.iter().flat_map(|it| base.all(*it)).filter(|it| {
        let place = house.location(*it);
        place.layer == top && place.file == file
    });
    let conflict = |record: RecordId| {
        let otherwise = differences(base, house, record);
        if otherwise.is_empty() {
            return None;
        }
        let line = house.location(record).line;
        let header = Range::new(Position::new(line, 0), Position::new(line, u32::MAX));
        let message = format!(
            "this replaces a record that says otherwise: {}",
            otherwise.join("; ")
        );
        let range = view.range(view.bytes(header));
        let severity = DiagnosticSeverity::Information;
        Some(diagnostic(range, severity, "kb/overlay-conflict", message))
    };
    replaced.filter_map(conflict).collect()
}

/// What the base says of a record and the house does not.
fn differences(base: &Kb, house: &Kb, record: RecordId) -> Vec<String> {
    let mut found = Vec::new();
    let mut lost = |what: &str, there: Option<String>, here: Option<String>| {
        if let Some(there) = there.filter(|it| Some(it) != here.as_ref()) {
            found.push(format!("{what} {there}"));
        }
    };
    let iso = |it: Option<date::Date>| it.map(|it| it.iso());
    match record.kind() {
        Kind::Person => {
            let (there, here) = (base.person(record), house.person(record));
            lost(
                "name",
                Some(there.name.full.clone()),
                Some(here.name.full.clone()),
            );
            lost("born", iso(there.born), iso(here.born));
            lost("died", iso(there.died), iso(here.died));
            for term in &there.terms {
                let office = base.slug(term.office);
                let same = here.terms.iter().any(|it| {
                    house.slug(it.office) == office && it.from == term.from && it.to == term.to
                });
                let from = iso(term.from).unwrap_or_else(|| "?".into());
                lost(
                    "in office",
                    Some(format!("{office} from {from}")).filter(|_| !same),
                    None,
                );
            }
        }
        Kind::Treaty => {
            let (there, here) = (base.treaty(record), house.treaty(record));
            lost("name", Some(there.name.clone()), Some(here.name.clone()));
            let missing = there.acts.iter().filter(|act| {
                !here
                    .acts
                    .iter()
                    .any(|it| it.act == act.act && it.on == act.on)
            });
            let missing = missing.count();
            lost("acts", (missing > 0).then(|| missing.to_string()), None);
        }
        _ => {
            lost("name", Some(base.name(record)), Some(house.name(record)));
        }
    }
    found
}

fn diagnostic(
    range: Range,
    severity: DiagnosticSeverity,
    code: &str,
    message: String,
) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity),
        code: Some(code.to_owned().into()),
        source: Some("attache".into()),
        message: message.into(),
        ..Default::default()
    }
}

/// The record whose id stands at this place, in a string or in the header of a block.
fn id_at(view: &View, position: Position) -> Option<(RecordId, prose::Range)> {
    let text = view.snapshot.rope.to_string();
    let word = word_at(&text, view.offset(position) as usize);
    let id = text.get(word.clone())?.replace(".office.", "/");
    let record = view.snapshot.kb().find(&id)?;
    Some((
        record,
        prose::Range::new(word.start as u32, word.end as u32),
    ))
}

/// The letters of an id around an offset.
fn word_at(text: &str, offset: usize) -> Bytes<usize> {
    let is_id = |it: &u8| it.is_ascii_lowercase() || it.is_ascii_digit() || b"-/.".contains(it);
    let (before, after) = text.as_bytes().split_at(offset.min(text.len()));
    let left = before.iter().rev().take_while(|it| is_id(it)).count();
    let right = after.iter().take_while(|it| is_id(it)).count();
    before.len() - left..before.len() + right
}

/// The kinds of record that fit at this place, and what is typed of the id: inside of a string whose key takes ids.
fn wanted(text: &str, offset: usize) -> Option<(&'static [Kind], Bytes<usize>)> {
    let line = text[..offset].rfind('\n').map_or(0, |it| it + 1);
    let before = text.get(line..offset)?;
    if before.matches('"').count() % 2 == 0 {
        return None;
    }
    // The last key before the place: `office = "`, `by = ["a", "`.
    let (before_key, _) = before.rsplit_once('=')?;
    let key = before_key
        .trim_end()
        .rsplit(|it: char| !it.is_ascii_lowercase() && it != '-')
        .next()?;
    let kinds: &[Kind] = match key {
        "office" => &[Kind::Office],
        "source" => &[Kind::Source],
        "by" | "persons" => &[Kind::Person],
        "state" | "continues-as" | "predecessors" | "successors" => &[Kind::State],
        "parties" => &[Kind::State, Kind::Organisation],
        "treaty" | "amends" | "replaces" | "confused-with" => &[Kind::Treaty],
        _ => return None,
    };
    let start = before.rfind('"').map_or(line, |it| line + it + 1);
    let end = word_at(text, offset).end;
    Some((kinds, start..end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_around_a_place() {
        let text = "[deu.office.chancellor]\nterms = [{ office = \"deu/chancellor\" }]";
        let at = |word: &str| &text[word_at(text, text.find(word).unwrap() + 1)];
        assert_eq!(at("office.ch"), "deu.office.chancellor");
        assert_eq!(at("u/chancellor"), "deu/chancellor");
        assert_eq!(at("[{"), "");
    }

    #[test]
    fn ids_are_wanted_in_strings_of_keys_that_take_them() {
        let wanted = |text: &str| {
            super::wanted(text, text.len()).map(|(kinds, at)| (kinds[0], text[at].to_owned()))
        };
        assert_eq!(
            wanted("terms = [{ office = \"deu/"),
            Some((Kind::Office, "deu/".into()))
        );
        assert_eq!(
            wanted("acts = [{ by = [\"a\", \"b"),
            Some((Kind::Person, "b".into()))
        );
        assert_eq!(wanted("source = \"x\"\nborn = \"19"), None);
        assert_eq!(wanted("office = \"a\""), None);
    }
}
