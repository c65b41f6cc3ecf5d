use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, OnceLock, PoisonError};

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

/// How many answers are remembered at most.
const SLOTS: usize = 1024;

/// The last answers to questions, one for each slot: of two questions for the same slot the later one stays. It never grows.
pub(crate) struct Recent<T> {
    slots: Box<[Slot<T>]>,
}

/// A lock for each, so that hardly ever anybody waits.
type Slot<T> = Mutex<Option<(Box<str>, T)>>;

impl<T> Default for Recent<T> {
    fn default() -> Recent<T> {
        Recent {
            slots: (0..SLOTS).map(|_| Mutex::new(None)).collect(),
        }
    }
}

impl<T: Clone> Recent<T> {
    pub(crate) fn get(&self, question: &str, answer: impl FnOnce() -> T) -> T {
        let mut hasher = DefaultHasher::new();
        question.hash(&mut hasher);
        let slot = &self.slots[hasher.finish() as usize % SLOTS];
        let lock = || slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, answer)) = &*lock()
            && **known == *question
        {
            return answer.clone();
        }
        // Nobody waits for a search.
        let answer = answer();
        *lock() = Some((question.into(), answer.clone()));
        answer
    }
}
