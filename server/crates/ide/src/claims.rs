//! Phase 6: what the article says of its leaders: who is, was or will be what, of which state, at which time; and the verdict
//! of the records on it. One claim has one verdict, so that no mistake is reported twice (CHECKS, "One claim, one code").

use date::{Date, Span, Truth};
use kb::{End, Holder, Kb, RecordId, Role};
use prose::{BlockKind, BlockText};

use crate::clock::EventClock;
use crate::find::Names;
use crate::office::{Meaning, holds, is_head, may_live, other_holder, terms_of};
use crate::phrases::{Phrase, Position, Reading, Title};
use crate::resolve::{Link, sentence_of};
use crate::{Form, Publication, Settings, Status, lexicon};

/// A statement of office.
#[derive(Clone, Debug)]
pub(crate) struct Claim {
    /// Index of the link it is about, and of the title in its phrase.
    pub link: usize,
    pub title: usize,
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
    /// Another office of the same state then.
    WrongOffice { own: Holder, holder: Option<Holder> },
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
    pub clock: &'a dyn Fn(usize, usize) -> EventClock,
    pub links: &'a [Link],
    pub cast: &'a crate::cast::Cast,
    pub treaties: &'a [crate::Mention],
    pub settings: &'a Settings,
    pub orders: &'a crate::silence::Orders,
    pub house: &'a crate::house::House,
}

