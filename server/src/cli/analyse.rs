//! One analysis, so that whatever happens in it costs one document and not the run.

use std::panic::{AssertUnwindSafe, catch_unwind};

use anyhow::{Result, anyhow};
use ide::{Analysis, Settings, Source};
use kb::Kb;

/// Reads, links and checks. An error is a mistake of this program: analysis itself never fails.
pub fn analyse(kb: &Kb, source: &Source, settings: &Settings) -> Result<Analysis> {
    catch_unwind(AssertUnwindSafe(|| {
        ide::analyse(kb, source, settings, None)
    }))
    .map_err(|_| anyhow!("an internal error stopped the analysis; please report it with the text"))
}
