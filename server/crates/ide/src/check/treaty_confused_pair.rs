use crate::check::deeds::treaties;
use crate::check::treaty_year::{is_called_by, principal, year_of};
use crate::check::{Checker, Example, Page, mend};
use crate::treaties::news_name;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/confused-pair",
    title: "two related treaties made one",
    severity: Severity::Warning,
    on: true,
    explanation: "\
The name is that of one treaty, the year that of another with which it is often confused: the Camp David accords are of 1978, the peace
treaty between Egypt and Israel is of 1979.

Silent where the year is that of any act of the treaty named.",
    examples: &[
        Example { date: "2011-02-14", text: "Egypt's generals will respect the «1978» Egypt-Israel Peace Treaty.", fixed: Some("1979") },
        Example { date: "2011-02-14", text: "Egypt's generals will respect the «1979» Camp David Accords.", fixed: Some("1978") },
        Example { date: "2011-02-14", text: "Egypt's generals will respect the 1979 Egypt-Israel Peace Treaty.", fixed: None },
        Example { date: "2011-02-14", text: "Egypt's generals will respect the 1978 Camp David Accords.", fixed: None },
        Example { date: "2011-02-14", text: "The Camp David Accords led to the 1979 Egypt-Israel Peace Treaty.", fixed: None },
        Example { date: "2011-02-14", text: "In 1978 Egypt had no peace treaty with Israel.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for (mention, spoken, treaty) in treaties(checker) {
        let Some((word, written)) = year_of(mention, &spoken) else {
            continue;
        };
        if is_called_by(treaty, written) {
            continue;
        }
        let mut others = treaty.confused_with.iter().copied();
        let other = others.find(|it| {
            let act = principal(kb.treaty(*it));
            act.and_then(|it| it.on)
                .is_some_and(|on| on.is_certain() && on.first().year() == written)
        });
        let (Some(other), Some(act)) = (other, principal(treaty)) else {
            continue;
        };
        let (Some(own), Some(of_other)) = (act.on, principal(kb.treaty(other))) else {
            continue;
        };
        let range = spoken.text.words[word].range.shifted(spoken.base);
        let other_name = news_name(kb.treaty(other));
        let message = format!(
            "{} is of {}; of {written} is {}.",
            treaty.name,
            own.first().year(),
            kb.treaty(other).name
        );
        let fixes = vec![
            mend::replace(range, own.first().year().to_string()),
            mend::replace(mention.range, other_name.to_owned()),
        ];
        let evidence = vec![
            statement::of_act(kb, spoken.record, act),
            statement::of_act(kb, other, of_other),
        ];
        findings.push(checker.found(&PAGE, None, range, message, fixes, evidence));
    }
}
