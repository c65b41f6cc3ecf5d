//! The word classes of phrases for treaties. Words are folded (`prose::fold`).

/// What a treaty is called by a common noun: "the pact".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noun {
    Treaty,
    Pact,
    Accord,
    Agreement,
    Deal,
    Convention,
    Protocol,
    Charter,
    Covenant,
    Statute,
    Armistice,
    Ceasefire,
    Declaration,
    Memorandum,
    Communique,
    /// "the text", "the document": an instrument only where somebody signs it.
    Text,
}

/// The noun and whether it is a plural.
pub(crate) fn noun(word: &str) -> Option<(Noun, bool)> {
    // None is shorter: half the words of a text end here.
    if word.len() < 4 {
        return None;
    }
    Some(match word {
        "treaty" => (Noun::Treaty, false),
        "treaties" => (Noun::Treaty, true),
        "pact" => (Noun::Pact, false),
        "pacts" => (Noun::Pact, true),
        "accord" => (Noun::Accord, false),
        "accords" => (Noun::Accord, true),
        "agreement" => (Noun::Agreement, false),
        "agreements" => (Noun::Agreement, true),
        "deal" => (Noun::Deal, false),
        "deals" => (Noun::Deal, true),
        "convention" => (Noun::Convention, false),
        "conventions" => (Noun::Convention, true),
        "protocol" => (Noun::Protocol, false),
        "protocols" => (Noun::Protocol, true),
        "charter" => (Noun::Charter, false),
        "covenant" => (Noun::Covenant, false),
        "statute" => (Noun::Statute, false),
        "armistice" => (Noun::Armistice, false),
        "ceasefire" | "truce" => (Noun::Ceasefire, false),
        "declaration" => (Noun::Declaration, false),
        "memorandum" => (Noun::Memorandum, false),
        "communique" => (Noun::Communique, false),
        "text" | "document" => (Noun::Text, false),
        "texts" | "documents" => (Noun::Text, true),
        _ => return None,
    })
}

impl Noun {
    /// The nouns under which the base may know what this one names: "the Dayton accord" is the Dayton Agreement.
    pub fn others(self) -> &'static [&'static str] {
        match self {
            Noun::Treaty => &[
                "treaty",
                "convention",
                "treaties",
                "peace treaty",
                "pact",
                "agreement",
                "accords",
                "memorandum",
            ],
            Noun::Pact | Noun::Accord | Noun::Agreement | Noun::Deal => &[
                "agreement",
                "accord",
                "accords",
                "pact",
                "deal",
                "agreements",
                "treaty",
                "peace agreement",
                "peace accord",
                "peace accords",
                "peace deal",
                "declaration",
                "initiative",
                "memorandum",
            ],
            Noun::Convention => &["convention", "conventions", "treaty"],
            Noun::Protocol => &["protocol", "protocols"],
            Noun::Declaration | Noun::Communique => &[
                "declaration",
                "communique",
                "joint declaration",
                "joint communique",
            ],
            Noun::Memorandum => &["memorandum", "mou"],
            Noun::Armistice | Noun::Ceasefire => &[
                "armistice",
                "ceasefire",
                "ceasefire agreement",
                "armistice agreement",
                "truce",
            ],
            Noun::Charter => &["charter"],
            Noun::Covenant => &["covenant"],
            Noun::Statute => &["statute"],
            Noun::Text => &[],
        }
    }

    /// Says little by itself: many things that are no treaties are called so.
    pub fn is_loose(self) -> bool {
        matches!(
            self,
            Noun::Agreement | Noun::Deal | Noun::Accord | Noun::Declaration | Noun::Text
        )
    }

    /// Whether what was introduced by `other` can be called so afterwards.
    pub fn can_follow(self, other: Noun) -> bool {
        match self {
            Noun::Treaty => matches!(
                other,
                Noun::Treaty | Noun::Pact | Noun::Convention | Noun::Charter | Noun::Protocol
            ),
            Noun::Pact | Noun::Accord | Noun::Agreement | Noun::Deal | Noun::Text => true,
            _ => self == other,
        }
    }
}

