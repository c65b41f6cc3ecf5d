use date::Date;
use prose::{BlockText, Separator};

use crate::check::{Checker, Example, Page, mend};
use crate::claims::{Moment, Verdict, is_checked, moments};
use crate::office::other_holder;
use crate::phrases::{Phrase, Reading, Words};
use crate::time::{Unit, When};
use crate::{Evidence, Finding, Form, Severity, Status, clause, lexicon, numbers, statement};

pub(super) static PAGE: Page = Page {
    code: "leader/deceased-active",
    title: "the dead do something",
    severity: Severity::Error,
    on: true,
    explanation: "\
Somebody who had died by then is the subject of an act of the present or the future (“will travel”, “is visiting”), of one that
the sentence dates to the days of publication (“said on Tuesday”), or the one who is met on that day.

Silent on memoirs, letters, recordings, films, funerals, estates and whatever else the dead leave; on “the late”; on accounts of
the past; and where the day of death is not certain.",
    examples: &[
        Example { date: "2015-03-04", text: "North Korea's leader, «Kim Jong-il», said on Tuesday that he would not come.", fixed: None },
        Example { date: "2018-06-12", text: "The president shook hands with the North Korean leader, «Kim Jong-il», in Singapore on Tuesday.", fixed: Some("Kim Jong Un") },
        Example { date: "2020-02-10", text: "«Robert Mugabe», 95, sent his greetings to the meeting.", fixed: None },
        Example { date: "2020-02-10", text: "The envoy is due to meet with President «Robert Mugabe» on the weekend.", fixed: None },
        Example { date: "2020-02-10", text: "«Robert Mugabe» called the vote an insult on Tuesday.", fixed: None },
        Example { date: "2020-02-10", text: "Robert Mugabe sent his troops to Congo.", fixed: None },
        Example { date: "2020-02-10", text: "Robert Mugabe has become a memory.", fixed: None },
        Example { date: "2014-06-12", text: "«Nelson Mandela» will travel to London next week.", fixed: None },
        Example { date: "2013-12-20", text: "«Nelson Mandela» is expected to travel to London.", fixed: None },
        Example { date: "2013-12-14", text: "Nelson Mandela will be buried in Qunu on Sunday.", fixed: None },
        Example { date: "2014-06-12", text: "Nelson Mandela says in his memoir that he never doubted it.", fixed: None },
        Example { date: "2014-06-12", text: "A statue of Nelson Mandela was unveiled on Tuesday.", fixed: None },
        Example { date: "2014-06-12", text: "In 1994 Nelson Mandela met the Queen.", fixed: None },
        Example { date: "2014-06-12", text: "Nelson Mandela is remembered as the father of the nation.", fixed: None },
        Example { date: "2014-06-12", text: "Nelson Mandela said that it always seems impossible until it is done.", fixed: None },
        Example { date: "2014-06-12", text: "Letters that Nelson Mandela wrote in prison were sold on Tuesday.", fixed: None },
        Example { date: "2013-12-08", text: "Nelson Mandela, who died on Thursday, said in 1994 that the sun would never set.", fixed: None },
    ],
};

