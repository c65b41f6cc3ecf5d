//! Records to blob to answers: the compiler and the store together.

// Clippy lets tests unwrap, but not the helpers that they share.
#![allow(clippy::panic, clippy::unwrap_used)]

mod fixture;
mod garbage;
mod layers;
mod names;
mod problems;
mod round_trip;
