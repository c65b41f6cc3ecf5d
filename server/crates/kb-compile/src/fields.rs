//! One table of a record, read key by key; everything that is not as it should be is reported with its place.

use std::cell::RefCell;
use std::str::FromStr;

use date::Date;
use kb::{Dated, Kind, Lifetime, RecordId};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::file::SourceFile;
use crate::problem::{Place, Report};
use crate::suggest::did_you_mean;
use crate::symbols::{Symbols, kind_name};

pub(crate) struct Fields<'a> {
    table: &'a DeTable<'a>,
    pub(crate) place: Place,
    /// What messages begin with: "kim-jong-un", "term of kim-jong-un".
    pub(crate) what: String,
    file: &'a SourceFile<'a>,
    symbols: &'a Symbols<'a>,
    report: &'a RefCell<&'a mut Report>,
    /// The keys asked for so far: those that the table may have.
    asked: RefCell<Vec<&'static str>>,
}

type Value<'a> = &'a Spanned<DeValue<'a>>;

impl<'a> Fields<'a> {
    pub(crate) fn new(
        table: &'a DeTable<'a>,
        place: Place,
        what: String,
        file: &'a SourceFile<'a>,
        symbols: &'a Symbols<'a>,
        report: &'a RefCell<&'a mut Report>,
    ) -> Fields<'a> {
        Fields {
            table,
            place,
            what,
            file,
            symbols,
            report,
            asked: RefCell::default(),
        }
    }

    /// Reports every key that was not asked for.
    pub(crate) fn finish(&self) {
        let asked = self.asked.borrow();
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if !asked.contains(&name) {
                let hint = did_you_mean(name, asked.iter().copied());
                self.problem_at(key.span(), format!("unknown key `{name}`{hint}"));
            }
        }
    }

    pub(crate) fn problem(&self, message: String) {
        self.problem_at(self.place.range.clone(), message);
    }

    /// Reports something about the value of `key`, or about the whole where there is none.
    pub(crate) fn problem_in(&self, key: &str, message: String) {
        let range = self.table.get(key).map(Spanned::span);
        self.problem_at(range.unwrap_or_else(|| self.place.range.clone()), message);
    }

    pub(crate) fn lint_in(&self, key: &str, message: String) {
        let range = self.table.get(key).map(Spanned::span);
        let place = self
            .file
            .place(range.unwrap_or_else(|| self.place.range.clone()));
        let message = format!("{}: {message}", self.what);
        self.report.borrow_mut().lint(&place, message);
    }

    fn problem_at(&self, range: std::ops::Range<usize>, message: String) {
        let message = format!("{}: {message}", self.what);
        self.report
            .borrow_mut()
            .problem(&self.file.place(range), message);
    }

    fn get(&self, key: &'static str) -> Option<Value<'a>> {
        self.asked.borrow_mut().push(key);
        self.table.get(key)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Lets `key` be, for somebody else to read.
    pub(crate) fn skip(&self, key: &'static str) {
        self.asked.borrow_mut().push(key);
    }

    pub(crate) fn text(&self, key: &'static str) -> Option<String> {
        self.text_of(key, self.get(key)?)
    }

    /// Reports the lack of it; empty then.
    pub(crate) fn required_text(&self, key: &'static str) -> String {
        if !self.has(key) {
            self.problem(format!("lacks `{key}`"));
        }
        self.text(key).unwrap_or_default()
    }

    fn text_of(&self, key: &str, value: Value<'a>) -> Option<String> {
        let Some(text) = value.get_ref().as_str() else {
            self.problem_at(value.span(), format!("`{key}` wants a text in quotes"));
            return None;
        };
        if text.is_empty() || text.trim() != text {
            let message = format!("`{key}`: a text is empty or has a space at an end");
            self.problem_at(value.span(), message);
            return None;
        }
        Some(text.to_owned())
    }

    pub(crate) fn texts(&self, key: &'static str) -> Vec<String> {
        let items = self.items(key).into_iter();
        items.filter_map(|value| self.text_of(key, value)).collect()
    }

    fn items(&self, key: &'static str) -> Vec<Value<'a>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Array(array) => array.iter().collect(),
            _ => {
                let message = format!("`{key}` wants a list: {key} = [ ... ]");
                self.problem_at(value.span(), message);
                Vec::new()
            }
        }
    }

    pub(crate) fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else {
            return false;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.problem_at(value.span(), format!("`{key}` wants true or false"));
            false
        })
    }

    pub(crate) fn number(&self, key: &'static str) -> Option<u16> {
        let value = self.get(key)?;
        let number = value.get_ref().as_integer();
        let number = number.and_then(|n| u16::from_str_radix(n.as_str(), n.radix()).ok());
        if number.is_none_or(|n| n == 0) {
            let message = format!("`{key}` wants a number from 1 to 65535");
            self.problem_at(value.span(), message);
        }
        number
    }

    pub(crate) fn date(&self, key: &'static str) -> Option<Date> {
        self.date_of(key, self.get(key)?)
    }

    fn date_of(&self, key: &str, value: Value<'a>) -> Option<Date> {
        if value.get_ref().is_datetime() {
            self.problem_at(value.span(), format!("`{key}` wants its date in quotes"));
            return None;
        }
        let text = self.text_of(key, value)?;
        match Date::from_str(&text) {
            Ok(date) => Some(date),
            Err(error) => {
                self.problem_at(value.span(), format!("`{key}`: {error}"));
                None
            }
        }
    }

    /// Whether `key` is the "?" that stands for an unknown end.
    pub(crate) fn is_unknown(&self, key: &'static str) -> bool {
        self.get(key)
            .is_some_and(|v| v.get_ref().as_str() == Some("?"))
    }

    /// `from` and `to` of this table.
    pub(crate) fn during(&self) -> Lifetime {
        let during = Lifetime {
            from: self.date("from"),
            to: self.date("to"),
        };
        if let (Some(from), Some(to)) = (during.from, during.to)
            && from.first() > to.last()
        {
            self.problem_in("to", format!("ends ({to}) before it starts ({from})"));
        }
        during
    }

    /// A table of `from` and `to`.
    pub(crate) fn lifetime(&self, key: &'static str) -> Lifetime {
        let Some(value) = self.get(key) else {
            return Lifetime::default();
        };
        let Some(fields) = self.inner(key, value) else {
            return Lifetime::default();
        };
        let during = fields.during();
        fields.finish();
        during
    }

    /// A list whose items are words or tables of `name`, `from`, `to`.
    pub(crate) fn dated(&self, key: &'static str) -> Vec<Dated> {
        let items = self.items(key).into_iter();
        items
            .filter_map(|value| match value.get_ref() {
                DeValue::Table(_) => {
                    let fields = self.inner(key, value)?;
                    let text = fields.required_text("name");
                    let during = fields.during();
                    fields.sources();
                    fields.finish();
                    (!text.is_empty()).then_some(Dated { text, during })
                }
                _ => Some(Dated {
                    text: self.text_of(key, value)?,
                    during: Lifetime::default(),
                }),
            })
            .collect()
    }

    /// A table within this one, under the same heading.
    pub(crate) fn table(&self, key: &'static str) -> Option<Fields<'a>> {
        self.inner(key, self.get(key)?)
    }

    /// A list of tables, each introduced as "`what` of this".
    pub(crate) fn rows(&self, key: &'static str, what: &str) -> Vec<Fields<'a>> {
        let items = self.items(key).into_iter();
        items
            .filter_map(|value| {
                let mut fields = self.inner(key, value)?;
                fields.what = format!("{what} of {}", self.what);
                Some(fields)
            })
            .collect()
    }

    fn inner(&self, key: &str, value: Value<'a>) -> Option<Fields<'a>> {
        let Some(table) = value.get_ref().as_table() else {
            let message = format!("`{key}` wants a table: {{ ... }}");
            self.problem_at(value.span(), message);
            return None;
        };
        let place = self.file.place(value.span());
        let what = self.what.clone();
        Some(Fields::new(
            table,
            place,
            what,
            self.file,
            self.symbols,
            self.report,
        ))
    }

    /// One of some words.
    pub(crate) fn choice<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        self.choice_of(key, self.get(key)?, words)
    }

    pub(crate) fn choices<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Vec<T> {
        let items = self.items(key).into_iter();
        items
            .filter_map(|value| self.choice_of(key, value, words))
            .collect()
    }

    fn choice_of<T: Copy>(&self, key: &str, value: Value<'a>, words: &[(&str, T)]) -> Option<T> {
        let text = self.text_of(key, value)?;
        let chosen = words.iter().find(|(word, _)| *word == text);
        if chosen.is_none() {
            let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let hint = match did_you_mean(&text, all.iter().copied()) {
                hint if hint.is_empty() => format!("; it is one of {}", all.join(", ")),
                hint => hint,
            };
            self.problem_at(value.span(), format!("unknown {key} `{text}`{hint}"));
        }
        chosen.map(|(_, meaning)| *meaning)
    }

    /// The record of one of these kinds that `key` names.
    pub(crate) fn id(&self, key: &'static str, kinds: &[Kind]) -> Option<RecordId> {
        self.id_of(key, self.get(key)?, kinds)
    }

    pub(crate) fn ids(&self, key: &'static str, kinds: &[Kind]) -> Vec<RecordId> {
        let items = self.items(key).into_iter();
        items
            .filter_map(|value| self.id_of(key, value, kinds))
            .collect()
    }

    fn id_of(&self, key: &str, value: Value<'a>, kinds: &[Kind]) -> Option<RecordId> {
        let slug = self.text_of(key, value)?;
        let found = self.symbols.find(&slug);
        match found {
            Some(id) if kinds.contains(&id.kind()) => Some(id),
            Some(id) => {
                let (is, wanted) = (kind_name(id.kind()), names_of(kinds));
                let message = format!("`{key}`: `{slug}` is {is}, not {}", with_article(&wanted));
                self.problem_at(value.span(), message);
                None
            }
            None => {
                let hint = self.symbols.hint(&slug, kinds);
                let message = format!("unknown {} `{slug}`{hint}", names_of(kinds));
                self.problem_at(value.span(), message);
                None
            }
        }
    }

    /// The ids in `source`, one or several.
    pub(crate) fn sources(&self) -> Vec<RecordId> {
        match self.get("source") {
            Some(value) if !value.get_ref().is_array() => {
                let id = self.id_of("source", value, &[Kind::Source]);
                id.into_iter().collect()
            }
            _ => self.ids("source", &[Kind::Source]),
        }
    }

    /// The sources of a statement: its own, else those of the record around it; reports the lack of both.
    pub(crate) fn sources_or(&self, around: &[RecordId]) -> Vec<RecordId> {
        if !self.has("source") {
            self.skip("source");
            if around.is_empty() {
                self.problem(
                    "names no source; add source = \"ID\" here or to the record".to_owned(),
                );
            }
            return around.to_vec();
        }
        self.sources()
    }

    pub(crate) fn wikidata(&self) -> Option<String> {
        let id = self.text("wikidata")?;
        let digits = id.strip_prefix('Q').unwrap_or("");
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            self.problem_in(
                "wikidata",
                format!("`{id}` is no Wikidata id: write \"Q...\""),
            );
        }
        Some(id)
    }
}

/// "state or organisation".
fn names_of(kinds: &[Kind]) -> String {
    let names: Vec<_> = kinds
        .iter()
        .map(|&kind| {
            let name = kind_name(kind);
            name.split_once(' ').map_or(name, |(_, name)| name)
        })
        .collect();
    names.join(" or ")
}

fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {name}")
}
