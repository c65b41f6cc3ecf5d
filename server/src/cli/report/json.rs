//! Results as JSON. Offsets are Unicode code points of the text, end exclusive.

use std::borrow::Cow;
use std::io::{self, Write};

use date::Span;
use ide::{Analysis, DateSource, Form, MentionKind, Severity};
use kb::{Kb, RecordId};
use prose::Range;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::{Reporter, Summary};
use crate::cli::check::Checked;
use crate::cli::code_points::CodePoints;
use crate::cli::kb::all_names;
use crate::cli::lines::Lines;

/// `check --format json`: one object a line for each article, with its findings.
pub struct Json;

#[derive(Serialize)]
struct Article<'a> {
    path: &'a str,
    publication: Publication,
    findings: Vec<Flagged<'a>>,
    fixed: usize,
}

/// Lines and columns count from 1, columns in code points.
#[derive(Serialize)]
struct Flagged<'a> {
    #[serde(flatten)]
    finding: Finding,
    line: u32,
    column: u32,
    fingerprint: &'a str,
}

impl Reporter for Json {
    fn article(&mut self, article: &Checked) -> io::Result<()> {
        let (lines, points) = (Lines::new(&article.text), CodePoints::new(&article.text));
        let findings = article.findings.iter().map(|it| {
            let position = lines.position(it.finding.range.start);
            Flagged {
                finding: Finding::new(&points, &it.finding),
                line: position.line,
                column: position.column,
                fingerprint: &it.fingerprint,
            }
        });
        let article = Article {
            path: &article.name,
            publication: Publication::new(&article.publication),
            findings: findings.collect(),
            fixed: article.fixed,
        };
        let mut out = io::stdout().lock();
        serde_json::to_writer(&mut out, &article)?;
        out.write_all(b"\n")
    }

    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}

/// What is known of one document.
#[derive(Serialize)]
pub struct Document<'a> {
    pub publication: Publication,
    pub mentions: Vec<Mention<'a>>,
    pub findings: Vec<Finding>,
}

/// First and last possible day, null where open; `soft_*`: the likely ones.
#[derive(Serialize)]
pub struct Publication {
    pub from: Option<String>,
    pub to: Option<String>,
    pub soft_from: Option<String>,
    pub soft_to: Option<String>,
    pub source: &'static str,
    pub reasons: Vec<String>,
}

#[derive(Serialize)]
pub struct Mention<'a> {
    pub start: u32,
    pub end: u32,
    pub surface: &'a str,
    pub kind: &'static str,
    pub form: &'static str,
    /// The first of `records`; null for an unlinked mention.
    pub record: Option<&'a str>,
    pub wikidata: Option<&'a str>,
    /// Of all records, parted by "; ".
    pub name: Option<String>,
    /// Every form of every record.
    pub names: Vec<Cow<'a, str>>,
    pub records: Vec<&'a str>,
    /// The slug of an office.
    pub claimed: Option<&'a str>,
    pub why: &'a [String],
}

#[derive(Serialize)]
pub struct Finding {
    pub code: &'static str,
    pub severity: &'static str,
    pub start: u32,
    pub end: u32,
    pub message: String,
    pub fixes: Vec<Fix>,
    pub evidence: Vec<Evidence>,
}

#[derive(Serialize)]
pub struct Fix {
    pub title: String,
    pub start: u32,
    pub end: u32,
    pub text: String,
}

#[derive(Serialize)]
pub struct Evidence {
    pub statement: String,
    pub source: String,
}

/// A record as it is shown beside a mention.
#[derive(Serialize)]
pub struct Card {
    pub heading: String,
    pub kind: String,
    pub facts: Vec<Fact>,
}

#[derive(Serialize)]
pub struct Fact {
    pub label: String,
    pub text: String,
}

impl<'a> Document<'a> {
    pub fn new(kb: &'a Kb, analysis: &'a Analysis) -> Document<'a> {
        let points = CodePoints::new(&analysis.text);
        let mut records = Records {
            kb,
            names: FxHashMap::default(),
        };
        let mentions = analysis.mentions().iter();
        Document {
            publication: Publication::new(&analysis.publication),
            mentions: mentions
                .map(|it| Mention::new(&mut records, &analysis.text, &points, it))
                .collect(),
            findings: analysis
                .findings
                .iter()
                .map(|it| Finding::new(&points, it))
                .collect(),
        }
    }
}

