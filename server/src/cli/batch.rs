//! `attache batch`: documents as JSON lines in, results as JSON lines out.

use std::fmt;
use std::io::{self, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use anyhow::Result;
use clap::Args;
use date::{Date, Day};
use ide::{Settings, Source};
use kb::Kb;
use prose::Format;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::analyse::analyse;
use super::base::{BaseOptions, TodayOptions};
use super::bounded::read_line;
use super::input::format_named;
use super::report::json;
use crate::{config, decisions};

/// The longest line that is read, in bytes.
const MAX_LINE: usize = 64 << 20;

#[derive(Args, Debug)]
#[command(after_help = "\
In, an object a line:   {\"id\": ..., \"text\": ..., \"date\": \"YYYY-MM-DD\", \"format\": \"plaintext\" | \"markdown\" | \"html\", \"path\": ...}
Out, in the same order: {\"id\": ..., \"publication\": ..., \"mentions\": [...], \"findings\": [...]} or {\"id\": ..., \"error\": ...}
Only `text` must be there; `path` is that of the article in the workspace of --config. Offsets count Unicode code points. A result is written as soon as it is ready.")]
pub struct Options {
    #[command(flatten)]
    base: BaseOptions,
    #[command(flatten)]
    today: TodayOptions,
    /// Read this `attache.toml`, and what was decided in its workspace
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let (settings, folder) = match &options.config {
        None => (Settings::standard(), None),
        Some(file) => {
            let folder = config::folder_of(file)?;
            let settings = Settings {
                decisions: decisions::of_folder(&folder)?,
                ..config::read(file)?
            };
            (settings, Some(folder))
        }
    };
    // What was decoded goes with the process, not record by record before.
    let reader = ManuallyDrop::new(Reader {
        kb: options.base.load()?,
        settings,
        folder,
        today: options.today.today(),
    });
    match rayon::current_num_threads() {
        1 => reader.one_by_one()?,
        threads => reader.side_by_side(threads)?,
    }
    Ok(ExitCode::SUCCESS)
}

struct Reader {
    kb: Kb,
    settings: Settings,
    /// Of the workspace, absolute.
    folder: Option<PathBuf>,
    today: Day,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: Value,
    #[serde(flatten)]
    document: json::Document<'a>,
}

/// What is written for a line that is no document.
#[derive(Debug, Serialize)]
struct Refusal {
    id: Value,
    error: String,
}

impl Refusal {
    fn of(id: Value, error: String) -> Refusal {
        Refusal { id, error }
    }
}

impl Reader {
    fn one_by_one(&self) -> io::Result<()> {
        let mut input = io::stdin().lock();
        let mut output = io::stdout().lock();
        let mut line = Vec::new();
        while let Some(length) = read_line(&mut input, &mut line, MAX_LINE)? {
            write(&mut output, &self.answer(&line, length))?;
        }
        Ok(())
    }

    /// Every core at work on a line of its own. Results wait for those of the lines before, and lines for room among the results.
    fn side_by_side(&self, threads: usize) -> io::Result<()> {
        // In the order of the input: where the result of a line will come from.
        let (queue, results) = mpsc::sync_channel::<Receiver<Vec<u8>>>(2 * threads);
        thread::scope(|scope| {
            let writer = scope.spawn(|| {
                let mut output = io::stdout().lock();
                results
                    .into_iter()
                    .flatten()
                    .try_for_each(|it| write(&mut output, &it))
            });
            let mut input = io::stdin().lock();
            let read = rayon::in_place_scope_fifo(|jobs| {
                loop {
                    let mut line = Vec::new();
                    let Some(length) = read_line(&mut input, &mut line, MAX_LINE)? else {
                        return Ok(());
                    };
                    let (result, receiver) = mpsc::sync_channel(1);
                    // Nobody takes results any more: the writer knows why.
                    if queue.send(receiver).is_err() {
                        return Ok(());
                    }
                    jobs.spawn_fifo(move |_| {
                        // An error says that nobody takes it any more.
                        let _ = result.send(self.answer(&line, length));
                    });
                }
            });
            drop(queue);
            let written = writer.join();
            let stopped = || io::Error::other("the results could not be written");
            read.and(written.unwrap_or_else(|_| Err(stopped())))
        })
    }

    /// The result of a line, as a line. Of a line that is too long not all was read.
    fn answer(&self, line: &[u8], length: usize) -> Vec<u8> {
        if length > MAX_LINE {
            let error = format!("a line of {length} bytes: at most {MAX_LINE} are read");
            return in_line(&Refusal::of(Value::Null, error));
        }
        let read = self.read(line).and_then(|(id, source)| {
            match analyse(&self.kb, &source, &self.settings) {
                Ok(analysis) => Ok((id, analysis)),
                Err(error) => Err(Refusal::of(id, error.to_string())),
            }
        });
        match read {
            Ok((id, analysis)) => {
                let document = json::Document::new(&self.kb, &analysis);
                in_line(&Answer { id, document })
            }
            Err(refusal) => in_line(&refusal),
        }
    }

    fn read(&self, line: &[u8]) -> Result<(Value, Source), Refusal> {
        let line: Line = serde_json::from_slice(line).map_err(|error| {
            Refusal::of(
                Value::Null,
                format!("the line is no JSON object in UTF-8: {error}"),
            )
        })?;
        match self.source(line.text, line.date, line.format, line.path) {
            Ok(source) => Ok((line.id, source)),
            Err(error) => Err(Refusal::of(line.id, error)),
        }
    }

    /// As decisions name it, where there is a workspace; else it is only read for a date.
    fn path(&self, path: &str) -> String {
        match &self.folder {
            Some(folder) => config::slashed(&config::lexical(&folder.join(path))).into_owned(),
            None => path.to_owned(),
        }
    }

    fn source(
        &self,
        text: Field,
        date: Field,
        format: Field,
        path: Field,
    ) -> Result<Source, String> {
        let text = text.string("text")?.ok_or("`text` is missing")?;
        let date = date
            .string("date")?
            .map(|it| it.parse::<Date>().map_err(|error| format!("date: {error}")));
        let format = match format.string("format")? {
            None => Format::Plain,
            Some(name) => format_named(&name)?,
        };
        Ok(Source {
            text,
            format,
            path: path.string("path")?.map(|it| self.path(&it)),
            date: date.transpose()?,
            today: self.today,
            draft: false,
        })
    }
}

/// A line of the input, read in one go: a text goes from its escapes to where it stays. Of two fields of one name the last counts.
#[derive(Default)]
struct Line {
    id: Value,
    text: Field,
    date: Field,
    format: Field,
    path: Field,
}

#[derive(Default)]
enum Field {
    /// Or null.
    #[default]
    Absent,
    Text(Arc<str>),
    Other,
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Key {
    Id,
    Text,
    Date,
    Format,
    Path,
    #[serde(other)]
    Other,
}

impl Field {
    fn string(self, key: &str) -> Result<Option<Arc<str>>, String> {
        match self {
            Field::Absent => Ok(None),
            Field::Text(text) => Ok(Some(text)),
            Field::Other => Err(format!("`{key}` must be a string")),
        }
    }
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Line, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Line;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line, A::Error> {
                let mut line = Line::default();
                while let Some(key) = map.next_key()? {
                    match key {
                        Key::Id => line.id = map.next_value()?,
                        Key::Text => line.text = map.next_value()?,
                        Key::Date => line.date = map.next_value()?,
                        Key::Format => line.format = map.next_value()?,
                        Key::Path => line.path = map.next_value()?,
                        Key::Other => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(line)
            }
        }

        from.deserialize_map(Fields)
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Field, D::Error> {
        struct Text;

        impl<'de> Visitor<'de> for Text {
            type Value = Field;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any value")
            }

            fn visit_str<E>(self, text: &str) -> Result<Field, E> {
                Ok(Field::Text(text.into()))
            }

            fn visit_unit<E>(self) -> Result<Field, E> {
                Ok(Field::Absent)
            }

            fn visit_bool<E>(self, _: bool) -> Result<Field, E> {
                Ok(Field::Other)
            }

            fn visit_i64<E>(self, _: i64) -> Result<Field, E> {
                Ok(Field::Other)
            }

            fn visit_u64<E>(self, _: u64) -> Result<Field, E> {
                Ok(Field::Other)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Field, E> {
                Ok(Field::Other)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Field, A::Error> {
                IgnoredAny.visit_seq(seq).map(|_| Field::Other)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Field, A::Error> {
                IgnoredAny.visit_map(map).map(|_| Field::Other)
            }
        }

        from.deserialize_any(Text)
    }
}

/// Nothing of it can fail: what is written has no keys but strings.
fn in_line(result: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(result).unwrap_or_default();
    line.push(b'\n');
    line
}

fn write(output: &mut impl Write, line: &[u8]) -> io::Result<()> {
    output.write_all(line)?;
    output.flush()
}
