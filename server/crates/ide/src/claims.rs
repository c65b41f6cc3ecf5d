//! Phase 6: what the article says of its leaders: who is, was or will be what, of which state, at which time; and the verdict
//! of the records on it. One claim has one verdict, so that no mistake is reported twice (CHECKS, "One claim, one code").

use date::{Date, Span, Truth};
use kb::{End, Holder, Kb, NameKind, RecordId, Role};
use prose::{BlockKind, BlockText};

use crate::career::{Said, Tells};
use crate::clock::EventClock;
use crate::find::Names;
use crate::office::{Meaning, holds, is_head, may_live, other_holder, terms_of};
use crate::phrases::{Phrase, Position, Reading, Title};
use crate::resolve::{Link, sentence_of};
use crate::time::When;
use crate::{Form, Publication, Settings, Status, clause, lexicon, numbers};

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
    /// What the document states of its date, the most trusted first.
    pub stated: &'a [crate::time::Stated],
    pub clock: &'a dyn Fn(usize, usize) -> EventClock,
    pub links: &'a [Link],
    pub cast: &'a crate::cast::Cast,
    pub treaties: &'a [crate::Mention],
    /// Descriptions of treaties that name no single one.
    pub doubts: &'a [crate::treaties::Doubt],
    pub settings: &'a Settings,
    pub house: &'a crate::house::House,
}

/// The claims of an article that the records contradict.
pub(crate) fn judge(ctx: &Context<'_>, said: &[Said]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (idx, link) in ctx.links.iter().enumerate() {
        // Statements on times in office come in the order of the links.
        let start = said.partition_point(|it| it.link < idx);
        let dated = said[start..].iter().take_while(|it| it.link == idx);
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
            if is_place_of_another_noun(&block.text, reading, title) {
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

/// "the president of France's largest bank": the place belongs to another noun.
fn is_place_of_another_noun(text: &BlockText, reading: &Reading, title: &Title) -> bool {
    title.places.iter().any(|it| {
        let hit = &reading.hits[*it];
        hit.first > title.office.first && text.words[hit.last - 1].possessive
    })
}

/// The times at which a statement is to be judged: what is certain of publication first, then what is likely; none where the
/// clause looks back.
pub(crate) fn moments(ctx: &Context<'_>, block: usize, word: usize) -> Vec<Moment> {
    let event = (ctx.clock)(block, word);
    if event.looks_back {
        return Vec::new();
    }
    let publication = ctx.publication;
    let mut moments = Vec::with_capacity(2);
    for (unsure, published) in [(false, publication.hard), (true, publication.soft)] {
        let open = published.from.is_none() && published.to.is_none();
        if open || unsure && publication.hard == publication.soft {
            continue;
        }
        moments.push(Moment {
            published,
            told: if event.stated { event.span } else { published },
            stated: event.stated,
            unsure,
        });
    }
    moments
}

/// One reading of the two clocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub published: Span,
    /// What the sentence tells of; the time of publication where it does not say.
    pub told: Span,
    /// The sentence says when.
    pub stated: bool,
    /// Only likely, not certain.
    pub unsure: bool,
}

impl Moment {
    /// The sentence dates itself to a day near publication: "on Tuesday", "today".
    pub fn is_dated_now(&self) -> bool {
        self.stated
            && self.told.overlaps(Span {
                from: self.published.from.map(|it| it.plus_days(-10)),
                to: self.published.to.map(|it| it.plus_days(10)),
            })
    }
}

struct Judge<'a> {
    ctx: &'a Context<'a>,
    link: &'a Link,
    phrase: &'a Phrase,
    title: &'a Title,
    /// "president since 2013": the year is that of the start, and the time of the claim is now.
    since: bool,
    /// Stated of the present in so many words: "is", "current".
    asserted: bool,
    person: RecordId,
    text: &'a BlockText,
    reading: &'a Reading,
}

