//! `attache serve`: a page to try it on. It listens on the loopback address alone, tells only those who have the token, and
//! keeps nothing: each request carries its text and gets its answer.

mod article;
mod guard;
mod page;

use std::convert::Infallible;
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use kb::Kb;
use tokio::net::TcpListener;
use tokio::runtime;

use super::base::BaseOptions;
use guard::Guard;

/// The largest request, in bytes: a long article with room for the escapes of JSON.
const MAX_BODY: usize = 2 << 20;
/// Of a larger one so many bytes are read and thrown away.
const MAX_WASTE: usize = 16 << 20;
/// Who says nothing for so long is not waited for.
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Args, Debug)]
#[command(after_help = "\
Prints the address to open in a browser, with a token that is new each time. Only this machine can reach it, no text leaves it, and nothing is kept. Ctrl-C ends it.")]
pub struct Options {
    /// The port to listen on [default: one that is free]
    #[arg(long, default_value_t = 0, hide_default_value = true)]
    port: u16,
    #[command(flatten)]
    base: BaseOptions,
}

pub fn run(options: &Options) -> Result<ExitCode> {
    let kb = options.base.load()?;
    let cores = available_parallelism().map_or(2, usize::from);
    let runtime = runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(cores)
        .build()?;
    runtime.block_on(listen(kb, options.port))?;
    // A computation that still runs is for nobody.
    runtime.shutdown_background();
    Ok(ExitCode::SUCCESS)
}

/// Serves until the user ends it.
async fn listen(kb: Kb, port: u16) -> Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .with_context(|| format!("cannot listen on port {port}"))?;
    let desk = Arc::new(Desk {
        guard: Guard::new(listener.local_addr()?.port())?,
        kb,
    });
    // Whoever reads the address may press Ctrl-C from then on.
    let mut end = Signals::new()?;
    // In one piece: who reads the first line and leaves does not end the server.
    let told = format!(
        "{}\nOpen this address in a browser; Ctrl-C ends it.\n",
        desk.guard.address()
    );
    io::stdout().lock().write_all(told.as_bytes())?;
    loop {
        let stream = tokio::select! {
            () = end.wait() => return Ok(()),
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                Err(_) => {
                    // Too many open files, mostly: others will be closed.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
        };
        let desk = desk.clone();
        let answer = service_fn(move |it| answer(desk.clone(), it));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .serve_connection(TokioIo::new(stream), answer);
        // A browser that hangs up is no failure.
        tokio::spawn(async { connection.await.is_ok() });
    }
}

/// What every request is answered from.
struct Desk {
    kb: Kb,
    guard: Guard,
}

/// A request that is not done, with a sentence that says why.
#[derive(Debug)]
struct Refusal(StatusCode, String);

async fn answer(
    desk: Arc<Desk>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let answer = match respond(desk, request).await {
        Ok(answer) => answer,
        Err(Refusal(status, sentence)) => {
            let body = serde_json::json!({ "error": sentence }).to_string();
            let mut answer = document("application/json", body);
            *answer.status_mut() = status;
            answer
        }
    };
    Ok(answer)
}

async fn respond(
    desk: Arc<Desk>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Refusal> {
    desk.guard.admit(request.headers())?;
    let path = request.uri().path();
    if path == "/article" {
        if request.method() != Method::POST {
            return Err(only("POST"));
        }
        desk.guard.trust(request.headers())?;
        let late = |_| {
            let sentence = "the request did not come to its end";
            Refusal(StatusCode::REQUEST_TIMEOUT, sentence.into())
        };
        let body = tokio::time::timeout(PATIENCE, read(request)).await;
        let body = body.map_err(late)??;
        let judged = tokio::task::spawn_blocking(move || article::judge(&desk.kb, &body)).await;
        let broken = |_| {
            let sentence = "an internal error stopped the analysis; please report it";
            Refusal(StatusCode::INTERNAL_SERVER_ERROR, sentence.into())
        };
        return Ok(document("application/json", judged.map_err(broken)??));
    }
    let Some(file) = page::file(path) else {
        let sentence = format!("there is no {path} here");
        return Err(Refusal(StatusCode::NOT_FOUND, sentence));
    };
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(only("GET"));
    }
    Ok(document(file.kind, file.content))
}

fn only(method: &str) -> Refusal {
    let sentence = format!("this address answers {method} and nothing else");
    Refusal(StatusCode::METHOD_NOT_ALLOWED, sentence)
}

/// The body of a request, of which never more than [`MAX_BODY`] is kept. What is too large is read to its end all the same, up
/// to [`MAX_WASTE`]: browsers show no answer that comes while they still send.
async fn read(request: Request<Incoming>) -> Result<Vec<u8>, Refusal> {
    let mut body = request.into_body();
    let mut kept = Vec::new();
    let mut length = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if length <= MAX_WASTE {
        length = 0;
        while let Some(frame) = body.frame().await {
            let broken = |error: hyper::Error| Refusal(StatusCode::BAD_REQUEST, error.to_string());
            let Ok(data) = frame.map_err(broken)?.into_data() else {
                continue;
            };
            length += data.len();
            if length <= MAX_BODY {
                kept.extend_from_slice(&data);
            } else if length > MAX_WASTE {
                break;
            }
        }
    }
    if length > MAX_BODY {
        let sentence = format!("the article is too large: at most {MAX_BODY} bytes are read");
        return Err(Refusal(StatusCode::PAYLOAD_TOO_LARGE, sentence));
    }
    Ok(kept)
}

/// An answer that the browser must take for what it is, keep to this page and forget.
fn document(kind: &'static str, content: impl Into<Bytes>) -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(content.into()));
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "no-store"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    for (name, value) in headers {
        answer
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    for name in ["cross-origin-opener-policy", "cross-origin-resource-policy"] {
        answer
            .headers_mut()
            .insert(name, HeaderValue::from_static("same-origin"));
    }
    answer
}

/// The signals by which the user, or whoever started the program, ends it.
#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Signals> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Signals {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn wait(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Signals> {
        Ok(Signals(tokio::signal::windows::ctrl_c()?))
    }

    async fn wait(&mut self) {
        self.0.recv().await;
    }
}
