//! Which words begin a name: a filter that nine of ten words of a text do not pass, so that they cost one memory access in place
//! of a walk through the index. It may say "perhaps" of a word that begins none, never "no" of one that does.
//!
//! The head of a name, and of the text in which names are looked for, is what stands before the first byte at which a word can
//! end. A name that stands at the start of a text has the same head as the text.

/// Bits for each head; one in sixteen words that begin no name passes nevertheless.
const BITS: usize = 16;

/// The hash of the head of a name or of a text.
#[inline]
pub(crate) fn head(folded: &[u8]) -> u64 {
    // FNV-1a, with one more step in the end that spreads it over the high bits.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in folded {
        if matches!(byte, b' ' | b',' | b'|' | b'\'') {
            break;
        }
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The filter of these names.
pub(crate) fn write<'a>(names: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut heads: Vec<u64> = names.map(|it| head(it.as_bytes())).collect();
    heads.sort_unstable();
    heads.dedup();
    let mut filter = vec![0; (heads.len() * BITS).div_ceil(8)];
    for head in heads {
        let (byte, bit) = place(&filter, head);
        filter[byte] |= bit;
    }
    filter
}

/// Whether a name with this head may exist.
#[inline]
pub(crate) fn may_have(filter: &[u8], head: u64) -> bool {
    let (byte, bit) = place(filter, head);
    filter.get(byte).is_some_and(|it| it & bit != 0)
}

/// The byte of a head and the bit in it: the high bits of the hash scaled to the length of the filter.
#[inline]
fn place(filter: &[u8], head: u64) -> (usize, u8) {
    let bits = 8 * filter.len() as u128;
    let at = ((u128::from(head) * bits) >> 64) as usize;
    (at / 8, 1 << (at % 8))
}
