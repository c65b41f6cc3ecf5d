//! The language server: the Language Server Protocol over standard input and output.

mod answers;
mod backend;
mod capabilities;
mod cast;
mod configuration;
mod frames;
mod from_proto;
mod options;
mod parent;
mod position;
mod publish;
mod status;
mod to_proto;
mod view;
mod workspace;

use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::sync::{Arc, OnceLock};
use std::thread::available_parallelism;

use kb::Kb;
use tokio::io::AsyncWrite;
use tokio::runtime;
use tokio::task::JoinHandle;
use tower_lsp::{LspService, Server, jsonrpc};

use crate::folders::Folders;
use crate::session::Shared;
use backend::Backend;
pub use from_proto::file_path;

/// Serves one client on standard input and output until it leaves. Success only if it asked for the shutdown before.
pub fn run(kb: Kb) -> anyhow::Result<ExitCode> {
    log_if_wanted();
    let shared = Shared {
        folders: Folders::new(Arc::new(kb)),
        today: None,
    };
    let cores = available_parallelism().map_or(2, usize::from);
    // Handlers only wait: one thread is enough for all of them, and it hands nothing over.
    let runtime = runtime::Builder::new_current_thread()
        .enable_time()
        .max_blocking_threads(cores + 2)
        .build()?;
    let stopped = Arc::new(OnceLock::new());
    let serving = serve(io::stdin(), tokio::io::stdout(), shared, stopped.clone());
    runtime.block_on(serving)?;
    // A computation that still runs is for nobody.
    runtime.shutdown_background();
    Ok(match stopped.get() {
        Some(()) => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
    })
}

/// Prints the schema of the settings that editors may send.
pub fn settings() -> anyhow::Result<ExitCode> {
    writeln!(io::stdout(), "{:#}", options::schema())?;
    Ok(ExitCode::SUCCESS)
}

/// The same on any streams. `stopped` is filled when the client asks for the shutdown.
pub async fn serve(
    input: impl Read + Send + 'static,
    output: impl AsyncWrite + Unpin,
    shared: Shared,
    stopped: Arc<OnceLock<()>>,
) -> io::Result<()> {
    let input = frames::guarded(input)?;
    let (service, socket) = LspService::build(|client| Backend::new(client, shared, stopped))
        .custom_method(frames::REFUSED, Backend::refuse)
        .custom_method("attache/cast", Backend::cast)
        .custom_method("attache/status", Backend::status)
        .custom_method("attache/setDate", Backend::set_date)
        .finish();
    // Handlers wait for computations; with the frame's 4 at a time a cancellation would wait for them too.
    Server::new(input, output, socket)
        .concurrency_level(256)
        .serve(service)
        .await;
    Ok(())
}

/// Computes on another thread, so that reading and writing go on. A panic costs one answer; a request that is cancelled
/// before its turn costs nothing.
async fn offload<S: Send + 'static, T: Send + 'static>(
    on: S,
    compute: impl FnOnce(&S) -> T + Send + 'static,
) -> jsonrpc::Result<T> {
    struct AbortOnDrop<T>(JoinHandle<T>);
    impl<T> Drop for AbortOnDrop<T> {
        fn drop(&mut self) {
            self.0.abort();
        }
    }
    let mut task = AbortOnDrop(tokio::task::spawn_blocking(move || compute(&on)));
    (&mut task.0)
        .await
        .map_err(|_| jsonrpc::Error::internal_error())
}

/// Logs to standard error what `ATTACHE_LOG` asks for ("debug", "tower_lsp_server=trace"); without it there is silence.
fn log_if_wanted() {
    if let Ok(filter) = tracing_subscriber::EnvFilter::try_from_env("ATTACHE_LOG") {
        let _ = tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(io::stderr)
            .try_init();
    }
}

#[cfg(test)]
mod tests {
    use lsp_types::HoverParams;
    use serde_json::{Value, json};
    use tower_service::Service;

    use super::*;

    impl Backend {
        /// A feature with a mistake in it.
        async fn panic(&self, params: HoverParams) -> jsonrpc::Result<Option<()>> {
            let uri = params.text_document_position_params.text_document.uri;
            self.answer(&uri, |_| panic!("on purpose")).await
        }
    }

    #[tokio::test]
    async fn a_panic_in_a_feature_costs_one_answer_and_no_more() {
        let shared = Shared {
            folders: Folders::new(Arc::new(Kb::new(world::BLOB).unwrap())),
            today: None,
        };
        let (mut service, _socket) =
            LspService::build(|client| Backend::new(client, shared, Arc::default()))
                .custom_method("panic", Backend::panic)
                .finish();
        let mut ids = 0;
        let mut say = async |method: &'static str, params: Value| {
            ids += 1;
            let message = jsonrpc::Request::build(method).params(params);
            // What is told has no id, and no answer.
            let message = match method.contains("/did") {
                true => message.finish(),
                false => message.id(ids).finish(),
            };
            let answer = service.call(message).await.unwrap();
            serde_json::to_value(answer).unwrap()
        };
        say("initialize", json!({ "capabilities": {} })).await;
        let document = json!({ "uri": "a", "languageId": "plaintext", "version": 1, "text": "Angela Merkel spoke." });
        say("textDocument/didOpen", json!({ "textDocument": document })).await;
        let place =
            json!({ "textDocument": { "uri": "a" }, "position": { "line": 0, "character": 3 } });
        for _ in 0..3 {
            let failed = say("panic", place.clone()).await;
            assert_eq!(failed["error"]["code"], -32603, "{failed}");
            let card = say("textDocument/hover", place.clone()).await;
            assert!(card["result"]["contents"].is_object(), "{card}");
        }
    }

    #[tokio::test]
    async fn a_panic_costs_one_answer() {
        let failed = offload((), |()| -> u8 { panic!("on purpose") }).await;
        assert_eq!(
            failed.map_err(|it| it.code),
            Err(jsonrpc::ErrorCode::InternalError)
        );
        assert_eq!(offload(1, |it| it + 1).await, Ok(2));
    }
}
