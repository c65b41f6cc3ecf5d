//! What the checks of a chapter have to know of what the chapters before it said.

use kb::RecordId;

use crate::Status;
use crate::cast::Stage;
use crate::chapters::age;
use crate::check::Checker;
use crate::check::late_missing::speaks_of_death;
use crate::check::name_mixed_variants::{self, Form};
use crate::claims::Context;

/// What was said before, of those who are still on the stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// With which status words they were called by a title, each once; `None`: by a title without any.
    called: Vec<(RecordId, Option<Status>)>,
    /// How their names are usually written.
    pub forms: Vec<Form>,
    /// Somebody died: chapters since that was said.
    death: Option<u8>,
}

impl Told {
    pub fn called(&self, person: RecordId) -> impl Iterator<Item = Option<Status>> {
        let called = self.called.iter().filter(move |it| it.0 == person);
        called.map(|it| it.1)
    }

    /// Whether the chapters before say of anybody that he died.
    pub fn speaks_of_death(&self) -> bool {
        self.death.is_some()
    }

    /// Together with what one more chapter says, behind which these are on the stage.
    pub fn and_by(&self, ctx: &Context<'_>, stage: &Stage) -> Told {
        let mut called = self.called.clone();
        for link in ctx.links {
            if let ([person], Some(title)) = (link.mention.records.as_slice(), &link.mention.title)
            {
                let new = (*person, title.status.map(|it| it.0));
                if !called.contains(&new) {
                    called.push(new);
                }
            }
        }
        let mut forms = name_mixed_variants::usual(&Checker {
            ctx,
            claims: &[],
            said: &[],
        });
        called.retain(|it| stage.has(it.0));
        forms.retain(|it| stage.has(it.person));
        Told {
            called,
            forms,
            death: age(speaks_of_death(ctx.document), self.death),
        }
    }
}
