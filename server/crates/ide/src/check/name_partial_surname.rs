use kb::RecordId;
use prose::{BlockText, Separator, Shape};

use crate::check::{Checker, Example, Page, style};
use crate::phrases::Words;
use crate::{Evidence, Finding, Severity, lexicon, statement};

pub(super) static PAGE: Page = Page {
    code: "name/partial-surname",
    title: "half of a surname of two words",
    severity: Severity::Warning,
    on: true,
    explanation: "\
A later mention has only the second word of a Spanish surname of two words: “Obrador” for López Obrador.

Silent where the records know the short form, on the first of the two surnames, and on surnames with a particle.",
    examples: &[
        Example { date: "2019-06-10", text: "Andrés Manuel López Obrador spoke first. «Obrador» told reporters that it was over.", fixed: Some("López Obrador") },
        Example { date: "2014-06-10", text: "Mexican President Enrique Peña Nieto spoke first. Mr «Nieto» then left.", fixed: Some("Peña Nieto") },
        Example { date: "2019-06-10", text: "Andrés Manuel López Obrador spoke first. López Obrador told reporters that it was over.", fixed: None },
        Example { date: "2007-06-10", text: "José Luis Rodríguez Zapatero spoke first. Zapatero told reporters that it was over.", fixed: None },
        Example { date: "1962-06-10", text: "Charles de Gaulle spoke first. Gaulle is an old name.", fixed: None },
        Example { date: "2019-06-10", text: "Andrés Manuel López Obrador spoke first. López told reporters that it was over.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    let halves = halves(checker);
    if halves.is_empty() {
        return;
    }
    for (idx, block) in checker.ctx.document.blocks.iter().enumerate() {
        let text = &block.text;
        for (at, word) in text.words.iter().enumerate() {
            let written = text.folded_word(at);
            let mut meant = halves.iter().filter(|(_, it)| it == written);
            let (Some((person, _)), None) = (meant.next(), meant.next()) else {
                continue;
            };
            let words = Words {
                first: at,
                last: at + 1,
            };
            let others = checker.ctx.cast.all_called(written);
            if word.shape != Shape::Capital
                || others.iter().any(|it| it != person)
                || !stands_alone(text, at)
                || !style::is_own_text(checker, idx, words)
            {
                continue;
            }
            let record = kb.person(*person);
            let wanted = &record.name.second;
            let message = format!("The surname of {} is {wanted}.", record.name.full);
            let evidence = Evidence {
                statement: format!("{}: surname {wanted}", record.name.full),
                source: statement::sources(kb, &record.sources),
            };
            findings.push(style::finding(
                checker, &PAGE, idx, words, wanted, message, evidence,
            ));
        }
    }
}

/// The second halves that stand for nobody, of everybody in the article.
fn halves(checker: &Checker<'_>) -> Vec<(RecordId, String)> {
    let kb = checker.ctx.kb;
    let mut halves = Vec::new();
    for appearance in &checker.ctx.cast.appearances {
        let record = kb.person(appearance.person);
        let Some((first, last)) = record.name.second.split_once(' ') else {
            continue;
        };
        let last = prose::fold(last);
        let forms = [&record.name.second, &record.name.family].into_iter();
        let mut forms = forms.chain(&record.short).chain(&record.nicknames);
        if !last.contains(' ')
            && !is_particle(first)
            && is_spanish(checker, appearance.person)
            && !forms.any(|it| prose::fold(it) == last)
            && !halves.contains(&(appearance.person, last.clone()))
        {
            halves.push((appearance.person, last));
        }
    }
    halves
}

/// No part of a longer name on either side; "Mr" may stand before it.
fn stands_alone(text: &BlockText, word: usize) -> bool {
    let joined = |word: usize| {
        let before = text.words.get(word).map(|it| it.before);
        matches!(before, Some(Separator::Space | Separator::Hyphen))
    };
    let named = |word: usize| {
        let folded = text.folded_word(word);
        text.words[word].shape != Shape::Lower
            && !lexicon::stands_beside_names(folded)
            && !lexicon::is_courtesy(folded)
    };
    let before = word > 0 && joined(word) && named(word - 1);
    let after = joined(word + 1) && !text.words[word].possessive && named(word + 1);
    !before && !after
}

fn is_particle(word: &str) -> bool {
    let word = prose::fold(word);
    lexicon::is_particle(&word)
        || matches!(
            word.as_str(),
            "de" | "del" | "la" | "las" | "los" | "san" | "santa" | "king" | "queen" | "pope"
        )
}

/// Whether the person's state is one where the first of two surnames is the one that counts.
fn is_spanish(checker: &Checker<'_>, person: RecordId) -> bool {
    let kb = checker.ctx.kb;
    let mut states = kb
        .person(person)
        .terms
        .iter()
        .filter_map(|it| kb.office(it.office).of);
    states.any(|it| SPANISH.contains(&kb.slug(it)))
}

const SPANISH: &[&str] = &[
    "arg", "bol", "chl", "col", "cri", "cub", "dom", "ecu", "esp", "gtm", "hnd", "mex", "nic",
    "pan", "per", "pry", "slv", "ury", "ven",
];
