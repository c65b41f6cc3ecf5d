//! Which texts are worth reading.

use memchr::memmem::Finder;
use rustc_hash::FxHashSet;

use crate::{Entity, Id};

/// The items that somebody wants: some for themselves, some also for whoever names them.
#[derive(Default)]
pub struct Wanted {
    /// Those whose own entities are wanted.
    pub own: FxHashSet<Id>,
    /// Those that make an entity wanted which names them.
    pub named: FxHashSet<Id>,
}

impl Wanted {
    /// Whether an entity of this JSON text may be wanted: a quick look at every `"id": "Q..."` in it, which may say yes for
    /// nothing, but never no to an entity that is.
    pub fn may_be_in(&self, json: &[u8]) -> bool {
        // Also the end of `"numeric-id"`, for values without an id.
        let finder = Finder::new(b"id\"");
        finder.find_iter(json).any(|at| {
            let rest = json.get(at + 3..).unwrap_or_default().trim_ascii_start();
            let Some(rest) = rest.strip_prefix(b":").map(<[u8]>::trim_ascii_start) else {
                return false;
            };
            let rest = rest.strip_prefix(b"\"Q").unwrap_or(rest);
            number(rest).is_some_and(|it| self.own.contains(&it) || self.named.contains(&it))
        })
    }

    pub fn has(&self, entity: &Entity) -> bool {
        use crate::Value::Item;
        let named = |value: &_| matches!(value, Item(id) if self.named.contains(id));
        self.own.contains(&entity.id) || entity.statements.iter().any(|it| named(&it.value))
    }
}

/// The number at the start of a text.
fn number(text: &[u8]) -> Option<Id> {
    let digits = text.iter().take_while(|it| it.is_ascii_digit());
    let number = digits.fold(None, |sum: Option<u64>, it| {
        let sum = sum.unwrap_or(0).saturating_mul(10);
        Some(sum.saturating_add(u64::from(it - b'0')))
    });
    number.map(Id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_is_wanted_for_itself_or_for_whom_it_names() {
        let wanted = Wanted {
            own: [Id(76)].into_iter().collect(),
            named: [Id(11_696)].into_iter().collect(),
        };
        for (text, may) in [
            (r#"{"type":"item","id":"Q76"}"#, true),
            (r#"{"id" : "Q76"}"#, true),
            (r#"{"id" , "Q76"}"#, false),
            (r#"{"id":"Q0000000000000000000000076"}"#, true),
            (r#"{"id": "Q76"}"#, true),
            (r#"{"id":"Q761"}"#, false),
            (r#"{"id":"Q7","x":{"id":"Q11696"}}"#, true),
            (
                r#"{"id":"Q7","x":{"entity-type":"item","numeric-id":11696}}"#,
                true,
            ),
            (r#"{"id":"Q7","x":{"id":"Q116960"}}"#, false),
            (r#"{"id":"#, false),
        ] {
            assert_eq!(wanted.may_be_in(text.as_bytes()), may, "{text}");
        }
    }
}
