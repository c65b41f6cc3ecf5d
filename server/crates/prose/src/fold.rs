/// A name in the form in which names are compared: lower case, no diacritics, one space for white space and hyphens,
/// straight apostrophes, no dots in abbreviations, "," for a comma, "|" for any other punctuation that parts words.
/// The same as the folded text of a block that holds only this name.
pub fn fold(name: &str) -> String {
    name.to_lowercase()
}
