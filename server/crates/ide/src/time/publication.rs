//! The date of publication: stated in one of many places, or worked out from what the text says, always with its reasons.

use std::sync::Arc;

use date::{Date, Day, Span};
use kb::{ActKind, Kb, Kind};
use prose::{Document, Format, Range, Separator};

use crate::find::Names;
use crate::phrases::{Reading, Words};
use crate::resolve::{range_of, sentence_of};
use crate::time::clock::is_future;
use crate::time::{Expression, Tense, Unit, When, expressions, tense};
use crate::{DateSource, Publication, Source, numbers};

/// A date that the document states about itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stated {
    pub date: Date,
    pub source: DateSource,
    pub range: Option<Range>,
}

/// An interval in which the text must, or is likely to, have been published.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Evidence {
    pub span: Span,
    pub hard: bool,
    pub reason: String,
}

/// Every date that says when the document was published, the most trusted first.
pub(crate) fn stated(
    source: &Source,
    document: &Document,
    readings: &[Arc<Reading>],
) -> Vec<Stated> {
    let mut all = Vec::new();
    let mut add = |date: Option<Date>, source: DateSource, range: Option<Range>| {
        if let Some(date) = date {
            all.push(Stated {
                date,
                source,
                range,
            });
        }
    };
    add(source.date, DateSource::Option, None);
    for directive in &document.directives {
        let date = directive
            .body
            .strip_prefix("as-of")
            .map(|it| it.trim_start_matches(':').trim())
            .and_then(leading_date);
        add(date, DateSource::Directive, Some(directive.range));
    }
    let fields = document.front_matter.iter().flat_map(|it| &it.fields);
    for key in [
        "attache.as-of",
        "publishdate",
        "pubdate",
        "published",
        "published_date",
        "date",
    ] {
        for field in fields.clone().filter(|it| it.key == key) {
            let trust = if key.starts_with("attache") {
                DateSource::Directive
            } else {
                DateSource::FrontMatter
            };
            add(leading_date(&field.value), trust, Some(field.range));
        }
    }
    for key in [
        "datepublished",
        "article:published_time",
        "datecreated",
        "pubdate",
        "publishdate",
        "date",
        "dc.date",
        "dc.date.issued",
        "time",
    ] {
        for field in document.metadata.iter().filter(|it| it.key == key) {
            add(
                leading_date(&field.value),
                DateSource::Html,
                Some(field.range),
            );
        }
    }
    for (block, reading) in document.blocks.iter().zip(readings).take(12) {
        let text = &block.text;
        let label = matches!(text.folded_word(0), "published" | "posted" | "pubdate");
        for expression in &reading.expressions {
            let When::Date(date) = expression.when else {
                continue;
            };
            let range = Some(range_of(text, block.range.start, expression.words));
            if label && expression.words.first < 6 {
                add(Some(date), DateSource::PublishedLine, range);
            } else if is_dateline(text, expression.words) && date.precision == date::Precision::Day
            {
                add(Some(date), DateSource::Dateline, range);
            }
        }
    }
    if let Some(path) = &source.path {
        let name = path.rsplit('/').next().unwrap_or(path);
        add(
            name.get(..10)
                .and_then(|it| it.parse().ok())
                .filter(|it: &Date| it.precision == date::Precision::Day),
            DateSource::FileName,
            None,
        );
        add(path_date(path), DateSource::Path, None);
    }
    all
}

/// The publication date: the most trusted of the stated ones, else what the evidence leaves.
pub(crate) fn publication(
    source: &Source,
    stated: &[Stated],
    evidence: &[Evidence],
    latest_named: Option<Day>,
) -> Publication {
    if let Some(first) = stated.first() {
        let reasons = vec![format!(
            "{}: {}",
            source_name(first.source),
            first.date.long()
        )];
        return Publication {
            hard: first.date.span(),
            soft: first.date.span(),
            source: first.source,
            range: first.range,
            reasons,
        };
    }
    let mut reasons = Vec::new();
    let mut hard = Span::EVER;
    let mut soft = Span::EVER;
    let mut found = false;
    for pass in [true, false] {
        // What is past first: a text is mistaken about the future more often.
        let bounds = |open: bool| {
            evidence
                .iter()
                .filter(move |it| it.hard == pass && it.span.to.is_none() == open)
        };
        for piece in bounds(true).chain(bounds(false)) {
            let (narrower, within) = if pass {
                (hard.intersect(piece.span), hard)
            } else {
                (soft.intersect(piece.span), soft)
            };
            if narrower.is_empty() {
                reasons.push(format!(
                    "left out, as it contradicts the rest: {}",
                    piece.reason
                ));
                continue;
            }
            if narrower == within {
                continue;
            }
            found = true;
            reasons.push(piece.reason.clone());
            if pass {
                hard = narrower;
                soft = narrower;
            } else {
                soft = narrower;
            }
        }
    }
    if found {
        // Nobody publishes in the future.
        if hard.to.is_none() && hard.first() <= source.today {
            hard.to = Some(source.today);
            soft = soft.intersect(hard);
        }
        return Publication {
            hard,
            soft,
            source: DateSource::Text,
            range: None,
            reasons,
        };
    }
    if source.draft {
        let today = Span::on(source.today);
        return Publication {
            hard: today,
            soft: today,
            source: DateSource::Today,
            range: None,
            reasons: vec!["a draft without a date: today".into()],
        };
    }
    let span = match latest_named.filter(|it| *it <= source.today) {
        Some(day) => Span::new(day, source.today),
        None => Span::until(source.today),
    };
    Publication {
        hard: span,
        soft: span,
        source: DateSource::None,
        range: None,
        reasons: vec!["the text neither states nor implies a date".into()],
    }
}

