//! Baselines: files with the fingerprints of findings that are known and not reported again.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::Checked;
use crate::cli::output;

const VERSION: u32 = 1;

/// The findings that are known, each as often as it was there.
pub struct Baseline {
    known: HashMap<String, usize>,
}

#[derive(Serialize, Deserialize)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

/// Only the fingerprint counts; the rest is for people who read the file.
#[derive(Serialize, Deserialize)]
struct Entry {
    fingerprint: String,
    file: String,
    code: String,
    text: String,
}

impl Baseline {
    pub fn of(fingerprints: impl IntoIterator<Item = String>) -> Baseline {
        let mut known = HashMap::new();
        for fingerprint in fingerprints {
            *known.entry(fingerprint).or_default() += 1;
        }
        Baseline { known }
    }

    pub fn read(path: &Path) -> Result<Baseline> {
        let name = path.display();
        let text = fs::read(path).with_context(|| {
            format!("cannot read the baseline `{name}` (`--write-baseline` makes one)")
        })?;
        let file: File = serde_json::from_slice(&text).with_context(|| {
            format!("`{name}` is no baseline; make it anew with `--write-baseline`")
        })?;
        if file.version != VERSION {
            bail!(
                "`{name}` is a baseline of version {}, this program reads {VERSION}; make it anew with `--write-baseline`",
                file.version
            );
        }
        Ok(Baseline::of(
            file.findings.into_iter().map(|it| it.fingerprint),
        ))
    }

    /// Whether the finding is known; each that is known is so once.
    pub fn take(&mut self, fingerprint: &str) -> bool {
        match self.known.get_mut(fingerprint) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        }
    }
}

/// Collects findings for a new baseline.
#[derive(Default)]
pub struct NewBaseline {
    entries: Vec<Entry>,
}

impl NewBaseline {
    pub fn add(&mut self, article: &Checked) {
        let entries = article.findings.iter().map(|it| Entry {
            fingerprint: it.fingerprint.clone(),
            file: article.name.clone(),
            code: it.finding.code.to_owned(),
            text: it.finding.range.of(&article.text).to_owned(),
        });
        self.entries.extend(entries);
    }

    /// Returns how many findings it holds.
    pub fn write(self, path: &Path) -> Result<usize> {
        let count = self.entries.len();
        let file = File {
            version: VERSION,
            findings: self.entries,
        };
        let mut text = serde_json::to_vec_pretty(&file)?;
        text.push(b'\n');
        output::write_whole(path, &text)?;
        Ok(count)
    }
}
