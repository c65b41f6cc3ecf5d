//! Words, sentences and quotations of one block.

use unicode_normalization::char::is_combining_mark;

use crate::fold::{is_invisible, is_pictograph, push_folded};
use crate::types::{BlockText, Range, Sentence, Separator, Shape, Word};
use crate::visible::Visible;

/// Reads the visible text of a block; ranges are those of its source.
pub(crate) fn read(source: &str, visible: &Visible<'_>) -> BlockText {
    let mut scanner = Scanner {
        visible,
        text: &visible.text,
        at: 0,
        out: BlockText::default(),
        gap: Gap::default(),
        quotes: Quotes::default(),
    };
    scanner.out.folded.reserve(visible.text.len());
    // A word of English and the space before it have six letters.
    scanner.out.words.reserve(visible.text.len() / 6 + 1);
    scanner.run();
    let mut out = scanner.out;
    out.source = source.into();
    out.sentences = sentences(&out.words, source.len() as u32);
    out.english = is_english(&out);
    out
}

struct Scanner<'a> {
    visible: &'a Visible<'a>,
    text: &'a str,
    /// Byte of the visible text.
    at: usize,
    out: BlockText,
    gap: Gap,
    quotes: Quotes,
}

/// What stood since the last word: bits, since nearly always it is one space and nothing more.
#[derive(Clone, Copy, Default, PartialEq)]
struct Gap(u16);

impl Gap {
    const SPACE: Gap = Gap(1);
    const HYPHEN: Gap = Gap(1 << 1);
    const COMMA: Gap = Gap(1 << 2);
    const DASH: Gap = Gap(1 << 3);
    const OPEN_BRACKET: Gap = Gap(1 << 4);
    const CLOSE_BRACKET: Gap = Gap(1 << 5);
    const OPEN_QUOTE: Gap = Gap(1 << 6);
    const CLOSE_QUOTE: Gap = Gap(1 << 7);
    const COLON: Gap = Gap(1 << 8);
    const SEMICOLON: Gap = Gap(1 << 9);
    const SLASH: Gap = Gap(1 << 10);
    const STOP: Gap = Gap(1 << 11);
    const OTHER: Gap = Gap(1 << 12);

    fn add(&mut self, what: Gap) {
        self.0 |= what.0;
    }

    fn has(self, what: Gap) -> bool {
        self.0 & what.0 != 0
    }
}

