//! What Attaché knows about an article, and every feature of the editor, as plain functions over a knowledge base and an
//! [`Analysis`]. No I/O, no clock, no threads, no protocol types. Offsets are UTF-8 bytes of the source.

mod analysis;
mod cast;
pub mod check;
mod claims;
mod clock;
mod code_actions;
mod definition;
mod find;
mod finding;
mod hover;
mod lexicon;
mod mention;
mod numbers;
mod office;
mod phrases;
mod places;
mod references;
mod resolve;
mod settings;
mod statement;
mod symbols;
mod target;
mod time;
mod treaties;

pub use analysis::{Analysis, DateSource, Publication, Source, analyse};
pub use code_actions::{Action, ActionKind, code_actions};
pub use definition::{Destination, definition, implementation, type_definition};
pub use finding::{Edit, Evidence, Finding, Fix, Related, Severity, Tag};
pub use hover::{Card, Fact, card, hover};
pub use mention::{Form, Mention, MentionKind, Status, TitlePhrase};
pub use references::{Reference, declaration, of_records, references};
pub use settings::Settings;
pub use symbols::{Symbol, SymbolKind, document_symbols};