/// The claims of an article that the records contradict.
pub(crate) fn judge(ctx: &Context<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (idx, link) in ctx.links.iter().enumerate() {
        let [person] = link.mention.records.as_slice() else {
            continue;
        };
        let block = &ctx.document.blocks[link.block];
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        let reading = &ctx.readings[link.block];
        let phrase = &reading.phrases[link.phrase];
        for (number, title) in phrase.titles.iter().enumerate() {
            if title.position == Position::Alone
                || title.modified
                || title.counterpart
                || title.plural
            {
                continue;
            }
            if is_unmade(&block.text, phrase) {
                continue;
            }
            let judge = Judge {
                ctx,
                link,
                phrase,
                title,
                person: *person,
                text: &block.text,
                reading,
            };
            if let Some((verdict, unsure, clock)) = judge.verdict() {
                claims.push(Claim {
                    link: idx,
                    title: number,
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
    let sentence = text.sentences.get(sentence_of(text, phrase.words.first));
    let start = sentence
        .map_or(0, |it| it.first as usize)
        .max(phrase.words.first.saturating_sub(4));
    (start..phrase.words.first).any(|it| lexicon::unmakes_claims(text.folded_word(it)))
}

struct Judge<'a> {
    ctx: &'a Context<'a>,
    link: &'a Link,
    phrase: &'a Phrase,
    title: &'a Title,
    person: RecordId,
    text: &'a BlockText,
    reading: &'a Reading,
}

impl Judge<'_> {
    /// The verdict, whether it is unsure, and the clock it rests on.
    fn verdict(&self) -> Option<(Verdict, bool, Span)> {
        let event = (self.ctx.clock)(self.link.block, self.phrase.words.first);
        if event.looks_back {
            return None;
        }
        let publication = self.ctx.publication;
        // Against what is certain first, then against what is likely.
        for (unsure, published) in [(false, publication.hard), (true, publication.soft)] {
            if published.from.is_none() && published.to.is_none()
                || unsure && publication.hard == publication.soft
            {
                continue;
            }
            let told = if event.stated { event.span } else { published };
            if let Some(verdict) = self.at(published, told) {
                return Some((verdict, unsure, published));
            }
        }
        None
    }

    fn at(&self, published: Span, told: Span) -> Option<Verdict> {
        let meaning = self.meaning();
        match self.title.status.map(|it| it.0) {
            Some(Status::Former | Status::Deposed) => self.former(&meaning, published, told),
            Some(Status::Then | Status::Late | Status::Future | Status::Outgoing) => None,
            Some(Status::Elect | Status::Designate) => None,
            Some(Status::Acting | Status::Interim | Status::Current) | None => {
                self.holder(&meaning, published, told)
            }
        }
    }

    fn meaning(&self) -> Meaning<'_> {
        let mut meaning = Meaning::new(self.ctx.kb, self.reading, self.title);
        if meaning.places.is_empty()
            && let Some(place) = self.phrase.place
        {
            meaning.places = self.reading.hits[place]
                .places()
                .map(|it| it.record)
                .collect();
        }
        meaning
    }

    /// "former president", of one who is.
    fn former(&self, meaning: &Meaning<'_>, published: Span, told: Span) -> Option<Verdict> {
        let kb = self.ctx.kb;
        let days = self.ctx.settings.presume_days;
        let now = |clock: Span| holds(kb, self.person, clock, days, |office| meaning.fits(office));
        if now(published) != Truth::Yes || now(told) != Truth::Yes {
            return None;
        }
        let term = self.term_at(told, |office| meaning.fits(office))?;
        Some(Verdict::FormerIncumbent { term })
    }

    /// "president", of one who is not, at either clock.
    fn holder(&self, meaning: &Meaning<'_>, published: Span, told: Span) -> Option<Verdict> {
        let kb = self.ctx.kb;
        let days = self.ctx.settings.presume_days;
        let ever = |clock: Span| holds(kb, self.person, clock, days, |office| meaning.fits(office));
        if ever(published) != Truth::No || ever(told) != Truth::No {
            return None;
        }
        let held = terms_of(kb, self.person, |office| meaning.fits(office));
        let own_head = |clock: Span, here: bool| {
            self.term_at(clock, |office| {
                (is_head(kb, office) || !here)
                    && self.is_state_office(office)
                    && (!here || meaning.fits_place(office))
            })
        };
        let offices = self.offices(meaning);
        let holder = offices
            .iter()
            .find_map(|it| other_holder(kb, *it, self.person, published, days));
        if !meaning.places.is_empty() {
            // The same state, another office.
            let own = own_head(told, true)
                .or_else(|| own_head(published, true))
                .or_else(|| self.minister_at(meaning, told));
            if let Some(own) = own {
                return (holder.is_some() || offices.is_empty() && self.is_title_of_heads(meaning))
                    .then_some(Verdict::WrongOffice { own, holder });
            }
            let here = terms_of(kb, self.person, |office| meaning.fits_place(office));
            if here.is_empty() {
                let own = self
                    .term_at(told, |office| meaning.fits_title(office))
                    .or_else(|| own_head(told, false))
                    .or_else(|| self.last_term(|office| meaning.fits_title(office), told))?;
                let states = kb.office(kb.term(own).office).of;
                let adjacent =
                    self.title.places.len() + usize::from(self.phrase.place.is_some()) == 1;
                return (states.is_some() && adjacent && (holder.is_some() || offices.is_empty()))
                    .then_some(Verdict::WrongCountry { own, holder });
            }
        }
        if held.is_empty() {
            // "President Rutte": the title is that of heads of state, and he leads a government.
            let own = own_head(told, false)?;
            if meaning.places.is_empty() {
                return self
                    .is_title_of_heads(meaning)
                    .then_some(Verdict::WrongOffice { own, holder: None });
            }
            return holder.map(|it| Verdict::NotHolder {
                holder: Some(it),
                own: Some(own),
            });
        }
        let last = self.last_term(|office| meaning.fits(office), published)?;
        self.left(meaning, last, published, told)
    }

    /// Held the office and left it before both clocks.
    fn left(
        &self,
        meaning: &Meaning<'_>,
        last: Holder,
        published: Span,
        told: Span,
    ) -> Option<Verdict> {
        let kb = self.ctx.kb;
        let days = self.ctx.settings.presume_days;
        let term = kb.term(last);
        let End::On(end) = term.to else { return None };
        if term.from.is_some_and(|it| it.first() > published.first()) {
            return None; // still to come
        }
        // The dead are called by the title they bore; so is whoever the text calls "former" elsewhere.
        if !may_live(kb, self.person, told) || self.is_called_former() || self.is_background() {
            return None;
        }
        let successor = other_holder(kb, term.office, self.person, published, days);
        successor?;
        let bare = meaning.places.is_empty() && self.link.mention.form != Form::Full;
        // Years after, an undated sentence is more likely history than a mistake.
        let gone = published.first().days_since(end.last());
        if gone > 3 * 365 && !self.is_dated_now(published) {
            return None;
        }
        if bare && !self.acts() {
            return None;
        }
        Some(Verdict::Left {
            term: last,
            successor,
            bare,
        })
    }

    /// The offices the claim can mean: those of the place, or those with this title that the person ever held.
    fn offices(&self, meaning: &Meaning<'_>) -> Vec<RecordId> {
        let offices = meaning.offices();
        if !offices.is_empty() || !meaning.places.is_empty() {
            return offices;
        }
        let kb = self.ctx.kb;
        kb.person(self.person)
            .terms
            .iter()
            .map(|it| it.office)
            .filter(|it| meaning.fits(*it))
            .collect()
    }

    fn is_state_office(&self, office: RecordId) -> bool {
        self.ctx
            .kb
            .office(office)
            .of
            .is_some_and(|it| it.kind() == kb::Kind::State)
    }

    /// The title is that of a head of state or government in several states: "president", "king".
    fn is_title_of_heads(&self, meaning: &Meaning<'_>) -> bool {
        let kb = self.ctx.kb;
        meaning.hits.iter().any(|hit| {
            let heads = hit.info.title.offices.iter().filter(|it| {
                kb.office(**it)
                    .roles
                    .iter()
                    .any(|role| matches!(role, Role::HeadOfState | Role::HeadOfGovernment))
            });
            heads.take(5).count() == 5
        })
    }

    fn term_at(&self, clock: Span, fits: impl Fn(RecordId) -> bool) -> Option<Holder> {
        let kb = self.ctx.kb;
        let days = self.ctx.settings.presume_days;
        let terms = &kb.person(self.person).terms;
        (0..terms.len())
            .find(|it| {
                fits(terms[*it].office)
                    && terms[*it].status != kb::Status::Designate
                    && crate::office::held(kb, &terms[*it], clock, days) == Truth::Yes
            })
            .map(|it| Holder {
                person: self.person,
                term: it as u16,
            })
    }

    /// A minister under a head's title: "French President Jean-Yves Le Drian".
    fn minister_at(&self, meaning: &Meaning<'_>, clock: Span) -> Option<Holder> {
        self.term_at(clock, |office| {
            meaning.fits_place(office) && self.is_state_office(office)
        })
    }

    /// The last term that began before the end of `clock`.
    fn last_term(&self, fits: impl Fn(RecordId) -> bool, clock: Span) -> Option<Holder> {
        let terms = &self.ctx.kb.person(self.person).terms;
        let began = |from: Option<Date>| from.is_none_or(|it| it.first() <= clock.last());
        (0..terms.len())
            .filter(|it| fits(terms[*it].office) && began(terms[*it].from))
            .max_by_key(|it| terms[*it].from.map(Date::first))
            .map(|it| Holder {
                person: self.person,
                term: it as u16,
            })
    }

    /// Elsewhere in the text the same person is "former" or "late".
    fn is_called_former(&self) -> bool {
        self.ctx.links.iter().any(|it| {
            it.mention.records.first() == Some(&self.person)
                && it.mention.title.as_ref().is_some_and(|title| {
                    matches!(
                        title.status,
                        Some((
                            Status::Former | Status::Late | Status::Then | Status::Deposed,
                            _
                        ))
                    )
                })
        })
    }

    /// "President Reagan's tax cuts": a possessive is background.
    fn is_background(&self) -> bool {
        let Some(name) = &self.phrase.name else {
            return true;
        };
        self.text.words[name.words.last - 1].possessive
            && self.title.position == Position::BeforeName
    }

    /// A day near publication stands in the sentence: "on Tuesday", "today".
    fn is_dated_now(&self, published: Span) -> bool {
        let event = (self.ctx.clock)(self.link.block, self.phrase.words.first);
        event.stated
            && event.span.overlaps(Span {
                from: published.from.map(|it| it.plus_days(-10)),
                to: published.to.map(|it| it.plus_days(10)),
            })
    }

    /// The name is the subject of a report: "told the audience".
    fn acts(&self) -> bool {
        let Some(name) = &self.phrase.name else {
            return false;
        };
        let end = name.words.last;
        (end..(end + 2).min(self.text.words.len()))
            .any(|it| lexicon::is_report_verb(self.text.folded_word(it)))
    }
}