/// Quotations that are open, by their marks: visible byte of the mark and number of words before it.
#[derive(Default)]
struct Quotes {
    double: Option<(usize, usize)>,
    single: Option<(usize, usize)>,
    guillemets: Option<(usize, usize)>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(c) = self.peek() {
            if c.is_alphanumeric() {
                self.word();
            } else {
                self.between(c);
                self.at += c.len_utf8();
            }
        }
        // A quotation whose end is missing runs to the end of its paragraph.
        for open in [self.quotes.double.take(), self.quotes.guillemets.take()]
            .into_iter()
            .flatten()
        {
            self.quotation(open, self.text.len());
        }
        self.out.quotations.sort();
    }

    fn peek(&self) -> Option<char> {
        let first = *self.text.as_bytes().get(self.at)?;
        if first.is_ascii() {
            Some(char::from(first))
        } else {
            self.text[self.at..].chars().next()
        }
    }

    fn peek_after(&self, c: char) -> Option<char> {
        self.text[self.at + c.len_utf8()..].chars().next()
    }

    fn word(&mut self) {
        let before = self.separator();
        if before != Separator::Start {
            self.out.folded.push(match before {
                Separator::Space | Separator::Hyphen => ' ',
                Separator::Comma => ',',
                _ => '|',
            });
        }
        self.gap = Gap::default();
        if let Some(len) = self.plain_letters() {
            self.plain_word(len, before);
            return;
        }
        let start = self.at;
        let folded_start = self.out.folded.len();
        let (mut possessive, mut n_dots) = (false, 0);
        self.letters(&mut possessive, &mut n_dots);
        let mut end = if possessive {
            self.at_before_possessive()
        } else {
            self.at
        };
        let mut folded_end = self.out.folded.len() - if possessive { 2 } else { 0 };
        if !possessive
            && self.text[..self.at].ends_with(['s', 'S', 'x', 'z'])
            && self.is_plural_possessive()
        {
            possessive = true; // "the leaders' meeting"
            self.out.folded.push('\'');
            self.at += self.peek().map_or(1, char::len_utf8);
        }
        if !possessive && self.peek() == Some('.') {
            let folded = &self.out.folded[folded_start..folded_end];
            // "I." ends a sentence, or is an initial as in "Leonid I. Brezhnev".
            let within_name = || {
                let last = self.out.words.last();
                last.is_some_and(|it| it.shape == Shape::Capital) && self.goes_on_as_name()
            };
            let initial = folded.len() == 1
                && self.text[start..].starts_with(char::is_uppercase)
                && (folded != "i" || within_name());
            let listed = is_abbreviation(folded);
            if n_dots > 0 || initial || listed {
                self.at += 1;
                end = self.at;
                if self.begins_sentence(listed || initial && n_dots == 0) {
                    self.gap.add(Gap::STOP);
                }
                if self.possessive_ending() {
                    possessive = true;
                    self.out.folded.push_str("'s");
                    self.at += self.peek().map_or(1, char::len_utf8) + 1;
                }
            }
        }
        folded_end = folded_end.max(folded_start);
        let range = Range::new(
            self.visible.start(start as u32),
            self.visible.end(end as u32),
        );
        let folded = Range::new(folded_start as u32, folded_end as u32);
        self.out.words.push(Word {
            range,
            folded,
            shape: shape(&self.text[start..end]),
            possessive,
            before,
        });
    }

    /// How many letters of a word stand here, if all are ASCII and nothing behind them belongs to it: nearly every word of English.
    fn plain_letters(&self) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at..];
        let letters = rest.iter().position(|it| !it.is_ascii_alphabetic());
        let len = letters.unwrap_or(rest.len());
        let ends = |next: &u8| {
            next.is_ascii() && !next.is_ascii_digit() && !matches!(next, b'.' | b'\'' | b'`')
        };
        (len > 0 && rest.get(len).is_none_or(ends)).then_some(len)
    }

    /// What [`Scanner::word`] would make of so many plain letters.
    fn plain_word(&mut self, len: usize, before: Separator) {
        let run = &self.text[self.at..self.at + len];
        let folded = self.out.folded.len();
        self.out.folded.push_str(run);
        let upper = run.bytes().filter(u8::is_ascii_uppercase).count();
        let shape = match (upper, run.as_bytes()[0].is_ascii_uppercase()) {
            (0, _) => Shape::Lower,
            (1, true) => Shape::Capital,
            _ if upper == len => Shape::Capitals,
            _ => Shape::Mixed,
        };
        if upper > 0 {
            self.out.folded[folded..].make_ascii_lowercase();
        }
        let (start, end) = (self.at as u32, (self.at + len) as u32);
        self.at += len;
        self.out.words.push(Word {
            range: Range::new(self.visible.start(start), self.visible.end(end)),
            folded: Range::new(folded as u32, self.out.folded.len() as u32),
            shape,
            possessive: false,
            before,
        });
    }

    /// The letters and digits of a word with what may stand inside it; stops behind a possessive ending.
    fn letters(&mut self, possessive: &mut bool, n_dots: &mut usize) {
        let start = self.at;
        let number = self.text.as_bytes()[start].is_ascii_digit();
        let mut segment = 0;
        let mut letters_before_dot = true;
        while let Some(c) = self.peek() {
            if c.is_ascii_alphanumeric() {
                segment += self.ascii_letters();
                continue;
            }
            if c.is_alphanumeric() || is_invisible(c) || !c.is_ascii() && is_combining_mark(c) {
                push_folded(c, &mut self.out.folded);
                segment += usize::from(c.is_alphanumeric());
            } else if is_apostrophe(c) {
                if self.possessive_ending() {
                    *possessive = true;
                    self.out.folded.push_str("'s");
                    self.at += c.len_utf8() + 1;
                    return;
                }
                if !self.peek_after(c).is_some_and(char::is_alphanumeric) {
                    return;
                }
                self.out.folded.push('\'');
                segment += 1;
            } else if c == '.' && !number {
                // "U.S.": single letters with dots between them.
                letters_before_dot &= segment == 1;
                if !letters_before_dot || !self.peek_after(c).is_some_and(char::is_alphabetic) {
                    return;
                }
                *n_dots += 1;
                segment = 0;
            } else if number
                && matches!(c, ',' | '.')
                && self.peek_after(c).is_some_and(|it| it.is_ascii_digit())
            {
                self.out.folded.push(c);
            } else {
                return;
            }
            self.at += c.len_utf8();
        }
    }

    /// Steps over a run of letters and digits that are ASCII, most of all text, and returns how many they were.
    fn ascii_letters(&mut self) -> usize {
        let rest = &self.text.as_bytes()[self.at..];
        let count = rest.iter().position(|it| !it.is_ascii_alphanumeric());
        let count = count.unwrap_or(rest.len());
        let folded = self.out.folded.len();
        let run = &self.text[self.at..self.at + count];
        self.out.folded.push_str(run);
        self.out.folded[folded..].make_ascii_lowercase();
        self.at += count;
        count
    }

    /// An apostrophe with "s" and the end of the word stands here.
    fn possessive_ending(&self) -> bool {
        let mut rest = self.text[self.at..].chars();
        rest.next().is_some_and(is_apostrophe)
            && matches!(rest.next(), Some('s' | 'S'))
            && !rest
                .next()
                .is_some_and(|it| it.is_alphanumeric() || is_apostrophe(it))
    }

    fn at_before_possessive(&self) -> usize {
        let body = &self.text[..self.at - 1];
        body.len() - body.chars().next_back().map_or(0, char::len_utf8)
    }

    /// An apostrophe behind a plural that closes no quotation.
    fn is_plural_possessive(&self) -> bool {
        self.peek().is_some_and(|c| {
            is_apostrophe(c)
                && self.quotes.single.is_none()
                && self.peek_after(c).is_some_and(|next| next == ' ')
        })
    }

    /// Whether a new sentence begins behind the dot of an abbreviation: only where a word follows that opens sentences. A
    /// title or an initial is followed by a name.
    fn begins_sentence(&self, wants_name: bool) -> bool {
        let rest = self.text[self.at..].trim_start_matches(['"', '”', '’', ')', ']']);
        if rest.trim_start().starts_with([
            ',', ';', ':', '-', '\u{2010}', '\u{2011}', '–', '—', '/', '…',
        ]) {
            return false; // "the U.S.-Japan treaty", "in the U.S., too"
        }
        let Some(next) = rest
            .trim_start()
            .split(|it: char| !it.is_alphanumeric())
            .next()
            .filter(|it| !it.is_empty())
        else {
            return true;
        };
        !wants_name && rest.len() < self.text.len() - self.at + 1 && opens_sentence(next)
    }

    /// Behind the dot stand a space and a word in capitals that opens no sentences.
    fn goes_on_as_name(&self) -> bool {
        let rest = self.text[self.at..].strip_prefix(". ").unwrap_or("");
        let next = rest.split(|it: char| !it.is_alphanumeric()).next();
        next.is_some_and(|it| it.starts_with(char::is_uppercase) && !opens_sentence(it))
    }

    fn separator(&self) -> Separator {
        let gap = self.gap;
        if self.out.words.is_empty() {
            Separator::Start
        } else if gap == Gap::SPACE {
            Separator::Space
        } else if gap.has(Gap::STOP) {
            Separator::Stop
        } else if gap.has(Gap::SEMICOLON) {
            Separator::Semicolon
        } else if gap.has(Gap::COLON) {
            Separator::Colon
        } else if gap.has(Gap::DASH)
            || gap.has(Gap::HYPHEN) && gap.has(Gap::SPACE) && gap.has(Gap::CLOSE_BRACKET)
        {
            // "(Reuters) - "
            Separator::Dash
        } else if gap.has(Gap::OPEN_QUOTE) {
            Separator::OpenQuote
        } else if gap.has(Gap::CLOSE_QUOTE) {
            Separator::CloseQuote
        } else if gap.has(Gap::OPEN_BRACKET) {
            Separator::OpenBracket
        } else if gap.has(Gap::CLOSE_BRACKET) {
            Separator::CloseBracket
        } else if gap.has(Gap::SLASH) {
            Separator::Slash
        } else if gap.has(Gap::OTHER) {
            Separator::Other
        } else if gap.has(Gap::COMMA) {
            Separator::Comma
        } else if gap.has(Gap::HYPHEN) {
            if gap.has(Gap::SPACE) {
                Separator::Dash
            } else {
                Separator::Hyphen
            }
        } else if gap.has(Gap::SPACE) {
            Separator::Space
        } else {
            Separator::Other
        }
    }

    fn between(&mut self, c: char) {
        let gap = &mut self.gap;
        match c {
            ' ' => gap.add(Gap::SPACE),
            _ if c.is_whitespace() || is_pictograph(c) => gap.add(Gap::SPACE),
            '-' | '\u{2010}' | '\u{2011}' => {
                if gap.has(Gap::HYPHEN) {
                    gap.add(Gap::DASH); // "--"
                }
                gap.add(Gap::HYPHEN);
            }
            '–' | '—' | '―' | '\u{2212}' => {
                // "1914–1918", "Sino–Soviet" are joined; a dash between clauses is longer or stands between spaces.
                let tight = c == '–'
                    && !gap.has(Gap::SPACE)
                    && self.peek_after(c).is_some_and(char::is_alphanumeric);
                self.gap.add(if tight { Gap::HYPHEN } else { Gap::DASH });
            }
            ',' => gap.add(Gap::COMMA),
            '(' | '[' | '{' => gap.add(Gap::OPEN_BRACKET),
            ')' | ']' | '}' => gap.add(Gap::CLOSE_BRACKET),
            ':' => gap.add(Gap::COLON),
            ';' => gap.add(Gap::SEMICOLON),
            '/' => gap.add(Gap::SLASH),
            '.' | '!' | '?' | '…' | '。' | '！' | '？' => gap.add(Gap::STOP),
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' => self.quote(c),
            _ if is_invisible(c) || is_combining_mark(c) => {}
            _ => gap.add(Gap::OTHER),
        }
    }

    fn quote(&mut self, c: char) {
        let before = self.text[..self.at].chars().next_back();
        let after = self.peek_after(c);
        let opens = before.is_none_or(|it| {
            it.is_whitespace()
                || matches!(
                    it,
                    '(' | '[' | '—' | '–' | '-' | '“' | '"' | '‘' | '/' | '>'
                )
        }) && after.is_some_and(|it| !it.is_whitespace());
        let n_words = self.out.words.len();
        let end = self.at + c.len_utf8();
        match c {
            '“' | '„' => self.open(|it| &mut it.double, n_words),
            '”' => self.close(|it| &mut it.double, end),
            '"' if opens && self.quotes.double.is_none() => self.open(|it| &mut it.double, n_words),
            '"' => self.close(|it| &mut it.double, end),
            '«' => self.open(|it| &mut it.guillemets, n_words),
            '»' => self.close(|it| &mut it.guillemets, end),
            '‘' if opens => self.open(|it| &mut it.single, n_words),
            '\'' if opens
                && self.quotes.double.is_none()
                && after.is_some_and(char::is_alphabetic) =>
            {
                self.open(|it| &mut it.single, n_words)
            }
            // A closing single mark follows punctuation; otherwise it is an apostrophe.
            '’' | '\''
                if self.quotes.single.is_some()
                    && before.is_some_and(|it| matches!(it, '.' | ',' | '!' | '?' | '…')) =>
            {
                self.close(|it| &mut it.single, end);
            }
            _ => self.gap.add(Gap::CLOSE_QUOTE),
        }
    }

    fn open(&mut self, kind: impl Fn(&mut Quotes) -> &mut Option<(usize, usize)>, n_words: usize) {
        self.gap.add(Gap::OPEN_QUOTE);
        let at = self.at;
        kind(&mut self.quotes).get_or_insert((at, n_words));
    }

    fn close(&mut self, kind: impl Fn(&mut Quotes) -> &mut Option<(usize, usize)>, end: usize) {
        self.gap.add(Gap::CLOSE_QUOTE);
        if let Some(open) = kind(&mut self.quotes).take() {
            self.quotation(open, end);
        }
    }

    /// Keeps a quotation of more than three words; fewer are scare quotes.
    fn quotation(&mut self, (start, n_words): (usize, usize), end: usize) {
        if self.out.words.len() > n_words + 3 {
            self.out.quotations.push(Range::new(
                self.visible.start(start as u32),
                self.visible.end(end as u32),
            ));
        }
    }
}

