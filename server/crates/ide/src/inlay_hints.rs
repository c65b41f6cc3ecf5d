use kb::{End, Kb, Kind};
use prose::Range;

use crate::{Analysis, Form, target};

/// A word of help behind a mention.
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    /// A byte of the source.
    pub offset: u32,
    pub text: String,
}

/// Behind a title or a description whom or what it means; behind a full name the year in which the office held on the
/// article's date ended, if it did.
pub fn inlay_hints(kb: &Kb, analysis: &Analysis, range: Range) -> Vec<Hint> {
    let inside = analysis
        .mentions()
        .iter()
        .filter(|it| it.range.overlaps(range));
    inside
        .filter_map(|it| {
            let [record] = it.records[..] else {
                return None;
            };
            let text = match (it.form, record.kind()) {
                (Form::Title | Form::Description, Kind::Person | Kind::Treaty) => kb.name(record),
                (Form::Full, Kind::Person) => {
                    let term = target::term_meant(kb, analysis, record, |_| true)?;
                    match kb.person(record).terms.get(usize::from(term))?.to {
                        End::On(to) => format!("until {}", to.last().year()),
                        _ => return None,
                    }
                }
                _ => return None,
            };
            Some(Hint {
                offset: it.range.end,
                text,
            })
        })
        .collect()
}
