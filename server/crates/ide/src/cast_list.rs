use kb::{Kb, RecordId};
use prose::Range;

use crate::{Analysis, Finding, MentionKind, Severity};

/// Somebody or something that the article names, with every place.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    pub record: RecordId,
    pub kind: MentionKind,
    pub name: String,
    /// The office on the article's date, the year of a treaty; empty where there is nothing to say.
    pub detail: String,
    /// Never empty, in the order of the text: the first introduces it.
    pub mentions: Vec<Range>,
    /// What does not hold of it: indexes of the analysis' findings.
    pub findings: Vec<usize>,
}

/// Who and what an article is about, in the order in which it introduces them. Offices are in the details of their holders.
pub fn cast_list(kb: &Kb, analysis: &Analysis) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for mention in analysis.mentions() {
        if mention.kind == MentionKind::Office {
            continue;
        }
        let whole = Range::new(
            mention.phrase.start.min(mention.range.start),
            mention.phrase.end.max(mention.range.end),
        );
        let found = analysis.findings.iter().enumerate();
        let wrong: Vec<usize> = found
            .filter(|(_, it)| touches(it, whole))
            .map(|(idx, _)| idx)
            .collect();
        for record in &mention.records {
            let idx = members.iter().position(|it| it.record == *record);
            let idx = idx.unwrap_or_else(|| {
                members.push(Member {
                    record: *record,
                    kind: mention.kind,
                    name: kb.name(*record),
                    detail: crate::hover::in_brief(kb, analysis, *record),
                    mentions: Vec::new(),
                    findings: Vec::new(),
                });
                members.len() - 1
            });
            let member = &mut members[idx];
            member.mentions.push(mention.range);
            for idx in &wrong {
                if !member.findings.contains(idx) {
                    member.findings.push(*idx);
                }
            }
        }
    }
    members
}

impl Member {
    /// The gravest level of what does not hold; `None` where nothing was found.
    pub fn verdict(&self, analysis: &Analysis) -> Option<Severity> {
        let findings = self.findings.iter();
        findings
            .filter_map(|it| analysis.findings.get(*it))
            .map(|it| it.severity)
            .max()
    }
}

fn touches(finding: &Finding, place: Range) -> bool {
    let overlaps = |it: Range| it.start < place.end && place.start < it.end;
    overlaps(finding.range) || finding.related.iter().any(|it| overlaps(it.range))
}
