//! Phase 7: the checks. Each is one file: its page (what it means, when it stays silent, examples that are its tests) and the
//! rule itself.

mod acting_status;
mod age;
mod current_claim;
mod de_facto;
mod deceased_active;
mod deeds;
mod disputed;
mod double_incumbent;
mod elect_expired;
mod elect_missing;
mod event_window;
mod former_incumbent;
mod former_missing;
mod given_as_surname;
mod handover_window;
pub(crate) mod late_missing;
mod late_premature;
mod life_dates;
mod mend;
mod misspelled;
mod name_ambiguous;
mod name_article_prefix;
mod name_diacritics;
mod name_first_mention;
mod name_house_variant;
mod name_hyphen;
pub(crate) mod name_mixed_variants;
mod name_order;
mod name_partial_surname;
mod name_patronymic_clash;
mod name_repeat_title;
mod name_title_case;
mod name_wrong_given;
mod office_at_date;
mod ordinal;
mod party_or_state_post;
mod place_capital_at_date;
mod place_demonym;
mod place_house_name;
mod place_metonym_mismatch;
mod place_name_at_date;
mod regnal;
mod state_or_government;
mod style;
mod succession;
mod tenure_length;
mod term_dates;
mod term_number;
mod then_advice;
mod time_no_pubdate;
mod time_pubdate_conflict;
mod time_relative_year;
mod treaty_act_date;
mod treaty_ambiguous;
mod treaty_anniversary;
mod treaty_article;
mod treaty_before_signature;
mod treaty_confused_pair;
mod treaty_defence_claim;
mod treaty_ended;
mod treaty_event_mismatch;
mod treaty_house_name;
mod treaty_joined_year;
mod treaty_kind;
mod treaty_member_count;
mod treaty_misspelled;
mod treaty_no_such;
mod treaty_not_in_force;
mod treaty_not_ratified;
mod treaty_party_at_date;
mod treaty_place;
mod treaty_signer;
mod treaty_year;
mod unsourced;
mod weekday_date;
mod wrong_country;
mod wrong_office;

use date::Day;
use prose::Range;

use crate::career::Said;
use crate::claims::{Claim, Context};
use crate::{Evidence, Finding, Fix, Settings, Severity, silence};

/// What `attache explain` prints of a check.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// "leader/former-incumbent"
    pub code: &'static str,
    /// One line.
    pub title: &'static str,
    pub severity: Severity,
    /// Off by default?
    pub on: bool,
    /// Plain text of one or two paragraphs: what it means, and when it stays silent.
    pub explanation: &'static str,
    pub examples: &'static [Example],
}

/// A sentence that fires or stays silent.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The publication date; empty: nobody gives it.
    pub date: &'static str,
    /// Where it fires the place stands between « and »; without marks it stays silent.
    pub text: &'static str,
    /// The text in the place of the marks after the first fix; `None`: no fix, or silence.
    pub fixed: Option<&'static str>,
}

