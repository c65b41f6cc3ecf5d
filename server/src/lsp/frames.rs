//! A guard before the frame: it reads the client's messages whole, refuses what is no message, and bounds their length.
//!
//! The frame's own reader believes any `Content-Length` and stops at the first message that it cannot read. Here such a
//! message is replaced by the request [`REFUSED`], whose handler answers with one error, and reading goes on at the next
//! header.

use std::io::{self, BufRead, BufReader, Read};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::thread;

use lsp_types::Range;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::mpsc;
use tower_lsp::jsonrpc::{self, ErrorCode};

/// The method that stands for a message that was refused; its parameters are a [`Refusal`].
pub const REFUSED: &str = "$attache/refused";

/// Longer messages are refused. In bytes; an article of a million words has seven million.
pub const MAX_MESSAGE: usize = 64 << 20;

/// Longer header lines are not headers.
const MAX_LINE: u64 = 4 << 10;

/// Why a message was not taken.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    code: i64,
    message: String,
}

impl From<Refusal> for jsonrpc::Error {
    fn from(refusal: Refusal) -> jsonrpc::Error {
        let mut error = jsonrpc::Error::new(ErrorCode::from(refusal.code));
        error.message = refusal.message.into();
        error
    }
}

/// Messages with headers, each one whole and fit for the frame. `input` is read on a thread of its own, which waits while
/// the frame is busy.
pub fn guarded(input: impl Read + Send + 'static) -> io::Result<impl AsyncRead + Unpin> {
    let (sender, messages) = mpsc::channel(64);
    thread::Builder::new().name("stdin".into()).spawn(move || {
        let mut frames = Frames::new(BufReader::with_capacity(64 << 10, input));
        while let Ok(Some(body)) = frames.next() {
            if sender.blocking_send(framed(body)).is_err() {
                break;
            }
        }
    })?;
    Ok(Guarded {
        messages,
        current: Vec::new(),
        read: 0,
    })
}

struct Guarded {
    messages: mpsc::Receiver<Vec<u8>>,
    current: Vec<u8>,
    read: usize,
}

impl AsyncRead for Guarded {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.read == this.current.len() {
            match ready!(this.messages.poll_recv(cx)) {
                Some(message) => (this.current, this.read) = (message, 0),
                None => return Poll::Ready(Ok(())),
            }
        }
        let rest = &this.current[this.read..];
        let taken = rest.len().min(buf.remaining());
        buf.put_slice(&rest[..taken]);
        this.read += taken;
        Poll::Ready(Ok(()))
    }
}

/// The body of a message, or why it was refused.
type Body = Result<Vec<u8>, Refusal>;

fn framed(body: Body) -> Vec<u8> {
    let body = body.unwrap_or_else(|refusal| {
        let request = serde_json::json!({
            "jsonrpc": "2.0", "id": null, "method": REFUSED, "params": refusal,
        });
        request.to_string().into_bytes()
    });
    let mut message = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    message.extend_from_slice(&body);
    message
}

struct Frames<R> {
    input: R,
    /// Of the message whose headers are being read.
    length: Option<usize>,
    /// Something was refused, and no header has been found since: what comes is its rest, and was answered.
    lost: bool,
}

impl<R: BufRead> Frames<R> {
    fn new(input: R) -> Frames<R> {
        Frames {
            input,
            length: None,
            lost: false,
        }
    }

    /// The next message; `None` at the end of the input.
    fn next(&mut self) -> io::Result<Option<Body>> {
        let mut line = Vec::new();
        loop {
            line.clear();
            if (&mut self.input)
                .take(MAX_LINE)
                .read_until(b'\n', &mut line)?
                == 0
            {
                return Ok(None);
            }
            let text = String::from_utf8_lossy(&line);
            match (header(text.trim_end()), self.length) {
                (Header::Empty, Some(length)) => {
                    self.length = None;
                    return self.body(length);
                }
                (Header::Empty | Header::Other, _) => {}
                (Header::Length(Some(length)), _) if length <= MAX_MESSAGE => {
                    self.length = Some(length);
                    self.lost = false;
                }
                (Header::Length(_), _) => {
                    self.lost = true;
                    let message = format!("Content-Length must be a number up to {MAX_MESSAGE}");
                    return Ok(Some(Err(refusal(ErrorCode::ParseError, message))));
                }
                (Header::None, _) if !self.lost => {
                    self.lost = true;
                    let message = "expected the header Content-Length".to_owned();
                    return Ok(Some(Err(refusal(ErrorCode::ParseError, message))));
                }
                (Header::None, _) => {}
            }
        }
    }

    fn body(&mut self, length: usize) -> io::Result<Option<Body>> {
        let mut body = Vec::new();
        (&mut self.input)
            .take(length as u64)
            .read_to_end(&mut body)?;
        if body.len() < length {
            return Ok(None);
        }
        Ok(Some(checked(body)))
    }
}