impl Publication {
    fn new(publication: &ide::Publication) -> Publication {
        let (from, to) = days(publication.hard);
        let (soft_from, soft_to) = days(publication.soft);
        Publication {
            from,
            to,
            soft_from,
            soft_to,
            source: source(publication.source),
            reasons: publication.reasons.clone(),
        }
    }
}

/// The names of the records of one document, most of which are named more than once.
struct Records<'a> {
    kb: &'a Kb,
    names: FxHashMap<RecordId, Vec<Cow<'a, str>>>,
}

impl<'a> Records<'a> {
    fn names(&mut self, id: RecordId) -> &[Cow<'a, str>] {
        let kb = self.kb;
        self.names.entry(id).or_insert_with(|| all_names(kb, id))
    }
}

impl<'a> Mention<'a> {
    fn new(
        records: &mut Records<'a>,
        text: &'a str,
        points: &CodePoints<'_>,
        mention: &'a ide::Mention,
    ) -> Mention<'a> {
        let kb = records.kb;
        let slug = |id: &RecordId| kb.slug(*id);
        let (mut known, mut names) = (Vec::new(), Vec::new());
        for record in &mention.records {
            let all = records.names(*record);
            known.extend(all.first().cloned());
            names.extend_from_slice(all);
        }
        let (start, end) = ends(points, mention.range);
        Mention {
            start,
            end,
            surface: mention.range.of(text),
            kind: kind(mention.kind),
            form: form(mention.form),
            record: mention.records.first().map(slug),
            wikidata: match mention.records[..] {
                [record] => kb.wikidata(record),
                _ => None,
            },
            name: (!known.is_empty()).then(|| known.join("; ")),
            names,
            records: mention.records.iter().map(slug).collect(),
            claimed: mention.claimed.as_ref().map(slug),
            why: &mention.why,
        }
    }
}

impl Finding {
    fn new(points: &CodePoints<'_>, finding: &ide::Finding) -> Finding {
        let (start, end) = ends(points, finding.range);
        let fix = |it: &ide::Fix| {
            let (start, end) = ends(points, it.edit.range);
            Fix {
                title: it.title.clone(),
                start,
                end,
                text: it.edit.text.clone(),
            }
        };
        let evidence = |it: &ide::Evidence| Evidence {
            statement: it.statement.clone(),
            source: it.source.clone(),
        };
        Finding {
            code: finding.code,
            severity: severity(finding.severity),
            start,
            end,
            message: finding.message.clone(),
            fixes: finding.fixes.iter().map(fix).collect(),
            evidence: finding.evidence.iter().map(evidence).collect(),
        }
    }
}

impl Card {
    pub fn new(card: ide::Card) -> Card {
        let facts = card.facts.into_iter().map(|it| Fact {
            label: it.label,
            text: it.text,
        });
        Card {
            heading: card.heading,
            kind: card.kind,
            facts: facts.collect(),
        }
    }
}

pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Hint => "hint",
        Severity::Information => "information",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn ends(points: &CodePoints<'_>, range: Range) -> (u32, u32) {
    (points.at(range.start), points.at(range.end))
}

fn days(span: Span) -> (Option<String>, Option<String>) {
    let iso = |day: date::Day| day.to_string();
    (span.from.map(iso), span.to.map(iso))
}

fn source(source: DateSource) -> &'static str {
    match source {
        DateSource::Option => "option",
        DateSource::Directive => "directive",
        DateSource::FrontMatter => "front-matter",
        DateSource::Html => "html",
        DateSource::PublishedLine => "published-line",
        DateSource::Dateline => "dateline",
        DateSource::FileName => "file-name",
        DateSource::Path => "path",
        DateSource::Text => "text",
        DateSource::Today => "today",
        DateSource::None => "none",
    }
}

pub fn kind(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Leader => "leader",
        MentionKind::Treaty => "treaty",
        MentionKind::State => "state",
        MentionKind::Office => "office",
        MentionKind::Organisation => "organisation",
        MentionKind::Event => "event",
    }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Full => "full",
        Form::Surname => "surname",
        Form::Title => "title",
        Form::Description => "description",
        Form::Name => "name",
        Form::Acronym => "acronym",
        Form::Demonym => "demonym",
        Form::Metonym => "metonym",
    }
}
