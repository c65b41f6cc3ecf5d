use crate::check::{Checker, Example, Page, term_dates};
use crate::{Finding, Severity};

pub(super) static PAGE: Page = Page {
    code: "leader/party-or-state-post",
    title: "the date of another post",
    severity: Severity::Warning,
    on: true,
    explanation: "\
The year in which one post began (that of the head of a party, or an earlier office) is given to another post of the same person.

Silent on “came to power” and the like, where either may be meant.",
    examples: &[
        Example { date: "2024-05-05", text: "Xi Jinping became the president of China in «2012».", fixed: Some("2013") },
        Example { date: "2024-05-05", text: "Xi Jinping, the president of China since «2012», spoke in Beijing.", fixed: Some("2013") },
        Example { date: "2019-09-08", text: "Robert Mugabe, the first prime minister of Zimbabwe and its president since «1980», died on Friday.", fixed: Some("1987") },
        Example { date: "2024-05-05", text: "Xi Jinping became the general secretary of the party in 2012.", fixed: None },
        Example { date: "2024-05-05", text: "Xi Jinping became the president of China in 2013.", fixed: None },
        Example { date: "2024-05-05", text: "Xi Jinping came to power in 2012.", fixed: None },
        Example { date: "2024-05-05", text: "Xi Jinping, the Chinese leader since 2012, spoke in Beijing.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    for said in checker.said {
        let fault = term_dates::fault(checker, said).filter(|it| it.other_post.is_some());
        findings.extend(fault.map(|it| term_dates::finding(checker, &PAGE, said, &it)));
    }
}
