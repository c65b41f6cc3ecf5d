//! TOML records, validated and compiled to a blob.
