//! The ways in which an answer is made: of the article as it is when its request arrives, of the knowledge base alone, or of all
//! articles of the workspace; always off the task that reads the client.

use std::sync::Arc;

use lsp_types::{ProgressToken, Uri};
use tower_lsp::jsonrpc::{Error, Result};

use super::backend::Backend;
use super::offload;
use super::view::{Library, View};
use super::workspace::{self, CancelOnDrop, Progress, Search};
use crate::session::lock;

impl Backend {
    /// Computes an answer on the article as it is when this is first polled. Null for a document that is not open, and for
    /// one that is no article.
    pub(super) async fn answer<T: Send + 'static>(
        &self,
        uri: &Uri,
        make: impl FnOnce(&View) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        self.answer_of_any(uri, move |it| {
            it.snapshot.is_article().then(|| make(it)).flatten()
        })
        .await
    }

    /// The same of any document.
    pub(super) async fn answer_of_any<T: Send + 'static>(
        &self,
        uri: &Uri,
        make: impl FnOnce(&View) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let snapshot = lock(&self.session).snapshot(uri.as_ref());
        let (Some(snapshot), Some(profile)) = (snapshot, self.profile.get().cloned()) else {
            return Ok(None);
        };
        let seed = (snapshot, profile, self.pages.clone());
        offload(seed, |(snapshot, profile, pages)| {
            make(&View::new(snapshot.clone(), profile.clone(), pages.clone()))
        })
        .await
    }

    /// The same for what needs no document.
    pub(super) async fn look_up<T: Send + 'static>(
        &self,
        make: impl FnOnce(&Library) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        let shared = lock(&self.session).shared().clone();
        let Some(profile) = self.profile.get().cloned() else {
            return Ok(None);
        };
        let seed = (shared, profile, self.pages.clone());
        offload(seed, |(shared, profile, pages)| {
            let folder = shared.folders.of(None);
            make(&Library::new(&folder, profile, pages.clone()))
        })
        .await
    }

    /// Looks through the workspace, telling the client of it meanwhile.
    pub(super) async fn search<T: Send + 'static>(
        &self,
        (work_done, partial): (Option<ProgressToken>, Option<ProgressToken>),
        make: impl FnOnce(&Search) -> T + Send + 'static,
    ) -> Result<T> {
        let shared = lock(&self.session).shared().clone();
        let Some(profile) = self.profile.get().cloned() else {
            return Err(Error::internal_error());
        };
        let cancelled = CancelOnDrop(Arc::default());
        let (progress, sent) = Progress::new(work_done, partial);
        let search = Search {
            index: self.index.clone(),
            session: self.session.clone(),
            shared,
            profile,
            pages: self.pages.clone(),
            cancelled: cancelled.0.clone(),
            progress,
        };
        // What it has to say ends with it.
        let (found, ()) = tokio::join!(
            offload(search, make),
            workspace::forward(&self.client, sent)
        );
        found
    }
}
