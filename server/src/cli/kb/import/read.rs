//! Files of entities, read in constant memory.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::bufread::MultiGzDecoder;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use wikidata::{Entity, Frame, Frames, Wanted};

use super::is_stdin;
use crate::cli::bounded::read_line;
use crate::cli::output::harmless;

/// The longest line, and the longest object over many lines, in bytes. Wikidata has no entity of more than 5 MB.
const MAX_BYTES: usize = 32 << 20;

/// How many texts that cannot be read are told one by one.
const TOLD: u64 = 20;

pub struct Reader<'a> {
    files: &'a [PathBuf],
    bar: ProgressBar,
    counts: Counts,
}

#[derive(Default)]
struct Counts {
    /// Texts: entities, or documents of them.
    read: u64,
    /// Of those, the ones that concern the base.
    wanted: u64,
    /// Of those, the ones that could not be read.
    broken: u64,
    /// Files that could not be read to their end.
    cut: u64,
    missing: u64,
}

impl<'a> Reader<'a> {
    pub fn new(files: &'a [PathBuf]) -> Reader<'a> {
        let bytes = files
            .iter()
            .map(|it| it.metadata().map_or(0, |it| it.len()));
        Reader {
            bar: progress(bytes.sum()),
            files,
            counts: Counts::default(),
        }
    }

    /// Hands out every entity that is wanted, in order, until `take` says that it is enough.
    pub fn each(&mut self, wanted: &Wanted, take: &mut dyn FnMut(Entity) -> bool) {
        for path in self.files {
            if let Err(error) = self.file(path, wanted, take) {
                self.counts.cut += 1;
                self.complain(&format!("{error:#}"));
            }
        }
        self.bar.finish_and_clear();
    }

    /// Once more, for other entities, what can be read twice; what is wrong was said the first time.
    pub fn again(&self, wanted: &Wanted, take: &mut dyn FnMut(Entity)) {
        let files: Vec<PathBuf> = self
            .files
            .iter()
            .filter(|it| !is_stdin(it))
            .cloned()
            .collect();
        let mut quiet = Reader {
            files: &files,
            bar: self.bar.clone(),
            counts: Counts {
                broken: TOLD,
                ..Counts::default()
            },
        };
        quiet.bar.reset();
        for path in quiet.files {
            let _ = quiet.file(path, wanted, &mut |entity| {
                take(entity);
                true
            });
        }
        quiet.bar.finish_and_clear();
    }

    /// Whether some of the files were not read to the end.
    pub fn trouble(&self) -> bool {
        self.counts.cut > 0
    }

    pub fn summary(&self) -> Vec<String> {
        let Counts {
            read,
            wanted,
            broken,
            missing,
            ..
        } = self.counts;
        let mut parts = vec![
            format!("{read} read"),
            format!(
                "{} skipped as of no concern to the base",
                read - wanted - broken
            ),
        ];
        for (count, what) in [
            (broken, "skipped as broken"),
            (missing, "that Wikidata does not have"),
        ] {
            if count > 0 {
                parts.push(format!("{count} {what}"));
            }
        }
        vec![format!("entities: {}", parts.join(", "))]
    }

    fn file(
        &mut self,
        path: &Path,
        wanted: &Wanted,
        take: &mut dyn FnMut(Entity) -> bool,
    ) -> Result<()> {
        let name = if is_stdin(path) {
            "<stdin>".into()
        } else {
            path.to_string_lossy()
        };
        let input = open(path, &self.bar).with_context(|| format!("cannot read `{name}`"))?;
        let mut input = unpacked(input).with_context(|| format!("cannot read `{name}`"))?;
        let (mut frames, mut line) = (Frames::default(), Vec::new());
        for number in 1.. {
            let length = read_line(&mut input, &mut line, MAX_BYTES)
                .with_context(|| format!("{name}:{number}: cannot be read further"))?;
            let Some(length) = length else {
                break;
            };
            if length > MAX_BYTES {
                self.broken(
                    &name,
                    number,
                    &format!("a line of {length} bytes: at most {MAX_BYTES} are read"),
                );
                continue;
            }
            match frames.push(&line, number, MAX_BYTES) {
                Frame::Nothing => {}
                Frame::TooLong(begun) => {
                    let why = format!("an object of more than {MAX_BYTES} bytes");
                    self.broken(&name, begun, &why);
                }
                Frame::Text(text, begun) => {
                    if !self.text(text, (&name, begun), wanted, take) {
                        return Ok(());
                    }
                }
            }
        }
        if let Some(begun) = frames.finish() {
            self.broken(&name, begun, "an object that is never closed");
        }
        Ok(())
    }

    fn text(
        &mut self,
        text: &[u8],
        (name, line): (&str, u64),
        wanted: &Wanted,
        take: &mut dyn FnMut(Entity) -> bool,
    ) -> bool {
        self.counts.read += 1;
        if !wanted.may_be_in(text) {
            if let Err(error) = wikidata::valid(text) {
                self.counts.read -= 1;
                self.broken(name, line, &error.to_string());
            }
            return true;
        }
        let entities = match wikidata::parse(text) {
            Ok(entities) => entities,
            Err(error) => {
                self.counts.read -= 1;
                self.broken(name, line, &error.to_string());
                return true;
            }
        };
        self.counts.missing += entities.iter().filter(|it| it.missing).count() as u64;
        let mut any = false;
        let mut go_on = true;
        for entity in entities {
            if go_on && !entity.missing && wanted.has(&entity) {
                any = true;
                go_on = take(entity);
            }
        }
        self.counts.wanted += u64::from(any);
        go_on
    }

    fn broken(&mut self, name: &str, line: u64, why: &str) {
        self.counts.read += 1;
        self.counts.broken += 1;
        if self.counts.broken <= TOLD {
            self.complain(&format!("{name}:{line}: skipped: {why}"));
        }
        if self.counts.broken == TOLD {
            self.complain("more that are broken are only counted");
        }
    }

    fn complain(&self, text: &str) {
        self.bar.suspend(|| {
            let _ = writeln!(io::stderr(), "attache: {}", harmless(text));
        });
    }
}

fn open(path: &Path, bar: &ProgressBar) -> io::Result<Box<dyn BufRead>> {
    let input: Box<dyn Read> = if is_stdin(path) {
        Box::new(io::stdin().lock())
    } else {
        Box::new(File::open(path)?)
    };
    Ok(Box::new(BufReader::with_capacity(
        1 << 18,
        bar.wrap_read(input),
    )))
}

/// What is compressed is known by how it begins.
fn unpacked(mut input: Box<dyn BufRead>) -> io::Result<Box<dyn BufRead>> {
    let packed = input.fill_buf()?.starts_with(b"\x1f\x8b");
    Ok(if packed {
        Box::new(BufReader::with_capacity(
            1 << 18,
            MultiGzDecoder::new(input),
        ))
    } else {
        input
    })
}

/// A bar over the bytes of the files, on a terminal and where there is something to wait for.
fn progress(bytes: u64) -> ProgressBar {
    if bytes < 10 << 20 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template(
        "{bar:40} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
    ) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
