//! Phase 6: what the article says of its leaders: who is, was or will be what, of which state, at which time; and the verdict
//! of the records on it. One claim has one verdict, so that no mistake is reported twice (CHECKS, "One claim, one code").

mod moment;
mod signs;
mod terms;
mod verdict;

use date::Span;
use kb::{Holder, Kb, RecordId};
use prose::{BlockKind, BlockText};

use crate::career::{Said, Tells};
use crate::clock::EventClock;
use crate::find::Names;
use crate::phrases::{Phrase, Position, Reading, Title};
use crate::resolve::{Link, sentence_of};
use crate::{Publication, Settings, Status, clause, lexicon};

pub(crate) use moment::{Moment, moments};
use verdict::Judge;

/// A statement of office.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// Index of the link it is about.
    pub link: usize,
    /// The title claimed; behind a copula it has the position of an apposition.
    pub title: Title,
    pub person: RecordId,
    pub verdict: Verdict,
    /// False only on every likely day, not on every certain one: one level less.
    pub unsure: bool,
    /// The time at which it was judged.
    pub clock: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// "former", of one who holds the office.
    FormerIncumbent { term: Holder },
    /// "-elect", of one who is in office.
    ElectExpired { term: Holder },
    /// The title alone, of one who takes office later; and who holds it.
    ElectMissing {
        term: Holder,
        holder: Option<Holder>,
    },
    /// "current", "sitting", "reigning", of one who is not.
    NotCurrent {
        term: Holder,
        successor: Option<Holder>,
    },
    /// The title alone, of one who held the office in an acting capacity only.
    Acting { term: Holder },
    /// "acting", of one who holds the office outright since; `before`: the acting term.
    NoLongerActing { term: Holder, before: Holder },
    /// A formal title, of one who ruled without it.
    DeFacto { term: Holder },
    /// A contested office stated flatly.
    Disputed { term: Holder },
    /// "head of state" of the head of government, or the other way round.
    StateOrGovernment { own: Holder, holder: Holder },
    /// The act is dated to a time before or after the term.
    Outside { term: Holder, holder: Holder },
    /// Right at the time of which the sentence tells, no longer so on the day of publication.
    Then { term: Holder },
    /// Left the office before; `bare`: title and surname alone.
    Left {
        term: Holder,
        successor: Option<Holder>,
        bare: bool,
    },
    /// Does not hold it, though the records know another connection.
    NotHolder {
        holder: Option<Holder>,
        own: Option<Holder>,
    },
    /// Another office of the same state then; `never`: at no time the one that is claimed.
    WrongOffice {
        own: Holder,
        holder: Option<Holder>,
        never: bool,
    },
    /// The office, but of another state.
    WrongCountry { own: Holder, holder: Option<Holder> },
}

/// All that claims and checks look at.
pub(crate) struct Context<'a> {
    pub kb: &'a Kb,
    pub names: &'a Names<'a>,
    pub document: &'a prose::Document,
    pub readings: &'a [std::sync::Arc<Reading>],
    pub publication: &'a Publication,
    /// What the document states of its date, the most trusted first.
    pub stated: &'a [crate::time::Stated],
    pub clock: &'a dyn Fn(usize, usize) -> EventClock,
    pub links: &'a [Link],
    pub cast: &'a crate::cast::Cast,
    pub treaties: &'a [crate::Mention],
    /// Descriptions of treaties that name no single one.
    pub doubts: &'a [crate::treaties::Doubt],
    /// What the chapters before said.
    pub told: &'a crate::told::Told,
    pub settings: &'a Settings,
    pub house: &'a crate::house::House,
}

