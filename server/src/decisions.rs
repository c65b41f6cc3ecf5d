//! `.attache/decisions.toml`: what people of a workspace decided about places of its articles. The articles are never touched.
//!
//! ```toml
//! [[silence]]
//! file = "2025/parade.txt"      # from the folder that holds .attache, with forward slashes
//! code = "leader/office-at-date"
//! quote = "Olaf Scholz"         # nothing: the whole file
//! before = "In Berlin, German Chancellor "
//! after = " said that nobody from his cabin"
//! by = "mara"
//! why = "the sentence quotes the archive"
//!
//! [[accept]]                    # or [[deny]]: the words mean, or do not mean, this record
//! file = "2025/parade.txt"
//! record = "kim-jong-un"
//! quote = "Kim"
//! why = "said by the reporter"
//! ```

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use ide::{Decision, DecisionKind};
use serde::Deserialize;
use toml::Spanned;

use crate::{config, untrusted};

const FOLDER: &str = ".attache";
pub const FILE: &str = "decisions.toml";

/// No workspace decides so much; what is larger is something else.
const MAX_BYTES: u64 = 16 << 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Decisions {
    silence: Vec<Spanned<Entry>>,
    accept: Vec<Spanned<Entry>>,
    deny: Vec<Spanned<Entry>>,
}

/// Of decisions only which articles they are about.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Named {
    silence: Vec<NamedEntry>,
    accept: Vec<NamedEntry>,
    deny: Vec<NamedEntry>,
}

#[derive(Deserialize)]
struct NamedEntry {
    file: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    record: String,
    #[serde(default)]
    quote: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    by: String,
    why: String,
}

/// What was decided for the texts of a folder: the next `.attache/decisions.toml` in it or above it, within the repository.
/// An error names the file and the line.
pub fn of_folder(folder: &Path) -> Result<Arc<[Decision]>> {
    match config::above(folder, |it| it.join(FOLDER).join(FILE).is_file()) {
        Some(root) => read(&root),
        None => Ok(Arc::default()),
    }
}

/// Where a decision about a text of this folder is written: in the workspace that has decisions or records of its own, else
/// in that of its `attache.toml`, else in its repository, else beside the text.
pub fn file_for(folder: &Path) -> PathBuf {
    let root = config::above(folder, |it| it.join(FOLDER).is_dir())
        .or_else(|| config::above(folder, |it| it.join(config::FILE_NAME).is_file()))
        .or_else(|| config::above(folder, |it| it.join(".git").exists()));
    root.as_deref().unwrap_or(folder).join(FOLDER).join(FILE)
}

/// The decision as it stands at the end of this file.
pub fn entry(file: &Path, article: &Path, decision: &Decision) -> String {
    let root = file.parent().and_then(Path::parent);
    let path = root
        .and_then(|it| article.strip_prefix(it).ok())
        .unwrap_or(article);
    let (table, key, value) = match &decision.kind {
        DecisionKind::Silence(code) => ("silence", "code", code),
        DecisionKind::Accept(slug) => ("accept", "record", slug),
        DecisionKind::Deny(slug) => ("deny", "record", slug),
    };
    let mut text = format!("[[{table}]]\n");
    let path = config::slashed(path);
    for (key, value) in [
        ("file", path.as_ref()),
        (key, value),
        ("quote", &decision.quote),
        ("before", &decision.before),
        ("after", &decision.after),
        ("by", &decision.by),
        ("why", &decision.why),
    ] {
        if !value.is_empty() {
            let value = quoted(value);
            text.push_str(&format!("{key} = {value}\n"));
        }
    }
    text
}

/// What to put in the place of which bytes of this file of decisions when an article, or a folder of articles, gets another
/// name. Nothing where the file cannot be read.
pub fn renamed(file: &Path, text: &str, old: &Path, new: &Path) -> Vec<(Range<usize>, String)> {
    let Some(root) = file.parent().and_then(Path::parent) else {
        return Vec::new();
    };
    let all: Named = toml::from_str(text).unwrap_or_default();
    let entries = [all.silence, all.accept, all.deny].into_iter().flatten();
    entries
        .filter_map(|it| {
            let article = config::lexical(&root.join(it.file.get_ref()));
            let within = article.strip_prefix(old).ok()?;
            // "a/b" joined with nothing ends in a slash.
            let article = match within.as_os_str().is_empty() {
                true => new.to_owned(),
                false => new.join(within),
            };
            let path = article.strip_prefix(root).unwrap_or(&article);
            Some((it.file.span(), quoted(&config::slashed(path))))
        })
        .collect()
}

/// The name of whoever works here, as the system knows it; empty where it does not.
pub fn who() -> String {
    let name = |it| std::env::var(it).ok();
    name("USER")
        .or_else(|| name("USERNAME"))
        .unwrap_or_default()
}

/// The text of a file of decisions.
pub fn text(file: &Path) -> Result<String> {
    if file.parent().is_some_and(Path::is_symlink) {
        bail!(
            "cannot read `{}`: its folder is a symbolic link, which is not followed",
            file.display()
        );
    }
    untrusted::read(file, MAX_BYTES).with_context(|| format!("cannot read `{}`", file.display()))
}

