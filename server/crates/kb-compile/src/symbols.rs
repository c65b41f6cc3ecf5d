//! Which blocks there are, what kind of record each is, and the id of every slug.

use kb::{Kb, Kind, RecordId};
use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::file::SourceFile;
use crate::problem::{Place, Report};
use crate::suggest::did_you_mean;

/// The text of one record.
pub(crate) struct Block<'a> {
    pub(crate) id: RecordId,
    pub(crate) slug: String,
    pub(crate) table: &'a DeTable<'a>,
    /// Its header.
    pub(crate) place: Place,
    /// Of an office: the block of the state or organisation around it and what that is.
    pub(crate) around: Option<(&'a DeTable<'a>, RecordId)>,
}

pub(crate) struct Symbols<'a> {
    pub(crate) base: Option<&'a Kb>,
    /// In order of kind and index.
    pub(crate) blocks: Vec<Block<'a>>,
    ids: FxHashMap<String, RecordId>,
    /// Former slugs, sorted.
    pub(crate) former: Vec<(String, RecordId)>,
}

/// A block before it has an id.
struct Candidate<'a> {
    kind: Kind,
    slug: String,
    table: &'a DeTable<'a>,
    place: Place,
    around: Option<(&'a DeTable<'a>, String)>,
}

/// The folders, and the kinds of record in them.
const FOLDERS: [(&str, Kind); 6] = [
    ("people", Kind::Person),
    ("states", Kind::State),
    ("organisations", Kind::Organisation),
    ("treaties", Kind::Treaty),
    ("events", Kind::Event),
    ("sources", Kind::Source),
];

impl<'a> Symbols<'a> {
    pub(crate) fn collect(
        files: &'a [SourceFile<'a>],
        documents: &'a [Spanned<DeTable<'a>>],
        base: Option<&'a Kb>,
        report: &mut Report,
    ) -> Symbols<'a> {
        let mut candidates = Vec::new();
        for (file, document) in files.iter().zip(documents) {
            candidates_of(file, document.get_ref(), report, &mut candidates);
        }
        drop_duplicates(files, base, &mut candidates, report);
        let mut symbols = Symbols::with_ids(candidates, base);
        symbols.collect_former(files, report);
        symbols
    }

    /// The record with this slug, in this layer or below.
    pub(crate) fn find(&self, slug: &str) -> Option<RecordId> {
        let own = self.ids.get(slug).copied();
        own.or_else(|| self.base?.find(slug)).or_else(|| {
            let former = &self.former;
            let at = former
                .binary_search_by(|(s, _)| s.as_str().cmp(slug))
                .ok()?;
            Some(former[at].1)
        })
    }

    /// A hint for a slug that is not known among records of these kinds.
    pub(crate) fn hint(&self, slug: &str, kinds: &[Kind]) -> String {
        let own = self.blocks.iter().map(|block| (block.id, &*block.slug));
        let below = self.base.into_iter().flat_map(|base| {
            let ids = kinds.iter().flat_map(|&kind| base.all(kind));
            ids.map(|id| (id, base.slug(id)))
        });
        let wanted = own
            .chain(below)
            .filter(|(id, _)| kinds.contains(&id.kind()));
        did_you_mean(slug, wanted.map(|(_, slug)| slug))
    }

    fn with_ids(candidates: Vec<Candidate<'a>>, base: Option<&'a Kb>) -> Symbols<'a> {
        let layer = base.map_or(0, Kb::layers) as u8;
        let mut candidates: Vec<_> = candidates
            .into_iter()
            .map(|candidate| (base.and_then(|base| base.find(&candidate.slug)), candidate))
            .collect();
        candidates.sort_by(|(x, a), (y, b)| (a.kind, x, &a.slug).cmp(&(b.kind, y, &b.slug)));
        let mut next = FxHashMap::<Kind, u32>::default();
        let mut ids = FxHashMap::default();
        for (replaced, candidate) in &candidates {
            let id = replaced.unwrap_or_else(|| {
                let index = next.entry(candidate.kind).or_default();
                *index += 1;
                RecordId::new(layer, candidate.kind, *index - 1)
            });
            ids.insert(candidate.slug.clone(), id);
        }
        let mut blocks = Vec::new();
        for (_, candidate) in candidates {
            let around = candidate.around.and_then(|(table, slug)| {
                let id = ids.get(&slug).copied();
                Some((table, id.or_else(|| base?.find(&slug))?))
            });
            if let Some(&id) = ids.get(&candidate.slug) {
                blocks.push(Block {
                    id,
                    slug: candidate.slug,
                    table: candidate.table,
                    place: candidate.place,
                    around,
                });
            }
        }
        Symbols {
            base,
            blocks,
            ids,
            former: Vec::new(),
        }
    }

    fn collect_former(&mut self, files: &[SourceFile<'_>], report: &mut Report) {
        let mut former = Vec::new();
        for block in &self.blocks {
            let Some(list) = block
                .table
                .get("former-ids")
                .and_then(|v| v.get_ref().as_array())
            else {
                continue;
            };
            for value in list.iter() {
                let Some(slug) = value.get_ref().as_str() else {
                    continue;
                };
                // An office's former slug is written as the office's own is: without its state.
                let slug = match block.slug.split_once('/') {
                    Some((of, _)) if !slug.contains('/') => format!("{of}/{slug}"),
                    _ => slug.to_owned(),
                };
                let taken = self.ids.contains_key(&slug)
                    || self
                        .base
                        .and_then(|base| base.find(&slug))
                        .is_some_and(|id| id != block.id);
                if taken {
                    let place = files[block.place.file].place(value.span());
                    report.problem(
                        &place,
                        format!(
                            "{}: former id `{slug}` is the id of another record",
                            block.slug
                        ),
                    );
                } else {
                    former.push((slug, block.id));
                }
            }
        }
        former.sort();
        self.former = former;
    }
}

