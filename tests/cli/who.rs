use crate::support::attache;

#[test]
fn holders_are_named_with_their_terms_and_sources() {
    for (office, day, words) in [
        (
            "president of the United States",
            "2013-05-01",
            "Barack Obama: President of the United States from 20 January 2009 to 20 January 2017",
        ),
        ("US president", "2013-05-01", "Barack Obama"),
        ("American president", "2013-05-01", "Barack Obama"),
        (
            "president of Russia",
            "1990-06-01",
            "President of the Soviet Union",
        ),
        ("UN secretary-general", "2010-01-01", "Ban Ki-moon"),
        ("the pope", "2015-01-01", "Francis"),
        ("prime minister of Japan", "2022-01-01", "Fumio Kishida"),
    ] {
        let arguments = ["who", "--on", day].into_iter().chain(office.split(' '));
        let outcome = attache(arguments).go();
        assert_eq!(outcome.code, 0, "{office}: {}", outcome.err);
        assert!(outcome.out.contains(words), "{office}: {}", outcome.out);
        assert!(
            outcome.out.contains("source: "),
            "{office}: {}",
            outcome.out
        );
    }
}

#[test]
fn on_the_day_of_a_handover_both_hold_it() {
    let outcome = attache(["who", "president of the US", "--on", "2017-01-20"]).go();
    for name in ["Barack Obama", "Donald Trump"] {
        assert!(outcome.out.contains(name), "{}", outcome.out);
    }
}

#[test]
fn what_the_records_cannot_know_is_said() {
    let outcome = attache(["who", "president of France", "--on", "2090-01-01"]).go();
    assert_eq!(outcome.code, 1);
    assert!(outcome.out.contains("perhaps "), "{}", outcome.out);
    assert!(outcome.out.contains("cannot know"), "{}", outcome.out);

    let outcome = attache(["who", "president of France", "--on", "1500-01-01"]).go();
    assert!(
        outcome.out.contains("do not tell") || outcome.out.contains("no such office"),
        "{}",
        outcome.out
    );
}
