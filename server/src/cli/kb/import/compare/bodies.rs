//! States, organisations, offices, treaties and events: their days.

use date::Date;
use kb::{ActKind, Kind, Lifetime, RecordId};
use wikidata::Property;

use super::Comparer;
use super::teller::Teller;
use crate::cli::kb::import::facts::{self, Told};
use crate::cli::kb::import::judge::Change;

impl Comparer<'_> {
    /// A state, organisation or office: when it began and ended.
    pub(super) fn body(&self, record: RecordId, tell: &mut Teller<'_>) {
        let exists: Lifetime = match record.kind() {
            Kind::State => self.kb.state(record).exists,
            Kind::Organisation => self.kb.organisation(record).exists,
            _ => self.kb.office(record).exists,
        };
        let entity = tell.entity;
        tell.day(
            "exists.from",
            exists.from,
            facts::day(entity, Property::Inception),
        );
        tell.day(
            "exists.to",
            exists.to,
            facts::day(entity, Property::Dissolved),
        );
    }

    pub(super) fn treaty(&self, record: RecordId, tell: &mut Teller<'_>) {
        const MADE: [ActKind; 5] = [
            ActKind::Agreed,
            ActKind::Adopted,
            ActKind::Opened,
            ActKind::Signed,
            ActKind::InForce,
        ];
        const ENDED: [ActKind; 3] = [ActKind::Expired, ActKind::Terminated, ActKind::Replaced];
        let treaty = self.kb.treaty(record);
        let on = |kinds: &[ActKind]| -> Vec<Date> {
            let whole = treaty
                .acts
                .iter()
                .filter(|it| it.state.is_none() && kinds.contains(&it.act));
            whole.filter_map(|it| it.on).collect()
        };
        let entity = tell.entity;
        let signed = facts::day(entity, Property::PointInTime);
        tell.day_of_many("signed", &on(&MADE), signed);
        tell.day_of_many("made", &on(&MADE), facts::day(entity, Property::Inception));
        tell.day_of_many(
            "ended",
            &on(&ENDED),
            facts::day(entity, Property::Dissolved),
        );
        for signatory in facts::items(entity, Property::Signatory) {
            let Some(signatory) = self.records.get(&signatory) else {
                continue;
            };
            let mut acts = treaty.acts.iter();
            let known = treaty.parties.contains(signatory)
                || acts.any(|it| it.state == Some(*signatory) || it.by.contains(signatory));
            if !known {
                let found = self.kb.slug(*signatory).to_owned();
                tell.push(Change::New, "signatory", None, None, found);
            }
        }
    }

    pub(super) fn event(&self, record: RecordId, tell: &mut Teller<'_>) {
        let event = self.kb.event(record);
        let told = facts::day(tell.entity, Property::PointInTime);
        let during = Lifetime {
            from: event.from,
            to: event.to.or(event.from),
        };
        let within = |it: &Date| during.vague().may.overlaps(it.span());
        match &told {
            Told::On(date) if within(date) => {}
            Told::Several(dates) if dates.iter().any(within) => {}
            _ => tell.day("from", event.from, told),
        }
    }
}
