use toml::Spanned;
use toml::de::DeTable;

use crate::problem::{Place, Report};

/// One file of records.
pub(crate) struct SourceFile<'a> {
    pub(crate) index: usize,
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    /// The offset of each line.
    lines: Vec<usize>,
}

impl<'a> SourceFile<'a> {
    /// The files in order of path, so that the same files give the same blob however they were listed.
    pub(crate) fn all(files: &'a [(String, String)]) -> Vec<SourceFile<'a>> {
        let mut files: Vec<_> = files
            .iter()
            .map(|(p, t)| (p.as_str(), t.as_str()))
            .collect();
        files.sort();
        files
            .into_iter()
            .enumerate()
            .map(|(index, (path, text))| SourceFile {
                index,
                path,
                text,
                lines: std::iter::once(0)
                    .chain(text.match_indices('\n').map(|(at, _)| at + 1))
                    .collect(),
            })
            .collect()
    }

    /// The line of an offset, counted from 0.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        self.lines.partition_point(|&start| start <= offset) as u32 - 1
    }

    pub(crate) fn place(&self, range: std::ops::Range<usize>) -> Place {
        Place {
            file: self.index,
            range,
        }
    }

    /// What of the text can be read; every syntax error is reported.
    pub(crate) fn parse(&self, report: &mut Report) -> Spanned<DeTable<'a>> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            let message = error.message().replace('\n', ", ");
            report.problem(
                &self.place(error.span().unwrap_or(0..0)),
                format!("no TOML: {message}"),
            );
        }
        table
    }
}
