//! `attache check`: says what does not hold in articles.

mod baseline;
mod changes;
mod fingerprint;
mod fix;
mod walk;

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use ide::{Analysis, Finding, Publication, Severity};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use super::TROUBLE;
use super::analyse::analyse;
use super::base::BaseOptions;
use super::input::{Input, Inputs, STDIN, SourceOptions};
use super::lines::Lines;
use super::output;
use super::report::{self, Format, Summary};
use baseline::{Baseline, NewBaseline};
use changes::Revision;

/// Exit code: there is a finding at the level of `--fail-on` or above.
const FOUND: u8 = 1;

/// How many articles are in memory at once.
const AT_ONCE: usize = 128;

#[derive(Args, Debug)]
#[command(after_help = "\
Exit code 0: nothing at the level of --fail-on or above; 1: there is; 2: something could not be done.
The levels of checks are set in `attache.toml`, in or above the folder of an article: see `attache explain CODE`.")]
pub struct Options {
    /// Articles, folders of articles (*.txt *.md *.markdown *.html *.htm *.xhtml), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    source: SourceOptions,
    #[command(flatten)]
    base: BaseOptions,
    /// How to write the findings
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The least level that makes the exit code 1
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t)]
    fail_on: FailOn,
    /// Do not report the findings that this file knows
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// Write all findings to this file, for --baseline, and report none
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
    /// Report only findings in lines changed since this revision of git, or that it did not have
    #[arg(long, value_name = "REV")]
    changed_since: Option<String>,
    /// Apply the first fix of every error and warning, and report the rest
    #[arg(long, conflicts_with = "write_baseline")]
    fix: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum FailOn {
    Error,
    #[default]
    Warning,
    Information,
    Hint,
    Never,
}

/// An article with its findings. A clean one does not keep its text.
pub struct Checked {
    pub name: String,
    pub text: Arc<str>,
    pub publication: Publication,
    pub findings: Vec<Flagged>,
    /// The file is written anew with as many fixes.
    pub fixed: usize,
}

pub struct Flagged {
    pub finding: Finding,
    pub fingerprint: String,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    if options.fix && options.paths.iter().any(|it| it == Path::new(STDIN)) {
        bail!("`--fix` changes files; it cannot change standard input");
    }
    let mut known = options
        .baseline
        .as_deref()
        .map(Baseline::read)
        .transpose()?;
    let mut new = options
        .write_baseline
        .as_ref()
        .map(|_| NewBaseline::default());
    let mut trouble = false;
    let inputs = inputs(options, &mut trouble)?;
    let checker = Checker {
        options,
        revisions: revisions(options, &inputs)?,
    };
    let mut reporter = report::reporter(options.format);
    let mut summary = Summary::default();
    let bar = progress(inputs.len());
    for some in inputs.chunks(AT_ONCE) {
        let checked: Vec<Result<Checked>> = some
            .par_iter()
            .map(|it| checker.check(it).inspect(|_| bar.inc(1)))
            .collect();
        for (input, article) in some.iter().zip(checked) {
            let mut article = match article {
                Ok(article) => article,
                Err(error) => {
                    trouble = true;
                    complain(&bar, &error);
                    continue;
                }
            };
            if let Some(known) = &mut known {
                article.findings.retain(|it| !known.take(&it.fingerprint));
            }
            match &mut new {
                Some(new) => new.add(&article),
                None => {
                    if options.fix {
                        mend(input, &mut article)?;
                    }
                    summary.add(&article);
                    bar.suspend(|| reporter.article(&article))?;
                }
            }
        }
    }
    bar.finish_and_clear();
    if let (Some(new), Some(path)) = (new, &options.write_baseline) {
        let count = new.write(path)?;
        writeln!(
            io::stderr(),
            "attache: {count} findings are known from now on"
        )?;
    } else {
        reporter.finish(&summary)?;
    }
    Ok(match options.fail_on.least() {
        _ if trouble => ExitCode::from(TROUBLE),
        Some(least) if summary.at_least(least) > 0 => ExitCode::from(FOUND),
        _ => ExitCode::SUCCESS,
    })
}

impl FailOn {
    fn least(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Information => Some(Severity::Information),
            FailOn::Hint => Some(Severity::Hint),
            FailOn::Never => None,
        }
    }
}

