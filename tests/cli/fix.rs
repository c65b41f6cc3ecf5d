use std::fs;

#[cfg(unix)]
use crate::support::attache_on_a_full_disk;
use crate::support::{DATE, RIGHT, WRONG, attache, folder};

#[test]
fn fixes_are_applied_and_the_rest_is_told_at_its_new_place() {
    let quoted = "He said: “I met former French President Emmanuel Macron on Monday.”";
    let folder = folder(&[("a.md", &format!("{WRONG} {quoted}\r\n")), ("b.md", RIGHT)]);
    let arguments = ["check", ".", "--date", DATE, "--fix", "--format", "json"];
    let outcome = attache(arguments).within(folder.path()).go();
    assert_eq!((outcome.code, &*outcome.err), (0, ""));
    let text = fs::read_to_string(folder.path().join("a.md")).unwrap();
    let mended = WRONG.replace("Former ", "");
    assert_eq!(text, format!("{mended} {quoted}\r\n"));

    let article = &outcome.lines()[0];
    assert_eq!(article["fixed"], 1);
    let hint = &article["findings"][0];
    let start = text.find("former").map(|it| text[..it].chars().count());
    assert_eq!(
        (&hint["severity"], hint["start"].as_u64()),
        (&"hint".into(), start.map(|it| it as u64))
    );
    assert_eq!(outcome.lines()[1]["fixed"], 0);
}

#[cfg(unix)]
#[test]
fn a_fixed_file_keeps_its_permissions_and_links_stay_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder(&[("real/a.md", WRONG)]);
    let (real, link) = (
        folder.path().join("real/a.md"),
        folder.path().join("link.md"),
    );
    symlink(&real, &link).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    let outcome = attache(["check", "link.md", "--date", DATE, "--fix"])
        .within(folder.path())
        .go();
    assert_eq!(outcome.code, 0, "{}", outcome.err);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(
        fs::metadata(&real).unwrap().permissions().mode() & 0o777,
        0o640
    );
    assert_eq!(
        fs::read_to_string(&real).unwrap(),
        WRONG.replace("Former ", "")
    );
    // Nothing is left beside it.
    assert_eq!(fs::read_dir(folder.path().join("real")).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_every_file_as_it_was() {
    let folder = folder(&[("a.md", WRONG), ("known.json", "{}")]);
    let fix = vec!["check", "a.md", "--date", DATE, "--fix"];
    let baseline = vec![
        "check",
        "a.md",
        "--date",
        DATE,
        "--write-baseline",
        "known.json",
    ];
    for (arguments, name) in [(fix, "a.md"), (baseline, "known.json")] {
        let outcome = attache_on_a_full_disk(arguments).within(folder.path()).go();
        assert_eq!(outcome.code, 2, "{}", outcome.out);
        assert!(outcome.err.contains(name), "{}", outcome.err);
    }
    let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!((&*text("a.md"), &*text("known.json")), (WRONG, "{}"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}
