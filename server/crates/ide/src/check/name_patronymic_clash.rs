use kb::NameKind;

use crate::check::{Checker, Example, Page, style};
use crate::office::{may_live, same_country};
use crate::{Evidence, Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "name/patronymic-clash",
    title: "a short form that is another person's name",
    severity: Severity::Information,
    on: true,
    explanation: "\
A later mention shortens a name to its last word, and that is how another leader of the same country is called: “Salman” for Mohammed bin
Salman is the king, his father.

Silent where the records know the short form for this person, and where nobody of the country is called so at the time.",
    examples: &[
        Example { date: "2019-06-10", text: "Crown Prince Mohammed bin Salman of Saudi Arabia spoke first. «Salman» then said that it was over.", fixed: None },
        Example { date: "2019-06-10", text: "Crown Prince Mohammed bin Salman of Saudi Arabia spoke first. Bin Salman then said that it was over.", fixed: None },
        Example { date: "2019-06-10", text: "King Salman of Saudi Arabia spoke first. Salman then said that it was over.", fixed: None },
        Example { date: "2019-06-10", text: "Crown Prince Mohammed bin Salman of Saudi Arabia spoke first. King Salman then said that it was over.", fixed: None },
        Example { date: "2019-06-10", text: "Justin Trudeau spoke first. Trudeau then said that it was over.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for name in style::names(checker).filter(|it| !it.full && !it.text.contains(' ')) {
        let record = name.record;
        let own = || {
            let forms = [&record.name.second, &record.name.family].into_iter();
            forms.chain(&record.short).chain(&record.nicknames)
        };
        // Nearly all are written so, letter by letter.
        if own().any(|it| *it == name.text) {
            continue;
        }
        let written = prose::fold(&name.text);
        if own().any(|it| prose::fold(it) == written) {
            continue;
        }
        let Some(info) = checker.ctx.names.lookup(&written) else {
            continue;
        };
        let clock = (checker.ctx.clock)(name.block, name.words.first).span;
        let of = |person: kb::RecordId| {
            kb.person(person)
                .terms
                .iter()
                .filter_map(|it| kb.office(it.office).of)
        };
        let other = info.persons.iter().find(|it| {
            it.record != name.person
                && it.kind != NameKind::Given
                && may_live(kb, it.record, clock)
                && kb
                    .person(it.record)
                    .terms
                    .iter()
                    .any(|it| !it.held(clock, date::Day::MAX).is_no())
                && of(it.record).any(|a| of(name.person).any(|b| same_country(kb, a, b)))
        });
        let Some(other) = other else { continue };
        let wanted = &record.name.second;
        let other = kb.person(other.record);
        let message = format!(
            "“{}” is {}; {} is meant.",
            name.text, other.name.full, record.name.full
        );
        let evidence = Evidence {
            statement: format!("{}: called {}", other.name.full, name.text),
            source: statement::sources(kb, &other.sources),
        };
        let (block, words) = (name.block, name.words);
        findings.push(style::finding(
            checker, &PAGE, block, words, wanted, message, evidence,
        ));
    }
}
