//! Silence with a reason: what the comments, the front matter and the decisions of the workspace say to Attaché, and what becomes
//! of findings and links by it. The text of an article is never touched.
//!
//! In a comment: `attache: off CODE[, CODE] [until next heading | for this file]: REASON`, `attache: as-of DATE`,
//! `attache: house NAME`; the same as keys under `attache` in front matter, where they hold for the file.

use std::cell::Cell;

use kb::{Kb, RecordId};
use prose::{Block, BlockKind, Document, Format, Range};

use crate::check::{self, Page};
use crate::house::House;
use crate::{Edit, Evidence, Finding, Fix, Mention, Settings, Source, anchor};

/// What somebody decided about one place of one article: an entry of `.attache/decisions.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// The article as [`Source::path`] names it.
    pub file: String,
    pub kind: DecisionKind,
    /// The words it is about; none: the whole file.
    pub quote: String,
    /// Up to 32 characters before and behind them.
    pub before: String,
    pub after: String,
    /// Who decided.
    pub by: String,
    pub why: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum DecisionKind {
    /// Do not report this code here.
    Silence(String),
    /// The words mean the record with this slug ...
    Accept(String),
    /// ... or do not mean it.
    Deny(String),
}

/// All that was said to Attaché about one article.
#[derive(Debug, Default)]
pub(crate) struct Orders {
    offs: Vec<Off>,
    pub links: Vec<DecidedLink>,
    /// The last house named.
    pub house: Option<String>,
    /// What cannot be followed: where it stands and why.
    wrong: Vec<(Range, String)>,
}

/// One code that is silent somewhere.
#[derive(Debug)]
struct Off {
    code: &'static str,
    /// Where it holds.
    cover: Range,
    reason: String,
    /// Where it is said, and from where.
    place: Range,
    said: &'static str,
    /// Takes the whole of what is said out of the text, where that says nothing else.
    delete: Option<Edit>,
    used: Cell<bool>,
}

/// A link that somebody accepted or denied.
#[derive(Debug)]
pub(crate) struct DecidedLink {
    pub range: Range,
    pub record: RecordId,
    pub accept: bool,
    pub reason: String,
    pub used: Cell<bool>,
}

const COMMENT: &str = "comment in the text";
const FRONT_MATTER: &str = "front matter";
const DECISIONS: &str = "decisions of the workspace";

/// Reads what holds for this article.
pub(crate) fn read(kb: &Kb, source: &Source, document: &Document, settings: &Settings) -> Orders {
    let mut orders = Orders::default();
    for directive in &document.directives {
        orders.comment(source, document, &directive.body, directive.range);
    }
    for field in document.front_matter.iter().flat_map(|it| &it.fields) {
        let Some(key) = field.key.strip_prefix("attache.") else {
            continue;
        };
        match key.split_once('.') {
            Some(("off", code)) => {
                orders.off(&format!("{code}: {}", field.value), field.range, None);
            }
            None if key == "off" => orders.off(&field.value, field.range, None),
            None if key == "house" => orders.house(&field.value, field.range),
            None if key == "as-of" => orders.as_of(&field.value, field.range),
            _ => orders.unknown(key, field.range),
        }
    }
    if let Some(path) = &source.path {
        for decision in settings.decisions.iter().filter(|it| it.file == *path) {
            orders.decision(kb, source, decision);
        }
    }
    orders
}

impl Orders {
    /// Takes out what is silenced; says which silence is of no use and which order cannot be followed.
    pub fn settle(&self, settings: &Settings, findings: &mut Vec<Finding>) {
        findings.retain(|finding| !self.silences(finding));
        if let Some(severity) = check::level(settings, &UNUSED) {
            let idle = self.offs.iter().filter(|it| {
                let runs = check::page(it.code).and_then(|page| check::level(settings, page));
                !it.used.get() && runs.is_some()
            });
            findings.extend(idle.map(|it| Finding {
                severity,
                ..it.unused()
            }));
            let idle = self.links.iter().filter(|it| !it.used.get());
            findings.extend(idle.map(|it| {
                let statement = format!("a link decided on: {}", it.reason);
                let message = "No name stands here any more that this decision is about.".into();
                Finding {
                    severity,
                    ..finding(&UNUSED, it.range, message, statement, DECISIONS)
                }
            }));
        }
        if let Some(severity) = check::level(settings, &INVALID) {
            findings.extend(self.wrong.iter().map(|(range, message)| {
                let statement = "attache: off CODE: REASON; as-of DATE; house NAME".into();
                Finding {
                    severity,
                    ..finding(&INVALID, *range, message.clone(), statement, "the manual")
                }
            }));
        }
    }

