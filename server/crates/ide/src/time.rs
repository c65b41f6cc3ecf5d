//! Phase 4: time in text. Expressions of time in a block, the date of publication, and the time of what each sentence tells.

mod clock;
mod expression;
mod publication;
mod tense;

pub(crate) use clock::{Clocks, is_future};
pub(crate) use expression::{Expression, Unit, When, expressions};
pub(crate) use publication::{
    Evidence, Stated, evidence, leading_date, publication, source_name, stated,
};
pub(crate) use tense::{Tense, tense};