/// Words of one sentence. Nobody writes so many without a stop; and who reads a sentence for each of its words takes time that
/// grows with its square.
const MAX_SENTENCE: usize = 400;

fn sentences(words: &[Word], len: u32) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::with_capacity(words.len() / 20 + 1);
    for (idx, word) in words.iter().enumerate() {
        let begun = sentences.last().map_or(0, |it| it.first as usize);
        let stops = matches!(word.before, Separator::Start | Separator::Stop);
        if stops || idx - begun >= MAX_SENTENCE {
            if let Some(last) = sentences.last_mut() {
                last.range.end = word.range.start;
                last.last = idx as u32;
            }
            let start = if idx == 0 { 0 } else { word.range.start };
            sentences.push(Sentence {
                range: Range::new(start, len),
                first: idx as u32,
                last: words.len() as u32,
            });
        }
    }
    sentences
}

fn shape(word: &str) -> Shape {
    if word.bytes().all(|it| it.is_ascii_lowercase()) {
        return Shape::Lower;
    }
    // Nearly every other word is a capital and small letters.
    if let [first, rest @ ..] = word.as_bytes()
        && first.is_ascii_uppercase()
        && rest.iter().all(|it| it.is_ascii_lowercase())
    {
        return Shape::Capital;
    }
    let mut chars = word.chars().filter(|it| it.is_alphanumeric());
    let Some(first) = chars.next() else {
        return Shape::Lower;
    };
    if first.is_numeric() {
        return Shape::Number;
    }
    let (mut upper, mut lower) = (0, 0);
    for c in chars {
        if c.is_uppercase() {
            upper += 1;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    match (first.is_uppercase(), upper, lower) {
        (true, 0, 0) if word.contains('.') || first.is_alphabetic() => Shape::Capital,
        (true, _, 0) => Shape::Capitals,
        (true, 0, _) => Shape::Capital,
        (false, 0, _) => Shape::Lower,
        _ => Shape::Mixed,
    }
}

/// Enough English stop words, or too few words to tell.
fn is_english(text: &BlockText) -> bool {
    let sample = &text.words[..text.words.len().min(200)];
    // Names are of no language.
    let is_name = |it: &Word| matches!(it.shape, Shape::Capital | Shape::Capitals | Shape::Mixed);
    let n_words = sample.iter().filter(|it| !is_name(it)).count();
    let count = |is: fn(&str) -> bool| {
        let words = sample.iter().map(|it| it.folded.of(&text.folded));
        words.filter(|it| is(it)).count()
    };
    if n_words < 12 {
        // Hardly more than names: only the small words of another language speak against English.
        let small = sample.iter().filter(|it| it.shape == Shape::Lower);
        let foreign = small
            .filter(|it| is_foreign_stop_word(it.folded.of(&text.folded)))
            .count();
        let shared = |it: &str| matches!(it, "a" | "in" | "is" | "was" | "as" | "on" | "he" | "or");
        return foreign == 0 || count(is_english_stop_word) > foreign + count(shared);
    }
    let words = sample.iter().map(|it| it.folded.of(&text.folded));
    let mut small = words.filter(|it| is_english_stop_word(it));
    // The first that are enough decide.
    small.nth(n_words.div_ceil(8) - 1).is_some()
}

fn is_english_stop_word(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "and"
            | "to"
            | "a"
            | "in"
            | "that"
            | "is"
            | "was"
            | "for"
            | "on"
            | "with"
            | "as"
            | "by"
            | "at"
            | "from"
            | "his"
            | "has"
            | "it"
            | "an"
            | "be"
            | "are"
            | "were"
            | "which"
            | "this"
            | "had"
            | "its"
            | "he"
            | "she"
            | "not"
            | "but"
            | "who"
            | "will"
            | "would"
            | "said"
            | "have"
            | "or"
            | "they"
            | "their"
            | "after"
            | "her"
            | "been"
    )
}

/// Of the languages that news is written in most. No word that is English as well, or a particle of names ("de", "von").
fn is_foreign_stop_word(word: &str) -> bool {
    matches!(
        word,
        "le" | "les" | "des" | "et" | "une" | "est" | "dans" | "pour" | "que" | "qui" | "avec" | "sur" | "aux" // French
            | "und" | "ist" | "ein" | "eine" | "mit" | "dem" | "fur" | "auf" | "nicht" | "zu" // German
            | "los" | "las" | "y" | "es" | "por" | "una" | "ha" // Spanish
            | "che" | "della" | "nel" | "gli" // Italian
            | "com" | "uma" | "os" | "ao" | "em" | "nao" // Portuguese
            | "het" | "een" | "voor" | "niet" // Dutch
            | "och" | "att" | "som" | "pa" | "og" | "til" | "den" | "det" // Swedish, Danish, Norwegian
            | "sie" | "jest" // Polish
            | "ve" | "bir" | "icin" | "ile" // Turkish
            | "yang" | "di" | "dengan" | "untuk" // Indonesian
    )
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | 'ʻ' | '‘' | '`' | '´')
}

