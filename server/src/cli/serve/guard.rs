use std::fmt::Write;

use anyhow::{Result, anyhow};
use hyper::StatusCode;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST, HeaderMap, HeaderName, ORIGIN};

use super::Refusal;

/// Keeps other pages in the same browser, and other programs on the same machine, from using the server.
pub struct Guard {
    port: u16,
    token: String,
}

impl Guard {
    /// With a token of 128 random bits.
    pub fn new(port: u16) -> Result<Guard> {
        let mut random = [0; 16];
        getrandom::fill(&mut random).map_err(|error| anyhow!("no random numbers: {error}"))?;
        let mut token = String::new();
        for byte in random {
            write!(token, "{byte:02x}")?;
        }
        Ok(Guard { port, token })
    }

    /// What the user opens. Browsers do not send what stands behind the `#`, so that the token is in no log and no referrer.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/#{}", self.port, self.token)
    }

    /// Whether a request is for this server and from its own page. A name that somebody else's DNS points to this machine
    /// ("DNS rebinding") fails by `Host`, another page by `Origin`.
    pub fn admit(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let hosts = [
            format!("127.0.0.1:{}", self.port),
            format!("localhost:{}", self.port),
        ];
        if !value(headers, HOST).is_some_and(|it| hosts.iter().any(|host| host == it)) {
            return Err(forbidden("the request names another host"));
        }
        let origin = |it: &str| it.strip_prefix("http://").map(str::to_owned);
        match headers.get(ORIGIN) {
            None => Ok(()),
            Some(it) => match it.to_str().ok().and_then(origin) {
                Some(it) if hosts.contains(&it) => Ok(()),
                _ => Err(forbidden("the request comes from another page")),
            },
        }
    }

    /// Whether a request is allowed to be judged: it has the token, and is of a kind that no form of another page can send.
    pub fn trust(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let token = value(headers, AUTHORIZATION).and_then(|it| it.strip_prefix("Bearer "));
        if !token.is_some_and(|it| same(it.as_bytes(), self.token.as_bytes())) {
            return Err(forbidden(
                "the token is missing or of an earlier run: open the address that `attache serve` printed",
            ));
        }
        let json = |it: &str| it.split(';').next().map(str::trim) == Some("application/json");
        if !value(headers, CONTENT_TYPE).is_some_and(json) {
            let sentence = "the request must be application/json";
            return Err(Refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence.into()));
        }
        Ok(())
    }
}

/// The one value of a header.
fn value(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Takes as long for a wrong token as for the right one.
fn same(one: &[u8], other: &[u8]) -> bool {
    let differ = one.iter().zip(other).fold(0, |sum, (a, b)| sum | (a ^ b));
    one.len() == other.len() && differ == 0
}

fn forbidden(sentence: &str) -> Refusal {
    Refusal(StatusCode::FORBIDDEN, sentence.to_owned())
}
