use date::Date;

use crate::career::{Said, Tells, stints};
use crate::check::{Checker, Example, Page, in_the_case_of, mend};
use crate::claims::Verdict;
use crate::office::{is_head, terms_of};
use crate::phrases::Words;
use crate::resolve::range_of;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/wrong-office",
    title: "another office of the same state",
    severity: Severity::Error,
    on: true,
    explanation: "\
The state is right and the office is not: the person held another office of that state at the time, and the records name the one
who held the office that stands there, or the state has no such office at all.

Where somebody never was head of that state or government at all, and the records name every holder, no tense and no date can
save the title: it is reported in accounts of the past, and behind “former”, too.

Silent where any of several posts fits, on deputies and on offices that are no offices of the state.",
    examples: &[
        Example { date: "2025-03-10", text: "Slovakia's «President» Robert Fico repeated that his country would send no weapons.", fixed: Some("Prime Minister") },
        Example { date: "2025-03-10", text: "Slovakia's Prime Minister Robert Fico repeated that his country would send no weapons.", fixed: None },
        Example { date: "2015-07-15", text: "Iran's «president», Ali Khamenei, thanked the negotiators.", fixed: Some("supreme leader") },
        Example { date: "2019-05-02", text: "US «Prime Minister» Donald Trump spoke in the rain.", fixed: Some("President") },
        Example { date: "2010-05-02", text: "Bob Hawke, the «president» of Australia from 1983 to 1991, spoke in the rain.", fixed: Some("prime minister") },
        Example { date: "2019-05-02", text: "The German prime minister, Angela Merkel, spoke in the rain.", fixed: None },
        Example { date: "2019-05-02", text: "The Irish prime minister, Leo Varadkar, spoke in the rain.", fixed: None },
        Example { date: "2019-05-02", text: "The Chinese prime minister, Li Keqiang, spoke in the rain.", fixed: None },
        Example { date: "2020-03-10", text: "Boris Johnson spoke first. The archive sent three boxes on President Johnson.", fixed: None },
        Example { date: "2008-08-12", text: "Russian Prime Minister Vladimir Putin returned from Beijing.", fixed: None },
        Example { date: "1996-08-22", text: "«Prime Minister» Suleyman Demirel told reporters that he would stay.", fixed: Some("President") },
        Example { date: "2018-10-22", text: "In 1987 Soviet President Mikhail Gorbachev signed the paper.", fixed: None },
        Example { date: "2019-03-12", text: "In Dublin, Irish «President» Leo Varadkar said that the guarantee had to stay.", fixed: Some("Taoiseach") },
        Example { date: "2024-03-07", text: "Sweden had been kept waiting first by French «Prime Minister» Emmanuel Macron and then by others.", fixed: Some("President") },
        Example { date: "2024-03-07", text: "In 2011 the former Italian «president» Silvio Berlusconi had stepped aside at last.", fixed: Some("prime minister") },
        Example { date: "2007-03-25", text: "The leaders met under «President» Angela Merkel, who was two when the treaties were signed.", fixed: Some("Chancellor") },
        Example { date: "2007-03-25", text: "Years later FAES president José María Aznar had another view.", fixed: None },
        Example { date: "2007-03-25", text: "The foundation president José María Aznar had another view.", fixed: None },
        Example { date: "2015-03-25", text: "The European Council's Polish president, Donald Tusk, had another view.", fixed: None },
        Example { date: "2009-03-25", text: "Libyan President Muammar Gaddafi had another view.", fixed: None },
        Example { date: "2007-03-27", text: "The suspect has ties to pro-Russian «President» Viktor Yanukovych, police said on Tuesday.", fixed: Some("Prime Minister") },
        Example { date: "2014-09-09", text: "Former «President» Dick Cheney urged the party on Tuesday to think again.", fixed: Some("Vice President") },
        Example { date: "2014-09-09", text: "Former Vice President Dick Cheney urged the party on Tuesday to think again.", fixed: None },
        Example { date: "2011-05-23", text: "The fund must replace former leader Dominique Strauss-Kahn of France, who is under arrest.", fixed: None },
        Example { date: "2013-11-12", text: "Dubai began in January, when its ruler, Mohammed bin Rashid Al Maktoum, spoke of it.", fixed: None },
        Example { date: "2011-01-17", text: "The firm has a line to Vladimir Putin, Russia's paramount leader.", fixed: None },
        Example { date: "2009-03-25", text: "At the time Chancellor Gordon Brown had another view.", fixed: None },
        Example { date: "2009-03-25", text: "In 1984 Soviet President Leonid Brezhnev was dead.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    findings.extend(
        checker
            .said
            .iter()
            .filter_map(|it| years_of_another(checker, it)),
    );
    for claim in checker.claims {
        let Verdict::WrongOffice { own, holder, never } = claim.verdict else {
            continue;
        };
        let range = mend::office_range(checker, claim);
        let held = statement::title_of(kb, kb.term(own).office);
        let (person, office) = (kb.name(claim.person), kb.name(kb.term(own).office));
        let mut message = match never {
            true => format!(
                "{person} never was that, but {office} {}",
                statement::period(kb.term(own))
            ),
            false => format!("{person} was {office} then"),
        };
        let mut evidence = vec![statement::of_term(kb, own)];
        let text = in_the_case_of(checker.text(range), held);
        let mut fixes = vec![mend::replace(range, text)];
        if let Some(holder) = holder {
            message.push_str(&format!(
                "; {} was {}",
                kb.name(kb.term(holder).office),
                kb.name(holder.person)
            ));
            evidence.push(statement::of_term(kb, holder));
            fixes.push(mend::swap_name(checker, claim, holder));
        }
        message.push('.');
        findings.push(checker.on_claim(&PAGE, claim, range, message, fixes, evidence));
    }
}

/// "president of Australia from 1983 to 1991", of one who in those years held another office of that state, and never this.
fn years_of_another(checker: &Checker<'_>, said: &Said) -> Option<Finding> {
    let kb = checker.ctx.kb;
    let Tells::Lasted { from, to, .. } = said.tells else {
        return None;
    };
    let block = &checker.ctx.document.blocks[said.block];
    let reading = &checker.ctx.readings[said.block];
    let meaning = said.meaning(kb, reading);
    let (first, last) = (said.title.first()?, said.title.last()?);
    let never = terms_of(kb, said.person, |office| said.fits(kb, &meaning, office)).is_empty();
    if meaning.places.is_empty() || !never {
        return None;
    }
    let heads = |office| meaning.fits_place(office) && is_head(kb, office);
    let year = |date: Date| date.first().year();
    let own = stints(kb, said.person, heads)?
        .into_iter()
        .find(|it| year(it.from) == from && it.to.is_some_and(|it| year(it) == to))?;
    let words = Words {
        first: reading.hits[*first].first,
        last: reading.hits[*last].last,
    };
    let range = range_of(&block.text, block.range.start, words);
    let office = kb.term(own.first).office;
    let message = format!(
        "{} was {} in those years.",
        kb.name(said.person),
        kb.name(office)
    );
    let text = in_the_case_of(checker.text(range), statement::title_of(kb, office));
    let fixes = vec![mend::replace(range, text)];
    let evidence = vec![statement::of_term(kb, own.first)];
    Some(checker.found(&PAGE, None, range, message, fixes, evidence))
}
