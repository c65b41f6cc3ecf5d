use kb::{Holder, Kb, Kind};

use crate::hover::neighbours;
use crate::target::{self, Target};
use crate::{Analysis, statement};

/// Somebody in an office, between the one before and the one after.
#[derive(Clone, Debug, PartialEq)]
pub struct Incumbent {
    pub holder: Holder,
    pub name: String,
    /// "President of France since 14 May 2017".
    pub detail: String,
}

/// The person named at `offset` in the office that was meant.
pub fn prepare_type_hierarchy(kb: &Kb, analysis: &Analysis, offset: u32) -> Option<Incumbent> {
    let (Target::Mention(mention) | Target::Office { mention, .. }) =
        target::at(kb, analysis, offset)?
    else {
        return None;
    };
    let person = *mention
        .records
        .first()
        .filter(|it| it.kind() == Kind::Person)?;
    let office = target::office_meant(kb, analysis, mention);
    let of_office =
        office.and_then(|office| target::term_meant(kb, analysis, person, |it| it == office));
    let term = of_office.or_else(|| target::term_meant(kb, analysis, person, |_| true))?;
    Some(incumbent(kb, Holder { person, term }))
}

/// Who held the office before.
pub fn supertypes(kb: &Kb, holder: Holder) -> Option<Incumbent> {
    neighbours(kb, holder).0.map(|it| incumbent(kb, it))
}

/// Who held the office after.
pub fn subtypes(kb: &Kb, holder: Holder) -> Option<Incumbent> {
    neighbours(kb, holder).1.map(|it| incumbent(kb, it))
}

fn incumbent(kb: &Kb, holder: Holder) -> Incumbent {
    let term = kb.term(holder);
    Incumbent {
        holder,
        name: kb.name(holder.person),
        detail: format!("{} {}", kb.name(term.office), statement::period(term)),
    }
}
