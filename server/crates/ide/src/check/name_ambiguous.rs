use kb::RecordId;

use crate::check::style::{self, Written};
use crate::check::{Checker, Example, Page};
use crate::{Edit, Evidence, Finding, Fix, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "name/ambiguous",
    title: "a surname that two people of the same paragraph bear",
    severity: Severity::Information,
    on: true,
    explanation: "\
A bare surname follows after two people of that surname in the same paragraph or the one before it, and no title or given name says which of
them is meant.

Silent where a title or “Mr” stands with it, where one of them was named last by the surname and the other not since, and over longer distances.",
    examples: &[
        Example { date: "2005-06-12", text: "George W. Bush followed George H. W. Bush by eight years. «Bush» was fond of golf.", fixed: Some("George H. W. Bush") },
        Example { date: "2018-06-12", text: "Kim Jong Il and Kim Jong Un both tried. «Kim» gave up in the end.", fixed: None },
        Example { date: "2018-06-12", text: "Kim Jong Un met Moon Jae-in. Kim gave up in the end.", fixed: None },
        Example { date: "2018-06-12", text: "Kim Jong Il tried first.\n\nLater came Kim Jong Un, and the world looked on.\n\nThen there was nothing.\n\nKim gave up in the end.", fixed: None },
        Example { date: "2005-06-12", text: "George W. Bush followed George H. W. Bush by eight years. President Bush was fond of golf.", fixed: None },
        Example { date: "2005-06-12", text: "George W. Bush spoke. Bush was fond of golf.", fixed: None },
        Example { date: "2005-06-12", text: "George W. Bush followed George H. W. Bush by eight years. George W. Bush was fond of golf.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    let names: Vec<Written<'_>> = style::names(checker).collect();
    let mut told: Vec<(usize, String)> = Vec::new();
    for (idx, name) in names.iter().enumerate().filter(|(_, it)| !it.full) {
        let phrase = checker.ctx.readings[name.block]
            .phrases
            .iter()
            .find(|it| it.name.as_ref().is_some_and(|it| it.words == name.words));
        if phrase
            .is_none_or(|it| !it.titles.is_empty() || it.honorific.is_some() || it.place.is_some())
        {
            continue;
        }
        let written = prose::fold(&name.text);
        let near = names[..idx]
            .iter()
            .filter(|it| it.full && it.block + 1 >= name.block);
        let mut bearers: Vec<RecordId> = near
            .filter(|it| {
                it.halves()
                    .is_some_and(|(family, _)| prose::fold(family) == written)
            })
            .map(|it| it.person)
            .collect();
        let last = bearers.last().copied();
        bearers.sort_unstable();
        bearers.dedup();
        // Once a paragraph is enough: what follows is meant as the first.
        if bearers.len() != 2 || told.contains(&(name.block, written.clone())) {
            continue;
        }
        // The one who alone has been named for a while is meant.
        let first_block = |person: RecordId| {
            let of = names[..idx]
                .iter()
                .rev()
                .find(|it| it.full && it.person == person);
            of.map_or(0, |it| it.block)
        };
        if last.is_some_and(|last| {
            bearers
                .iter()
                .any(|it| *it != last && first_block(*it) < first_block(last))
        }) {
            continue;
        }
        told.push((name.block, written));
        if let Some(place) = bearers.iter().position(|it| *it == name.person) {
            bearers.swap(0, place);
        }
        findings.push(finding(checker, name, &bearers, kb));
    }
}

fn finding(
    checker: &Checker<'_>,
    name: &Written<'_>,
    bearers: &[RecordId],
    kb: &kb::Kb,
) -> Finding {
    let fulls: Vec<&str> = bearers
        .iter()
        .map(|it| kb.person(*it).name.full.as_str())
        .collect();
    let message = format!("This may be {}.", fulls.join(" or "));
    let evidence = Evidence {
        statement: format!("{}: both are called {}", fulls.join(", "), name.text),
        source: statement::sources(kb, &name.record.sources),
    };
    let mut finding = style::finding(
        checker, &PAGE, name.block, name.words, fulls[0], message, evidence,
    );
    let range = finding.range;
    finding.fixes.extend(fulls.iter().skip(1).map(|full| Fix {
        title: format!("Replace with “{full}”"),
        edit: Edit {
            range,
            text: (*full).to_owned(),
        },
    }));
    finding
}
