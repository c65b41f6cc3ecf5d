//! Who owns the open texts. A [`Session`] changes only in the first statements of a notification; whatever is asked of it
//! later works on a [`Snapshot`], which never changes.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use std::time::{Duration, Instant};

use date::{Date, Day};
use ide::{Analysis, Settings};
use kb::Kb;
use prose::Format;
use ropey::Rope;

use crate::config;
use crate::folders::{Folder, Folders};

/// All that the server remembers.
pub struct Session {
    documents: HashMap<String, Document>,
    shared: Arc<Shared>,
    generations: u64,
    edited: Option<Instant>,
}

/// What every document has in common; replaced as a whole when it changes.
pub struct Shared {
    pub folders: Folders,
    /// The day to take for today; `None`: the system's.
    pub today: Option<Day>,
}

/// One open text in one version.
struct Document {
    version: i32,
    rope: Rope,
    kind: Kind,
    path: Option<PathBuf>,
    unsaved: bool,
    /// When it was published, if the user said so; stronger than what the text says.
    date: Option<Day>,
    /// Grows with every change of anything that the analysis depends on.
    generation: u64,
    /// Filled by whoever needs it first; every edit puts an empty one in its place.
    reading: Arc<OnceLock<Reading>>,
    /// The latest version that was analysed: the next takes over what did not change.
    latest: Latest,
    tokens: Tokens,
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Article(Format),
    /// An `attache.toml`.
    Configuration,
    /// A file of records.
    Records,
    /// Other TOML, which is nobody's article.
    Other,
}

/// What is known of one version, and what held for its folder when it was read.
struct Reading {
    folder: Arc<Folder>,
    analysis: Analysis,
}

/// The coloured words that the client has of a document, as the numbers that were sent.
pub struct Sent {
    pub id: String,
    pub data: Vec<u32>,
}

type Tokens = Arc<Mutex<Option<Sent>>>;
type Latest = Arc<Mutex<Option<Arc<OnceLock<Reading>>>>>;

/// A text as it was when a request arrived.
#[derive(Clone)]
pub struct Snapshot {
    pub uri: String,
    pub version: i32,
    pub rope: Rope,
    pub shared: Arc<Shared>,
    /// Two snapshots with the same generation have the same analysis.
    pub generation: u64,
    pub kind: Kind,
    /// Of the file, if it is one.
    pub path: Option<PathBuf>,
    draft: bool,
    date: Option<Day>,
    reading: Arc<OnceLock<Reading>>,
    latest: Latest,
    pub tokens: Tokens,
}

impl Session {
    pub fn new(shared: Shared) -> Session {
        Session {
            documents: HashMap::new(),
            shared: Arc::new(shared),
            generations: 0,
            edited: None,
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

    pub fn open(&mut self, uri: String, version: i32, kind: Kind, text: &str) {
        self.generations += 1;
        let document = Document {
            version,
            rope: Rope::from_str(text),
            kind,
            path: path_of(&uri),
            unsaved: false,
            date: None,
            generation: self.generations,
            reading: Arc::default(),
            latest: Latest::default(),
            tokens: Tokens::default(),
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
        self.edited = Some(Instant::now());
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

    /// How long nobody has typed; `None`: nobody did.
    pub fn since_edit(&self) -> Option<Duration> {
        self.edited.map(|it| it.elapsed())
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

    /// The files that are open.
    pub fn open_paths(&self) -> BTreeSet<PathBuf> {
        let documents = self.documents.values();
        documents.filter_map(|it| it.path.clone()).collect()
    }

    pub fn snapshot(&self, uri: &str) -> Option<Snapshot> {
        let document = self.documents.get(uri)?;
        Some(Snapshot {
            uri: uri.to_owned(),
            version: document.version,
            rope: document.rope.clone(),
            shared: self.shared.clone(),
            generation: document.generation,
            date: document.date,
            kind: document.kind,
            path: document.path.clone(),
            draft: document.unsaved || uri.starts_with("untitled:"),
            reading: document.reading.clone(),
            latest: document.latest.clone(),
            tokens: document.tokens.clone(),
        })
    }

    /// All open documents.
    pub fn snapshots(&self) -> Vec<Snapshot> {
        let open = self.open_documents();
        open.iter().filter_map(|it| self.snapshot(it)).collect()
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
        self.reading = Arc::default();
    }
}

impl Snapshot {
    /// An article that nobody has open.
    pub fn of_file(uri: &str, shared: Arc<Shared>, format: Format, text: &str) -> Snapshot {
        Snapshot {
            uri: uri.to_owned(),
            version: 0,
            rope: Rope::from_str(text),
            shared,
            generation: 0,
            kind: Kind::Article(format),
            path: path_of(uri),
            draft: false,
            date: None,
            reading: Arc::default(),
            latest: Latest::default(),
            tokens: Tokens::default(),
        }
    }

    pub fn is_article(&self) -> bool {
        matches!(self.kind, Kind::Article(_))
    }

    /// What is known of this version of the text: worked out once, by whoever asks first. Takes its time; never on the task
    /// that reads the client.
    pub fn analysis(&self) -> &Analysis {
        &self.reading().analysis
    }

    /// What held for the text's folder when it was read; it may be read now.
    pub fn folder(&self) -> &Arc<Folder> {
        &self.reading().folder
    }

    pub fn kb(&self) -> &Kb {
        &self.folder().kb
    }

    pub fn settings(&self) -> &Settings {
        &self.folder().settings
    }

    fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| {
            let previous = lock(&self.latest).clone();
            let folder = self.shared.folders.of(self.path.as_deref());
            let analysis = ide::analyse(
                &folder.kb,
                &self.source(),
                &folder.settings,
                previous
                    .as_ref()
                    .and_then(|it| it.get())
                    .map(|it| &it.analysis),
            );
            *lock(&self.latest) = Some(self.reading.clone());
            Reading { folder, analysis }
        })
    }

    pub fn today(&self) -> Day {
        self.shared.today.unwrap_or_else(today)
    }

    fn source(&self) -> ide::Source {
        let (format, text) = match self.kind {
            Kind::Article(format) => (format, String::from(&self.rope)),
            _ => (Format::Plain, String::new()),
        };
        let path = self.path.as_deref();
        ide::Source {
            text: Arc::from(text),
            format,
            path: path.map(|it| config::slashed(it).into_owned()),
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
fn path_of(uri: &str) -> Option<PathBuf> {
    Some(config::lexical(&crate::lsp::file_path(uri)?))
}

/// The system's day, in its own time zone.
pub fn today() -> Day {
    let date = jiff::ZonedDateTime::now().date();
    Day::new(date.year(), date.month(), date.day()).unwrap_or(Day::MIN)
}
