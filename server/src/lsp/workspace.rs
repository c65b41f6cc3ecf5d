//! The articles of the workspace that nobody has open: their findings, and where they name a record.
//!
//! Each file is read when it is first asked for and then again only if it has changed. What an ignore file leaves out is not
//! read, nor are files beyond the bounds below. While somebody types, nothing is read.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, SystemTime};

use ignore::WalkBuilder;
use lsp_types::*;
use serde::Serialize;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;

use super::capabilities::Profile;
use super::to_proto;
use super::view::View;
use crate::articles::format_of;
use crate::cache::Pages;
use crate::session::{Session, Shared, Snapshot, lock};
use crate::untrusted;

/// Files and folders of one workspace that are looked at; somebody may have opened the whole disk.
const MAX_ENTRIES: usize = 200_000;

/// Articles of one workspace.
const MAX_FILES: usize = 20_000;

/// Of one article, in bytes.
const MAX_BYTES: u64 = 4 << 20;

/// After an edit nothing is read for so long, but never longer in one go than [`LONGEST_PAUSE`].
const PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

/// What is known of files, for as long as nothing changes that all of them depend on.
#[derive(Default)]
pub struct Index {
    entries: Mutex<Entries>,
}

#[derive(Default)]
struct Entries {
    made_with: Option<Arc<Shared>>,
    files: HashMap<PathBuf, Arc<Entry>>,
    ids: u64,
}

/// What is known of one file.
pub struct Entry {
    stamp: Stamp,
    /// Grows with every reading of any file.
    id: u64,
    uri: Uri,
    diagnostics: Vec<Diagnostic>,
    /// By the ids of records.
    references: HashMap<String, Vec<(Range, bool)>>,
}

type Stamp = (u64, Option<SystemTime>);

/// All that a long search needs, taken when its request arrived.
pub struct Search {
    pub index: Arc<Index>,
    pub session: Arc<Mutex<Session>>,
    pub shared: Arc<Shared>,
    pub profile: Arc<Profile>,
    pub pages: Arc<Pages>,
    /// Nobody waits for it any more.
    pub cancelled: Arc<AtomicBool>,
    pub progress: Progress,
}

impl Search {
    /// The findings of every article that is not open. `known`: what the client has, by address.
    pub fn diagnostics(&self, known: &HashMap<String, String>) -> WorkspaceDiagnosticReport {
        let mut items = Vec::new();
        self.progress.begin("Reading articles");
        self.each(&BTreeSet::new(), |entry| {
            let item = report(entry, known);
            if !self
                .progress
                .partial(|| WorkspaceDiagnosticReport::new(vec![item.clone()]))
            {
                items.push(item);
            }
        });
        self.progress.end();
        WorkspaceDiagnosticReport::new(items)
    }

    /// Every place in the workspace that names what stands at `position` of `asked`; `None` if nothing does. `open`: the
    /// other open articles.
    pub fn references(
        &self,
        asked: &Snapshot,
        open: &[Snapshot],
        position: Position,
        with_declaration: bool,
    ) -> Option<Vec<Location>> {
        let view = |it: &Snapshot| View::new(it.clone(), self.profile.clone(), self.pages.clone());
        let asked_view = view(asked);
        let here = to_proto::references(&asked_view, position, with_declaration)?;
        let records = to_proto::records_at(&asked_view, position);
        let mut all = Vec::new();
        let mut take = |found: Vec<Location>| {
            if !found.is_empty() && !self.progress.partial(|| found.clone()) {
                all.extend(found);
            }
        };
        take(here);
        for other in open.iter().filter(|it| it.uri != asked.uri) {
            take(to_proto::references_to(
                &view(other),
                &records,
                with_declaration,
            ));
        }
        let is_open = |it: &Snapshot| it.path.clone();
        let open = open.iter().chain([asked]).filter_map(is_open).collect();
        self.progress.begin("Searching articles");
        self.each(&open, |entry| {
            let mut places: Vec<&(Range, bool)> = records
                .iter()
                .filter_map(|it| entry.references.get(it))
                .flatten()
                .filter(|(_, introduces)| with_declaration || !introduces)
                .collect();
            places.sort_by_key(|(range, _)| range.start);
            places.dedup();
            let location = |(range, _): &(Range, bool)| Location::new(entry.uri.clone(), *range);
            take(places.into_iter().map(location).collect());
        });
        self.progress.end();
        Some(all)
    }

    /// Every article of the workspace but those in `open`, in the order of their paths.
    fn each(&self, open: &BTreeSet<PathBuf>, mut visit: impl FnMut(&Entry)) {
        let mut paths = BTreeSet::new();
        for root in self.shared.folders.roots() {
            let walk = WalkBuilder::new(&root.path).require_git(false).build();
            let files = walk.take(MAX_ENTRIES).flatten();
            let articles = files.filter(|it| {
                it.file_type().is_some_and(|it| it.is_file()) && format_of(it.path()).is_some()
            });
            let left = MAX_FILES - paths.len().min(MAX_FILES);
            paths.extend(articles.map(|it| it.into_path()).take(left));
        }
        let wanted: Vec<PathBuf> = paths.into_iter().filter(|it| !open.contains(it)).collect();
        for (number, path) in wanted.iter().enumerate() {
            if self.cancelled.load(Ordering::Relaxed) {
                return;
            }
            if let Some(entry) = self.entry(path) {
                visit(&entry);
            }
            self.progress.report(number + 1, wanted.len());
        }
    }

