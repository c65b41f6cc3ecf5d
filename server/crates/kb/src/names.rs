//! The name index: exact longest match, prefixes and near misses over folded names.

use date::Span;

use crate::blob::{CAPITALS, KIND_MASK};
use crate::heads::Head;
use crate::index::{self, Node, Root};
use crate::{Lifetime, RecordId};

/// How many nodes a search may visit; only the index of a damaged blob comes near it.
const MAX_VISITS: usize = 1 << 20;

/// What a name is to its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum NameKind {
    /// A person's full name or a spelling of it; a native form too.
    Full,
    /// What stands for a person alone: family name, second-mention form, short form.
    Surname,
    Nickname,
    /// A person's given name or names alone; never links, finds slips such as "Mr Jinping".
    Given,
    /// "North Korea", "Democratic People's Republic of Korea", "DPRK".
    State,
    /// "North Korean".
    Demonym,
    Capital,
    Metonym,
    /// "president", "supreme leader": one entry per office that bears it.
    Title,
    Treaty,
    /// "INF", "NPT", "Nafta".
    TreatyAcronym,
    /// A treaty name that several treaties bear.
    TreatyShared,
    Organisation,
    OrganisationAcronym,
    Event,
}

/// One record that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameEntry {
    pub record: RecordId,
    pub kind: NameKind,
    /// When the record bore the name; `Lifetime::default()` where it is not limited.
    pub during: Lifetime,
    /// The name is written in capitals only ("US", "MBS", "INF"): a word that is not all capitals is another word.
    pub capitals: bool,
}

/// Where the entries of a name are, in every layer that has it; give it to [`crate::Kb::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EntriesRef(pub(crate) u64);

/// A known name near to one that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Folded, as in the index.
    pub folded: String,
    /// Slips (letters inserted, left out, replaced, or two exchanged) from what was asked.
    pub distance: u32,
    pub entries: EntriesRef,
}

impl NameEntry {
    /// Whether the record may have borne the name at some moment of `clock`.
    pub fn may_hold_in(&self, clock: Span) -> bool {
        !self.during.at(clock).is_no()
    }
}

impl NameKind {
    /// The kind that an entry of the index stands for.
    pub(crate) fn of_entry(word: u32) -> NameKind {
        const KINDS: [NameKind; 15] = [
            NameKind::Full,
            NameKind::Surname,
            NameKind::Nickname,
            NameKind::Given,
            NameKind::State,
            NameKind::Demonym,
            NameKind::Capital,
            NameKind::Metonym,
            NameKind::Title,
            NameKind::Treaty,
            NameKind::TreatyAcronym,
            NameKind::TreatyShared,
            NameKind::Organisation,
            NameKind::OrganisationAcronym,
            NameKind::Event,
        ];
        KINDS
            .get((word & KIND_MASK) as usize)
            .copied()
            .unwrap_or(NameKind::Event)
    }
}

pub(crate) fn in_capitals(word: u32) -> bool {
    word & CAPITALS != 0
}

/// A name found in one index: how long it is in bytes and its output.
pub(crate) type Found = (usize, u64);

/// Calls `found` for every name that stands at the start of `text` and ends at the end of a word, shortest first. `start` is the node
/// behind the head of the text and the output up to it.
#[inline]
pub(crate) fn walk(
    data: &[u8],
    start: (usize, u64),
    head: Head,
    text: &[u8],
    mut found: impl FnMut(Found),
) {
    let (mut node, mut output) = start;
    let mut at = head.len;
    loop {
        if ends_word(text.get(at..).unwrap_or_default())
            && let Some(last) = index::final_output(data, node)
            && at > 0
        {
            found((at, output.wrapping_add(last)));
        }
        let step = text.get(at).and_then(|it| index::step(data, node, *it));
        let Some((next, more)) = step else {
            return;
        };
        node = next;
        output = output.wrapping_add(more);
        at += 1;
    }
}

/// The output of exactly this name.
pub(crate) fn exact(data: &[u8], start: (usize, u64), head: Head, name: &[u8]) -> Option<u64> {
    let (mut node, mut output) = start;
    for byte in name.get(head.len..)? {
        let (next, more) = index::step(data, node, *byte)?;
        node = next;
        output = output.wrapping_add(more);
    }
    Some(output.wrapping_add(index::final_output(data, node)?))
}

