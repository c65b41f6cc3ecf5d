//! What the client chose, what the files of the workspace say, and what follows when either changes.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::time::Duration;

use lsp_types::*;
use tower_lsp::jsonrpc::Request;
use tower_service::Service;

use super::backend::Backend;
use super::capabilities::Profile;
use super::options::Options;
use super::{from_proto, offload};
use crate::config;
use crate::folders::{self, Problem, Root};
use crate::session::{Shared, lock};

/// What the client chose after `initialize`, as it said it.
#[derive(Clone, Default)]
pub struct Chosen {
    everywhere: LspAny,
    /// The addresses of the workspace's folders, in the client's order, each with what holds there.
    folders: Vec<(String, LspAny)>,
}

impl Backend {
    /// Takes the folders that the client has open, in its order.
    pub(super) fn open_folders<'a>(&self, uris: impl Iterator<Item = &'a Uri>) {
        lock(&self.chosen).folders = uris.map(|it| (it.0.clone(), LspAny::Null)).collect();
        self.configure();
    }

    pub(super) fn change_folders(&self, change: WorkspaceFoldersChangeEvent) {
        let mut chosen = lock(&self.chosen);
        let removed = change.removed;
        chosen
            .folders
            .retain(|(uri, _)| removed.iter().all(|it| it.uri.0 != *uri));
        for added in change.added {
            let value = chosen.everywhere.clone();
            chosen.folders.push((added.uri.0, value));
        }
        drop(chosen);
        self.configure();
        self.pull_configuration();
    }

    /// Takes settings, from a client that cannot be asked for them.
    pub(super) fn take_configuration(&self, settings: LspAny) {
        let mut chosen = lock(&self.chosen);
        for (_, value) in &mut chosen.folders {
            *value = settings.clone();
        }
        chosen.everywhere = settings;
        drop(chosen);
        self.configure();
    }

    /// Reads the files of the workspace anew when they are next needed, if one of these is such a file.
    pub(super) fn reload_if_common<'a>(&self, mut changed: impl Iterator<Item = &'a Uri>) {
        if changed.any(|it| is_common(it.as_ref())) {
            self.reload();
        }
    }

    /// Takes settings that can be read; of others the user is told, and the old ones stay.
    fn configure(&self) {
        let chosen = lock(&self.chosen).clone();
        let read = |later: &LspAny| Options::read(self.initial.get(), later.clone());
        let options = match read(&chosen.everywhere) {
            Ok(options) => options,
            Err(problem) => return self.warn(problem),
        };
        let mut roots = Vec::new();
        for (uri, later) in &chosen.folders {
            let Some(path) = from_proto::file_path(uri) else {
                continue;
            };
            let settings = match read(later) {
                Ok(own) => own.settings(),
                Err(problem) => return self.warn(problem),
            };
            let path = config::lexical(&path);
            roots.push(Root { path, settings });
        }
        let (settings, today) = (options.settings(), options.today());
        let before = std::mem::replace(&mut *lock(&self.options), options.clone());
        let refreshes = |can: fn(&Profile) -> bool| self.profile().is_some_and(can);
        if before.inlay_hints != options.inlay_hints && refreshes(|it| it.refreshes_inlay_hints) {
            self.refresh("workspace/inlayHint/refresh");
        }
        if before.code_lens != options.code_lens && refreshes(|it| it.refreshes_code_lens) {
            self.refresh("workspace/codeLens/refresh");
        }
        let session = lock(&self.session);
        let shared = session.shared();
        if shared.folders.has(&roots, &settings) && today == shared.today {
            return;
        }
        let folders = shared.folders.renewed(roots, settings);
        drop(session);
        self.share(Shared { folders, today });
    }

    fn reload(&self) {
        let shared = lock(&self.session).shared().clone();
        let folders = shared.folders.again();
        let today = shared.today;
        self.share(Shared { folders, today });
    }

    fn share(&self, shared: Shared) {
        let mut session = lock(&self.session);
        session.share(shared);
        let open = session.open_documents();
        drop(session);
        for uri in open {
            self.publish(&uri, Duration::ZERO);
        }
        self.refresh_diagnostics();
        if self.ready.get().is_some() {
            self.tell_problems();
        }
    }

    /// Has a client that asks for findings ask again.
    pub(super) fn refresh_diagnostics(&self) {
        if self.profile().is_some_and(|it| it.refreshes_diagnostics) {
            self.refresh("workspace/diagnostic/refresh");
        }
    }

    /// Tells the user, in a task, what of the workspace's files cannot be read; of each problem once for as long as it is
    /// there, and nothing of files that are open: there it is a finding.
    pub(super) fn tell_problems(&self) {
        let this = self.clone();
        tokio::spawn(async move {
            let (shared, open) = {
                let session = lock(&this.session);
                (session.shared().clone(), session.open_paths())
            };
            let found = offload((), move |()| {
                let roots = shared.folders.roots().iter();
                // Any file of the folder will do.
                let of_roots = roots.map(|it| it.path.join(config::FILE_NAME));
                let places: Vec<PathBuf> = of_roots.chain(open.iter().cloned()).collect();
                let mut problems = BTreeSet::new();
                for place in places {
                    problems.extend(shared.folders.of(Some(&place)).problems.iter().cloned());
                }
                problems.retain(|it: &Problem| !open.contains(&it.file));
                problems
            });
            let Ok(mut found) = found.await else {
                return;
            };
            let before = std::mem::replace(&mut *lock(&this.told), found.clone());
            found.retain(|it| !before.contains(it));
            // One message for a file, however much is wrong there.
            let found: Vec<Problem> = found.into_iter().collect();
            for problems in found.chunk_by(|a, b| a.file == b.file) {
                let message = match problems {
                    [only] => only.to_string(),
                    [first, rest @ ..] => format!("{first} (and {} more)", rest.len()),
                    [] => continue,
                };
                this.client
                    .show_message(MessageType::Warning, message)
                    .await;
            }
        });
    }

    /// Has the client ask again, in a task. The frame's own methods send null for the parameters that there are not, which
    /// the protocol does not allow.
    fn refresh(&self, method: &'static str) {
        if self.ready.get().is_none() {
            return;
        }
        let mut client = self.client.clone();
        let id = client.next_request_id();
        tokio::spawn(client.call(Request::build(method).id(id).finish()));
    }

    /// Tells the user, in a task, what is wrong with what the client chose.
    fn warn(&self, problem: String) {
        let client = self.client.clone();
        let message = format!("Attaché cannot read its settings: {problem}");
        tokio::spawn(async move { client.show_message(MessageType::Warning, message).await });
    }

    /// Asks a client that can be asked for its configuration, in a task: the answer comes when it comes.
    pub(super) fn pull_configuration(&self) {
        if !self.profile().is_some_and(|it| it.pulls_configuration) {
            return;
        }
        let this = self.clone();
        tokio::spawn(async move {
            let folders: Vec<String> = {
                let chosen = lock(&this.chosen);
                chosen.folders.iter().map(|(uri, _)| uri.clone()).collect()
            };
            let scopes = folders.iter().map(|it| Some(Uri::from(it.as_str())));
            let item = |scope_uri| ConfigurationItem {
                section: Some("attache".into()),
                scope_uri,
            };
            let items = std::iter::once(None).chain(scopes).map(item).collect();
            let Ok(values) = this.client.configuration(items).await else {
                return;
            };
            let mut values = values.into_iter();
            let everywhere = values.next().unwrap_or_default();
            let own: HashMap<String, LspAny> = folders.into_iter().zip(values).collect();
            {
                let mut chosen = lock(&this.chosen);
                // The folders may have changed since.
                for (uri, value) in &mut chosen.folders {
                    *value = own.get(uri).unwrap_or(&everywhere).clone();
                }
                chosen.everywhere = everywhere;
            }
            this.configure();
        });
    }

    /// Asks the client, in a task, to tell of what it otherwise would not.
    pub(super) fn register(&self) {
        let Some(profile) = self.profile() else {
            return;
        };
        let registration = |method: &str, options| Registration {
            id: method.into(),
            method: method.into(),
            register_options: Some(options),
        };
        let watched = |it: &str| serde_json::json!({ "globPattern": it });
        let mut wanted = Vec::new();
        if profile.registers_configuration {
            let section = serde_json::json!({ "section": "attache" });
            wanted.push(registration("workspace/didChangeConfiguration", section));
        }
        if profile.registers_watched_files {
            let watchers = [watched("**/attache.toml"), watched("**/.attache/*.toml")];
            let watchers = serde_json::json!({ "watchers": watchers });
            wanted.push(registration("workspace/didChangeWatchedFiles", watchers));
        }
        if !wanted.is_empty() {
            let client = self.client.clone();
            tokio::spawn(async move { client.register_capability(wanted).await });
        }
    }
}

/// Whether a file is one that more than one text depends on.
fn is_common(uri: &str) -> bool {
    let path = from_proto::file_path(uri);
    path.is_some_and(|it| {
        let name = it.file_name().is_some_and(|it| it == config::FILE_NAME);
        let folder = it.file_name().is_some_and(|it| it == folders::RECORDS);
        let within = it.parent().and_then(Path::file_name);
        name || folder || within.is_some_and(|it| it == folders::RECORDS)
    })
}
