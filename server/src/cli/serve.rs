//! `attache serve`: a page to try it on. It listens on the loopback address alone, tells only those who have the token, and
//! keeps nothing: each request carries its text and gets its answer.

mod article;
mod guard;
mod page;

use std::convert::Infallible;
use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::pin::pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
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
    let mut out = io::stdout().lock();
    writeln!(out, "{}", desk.guard.address())?;
    writeln!(out, "Open this address in a browser; Ctrl-C ends it.")?;
    out.flush()?;
    drop(out);
    let mut leave = pin!(leave());
    loop {
        let stream = tokio::select! {
            left = &mut leave => return Ok(left?),
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
        let body = read(request).await?;
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

/// The body of a request, which is never held in memory beyond [`MAX_BODY`].
async fn read(request: Request<Incoming>) -> Result<Bytes, Refusal> {
    let too_large = || {
        let sentence = format!("the article is too large: at most {MAX_BODY} bytes are read");
        Refusal(StatusCode::PAYLOAD_TOO_LARGE, sentence)
    };
    if request.body().size_hint().lower() > MAX_BODY as u64 {
        return Err(too_large());
    }
    let body = Limited::new(request.into_body(), MAX_BODY).collect();
    match tokio::time::timeout(PATIENCE, body).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(error)) => Err(Refusal(StatusCode::BAD_REQUEST, error.to_string())),
        Err(_) => {
            let sentence = "the request did not come to its end";
            Err(Refusal(StatusCode::REQUEST_TIMEOUT, sentence.into()))
        }
    }
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

/// Waits until the user, or whoever started the program, wants it to end.
#[cfg(unix)]
async fn leave() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut end = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = end.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn leave() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
