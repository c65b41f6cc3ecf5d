//! How far two names are apart, letter by letter, and what slips of the fingers make of a word.

/// The one word in which the two differ by a slip, and by how much.
pub(super) fn one_slip(written: &str, known: &str) -> Option<(usize, usize)> {
    let n_edits = edits(written, known)?;
    let mut differ = written
        .split(' ')
        .zip(known.split(' '))
        .enumerate()
        .filter(|(_, (a, b))| a != b);
    let (idx, _) = differ.next()?;
    differ.next().is_none().then_some((idx, n_edits))
}

/// Within a word at most one edit (letters exchanged count as one), two from eight letters on, none in a word of four; at most two in
/// all.
pub(super) fn is_slip(written: &str, known: &str) -> bool {
    edits(written, known).is_some_and(|it| it <= 2)
}

/// The edits between two names of as many words, if there are any and each word allows for its own.
pub(super) fn edits(written: &str, known: &str) -> Option<usize> {
    if !may_be_near(written, known) {
        return None;
    }
    // An apostrophe is a matter of transliteration: "Tuilaepa", "Tuila'epa".
    let bare = |it: &str| it.replace('\'', "");
    let apostrophe = written.contains('\'') || known.contains('\'');
    if apostrophe && written != known && bare(written) == bare(known) {
        return None;
    }
    let mut known_words = known.split(' ');
    let mut total = 0;
    for a in written.split(' ') {
        let b = known_words.next()?;
        if a == b {
            continue;
        }
        // "Putina", "Frederika": a woman's name.
        if a.strip_suffix('a') == Some(b) {
            return None;
        }
        let length = b.chars().count();
        let allowed = match length {
            // "Helmut Khol", "Park Guen-hye": the other half says who is meant.
            4 if is_exchange(a, b) && known.contains(' ') => 1,
            0..=4 => 0,
            5..=7 => 1,
            _ => 2,
        };
        // They differ, and by the difference of their lengths at least: most words are told apart by that.
        if allowed == 0 || a.chars().count().abs_diff(length) > allowed {
            return None;
        }
        let distance = match is_moved_double(a, b) {
            true => 1,
            false => strsim::osa_distance(a, b),
        };
        if distance > allowed {
            return None;
        }
        total += distance;
    }
    // "Schaeuble": an umlaut written out.
    let plain = |it: &str| it.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    let near = known_words.next().is_none() && total > 0 && plain(written) != plain(known);
    near.then_some(total)
}

/// Whether the letters of the words, in pairs, differ by no more than two edits can make of them: most names are told apart so.
pub(super) fn may_be_near(written: &str, known: &str) -> bool {
    // A bit for each letter; some share one, which only makes words more alike.
    let letters = |it: &str| it.chars().fold(0u64, |all, c| all | 1 << (c as u32 % 64));
    written.split(' ').zip(known.split(' ')).all(|(a, b)| {
        let (a, b) = (letters(a), letters(b));
        (a & !b).count_ones() <= 2 && (b & !a).count_ones() <= 2
    })
}

/// "Joseph Aoum": all but the last word is right, and that is short and a letter off.
pub(super) fn is_letter_off(written: &str, known: &str) -> bool {
    let (Some((a, short)), Some((b, right))) = (written.rsplit_once(' '), known.rsplit_once(' '))
    else {
        return false;
    };
    a == b && right.chars().count() == 4 && strsim::osa_distance(short, right) == 1
}

/// "Nichola Sarkozy", "Lee Myung-back": one word is wrong by a letter, or by two if it is long. Enough where nobody but the one in
/// office can be meant.
pub(super) fn is_half_right(written: &str, known: &str) -> bool {
    let (a, b) = (written.split(' '), known.split(' '));
    let mut differ = a.zip(b).filter(|(a, b)| a != b);
    let (Some((slip, right)), None) = (differ.next(), differ.next()) else {
        return false;
    };
    let allowed = match right.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    written.split(' ').count() == known.split(' ').count()
        && known.contains(' ')
        && slip.chars().next() == right.chars().next()
        && strsim::osa_distance(slip, right) <= allowed
}

/// "Vladimmir": a letter of the known word stands twice.
pub(super) fn is_doubled(written: &str, known: &str) -> bool {
    let letters: Vec<char> = written.chars().collect();
    let without = |at: usize| -> String {
        let rest = letters.iter().enumerate().filter(|it| it.0 != at);
        rest.map(|it| it.1).collect()
    };
    letters
        .windows(2)
        .enumerate()
        .any(|(at, pair)| pair[0] == pair[1] && without(at) == known)
}

/// "Barosso" for "Barroso": the same letters, and as many of them, but another stands twice.
pub(super) fn is_moved_double(written: &str, known: &str) -> bool {
    let single = |it: &str| {
        let mut letters: Vec<char> = it.chars().collect();
        letters.dedup();
        letters
    };
    written.len() == known.len() && written != known && single(written) == single(known)
}

/// A letter twice that hardly any way to write a name has twice: "Shiimon", "Ahmeed".
pub(super) fn is_never_doubled(written: &str, known: &str) -> bool {
    let pairs = |it: &str| {
        let mut letters = it.chars().peekable();
        let mut pairs = Vec::new();
        while let Some(letter) = letters.next() {
            if letters.peek() == Some(&letter) {
                pairs.push(letter);
            }
        }
        pairs
    };
    let known = pairs(known);
    let mut new = pairs(written).into_iter().filter(|it| !known.contains(it));
    new.any(|it| {
        matches!(
            it,
            'a' | 'e' | 'i' | 'o' | 'u' | 'h' | 'v' | 'w' | 'j' | 'y'
        )
    })
}

/// "Gngrich": an inner letter of the known word is missing.
pub(super) fn is_dropped(written: &str, known: &str) -> bool {
    let ends = |it: &str| (it.chars().next(), it.chars().next_back());
    known.len() > written.len()
        && ends(written) == ends(known)
        && known.chars().count() == written.chars().count() + 1
        && strsim::osa_distance(written, known) == 1
}

/// A slip of the fingers, which seldom makes a name of a name: letters that changed places, one that stands twice, one that is
/// missing.
pub(super) fn is_typed(written: &str, known: &str) -> bool {
    is_exchange(written, known) || is_doubled(written, known) || is_dropped(written, known)
}

/// The same of a surname by itself: a short word that lacks a letter may be another word, where any word has a capital.
pub(super) fn is_surely_typed(written: &str, known: &str, opens: bool) -> bool {
    let letters = known.chars().count();
    letters > 4
        && is_typed(written, known)
        && (letters > 5 || !opens || !is_dropped(written, known))
}

/// Two letters exchanged: a slip of the fingers, never another way to write a name.
pub(super) fn is_exchange(a: &str, b: &str) -> bool {
    let sorted = |it: &str| {
        let mut letters: Vec<char> = it.chars().collect();
        letters.sort_unstable();
        letters
    };
    a.len() == b.len() && sorted(a) == sorted(b) && strsim::osa_distance(a, b) == 1
}
