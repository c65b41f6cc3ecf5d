//! What holds for the texts of a folder: the `attache.toml` and the decisions in it or above it, and the records of the house,
//! `.attache/*.toml`, which add to those of the world or replace them.
//!
//! A workspace comes from strangers: what is read here is bounded, and symbolic links are not followed.

use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use ide::Settings;
use kb::Kb;

use crate::session::lock;
use crate::{config, decisions, untrusted};

/// The folder of the house records, in a folder of articles or above it.
pub const RECORDS: &str = ".attache";

/// Of one file of records, in bytes; the largest of the world has a third of it.
const MAX_BYTES: u64 = 1 << 20;

/// Files of records in one folder.
const MAX_FILES: usize = 256;

/// What holds for the texts of one folder.
pub struct Folder {
    pub kb: Arc<Kb>,
    pub settings: Settings,
    /// Where the topmost layer of the knowledge base is written, if it is one of the house.
    pub records: Option<PathBuf>,
    /// What could not be read; what was read before stays in its place.
    pub problems: Vec<Problem>,
}

/// Why a file of the workspace does not count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub file: PathBuf,
    /// A sentence with file and line.
    pub message: String,
}

impl std::error::Error for Problem {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// A folder of the workspace, with what the client chose for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Root {
    pub path: PathBuf,
    pub settings: Settings,
}

/// All folders, each read when it is first asked for.
pub struct Folders {
    base: Arc<Kb>,
    roots: Vec<Root>,
    /// For what is in no folder of the workspace.
    settings: Settings,
    known: Mutex<HashMap<Option<PathBuf>, Arc<Folder>>>,
    /// The last records that could be compiled, by their folder.
    layers: Arc<Mutex<HashMap<PathBuf, Layer>>>,
}

struct Layer {
    files: Files,
    kb: Arc<Kb>,
}

/// The names of files within their folder, and their texts.
pub type Files = Vec<(String, String)>;

impl Folders {
    pub fn new(base: Arc<Kb>) -> Folders {
        Folders {
            base,
            roots: Vec::new(),
            settings: Settings::standard(),
            known: Mutex::default(),
            layers: Arc::default(),
        }
    }

    /// The same base with other choices; every folder is read anew when it is next asked for.
    pub fn renewed(&self, roots: Vec<Root>, settings: Settings) -> Folders {
        Folders {
            base: self.base.clone(),
            roots,
            settings,
            known: Mutex::default(),
            layers: self.layers.clone(),
        }
    }

    /// The same with nothing read.
    pub fn again(&self) -> Folders {
        self.renewed(self.roots.clone(), self.settings.clone())
    }

    /// Whether they were made from the same choices.
    pub fn has(&self, roots: &[Root], settings: &Settings) -> bool {
        self.roots == roots && self.settings == *settings
    }

    pub fn roots(&self) -> &[Root] {
        &self.roots
    }

    /// The knowledge base without any records of a house.
    pub fn base(&self) -> &Arc<Kb> {
        &self.base
    }

    /// What holds for a file; for a text that is none, or that lies outside of the workspace, what holds for the workspace's
    /// first folder. Reads files when it is first asked.
    pub fn of(&self, file: Option<&Path>) -> Arc<Folder> {
        let within = |root: &&Root| file.is_some_and(|it| it.starts_with(&root.path));
        let nearest = self.roots.iter().filter(within);
        let root = nearest.max_by_key(|it| it.path.components().count());
        let folder = match (root, self.roots.first()) {
            (None, Some(first)) => Some(first.path.as_path()),
            _ => file.and_then(Path::parent),
        };
        let settings = root.map_or(&self.settings, |it| &it.settings);
        let mut known = lock(&self.known);
        if let Some(known) = known.get(&folder.map(Path::to_owned)) {
            return known.clone();
        }
        let read = Arc::new(self.read(folder, settings.clone()));
        known.insert(folder.map(Path::to_owned), read.clone());
        read
    }

    /// The knowledge base for the texts of a folder, with the records of the house. An error names the first record that
    /// cannot be used.
    pub fn kb(&self, folder: &Path) -> anyhow::Result<Arc<Kb>> {
        let Some(records) = records_above(folder) else {
            return Ok(self.base.clone());
        };
        let mut problems = Vec::new();
        let kb = self.layer(&records, &mut problems);
        match problems.into_iter().next() {
            Some(problem) => Err(anyhow::anyhow!(problem)),
            None => Ok(kb.unwrap_or_else(|| self.base.clone())),
        }
    }

