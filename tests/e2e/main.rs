//! The real binary over its real standard input and output, one file per feature. Texts carry marks: `$0` is a place,
//! `«` and `»` are around a range.

// Clippy lets tests unwrap, but not the helpers that they share.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod article;
mod bad_input;
mod code_action;
mod code_lens;
mod completion;
mod configuration;
mod definition;
mod diagnostics;
mod encoding;
mod faults;
mod house;
mod hover;
mod inlay_hint;
mod lifecycle;
mod links;
mod ranges;
mod references;
mod rename;
mod rename_files;
mod security;
mod semantic_tokens;
mod storm;
mod support;
mod symbols;
mod type_hierarchy;
mod typing;
mod variants;
mod workspace;
mod workspace_symbol;
