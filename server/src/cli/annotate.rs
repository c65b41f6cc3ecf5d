//! `attache annotate`: an article with its mentions and what the records say of them.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use clap::{Args, ValueEnum};
use ide::{Analysis, Card, Mention};
use kb::Kb;
use serde::Serialize;

use super::analyse::analyse;
use super::base::BaseOptions;
use super::input::{Input, Inputs, SourceOptions};
use super::lines::Lines;
use super::output::harmless;
use super::report::{json, published};

#[derive(Args, Debug)]
pub struct Options {
    /// The article, or - for standard input
    file: PathBuf,
    #[command(flatten)]
    source: SourceOptions,
    #[command(flatten)]
    base: BaseOptions,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Say why each mention is linked so (JSON always does)
    #[arg(long)]
    why: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum Format {
    /// Each line of the article, and under it its mentions
    #[default]
    Pretty,
    /// One JSON object; offsets are Unicode code points
    Json,
}

#[derive(Serialize)]
struct Annotated<'a> {
    path: &'a str,
    #[serde(flatten)]
    document: json::Document<'a>,
    /// Of each of `mentions`: the cards of its records.
    cards: Vec<Vec<json::Card>>,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let input = Inputs::new(&options.source, options.base.load()?)?.input(&options.file)?;
    let kb = input.kb.clone();
    let source = input.source(input.read()?, &options.source);
    let annotator = Annotator {
        analysis: analyse(&kb, &source, &input.settings)?,
        today: source.today,
        kb,
        input,
        why: options.why,
    };
    match options.format {
        Format::Pretty => annotator.pretty()?,
        Format::Json => annotator.json()?,
    }
    Ok(ExitCode::SUCCESS)
}

struct Annotator {
    kb: Arc<Kb>,
    analysis: Analysis,
    input: Input,
    today: date::Day,
    why: bool,
}

impl Annotator {
    fn pretty(&self) -> Result<()> {
        let mut out = anstream::stdout().lock();
        let name = harmless(&self.input.name);
        writeln!(out, "{name}: {}\n", published(&self.analysis.publication))?;
        let text = &self.analysis.text;
        let mut mentions = self.analysis.mentions().iter().peekable();
        for (idx, line) in Lines::new(text).all().enumerate() {
            writeln!(out, "{:>5} | {}", idx + 1, harmless(&text[line.clone()]))?;
            let here = |it: &&Mention| (it.range.start as usize) <= line.end;
            while let Some(mention) = mentions.next_if(here) {
                let surface = mention.range.of(text);
                let surface: Vec<&str> = surface.split_whitespace().collect();
                writeln!(out, "      |   {}", harmless(&surface.join(" ")))?;
                for card in self.cards(mention) {
                    writeln!(out, "      |     {}", brief(&card))?;
                }
                for why in mention.why.iter().filter(|_| self.why) {
                    writeln!(out, "      |     because: {}", harmless(why))?;
                }
            }
        }
        Ok(())
    }

    fn json(&self) -> Result<()> {
        let cards = self.analysis.mentions().iter();
        let annotated = Annotated {
            path: &self.input.name,
            document: json::Document::new(&self.kb, &self.analysis),
            cards: cards
                .map(|it| self.cards(it).into_iter().map(json::Card::new).collect())
                .collect(),
        };
        let mut out = std::io::stdout().lock();
        serde_json::to_writer(&mut out, &annotated)?;
        out.write_all(b"\n")?;
        Ok(())
    }

    fn cards(&self, mention: &Mention) -> Vec<Card> {
        if mention.records.is_empty() {
            return Vec::new();
        }
        let offset = mention.range.start;
        let settings = &self.input.settings;
        ide::hover(&self.kb, &self.analysis, settings, self.today, offset)
    }
}

/// The heading of a card and its first fact, which for a person is the office on the article's date.
fn brief(card: &Card) -> String {
    let mut text = card.heading.clone();
    if !card.kind.is_empty() {
        text.push_str(&format!(" ({})", card.kind));
    }
    if let Some(fact) = card.facts.first() {
        text.push_str(&format!("; {}: {}", fact.label, fact.text));
    }
    text
}
