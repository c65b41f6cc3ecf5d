use std::path::Path;

use crate::support::attache;

/// What the README shows is what a reader will see.
#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = include_str!("../../README.md");
    let (_, block) = readme.split_once("```console\n$ attache ").unwrap();
    let (block, _) = block.split_once("```").unwrap();
    let (arguments, shown) = block.split_once('\n').unwrap();
    let printed = attache(arguments.split(' '))
        .within(Path::new(env!("CARGO_MANIFEST_DIR")))
        .go();
    assert_eq!(printed.out, shown);
}
