use std::sync::Arc;

use date::{Date, Day, Span};
use kb::Kb;
use prose::{Document, Format, Range};

use crate::{Finding, Mention, Settings};

/// A text and what is known of it from outside.
#[derive(Clone, Debug)]
pub struct Source {
    pub text: Arc<str>,
    pub format: Format,
    /// With forward slashes, as much of it as is known; read for a date, nothing else.
    pub path: Option<String>,
    /// The publication date as given by an option or an editor: it wins over all.
    pub date: Option<Date>,
    pub today: Day,
    /// A text that is being written (untitled, or with unsaved edits): without any evidence its date is today.
    pub draft: bool,
}

/// All that is found in one version of a text. The same source gives the same analysis.
#[derive(Clone, Debug)]
pub struct Analysis {
    pub text: Arc<str>,
    pub document: Document,
    pub publication: Publication,
    /// In order of their place; linked ones never overlap.
    pub mentions: Vec<Mention>,
    /// In order of their place.
    pub findings: Vec<Finding>,
}

/// When the article was published, as an interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// What is certain.
    pub hard: Span,
    /// What is likely; never wider than `hard`.
    pub soft: Span,
    pub source: DateSource,
    /// Where the text says so, if it does.
    pub range: Option<Range>,
    /// One sentence each, in the order in which they narrowed the interval.
    pub reasons: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateSource {
    Option,
    Directive,
    FrontMatter,
    Html,
    PublishedLine,
    Dateline,
    FileName,
    Path,
    /// Worked out from what the text says.
    Text,
    Today,
    None,
}

/// Reads, links and checks a text. Never fails; what cannot be read gives fewer facts. `previous`, an analysis of an earlier
/// version of the same text, only saves work.
pub fn analyse(
    kb: &Kb,
    source: &Source,
    settings: &Settings,
    previous: Option<&Analysis>,
) -> Analysis {
    let _ = (kb, settings);
    Analysis {
        text: source.text.clone(),
        document: prose::parse(&source.text, source.format, previous.map(|it| &it.document)),
        publication: Publication {
            hard: Span::EVER,
            soft: Span::EVER,
            source: DateSource::None,
            range: None,
            reasons: Vec::new(),
        },
        mentions: Vec::new(),
        findings: Vec::new(),
    }
}
