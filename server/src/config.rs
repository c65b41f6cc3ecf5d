//! `attache.toml`: what a workspace chooses. Laid over the defaults; command-line options are laid over it.
//!
//! ```toml
//! [checks]
//! "leader/former-missing" = "hint"    # or "off", "information", "warning", "error"
//!
//! [kb]
//! presume-days = 30    # for so long after the knowledge base's last day a running term is presumed to run on
//! ```

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::{fs, io};

use anyhow::{Context, Result, anyhow};
use ide::{Settings, Severity, check};
use serde::Deserialize;
use toml::Spanned;

pub const FILE_NAME: &str = "attache.toml";

/// How many folders are searched upwards from an article.
const MAX_ANCESTORS: usize = 32;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Config {
    /// Level of a check by its code.
    checks: BTreeMap<Spanned<String>, Spanned<String>>,
    kb: KbConfig,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct KbConfig {
    presume_days: Option<u16>,
}

/// The level of a check as people write it: "off", "hint", "information", "warning", "error".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level(pub Option<Severity>);

impl FromStr for Level {
    type Err = String;

    fn from_str(word: &str) -> Result<Level, String> {
        Ok(Level(match word {
            "off" => None,
            "hint" => Some(Severity::Hint),
            "information" => Some(Severity::Information),
            "warning" => Some(Severity::Warning),
            "error" => Some(Severity::Error),
            _ => {
                return Err(format!(
                    "`{word}` is no level: write off, hint, information, warning or error"
                ));
            }
        }))
    }
}

/// The settings of every folder that was asked for.
#[derive(Default)]
pub struct Workspaces {
    folders: HashMap<PathBuf, Arc<Settings>>,
}

impl Workspaces {
    /// The settings for the texts of a folder: of the next `attache.toml` in it or above it, not beyond the root of a
    /// repository.
    pub fn settings(&mut self, folder: &Path) -> Result<Arc<Settings>> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(known.clone());
        }
        let settings = match find(folder) {
            Some(file) => Arc::new(read(&file)?),
            None => Arc::new(Settings::standard()),
        };
        self.folders.insert(folder.to_owned(), settings.clone());
        Ok(settings)
    }
}

/// The settings of one configuration file. An error names the file and the line.
pub fn read(file: &Path) -> Result<Settings> {
    let text = fs::read_to_string(file).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => anyhow!("`{}` is no UTF-8 text", file.display()),
        _ => anyhow!("cannot read `{}`: {error}", file.display()),
    })?;
    parse(&text).map_err(|(line, message)| anyhow!("{}:{line}: {message}", file.display()))
}

/// What the `attache.toml` of a workspace chooses, if there is one in its folder or above it.
pub fn of_workspace(folder: &Path) -> Result<Option<Settings>> {
    find(folder).map(|it| read(&it)).transpose()
}

/// That there is such a check; else a sentence that names the nearest.
pub fn known_check(code: &str) -> Result<(), String> {
    if check::page(code).is_some() {
        return Ok(());
    }
    let near = nearest(code, check::pages().map(|it| it.code));
    let hint = match near.first() {
        Some(near) => format!("do you mean `{near}`?"),
        None => "`attache explain` lists them all".to_owned(),
    };
    Err(format!("there is no check `{code}`: {hint}"))
}

/// Those words that are written nearly like `word`, the nearest first.
pub fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let part = |it: &str| it.rsplit('/').next().unwrap_or(it).to_owned();
    let mut near: Vec<(usize, &str)> = words
        .map(|it| {
            let whole = strsim::damerau_levenshtein(word, it);
            (
                whole.min(strsim::damerau_levenshtein(&part(word), &part(it))),
                it,
            )
        })
        .filter(|(distance, it)| *distance <= part(it).len() / 3)
        .collect();
    near.sort();
    near.into_iter().map(|(_, it)| it).take(3).collect()
}

/// Settings, or the line (from 1) of what cannot be read.
fn parse(text: &str) -> Result<Settings, (usize, String)> {
    let line = |offset: usize| 1 + text.get(..offset).unwrap_or(text).matches('\n').count();
    let config: Config = toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |it| it.start);
        (line(start), error.message().trim().replace('\n', ", "))
    })?;
    let mut settings = Settings::standard();
    for (code, level) in &config.checks {
        let at = |span: std::ops::Range<usize>, message| (line(span.start), message);
        known_check(code.get_ref()).map_err(|it| at(code.span(), it))?;
        let Level(level) = level.get_ref().parse().map_err(|it| at(level.span(), it))?;
        settings.checks.insert(code.get_ref().clone(), level);
    }
    if let Some(days) = config.kb.presume_days {
        settings.presume_days = days;
    }
    Ok(settings)
}

fn find(folder: &Path) -> Option<PathBuf> {
    for folder in folder.ancestors().take(MAX_ANCESTORS) {
        let file = folder.join(FILE_NAME);
        if file.is_file() {
            return Some(file);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// The folder of a file, absolute.
pub fn folder_of(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path)
        .with_context(|| format!("`{}` has no absolute path", path.display()))?;
    Ok(path.parent().unwrap_or(&path).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_days_are_read() {
        let text = "[checks]\n\"leader/former-missing\" = \"off\"\n'treaty/year' = 'hint'\n[kb]\npresume-days = 7\n";
        let settings = parse(text).unwrap();
        assert_eq!(settings.checks["leader/former-missing"], None);
        assert_eq!(settings.checks["treaty/year"], Some(Severity::Hint));
        assert_eq!(settings.presume_days, 7);
        assert_eq!(parse(""), Ok(Settings::standard()));
    }

    #[test]
    fn what_cannot_be_read_is_named_with_its_line() {
        for (text, line, words) in [
            ("\n[chekcs]\n", 2, "chekcs"),
            ("[kb]\npresume_days = 1", 2, "presume_days"),
            ("[kb]\n\npresume-days = -1", 3, "-1"),
            (
                "[checks]\n'leader/former-mising' = 'off'",
                2,
                "leader/former-missing",
            ),
            ("[checks]\n'treaty/year' = 'loud'", 2, "`loud` is no level"),
            ("[checks\n", 1, ""),
        ] {
            let (at, message) = parse(text).unwrap_err();
            assert_eq!(at, line, "{text}: {message}");
            assert!(message.contains(words), "{text}: {message}");
            assert!(!message.contains('\n'), "{message}");
        }
    }
}
