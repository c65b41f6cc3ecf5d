//! Which words begin a name, and where in the index: nine of ten words of a text do not, and cost one memory access in place of a
//! walk through the index; and the walk for a word that does begins behind it.
//!
//! The head of a name, and of the text in which names are looked for, is what stands before the first byte at which a word can
//! end. A name that stands at the start of a text has the same head as the text.

use crate::index::{self, Root};

/// Bits of the filter for each head; one in sixteen words that begin no name passes nevertheless.
const BITS: usize = 16;
/// Slots of the table for two heads.
const SLOTS: usize = 3;
/// Bytes of a slot: the hash (u64; 0 in an empty slot), the address of the node behind the head and the output up to it (u32 each).
const SLOT: usize = 16;
/// More slots are never looked at; a table that is not damaged has an empty one long before.
const PROBES: usize = 1 << 10;

/// What stands before the end of the first word.
#[derive(Clone, Copy)]
pub(crate) struct Head {
    hash: u64,
    /// In bytes.
    pub(crate) len: usize,
}

impl Head {
    /// The head of a name or of a text. Eight bytes are read at once, since this is asked of every word.
    #[inline]
    pub(crate) fn of(folded: &[u8]) -> Head {
        let (mut hash, mut len) = (0xcbf2_9ce4_8422_2325_u64, 0);
        loop {
            let rest = folded.get(len..).unwrap_or_default();
            let chunk = match rest.first_chunk() {
                Some(chunk) => u64::from_le_bytes(*chunk),
                None => {
                    let mut last = [b' '; 8];
                    last[..rest.len()].copy_from_slice(rest);
                    u64::from_le_bytes(last)
                }
            };
            let ends = has(chunk, b' ') | has(chunk, b',') | has(chunk, b'|') | has(chunk, b'\'');
            let before = (ends.trailing_zeros() / 8) as usize;
            let kept = match before {
                8 => chunk,
                _ => chunk & ((1 << (8 * before)) - 1),
            };
            hash = (hash ^ kept).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            hash ^= hash >> 32;
            len += before;
            if before < 8 {
                // One more step spreads it over the high bits; 0 stands for an empty slot.
                let hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15).max(1);
                return Head { hash, len };
            }
        }
    }

    /// The high bits of the hash scaled to a number of places.
    #[inline]
    fn place(self, places: usize) -> usize {
        ((u128::from(self.hash) * places as u128) >> 64) as usize
    }
}

/// The high bit of the first byte of the eight that is this one; of later bytes nothing is sure.
#[inline]
fn has(chunk: u64, byte: u8) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let same_is_zero = chunk ^ (ONES * u64::from(byte));
    same_is_zero.wrapping_sub(ONES) & !same_is_zero & (ONES << 7)
}

/// The filter and the table of the heads of these names, which stand in this index.
pub(crate) fn write<'a>(
    names: impl Iterator<Item = &'a str>,
    data: &[u8],
    root: Root,
) -> (Vec<u8>, Vec<u8>) {
    let mut heads: Vec<(u64, &[u8])> = names
        .map(|it| {
            let head = Head::of(it.as_bytes());
            (head.hash, &it.as_bytes()[..head.len])
        })
        .collect();
    heads.sort_unstable();
    heads.dedup();
    let mut filter = vec![0; (heads.len() * BITS).div_ceil(8)];
    let slots = heads.len() * SLOTS / 2 + 1;
    let mut table = vec![0; slots * SLOT];
    for (hash, bytes) in heads {
        let head = Head {
            hash,
            len: bytes.len(),
        };
        let at = head.place(8 * filter.len());
        filter[at / 8] |= 1 << (at % 8);
        let steps = bytes
            .iter()
            .try_fold((root.address(), 0), |(at, sum), byte| {
                let (next, more) = index::step(data, at, *byte)?;
                Some((next, more.wrapping_add(sum)))
            });
        let (address, output) = steps.unwrap_or_default();
        let mut at = head.place(slots);
        while table[at * SLOT..at * SLOT + 8] != [0; 8] {
            at = (at + 1) % slots;
        }
        let slot = &mut table[at * SLOT..(at + 1) * SLOT];
        slot[..8].copy_from_slice(&hash.to_le_bytes());
        slot[8..12].copy_from_slice(&(address as u32).to_le_bytes());
        slot[12..].copy_from_slice(&(output as u32).to_le_bytes());
    }
    (filter, table)
}

/// Whether a name with this head may exist: never "no" of one that does.
#[inline]
pub(crate) fn may_have(filter: &[u8], head: Head) -> bool {
    let at = head.place(8 * filter.len());
    filter.get(at / 8).is_some_and(|it| it & 1 << (at % 8) != 0)
}

/// The address of the node behind a head and the output up to it. Two heads have the same hash of 64 bits no more often than a
/// memory fails.
#[inline]
pub(crate) fn start(table: &[u8], head: Head) -> Option<(usize, u64)> {
    let slots = table.len() / SLOT;
    let mut at = head.place(slots);
    for _ in 0..PROBES {
        let slot: &[u8; SLOT] = table.get(at * SLOT..)?.first_chunk()?;
        let slot = u128::from_le_bytes(*slot);
        match slot as u64 {
            0 => return None,
            hash if hash == head.hash => {
                let (address, output) = ((slot >> 64) as u32, (slot >> 96) as u32);
                return Some((address as usize, u64::from(output)));
            }
            _ => at = (at + 1) % slots,
        }
    }
    None
}
