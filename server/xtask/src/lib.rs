//! Chores of the repository, as far as tests need them too.

pub mod corpus;
pub mod inject;
