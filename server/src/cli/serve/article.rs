use std::sync::Arc;

use date::Date;
use hyper::StatusCode;
use ide::{ActionKind, Analysis, Settings, Source};
use kb::Kb;
use prose::{Format, Range};
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::cli::analyse::analyse;
use crate::cli::code_points::CodePoints;
use crate::cli::input::format_named;
use crate::cli::report::json;
use crate::session;

/// Reads a request and writes its answer, both in JSON.
pub fn judge(kb: &Kb, request: &[u8]) -> Result<String, Refusal> {
    let bad = |sentence: String| Refusal(StatusCode::BAD_REQUEST, sentence);
    let question: Question = serde_json::from_slice(request)
        .map_err(|error| bad(format!("the request is no article in JSON: {error}")))?;
    let source = question.source().map_err(bad)?;
    let failed = |sentence: String| Refusal(StatusCode::INTERNAL_SERVER_ERROR, sentence);
    let settings = Settings::standard();
    let analysis = analyse(kb, &source, &settings).map_err(|error| failed(error.to_string()))?;
    let answer = Answer::new(kb, &source, &settings, &analysis);
    serde_json::to_string(&answer).map_err(|error| failed(error.to_string()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    text: String,
    /// "plaintext", "markdown" or "html"; plain text if absent.
    format: Option<String>,
    /// The date of publication, whatever the text says of it.
    date: Option<String>,
}

impl Question {
    fn source(self) -> Result<Source, String> {
        let date = self.date.map(|it| it.parse::<Date>());
        Ok(Source {
            text: Arc::from(self.text),
            format: self
                .format
                .map_or(Ok(Format::Plain), |it| format_named(&it))?,
            path: None,
            date: date.transpose().map_err(|error| format!("date: {error}"))?,
            today: session::today(),
            draft: true,
        })
    }
}

/// Offsets are Unicode code points of the text, end exclusive; days are written like 2025-08-28.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    document: json::Document<'a>,
    /// Of each of `mentions`: the cards of its records.
    cards: Vec<Vec<json::Card>>,
    /// When it was published, in words.
    published: String,
    today: String,
    /// The last day that the records know.
    as_of: String,
    cast: Vec<Member>,
    timeline: Vec<Lane>,
    /// All edits that mend what has a fix; they do not overlap.
    fix_all: Vec<Edit>,
}

#[derive(Serialize)]
struct Member {
    record: String,
    kind: &'static str,
    name: String,
    detail: String,
    /// Every mention, the first first.
    mentions: Vec<[u32; 2]>,
    /// The gravest severity of what was found; null where nothing was.
    verdict: Option<&'static str>,
    /// What does not hold: indexes of `findings`.
    findings: Vec<usize>,
}

#[derive(Serialize)]
struct Lane {
    record: String,
    name: String,
    bars: Vec<Bar>,
    marks: Vec<Mark>,
}

/// First and last day, both included; null where not known, or where it still runs.
#[derive(Serialize)]
struct Bar {
    label: String,
    from: Option<String>,
    to: Option<String>,
    running: bool,
    contested: bool,
    statement: String,
}

#[derive(Serialize)]
struct Mark {
    label: String,
    on: String,
    statement: String,
}

#[derive(Serialize)]
struct Edit {
    start: u32,
    end: u32,
    text: String,
}

impl<'a> Answer<'a> {
    fn new(kb: &'a Kb, source: &Source, settings: &Settings, analysis: &'a Analysis) -> Answer<'a> {
        let cards = |it: &ide::Mention| -> Vec<json::Card> {
            if it.records.is_empty() {
                return Vec::new();
            }
            let cards = ide::hover(kb, analysis, settings, source.today, it.range.start);
            cards.into_iter().map(json::Card::new).collect()
        };
        let points = CodePoints::new(&analysis.text);
        let whole = Range::new(0, analysis.text.len() as u32);
        let actions = ide::code_actions(kb, analysis, whole);
        let all = actions
            .into_iter()
            .find(|it| it.kind == ActionKind::FixAll)
            .map(|it| it.edits);
        Answer {
            document: json::Document::new(kb, analysis),
            cards: analysis.mentions().iter().map(cards).collect(),
            published: analysis.publication.in_words(),
            today: source.today.to_string(),
            as_of: kb.as_of().to_string(),
            cast: ide::cast_list(kb, analysis)
                .into_iter()
                .map(|it| Member {
                    record: kb.slug(it.record).to_owned(),
                    kind: json::kind(it.kind),
                    mentions: it
                        .mentions
                        .iter()
                        .map(|it| [points.at(it.start), points.at(it.end)])
                        .collect(),
                    verdict: it.verdict(analysis).map(json::severity),
                    name: it.name,
                    detail: it.detail,
                    findings: it.findings,
                })
                .collect(),
            timeline: ide::timeline(kb, analysis)
                .into_iter()
                .map(|it| Lane::new(kb, it))
                .collect(),
            fix_all: all
                .unwrap_or_default()
                .into_iter()
                .map(|it| Edit {
                    start: points.at(it.range.start),
                    end: points.at(it.range.end),
                    text: it.text,
                })
                .collect(),
        }
    }
}

impl Lane {
    fn new(kb: &Kb, lane: ide::Lane) -> Lane {
        let iso = |it: date::Day| it.to_string();
        let bar = |it: ide::Bar| Bar {
            label: it.label,
            from: it.from.map(iso),
            to: it.to.map(iso),
            running: it.running,
            contested: it.contested,
            statement: it.statement,
        };
        let mark = |it: ide::Mark| Mark {
            label: it.label,
            on: iso(it.on),
            statement: it.statement,
        };
        Lane {
            record: kb.slug(lane.record).to_owned(),
            name: lane.name,
            bars: lane.bars.into_iter().map(bar).collect(),
            marks: lane.marks.into_iter().map(mark).collect(),
        }
    }
}
