use std::collections::BTreeMap;
use std::sync::Arc;

use crate::house::Style;
use crate::{Decision, Severity};

/// What the user may choose; the same for editors and the command line.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Level of a check by its code; `None` turns it off. What is not named has its own level.
    pub checks: BTreeMap<String, Option<Severity>>,
    /// For so many days after the as-of date a running term is presumed to run on.
    pub presume_days: u16,
    /// How the house writes.
    pub style: Style,
    /// What was decided in the workspace about places of its articles.
    pub decisions: Arc<[Decision]>,
}

impl Settings {
    /// What holds where nobody chose.
    pub fn standard() -> Settings {
        Settings {
            checks: BTreeMap::new(),
            presume_days: 90,
            style: Style::default(),
            decisions: Arc::default(),
        }
    }

    /// These settings with those of a workspace laid over them.
    pub fn under(mut self, workspace: Settings) -> Settings {
        self.checks.extend(workspace.checks);
        Settings {
            checks: self.checks,
            style: Style {
                preset: workspace.style.preset.or(self.style.preset),
                own: workspace.style.own,
            },
            ..workspace
        }
    }
}
