//! Requests of our own: `attache/status`, what an editor shows in its status line, and `attache/setDate`, by which a user says
//! when an open article was published.

use std::time::Duration;

use date::Day;
use lsp_types::{Range, TextDocumentIdentifier};
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::{Error, Result};

use super::backend::Backend;
use super::view::View;
use crate::session::lock;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusParams {
    text_document: TextDocumentIdentifier,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SetDateParams {
    text_document: TextDocumentIdentifier,
    /// As YYYY-MM-DD; null: what the article says counts again.
    date: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Status {
    /// Of the program.
    version: &'static str,
    /// The last day that the records know of, as YYYY-MM-DD.
    as_of: String,
    publication: Published,
}

/// When the article was published. Days are written as YYYY-MM-DD; null is an open end.
#[derive(Serialize)]
struct Published {
    /// "published on 5 August 2025".
    words: String,
    /// What is certain.
    from: Option<String>,
    to: Option<String>,
    /// Whether `attache/setDate` said it.
    set: bool,
    /// Where the text says it; null where it does not.
    range: Option<Range>,
    /// One sentence each.
    reasons: Vec<String>,
}

impl Backend {
    /// Null for a document that is not open.
    pub async fn status(&self, params: StatusParams) -> Result<Option<Status>> {
        self.answer(&params.text_document.uri, |it| Some(status(it)))
            .await
    }

    /// Gives the status that the article has with that date.
    pub async fn set_date(&self, params: SetDateParams) -> Result<Option<Status>> {
        let uri = params.text_document.uri;
        let day = match params.date {
            None => None,
            Some(text) => Some(day(&text).ok_or_else(|| {
                Error::invalid_params(format!("{text:?} is no day, expected YYYY-MM-DD"))
            })?),
        };
        if lock(&self.session).date(uri.as_ref(), day) {
            self.publish(uri.as_ref(), Duration::ZERO);
            self.refresh_diagnostics();
        }
        self.answer(&uri, |it| Some(status(it))).await
    }
}

fn day(text: &str) -> Option<Day> {
    text.parse::<date::Date>().ok()?.exact_day()
}

fn status(view: &View) -> Status {
    let publication = &view.snapshot.analysis().publication;
    Status {
        version: env!("CARGO_PKG_VERSION"),
        as_of: iso(view.snapshot.kb().as_of()),
        publication: Published {
            words: publication.in_words(),
            from: publication.hard.from.map(iso),
            to: publication.hard.to.map(iso),
            set: publication.source == ide::DateSource::Option,
            range: publication.range.map(|it| view.range(it)),
            reasons: publication.reasons.clone(),
        },
    }
}

fn iso(day: Day) -> String {
    day.to_string()
}
