//! The closed word classes of the mention grammar. Words are folded (`prose::fold`).

mod surnames;
mod words;

use kb::Role;

pub(crate) use surnames::is_common_surname;
pub(crate) use words::*;

use crate::Status;

/// "former", "ex", "then": words that say when somebody held an office.
pub(crate) fn status(word: &str) -> Option<Status> {
    Some(match word {
        "former" | "ex" | "onetime" | "erstwhile" | "previous" | "past" => Status::Former,
        "late" | "dead" | "assassinated" | "slain" => Status::Late,
        "then" => Status::Then,
        "acting" | "caretaker" => Status::Acting,
        "interim" | "transitional" | "provisional" => Status::Interim,
        "elect" => Status::Elect,
        "designate" => Status::Designate,
        "current" | "sitting" | "incumbent" | "serving" | "present" | "reigning" => Status::Current,
        "outgoing" | "departing" => Status::Outgoing,
        "deposed" | "ousted" | "overthrown" | "exiled" | "impeached" | "jailed" | "disgraced" => {
            Status::Deposed
        }
        "future" | "incoming" | "prospective" | "next" => Status::Future,
        _ => return None,
    })
}

/// "Mr", "Sir", "Gen.": stands before a name and claims no office.
pub(crate) fn is_honorific(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "sir"
            | "dame"
            | "lord"
            | "lady"
            | "prof"
            | "professor"
            | "gen"
            | "general"
            | "lt"
            | "col"
            | "colonel"
            | "capt"
            | "captain"
            | "maj"
            | "major"
            | "marshal"
            | "field"
            | "admiral"
            | "adm"
            | "brig"
            | "sgt"
            | "comrade"
            | "senior"
            | "señor"
            | "monsieur"
            | "herr"
            | "frau"
            | "signor"
            | "rev"
            | "reverend"
            | "imam"
            | "ayatollah"
            | "sheik"
            | "sheikh"
            | "shaikh"
            | "sayyid"
            | "majesty"
            | "highness"
            | "excellency"
            | "holiness"
            | "secretary"
            | "datuk"
            | "seri"
            | "tun"
            | "hojatoleslam"
            | "mullah"
            | "senator"
            | "sen"
            | "congressman"
            | "congresswoman"
            | "representative"
            | "rep"
            | "governor"
            | "gov"
            | "mayor"
            | "minister"
            | "archbishop"
            | "bishop"
            | "cardinal"
            | "pastor"
            | "ambassador"
            | "judge"
            | "justice"
    )
}

/// Honorifics before the surname of somebody in office: "Marshal Stalin", "Lord Carrington", "Secretary Dulles".
pub(crate) fn is_rank(word: &str) -> bool {
    matches!(
        word,
        "general"
            | "gen"
            | "marshal"
            | "colonel"
            | "col"
            | "admiral"
            | "comrade"
            | "lord"
            | "lady"
            | "secretary"
            | "minister"
    )
}

/// Honorifics of courtesy that a newspaper sets before a second mention.
pub(crate) fn is_courtesy(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "dr"
            | "sir"
            | "dame"
            | "señor"
            | "monsieur"
            | "herr"
            | "frau"
            | "signor"
    )
}

pub(crate) fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "my"
            | "your"
            | "this"
            | "that"
            | "both"
            | "each"
    )
}

pub(crate) fn is_possessive_pronoun(word: &str) -> bool {
    matches!(word, "his" | "her" | "its" | "their")
}

/// Small words within surnames: "von der Leyen", "Lula da Silva".
pub(crate) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "von"
            | "van"
            | "der"
            | "den"
            | "de"
            | "del"
            | "della"
            | "da"
            | "di"
            | "do"
            | "dos"
            | "du"
            | "la"
            | "le"
            | "al"
            | "el"
            | "bin"
            | "ibn"
            | "ben"
            | "ter"
            | "ten"
    )
}

