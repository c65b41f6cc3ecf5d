//! The two clocks by which a statement is judged.

use date::Span;

use super::Context;

/// The times at which a statement is to be judged: what is certain of publication first, then what is likely; none where the
/// clause looks back.
pub(crate) fn moments(ctx: &Context<'_>, block: usize, word: usize) -> Vec<Moment> {
    let event = (ctx.clock)(block, word);
    if event.looks_back {
        return Vec::new();
    }
    let publication = ctx.publication;
    let mut moments = Vec::with_capacity(2);
    for (unsure, published) in [(false, publication.hard), (true, publication.soft)] {
        let open = published.from.is_none() && published.to.is_none();
        if open || unsure && publication.hard == publication.soft {
            continue;
        }
        moments.push(Moment {
            published,
            told: if event.stated { event.span } else { published },
            stated: event.stated,
            unsure,
        });
    }
    moments
}

/// One reading of the two clocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub published: Span,
    /// What the sentence tells of; the time of publication where it does not say.
    pub told: Span,
    /// The sentence says when.
    pub stated: bool,
    /// Only likely, not certain.
    pub unsure: bool,
}

impl Moment {
    /// The sentence dates itself to a day near publication: "on Tuesday", "today".
    pub fn is_dated_now(&self) -> bool {
        self.stated
            && self.told.overlaps(Span {
                from: self.published.from.map(|it| it.plus_days(-10)),
                to: self.published.to.map(|it| it.plus_days(10)),
            })
    }
}
