use kb::Kb;
use prose::Range;

use crate::{Analysis, Form};

/// A name with a page on the web.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub range: Range,
    pub address: String,
}

/// The Wikidata page of everybody and everything that is named in full.
pub fn document_links(kb: &Kb, analysis: &Analysis) -> Vec<Link> {
    let named = analysis
        .mentions()
        .iter()
        .filter(|it| matches!(it.form, Form::Full | Form::Name));
    named
        .filter_map(|it| {
            let [record] = it.records[..] else {
                return None;
            };
            let address = format!("https://www.wikidata.org/wiki/{}", kb.wikidata(record)?);
            Some(Link {
                range: it.range,
                address,
            })
        })
        .collect()
}
