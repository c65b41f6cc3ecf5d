//! What the base says, taken apart into statements that can be true or false one by one.

use date::Date;
use ide::statement;
use kb::{End, Kb, Kind, Organisation, Person, RecordId, Term, Treaty};

use super::words;

pub struct Statement<'a> {
    pub record: RecordId,
    /// "born", "from 0", "act 3": which of the record's statements it is, whatever it says.
    pub key: String,
    pub about: About,
    pub text: String,
    pub sources: &'a [RecordId],
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum About {
    Lives,
    Terms,
    Memberships,
    Acts,
    Parties,
}

impl About {
    pub const ALL: [(About, &'static str); 5] = [
        (About::Lives, "births and deaths"),
        (About::Terms, "starts and ends of terms"),
        (About::Memberships, "memberships of organisations"),
        (About::Acts, "acts of treaties"),
        (About::Parties, "parties of treaties"),
    ];
}

/// Every statement of the base, record by record.
pub fn all(kb: &Kb) -> impl Iterator<Item = Statement<'_>> {
    let kinds = [Kind::Person, Kind::Organisation, Kind::Treaty];
    let records = kinds.into_iter().flat_map(|kind| kb.all(kind));
    records.flat_map(|record| match record.kind() {
        Kind::Person => of_person(kb, record, kb.person(record)),
        Kind::Organisation => of_organisation(kb, record, kb.organisation(record)),
        _ => of_treaty(kb, record, kb.treaty(record)),
    })
}

fn of_person<'a>(kb: &Kb, record: RecordId, person: &'a Person) -> Vec<Statement<'a>> {
    let name = &person.name.full;
    let lives = [("born", person.born), ("died", person.died)];
    let lives = lives.into_iter().filter_map(|(key, date)| {
        Some(Statement {
            record,
            key: key.to_owned(),
            about: About::Lives,
            text: format!("{name}: {key} {}", date?.long()),
            sources: &person.sources,
        })
    });
    let terms = person.terms.iter().enumerate().flat_map(|(idx, term)| {
        let parts = [("from", start(kb, term)), ("to", end(kb, term))];
        parts.into_iter().filter_map(move |(key, text)| {
            Some(Statement {
                record,
                key: format!("{key} {idx}"),
                about: About::Terms,
                text: format!("{name}: {}", text?),
                sources: &term.sources,
            })
        })
    });
    lives.chain(terms).collect()
}

/// "President of France from 14 May 2017"
fn start(kb: &Kb, term: &Term) -> Option<String> {
    let office = kb.name(term.office);
    let status = match term.status {
        kb::Status::Regular => String::new(),
        other => format!(" ({})", words::status(other)),
    };
    Some(format!("{office}{status} from {}", term.from?.long()))
}

/// "President of France until 14 May 2017"; what is not known is no statement.
fn end(kb: &Kb, term: &Term) -> Option<String> {
    let office = kb.name(term.office);
    let since = term.from.map(Date::long);
    let since = since.map_or(String::new(), |it| format!(" (from {it})"));
    match term.to {
        End::On(date) => Some(format!("{office}{since} until {}", date.long())),
        End::Running => Some(format!("{office}{since}, still running")),
        End::Unknown => None,
    }
}

fn of_organisation<'a>(
    kb: &Kb,
    record: RecordId,
    organisation: &'a Organisation,
) -> Vec<Statement<'a>> {
    let members = organisation.members.iter().enumerate();
    let statements = members.map(|(idx, member)| Statement {
        record,
        key: format!("member {idx}"),
        about: About::Memberships,
        text: statement::of_membership(kb, record, member).statement,
        sources: match member.sources.is_empty() {
            true => &organisation.sources,
            false => &member.sources,
        },
    });
    statements.collect()
}

fn of_treaty<'a>(kb: &Kb, record: RecordId, treaty: &'a Treaty) -> Vec<Statement<'a>> {
    let names = |of: &[RecordId]| -> Vec<String> { of.iter().map(|it| kb.name(*it)).collect() };
    let acts = treaty.acts.iter().enumerate().map(|(idx, act)| {
        let mut text = statement::of_act(kb, record, act).statement;
        if !act.by.is_empty() {
            text = format!("{text}, by {}", names(&act.by).join(", "));
        }
        Statement {
            record,
            key: format!("act {idx}"),
            about: About::Acts,
            text,
            sources: &act.sources,
        }
    });
    let parties = (!treaty.parties.is_empty()).then(|| {
        let complete = match treaty.parties_complete {
            true => " and no others",
            false => "",
        };
        let parties = names(&treaty.parties).join(", ");
        Statement {
            record,
            key: "parties".to_owned(),
            about: About::Parties,
            text: format!("{}: parties: {parties}{complete}", treaty.name),
            sources: &treaty.sources,
        }
    });
    acts.chain(parties).collect()
}
