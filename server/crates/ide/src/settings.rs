use std::collections::BTreeMap;

use crate::Severity;

/// What the user may choose; the same for editors and the command line.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Level of a check by its code; `None` turns it off. What is not named has its own level.
    pub checks: BTreeMap<String, Option<Severity>>,
    /// For so many days after the as-of date a running term is presumed to run on.
    pub presume_days: u16,
}

impl Settings {
    /// What holds where nobody chose.
    pub fn standard() -> Settings {
        Settings {
            checks: BTreeMap::new(),
            presume_days: 90,
        }
    }
}
