//! What Wikidata serves, read: entities in JSON, alone, as documents of `Special:EntityData`, or line by line as in the dumps.
//!
//! ```text
//! lines -> Frames (one whole JSON text each) -> Wanted (does it concern us?) -> parse -> Entity -> its statements
//! ```
//!
//! Nothing here does I/O, and nothing fails as a whole: a text that is no JSON is an error of that text alone, and a statement
//! that cannot be understood is one that says nothing. Only the properties of [`Property`] are kept.

mod entity;
mod frames;
mod time;
mod wanted;

pub use entity::{
    ACTING, CIRCA, Entity, Id, NEAR, PRESUMABLY, ParseError, Property, Rank, Statement, Value,
    parse, valid,
};
pub use frames::{Frame, Frames};
pub use wanted::Wanted;