/// Names that begin with `prefix`, in order, at most `limit`.
pub(crate) fn with_prefix(
    data: &[u8],
    root: Root,
    prefix: &[u8],
    limit: usize,
) -> Vec<(Vec<u8>, u64)> {
    let mut names = Vec::new();
    let Some((node, output)) = descend(data, root, prefix) else {
        return names;
    };
    let mut name = prefix.to_vec();
    let mut stack = vec![(node, output, 0)];
    let mut visits = 0;
    if let Some(last) = node.final_output() {
        names.push((name.clone(), output.wrapping_add(last)));
    }
    while let Some((node, output, child)) = stack.last_mut() {
        if names.len() >= limit || visits > MAX_VISITS {
            break;
        }
        let Some((byte, next, more)) = node.child(data, *child) else {
            stack.pop();
            name.pop();
            continue;
        };
        visits += 1;
        *child += 1;
        let output = output.wrapping_add(more);
        name.push(byte);
        if let Some(last) = next.final_output() {
            names.push((name.clone(), output.wrapping_add(last)));
        }
        stack.push((next, output, 0));
    }
    names.truncate(limit);
    names
}

/// Names that a slip or two of the hand tell from `word`, with the number of slips of each: insertions, deletions and substitutions of
/// characters, and two neighbours exchanged. They have as many words and begin with the same letter, or with the first two exchanged:
/// hardly a slip touches the first letter (Pollock and Zamora 1984), and a walk that holds to it visits a twentieth of the index.
pub(crate) fn within(
    data: &[u8],
    root: Root,
    word: &str,
    slips: Slips,
) -> Vec<(u32, Vec<u8>, u64)> {
    let word: Vec<char> = word.chars().collect();
    let mut search = Search {
        data,
        columns: Column::all(&word, slips),
        len: word.len(),
        visits: 0,
        name: Vec::new(),
        found: Vec::new(),
    };
    let mut row = [BEYOND; CELLS];
    for (cell, slips) in (BAND..).zip(0..=BAND) {
        row[cell] = search.columns[cell].limited(slips as u8);
    }
    let above = Above {
        depth: 0,
        row,
        before: [BEYOND; CELLS],
        last: ' ',
    };
    search.visit(root.node(), 0, &above, 0);
    search.found
}

/// How many slips are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slips {
    /// So many in all, at most two.
    InAll(u8),
    /// As many as a reader forgives: none in a word of three letters, one in a word of five, two in a longer one, and two in all. A
    /// search for short words visits much less of the index so.
    ByWord,
}

impl Slips {
    /// For every column of the matrix, the most slips up to there.
    fn limits(self, word: &[char]) -> Vec<u8> {
        let mut limits = Vec::with_capacity(word.len() + 1);
        let mut before = 0;
        for letters in word.split(|it| *it == ' ') {
            // The known word may be longer by what was left out.
            let limit = match (self, letters.len()) {
                (Slips::InAll(all), _) => all,
                (Slips::ByWord, 0..=3) => before,
                (Slips::ByWord, 4..=5) => before + 1,
                (Slips::ByWord, _) => before + 2,
            };
            before = limit.min(BAND as u8);
            limits.extend(std::iter::repeat_n(before, letters.len() + 1));
        }
        limits
    }
}

/// The most slips that a search allows for.
const BAND: usize = 2;
/// More than any limit.
const BEYOND: u8 = BAND as u8 + 1;

/// How many cells of a row lie within [`BAND`] columns of the diagonal.
const CELLS: usize = 2 * BAND + 1;

/// Those cells of a row of the edit-distance matrix.
type Row = [u8; CELLS];

/// A column of the matrix.
#[derive(Clone, Copy)]
struct Column {
    /// The character of the word that leads to it, and the one before; no character of a name is `\0`.
    c: char,
    before: char,
    /// One more than the most slips up to here; 0 of what is no column at all.
    limit: u8,
}

impl Column {
    /// The columns of a word, and [`BAND`] more at either end, so that those of a row are one slice: cell 0 of the row of `depth`
    /// characters is the one at `depth`.
    fn all(word: &[char], slips: Slips) -> Vec<Column> {
        let limits = slips.limits(word);
        let of = |at: usize| {
            let column = at.checked_sub(BAND);
            let c = |back: usize| {
                let idx = column.and_then(|it| it.checked_sub(back));
                idx.and_then(|it| word.get(it)).copied().unwrap_or('\0')
            };
            let limit = column.and_then(|it| limits.get(it));
            Column {
                c: c(1),
                before: c(2),
                limit: limit.map_or(0, |it| it + 1),
            }
        };
        (0..word.len() + 4 * BAND + 1).map(of).collect()
    }

    /// So many slips, or [`BEYOND`] the limit.
    fn limited(self, slips: u8) -> u8 {
        if slips < self.limit { slips } else { BEYOND }
    }
}

/// A depth-first walk that carries a row of the edit-distance matrix (Wagner and Fischer 1974) and turns back where no
/// cell of it is within its limit. Only the cells near to the diagonal are computed (Ukkonen 1985): all others are
/// beyond any limit.
struct Search<'a> {
    data: &'a [u8],
    columns: Vec<Column>,
    /// Of the word, in characters.
    len: usize,
    visits: usize,
    /// The bytes from the root to the node.
    name: Vec<u8>,
    found: Vec<(u32, Vec<u8>, u64)>,
}