/// Kinds of treaties, as in the records, that a word before or behind the noun names.
pub(crate) fn kinds(word: &str) -> &'static [&'static str] {
    match word {
        "defence" | "military" | "alliance" => {
            &["defence", "alliance", "security-cooperation", "basing"]
        }
        "security" => &[
            "defence",
            "alliance",
            "security-cooperation",
            "arms-control",
            "basing",
        ],
        "mutual" => &["defence", "alliance"],
        "assistance" | "aid" => &["defence", "alliance", "friendship"],
        "peace" => &["peace", "ceasefire", "armistice", "independence"],
        "war" | "fighting" | "hostilitie" | "conflict" => &[
            "peace",
            "ceasefire",
            "armistice",
            "non-aggression",
            "law-of-war",
        ],
        "prisoner" | "wounded" | "civilian" => &["law-of-war"],
        "ceasefire" | "cease" | "truce" => &["ceasefire", "armistice", "peace", "independence"],
        "land" => &["territory", "border", "peace"],
        "armistice" => &["armistice", "ceasefire"],
        "nuclear" | "atomic" => &["nuclear", "arms-control"],
        "arm" | "disarmament" | "control" | "missile" | "weapon" | "warhead" | "strategic"
        | "arsenal" => &["arms-control", "nuclear"],
        "border" | "boundary" | "frontier" => &["border", "territory"],
        "maritime" => &["sea", "border"],
        "territorial" => &["territory", "border"],
        "trade" | "commercial" | "tariff" | "commerce" => &["trade", "economic-union"],
        "friendship" | "cooperation" | "operation" | "partnership" => {
            &["friendship", "alliance", "security-cooperation", "defence"]
        }
        "nonaggression" | "aggression" => &["non-aggression"],
        "neutrality" => &["non-aggression"],
        "climate" | "warming" | "emission" => &["climate", "environment"],
        "environmental" | "environment" => &["environment", "climate"],
        "extradition" => &["extradition", "crime"],
        "water" | "river" => &["water"],
        "fishery" | "fishing" => &["sea", "trade"],
        "migration" | "migrant" => &["migration", "refugees"],
        "space" => &["space"],
        "ozone" | "biodiversity" | "pollution" => &["environment"],
        "tobacco" | "pandemic" => &["health"],
        "torture" | "genocide" | "right" | "discrimination" => &["human-rights"],
        "founding" => &["constitution", "economic-union", "alliance"],
        "basing" => &["basing", "defence"],
        _ => &[],
    }
}

/// Adjectives and numbers that narrow nothing down.
pub(crate) fn is_neutral(word: &str) -> bool {
    matches!(
        word,
        "bilateral"
            | "multilateral"
            | "trilateral"
            | "comprehensive"
            | "formal"
            | "landmark"
            | "historic"
            | "historical"
            | "binding"
            | "legally"
            | "final"
            | "new"
            | "framework"
            | "non"
            | "signed"
            | "controversial"
            | "old"
            | "original"
            | "current"
            | "existing"
            | "resulting"
            | "power"
            | "sharing"
            | "international"
            | "global"
            | "regional"
            | "worldwide"
            | "world"
            | "vast"
            | "sweeping"
            | "ambitious"
            | "major"
            | "key"
            | "crucial"
            | "important"
            | "similar"
            | "separate"
            | "parallel"
            | "joint"
            | "so"
            | "called"
            | "revised"
            | "amended"
            | "updated"
            | "recent"
            | "latest"
            | "last"
            | "earlier"
            | "previous"
            | "later"
            | "long"
            | "awaited"
            | "decades"
            | "era"
            | "cold"
            | "wide"
            | "ranging"
            | "far"
            | "reaching"
            | "secret"
            | "interim"
            | "definitive"
            | "full"
            | "broad"
            | "permanent"
            | "lasting"
            | "fragile"
            | "shaky"
            | "hard"
            | "won"
            | "brokered"
            | "backed"
            | "sponsored"
            | "us"
            | "un"
            | "multinational"
            | "tripartite"
            | "much"
            | "criticised"
            | "criticized"
            | "contentious"
            | "disputed"
            | "fraught"
            | "limited"
            | "solemn"
            | "year"
            | "day"
            | "month"
            | "party"
            | "point"
            | "nation"
            | "country"
            | "power's"
            | "modest"
            | "grand"
            | "written"
            | "wartime"
            | "postwar"
            | "post"
            | "same"
            | "very"
            | "defunct"
            | "expired"
            | "abandoned"
            | "moribund"
            | "ill"
            | "fated"
            | "tentative"
            | "the"
            | "main"
            | "whole"
            | "co"
            | "pan"
            | "inter"
            | "de"
            | "facto"
            | "only"
            | "single"
            | "century"
            | "treaty"
            | "range"
            | "stand"
            | "alone"
            | "pre"
            | "sea"
            | "breakthrough"
            | "remaining"
            | "surviving"
            | "sole"
            | "hastily"
            | "eventual"
            | "nonbinding"
            | "bitter"
            | "popular"
            | "unpopular"
            | "flawed"
            | "deep"
            | "deeper"
            | "strategic"
            | "fresh"
            | "little"
            | "known"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "decade"
            | "formally"
            | "nuke"
            | "understanding"
            | "free"
            | "program"
            | "programme"
    )
}

