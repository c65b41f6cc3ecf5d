//! The features of the editor over a small world, so that every line of an answer is known. `$0` marks the cursor.

// Clippy lets tests unwrap, but not the helpers that they share.
#![allow(clippy::panic, clippy::unwrap_used)]

mod call_hierarchy;
mod code_actions;
mod definition;
mod fixture;
mod hover;
mod silence;
mod timeline;
mod type_hierarchy;
