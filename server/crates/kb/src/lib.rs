//! The knowledge base: dated records of states, offices, persons, organisations, treaties and events.
//!
//! A [`Kb`] is a stack of layers, each one compiled blob: the world, update packs, the house. Records are decoded
//! on first use and kept. Names are found through one `fst` per layer. Nothing here does I/O, folds names
//! (`prose::fold`) or reads TOML (`kb-compile`).

mod blob;
mod names;
mod record;
mod store;

pub use blob::{LoadError, Writer};
pub use names::{EntriesRef, NameEntry, NameKind, Suggestion};
pub use record::*;
pub use store::{Holder, Kb, Location};
