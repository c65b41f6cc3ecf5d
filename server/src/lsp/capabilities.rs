//! What the client can do, and what we offer it.

use lsp_types::*;

use super::position::Encoding;

/// What matters of a client's capabilities; whatever it does not mention it cannot do.
#[derive(Clone, Debug)]
pub struct Profile {
    pub encoding: Encoding,
    /// Hover cards and other long texts in Markdown.
    pub markdown: bool,
    pub definition_links: bool,
    pub declaration_links: bool,
    pub type_definition_links: bool,
    pub implementation_links: bool,
    /// Document symbols as a tree.
    pub symbol_tree: bool,
    /// Kinds that not every client knows.
    pub event_symbols: bool,
    pub event_completions: bool,
    /// The cards of names that are offered in Markdown.
    pub completion_markdown: bool,
    /// It asks for findings; then none are sent unasked.
    pub pulls_diagnostics: bool,
    pub refreshes_diagnostics: bool,
    pub related_information: bool,
    pub diagnostic_tags: bool,
    pub diagnostic_data: bool,
    /// Code actions as such, not as commands.
    pub code_actions: bool,
    /// Edits that name the version of the document.
    pub versioned_edits: bool,
    /// Edits that make files.
    pub creates_files: bool,
    pub pulls_configuration: bool,
    pub registers_configuration: bool,
    pub registers_watched_files: bool,
    pub refreshes_inlay_hints: bool,
    pub refreshes_code_lens: bool,
    /// Takes what changed of the tokens that it has.
    pub token_deltas: bool,
    /// Shows texts that are no files but the server's.
    pub text_content: bool,
    pub prepares_rename: bool,
}

impl Profile {
    /// `unoffered` is what the columns of a client count that offers no encoding; else they count UTF-16 units, as the protocol says.
    pub fn new(client: &ClientCapabilities, unoffered: Option<Encoding>) -> Profile {
        let general = client.general.as_ref();
        let offered = general
            .and_then(|it| it.position_encodings.as_deref())
            .unwrap_or_default();
        let workspace = client.workspace.clone().unwrap_or_default();
        let edits = workspace.workspace_edit.unwrap_or_default();
        let text = client.text_document.clone().unwrap_or_default();
        let published = text
            .publish_diagnostics
            .map(|it| it.diagnostics_capabilities);
        let pulled = text
            .diagnostic
            .as_ref()
            .map(|it| &it.diagnostics_capabilities);
        // Clients describe what they understand in a diagnostic in one place or the other.
        let in_diagnostics = |has: fn(&DiagnosticsCapabilities) -> bool| {
            published.as_ref().is_some_and(has) || pulled.is_some_and(has)
        };
        let formats = text
            .hover
            .and_then(|it| it.content_format)
            .unwrap_or_default();
        let completion = text.completion.unwrap_or_default();
        let completion_formats = completion
            .completion_item
            .and_then(|it| it.documentation_format)
            .unwrap_or_default();
        let symbols = workspace.symbol.and_then(|it| it.symbol_kind);
        let symbols = [
            symbols,
            text.document_symbol
                .as_ref()
                .and_then(|it| it.symbol_kind.clone()),
        ];
        let know_events = |it: &Option<ClientSymbolKindOptions>| {
            let kinds = it.as_ref().and_then(|it| it.value_set.as_ref());
            kinds.is_some_and(|it| it.contains(&SymbolKind::Event))
        };
        Profile {
            encoding: unoffered
                .filter(|_| offered.is_empty())
                .unwrap_or_else(|| Encoding::negotiate(offered)),
            markdown: formats.first() == Some(&MarkupKind::Markdown),
            definition_links: text.definition.and_then(|it| it.link_support) == Some(true),
            declaration_links: text.declaration.and_then(|it| it.link_support) == Some(true),
            type_definition_links: text.type_definition.and_then(|it| it.link_support)
                == Some(true),
            implementation_links: text.implementation.and_then(|it| it.link_support) == Some(true),
            symbol_tree: text
                .document_symbol
                .and_then(|it| it.hierarchical_document_symbol_support)
                == Some(true),
            event_symbols: symbols.iter().all(know_events),
            event_completions: completion
                .completion_item_kind
                .and_then(|it| it.value_set)
                .is_some_and(|it| it.contains(&CompletionItemKind::Event)),
            completion_markdown: completion_formats.first() == Some(&MarkupKind::Markdown),
            related_information: in_diagnostics(|it| it.related_information == Some(true)),
            diagnostic_tags: in_diagnostics(|it| it.tag_support.is_some()),
            diagnostic_data: in_diagnostics(|it| it.data_support == Some(true)),
            pulls_diagnostics: text.diagnostic.is_some(),
            refreshes_diagnostics: workspace.diagnostics.and_then(|it| it.refresh_support)
                == Some(true),
            code_actions: text
                .code_action
                .is_some_and(|it| it.code_action_literal_support.is_some()),
            versioned_edits: edits.document_changes == Some(true),
            creates_files: edits.document_changes == Some(true)
                && edits
                    .resource_operations
                    .is_some_and(|it| it.contains(&ResourceOperationKind::Create)),
            refreshes_inlay_hints: workspace.inlay_hint.and_then(|it| it.refresh_support)
                == Some(true),
            refreshes_code_lens: workspace.code_lens.and_then(|it| it.refresh_support)
                == Some(true),
            token_deltas: text.semantic_tokens.is_some_and(|it| {
                let full = it.requests.full;
                matches!(full, Some(ClientSemanticTokensRequestOptionsFull::ClientSemanticTokensRequestFullDelta(it)) if it.delta == Some(true))
            }),
            text_content: workspace.text_document_content.is_some(),
            prepares_rename: text.rename.and_then(|it| it.prepare_support) == Some(true),
            pulls_configuration: workspace.configuration == Some(true),
            registers_watched_files: workspace
                .did_change_watched_files
                .and_then(|it| it.dynamic_registration)
                == Some(true),
            registers_configuration: workspace
                .did_change_configuration
                .and_then(|it| it.dynamic_registration)
                == Some(true),
        }
    }
}

