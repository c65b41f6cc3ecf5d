use std::cell::OnceCell;
use std::ops::Range as Blocks;
use std::sync::{Arc, OnceLock};

use date::{Date, Day, Span};
use kb::Kb;
use prose::{Document, Format, Range};

use rustc_hash::FxHashMap;

use crate::career;
use crate::cast::Cast;
use crate::chapters::{self, Chapter, Found, Stage};
use crate::claims::{self, Context};
use crate::find::Names;
use crate::house::House;
use crate::phrases::{self, Reading};
use crate::resolve::{self, Article, Link};
use crate::silence::{self, Orders};
use crate::time::{self, Clocks};
use crate::told::Told;
use crate::treaties::Treaties;
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
    /// In order of their place.
    pub findings: Vec<Finding>,
    /// Of all chapters, once somebody has asked.
    mentions: OnceLock<Vec<Mention>>,
    /// The base it was made with: an analysis of the next version by the same one takes over what it can.
    kb: u64,
    chapters: Vec<Chapter>,
    /// Of a long text: the settings and the house that its chapters were checked by.
    settings: Option<Arc<Settings>>,
    house: Option<String>,
    /// What the text states of its date.
    stated: Vec<time::Stated>,
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
    let document = prose::parse(
        &source.text,
        source.format,
        previous.map(|it| (&*it.text, &it.document)),
    );
    let names = Names::new(kb);
    let orders = silence::read(kb, source, &document, settings);
    let house = settings.style.house(orders.house.as_deref());
    let mut parts = parts(&names, &document, previous);
    let head = parts.first().map_or(&[][..], |it| &it.readings);
    let stated = time::stated(source, &document, head);

    // A decided link names its place in this version alone.
    let as_before = previous.filter(|it| {
        it.settings.as_deref() == Some(settings)
            && it.house == orders.house
            && it.stated == stated
            && orders.links.is_empty()
    });
    let same_head = as_before.is_some_and(|it| {
        it.document.front_matter == document.front_matter
            && it.document.metadata == document.metadata
            && it.document.directives == document.directives
    });
    for part in &mut parts {
        if as_before.is_none() || part.blocks.start == 0 && !same_head {
            part.known = None;
        }
    }
    let reader = Reader {
        kb,
        names: &names,
        settings,
        orders: &orders,
        house: &house,
        stated: &stated,
        parts,
    };

    // The date first from what the document states, or from its words alone; then once more with what they link to.
    let (evidence, publication) = reader.date_by_words(source, &stated);
    let first = reader.link_all(&publication, |it| &it.first, stated.is_empty());
    let again = match stated.is_empty() {
        true => {
            let all = first.iter().map(|it| &it.reading().evidence);
            date(source, &stated, all)
        }
        false => publication.clone(),
    };
    let last = match again == publication {
        true => None,
        false => Some(reader.link_all(&again, |it| &it.last, false)),
    };
    let Checked {
        publication,
        mut findings,
        chapters,
    } = reader.check_all(first, last, &evidence, again);
    let long = chapters.len() > 1;
    if long {
        once_an_article(&mut findings);
    }
    orders.settle(settings, &mut findings);
    findings.sort_by_key(|it| (it.range.start, it.range.end));
    drop(reader);
    Analysis {
        text: source.text.clone(),
        kb: kb.id(),
        settings: long.then(|| Arc::new(settings.clone())),
        house: orders.house,
        stated,
        document,
        publication,
        findings,
        mentions: OnceLock::new(),
        chapters,
    }
}

/// All chapters of an article, on the way from words to findings.
struct Reader<'a> {
    kb: &'a Kb,
    names: &'a Names<'a>,
    settings: &'a Settings,
    orders: &'a Orders,
    house: &'a House,
    parts: Vec<Part<'a>>,
    stated: &'a [time::Stated],
}

struct Part<'a> {
    whole: &'a Document,
    blocks: Blocks<usize>,
    /// Made only of a chapter that is read.
    own: OnceCell<Document>,
    readings: Arc<Vec<Arc<Reading>>>,
    /// The same chapter in an earlier version.
    known: Option<&'a Chapter>,
}

/// A chapter linked on the supposition of a date: taken over, or new.
enum Linked<'a> {
    Known(&'a Chapter, &'a Arc<chapters::Reading>),
    New(Box<Linking>),
}

struct Linking {
    reading: Arc<chapters::Reading>,
    leaders: Vec<Link>,
    cast: Cast,
    treaties: Treaties,
}

struct Checked {
    publication: Publication,
    findings: Vec<Finding>,
    chapters: Vec<Chapter>,
}

type Pieces = (Vec<time::Evidence>, Option<Day>);

impl Linked<'_> {
    fn reading(&self) -> &Arc<chapters::Reading> {
        match self {
            Linked::Known(_, reading) => reading,
            Linked::New(linking) => &linking.reading,
        }
    }
}

impl Part<'_> {
    fn document(&self) -> &Document {
        match self.blocks.len() == self.whole.blocks.len() {
            true => self.whole,
            false => self
                .own
                .get_or_init(|| chapters::part(self.whole, self.blocks.clone())),
        }
    }

    /// The byte where it begins.
    fn start(&self) -> u32 {
        let first = self.whole.blocks.get(self.blocks.start);
        first.map_or(0, |it| it.range.start)
    }
}