struct Rule {
    page: &'static Page,
    run: fn(&Checker<'_>, &mut Vec<Finding>),
}

/// In the order of the catalogue.
const RULES: &[Rule] = &[
    Rule {
        page: &office_at_date::PAGE,
        run: office_at_date::check,
    },
    Rule {
        page: &former_incumbent::PAGE,
        run: former_incumbent::check,
    },
    Rule {
        page: &former_missing::PAGE,
        run: former_missing::check,
    },
    Rule {
        page: &current_claim::PAGE,
        run: current_claim::check,
    },
    Rule {
        page: &then_advice::PAGE,
        run: then_advice::check,
    },
    Rule {
        page: &elect_expired::PAGE,
        run: elect_expired::check,
    },
    Rule {
        page: &elect_missing::PAGE,
        run: elect_missing::check,
    },
    Rule {
        page: &acting_status::PAGE,
        run: acting_status::check,
    },
    Rule {
        page: &deceased_active::PAGE,
        run: deceased_active::check,
    },
    Rule {
        page: &late_premature::PAGE,
        run: late_premature::check,
    },
    Rule {
        page: &late_missing::PAGE,
        run: late_missing::check,
    },
    Rule {
        page: &wrong_country::PAGE,
        run: wrong_country::check,
    },
    Rule {
        page: &wrong_office::PAGE,
        run: wrong_office::check,
    },
    Rule {
        page: &state_or_government::PAGE,
        run: state_or_government::check,
    },
    Rule {
        page: &party_or_state_post::PAGE,
        run: party_or_state_post::check,
    },
    Rule {
        page: &ordinal::PAGE,
        run: ordinal::check,
    },
    Rule {
        page: &term_number::PAGE,
        run: term_number::check,
    },
    Rule {
        page: &term_dates::PAGE,
        run: term_dates::check,
    },
    Rule {
        page: &tenure_length::PAGE,
        run: tenure_length::check,
    },
    Rule {
        page: &succession::PAGE,
        run: succession::check,
    },
    Rule {
        page: &event_window::PAGE,
        run: event_window::check,
    },
    Rule {
        page: &double_incumbent::PAGE,
        run: double_incumbent::check,
    },
    Rule {
        page: &age::PAGE,
        run: age::check,
    },
    Rule {
        page: &life_dates::PAGE,
        run: life_dates::check,
    },
    Rule {
        page: &de_facto::PAGE,
        run: de_facto::check,
    },
    Rule {
        page: &disputed::PAGE,
        run: disputed::check,
    },
    Rule {
        page: &regnal::PAGE,
        run: regnal::check,
    },
    Rule {
        page: &misspelled::PAGE,
        run: misspelled::check,
    },
    Rule {
        page: &name_wrong_given::PAGE,
        run: name_wrong_given::check,
    },
    Rule {
        page: &name_house_variant::PAGE,
        run: name_house_variant::check,
    },
    Rule {
        page: &name_mixed_variants::PAGE,
        run: name_mixed_variants::check,
    },
    Rule {
        page: &name_diacritics::PAGE,
        run: name_diacritics::check,
    },
    Rule {
        page: &given_as_surname::PAGE,
        run: given_as_surname::check,
    },
    Rule {
        page: &name_order::PAGE,
        run: name_order::check,
    },
    Rule {
        page: &name_partial_surname::PAGE,
        run: name_partial_surname::check,
    },
    Rule {
        page: &name_patronymic_clash::PAGE,
        run: name_patronymic_clash::check,
    },
    Rule {
        page: &name_article_prefix::PAGE,
        run: name_article_prefix::check,
    },
    Rule {
        page: &name_hyphen::PAGE,
        run: name_hyphen::check,
    },
    Rule {
        page: &name_ambiguous::PAGE,
        run: name_ambiguous::check,
    },
    Rule {
        page: &name_first_mention::PAGE,
        run: name_first_mention::check,
    },
    Rule {
        page: &name_repeat_title::PAGE,
        run: name_repeat_title::check,
    },
    Rule {
        page: &name_title_case::PAGE,
        run: name_title_case::check,
    },
    Rule {
        page: &place_house_name::PAGE,
        run: place_house_name::check,
    },
    Rule {
        page: &place_name_at_date::PAGE,
        run: place_name_at_date::check,
    },
    Rule {
        page: &place_capital_at_date::PAGE,
        run: place_capital_at_date::check,
    },
    Rule {
        page: &place_metonym_mismatch::PAGE,
        run: place_metonym_mismatch::check,
    },
    Rule {
        page: &place_demonym::PAGE,
        run: place_demonym::check,
    },
    Rule {
        page: &treaty_year::PAGE,
        run: treaty_year::check,
    },
    Rule {
        page: &treaty_act_date::PAGE,
        run: treaty_act_date::check,
    },
    Rule {
        page: &treaty_not_in_force::PAGE,
        run: treaty_not_in_force::check,
    },
    Rule {
        page: &treaty_ended::PAGE,
        run: treaty_ended::check,
    },
    Rule {
        page: &treaty_before_signature::PAGE,
        run: treaty_before_signature::check,
    },
    Rule {
        page: &treaty_party_at_date::PAGE,
        run: treaty_party_at_date::check,
    },
    Rule {
        page: &treaty_not_ratified::PAGE,
        run: treaty_not_ratified::check,
    },
    Rule {
        page: &treaty_joined_year::PAGE,
        run: treaty_joined_year::check,
    },
    Rule {
        page: &treaty_place::PAGE,
        run: treaty_place::check,
    },
    Rule {
        page: &treaty_signer::PAGE,
        run: treaty_signer::check,
    },
    Rule {
        page: &treaty_confused_pair::PAGE,
        run: treaty_confused_pair::check,
    },
    Rule {
        page: &treaty_kind::PAGE,
        run: treaty_kind::check,
    },
    Rule {
        page: &treaty_defence_claim::PAGE,
        run: treaty_defence_claim::check,
    },
    Rule {
        page: &treaty_ambiguous::PAGE,
        run: treaty_ambiguous::check,
    },
    Rule {
        page: &treaty_no_such::PAGE,
        run: treaty_no_such::check,
    },
    Rule {
        page: &treaty_anniversary::PAGE,
        run: treaty_anniversary::check,
    },
    Rule {
        page: &treaty_article::PAGE,
        run: treaty_article::check,
    },
    Rule {
        page: &treaty_house_name::PAGE,
        run: treaty_house_name::check,
    },
    Rule {
        page: &treaty_misspelled::PAGE,
        run: treaty_misspelled::check,
    },
    Rule {
        page: &treaty_member_count::PAGE,
        run: treaty_member_count::check,
    },
    Rule {
        page: &treaty_event_mismatch::PAGE,
        run: treaty_event_mismatch::check,
    },
    Rule {
        page: &weekday_date::PAGE,
        run: weekday_date::check,
    },
    Rule {
        page: &time_relative_year::PAGE,
        run: time_relative_year::check,
    },
    Rule {
        page: &time_no_pubdate::PAGE,
        run: time_no_pubdate::check,
    },
    Rule {
        page: &time_pubdate_conflict::PAGE,
        run: time_pubdate_conflict::check,
    },
    Rule {
        page: &handover_window::PAGE,
        run: handover_window::check,
    },
    Rule {
        page: &unsourced::PAGE,
        run: unsourced::check,
    },
    Rule {
        page: &silence::UNUSED,
        run: settled,
    },
    Rule {
        page: &silence::INVALID,
        run: settled,
    },
];

/// What is told of silence is known once all others have run.
fn settled(_: &Checker<'_>, _: &mut Vec<Finding>) {}

/// Every check's page, in the order of the catalogue.
pub fn pages() -> impl Iterator<Item = &'static Page> {
    RULES.iter().map(|it| it.page)
}

/// The page of one check.
pub fn page(code: &str) -> Option<&'static Page> {
    pages().find(|it| it.code == code)
}

