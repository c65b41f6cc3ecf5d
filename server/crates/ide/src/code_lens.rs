use kb::Kb;
use prose::Range;

use crate::{Analysis, MentionKind, cast_list};

/// A line of counts above the words that introduce somebody or something.
#[derive(Clone, Debug, PartialEq)]
pub struct Lens {
    /// The mention that introduces the record.
    pub range: Range,
    /// "Angela Merkel: 3 mentions, 1 finding".
    pub text: String,
}

/// One for each person and each treaty that an article names.
pub fn code_lens(kb: &Kb, analysis: &Analysis) -> Vec<Lens> {
    let cast = cast_list(kb, analysis).into_iter();
    let counted = cast.filter(|it| matches!(it.kind, MentionKind::Leader | MentionKind::Treaty));
    counted
        .filter_map(|it| {
            let mentions = count(it.mentions.len(), "mention");
            let text = match it.findings.len() {
                0 => format!("{}: {mentions}", it.name),
                found => format!("{}: {mentions}, {}", it.name, count(found, "finding")),
            };
            Some(Lens {
                range: *it.mentions.first()?,
                text,
            })
        })
        .collect()
}

fn count(number: usize, of: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {of}{plural}")
}
