//! Phase 5: who is meant. Full names first; surnames and titles refer to the nearest compatible mention; country, office
//! and time constrain. What stays open stays unlinked, with the reason.

mod full_names;
mod groups;
mod late;
mod surnames;
mod titles;
mod variants;

use date::Span;
use kb::{Kb, NameEntry, NameKind, RecordId, Role};
use prose::{BlockKind, BlockText, Document, Range};

use crate::cast::{Appearance, Cast, MEMORY, Stage};
use crate::find::Hit;
use crate::lexicon;
use crate::office::{Meaning, family, is_head, likely_holders, may_live, same_country, terms_of};
use crate::phrases::{Name, Phrase, Reading, Title, Words};
use crate::silence::DecidedLink;
use crate::{Form, Mention, MentionKind, Status, TitlePhrase};

/// One article on the way from phrases to mentions.
pub(crate) struct Article<'a> {
    pub kb: &'a Kb,
    pub document: &'a Document,
    pub readings: &'a [std::sync::Arc<Reading>],
    /// When it was published, as far as linking goes.
    pub publication: Span,
    /// The time of what is told at a word of a block.
    pub clock: &'a dyn Fn(usize, usize) -> Span,
    /// What the workspace decided about links.
    pub decided: &'a [DecidedLink],
}

/// A leader's mention together with the phrase it was read from.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub mention: Mention,
    pub block: usize,
    pub phrase: usize,
}

/// Links every phrase of the article. Headlines, captions and tables of contents come last: they refer forward.
pub(crate) fn resolve(article: &Article<'_>, stage: &Stage) -> (Vec<Link>, Cast) {
    let mut resolver = Resolver {
        article,
        cast: Cast::enter(article.kb, stage),
        links: Vec::new(),
        open: Vec::new(),
    };
    let is_ahead = |kind: BlockKind| {
        matches!(
            kind,
            BlockKind::Heading(_) | BlockKind::Caption | BlockKind::AltText
        )
    };
    for ahead in [false, true] {
        for (idx, block) in article.document.blocks.iter().enumerate() {
            if is_ahead(block.kind) == ahead {
                resolver.block(idx, ahead);
            }
        }
    }
    resolver
        .links
        .sort_by_key(|it| (it.mention.range.start, it.mention.range.end));
    resolver.open_titles();
    resolver.late_titles();
    resolver.late_surnames();
    (resolver.links, resolver.cast)
}

struct Resolver<'a> {
    article: &'a Article<'a>,
    cast: Cast,
    links: Vec<Link>,
    /// "the president", before anybody of that title is named: block and phrase.
    open: Vec<(usize, usize)>,
}

/// Persons with the links that name them.
type Named<'a> = Vec<(&'a Link, RecordId)>;

/// What the resolver found for one phrase.
struct Found {
    records: Vec<RecordId>,
    form: Form,
    why: Vec<String>,
}

impl<'a> Resolver<'a> {
    fn block(&mut self, idx: usize, ahead: bool) {
        let article = self.article;
        let block = &article.document.blocks[idx];
        let reading = &article.readings[idx];
        for (number, phrase) in reading.phrases.iter().enumerate() {
            let place = Place {
                block: idx,
                text: &block.text,
                base: block.range.start,
                reading,
            };
            let found = match &phrase.name {
                Some(name) => self.named(&place, phrase, name, ahead),
                None => self.titled(&place, phrase),
            };
            let Some(found) = self.decided(&place, phrase, found) else {
                if phrase.name.is_none() {
                    self.open.push((idx, number));
                }
                continue;
            };
            let mention = place.mention(article.kb, phrase, found);
            if !ahead {
                for person in mention
                    .records
                    .iter()
                    .filter(|_| mention.records.len() == 1)
                {
                    let title = phrase
                        .titles
                        .iter()
                        .find(|it| !it.modified)
                        .map(|it| place.folded(it.office));
                    if !self.cast.has(*person) && is_kin(&block.text, mention_words(phrase)) {
                        self.cast.set_relative(*person);
                    }
                    self.cast.introduce(
                        article.kb,
                        Appearance {
                            person: *person,
                            offset: mention.range.start,
                            title,
                        },
                    );
                }
            }
            self.links.push(Link {
                mention,
                block: idx,
                phrase: number,
            });
        }
    }