    /// Links treaties as was decided.
    pub fn decide_treaties(&self, treaties: &mut [Mention]) {
        let about = |it: &&DecidedLink| it.record.kind() == kb::Kind::Treaty;
        for decided in self.links.iter().filter(about) {
            for mention in treaties.iter_mut() {
                if !decided.range.overlaps(mention.range)
                    || !decided.decides(Some(&mention.records))
                {
                    continue;
                }
                decided.used.set(true);
                match decided.accept {
                    true => mention.records = vec![decided.record],
                    false => mention.records.retain(|it| *it != decided.record),
                }
                mention.why = [decided.why()].into();
            }
        }
    }

    fn silences(&self, finding: &Finding) -> bool {
        let mut silent = false;
        for off in self.offs.iter().filter(|it| it.code == finding.code) {
            let (cover, range) = (off.cover, finding.range);
            if cover.overlaps(range) || cover.start <= range.start && range.end <= cover.end {
                off.used.set(true);
                silent = true;
            }
        }
        silent
    }

    fn comment(&mut self, source: &Source, document: &Document, body: &str, range: Range) {
        let (word, rest) = body.split_once([' ', ':', '\n']).unwrap_or((body, ""));
        let rest = rest.trim_start_matches(':').trim();
        match word {
            "off" => self.off(rest, range, Some((source, document))),
            "house" => self.house(rest, range),
            "as-of" => self.as_of(rest, range),
            _ => self.unknown(word, range),
        }
    }

    /// `body`: "CODE[, CODE] [until next heading | for this file]: REASON". Without a document around it the whole file is meant.
    fn off(&mut self, body: &str, place: Range, around: Option<(&Source, &Document)>) {
        let (head, reason) = body.split_once(':').unwrap_or((body, ""));
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        if !reason.chars().any(char::is_alphanumeric) {
            let head = head.trim();
            let message = format!("This silence wants a reason: write “attache: off {head}: why”.");
            return self.wrong.push((place, message));
        }
        let head = head.trim();
        let (codes, scope) = [UNTIL_HEADING, FOR_FILE]
            .into_iter()
            .find_map(|scope| Some((head.strip_suffix(scope)?, scope)))
            .unwrap_or((head, ""));
        let all = Range::new(0, u32::MAX);
        let (cover, said) = match around {
            None => (all, FRONT_MATTER),
            Some((source, document)) => {
                let cover = match scope {
                    FOR_FILE => all,
                    UNTIL_HEADING => section(&document.blocks, place),
                    _ => block_of(source, document, place),
                };
                (cover, COMMENT)
            }
        };
        let codes: Vec<&str> = codes.split(',').map(str::trim).collect();
        let delete = around.filter(|_| codes.len() == 1).map(|(source, _)| Edit {
            range: whole_line(&source.text, place),
            text: String::new(),
        });
        for code in codes {
            match check::page(code) {
                Some(page) => self.offs.push(Off {
                    code: page.code,
                    cover,
                    reason: reason.clone(),
                    place,
                    said,
                    delete: delete.clone(),
                    used: Cell::new(false),
                }),
                None => self.wrong.push((place, no_such_check(code))),
            }
        }
    }

    fn house(&mut self, name: &str, place: Range) {
        if House::preset(name).is_some() {
            self.house = Some(name.to_owned());
        } else {
            let names = House::PRESETS.join(", ");
            let message = format!("There is no house “{name}”; there are {names}.");
            self.wrong.push((place, message));
        }
    }

    fn as_of(&mut self, date: &str, place: Range) {
        if crate::time::leading_date(date).is_none() {
            let message = "“as-of” wants a date: write “attache: as-of 2025-08-28”.";
            self.wrong.push((place, message.into()));
        }
    }

    fn unknown(&mut self, word: &str, place: Range) {
        let message = format!("“{word}” says nothing to Attaché: write off, as-of or house.");
        self.wrong.push((place, message));
    }

