use date::{Day, Truth};

use crate::career::{Said, Stint, Tells, stints, years_between};
use crate::check::{Checker, Example, Page, mend};
use crate::claims::moments;
use crate::office::{held, is_head};
use crate::phrases::Words;
use crate::resolve::range_of;
use crate::{Finding, Severity, clause, numbers, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/tenure-length",
    title: "the number of years in office",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A number of years in office (“led Germany for 12 years”, “after 12 years in power”) is off by more than one from every time that
can be meant: each stint, all of them together, from the first day to the last, the leadership of the country in whatever office.

Silent where the clause looks back to another time, where a term has no certain start or end, and where the records no longer
vouch that it runs.",
    examples: &[
        Example { date: "2024-05-05", text: "Angela Merkel, who led Germany for «12» years, spoke in Berlin.", fixed: Some("16") },
        Example { date: "2021-12-20", text: "Angela Merkel stepped down after «twelve» years in power.", fixed: Some("sixteen") },
        Example { date: "2016-10-28", text: "Ban Ki-moon, who has led the United Nations for «16» years, leaves in December.", fixed: Some("10") },
        Example { date: "2011-02-12", text: "Hosni Mubarak stepped down on Friday after «22» years in power.", fixed: Some("29") },
        Example { date: "2021-10-22", text: "Angela Merkel, who has run Germany for «12» years, spoke in Brussels.", fixed: Some("16") },
        Example { date: "2025-05-10", text: "Helmut Kohl governed for «12» years, longer than any other.", fixed: Some("16") },
        Example { date: "2025-05-10", text: "Helmut Kohl spoke in Berlin. He led the country for «12» years.", fixed: Some("16") },
        Example { date: "2001-01-21", text: "Bill Clinton, who left office on Saturday after «12» years, flew to New York.", fixed: Some("8") },
        Example { date: "2013-04-30", text: "Queen Beatrix of the Netherlands abdicated on Tuesday, after «23» years on the throne.", fixed: Some("33") },
        Example { date: "2022-05-10", text: "Angela Merkel's «14»-year tenure had its crises.", fixed: Some("16") },
        Example { date: "2022-05-10", text: "The «20»-year rule of Angela Merkel had its crises.", fixed: Some("16") },
        Example { date: "2014-12-21", text: "The Romanian dictator Nicolae Ceausescu had ruled for «34» years.", fixed: Some("24") },
        Example { date: "2017-11-24", text: "Robert Mugabe, who had led the country for «27» years, stayed at home.", fixed: Some("37") },
        Example { date: "2014-12-21", text: "By then Nicolae Ceausescu had ruled for 12 years.", fixed: None },
        Example { date: "2021-12-08", text: "Olaf Scholz was sworn in on Wednesday, ending the «15»-year tenure of Angela Merkel.", fixed: Some("16") },
        Example { date: "2013-04-30", text: "Queen Beatrix of the Netherlands abdicated on Tuesday in favour of her son, King Willem-Alexander, after «23» years on the throne.", fixed: Some("33") },
        Example { date: "2019-04-12", text: "Sudan's army ousted President Omar Hassan al-Bashir on Thursday after «20» years in power.", fixed: Some("29") },
        Example { date: "2019-04-12", text: "Sudan's army ousted President Omar Hassan al-Bashir on Thursday after 30 years in power.", fixed: None },
        Example { date: "2024-10-02", text: "Jens Stoltenberg, who led NATO for «12» years, spoke on Tuesday.", fixed: Some("10") },
        Example { date: "2024-10-02", text: "Jens Stoltenberg, who led NATO for 10 years, spoke on Tuesday.", fixed: None },
        Example { date: "2022-05-10", text: "Angela Merkel's 16-year tenure had its crises.", fixed: None },
        Example { date: "2001-01-21", text: "Bill Clinton, who left office on Saturday after eight years, flew to New York.", fixed: None },
        Example { date: "2025-05-10", text: "Helmut Kohl governed for 16 years, longer than any other.", fixed: None },
        Example { date: "2024-05-05", text: "Angela Merkel, who led Germany for 16 years, spoke in Berlin.", fixed: None },
        Example { date: "2017-05-05", text: "Angela Merkel, who has led Germany for more than 11 years, spoke in Berlin.", fixed: None },
        Example { date: "2024-05-05", text: "Angela Merkel, who led the party for 18 years, spoke in Berlin.", fixed: None },
        Example { date: "2024-05-05", text: "By then Angela Merkel had been the chancellor of Germany for 12 years.", fixed: None },
        Example { date: "2024-05-05", text: "Vladimir Putin, who has been in power for 24 years, spoke in Sochi.", fixed: None },
        Example { date: "2024-05-05", text: "Vladimir Putin, who has been the president of Russia for 20 years, spoke in Sochi.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for said in checker.said {
        if let Tells::Length {
            years,
            about,
            whole,
        } = said.tells
        {
            findings.extend(length(checker, said, years, about, whole));
        }
    }
}

fn length(
    checker: &Checker<'_>,
    said: &Said,
    years: i32,
    about: bool,
    whole: bool,
) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let block = &checker.ctx.document.blocks[said.block];
    let reading = &checker.ctx.readings[said.block];
    let meaning = said.meaning(kb, reading);
    let moment = moments(checker.ctx, said.block, said.words.first)
        .first()
        .copied();
    let days = checker.ctx.settings.presume_days;
    let own = stints(kb, said.person, |office| said.fits(kb, &meaning, office))?;
    let any = stints(kb, said.person, |_| true)?;
    let heads = stints(kb, said.person, |office| is_head(kb, office))?;
    if own.is_empty() {
        return None;
    }
    let clock = moment.map_or(checker.ctx.publication.hard, |it| it.published);
    let published = clock.last();
    if published == Day::MAX {
        return None;
    }
    // A clause that looks back may mean any part of the time, but no more than there was of it.
    let just_left = own.iter().any(|it| {
        it.to
            .is_some_and(|to| (0..60).contains(&published.days_since(to.last())))
    });
    let looks_away = || !just_left || looks_to_another_time(&block.text, said);
    let partly = moment.is_none() && !whole && looks_away();
    let told = moment.map_or(published, |it| it.told.last().min(published));
    let mut lengths = Vec::new();
    for (now, stints) in [told, published]
        .into_iter()
        .flat_map(|now| [(now, &own), (now, &heads), (now, &any)])
    {
        for stint in stints.iter().filter(|it| it.from.first() <= now) {
            let term = kb.term(stint.last);
            if stint.to.is_none() && held(kb, term, clock, days) != Truth::Yes {
                return None;
            }
            lengths.push(end(stint, now).days_since(stint.from.first()));
        }
        lengths.extend(altogether(stints, now).into_iter().flatten());
    }
    // Days: a year and a quarter, less where all of it is meant, more where it is said to be about so.
    let slack = match (whole, about) {
        (true, false) => 360,
        (_, false) => 456,
        (_, true) => 821,
    };
    let said_days = years * 1461 / 4;
    let fits = |it: &i32| (it - said_days).abs() <= slack;
    let longer = || lengths.iter().all(|it| it + slack < said_days);
    if lengths.iter().any(fits) || partly && !longer() {
        return None;
    }
    // "In power" means the years at the head.
    let named = if said.title.is_empty() && said.places.is_empty() && !heads.is_empty() {
        &heads
    } else {
        &own
    };
    let stint = named.iter().max_by_key(|it| years_of(it, published))?;
    let days = end(stint, published).days_since(stint.from.first());
    // Papers count the years that are full, of one who goes on the one that soon will be.
    let ended = stint.to.is_some_and(|it| it.last() <= published);
    let right = (days + if ended { 30 } else { 182 }) / 365;
    let range = range_of(
        &block.text,
        block.range.start,
        Words {
            first: said.words.first,
            last: said.words.first + 1,
        },
    );
    let message = format!(
        "{} held this office for about {right} years: {}.",
        kb.name(said.person),
        kb.name(kb.term(stint.first).office)
    );
    let text = numbers::cardinal_like(checker.text(range), right);
    let mut evidence = vec![statement::of_term(kb, stint.first)];
    if stint.last != stint.first {
        evidence.push(statement::of_term(kb, stint.last));
    }
    let unsure = moment.filter(|it| it.unsure).map(|it| it.published.first());
    let fixes = vec![mend::replace(range, text)];
    Some(checker.found(&PAGE, unsure, range, message, fixes, evidence))
}

/// "By then he had ruled for 12 years"
fn looks_to_another_time(text: &prose::BlockText, said: &Said) -> bool {
    let sentence = clause::sentence(text, said.words.first);
    clause::says(text, sentence, |it| {
        matches!(it, "then" | "when" | "by" | "before" | "already")
    })
}

/// All stints together, and from the first day to the last.
fn altogether(stints: &[Stint], now: Day) -> Option<[i32; 2]> {
    let from = stints.iter().map(|it| it.from.first()).min()?.min(now);
    let to = stints.iter().map(|it| end(it, now)).max()?;
    let mut parts: Vec<&Stint> = stints.iter().filter(|it| it.first == it.last).collect();
    parts.sort_by_key(|it| it.from.first());
    // Two offices at the same time count once.
    let (mut sum, mut until) = (0, from);
    for part in parts {
        let end = end(part, now);
        sum += end.days_since(part.from.first().max(until)).max(0);
        until = until.max(end);
    }
    Some([to.days_since(from), sum])
}

fn end(stint: &Stint, now: Day) -> Day {
    stint.to.map_or(now, |it| it.last()).min(now)
}

fn years_of(stint: &Stint, now: Day) -> i32 {
    years_between(stint.from.first(), end(stint, now))
}
