use date::Date;
use kb::Kb;
use prose::Range;

use crate::career::{Said, Stint, Tells, is_party_post, stints, widened};
use crate::check::{Checker, Example, Page, mend, one_less};
use crate::office::{is_head, other_holder};
use crate::phrases::Words;
use crate::resolve::range_of;
use crate::{Evidence, Finding, Severity, numbers, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/term-dates",
    title: "the years in office",
    severity: Severity::Error,
    on: true,
    explanation: "\
The years that stand with an office (“from 2009 to 2016”, “since 2013”, “took office in 2014”, “until 2020”, “succeeded him in 2013”, “left
office two years ago”, or in brackets) are not those of the records. A start that is off by one year is a warning, since the year of the
election is often meant.

Any of several terms counts, and any change between offices, acting terms and days of election included; years in brackets may be
those of a life. Silent where a term of the records has no certain start or end.",
    examples: &[
        Example { date: "2020-05-05", text: "Barack Obama, president of the United States from 2009 to «2016», spoke in Chicago.", fixed: Some("2017") },
        Example { date: "2024-05-05", text: "Angela Merkel, who was chancellor of Germany from «2002» to 2021, spoke in Berlin.", fixed: Some("2005") },
        Example { date: "2024-05-05", text: "Xi Jinping became the president of China in «2010».", fixed: Some("2013") },
        Example { date: "2024-05-05", text: "Angela Merkel left office in «2018» and wrote a book.", fixed: Some("2021") },
        Example { date: "2020-05-05", text: "Barack Obama (2009-«2016») spoke in Chicago.", fixed: Some("2017") },
        Example { date: "2011-12-19", text: "Kim Jong Il, who had led North Korea since «1995», died on Saturday.", fixed: Some("1994") },
        Example { date: "2004-11-09", text: "Boris Yeltsin, the first president of Russia, who left office in «1998», laid a wreath.", fixed: Some("1999") },
        Example { date: "2013-12-06", text: "Nelson Mandela, South Africa's first black president, who left office in «1997», died on Thursday.", fixed: Some("1999") },
        Example { date: "2020-01-11", text: "Sultan Qaboos of Oman, who died on Friday, had ruled since «1975».", fixed: Some("1970") },
        Example { date: "2009-06-09", text: "Omar Bongo, who was the longest-serving president of all, in power since «1977», died on Monday.", fixed: Some("1967") },
        Example { date: "2019-01-11", text: "Nicolás Maduro, who succeeded Hugo Chávez in «2011», began another term.", fixed: Some("2013") },
        Example { date: "2021-09-27", text: "Angela Merkel, who has been Germany's chancellor since «2003», did not run again.", fixed: Some("2005") },
        Example { date: "2023-05-29", text: "Recep Tayyip Erdogan of Turkey, in power since «2013», won a runoff on Sunday.", fixed: Some("2003") },
        Example { date: "1990-11-28", text: "Margaret Thatcher, who had governed since «May 1978», drove to the palace.", fixed: None },
        Example { date: "2022-07-01", text: "Angela Merkel wrote a book. The chancellor left office in «2019».", fixed: Some("2021") },
        Example { date: "2018-03-05", text: "Silvio Berlusconi, a tycoon who was prime minister of Italy four times and left office in «2013», cannot run.", fixed: Some("2011") },
        Example { date: "2019-06-18", text: "Mohamed Morsi, Egypt's first elected president, who was overthrown in «2012», died on Monday.", fixed: Some("2013") },
        Example { date: "2025-02-03", text: "Boris Johnson, who became prime minister «two» years ago, spoke on Monday.", fixed: Some("five") },
        Example { date: "2025-02-03", text: "Angela Merkel left office «nine» years ago.", fixed: Some("three") },
        Example { date: "2025-02-03", text: "Angela Merkel left office three years ago.", fixed: None },
        Example { date: "2025-02-03", text: "Angela Merkel took office two decades ago.", fixed: None },
        Example { date: "2025-02-03", text: "In 2016 Angela Merkel spoke of Gerhard Schröder, who left office 11 years ago.", fixed: None },
        Example { date: "2025-02-03", text: "Two years after Barack Obama left office, in 2019, the wall was built.", fixed: None },
        Example { date: "2022-07-01", text: "Ferdinand Marcos, the new man's father, was driven out in «1987» and died in Hawaii.", fixed: Some("1986") },
        Example { date: "2022-12-31", text: "Benedict XVI, who resigned in «2011», died on Saturday.", fixed: Some("2013") },
        Example { date: "2020-08-29", text: "Shinzo Abe, Japan's longest-serving prime minister, who returned to power in «2011», said on Friday that he would resign.", fixed: Some("2012") },
        Example { date: "2023-01-02", text: "Luiz Inácio Lula da Silva, who served two terms from 2003 to «2009», won again.", fixed: Some("2011") },
        Example { date: "2021-05-27", text: "Bashar al-Assad, who succeeded his father, Hafez al-Assad, in «2002», won the vote.", fixed: Some("2000") },
        Example { date: "2020-08-29", text: "Shinzo Abe, Japan's longest-serving prime minister, who returned to power in 2012, said on Friday that he would resign.", fixed: None },
        Example { date: "2019-06-18", text: "Mohamed Morsi, Egypt's first elected president, who was overthrown in 2013, died on Monday.", fixed: None },
        Example { date: "2019-06-18", text: "Gordon Brown, who resigned in 2003 from the board, spoke on Monday.", fixed: None },
        Example { date: "2013-04-09", text: "Margaret Thatcher was the first woman to lead a British government.\n\nShe was prime minister from 1979 to «1991».", fixed: Some("1990") },
        Example { date: "2022-07-01", text: "Angela Merkel wrote a book. The chancellor left office in 2021.", fixed: None },
        Example { date: "2023-05-29", text: "Recep Tayyip Erdogan of Turkey, in power since 2003, won a runoff on Sunday.", fixed: None },
        Example { date: "2003-05-29", text: "Recep Tayyip Erdogan of Turkey, in power since 2002, spoke on Sunday.", fixed: None },
        Example { date: "2019-01-11", text: "Nicolás Maduro, who succeeded Hugo Chávez in 2013, began another term.", fixed: None },
        Example { date: "2019-01-11", text: "Angela Merkel, a friend of the former Spanish president, who left office in 2012, spoke.", fixed: None },
        Example { date: "2020-05-05", text: "Barack Obama, president of the United States from 2009 to 2017, spoke in Chicago.", fixed: None },
        Example { date: "2024-05-05", text: "Vladimir Putin, the president of Russia since 2012, spoke in Sochi.", fixed: None },
        Example { date: "2024-05-05", text: "Vladimir Putin, the president of Russia from 2000 to 2008, spoke in Sochi.", fixed: None },
        Example { date: "2024-05-05", text: "Vladimir Putin, in power since 1999, spoke in Sochi.", fixed: None },
        Example { date: "2019-05-05", text: "Paul Kagame, who has ruled Rwanda since 1994, spoke in Kigali.", fixed: None },
        Example { date: "2020-05-05", text: "Barack Obama, who was elected president of the United States in 2008, spoke in Chicago.", fixed: None },
        Example { date: "2024-05-05", text: "Nelson Mandela (1918-2013) was the first president of the new South Africa.", fixed: None },
        Example { date: "2024-05-05", text: "Angela Merkel took office in Berlin in 2005 and left it in 2021.", fixed: None },
        Example { date: "2024-05-05", text: "Angela Merkel was the leader of the party from 2000 to 2018.", fixed: None },
        Example { date: "2024-05-05", text: "Barack Obama was re-elected as president in 2012.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for said in checker.said {
        if let Tells::Ago {
            years,
            began,
            about,
        } = said.tells
        {
            findings.extend(ago(checker, said, years, began, about));
        }
        if let Some(fault) = fault(checker, said).filter(|it| it.other_post.is_none()) {
            findings.push(finding(checker, &PAGE, said, &fault));
        }
    }
}

