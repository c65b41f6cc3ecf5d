//! The definite article of names in running English.

/// "the United States", "the Netherlands", but "France": names that are plural or hold a common noun take the article, and
/// so do abbreviations that are spelled out ("the UN"), which short ones are.
pub(crate) fn with_article(name: &str) -> String {
    if takes_article(name) {
        format!("the {name}")
    } else {
        name.to_owned()
    }
}

fn takes_article(name: &str) -> bool {
    const NOUNS: [&str; 14] = [
        "Antilles",
        "Bank",
        "Commission",
        "Confederation",
        "Council",
        "Emirates",
        "Empire",
        "Federation",
        "Islands",
        "Kingdom",
        "Organization",
        "Republic",
        "States",
        "Union",
    ];
    const PLURALS: [&str; 8] = [
        "Bahamas",
        "Comoros",
        "Gambia",
        "Maldives",
        "Netherlands",
        "Philippines",
        "Seychelles",
        "Vatican",
    ];
    let spelled_out = name.len() <= 3 && name.chars().all(char::is_uppercase);
    spelled_out || PLURALS.contains(&name) || name.split(' ').any(|word| NOUNS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_common_nouns_take_the_article() {
        for name in [
            "United States",
            "Netherlands",
            "Soviet Union",
            "Czech Republic",
            "UN",
        ] {
            assert_eq!(with_article(name), format!("the {name}"));
        }
        for name in ["France", "Honduras", "NATO", "North Korea", "Laos"] {
            assert_eq!(with_article(name), name);
        }
    }
}
