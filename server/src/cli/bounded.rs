//! Lines of bounded length, from inputs that may be anything.

use std::io::{self, BufRead};

/// Reads up to a line feed, or the end, into `line` and returns the length; `None` at the end of the input. Of a line
/// longer than `most` bytes nothing more is kept than that.
pub fn read_line(
    input: &mut impl BufRead,
    line: &mut Vec<u8>,
    most: usize,
) -> io::Result<Option<usize>> {
    line.clear();
    // One long document is no reason to keep its memory for all that follow.
    line.shrink_to(1 << 20);
    let mut length = 0;
    let mut begun = false;
    loop {
        let read = match input.fill_buf() {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if read.is_empty() {
            return Ok(begun.then_some(length));
        }
        begun = true;
        let end = memchr::memchr(b'\n', read);
        let part = &read[..end.unwrap_or(read.len())];
        let room = most.saturating_sub(line.len()).min(part.len());
        line.extend_from_slice(&part[..room]);
        length += part.len();
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(Some(length));
        }
    }
}
