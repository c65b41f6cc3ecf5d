mod apart;

use date::{Day, Span};
use kb::{End, Holder, Kb, RecordId, Status};
use prose::{BlockText, Separator};

use crate::check::{Checker, Example, Page, mend};
use crate::claims::is_checked;
use crate::office::{Meaning, is_head};
use crate::phrases::{Phrase, Reading, Title};
use crate::resolve::Link;
use crate::{Finding, Severity, clause, lexicon, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/succession",
    title: "not the one who came before or after",
    severity: Severity::Error,
    on: true,
    explanation: "\
Somebody is said to have succeeded, replaced or taken over from another, or is called another's predecessor or successor, and in
every office that both held somebody else came between them, or the order was the other way round.

Acting holders may be passed over. Silent where the two share no office, where “as ...” names a post that the records do not know,
and where the list of holders has a gap.",
    examples: &[
        Example { date: "2023-05-05", text: "Rishi Sunak, who succeeded «Boris Johnson», said that he would go.", fixed: Some("Liz Truss") },
        Example { date: "2023-05-05", text: "Boris Johnson's successor, «Rishi Sunak», said that he would go.", fixed: Some("Liz Truss") },
        Example { date: "2023-05-05", text: "Rishi Sunak spoke of his predecessor, «Boris Johnson», at length.", fixed: Some("Liz Truss") },
        Example { date: "2025-05-05", text: "Helmut Kohl took over from «Willy Brandt» as chancellor of Germany.", fixed: Some("Helmut Schmidt") },
        Example { date: "2023-05-05", text: "Boris Johnson was replaced by «Rishi Sunak» as prime minister.", fixed: Some("Liz Truss") },
        Example { date: "2020-05-05", text: "Emmanuel Macron, who succeeded «Nicolas Sarkozy» in 2017, said that he would go.", fixed: Some("François Hollande") },
        Example { date: "2018-10-30", text: "Jair Bolsonaro will succeed «Dilma Rousseff» as president of Brazil.", fixed: Some("Michel Temer") },
        Example { date: "2025-02-05", text: "John Mahama succeeded «John Kufuor» in January 2025.", fixed: Some("Nana Akufo-Addo") },
        Example { date: "2017-01-25", text: "Donald Trump, whose predecessor was «George W. Bush», signed an order on the border.", fixed: Some("Barack Obama") },
        Example { date: "2024-06-01", text: "Emmanuel Macron, who won again, spoke. His predecessor, «Nicolas Sarkozy», lives abroad.", fixed: Some("François Hollande") },
        Example { date: "2008-09-17", text: "Anwar Sadat paid for it with his life in October 1981, and was succeeded by «Gamal Abdel Nasser».", fixed: Some("Hosni Mubarak") },
        Example { date: "2019-12-02", text: "Charles Michel, who was in Brussels, took over from «Herman Van Rompuy» across the road.", fixed: Some("Donald Tusk") },
        Example { date: "2008-10-16", text: "Ronald Reagan had ruled in peace. He came to power with smiles and handed over to «Bill Clinton» after a vote.", fixed: Some("George H. W. Bush") },
        Example { date: "2023-05-05", text: "Rishi Sunak went to the palace on Tuesday, replacing «Boris Johnson» as prime minister.", fixed: Some("Liz Truss") },
        Example { date: "2016-12-13", text: "António Guterres will take over from «Kofi Annan» as secretary general.", fixed: Some("Ban Ki-moon") },
        Example { date: "2022-03-12", text: "Gabriel Boric was sworn in on Friday. He succeeds «Michelle Bachelet», who hung the sash on him.", fixed: Some("Sebastián Piñera") },
        Example { date: "2022-07-12", text: "Corazon Aquino, who came to power then, was followed by «Joseph Estrada» in 1992.", fixed: Some("Fidel Ramos") },
        Example { date: "2014-12-21", text: "Nicolae Ceausescu was followed by «Emil Constantinescu», who said that he knew better.", fixed: Some("Ion Iliescu") },
        Example { date: "2024-07-06", text: "Rishi Sunak, who had followed «Boris Johnson» into the office, said sorry.", fixed: Some("Liz Truss") },
        Example { date: "2013-04-09", text: "Margaret Thatcher governed from 1979 to 1990.\n\nShe changed Britain. She took over from «Harold Wilson» in May 1979.", fixed: Some("James Callaghan") },
        Example { date: "2018-11-25", text: "Scott Morrison won. Mr. Morrison's path was the odder one. His predecessor, «Tony Abbott», lost the party room.", fixed: Some("Malcolm Turnbull") },
        Example { date: "2018-11-25", text: "Scott Morrison won. Mr. Morrison's path was the odder one. His predecessor, Malcolm Turnbull, lost the party room.", fixed: None },
        Example { date: "2024-07-06", text: "Rishi Sunak, who had followed Boris Johnson into the hall, said sorry.", fixed: None },
        Example { date: "2014-12-21", text: "Nicolae Ceausescu was followed by Emil Constantinescu on the screen.", fixed: None },
        Example { date: "2024-06-01", text: "Emmanuel Macron, who won again, spoke. His predecessor, François Hollande, lives abroad.", fixed: None },
        Example { date: "2023-05-05", text: "Rishi Sunak spoke of Liz Truss. His predecessor, Boris Johnson, was not there.", fixed: None },
        Example { date: "2023-05-05", text: "Rishi Sunak went to the palace on Tuesday, replacing Liz Truss as prime minister.", fixed: None },
        Example { date: "2023-05-05", text: "Rishi Sunak said that the portrait had been replaced by Boris Johnson.", fixed: None },
        Example { date: "2023-05-05", text: "Rishi Sunak, who succeeded Liz Truss, said that he would go.", fixed: None },
        Example { date: "2023-05-05", text: "Liz Truss, who succeeded Boris Johnson as prime minister, said that she would go.", fixed: None },
        Example { date: "2023-05-05", text: "Rishi Sunak spoke of his predecessor but one, Boris Johnson, at length.", fixed: None },
        Example { date: "2023-05-05", text: "Rishi Sunak hoped to succeed Boris Johnson.", fixed: None },
        Example { date: "2023-05-05", text: "Emmanuel Macron, who succeeded Angela Merkel as the host, said that he would go.", fixed: None },
        Example { date: "2023-05-05", text: "Rishi Sunak, who succeeded Boris Johnson as leader of the club, said that he would go.", fixed: None },
        Example { date: "2024-05-05", text: "Vladimir Putin, who succeeded Dmitry Medvedev in 2012, said that he would go.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let links = checker.ctx.links;
    for (idx, a) in links.iter().enumerate() {
        for b in links.iter().skip(idx + 1).take(2) {
            if a.block != b.block {
                break;
            }
            let ([first], [second]) = (a.mention.records.as_slice(), b.mention.records.as_slice())
            else {
                continue;
            };
            let block = &checker.ctx.document.blocks[a.block];
            if first == second || !is_checked(block.kind, &block.text) {
                continue;
            }
            let reading = &checker.ctx.readings[a.block];
            let pair = Pair {
                text: &block.text,
                reading,
                a: &reading.phrases[a.phrase],
                b: &reading.phrases[b.phrase],
            };
            let Some((order, filter)) = pair.order() else {
                continue;
            };
            let meaning = filter.map(|it| it.meaning(checker, reading));
            let told = told(checker, a.block, reading.phrases[a.phrase].words.first);
            let found = report(checker, order, *first, b, meaning.as_ref(), told);
            if let Some(finding) = found {
                findings.push(finding);
                break;
            }
        }
    }
    let known = findings.len();
    for (idx, link) in links.iter().enumerate() {
        let known = &findings[..known];
        let twice = known
            .iter()
            .any(|it| it.code == PAGE.code && it.range == link.mention.range);
        if let Some(finding) = apart::check(checker, idx).filter(|_| !twice) {
            findings.push(finding);
        }
    }
}

/// The time of which a clause tells; all of the past where it does not say.
fn told(checker: &Checker<'_>, block: usize, word: usize) -> Span {
    let clock = (checker.ctx.clock)(block, word);
    match clock.stated {
        true => clock.span,
        false => Span::until(checker.ctx.publication.hard.last()),
    }
}

/// The finding on the second of two names, which is the one that the statement is about and the one to replace.
fn report(
    checker: &Checker<'_>,
    order: Order,
    first: RecordId,
    second: &Link,
    meaning: Option<&Meaning<'_>>,
    told: Span,
) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let person = *second.mention.records.first()?;
    let (before, after, known) = match order {
        Order::FirstBefore => (first, person, Known::Before),
        Order::SecondBefore => (person, first, Known::After),
    };
    let fault = fault(checker, before, after, known, meaning, told)?;
    let next = kb.name(fault.holder.person);
    let message = match known {
        Known::After => format!("{} came after {next} in this office.", kb.name(after)),
        Known::Before => format!("{} was followed by {next} in this office.", kb.name(before)),
    };
    let (range, form) = (second.mention.range, second.mention.form);
    let fixes = vec![mend::name_fix(checker, range, form, fault.holder)];
    let evidence = vec![
        statement::of_term(kb, fault.own),
        statement::of_term(kb, fault.holder),
    ];
    Some(checker.found(&PAGE, None, range, message, fixes, evidence))
}

/// Which of two names came first in office.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    FirstBefore,
    SecondBefore,
}

