//! `attache kb new`: an empty record to fill in.

use std::collections::HashSet;
use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use kb::Kb;

#[derive(Args, Debug)]
pub struct Options {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Debug, Subcommand)]
enum Kind {
    /// A person, by the full name
    Person {
        /// The name as English news writes it at first mention
        #[arg(required = true)]
        name: Vec<String>,
    },
}

pub fn run(kb: &Kb, options: &Options) -> Result<ExitCode> {
    let Kind::Person { name } = &options.kind;
    let name = name.join(" ");
    let Some(slug) = slug(kb, &name, &HashSet::new()) else {
        bail!("`{name}` has no letters to make an id of: write the name in Latin letters");
    };
    let (given, family) = name.rsplit_once(' ').unwrap_or(("", &name));
    let text = |it: &str| toml::Value::from(it).to_string();
    writeln!(
        io::stdout(),
        "[{slug}]\n\
         name = {{ full = {}, family = {}, given = {} }}  # order = \"family-first\" where it goes first\n\
         # spellings = []  # the same full name written otherwise\n\
         # native = []\n\
         # wikidata = \"Q...\"\n\
         # born = \"1970-01-31\"  # or \"1970-01\", \"1970\", \"1970?\"\n\
         terms = [\n  \
           # {{ office = \"fra/president\", from = \"2017-05-14\", source = \"own\" }},  # to = \"...\" once it has ended\n\
         ]\n\
         source = \"own\"",
        text(&name),
        text(family),
        text(given),
    )?;
    Ok(ExitCode::SUCCESS)
}

/// The id of a new record: the folded name with hyphens, and a number where the base or `taken` has it. `None` for a name
/// without Latin letters.
pub fn slug(kb: &Kb, name: &str, taken: &HashSet<String>) -> Option<String> {
    let folded = prose::fold(name);
    let letters = |it: char| it.is_ascii_alphanumeric();
    let words: Vec<&str> = folded
        .split(|it| !letters(it))
        .filter(|it| !it.is_empty())
        .collect();
    let slug = words.join("-");
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    std::iter::once(slug.clone())
        .filter(|it| !it.is_empty())
        .chain(numbered.take_while(|_| !slug.is_empty()))
        .find(|it| kb.find(it).is_none() && !taken.contains(it))
}