pub(super) fn check(checker: &Checker<'_>, findings: &mut Vec<Finding>) {
    let kb = checker.ctx.kb;
    for (idx, link) in checker.ctx.links.iter().enumerate() {
        let [person] = link.mention.records.as_slice() else {
            continue;
        };
        let named = matches!(link.mention.form, Form::Full | Form::Surname);
        let block = &checker.ctx.document.blocks[link.block];
        if !named || !is_checked(block.kind, &block.text) {
            continue;
        }
        let record = kb.person(*person);
        let Some(died) = record.died.filter(|it| it.is_certain()) else {
            continue;
        };
        let gone = died.last() < checker.ctx.publication.hard.last();
        let judged = checker
            .claim_on(idx)
            .is_some_and(|it| !matches!(it.verdict, Verdict::Then { .. }));
        // Those who are all dead met when they lived.
        let among_the_dead = checker.ctx.links.iter().any(|it| {
            let beside = it.block == link.block && it.mention.sentence == link.mention.sentence;
            let [other] = it.mention.records[..] else {
                return false;
            };
            let dead = |died: Date| died.last() < checker.ctx.publication.hard.first();
            beside && other != *person && kb.person(other).died.is_some_and(dead)
        });
        if !gone || judged || among_the_dead {
            continue;
        }
        let reading = &checker.ctx.readings[link.block];
        let phrase = &reading.phrases[link.phrase];
        let Some(moment) = moments(checker.ctx, link.block, phrase.words.first)
            .into_iter()
            .find(|it| is_active(&block.text, reading, phrase, died, it))
        else {
            continue;
        };
        let mut evidence = vec![Evidence {
            statement: format!("{}: died {}", kb.name(*person), died.long()),
            source: statement::sources(kb, &record.sources),
        }];
        // The one who holds the office now may be meant.
        let holder = link.mention.claimed.and_then(|office| {
            let days = checker.ctx.settings.presume_days;
            other_holder(kb, office, *person, moment.published, days)
        });
        let mut message = format!("{} died on {}", kb.name(*person), died.long());
        let mut fixes = Vec::new();
        if let Some(holder) = holder {
            message.push_str(&format!(
                "; on this date {} held the office",
                kb.name(holder.person)
            ));
            evidence.push(statement::of_term(kb, holder));
            let (range, form) = (link.mention.range, link.mention.form);
            fixes.push(mend::name_fix(checker, range, form, holder));
        }
        message.push('.');
        let at = moment.unsure.then(|| moment.published.first());
        findings.push(checker.found(&PAGE, at, link.mention.range, message, fixes, evidence));
    }
}

fn is_active(
    text: &BlockText,
    reading: &Reading,
    phrase: &Phrase,
    died: Date,
    moment: &Moment,
) -> bool {
    let dead = |span: date::Span| span.first().days_since(died.last()) > 3;
    if !dead(moment.published) || !dead(moment.told) || is_late(text, phrase) {
        return false;
    }
    let sentence = clause::sentence(text, phrase.words.first);
    if clause::says(text, sentence, is_what_the_dead_leave) {
        return false;
    }
    let years_gone = moment.published.first().days_since(died.last()) / 365;
    if let Some(verb) = clause::predicate(text, phrase) {
        let next = clause::skip_adverbs(text, verb + 1, sentence.last);
        let (word, next) = (text.folded_word(verb), text.folded_word(next));
        return match word {
            "will" | "shall" => {
                (moment.is_dated_now()
                    || moment.told.first() > moment.published.first()
                    || years_gone < 5)
                    && !is_said_of_the_dead(next)
            }
            "is" => {
                let doing = next.ends_with("ing")
                    && !matches!(
                        next,
                        "being" | "lying" | "resting" | "missing" | "king" | "nothing"
                    );
                let to_do = matches!(
                    next,
                    "expected" | "due" | "scheduled" | "set" | "likely" | "poised"
                );
                let passive = to_do
                    && (verb..sentence.last)
                        .any(|it| text.folded_word(it) == "be" && text.folded_word(it - 1) == "to");
                (doing || to_do && !passive) && (moment.is_dated_now() || years_gone < 3)
            }
            // "has told": not "has become a symbol".
            "has" => lexicon::is_report_verb(next) && years_gone < 40,
            _ if is_present_act(word) => moment.is_dated_now() || !moment.stated && years_gone < 3,
            _ if is_past_act(word) => {
                moment.is_dated_now() && is_dated_near(reading, verb, sentence)
                    // An age beside the name is that of the living.
                    || !moment.stated && has_age(text, phrase)
            }
            // "called it an insult this week"
            _ if is_done_to_the_dead(word) && !is_end(word) => {
                moment.is_dated_now()
                    && is_dated_near(reading, verb, sentence)
                    && !clause::says(text, sentence, |it| matches!(it, "was" | "were" | "been"))
            }
            _ => false,
        };
    }
    is_met(text, phrase)
        && moment.is_dated_now()
        && is_dated_near(reading, phrase.words.last, sentence)
        || is_to_be_met(text, phrase)
}

