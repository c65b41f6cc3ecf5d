//! What Attaché knows about an article, and every feature of the editor, as plain functions over a knowledge base and an
//! [`Analysis`]. No I/O, no clock, no threads, no protocol types. Offsets are UTF-8 bytes of the source.

mod analysis;
mod cast;
pub mod check;
mod claims;
mod clock;
mod find;
mod finding;
mod lexicon;
mod mention;
mod numbers;
mod office;
mod phrases;
mod places;
mod resolve;
mod settings;
mod statement;
mod time;
mod treaties;

pub use analysis::{Analysis, DateSource, Publication, Source, analyse};
pub use finding::{Edit, Evidence, Finding, Fix, Related, Severity, Tag};
pub use mention::{Form, Mention, MentionKind, Status, TitlePhrase};
pub use settings::Settings;
