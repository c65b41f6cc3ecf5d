use date::{Date, Span};
use kb::RecordId;
use prose::{BlockText, Separator, Shape};

use crate::antecedent::{antecedents, as_subject, is_personal, one};
use crate::career::years_between;
use crate::check::{Checker, Example, Page, mend};
use crate::claims::{Moment, is_checked, moments};
use crate::office::Meaning;
use crate::phrases::{Phrase, Reading, Words};
use crate::resolve::range_of;
use crate::time::When;
use crate::{Evidence, Finding, Severity, clause, lexicon, numbers, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/age",
    title: "the age on this date",
    severity: Severity::Warning,
    on: true,
    explanation: "\
The age that stands with a name or a title (“Trump, 80, said”, “the 80-year-old”, “is 80 years old”) is not that of the day of
publication, nor that of the time of which the sentence tells; or the age at death (“died at the age of 81”, “He was 81.”) or at the
start of a time in office (“became president at 43”) is another.

Where only the year of birth is known, two ages are right. Silent on accounts of the past, where any date of the paragraph makes the
number right, and where it is so far off that another time or another person is meant.",
    examples: &[
        Example { date: "2025-08-20", text: "Donald Trump, «80», said that he would go.", fixed: Some("79") },
        Example { date: "2025-08-20", text: "The «77»-year-old Donald Trump said that he would go.", fixed: Some("79") },
        Example { date: "2025-08-20", text: "President Donald Trump, who is «78» years old, said that he would go.", fixed: Some("79") },
        Example { date: "2019-04-30", text: "Emperor Akihito of Japan, «75», abdicated on Tuesday.", fixed: Some("85") },
        Example { date: "2017-05-15", text: "Emmanuel Macron, who at «37» became France's youngest president, spoke on Monday.", fixed: Some("39") },
        Example { date: "1980-04-19", text: "The head of state is Canaan Banana, a Methodist clergyman, who is «54».", fixed: Some("44") },
        Example { date: "2022-08-31", text: "Mikhail Gorbachev, the last leader of the Soviet Union, died in Moscow on Tuesday. He was «93».", fixed: Some("91") },
        Example { date: "2025-08-20", text: "At «69», Donald Trump is the oldest president.", fixed: Some("79") },
        Example { date: "2025-08-20", text: "Donald Trump, now «69», said that he would go.", fixed: Some("79") },
        Example { date: "2022-03-12", text: "Gabriel Boric, who is «26» and does not wear a tie, was sworn in on Friday.", fixed: Some("36") },
        Example { date: "2025-08-20", text: "At 79, Donald Trump is the oldest president.", fixed: None },
        Example { date: "2017-05-15", text: "Emmanuel Macron, who at 39 became France's youngest president, spoke on Monday.", fixed: None },
        Example { date: "2025-08-20", text: "Donald Trump, 79, said that he would go.", fixed: None },
        Example { date: "2025-08-20", text: "In 2017 Donald Trump, 70, said that he would go.", fixed: None },
        Example { date: "2025-08-20", text: "Donald Trump, 39, was the owner of a tower in New York.", fixed: None },
        Example { date: "2025-08-20", text: "Donald Trump had, 80 times in a row, said that he would go.", fixed: None },
        Example { date: "2025-08-20", text: "Nelson Mandela, 94, is not forgotten.", fixed: None },
        Example { date: "2003-12-10", text: "Jacques Chirac, who is «61», turned his back on the members.", fixed: Some("71") },
        Example { date: "2007-04-25", text: "Boris Yeltsin died on Monday after years of illness, aged «86».", fixed: Some("76") },
        Example { date: "1999-10-30", text: "Yitzhak Rabin was shot in 1995 at the age of «63».", fixed: Some("73") },
        Example { date: "2007-04-25", text: "Boris Yeltsin died on Monday, years after he had left Moscow. He was «74».", fixed: Some("76") },
        Example { date: "2025-04-22", text: "Bill Clinton became president at the age of «36».", fixed: Some("46") },
        Example { date: "2003-06-25", text: "Jacques Chirac has ruled for eight years. The French president, who is «60», sent his wife.", fixed: Some("70") },
        Example { date: "2014-12-21", text: "Nicolae Ceausescu was «81» when he was shot.", fixed: Some("71") },
        Example { date: "2003-12-10", text: "Jacques Chirac, «61», had complained of the heat.", fixed: Some("71") },
        Example { date: "2013-02-09", text: "Hugo Chávez is ill, said 55-year-old Chávez supporter Omaira Fermín.", fixed: None },
        Example { date: "2007-04-25", text: "Boris Yeltsin died on Monday, years after he had left Moscow. He was 76.", fixed: None },
        Example { date: "2025-04-22", text: "Bill Clinton became president at the age of 46 and left at the age of 54.", fixed: None },
        Example { date: "2025-04-22", text: "Bill Clinton spoke of Barack Obama in 2008. He was 47.", fixed: None },
        Example { date: "2025-04-22", text: "Bill Clinton spoke of his brother, who died at the age of 61.", fixed: None },
        Example { date: "2013-04-22", text: "In 1990 Margaret Thatcher, 65, lost her party. She was 69 when she wrote of it.", fixed: None },
    ],
};