    fn read(&self, folder: Option<&Path>, settings: Settings) -> Folder {
        let mut it = Folder {
            kb: self.base.clone(),
            settings,
            records: None,
            problems: Vec::new(),
        };
        let Some(folder) = folder else { return it };
        // The file wins, so that an editor and the command line say the same.
        match config::of_workspace(folder) {
            Ok(Some(chosen)) => it.settings = it.settings.under(chosen),
            Ok(None) => {}
            Err(problem) => it.problems.push(Problem {
                // The nearest is the one that was read.
                file: config::above(folder, |it| it.join(config::FILE_NAME).is_file())
                    .unwrap_or_default()
                    .join(config::FILE_NAME),
                message: format!("Attaché cannot read its settings: {problem:#}"),
            }),
        }
        if let Some(records) = records_above(folder)
            && let Some(kb) = self.layer(&records, &mut it.problems)
        {
            it.kb = kb;
            it.records = Some(records);
        }
        it
    }

    /// The base with the house records of this folder over it: the last that could be compiled.
    fn layer(&self, folder: &Path, problems: &mut Vec<Problem>) -> Option<Arc<Kb>> {
        let mut layers = lock(&self.layers);
        let files = match read_records(folder) {
            Ok(files) => files,
            Err(problem) => {
                problems.push(problem);
                return layers.get(folder).map(|it| it.kb.clone());
            }
        };
        if files.is_empty() {
            layers.remove(folder);
            return None;
        }
        if let Some(last) = layers.get(folder).filter(|it| it.files == files) {
            return Some(last.kb.clone());
        }
        match compile(&self.base, &files) {
            Ok(kb) => {
                let kb = Arc::new(kb);
                let layer = Layer {
                    files,
                    kb: kb.clone(),
                };
                layers.insert(folder.to_owned(), layer);
                return Some(kb);
            }
            Err(found) => problems.extend(found.iter().map(|it| {
                let file = folder.join(&it.file);
                let message = format!(
                    "Attaché cannot use the records of the house: {}:{}: {}",
                    file.display(),
                    it.line,
                    it.message
                );
                Problem { file, message }
            })),
        }
        layers.get(folder).map(|it| it.kb.clone())
    }
}

/// The folder of house records that counts for the texts of a folder.
pub fn records_above(folder: &Path) -> Option<PathBuf> {
    let is_folder = |it: &Path| fs::symlink_metadata(it).is_ok_and(|it| it.is_dir());
    config::above(folder, |it| is_folder(&it.join(RECORDS))).map(|it| it.join(RECORDS))
}

/// Whether a file is one of records of a house, by its path alone.
pub fn is_record_file(path: &Path) -> bool {
    let within = path.parent().and_then(Path::file_name);
    within.is_some_and(|it| it == RECORDS)
        && path.extension().is_some_and(|it| it == "toml")
        && path.file_name().is_some_and(|it| it != decisions::FILE)
}

/// The files of records in a folder, sorted. An error is a sentence that names the file.
pub fn read_records(folder: &Path) -> Result<Files, Problem> {
    let told = |file: &Path, problem: &dyn fmt::Display| Problem {
        file: file.to_owned(),
        message: format!(
            "Attaché cannot use the records of the house: `{}`: {problem}",
            file.display()
        ),
    };
    let entries = fs::read_dir(folder).map_err(|it| told(folder, &it))?;
    let mut files = Files::new();
    for entry in entries.flatten() {
        let path = entry.path();
        let is_file = entry.file_type().is_ok_and(|it| it.is_file());
        let Some(name) = path.file_name().and_then(|it| it.to_str()) else {
            continue;
        };
        if !is_file || !is_record_file(&path) {
            continue;
        }
        if files.len() == MAX_FILES {
            return Err(told(
                folder,
                &format!("has more than {MAX_FILES} files of records"),
            ));
        }
        let text = read_record_file(&path).map_err(|it| told(&path, &it))?;
        files.push((name.to_owned(), text));
    }
    files.sort();
    Ok(files)
}

/// The text of one file of records.
pub fn read_record_file(path: &Path) -> io::Result<String> {
    untrusted::read(path, MAX_BYTES)
}

/// The base with these records over it, or what is wrong with them.
pub fn compile(base: &Kb, files: &Files) -> Result<Kb, Vec<kb_compile::Problem>> {
    let compiled = kb_compile::compile(files, Some(base))?;
    base.with(Arc::new(compiled.blob)).map_err(|error| {
        vec![kb_compile::Problem {
            file: String::new(),
            line: 0,
            range: 0..0,
            message: error.to_string(),
        }]
    })
}