/// Verbs of going out of what is there.
pub(crate) fn leaves(word: &str) -> bool {
    matches!(
        word,
        "quit"
            | "quits"
            | "quitting"
            | "leave"
            | "leaves"
            | "leaving"
            | "withdraw"
            | "withdraws"
            | "withdrawing"
            | "withdrawal"
            | "exit"
            | "exiting"
            | "abandon"
            | "abandoning"
            | "scrap"
            | "scrapping"
            | "suspend"
            | "suspending"
            | "renounce"
            | "renouncing"
            | "violate"
            | "violating"
            | "violations"
    )
}

/// Verbs of which an instrument is the subject: "the document obliges the states to ..."
pub(crate) fn binds(word: &str) -> bool {
    matches!(
        word,
        "obliges"
            | "obliged"
            | "binds"
            | "bans"
            | "banned"
            | "prohibits"
            | "prohibited"
            | "requires"
            | "required"
            | "commits"
            | "committed"
            | "guarantees"
            | "guaranteed"
            | "aims"
            | "stipulates"
            | "stipulated"
            | "entitles"
            | "obligates"
    )
}

/// Says that what the phrase means is another one than the text speaks of: "a similar pact".
pub(crate) fn is_another(word: &str) -> bool {
    matches!(
        word,
        "new"
            | "fresh"
            | "similar"
            | "separate"
            | "parallel"
            | "earlier"
            | "previous"
            | "another"
            | "other"
            | "future"
            | "comparable"
            | "own"
            | "additional"
            | "later"
            | "subsequent"
            | "comprehensive"
            | "interim"
            | "bigger"
            | "broader"
            | "wider"
            | "better"
            | "stronger"
    )
}

/// Heads of compounds in which the treaty is no mention of its own: "its treaty obligations".
pub(crate) fn heads_compounds(word: &str) -> bool {
    matches!(
        word,
        "obligation"
            | "obligations"
            | "commitment"
            | "commitments"
            | "ally"
            | "allies"
            | "partner"
            | "partners"
            | "rights"
            | "law"
            | "negotiations"
            | "negotiators"
            | "talks"
    )
}

/// Not there yet: "a proposed treaty".
pub(crate) fn is_prospective(word: &str) -> bool {
    matches!(
        word,
        "proposed"
            | "draft"
            | "planned"
            | "future"
            | "possible"
            | "potential"
            | "prospective"
            | "eventual"
            | "mooted"
            | "hoped"
            | "would"
            | "follow"
            | "successor"
            | "replacement"
            | "another"
            | "any"
            | "no"
            | "such"
    )
}

/// Words of a clause that speak of a treaty which is still to come.
pub(crate) fn looks_ahead(word: &str) -> bool {
    matches!(
        word,
        "negotiate"
            | "negotiates"
            | "negotiated"
            | "negotiating"
            | "negotiations"
            | "talks"
            | "hope"
            | "hopes"
            | "hoped"
            | "discuss"
            | "discussed"
            | "discussing"
            | "propose"
            | "proposed"
            | "proposes"
            | "seek"
            | "seeks"
            | "seeking"
            | "sought"
            | "want"
            | "wants"
            | "wanted"
            | "push"
            | "pushing"
            | "pursue"
            | "pursuing"
            | "plan"
            | "plans"
            | "planned"
            | "towards"
            | "toward"
            | "would"
            | "could"
            | "should"
            | "might"
            | "possible"
            | "prepare"
            | "prepares"
            | "preparing"
            | "urge"
            | "urged"
            | "urges"
            | "offered"
            | "offers"
            | "ask"
            | "asked"
            | "demand"
            | "demanded"
            | "need"
            | "needs"
            | "working"
            | "close"
            | "closer"
            | "nearing"
    )
}