impl Judge<'_> {
    /// The verdict, whether it is unsure, and the clock it rests on.
    fn verdict(&self) -> Option<(Verdict, bool, Span)> {
        // Against what is certain first, then against what is likely.
        moments(self.ctx, self.link.block, self.phrase.words.first)
            .into_iter()
            .find_map(|mut moment| {
                if self.since {
                    (moment.told, moment.stated) = (moment.published, false);
                }
                let verdict = self.at(&moment)?;
                Some((verdict, moment.unsure, moment.published))
            })
    }

    fn at(&self, moment: &Moment) -> Option<Verdict> {
        let meaning = self.meaning();
        match self.title.status.map(|it| it.0) {
            Some(Status::Former | Status::Deposed) => self.former(&meaning, moment),
            Some(Status::Elect | Status::Designate) => self.elect(&meaning, moment),
            Some(Status::Then | Status::Late | Status::Future) => None,
            // Outgoing is who is in office, or was until yesterday.
            Some(Status::Outgoing) => self.holder(&meaning, moment).filter(|it| match it {
                Verdict::Left { term, .. } => match self.ctx.kb.term(*term).to {
                    End::On(to) => moment.published.first().days_since(to.last()) > 90,
                    _ => false,
                },
                _ => true,
            }),
            Some(Status::Acting | Status::Interim | Status::Current) | None => self
                .holder(&meaning, moment)
                .or_else(|| self.capacity(&meaning, moment))
                .or_else(|| self.then(&meaning, moment)),
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

    fn holds(&self, meaning: &Meaning<'_>, clock: Span) -> Truth {
        let (kb, days) = (self.ctx.kb, self.ctx.settings.presume_days);
        holds(kb, self.person, clock, days, |office| meaning.fits(office))
    }

    /// "former president", of one who is.
    fn former(&self, meaning: &Meaning<'_>, moment: &Moment) -> Option<Verdict> {
        let now = |clock| self.holds(meaning, clock).is_yes();
        if !now(moment.published) || !now(moment.told) {
            return None;
        }
        let term = self.term_at(moment.told, |office| meaning.fits(office))?;
        Some(Verdict::FormerIncumbent { term })
    }

    /// "president-elect", of one who is president since before that day.
    fn elect(&self, meaning: &Meaning<'_>, moment: &Moment) -> Option<Verdict> {
        if self.is_background() || !self.holds(meaning, moment.told).is_yes() {
            return None;
        }
        let term = self.term_at(moment.published, |office| meaning.fits(office))?;
        let began = self.ctx.kb.term(term).from?;
        // On the day itself both are right.
        let since = began.last() < moment.published.first() && began.last() < moment.told.first();
        since.then_some(Verdict::ElectExpired { term })
    }

    /// Who held the office only as acting, de facto or disputed, under the bare title; "acting", of one who is more.
    fn capacity(&self, meaning: &Meaning<'_>, moment: &Moment) -> Option<Verdict> {
        let kb = self.ctx.kb;
        let days = self.ctx.settings.presume_days;
        let terms = &kb.person(self.person).terms;
        let mut held: Option<usize> = None;
        for (idx, term) in terms.iter().enumerate() {
            if !meaning.fits(term.office) || term.status == kb::Status::Designate {
                continue;
            }
            let at = |clock| crate::office::held(kb, term, clock, days);
            match at(moment.told).or(at(moment.published)) {
                Truth::No => {}
                Truth::CannotTell => return None,
                Truth::Yes if held.is_some_and(|it| terms[it].status != term.status) => {
                    return None;
                }
                Truth::Yes => held = Some(idx),
            }
        }
        let idx = held?;
        let (held, term) = (
            &terms[idx],
            Holder {
                person: self.person,
                term: idx as u16,
            },
        );
        // "leader" is right for whoever leads.
        let formal = meaning
            .hits
            .iter()
            .any(|it| it.info.title.offices.contains(&held.office));
        let acting = |status| matches!(status, kb::Status::Acting | kb::Status::Interim);
        let claimed = self.title.status.map(|it| it.0);
        if matches!(claimed, Some(Status::Acting | Status::Interim)) {
            // Many interim holders stand in the sources as any other: only where the records tell the two apart.
            let began = held.from?.exact_day()?;
            let before = terms.iter().position(|it| {
                let ended = match it.to {
                    End::On(to) => to.exact_day(),
                    _ => None,
                };
                it.office == held.office
                    && acting(it.status)
                    && ended.is_some_and(|it| (-1..=1).contains(&began.days_since(it)))
            })?;
            let settled = began.plus_days(7) < moment.told.first();
            return (held.status == kb::Status::Regular && settled).then_some(
                Verdict::NoLongerActing {
                    term,
                    before: Holder {
                        person: self.person,
                        term: before as u16,
                    },
                },
            );
        }
        if !formal || self.is_background() || self.is_qualified() {
            return None;
        }
        match held.status {
            it if acting(it) => self
                .is_first_with_title()
                .then_some(Verdict::Acting { term }),
            kb::Status::DeFacto => Some(Verdict::DeFacto { term }),
            // Contested is what another holds as well.
            kb::Status::Disputed => {
                other_holder(kb, held.office, self.person, moment.told, days)?;
                Some(Verdict::Disputed { term })
            }
            _ => None,
        }
    }

    /// The title of another time, under its date.
    fn then(&self, meaning: &Meaning<'_>, moment: &Moment) -> Option<Verdict> {
        let past = moment.told.last() < moment.published.first();
        if !past || !self.holds(meaning, moment.published).is_no() {
            return None;
        }
        let term = self.term_at(moment.told, |office| meaning.fits(office))?;
        Some(Verdict::Then { term })
    }

    /// "president", of one who is not, at either clock.
    fn holder(&self, meaning: &Meaning<'_>, moment: &Moment) -> Option<Verdict> {
        let kb = self.ctx.kb;
        let days = self.ctx.settings.presume_days;
        let Moment {
            published, told, ..
        } = *moment;
        let ever = |clock| self.holds(meaning, clock);
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
        // An office that was abolished is none of the state's.
        let mut offices = self.offices(meaning);
        offices.retain(|it| {
            let lived = kb.office(*it).exists;
            !lived.at(published).is_no() || !lived.at(told).is_no()
        });
        let holder = offices
            .iter()
            .find_map(|it| other_holder(kb, *it, self.person, published, days));
        if let Some(verdict) = self.coming(meaning, moment, holder) {
            return verdict;
        }
        if let Some(role) = self.head_of() {
            return self.swapped_role(meaning, role, told);
        }
        if !meaning.places.is_empty() {
            // The same state, another office.
            let own = own_head(told, true)
                .or_else(|| own_head(published, true))
                // Whoever held the office before has left it, whatever post came after.
                .or_else(|| self.minister_at(meaning, told).filter(|_| held.is_empty()));
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
                // "Pyongyang's President Yoon" is a slip of the place, which another check names.
                let by_capital = self.title.places.iter().any(|it| {
                    let hit = &self.reading.hits[*it];
                    hit.places()
                        .all(|it| matches!(it.kind, NameKind::Capital | NameKind::Metonym))
                });
                let adjacent = adjacent && !by_capital;
                return (states.is_some() && adjacent && (holder.is_some() || offices.is_empty()))
                    .then_some(Verdict::WrongCountry { own, holder });
            }
        }
        if held.is_empty() {
            let Some(own) = own_head(told, false) else {
                // Somebody of that state whose time was another, in a seat that another certainly holds.
                let known = self.link.mention.form == Form::Full
                    && !meaning.places.is_empty()
                    && may_live(kb, self.person, told);
                return holder.filter(|_| known).map(|it| Verdict::NotHolder {
                    holder: Some(it),
                    own: None,
                });
            };
            // "President Rutte": the title is that of heads of state, and he leads a government.
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
        if moment.stated && !moment.is_dated_now() {
            return self.outside(meaning, told);
        }
        let last = self.last_term(|office| meaning.fits(office), published)?;
        self.left(meaning, last, holder, moment)
    }

    /// Elected, and not yet in office. `Some(None)`: so, but nothing to complain of.
    fn coming(
        &self,
        meaning: &Meaning<'_>,
        moment: &Moment,
        holder: Option<Holder>,
    ) -> Option<Option<Verdict>> {
        let kb = self.ctx.kb;
        let Moment { published, .. } = *moment;
        let terms = &kb.person(self.person).terms;
        let (idx, began) = terms.iter().enumerate().find_map(|(idx, it)| {
            let from = it.from?.exact_day()?;
            let near = from > published.last() && from.days_since(published.first()) < 200;
            (near && meaning.fits(it.office) && it.status != kb::Status::Designate)
                .then_some((idx, from))
        })?;
        let chosen = terms[idx]
            .chosen
            .is_some_and(|it| it.last() < published.first());
        let soon = began.days_since(published.first()) <= 90 && holder.is_some();
        let sentence = clause::sentence(self.text, self.phrase.words.first);
        let looks_ahead = crate::time::is_future(self.text, sentence)
            || clause::says(self.text, sentence, |it| {
                matches!(
                    it,
                    "sworn"
                        | "inauguration"
                        | "inaugurated"
                        | "incoming"
                        | "takes"
                        | "elect"
                        | "designate"
                        | "elected"
                        | "next"
                        | "new"
                        | "future"
                )
            });
        let named = meaning
            .hits
            .iter()
            .any(|it| it.info.title.offices.contains(&terms[idx].office));
        let monarch = kb.office(terms[idx].office).roles.as_slice() == [Role::HeadOfState]
            && !kb.office(terms[idx].office).elect
            && !chosen;
        let term = Holder {
            person: self.person,
            term: idx as u16,
        };
        let wrong = (chosen || soon && named && !monarch)
            && !looks_ahead
            && !self.is_background()
            && !self.is_called_elect();
        Some(wrong.then_some(Verdict::ElectMissing { term, holder }))
    }

    /// "head of state", "head of government".
    fn head_of(&self) -> Option<Role> {
        let word = self.title.office.first;
        if self.text.folded_word(word) != "head" {
            return None;
        }
        match self.text.folded_word(word + 2) {
            "state" => Some(Role::HeadOfState),
            "government" => Some(Role::HeadOfGovernment),
            _ => None,
        }
    }

    /// Said to head the state, of one who heads its government while another heads the state; or the other way round.
    fn swapped_role(&self, meaning: &Meaning<'_>, role: Role, told: Span) -> Option<Verdict> {
        let kb = self.ctx.kb;
        let days = self.ctx.settings.presume_days;
        let own = self.term_at(told, |office| {
            meaning.fits_place(office) && self.is_state_office(office) && is_head(kb, office)
        })?;
        let of = kb.office(kb.term(own).office).of?;
        let holder = kb
            .offices_of(of)
            .iter()
            .filter(|it| kb.office(**it).roles.contains(&role))
            .find_map(|it| other_holder(kb, *it, self.person, told, days))?;
        Some(Verdict::StateOrGovernment { own, holder })
    }

    /// An act of office dated to a time at which somebody else held it.
    fn outside(&self, meaning: &Meaning<'_>, told: Span) -> Option<Verdict> {
        let kb = self.ctx.kb;
        let days = self.ctx.settings.presume_days;
        if !may_live(kb, self.person, told) || self.is_called_former() || self.is_background() {
            return None;
        }
        let terms = terms_of(kb, self.person, |office| meaning.fits(office));
        let (distance, term) = terms
            .into_iter()
            .filter_map(|it| {
                let term = Holder {
                    person: self.person,
                    term: it,
                };
                let (from, to) = (kb.term(term).from?, kb.term(term).to);
                let to = match to {
                    End::On(to) => to.last(),
                    _ => return None,
                };
                let before = from.first().days_since(told.last());
                let after = told.first().days_since(to);
                Some((if before > 0 { -before } else { after }, term))
            })
            .min_by_key(|it| it.0.abs())?;
        // Later titles are given to the young, and kept by the old: only an act of office shows that one is claimed.
        let sentence = clause::sentence(self.text, self.phrase.words.first);
        let summit = clause::says(self.text, sentence, is_act_of_office);
        let acts = summit || distance > 0 && self.acts();
        if !acts || distance.abs() > 3 * 366 {
            return None;
        }
        // Of several dates any may be the one meant.
        let others = clause::expressions_in(self.reading, sentence.first, sentence.last);
        let elsewhere = others.iter().any(|it| match it.when {
            When::Date(date) => !self.holds(meaning, date.span()).is_no(),
            _ => false,
        });
        if elsewhere {
            return None;
        }
        let holder = other_holder(kb, kb.term(term).office, self.person, told, days)?;
        Some(Verdict::Outside { term, holder })
    }

    /// Held the office and left it before both clocks.
    fn left(
        &self,
        meaning: &Meaning<'_>,
        last: Holder,
        holder: Option<Holder>,
        moment: &Moment,
    ) -> Option<Verdict> {
        let kb = self.ctx.kb;
        let days = self.ctx.settings.presume_days;
        let published = moment.published;
        let term = kb.term(last);
        let End::On(end) = term.to else { return None };
        if term.from.is_some_and(|it| it.first() > published.first()) {
            return None; // still to come
        }
        // The office may go on under another name: "the Russian president" after the Soviet one.
        let successor = other_holder(kb, term.office, self.person, published, days).or(holder);
        successor?;
        // "The 45th president" one stays for life.
        if self.is_numbered() {
            return None;
        }
        if self.title.status.is_some_and(|it| it.0 == Status::Current) {
            return Some(Verdict::NotCurrent {
                term: last,
                successor,
            });
        }
        let bare = meaning.places.is_empty() && self.link.mention.form != Form::Full;
        let verdict = Verdict::Left {
            term: last,
            successor,
            bare,
        };
        if self.asserted {
            return Some(verdict);
        }
        // The dead are called by the title they bore; so is whoever the text calls "former" elsewhere.
        if !may_live(kb, self.person, moment.told)
            || self.is_called_former()
            || self.is_background()
        {
            return None;
        }
        // The end of the term itself is told with the title: "soldiers toppled President X".
        let gone = published.first().days_since(end.last());
        let sentence = clause::sentence(self.text, self.phrase.words.first);
        if gone <= 30 && clause::says(self.text, sentence, is_end_of_office) || self.tells_of_end()
        {
            return None;
        }
        // "promised by President X": what somebody did, nobody says when.
        let first = self.phrase.words.first;
        if first > 0 && self.text.folded_word(first - 1) == "by" && !moment.is_dated_now() {
            return None;
        }
        // Years after, an undated sentence is more likely history than a mistake.
        let apposed = self.title.position != Position::BeforeName
            && self.acts()
            && !self.is_history(published);
        let years = if apposed { 12 } else { 3 };
        if gone > years * 365 && !moment.is_dated_now() {
            return None;
        }
        if bare && !self.acts() {
            return None;
        }
        Some(verdict)
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
        self.is_called(|status| {
            matches!(
                status,
                Status::Former | Status::Late | Status::Then | Status::Deposed
            )
        })
    }

    /// Elsewhere in the text the same person is "president-elect".
    fn is_called_elect(&self) -> bool {
        self.is_called(|status| matches!(status, Status::Elect | Status::Designate))
    }

    fn is_called(&self, is: impl Fn(Status) -> bool) -> bool {
        self.ctx.links.iter().any(|it| {
            it.mention.records.first() == Some(&self.person)
                && it
                    .mention
                    .title
                    .as_ref()
                    .and_then(|it| it.status)
                    .is_some_and(|it| is(it.0))
        })
    }

    /// Newspapers say "acting" once.
    fn is_first_with_title(&self) -> bool {
        let first = self.ctx.links.iter().find(|it| {
            it.mention.records.as_slice() == [self.person] && it.mention.title.is_some()
        });
        first.is_some_and(|it| std::ptr::eq(it, self.link))
            && !self.is_called(|status| {
                matches!(status, Status::Acting | Status::Interim | Status::Former)
            })
    }

    /// The sentence itself says that the office is held for a time, or contested.
    fn is_qualified(&self) -> bool {
        let sentence = clause::sentence(self.text, self.phrase.words.first);
        clause::says(self.text, sentence, |it| {
            matches!(
                it,
                "acting"
                    | "interim"
                    | "caretaker"
                    | "transitional"
                    | "provisional"
                    | "temporary"
                    | "temporarily"
                    | "disputed"
                    | "contested"
                    | "recognised"
                    | "recognized"
                    | "recognises"
                    | "recognizes"
                    | "recognise"
                    | "recognize"
                    | "proclaimed"
                    | "declared"
                    | "rival"
                    | "claims"
                    | "claimed"
                    | "de"
                    | "junta"
                    | "coup"
            )
        })
    }

    /// The paragraph names a year well before publication: what it tells without a date may be of that time.
    fn is_history(&self, published: Span) -> bool {
        let last = i32::from(published.first().year()) - 2;
        self.reading.expressions.iter().any(|it| match it.when {
            When::Date(date) => i32::from(date.first().year()) <= last,
            When::Years(..) => true,
            When::Relative { n, .. } => n < -1,
            _ => false,
        })
    }

    /// "X, whose term ended in January", "X, who left office last year"
    fn tells_of_end(&self) -> bool {
        let at = self.phrase.words.last;
        let end = clause::sentence(self.text, self.phrase.words.first).last;
        matches!(self.text.folded_word(at), "who" | "whose")
            && (at..(at + 8).min(end)).any(|it| {
                let word = self.text.folded_word(it);
                is_end_of_office(word)
                    || matches!(
                        word,
                        "left"
                            | "leaves"
                            | "ended"
                            | "expired"
                            | "stepped"
                            | "retired"
                            | "preceded"
                    )
            })
    }

    /// "the 45th president", "America's third president"
    fn is_numbered(&self) -> bool {
        let office = self.title.office.first;
        (office.saturating_sub(4)..office).any(|it| {
            self.title.words.first <= it + 2
                && numbers::ordinal(self.text.folded_word(it)).is_some()
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

/// What a holder of the office does by virtue of it.
fn is_act_of_office(word: &str) -> bool {
    matches!(
        word,
        "met"
            | "signed"
            | "hosted"
            | "summit"
            | "talks"
            | "welcomed"
            | "received"
            | "announced"
            | "ordered"
            | "vetoed"
            | "decreed"
            | "dissolved"
            | "appointed"
    )
}

/// How a time in office ends.
fn is_end_of_office(word: &str) -> bool {
    matches!(
        word,
        "toppled"
            | "topple"
            | "ousted"
            | "ousting"
            | "overthrew"
            | "overthrown"
            | "overthrow"
            | "deposed"
            | "removed"
            | "resigned"
            | "resigns"
            | "resignation"
            | "fled"
            | "defeated"
            | "defeat"
            | "beat"
            | "unseated"
            | "lost"
            | "killed"
            | "assassinated"
            | "murdered"
            | "shot"
            | "died"
            | "dies"
            | "death"
            | "coup"
            | "impeached"
            | "abdicated"
            | "succeeds"
            | "succeeded"
            | "replaces"
            | "replaced"
            | "successor"
            | "handed"
            | "farewell"
    )
}