/// Which of the two is taken to be right.
#[derive(Clone, Copy, PartialEq)]
enum Known {
    Before,
    After,
}

/// The office in which the one came after the other: "as prime minister".
enum Filter {
    Title(Title),
    Hit(usize),
}

impl Filter {
    fn meaning<'a>(&self, checker: &Checker<'a>, reading: &'a Reading) -> Meaning<'a> {
        match self {
            Filter::Title(title) => Meaning::new(checker.ctx.kb, reading, title),
            Filter::Hit(hit) => Meaning {
                kb: checker.ctx.kb,
                hits: vec![&reading.hits[*hit]],
                places: Vec::new(),
            },
        }
    }
}

struct Pair<'a> {
    text: &'a BlockText,
    reading: &'a Reading,
    a: &'a Phrase,
    b: &'a Phrase,
}

impl Pair<'_> {
    /// What the words between the two names, and those right behind the second, say of their order.
    fn order(&self) -> Option<(Order, Option<Filter>)> {
        let (a, b) = (self.a.name.as_ref()?.words, self.b.name.as_ref()?.words);
        let from = self.a.words.last;
        let to = self.b.words.first;
        let sentence = clause::sentence(self.text, from.saturating_sub(1));
        if from > to || to >= sentence.last {
            return None;
        }
        let possessive = |last: usize| self.text.words[last - 1].possessive;
        // "Rishi Sunak, Boris Johnson's successor"
        if from == to && possessive(b.last) && self.text.words[to].before == Separator::Comma {
            let order = match self.word(b.last) {
                "successor" => Order::SecondBefore,
                "predecessor" => Order::FirstBefore,
                _ => return None,
            };
            let filter = self.filter(b.last + 1)?;
            return (!self.is_loose(b.last + 1)).then_some((order, filter));
        }
        let mut at = from;
        // "Johnson's successor [as prime minister], Sunak"
        if possessive(a.last) {
            at += usize::from(matches!(self.word(at), "immediate" | "direct"));
            let order = match self.word(at) {
                "successor" => Order::FirstBefore,
                "predecessor" => Order::SecondBefore,
                _ => return None,
            };
            let (filter, at) = self.filter_until(at + 1)?;
            return (at == to).then_some((order, filter));
        }
        // "Sunak ... his predecessor, Johnson": nobody else in between.
        if let Some(noun) = (at..to).find(|it| {
            matches!(self.word(*it), "predecessor" | "successor")
                && lexicon::is_possessive_pronoun(self.text.folded_word(it - 1))
        }) {
            let before = clause::phrases_in(self.reading, sentence.first, self.a.words.first);
            let between = clause::phrases_in(self.reading, from, noun.saturating_sub(1));
            let alone = before.is_empty() && between.is_empty();
            let (filter, at) = self.filter_until(noun + 1)?;
            // "his successor" of a subject: the one before the name.
            let order = match self.word(noun) {
                "successor" => Order::FirstBefore,
                _ => Order::SecondBefore,
            };
            return (alone && at == to && noun - from < 9).then_some((order, filter));
        }
        // "Trump, whose predecessor was Obama"
        if self.word(at) == "whose" && self.word(at + 2) == "was" && at + 3 == to {
            let order = match self.word(at + 1) {
                "successor" => Order::FirstBefore,
                "predecessor" => Order::SecondBefore,
                _ => return None,
            };
            return Some((order, None));
        }
        // "Sunak, who [had] succeeded Johnson [as prime minister]"
        while matches!(
            self.word(at),
            "who" | "had" | "has" | "then" | "later" | "eventually" | "himself" | "herself"
        ) && at < to
        {
            at += 1;
        }
        let passive = self.word(at) == "was";
        let future = self.word(at) == "will"
            && (matches!(self.word(at + 1), "succeed" | "replace")
                || self.word(at + 1) == "take" && self.word(at + 2) == "over");
        at += usize::from(passive || future);
        at += usize::from(passive && matches!(self.word(at), "later" | "then" | "eventually"));
        let (first, second, third) = (self.word(at), self.word(at + 1), self.word(at + 2));
        let (order, taken) = match (passive, first, second, third) {
            (true, "succeeded" | "replaced", "by", _) => (Order::FirstBefore, 2),
            (false, "take", "over", "from") if future => (Order::SecondBefore, 3),
            (false, "succeed" | "replace", ..) if future => (Order::SecondBefore, 1),
            (false, "succeeded" | "replaced" | "succeeds" | "replaces", ..) => {
                (Order::SecondBefore, 1)
            }
            (false, "took" | "takes", "over", "from") => (Order::SecondBefore, 3),
            (false, "handed", "power" | "over", "to") => (Order::FirstBefore, 3),
            (true, "followed", "by", _) => (Order::FirstBefore, 2),
            (false, "followed", ..) => (Order::SecondBefore, 1),
            _ => return None,
        };
        at += taken;
        // "replaced his mentor Johnson", "succeeded the unpopular Johnson"
        while at < to && (lexicon::is_article(self.word(at)) || self.word(at) == "unpopular") {
            at += 1;
        }
        if at != to {
            return None;
        }
        let behind = self.b.words.last;
        let filter = self.filter(behind)?;
        // "followed X to Paris", "was followed by X on the stage"
        let loose = first == "followed" && filter.is_none();
        if loose && !(self.is_closed(behind) && (passive || self.is_post(behind))) {
            return None;
        }
        Some((order, filter))
    }

    fn word(&self, word: usize) -> &str {
        self.text.folded_word(word)
    }

    /// "into the office", "in the job"
    fn is_post_named(&self, at: usize) -> bool {
        self.is_post(at) && self.is_closed(at)
    }

    /// "in" or "into" something that is no year.
    fn is_post(&self, at: usize) -> bool {
        self.text
            .words
            .get(at)
            .is_some_and(|it| it.before == Separator::Space)
            && matches!(self.word(at), "in" | "into")
            && self
                .text
                .words
                .get(at + 1)
                .is_some_and(|it| it.shape != prose::Shape::Number)
    }

    /// The clause ends behind the name, or with a year or "into the office".
    fn is_closed(&self, at: usize) -> bool {
        let Some(word) = self.text.words.get(at) else {
            return true;
        };
        let the = usize::from(matches!(self.word(at), "in" | "into"));
        let the = the
            + usize::from(lexicon::is_article(
                self.word((at + the).min(self.text.words.len() - 1)),
            ));
        let post = the > 0
            && self.text.words.get(at + the).is_some_and(|_| {
                matches!(
                    self.word(at + the),
                    "office" | "post" | "job" | "role" | "presidency" | "premiership"
                )
            });
        if post {
            return true;
        }
        word.before != Separator::Space
            || self.word(at) == "in"
                && self
                    .text
                    .words
                    .get(at + 1)
                    .is_some_and(|it| it.shape == prose::Shape::Number)
    }

    /// "predecessor but one"
    fn is_loose(&self, word: usize) -> bool {
        matches!(self.word(word), "but" | "once" | "twice" | "and")
    }

    /// "as prime minister": `None` where "as" names what is no office of the base.
    fn filter(&self, at: usize) -> Option<Option<Filter>> {
        self.filter_until(at).map(|it| it.0)
    }

    fn filter_until(&self, at: usize) -> Option<(Option<Filter>, usize)> {
        if at < self.text.words.len() && self.word(at) != "as" {
            // "the head of", "at the party": of something that is not said to be an office.
            let other = self.text.words[at].before == Separator::Space
                && matches!(self.word(at), "at" | "on" | "but" | "into" | "and" | "of")
                && !self.is_post_named(at);
            return (!other).then_some((None, at));
        }
        if at >= self.text.words.len() {
            return Some((None, at));
        }
        let at = at + 1;
        if let Some(phrase) = clause::phrase_at(self.reading, at).filter(|it| it.name.is_none()) {
            let title = phrase.titles.first()?;
            return (!title.modified && !title.plural)
                .then(|| (Some(Filter::Title(title.clone())), title.words.last));
        }
        let the = usize::from(lexicon::is_article(self.word(at)));
        let hit = clause::hit_at(self.reading, at + the)?;
        if !self.reading.hits[hit].kinds.title {
            return None;
        }
        let last = self.reading.hits[hit].last;
        (self.word(last) != "of").then_some((Some(Filter::Hit(hit)), last))
    }
}

