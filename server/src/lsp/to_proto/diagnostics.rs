use ide::{Finding, Severity, Tag};
use lsp_types::*;
use serde_json::json;

use crate::lsp::view::View;
use crate::session::Kind;

/// Every finding of the text.
pub fn diagnostics(view: &View) -> Vec<Diagnostic> {
    if !matches!(view.snapshot.kind, Kind::Article(_)) {
        return super::records::diagnostics(view);
    }
    let findings = &view.snapshot.analysis().findings;
    findings.iter().map(|it| diagnostic(view, it)).collect()
}

/// The answer to a client that asks; "unchanged" if it has what it would get.
pub fn report(view: &View, previous: Option<&str>) -> DocumentDiagnosticReport {
    let id = view.snapshot.generation.to_string();
    if previous == Some(&id) {
        let report = UnchangedDocumentDiagnosticReport { result_id: id };
        return RelatedUnchangedDocumentDiagnosticReport {
            unchanged_document_diagnostic_report: report,
            ..Default::default()
        }
        .into();
    }
    RelatedFullDocumentDiagnosticReport {
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: Some(id),
            items: diagnostics(view),
        },
        ..Default::default()
    }
    .into()
}

/// A finding with its evidence. `data` tells of which version of the text it speaks.
pub fn diagnostic(view: &View, finding: &Finding) -> Diagnostic {
    let profile = &view.profile;
    let related = finding
        .related
        .iter()
        .map(|it| DiagnosticRelatedInformation {
            location: view.location(it.range),
            message: it.message.clone(),
        });
    let tag = finding.tag.map(|it| match it {
        Tag::Deprecated => DiagnosticTag::Deprecated,
        Tag::Unnecessary => DiagnosticTag::Unnecessary,
    });
    Diagnostic {
        range: view.range(finding.range),
        severity: Some(severity(finding.severity)),
        code: Some(finding.code.to_owned().into()),
        source: Some("attache".into()),
        message: message(finding).into(),
        tags: tag.filter(|_| profile.diagnostic_tags).map(|it| vec![it]),
        related_information: profile
            .related_information
            .then(|| related.collect::<Vec<_>>())
            .filter(|it| !it.is_empty()),
        data: profile
            .diagnostic_data
            .then(|| json!({ "version": view.snapshot.version })),
        ..Default::default()
    }
}

/// What is wrong, and a line for each statement that it rests on.
fn message(finding: &Finding) -> String {
    let mut message = finding.message.clone();
    for evidence in &finding.evidence {
        message.push_str(&format!("\n{} ({})", evidence.statement, evidence.source));
    }
    message
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Information => DiagnosticSeverity::Information,
        Severity::Hint => DiagnosticSeverity::Hint,
    }
}
