//! What a client may say in `initializationOptions` and in the section "attache" of its configuration.

use std::collections::BTreeMap;
use std::time::Duration;

use date::Day;
use ide::house::House;
use ide::{Settings, Severity};
use serde::Deserialize;
use serde_json::{Value, json};

use super::position::Encoding;

/// What holds until the client says otherwise.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default, rename_all = "camelCase")]
pub struct Options {
    pub diagnostics: Diagnostics,
    /// Level of a check by its code: "error", "warning", "information", "hint", "off".
    pub checks: BTreeMap<String, String>,
    /// A preset of house style: "wire", "broadcaster", "newspaper", "un", "none". An `attache.toml` wins over it.
    pub house: Option<String>,
    pub inlay_hints: Switch,
    pub code_lens: Switch,
    /// Editors underline every link.
    pub document_links: Switch,
    /// The day to take for today, as YYYY-MM-DD; for tests and for archives.
    pub today: Option<String>,
    /// For clients that count columns in their own way and cannot say so in their capabilities (ALE counts bytes). Only what is
    /// said at the start counts, and only from a client that offers no encoding.
    pub position_encoding: Option<Encoding>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(default, rename_all = "camelCase")]
pub struct Diagnostics {
    /// How long the keyboard must be quiet before findings are sent, in milliseconds.
    pub debounce_ms: u64,
    /// Findings in articles that are not open, too.
    pub workspace: bool,
}

#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(default, rename_all = "camelCase")]
pub struct Switch {
    pub enable: bool,
}

impl Default for Diagnostics {
    fn default() -> Diagnostics {
        Diagnostics {
            debounce_ms: 120,
            workspace: false,
        }
    }
}

/// What an editor may let its users set, by name ("diagnostics.debounceMs"): each a JSON schema with its default and an
/// explanation in Markdown. `positionEncoding` is not for users.
pub fn schema() -> Value {
    json!({
        "checks": {
            "type": "object",
            "default": {},
            "additionalProperties": {
                "type": "string",
                "enum": ["error", "warning", "information", "hint", "off"],
            },
            "markdownDescription": "Level of a check by its code. `attache explain` lists the checks.",
        },
        "house": {
            "type": "string",
            "default": "none",
            "enum": House::PRESETS,
            "markdownDescription": "How the house writes names, titles and places. An `attache.toml` of the workspace says more, and wins.",
        },
        "today": {
            "type": "string",
            "default": "",
            "pattern": "^(\\d{4}-\\d{2}-\\d{2})?$",
            "patternErrorMessage": "Write a day as YYYY-MM-DD.",
            "markdownDescription": "The day to take for today, as `YYYY-MM-DD`; for work in archives. Without one the clock says.",
        },
        "diagnostics.debounceMs": {
            "type": "integer",
            "default": 120,
            "minimum": 0,
            "maximum": 60_000,
            "markdownDescription": "How long the keyboard must be quiet before findings are sent, in milliseconds.",
        },
        "diagnostics.workspace": {
            "type": "boolean",
            "default": false,
            "markdownDescription": "Report findings in all articles of the workspace, not only in open ones, where the editor asks for them.",
        },
        "inlayHints.enable": {
            "type": "boolean",
            "default": false,
            "markdownDescription": "Show hints between the words, where the editor allows them.",
        },
        "codeLens.enable": {
            "type": "boolean",
            "default": false,
            "markdownDescription": "Count the mentions of each person and treaty, above the words that introduce them.",
        },
        "documentLinks.enable": {
            "type": "boolean",
            "default": false,
            "markdownDescription": "Make links of what is recognised. Editors underline every link.",
        },
    })
}

impl Options {
    /// Reads what a client said at the start and, laid over it, what it said later; each with or without a member "attache"
    /// around it. Nothing at all is the standard. An error says in one line what cannot be read.
    pub fn read(initial: Option<&Value>, later: Value) -> Result<Options, String> {
        let mut all = bare(initial.cloned().unwrap_or_default());
        lay_over(&mut all, bare(later));
        if all.is_null() {
            return Ok(Options::default());
        }
        let mut options: Options = serde_json::from_value(all).map_err(|it| it.to_string())?;
        // Editors have settings that are empty, but none that are not there.
        options.today = options.today.filter(|it| !it.is_empty());
        options.house = options.house.filter(|it| it != "none");
        if let Some(today) = &options.today
            && options.today().is_none()
        {
            return Err(format!("today: {today:?} is no day, expected YYYY-MM-DD"));
        }
        if let Some(house) = options
            .house
            .as_ref()
            .filter(|it| House::preset(it).is_none())
        {
            let names = House::PRESETS.join(", ");
            return Err(format!("house: {house:?} is none of {names}"));
        }
        let wrong = options.checks.iter().find(|(_, it)| level(it).is_none());
        match wrong {
            Some((code, level)) => Err(format!(
                "checks: {code}: {level:?} is no level, expected error, warning, information, hint or off"
            )),
            None => Ok(options),
        }
    }