    /// What was decided about this place instead of what was found. Of a denied name the text has a bearer of its own.
    fn decided(
        &mut self,
        place: &Place<'_>,
        phrase: &Phrase,
        found: Option<Found>,
    ) -> Option<Found> {
        let words = phrase.name.as_ref().map_or(phrase.words, |it| it.words);
        let range = place.range(words);
        let mut deciding = self.article.decided.iter().filter(|it| {
            it.record.kind() == kb::Kind::Person
                && it.range.overlaps(range)
                && it.decides(found.as_ref().map(|it| it.records.as_slice()))
        });
        let Some(decided) = deciding.next() else {
            return found;
        };
        decided.used.set(true);
        let records = match decided.accept {
            true => vec![decided.record],
            false => Vec::new(),
        };
        if !decided.accept && phrase.name.is_some() {
            let last = place.text.folded_word(words.last - 1);
            self.cast.introduce_stranger(last, range.start);
        }
        let full = words.last - words.first > 1;
        let form = match (&phrase.name, full) {
            (None, _) => Form::Title,
            (Some(_), true) => Form::Full,
            (Some(_), false) => Form::Surname,
        };
        Some(Found {
            records,
            form: found.map_or(form, |it| it.form),
            why: vec![decided.why()],
        })
    }

    fn clock(&self, place: &Place<'_>, words: Words) -> Span {
        let event = (self.article.clock)(place.block, words.first);
        if event.days().is_some() {
            event
        } else {
            self.article.publication
        }
    }
}

fn mention_words(phrase: &Phrase) -> Words {
    phrase.name.as_ref().map_or(phrase.words, |it| it.words)
}

/// "Kim's father, Kim Jong Il", "his son Kim Jong Un": a word of kinship stands right before the name.
fn is_kin(text: &BlockText, name: Words) -> bool {
    let before = name.first.checked_sub(1);
    before.is_some_and(|it| {
        matches!(
            text.words[name.first].before,
            prose::Separator::Space | prose::Separator::Comma
        ) && lexicon::is_kin(text.folded_word(it))
    })
}

/// Where a phrase stands.
struct Place<'a> {
    block: usize,
    text: &'a BlockText,
    base: u32,
    reading: &'a Reading,
}

impl Place<'_> {
    fn range(&self, words: Words) -> Range {
        range_of(self.text, self.base, words)
    }

    fn folded(&self, words: Words) -> String {
        folded(self.text, words)
    }

    fn mention(&self, kb: &Kb, phrase: &Phrase, found: Found) -> Mention {
        let words = phrase.name.as_ref().map_or(phrase.words, |it| it.words);
        let range = self.range(words);
        let title = phrase.titles.first().map(|title| {
            let meaning = Meaning::new(kb, self.reading, title);
            let of = title.places.first().and_then(|it| {
                let hit = &self.reading.hits[*it];
                hit.places().next().map(|entry| {
                    (
                        self.range(Words {
                            first: hit.first,
                            last: hit.last,
                        }),
                        entry.record,
                    )
                })
            });
            TitlePhrase {
                range: self.range(title.words),
                office: self.range(title.office),
                status: title.status.map(|(status, word)| {
                    (
                        status,
                        self.range(Words {
                            first: word,
                            last: word + 1,
                        }),
                    )
                }),
                of,
                offices: if title.modified || title.counterpart {
                    Vec::new()
                } else {
                    meaning.offices()
                },
            }
        });
        let claimed = title.as_ref().and_then(|it| {
            let held = |office: &&RecordId| {
                found.records.iter().any(|person| {
                    kb.person(*person)
                        .terms
                        .iter()
                        .any(|term| term.office == **office)
                })
            };
            it.offices
                .iter()
                .find(held)
                .or(match it.offices.as_slice() {
                    [one] => Some(one),
                    _ => None,
                })
        });
        Mention {
            range,
            phrase: self.range(phrase.words),
            kind: MentionKind::Leader,
            form: found.form,
            claimed: claimed.copied(),
            records: found.records,
            title,
            block: self.block as u32,
            sentence: sentence_of(self.text, words.first) as u32,
            quoted: is_quoted(self.text, range, self.base),
            why: found.why.into(),
        }
    }
}

pub(crate) fn range_of(text: &BlockText, base: u32, words: Words) -> Range {
    let start = text.words[words.first].range.start;
    let end = text.words[words.last - 1].range.end;
    Range::new(base + start, base + end)
}

pub(crate) fn folded(text: &BlockText, words: Words) -> String {
    let start = text.words[words.first].folded.start;
    let end = text.words[words.last - 1].folded.end;
    Range::new(start, end).of(&text.folded).to_owned()
}

pub(crate) fn sentence_of(text: &BlockText, word: usize) -> usize {
    text.sentences
        .partition_point(|it| (it.last as usize) <= word)
        .min(text.sentences.len().saturating_sub(1))
}

pub(crate) fn is_quoted(text: &BlockText, range: Range, base: u32) -> bool {
    text.quotations
        .iter()
        .any(|it| it.shifted(base).overlaps(range))
}
