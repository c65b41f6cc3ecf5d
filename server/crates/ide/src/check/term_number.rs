use date::{Date, Day, Span};
use kb::{End, Holder, RecordId, Status};

use crate::antecedent::antecedents;
use crate::check::deeds::is_unreal;
use crate::check::{Checker, Example, Page, mend};
use crate::claims::{is_checked, moments};
use crate::office::is_head;
use crate::phrases::{Reading, Words};
use crate::resolve::{Link, range_of};
use crate::{Finding, Severity, clause, lexicon, numbers, statement};
use prose::BlockText;

pub(super) static PAGE: Page = Page {
    code: "leader/term-number",
    title: "first or second term",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A president is said to be in a first, second or third term, to begin it or to win it, at a time when by the years in office it can only
have been another. Terms of four to seven years are thought possible, and each time in office counts for at least one.

Silent on other offices, whose terms are of any length, and where it is not clear whose term is meant, or when.",
    examples: &[
        Example { date: "2025-05-05", text: "In his «second» term, in 2018, Donald Trump met the North Korean leader.", fixed: Some("first") },
        Example { date: "2026-05-05", text: "In May 2025, in his «first» term, Donald Trump raised tariffs.", fixed: Some("second") },
        Example { date: "2017-05-20", text: "Hassan Rouhani won a «third» term on Friday.", fixed: Some("second") },
        Example { date: "2013-01-22", text: "Barack Obama, who was sworn in on Monday for his «third» term, called for action.", fixed: Some("second") },
        Example { date: "2012-05-08", text: "Vladimir Putin was sworn in on Monday for his «second» term as president.", fixed: Some("third") },
        Example { date: "2023-01-02", text: "Luiz Inácio Lula da Silva wept when he spoke of hunger. It is his «second» term in office.", fixed: Some("third") },
        Example { date: "2023-03-14", text: "Xi Jinping secured a «fourth» term as president of China on Friday.", fixed: None },
        Example { date: "2023-03-14", text: "Xi Jinping secured a «fourth» term as China's president last week.", fixed: None },
        Example { date: "2023-03-14", text: "Xi Jinping secured a fourth term as the head of the commission last week.", fixed: None },
        Example { date: "2023-03-14", text: "Xi Jinping secured a third term as president of China on Friday.", fixed: None },
        Example { date: "2013-01-22", text: "Barack Obama, who was sworn in on Monday for his second term, called for action.", fixed: None },
        Example { date: "2012-05-08", text: "Vladimir Putin was sworn in on Monday for his third term as president.", fixed: None },
        Example { date: "2017-05-20", text: "Hassan Rouhani could have won a third term.", fixed: None },
        Example { date: "2012-10-08", text: "Hugo Chávez, who won a fourth term on Sunday, thanked the crowd.", fixed: None },
        Example { date: "2025-05-05", text: "In his first term, in 2018, Donald Trump raised tariffs.", fixed: None },
        Example { date: "2026-05-05", text: "In May 2025, in his second term, Donald Trump raised tariffs.", fixed: None },
        Example { date: "2025-05-05", text: "In 2014, in his second term, Barack Obama raised tariffs.", fixed: None },
        Example { date: "2025-05-05", text: "In 2010, in his first term, Barack Obama raised tariffs.", fixed: None },
        Example { date: "2025-05-05", text: "In his second term Donald Trump raised tariffs.", fixed: None },
    ],
};

/// The shortest and the longest that a presidential term is thought to last, in years, with some months of play.
const SHORTEST: f64 = 3.7;
const LONGEST: f64 = 7.3;

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for (idx, block) in checker.ctx.document.blocks.iter().enumerate() {
        let text = &*block.text;
        if !is_checked(block.kind, text) {
            continue;
        }
        for word in 2..text.words.len() {
            if text.folded_word(word) != "term" {
                continue;
            }
            let found = Numbered::at(checker, idx, text, word).and_then(|it| it.wrong());
            findings.extend(found);
        }
    }
}

/// When the term is said to be.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    During,
    Begins,
    Won,
}

/// "his second term"
struct Numbered<'a> {
    checker: &'a Checker<'a>,
    block: usize,
    text: &'a BlockText,
    /// The word "term", and its number.
    word: usize,
    at: usize,
    number: i32,
    /// "third consecutive term": since the last start alone.
    running: bool,
    /// Of whom it is said for certain by its grammar: "Obama's first term".
    own: bool,
}

