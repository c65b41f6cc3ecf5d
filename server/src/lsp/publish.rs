//! Sends findings to clients that do not ask for them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;
use tower_lsp::Client;

use super::capabilities::Profile;
use super::view::View;
use super::{offload, to_proto};
use crate::cache::Pages;
use crate::session::{Session, Snapshot, lock};

/// Which documents wait for their findings to be sent, and since when. One task serves them in turn, so that what is sent
/// of a document is sent in order.
#[derive(Default)]
pub struct Publisher {
    due: Mutex<HashMap<String, Instant>>,
    wake: Notify,
}

impl Publisher {
    /// Findings of the document are wanted after so much quiet; another call before then starts the wait anew. For a
    /// document that is no longer open an empty list is sent.
    pub fn schedule(&self, uri: &str, quiet: Duration) {
        lock(&self.due).insert(uri.to_owned(), Instant::now() + quiet);
        self.wake.notify_one();
    }

    /// Publishes for ever.
    pub async fn run(
        self: Arc<Self>,
        client: Client,
        session: Arc<Mutex<Session>>,
        profile: Arc<Profile>,
        pages: Arc<Pages>,
    ) {
        let view = |uri: &str| {
            let snapshot = lock(&session).snapshot(uri)?;
            Some((snapshot, profile.clone(), pages.clone()))
        };
        loop {
            let next = lock(&self.due)
                .iter()
                .map(|(uri, at)| (*at, uri.clone()))
                .min();
            match next {
                None => self.wake.notified().await,
                Some((at, uri)) if at <= Instant::now() => {
                    lock(&self.due).remove(&uri);
                    publish(&client, &session, view(&uri), uri).await;
                }
                Some((at, _)) => tokio::select! {
                    () = tokio::time::sleep_until(at) => {}
                    () = self.wake.notified() => {}
                },
            }
        }
    }
}

type Seed = (Snapshot, Arc<Profile>, Arc<Pages>);

async fn publish(client: &Client, session: &Mutex<Session>, view: Option<Seed>, uri: String) {
    let Some(view) = view else {
        client
            .publish_diagnostics(uri.into(), Vec::new(), None)
            .await;
        return;
    };
    let snapshot = view.0.clone();
    let make = |(snapshot, profile, pages): &Seed| {
        let view = View::new(snapshot.clone(), profile.clone(), pages.clone());
        to_proto::diagnostics(&view)
    };
    let findings = offload(view, make).await;
    // An edit since then has scheduled the document again.
    if let Ok(findings) = findings
        && lock(session).is_current(&snapshot)
    {
        let version = Some(snapshot.version);
        client
            .publish_diagnostics(uri.into(), findings, version)
            .await;
    }
}
