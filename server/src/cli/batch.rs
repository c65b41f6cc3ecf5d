//! `attache batch`: documents as JSON lines in, results as JSON lines out.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use clap::Args;
use date::{Date, Day};
use ide::{Settings, Source};
use kb::Kb;
use prose::Format;
use serde::Serialize;
use serde_json::{Map, Value};

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
    let reader = Reader {
        kb: options.base.load()?,
        settings,
        folder,
        today: options.today.today(),
    };
    let mut input = io::stdin().lock();
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut line = Vec::new();
    while let Some(length) = read_line(&mut input, &mut line, MAX_LINE)? {
        if length > MAX_LINE {
            let error = format!("a line of {length} bytes: at most {MAX_LINE} are read");
            write(&mut output, &Refusal::of(Value::Null, error))?;
            continue;
        }
        reader.answer(&line, &mut output)?;
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
    fn answer(&self, line: &[u8], output: &mut impl Write) -> io::Result<()> {
        let read = self.read(line).and_then(|(id, source)| {
            match analyse(&self.kb, &source, &self.settings) {
                Ok(analysis) => Ok((id, analysis)),
                Err(error) => Err(Refusal::of(id, error.to_string())),
            }
        });
        match read {
            Ok((id, analysis)) => {
                let document = json::Document::new(&self.kb, &analysis);
                write(output, &Answer { id, document })
            }
            Err(refusal) => write(output, &refusal),
        }
    }

    fn read(&self, line: &[u8]) -> Result<(Value, Source), Refusal> {
        let mut object: Map<String, Value> = serde_json::from_slice(line).map_err(|error| {
            Refusal::of(
                Value::Null,
                format!("the line is no JSON object in UTF-8: {error}"),
            )
        })?;
        let id = object.remove("id").unwrap_or_default();
        match self.source(&mut object) {
            Ok(source) => Ok((id, source)),
            Err(error) => Err(Refusal::of(id, error)),
        }
    }

    /// As decisions name it, where there is a workspace; else it is only read for a date.
    fn path(&self, path: &str) -> String {
        match &self.folder {
            Some(folder) => config::slashed(&config::lexical(&folder.join(path))).into_owned(),
            None => path.to_owned(),
        }
    }

    fn source(&self, object: &mut Map<String, Value>) -> Result<Source, String> {
        let text = string(object, "text")?.ok_or("`text` is missing")?;
        let date = string(object, "date")?
            .map(|it| it.parse::<Date>().map_err(|error| format!("date: {error}")));
        let format = match string(object, "format")? {
            None => Format::Plain,
            Some(name) => format_named(&name)?,
        };
        Ok(Source {
            text: Arc::from(text),
            format,
            path: string(object, "path")?.map(|it| self.path(&it)),
            date: date.transpose()?,
            today: self.today,
            draft: false,
        })
    }
}

/// Takes a string out of the object; `None` where it is absent or null.
fn string(object: &mut Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match object.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{key}` must be a string")),
    }
}

fn write(output: &mut impl Write, result: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, result)?;
    output.write_all(b"\n")?;
    output.flush()
}
