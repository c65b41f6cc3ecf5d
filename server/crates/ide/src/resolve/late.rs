//! What only the rest of the text decides: titles and surnames that stand before the name they mean.

use super::*;

impl Resolver<'_> {
    /// "The Israeli leader resumed the war. Netanyahu told parliament": a title that fits several persons, one of whom the
    /// next sentences name.
    pub(super) fn late_titles(&mut self) {
        for idx in 0..self.links.len() {
            let link = &self.links[idx];
            let candidates = self.candidates(link);
            if candidates.len() < 2 {
                continue;
            }
            let block = link.block;
            let sentence = link.mention.sentence;
            let near = |it: &Link| it.block == block && it.mention.sentence <= sentence + 1;
            let named: Vec<(usize, RecordId)> = (idx + 1..self.links.len())
                .take_while(|it| near(&self.links[*it]))
                .filter(|it| self.links[*it].mention.form != Form::Title)
                .filter_map(|it| Some((it, self.only_of(&self.links[it], &candidates)?)))
                .collect();
            let Some((first, person)) = named.first().copied() else {
                continue;
            };
            if named.iter().any(|(_, it)| *it != person) {
                continue;
            }
            let name = self.article.kb.name(person);
            for at in [idx, first] {
                let mention = &mut self.links[at].mention;
                if mention.records.is_empty() {
                    mention.records.push(person);
                    mention.why =
                        vec![format!("{name} held such an office and is named beside it")];
                }
            }
            let short = self.links[first].mention.range;
            self.cast.introduce(
                self.article.kb,
                Appearance {
                    person,
                    offset: short.start,
                    title: None,
                },
            );
        }
    }

    /// Those whom an unlinked title alone can mean.
    pub(super) fn candidates(&self, link: &Link) -> Vec<RecordId> {
        if !link.mention.records.is_empty() || link.mention.form != Form::Title {
            return Vec::new();
        }
        let reading = &self.article.readings[link.block];
        let phrase = &reading.phrases[link.phrase];
        let Some(title) = phrase
            .titles
            .first()
            .filter(|it| !it.plural && it.status.is_none())
        else {
            return Vec::new();
        };
        let clock = (self.article.clock)(link.block, phrase.words.first);
        let mut all: Vec<RecordId> = Meaning::new(self.article.kb, reading, title)
            .offices()
            .iter()
            .flat_map(|it| likely_holders(self.article.kb, *it, clock))
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The one candidate whom a name can mean.
    pub(super) fn only_of(&self, link: &Link, candidates: &[RecordId]) -> Option<RecordId> {
        if let [person] = link.mention.records[..] {
            return candidates.contains(&person).then_some(person);
        }
        let reading = &self.article.readings[link.block];
        let name = reading.phrases[link.phrase].name.as_ref()?;
        let hit = &reading.hits[name
            .hit
            .filter(|_| !name.beside_capital && !name.institution)?];
        let mut bearers = hit
            .info
            .persons
            .iter()
            .filter(|it| it.kind != NameKind::Given && candidates.contains(&it.record));
        let first = bearers.next()?.record;
        bearers.all(|it| it.record == first).then_some(first)
    }

    /// A surname that stood before the first full mention ("Kim" in a standfirst) is linked forward once all are known.
    pub(super) fn late_surnames(&mut self) {
        for link in &mut self.links {
            if !link.mention.records.is_empty() || link.mention.form != Form::Surname {
                continue;
            }
            let block = &self.article.document.blocks[link.block];
            let phrase = &self.article.readings[link.block].phrases[link.phrase];
            let Some(name) = phrase
                .name
                .as_ref()
                .filter(|it| !it.beside_capital && !it.institution && it.hit.is_some())
            else {
                continue;
            };
            if phrase.titles.iter().any(|it| !it.counterpart) {
                continue;
            }
            let short = folded(&block.text, name.words);
            let clock = self.article.publication;
            let fits = |it| may_live(self.article.kb, it, clock) && !self.cast.is_relative(it);
            if let Some(person) = self.cast.called(&short, link.mention.range.start, &fits) {
                link.mention.records.push(person);
                link.mention.why = vec![format!(
                    "“{}” is introduced later in the text",
                    self.article.kb.name(person)
                )];
            }
        }
    }
}