impl<'a> Numbered<'a> {
    fn at(
        checker: &'a Checker<'a>,
        block: usize,
        text: &'a BlockText,
        word: usize,
    ) -> Option<Numbered<'a>> {
        let sentence = clause::sentence(text, word);
        let mut at = word - 1;
        let mut running = false;
        while at > sentence.first
            && matches!(
                text.folded_word(at),
                "presidential"
                    | "consecutive"
                    | "straight"
                    | "successive"
                    | "final"
                    | "last"
                    | "and"
            )
        {
            running |= matches!(
                text.folded_word(at),
                "consecutive" | "straight" | "successive"
            );
            at -= 1;
        }
        let number = numbers::ordinal(text.folded_word(at)).filter(|it| *it < 12)?;
        let before = at.checked_sub(1).filter(|it| *it >= sentence.first)?;
        let determiner = text.folded_word(before);
        let own = lexicon::is_possessive_pronoun(determiner) || text.words[before].possessive;
        // "a second term as mayor", "a third term in the Senate"
        let (next, then) = match word + 1 < sentence.last {
            true => (text.folded_word(word + 1), text.folded_word(word + 2)),
            false => ("", ""),
        };
        let other = match next {
            "as" => !(word + 2..sentence.last.min(word + 6))
                .any(|it| text.folded_word(it) == "president"),
            "in" => !matches!(then, "office" | "power" | "the") && then.parse::<i16>().is_err(),
            "at" | "for" | "of" => true,
            _ => text
                .words
                .get(word + 1)
                .is_some_and(|it| it.before == prose::Separator::Hyphen),
        };
        (!other && (own || lexicon::is_article(determiner))).then_some(Numbered {
            checker,
            block,
            text,
            word,
            at,
            number,
            running,
            own,
        })
    }

    fn wrong(&self) -> Option<Finding> {
        let kb = self.checker.ctx.kb;
        let (stage, day) = self.stage()?;
        let person = self.person(stage)?;
        let runs = runs(self.checker, person);
        let (least, most, used) = possible(&runs, stage, day, self.running)?;
        if (least..=most).contains(&self.number) {
            return None;
        }
        let base = self.checker.ctx.document.blocks[self.block].range.start;
        let words = Words {
            first: self.at,
            last: self.at + 1,
        };
        let range = range_of(self.text, base, words);
        let evidence: Vec<_> = used
            .iter()
            .map(|it| statement::of_term(kb, it.first))
            .collect();
        let all: Vec<String> = used
            .iter()
            .map(|it| statement::period(kb.term(it.first)))
            .collect();
        let message = format!(
            "{} was {} {}: {}.",
            kb.name(person),
            kb.name(kb.term(used.last()?.first).office),
            all.join(" and "),
            match least == most {
                true => format!(
                    "this was the {} term",
                    numbers::ordinal_like("first", least)
                ),
                false if self.number > most => format!("this was no more than term {most}"),
                false => format!("this was at least term {least}"),
            }
        );
        let right = numbers::ordinal_like(self.checker.text(range), least);
        let fixes = (least == most).then(|| mend::replace(range, right));
        let fixes = fixes.into_iter().collect();
        Some(
            self.checker
                .found(&PAGE, None, range, message, fixes, evidence),
        )
    }

    /// What is said of the term, and on which days.
    fn stage(&self) -> Option<(Stage, Span)> {
        let sentence = clause::sentence(self.text, self.word);
        let from = sentence.first.max(self.at.saturating_sub(12));
        let word = |it: usize| self.text.folded_word(it);
        let verb = (from..self.at).rev().find_map(|it| {
            let stage = match word(it) {
                "won" | "wins" | "secured" | "secures" | "clinched" | "clinches" | "claimed" => {
                    (self.at - it <= 3).then_some(Stage::Won)
                }
                "elected" | "reelected" => {
                    matches!(word(it + 1), "to" | "for").then_some(Stage::Won)
                }
                "sworn" | "inaugurated" => (from..self.at)
                    .any(|it| word(it) == "for")
                    .then_some(Stage::Begins),
                "began" | "begins" | "started" | "starts" => {
                    (self.at - it <= 3).then_some(Stage::Begins)
                }
                _ => None,
            };
            stage.map(|stage| (stage, it))
        });
        if let Some((stage, verb)) = verb {
            let unreal = (verb.saturating_sub(4).max(sentence.first)..verb)
                .any(|it| is_unreal(word(it)) || matches!(word(it), "had" | "hopes" | "having"));
            let moment = *moments(self.checker.ctx, self.block, verb).first()?;
            return (!unreal && is_short(moment.told)).then_some((stage, moment.told));
        }
        if !self.own {
            return None;
        }
        let event = (self.checker.ctx.clock)(self.block, self.word);
        if event.stated {
            return Some((Stage::During, event.span));
        }
        // "It is his second term", "now in his second term"
        let present = (from..self.at).any(|it| {
            matches!(word(it), "is" | "now") && !is_unreal(word(it + 1)) && self.at - it <= 4
        });
        let published = self.checker.ctx.publication.hard;
        (present && !event.looks_back && is_short(published)).then_some((Stage::During, published))
    }

    /// The one of whom the sentence speaks, or, where it names nobody, the one before.
    fn person(&self, stage: Stage) -> Option<RecordId> {
        let ctx = self.checker.ctx;
        let reading: &Reading = &ctx.readings[self.block];
        let sentence = clause::sentence(self.text, self.word);
        let start = ctx.links.partition_point(|it| it.block < self.block);
        let phrase = |it: &Link| &reading.phrases[it.phrase];
        let until = match stage {
            Stage::During => sentence.last,
            _ => self.word,
        };
        let mut persons: Vec<RecordId> = ctx
            .links
            .iter()
            .skip(start)
            .take_while(|it| it.block == self.block)
            .filter(|it| {
                let words = phrase(it).words;
                sentence.first <= words.first && words.last <= until && phrase(it).name.is_some()
            })
            .flat_map(|it| it.mention.records.iter().copied())
            .collect();
        persons.sort_unstable();
        persons.dedup();
        match persons.as_slice() {
            [person] => Some(*person),
            [] => {
                // Somebody whom nobody knows may be meant.
                let strangers = clause::phrases_in(reading, sentence.first, self.word);
                if strangers.iter().any(|it| it.name.is_some()) {
                    return None;
                }
                let found = antecedents(ctx, self.block, self.word);
                let [link] = found.as_slice() else {
                    return None;
                };
                ctx.links[*link].mention.records.first().copied()
            }
            _ => None,
        }
    }
}