/// A number farther off than this is no slip, but for one of the tens.
const SLIP: i32 = 12;

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let ctx = checker.ctx;
    for link in ctx.links {
        let [person] = link.mention.records.as_slice() else {
            continue;
        };
        let block = &ctx.document.blocks[link.block];
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        let reading = &ctx.readings[link.block];
        let phrase = &reading.phrases[link.phrase];
        let place = Place {
            checker,
            block: link.block,
            text: &block.text,
            reading,
        };
        let stated = match phrase.name {
            Some(_) => place.stated(phrase),
            None => place.stated(&as_subject(phrase.words)),
        };
        if let Some(stated) = stated {
            findings.extend(place.wrong(*person, &stated));
        }
    }
    for (idx, block) in ctx.document.blocks.iter().enumerate() {
        if !is_checked(block.kind, &block.text) {
            continue;
        }
        let place = Place {
            checker,
            block: idx,
            text: &block.text,
            reading: &ctx.readings[idx],
        };
        for sentence in &block.text.sentences {
            let first = sentence.first as usize;
            if is_personal(block.text.folded_word(first)) {
                findings.extend(place.of_pronoun(first));
            }
        }
    }
}

/// An age that is stated, and of what time.
struct Stated {
    age: i32,
    word: usize,
    at: At,
    /// The words in which the office may be named that began then.
    office: Option<Words>,
}

#[derive(Clone, Copy, PartialEq)]
enum At {
    Now,
    Death,
    Start,
}

struct Place<'a> {
    checker: &'a Checker<'a>,
    block: usize,
    text: &'a BlockText,
    reading: &'a Reading,
}

