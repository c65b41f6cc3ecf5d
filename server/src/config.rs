//! `attache.toml`: what a workspace chooses. Laid over the defaults; command-line options are laid over it.
//!
//! ```toml
//! [checks]
//! "leader/former-missing" = "hint"    # or "off", "information", "warning", "error"
//!
//! [house]
//! preset = "wire"      # or "broadcaster", "newspaper", "un", "none"
//! diacritics = "keep"  # own preferences lie over the preset: see `HouseConfig`
//!
//! [kb]
//! presume-days = 30    # for so long after the knowledge base's last day a running term is presumed to run on
//! ```

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::path::{Component, Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::{fs, io};

use anyhow::{Context, Result, anyhow};
use date::Date;
use ide::house::{Capital, Diacritics, House, Hyphens, NameStyle, Order, PlaceStyle, Style};
use ide::{Settings, Severity, check};
use serde::Deserialize;
use toml::Spanned;

use crate::{decisions, untrusted};

pub const FILE_NAME: &str = "attache.toml";

/// Of a configuration file.
const MAX_BYTES: u64 = 1 << 20;

/// How many folders are searched upwards from an article.
const MAX_ANCESTORS: usize = 32;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Config {
    /// Level of a check by its code.
    checks: BTreeMap<Spanned<String>, Spanned<String>>,
    kb: KbConfig,
    house: HouseConfig,
}

/// How the house writes; what is left out is left to the writer.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct HouseConfig {
    /// "wire", "broadcaster", "newspaper", "un" or "none".
    preset: Option<Spanned<String>>,
    /// Marks on letters: "keep" (Erdoğan) or "strip" (Erdogan).
    diacritics: Option<KeepOrStrip>,
    /// Given names of two syllables: "keep" (Kim Jong-un) or "drop" (Kim Jong Un).
    hyphens: Option<KeepOrDrop>,
    /// The Arabic article: "lower" (al-Sharaa) or "upper" (Al-Sharaa).
    article: Option<Case>,
    /// A title that does not stand before a name: "lower" (the president) or "upper" (the President).
    titles: Option<Case>,
    /// Of Japanese and Hungarian names: "given-first" or "family-first".
    order: Option<NameOrder>,
    /// A person's form by the record's slug: "Volodymyr Zelensky", or a table.
    names: BTreeMap<String, NameConfig>,
    /// Names of countries and cities: "Myanmar", or { name = "Türkiye", from = "2022-06-01" }.
    places: Vec<Spanned<PlaceConfig>>,
    /// A treaty's name by the record's slug.
    treaties: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KeepOrStrip {
    Keep,
    Strip,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KeepOrDrop {
    Keep,
    Drop,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Case {
    Lower,
    Upper,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum NameOrder {
    GivenFirst,
    FamilyFirst,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum NameConfig {
    Full(String),
    Table(NameTable),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct NameTable {
    full: Option<String>,
    second: Option<String>,
    diacritics: Option<KeepOrStrip>,
    hyphens: Option<KeepOrDrop>,
    order: Option<NameOrder>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum PlaceConfig {
    Name(String),
    From(PlaceTable),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceTable {
    name: String,
    from: String,
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
    /// The settings for the texts of a folder: of the next `attache.toml` and decisions in it or above it, not beyond the root
    /// of a repository.
    pub fn settings(&mut self, folder: &Path) -> Result<Arc<Settings>> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(known.clone());
        }
        let settings = of_workspace(folder)?.unwrap_or_else(Settings::standard);
        let settings = Arc::new(settings);
        self.folders.insert(folder.to_owned(), settings.clone());
        Ok(settings)
    }
}

/// The settings of the configuration file that the user named. An error names the file and the line.
pub fn read(file: &Path) -> Result<Settings> {
    settings_of(file, fs::read_to_string(file))
}

/// The same of what was read of a file.
fn settings_of(file: &Path, text: io::Result<String>) -> Result<Settings> {
    let text = text.map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => anyhow!("`{}` is no UTF-8 text", file.display()),
        _ => anyhow!("cannot read `{}`: {error}", file.display()),
    })?;
    parse(&text).map_err(|(line, message)| anyhow!("{}:{line}: {message}", file.display()))
}

/// What the `attache.toml` of a workspace chooses and what was decided there, if there is either in its folder or above it.
pub fn of_workspace(folder: &Path) -> Result<Option<Settings>> {
    let file = above(folder, |it| it.join(FILE_NAME).is_file()).map(|it| it.join(FILE_NAME));
    let chosen = file.map(|it| settings_of(&it, untrusted::read(&it, MAX_BYTES)));
    let chosen = chosen.transpose()?;
    let decisions = decisions::of_folder(folder)?;
    if chosen.is_none() && decisions.is_empty() {
        return Ok(None);
    }
    Ok(Some(Settings {
        decisions,
        ..chosen.unwrap_or_else(Settings::standard)
    }))
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
pub fn parse(text: &str) -> Result<Settings, (usize, String)> {
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
    let style = config.house.style();
    settings.style = style.map_err(|(start, message)| (line(start), message))?;
    Ok(settings)
}

/// The next of this folder and those above it for which `has` holds, up to the root of a repository.
pub fn above(folder: &Path, has: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    for folder in folder.ancestors().take(MAX_ANCESTORS) {
        if has(folder) {
            return Some(folder.to_owned());
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// The folder of a file, absolute.
pub fn folder_of(path: &Path) -> Result<PathBuf> {
    let path = absolute(path)?;
    Ok(path.parent().unwrap_or(&path).to_owned())
}

/// The path from the root, without "." and "..".
pub fn absolute(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path)
        .with_context(|| format!("`{}` has no absolute path", path.display()))?;
    Ok(lexical(&path))
}

/// An absolute path without "." and "..", by its letters alone.
pub fn lexical(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                whole.pop();
            }
            part => whole.push(part),
        }
    }
    whole
}

/// With forward slashes, as articles are named everywhere.
pub fn slashed(path: &Path) -> Cow<'_, str> {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/").into()
    }
}

impl HouseConfig {
    /// The style, or the offset of what cannot be followed.
    fn style(self) -> Result<Style, (usize, String)> {
        let preset = match self.preset {
            None => None,
            Some(name) if House::preset(name.get_ref()).is_some() => Some(name.into_inner()),
            Some(name) => {
                let message = format!(
                    "there is no house `{}`: write {}",
                    name.get_ref(),
                    House::PRESETS.join(", ")
                );
                return Err((name.span().start, message));
            }
        };
        let mut places = Vec::new();
        for place in self.places {
            let at = place.span().start;
            places.push(place.into_inner().style().map_err(|it| (at, it))?);
        }
        let names = self.names.into_iter();
        let own = House {
            diacritics: self.diacritics.map(Into::into),
            hyphens: self.hyphens.map(Into::into),
            article: self.article.map(Into::into),
            titles: self.titles.map(Into::into),
            order: self.order.map(Into::into),
            names: names.map(|(slug, it)| (slug, it.style())).collect(),
            places,
            treaties: self.treaties,
        };
        Ok(Style { preset, own })
    }
}

impl NameConfig {
    fn style(self) -> NameStyle {
        match self {
            NameConfig::Full(full) => NameStyle {
                full: Some(full),
                ..NameStyle::default()
            },
            NameConfig::Table(it) => NameStyle {
                full: it.full,
                second: it.second,
                diacritics: it.diacritics.map(Into::into),
                hyphens: it.hyphens.map(Into::into),
                order: it.order.map(Into::into),
            },
        }
    }
}

impl PlaceConfig {
    fn style(self) -> Result<PlaceStyle, String> {
        let (name, from) = match self {
            PlaceConfig::Name(name) => (name, None),
            PlaceConfig::From(it) => {
                let from: Date = it.from.parse().map_err(|error| format!("from: {error}"))?;
                (it.name, Some(from))
            }
        };
        Ok(PlaceStyle { name, from })
    }
}

impl From<KeepOrStrip> for Diacritics {
    fn from(it: KeepOrStrip) -> Diacritics {
        match it {
            KeepOrStrip::Keep => Diacritics::Keep,
            KeepOrStrip::Strip => Diacritics::Strip,
        }
    }
}

impl From<KeepOrDrop> for Hyphens {
    fn from(it: KeepOrDrop) -> Hyphens {
        match it {
            KeepOrDrop::Keep => Hyphens::Keep,
            KeepOrDrop::Drop => Hyphens::Drop,
        }
    }
}

impl From<Case> for Capital {
    fn from(it: Case) -> Capital {
        match it {
            Case::Lower => Capital::Lower,
            Case::Upper => Capital::Upper,
        }
    }
}

impl From<NameOrder> for Order {
    fn from(it: NameOrder) -> Order {
        match it {
            NameOrder::GivenFirst => Order::GivenFirst,
            NameOrder::FamilyFirst => Order::FamilyFirst,
        }
    }
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
    fn a_house_has_its_preset_and_its_own_preferences() {
        let text = "[house]\npreset = 'wire'\ndiacritics = 'keep'\n\
            places = ['Burma', { name = 'Türkiye', from = '2022-06-01' }]\n\
            [house.names]\nkim-jong-un = 'Kim Jong-un'\nxi-jinping = { hyphens = 'keep', second = 'Xi' }\n";
        let house = parse(text).unwrap().style.house(None);
        assert_eq!(house.diacritics, Some(Diacritics::Keep));
        assert_eq!(house.hyphens, Some(Hyphens::Drop));
        assert_eq!(
            house.names["kim-jong-un"].full.as_deref(),
            Some("Kim Jong-un")
        );
        assert_eq!(house.names["xi-jinping"].second.as_deref(), Some("Xi"));
        assert_eq!(house.places.last().unwrap().name, "Türkiye");
        let other = parse(text).unwrap().style.house(Some("none"));
        assert_eq!(other.hyphens, None);
        assert_eq!(other.diacritics, Some(Diacritics::Keep));
    }

    #[test]
    fn paths_lose_their_dots() {
        assert_eq!(lexical(Path::new("/a/./b/../c")), Path::new("/a/c"));
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
            ("[house]\npreset = 'tabloid'", 2, "broadcaster"),
            (
                "[house]\n\nplaces = [{ name = 'A', from = '2022-13-01' }]",
                3,
                "from",
            ),
            ("[checks\n", 1, ""),
        ] {
            let (at, message) = parse(text).unwrap_err();
            assert_eq!(at, line, "{text}: {message}");
            assert!(message.contains(words), "{text}: {message}");
            assert!(!message.contains('\n'), "{message}");
        }
    }
}