/// Time as president without a break but one for a campaign.
struct Run {
    from: Date,
    to: Option<Date>,
    first: Holder,
}

fn runs(checker: &Checker<'_>, person: RecordId) -> Vec<Run> {
    let terms = &checker.ctx.kb.person(person).terms;
    let mut own: Vec<usize> = (0..terms.len())
        .filter(|it| is_presidency(checker, &terms[*it]))
        .collect();
    own.sort_by_key(|it| terms[*it].from.map(Date::first));
    let mut runs: Vec<Run> = Vec::new();
    for it in own {
        let Some(from) = terms[it].from.filter(|it| it.is_certain()) else {
            return Vec::new();
        };
        let to = match terms[it].to {
            End::On(to) => Some(to),
            End::Running => None,
            End::Unknown => return Vec::new(),
        };
        let joins = |it: &&mut Run| {
            it.to
                .is_none_or(|to| from.first().days_since(to.last()) <= 200)
        };
        match runs.last_mut().filter(joins) {
            Some(run) => run.to = to,
            None => runs.push(Run {
                from,
                to,
                first: Holder {
                    person,
                    term: it as u16,
                },
            }),
        }
    }
    runs
}

/// The least and the greatest number that a term can have, and the runs that this rests on.
fn possible(runs: &[Run], stage: Stage, day: Span, running: bool) -> Option<(i32, i32, Vec<&Run>)> {
    let years = |from: Day, to: Day| f64::from(to.days_since(from)) / 365.25;
    // A term is won some months before it begins.
    let ahead = match stage {
        Stage::Won => 250,
        Stage::Begins => 15,
        Stage::During => 0,
    };
    let own = runs
        .iter()
        .rposition(|it| it.from.first() <= day.last().plus_days(ahead))?;
    let run = &runs[own];
    // Not in office then, as far as the records go: another check's matter.
    if run.to.is_some_and(|to| to.first() < day.first()) {
        return None;
    }
    let (from, least) = (run.from.first(), day.first());
    let fresh = match stage {
        Stage::During => from > least,
        _ => from.plus_days(60) > least,
    };
    if stage == Stage::During && fresh {
        return None;
    }
    let (mut least, mut most) = match (stage, fresh) {
        (_, true) => (1, 1),
        (Stage::During, _) => {
            let (min, max) = (years(from, least), years(from, day.last()));
            (
                (min / LONGEST).floor() as i32 + 1,
                ((max + 0.3) / SHORTEST).floor() as i32 + 1,
            )
        }
        (_, false) => {
            let (min, max) = (years(from, least), years(from, day.last()));
            (
                ((min - 0.1) / LONGEST).ceil().max(1.0) as i32 + 1,
                (((max + 0.4) / SHORTEST).floor() as i32).max(1) + 1,
            )
        }
    };
    let before = match running {
        true => &runs[own..own],
        false => &runs[..own],
    };
    for run in before {
        let length = years(run.from.first(), run.to?.last());
        least += (((length - 0.6) / 7.0).ceil() as i32).max(1);
        most += (((length - 0.3) / 3.9).ceil() as i32).max(1);
    }
    let used = before.iter().chain([run]).collect();
    Some((least, most, used))
}

fn is_short(span: Span) -> bool {
    let (Some(from), Some(to)) = (span.from, span.to) else {
        return false;
    };
    to.days_since(from) <= 366
}

fn is_presidency(checker: &Checker<'_>, term: &kb::Term) -> bool {
    let office = checker.ctx.kb.office(term.office);
    office.title == "President"
        && is_head(checker.ctx.kb, term.office)
        && term.status == Status::Regular
}