/// What is wrong with the years of a statement.
pub(super) struct Fault {
    /// The year that stands there, and the one that should.
    words: Words,
    right: i16,
    stint: Stint,
    /// Off by one at the start.
    slight: bool,
    /// Another post of the person that began in the year named.
    pub other_post: Option<kb::Holder>,
}

pub(super) fn fault(checker: &Checker<'_>, said: &Said) -> Option<Fault> {
    let kb = checker.ctx.kb;
    let reading = &checker.ctx.readings[said.block];
    let meaning = said.meaning(kb, reading);
    let all = stints(kb, said.person, |office| said.fits(kb, &meaning, office))?;
    if all.is_empty() {
        return None;
    }
    let published = checker.ctx.publication.hard;
    match said.tells {
        Tells::Began { on, loose } => {
            // "In power since 2008" of one elected that year: named too early it may be right, too late it is not.
            let span = widened(on, 10);
            // Not of one who had the power already.
            let had = all.iter().any(|it| {
                it.from.first().plus_days(30) < on.first()
                    && it.to.is_none_or(|to| to.first() > on.last())
            });
            let ahead = match (loose && !had, on.precision) {
                (false, _) => 0,
                (true, date::Precision::Day | date::Precision::Month) => 120,
                (true, _) => 200,
            };
            let span = date::Span {
                to: span.to.map(|it| it.plus_days(ahead)),
                ..span
            };
            if all
                .iter()
                .any(|it| span.overlaps(it.from.span()) || chosen(kb, it, span))
            {
                return None;
            }
            // Power may be had before any office: Kagame's Rwanda, Noriega's Panama. Not while another is known to have had it.
            if loose && all.iter().all(|it| on.last() < it.from.first()) {
                let first = all.iter().min_by_key(|it| it.from.first())?;
                let office = kb.term(first.first).office;
                let soon = first.from.first().days_since(on.last()) < 5 * 366;
                other_holder(kb, office, said.person, on.span(), 0)
                    .filter(|_| soon && is_head(kb, office))?;
            }
            let covers = |it: &&Stint| {
                it.from.first() <= on.first() && it.to.is_none_or(|to| to.last() >= on.last())
            };
            let since = all
                .iter()
                .filter(|it| had && covers(it))
                .min_by_key(|it| it.from.first());
            let stint = *since.or_else(|| nearest(&all, |it| years_apart(it.from, on)))?;
            let (wrong, right) = (on.first().year(), stint.from.first().year());
            let other_post = other_post(checker, said, on);
            // "Since 1999" of one who was prime minister or deputy first: some post began then.
            let terms = &kb.person(said.person).terms;
            let moved = loose
                && terms.iter().any(|it| {
                    let began = it.from.filter(|_| !is_party_post(kb, it.office));
                    began.is_some_and(|it| span.overlaps(it.span()))
                });
            (wrong != right && !moved).then_some(Fault {
                words: said.words,
                right,
                stint,
                slight: (wrong - right).abs() == 1,
                other_post: other_post.filter(|_| !said.title.is_empty()),
            })
        }
        Tells::Chosen { on } => {
            let day = on.last();
            let within = all.iter().any(|it| {
                it.from.first().plus_days(-400) <= day
                    && it.to.is_none_or(|to| on.first() <= to.last())
            });
            let stint = *nearest(&all, |it| years_apart(it.from, on))?;
            (!within && !said.title.is_empty()).then_some(Fault {
                words: said.words,
                right: stint.from.first().year(),
                stint,
                slight: false,
                other_post: None,
            })
        }
        Tells::Ended { on, loose } => {
            // "resigned": from what?
            let terms = &kb.person(said.person).terms;
            let several = terms.iter().any(|it| it.office != terms[0].office);
            if said.title.is_empty() && loose && several {
                return None;
            }
            let span = widened(on, 10);
            let span = date::Span {
                to: span.to.map(|it| it.plus_days(if loose { 200 } else { 0 })),
                ..span
            };
            // Who leaves office may keep his party.
            let offices = match said.title.is_empty() {
                true => stints(kb, said.person, |office| {
                    let of = kb.office(office).of;
                    said.fits(kb, &meaning, office)
                        && !is_party_post(kb, office)
                        && of.is_some_and(|it| it.kind() == kb::Kind::State)
                })
                .filter(|it| !it.is_empty()),
                false => None,
            };
            let all = offices.unwrap_or(all);
            let ended = |it: &&Stint| it.to.is_some();
            if all
                .iter()
                .any(|it| it.to.is_some_and(|to| span.overlaps(to.span())))
            {
                return None;
            }
            let stint = *all
                .iter()
                .filter(ended)
                .min_by_key(|it| it.to.map_or(i32::MAX, |to| years_apart(to, on)))?;
            let right = stint.to?.first().year();
            (on.first().year() != right && stint.from.first() <= on.last()).then_some(Fault {
                words: said.words,
                right,
                stint,
                slight: loose && (on.first().year() - right).abs() == 1,
                other_post: None,
            })
        }
        Tells::Lasted {
            from,
            to,
            bracketed,
        } => lasted(checker, said, &all, (from, to), bracketed, published),
        Tells::Length { .. } | Tells::Ago { .. } => None,
    }
}