/// Whether the check speaks of the article as a whole and is told once.
pub(crate) fn is_said_once(code: &str) -> bool {
    matches!(
        code,
        "kb/handover-window" | "time/no-pubdate" | "time/pubdate-conflict"
    )
}

/// The level of a check by the settings; `None`: it is off.
pub(crate) fn level(settings: &Settings, page: &Page) -> Option<Severity> {
    match settings.checks.get(page.code) {
        Some(chosen) => *chosen,
        None => page.on.then_some(page.severity),
    }
}

/// What a rule may look at.
pub(crate) struct Checker<'a> {
    pub ctx: &'a Context<'a>,
    pub claims: &'a [Claim],
    /// What the article says of times in office.
    pub said: &'a [Said],
}

/// Runs every check that the settings leave on; what stands in a quotation is a hint without a fix. Nothing is silenced yet.
pub(crate) fn run(ctx: &Context<'_>, claims: &[Claim], said: &[Said]) -> Vec<Finding> {
    let checker = Checker { ctx, claims, said };
    let mut findings = Vec::new();
    for rule in RULES {
        let Some(base) = level(ctx.settings, rule.page) else {
            continue;
        };
        let chosen = ctx.settings.checks.contains_key(rule.page.code);
        let start = findings.len();
        (rule.run)(&checker, &mut findings);
        for finding in &mut findings[start..] {
            // A rule may go below its level, never above; a level that the user chose counts instead.
            if chosen || finding.severity > base {
                finding.severity = base;
            }
        }
    }
    for finding in &mut findings {
        if checker.is_quoted(finding.range) {
            finding.severity = Severity::Hint;
            finding.fixes.clear();
            finding
                .message
                .push_str(" It stands in a quotation: correct it in a note outside.");
        }
    }
    findings.retain(|it| !it.evidence.is_empty());
    findings
}

