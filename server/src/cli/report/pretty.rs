//! Frames as a compiler draws them, for people.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Message, Origin, Renderer, Snippet};
use ide::{DateSource, Publication, Severity};

use super::{Reporter, Summary};
use crate::cli::check::{Checked, Flagged};
use crate::cli::lines::Lines;
use crate::cli::output::harmless;

/// How many bytes before and behind a finding the renderer gets of its lines; it cuts further to the terminal's width.
const CONTEXT: usize = 16 << 10;

pub struct Pretty;

impl Reporter for Pretty {
    fn article(&mut self, article: &Checked) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        if article.fixed > 0 {
            writeln!(out, "{}: {} fixed", harmless(&article.name), article.fixed)?;
        }
        if article.findings.is_empty() {
            return Ok(());
        }
        let lines = Lines::new(&article.text);
        writeln!(
            out,
            "{}: {}\n",
            harmless(&article.name),
            published(&article.publication)
        )?;
        for flagged in &article.findings {
            writeln!(out, "{}\n", frame(article, &lines, flagged))?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> io::Result<()> {
        let mut out = anstream::stdout().lock();
        let levels = [
            (Severity::Error, "error"),
            (Severity::Warning, "warning"),
            (Severity::Information, "note"),
            (Severity::Hint, "hint"),
        ];
        let mut parts: Vec<String> = levels
            .iter()
            .map(|(severity, name)| (summary.count(*severity), *name))
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| counted(count, name))
            .collect();
        if parts.is_empty() {
            parts.push("nothing found".to_owned());
        }
        if summary.fixed > 0 {
            parts.push(format!("{} fixed", summary.fixed));
        }
        if summary.articles == 0 {
            return Ok(());
        }
        let articles = counted(summary.articles, "article");
        writeln!(out, "{} in {articles}", parts.join(", "))
    }
}

/// "published on 5 May 2025 (given)", with the reasons, one a line, where it was worked out.
pub fn published(publication: &Publication) -> String {
    let mut text = publication.in_words();
    for reason in &publication.reasons {
        text.push_str("\n  ");
        text.push_str(&harmless(reason));
    }
    if matches!(publication.source, DateSource::None) {
        text.push_str("\n  give it with --date, or in the text's front matter");
    }
    text
}

fn frame(article: &Checked, lines: &Lines<'_>, flagged: &Flagged) -> String {
    let finding = &flagged.finding;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
        Severity::Hint => Level::INFO.with_name("hint"),
    };
    let (start, end) = (finding.range.start as usize, finding.range.end as usize);
    let position = lines.position(finding.range.start);
    let shown = shown(&article.text, lines, start, end);
    let name = harmless(&article.name);
    let snippet = Snippet::source(&article.text[shown.clone()])
        .line_start(position.line as usize)
        .annotation(AnnotationKind::Primary.span(start - shown.start..end - shown.start));
    // The renderer counts columns from the start of what it gets.
    let is_cut = shown.start > lines.around(finding.range.start, finding.range.end).start;
    let (origin, snippet) = if is_cut {
        let origin = Origin::path(name.clone())
            .line(position.line as usize)
            .char_column(position.column as usize);
        (Some(origin), snippet)
    } else {
        (None, snippet.path(name))
    };
    let message = harmless(&finding.message);
    let evidence = finding
        .evidence
        .iter()
        .map(|it| Level::NOTE.message(format!("{}\nsource: {}", it.statement, it.source)));
    let related = finding.related.iter().map(|it| {
        let line = lines.position(it.range.start).line;
        Level::NOTE.message(format!("line {line}: {}", harmless(&it.message)))
    });
    let fixes = finding
        .fixes
        .iter()
        .map(|it| Level::HELP.message(harmless(&it.title).into_owned()));
    let notes: Vec<Message<'_>> = evidence.chain(related).chain(fixes).collect();
    let group = level
        .primary_title(message)
        .id(finding.code)
        .elements(origin)
        .element(snippet)
        .elements(notes);
    Renderer::styled().render(&[group])
}

/// The bytes of the text that are shown for a range: its lines, cut where they are very long.
fn shown(text: &str, lines: &Lines<'_>, start: usize, end: usize) -> Range<usize> {
    let whole = lines.around(start as u32, end as u32);
    let from = start.saturating_sub(CONTEXT).max(whole.start);
    let to = (end + CONTEXT).min(whole.end);
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let from = (from..start).find(boundary).unwrap_or(start);
    let to = (end..=to).rev().find(boundary).unwrap_or(end);
    from..to
}

/// "1 error", "2 errors".
fn counted(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}