/// What a treaty does on a day of its own: it is signed, enters into force, is left, ends.
pub(crate) fn acts(word: &str) -> bool {
    signs(word)
        || matches!(
            word,
            "withdrew"
                | "withdraw"
                | "withdraws"
                | "withdrawal"
                | "withdrawing"
                | "quit"
                | "quits"
                | "leaves"
                | "left"
                | "expired"
                | "expires"
                | "expire"
                | "lapsed"
                | "suspended"
                | "terminated"
                | "renewed"
                | "extended"
                | "extend"
                | "effect"
                | "force"
                | "scrapped"
                | "abandoned"
        )
}

/// Forms of signing and concluding, as verbs and nouns.
pub(crate) fn signs(word: &str) -> bool {
    matches!(
        word,
        "sign"
            | "signed"
            | "signing"
            | "signs"
            | "signature"
            | "signatures"
            | "initialled"
            | "initialed"
            | "initial"
            | "concluded"
            | "concluding"
            | "conclude"
            | "inked"
            | "adopted"
            | "adopt"
            | "agreed"
            | "agree"
            | "agrees"
            | "reached"
            | "reach"
            | "struck"
            | "sealed"
            | "approved"
            | "announced"
            | "unveiled"
            | "entered"
            | "names"
    )
}

/// Verbs whose object is a treaty even under the bare name of a place: "ratify Maastricht".
pub(crate) fn governs_treaties(word: &str) -> bool {
    // None is shorter.
    word.len() > 5
        && matches!(
            word,
            "ratify"
                | "ratified"
                | "ratifies"
                | "ratifying"
                | "renegotiate"
                | "renegotiating"
                | "implement"
                | "implementing"
                | "repudiate"
                | "repudiated"
                | "denounce"
                | "denounced"
                | "abrogate"
                | "abrogated"
        )
}

/// "Sino-", "Franco-": a state by the first half of a compound. Its slug.
pub(crate) fn combining_form(word: &str) -> Option<&'static str> {
    Some(match word {
        "sino" => "chn",
        "franco" => "fra",
        "anglo" => "gbr",
        "russo" => "rus",
        "indo" => "ind",
        "italo" => "ita",
        "austro" => "aut",
        "graeco" | "greco" => "grc",
        "turco" => "tur",
        "nippo" => "jpn",
        "hispano" => "esp",
        "luso" => "prt",
        "polono" => "pol",
        "finno" => "fin",
        _ => return None,
    })
}

/// Words that tie a phrase together and name no subject.
pub(crate) fn is_function(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "and"
            | "of"
            | "on"
            | "in"
            | "to"
            | "for"
            | "with"
            | "by"
            | "or"
            | "all"
            | "their"
            | "its"
            | "his"
            | "her"
            | "between"
            | "other"
            | "understanding"
            | "intent"
            | "principles"
            | "use"
            | "from"
            | "against"
    )
}

/// One form for the spellings and numbers of a word: "weapons" and "weapon", "defense" and "defence".
pub(crate) fn stem(word: &str) -> &str {
    match word {
        "defense" | "defensive" => return "defence",
        "fisheries" => return "fishery",
        "boundaries" => return "boundary",
        "mines" | "landmines" | "landmine" => return "mine",
        "bomb" | "bombs" | "munitions" => return "munition",
        "biological" | "germ" => return "biological",
        "cooperative" => return "cooperation",
        "nonproliferation" => return "proliferation",
        "range" => return "range",
        "emissions" => return "emission",
        _ => {}
    }
    match word.strip_suffix('s') {
        Some(stem) if word.len() > 3 && !stem.ends_with('s') => stem,
        _ => word,
    }
}

/// Words for the same thing: what is said, and what a treaty's own names say.
pub(crate) fn synonyms(stem: &str) -> &'static [&'static str] {
    match stem {
        "long" => &["strategic"],
        "warming" => &["climate"],
        "gas" => &["chemical", "gas"],
        "mine" => &["mine"],
        "test" => &["test"],
        "arm" => &["arm", "weapon"],
        "weapon" => &["arm"],
        "atomic" => &["nuclear"],
        "poison" => &["chemical", "gas"],
        "ocean" => &["sea"],
        "child" | "children" => &["child"],
        "women" => &["woman", "women"],
        "trafficking" => &["trade"],
        "wildlife" => &["specie", "endangered"],
        _ => &[],
    }
}