impl<'a> Reader<'a> {
    fn date_by_words(
        &self,
        source: &Source,
        stated: &[time::Stated],
    ) -> (Vec<Arc<Pieces>>, Publication) {
        let of_part = |part: &Part<'_>| match part.known {
            _ if !stated.is_empty() => Arc::default(),
            Some(known) => known.evidence.clone(),
            None => Arc::new(time::evidence(
                self.names,
                part.document(),
                &part.readings,
                &[],
            )),
        };
        let evidence: Vec<Arc<Pieces>> = self.parts.iter().map(of_part).collect();
        let publication = date(source, stated, evidence.iter().map(|it| &**it));
        (evidence, publication)
    }

    /// Phase 5, chapter by chapter.
    fn link_all(
        &self,
        publication: &Publication,
        before: fn(&Chapter) -> &Arc<chapters::Reading>,
        dates: bool,
    ) -> Vec<Linked<'a>> {
        let mut stage: Arc<Stage> = Arc::default();
        let mut linked = Vec::with_capacity(self.parts.len());
        for part in &self.parts {
            let known = part
                .known
                .map(|it| (it, before(it)))
                .filter(|(_, it)| it.publication == *publication && it.stage_before == stage);
            let chapter = match known {
                Some((chapter, reading)) => Linked::Known(chapter, reading),
                None => self.link(part, publication, stage, dates),
            };
            stage = chapter.reading().stage_behind.clone();
            linked.push(chapter);
        }
        linked
    }

    fn link(
        &self,
        part: &Part<'_>,
        publication: &Publication,
        stage: Arc<Stage>,
        dates: bool,
    ) -> Linked<'a> {
        let clocks = self.clocks(part, publication);
        let clock = |block: usize, word: usize| clocks.span_at(block, word);
        let article = Article {
            kb: self.kb,
            document: part.document(),
            readings: &part.readings,
            publication: likely(publication),
            clock: &clock,
            decided: &self.orders.links,
        };
        let (leaders, cast) = resolve::resolve(&article, &stage.persons);
        let mut treaties = treaties::resolve(&article, &leaders, &stage.treaties);
        self.orders.decide_treaties(&mut treaties.mentions);
        let evidence = match dates {
            true => {
                let treaties = &treaties.mentions;
                time::evidence(self.names, part.document(), &part.readings, treaties)
            }
            false => Pieces::default(),
        };
        let reading = chapters::Reading {
            publication: publication.clone(),
            stage_before: stage,
            // Nobody asks what an article hands on.
            stage_behind: match self.parts.len() {
                1 => Arc::default(),
                _ => Arc::new(Stage {
                    persons: cast.stage(),
                    treaties: std::mem::take(&mut treaties.behind),
                }),
            },
            evidence,
        };
        Linked::New(Box::new(Linking {
            reading: Arc::new(reading),
            leaders,
            cast,
            treaties,
        }))
    }

    fn clocks<'p>(&self, part: &'p Part<'_>, publication: &Publication) -> Clocks<'p> {
        Clocks {
            document: part.document(),
            readings: &part.readings,
            publication: likely(publication),
        }
    }

    /// Phases 6 and 7, chapter by chapter.
    fn check_all(
        &self,
        first: Vec<Linked<'a>>,
        last: Option<Vec<Linked<'a>>>,
        evidence: &[Arc<Pieces>],
        publication: Publication,
    ) -> Checked {
        let mut findings = Vec::new();
        let mut chapters = Vec::with_capacity(self.parts.len());
        let readings: Vec<_> = first.iter().map(|it| it.reading().clone()).collect();
        let mut told: Arc<Told> = Arc::default();
        for (idx, linked) in last.unwrap_or(first).into_iter().enumerate() {
            let part = &self.parts[idx];
            let reading = linked.reading().clone();
            let found = match linked {
                // The final reading, and what was told before, decide whether the findings are still those.
                Linked::Known(known, _)
                    if Arc::ptr_eq(&reading, &known.last) && known.found.told_before == told =>
                {
                    known.found.clone()
                }
                Linked::Known(..) => {
                    let stage = reading.stage_before.clone();
                    match self.link(part, &publication, stage, false) {
                        Linked::New(linking) => self.check(part, &publication, *linking, told),
                        Linked::Known(known, _) => known.found.clone(),
                    }
                }
                Linked::New(linking) => self.check(part, &publication, *linking, told),
            };
            told = found.told_behind.clone();
            let chapter = Chapter {
                blocks: part.blocks.clone(),
                start: part.start(),
                readings: part.readings.clone(),
                evidence: evidence[idx].clone(),
                first: readings[idx].clone(),
                last: reading,
                found,
            };
            findings.extend(chapter.findings());
            chapters.push(chapter);
        }
        Checked {
            publication,
            findings,
            chapters,
        }
    }

    fn check(
        &self,
        part: &Part<'_>,
        publication: &Publication,
        linking: Linking,
        told_before: Arc<Told>,
    ) -> Arc<Found> {
        let Linking {
            reading,
            leaders,
            cast,
            treaties,
        } = linking;
        let document = part.document();
        let clocks = self.clocks(part, publication);
        let clock = |block: usize, word: usize| clocks.at(block, word);
        let ctx = Context {
            kb: self.kb,
            names: self.names,
            document,
            readings: &part.readings,
            publication,
            stated: self.stated,
            clock: &clock,
            links: &leaders,
            cast: &cast,
            treaties: &treaties.mentions,
            doubts: &treaties.doubts,
            told: &told_before,
            settings: self.settings,
            house: self.house,
        };
        let said = career::said(&ctx);
        let claims = claims::judge(&ctx, &said);
        let findings = check::run(&ctx, &claims, &said);
        let told_behind = match self.parts.len() {
            1 => Arc::default(),
            _ => Arc::new(told_before.and_by(&ctx, &reading.stage_behind.persons)),
        };
        let published = likely(publication);
        let mentions = mentions(
            self.kb,
            document,
            &part.readings,
            published,
            leaders,
            treaties.mentions,
        );
        Arc::new(Found {
            start: part.start(),
            mentions,
            findings,
            told_before,
            told_behind,
        })
    }
}