    fn decision(&mut self, kb: &Kb, source: &Source, decision: &Decision) {
        let text = &source.text;
        let (quote, before, after) = (&decision.quote, &decision.before, &decision.after);
        let found = if quote.is_empty() {
            Some(Range::new(0, u32::MAX))
        } else {
            anchor::find(text, quote, before, after)
        };
        let start = Range::default();
        let reason = match decision.by.as_str() {
            "" => decision.why.clone(),
            by => format!("{} ({by})", decision.why),
        };
        match &decision.kind {
            DecisionKind::Silence(code) => match check::page(code) {
                Some(page) => self.offs.push(Off {
                    code: page.code,
                    // What lost its place covers nothing.
                    cover: found.unwrap_or(start),
                    reason,
                    place: found.filter(|_| !quote.is_empty()).unwrap_or(start),
                    said: DECISIONS,
                    delete: None,
                    used: Cell::new(false),
                }),
                None => self.wrong.push((start, no_such_check(code))),
            },
            DecisionKind::Accept(slug) | DecisionKind::Deny(slug) => match kb.find(slug) {
                Some(record) => self.links.push(DecidedLink {
                    range: found.filter(|_| !quote.is_empty()).unwrap_or(start),
                    record,
                    accept: matches!(decision.kind, DecisionKind::Accept(_)),
                    reason,
                    used: Cell::new(false),
                }),
                None => {
                    let message =
                        format!("A decision is about the record “{slug}”; there is none.");
                    self.wrong.push((start, message));
                }
            },
        }
    }
}

impl DecidedLink {
    /// Whether it has a say on what links to these records: nothing is denied that was not found.
    pub fn decides(&self, found: Option<&[RecordId]>) -> bool {
        self.accept || found.is_some_and(|it| it.contains(&self.record))
    }

    /// For the reasons of a link.
    pub fn why(&self) -> String {
        let verb = if self.accept { "accepted" } else { "denied" };
        format!("{verb} in the workspace: {}", self.reason)
    }
}

impl Off {
    fn unused(&self) -> Finding {
        let message = format!("Nothing is reported as {} here.", self.code);
        let statement = format!("off {}: {}", self.code, self.reason);
        Finding {
            fixes: self
                .delete
                .iter()
                .map(|edit| Fix {
                    title: "Delete the comment".into(),
                    edit: edit.clone(),
                })
                .collect(),
            ..finding(&UNUSED, self.place, message, statement, self.said)
        }
    }
}

fn finding(
    page: &'static Page,
    range: Range,
    message: String,
    statement: String,
    source: &str,
) -> Finding {
    Finding {
        code: page.code,
        severity: page.severity,
        range,
        message,
        fixes: Vec::new(),
        evidence: vec![Evidence {
            statement,
            source: source.into(),
        }],
        related: Vec::new(),
        tag: None,
    }
}

/// The block that a comment speaks of: the one it stands in or behind on the same line, else the next.
fn block_of(source: &Source, document: &Document, place: Range) -> Range {
    let blocks = &document.blocks;
    let next = blocks.partition_point(|it| it.range.end <= place.start);
    let joined = |it: &&Block| {
        let between = Range::new(it.range.end, place.start).of(&source.text);
        !between.contains('\n') && (document.format != Format::Html || is_inline(between))
    };
    let behind = next.checked_sub(1).and_then(|it| blocks.get(it));
    let inside = blocks.get(next).filter(|it| it.range.start < place.start);
    let block = inside.or(behind.filter(joined)).or(blocks.get(next));
    block.map_or(Range::new(place.end, place.end), |it| it.range)
}

/// Nothing but ends of elements that stand within a line.
fn is_inline(html: &str) -> bool {
    let tags = html.split('<').skip(1);
    let inline = [
        "a", "abbr", "b", "cite", "em", "i", "q", "small", "span", "strong", "u",
    ];
    tags.into_iter().all(|tag| {
        let name = tag.strip_prefix('/').and_then(|it| it.split_once('>'));
        name.is_some_and(|(name, _)| inline.contains(&name.trim()))
    })
}

/// From a comment to the next heading; one that stands directly before a heading speaks of that heading's section.
fn section(blocks: &[Block], place: Range) -> Range {
    let first = blocks.partition_point(|it| it.range.start < place.start);
    let is_heading = |it: &Block| matches!(it.kind, BlockKind::Heading(_));
    let body = first + usize::from(blocks.get(first).is_some_and(is_heading));
    let end = blocks[body.min(blocks.len())..]
        .iter()
        .find(|it| is_heading(it))
        .map_or(u32::MAX, |it| it.range.start);
    Range::new(place.end, end)
}