/// The kind of [`ide::ActionKind::FixAll`]: run on save by those who ask for "source.fixAll".
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.attache");

/// What this client is offered.
/// `workspace`: whether mistakes in all articles of the workspace were chosen. A client that is offered them asks for nothing else
/// after a refresh, so that they are offered only then.
pub fn server(profile: &Profile, workspace: bool) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(profile.encoding.kind()),
        text_document_sync: Some(TextDocumentSync::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::Incremental),
            save: Some(Save::SaveOptions(SaveOptions {
                include_text: Some(false),
            })),
            ..Default::default()
        })),
        workspace: Some(WorkspaceOptions {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            file_operations: Some(file_operations()),
            text_document_content: profile.text_content.then(|| {
                TextDocumentContentOptions {
                    schemes: vec![super::to_proto::SCHEME.into()],
                }
                .into()
            }),
        }),
        hover_provider: Some(true.into()),
        declaration_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        type_definition_provider: Some(true.into()),
        implementation_provider: Some(true.into()),
        references_provider: Some(
            ReferenceOptions {
                work_done_progress_options: working(),
            }
            .into(),
        ),
        document_highlight_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        code_action_provider: profile.code_actions.then(|| {
            CodeActionProvider::CodeActionOptions(CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QuickFix, FIX_ALL]),
                ..Default::default()
            })
        }),
        diagnostic_provider: profile.pulls_diagnostics.then(|| {
            DiagnosticProvider::DiagnosticOptions(DiagnosticOptions {
                identifier: Some("attache".into()),
                workspace_diagnostics: workspace,
                work_done_progress_options: working(),
                ..Default::default()
            })
        }),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec![" ".into()]),
            resolve_provider: Some(true),
            ..Default::default()
        }),
        rename_provider: Some(match profile.prepares_rename {
            true => RenameOptions {
                prepare_provider: Some(true),
                ..Default::default()
            }
            .into(),
            false => true.into(),
        }),
        inlay_hint_provider: Some(true.into()),
        workspace_symbol_provider: Some(true.into()),
        call_hierarchy_provider: Some(true.into()),
        code_lens_provider: Some(CodeLensOptions::default()),
        document_link_provider: Some(DocumentLinkOptions::default()),
        moniker_provider: Some(true.into()),
        type_hierarchy_provider: Some(true.into()),
        selection_range_provider: Some(true.into()),
        folding_range_provider: Some(true.into()),
        semantic_tokens_provider: Some(
            SemanticTokensOptions {
                legend: super::to_proto::legend(),
                full: Some(match profile.token_deltas {
                    true => SemanticTokensFullDelta { delta: Some(true) }.into(),
                    false => true.into(),
                }),
                range: Some(true.into()),
                ..Default::default()
            }
            .into(),
        ),
        ..Default::default()
    }
}

/// The files that more than one text depends on, for clients that tell of them without being asked to watch; and all that is
/// about to be renamed, since decisions name articles by their paths.
fn file_operations() -> FileOperationOptions {
    let pattern = |glob: &str| FileOperationFilter {
        scheme: Some("file".into()),
        pattern: FileOperationPattern {
            glob: glob.into(),
            ..Default::default()
        },
    };
    let filters = ["**/attache.toml", "**/.attache", "**/.attache/*.toml"].map(pattern);
    let options = FileOperationRegistrationOptions {
        filters: filters.to_vec(),
    };
    FileOperationOptions {
        did_create: Some(options.clone()),
        did_rename: Some(options.clone()),
        did_delete: Some(options),
        will_rename: Some(FileOperationRegistrationOptions {
            filters: vec![pattern("**/*")],
        }),
        ..Default::default()
    }
}

/// For requests that look through the workspace.
fn working() -> WorkDoneProgressOptions {
    WorkDoneProgressOptions {
        work_done_progress: Some(true),
    }
}
