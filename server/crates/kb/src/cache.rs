use std::sync::OnceLock;

/// How many cells are made at once, on the first use of one of them.
const CHUNK: usize = 512;

/// One value per index, made on first use and kept. A cache for a million values costs 2,000 empty cells until then.
pub(crate) struct Cache<T> {
    chunks: Box<[OnceLock<Chunk<T>>]>,
}

type Chunk<T> = Box<[OnceLock<Box<T>>]>;

impl<T> Cache<T> {
    pub(crate) fn new(len: usize) -> Cache<T> {
        Cache {
            chunks: (0..len.div_ceil(CHUNK)).map(|_| OnceLock::new()).collect(),
        }
    }

    /// `None` beyond the end (which is rounded up to a whole chunk).
    pub(crate) fn get(&self, index: usize, make: impl FnOnce() -> T) -> Option<&T> {
        let chunk = self.chunks.get(index / CHUNK)?;
        let cells = chunk.get_or_init(|| (0..CHUNK).map(|_| OnceLock::new()).collect());
        cells
            .get(index % CHUNK)
            .map(|cell| &**cell.get_or_init(|| Box::new(make())))
    }
}
