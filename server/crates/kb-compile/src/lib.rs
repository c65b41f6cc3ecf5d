//! TOML records, validated and compiled to a blob.
//!
//! ```text
//! texts -> TOML with spans -> blocks and their ids (symbols) -> records (read) -> checks across records (check)
//!       -> derived tables (tables), names (names) -> blob (kb::Writer)
//! ```
//!
//! The schema is written down in `server/world/README.md`; `read/*` is the same in code, one file per kind of record.
//! Everything that makes a record wrong is a [`Problem`] and refuses the whole; all problems are found in one run.
//! What is only suspicious is a lint. The library does no I/O: callers bring the texts.

mod check;
mod fields;
mod file;
mod names;
mod problem;
mod read;
mod suggest;
mod symbols;
mod tables;

use kb::Kb;

pub use problem::Problem;

/// A layer, ready to be written to a file or to be given to [`Kb::new`] or [`Kb::push`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    pub blob: Vec<u8>,
    /// What is not wrong but suspicious, by file and line.
    pub lints: Vec<Problem>,
}

/// Compiles the records of one layer.
///
/// `files`: path within the layer, with `/`, and text. The first folder or the name of the file says what is in it:
/// `people/...` or `people.toml`, `states`, `organisations`, `treaties`, `events`, `sources`; in any other file, each
/// block is what its keys say. `base`: the layers below; its slugs can be referred to, and a block with a slug of
/// the base replaces that record.
pub fn compile(files: &[(String, String)], base: Option<&Kb>) -> Result<Compiled, Vec<Problem>> {
    let files = file::SourceFile::all(files);
    let mut report = problem::Report::default();
    let documents: Vec<_> = files.iter().map(|file| file.parse(&mut report)).collect();
    let symbols = symbols::Symbols::collect(&files, &documents, base, &mut report);
    let records = read::read_all(&files, &symbols, &mut report);
    check::check_all(&records, base, &mut report);
    report.sort(&files);
    if !report.problems.is_empty() {
        return Err(report.problems);
    }
    let blob = tables::write(&files, &symbols, &records, base);
    match blob {
        Ok(blob) => Ok(Compiled {
            blob,
            lints: report.lints,
        }),
        Err(error) => Err(vec![Problem::of_everything(error.to_string())]),
    }
}