/// "left office two years ago", off by more than a year and a quarter from every start or end.
fn ago(
    checker: &Checker<'_>,
    said: &Said,
    years: i32,
    began: bool,
    about: bool,
) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let block = &checker.ctx.document.blocks[said.block];
    let meaning = said.meaning(kb, &checker.ctx.readings[said.block]);
    let all = stints(kb, said.person, |office| said.fits(kb, &meaning, office))?;
    let published = checker.ctx.publication.soft;
    let (from, now) = (published.from?, published.to?);
    let clock = (checker.ctx.clock)(said.block, said.words.first);
    let far = clock.stated && now.days_since(clock.span.last()) > (years + 3) * 366;
    if now.days_since(from) > 60 || clock.looks_back || far {
        return None;
    }
    let mut dates: Vec<(Date, Stint)> = Vec::new();
    for stint in &all {
        match began {
            true => {
                dates.push((stint.from, *stint));
                dates.extend(kb.term(stint.first).chosen.map(|it| (it, *stint)));
            }
            false => dates.extend(stint.to.map(|it| (it, *stint))),
        }
    }
    dates.retain(|it| it.0.first() <= now);
    let said_days = years * 1461 / 4;
    let off = |it: &Date| (now.days_since(it.first()) - said_days).abs();
    let slack = if about { 640 } else { 456 };
    let (date, stint) = dates.into_iter().min_by_key(|it| off(&it.0))?;
    if off(&date) <= slack {
        return None;
    }
    let right = (now.days_since(date.first()) + 45) / 365;
    let number = Words {
        first: said.words.first,
        last: said.words.first + 1,
    };
    let range = range_of(&block.text, block.range.start, number);
    let whole = range_of(&block.text, block.range.start, said.words);
    let message = format!(
        "{} was {} {}.",
        kb.name(said.person),
        kb.name(kb.term(stint.first).office),
        period(&stint)
    );
    let spelled = numbers::cardinal(block.text.folded_word(number.first)).is_some();
    let fixes = (spelled && right > 1)
        .then(|| mend::replace(range, numbers::cardinal_like(checker.text(range), right)));
    let evidence = vec![statement::of_term(kb, stint.first)];
    let range = if spelled { range } else { whole };
    let fixes = fixes.into_iter().collect();
    Some(checker.found(&PAGE, None, range, message, fixes, evidence))
}

