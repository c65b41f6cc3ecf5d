//! One method per message, three lines each: take what is needed under the lock, then compute off the task. Nothing is
//! awaited before that, and the client never.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use lsp_types::*;
use tower_lsp::jsonrpc::{Error, Request, Result};
use tower_lsp::{Client, LanguageServer};
use tower_service::Service;

use super::capabilities::{self, Profile};
use super::frames::Refusal;
use super::options::Options;
use super::publish::Publisher;
use super::view::{Library, View};
use super::workspace::{self, CancelOnDrop, Index, Progress, Search};
use super::{from_proto, offload, parent, to_proto};
use crate::cache::Pages;
use crate::config;
use crate::folders::{self, Problem, Root};
use crate::session::{Kind, Session, Shared, Snapshot, lock};

/// The server as the frame sees it. A clone is another hand on the same server, for tasks that outlive a handler.
#[derive(Clone)]
pub struct Backend {
    client: Client,
    pub(super) session: Arc<Mutex<Session>>,
    pages: Arc<Pages>,
    publisher: Arc<Publisher>,
    index: Arc<Index>,
    /// Set by `initialize`; before it the frame lets nothing else through.
    profile: Arc<OnceLock<Arc<Profile>>>,
    options: Arc<Mutex<Options>>,
    /// What came with `initialize`: configuration that comes later is laid over it.
    initial: Arc<OnceLock<LspAny>>,
    chosen: Arc<Mutex<Chosen>>,
    /// What the user was told of the workspace's files.
    told: Arc<Mutex<BTreeSet<Problem>>>,
    /// Set by `initialized`: before it the client takes no requests.
    ready: Arc<OnceLock<()>>,
    stopped: Arc<OnceLock<()>>,
}

/// What the client chose after `initialize`, as it said it.
#[derive(Clone, Default)]
struct Chosen {
    everywhere: LspAny,
    /// The addresses of the workspace's folders, in the client's order, each with what holds there.
    folders: Vec<(String, LspAny)>,
}

impl Backend {
    /// `stopped` is filled when the client asks for the shutdown.
    pub fn new(client: Client, shared: Shared, stopped: Arc<OnceLock<()>>) -> Backend {
        Backend {
            client,
            pages: Arc::new(Pages::new(shared.folders.base().id())),
            session: Arc::new(Mutex::new(Session::new(shared))),
            publisher: Arc::default(),
            index: Arc::default(),
            profile: Arc::default(),
            options: Arc::default(),
            initial: Arc::default(),
            chosen: Arc::default(),
            told: Arc::default(),
            ready: Arc::default(),
            stopped,
        }
    }

    /// Answers for a message that was none.
    pub async fn refuse(&self, refusal: Refusal) -> Result<()> {
        Err(refusal.into())
    }

