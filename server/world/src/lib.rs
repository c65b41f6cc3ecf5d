//! The shipped records, compiled.

/// A blob for `kb::Kb::new`.
pub static BLOB: &[u8] = b"";