struct Fault {
    /// The term of the one taken to be right, and the holder who stood next to it.
    own: Holder,
    holder: Holder,
}

/// In no office that both held did the one follow the other directly; who did.
fn fault(
    checker: &Checker<'_>,
    before: RecordId,
    after: RecordId,
    known: Known,
    meaning: Option<&Meaning<'_>>,
    told: Span,
) -> Option<Fault> {
    let kb = checker.ctx.kb;
    let offices = |person: RecordId| kb.person(person).terms.iter().map(|it| it.office);
    let mut shared: Vec<RecordId> = offices(before)
        .filter(|it| offices(after).any(|other| other == *it))
        .filter(|it| meaning.is_none_or(|meaning| meaning.fits(*it)))
        .collect();
    // Where they shared several, that which the known one holds at the time is meant, or that of the head.
    let own = match known {
        Known::Before => before,
        Known::After => after,
    };
    let holds = |office: RecordId| {
        let terms = kb.person(own).terms.iter().filter(|it| it.office == office);
        let end = told.to.map(Span::on);
        end.is_some_and(|end| terms.clone().any(|it| it.held(end, Day::MAX).is_yes()))
    };
    shared.sort_unstable_by_key(|it| (!holds(*it), !is_head(kb, *it), *it));
    shared.dedup();
    let mut found = None;
    for office in shared {
        let seats = kb.office(office).seats;
        let line: Vec<Holder> = kb
            .holders(office)
            .iter()
            .copied()
            .filter(|it| kb.term(*it).status != Status::Designate)
            .collect();
        let certain = line.iter().all(|it| {
            ![before, after].contains(&it.person)
                || kb.term(*it).from.is_some_and(|it| it.is_certain())
        });
        if !certain || follows(checker, &line, before, after) {
            return None;
        }
        if seats != 1 {
            // Of several seats nobody can say whose another took over, unless the one ends as the other begins.
            if line.iter().any(|a| {
                a.person == before && line.iter().any(|b| b.person == after && joined(kb, *a, *b))
            }) {
                return None;
            }
            continue;
        }
        found = found.or_else(|| neighbour(checker, &line, before, after, known, told));
    }
    found
}

