//! A polite client: one request at a time, a pause between two, and as much patience as the server asks for.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use ureq::http::{HeaderMap, Response, header};
use ureq::{Agent, Body, Error};
use wikidata::Id;

use super::store::Kept;

/// The largest answer that is read, in bytes, after it was unpacked.
pub const MAX_BYTES: u64 = 32 << 20;

/// How often an entity is asked for in all.
const TRIES: u32 = 5;

/// How often an answer may send us elsewhere.
const REDIRECTS: u32 = 4;

/// Who asks us to wait for longer is asked again another day.
const PATIENCE: Duration = Duration::from_secs(600);

pub struct Client {
    agent: Agent,
    endpoint: String,
    pause: Duration,
    last: Option<Instant>,
}

pub enum Answer {
    Fresh {
        body: Vec<u8>,
        etag: Option<String>,
        last_modified: Option<String>,
    },
    /// It is what was kept.
    Same,
    /// There is no such entity.
    Gone,
}

/// Why there is no answer.
pub enum Failure {
    /// To this one request.
    Here(String),
    /// To whatever is asked.
    Everywhere(String),
}

/// What one attempt came to.
enum Attempt {
    Answer(Answer),
    /// It may be otherwise later; how long to wait, where the server says so.
    Later(String, Option<Duration>),
    Failure(Failure),
}

impl Client {
    pub fn new(
        endpoint: &str,
        contact: Option<&str>,
        pause: Duration,
        timeout: Duration,
    ) -> Result<Client> {
        let secure = endpoint.starts_with("https://");
        if !secure && !endpoint.starts_with("http://") {
            bail!("`{endpoint}` is no address: it begins with https://");
        }
        let contact = contact.map(|it| format!("; {it}")).unwrap_or_default();
        let agent = format!(
            "attache/{} ({}{contact})",
            env!("CARGO_PKG_VERSION"),
            env!("CARGO_PKG_REPOSITORY")
        );
        let agent = Agent::config_builder()
            .user_agent(agent)
            .http_status_as_error(false)
            .https_only(secure)
            .max_redirects(REDIRECTS)
            .timeout_global(Some(timeout))
            .build()
            .new_agent();
        Ok(Client {
            agent,
            endpoint: endpoint.trim_end_matches('/').to_owned(),
            pause,
            last: None,
        })
    }

    /// Asks for an entity, again and again if need be. `kept`: what there is of it. `tell` hears why it takes longer.
    pub fn get(
        &mut self,
        id: Id,
        kept: Option<&Kept>,
        tell: &dyn Fn(&str),
    ) -> Result<Answer, Failure> {
        let mut why = String::new();
        for attempt in 0..TRIES {
            self.rest();
            let asked_for = match self.attempt(id, kept) {
                Attempt::Answer(answer) => return Ok(answer),
                Attempt::Failure(failure) => return Err(failure),
                Attempt::Later(reason, asked_for) => {
                    why = reason;
                    asked_for
                }
            };
            if let Some(long) = asked_for.filter(|it| *it > PATIENCE) {
                let seconds = long.as_secs();
                return Err(Failure::Everywhere(format!(
                    "{why}: the server asks for {seconds} seconds of rest"
                )));
            }
            if attempt + 1 < TRIES {
                let wait = self.wait(attempt, asked_for);
                tell(&format!(
                    "{id}: {why}; asking again in {:.1} seconds",
                    wait.as_secs_f32()
                ));
                thread::sleep(wait);
            }
        }
        Err(Failure::Here(why))
    }

    /// Lets the pause go by that is due since the last request.
    fn rest(&mut self) {
        if let Some(last) = self.last {
            thread::sleep(self.pause.saturating_sub(last.elapsed()));
        }
        self.last = Some(Instant::now());
    }

    /// Twice as long after every attempt, and never less than the server asks for; with something more, so that not all who
    /// were sent away come back at once.
    fn wait(&self, attempt: u32, asked_for: Option<Duration>) -> Duration {
        let own = self.pause.max(Duration::from_millis(50)) * 2_u32.pow(attempt);
        let least = asked_for.map_or(own, |it| it.max(own)).min(PATIENCE);
        // The standard library has no other source of chance.
        let chance = RandomState::new().hash_one(attempt) % 256;
        least + least * chance as u32 / 1024
    }

    fn attempt(&self, id: Id, kept: Option<&Kept>) -> Attempt {
        let mut request = self
            .agent
            .get(format!("{}/{id}.json", self.endpoint))
            .header(header::ACCEPT, "application/json");
        if let Some(kept) = kept {
            for (name, value) in [
                (header::IF_NONE_MATCH, &kept.etag),
                (header::IF_MODIFIED_SINCE, &kept.last_modified),
            ] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
        }
        match request.call() {
            Ok(response) => read(response, kept.is_some()),
            Err(error) => failed(error),
        }
    }
}

fn read(mut response: Response<Body>, kept: bool) -> Attempt {
    let status = response.status().as_u16();
    match status {
        200 => {}
        304 if kept => return Attempt::Answer(Answer::Same),
        404 | 410 => return Attempt::Answer(Answer::Gone),
        429 | 500..=599 => {
            let after = retry_after(response.headers());
            return Attempt::Later(format!("the server is busy (status {status})"), after);
        }
        401 | 403 => {
            return Attempt::Failure(Failure::Everywhere(format!(
                "the server refuses (status {status})"
            )));
        }
        _ => return Attempt::Failure(Failure::Here(format!("status {status}"))),
    }
    let text = |name| {
        response
            .headers()
            .get(name)
            .and_then(|it| it.to_str().ok())
            .map(str::to_owned)
    };
    let (etag, last_modified) = (text(header::ETAG), text(header::LAST_MODIFIED));
    let body = match response
        .body_mut()
        .with_config()
        .limit(MAX_BYTES)
        .read_to_vec()
    {
        Ok(body) => body,
        Err(error) => return failed(error),
    };
    match wikidata::parse(&body) {
        Ok(entities) if entities.iter().any(|it| !it.missing) => Attempt::Answer(Answer::Fresh {
            body,
            etag,
            last_modified,
        }),
        Ok(entities) if !entities.is_empty() => Attempt::Answer(Answer::Gone),
        Ok(_) => Attempt::Later("the answer holds no entity".to_owned(), None),
        Err(error) => Attempt::Later(format!("the answer cannot be read: {error}"), None),
    }
}

fn failed(error: Error) -> Attempt {
    match error {
        Error::TooManyRedirects | Error::RedirectFailed => Attempt::Failure(Failure::Here(
            "it is sent from one address to another without end".to_owned(),
        )),
        Error::RequireHttpsOnly(_) => Attempt::Failure(Failure::Here(
            "it is sent to an address that is not secure".to_owned(),
        )),
        Error::BodyExceedsLimit(_) => Attempt::Failure(Failure::Here(format!(
            "the answer has more than {MAX_BYTES} bytes"
        ))),
        Error::BadUri(_) | Error::HostNotFound => {
            Attempt::Failure(Failure::Everywhere(error.to_string()))
        }
        error => Attempt::Later(error.to_string(), None),
    }
}

/// Seconds, or a date as HTTP writes it.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let then = rfc2822::parse(text).ok()?.timestamp();
    let seconds = then.as_second() - Timestamp::now().as_second();
    Some(Duration::from_secs(seconds.max(0).unsigned_abs()))
}
