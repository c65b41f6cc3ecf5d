//! `attache/cast`, a request of our own: who and what an article names, for a list beside it.

use ide::{Member, MentionKind, Severity};
use lsp_types::{Location, Range, TextDocumentIdentifier};
use serde::{Deserialize, Serialize};
use tower_lsp::jsonrpc::Result;

use super::backend::Backend;
use super::view::View;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CastParams {
    text_document: TextDocumentIdentifier,
}

/// One line of the list.
#[derive(Serialize)]
pub struct CastMember {
    /// The key of the record.
    record: String,
    /// "person", "treaty", "state", "organisation" or "event".
    kind: &'static str,
    name: String,
    detail: String,
    /// Every mention, the first first.
    mentions: Vec<Range>,
    /// "error", "warning", "information" or "hint"; null where nothing was found.
    verdict: Option<&'static str>,
    /// What does not hold.
    messages: Vec<String>,
    /// Where the record is written; null where there is no page.
    definition: Option<Location>,
}

impl Backend {
    /// Null for a document that is not open.
    pub async fn cast(&self, params: CastParams) -> Result<Option<Vec<CastMember>>> {
        self.answer(&params.text_document.uri, |view| {
            let analysis = view.snapshot.analysis();
            let cast = ide::cast_list(view.snapshot.kb(), analysis);
            Some(cast.iter().map(|it| member(view, it)).collect())
        })
        .await
    }
}

fn member(view: &View, member: &Member) -> CastMember {
    let analysis = view.snapshot.analysis();
    let place = view.library.record(member.record, None);
    let found = member.findings.iter();
    CastMember {
        record: view.snapshot.kb().slug(member.record).to_owned(),
        kind: match member.kind {
            MentionKind::Leader => "person",
            MentionKind::Treaty => "treaty",
            MentionKind::State => "state",
            MentionKind::Organisation | MentionKind::Office => "organisation",
            MentionKind::Event => "event",
        },
        name: member.name.clone(),
        detail: member.detail.clone(),
        mentions: member.mentions.iter().map(|it| view.range(*it)).collect(),
        verdict: member.verdict(analysis).map(|it| match it {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "information",
            Severity::Hint => "hint",
        }),
        messages: found
            .map(|it| analysis.findings[*it].message.clone())
            .collect(),
        definition: place.map(|it| Location::new(it.uri, it.range)),
    }
}