/// The blocks of a file and the offices in them.
fn candidates_of<'a>(
    file: &SourceFile<'a>,
    document: &'a DeTable<'a>,
    report: &mut Report,
    candidates: &mut Vec<Candidate<'a>>,
) {
    let folder = kind_of_path(file.path);
    let mut last: Option<&str> = None;
    for (key, value) in document {
        let slug = key.get_ref().as_ref();
        let place = file.place(key.span());
        let Some(table) = value.get_ref().as_table() else {
            report.problem(&place, format!("`{slug}` stands outside of any block"));
            continue;
        };
        if last.is_some_and(|last| last > slug) {
            report.lint(&place, format!("{slug}: blocks are not sorted by id"));
        }
        last = Some(slug);
        if !is_slug(slug) {
            report.problem(
                &place,
                format!("`{slug}` is no id: write lower-case ASCII letters, digits and hyphens"),
            );
            continue;
        }
        let only_offices = table.len() == 1 && table.contains_key("office");
        let kind = folder.or_else(|| kind_of_keys(table));
        if !only_offices {
            let Some(kind) = kind else {
                report.problem(
                    &place,
                    format!(
                        "{slug}: no telling what this is: move it to people.toml, states.toml, organisations.toml, \
                         treaties.toml, events.toml or sources.toml"
                    ),
                );
                continue;
            };
            candidates.push(Candidate {
                kind,
                slug: slug.to_owned(),
                table,
                place,
                around: None,
            });
        }
        if matches!(kind, Some(Kind::State | Kind::Organisation)) || only_offices {
            offices_of(file, slug, table, report, candidates);
        }
    }
}

