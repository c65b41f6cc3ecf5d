use prose::Range;

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// "leader/former-incumbent": stable, a page of `attache explain`.
    pub code: &'static str,
    pub severity: Severity,
    pub range: Range,
    /// One or two sentences in plain words, with dates.
    pub message: String,
    /// The best first.
    pub fixes: Vec<Fix>,
    /// The statements of the base that it rests on; never empty.
    pub evidence: Vec<Evidence>,
    pub related: Vec<Related>,
    pub tag: Option<Tag>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Hint,
    Information,
    Warning,
    Error,
}

/// An edit that mends the finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// "Delete “former”".
    pub title: String,
    pub edit: Edit,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    pub range: Range,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// "Donald Trump: President of the United States since 20 January 2025".
    pub statement: String,
    /// Title of the source, or "calendar".
    pub source: String,
}

/// Another place in the article that the finding is about.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    pub range: Range,
    pub message: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// No longer so: an ended treaty, a former name.
    Deprecated,
    /// May be left out.
    Unnecessary,
}
