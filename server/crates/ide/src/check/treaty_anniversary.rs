use kb::Act;
use prose::{BlockText, Shape};

use crate::check::treaty_act_date::{principal, treaties, words_of};
use crate::check::{Checker, Example, Page};
use crate::numbers;
use crate::resolve::sentence_of;
use crate::{Edit, Finding, Fix, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/anniversary",
    title: "the arithmetic of an anniversary",
    severity: Severity::Warning,
    on: true,
    explanation: "\
“The Nth anniversary of” a treaty, or “N years since” it, does not agree with any recorded act of it in the year that is meant:
the one named, else that of publication. A number counts in years; the year before an anniversary may already be called so.

Silent where the publication date is not known to the year.",
    examples: &[
        Example { date: "2018-04-10", text: "It is «25» years to the day since the Good Friday Agreement was reached.", fixed: Some("20") },
        Example { date: "2018-04-10", text: "It is 20 years to the day since the Good Friday Agreement was reached.", fixed: None },
        Example { date: "2019-04-04", text: "Ministers marked the «60th» anniversary of the North Atlantic Treaty.", fixed: Some("70th") },
        Example { date: "2019-04-04", text: "Ministers marked the 70th anniversary of the North Atlantic Treaty.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let publication = checker.ctx.publication.soft;
    for (mention, record, text, base) in treaties(checker) {
        let Some((first, _)) = words_of(text, mention.range, base) else {
            continue;
        };
        let treaty = checker.ctx.kb.treaty(record);
        let Some(count) = count_before(text, first) else {
            continue;
        };
        let clock = (checker.ctx.clock)(mention.block as usize, count.word);
        let marked = if clock.stated {
            clock.span
        } else {
            publication
        };
        let (Some(from), Some(to)) = (marked.from, marked.to) else {
            continue;
        };
        if from.year() != to.year() {
            continue;
        }
        let year = from.year();
        let fits = |act: &&Act| {
            act.on
                .is_some_and(|on| i32::from(year) - i32::from(on.first().year()) == count.number)
        };
        let mut acts = treaty
            .acts
            .iter()
            .filter(|it| it.state.is_none() && it.on.is_some());
        let all_dated = treaty
            .acts
            .iter()
            .filter(|it| it.state.is_none())
            .all(|it| it.on.is_some_and(date::Date::is_certain));
        if !all_dated || acts.clone().any(|it| fits(&it)) {
            continue;
        }
        let Some(act) = principal(treaty).or_else(|| acts.next()) else {
            continue;
        };
        let Some(on) = act.on else { continue };
        let right = i32::from(year) - i32::from(on.first().year());
        if right < 1 {
            continue;
        }
        let range = text.words[count.word].range.shifted(base);
        let written = checker.text(range);
        let fixed = if count.ordinal {
            numbers::ordinal_like(written, right)
        } else {
            numbers::cardinal_like(written, right)
        };
        findings.push(Finding {
            code: PAGE.code,
            severity: PAGE.severity,
            range,
            message: format!(
                "{}: {} {}; {year} is {right} years later.",
                treaty.name,
                statement::verb(act.act),
                on.long()
            ),
            fixes: vec![Fix {
                title: format!("Replace with “{fixed}”"),
                edit: Edit { range, text: fixed },
            }],
            evidence: vec![
                statement::of_act(checker.ctx.kb, record, act),
                statement::of_calendar(format!("{year} − {} = {right}", on.first().year())),
            ],
            related: Vec::new(),
            tag: None,
        });
    }
}

struct Count {
    number: i32,
    word: usize,
    ordinal: bool,
}

/// "60th anniversary of [the signing of] the", "25 years [to the day] since the [signing of the]" before a name.
fn count_before(text: &BlockText, name: usize) -> Option<Count> {
    let start = text
        .sentences
        .get(sentence_of(text, name))
        .map_or(0, |it| it.first as usize);
    let mut at = name;
    let mut steps = 0;
    while at > start && steps < 9 {
        at -= 1;
        steps += 1;
        let folded = text.folded_word(at);
        match folded {
            "anniversary" => {
                let word = at.checked_sub(1).filter(|it| *it >= start)?;
                let number = numbers::ordinal(text.folded_word(word))?;
                return Some(Count {
                    number,
                    word,
                    ordinal: true,
                });
            }
            "since" | "after" => {
                let mut word = at;
                while word > start && at - word < 5 {
                    word -= 1;
                    if matches!(text.folded_word(word), "years" | "year") {
                        let word = word.checked_sub(1).filter(|it| *it >= start)?;
                        let vague = word
                            .checked_sub(1)
                            .map(|it| text.folded_word(it))
                            .is_some_and(|it| {
                                matches!(
                                    it,
                                    "about"
                                        | "some"
                                        | "than"
                                        | "nearly"
                                        | "almost"
                                        | "around"
                                        | "over"
                                        | "roughly"
                                )
                            });
                        let number =
                            numbers::cardinal(text.folded_word(word)).filter(|_| !vague)?;
                        return (folded == "since").then_some(Count {
                            number,
                            word,
                            ordinal: false,
                        });
                    }
                }
                return None;
            }
            "of" | "the" | "signing" | "signature" | "its" | "conclusion" | "adoption"
            | "founding" | "landmark" | "historic" | "for" => {}
            _ if text.words[at].shape == Shape::Number => {}
            _ => return None,
        }
    }
    None
}
