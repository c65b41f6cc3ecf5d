//! `attache kb import`: what another collection tells, held against the base.

mod compare;
mod facts;
mod judge;
mod read;
mod report;
mod write;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};
use date::Day;
use kb::Kb;
use wikidata::Wanted;

use crate::cli::TROUBLE;
use crate::cli::base::parse_day;
use crate::cli::output::harmless;
use compare::Comparer;
use read::Reader;
use report::Report;
use write::Writer;

/// Exit code: Wikidata tells something that the base does not.
const DIFFERENT: u8 = 1;

#[derive(Args, Debug)]
pub struct Options {
    #[command(subcommand)]
    source: Source,
}

#[derive(Debug, Subcommand)]
enum Source {
    /// Entities of Wikidata, as JSON
    Wikidata(Wikidata),
}

#[derive(Args, Debug)]
#[command(after_help = "\
A FILE holds entities as Special:EntityData, wbgetentities or a dump give them: one, an array with one a line, or one a line. It may be compressed
(gzip). Memory does not grow with it. What cannot be read is told by file and line, and the rest is read.

Each difference is a line: `new` (the base says nothing of it), `changed` (Wikidata says more, or what came later), `contradicted` (both cannot be
true), `unclear` (Wikidata does not agree with itself). Nothing in the base is changed. --write writes what is new to a folder of its own.

Exit code 0: no difference, or the records are written; 1: differences; 2: trouble, also when the rest was read.")]
struct Wikidata {
    /// Files of entities; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The day for which the entities are complete, as the date of the source [default: of the latest change in them]
    #[arg(long, value_name = "DATE", value_parser = parse_day)]
    as_of: Option<Day>,
    #[command(flatten)]
    outcome: Outcome,
}

/// What is made of the differences.
#[derive(Args, Debug)]
pub struct Outcome {
    /// List what is new, changed or contradicted [default, unless there is --write]
    #[arg(long)]
    diff: bool,
    /// Write new persons, and persons with new terms, as records to this folder, which must be empty or not there yet
    #[arg(long, value_name = "FOLDER")]
    write: Option<PathBuf>,
    /// How the differences are listed
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for people
    Text,
    /// An object a line
    Json,
}

impl Outcome {
    /// Whether records are written.
    pub fn writes(&self) -> bool {
        self.write.is_some()
    }
}

pub fn run(kb: &Kb, options: &Options) -> Result<ExitCode> {
    let Source::Wikidata(options) = &options.source;
    import(kb, &options.files, options.as_of, &options.outcome)
}

/// Checks the outcome that is asked for, before there is any work.
pub fn check(outcome: &Outcome) -> Result<()> {
    outcome.write.as_deref().map_or(Ok(()), write::check_empty)
}

/// Compares what the files tell with the base.
pub fn import(
    kb: &Kb,
    files: &[PathBuf],
    as_of: Option<Day>,
    outcome: &Outcome,
) -> Result<ExitCode> {
    check(outcome)?;
    let mut comparer = Comparer::new(kb);
    let mut writer = outcome.write.as_deref().map(|it| Writer::new(kb, it));
    let mut report = Report::new(kb, outcome.format == Format::Json, writes_list(outcome));
    let mut reader = Reader::new(files);
    let mut failed = None;
    reader.each(&compare::wanted(kb), &mut |entity| {
        let compared = comparer.entity(&entity);
        let told = compared
            .differences
            .iter()
            .try_for_each(|it| report.tell(it));
        if let (Some(writer), Some(draft)) = (&mut writer, compared.draft) {
            writer.add(draft);
        }
        failed = told.err();
        failed.is_none()
    });
    if let Some(error) = failed {
        return Err(error);
    }
    for difference in comparer.named_by_offices() {
        report.tell(&difference)?;
    }
    report.finish()?;
    let as_of = as_of.or(comparer.latest_change());
    if let Some(writer) = &mut writer {
        if let Some(names) = writer.names_wanted() {
            let wanted = Wanted {
                own: names,
                named: Default::default(),
            };
            reader.again(&wanted, &mut |entity| writer.name(&entity));
        }
        let written =
            writer.finish(as_of, &|person, office| comparer.is_current(person, office))?;
        say(&written)?;
    }
    say(&reader.summary())?;
    Ok(if reader.trouble() {
        ExitCode::from(TROUBLE)
    } else if report.any() && outcome.write.is_none() {
        ExitCode::from(DIFFERENT)
    } else {
        ExitCode::SUCCESS
    })
}

fn writes_list(outcome: &Outcome) -> bool {
    outcome.diff || outcome.write.is_none()
}

fn say(lines: &[String]) -> Result<()> {
    let mut out = io::stderr().lock();
    for line in lines {
        writeln!(out, "attache: {}", harmless(line))?;
    }
    Ok(())
}

/// "-" is standard input.
fn is_stdin(path: &Path) -> bool {
    path == Path::new(crate::cli::input::STDIN)
}
