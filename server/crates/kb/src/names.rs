//! The name index: exact longest match, prefixes and near misses over folded names.

use date::Span;

use crate::blob::{CAPITALS, KIND_MASK};
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
    /// Edits (insertions, deletions, substitutions) from what was asked.
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

/// Calls `found` for every name that stands at the start of `text` and ends at the end of a word, shortest first.
#[inline]
pub(crate) fn walk(data: &[u8], root: Root, text: &[u8], mut found: impl FnMut(Found)) {
    let mut node = root.address();
    let mut output = 0u64;
    for (at, &byte) in text.iter().enumerate() {
        let Some((next, more)) = index::step(data, node, byte) else {
            return;
        };
        node = next;
        output = output.wrapping_add(more);
        if ends_word(&text[at + 1..])
            && let Some(last) = index::final_output(data, node)
        {
            found((at + 1, output.wrapping_add(last)));
        }
    }
}

/// The output of exactly this name.
pub(crate) fn exact(data: &[u8], root: Root, name: &[u8]) -> Option<u64> {
    let (node, output) = descend(data, root, name)?;
    Some(output.wrapping_add(node.final_output()?))
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

/// Names within `distance` insertions, deletions or substitutions of characters, with the distance of each. They have as many words and begin with
/// the same letter, or with the first two exchanged: hardly a slip touches the first letter (Pollock and Zamora 1984), and a
/// walk that holds to it visits a twentieth of the index.
pub(crate) fn within(
    data: &[u8],
    root: Root,
    word: &str,
    distance: u32,
) -> Vec<(u32, Vec<u8>, u64)> {
    let mut search = Search {
        data,
        word: word.chars().collect(),
        limit: distance.min(BAND as u32) as u8,
        visits: 0,
        name: Vec::new(),
        found: Vec::new(),
    };
    let beyond = search.limit + 1;
    let first = std::array::from_fn(|cell| match cell.checked_sub(BAND) {
        Some(column) if column <= search.word.len() => (column as u8).min(beyond),
        _ => beyond,
    });
    search.visit(root.node(), 0, 0, first, 0);
    search.found
}

/// The most edits that a search allows for.
const BAND: usize = 2;

/// The cells of a row of the edit-distance matrix that lie within [`BAND`] columns of the diagonal.
type Row = [u8; 2 * BAND + 1];

/// A depth-first walk that carries a row of the edit-distance matrix (Wagner and Fischer 1974) and turns back where no
/// cell of it is within the limit. Only the cells near to the diagonal are computed (Ukkonen 1985): all others are
/// beyond the limit.
struct Search<'a> {
    data: &'a [u8],
    word: Vec<char>,
    limit: u8,
    visits: usize,
    /// The bytes from the root to the node.
    name: Vec<u8>,
    found: Vec<(u32, Vec<u8>, u64)>,
}

impl Search<'_> {
    /// `depth`: characters from the root; `partial`: how many bytes at the end of `name` are a character that is not complete yet.
    fn visit(&mut self, node: Node, output: u64, depth: usize, row: Row, partial: usize) {
        // No row stays within the limit for longer than that; a damaged index might hold endless partial characters.
        let too_long = self.name.len() > 4 * (self.word.len() + BAND + 1);
        if self.visits > MAX_VISITS || too_long {
            return;
        }
        if let Some(last) = node.final_output()
            && partial == 0
            && let Some(&distance) = row.get((self.word.len() + BAND).wrapping_sub(depth))
            && distance <= self.limit
        {
            let name = self.name.clone();
            self.found
                .push((u32::from(distance), name, output.wrapping_add(last)));
        }
        for i in 0..node.len() {
            let Some(byte) = node.input(self.data, i) else {
                continue;
            };
            self.visits += 1;
            if depth == 0 && !self.may_begin_with(byte, partial) {
                continue;
            }
            self.name.push(byte);
            let complete = if partial == 0 && byte.is_ascii() {
                Some(char::from(byte))
            } else {
                let bytes = &self.name[self.name.len() - partial - 1..];
                let text = std::str::from_utf8(bytes).ok();
                text.and_then(|it| it.chars().next())
            };
            // Most branches end at once: only those that go on are worth decoding.
            let next_row = match complete {
                Some(c) => self.next_row(&row, depth + 1, c),
                None => (partial < 3).then_some(row),
            };
            if let Some(row) = next_row
                && let Some((_, next, more)) = node.child(self.data, i)
            {
                let (depth, partial) = match complete {
                    Some(_) => (depth + 1, 0),
                    None => (depth, partial + 1),
                };
                self.visit(next, output.wrapping_add(more), depth, row, partial);
            }
            self.name.pop();
        }
    }

    /// Whether a name of the index may begin so; `at` counts the bytes of its first character.
    fn may_begin_with(&self, byte: u8, at: usize) -> bool {
        self.word.iter().take(2).any(|c| {
            let mut buffer = [0; 4];
            let bytes = c.encode_utf8(&mut buffer).as_bytes();
            bytes.get(at) == Some(&byte)
        })
    }

    /// The row of the character at `depth` (from 1), if a cell of it is within the limit.
    fn next_row(&self, above: &Row, depth: usize, c: char) -> Option<Row> {
        let beyond = self.limit + 1;
        let mut row = [beyond; 2 * BAND + 1];
        let mut within = false;
        for cell in 0..row.len() {
            let Some(column) = (depth + cell).checked_sub(BAND) else {
                continue;
            };
            // One cell on in the row above is the same column.
            let deleted = above.get(cell + 1).map_or(beyond, |it| it + 1);
            let inserted = cell.checked_sub(1).map_or(beyond, |it| row[it] + 1);
            let value = match column.checked_sub(1).map(|it| self.word.get(it)) {
                None => depth.min(usize::from(beyond)) as u8,
                Some(None) => continue,
                // Spaces only ever stand for each other: a slip neither joins words nor parts them.
                Some(Some(&known)) if known == c => match c {
                    ' ' => above[cell],
                    _ => above[cell].min(inserted).min(deleted),
                },
                Some(Some(' ')) => beyond,
                Some(Some(_)) if c == ' ' => beyond,
                Some(Some(_)) => (above[cell] + 1).min(inserted).min(deleted),
            };
            row[cell] = value.min(beyond);
            within |= row[cell] <= self.limit;
        }
        within.then_some(row)
    }
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