/// A body that the frame can read: it stops for ever at one that it cannot.
fn checked(body: Vec<u8>) -> Body {
    let error = match serde_json::from_slice::<jsonrpc::Request>(&body) {
        Ok(request) if has_wrong_range(&request) => {
            let message = "a range of the change is none".to_owned();
            return Err(refusal(ErrorCode::InvalidParams, message));
        }
        Ok(_) => return Ok(body),
        Err(error) => error,
    };
    if serde_json::from_slice::<jsonrpc::Response>(&body).is_ok() {
        return Ok(body);
    }
    let code = if error.is_data() {
        ErrorCode::InvalidRequest
    } else {
        ErrorCode::ParseError
    };
    Err(refusal(code, format!("{}: {error}", code.description())))
}

/// Whether a change of a text has a range that cannot be read. The frame would take it for a change without a range, and its
/// text for the whole document.
fn has_wrong_range(request: &jsonrpc::Request) -> bool {
    let changes = request.params().map(|it| &it["contentChanges"]);
    let changes = changes
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    let wrong = |it: &Value| {
        it.get("range")
            .is_some_and(|range| !range.is_null() && Range::deserialize(range).is_err())
    };
    request.method() == "textDocument/didChange" && changes.iter().any(wrong)
}

fn refusal(code: ErrorCode, message: String) -> Refusal {
    Refusal {
        code: code.code(),
        message,
    }
}

enum Header {
    /// Ends the headers.
    Empty,
    /// `None`: it is no number.
    Length(Option<usize>),
    Other,
    None,
}

/// What a line is; behind the rest of something refused the first header of the next message may stand on the same line.
fn header(line: &str) -> Header {
    const LENGTH: &str = "content-length:";
    if line.is_empty() {
        return Header::Empty;
    }
    let lower = line.to_ascii_lowercase();
    if let Some(at) = lower.rfind(LENGTH) {
        return Header::Length(lower[at + LENGTH.len()..].trim().parse().ok());
    }
    match line.split_once(':') {
        Some((name, _)) if name.eq_ignore_ascii_case("content-type") => Header::Other,
        _ => Header::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PING: &str = r#"{"jsonrpc":"2.0","method":"ping"}"#;

    fn message(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    /// Every message that comes out: its body, or the code of the refusal.
    fn read(input: &[u8]) -> Vec<String> {
        let mut frames = Frames::new(input);
        let mut all = Vec::new();
        while let Some(body) = frames.next().unwrap() {
            all.push(match body {
                Ok(body) => String::from_utf8(body).unwrap(),
                Err(refusal) => refusal.code.to_string(),
            });
        }
        all
    }

    #[test]
    fn what_is_no_message_costs_one_refusal_and_the_next_is_read() {
        let bad: &[&str] = &[
            "Content-Length: 99999999999999\r\n\r\n{}",
            "Content-Length: 18446744073709551617\r\n\r\n",
            "Content-Length: -1\r\n\r\nabc",
            "Content-Length: many\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: here\r\n\r\n",
            &message("{"),
            &message("[]"),
            &message("{}"),
            &message(r#"{"jsonrpc":"1.0","method":"a"}"#),
            &message(r#"{"jsonrpc":"2.0","method":"a","params":"\ud800"}"#),
            &message(&"[".repeat(100_000)),
        ];
        for bad in bad {
            let read = read(format!("{bad}{}", message(PING)).as_bytes());
            let [refused, ping] = &read[..] else {
                panic!("{bad:?} gave {read:?}");
            };
            assert!(
                refused == "-32700" || refused == "-32600",
                "{refused} for {bad:?}"
            );
            assert_eq!(ping, PING);
        }
    }

    #[test]
    fn a_change_whose_range_is_none_is_refused() {
        let change = |range: &str| {
            let body = r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"contentChanges":[{"text":"a","range":R}]}}"#;
            read(message(&body.replace('R', range)).as_bytes()).remove(0)
        };
        let good = r#"{"start":{"line":0,"character":0},"end":{"line":0,"character":0}}"#;
        assert!(change(good).contains("didChange"));
        assert!(change("null").contains("didChange"));
        for bad in [
            good.replacen('0', "-1", 1),
            good.replacen('0', "1.5", 1),
            "{}".into(),
            "7".into(),
        ] {
            assert_eq!(change(&bad), "-32602", "{bad}");
        }
    }

    #[test]
    fn headers_come_in_any_case_and_order() {
        let with = format!(
            "content-type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH: {}\r\n\r\n{PING}",
            PING.len()
        );
        assert_eq!(read(with.as_bytes()), [PING]);
    }

    #[test]
    fn bytes_that_are_no_utf8_are_refused() {
        let mut input = b"Content-Length: 2\r\n\r\n\xff\xfe".to_vec();
        input.extend_from_slice(message(PING).as_bytes());
        assert_eq!(read(&input), ["-32700", PING]);
    }
}
