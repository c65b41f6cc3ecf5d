//! Puts one mistake at a time into texts that are right, and counts how many of them the checks find.
//!
//! What a mistake is comes from the records and from what the text links to (`mistakes`); nothing here knows how a check works.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::Write;
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, ensure};
use date::{Day, Span};
use kb::Kb;
use serde_json::{Value, json};

use crate::corpus::words;

mod dates;
mod leaders;
mod random;
mod slots;
mod treaties;

use random::Random;

/// What to put where.
#[derive(Clone, Copy)]
pub struct Options {
    /// Another one gives other mistakes; the same gives the same.
    pub seed: u64,
    /// The most mistakes of a kind in one text, each in a copy of its own.
    pub per_text: usize,
}

/// A text without mistakes.
pub struct Source {
    pub id: String,
    pub text: String,
    /// `YYYY-MM-DD`; `None` where the text tells it.
    pub date: Option<String>,
    /// As `batch` calls it.
    pub format: &'static str,
    pub path: Option<String>,
}

/// What became of the mistakes.
pub struct Results {
    pub trials: Vec<Trial>,
    pub texts: usize,
}

/// One mistake and what the checks made of it.
pub struct Trial {
    pub id: String,
    pub kind: &'static str,
    /// The mistake with a few words around it.
    pub quote: String,
    /// An error or a warning stands on it.
    pub caught: bool,
    /// A fix that is offered there makes the text as it was.
    pub mended: bool,
    /// There is an error or a warning elsewhere that the right text does not have.
    pub elsewhere: bool,
}

/// An edit that makes a right text wrong. Offsets are bytes.
struct Mistake {
    kind: &'static str,
    edit: Range<usize>,
    by: String,
    /// The phrase that it spoils, edit included.
    place: Range<usize>,
}

/// A right text and what it links to.
struct Article<'a> {
    kb: &'a Kb,
    text: &'a str,
    /// When it may have been published: some days at most.
    published: Span,
    mentions: Vec<Mention>,
}

struct Mention {
    kind: String,
    form: String,
    range: Range<usize>,
    /// Empty where the mention is linked to nothing.
    records: Vec<kb::RecordId>,
}

/// An error or a warning. Offsets are bytes.
struct Finding {
    code: String,
    range: Range<usize>,
    fixes: Vec<(Range<usize>, String)>,
}

/// The clean articles of the corpus.
pub fn clean_articles(folder: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let format = match path.extension().and_then(|it| it.to_str()) {
            Some("md") => "markdown",
            Some("html") => "html",
            Some("txt") => "plaintext",
            _ => continue,
        };
        if !fs::read_to_string(path.with_extension("expect"))?.is_empty() {
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        sources.push(Source {
            id: name.clone().into_owned(),
            text: fs::read_to_string(&path)?,
            date: None,
            format,
            path: Some(name.into_owned()),
        });
    }
    sources.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(sources)
}

/// Texts from JSON lines: `{"id", "text", "date"}`.
pub fn from_lines(lines: &str) -> Result<Vec<Source>> {
    let lines = lines.lines().filter(|it| !it.trim().is_empty());
    lines
        .map(|line| {
            let object: Value = serde_json::from_str(line)?;
            let text = |key: &str| object[key].as_str().map(str::to_owned);
            Ok(Source {
                id: text("id").context("no id")?,
                text: text("text").context("no text")?,
                date: text("date"),
                format: "plaintext",
                path: None,
            })
        })
        .collect()
}