    /// Computes an answer on the article as it is when this is first polled. Null for a document that is not open, and for
    /// one that is no article.
    pub(super) async fn answer<T: Send + 'static>(
        &self,
        uri: &Uri,
        make: impl FnOnce(&View) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let article = |it: &View| matches!(it.snapshot.kind, Kind::Article(_));
        self.answer_of_any(uri, move |it| article(it).then(|| make(it)).flatten())
            .await
    }

    /// The same of any document.
    async fn answer_of_any<T: Send + 'static>(
        &self,
        uri: &Uri,
        make: impl FnOnce(&View) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let snapshot = lock(&self.session).snapshot(uri.as_ref());
        let (Some(snapshot), Some(profile)) = (snapshot, self.profile.get().cloned()) else {
            return Ok(None);
        };
        let seed = (snapshot, profile, self.pages.clone());
        offload(seed, |(snapshot, profile, pages)| {
            make(&View::new(snapshot.clone(), profile.clone(), pages.clone()))
        })
        .await
    }

    /// The same for what needs no document.
    async fn look_up<T: Send + 'static>(
        &self,
        make: impl FnOnce(&Library) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let shared = lock(&self.session).shared().clone();
        let Some(profile) = self.profile.get().cloned() else {
            return Ok(None);
        };
        let seed = (shared, profile, self.pages.clone());
        offload(seed, |(shared, profile, pages)| {
            let folder = shared.folders.of(None);
            make(&Library::new(&folder, profile, pages.clone()))
        })
        .await
    }

    /// Looks through the workspace, telling the client of it meanwhile.
    async fn search<T: Send + 'static>(
        &self,
        (work_done, partial): (Option<ProgressToken>, Option<ProgressToken>),
        make: impl FnOnce(&Search) -> T + Send + 'static,
    ) -> Result<T> {
        let shared = lock(&self.session).shared().clone();
        let Some(profile) = self.profile.get().cloned() else {
            return Err(Error::internal_error());
        };
        let cancelled = CancelOnDrop(Arc::default());
        let (progress, sent) = Progress::new(work_done, partial);
        let search = Search {
            index: self.index.clone(),
            session: self.session.clone(),
            shared,
            profile,
            pages: self.pages.clone(),
            cancelled: cancelled.0.clone(),
            progress,
        };
        // What it has to say ends with it.
        let (found, ()) = tokio::join!(
            offload(search, make),
            workspace::forward(&self.client, sent)
        );
        found
    }

    /// What a text is, by where it stands and by its language.
    fn kind(&self, uri: &str, language: &LanguageKind) -> Kind {
        let path = from_proto::file_path(uri).unwrap_or_default();
        if path.file_name().is_some_and(|it| it == config::FILE_NAME) {
            Kind::Configuration
        } else if folders::is_record_file(&path) || self.pages.has(&path) {
            Kind::Records
        } else if language.as_str() == "toml" || path.extension().is_some_and(|it| it == "toml") {
            Kind::Other
        } else {
            Kind::Article(from_proto::format(language))
        }
    }

    fn profile(&self) -> Option<&Profile> {
        self.profile.get().map(|it| &**it)
    }

    /// Sends findings after so much quiet to a client that does not ask for them.
    pub(super) fn publish(&self, uri: &str, quiet: Duration) {
        if self.profile().is_some_and(|it| !it.pulls_diagnostics) {
            self.publisher.schedule(uri, quiet);
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
        if before.inlay_hints != options.inlay_hints
            && self.profile().is_some_and(|it| it.refreshes_inlay_hints)
        {
            self.refresh("workspace/inlayHint/refresh");
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

    /// Reads the files of the workspace anew when they are next needed.
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
    fn tell_problems(&self) {
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
            for problem in found {
                let message = problem.to_string();
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

    /// Asks the client for its configuration, in a task: the answer comes when it comes.
    fn pull_configuration(&self) {
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
    fn register(&self) {
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

    /// Whether a file is one that more than one text depends on.
    fn is_common(uri: &str) -> bool {
        let path = from_proto::file_path(uri);
        path.is_some_and(|it| {
            let name = it.file_name().is_some_and(|it| it == config::FILE_NAME);
            let folder = it.file_name().is_some_and(|it| it == folders::RECORDS);
            let within = it.parent().and_then(std::path::Path::file_name);
            name || folder || within.is_some_and(|it| it == folders::RECORDS)
        })
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let initial = params.initialization_options.unwrap_or_default();
        let unoffered = Options::read(Some(&initial), LspAny::Null)
            .ok()
            .and_then(|it| it.position_encoding);
        let profile = Arc::new(Profile::new(&params.capabilities, unoffered));
        if self.profile.set(profile.clone()).is_err() {
            return Err(Error::invalid_request());
        }
        let _ = self.initial.set(initial);
        let folders = match &params.workspace_folders_initialize_params.workspace_folders {
            Some(WorkspaceFolders::WorkspaceFolderList(list)) => list.as_slice(),
            Some(WorkspaceFolders::Null) | None => &[],
        };
        // Clients without folders still say where they are in the older member.
        #[expect(deprecated)]
        let root = params.root_uri.iter().filter(|_| folders.is_empty());
        let uris = folders.iter().map(|it| &it.uri).chain(root);
        lock(&self.chosen).folders = uris.map(|it| (it.0.clone(), LspAny::Null)).collect();
        self.configure();
        if let Some(id) = params.process_id {
            tokio::spawn(parent::watch(id));
        }
        Ok(InitializeResult {
            capabilities: capabilities::server(&profile, lock(&self.options).diagnostics.workspace),
            server_info: Some(ServerInfo {
                name: "attache".into(),
                version: Some(env!("CARGO_PKG_VERSION").into()),
            }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        let _ = self.ready.set(());
        if let Some(profile) = self.profile.get().filter(|it| !it.pulls_diagnostics) {
            let publisher = self.publisher.clone();
            tokio::spawn(publisher.run(
                self.client.clone(),
                self.session.clone(),
                profile.clone(),
                self.pages.clone(),
            ));
        }
        self.register();
        if self.profile().is_some_and(|it| it.pulls_configuration) {
            self.pull_configuration();
        }
        self.tell_problems();
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        match self.profile().is_some_and(|it| it.pulls_configuration) {
            true => self.pull_configuration(),
            false => {
                let mut chosen = lock(&self.chosen);
                for (_, value) in &mut chosen.folders {
                    *value = params.settings.clone();
                }
                chosen.everywhere = params.settings;
                drop(chosen);
                self.configure();
            }
        }
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let mut chosen = lock(&self.chosen);
        let removed = params.event.removed;
        chosen
            .folders
            .retain(|(uri, _)| removed.iter().all(|it| it.uri.0 != *uri));
        for added in params.event.added {
            let value = chosen.everywhere.clone();
            chosen.folders.push((added.uri.0, value));
        }
        drop(chosen);
        self.configure();
        if self.profile().is_some_and(|it| it.pulls_configuration) {
            self.pull_configuration();
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        if params
            .changes
            .iter()
            .any(|it| Self::is_common(it.uri.as_ref()))
        {
            self.reload();
        }
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        if params
            .files
            .iter()
            .any(|it| Self::is_common(it.uri.as_ref()))
        {
            self.reload();
        }
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        let common = |it: &FileRename| {
            Self::is_common(it.old_uri.as_ref()) || Self::is_common(it.new_uri.as_ref())
        };
        if params.files.iter().any(common) {
            self.reload();
        }
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        if params
            .files
            .iter()
            .any(|it| Self::is_common(it.uri.as_ref()))
        {
            self.reload();
        }
    }

    async fn shutdown(&self) -> Result<()> {
        let _ = self.stopped.set(());
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let it = params.text_document;
        let kind = self.kind(it.uri.as_ref(), &it.language_id);
        lock(&self.session).open(it.uri.0.clone(), it.version, kind, &it.text);
        self.publish(&it.uri.0, Duration::ZERO);
        self.tell_problems();
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let (uri, version) = (
            params.text_document.text_document_identifier.uri,
            params.text_document.version,
        );
        let Some(encoding) = self.profile().map(|it| it.encoding) else {
            return;
        };
        let known = lock(&self.session).edit(&uri.0, version, |rope| {
            for change in params.content_changes {
                from_proto::apply(rope, change, encoding);
            }
        });
        if known {
            let quiet = lock(&self.options).quiet();
            self.publish(&uri.0, quiet);
        }
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        lock(&self.session).save(params.text_document.uri.as_ref());
        self.publish(params.text_document.uri.as_ref(), Duration::ZERO);
        // For clients that watch no files.
        if Self::is_common(params.text_document.uri.as_ref()) {
            self.reload();
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        lock(&self.session).close(params.text_document.uri.as_ref());
        self.publish(params.text_document.uri.as_ref(), Duration::ZERO);
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        self.answer_of_any(&at.text_document.uri, move |it| {
            to_proto::hover(it, at.position)
        })
        .await
    }

    async fn goto_declaration(
        &self,
        params: DeclarationParams,
    ) -> Result<Option<DeclarationResponse>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |it| {
            to_proto::declaration(it, at.position)
        })
        .await
    }

    async fn goto_definition(
        &self,
        params: DefinitionParams,
    ) -> Result<Option<DefinitionResponse>> {
        let at = params.text_document_position_params;
        self.answer_of_any(&at.text_document.uri, move |it| {
            to_proto::definition(it, at.position)
        })
        .await
    }

    async fn goto_type_definition(
        &self,
        params: TypeDefinitionParams,
    ) -> Result<Option<TypeDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |it| {
            to_proto::type_definition(it, at.position)
        })
        .await
    }

    async fn goto_implementation(
        &self,
        params: ImplementationParams,
    ) -> Result<Option<ImplementationResponse>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |it| {
            to_proto::implementation(it, at.position)
        })
        .await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let at = params.text_document_position_params;
        let all = params.context.include_declaration;
        let (asked, open) = {
            let session = lock(&self.session);
            let open = session.open_documents();
            let open: Vec<Snapshot> = open.iter().filter_map(|it| session.snapshot(it)).collect();
            let is_article = |it: &Snapshot| matches!(it.kind, Kind::Article(_));
            (
                session
                    .snapshot(at.text_document.uri.as_ref())
                    .filter(is_article),
                open,
            )
        };
        let Some(asked) = asked else {
            return Ok(None);
        };
        let tokens = (
            params.work_done_progress_params.work_done_token,
            params.partial_result_params.partial_result_token,
        );
        self.search(tokens, move |it| {
            it.references(&asked, &open, at.position, all)
        })
        .await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |it| {
            to_proto::highlights(it, at.position)
        })
        .await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        self.answer(&uri, |it| Some(to_proto::document_symbols(it)))
            .await
    }

    async fn code_action(
        &self,
        params: CodeActionParams,
    ) -> Result<Option<Vec<CodeActionResponse>>> {
        let (uri, range, only) = (params.text_document.uri, params.range, params.context.only);
        self.answer(&uri, move |it| {
            Some(to_proto::code_actions(it, range, only.as_deref()))
        })
        .await
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReport> {
        let (uri, previous) = (params.text_document.uri, params.previous_result_id);
        let report = self.answer_of_any(&uri, move |it| {
            Some(to_proto::report(it, previous.as_deref()))
        });
        Ok(report
            .await?
            .unwrap_or_else(|| RelatedFullDocumentDiagnosticReport::default().into()))
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReport> {
        if !lock(&self.options).diagnostics.workspace {
            return Ok(WorkspaceDiagnosticReport::default());
        }
        let known = params.previous_result_ids.into_iter();
        let known = known.map(|it| (it.uri.0, it.value)).collect();
        let tokens = (
            params.work_done_progress_params.work_done_token,
            params.partial_result_params.partial_result_token,
        );
        self.search(tokens, move |it| it.diagnostics(&known)).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position_params;
        let typed =
            |it: &CompletionContext| it.trigger_kind == CompletionTriggerKind::TriggerCharacter;
        let asked = !params.context.as_ref().is_some_and(typed);
        let make = move |it: &View| Some(to_proto::completion(it, at.position, asked).into());
        self.answer_of_any(&at.text_document.uri, make).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let member = |name| Some(item.data.as_ref()?.get(name)?.as_str()?.to_owned());
        let (Some(uri), Some(slug)) = (member("uri"), member("slug")) else {
            return Ok(item);
        };
        let (plain, uri) = (item.clone(), Uri::from(uri));
        let resolved = self.answer_of_any(&uri, move |it| {
            Some(to_proto::completion_resolve(it, &slug, item))
        });
        Ok(resolved.await?.unwrap_or(plain))
    }

    async fn prepare_rename(
        &self,
        at: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResult>> {
        self.answer(&at.text_document.uri, move |it| {
            to_proto::prepare_rename(it, at.position)
        })
        .await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let (at, name) = (params.text_document_position_params, params.new_name);
        self.answer(&at.text_document.uri, move |it| {
            to_proto::rename(it, at.position, &name)
        })
        .await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let (uri, range) = (params.text_document.uri, params.range);
        let wanted = lock(&self.options).inlay_hints.enable;
        self.answer(&uri, move |it| {
            wanted.then(|| to_proto::inlay_hints(it, range))
        })
        .await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        self.look_up(move |it| Some(to_proto::workspace_symbols(it, &params.query)))
            .await
    }

    async fn prepare_type_hierarchy(
        &self,
        params: TypeHierarchyPrepareParams,
    ) -> Result<Option<Vec<TypeHierarchyItem>>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |it| {
            to_proto::prepare_type_hierarchy(it, at.position)
        })
        .await
    }

    async fn supertypes(
        &self,
        params: TypeHierarchySupertypesParams,
    ) -> Result<Option<Vec<TypeHierarchyItem>>> {
        self.look_up(move |it| to_proto::supertypes(it, &params.item))
            .await
    }

    async fn subtypes(
        &self,
        params: TypeHierarchySubtypesParams,
    ) -> Result<Option<Vec<TypeHierarchyItem>>> {
        self.look_up(move |it| to_proto::subtypes(it, &params.item))
            .await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokens>> {
        let uri = params.text_document.uri;
        self.answer(&uri, |it| Some(to_proto::semantic_tokens(it, None)))
            .await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokens>> {
        let (uri, range) = (params.text_document.uri, params.range);
        self.answer(&uri, move |it| {
            Some(to_proto::semantic_tokens(it, Some(range)))
        })
        .await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        let (uri, positions) = (params.text_document.uri, params.positions);
        self.answer(&uri, move |it| {
            Some(to_proto::selection_ranges(it, &positions))
        })
        .await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let uri = params.text_document.uri;
        self.answer(&uri, |it| Some(to_proto::folding_ranges(it)))
            .await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let uri = params.text_document.uri;
        let wanted = lock(&self.options).document_links.enable;
        self.answer(&uri, move |it| wanted.then(|| to_proto::document_links(it)))
            .await
    }

    async fn moniker(&self, params: MonikerParams) -> Result<Option<Vec<Moniker>>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |it| {
            Some(to_proto::monikers(it, at.position))
        })
        .await
    }

    async fn prepare_call_hierarchy(
        &self,
        params: CallHierarchyPrepareParams,
    ) -> Result<Option<Vec<CallHierarchyItem>>> {
        let at = params.text_document_position_params;
        self.answer(&at.text_document.uri, move |it| {
            to_proto::prepare_call_hierarchy(it, at.position)
        })
        .await
    }

    async fn incoming_calls(
        &self,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
        self.look_up(move |it| to_proto::incoming_calls(it, &params.item))
            .await
    }

    async fn outgoing_calls(
        &self,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
        self.look_up(move |it| to_proto::outgoing_calls(it, &params.item))
            .await
    }
}