/// All articles, each once, in the order of the arguments.
fn inputs(options: &Options, trouble: &mut bool) -> Result<Vec<Input>> {
    let mut inputs = Inputs::new(&options.source, options.base.load()?)?;
    let mut all = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for path in &options.paths {
        match walk::articles(path) {
            Ok(articles) => {
                for article in articles {
                    if seen.insert(article.clone()) {
                        all.push(inputs.input(&article)?);
                    }
                }
            }
            Err(error) => {
                *trouble = true;
                complain(&ProgressBar::hidden(), &error);
            }
        }
    }
    Ok(all)
}

/// The revision of `--changed-since` for every folder with articles: they may be of different repositories.
fn revisions(options: &Options, inputs: &[Input]) -> Result<HashMap<PathBuf, Revision>> {
    let mut revisions = HashMap::new();
    let Some(name) = &options.changed_since else {
        return Ok(revisions);
    };
    for path in inputs.iter().filter_map(|it| it.path.as_deref()) {
        let folder = crate::config::folder_of(path)?;
        if folder.is_dir() && !revisions.contains_key(&folder) {
            let revision = Revision::new(&folder, name)?;
            revisions.insert(folder, revision);
        }
    }
    Ok(revisions)
}

struct Checker<'a> {
    options: &'a Options,
    revisions: HashMap<PathBuf, Revision>,
}

impl Checker<'_> {
    fn check(&self, input: &Input) -> Result<Checked> {
        let analysis = self.analyse(input, input.read()?)?;
        let mut findings = flagged(&analysis);
        if let Some(path) = &input.path
            && !findings.is_empty()
            && let Some(revision) = self.revisions.get(&crate::config::folder_of(path)?)
        {
            self.keep_new(input, &analysis, &revision.change(path)?, &mut findings)?;
        }
        Ok(Checked {
            name: input.name.clone(),
            text: if findings.is_empty() {
                Arc::default()
            } else {
                analysis.text
            },
            publication: analysis.publication,
            findings,
            fixed: 0,
        })
    }

    fn analyse(&self, input: &Input, text: Arc<str>) -> Result<Analysis> {
        let source = input.source(text, &self.options.source);
        analyse(&input.kb, &source, &input.settings)
            .map_err(|error| error.context(input.name.clone()))
    }

    /// Drops what the text before the change had as well, unless its own lines changed.
    fn keep_new(
        &self,
        input: &Input,
        analysis: &Analysis,
        change: &changes::Change,
        findings: &mut Vec<Flagged>,
    ) -> Result<()> {
        let Some(before) = &change.before else {
            return Ok(());
        };
        let before = self.analyse(input, Arc::from(before.as_str()))?;
        let mut old = Baseline::of(fingerprint::fingerprints(&before));
        let lines = Lines::new(&analysis.text);
        findings.retain(|it| {
            let range = it.finding.range;
            let first = lines.position(range.start).line;
            let last = lines.position(range.end).line;
            !old.take(&it.fingerprint) || change.touches(first, last)
        });
        Ok(())
    }
}

fn flagged(analysis: &Analysis) -> Vec<Flagged> {
    let prints = fingerprint::fingerprints(analysis);
    let findings = analysis.findings.iter().cloned().zip(prints);
    findings
        .map(|(finding, fingerprint)| Flagged {
            finding,
            fingerprint,
        })
        .collect()
}

/// Writes the file with its fixes.
fn mend(input: &Input, article: &mut Checked) -> Result<()> {
    article.fixed = fix::apply(article);
    match &input.path {
        Some(path) if article.fixed > 0 => output::write_whole(path, article.text.as_bytes()),
        _ => Ok(()),
    }
}

/// A bar on a terminal where there is more than a moment's work; elsewhere nothing.
fn progress(articles: usize) -> ProgressBar {
    if articles < AT_ONCE || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(articles as u64), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{bar:40} {pos} of {len} articles, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn complain(bar: &ProgressBar, error: &anyhow::Error) {
    let text = format!("attache: {error:#}");
    bar.suspend(|| {
        let _ = writeln!(io::stderr(), "{}", output::harmless(&text));
    });
}
