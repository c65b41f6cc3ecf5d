use crate::support::{attache, folder, write};

#[test]
fn a_card_has_every_term_with_its_source() {
    for name in ["Barack Obama", "barack-obama", "barack obama"] {
        let outcome = attache(["kb", "show", name]).go();
        assert!(
            outcome.out.starts_with("Barack Obama (barack-obama)\n"),
            "{}",
            outcome.out
        );
        let term = "  - President of the United States from 20 January 2009 to 20 January 2017\n      source: ";
        assert!(outcome.out.contains(term), "{}", outcome.out);
        assert!(
            outcome.out.contains("record: people/usa.toml:"),
            "{}",
            outcome.out
        );
    }
}

#[test]
fn all_who_share_a_name_are_shown_and_every_kind_has_a_card() {
    let outcome = attache(["kb", "show", "Bush"]).go();
    assert!(
        outcome.out.matches("  record: ").count() >= 2,
        "{}",
        outcome.out
    );
    for (name, words) in [
        ("usa/president", "George Washington"),
        ("usa", "usa/president"),
        ("nato", "members: "),
        ("own", "licence: "),
    ] {
        let outcome = attache(["kb", "show", name]).go();
        assert!(outcome.out.contains(words), "{name}: {}", outcome.out);
    }
}

#[test]
fn names_are_found_by_their_beginning_and_nearly() {
    let outcome = attache(["kb", "search", "barack"]).go();
    assert!(
        outcome.out.contains("barack-obama: Barack Obama, "),
        "{}",
        outcome.out
    );
    let outcome = attache(["kb", "search", "Barrack", "Obama"]).go();
    assert!(outcome.out.contains("barack-obama: "), "{}", outcome.out);
    let outcome = attache(["kb", "search", "xyzzyx"]).go();
    assert_eq!((outcome.code, &*outcome.out), (1, ""));
}

#[test]
fn the_world_is_counted() {
    let outcome = attache(["kb", "stats"]).go();
    assert_eq!(outcome.code, 0);
    for what in [
        "complete as of ",
        "  persons\n",
        "  treaties\n",
        "  sources\n",
        "  head-of-government\n",
        " %  starts and ends of terms\n",
    ] {
        assert!(outcome.out.contains(what), "{what}: {}", outcome.out);
    }
    let offices = attache(["kb", "stats", "--offices"]).go().out;
    let line = offices.lines().find(|it| it.starts_with("usa/president "));
    let line = line.unwrap_or_default();
    assert!(line.ends_with("complete since 1789-04-30"), "{line}");
}

#[test]
fn a_seed_draws_the_same_statements_each_time() {
    let draw = |seed: &str, count: &str| {
        let outcome = attache(["kb", "sample", "--seed", seed, "--count", count]).go();
        assert_eq!(outcome.code, 0);
        let lines = outcome.out.lines().map(str::to_owned);
        lines.collect::<Vec<_>>()
    };
    let drawn = draw("7", "50");
    assert_eq!(drawn.len(), 50);
    assert_eq!(drawn, draw("7", "50"));
    assert!(
        drawn.iter().all(|it| it.split('\t').count() == 3),
        "{drawn:?}"
    );
    assert!(drawn.iter().any(|it| !draw("8", "50").contains(it)));
    // A longer draw holds the shorter one.
    let longer = draw("7", "60");
    assert!(drawn.iter().all(|it| longer.contains(it)));
}

#[test]
fn a_new_record_is_linted_built_and_read() {
    let folder = folder(&[]);
    let new = attache(["kb", "new", "person", "Zoë Xyzzy"]).go();
    write(&folder, "house/people/me.toml", &new.out);
    let quoted = attache(["kb", "new", "person", "Jo \"Q\" \\ O'Xyzzy"]).go();
    write(&folder, "house/people/quoted.toml", &quoted.out);
    let lint = attache(["kb", "lint", "house"]).within(folder.path()).go();
    assert_eq!((lint.code, &*lint.out), (0, ""));
    let build = attache(["kb", "build", "house", "-o", "house.blob"])
        .within(folder.path())
        .go();
    assert_eq!((build.code, &*build.err), (0, ""));
    let show = attache(["kb", "show", "Xyzzy", "--kb", "house.blob"])
        .within(folder.path())
        .go();
    assert!(
        show.out.starts_with("Zoë Xyzzy (zoe-xyzzy)\n"),
        "{}",
        show.out
    );
    let text = "Zoë Xyzzy spoke. Xyzzy left.";
    let arguments = ["annotate", "-", "--kb", "house.blob", "--format", "json"];
    let article = attache(arguments)
        .within(folder.path())
        .input(text)
        .go()
        .json();
    assert_eq!(article["mentions"][0]["record"], "zoe-xyzzy", "{article}");
}

#[test]
fn an_id_that_is_taken_gets_a_number() {
    let outcome = attache(["kb", "new", "person", "Barack", "Obama"]).go();
    assert!(
        outcome.out.starts_with("[barack-obama-2]\n"),
        "{}",
        outcome.out
    );
}

#[test]
fn what_is_wrong_with_records_is_told_by_file_and_line() {
    let folder = folder(&[(
        "house/people/x.toml",
        "\n[x]\nname = { full = \"X\" }\nterms = [{ office = \"fra/presidnt\", from = \"2017\", source = \"own\" }]\n",
    )]);
    for path in ["house", "house/people/x.toml"] {
        let lint = attache(["kb", "lint", path]).within(folder.path()).go();
        assert_eq!(lint.code, 1, "{path}: {}", lint.err);
        assert!(
            lint.out.contains("house/people/x.toml:4: error: "),
            "{path}: {}",
            lint.out
        );
        assert!(lint.out.contains("fra/president"), "{path}: {}", lint.out);
    }
    let build = attache(["kb", "build", "house", "-o", "x.blob"])
        .within(folder.path())
        .go();
    assert_eq!(build.code, 2);
    assert!(
        build.err.contains("house/people/x.toml:4: error: "),
        "{}",
        build.err
    );
    assert!(!folder.path().join("x.blob").exists());
}

/// Large enough to be mapped instead of read.
#[test]
fn a_large_base_is_looked_up_as_a_small_one_is() {
    let record = |number: usize| {
        format!(
            "[invented-{number}]\nname = {{ full = \"Xyz Number{number} Family{number}\", family = \"Family{number}\" }}\nsource = \"own\"\n\n"
        )
    };
    let records: String = (0..30_000).map(record).collect();
    let folder = folder(&[("house/people/many.toml", &records)]);
    let build = attache(["kb", "build", "house", "-o", "house.blob"])
        .within(folder.path())
        .go();
    assert_eq!((build.code, &*build.err), (0, ""));
    let blob = folder.path().join("house.blob");
    assert!(std::fs::metadata(&blob).unwrap().len() > 4 << 20);
    let show = ["kb", "show", "Family29999", "--kb", "house.blob"];
    let shown = attache(show).within(folder.path()).go();
    assert!(
        shown
            .out
            .starts_with("Xyz Number29999 Family29999 (invented-29999)\n"),
        "{}",
        shown.out
    );
    let file = std::fs::OpenOptions::new().write(true).open(&blob).unwrap();
    file.set_len((4 << 20) + 1).unwrap();
    let cut = attache(show).within(folder.path()).go();
    assert_eq!(cut.code, 2, "{}", cut.out);
    assert!(cut.err.contains("cannot be added"), "{}", cut.err);
}