/// Whether a term of `after` begins where one of `before` ended, acting holders aside.
fn follows(checker: &Checker<'_>, line: &[Holder], before: RecordId, after: RecordId) -> bool {
    line.iter().enumerate().any(|(idx, it)| {
        it.person == after
            && line[..idx]
                .iter()
                .rev()
                .find(|it| it.person == before || !is_passing(checker, **it) && it.person != after)
                .is_some_and(|it| it.person == before)
    })
}

/// The holder who really stood next to the one taken to be right. Of several terms the one is meant that began, or ended, in the
/// time told, else the last that did before.
fn neighbour(
    checker: &Checker<'_>,
    line: &[Holder],
    before: RecordId,
    after: RecordId,
    known: Known,
    told: Span,
) -> Option<Fault> {
    let kb = checker.ctx.kb;
    let regular = |it: &&Holder| !is_passing(checker, **it);
    let turn = |holder: Holder| match (known, kb.term(holder).to) {
        (Known::After, _) => kb.term(holder).from,
        (Known::Before, End::On(to)) => Some(to),
        (Known::Before, _) => None,
    };
    let own = match known {
        Known::After => after,
        Known::Before => before,
    };
    // Terms in a row are one.
    let other = |idx: Option<usize>| {
        let holder = idx.and_then(|it| line.get(it));
        holder.is_none_or(|it| it.person != own)
    };
    let edge = |idx: usize| match known {
        Known::After => other(idx.checked_sub(1)),
        Known::Before => other(Some(idx + 1)),
    };
    let turns = || (0..line.len()).filter(|it| line[*it].person == own && edge(*it));
    let meant = turns()
        .filter(|it| turn(line[*it]).is_some_and(|it| it.first() <= told.last()))
        .max_by_key(|it| turn(line[*it]).map(date::Date::first))
        .or_else(|| turns().next())?;
    let own = line[meant];
    let (holder, joins) = match known {
        Known::After => {
            let holder = *line[..meant].iter().rev().find(regular)?;
            (holder, joined(kb, holder, own))
        }
        Known::Before => {
            let holder = *line[meant + 1..].iter().find(regular)?;
            (holder, joined(kb, own, holder))
        }
    };
    (holder.person != own.person && joins).then_some(Fault { own, holder })
}

/// The one term begins about when the other ends.
fn joined(kb: &Kb, a: Holder, b: Holder) -> bool {
    let ended = match kb.term(a).to {
        End::On(to) => Some(to),
        _ => None,
    };
    ended
        .zip(kb.term(b).from)
        .is_some_and(|(to, from)| (-40..=200).contains(&from.first().days_since(to.last())))
}

/// Acting and interim holders, and those of a few weeks, may be passed over.
fn is_passing(checker: &Checker<'_>, holder: Holder) -> bool {
    let term = checker.ctx.kb.term(holder);
    let short = match (term.from, term.to) {
        (Some(from), End::On(to)) => to.last().days_since(from.first()) < 30,
        _ => false,
    };
    short
        || matches!(
            term.status,
            Status::Acting | Status::Interim | Status::Disputed
        )
}