impl Place<'_> {
    /// "He was 86.", of whom the sentence before speaks; wrong of everybody it names.
    fn of_pronoun(&self, word: usize) -> Option<Finding> {
        let stated = self.stated(&as_subject(one(word)))?;
        let links = &self.checker.ctx.links;
        let found = antecedents(self.checker.ctx, self.block, word);
        let person = |it: &usize| links[*it].mention.records.first().copied();
        let first = person(found.first()?)?;
        let stated = match stated.at {
            // "was" of one who has just died.
            At::Now if self.text.folded_word(word + 1) == "was" => {
                let link = &links[*found.first()?];
                let text = &self.checker.ctx.document.blocks[link.block].text;
                let phrase = &self.checker.ctx.readings[link.block].phrases[link.phrase];
                let sentence = clause::sentence(text, phrase.words.first);
                let dies =
                    clause::says(text, sentence, |it| matches!(it, "died" | "dies" | "dead"));
                dies.then_some(Stated {
                    at: At::Death,
                    ..stated
                })?
            }
            _ => stated,
        };
        let finding = self.wrong(first, &stated)?;
        let all = found.iter().filter_map(person);
        all.skip(1)
            .all(|it| self.wrong(it, &stated).is_some())
            .then_some(finding)
    }

    fn wrong(&self, person: RecordId, stated: &Stated) -> Option<Finding> {
        let (checker, kb) = (self.checker, self.checker.ctx.kb);
        let record = kb.person(person);
        let born = record.born.filter(|it| it.is_certain())?;
        let died = record.died.filter(|it| it.is_certain());
        let fits = |clock: Span| {
            ages(born, clock).is_some_and(|(min, max)| (min..=max).contains(&stated.age))
        };
        // Any date of the paragraph may be the one meant.
        let dated = self.reading.expressions.iter().any(|it| match it.when {
            When::Date(date) => fits(date.span()),
            _ => false,
        });
        if dated {
            return None;
        }
        let (min, max, unsure, when) = match stated.at {
            At::Death => {
                let (min, max) = ages(born, died?.span())?;
                (min, max, None, "at death")
            }
            At::Start => {
                let named = self.named(person, stated);
                let terms = || record.terms.iter();
                let own = terms().filter(|it| named.contains(&it.office));
                let days = terms().flat_map(|it| [it.from, it.chosen]).flatten();
                // One office is named: from half a year before it began, when he was chosen.
                let mut all: Vec<(i32, i32)> = own
                    .filter_map(|it| {
                        let from = it.from?;
                        Some((
                            ages(born, Span::on(from.first().plus_days(-200)))?.0,
                            ages(born, from.span())?.1,
                        ))
                    })
                    .collect();
                let slack = i32::from(all.is_empty());
                if all.is_empty() {
                    all = days.filter_map(|it| ages(born, it.span())).collect();
                }
                let near = |it: &(i32, i32)| (it.0 - slack..=it.1 + slack).contains(&stated.age);
                if all.iter().any(near) {
                    return None;
                }
                all.sort_by_key(|it| (it.0 - stated.age).abs());
                let (min, max) = *all.first()?;
                let min = if slack == 0 { max } else { min };
                (min, max, None, "at the start")
            }
            At::Now => {
                let mut all = moments(checker.ctx, self.block, stated.word);
                // "X, 64, had complained": the age is of the day of the paper, unless the paragraph is of another year.
                let published = checker.ctx.publication.hard;
                let dated = self.reading.expressions.iter().any(|it| {
                    matches!(
                        it.when,
                        When::Date(_) | When::Years(..) | When::Relative { .. }
                    )
                });
                if all.is_empty() && !dated && self.text.folded_word(stated.word - 1) != "was" {
                    all.push(Moment {
                        published,
                        told: published,
                        stated: false,
                        unsure: false,
                    });
                }
                let moment = all.into_iter().find(|it| {
                    let dead = record.died.is_some_and(|died| {
                        died.first() <= it.told.last() || died.first() <= it.published.last()
                    });
                    !dead && !fits(it.published) && !fits(it.told)
                })?;
                let (min, max) = ages(born, moment.published)?;
                let unsure = moment.unsure.then(|| moment.published.first());
                (min, max, unsure, "on this date")
            }
        };
        let off = match stated.age < min {
            true => min - stated.age,
            false => stated.age - max,
        };
        let slip = (1..=SLIP).contains(&off) || off > 0 && off <= 30 && off % 10 == 0;
        if !slip {
            return None;
        }
        let base = checker.ctx.document.blocks[self.block].range.start;
        let range = range_of(self.text, base, one(stated.word));
        let was = match min == max {
            true => min.to_string(),
            false => format!("{min} or {max}"),
        };
        let mut statement = format!("{}: born {}", kb.name(person), born.long());
        if let Some(died) = died.filter(|_| stated.at == At::Death) {
            statement.push_str(&format!(", died {}", died.long()));
        }
        let message = format!(
            "{} was {was} {when}, born {}.",
            kb.name(person),
            born.long()
        );
        // A slip of the tens before one of the ones.
        let right = (min..=max).find(|it| (it - stated.age) % 10 == 0);
        let right = right.unwrap_or(match stated.age < min {
            true => min,
            false => max,
        });
        let right = numbers::cardinal_like(checker.text(range), right);
        let evidence = vec![Evidence {
            statement,
            source: statement::sources(kb, &record.sources),
        }];
        let fixes = vec![mend::replace(range, right)];
        Some(checker.found(&PAGE, unsure, range, message, fixes, evidence))
    }

    /// The offices of the person that a title behind the verb names: "became France's youngest president".
    fn named(&self, person: RecordId, stated: &Stated) -> Vec<RecordId> {
        let kb = self.checker.ctx.kb;
        let Some(words) = stated.office else {
            return Vec::new();
        };
        let phrases = clause::phrases_in(self.reading, words.first, words.last);
        let title = phrases
            .first()
            .filter(|it| it.name.is_none())
            .and_then(|it| it.titles.first());
        let Some(title) = title.filter(|it| !it.modified) else {
            return Vec::new();
        };
        let meaning = Meaning::new(kb, self.reading, title);
        let offices = kb.person(person).terms.iter().map(|it| it.office);
        offices.filter(|it| meaning.fits(*it)).collect()
    }

    /// The age that stands with a subject.
    fn stated(&self, phrase: &Phrase) -> Option<Stated> {
        let text = self.text;
        let name = phrase.name.as_ref()?.words;
        let words = &text.words;
        let sentence = clause::sentence(text, name.first);
        let end = sentence.last;
        let comma = |word: usize| words.get(word).map(|it| it.before);
        let stops = |word: usize| {
            word >= end
                || matches!(
                    comma(word),
                    Some(Separator::Comma | Separator::Dash | Separator::Semicolon)
                )
        };
        let dies = || clause::says(text, sentence, |it| matches!(it, "died" | "dies"));
        let now = |age: i32, word: usize| Stated {
            age,
            word,
            at: if dies() { At::Death } else { At::Now },
            office: None,
        };
        if words[name.last - 1].possessive {
            return None;
        }
        // "X, 79," and "X, aged 79," and "X of France, now 79,"
        for at in [name.last, phrase.words.last] {
            if comma(at) != Some(Separator::Comma) || at >= end {
                continue;
            }
            let at = at + usize::from(matches!(text.folded_word(at), "aged" | "now"));
            if let Some(age) = self.number(at, end).filter(|_| stops(at + 1)) {
                return Some(now(age, at));
            }
        }
        // "At 79, X", "Now 79, X"
        let opens = sentence.first;
        if phrase.words.first == opens + 2
            && matches!(text.folded_word(opens), "at" | "now" | "aged")
            && comma(opens + 2) == Some(Separator::Comma)
            && let Some(age) = self.number(opens + 1, end)
        {
            let start = clause::predicate(text, phrase).filter(|it| self.occasion(*it).is_some());
            return match start {
                Some(verb) => Some(Stated {
                    age,
                    word: opens + 1,
                    at: self.occasion(verb)?,
                    office: Some(Words {
                        first: verb,
                        last: end.min(verb + 8),
                    }),
                }),
                None => Some(now(age, opens + 1)),
            };
        }
        // "79-year-old X", "the 79-year-old president"
        let first = phrase.titles.first().map_or(phrase.words.first, |it| {
            it.office.first.min(phrase.words.first.max(sentence.first))
        });
        let old = |at: usize| {
            at >= sentence.first + 2
                && text.folded_word(at) == "old"
                && text.folded_word(at - 1) == "year"
        };
        // "55-year-old Chavez supporter Omaira": the age is hers.
        let behind = phrase.words.last;
        let of_another = comma(behind) == Some(Separator::Space)
            && comma(behind + 1) == Some(Separator::Space)
            && text.words[behind].shape == Shape::Lower
            && text.words[behind + 1].shape == Shape::Capital
            && !lexicon::is_report_verb(text.folded_word(behind));
        if !of_another
            && first >= sentence.first + 3
            && old(first - 1)
            && comma(first) == Some(Separator::Space)
            && let Some(age) = self.number(first - 3, end)
        {
            return Some(now(age, first - 3));
        }
        for verb in clause::verbs(text, self.reading, phrase) {
            // "X, who at 43 became president"
            if text.folded_word(verb) == "at"
                && let Some(age) = self.number(verb + 1, end)
                && let Some(at) = self.occasion(verb + 2)
            {
                return Some(Stated {
                    age,
                    word: verb + 1,
                    at,
                    office: Some(Words {
                        first: verb + 2,
                        last: end.min(verb + 10),
                    }),
                });
            }
            // "X is 79 years old", "X, who is 79,", "He was 81 when he was shot"
            if matches!(text.folded_word(verb), "is" | "was")
                && let Some(age) = self.number(verb + 1, end)
            {
                let at = verb + 1;
                let years =
                    text.folded_word(at + 1) == "years" && text.folded_word(at + 2) == "old";
                // "who is 36 and wears no tie"
                let goes_on = at + 1 < end && text.folded_word(at + 1) == "and";
                let is =
                    text.folded_word(verb) == "is" || is_personal(text.folded_word(name.first));
                if (years || goes_on || stops(at + 1)) && is {
                    return Some(now(age, at));
                }
                if at + 1 < end && text.folded_word(at + 1) == "when" {
                    let own = |it: &usize| is_personal(text.folded_word(*it));
                    let own = Some(at + 2).filter(|it| *it < end).filter(own)?;
                    let at_what = (own + 1..end.min(own + 5)).find_map(|it| self.occasion(it))?;
                    return Some(Stated {
                        age,
                        word: at,
                        at: at_what,
                        office: None,
                    });
                }
            }
            // "died [on Tuesday] at the age of 81", "was elected at 47", "died ..., aged 68"
            let turns = |it: &usize| {
                matches!(
                    text.folded_word(*it),
                    "and"
                        | "but"
                        | "whose"
                        | "who"
                        | "when"
                        | "which"
                        | "after"
                        | "before"
                        | "while"
                ) && text.folded_word(*it) != "after"
            };
            let until = (verb + 1..end).find(turns).unwrap_or(end);
            let Some(occasion) = (verb..until.min(verb + 3)).find_map(|it| self.occasion(it))
            else {
                continue;
            };
            let person = clause::phrases_in(self.reading, verb, until);
            let until = person
                .iter()
                .find(|it| it.name.is_some())
                .map_or(until, |it| it.words.first);
            for at in verb + 1..until {
                let behind = match text.folded_word(at) {
                    "at" if text.folded_word(at + 1) == "the"
                        && text.folded_word(at + 2) == "age" =>
                    {
                        at + 4
                    }
                    "at" | "aged" => at + 1,
                    _ => continue,
                };
                let said = behind > at + 1 || text.folded_word(at) == "aged";
                if let Some(age) = self.number(behind, end)
                    && (stops(behind + 1) || said)
                {
                    return Some(Stated {
                        age,
                        word: behind,
                        at: occasion,
                        office: Some(Words {
                            first: verb,
                            last: at,
                        }),
                    });
                }
            }
        }
        None
    }

    fn number(&self, word: usize, end: usize) -> Option<i32> {
        if word >= end {
            return None;
        }
        numbers::cardinal(self.text.folded_word(word)).filter(|it| (18..=110).contains(it))
    }

    /// What a verb tells of: the end of a life, or the start of a time in office.
    fn occasion(&self, word: usize) -> Option<At> {
        match self.text.folded_word(word) {
            "died" | "dies" | "killed" | "shot" | "assassinated" | "murdered" | "executed" => {
                Some(At::Death)
            }
            "became" | "elected" | "inaugurated" | "sworn" => Some(At::Start),
            "took" | "came" | "assumed" => {
                let to = usize::from(self.text.folded_word(word + 1) == "to");
                matches!(self.text.folded_word(word + 1 + to), "office" | "power")
                    .then_some(At::Start)
            }
            _ => None,
        }
    }
}

/// The least and the greatest age on a day of `clock`; sources differ by a day or two.
fn ages(born: Date, clock: Span) -> Option<(i32, i32)> {
    let (from, to) = (clock.from?, clock.to?);
    Some((
        years_between(born.last(), from.plus_days(-2)),
        years_between(born.first(), to.plus_days(2)),
    ))
}
