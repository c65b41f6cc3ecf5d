//! SARIF 2.1.0: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>

use std::io::{self, Write};

use ide::{Severity, check};
use prose::Range;
use serde_json::{Value, json};

use super::{Reporter, Summary};
use crate::cli::check::{Checked, Flagged};
use crate::cli::lines::Lines;

/// Collects the results: the format is one object with all of them.
#[derive(Default)]
pub struct Sarif {
    results: Vec<Value>,
}

impl Reporter for Sarif {
    fn article(&mut self, article: &Checked) -> io::Result<()> {
        let lines = Lines::new(&article.text);
        let uri = uri(&article.name);
        let results = article.findings.iter();
        self.results
            .extend(results.map(|it| result(it, &uri, &article.text, &lines)));
        Ok(())
    }

    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        let rules: Vec<Value> = check::pages().map(rule).collect();
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "attache",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": rules,
                }},
                "columnKind": "unicodeCodePoints",
                "results": std::mem::take(&mut self.results),
            }],
        });
        let mut out = io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, &log)?;
        out.write_all(b"\n")
    }
}

fn rule(page: &check::Page) -> Value {
    json!({
        "id": page.code,
        "shortDescription": { "text": page.title },
        "fullDescription": { "text": page.explanation },
        "defaultConfiguration": { "level": level(page.severity), "enabled": page.on },
    })
}

fn result(flagged: &Flagged, uri: &str, text: &str, lines: &Lines<'_>) -> Value {
    let finding = &flagged.finding;
    let place = |range: Range| json!({ "artifactLocation": { "uri": uri }, "region": region(range, text, lines) });
    let evidence = finding
        .evidence
        .iter()
        .map(|it| format!("\n{} ({})", it.statement, it.source));
    let message = format!("{}{}", finding.message, evidence.collect::<String>());
    let fixes: Vec<Value> = finding
        .fixes
        .iter()
        .map(|fix| {
            json!({
                "description": { "text": fix.title },
                "artifactChanges": [{
                    "artifactLocation": { "uri": uri },
                    "replacements": [{
                        "deletedRegion": region(fix.edit.range, text, lines),
                        "insertedContent": { "text": fix.edit.text },
                    }],
                }],
            })
        })
        .collect();
    let related: Vec<Value> = finding
        .related
        .iter()
        .map(|it| json!({ "physicalLocation": place(it.range), "message": { "text": it.message } }))
        .collect();
    json!({
        "ruleId": finding.code,
        "level": level(finding.severity),
        "message": { "text": message },
        "locations": [{ "physicalLocation": place(finding.range) }],
        "relatedLocations": related,
        "fixes": fixes,
        "partialFingerprints": { "attache/v1": flagged.fingerprint },
    })
}

fn region(range: Range, text: &str, lines: &Lines<'_>) -> Value {
    let (start, end) = (lines.position(range.start), lines.position(range.end));
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "snippet": { "text": range.of(text) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

/// A path as a URI reference: everything but what RFC 3986 leaves unreserved, and slashes, is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
