use kb::Kb;
use prose::Range;

use crate::target::{self, Target};
use crate::{Analysis, Edit, Form, Mention, MentionKind};

/// The name at `offset` that can be written otherwise: a leader's or a treaty's, not a title or a description.
pub fn prepare_rename(kb: &Kb, analysis: &Analysis, offset: u32) -> Option<Range> {
    renamed(kb, analysis, offset).map(|it| it.range)
}

/// Writes the name at `offset` in another form everywhere in the article where the same record is named in the same form.
/// `None` where there is no such name or the new one is empty or has line breaks.
pub fn rename(kb: &Kb, analysis: &Analysis, offset: u32, new_name: &str) -> Option<Vec<Edit>> {
    let new_name = new_name.trim();
    if new_name.is_empty() || new_name.contains(['\n', '\r']) {
        return None;
    }
    let model = renamed(kb, analysis, offset)?;
    let form = |it: &Mention| prose::fold(it.range.of(&analysis.text));
    let wanted = form(model);
    let same = analysis
        .mentions()
        .iter()
        .filter(|it| it.records == model.records && form(it) == wanted);
    let edit = |it: &Mention| Edit {
        range: it.range,
        text: new_name.to_owned(),
    };
    Some(same.map(edit).collect())
}

fn renamed<'a>(kb: &Kb, analysis: &'a Analysis, offset: u32) -> Option<&'a Mention> {
    let Some(Target::Mention(mention)) = target::at(kb, analysis, offset) else {
        return None;
    };
    let kind = matches!(mention.kind, MentionKind::Leader | MentionKind::Treaty);
    let form = matches!(
        mention.form,
        Form::Full | Form::Surname | Form::Name | Form::Acronym
    );
    (kind && form && mention.records.len() == 1).then_some(mention)
}
