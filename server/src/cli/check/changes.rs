//! `--changed-since REV`: what is new against a revision of git. The only place that runs another program.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, Result, bail};

/// A revision that exists.
pub struct Revision(String);

/// How a file differs from the revision.
pub struct Change {
    /// The text at the revision; `None`: it was not there.
    pub before: Option<String>,
    /// Lines of the present text, first and last, from 1.
    lines: Vec<(u32, u32)>,
}

impl Revision {
    /// `folder`: some folder of the repository.
    pub fn new(folder: &Path, name: &str) -> Result<Revision> {
        let commit = format!("{name}^{{commit}}");
        let arguments = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ];
        let output = git(folder, arguments.map(OsString::from))?;
        if !output.status.success() {
            bail!(
                "`--changed-since {name}`: git knows no such revision for `{}`",
                folder.display()
            );
        }
        let hash = String::from_utf8_lossy(&output.stdout);
        Ok(Revision(hash.trim().to_owned()))
    }

    /// How a file of the repository changed since.
    pub fn change(&self, path: &Path) -> Result<Change> {
        let path = std::path::absolute(path)?;
        let (Some(folder), Some(file)) = (path.parent(), path.file_name()) else {
            bail!("`{}` is no file", path.display());
        };
        let mut at_revision = OsString::from(format!("{}:./", self.0));
        at_revision.push(file);
        let show = git(folder, ["show".into(), "--no-textconv".into(), at_revision])?;
        let before = show
            .status
            .success()
            .then(|| String::from_utf8(show.stdout).ok());
        let diff = [
            "diff",
            "-U0",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            &self.0,
            "--",
        ];
        let diff = diff.map(OsString::from).into_iter();
        let mut literal = OsString::from(":(literal)");
        literal.push(file);
        let diff = git(folder, diff.chain([literal]))?;
        if !diff.status.success() {
            bail!(
                "git cannot compare `{}`: {}",
                path.display(),
                String::from_utf8_lossy(&diff.stderr).trim()
            );
        }
        Ok(Change {
            before: before.flatten(),
            lines: String::from_utf8_lossy(&diff.stdout)
                .lines()
                .filter_map(added)
                .collect(),
        })
    }
}

impl Change {
    /// Whether any of these lines (from 1) was added or changed.
    pub fn touches(&self, first: u32, last: u32) -> bool {
        self.lines.iter().any(|it| it.0 <= last && first <= it.1)
    }
}

/// The new lines of "@@ -3,2 +4,5 @@": 4 to 8.
fn added(header: &str) -> Option<(u32, u32)> {
    let ranges = header.strip_prefix("@@ ")?;
    let new = ranges.split(' ').find_map(|it| it.strip_prefix('+'))?;
    let (start, count) = new.split_once(',').unwrap_or((new, "1"));
    let (start, count): (u32, u32) = (start.parse().ok()?, count.parse().ok()?);
    (count > 0).then(|| (start, start + count - 1))
}

fn git(folder: &Path, arguments: impl IntoIterator<Item = OsString>) -> Result<Output> {
    Command::new("git")
        .arg("-C")
        .arg(folder)
        // A repository's own configuration must not make git run programs.
        .args(["-c", "core.fsmonitor=false", "--no-pager"])
        .args(arguments)
        .output()
        .context("`--changed-since` needs git, which cannot be started")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_hunks_name_the_new_lines() {
        for (header, lines) in [
            ("@@ -3,2 +4,5 @@ context", Some((4, 8))),
            ("@@ -1 +1 @@", Some((1, 1))),
            ("@@ -5,2 +4,0 @@", None),
            ("+@@ -5,2 +4,1 @@", None),
            ("--- a/x", None),
        ] {
            assert_eq!(added(header), lines, "{header}");
        }
    }
}