/// Titles and months that are written with a dot and followed by a name or a number.
fn is_abbreviation(folded: &str) -> bool {
    matches!(
        folded,
        "mr" | "mrs"
            | "ms"
            | "dr"
            | "prof"
            | "st"
            | "sen"
            | "rep"
            | "gov"
            | "gen"
            | "lt"
            | "col"
            | "maj"
            | "capt"
            | "cmdr"
            | "adm"
            | "sgt"
            | "brig"
            | "rev"
            | "hon"
            | "jr"
            | "sr"
            | "messrs"
            | "mme"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "aug"
            | "sept"
            | "sep"
            | "oct"
            | "nov"
            | "dec"
            | "no"
            | "vs"
            | "ft"
            | "mt"
            | "pres"
            | "amb"
            | "insp"
            | "supt"
            | "const"
    )
}

fn opens_sentence(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "He"
            | "She"
            | "It"
            | "They"
            | "But"
            | "In"
            | "On"
            | "A"
            | "An"
            | "At"
            | "This"
            | "That"
            | "We"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "There"
            | "When"
            | "After"
            | "Before"
            | "If"
            | "For"
            | "From"
            | "And"
            | "As"
            | "Both"
            | "Since"
            | "Under"
            | "While"
            | "With"
            | "These"
            | "Those"
            | "Yet"
            | "Mr"
            | "Mrs"
            | "Ms"
    )
}
