//! Starts `attache lsp` for Zed: the program of the setting `lsp.attache.binary`, else the one on the `PATH`.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{serde_json, Command, Extension, LanguageServerId, Result, Worktree};

struct Attache;

impl Extension for Attache {
    fn new() -> Attache {
        Attache
    }

    fn language_server_command(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let binary = LspSettings::for_worktree(id.as_ref(), worktree)
            .ok()
            .and_then(|it| it.binary);
        let chosen = binary.as_ref().and_then(|it| it.path.clone());
        let command = chosen.or_else(|| worktree.which("attache")).ok_or(
            "there is no program attache on the PATH: install it, or name it in lsp.attache.binary.path",
        )?;
        Ok(Command {
            command,
            args: binary
                .and_then(|it| it.arguments)
                .unwrap_or_else(|| vec!["lsp".to_owned()]),
            env: worktree.shell_env(),
        })
    }

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)
            .ok()
            .and_then(|it| it.initialization_options))
    }

    fn language_server_workspace_configuration(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<serde_json::Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)
            .ok()
            .and_then(|it| it.settings))
    }
}

zed_extension_api::register_extension!(Attache);