impl Checker<'_> {
    /// The text of a range of the document.
    pub fn text(&self, range: Range) -> &str {
        let blocks = &self.ctx.document.blocks;
        let idx = blocks.partition_point(|it| it.range.end <= range.start);
        let Some(block) = blocks.get(idx).filter(|it| it.range.covers(range)) else {
            return "";
        };
        Range::new(
            range.start - block.range.start,
            range.end - block.range.start,
        )
        .of(&block.text.source)
    }

    /// Whether a title that stands with a mention is judged already.
    pub fn claim_on(&self, link: usize) -> Option<&Claim> {
        let at = self.claims.binary_search_by_key(&link, |it| it.link).ok()?;
        self.claims.get(at)
    }

    fn is_quoted(&self, range: Range) -> bool {
        let blocks = &self.ctx.document.blocks;
        let idx = blocks.partition_point(|it| it.range.end <= range.start);
        blocks.get(idx).is_some_and(|it| {
            it.kind == prose::BlockKind::BlockQuote
                || it
                    .text
                    .quotations
                    .iter()
                    .any(|quote| quote.shifted(it.range.start).covers(range))
        })
    }

    /// A finding on a claim: one level less where it is not certain on which day the text appeared.
    pub fn on_claim(
        &self,
        page: &Page,
        claim: &Claim,
        range: Range,
        message: String,
        fixes: Vec<Fix>,
        evidence: Vec<Evidence>,
    ) -> Finding {
        let unsure = claim.unsure.then(|| claim.clock.first());
        self.found(page, unsure, range, message, fixes, evidence)
    }

    /// A finding; `unless_before`: one level less, since it holds only if the text appeared on that day or later.
    pub fn found(
        &self,
        page: &Page,
        unless_before: Option<Day>,
        range: Range,
        mut message: String,
        fixes: Vec<Fix>,
        evidence: Vec<Evidence>,
    ) -> Finding {
        let severity = match unless_before {
            Some(day) => {
                message.push_str(&format!(
                    " (Unless the text was published before {}.)",
                    day.long()
                ));
                one_less(page.severity)
            }
            None => page.severity,
        };
        Finding {
            code: page.code,
            severity,
            range,
            message,
            fixes,
            evidence,
            related: Vec::new(),
            tag: None,
        }
    }
}

pub(crate) fn one_less(severity: Severity) -> Severity {
    match severity {
        Severity::Error => Severity::Warning,
        Severity::Warning => Severity::Information,
        _ => Severity::Hint,
    }
}

/// `text` with the capitals of `model`: "Prime Minister" for "President", "prime minister" for "president".
pub(crate) fn in_the_case_of(model: &str, text: &str) -> String {
    let upper = model.chars().next().is_some_and(char::is_uppercase);
    let all_upper = model.chars().filter(|it| it.is_alphabetic()).count() > 1
        && !model.chars().any(char::is_lowercase);
    let title_case = model
        .split_whitespace()
        .all(|word| word.chars().next().is_some_and(char::is_uppercase));
    if all_upper {
        return text.to_uppercase();
    }
    if upper && title_case {
        return text.to_owned();
    }
    let lower = text.split(' ').map(|word| {
        if word.chars().nth(1).is_some_and(char::is_uppercase) {
            word.to_owned()
        } else {
            word.to_lowercase()
        }
    });
    let lower = lower.collect::<Vec<_>>().join(" ");
    if upper {
        let mut chars = lower.chars();
        return chars.next().map_or(String::new(), |first| {
            first.to_uppercase().chain(chars).collect()
        });
    }
    lower
}
