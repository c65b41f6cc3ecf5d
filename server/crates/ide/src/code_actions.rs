use kb::{Kb, Kind, NameKind, RecordId};
use prose::{BlockKind, Format, Range};

use crate::{Analysis, Decision, DecisionKind, Edit, Finding, MentionKind, anchor};

/// Something that the editor can do for the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    pub title: String,
    pub kind: ActionKind,
    /// The findings that it mends, by index in the analysis.
    pub findings: Vec<usize>,
    /// In order of the text; they never overlap.
    pub edits: Vec<Edit>,
    /// The best of its kind for its finding.
    pub preferred: bool,
    /// What the decisions of the workspace gain. The file and who decided are left open: nobody here knows them.
    pub decision: Option<Decision>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionKind {
    /// Mends one finding.
    Fix,
    /// Mends every finding of one code.
    FixAllOfKind,
    /// Mends whatever has a fix.
    FixAll,
    /// Says that a finding is none.
    Silence,
    /// Says what a name means or does not mean.
    Link,
}

/// The reason that stands in a new silence until the writer gives a better one.
const REASON: &str = "checked, right as it stands";

/// More persons of one name are no choice in a menu.
const MAX_BEARERS: usize = 6;

/// What can be done in `range`: every fix of every finding that touches it, the same fix for all findings of its code
/// where there are several, and all fixes at once; a silence for every finding; and a decision on the link of the name there.
pub fn code_actions(kb: &Kb, analysis: &Analysis, range: Range) -> Vec<Action> {
    let touched: Vec<(usize, &Finding)> = analysis
        .findings
        .iter()
        .enumerate()
        .filter(|(_, it)| it.range.start <= range.end && range.start <= it.range.end)
        .collect();
    let mut actions = Vec::new();
    for (idx, finding) in &touched {
        for (rank, fix) in finding.fixes.iter().enumerate() {
            actions.push(Action {
                title: fix.title.clone(),
                kind: ActionKind::Fix,
                findings: vec![*idx],
                edits: vec![fix.edit.clone()],
                preferred: rank == 0,
                decision: None,
            });
        }
    }
    let mut codes: Vec<&str> = touched.iter().map(|(_, it)| it.code).collect();
    codes.dedup();
    for code in codes {
        let all = fix_all(analysis, |it| it.code == code);
        if all.0.len() > 1 {
            actions.push(Action {
                title: format!("Fix all of {code} in this text"),
                kind: ActionKind::FixAllOfKind,
                findings: all.0,
                edits: all.1,
                preferred: false,
                decision: None,
            });
        }
    }
    let (findings, edits) = fix_all(analysis, |_| true);
    if !findings.is_empty() {
        actions.push(Action {
            title: "Fix everything that has a fix".into(),
            kind: ActionKind::FixAll,
            findings,
            edits,
            preferred: false,
            decision: None,
        });
    }
    for (idx, finding) in touched {
        actions.extend(silences(analysis, idx, finding));
    }
    actions.extend(decided_links(kb, analysis, range));
    actions
}

/// A comment before the place where the format has comments, and an entry in the decisions of the workspace.
fn silences(analysis: &Analysis, idx: usize, finding: &Finding) -> Vec<Action> {
    let code = finding.code;
    if code.starts_with("silence/") {
        return Vec::new();
    }
    let action = |title: String, edits, decision| Action {
        title,
        kind: ActionKind::Silence,
        findings: vec![idx],
        edits,
        preferred: false,
        decision,
    };
    let comment = comment(analysis, finding).map(|edit| {
        let title = format!("Silence {code} here with a reason");
        action(title, vec![edit], None)
    });
    let decision = decision(
        analysis,
        finding.range,
        DecisionKind::Silence(code.to_owned()),
    );
    let title = format!("Silence {code} here in .attache/decisions.toml");
    let entry = action(title, Vec::new(), Some(decision));
    comment.into_iter().chain([entry]).collect()
}