    pub fn quiet(&self) -> Duration {
        Duration::from_millis(self.diagnostics.debounce_ms.min(60_000))
    }

    pub fn today(&self) -> Option<Day> {
        let date = self.today.as_ref()?.parse::<date::Date>().ok()?;
        date.exact_day()
    }

    /// The settings of the analysis.
    pub fn settings(&self) -> Settings {
        let mut settings = Settings::standard();
        let levels = self
            .checks
            .iter()
            .filter_map(|(code, it)| Some((code.clone(), level(it)?)));
        settings.checks.extend(levels);
        settings.style.preset = self.house.clone();
        settings
    }
}

/// The level of a check that a word stands for; "off" is a level too.
fn level(word: &str) -> Option<Option<Severity>> {
    Some(match word {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "information" => Some(Severity::Information),
        "hint" => Some(Severity::Hint),
        "off" => None,
        _ => return None,
    })
}

fn bare(value: Value) -> Value {
    match value {
        Value::Object(mut map) => map.remove("attache").unwrap_or(Value::Object(map)),
        other => other,
    }
}

/// Objects are merged member by member; of anything else the later stays, but for a null.
fn lay_over(below: &mut Value, above: Value) {
    match (below, above) {
        (_, Value::Null) => {}
        (Value::Object(below), Value::Object(above)) => {
            for (name, value) in above {
                lay_over(below.entry(name).or_insert(Value::Null), value);
            }
        }
        (below, above) => *below = above,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_that_of_the_options() {
        let nested = |name: &str, value: &Value| {
            name.rsplit('.')
                .fold(value.clone(), |it, part| json!({ part: it }))
        };
        let others = [
            ("checks", json!({"a/b": "off"})),
            ("codeLens.enable", json!(true)),
            ("diagnostics.debounceMs", json!(7)),
            ("diagnostics.workspace", json!(true)),
            ("documentLinks.enable", json!(true)),
            ("house", json!("wire")),
            ("inlayHints.enable", json!(true)),
            ("today", json!("2025-09-01")),
        ];
        let schema = schema();
        let schema = schema.as_object().unwrap();
        assert_eq!(schema.len(), others.len());
        for (name, other) in others {
            let standard = nested(name, &schema[name]["default"]);
            assert_eq!(
                Options::read(Some(&standard), Value::Null),
                Ok(Options::default()),
                "{name}"
            );
            let other = nested(name, &other);
            assert_ne!(
                Options::read(Some(&other), Value::Null),
                Ok(Options::default()),
                "{name}"
            );
        }
    }

    #[test]
    fn options_are_read_bare_and_wrapped_and_null() {
        let bare = json!({"diagnostics": {"debounceMs": 0}, "unknown": 1});
        let wrapped = json!({"attache": bare});
        for value in [bare, wrapped] {
            let options = Options::read(Some(&value), Value::Null).unwrap();
            assert_eq!(options.quiet(), Duration::ZERO);
        }
        assert_eq!(
            Options::read(Some(&Value::Null), Value::Null),
            Ok(Options::default())
        );
        assert_eq!(Options::read(None, Value::Null), Ok(Options::default()));
    }

    #[test]
    fn later_configuration_is_laid_over_the_first() {
        let first = json!({"today": "2025-09-01", "checks": {"a/b": "off", "c/d": "error"}});
        let later = json!({"attache": {"checks": {"c/d": "hint"}}});
        let options = Options::read(Some(&first), later).unwrap();
        assert!(options.today().is_some());
        let settings = options.settings();
        assert_eq!(settings.checks["a/b"], None);
        assert_eq!(settings.checks["c/d"], Some(Severity::Hint));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for bad in [
            json!({"today": "2025-02-30"}),
            json!({"checks": {"a": "loud"}}),
            json!({"house": "tabloid"}),
            json!({"diagnostics": 1}),
        ] {
            assert!(Options::read(None, bad.clone()).is_err(), "{bad}");
        }
    }
}