    /// What is known of a file, which is read if it has changed. `None` if it cannot be read.
    fn entry(&self, path: &Path) -> Option<Arc<Entry>> {
        let about = fs::symlink_metadata(path).ok()?;
        if !about.is_file() || about.len() > MAX_BYTES {
            return None;
        }
        let stamp = (about.len(), about.modified().ok());
        let id = {
            let mut entries = lock(&self.index.entries);
            let same = entries.made_with.as_ref();
            if !same.is_some_and(|it| Arc::ptr_eq(it, &self.shared)) {
                entries.files.clear();
                entries.made_with = Some(self.shared.clone());
            }
            match entries.files.get(path) {
                Some(entry) if entry.stamp == stamp => return Some(entry.clone()),
                _ => entries.ids += 1,
            }
            entries.ids
        };
        self.wait_for_quiet();
        let text = untrusted::read(path, MAX_BYTES).ok()?;
        let uri = to_proto::file_uri(path);
        let format = format_of(path).unwrap_or_default();
        let snapshot = Snapshot::of_file(&uri.0, self.shared.clone(), format, &text);
        let view = View::new(snapshot, self.profile.clone(), self.pages.clone());
        let entry = Arc::new(Entry {
            stamp,
            id,
            diagnostics: to_proto::diagnostics(&view),
            references: to_proto::all_references(&view),
            uri,
        });
        let mut entries = lock(&self.index.entries);
        let same = entries.made_with.as_ref();
        if same.is_some_and(|it| Arc::ptr_eq(it, &self.shared)) {
            entries.files.insert(path.to_owned(), entry.clone());
        }
        Some(entry)
    }

    fn wait_for_quiet(&self) {
        let mut waited = Duration::ZERO;
        while waited < LONGEST_PAUSE
            && !self.cancelled.load(Ordering::Relaxed)
            && lock(&self.session)
                .since_edit()
                .is_some_and(|it| it < PAUSE)
        {
            let some = Duration::from_millis(20);
            thread::sleep(some);
            waited += some;
        }
    }
}

fn report(entry: &Entry, known: &HashMap<String, String>) -> WorkspaceDocumentDiagnosticReport {
    let id = format!("file-{}", entry.id);
    if known.get(entry.uri.as_ref()) == Some(&id) {
        return WorkspaceUnchangedDocumentDiagnosticReport::new(
            entry.uri.clone(),
            None,
            UnchangedDocumentDiagnosticReport::new(id),
        )
        .into();
    }
    let full = FullDocumentDiagnosticReport::new(Some(id), entry.diagnostics.clone());
    WorkspaceFullDocumentDiagnosticReport::new(entry.uri.clone(), None, full).into()
}

/// What a client is told while it waits, if it gave the tokens for it.
pub struct Progress {
    sender: UnboundedSender<ProgressParams>,
    work_done: Option<ProgressToken>,
    partial: Option<ProgressToken>,
    percent: Mutex<usize>,
}

impl Progress {
    /// With all that is to be sent to the client.
    pub fn new(
        work_done: Option<ProgressToken>,
        partial: Option<ProgressToken>,
    ) -> (Progress, UnboundedReceiver<ProgressParams>) {
        let (sender, receiver) = unbounded_channel();
        let progress = Progress {
            sender,
            work_done,
            partial,
            percent: Mutex::default(),
        };
        (progress, receiver)
    }

    /// Sends a part of the result. `false`: the client wants it in one piece.
    fn partial<T: Serialize>(&self, part: impl FnOnce() -> T) -> bool {
        self.send(self.partial.as_ref(), part)
    }

    fn begin(&self, title: &str) {
        self.send(
            self.work_done.as_ref(),
            || serde_json::json!({ "kind": "begin", "title": title, "percentage": 0 }),
        );
    }

    fn report(&self, done: usize, of: usize) {
        let now = done * 100 / of.max(1);
        if std::mem::replace(&mut *lock(&self.percent), now) != now {
            self.send(
                self.work_done.as_ref(),
                || serde_json::json!({ "kind": "report", "percentage": now }),
            );
        }
    }

    fn end(&self) {
        self.send(
            self.work_done.as_ref(),
            || serde_json::json!({ "kind": "end" }),
        );
    }

    fn send<T: Serialize>(&self, token: Option<&ProgressToken>, value: impl FnOnce() -> T) -> bool {
        let Some(token) = token.cloned() else {
            return false;
        };
        // Serialising our own types does not fail; the client may be gone, which is no matter.
        let value = serde_json::to_value(value()).unwrap_or_default();
        let _ = self.sender.send(ProgressParams { token, value });
        true
    }
}

/// Hands on what a search has to say for as long as it goes on.
pub async fn forward(client: &Client, mut from: UnboundedReceiver<ProgressParams>) {
    while let Some(params) = from.recv().await {
        client
            .send_notification::<ProgressNotification>(params)
            .await;
    }
}

/// Cancels the search when the request is dropped.
pub struct CancelOnDrop(pub Arc<AtomicBool>);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