/// The claims of an article that the records contradict.
pub(crate) fn judge(ctx: &Context<'_>, said: &[Said]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (idx, link) in ctx.links.iter().enumerate() {
        // Statements on times in office come in the order of the links.
        let start = said.partition_point(|it| it.link < idx);
        let dated = said[start..]
            .iter()
            .take_while(|it| it.link == idx)
            .filter(|it| it.block == link.block);
        let [person] = link.mention.records.as_slice() else {
            continue;
        };
        let block = &ctx.document.blocks[link.block];
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        let reading = &ctx.readings[link.block];
        let phrase = &reading.phrases[link.phrase];
        let mut titles: Vec<(&Title, bool)> = Vec::new();
        for title in &phrase.titles {
            if title.position == Position::Alone
                || title.modified
                || title.counterpart
                || title.plural
                // "president from 2009 to 2017" says itself of which time it speaks.
                || dated.clone().any(|it| {
                    !it.title.is_empty()
                        && it.title == title.hits
                        && matches!(it.tells, Tells::Lasted { .. } | Tells::Ended { .. })
                })
            {
                continue;
            }
            titles.push((title, false));
        }
        let copula = copula(&block.text, reading, phrase);
        titles.extend(copula.as_ref().map(|it| (it, true)));
        if is_unmade(&block.text, phrase) {
            continue;
        }
        for (title, asserted) in titles {
            if is_place_of_another_noun(&block.text, reading, title)
                || is_attribution(&block.text, title)
            {
                continue;
            }
            let judge = Judge {
                ctx,
                link,
                phrase,
                title,
                since: dated
                    .clone()
                    .any(|it| it.title == title.hits && matches!(it.tells, Tells::Began { .. })),
                asserted: asserted || title.status.is_some_and(|it| it.0 == Status::Current),
                person: *person,
                text: &block.text,
                reading,
            };
            if let Some((verdict, unsure, clock)) = judge.verdict() {
                claims.push(Claim {
                    link: idx,
                    title: title.clone(),
                    person: *person,
                    verdict,
                    unsure,
                    clock,
                });
                break;
            }
        }
    }
    claims
}

/// Bibliographies, captions and texts in other languages are linked, not checked.
pub(crate) fn is_checked(kind: BlockKind, text: &BlockText) -> bool {
    text.english && !matches!(kind, BlockKind::Footnote | BlockKind::Caption)
}

/// "if elected President X", "never became", "fictional President X"
fn is_unmade(text: &BlockText, phrase: &Phrase) -> bool {
    // "A President Harris would be the first": nobody is said to be one.
    let is_kind = |title: &Title| {
        let article = title.article.map(|it| text.folded_word(it));
        title.position == Position::BeforeName && matches!(article, Some("a" | "an"))
    };
    if phrase.titles.iter().any(is_kind) {
        return true;
    }
    let sentence = text.sentences.get(sentence_of(text, phrase.words.first));
    let start = sentence
        .map_or(0, |it| it.first as usize)
        .max(phrase.words.first.saturating_sub(4));
    (start..phrase.words.first).any(|it| lexicon::unmakes_claims(text.folded_word(it)))
}

/// "X is the president of Y", "X, who remains prime minister of Y,".
fn copula(text: &BlockText, reading: &Reading, phrase: &Phrase) -> Option<Title> {
    let verbs = [
        clause::relative(text, phrase),
        clause::predicate(text, phrase),
    ];
    let end = clause::sentence(text, phrase.words.first).last;
    verbs.into_iter().flatten().find_map(|verb| {
        if !matches!(text.folded_word(verb), "is" | "remains") {
            return None;
        }
        let at = clause::skip_adverbs(text, verb + 1, end);
        let behind = clause::phrase_at(reading, at)?;
        let title = behind.titles.first()?;
        let plain = behind.name.is_none()
            && !title.modified
            && !title.counterpart
            && !title.plural
            && behind.words.last <= end;
        plain.then(|| Title {
            position: Position::BehindName,
            ..title.clone()
        })
    })
}

/// "his second term as US president, Tony Blair said": the title ends what the name says.
fn is_attribution(text: &BlockText, title: &Title) -> bool {
    let before = title.words.first.checked_sub(1);
    let before = before.map_or("", |it| text.folded_word(it));
    title.position == Position::Introducing
        && title.article.is_none()
        && matches!(
            before,
            "as" | "become" | "became" | "elected" | "named" | "appointed"
        )
}

/// "the president of France's largest bank": the place belongs to another noun.
fn is_place_of_another_noun(text: &BlockText, reading: &Reading, title: &Title) -> bool {
    title.places.iter().any(|it| {
        let hit = &reading.hits[*it];
        hit.first > title.office.first && text.words[hit.last - 1].possessive
    })
}