/// A range together with the end of its line where nothing else stands on its lines, else with the space before it.
fn whole_line(text: &str, range: Range) -> Range {
    let (start, end) = (range.start as usize, range.end as usize);
    let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else {
        return range;
    };
    let line_start = before.rfind('\n').map_or(0, |it| it + 1);
    let line_end = after.find('\n').map_or(text.len(), |it| end + it + 1);
    let alone = text[line_start..start].trim().is_empty() && text[end..line_end].trim().is_empty();
    if alone {
        return Range::new(line_start as u32, line_end as u32);
    }
    let spaces = before.len() - before.trim_end_matches(' ').len();
    Range::new(range.start - spaces as u32, range.end)
}

fn no_such_check(code: &str) -> String {
    let near = check::pages()
        .map(|it| (strsim::osa_distance(code, it.code), it.code))
        .min()
        .filter(|(distance, _)| *distance <= code.len() / 3);
    match near {
        Some((_, near)) => format!("There is no check “{code}”: do you mean “{near}”?"),
        None => format!("There is no check “{code}”: “attache explain” lists them all."),
    }
}

const UNTIL_HEADING: &str = "until next heading";
const FOR_FILE: &str = "for this file";

pub(crate) static UNUSED: Page = Page {
    code: "silence/unused",
    title: "a silence that silences nothing",
    severity: crate::Severity::Hint,
    on: true,
    explanation: "\
A comment, a key in the front matter or a decision of the workspace silences a check where it reports nothing, or a decision
about a link has lost its words.

Silent where the check itself is off.",
    examples: &[
        check::Example {
            date: "2025-08-28",
            text: "«<!-- attache: off leader/office-at-date: he kept the title -->\n»German Chancellor Friedrich Merz spoke.",
            fixed: Some(""),
        },
        check::Example {
            date: "2025-08-28",
            text: "<!-- attache: off leader/office-at-date: a quiz asks for the mistake -->\nGerman Chancellor Olaf Scholz spoke on Monday.",
            fixed: None,
        },
        check::Example {
            date: "2025-08-28",
            text: "<!-- attache: off leader/office-at-date for this file: the quiz of the week -->\nQuestions first.\n\nGerman Chancellor Olaf Scholz spoke on Monday.",
            fixed: None,
        },
        check::Example {
            date: "2025-08-28",
            text: "German Chancellor Olaf Scholz spoke on Monday. <!-- attache: off leader/office-at-date: a quiz -->",
            fixed: None,
        },
        check::Example {
            date: "2025-08-28",
            text: "<!-- attache: off name/first-mention: a check that is off -->\nGerman Chancellor Friedrich Merz spoke.",
            fixed: None,
        },
        check::Example {
            date: "2025-08-28",
            text: "---\nattache:\n  off:\n    leader/office-at-date: the quiz of the week\n---\n\nGerman Chancellor Olaf Scholz spoke on Monday.",
            fixed: None,
        },
    ],
};

pub(crate) static INVALID: Page = Page {
    code: "silence/invalid",
    title: "a word to Attaché that cannot be followed",
    severity: crate::Severity::Warning,
    on: true,
    explanation: "\
A comment that begins with “attache:”, a key under “attache” in the front matter or a decision of the workspace cannot be followed:
a silence has no reason or names a check that does not exist, a date is none, a house is unknown. What cannot be followed silences
nothing.",
    examples: &[
        check::Example {
            date: "2025-08-28",
            text: "«<!-- attache: off leader/office-at-date -->»\nThe quiz follows.",
            fixed: None,
        },
        check::Example {
            date: "2025-08-28",
            text: "«<!-- attache: off leader/office-at-dat: the quiz -->»\nThe quiz follows.",
            fixed: None,
        },
        check::Example {
            date: "2025-08-28",
            text: "«<!-- attache: of leader/office-at-date: the quiz -->»\nThe quiz follows.",
            fixed: None,
        },
        check::Example {
            date: "2025-08-28",
            text: "«<!-- attache: house tabloid -->»\nThe quiz follows.",
            fixed: None,
        },
        check::Example {
            date: "2025-08-28",
            text: "<!-- attache: as-of 2025-08-27 -->\nThe quiz follows.",
            fixed: None,
        },
        check::Example {
            date: "2025-08-28",
            text: "<!-- attache: house wire -->\nThe quiz follows.",
            fixed: None,
        },
        check::Example {
            date: "2025-08-28",
            text: "<!-- The attaché speaks: off he goes. -->\nThe quiz follows.",
            fixed: None,
        },
        check::Example {
            date: "2025-08-28",
            text: "<!-- attache: off treaty/year, treaty/place until next heading: the year is disputed -->\nThe quiz follows.",
            fixed: None,
        },
    ],
};