/// Turns an office into another that the title alone does not name.
pub(crate) fn is_deputy(word: &str) -> bool {
    matches!(
        word,
        "deputy"
            | "vice"
            | "assistant"
            | "associate"
            | "under"
            | "shadow"
            | "junior"
            | "regional"
            | "provincial"
            | "honorary"
            | "self"
            | "styled"
            | "proclaimed"
            | "would"
            | "minister"
            | "chief"
            | "co"
            | "student"
            | "class"
            | "club"
            | "company"
            | "union"
            | "bank"
            | "parliamentary"
            | "assembly"
            | "council"
            | "senate"
            | "house"
            | "group"
            | "party"
            | "opposition"
            | "presidential"
    )
}

/// Titles that no office of the base bears but that stand for a role in every state.
pub(crate) fn generic_title(words: &[&str]) -> Option<(usize, &'static [Role])> {
    const HEAD: &[Role] = &[Role::DeFacto, Role::HeadOfState, Role::HeadOfGovernment];
    const RULER: &[Role] = &[Role::DeFacto, Role::HeadOfState];
    const STATE: &[Role] = &[Role::HeadOfState];
    const GOVERNMENT: &[Role] = &[Role::HeadOfGovernment];
    const FOREIGN: &[Role] = &[Role::ForeignMinister];
    const DEFENCE: &[Role] = &[Role::DefenceMinister];
    const FINANCE: &[Role] = &[Role::FinanceMinister];
    const INTERIOR: &[Role] = &[Role::InteriorMinister];
    const PARTY: &[Role] = &[Role::PartyLeader];
    const CHIEF: &[Role] = &[Role::OrganisationHead];
    let first = *words.first()?;
    let second = words.get(1).copied().unwrap_or("");
    let third = words.get(2).copied().unwrap_or("");
    // By the first word, which tells nearly every word of a text apart.
    Some(match first {
        "head" if second == "of" => match third {
            "state" => (3, STATE),
            "government" => (3, GOVERNMENT),
            _ => return None,
        },
        "military" | "junta" | "coup" | "transitional" | "de" => match (second, third) {
            ("leader" | "ruler" | "chief" | "head", _) => (2, RULER),
            ("facto", "leader" | "ruler") if first == "de" => (3, RULER),
            _ => return None,
        },
        "supreme" | "paramount" | "top" if second == "leader" => (2, RULER),
        "top" if second == "diplomat" => (2, FOREIGN),
        "foreign" if matches!(second, "minister" | "secretary" | "chief") => (2, FOREIGN),
        "defence" | "defense" if matches!(second, "minister" | "secretary" | "chief") => {
            (2, DEFENCE)
        }
        "finance" if matches!(second, "minister" | "chief") => (2, FINANCE),
        "treasury" if second == "secretary" => (2, FINANCE),
        "interior" if second == "minister" => (2, INTERIOR),
        "home" if matches!(second, "secretary" | "minister") => (2, INTERIOR),
        "party" => match second {
            "leader" | "chief" | "boss" | "chairman" | "secretary" => (2, PARTY),
            _ => return None,
        },
        "prime" if second == "minister" => (2, GOVERNMENT),
        "premier" => (1, GOVERNMENT),
        "leader" => (1, HEAD),
        "ruler" | "strongman" | "dictator" | "autocrat" => (1, RULER),
        "chief" => (1, CHIEF),
        _ => return None,
    })
}

/// "dictator": of one who rules or ruled, whatever the office.
pub(crate) fn is_ruler(word: &str) -> bool {
    matches!(word, "ruler" | "strongman" | "dictator" | "autocrat")
}

/// "father", "wife", "brother": what stands before the name of a relative.
pub(crate) fn is_kin(word: &str) -> bool {
    matches!(
        word,
        "father"
            | "mother"
            | "son"
            | "daughter"
            | "brother"
            | "sister"
            | "husband"
            | "wife"
            | "grandfather"
            | "grandmother"
            | "grandson"
            | "granddaughter"
            | "uncle"
            | "aunt"
            | "nephew"
            | "niece"
            | "cousin"
            | "widow"
            | "spouse"
    )
}

/// "the Shah of Iran", "the Dalai Lama": names that begin with a title and take an article.
pub(crate) fn begins_style(word: &str) -> bool {
    matches!(
        word,
        "shah"
            | "dalai"
            | "panchen"
            | "aga"
            | "emir"
            | "sultan"
            | "king"
            | "queen"
            | "pope"
            | "tsar"
            | "czar"
            | "kaiser"
            | "emperor"
            | "prince"
            | "duke"
            | "ayatollah"
            | "reverend"
            | "earl"
            | "marquess"
            | "viscount"
    )
}