/// Makes the mistakes and has the program check each copy.
pub fn measure(binary: &Path, sources: &[Source], options: Options) -> Result<Results> {
    let kb = Kb::new(world::BLOB).context("the records")?;
    let feed: Vec<Value> = sources.iter().map(|it| it.line(&it.text)).collect();
    let read = batch(binary, &feed)?;
    let mut spoilt = Vec::new();
    for (source, result) in sources.iter().zip(&read) {
        let Some(article) = Article::new(&kb, source, result) else {
            continue;
        };
        let before = findings(&source.text, result);
        for mistake in article.mistakes(options, &source.id) {
            if !before.iter().any(|it| overlap(&it.range, &mistake.place)) {
                spoilt.push((source, mistake, result));
            }
        }
    }
    let texts: Vec<String> = spoilt
        .iter()
        .map(|(source, it, _)| it.make(&source.text))
        .collect();
    let feed: Vec<Value> = spoilt
        .iter()
        .zip(&texts)
        .map(|((source, ..), text)| source.line(text))
        .collect();
    let checked = batch(binary, &feed)?;
    let mut trials = Vec::new();
    for (((source, mistake, result), text), checked) in spoilt.iter().zip(&texts).zip(&checked) {
        trials.push(Trial::new(
            source,
            mistake,
            text,
            findings(&source.text, result),
            findings(text, checked),
        ));
    }
    trials.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
    Ok(Results {
        trials,
        texts: sources.len(),
    })
}

impl Source {
    fn line(&self, text: &str) -> Value {
        json!({"id": self.id, "text": text, "date": self.date, "format": self.format, "path": self.path})
    }
}

impl<'a> Article<'a> {
    /// `None` where nobody can say within a few days when it was published.
    fn new(kb: &'a Kb, source: &'a Source, result: &Value) -> Option<Article<'a>> {
        let day = |key: &str| day(result["publication"][key].as_str()?);
        let published = Span::new(day("from")?, day("to")?);
        if published.days()? > 7 {
            return None;
        }
        let bytes = Bytes::of(&source.text);
        let mentions = result["mentions"].as_array()?.iter().map(|it| {
            let word = |key: &str| it[key].as_str().unwrap_or_default().to_owned();
            let records = it["records"].as_array().into_iter().flatten();
            Mention {
                kind: word("kind"),
                form: word("form"),
                range: bytes.range(it),
                records: records.filter_map(|it| kb.find(it.as_str()?)).collect(),
            }
        });
        Some(Article {
            kb,
            text: &source.text,
            published,
            mentions: mentions.collect(),
        })
    }

    /// At most so many of each kind, chosen by lot.
    fn mistakes(&self, options: Options, id: &str) -> Vec<Mistake> {
        let mut random = Random::new(options.seed, id);
        let mut all = leaders::mistakes(self, &mut random);
        all.extend(treaties::mistakes(self, &mut random));
        all.extend(dates::mistakes(self, &mut random));
        all.retain(|it| !self.quoted(it.place.start));
        random.shuffle(&mut all);
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        all.retain(|it| {
            let made = count.entry(it.kind).or_default();
            *made += 1;
            *made <= options.per_text
        });
        all
    }
}

impl Mistake {
    fn make(&self, text: &str) -> String {
        let mut text = text.to_owned();
        text.replace_range(self.edit.clone(), &self.by);
        text
    }

    /// Where an offset of the spoilt text was in the right one; `None` within the edit.
    fn origin(&self, offset: usize) -> Option<usize> {
        let end = self.edit.start + self.by.len();
        match offset {
            _ if offset <= self.edit.start => Some(offset),
            _ if offset >= end => Some(offset - end + self.edit.end),
            _ => None,
        }
    }
}

impl Trial {
    fn new(
        source: &Source,
        mistake: &Mistake,
        text: &str,
        before: Vec<Finding>,
        after: Vec<Finding>,
    ) -> Trial {
        let edited = mistake.edit.start..mistake.edit.start + mistake.by.len();
        let end = edited.end + mistake.place.end - mistake.edit.end;
        let place = mistake.place.start..end.max(mistake.place.start + 1);
        let here: Vec<&Finding> = after
            .iter()
            .filter(|it| overlap(&it.range, &place))
            .collect();
        let right = words(&source.text);
        let mends = |(range, by): &(Range<usize>, String)| {
            let mut text = text.to_owned();
            text.replace_range(range.clone(), by);
            words(&text) == right
        };
        let known = |it: &Finding| {
            let origin = mistake.origin(it.range.start);
            before
                .iter()
                .any(|other| other.code == it.code && Some(other.range.start) == origin)
        };
        Trial {
            id: source.id.clone(),
            kind: mistake.kind,
            quote: quote(text, &place),
            caught: !here.is_empty(),
            mended: here.iter().flat_map(|it| &it.fixes).any(mends),
            elsewhere: after
                .iter()
                .any(|it| !overlap(&it.range, &place) && !known(it)),
        }
    }
}

