use std::sync::Arc;

use date::{Date, Day, Span};
use kb::Kb;
use prose::{Document, Format, Range};

use rustc_hash::FxHashMap;

use crate::career;
use crate::cast::Cast;
use crate::claims::{self, Context};
use crate::find::{Looked, Names};
use crate::phrases::{self, Reading};
use crate::resolve::{self, Article, Link};
use crate::silence::{self, Orders};
use crate::time::{self, Clocks};
use crate::{Finding, Mention, Settings, check, places, treaties};

/// A text and what is known of it from outside.
#[derive(Clone, Debug)]
pub struct Source {
    pub text: Arc<str>,
    pub format: Format,
    /// With forward slashes, as much of it as is known; read for a date, nothing else.
    pub path: Option<String>,
    /// The publication date as given by an option or an editor: it wins over all.
    pub date: Option<Date>,
    pub today: Day,
    /// A text that is being written (untitled, or with unsaved edits): without any evidence its date is today.
    pub draft: bool,
}

/// All that is found in one version of a text. The same source gives the same analysis.
#[derive(Clone, Debug)]
pub struct Analysis {
    pub text: Arc<str>,
    pub document: Document,
    pub publication: Publication,
    /// In order of their place; linked ones never overlap.
    pub mentions: Vec<Mention>,
    /// In order of their place.
    pub findings: Vec<Finding>,
    /// The base it was made with, and what each block gave by itself: an analysis of the next version takes them over.
    kb: u64,
    readings: Vec<Arc<Reading>>,
    looked: Arc<Looked>,
}

/// When the article was published, as an interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// What is certain.
    pub hard: Span,
    /// What is likely; never wider than `hard`.
    pub soft: Span,
    pub source: DateSource,
    /// Where the text says so, if it does.
    pub range: Option<Range>,
    /// One sentence each, in the order in which they narrowed the interval.
    pub reasons: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateSource {
    Option,
    Directive,
    FrontMatter,
    Html,
    PublishedLine,
    Dateline,
    FileName,
    Path,
    /// Worked out from what the text says.
    Text,
    Today,
    None,
}

impl Publication {
    /// "published on 5 May 2025", "published on or after 1 March 2025, probably between ... and ...".
    pub fn in_words(&self) -> String {
        let Publication { hard, soft, .. } = self;
        let mut words = match (hard.from, hard.to) {
            (None, None) => "published on an unknown day".to_owned(),
            _ => format!("published {}", days(*hard)),
        };
        if soft != hard {
            words.push_str(&format!(", probably {}", days(*soft)));
        }
        words
    }
}

fn days(span: Span) -> String {
    match (span.single(), span.from, span.to) {
        (Some(day), _, _) => format!("on {}", day.long()),
        (_, Some(from), Some(to)) => format!("between {} and {}", from.long(), to.long()),
        (_, Some(from), None) => format!("on or after {}", from.long()),
        (_, None, Some(to)) => format!("on or before {}", to.long()),
        (_, None, None) => "at any time".to_owned(),
    }
}

