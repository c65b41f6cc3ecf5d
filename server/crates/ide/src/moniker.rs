use kb::Kb;

use crate::{Analysis, target};

/// The Wikidata ids of what stands at `offset`, for indexes that go over many texts.
pub fn moniker<'a>(kb: &'a Kb, analysis: &Analysis, offset: u32) -> Vec<&'a str> {
    let records = target::at(kb, analysis, offset)
        .map(|it| it.records())
        .unwrap_or_default();
    records
        .into_iter()
        .filter_map(|it| kb.wikidata(it))
        .collect()
}
