//! Workflow commands of GitHub Actions: annotations on the lines of a pull request.
//! <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>

use std::io::{self, Write};

use ide::Severity;

use super::{Reporter, Summary};
use crate::cli::check::Checked;
use crate::cli::lines::Lines;

pub struct Github;

impl Reporter for Github {
    fn article(&mut self, article: &Checked) -> io::Result<()> {
        let lines = Lines::new(&article.text);
        let mut out = io::stdout().lock();
        for flagged in &article.findings {
            let finding = &flagged.finding;
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Information | Severity::Hint => "notice",
            };
            let (start, end) = (
                lines.position(finding.range.start),
                lines.position(finding.range.end),
            );
            let mut message = finding.message.clone();
            for evidence in &finding.evidence {
                message.push_str(&format!("\n{} ({})", evidence.statement, evidence.source));
            }
            if let Some(fix) = finding.fixes.first() {
                message.push_str(&format!("\nFix: {}", fix.title));
            }
            writeln!(
                out,
                "::{command} file={},line={},col={},endLine={},endColumn={},title={}::{}",
                property(&article.name),
                start.line,
                start.column,
                end.line,
                end.column,
                property(finding.code),
                data(&message)
            )?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}

/// Everything that would end the command or begin another is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
