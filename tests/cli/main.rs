//! The command line, driven as users drive it: the real binary, its arguments, its output, its exit code.

// Clippy lets tests unwrap, but not the helpers that they share.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod annotate;
mod bad_input;
mod baseline;
mod batch;
mod changed_since;
mod check;
mod configuration;
mod corpus;
mod decisions;
mod explain;
mod export;
mod fix;
mod import;
mod inner_crates;
mod kb;
mod man;
mod readme;
mod serve;
mod settings;
mod support;
mod update;
mod who;
