//! The forms in which findings are written to standard output.

mod github;
pub mod json;
mod pretty;
mod sarif;

use std::io;

use clap::ValueEnum;
use ide::Severity;

use super::check::Checked;

pub use pretty::published;

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Format {
    /// Frames with the evidence, for people
    #[default]
    Pretty,
    /// One JSON object for each article
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// Writes articles as they come.
pub trait Reporter {
    fn article(&mut self, article: &Checked) -> io::Result<()>;
    /// After the last one.
    fn finish(&mut self, summary: &Summary) -> io::Result<()>;
}

pub fn reporter(format: Format) -> Box<dyn Reporter> {
    match format {
        Format::Pretty => Box::new(pretty::Pretty),
        Format::Json => Box::new(json::Json),
        Format::Github => Box::new(github::Github),
        Format::Sarif => Box::new(sarif::Sarif::default()),
    }
}

/// What a whole run found.
#[derive(Debug, Default)]
pub struct Summary {
    pub articles: usize,
    pub fixed: usize,
    /// By severity, from hint to error.
    counts: [usize; 4],
}

impl Summary {
    pub fn add(&mut self, article: &Checked) {
        self.articles += 1;
        self.fixed += article.fixed;
        for flagged in &article.findings {
            self.counts[flagged.finding.severity as usize] += 1;
        }
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.counts[severity as usize]
    }

    /// How many findings have this level or a higher one.
    pub fn at_least(&self, severity: Severity) -> usize {
        self.counts[severity as usize..].iter().sum()
    }
}
