use kb::{Act, Treaty};
use prose::{BlockText, Separator, Shape};

use crate::check::deeds::{Spoken, Verb, bodies, treaties};
use crate::check::treaty_year::principal;
use crate::check::{Checker, Example, Page, mend};
use crate::numbers;
use crate::phrases::Words;
use crate::{Evidence, Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/anniversary",
    title: "the arithmetic of an anniversary",
    severity: Severity::Warning,
    on: true,
    explanation: "\
“The Nth anniversary of” a treaty, or “N years since” it, does not agree with any recorded act of it in the year that is meant:
the one named, else that of publication. A number counts in years; the year before an anniversary may already be called so.

Silent where the publication date is not known to the year, on round numbers that are called about so, and on treaties with an act
that has no date.",
    examples: &[
        Example { date: "2018-04-10", text: "It is «25» years to the day since the Good Friday Agreement was reached.", fixed: Some("20") },
        Example { date: "2019-04-04", text: "Ministers marked the «60th» anniversary of the North Atlantic Treaty.", fixed: Some("70th") },
        Example { date: "2019-04-04", text: "Nato ministers marked the «60th» anniversary of the treaty signed in Washington in April 1949.", fixed: Some("70th") },
        Example { date: "2015-11-20", text: "The Dayton accords' «fifteenth» anniversary was marked in Ohio.", fixed: Some("twentieth") },
        Example { date: "2023-09-13", text: "«Twenty» years after the Oslo accords there is no Palestinian state.", fixed: Some("Thirty") },
        Example { date: "2019-04-04", text: "Ministers marked the «60th» anniversary of NATO.", fixed: Some("70th") },
        Example { date: "2017-02-14", text: "«Forty» years ago today the Treaty of Tlatelolco was opened for signature.", fixed: Some("Fifty") },
        Example { date: "2022-02-07", text: "The Maastricht Treaty was signed «twenty-five» years ago today.", fixed: Some("thirty") },
        Example { date: "2019-04-04", text: "Ministers marked the «sixty-fifth» anniversary of the North Atlantic Treaty.", fixed: Some("seventieth") },
        Example { date: "2019-04-04", text: "NATO celebrated its «60th» anniversary in Washington this week.", fixed: Some("70th") },
        Example { date: "2018-12-08", text: "It is «21» years since Reagan and Gorbachev signed the INF Treaty in Washington.", fixed: Some("31") },
        Example { date: "2019-04-04", text: "NATO celebrated its 70th anniversary in Washington this week.", fixed: None },
        Example { date: "2019-04-04", text: "NATO troops in Kosovo and their commander celebrated its 20th anniversary this week.", fixed: None },
        Example { date: "2018-12-08", text: "It is 31 years since Reagan and Gorbachev signed the INF Treaty in Washington.", fixed: None },
        Example { date: "2017-02-14", text: "Fifty years ago today the Treaty of Tlatelolco was opened for signature.", fixed: None },
        Example { date: "2022-02-07", text: "The Maastricht Treaty was signed nearly twenty-five years ago, or so he said.", fixed: None },
        Example { date: "2022-02-07", text: "Ten years ago today he spoke on the Maastricht Treaty.", fixed: None },
        Example { date: "2018-04-10", text: "It is 20 years to the day since the Good Friday Agreement was reached.", fixed: None },
        Example { date: "2019-04-04", text: "Ministers marked the 70th anniversary of the North Atlantic Treaty.", fixed: None },
        Example { date: "2019-04-04", text: "In 2009 ministers marked the 60th anniversary of the North Atlantic Treaty.", fixed: None },
        Example { date: "2019-04-04", text: "Nato was founded 70 years ago; nearly 30 years after the Maastricht Treaty the union is larger.", fixed: None },
        Example { date: "2012-02-07", text: "Twenty years after the Maastricht Treaty the euro is in trouble.", fixed: None },
        Example { date: "2019-04-04", text: "Ten years after the North Atlantic Treaty France tested a bomb.", fixed: None },
        Example { date: "2012-12-20", text: "Thirteen years after NATO bombed Belgrade, Serbia is talking.", fixed: None },
        Example { date: "2012-12-20", text: "It is eight years since the Maastricht Treaty was last changed.", fixed: None },
        Example { date: "2018-12-20", text: "Nato is preparing for the 70th anniversary of the North Atlantic Treaty.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for (_, spoken, treaty) in treaties(checker) {
        let dates: Option<Vec<_>> = treaty
            .acts
            .iter()
            .filter(|it| it.state.is_none())
            .map(|it| it.on.filter(|it| it.is_certain()))
            .collect();
        let known = principal(treaty).or_else(|| dated_act(treaty));
        if let (Some(dates), Some(act)) = (dates, known)
            && let Some(on) = act.on
        {
            let years: Vec<i16> = dates.iter().map(|it| it.first().year()).collect();
            let what = format!(
                "{}: {} {}",
                treaty.name,
                statement::verb(act.act),
                on.long()
            );
            let evidence = statement::of_act(kb, spoken.record, act);
            findings.extend(judge(
                checker,
                &spoken,
                &years,
                on.first().year(),
                what,
                evidence,
            ));
        }
    }
    for spoken in bodies(checker) {
        let body = kb.organisation(spoken.record);
        let Some(from) = body.exists.from.filter(|it| it.is_certain()) else {
            continue;
        };
        // A body may count from the treaty it rests on as well.
        let mut years = vec![from.first().year()];
        let acts = body
            .treaty
            .map(|it| kb.treaty(it).acts.as_slice())
            .unwrap_or_default();
        let whole = acts.iter().filter(|it| it.state.is_none());
        years.extend(whole.filter_map(|it| it.on).map(|it| it.first().year()));
        let what = format!("{}: founded {}", kb.name(spoken.record), from.long());
        let evidence = Evidence {
            statement: what.clone(),
            source: statement::sources(kb, &body.sources),
        };
        findings.extend(judge(
            checker,
            &spoken,
            &years,
            from.first().year(),
            what,
            evidence,
        ));
    }
}

fn judge(
    checker: &Checker<'_>,
    spoken: &Spoken<'_>,
    years: &[i16],
    year: i16,
    what: String,
    evidence: Evidence,
) -> Option<Finding> {
    let count = count_before(spoken)
        .or_else(|| count_behind(spoken))
        .or_else(|| count_of_subject(spoken))
        .or_else(|| count_since_signing(spoken))
        .or_else(|| count_ago(spoken))?;
    let marked = match count.ago {
        true => year_of_publication(checker)?,
        false => marked_year(checker, spoken, count.word)?,
    };
    let fits = |from: i16| {
        let passed = i32::from(marked) - i32::from(from);
        match count.exact {
            // The year before may look forward to it, the year after still hold it.
            true => passed == count.number || passed + 1 == count.number,
            false => (passed - count.number).abs() <= 1,
        }
    };
    let right = i32::from(marked) - i32::from(year);
    if years.iter().any(|it| fits(*it)) || right < 1 || count.number > 400 {
        return None;
    }
    let range = spoken.range(Words {
        first: count.word - count.more,
        last: count.word + 1,
    });
    let written = checker.text(range);
    let fixed = if count.ordinal {
        numbers::ordinal_like(written, right)
    } else {
        numbers::cardinal_like(written, right)
    };
    let fixed = crate::check::in_the_case_of(written, &capitalised(&fixed));
    let message = format!("{what}; {marked} is {right} years later.");
    let evidence = vec![
        evidence,
        statement::of_calendar(format!("{marked} − {year} = {right}")),
    ];
    let fixes = vec![mend::replace(range, fixed)];
    Some(checker.found(&PAGE, None, range, message, fixes, evidence))
}

/// The year in which the anniversary is: that of the sentence, unless it belongs to the treaty, else that of publication.
fn marked_year(checker: &Checker<'_>, spoken: &Spoken<'_>, word: usize) -> Option<i16> {
    let mut own = spoken.reading.expressions.iter().filter(|it| {
        it.words.first >= spoken.sentence.first
            && it.words.last <= spoken.sentence.last
            && !it.modifier
    });
    let outside =
        |words: Words| words.last <= spoken.words.first || words.first >= spoken.words.last;
    let clock = spoken.clock(word);
    let stated = clock.stated && own.any(|it| outside(it.words));
    let marked = if stated {
        clock.span
    } else {
        checker.ctx.publication.soft
    };
    let (from, to) = (marked.from?, marked.to?);
    let known = stated || !clock.looks_back;
    (known && from.year() == to.year()).then_some(from.year())
}

fn year_of_publication(checker: &Checker<'_>) -> Option<i16> {
    let published = checker.ctx.publication.soft;
    let (from, to) = (published.from?, published.to?);
    (from.year() == to.year()).then_some(from.year())
}

fn dated_act(treaty: &Treaty) -> Option<&Act> {
    treaty
        .acts
        .iter()
        .find(|it| it.state.is_none() && it.on.is_some())
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or(String::new(), |it| it.to_uppercase().chain(chars).collect())
}

struct Count {
    number: i32,
    word: usize,
    ordinal: bool,
    /// An anniversary, or "to the day": not "twenty years after".
    exact: bool,
    /// "forty years ago": from the day of publication.
    ago: bool,
    /// The number is of two words, "twenty-five": this many before `word` belong to it.
    more: usize,
}

/// "Forty years ago today the Treaty of Rome was signed", "was opened for signature thirty years ago"
fn count_ago(spoken: &Spoken<'_>) -> Option<Count> {
    let deeds = spoken.deeds();
    let deed = deeds
        .iter()
        .find(|it| matches!(it.verb, Verb::Signed | Verb::TookEffect))?;
    if deed.when.is_some() || !deed.subjects.is_empty() && is_of_a_state(spoken) {
        return None;
    }
    let ago = (spoken.sentence.first + 2..spoken.sentence.last)
        .find(|it| spoken.word(*it) == "ago" && spoken.word(it - 1) == "years")?;
    // At the start of its sentence, or right behind the deed.
    let opens = ago <= spoken.sentence.first + 4;
    let behind = deed.words.last <= ago && ago <= deed.words.last + 8;
    let exact = spoken.word(ago + 1) == "today";
    let (number, word, more) = number_ending_at(spoken, ago - 1)?;
    ((opens || behind) && (exact || number >= 5)).then_some(Count {
        number,
        word,
        ordinal: false,
        exact: false,
        ago: true,
        more,
    })
}

/// One state's signature may be of another year.
fn is_of_a_state(spoken: &Spoken<'_>) -> bool {
    spoken.record.kind() == kb::Kind::Treaty
        && crate::treaties::is_open(spoken.checker.ctx.kb.treaty(spoken.record))
}

/// "forty", "twenty-five", unless it is said to be about so: the number, its last word, how many more it has.
fn number_ending_at(spoken: &Spoken<'_>, end: usize) -> Option<(i32, usize, usize)> {
    let text = spoken.text;
    let word = end
        .checked_sub(1)
        .filter(|it| *it >= spoken.sentence.first)?;
    let unit = numbers::cardinal(text.folded_word(word))?;
    let tens = word
        .checked_sub(1)
        .filter(|it| *it >= spoken.sentence.first && text.words[word].before == Separator::Hyphen)
        .and_then(|it| numbers::cardinal(text.folded_word(it)));
    let (number, more) = match tens {
        Some(tens) if tens % 10 == 0 && (20..100).contains(&tens) && unit < 10 => (tens + unit, 1),
        Some(_) => return None,
        None => (unit, 0),
    };
    let vague = (word - more)
        .checked_sub(1)
        .map(|it| text.folded_word(it))
        .is_some_and(is_vague);
    (!vague).then_some((number, word, more))
}

fn is_vague(word: &str) -> bool {
    matches!(
        word,
        "about"
            | "some"
            | "than"
            | "nearly"
            | "almost"
            | "around"
            | "over"
            | "roughly"
            | "least"
            | "only"
            | "and"
            | "within"
            | "just"
            | "barely"
            | "hundred"
    )
}

/// "60th anniversary of [the signing of] the", "25 years [to the day] since|after [the signing of] the" before a name.
fn count_before(spoken: &Spoken<'_>) -> Option<Count> {
    let text = spoken.text;
    let start = spoken.sentence.first;
    let name = spoken.words.first;
    // A description begins with its own article; the count stands right before it.
    let mut at = name;
    let mut steps = 0;
    while at > start && steps < 9 {
        at -= 1;
        steps += 1;
        let folded = text.folded_word(at);
        match folded {
            "anniversary" => {
                let word = at.checked_sub(1).filter(|it| *it >= start)?;
                let (number, more) = ordinal_at(text, word)?;
                return Some(Count {
                    number,
                    word,
                    ordinal: true,
                    exact: true,
                    ago: false,
                    more,
                });
            }
            "since" | "after" | "from" if goes_on_otherwise(spoken) => return None,
            "since" | "after" | "from" => return years_before(spoken, at, folded),
            "of" | "the" | "signing" | "signature" | "its" | "conclusion" | "adoption"
            | "founding" | "landmark" | "historic" | "for" | "birth" | "creation" => {}
            _ if text.words[at].shape == Shape::Number => {}
            _ => return None,
        }
    }
    None
}

/// "thirteen years after NATO bombed Belgrade": since what it did, not since it came to be.
fn goes_on_otherwise(spoken: &Spoken<'_>) -> bool {
    let next = spoken.words.last;
    if spoken.record.kind() == kb::Kind::Organisation {
        return !(spoken.word(next) == "was"
            && matches!(
                spoken.word(next + 1),
                "founded" | "created" | "established" | "formed"
            ));
    }
    match spoken.word(next) {
        "was" | "were" => !matches!(
            spoken.word(next + 1),
            "signed"
                | "reached"
                | "agreed"
                | "adopted"
                | "concluded"
                | "sealed"
                | "struck"
                | "initialled"
        ),
        word => {
            spoken.spaced(next)
                && (word.ends_with("ed")
                    || matches!(
                        word,
                        "took"
                            | "came"
                            | "went"
                            | "began"
                            | "fell"
                            | "broke"
                            | "led"
                            | "brought"
                            | "set"
                            | "had"
                    ))
        }
    }
}

/// "25 years to the day since"
fn years_before(spoken: &Spoken<'_>, since: usize, preposition: &str) -> Option<Count> {
    let text = spoken.text;
    let mut at = since;
    let mut exact = false;
    while at > spoken.sentence.first && since - at < 5 {
        at -= 1;
        let folded = text.folded_word(at);
        match folded {
            "years" | "year" => break,
            "to" | "the" | "day" | "on" => exact |= folded == "day",
            _ => return None,
        }
    }
    let word = at
        .checked_sub(1)
        .filter(|it| *it >= spoken.sentence.first)?;
    let (number, word, more) = number_ending_at(spoken, word + 1)?;
    // "twenty years from", "ten years after the treaty France tested": a time of its own, unless the present follows.
    let present = (spoken.words.last..spoken.sentence.last).any(|it| {
        matches!(
            spoken.word(it),
            "is" | "are" | "has" | "have" | "remains" | "remain" | "still"
        )
    });
    let counts = match preposition {
        "since" => true,
        "after" => present,
        _ => false,
    };
    (counts && (exact || number >= 5)).then_some(Count {
        number,
        word,
        ordinal: false,
        exact,
        ago: false,
        more,
    })
}

/// "the Dayton accords' twentieth anniversary"
fn count_behind(spoken: &Spoken<'_>) -> Option<Count> {
    let text = spoken.text;
    let word = spoken.words.last;
    if !text.words[word - 1].possessive {
        return None;
    }
    // "its thirty-fifth"
    let compound = text
        .words
        .get(word + 1)
        .is_some_and(|it| it.before == Separator::Hyphen);
    let word = word + usize::from(compound);
    if spoken.word(word + 1) != "anniversary" {
        return None;
    }
    let (number, more) = ordinal_at(text, word)?;
    Some(Count {
        number,
        word,
        ordinal: true,
        exact: true,
        ago: false,
        more,
    })
}

/// "NATO celebrated its 60th anniversary"
fn count_of_subject(spoken: &Spoken<'_>) -> Option<Count> {
    let text = spoken.text;
    if spoken.words.first > spoken.sentence.first + 2
        || text.words[spoken.words.last - 1].possessive
    {
        return None;
    }
    let word = (spoken.words.last..spoken.sentence.last)
        .find(|it| spoken.word(*it) == "anniversary")?
        .checked_sub(1)?;
    let (number, more) = ordinal_at(text, word)?;
    let its = (word - more).checked_sub(1)?;
    // Of nobody else in between.
    let alone = spoken
        .reading
        .hits
        .iter()
        .all(|it| it.first < spoken.words.last || it.first >= its || !it.is_place());
    let plain = (spoken.words.last + 1..its)
        .all(|it| matches!(text.words[it].before, Separator::Space | Separator::Hyphen));
    (spoken.word(its) == "its" && spoken.spaced(spoken.words.last) && alone && plain).then_some(
        Count {
            number,
            word,
            ordinal: true,
            exact: true,
            ago: false,
            more,
        },
    )
}

/// "It is 30 years since A and B signed the"
fn count_since_signing(spoken: &Spoken<'_>) -> Option<Count> {
    let deeds = spoken.deeds();
    let deed = deeds
        .iter()
        .find(|it| it.verb == Verb::Signed && it.words.last <= spoken.words.first)?;
    let from = spoken
        .sentence
        .first
        .max(deed.words.first.saturating_sub(10));
    let since = (from..deed.words.first)
        .rev()
        .find(|it| spoken.word(*it) == "since")?;
    years_before(spoken, since, "since").filter(|_| deed.when.is_none() && !is_of_a_state(spoken))
}

/// "75th", "seventieth", "seventy-fifth": the number, and how many words of it stand before its last.
fn ordinal_at(text: &BlockText, word: usize) -> Option<(i32, usize)> {
    let number = numbers::ordinal(text.folded_word(word))?;
    if text.words[word].before != Separator::Hyphen {
        return Some((number, 0));
    }
    let tens = numbers::cardinal(text.folded_word(word.checked_sub(1)?))?;
    (tens % 10 == 0 && (20..100).contains(&tens) && number < 10).then_some((tens + number, 1))
}
