//! Partial and uncertain dates, intervals and three-valued answers.
//!
//! Three types carry all time in Attaché:
//!
//! - [`Day`]: one Gregorian day.
//! - [`Date`]: what a source says: a day, a month, a year or a decade, perhaps uncertain or approximate
//!   (EDTF, ISO 8601-2 level 1). Every date stands for the days from [`Date::first`] to [`Date::last`].
//! - [`Span`]: an interval of days, open at either end, both ends included.
//!
//! Questions about them have three answers ([`Truth`]): yes, no, cannot tell.

mod day;
mod edtf;
mod span;
mod truth;

pub use day::{Day, Weekday};
pub use edtf::{Date, ParseDateError, Precision};
pub use span::Span;
pub use truth::Truth;
