//! Who owns the open texts. A [`Session`] changes only in the first statements of a notification; whatever is asked of it
//! later works on a [`Snapshot`], which never changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use date::{Date, Day};
use ide::{Analysis, Settings};
use kb::Kb;
use prose::Format;
use ropey::Rope;

use crate::config;

/// All that the server remembers.
pub struct Session {
    documents: HashMap<String, Document>,
    shared: Arc<Shared>,
    generations: u64,
}

/// What every document has in common; replaced as a whole when it changes.
#[derive(Clone)]
pub struct Shared {
    pub kb: Arc<Kb>,
    pub settings: Settings,
    /// The day to take for today; `None`: the system's.
    pub today: Option<Day>,
}

/// One open text in one version.
struct Document {
    version: i32,
    rope: Rope,
    format: Format,
    unsaved: bool,
    /// When it was published, if the user said so; stronger than what the text says.
    date: Option<Day>,
    /// Grows with every change of anything that the analysis depends on.
    generation: u64,
    /// Filled by whoever needs it first; every edit puts an empty one in its place.
    analysis: Arc<OnceLock<Analysis>>,
    /// The latest version that was analysed: the next takes over what did not change.
    latest: Latest,
}

type Latest = Arc<Mutex<Option<Arc<OnceLock<Analysis>>>>>;

/// A text as it was when a request arrived.
#[derive(Clone)]
pub struct Snapshot {
    pub uri: String,
    pub version: i32,
    pub rope: Rope,
    pub shared: Arc<Shared>,
    /// Two snapshots with the same generation have the same analysis.
    pub generation: u64,
    format: Format,
    draft: bool,
    date: Option<Day>,
    analysis: Arc<OnceLock<Analysis>>,
    latest: Latest,
}

impl Session {
    pub fn new(shared: Shared) -> Session {
        Session {
            documents: HashMap::new(),
            shared: Arc::new(shared),
            generations: 0,
        }
    }

    pub fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// Takes other settings or another day; every analysis is made anew.
    pub fn share(&mut self, shared: Shared) {
        self.shared = Arc::new(shared);
        for document in self.documents.values_mut() {
            self.generations += 1;
            document.renew(self.generations);
            document.latest = Latest::default();
        }
    }

    pub fn open(&mut self, uri: String, version: i32, format: Format, text: &str) {
        self.generations += 1;
        let document = Document {
            version,
            rope: Rope::from_str(text),
            format,
            unsaved: false,
            date: None,
            generation: self.generations,
            analysis: Arc::default(),
            latest: Latest::default(),
        };
        self.documents.insert(uri, document);
    }

    /// Changes the text of an open document. Returns whether there is one.
    pub fn edit(&mut self, uri: &str, version: i32, change: impl FnOnce(&mut Rope)) -> bool {
        let Some(document) = self.documents.get_mut(uri) else {
            return false;
        };
        change(&mut document.rope);
        document.version = version;
        document.unsaved = true;
        self.generations += 1;
        document.renew(self.generations);
        true
    }

    /// Takes the user's word on when an open document was published. Returns whether that is news.
    pub fn date(&mut self, uri: &str, date: Option<Day>) -> bool {
        let Some(document) = self.documents.get_mut(uri) else {
            return false;
        };
        let news = document.date != date;
        if news {
            document.date = date;
            self.generations += 1;
            document.renew(self.generations);
        }
        news
    }

    /// The text is on disk as it is here: no longer a draft.
    pub fn save(&mut self, uri: &str) {
        if let Some(document) = self.documents.get_mut(uri)
            && std::mem::take(&mut document.unsaved)
        {
            self.generations += 1;
            document.renew(self.generations);
        }
    }

    pub fn close(&mut self, uri: &str) {
        self.documents.remove(uri);
    }

    /// The addresses of all open documents, sorted.
    pub fn open_documents(&self) -> Vec<String> {
        let mut uris: Vec<String> = self.documents.keys().cloned().collect();
        uris.sort();
        uris
    }

    pub fn snapshot(&self, uri: &str) -> Option<Snapshot> {
        let document = self.documents.get(uri)?;
        Some(Snapshot {
            uri: uri.to_owned(),
            version: document.version,
            rope: document.rope.clone(),
            shared: self.shared.clone(),
            generation: document.generation,
            format: document.format,
            date: document.date,
            draft: document.unsaved || uri.starts_with("untitled:"),
            analysis: document.analysis.clone(),
            latest: document.latest.clone(),
        })
    }

    /// Whether the document is still what it was when the snapshot was taken.
    pub fn is_current(&self, snapshot: &Snapshot) -> bool {
        let document = self.documents.get(&snapshot.uri);
        document.is_some_and(|it| it.generation == snapshot.generation)
    }
}

impl Document {
    fn renew(&mut self, generation: u64) {
        self.generation = generation;
        self.analysis = Arc::default();
    }
}

impl Snapshot {
    /// What is known of this version of the text: worked out once, by whoever asks first. Takes its time; never on the task
    /// that reads the client.
    pub fn analysis(&self) -> &Analysis {
        self.analysis.get_or_init(|| {
            let previous = lock(&self.latest).clone();
            let analysis = ide::analyse(
                &self.shared.kb,
                &self.source(),
                &self.shared.settings,
                previous.as_ref().and_then(|it| it.get()),
            );
            *lock(&self.latest) = Some(self.analysis.clone());
            analysis
        })
    }

    pub fn kb(&self) -> &Kb {
        &self.shared.kb
    }

    pub fn settings(&self) -> &Settings {
        &self.shared.settings
    }

    pub fn today(&self) -> Day {
        self.shared.today.unwrap_or_else(today)
    }

    fn source(&self) -> ide::Source {
        ide::Source {
            text: Arc::from(String::from(&self.rope)),
            format: self.format,
            path: path_of(&self.uri),
            date: self.date.map(Date::day),
            today: self.today(),
            draft: self.draft,
        }
    }
}

/// A guard even where another thread panicked: what is behind our locks is valid after every statement.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The path of a file, as decisions name it.
fn path_of(uri: &str) -> Option<String> {
    let path = crate::lsp::file_path(uri)?;
    Some(config::slashed(&config::lexical(&path)).into_owned())
}

/// The system's day, in its own time zone.
pub fn today() -> Day {
    let date = jiff::ZonedDateTime::now().date();
    Day::new(date.year(), date.month(), date.day()).unwrap_or(Day::MIN)
}
