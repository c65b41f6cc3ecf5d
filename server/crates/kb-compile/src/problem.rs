use std::fmt;
use std::ops::Range;

use crate::file::SourceFile;

/// What is wrong with a record and how to mend it, in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The path as it was given; empty for what concerns no single file.
    pub file: String,
    /// Counted from 1, as editors show it.
    pub line: u32,
    /// Bytes of the file's text.
    pub range: Range<usize>,
    pub message: String,
}

impl Problem {
    pub(crate) fn of_everything(message: String) -> Problem {
        Problem {
            file: String::new(),
            line: 0,
            range: 0..0,
            message,
        }
    }
}

/// "people/prk.toml:12: term of kim-jong-un: unknown office ..."
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.file.is_empty() {
            return f.write_str(&self.message);
        }
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// Where something is written: the index of a file and bytes in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: usize,
    pub(crate) range: Range<usize>,
}

/// Everything found so far.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) problems: Vec<Problem>,
    pub(crate) lints: Vec<Problem>,
    found: Vec<(bool, Place, String)>,
}

impl Report {
    /// The layer cannot be compiled.
    pub(crate) fn problem(&mut self, place: &Place, message: String) {
        self.found.push((true, place.clone(), message));
    }

    /// It can, but somebody should look.
    pub(crate) fn lint(&mut self, place: &Place, message: String) {
        self.found.push((false, place.clone(), message));
    }

    /// Puts all that was found in order of file and line.
    pub(crate) fn sort(&mut self, files: &[SourceFile<'_>]) {
        let mut found = std::mem::take(&mut self.found);
        found.sort_by_key(|(_, place, _)| (place.file, place.range.start));
        for (is_problem, place, message) in found {
            let list = if is_problem {
                &mut self.problems
            } else {
                &mut self.lints
            };
            list.extend(files.get(place.file).map(|file| Problem {
                file: file.path.to_owned(),
                line: file.line(place.range.start) + 1,
                range: place.range,
                message,
            }));
        }
    }
}