/// The date of publication from what is stated, or from all evidence.
fn date<'p>(
    source: &Source,
    stated: &[time::Stated],
    pieces: impl Iterator<Item = &'p Pieces>,
) -> Publication {
    let (mut all, mut latest) = (Vec::new(), None);
    for (evidence, day) in pieces {
        all.extend_from_slice(evidence);
        latest = latest.max(*day);
    }
    time::publication(source, stated, &all, latest)
}

/// What is said once an article is not said in every chapter.
fn once_an_article(findings: &mut Vec<Finding>) {
    let mut seen: Vec<&'static str> = Vec::new();
    findings.retain(|it| {
        let once = check::is_said_once(it.code);
        let first = !once || !seen.contains(&it.code);
        if once && first {
            seen.push(it.code);
        }
        first
    });
}

impl Analysis {
    /// All places that name somebody or something, in order; linked ones never overlap.
    pub fn mentions(&self) -> &[Mention] {
        match self.chapters.as_slice() {
            // An article's stand where they were found.
            [article] => &article.found.mentions,
            chapters => self
                .mentions
                .get_or_init(|| chapters.iter().flat_map(Chapter::mentions).collect()),
        }
    }
}

/// The chapters, with those of an earlier version that are made of the same blocks, and with phases 2 and 3.
fn parts<'a>(
    names: &Names<'_>,
    document: &'a Document,
    previous: Option<&'a Analysis>,
) -> Vec<Part<'a>> {
    let blocks = previous.map_or(&[][..], |it| &it.document.blocks);
    let chapters = previous.map_or(&[][..], |it| &it.chapters);
    let mut known = chapters::Known::new(blocks, chapters);
    let mut before = Readings {
        blocks,
        chapters,
        next: 0,
        all: None,
    };
    let part = |cut: Blocks<usize>| {
        let blocks = document.blocks.get(cut.clone()).unwrap_or_default();
        let known = known.take(blocks);
        let readings = match known {
            Some(chapter) => {
                before.next = chapter.blocks.end;
                chapter.readings.clone()
            }
            None => {
                let read = |it: &prose::Block| Arc::new(phrases::read(names, &it.text));
                let readings = blocks.iter();
                Arc::new(
                    readings
                        .map(|it| before.take(it).unwrap_or_else(|| read(it)))
                        .collect(),
                )
            }
        };
        Part {
            whole: document,
            blocks: cut,
            own: OnceCell::new(),
            readings,
            known,
        }
    };
    chapters::cut(document).into_iter().map(part).collect()
}

/// What each block of an earlier version gave by itself: one whose text was there before keeps its reading.
struct Readings<'a> {
    blocks: &'a [prose::Block],
    chapters: &'a [Chapter],
    /// Where the text of a block is expected: behind that of the one before.
    next: usize,
    all: Option<FxHashMap<*const prose::BlockText, usize>>,
}

impl Readings<'_> {
    fn take(&mut self, block: &prose::Block) -> Option<Arc<Reading>> {
        let expected = self.blocks.get(self.next);
        if !expected.is_some_and(|it| Arc::ptr_eq(&it.text, &block.text)) {
            // A text that nobody else holds is new.
            if Arc::strong_count(&block.text) == 1 {
                self.next += 1;
                return None;
            }
            let blocks = self.blocks;
            let all = self.all.get_or_insert_with(|| {
                let texts = blocks.iter().map(|it| Arc::as_ptr(&it.text));
                texts.zip(0..).collect()
            });
            self.next = *all.get(&Arc::as_ptr(&block.text))?;
        }
        let at = self.next;
        self.next += 1;
        let chapter = self.chapters.partition_point(|it| it.blocks.end <= at);
        let chapter = self.chapters.get(chapter)?;
        chapter.readings.get(at - chapter.blocks.start).cloned()
    }
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