/// The finding on a year; where only its last digits stand there, only they are replaced.
pub(super) fn finding(
    checker: &Checker<'_>,
    page: &'static Page,
    said: &Said,
    fault: &Fault,
) -> Finding {
    let kb = checker.ctx.kb;
    let block = &checker.ctx.document.blocks[said.block];
    let year = year_word(&block.text, fault.words).unwrap_or(fault.words);
    let range: Range = range_of(&block.text, block.range.start, year);
    let written = checker.text(range);
    let right = fault.right.to_string();
    let text = right
        .get(right.len().saturating_sub(written.len().max(2))..)
        .unwrap_or(&right);
    let mut message = format!(
        "{} {} {} {}.",
        kb.name(said.person),
        if fault.stint.to.is_some() {
            "was"
        } else {
            "has been"
        },
        kb.name(kb.term(fault.stint.first).office),
        period(&fault.stint)
    );
    let mut evidence: Vec<Evidence> = vec![statement::of_term(kb, fault.stint.first)];
    if fault.stint.last != fault.stint.first {
        evidence.push(statement::of_term(kb, fault.stint.last));
    }
    if let Some(other) = fault.other_post {
        message.push_str(&format!(
            " The other post, {}, was held {}.",
            kb.name(kb.term(other).office),
            statement::period(kb.term(other))
        ));
        evidence.push(statement::of_term(kb, other));
    }
    // With a day or a month the right day is for the writer to look up.
    let whole = fault.words.last - fault.words.first == 1 || fault.words != said.words;
    let fixes = whole
        .then(|| mend::replace(range, text.to_owned()))
        .into_iter()
        .collect();
    let mut finding = checker.found(page, None, range, message, fixes, evidence);
    if fault.slight {
        finding.severity = one_less(finding.severity).min(Severity::Warning);
    }
    finding
}