/// "X, 95,"
fn has_age(text: &BlockText, phrase: &Phrase) -> bool {
    let Some(name) = &phrase.name else {
        return false;
    };
    let at = name.words.last;
    let comma = |word: usize| {
        let word = text.words.get(word);
        word.is_some_and(|it| it.before == Separator::Comma)
    };
    comma(at)
        && comma(at + 1)
        && numbers::cardinal(text.folded_word(at)).is_some_and(|it| (18..=110).contains(&it))
}

/// "will meet X", "is due to meet with X"
fn is_to_be_met(text: &BlockText, phrase: &Phrase) -> bool {
    let named = phrase
        .name
        .as_ref()
        .is_some_and(|it| !text.words[it.words.last - 1].possessive);
    let first = phrase.words.first;
    let before = |n: usize| first.checked_sub(n).map_or("", |it| text.folded_word(it));
    let with = usize::from(before(1) == "with");
    let joined = text
        .words
        .get(first)
        .is_some_and(|it| it.before == Separator::Space);
    let due = matches!(before(2 + with), "will")
        || before(2 + with) == "to"
            && matches!(
                before(3 + with),
                "due" | "scheduled" | "expected" | "plans" | "hopes"
            );
    named && joined && due && matches!(before(1 + with), "meet" | "visit" | "host" | "receive")
}

/// A day, right behind the verb: "on Tuesday", "said in a statement on Tuesday".
fn is_dated_near(reading: &Reading, verb: usize, sentence: Words) -> bool {
    let near = clause::expressions_in(reading, verb, sentence.last.min(verb + 8));
    near.iter().any(|it| {
        !it.modifier
            && matches!(
                it.when,
                When::Weekday { .. }
                    | When::MonthDay { .. }
                    | When::Date(_)
                    | When::Relative {
                        unit: Unit::Day | Unit::Week,
                        ..
                    }
            )
    })
}

/// "met Kim", "talks with Kim", "shook hands with Kim".
fn is_met(text: &BlockText, phrase: &Phrase) -> bool {
    let named = phrase
        .name
        .as_ref()
        .is_some_and(|it| !text.words[it.words.last - 1].possessive);
    let mut first = phrase.words.first;
    while first > 0 && lexicon::is_article(text.folded_word(first - 1)) {
        first -= 1;
    }
    let before = |n: usize| first.checked_sub(n).map_or("", |it| text.folded_word(it));
    let joined = text
        .words
        .get(first)
        .is_some_and(|it| it.before == Separator::Space);
    named
        && joined
        && (matches!(
            before(1),
            "met" | "meets" | "welcomed" | "greeted" | "hosted" | "telephoned"
        ) || before(1) == "with"
            && matches!(
                before(2),
                "met" | "meets" | "talks" | "hands" | "spoke" | "talked" | "conferred" | "summit"
            )
            || before(1) == "to" && matches!(before(2), "spoke" | "talked"))
}

fn is_late(text: &BlockText, phrase: &Phrase) -> bool {
    let status =
        |it: &crate::phrases::Title| matches!(it.status, Some((Status::Late | Status::Then, _)));
    phrase.titles.iter().any(status)
        || (phrase.words.first.saturating_sub(2)..phrase.words.last)
            .any(|it| text.folded_word(it) == "late")
}

fn is_present_act(word: &str) -> bool {
    matches!(
        word,
        "says"
            | "warns"
            | "tells"
            | "announces"
            | "urges"
            | "wants"
            | "plans"
            | "hopes"
            | "visits"
            | "meets"
            | "hosts"
            | "arrives"
            | "welcomes"
            | "insists"
            | "vows"
            | "refuses"
            | "condemns"
            | "faces"
            | "heads"
            | "threatens"
            | "flies"
            | "seeks"
    )
}

