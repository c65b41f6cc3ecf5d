use kb::Nature;

use crate::check::deeds::treaties;
use crate::check::{Checker, Example, Page, mend};
use crate::treaties::{news_name, words};
use crate::{Evidence, Finding, Form, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/kind",
    title: "a “treaty” that is none",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A memorandum, a declaration or a national law is called a treaty by name.

Conventions, charters, protocols and agreements that bind pass as treaties. Silent on later mentions (“the treaty”), and on names that
the base knows for it.",
    examples: &[
        Example { date: "2014-03-05", text: "Russia broke the «Budapest treaty» of 1994 that was to protect Ukraine.", fixed: Some("Budapest Memorandum") },
        Example { date: "2014-03-05", text: "Russia broke the Budapest Memorandum of 1994 that was to protect Ukraine.", fixed: None },
        Example { date: "2014-03-05", text: "The Budapest Treaty on micro-organisms helps inventors.", fixed: None },
        Example { date: "2014-03-05", text: "The Paris climate treaty binds many.", fixed: None },
        Example { date: "2014-03-05", text: "The Chemical Weapons treaty binds Syria.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for (mention, spoken, treaty) in treaties(checker) {
        let noun = words::noun(spoken.word(spoken.words.last - 1));
        let treaty_said = matches!(noun, Some((words::Noun::Treaty, false)));
        if mention.form != Form::Name
            || !treaty_said
            || !matches!(treaty.nature, Nature::Political | Nature::Statute)
        {
            continue;
        }
        let written = crate::resolve::folded(spoken.text, spoken.words);
        let own = std::iter::once(&treaty.name).chain(&treaty.short);
        if own.into_iter().any(|it| prose::fold(it) == written) {
            continue;
        }
        let what = match treaty.nature {
            Nature::Statute => "a national law",
            _ => "a political text",
        };
        let message = format!("{} is {what}, not a treaty.", treaty.name);
        let evidence = vec![Evidence {
            statement: format!("{}: {what}", treaty.name),
            source: statement::sources(kb, &treaty.sources),
        }];
        let fixes = vec![mend::replace(mention.range, news_name(treaty).to_owned())];
        findings.push(checker.found(&PAGE, None, mention.range, message, fixes, evidence));
    }
}