/// What the text implies: dates under past and future verbs, days that it announces, anniversaries, and "last year" of events
/// that the records date.
pub(crate) fn evidence(
    names: &Names<'_>,
    document: &Document,
    readings: &[std::sync::Arc<Reading>],
    treaties: &[crate::Mention],
) -> (Vec<Evidence>, Option<Day>) {
    let kb = names.kb;
    let mut all = Vec::new();
    let mut latest: Option<Day> = None;
    for (idx, block) in document.blocks.iter().enumerate() {
        let text = &block.text;
        for expression in &readings[idx].expressions {
            let Some(sentence) = text
                .sentences
                .get(sentence_of(text, expression.words.first))
            else {
                continue;
            };
            let sentence = Words {
                first: sentence.first as usize,
                last: sentence.last as usize,
            };
            let future = is_future(text, sentence);
            match expression.when {
                When::Date(date)
                    if !expression.modifier
                        && !text
                            .quotations
                            .iter()
                            .any(|it| it.overlaps(range_of(text, 0, expression.words))) =>
                {
                    let (span, reason) = match tense(text, sentence, expression.words) {
                        Tense::Past => {
                            latest = latest.max(Some(date.first()));
                            (
                                Span::since(date.first()),
                                format!("the text tells of {} as past", date.long()),
                            )
                        }
                        Tense::Future => (
                            Span::until(date.last()),
                            format!("the text tells of {} as to come", date.long()),
                        ),
                        Tense::Open => continue,
                    };
                    all.push(Evidence {
                        span,
                        hard: true,
                        reason,
                    });
                }
                When::MonthDay { month, day } => {
                    if let Some(year) = marked_year(names, text, &readings[idx], sentence) {
                        let Some(marked) = Day::new(year, month, day) else {
                            continue;
                        };
                        if future {
                            all.push(Evidence {
                                span: Span::until(marked.plus_days(-1)),
                                hard: true,
                                reason: format!(
                                    "it announces {}, by the anniversary that is marked then",
                                    marked.long()
                                ),
                            });
                            all.push(Evidence {
                                span: Span::new(marked.plus_days(-183), marked),
                                hard: false,
                                reason: format!(
                                    "a day named without its year, {} {}, is near",
                                    marked.day_of_month(),
                                    Date::day(marked).long().split(' ').nth(1).unwrap_or("")
                                ),
                            });
                        } else {
                            all.push(Evidence {
                                span: Span::since(marked),
                                hard: true,
                                reason: format!("it tells of {} as past", marked.long()),
                            });
                        }
                    }
                }
                When::Relative {
                    unit: Unit::Year,
                    n,
                } if (-1..=1).contains(&n) => {
                    let base = block.range.start;
                    let range = Range::new(
                        base + text.words[sentence.first].range.start,
                        base + text.words[sentence.last - 1].range.end,
                    );
                    // "signed a defense pact in Pyongyang last year"
                    for mention in treaties.iter().filter(|it| {
                        range.covers(it.range)
                            && it.records.len() == 1
                            && is_said_of(text, expression.words, it.range, base)
                    }) {
                        let Some(year) = signed_in(kb, mention.records[0]).map(|it| it - n as i16)
                        else {
                            continue;
                        };
                        let span = Span {
                            from: Day::new(year, 1, 1),
                            to: Day::new(year, 12, 31),
                        };
                        let name = kb.name(mention.records[0]);
                        let phrase = match n {
                            -1 => "last year",
                            0 => "this year",
                            _ => "next year",
                        };
                        all.push(Evidence {
                            span,
                            hard: true,
                            reason: format!(
                                "“{phrase}” is said of the {name} of {}",
                                year + n as i16
                            ),
                        });
                    }
                }
                _ => {}
            }
        }
    }
    (all, latest)
}

