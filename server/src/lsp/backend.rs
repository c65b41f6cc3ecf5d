//! The server, and one short method per message: take what is needed under the lock, then compute off the task. Nothing is
//! awaited before that, and the client never. `answers.rs` has the ways of computing, `to_proto/*` what each answer is.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use lsp_types::*;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::{Client, LanguageServer};

use super::capabilities::{self, Profile};
use super::configuration::Chosen;
use super::frames::Refusal;
use super::options::Options;
use super::publish::Publisher;
use super::view::View;
use super::workspace::Index;
use super::{from_proto, parent, to_proto};
use crate::cache::Pages;
use crate::config;
use crate::folders::{self, Problem};
use crate::session::{Kind, Session, Shared, lock};

/// The server as the frame sees it. A clone is another hand on the same server, for tasks that outlive a handler.
#[derive(Clone)]
pub struct Backend {
    pub(super) client: Client,
    pub(super) session: Arc<Mutex<Session>>,
    pub(super) pages: Arc<Pages>,
    publisher: Arc<Publisher>,
    pub(super) index: Arc<Index>,
    /// Set by `initialize`; before it the frame lets nothing else through.
    pub(super) profile: Arc<OnceLock<Arc<Profile>>>,
    pub(super) options: Arc<Mutex<Options>>,
    /// What came with `initialize`: configuration that comes later is laid over it.
    pub(super) initial: Arc<OnceLock<LspAny>>,
    pub(super) chosen: Arc<Mutex<Chosen>>,
    /// What the user was told of the workspace's files.
    pub(super) told: Arc<Mutex<BTreeSet<Problem>>>,
    /// Set by `initialized`: before it the client takes no requests.
    pub(super) ready: Arc<OnceLock<()>>,
    stopped: Arc<OnceLock<()>>,
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

    /// What a text is, by where it stands and by its language.
    fn kind(&self, uri: &str, language: &LanguageKind) -> Kind {
        let path = from_proto::file_path(uri).unwrap_or_default();
        if path.file_name().is_some_and(|it| it == config::FILE_NAME) {
            Kind::Configuration
        } else if folders::is_record_file(&path)
            || self.pages.has(&path)
            || to_proto::text_document_content(&uri.into()).is_some()
        {
            Kind::Records
        } else if language.as_str() == "toml" || path.extension().is_some_and(|it| it == "toml") {
            Kind::Other
        } else {
            Kind::Article(from_proto::format(language))
        }
    }

    pub(super) fn profile(&self) -> Option<&Profile> {
        self.profile.get().map(|it| &**it)
    }

    /// Sends findings after so much quiet to a client that does not ask for them.
    pub(super) fn publish(&self, uri: &str, quiet: Duration) {
        if self.profile().is_some_and(|it| !it.pulls_diagnostics) {
            self.publisher.schedule(uri, quiet);
        }
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
        self.open_folders(folders.iter().map(|it| &it.uri).chain(root));
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
        self.pull_configuration();
        self.tell_problems();
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        match self.profile().is_some_and(|it| it.pulls_configuration) {
            true => self.pull_configuration(),
            false => self.take_configuration(params.settings),
        }
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.change_folders(params.event);
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.reload_if_common(params.changes.iter().map(|it| &it.uri));
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        let open = lock(&self.session).snapshots();
        self.look_up(move |it| to_proto::rename_files(it, &open, &params.files))
            .await
    }

    async fn did_create_files(&self, params: CreateFilesParams) {
        self.reload_if_common(params.files.iter().map(|it| &it.uri));
    }

    async fn did_rename_files(&self, params: RenameFilesParams) {
        let renamed = params.files.iter();
        self.reload_if_common(renamed.flat_map(|it| [&it.old_uri, &it.new_uri]));
    }

    async fn did_delete_files(&self, params: DeleteFilesParams) {
        self.reload_if_common(params.files.iter().map(|it| &it.uri));
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
        let document = params.text_document;
        let uri = document.text_document_identifier.uri;
        let Some(encoding) = self.profile().map(|it| it.encoding) else {
            return;
        };
        let known = lock(&self.session).edit(&uri.0, document.version, |rope| {
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
        let uri = params.text_document.uri;
        lock(&self.session).save(uri.as_ref());
        self.publish(uri.as_ref(), Duration::ZERO);
        // For clients that watch no files.
        self.reload_if_common([&uri].into_iter());
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let uri = params.text_document.uri;
        lock(&self.session).close(uri.as_ref());
        self.publish(uri.as_ref(), Duration::ZERO);
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
        let uri = at.text_document.uri.as_ref();
        let (asked, open) = {
            let session = lock(&self.session);
            (session.snapshot(uri), session.snapshots())
        };
        let Some(asked) = asked.filter(|it| it.is_article()) else {
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
        self.answer(&uri, |it| Some(to_proto::semantic_tokens(it)))
            .await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensDeltaResponse>> {
        let (uri, since) = (params.text_document.uri, params.previous_result_id);
        self.answer(&uri, move |it| {
            Some(to_proto::semantic_tokens_delta(it, &since))
        })
        .await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokens>> {
        let (uri, range) = (params.text_document.uri, params.range);
        self.answer(&uri, move |it| {
            Some(to_proto::semantic_tokens_range(it, range))
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

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let uri = params.text_document.uri;
        let wanted = lock(&self.options).code_lens.enable;
        self.answer(&uri, move |it| wanted.then(|| to_proto::code_lens(it)))
            .await
    }

    async fn text_document_content(
        &self,
        params: TextDocumentContentParams,
    ) -> Result<TextDocumentContentResult> {
        to_proto::text_document_content(&params.uri)
            .ok_or_else(|| Error::invalid_params("there is no such text"))
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
