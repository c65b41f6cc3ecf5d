//! How many of the mistakes planted in the articles of `tests/corpus` are found, and what is found beside them.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

/// The day on which the articles are read; those that do not tell their date need one.
const TODAY: &str = "2026-10-05";

/// What the program makes of the corpus.
pub struct Scores {
    pub articles: Vec<Article>,
    /// What the base says of its own age.
    pub base: String,
}

/// An article, its planted mistakes and the errors and warnings about it.
pub struct Article {
    pub name: String,
    pub words: usize,
    pub planted: Vec<Planted>,
    pub findings: Vec<Finding>,
}

/// A mistake that somebody made on purpose.
pub struct Planted {
    /// Any of these says what is wrong.
    pub codes: Vec<String>,
    pub quote: String,
    /// One of the codes was reported there.
    pub found: bool,
    /// Anything was reported there.
    pub noticed: bool,
    /// One of the fixes offered makes of the quote what it should be; `None` if nothing was written down for it.
    pub mended: Option<bool>,
}

/// An error or a warning.
pub struct Finding {
    pub code: String,
    pub quote: String,
    pub message: String,
    /// It stands where a mistake was planted.
    pub right: bool,
}

/// Of one code, or of all.
#[derive(Clone, Copy, Default)]
pub struct Row {
    pub planted: usize,
    pub found: usize,
    pub noticed: usize,
    pub mendable: usize,
    pub mended: usize,
    pub reported: usize,
    pub false_alarms: usize,
}

/// Has the program read every article of a folder, and compares what it says with the `.expect` files.
pub fn score(binary: &Path, folder: &Path) -> Result<Scores> {
    let check = Command::new(binary)
        .args(["check", "--format", "json", "--fail-on", "never"])
        .args(["--today", TODAY])
        .arg(folder)
        .output()
        .with_context(|| format!("{} does not run", binary.display()))?;
    ensure!(
        check.status.success(),
        "{}",
        String::from_utf8_lossy(&check.stderr)
    );
    let mut articles = Vec::new();
    for line in String::from_utf8(check.stdout)?.lines() {
        let result: Value = serde_json::from_str(line)?;
        let path = Path::new(result["path"].as_str().context("no path")?);
        articles.push(Article::read(path, &result).with_context(|| path.display().to_string())?);
    }
    articles.sort_by(|a, b| a.name.cmp(&b.name));
    let stats = Command::new(binary).args(["kb", "stats"]).output()?;
    let base = String::from_utf8(stats.stdout)?;
    let base = base.split(',').next().unwrap_or_default().to_owned();
    Ok(Scores { articles, base })
}

impl Scores {
    /// By the code that a mistake was planted for, or that was reported.
    pub fn rows(&self) -> BTreeMap<&str, Row> {
        let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
        for article in &self.articles {
            for planted in &article.planted {
                rows.entry(&planted.codes[0]).or_default().plant(planted);
            }
            for finding in &article.findings {
                rows.entry(&finding.code).or_default().report(finding);
            }
        }
        rows
    }

    pub fn total(&self) -> Row {
        let mut total = Row::default();
        for article in &self.articles {
            article.planted.iter().for_each(|it| total.plant(it));
            article.findings.iter().for_each(|it| total.report(it));
        }
        total
    }

    /// A line for each mistake that was not found or not mended, and for each false alarm.
    pub fn wrong(&self) -> impl Iterator<Item = String> {
        self.articles.iter().flat_map(|article| {
            let name = &article.name;
            let missed = article.planted.iter().filter_map(move |it| {
                let what = match (it.found, it.noticed, it.mended) {
                    (false, false, _) => "missed",
                    (false, true, _) => "other code",
                    (true, _, Some(false)) => "not mended",
                    _ => return None,
                };
                Some(format!(
                    "{what}: {name}: {}: {}",
                    it.codes.join(" "),
                    it.quote
                ))
            });
            missed.chain(article.false_alarms().map(move |it| {
                format!(
                    "false alarm: {name}: {}: {}: {}",
                    it.code, it.quote, it.message
                )
            }))
        })
    }
}

impl Article {
    pub fn clean(&self) -> bool {
        self.planted.is_empty()
    }

