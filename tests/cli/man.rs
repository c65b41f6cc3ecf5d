use std::fs;

use crate::support::attache;

#[test]
fn the_first_page_names_the_commands() {
    let run = attache(["man"]).go();
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.out.contains(".TH attache 1"), "{}", run.out);
    assert!(run.out.contains("attache\\-check(1)"), "{}", run.out);
}

#[test]
fn every_command_has_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man1");
    let run = attache([std::ffi::OsStr::new("man"), pages.as_os_str()]).go();
    assert_eq!(run.code, 0, "{run:?}");
    let page = fs::read_to_string(pages.join("attache-check.1")).unwrap();
    assert!(page.contains("fail"), "{page}");
    assert!(pages.join("attache-kb-new.1").exists());
}
