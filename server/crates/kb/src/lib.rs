//! The knowledge base: dated records of states, offices, persons, organisations, treaties and events.
//!
//! A [`Kb`] is a stack of layers, each one compiled blob: the world, update packs, the house. Records are decoded
//! on first use and kept. Names are found through one `fst` per layer. Nothing here does I/O, folds names
//! (`prose::fold`) or reads TOML (`kb-compile`).
//!
//! # Layers
//!
//! A blob is compiled against exactly one stack of layers below it, so it can refer to their records by [`RecordId`].
//! A record that a higher layer writes anew **keeps the id** that it has in the lowest layer that knows it: ids can be
//! compared with `==` everywhere, and only the content comes from above. What depends on more than one record (holders
//! of an office, offices of a state, entries of a name) is merged when the layer is compiled: the topmost layer that
//! has a row for a key has the whole row.
//!
//! # Names
//!
//! Names in the index are folded (`prose::fold`), without a leading "the". The index is the format of the `fst` crate,
//! read by a walk that checks every bound, because a blob may come from a file that somebody else wrote.

mod article;
mod bearers;
mod blob;
mod cache;
mod heads;
mod index;
mod names;
mod outline;
mod record;
mod store;

pub use bearers::{Bearers, FullForm, TitleClass, initials};
pub use blob::{LoadError, Writer};
pub use names::{EntriesRef, NameEntry, NameKind, Slips, Suggestion};
pub use outline::{Brief, Outline};
pub use record::*;
pub use store::{Holder, Kb, Location};