/// The table.
impl fmt::Display for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut kinds: BTreeMap<&str, Vec<&Trial>> = BTreeMap::new();
        for trial in &self.trials {
            kinds.entry(trial.kind).or_default().push(trial);
        }
        writeln!(f, "{} texts\n", self.texts)?;
        writeln!(
            f,
            "{:<20} {:>8} {:>7} {:>6} {:>9} {:>9}",
            "kind", "injected", "caught", "share", "right fix", "elsewhere"
        )?;
        for (kind, trials) in kinds {
            row(f, kind, &trials)?;
        }
        row(f, "all", &self.trials.iter().collect::<Vec<_>>())
    }
}

fn row(f: &mut fmt::Formatter<'_>, kind: &str, trials: &[&Trial]) -> fmt::Result {
    let count = |of: fn(&Trial) -> bool| trials.iter().filter(|it| of(it)).count();
    let caught = count(|it| it.caught);
    #[allow(clippy::cast_precision_loss)]
    let share = caught as f64 / trials.len().max(1) as f64;
    let (mended, elsewhere) = (
        count(|it| it.mended),
        count(|it| !it.caught && it.elsewhere),
    );
    writeln!(
        f,
        "{kind:<20} {:>8} {caught:>7} {share:>6.2} {mended:>9} {elsewhere:>9}",
        trials.len()
    )
}

/// Has the program read documents, one a line.
fn batch(binary: &Path, feed: &[Value]) -> Result<Vec<Value>> {
    let mut program = Command::new(binary)
        .arg("batch")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{} does not run", binary.display()))?;
    let mut stdin = program.stdin.take().context("no input")?;
    let lines: String = feed.iter().map(|it| format!("{it}\n")).collect();
    let writer = thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = program.wait_with_output()?;
    ensure!(
        writer.join().is_ok_and(|it| it.is_ok()) && output.status.success(),
        "batch failed"
    );
    let results = String::from_utf8(output.stdout)?;
    let results: Vec<Value> = results
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    ensure!(
        results.len() == feed.len(),
        "{} documents in, {} results out",
        feed.len(),
        results.len()
    );
    if let Some(refused) = results.iter().find(|it| !it["error"].is_null()) {
        anyhow::bail!("{}: {}", refused["id"], refused["error"]);
    }
    Ok(results)
}

fn findings(text: &str, result: &Value) -> Vec<Finding> {
    let bytes = Bytes::of(text);
    let all = result["findings"].as_array().into_iter().flatten();
    let loud = all.filter(|it| it["severity"] == "error" || it["severity"] == "warning");
    loud.map(|it| {
        let fixes = it["fixes"].as_array().into_iter().flatten();
        Finding {
            code: it["code"].as_str().unwrap_or_default().to_owned(),
            range: bytes.range(it),
            fixes: fixes
                .map(|fix| {
                    (
                        bytes.range(fix),
                        fix["text"].as_str().unwrap_or_default().to_owned(),
                    )
                })
                .collect(),
        }
    })
    .collect()
}

/// From code points, in which `batch` counts, to bytes.
struct Bytes(Vec<usize>);

impl Bytes {
    fn of(text: &str) -> Bytes {
        let starts = text.char_indices().map(|(at, _)| at);
        Bytes(starts.chain([text.len()]).collect())
    }