/// "marks the 80th anniversary of the end of World War II": the year in which that is.
fn marked_year(
    names: &Names<'_>,
    text: &prose::BlockText,
    reading: &Reading,
    sentence: Words,
) -> Option<i16> {
    let anniversary =
        (sentence.first + 1..sentence.last).find(|it| text.folded_word(*it) == "anniversary")?;
    let n = numbers::ordinal(text.folded_word(anniversary - 1))?;
    let kb = names.kb;
    let hit = reading
        .hits
        .iter()
        .filter(|it| {
            it.first > anniversary && it.first <= anniversary + 6 && it.last <= sentence.last
        })
        .find(|it| it.kinds.event || it.kinds.treaty)?;
    let year = if hit.kinds.event {
        let years: Vec<i16> = hit
            .info
            .events
            .iter()
            // An event of several years is marked from its beginning or from its end.
            .flat_map(|it| [kb.event(*it).from, kb.event(*it).to])
            .flatten()
            .map(|it| it.first().year())
            .collect();
        years
            .first()
            .copied()
            .filter(|it| years.iter().all(|year| year == it))?
    } else {
        let [entry] = hit.info.treaties.as_slice() else {
            return None;
        };
        signed_in(kb, entry.record)?
    };
    Some(year + n as i16)
}

/// "signed a defense pact in Pyongyang last year": the words of time belong to the treaty, not to what is told of it since.
fn is_said_of(text: &prose::BlockText, time: Words, treaty: Range, base: u32) -> bool {
    let named = text
        .words
        .partition_point(|it| base + it.range.start < treaty.start);
    let parted = (named.min(time.first) + 1..named.max(time.last)).any(|it| {
        matches!(
            text.words[it].before,
            Separator::Comma | Separator::Semicolon | Separator::Dash
        ) || matches!(text.folded_word(it), "and" | "but")
    });
    !parted
}

/// The one year in which a treaty was signed.
fn signed_in(kb: &Kb, treaty: kb::RecordId) -> Option<i16> {
    if treaty.kind() != Kind::Treaty {
        return None;
    }
    let acts = &kb.treaty(treaty).acts;
    let signed = acts.iter().find(|it| {
        it.state.is_none() && matches!(it.act, ActKind::Signed | ActKind::Adopted | ActKind::Agreed)
    })?;
    signed.on.map(|it| it.first().year())
}

/// "CITY, Aug. 5, 2025 (AP) —", "CITY, August 5, 2025.": a date that stands before the dash at the head of a paragraph, or is all
/// that its first sentence says of a city in capitals.
fn is_dateline(text: &prose::BlockText, words: Words) -> bool {
    let dash = text
        .words
        .iter()
        .take(16)
        .position(|it| it.before == Separator::Dash);
    let stop = text.sentences.first().map(|it| it.last as usize);
    let city = text.words[0].shape == prose::Shape::Capitals
        && text.words[..words.first]
            .iter()
            .all(|it| it.shape != prose::Shape::Lower);
    words.first > 0
        && text.words[0].shape != prose::Shape::Lower
        && (dash.is_some_and(|it| words.last <= it)
            || city && words.first < 5 && stop == Some(words.last))
}

/// The date at the head of a value: "2025-08-05T10:00:00Z", "5 August 2025".
pub(crate) fn leading_date(value: &str) -> Option<Date> {
    let head: String = value.chars().take(10).collect();
    if let Ok(date) = head.parse::<Date>() {
        return Some(date);
    }
    let slashed = head.replace('/', "-");
    if let Ok(date) = slashed.parse::<Date>() {
        return Some(date);
    }
    let document = prose::parse(value, Format::Plain, None);
    let block = document.blocks.first()?;
    expressions(&block.text)
        .into_iter()
        .find_map(|it: Expression| match it.when {
            When::Date(date) => Some(date),
            _ => None,
        })
}

/// "/2025/08/05/" or "/2025/08/" in a path.
fn path_date(path: &str) -> Option<Date> {
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|it| {
        let digits = it[0].len() == 4 && it[1].len() == 2 && it[2].len() == 2;
        digits
            .then(|| format!("{}-{}-{}", it[0], it[1], it[2]).parse().ok())
            .flatten()
    })
}

/// For people: "front matter".
pub(crate) fn source_name(source: DateSource) -> &'static str {
    match source {
        DateSource::Option => "given",
        DateSource::Directive => "directive in the text",
        DateSource::FrontMatter => "front matter",
        DateSource::Html => "metadata of the page",
        DateSource::PublishedLine => "“Published” line",
        DateSource::Dateline => "dateline",
        DateSource::FileName => "file name",
        DateSource::Path => "path",
        DateSource::Text => "the text",
        DateSource::Today => "today",
        DateSource::None => "none",
    }
}
