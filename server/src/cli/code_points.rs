//! From UTF-8 bytes, which count inside, to Unicode code points, which count in files.

/// Bytes from one remembered count to the next.
const STEP: usize = 256;

/// Counts the code points before a byte of one text.
pub struct CodePoints<'a> {
    bytes: &'a [u8],
    /// The code points that begin before every `STEP`th byte; empty where every byte is one.
    before: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    pub fn new(text: &'a str) -> CodePoints<'a> {
        let bytes = text.as_bytes();
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut sum = 0;
            for step in bytes.chunks(STEP) {
                before.push(sum);
                sum += count(step);
            }
        }
        CodePoints { bytes, before }
    }

    /// How many code points begin before the byte `offset`; all of them for an offset behind the end.
    pub fn at(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.bytes.len());
        if self.before.is_empty() {
            return offset as u32;
        }
        let step = (offset / STEP).min(self.before.len() - 1);
        self.before[step] + count(&self.bytes[step * STEP..offset])
    }
}

fn count(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|it| **it & 0xc0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn every_offset_counts_the_characters_before_it(text in "[a-zéж😀\r\n]{0,900}") {
            let points = CodePoints::new(&text);
            for (count, (offset, _)) in text.char_indices().enumerate() {
                assert_eq!(points.at(offset as u32), count as u32);
            }
            let len = text.chars().count() as u32;
            assert_eq!(points.at(text.len() as u32), len);
            assert_eq!(points.at(u32::MAX), len);
        }
    }
}