/// The decisions of the workspace in this folder.
fn read(root: &Path) -> Result<Arc<[Decision]>> {
    let file = root.join(FOLDER).join(FILE);
    let text = text(&file)?;
    parse(&text, root).map_err(|(line, message)| anyhow!("{}:{line}: {message}", file.display()))
}

/// The decisions, or the line (from 1) of what cannot be read.
fn parse(text: &str, root: &Path) -> Result<Arc<[Decision]>, (usize, String)> {
    let line = |offset: usize| 1 + text.get(..offset).unwrap_or(text).matches('\n').count();
    let all: Decisions = toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |it| it.start);
        (line(start), error.message().trim().replace('\n', ", "))
    })?;
    let mut decisions = Vec::new();
    for (entries, make) in [
        (all.silence, DecisionKind::Silence as fn(String) -> _),
        (all.accept, DecisionKind::Accept),
        (all.deny, DecisionKind::Deny),
    ] {
        for entry in entries {
            let at = line(entry.span().start);
            let entry = entry.into_inner();
            let silence = matches!(make(String::new()), DecisionKind::Silence(_));
            let (key, value, other) = match silence {
                true => ("code", entry.code, entry.record),
                false => ("record", entry.record, entry.code),
            };
            if value.is_empty() || !other.is_empty() {
                return Err((at, format!("this decision wants a `{key}` and no other")));
            }
            if silence {
                config::known_check(&value).map_err(|it| (at, it))?;
            } else if entry.quote.trim().is_empty() {
                return Err((
                    at,
                    "a decision about a link wants the words, `quote`".into(),
                ));
            }
            if !entry.why.chars().any(char::is_alphanumeric) {
                return Err((at, "a decision wants a reason, `why`".into()));
            }
            decisions.push(Decision {
                file: config::slashed(&config::lexical(&root.join(entry.file))).into_owned(),
                kind: make(value),
                quote: entry.quote,
                before: entry.before,
                after: entry.after,
                by: entry.by,
                why: entry.why,
            });
        }
    }
    Ok(decisions.into())
}

/// A basic string of TOML on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(kind: DecisionKind) -> Decision {
        Decision {
            file: "/w/a/é.txt".into(),
            kind,
            quote: "Kim \"the\nelder\"".into(),
            before: "met \\ ".into(),
            after: "\u{7}, then".into(),
            by: String::new(),
            why: "so it is".into(),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let (file, article) = (
            Path::new("/w/.attache/decisions.toml"),
            Path::new("/w/a/é.txt"),
        );
        let decisions = [
            decision(DecisionKind::Silence("name/misspelled".into())),
            decision(DecisionKind::Accept("kim-jong-un".into())),
            decision(DecisionKind::Deny("kim-jong-il".into())),
        ];
        let text: String = decisions
            .iter()
            .map(|it| entry(file, article, it))
            .collect();
        assert_eq!(*parse(&text, Path::new("/w")).unwrap(), decisions);
    }

    #[test]
    fn decisions_follow_the_articles_that_are_renamed() {
        let text = "[[silence]]\nfile = 'a/b.txt'\n[[deny]]\nfile = \"a/./c.txt\"\n[[accept]]\nfile = \"ab\"\n";
        let renamed = |old: &str, new: &str| {
            let file = Path::new("/w/.attache/decisions.toml");
            let mut text = text.to_owned();
            let edits = renamed(file, &text, Path::new(old), Path::new(new));
            for (range, new) in edits.into_iter().rev() {
                text.replace_range(range, &new);
            }
            text
        };
        assert_eq!(
            renamed("/w/a/b.txt", "/w/d/\"é\".txt"),
            text.replace("'a/b.txt'", "\"d/\\\"é\\\".txt\"")
        );
        let moved = text.replace("'a/b.txt'", "\"x/y/b.txt\"");
        assert_eq!(renamed("/w/a", "/w/x/y"), moved.replace("a/./c", "x/y/c"));
        assert_eq!(
            renamed("/w/ab", "/v/ab"),
            text.replace("\"ab\"", "\"/v/ab\"")
        );
        assert_eq!(renamed("/w/b.txt", "/w/c.txt"), text);
    }

    #[test]
    fn what_cannot_be_followed_is_named_with_its_line() {
        for (text, line, words) in [
            ("\n[[silenze]]\n", 2, "silenze"),
            ("[[silence]]\nfile = 'a'\nwhy = 'x'", 1, "`code`"),
            (
                "\n[[deny]]\nfile = 'a'\nrecord = 'x'\nwhy = 'x'",
                2,
                "`quote`",
            ),
            (
                "[[silence]]\nfile = 'a'\ncode = 'name/mispelled'\nwhy = 'x'",
                1,
                "name/misspelled",
            ),
            (
                "[[silence]]\nfile = 'a'\ncode = 'name/misspelled'\nwhy = ' '",
                1,
                "`why`",
            ),
            (
                "[[silence]]\nfile = 'a'\ncode = 'name/misspelled'",
                1,
                "why",
            ),
        ] {
            let (at, message) = parse(text, Path::new("/w")).unwrap_err();
            assert_eq!(at, line, "{text}: {message}");
            assert!(message.contains(words), "{text}: {message}");
        }
    }
}
