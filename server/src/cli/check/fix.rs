//! `--fix`: applies the first fix of every error and warning.

use std::sync::Arc;

use ide::{Edit, Severity};
use prose::Range;

use super::Checked;

/// Applies the fixes to the article's text and drops the findings that they mend; the others move with the text. Of two
/// fixes in one place the first in the text wins. Returns how many were applied.
pub fn apply(article: &mut Checked) -> usize {
    let (edits, mended) = edits(article);
    if edits.is_empty() {
        return 0;
    }
    let mut text = String::with_capacity(article.text.len());
    let mut end = 0;
    for edit in &edits {
        text.push_str(Range::new(end, edit.range.start).of(&article.text));
        text.push_str(&edit.text);
        end = edit.range.end;
    }
    text.push_str(Range::new(end, article.text.len() as u32).of(&article.text));

    let mut mended = mended.into_iter();
    article.findings.retain(|_| !mended.next().unwrap_or(false));
    for flagged in &mut article.findings {
        let finding = &mut flagged.finding;
        finding.range = moved(finding.range, &edits);
        for related in &mut finding.related {
            related.range = moved(related.range, &edits);
        }
        for fix in &mut finding.fixes {
            fix.edit.range = moved(fix.edit.range, &edits);
        }
    }
    article.text = Arc::from(text);
    edits.len()
}

/// The edits to apply, in order, none over another; and for each finding whether one of them mends it.
fn edits(article: &Checked) -> (Vec<Edit>, Vec<bool>) {
    let mut fixes: Vec<(usize, &Edit)> = article
        .findings
        .iter()
        .enumerate()
        .filter(|(_, it)| it.finding.severity >= Severity::Warning)
        .filter_map(|(idx, it)| Some((idx, &it.finding.fixes.first()?.edit)))
        .collect();
    fixes.sort_by_key(|(_, it)| (it.range.start, it.range.end));
    let mut edits: Vec<Edit> = Vec::new();
    let mut mended = vec![false; article.findings.len()];
    for (idx, edit) in fixes {
        if edits
            .last()
            .is_none_or(|it| it.range.end <= edit.range.start)
        {
            edits.push(edit.clone());
            mended[idx] = true;
        }
    }
    (edits, mended)
}

/// Where a range of the old text is in the new one.
fn moved(range: Range, edits: &[Edit]) -> Range {
    let to_new = |offset: u32| {
        let mut shift = 0;
        for edit in edits.iter().take_while(|it| it.range.start < offset) {
            let end = edit.range.end.min(offset);
            shift += edit.text.len() as i64 - i64::from(end - edit.range.start);
        }
        (i64::from(offset) + shift).max(0) as u32
    };
    Range::new(to_new(range.start), to_new(range.end))
}