fn is_past_act(word: &str) -> bool {
    word.len() > 4 && word.ends_with("ed") && !is_done_to_the_dead(word)
        || matches!(
            word,
            "said"
                | "told"
                | "announced"
                | "warned"
                | "added"
                | "urged"
                | "met"
                | "welcomed"
                | "arrived"
                | "visited"
                | "condemned"
                | "praised"
                | "vowed"
                | "insisted"
                | "declared"
                | "flew"
                | "spoke"
                | "hosted"
                | "signed"
                | "travelled"
                | "traveled"
                | "greeted"
                | "received"
                | "thanked"
                | "rejected"
                | "denied"
                | "ordered"
                | "unveiled"
                | "addressed"
                | "attended"
                | "returned"
                | "opened"
                | "chaired"
                | "threatened"
                | "offered"
                | "invited"
                | "dismissed"
                | "appointed"
                | "shook"
                | "pledged"
                | "promised"
                | "sent"
                | "wrote"
                | "took"
                | "gave"
                | "went"
                | "came"
                | "began"
                | "made"
                | "held"
                | "sat"
                | "stood"
                | "put"
        )
}

/// How lives end.
fn is_end(word: &str) -> bool {
    matches!(
        word,
        "passed"
            | "succumbed"
            | "collapsed"
            | "remained"
            | "appeared"
            | "featured"
            | "loomed"
            | "starred"
            | "lived"
            | "suffered"
            | "drowned"
            | "crashed"
            | "turned"
            | "inspired"
            | "influenced"
            | "deserved"
    )
}

/// Verbs in "-ed" that people use of the dead as well.
fn is_done_to_the_dead(word: &str) -> bool {
    matches!(
        word,
        "remembered"
            | "celebrated"
            | "embalmed"
            | "honoured"
            | "honored"
            | "commemorated"
            | "depicted"
            | "portrayed"
            | "immortalised"
            | "immortalized"
            | "pictured"
            | "photographed"
            | "voiced"
            | "played"
            | "inspired"
            | "influenced"
            | "loved"
            | "named"
            | "called"
            | "featured"
            | "starred"
            | "appeared"
            | "loomed"
            | "remained"
            | "turned"
            | "passed"
            | "succumbed"
            | "collapsed"
            | "ruled"
            | "reigned"
            | "governed"
            | "succeeded"
            | "deserved"
            | "lived"
            | "suffered"
            | "drowned"
            | "crashed"
            | "opposed"
            | "championed"
            | "believed"
            | "wanted"
            | "wished"
            | "dreamed"
            | "refused"
    )
}

/// What follows "will" when people speak of the dead.
fn is_said_of_the_dead(word: &str) -> bool {
    matches!(
        word,
        "be" | "remain"
            | "live"
            | "forever"
            | "always"
            | "never"
            | "lie"
            | "go"
            | "have"
            | "rest"
            | "not"
            | "become"
            | "get"
            | "receive"
            | "still"
    )
}

/// Words of sentences in which the dead speak or act in another way.
fn is_what_the_dead_leave(word: &str) -> bool {
    matches!(
        word,
        "memoir"
            | "memoirs"
            | "autobiography"
            | "biography"
            | "diary"
            | "diaries"
            | "letter"
            | "letters"
            | "tape"
            | "tapes"
            | "recording"
            | "recordings"
            | "footage"
            | "archive"
            | "archives"
            | "film"
            | "movie"
            | "documentary"
            | "drama"
            | "series"
            | "novel"
            | "play"
            | "book"
            | "books"
            | "musical"
            | "opera"
            | "actor"
            | "portrait"
            | "painting"
            | "statue"
            | "bust"
            | "exhibition"
            | "museum"
            | "funeral"
            | "buried"
            | "burial"
            | "grave"
            | "tomb"
            | "body"
            | "coffin"
            | "estate"
            | "legacy"
            | "will's"
            | "remains"
            | "ashes"
            | "memorial"
            | "anniversary"
            | "posthumous"
            | "posthumously"
            | "died"
            | "dead"
            | "death"
            | "assassinated"
            | "killed"
            | "murdered"
            | "murder"
            | "assassination"
            | "replayed"
            | "rebroadcast"
            | "auction"
            | "auctioned"
            | "sold"
            | "quoted"
            | "famously"
            | "once"
            | "centenary"
            | "birthday"
            | "born"
            | "ghost"
            | "spirit"
            | "stamp"
            | "coin"
            | "banknote"
    )
}