fn offices_of<'a>(
    file: &SourceFile<'a>,
    slug: &str,
    table: &'a DeTable<'a>,
    report: &mut Report,
    candidates: &mut Vec<Candidate<'a>>,
) {
    let Some(offices) = table
        .get("office")
        .and_then(|value| value.get_ref().as_table())
    else {
        return;
    };
    for (key, value) in offices {
        let name = key.get_ref().as_ref();
        let place = file.place(key.span());
        match value.get_ref() {
            DeValue::Table(office) if is_slug(name) => candidates.push(Candidate {
                kind: Kind::Office,
                slug: format!("{slug}/{name}"),
                table: office,
                place,
                around: Some((table, slug.to_owned())),
            }),
            _ => report.problem(
                &place,
                format!("{slug}: write an office as [{slug}.office.ID], the ID in lower-case ASCII letters, digits and hyphens"),
            ),
        }
    }
}

/// Reports slugs that are used twice or belong to something else in the base, and drops the later blocks.
fn drop_duplicates(
    files: &[SourceFile<'_>],
    base: Option<&Kb>,
    candidates: &mut Vec<Candidate<'_>>,
    report: &mut Report,
) {
    let mut seen: FxHashMap<String, Place> = FxHashMap::default();
    candidates.retain(|candidate| {
        let slug = &candidate.slug;
        if let Some(first) = seen.get(slug) {
            let file = &files[first.file];
            report.problem(
                &candidate.place,
                format!(
                    "{slug}: this id is taken at {}:{}",
                    file.path,
                    file.line(first.range.start) + 1
                ),
            );
            return false;
        }
        seen.insert(slug.clone(), candidate.place.clone());
        let replaced = base.and_then(|base| Some((base, base.find(slug)?)));
        if let Some((base, id)) = replaced {
            let known = base.slug(id);
            if known != slug {
                report.problem(
                    &candidate.place,
                    format!("{slug}: this is a former id of `{known}`: write `{known}`"),
                );
                return false;
            }
            if id.kind() != candidate.kind {
                report.problem(
                    &candidate.place,
                    format!("{slug}: the base has {} of this id", kind_name(id.kind())),
                );
                return false;
            }
        }
        true
    });
    // An office stands on its own only where its state or organisation is known.
    candidates.retain(|candidate| {
        let Some((_, around)) = &candidate.around else {
            return true;
        };
        let known = seen.contains_key(around)
            || base
                .and_then(|base| base.find(around))
                .is_some_and(|id| matches!(id.kind(), Kind::State | Kind::Organisation));
        if !known {
            report.problem(
                &candidate.place,
                format!(
                    "{}: unknown state or organisation `{around}`",
                    candidate.slug
                ),
            );
        }
        known
    });
}

/// "a state".
pub(crate) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "a person",
        Kind::Office => "an office",
        Kind::State => "a state",
        Kind::Organisation => "an organisation",
        Kind::Treaty => "a treaty",
        Kind::Event => "an event",
        Kind::Source => "a source",
    }
}

fn kind_of_path(path: &str) -> Option<Kind> {
    let path = path.strip_suffix(".toml").unwrap_or(path);
    path.split('/').find_map(|part| {
        let folder = FOLDERS.iter().find(|(name, _)| *name == part);
        folder.map(|(_, kind)| *kind)
    })
}

/// What a block is, by keys that only its kind has.
fn kind_of_keys(table: &DeTable<'_>) -> Option<Kind> {
    let has = |keys: &[&str]| keys.iter().any(|key| table.contains_key(*key));
    let named_by_table = table
        .get("name")
        .is_some_and(|name| name.get_ref().is_table());
    if has(&["terms", "born", "died", "spellings"]) || named_by_table {
        Some(Kind::Person)
    } else if has(&["names", "demonyms", "capitals"]) {
        Some(Kind::State)
    } else if has(&["acts", "kind", "nature", "articles"]) {
        Some(Kind::Treaty)
    } else if has(&["members", "acronyms"]) {
        Some(Kind::Organisation)
    } else if has(&["title", "licence", "as-of"]) {
        Some(Kind::Source)
    } else if has(&["from", "place"]) {
        Some(Kind::Event)
    } else {
        None
    }
}

fn is_slug(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    !text.is_empty() && text.bytes().all(allowed)
}