/// A line of its own above a paragraph; within the block where a line above it would break a list, a quote or a table.
fn comment(analysis: &Analysis, finding: &Finding) -> Option<Edit> {
    let blocks = &analysis.document.blocks;
    let block = blocks
        .get(blocks.partition_point(|it| it.range.end <= finding.range.start))
        .filter(|it| it.range.start <= finding.range.start)?;
    let comment = format!("<!-- attache: off {}: {REASON} -->", finding.code);
    let start = block.range.start as usize;
    let (at, text) = match analysis.document.format {
        Format::Plain => return None,
        Format::Html => (block.range.start, comment),
        Format::Markdown => {
            let before = analysis.text.get(..start)?;
            let line = before.rfind('\n').map_or(0, |it| it + 1);
            let plain = matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_));
            let opens = before[line..]
                .chars()
                .all(|it| matches!(it, '#' | ' ' | '*' | '_' | '[' | '~' | '"' | '“'));
            match plain && opens && !before[line..].starts_with("  ") {
                true => (line as u32, format!("{comment}\n")),
                false => (block.range.end, format!(" {comment}")),
            }
        }
    };
    Some(Edit {
        range: Range::new(at, at),
        text,
    })
}

/// Accepting and denying the link of the leader or the treaty in `range`; where it is linked to nobody, who may be meant.
fn decided_links(kb: &Kb, analysis: &Analysis, range: Range) -> Vec<Action> {
    let mention = analysis.mentions().iter().find(|it| {
        matches!(it.kind, MentionKind::Leader | MentionKind::Treaty)
            && it.range.start <= range.start
            && range.end <= it.range.end
    });
    let Some(mention) = mention else {
        return Vec::new();
    };
    let action = |title: String, kind| Action {
        title,
        kind: ActionKind::Link,
        findings: Vec::new(),
        edits: Vec::new(),
        preferred: false,
        decision: Some(decision(analysis, mention.range, kind)),
    };
    let slug = |record: RecordId| kb.slug(record).to_owned();
    match mention.records.as_slice() {
        [record] => {
            let name = kb.name(*record);
            vec![
                action(
                    format!("Accept this link to {name}"),
                    DecisionKind::Accept(slug(*record)),
                ),
                action(
                    format!("Deny this link to {name}"),
                    DecisionKind::Deny(slug(*record)),
                ),
            ]
        }
        [] => bearers(kb, mention.range.of(&analysis.text))
            .into_iter()
            .map(|record| {
                let title = format!("Link this to {}", kb.name(record));
                action(title, DecisionKind::Accept(slug(record)))
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The persons or treaties of this name, where they are few enough to choose from.
fn bearers(kb: &Kb, name: &str) -> Vec<RecordId> {
    let entries = kb.lookup(&prose::fold(name)).map(|at| kb.entries(at));
    let mut records: Vec<RecordId> = entries
        .unwrap_or_default()
        .into_iter()
        .filter(|it| {
            matches!(it.record.kind(), Kind::Person | Kind::Treaty) && it.kind != NameKind::Given
        })
        .map(|it| it.record)
        .collect();
    records.sort_unstable();
    records.dedup();
    if records.len() > MAX_BEARERS {
        records.clear();
    }
    records
}

fn decision(analysis: &Analysis, range: Range, kind: DecisionKind) -> Decision {
    let (before, after) = anchor::context(&analysis.text, range);
    let quote = range.of(&analysis.text).to_owned();
    Decision {
        file: String::new(),
        kind,
        before: if quote.is_empty() {
            String::new()
        } else {
            before
        },
        after: if quote.is_empty() {
            String::new()
        } else {
            after
        },
        quote,
        by: String::new(),
        why: REASON.to_owned(),
    }
}

/// The first fix of every finding for which `wanted` holds; of two that overlap the first.
fn fix_all(analysis: &Analysis, wanted: impl Fn(&Finding) -> bool) -> (Vec<usize>, Vec<Edit>) {
    let mut fixes: Vec<(usize, &Edit)> = analysis
        .findings
        .iter()
        .enumerate()
        .filter(|(_, it)| wanted(it))
        .filter_map(|(idx, it)| Some((idx, &it.fixes.first()?.edit)))
        .collect();
    fixes.sort_by_key(|(_, edit)| (edit.range.start, edit.range.end));
    let mut end = 0;
    fixes.retain(|(_, edit)| {
        let apart = edit.range.start >= end;
        if apart {
            end = edit.range.end.max(edit.range.start + 1);
        }
        apart
    });
    fixes
        .into_iter()
        .map(|(idx, edit)| (idx, edit.clone()))
        .unzip()
}
