//! Articles as they come from files or from standard input.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use date::Date;
use ide::{Decision, Settings, Source};
use kb::Kb;
use prose::Format;

use super::base::TodayOptions;
use crate::articles::format_of;
use crate::config::{self, Level, Workspaces, slashed};
use crate::decisions;
use crate::folders::Folders;

/// The largest text that is read, in bytes: what is larger is no article.
const MAX_BYTES: u64 = 64 << 20;

/// What stands for standard input on the command line.
pub const STDIN: &str = "-";

#[derive(Args, Debug)]
pub struct SourceOptions {
    /// When the articles were published [default: worked out for each]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    #[command(flatten)]
    today: TodayOptions,
    /// Read this configuration instead of the next `attache.toml` in or above an article's folder
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Set a check to off, hint, information, warning or error; may be given several times
    #[arg(long = "level", value_name = "CODE=LEVEL", value_parser = parse_level)]
    levels: Vec<(String, Level)>,
    /// What a text from standard input would be called: gives its format, its configuration, perhaps its date
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,
}

/// An article before it is read.
#[derive(Clone)]
pub struct Input {
    /// `None`: standard input.
    pub path: Option<PathBuf>,
    /// What it is called in reports: the path as given, with forward slashes.
    pub name: String,
    pub settings: Arc<Settings>,
    /// With the records of the house, where there are any.
    pub kb: Arc<Kb>,
    /// The file that it is, or would be.
    place: Option<PathBuf>,
}

/// Makes inputs with the settings that hold for each.
pub struct Inputs<'a> {
    options: &'a SourceOptions,
    workspaces: Workspaces,
    folders: Folders,
    /// By folder.
    bases: HashMap<PathBuf, Arc<Kb>>,
    /// Of `--config`.
    given: Option<Settings>,
    /// With `--config`: what was decided, by folder.
    decisions: HashMap<PathBuf, Arc<[Decision]>>,
}

impl<'a> Inputs<'a> {
    pub fn new(options: &'a SourceOptions, kb: Kb) -> Result<Inputs<'a>> {
        Ok(Inputs {
            options,
            workspaces: Workspaces::default(),
            folders: Folders::new(Arc::new(kb)),
            bases: HashMap::new(),
            given: options.config.as_deref().map(config::read).transpose()?,
            decisions: HashMap::new(),
        })
    }

    /// `path`: a file, or "-".
    pub fn input(&mut self, path: &Path) -> Result<Input> {
        let stdin = path == Path::new(STDIN);
        let place = if stdin {
            self.options.stdin_filename.as_deref()
        } else {
            Some(path)
        };
        let name = match place {
            Some(place) => slashed(place).into_owned(),
            None => "<stdin>".to_owned(),
        };
        Ok(Input {
            path: (!stdin).then(|| path.to_owned()),
            name,
            settings: self.settings(place)?,
            kb: self.base(place)?,
            place: place.map(Path::to_owned),
        })
    }

    fn base(&mut self, place: Option<&Path>) -> Result<Arc<Kb>> {
        let folder = config::folder_of(place.unwrap_or(Path::new(STDIN)))?;
        if let Some(known) = self.bases.get(&folder) {
            return Ok(known.clone());
        }
        let kb = self.folders.kb(&folder)?;
        self.bases.insert(folder, kb.clone());
        Ok(kb)
    }

    fn settings(&mut self, place: Option<&Path>) -> Result<Arc<Settings>> {
        let folder = config::folder_of(place.unwrap_or(Path::new(STDIN)))?;
        let settings = match &self.given {
            Some(given) => Arc::new(Settings {
                decisions: match self.decisions.get(&folder) {
                    Some(known) => known.clone(),
                    None => {
                        let decisions = decisions::of_folder(&folder)?;
                        self.decisions.insert(folder, decisions.clone());
                        decisions
                    }
                },
                ..given.clone()
            }),
            None => self.workspaces.settings(&folder)?,
        };
        if self.options.levels.is_empty() {
            return Ok(settings);
        }
        let mut settings = (*settings).clone();
        for (code, Level(level)) in &self.options.levels {
            settings.checks.insert(code.clone(), *level);
        }
        Ok(Arc::new(settings))
    }
}

impl Input {
    /// Reads the text. An error is one sentence that names the file.
    pub fn read(&self) -> Result<Arc<str>> {
        let text = match &self.path {
            Some(path) => open(path).and_then(read_text),
            None => read_text(io::stdin().lock()),
        };
        text.with_context(|| self.name.clone())
    }

    /// The source for a text at this place.
    pub fn source(&self, text: Arc<str>, options: &SourceOptions) -> Source {
        let place = self.place.as_deref();
        let path = place.and_then(|it| config::absolute(it).ok());
        Source {
            text,
            format: place.and_then(format_of).unwrap_or_default(),
            path: path.map(|it| slashed(&it).into_owned()),
            date: options.date,
            today: options.today.today(),
            draft: false,
        }
    }
}

/// The format that a request calls by its name.
pub fn format_named(name: &str) -> Result<Format, String> {
    match name {
        "plaintext" => Ok(Format::Plain),
        "markdown" => Ok(Format::Markdown),
        "html" => Ok(Format::Html),
        other => Err(format!(
            "format: `{other}` is none of plaintext, markdown, html"
        )),
    }
}

fn open(path: &Path) -> Result<File> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => anyhow!("there is no such file"),
        io::ErrorKind::PermissionDenied => anyhow!("may not be read"),
        _ => anyhow!(error),
    })?;
    if file.metadata().is_ok_and(|it| it.is_dir()) {
        bail!("is a folder, not an article");
    }
    Ok(file)
}

fn read_text(input: impl Read) -> Result<Arc<str>> {
    let mut bytes = Vec::new();
    input.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        bail!(
            "is larger than {} MB: split it into articles",
            MAX_BYTES >> 20
        );
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        bail!("is UTF-16: save it as UTF-8");
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Arc::from(text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let line = 1 + bytes[..at].iter().filter(|it| **it == b'\n').count();
            bail!(
                "line {line}: byte {} of the file (0x{:02X}) is no UTF-8: save the text as UTF-8",
                at + 1,
                bytes[at]
            )
        }
    }
}

fn parse_level(text: &str) -> Result<(String, Level), String> {
    let (code, level) = text
        .split_once('=')
        .ok_or("write it like leader/former-missing=off")?;
    config::known_check(code)?;
    Ok((code.to_owned(), level.parse()?))
}