/// Reads, links and checks a text. Never fails; what cannot be read gives fewer facts. `previous`, an analysis of an earlier
/// version of the same text with the same base, only saves work.
pub fn analyse(
    kb: &Kb,
    source: &Source,
    settings: &Settings,
    previous: Option<&Analysis>,
) -> Analysis {
    let previous = previous.filter(|it| it.kb == kb.id());
    let document = prose::parse(&source.text, source.format, previous.map(|it| &it.document));
    let looked = previous.map(|it| it.looked.clone());
    let names = Names::new(kb, looked.unwrap_or_default());
    let readings = read_blocks(&names, &document, previous);

    // The date first from what the document states, or from its words alone; then once more with what they link to.
    let stated = time::stated(source, &document);
    let (evidence, latest) = if stated.is_empty() {
        time::evidence(&names, &document, &readings, &[])
    } else {
        Default::default()
    };
    let mut publication = time::publication(source, &stated, &evidence, latest);
    let orders = silence::read(kb, source, &document, settings);
    let (mut leaders, mut cast, mut treaties) =
        link(kb, &document, &readings, &publication, &orders);
    if stated.is_empty() {
        let (evidence, latest) = time::evidence(&names, &document, &readings, &treaties);
        let again = time::publication(source, &stated, &evidence, latest);
        if again != publication {
            publication = again;
            (leaders, cast, treaties) = link(kb, &document, &readings, &publication, &orders);
        }
    }

    let clocks = Clocks {
        document: &document,
        readings: &readings,
        publication: likely(&publication),
    };
    let clock = |block: usize, word: usize| clocks.at(block, word);
    let house = settings.style.house(orders.house.as_deref());
    let ctx = Context {
        kb,
        names: &names,
        document: &document,
        readings: &readings,
        publication: &publication,
        stated: &stated,
        clock: &clock,
        links: &leaders,
        cast: &cast,
        treaties: &treaties,
        settings,
        orders: &orders,
        house: &house,
    };
    let said = career::said(&ctx);
    let claims = claims::judge(&ctx, &said);
    let findings = check::run(&ctx, &claims, &said);
    let published = likely(&publication);
    let mentions = mentions(kb, &document, &readings, published, leaders, treaties);
    Analysis {
        text: source.text.clone(),
        document,
        publication,
        mentions,
        findings,
        kb: kb.id(),
        readings,
        looked: names.looked(),
    }
}

/// Phases 2 and 3, per block; a block whose text was there before keeps its reading.
fn read_blocks(
    names: &Names<'_>,
    document: &Document,
    previous: Option<&Analysis>,
) -> Vec<Arc<Reading>> {
    let known: FxHashMap<*const prose::BlockText, &Arc<Reading>> = previous
        .map(|it| {
            it.document
                .blocks
                .iter()
                .zip(&it.readings)
                .map(|(block, reading)| (Arc::as_ptr(&block.text), reading))
                .collect()
        })
        .unwrap_or_default();
    let read = |block: &prose::Block| match known.get(&Arc::as_ptr(&block.text)) {
        Some(reading) => Arc::clone(reading),
        None => Arc::new(phrases::read(names, &block.text)),
    };
    document.blocks.iter().map(read).collect()
}

/// Phase 5.
fn link(
    kb: &Kb,
    document: &Document,
    readings: &[Arc<Reading>],
    publication: &Publication,
    orders: &Orders,
) -> (Vec<Link>, Cast, Vec<Mention>) {
    let clocks = Clocks {
        document,
        readings,
        publication: likely(publication),
    };
    let clock = |block: usize, word: usize| clocks.at(block, word).span;
    let article = Article {
        kb,
        document,
        readings,
        publication: likely(publication),
        clock: &clock,
        decided: &orders.links,
    };
    let (leaders, cast) = resolve::resolve(&article);
    let mut treaties = treaties::resolve(&article, &leaders);
    orders.decide_treaties(&mut treaties);
    (leaders, cast, treaties)
}

/// The days on which the text was probably published.
fn likely(publication: &Publication) -> Span {
    if publication.soft.days().is_some() {
        publication.soft
    } else {
        publication.hard
    }
}

/// Every mention in order; of two linked ones in one place the first stays.
fn mentions(
    kb: &Kb,
    document: &Document,
    readings: &[Arc<Reading>],
    published: Span,
    leaders: Vec<Link>,
    treaties: Vec<Mention>,
) -> Vec<Mention> {
    let mut all: Vec<Mention> = leaders
        .into_iter()
        .map(|it| it.mention)
        .chain(treaties)
        .collect();
    all.sort_by_key(|it| (it.range.start, std::cmp::Reverse(it.range.end)));
    let mut kept: Vec<Mention> = Vec::with_capacity(all.len());
    for mention in all {
        match kept.last() {
            Some(last) if last.range.overlaps(mention.range) => {
                if last.records.is_empty() && !mention.records.is_empty() {
                    kept.pop();
                    kept.push(mention);
                }
            }
            _ => kept.push(mention),
        }
    }
    places::add(kb, document, readings, published, &mut kept);
    kept
}