/// What a node hands to those below it.
struct Above {
    /// Characters from the root.
    depth: usize,
    row: Row,
    /// The row above that, and the character that led from it to this: for two that are exchanged.
    before: Row,
    last: char,
}

impl Search<'_> {
    /// `partial`: how many bytes at the end of `name` are a character that is not complete yet.
    fn visit(&mut self, node: Node, output: u64, above: &Above, partial: usize) {
        // No row stays within the limit for longer than that; a damaged index might hold endless partial characters.
        let too_long = self.name.len() > 4 * (self.len + BAND + 1);
        let columns = self.columns.get(above.depth + 1..).unwrap_or_default();
        let Some(&columns) = columns.first_chunk::<CELLS>() else {
            return;
        };
        if self.visits > MAX_VISITS || too_long {
            return;
        }
        if let Some(last) = node.final_output()
            && partial == 0
            && let Some(&distance) = above.row.get((self.len + BAND).wrapping_sub(above.depth))
            && distance < BEYOND
        {
            let name = self.name.clone();
            self.found
                .push((u32::from(distance), name, output.wrapping_add(last)));
        }
        // Of the children, which may be many, only those that a character near to here leads to have a row of their own.
        let mut row_of_others: Option<Option<Row>> = None;
        for i in 0..node.len() {
            let Some(byte) = node.input(self.data, i) else {
                continue;
            };
            self.visits += 1;
            if above.depth == 0 && !self.may_begin_with(byte, partial) {
                continue;
            }
            let complete = if partial == 0 && byte.is_ascii() {
                Some(char::from(byte))
            } else {
                let bytes = &self.name[self.name.len() - partial..];
                let bytes = [bytes, &[byte]].concat();
                let text = std::str::from_utf8(&bytes).ok();
                text.and_then(|it| it.chars().next())
            };
            let below = match complete {
                Some(c) => {
                    let near = |it: &Column| it.c == c || it.before == c;
                    let row = match c == ' ' || columns.iter().any(near) {
                        true => next_row(&columns, above, c),
                        false => *row_of_others.get_or_insert_with(|| next_row(&columns, above, c)),
                    };
                    // Most branches end here: only those that go on are worth decoding.
                    let Some(row) = row else { continue };
                    Some(Above {
                        depth: above.depth + 1,
                        row,
                        before: above.row,
                        last: c,
                    })
                }
                None if partial < 3 => None,
                None => continue,
            };
            if let Some((_, next, more)) = node.child(self.data, i) {
                self.name.push(byte);
                let output = output.wrapping_add(more);
                match &below {
                    Some(below) => self.visit(next, output, below, 0),
                    None => self.visit(next, output, above, partial + 1),
                }
                self.name.pop();
            }
        }
    }

    /// Whether a name of the index may begin so; `at` counts the bytes of its first character.
    fn may_begin_with(&self, byte: u8, at: usize) -> bool {
        let first = self.columns.iter().skip(BAND + 1).take(self.len.min(2));
        first.map(|it| it.c).any(|c| {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            bytes.get(at) == Some(&byte)
        })
    }
}

/// The row of the next character, if a cell of it is within its limit.
fn next_row(columns: &[Column; CELLS], above: &Above, c: char) -> Option<Row> {
    let mut row = [BEYOND; CELLS];
    let mut inserted = BEYOND;
    for cell in 0..CELLS {
        let column = columns[cell];
        // One cell on in the row above is the same column.
        let deleted = above.row.get(cell + 1).map_or(BEYOND, |it| it + 1);
        let same = above.row[cell];
        let slips = match (column.c == c, c == ' ' || column.c == ' ') {
            // Spaces only ever stand for each other: a slip neither joins words nor parts them.
            (true, true) => same,
            (false, true) => BEYOND,
            (true, false) => same.min(inserted).min(deleted),
            (false, false) => {
                // Two rows up and two columns back is the same cell.
                let exchanged = match column.c == above.last && column.before == c {
                    true => above.before[cell] + 1,
                    false => BEYOND,
                };
                (same + 1).min(inserted).min(deleted).min(exchanged)
            }
        };
        row[cell] = column.limited(slips);
        inserted = row[cell] + 1;
    }
    row.iter().any(|it| *it < BEYOND).then_some(row)
}

fn descend(data: &[u8], root: Root, name: &[u8]) -> Option<(Node, u64)> {
    let mut node = root.node();
    let mut output = 0u64;
    for &byte in name {
        let (next, more) = node.step(data, byte)?;
        node = next;
        output = output.wrapping_add(more);
    }
    Some((node, output))
}

/// Whether a word that is followed by `rest` ends there.
#[inline]
fn ends_word(rest: &[u8]) -> bool {
    let rest = match rest {
        [b'\'', b's', rest @ ..] | [b'\'', rest @ ..] => rest,
        rest => rest,
    };
    matches!(rest, [] | [b' ' | b',' | b'|', ..])
}
