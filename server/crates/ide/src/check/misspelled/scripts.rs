//! Names from other scripts, which have more than one right way to be written.

/// A script from which there is more than one right way to write a name.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Script {
    /// "a" is written, and never becomes another vowel.
    WithVowels,
    Other,
}

pub(super) fn script_of(kb: &kb::Kb, person: &kb::Person) -> Option<Script> {
    let mut romanised = person.terms.iter().filter(|term| {
        let state = kb.office(term.office).of.map(|it| kb.slug(it));
        // Since 1979 China has one way to write its names for all the world.
        let pinyin = || term.from.is_some_and(|it| it.first().year() >= 1979);
        state.is_some_and(|it| OTHER_SCRIPTS.contains(&it) && !(it == "chn" && pinyin()))
    });
    let state = kb.office(romanised.next()?.office).of?;
    Some(match WITH_VOWELS.contains(&kb.slug(state)) {
        true => Script::WithVowels,
        false => Script::Other,
    })
}

/// What is left of a word when everything goes in which romanisations differ: vowels, "y" and "j", "h", doubled letters.
pub(super) fn skeleton(word: &str, script: Script) -> String {
    let mut out = String::new();
    // "Gemba", "Genba"
    for c in word.replace("mb", "nb").replace("mp", "np").chars() {
        let c = match c {
            'a' => 'a',
            'e' | 'i' | 'o' | 'u' | 'y' | 'j' => match script {
                Script::WithVowels => 'e',
                Script::Other => 'a',
            },
            'w' => 'v',
            'q' | 'c' => 'k',
            'h' | '\'' => continue,
            c => c,
        };
        let twice = matches!(c, 'a' | 'e' | 'b' | 'd' | 'f' | 'l' | 'm' | 'n' | 's' | 't');
        if !(out.ends_with(c) && twice) {
            out.push(c);
        }
    }
    out
}

/// The states whose leaders' names are mostly transliterated.
const OTHER_SCRIPTS: &[&str] = &[
    "afg", "are", "arm", "bgr", "bhr", "blr", "chn", "cyp", "dza", "egy", "eri", "eth", "geo",
    "grc", "irn", "irq", "isr", "jor", "jpn", "kaz", "kgz", "khm", "kor", "kwt", "lao", "lbn",
    "lby", "mar", "mkd", "mmr", "mng", "npl", "omn", "prk", "pse", "qat", "rus", "sau", "sdn",
    "srb", "sun", "syr", "tha", "tjk", "tun", "twn", "ukr", "yem", "yug",
];

/// Those among them that write in Cyrillic, Greek or Georgian letters.
const WITH_VOWELS: &[&str] = &[
    "blr", "cyp", "geo", "grc", "mkd", "rus", "srb", "sun", "ukr", "yug",
];
