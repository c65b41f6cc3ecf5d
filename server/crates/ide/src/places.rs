//! States, organisations and events that the article names, for everything but leaders and treaties.

use date::Span;
use kb::{Kb, Kind, NameEntry, NameKind, RecordId};
use prose::Document;

use crate::phrases::{Reading, Words};
use crate::resolve::{is_quoted, range_of, sentence_of};
use crate::{Form, Mention, MentionKind};

/// Adds them in their order, where no leader or treaty stands. `published`: the days on which the text probably appeared.
pub(crate) fn add(
    kb: &Kb,
    document: &Document,
    readings: &[std::sync::Arc<Reading>],
    published: Span,
    mentions: &mut Vec<Mention>,
) {
    let mut places = Vec::new();
    for (idx, block) in document.blocks.iter().enumerate() {
        for hit in &readings[idx].hits {
            let (kind, entries): (MentionKind, Vec<_>) = if hit.kinds.place {
                (MentionKind::State, hit.info.places.clone())
            } else if hit.kinds.organisation {
                (MentionKind::Organisation, hit.info.organisations.clone())
            } else if hit.kinds.event && !hit.kinds.treaty {
                (MentionKind::Event, Vec::new())
            } else {
                continue;
            };
            let mut records: Vec<RecordId> = if kind == MentionKind::Event {
                hit.info.events.clone()
            } else {
                entries.iter().map(|it| it.record).collect()
            };
            records.sort_unstable();
            records.dedup();
            let form = match entries.first().map(|it| it.kind) {
                Some(NameKind::Demonym) => Form::Demonym,
                Some(NameKind::Metonym | NameKind::Capital) => Form::Metonym,
                Some(NameKind::OrganisationAcronym) => Form::Acronym,
                _ => Form::Name,
            };
            let range = range_of(
                &block.text,
                block.range.start,
                Words {
                    first: hit.first,
                    last: hit.last,
                },
            );
            let present = present(kb, &entries, published);
            let why = if records.len() == 1 {
                "its name".to_owned()
            } else if let Some(one) = present {
                records = vec![one];
                "of several of this name the one that there was then".to_owned()
            } else {
                format!(
                    "several bear this name: {}",
                    records
                        .iter()
                        .map(|it| kb.slug(*it))
                        .collect::<Vec<_>>()
                        .join(", ")
                )
            };
            records.retain(|it| it.kind() != Kind::Source);
            if records.len() > 1 {
                records.clear();
            }
            places.push(Mention {
                range,
                phrase: range,
                kind,
                form,
                records,
                title: None,
                claimed: None,
                block: idx as u32,
                sentence: sentence_of(&block.text, hit.first) as u32,
                quoted: is_quoted(&block.text, range, block.range.start),
                why: [why].into(),
            });
        }
    }
    let taken = std::mem::take(mentions);
    let mut taken = taken.into_iter().peekable();
    for place in places {
        while let Some(mention) = taken.next_if(|it| it.range.start < place.range.end) {
            mentions.push(mention);
        }
        if mentions
            .last()
            .is_none_or(|it| !it.range.overlaps(place.range))
        {
            mentions.push(place);
        }
    }
    mentions.extend(taken);
}

/// Of several that bear a name the only one that there was, under this name, at a time: Turkey is not the Ottoman Empire.
pub(crate) fn present(kb: &Kb, entries: &[NameEntry], clock: Span) -> Option<RecordId> {
    let mut there = entries.iter().filter(|it| {
        let exists = match it.record.kind() {
            Kind::State => kb.state(it.record).exists,
            Kind::Organisation => kb.organisation(it.record).exists,
            _ => return false,
        };
        !it.during.at(clock).is_no() && !exists.at(clock).is_no()
    });
    let one = there.next()?.record;
    there.all(|it| it.record == one).then_some(one)
}
