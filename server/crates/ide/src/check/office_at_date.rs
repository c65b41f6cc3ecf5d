use crate::check::{Checker, Example, Page, former_missing, mend};
use crate::claims::Verdict;
use crate::{Finding, Severity, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/office-at-date",
    title: "not in this office on this date",
    severity: Severity::Error,
    on: true,
    explanation: "\
A title stands with the name of somebody who held that office neither on the day of publication nor at the time of which the
sentence tells; the records name the one who did.

Silent on the dead, on possessives and background (“President Reagan's tax cuts”), where the text calls the person “former”
elsewhere, where years lie between and the article looks back on other years, and where the records do not name the holder.
Whoever stands in the same sentence by an office entered since shows that it is of no other time.",
    examples: &[
        Example { date: "2012-05-20", text: "French President «Nicolas Sarkozy» told the G8 on Saturday that the troops would be home by the end of the year.", fixed: None },
        Example { date: "2010-05-20", text: "French President Nicolas Sarkozy told the G8 on Saturday that the troops would be home by the end of the year.", fixed: None },
        Example { date: "2025-05-20", text: "In 2010 French President Nicolas Sarkozy told the G8 that the troops would be home soon.", fixed: None },
        Example { date: "2019-04-04", text: "Warren was appointed as assistant to President Barack Obama in the first crisis.", fixed: None },
        Example { date: "2016-11-25", text: "The quake prompted Nicaraguan President «Enrique Bolaños» to declare an emergency.", fixed: None },
        Example { date: "2018-11-13", text: "The war ended in 1918. French President Emmanuel Macron was there and German Chancellor «Gerhard Schröder» took part in the talks.", fixed: None },
        Example { date: "2020-12-07", text: "Poland joined in 2004. At the summit in 2012 much was said. In 2015 more followed. Angela Merkel heard it from Polish President Aleksander Kwaśniewski in Warsaw.", fixed: None },
        Example { date: "2013-04-09", text: "She said that the Soviet leader, Mikhail Gorbachev, was a man to do business with.", fixed: None },
        Example { date: "2025-03-20", text: "The weapons were first promised by President Joe Biden of the United States.", fixed: None },
        Example { date: "2025-03-20", text: "The American president, Joe Biden, who left office in January, is in Delaware.", fixed: None },
        Example { date: "2024-06-20", text: "Donald Trump, the 45th president of the United States, was found guilty on Thursday.", fixed: None },
        Example { date: "1966-02-26", text: "Ghana's soldiers toppled President Kwame Nkrumah while he was in Beijing.", fixed: None },
        Example { date: "2011-02-28", text: "The revolt that toppled Tunisian President Zine El Abidine Ben Ali and Egyptian President Hosni Mubarak went on.", fixed: None },
        Example { date: "2011-06-08", text: "The adviser who helped President George W. Bush with his first tax cut has warned of another.", fixed: None },
        Example { date: "2009-05-20", text: "Timothy Geithner has filled his staff with former aides to President Bill Clinton.", fixed: None },
        Example { date: "2010-07-18", text: "Richard Haass, a former aide to U.S. President George W. Bush, urged a change of course.", fixed: None },
        Example { date: "2011-09-23", text: "In August, as rebels fought forces loyal to President Muammar Gaddafi, two envoys came.", fixed: None },
        Example { date: "2010-12-19", text: "Former board member and Italian Finance Minister Tommaso Padoa-Schioppa, an architect of the euro, has died.", fixed: None },
        Example { date: "2011-08-24", text: "Portman knows the budget, having worked for President George W. Bush at the White House.", fixed: None },
        Example { date: "2013-04-26", text: "The likely next Czech prime minister Bohuslav Sobotka spoke in Prague on Friday.", fixed: None },
        Example { date: "2008-11-07", text: "The firm is led by former Bush administration Treasury Secretary John Snow in New York.", fixed: None },
        Example { date: "2007-10-12", text: "Hamas leader Ismail Haniyeh on Friday urged the president to talk.", fixed: None },
        Example { date: "2022-01-09", text: "«Angela Merkel is the chancellor of Germany» and calls for calm.", fixed: None },
        Example { date: "2025-05-20", text: "French President Nicolas Sarkozy's reform of the courts is still debated.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for claim in checker.claims {
        match claim.verdict {
            Verdict::Left {
                term,
                successor,
                bare: false,
            } => findings.push(former_missing::left(checker, &PAGE, claim, term, successor)),
            Verdict::NotHolder {
                holder: Some(holder),
                own,
            } => {
                let office = kb.name(kb.term(holder).office);
                let message = format!(
                    "{} was not {} on this date: {} was.",
                    kb.name(claim.person),
                    office,
                    kb.name(holder.person)
                );
                let evidence = [Some(holder), own]
                    .into_iter()
                    .flatten()
                    .map(|it| statement::of_term(kb, it))
                    .collect();
                let fixes = vec![mend::swap_name(checker, claim, holder)];
                findings.push(checker.on_claim(
                    &PAGE,
                    claim,
                    mend::said(checker, claim),
                    message,
                    fixes,
                    evidence,
                ));
            }
            _ => {}
        }
    }
}
