//! The shipped records, compiled, and their texts.

/// A blob for `kb::Kb::new`.
pub static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/world.blob"));

/// Every file of records, sorted: its path ("people/prk.toml") and its text.
pub static FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));