    fn range(&self, it: &Value) -> Range<usize> {
        let at = |key: &str| {
            let point = usize::try_from(it[key].as_u64().unwrap_or_default()).unwrap_or_default();
            self.0
                .get(point)
                .or(self.0.last())
                .copied()
                .unwrap_or_default()
        };
        at("start")..at("end")
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    // An insertion has no width of its own.
    a.start < b.end.max(b.start + 1) && b.start < a.end.max(a.start + 1)
}

/// A place in guillemets, with some sixty letters on either side, in one line.
fn quote(text: &str, place: &Range<usize>) -> String {
    let near = |at: usize| {
        (0..=at.min(text.len()))
            .rev()
            .find(|it| text.is_char_boundary(*it))
            .unwrap_or_default()
    };
    let (start, end) = (near(place.start), near(place.end));
    let (from, to) = (near(start.saturating_sub(60)), near(end + 60));
    let quote = format!(
        "{}«{}»{}",
        &text[from..start],
        &text[start..end],
        &text[end..to]
    );
    quote.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn day(text: &str) -> Option<Day> {
    let date: date::Date = text.parse().ok()?;
    date.exact_day()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mistakes made in a text of which the names are linked as `batch` would.
    fn made(
        text: &str,
        date: &str,
        names: &[(&str, &str, &str, &str)],
    ) -> Vec<(&'static str, String)> {
        let kb = Kb::new(world::BLOB).unwrap();
        let mentions: Vec<Value> = names
            .iter()
            .map(|(words, kind, form, record)| {
                let start = text.split(words).next().unwrap().chars().count();
                json!({"kind": kind, "form": form, "records": [record], "start": start, "end": start + words.chars().count()})
            })
            .collect();
        let source = Source {
            id: "test".to_owned(),
            text: text.to_owned(),
            date: None,
            format: "plaintext",
            path: None,
        };
        let result = json!({"publication": {"from": date, "to": date}, "mentions": mentions});
        let article = Article::new(&kb, &source, &result).unwrap();
        let options = Options {
            seed: 1,
            per_text: 9,
        };
        let mistakes = article.mistakes(options, "test");
        mistakes.iter().map(|it| (it.kind, it.make(text))).collect()
    }

    const MACRON: [(&str, &str, &str, &str); 2] = [
        ("French", "state", "demonym", "fra"),
        ("Emmanuel Macron", "leader", "full", "emmanuel-macron"),
    ];

    #[test]
    fn a_holder_is_replaced_and_retitled() {
        let made = made(
            "On Tuesday French President Emmanuel Macron said so.",
            "2025-08-06",
            &MACRON,
        );
        for wanted in [
            (
                "predecessor",
                "On Tuesday French President François Hollande said so.",
            ),
            (
                "office",
                "On Tuesday French Prime Minister Emmanuel Macron said so.",
            ),
            (
                "former added",
                "On Tuesday former French President Emmanuel Macron said so.",
            ),
            (
                "elect added",
                "On Tuesday French President-elect Emmanuel Macron said so.",
            ),
        ] {
            assert!(made.contains(&(wanted.0, wanted.1.to_owned())), "{made:?}");
        }
        assert!(
            !made.iter().any(|it| it.0 == "successor"),
            "nobody knows the next one: {made:?}"
        );
    }

    #[test]
    fn nothing_is_made_of_other_times_or_of_what_others_say() {
        for text in [
            "In 2019 French President Emmanuel Macron said so.",
            "\"Then came French President Emmanuel Macron\", she said.",
        ] {
            let made = made(text, "2025-08-06", &MACRON);
            assert!(
                !made
                    .iter()
                    .any(|it| it.0 == "predecessor" || it.0 == "office"),
                "{made:?}"
            );
        }
    }

    #[test]
    fn a_year_is_one_in_which_nothing_happened_to_the_treaty() {
        let text = "They praised the 1968 Non-Proliferation Treaty on Monday, Aug. 4.";
        let made = made(
            text,
            "2025-08-06",
            &[("Non-Proliferation Treaty", "treaty", "name", "npt-1968")],
        );
        let years: Vec<&String> = made
            .iter()
            .filter(|it| it.0 == "treaty year")
            .map(|it| &it.1)
            .collect();
        assert_eq!(years.len(), 1);
        assert!(
            !years[0].contains("1968") && !years[0].contains("1970"),
            "{years:?}"
        );
        assert!(
            made.iter()
                .any(|it| it.0 == "weekday" && !it.1.contains("Monday")),
            "{made:?}"
        );
    }
}
