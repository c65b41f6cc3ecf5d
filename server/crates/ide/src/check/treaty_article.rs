use kb::{Kb, RecordId, Treaty};

use crate::check::deeds::{Spoken, bodies, treaties};
use crate::check::{Checker, Example, Page, mend};
use crate::phrases::Words;
use crate::{Evidence, Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "treaty/article",
    title: "the number of another article",
    severity: Severity::Warning,
    on: true,
    explanation: "\
“Article N” of a treaty stands beside words for what another article of it says: collective defence is Article 5 of the North Atlantic Treaty.

Only treaties whose articles are on record, and only where the sentence names one article and one subject, close by.",
    examples: &[
        Example { date: "2022-11-16", text: "Poland invoked Article «5», NATO's consultation clause.", fixed: Some("4") },
        Example { date: "2022-11-16", text: "Estonia invoked Article «4», NATO's collective-defence clause.", fixed: Some("5") },
        Example { date: "2022-11-16", text: "Article «4» of the North Atlantic Treaty is about collective defence.", fixed: Some("5") },
        Example { date: "2022-11-16", text: "Estonia invoked Article 5, NATO's collective-defence clause.", fixed: None },
        Example { date: "2022-11-16", text: "Article 4 and Article 5, NATO's collective-defence clause, differ.", fixed: None },
        Example { date: "2022-11-16", text: "Estonia invoked Article 4, not NATO's collective-defence clause.", fixed: None },
        Example { date: "2022-11-16", text: "Article 9 of Japan's constitution leaves collective defence to others, NATO said.", fixed: None },
        Example { date: "2022-11-16", text: "NATO ministers met under Article 4.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    let treaties = treaties(checker).map(|(_, spoken, _)| (spoken.record, spoken));
    let bodies =
        bodies(checker).filter_map(|spoken| Some((kb.organisation(spoken.record).treaty?, spoken)));
    let mut seen = Vec::new();
    for (record, spoken) in treaties.chain(bodies) {
        let Some(finding) = judge(checker, kb, record, &spoken) else {
            continue;
        };
        if !seen.contains(&finding.range) {
            seen.push(finding.range);
            findings.push(finding);
        }
    }
}

fn judge(checker: &Checker<'_>, kb: &Kb, record: RecordId, spoken: &Spoken<'_>) -> Option<Finding> {
    let treaty = kb.treaty(record);
    let (first, last) = (spoken.sentence.first, spoken.sentence.last);
    let mut numbers =
        (first..last).filter(|it| spoken.word(*it) == "article" && spoken.spaced(it + 1));
    let (article, None) = (numbers.next()?, numbers.next()) else {
        return None;
    };
    let word = article + 1;
    let written = spoken.word(word);
    let own = treaty.articles.iter().find(|it| it.number == written)?;
    let near = Words {
        first: first.max(article.saturating_sub(8)),
        last: last.min(article + 12),
    };
    let said = |topics: &[String]| topics.iter().any(|it| says(spoken, near, it));
    let mut others = treaty
        .articles
        .iter()
        .filter(|it| it.number != written && said(&it.topics));
    let (other, None) = (others.next()?, others.next()) else {
        return None;
    };
    let denied = (near.first..near.last).any(|it| {
        matches!(
            spoken.word(it),
            "not" | "unlike" | "rather" | "than" | "constitution" | "nor" | "but" | "short"
        )
    });
    if said(&own.topics) || denied || !is_of(treaty, spoken, article) {
        return None;
    }
    let topic = other.topics.first()?;
    let range = spoken.range(Words {
        first: word,
        last: word + 1,
    });
    let name = kb.name(record);
    let message = format!("Article {} of {name} is the one on {topic}.", other.number);
    let evidence = vec![Evidence {
        statement: format!("{name}: article {} is on {topic}", other.number),
        source: statement::sources(kb, &treaty.sources),
    }];
    let fixes = vec![mend::replace(range, other.number.clone())];
    Some(checker.found(&PAGE, None, range, message, fixes, evidence))
}

/// The treaty or its body stands within a few words of the article.
fn is_of(_: &Treaty, spoken: &Spoken<'_>, article: usize) -> bool {
    let (first, last) = (spoken.words.first, spoken.words.last);
    article < first && first - article <= 6 || last <= article && article - last <= 4
}

/// Whether the words of a topic stand there, in their order.
fn says(spoken: &Spoken<'_>, near: Words, topic: &str) -> bool {
    let topic = prose::fold(topic);
    let words: Vec<&str> = topic.split(' ').collect();
    (near.first..near.last).any(|at| {
        words
            .iter()
            .enumerate()
            .all(|(n, word)| spoken.word(at + n) == *word)
    })
}