fn lasted(
    checker: &Checker<'_>,
    said: &Said,
    all: &[Stint],
    (from, to): (i16, i16),
    bracketed: bool,
    published: date::Span,
) -> Option<Fault> {
    let kb = checker.ctx.kb;
    let year = |date: Date, days: i32, year: i16| {
        let span = widened(date, days);
        span.first().year() <= year && year <= span.last().year()
    };
    let begins = |it: &Stint| year(it.from, 10, from);
    let ends = |it: &Stint| match it.to {
        Some(end) => year(end, 10, to),
        None => published.first().year() <= to && to <= published.last().year(),
    };
    let right = all.iter().any(|a| {
        begins(a)
            && all
                .iter()
                .any(|b| ends(b) && b.from.first() >= a.from.first())
    });
    let life = {
        let person = kb.person(said.person);
        let born = person.born.is_some_and(|it| it.first().year() == from);
        let died = person.died.is_some_and(|it| it.first().year() == to);
        born || died
    };
    if right || bracketed && life {
        return None;
    }
    let first = Words {
        first: said.words.first,
        last: said.words.first + 1,
    };
    let last = Words {
        first: said.words.last - 1,
        last: said.words.last,
    };
    // One of the two years is right: the other is the mistake.
    if let Some(stint) = all
        .iter()
        .filter(|it| begins(it))
        .max_by_key(|it| it.to.map(Date::last))
    {
        let end = stint.to?;
        return Some(Fault {
            words: last,
            right: end.first().year(),
            stint: *stint,
            slight: false,
            other_post: None,
        });
    }
    if let Some(stint) = all
        .iter()
        .filter(|it| ends(it))
        .min_by_key(|it| it.from.first())
    {
        let right = stint.from.first().year();
        return Some(Fault {
            words: first,
            right,
            stint: *stint,
            slight: (right - from).abs() == 1,
            other_post: None,
        });
    }
    // Both are wrong: only where the office is named, and the years touch a time in it.
    let touches = |it: &&Stint| {
        it.from.first().year() <= to && it.to.is_none_or(|end| from <= end.last().year())
    };
    let stint = *all
        .iter()
        .find(touches)
        .filter(|_| !said.title.is_empty() && !bracketed)?;
    Some(Fault {
        words: first,
        right: stint.from.first().year(),
        stint,
        slight: false,
        other_post: None,
    })
}

fn nearest(all: &[Stint], key: impl Fn(&Stint) -> i32) -> Option<&Stint> {
    all.iter().min_by_key(|it| key(it))
}

fn years_apart(a: Date, b: Date) -> i32 {
    (a.first().days_since(b.first())).abs()
}

fn chosen(kb: &Kb, stint: &Stint, span: date::Span) -> bool {
    let chosen = kb.term(stint.first).chosen;
    chosen.is_some_and(|it| span.overlaps(it.span()))
}

/// Another post of the same state that began in the year named.
fn other_post(checker: &Checker<'_>, said: &Said, on: Date) -> Option<kb::Holder> {
    let kb = checker.ctx.kb;
    let meaning = said.meaning(kb, &checker.ctx.readings[said.block]);
    let terms = &kb.person(said.person).terms;
    let idx = terms.iter().position(|it| {
        it.from
            .is_some_and(|it| it.first().year() == on.first().year())
            && !said.fits(kb, &meaning, it.office)
            && (is_head(kb, it.office) || is_party_post(kb, it.office))
    })?;
    Some(kb::Holder {
        person: said.person,
        term: idx as u16,
    })
}

/// The year within an expression.
fn year_word(text: &prose::BlockText, words: Words) -> Option<Words> {
    (words.first..words.last)
        .rev()
        .find(|it| {
            let folded = text.folded_word(*it);
            folded.len() == 4 && folded.bytes().all(|it| it.is_ascii_digit())
        })
        .map(|it| Words {
            first: it,
            last: it + 1,
        })
}

fn period(stint: &Stint) -> String {
    match stint.to {
        Some(to) => format!("from {} to {}", stint.from.long(), to.long()),
        None => format!("since {}", stint.from.long()),
    }
}
