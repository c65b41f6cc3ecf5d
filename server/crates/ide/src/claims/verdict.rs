//! What the records say of one claim.

use date::{Date, Span, Truth};
use kb::{End, Holder, Kb, Kind, RecordId, Role};
use prose::BlockText;

use super::signs::{is_act_of_office, is_end_of_office};
use super::{Context, Moment, Verdict, moments};
use crate::office::{Meaning, family, holds, is_head, may_live, other_holder, terms_of};
use crate::phrases::{Phrase, Position, Reading, Title};
use crate::resolve::Link;
use crate::time::When;
use crate::{Form, Status, clause};

/// One title of one person, before the records.
pub(super) struct Judge<'a> {
    pub(super) ctx: &'a Context<'a>,
    pub(super) link: &'a Link,
    pub(super) phrase: &'a Phrase,
    pub(super) title: &'a Title,
    /// "president since 2013": the year is that of the start, and the time of the claim is now.
    pub(super) since: bool,
    /// Stated of the present in so many words: "is", "current".
    pub(super) asserted: bool,
    pub(super) person: RecordId,
    pub(super) text: &'a BlockText,
    pub(super) reading: &'a Reading,
}

impl Judge<'_> {
    /// The verdict, whether it is unsure, and the clock it rests on.
    pub(super) fn verdict(&self) -> Option<(Verdict, bool, Span)> {
        if self.title.status.is_none()
            && (self.is_expected() || self.is_of_an_old_government() || self.is_joined_to_former())
        {
            return None;
        }
        self.by_clock().or_else(|| {
            let verdict = self.not_yet().or_else(|| self.never())?;
            Some((verdict, false, self.ctx.publication.hard))
        })
    }

    fn by_clock(&self) -> Option<(Verdict, bool, Span)> {
        // Against what is certain first, then against what is likely.
        let mut moments = moments(self.ctx, self.link.block, self.phrase.words.first);
        let published = self.ctx.publication.hard;
        // The sentence goes on with nothing of the past where it names somebody in an office entered since.
        let carried = (self.ctx.clock)(self.link.block, self.phrase.words.first).carried;
        if let Some(told) = carried.and_then(|it| self.witness(published, None, it)) {
            moments.push(Moment {
                published,
                told,
                stated: false,
                unsure: false,
            });
        }
        // "Current" is of the day of the paper, whatever the clause looks back to.
        if self.is_called_current() && moments.is_empty() {
            moments.push(Moment {
                published,
                told: published,
                stated: false,
                unsure: false,
            });
        }
        moments.into_iter().find_map(|mut moment| {
            if self.since {
                (moment.told, moment.stated) = (moment.published, false);
            }
            let verdict = self.at(&moment)?;
            Some((verdict, moment.unsure, moment.published))
        })
    }

    /// An office entered long after publication: whatever the clause tells of, nobody could say so.
    fn not_yet(&self) -> Option<Verdict> {
        let kb = self.ctx.kb;
        let published = self.ctx.publication.hard;
        if self.looks_ahead() || published.to.is_none() || self.link.mention.form != Form::Full {
            return None;
        }
        let meaning = self.meaning();
        // "Leader" may be that of a party.
        let named = |office: RecordId| {
            meaning.fits(office) && meaning.hits.iter().all(|it| it.roles.len() < 2)
        };
        let terms = terms_of(kb, self.person, named);
        let begins = |it: &u16| kb.person(self.person).terms[usize::from(*it)].from;
        let later = |it: Date| it.first().days_since(published.last()) > 200;
        if terms.is_empty() || !terms.iter().all(|it| begins(it).is_some_and(later)) {
            return None;
        }
        let days = self.ctx.settings.presume_days;
        let holder = terms.iter().find_map(|it| {
            let office = kb.person(self.person).terms[usize::from(*it)].office;
            other_holder(kb, office, self.person, published, days)
        })?;
        Some(Verdict::NotHolder {
            holder: Some(holder),
            own: None,
        })
    }

    /// Head of a state or of a government, of one who never was: wrong at any time, where the records name every holder of
    /// that office since the person came of age.
    fn never(&self) -> Option<Verdict> {
        let kb = self.ctx.kb;
        if self.looks_ahead() || self.link.mention.form != Form::Full || self.is_numbered() {
            return None;
        }
        let meaning = self.meaning();
        let terms = &kb.person(self.person).terms;
        let named = |it: &kb::Term| meaning.fits(it.office);
        // "Former leader Dominique Strauss-Kahn": of a fund or a party.
        if self.is_only_called_leader(&meaning) {
            return None;
        }
        if meaning.hits.is_empty() || terms.iter().any(named) || self.head_of().is_some() {
            return None;
        }
        let span = self.grown_up()?;
        let lived = |office: RecordId| !kb.office(office).exists.at(span).is_no();
        if meaning.places.is_empty() {
            let elsewhere = |it: &kb::Term| meaning.fits_title(it.office);
            if !self.stands_free() || terms.iter().any(elsewhere) {
                return None;
            }
            // "Former President Dick Cheney": the deputy for the one at the head.
            let deputy = |office: RecordId| {
                let roles = &kb.office(office).roles;
                roles.contains(&Role::DeputyHeadOfState)
            };
            let own = self
                .last_term(|office| is_head(kb, office), Span::EVER)
                .or_else(|| self.last_term(deputy, Span::EVER))?;
            let of = kb.office(kb.term(own).office).of?;
            let offices: Vec<RecordId> = meaning
                .hits
                .iter()
                .flat_map(|it| it.offices_in(kb, of))
                .filter(|it| lived(*it))
                .collect();
            let swapped = self.is_title_of_heads(&meaning)
                && self.is_other_head(&meaning, |_| true)
                && offices.iter().all(|it| is_complete(kb, *it, span));
            return swapped.then_some(Verdict::WrongOffice {
                own,
                holder: None,
                never: true,
            });
        }
        let mut offices = meaning.offices();
        offices.retain(|it| lived(*it));
        let heads = match offices.as_slice() {
            [] => self.is_title_of_heads(&meaning),
            all => all.iter().all(|it| is_head(kb, *it)),
        };
        if !heads || self.is_by_capital() {
            return None;
        }
        let here = |office: RecordId| meaning.fits_place(office) && self.is_state_office(office);
        let head = self.last_term(|office| here(office) && is_head(kb, office), Span::EVER);
        if let Some(own) = head.or_else(|| self.last_term(here, Span::EVER)) {
            let elsewhere = |it: &kb::Term| meaning.fits_title(it.office);
            let swapped = self.is_other_head(&meaning, here) && !terms.iter().any(elsewhere);
            return swapped.then_some(Verdict::WrongOffice {
                own,
                holder: None,
                never: true,
            });
        }
        // Nobody heads two states, but for those that were one.
        let anything_here = terms.iter().any(|it| meaning.fits_place(it.office));
        let own = self.last_term(
            |office| {
                meaning.fits_title(office) && self.is_state_office(office) && is_head(kb, office)
            },
            Span::EVER,
        )?;
        let of = kb.office(kb.term(own).office).of?;
        let kin = meaning.places.iter().any(|it| are_kin(kb, *it, of));
        let adjacent = self.title.places.len() + usize::from(self.phrase.place.is_some()) == 1;
        (adjacent && !anything_here && !kin).then_some(Verdict::WrongCountry { own, holder: None })
    }

    /// "-elect", "future": the office is one to come.
    fn looks_ahead(&self) -> bool {
        let status = self.title.status.map(|it| it.0);
        matches!(
            status,
            Some(
                Status::Elect
                    | Status::Designate
                    | Status::Future
                    | Status::Outgoing
                    // Whoever stands in while the holder travels is in no record.
                    | Status::Acting
                    | Status::Interim
            )
        )
    }

    /// From when the person could hold an office to the end of what can be told.
    fn grown_up(&self) -> Option<Span> {
        let kb = self.ctx.kb;
        let person = kb.person(self.person);
        let first = person
            .terms
            .iter()
            .filter_map(|it| it.from)
            .map(Date::first);
        let from = match person.born {
            Some(born) => born.first().plus_years(25),
            None => first.min()?.plus_years(-10),
        };
        let published = self.ctx.publication.hard.last();
        let to = person.died.map_or(published, |it| it.last().min(published));
        (from <= to).then(|| Span::new(from, to))
    }

    /// Whoever heads a state under another title may be called its president; so only heads of government who are said to
    /// head the state, or the other way round. Where the person headed nothing, any head will do.
    fn is_other_head(&self, meaning: &Meaning<'_>, own: impl Fn(RecordId) -> bool) -> bool {
        let kb = self.ctx.kb;
        let kind = |office: RecordId| {
            let roles = &kb.office(office).roles;
            [Role::HeadOfState, Role::HeadOfGovernment, Role::DeFacto]
                .into_iter()
                .find(|it| roles.contains(it))
        };
        let named = meaning.hits.iter().flat_map(|it| &it.info.title.offices);
        let mut claimed: Vec<Role> = named.filter_map(|it| kind(*it)).collect();
        let (all, state) = (
            claimed.len(),
            claimed
                .iter()
                .filter(|it| **it == Role::HeadOfState)
                .count(),
        );
        // "President" heads the state but for a few; where a title says neither, nothing is said.
        let claimed = match () {
            () if all > 0 && state * 5 >= all * 4 => Role::HeadOfState,
            () if all > 0 && state * 5 <= all => Role::HeadOfGovernment,
            () => match claimed.pop() {
                Some(only) if all == 1 => only,
                _ => return false,
            },
        };
        let terms = kb.person(self.person).terms.iter();
        terms
            .filter(|it| own(it.office))
            .filter_map(|it| kind(it.office))
            .all(|it| it != claimed && it != Role::DeFacto)
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
        // "a former leader in the party": of what, "leader" does not say.
        if meaning.places.is_empty() && meaning.hits.iter().all(|it| it.roles.len() > 1) {
            return None;
        }
        let term = self.term_at(moment.told, |office| meaning.fits(office))?;
        // On the day of a handover both are right.
        let held = self.ctx.kb.term(term);
        let today = |date: Date| date.span().overlaps(moment.published);
        let ends = matches!(held.to, End::On(to) if today(to));
        (!ends && !held.from.is_some_and(today)).then_some(Verdict::FormerIncumbent { term })
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
        if ever(published) != Truth::No || ever(told) != Truth::No || self.is_of_a_movement() {
            return None;
        }
        // What came after publication is no time in office yet.
        let begun = |it: &u16| {
            let from = kb.person(self.person).terms[usize::from(*it)].from;
            from.is_none_or(|it| it.first() <= published.last())
        };
        let mut held = terms_of(kb, self.person, |office| meaning.fits(office));
        held.retain(begun);
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
        // "Soviet President Gorbachev signed it in 1987": the title that came soon after, in an account of the past.
        let soon_after = |it: &u16| {
            let from = kb.person(self.person).terms[usize::from(*it)].from;
            from.is_some_and(|it| (1..6 * 366).contains(&it.first().days_since(told.last())))
        };
        let back = moment.stated && !moment.is_dated_now();
        if back && held.iter().any(soon_after) && own_head(told, true).is_some() {
            return None;
        }
        if !meaning.places.is_empty() {
            // The same state, another office.
            let own = own_head(told, true)
                .or_else(|| own_head(published, true))
                // Whoever held the office before has left it, whatever post came after.
                .or_else(|| self.minister_at(meaning, told).filter(|_| held.is_empty()));
            if let Some(own) = own {
                if self.is_only_called_leader(meaning) {
                    return None;
                }
                if holder.is_none() && self.is_other_portfolio(meaning, own) {
                    return Some(Verdict::WrongOffice {
                        own,
                        holder,
                        never: false,
                    });
                }
                return (holder.is_some() || offices.is_empty() && self.is_title_of_heads(meaning))
                    .then_some(Verdict::WrongOffice {
                        own,
                        holder,
                        never: false,
                    });
            }
            let here = terms_of(kb, self.person, |office| meaning.fits_place(office));
            if here.is_empty() {
                let own = self
                    .term_at(told, |office| meaning.fits_title(office))
                    .or_else(|| own_head(told, false))
                    .or_else(|| self.last_term(|office| meaning.fits_title(office), told))?;
                let states = kb.office(kb.term(own).office).of;
                // Bodies have officers that the records do not know.
                let unknown = offices.is_empty() && !self.is_title_of_heads(meaning);
                // Nobody is the minister of two states at once, as long as they are two.
                let apart = |a: RecordId, b: RecordId| {
                    let stands = |it: RecordId| {
                        it.kind() == Kind::State && kb.state(it).exists.at(told).is_yes()
                    };
                    stands(a) && stands(b) || !are_kin(kb, a, b)
                };
                let of_another = self
                    .term_at(told, |office| {
                        meaning.fits_title(office) && self.is_state_office(office)
                    })
                    .is_some()
                    && states.is_some_and(|it| meaning.places.iter().all(|at| apart(*at, it)));
                let unknown = unknown && !(of_another && self.is_by_demonym());
                let adjacent =
                    self.title.places.len() + usize::from(self.phrase.place.is_some()) == 1;
                let adjacent = adjacent && !self.is_by_capital();
                return (states.is_some()
                    && adjacent
                    && !unknown
                    && (holder.is_some() || of_another || offices.is_empty()))
                .then_some(Verdict::WrongCountry { own, holder });
            }
        }
        if meaning.places.is_empty()
            && let Some(verdict) = self.swapped_at_home(meaning, moment, held.is_empty())
        {
            return Some(verdict);
        }
        if held.is_empty() {
            let Some(own) = own_head(told, false) else {
                // Somebody of that state whose time was another, in a seat that another certainly holds.
                // A movement has several who are called its leaders.
                let generic = meaning.hits.iter().all(|it| it.roles.len() > 1);
                let one = !generic || offices.iter().any(|it| self.is_state_office(*it));
                let known = self.link.mention.form == Form::Full
                    && one
                    && !meaning.places.is_empty()
                    && may_live(kb, self.person, told);
                return holder.filter(|_| known).map(|it| Verdict::NotHolder {
                    holder: Some(it),
                    own: None,
                });
            };
            // "President Rutte": the title is that of heads of state, and he leads a government.
            if meaning.places.is_empty() {
                let wrong = self.is_title_of_heads(meaning)
                    && !self.is_namesake(meaning)
                    && !self.is_only_called_leader(meaning);
                return wrong.then_some(Verdict::WrongOffice {
                    own,
                    holder: None,
                    never: false,
                });
            }
            return holder.map(|it| Verdict::NotHolder {
                holder: Some(it),
                own: Some(own),
            });
        }
        // Another time: where it lies years back, or before the end of the term.
        let last = self.last_term(|office| meaning.fits(office), published)?;
        let ended = match kb.term(last).to {
            End::On(to) => Some(to.last()),
            _ => None,
        };
        let since = ended.is_some_and(|it| {
            it < told.first() && published.first().days_since(told.first()) < 366
        });
        if moment.stated && !moment.is_dated_now() && !since {
            return self.outside(meaning, told);
        }
        self.left(meaning, last, holder, moment)
    }

    /// "Russia's paramount leader", of whoever heads its state or government: an office of that name is elsewhere.
    fn is_only_called_leader(&self, meaning: &Meaning<'_>) -> bool {
        let mut offices = meaning.hits.iter().flat_map(|it| &it.info.title.offices);
        let last = self.text.folded_word(self.title.office.last - 1);
        matches!(last, "ruler" | "strongman")
            || last == "leader" && !offices.any(|it| meaning.fits_place(*it))
    }

    /// "Defence Minister", of one who is foreign minister that day: hardly anybody is both.
    fn is_other_portfolio(&self, meaning: &Meaning<'_>, own: Holder) -> bool {
        let kb = self.ctx.kb;
        let portfolio = |office: RecordId| {
            let roles = &kb.office(office).roles;
            roles.iter().copied().find(|it| is_portfolio(*it))
        };
        let Some(held) = portfolio(kb.term(own).office) else {
            return false;
        };
        let mut claimed = meaning.hits.iter().map(|it| match it.roles {
            [role] if is_portfolio(*role) => Some(*role),
            _ => None,
        });
        let single = meaning.hits.len() == 1 && kb.office(kb.term(own).office).seats == 1;
        single && claimed.all(|it| it.is_some_and(|it| it != held))
    }

    /// A title without a state, of one who holds another office of a state in which somebody else holds this one.
    fn swapped_at_home(
        &self,
        meaning: &Meaning<'_>,
        moment: &Moment,
        never: bool,
    ) -> Option<Verdict> {
        let kb = self.ctx.kb;
        let days = self.ctx.settings.presume_days;
        let Moment {
            published, told, ..
        } = *moment;
        let now = !moment.stated || moment.is_dated_now();
        let generic = meaning.hits.iter().any(|it| it.roles.len() > 1);
        let held_before = !never && (self.is_background() || self.is_history(published));
        if !now
            || generic
            || held_before
            || self.link.mention.form != Form::Full
            || !self.stands_free()
        {
            return None;
        }
        let state = |office: RecordId| self.is_state_office(office);
        let own = self.term_at(told, |office| {
            state(office) && (never || is_head(kb, office))
        })?;
        let of = kb.office(kb.term(own).office).of?;
        let mut offices = meaning.hits.iter().flat_map(|it| it.offices_in(kb, of));
        let holder = offices.find_map(|it| {
            other_holder(kb, it, self.person, told, days)
                .filter(|_| other_holder(kb, it, self.person, published, days).is_some())
        })?;
        Some(Verdict::WrongOffice {
            own,
            holder: Some(holder),
            never: false,
        })
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
        // "President Rousseff", long after: hardly of the bank that she will preside over.
        let before = |it: &kb::Term| it.from.is_some_and(|it| it.last() < published.first());
        if meaning.places.is_empty() && terms.iter().any(|it| before(it) && meaning.fits(it.office))
        {
            return None;
        }
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

    /// "President Johnson" in a text on Boris Johnson: another of that surname bore the title.
    fn is_namesake(&self, meaning: &Meaning<'_>) -> bool {
        let hit = self.phrase.name.as_ref().and_then(|it| it.hit);
        let bearers = hit.map(|it| &self.reading.hits[it].info.persons);
        self.link.mention.form != Form::Full
            && bearers.into_iter().flatten().any(|it| {
                let own = it.record == self.person;
                !own && !terms_of(self.ctx.kb, it.record, |office| meaning.fits(office)).is_empty()
            })
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
        // "Centre-right leader X": of what, nobody says.
        if meaning.places.is_empty() && meaning.hits.iter().all(|it| it.roles.len() > 1) {
            return None;
        }
        // "President Gaddafi" is of his country, not of a union whose turn he had.
        let of_a_state = |office: RecordId| self.is_state_office(office);
        if meaning.places.is_empty()
            && self.is_title_of_heads(meaning)
            && !of_a_state(term.office)
            && self.last_term(of_a_state, published).is_some()
        {
            return None;
        }
        if term.from.is_some_and(|it| it.first() > published.first()) {
            return None; // still to come
        }
        // The office may go on under another name: "the Russian president" after the Soviet one.
        let successor = other_holder(kb, term.office, self.person, published, days).or(holder);
        // "Current", long after the end: wrong without anybody to name.
        let long_ago = published.first().days_since(end.last()) > 60;
        if successor.is_none() && !(self.is_called_current() && long_ago) {
            return None;
        }
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
        // "whose husband was hurt in an attempt on President X": the date of the sentence is not that of the clause.
        if self.is_in_undated_relative() {
            return None;
        }
        // "The Soviet leader", long after: the state says that the past is told.
        let is_gone =
            |it: &RecordId| it.kind() == Kind::State && kb.state(*it).exists.at(published).is_no();
        let of_the_past = !meaning.places.is_empty() && meaning.places.iter().all(is_gone);
        if of_the_past && !moment.is_dated_now() {
            return None;
        }
        // The end of the term itself is told with the title: "soldiers toppled President X".
        let gone = published.first().days_since(end.last());
        let sentence = clause::sentence(self.text, self.phrase.words.first);
        if gone <= 30 && clause::says(self.text, sentence, is_end_of_office)
            || self.tells_of_end()
            || self.is_brought_down()
        {
            return None;
        }
        // "promised by President X": what somebody did, nobody says when.
        let first = self.phrase.words.first;
        if first > 0 && self.text.folded_word(first - 1) == "by" && !moment.is_dated_now() {
            return None;
        }
        // Somebody in office since then stands beside: the sentence is of no other time.
        let witnessed = self
            .witness(published, Some(term.office), end.last())
            .is_some();
        // Years after, an undated sentence is more likely history than a mistake.
        let subject = clause::predicate(self.text, self.phrase).is_some()
            && self.link.mention.form == Form::Full
            && !meaning.places.is_empty();
        let apposed = self.title.position != Position::BeforeName && self.acts();
        let years = match () {
            () if witnessed => 100,
            () if self.is_history(published) => 3,
            () if !meaning.places.is_empty() && self.past_years(published) < 3 => 100,
            () if self.is_present() => 40,
            () if apposed || self.speaks() => 12,
            () if subject => 8,
            () => 3,
        };
        if gone > years * 365 && !moment.is_dated_now() {
            return None;
        }
        if bare && !self.acts() && !self.is_of_the_day(moment, term.office, end.last()) {
            return None;
        }
        Some(verdict)
    }
}

