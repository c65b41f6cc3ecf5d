//! Folding: the form in which names are compared.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A name in the form in which names are compared: lower case, no diacritics, one space for white space and hyphens,
/// straight apostrophes, no dots in abbreviations, "," for a comma, "|" for any other punctuation that parts words.
/// The same as the folded text of a block that holds only this name.
pub fn fold(name: &str) -> String {
    if let Some(folded) = fold_plain(name) {
        return folded;
    }
    crate::words::read(name, &crate::visible::Visible::plain(name)).folded
}

/// Nearly every name is ASCII words with one space or hyphen between two, and takes no reading of words.
fn fold_plain(name: &str) -> Option<String> {
    let mut folded = String::with_capacity(name.len());
    let mut in_word = false;
    for byte in name.bytes() {
        match byte {
            b' ' | b'-' if in_word => folded.push(' '),
            _ if byte.is_ascii_alphanumeric() => folded.push(char::from(byte.to_ascii_lowercase())),
            _ => return None,
        }
        in_word = byte.is_ascii_alphanumeric();
    }
    in_word.then_some(folded)
}

/// The name as it is written where the keyboard has no umlauts: "Schroeder", "Goering", "Joergensen". `None` where it has none.
pub fn spell_umlauts(name: &str) -> Option<String> {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'ä' => out.push_str("ae"),
            'ö' | 'ø' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'Ä' => out.push_str("Ae"),
            'Ö' | 'Ø' => out.push_str("Oe"),
            'Ü' => out.push_str("Ue"),
            c => out.push(c),
        }
    }
    (out != name).then_some(out)
}

/// Appends the folded form of one character of a word; nothing for marks and invisible characters.
pub(crate) fn push_folded(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    match c {
        'ß' => folded.push_str("ss"),
        'æ' | 'Æ' | 'ǽ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ø' | 'Ø' => folded.push('o'),
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        'ł' | 'Ł' => folded.push('l'),
        'ı' | 'İ' => folded.push('i'),
        'þ' | 'Þ' => folded.push_str("th"),
        'ħ' | 'Ħ' => folded.push('h'),
        'ə' | 'Ə' => folded.push('a'),
        '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʿ' | 'ʾ' => folded.push('\''),
        _ if is_invisible(c) || is_combining_mark(c) => {}
        _ => decompose_canonical(c, |part| {
            if !is_combining_mark(part) {
                folded.extend(part.to_lowercase().filter(|it| !is_combining_mark(*it)));
            }
        }),
    }
}

/// Soft hyphen, zero-width characters, direction marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// Emoji and dingbats: they part words as a space does, and nothing more.
pub(crate) fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}