    pub fn false_alarms(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|it| !it.right)
    }

    fn read(path: &Path, result: &Value) -> Result<Article> {
        let text = fs::read_to_string(path)?;
        let expected = fs::read_to_string(path.with_extension("expect"))?;
        let chars: Vec<char> = text.chars().collect();
        let all = result["findings"].as_array().context("no findings")?;
        let loud: Vec<&Value> = all
            .iter()
            .filter(|it| it["severity"] == "error" || it["severity"] == "warning")
            .collect();
        let mut places = Vec::new();
        let mut planted = Vec::new();
        for line in expected.lines() {
            let [codes, quote, mended] = line.split('\t').collect::<Vec<_>>()[..] else {
                bail!("three columns are wanted: {line}");
            };
            ensure!(
                text.matches(quote).count() == 1,
                "not there, or not once: {quote}"
            );
            let before = text.split(quote).next().unwrap_or_default().chars().count();
            let place = (before, before + quote.chars().count());
            places.push(place);
            let here: Vec<&&Value> = loud.iter().filter(|it| overlap(place, range(it))).collect();
            let codes: Vec<String> = codes.split(' ').map(str::to_owned).collect();
            let wanted: Vec<String> = mended.split(" | ").map(words).collect();
            let mends = |edit: &Value| {
                let edited = edited(
                    &chars,
                    place,
                    range(edit),
                    edit["text"].as_str().unwrap_or_default(),
                );
                wanted.contains(&words(&edited))
            };
            planted.push(Planted {
                found: here
                    .iter()
                    .any(|it| codes.iter().any(|code| it["code"] == **code)),
                noticed: !here.is_empty(),
                mended: (mended != "-").then(|| {
                    here.iter()
                        .flat_map(|it| it["fixes"].as_array())
                        .flatten()
                        .any(mends)
                }),
                quote: quote.to_owned(),
                codes,
            });
        }
        let findings = loud.iter().map(|it| {
            let (start, end) = range(it);
            Finding {
                code: it["code"].as_str().unwrap_or_default().to_owned(),
                quote: chars[start..end].iter().collect(),
                message: it["message"].as_str().unwrap_or_default().to_owned(),
                right: places.iter().any(|place| overlap(*place, (start, end))),
            }
        });
        let name = path.file_name().unwrap_or_default();
        Ok(Article {
            name: name.to_string_lossy().into_owned(),
            words: text.split_whitespace().count(),
            findings: findings.collect(),
            planted,
        })
    }
}

impl Row {
    pub fn precision(&self) -> Option<f64> {
        share(self.reported - self.false_alarms, self.reported)
    }

    pub fn recall(&self) -> Option<f64> {
        share(self.found, self.planted)
    }

    fn plant(&mut self, it: &Planted) {
        self.planted += 1;
        self.found += usize::from(it.found);
        self.noticed += usize::from(it.noticed);
        self.mendable += usize::from(it.mended.is_some());
        self.mended += usize::from(it.mended == Some(true));
    }

    fn report(&mut self, it: &Finding) {
        self.reported += 1;
        self.false_alarms += usize::from(!it.right);
    }
}

/// The table, as it is kept in `RESULTS.md`.
impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (clean, planted): (Vec<&Article>, Vec<&Article>) =
            self.articles.iter().partition(|it| it.clean());
        let words = |of: &[&Article]| of.iter().map(|it| it.words).sum::<usize>();
        let alarms: usize = clean.iter().map(|it| it.findings.len()).sum();
        writeln!(f, "# Precision and recall\n")?;
        writeln!(
            f,
            "Written by `cargo xtask corpus`; README.md says what is counted. The base was {}.\n",
            self.base
        )?;
        writeln!(
            f,
            "- {} articles with mistakes, {} words",
            planted.len(),
            words(&planted)
        )?;
        writeln!(
            f,
            "- {} clean articles, {} words",
            clean.len(),
            words(&clean)
        )?;
        writeln!(
            f,
            "- {:.2} errors and warnings in 1,000 words of clean text\n",
            share(alarms * 1000, words(&clean)).unwrap_or_default()
        )?;
        writeln!(
            f,
            "| code | planted | found | noticed | mended | reported | false | precision | recall |"
        )?;
        writeln!(f, "|---|--:|--:|--:|--:|--:|--:|--:|--:|")?;
        for (code, row) in self.rows() {
            writeln!(f, "| {code} {row}")?;
        }
        writeln!(f, "| **all** {}", self.total())
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Row {
            planted,
            found,
            noticed,
            mendable,
            mended,
            reported,
            false_alarms,
        } = self;
        let two = |it: Option<f64>| it.map_or("–".to_owned(), |it| format!("{it:.2}"));
        let (precision, recall) = (two(self.precision()), two(self.recall()));
        write!(
            f,
            "| {planted} | {found} | {noticed} | {mended} of {mendable} | {reported} | {false_alarms} | {precision} | {recall} |"
        )
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    #[allow(clippy::cast_precision_loss)]
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// In code points.
fn range(it: &Value) -> (usize, usize) {
    let at =
        |member: &str| usize::try_from(it[member].as_u64().unwrap_or_default()).unwrap_or_default();
    (at("start"), at("end"))
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// What becomes of a place when an edit in or at it is made.
fn edited(text: &[char], place: (usize, usize), edit: (usize, usize), by: &str) -> String {
    let before: String = text[place.0.min(edit.0)..edit.0].iter().collect();
    let after: String = text[edit.1..place.1.max(edit.1)].iter().collect();
    format!("{before}{by}{after}")
}

/// The words alone: no case, no punctuation.
pub fn words(text: &str) -> String {
    let text = text.to_lowercase();
    let words = text.split(|it: char| !it.is_alphanumeric());
    words
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