fn is_portfolio(role: Role) -> bool {
    matches!(
        role,
        Role::ForeignMinister
            | Role::DefenceMinister
            | Role::FinanceMinister
            | Role::InteriorMinister
    )
}

/// The records name every holder of the office in all that time, as far as there was the office.
fn is_complete(kb: &Kb, office: RecordId, span: Span) -> bool {
    let office = kb.office(office);
    let known = office.complete_since.is_some_and(|since| {
        let founded = office.exists.from.map(Date::first);
        since.first() <= span.first() || founded.is_some_and(|it| since.first() <= it)
    });
    let until = office.complete_until.map_or(kb.as_of(), |it| it.last());
    let ended = office
        .exists
        .to
        .is_some_and(|it| it.first() <= until.plus_days(1));
    known && (ended || span.last() <= until.plus_days(120))
}

/// One state came out of the other, or both out of the same: their leaders may have been each other's.
fn are_kin(kb: &Kb, a: RecordId, b: RecordId) -> bool {
    if a.kind() != Kind::State || b.kind() != Kind::State {
        return a.kind() == b.kind();
    }
    let line = |id: RecordId| {
        let mut line: Vec<RecordId> = family(kb, id).collect();
        for idx in 0..line.len() {
            line.extend(kb.state(line[idx]).predecessors.iter().copied());
        }
        line
    };
    let a = line(a);
    line(b).iter().any(|it| a.contains(it))
}
