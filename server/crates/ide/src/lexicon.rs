//! The closed word classes of the mention grammar. Words are folded (`prose::fold`).

use kb::Role;

use crate::Status;

/// "former", "ex", "then": words that say when somebody held an office.
pub(crate) fn status(word: &str) -> Option<Status> {
    Some(match word {
        "former" | "ex" | "onetime" | "erstwhile" | "previous" | "past" => Status::Former,
        "late" => Status::Late,
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
            | "sheikh"
            | "shaikh"
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
            | "ambassador"
            | "judge"
            | "justice"
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
    Some(match (first, second, third) {
        ("head", "of", "state") => (3, STATE),
        ("head", "of", "government") => (3, GOVERNMENT),
        (
            "military" | "junta" | "coup" | "transitional" | "de",
            "leader" | "ruler" | "chief" | "head",
            _,
        ) => (2, RULER),
        ("de", "facto", "leader" | "ruler") => (3, RULER),
        ("supreme" | "paramount" | "top", "leader", _) => (2, RULER),
        ("top", "diplomat", _) => (2, FOREIGN),
        ("foreign", "minister" | "secretary" | "chief", _) => (2, FOREIGN),
        ("defence" | "defense", "minister" | "secretary" | "chief", _) => (2, DEFENCE),
        ("finance", "minister" | "chief", _) | ("treasury", "secretary", _) => (2, FINANCE),
        ("interior", "minister", _) | ("home", "secretary" | "minister", _) => (2, INTERIOR),
        ("party", "leader" | "chief" | "boss" | "chairman" | "secretary", _) => (2, PARTY),
        ("prime", "minister", _) => (2, GOVERNMENT),
        ("premier", ..) => (1, GOVERNMENT),
        ("leader", ..) => (1, HEAD),
        ("ruler" | "strongman" | "dictator" | "autocrat", ..) => (1, RULER),
        ("chief", ..) => (1, CHIEF),
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
    if !word.ends_with(['s', 'n']) {
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

/// Words with a capital that may stand beside a bare surname without being part of its name: days, months, and what opens a
/// sentence.
pub(crate) fn stands_beside_names(word: &str) -> bool {
    is_weekday(word) || month(word).is_some() || opens_sentences(word)
}

pub(crate) fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "mon"
            | "tue"
            | "tues"
            | "wed"
            | "thu"
            | "thurs"
            | "fri"
            | "sat"
            | "sun"
    )
}

/// 1 to 12.
pub(crate) fn month(word: &str) -> Option<u8> {
    Some(match word {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return None,
    })
}

/// Function words and adverbs that open a sentence with a capital letter.
pub(crate) fn opens_sentences(word: &str) -> bool {
    matches!(
        word,
        "a" | "about"
            | "according"
            | "across"
            | "actually"
            | "after"
            | "afterwards"
            | "again"
            | "against"
            | "all"
            | "already"
            | "also"
            | "although"
            | "amid"
            | "among"
            | "an"
            | "and"
            | "another"
            | "any"
            | "are"
            | "around"
            | "as"
            | "asked"
            | "at"
            | "back"
            | "because"
            | "before"
            | "behind"
            | "being"
            | "beside"
            | "besides"
            | "between"
            | "beyond"
            | "both"
            | "but"
            | "by"
            | "can"
            | "could"
            | "critics"
            | "despite"
            | "did"
            | "do"
            | "does"
            | "during"
            | "earlier"
            | "either"
            | "even"
            | "eventually"
            | "ever"
            | "every"
            | "finally"
            | "first"
            | "following"
            | "for"
            | "from"
            | "given"
            | "had"
            | "has"
            | "have"
            | "he"
            | "hence"
            | "her"
            | "here"
            | "his"
            | "how"
            | "however"
            | "i"
            | "if"
            | "in"
            | "indeed"
            | "inside"
            | "instead"
            | "into"
            | "is"
            | "it"
            | "its"
            | "just"
            | "last"
            | "later"
            | "like"
            | "many"
            | "meanwhile"
            | "more"
            | "moreover"
            | "most"
            | "much"
            | "near"
            | "neither"
            | "never"
            | "nevertheless"
            | "next"
            | "no"
            | "none"
            | "nor"
            | "not"
            | "now"
            | "of"
            | "off"
            | "often"
            | "on"
            | "once"
            | "one"
            | "only"
            | "or"
            | "other"
            | "our"
            | "outside"
            | "over"
            | "perhaps"
            | "privately"
            | "publicly"
            | "should"
            | "since"
            | "so"
            | "some"
            | "soon"
            | "still"
            | "such"
            | "than"
            | "that"
            | "the"
            | "their"
            | "then"
            | "there"
            | "these"
            | "they"
            | "this"
            | "those"
            | "though"
            | "through"
            | "throughout"
            | "thus"
            | "to"
            | "today"
            | "together"
            | "tomorrow"
            | "tonight"
            | "toward"
            | "towards"
            | "two"
            | "under"
            | "unlike"
            | "until"
            | "up"
            | "upon"
            | "was"
            | "we"
            | "were"
            | "what"
            | "when"
            | "where"
            | "whereas"
            | "whether"
            | "which"
            | "while"
            | "who"
            | "whom"
            | "whose"
            | "why"
            | "will"
            | "with"
            | "within"
            | "without"
            | "would"
            | "yes"
            | "yesterday"
            | "yet"
            | "you"
            | "enter"
            | "exit"
            | "welcoming"
            | "responding"
            | "speaking"
            | "asking"
            | "calling"
            | "joining"
            | "three"
            | "four"
            | "mr"
            | "mrs"
            | "ms"
    )
}

/// "said", "told": a report that belongs to the time of publication.
pub(crate) fn is_report_verb(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "told"
            | "tells"
            | "announced"
            | "announces"
            | "warned"
            | "warns"
            | "added"
            | "urged"
            | "urges"
            | "called"
            | "calls"
            | "met"
            | "meets"
            | "welcomed"
            | "welcomes"
            | "arrived"
            | "arrives"
            | "visited"
            | "visits"
            | "condemned"
            | "condemns"
            | "praised"
            | "vowed"
            | "vows"
            | "insisted"
            | "insists"
            | "declared"
            | "declares"
            | "flew"
            | "spoke"
            | "speaks"
            | "hosted"
            | "hosts"
            | "signed"
            | "signs"
            | "travelled"
            | "traveled"
            | "greeted"
            | "received"
            | "receives"
            | "thanked"
            | "expressed"
            | "rejected"
            | "will"
            | "plans"
            | "is"
            | "has"
            | "hailed"
            | "denied"
            | "repeated"
            | "described"
            | "accused"
            | "pledged"
            | "promised"
            | "held"
            | "holds"
            | "ordered"
            | "orders"
            | "unveiled"
            | "launched"
            | "imposed"
            | "made"
            | "asked"
            | "addressed"
            | "attended"
            | "attends"
            | "joined"
    )
}

/// The title is denied, supposed, wished for or somebody's fiction: no claim.
pub(crate) fn unmakes_claims(word: &str) -> bool {
    matches!(
        word,
        "if" | "unless"
            | "would"
            | "could"
            | "might"
            | "never"
            | "not"
            | "fictional"
            | "imaginary"
            | "hypothetical"
            | "aspiring"
            | "candidate"
            | "hopeful"
    )
}

/// Verbs of entering, holding and leaving an office.
pub(crate) fn is_verb_of_office(word: &str) -> bool {
    matches!(
        word,
        "became"
            | "becomes"
            | "been"
            | "served"
            | "serves"
            | "took"
            | "assumed"
            | "came"
            | "rose"
            | "seized"
            | "entered"
            | "left"
            | "quit"
            | "resigned"
            | "stepped"
            | "ousted"
            | "overthrown"
            | "toppled"
            | "deposed"
            | "removed"
            | "retired"
            | "elected"
            | "sworn"
            | "inaugurated"
            | "ruled"
            | "governed"
            | "led"
            | "headed"
            | "reigned"
            | "was"
    )
}
