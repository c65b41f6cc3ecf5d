use kb::RecordId;
use rustc_hash::FxHashMap;

use crate::check::style::{self, Written};
use crate::check::{Checker, Example, Page, one_less};
use crate::{Finding, Related, Severity};

pub(super) static PAGE: Page = Page {
    code: "name/mixed-variants",
    title: "one person's name written in two ways",
    severity: Severity::Warning,
    on: true,
    explanation: "\
The text writes one person's surname or given name in two ways that both are right. The rarer one is reported, or the later where both are as
frequent; one level less where only a hyphen or marks on letters differ.

Silent in quotations, captions and notes, on short forms that are other names (“Lula”, “MBS”), and where the house has chosen a form, since then
that is told.",
    examples: &[
        Example { date: "2023-06-10", text: "Volodymyr Zelensky spoke first. Zelensky then left. «Zelenskiy» said no more.", fixed: Some("Zelensky") },
        Example { date: "2018-06-12", text: "Kim Jong Un came early. The others waited for «Kim Jong-un» in vain.", fixed: Some("Kim Jong Un") },
        Example { date: "2023-06-10", text: "Recep Tayyip Erdoğan spoke first. «Erdogan» said no more.", fixed: Some("Erdoğan") },
        Example { date: "2023-06-10", text: "Volodymyr Zelensky spoke first. Zelensky said no more.", fixed: None },
        Example { date: "2023-06-10", text: "Volodymyr Zelensky spoke first. A reader wrote: “Zelenskiy is the one we want to hear.”", fixed: None },
        Example { date: "2023-06-10", text: "Luiz Inácio Lula da Silva spoke first. Lula said no more.", fixed: None },
        Example { date: "2019-06-10", text: "Mohammed bin Salman spoke first. MBS said no more.", fixed: None },
        Example { date: "2019-06-10", text: "Joe Biden spoke first. Joseph R. Biden said no more. Biden left.", fixed: None },
        Example { date: "2018-06-12", text: "Kim Jong Un came early. KIM JONG UN WAITED. Kim left.", fixed: None },
    ],
};

/// How half of somebody's name is usually written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub person: RecordId,
    half: Half,
    text: String,
}

/// Which half of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Half {
    Family,
    Given,
}

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let names = names(checker);
    let forms = forms(checker, &names);
    for name in names.iter().filter(|it| !is_chosen(checker, it)) {
        for (half, form) in halves(name) {
            let forms = forms.get(&(name.person, half));
            let Some(usual) = forms.and_then(|it| most_frequent(it)) else {
                continue;
            };
            if usual == form || !is_variant(usual, form) {
                continue;
            }
            let first = names
                .iter()
                .find(|it| it.person == name.person && halves(it).contains(&(half, usual)));
            findings.push(finding(checker, name, form, usual, first));
            break;
        }
    }
}

/// The usual forms of this chapter and of those before it.
pub(crate) fn usual(checker: &Checker<'_>) -> Vec<Form> {
    let names = names(checker);
    let forms = forms(checker, &names);
    let mut usual: Vec<Form> = forms
        .iter()
        .filter_map(|((person, half), forms)| {
            Some(Form {
                person: *person,
                half: *half,
                text: most_frequent(forms)?.to_owned(),
            })
        })
        .collect();
    usual.sort_unstable_by_key(|it| (it.person, it.half));
    usual
}

/// A form that the base does not have is a slip, or nobody's choice.
fn names<'a>(checker: &'a Checker<'_>) -> Vec<Written<'a>> {
    let kb = checker.ctx.kb;
    let is_form = |it: &Written<'_>| {
        let known = kb.lookup(&prose::fold(&it.text));
        known.is_some_and(|at| kb.each_entry(at).any(|entry| entry.record == it.person))
    };
    style::names(checker).filter(is_form).collect()
}

type Forms = FxHashMap<(RecordId, Half), Vec<(String, usize)>>;

/// How often each form stands here; one that was usual in the chapters before counts as one more, and as the first.
fn forms(checker: &Checker<'_>, names: &[Written<'_>]) -> Forms {
    let mut all = Forms::default();
    for form in &checker.ctx.told.forms {
        let first = (form.text.clone(), 1);
        all.insert((form.person, form.half), vec![first]);
    }
    for name in names.iter().filter(|it| !is_chosen(checker, it)) {
        for (half, form) in halves(name) {
            let forms = all.entry((name.person, half)).or_default();
            match forms.iter_mut().find(|(it, _)| it == form) {
                Some((_, count)) => *count += 1,
                None => forms.push((form.to_owned(), 1)),
            }
        }
    }
    all
}

/// The first of the most frequent.
fn most_frequent(forms: &[(String, usize)]) -> Option<&str> {
    let most = forms.iter().map(|it| it.1).max()?;
    let usual = forms.iter().find(|it| it.1 == most)?;
    Some(&usual.0)
}

fn finding(
    checker: &Checker<'_>,
    name: &Written<'_>,
    form: &str,
    usual: &str,
    first: Option<&Written<'_>>,
) -> Finding {
    let wanted = name.text.replace(form, usual);
    let message = format!("The text writes “{usual}” and “{form}”.");
    let evidence = crate::Evidence {
        statement: format!("{}: both are forms of the name", name.record.name.full),
        source: crate::statement::sources(checker.ctx.kb, &name.record.sources),
    };
    let mut finding = style::finding(
        checker, &PAGE, name.block, name.words, &wanted, message, evidence,
    );
    if prose::fold(form) == prose::fold(usual) {
        finding.severity = one_less(PAGE.severity);
    }
    finding.related = first
        .map(|it| {
            let block = &checker.ctx.document.blocks[it.block];
            Related {
                range: crate::resolve::range_of(&block.text, block.range.start, it.words),
                message: format!("“{usual}” is the usual form"),
            }
        })
        .into_iter()
        .collect();
    finding
}

/// The house has a form for this person: another check tells.
fn is_chosen(checker: &Checker<'_>, name: &Written<'_>) -> bool {
    style::of_person(checker, name.person)
        .is_some_and(|it| it.full.is_some() || it.second.is_some())
}

/// The halves of a name that can be compared with others of the same person.
fn halves<'a>(name: &'a Written<'_>) -> Vec<(Half, &'a str)> {
    match name.halves() {
        Some((family, given)) => vec![(Half::Family, family), (Half::Given, given)],
        None if name.full || name.text.contains(' ') => Vec::new(),
        None => vec![(Half::Family, name.text.as_str())],
    }
}

/// Two ways to write one word, not two names: alike but for a few letters, and as many words.
fn is_variant(a: &str, b: &str) -> bool {
    let (folded_a, folded_b) = (prose::fold(a), prose::fold(b));
    if folded_a == folded_b {
        // Only hyphens, marks and the capital of a second syllable; an article has its own check.
        return !a.eq_ignore_ascii_case(b);
    }
    let words = |it: &str| it.split(' ').count();
    let length = folded_a.chars().count().max(folded_b.chars().count());
    words(&folded_a) == words(&folded_b)
        && length > 4
        && !folded_a.starts_with(&format!("{folded_b} "))
        && 3 * strsim::osa_distance(&folded_a, &folded_b) <= length
}
