use crate::{Analysis, Edit, Finding};
use prose::Range;

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
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionKind {
    /// Mends one finding.
    Fix,
    /// Mends every finding of one code.
    FixAllOfKind,
    /// Mends whatever has a fix.
    FixAll,
}

/// What can be done in `range`: every fix of every finding that touches it, the same fix for all findings of its code
/// where there are several, and all fixes at once.
pub fn code_actions(analysis: &Analysis, range: Range) -> Vec<Action> {
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
        });
    }
    actions
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
