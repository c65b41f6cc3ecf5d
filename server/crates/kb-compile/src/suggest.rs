/// "; did you mean `x`?" for the candidate nearest to `word`, or nothing if none is near.
pub(crate) fn did_you_mean<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> String {
    // One slip in a short word, up to three in a long one.
    let limit = 1 + (word.len() / 8).min(2);
    candidates
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= limit)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map_or_else(String::new, |(_, best)| format!("; did you mean `{best}`?"))
}