/// "junta chief": one who rules without right, whatever the title.
pub(crate) fn is_junta(word: &str) -> bool {
    matches!(word, "junta" | "military" | "coup" | "transitional")
}

/// A word before a name that makes it the name of a ship.
pub(crate) fn is_ship(word: &str) -> bool {
    matches!(
        word,
        "uss"
            | "hms"
            | "hmcs"
            | "hmas"
            | "ins"
            | "rfs"
            | "carrier"
            | "frigate"
            | "destroyer"
            | "cruiser"
            | "submarine"
            | "warship"
    )
}

/// The singular of the last word of a title in the plural.
pub(crate) fn singular(word: &str) -> Option<&'static str> {
    if !matches!(word.as_bytes().last(), Some(b's' | b'n')) {
        return None;
    }
    Some(match word {
        "presidents" => "president",
        "ministers" => "minister",
        "premiers" => "premier",
        "chancellors" => "chancellor",
        "kings" => "king",
        "queens" => "queen",
        "emperors" => "emperor",
        "emirs" => "emir",
        "sultans" => "sultan",
        "monarchs" => "monarch",
        "leaders" => "leader",
        "rulers" => "ruler",
        "secretaries" => "secretary",
        "popes" => "pope",
        "chairmen" => "chairman",
        "princes" => "prince",
        "chiefs" => "chief",
        "dictators" => "dictator",
        "heads" => "head",
        _ => return None,
    })
}

/// What follows a name and makes it the name of something else: "Kennedy School", "Lincoln Center".
pub(crate) fn is_institution(word: &str) -> bool {
    matches!(
        word,
        "school"
            | "university"
            | "college"
            | "center"
            | "centre"
            | "airport"
            | "institute"
            | "institution"
            | "library"
            | "museum"
            | "foundation"
            | "prize"
            | "award"
            | "medal"
            | "stadium"
            | "arena"
            | "street"
            | "avenue"
            | "boulevard"
            | "road"
            | "square"
            | "bridge"
            | "dam"
            | "tower"
            | "building"
            | "house"
            | "hall"
            | "hospital"
            | "station"
            | "park"
            | "county"
            | "city"
            | "island"
            | "islands"
            | "river"
            | "lake"
            | "mountain"
            | "class"
            | "carrier"
            | "memorial"
            | "mausoleum"
            | "monument"
            | "statue"
            | "fellow"
            | "fellowship"
            | "scholarship"
            | "chair"
            | "organization"
            | "organisation"
            | "corporation"
            | "group"
            | "company"
            | "hotel"
            | "international"
            | "inc"
            | "fund"
            | "trust"
            | "theatre"
            | "theater"
            | "cup"
            | "trophy"
            | "canal"
            | "reservoir"
            | "base"
            | "port"
            | "barracks"
    )
}

/// A word that may stand between a country and its title: "the Chilean military dictator". No verb of a headline ("Belarus
/// politician blasts president"), and nothing that makes it the title of a part: "the U.S. black leader", "the Iraqi Kurdish
/// rebel leader".
pub(crate) fn may_describe(word: &str) -> bool {
    let adjective = !word.ends_with('s') || word.ends_with("ous") || word.ends_with("ss");
    let part = matches!(
        word,
        "rebel"
            | "separatist"
            | "opposition"
            | "black"
            | "dissident"
            | "guerrilla"
            | "union"
            | "labor"
            | "labour"
            | "labour's"
            | "business"
            | "religious"
            | "spiritual"
            | "student"
            | "youth"
            | "tribal"
            | "community"
            | "civic"
            | "protest"
            | "protesters"
            | "strike"
            | "gang"
            | "militia"
            | "terrorist"
            | "faction"
            | "coalition"
            | "parliamentary"
            | "minority"
            | "majority"
            | "provincial"
            | "regional"
            | "local"
            | "city"
            | "state"
            | "church"
            | "evangelical"
            | "politician"
            | "lawmaker"
            | "official"
            | "spokesman"
            | "spokeswoman"
            | "ambassador"
    );
    adjective && !part && !opens_sentences(word) && !is_report_verb(word)
}
