use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use kb::Kb;
use lsp_types::{Location, LocationLink, Position, Range, Uri};

use super::capabilities::Profile;
use super::position::{self, Encoding};
use super::to_proto;
use crate::cache::{self, Pages};
use crate::folders::{self, Folder};
use crate::session::Snapshot;

/// A text as it was when a request arrived, seen by the client that sent it: what most answers are made from.
#[derive(Clone)]
pub struct View {
    pub snapshot: Snapshot,
    pub profile: Arc<Profile>,
    pub library: Library,
}

/// The knowledge base with its pages: what the answers are made from that need no text.
#[derive(Clone)]
pub struct Library {
    pub kb: Arc<Kb>,
    pub pages: Arc<Pages>,
    /// Where the topmost layer of the knowledge base is written, if it is one of the house.
    pub records: Option<PathBuf>,
    /// Of the client.
    pub encoding: Encoding,
    /// Whether the client knows the kind of symbols of that name.
    pub event_symbols: bool,
    /// Whether the client shows texts that are no files.
    pub text_content: bool,
}

/// A place in a file, with what is shown around it.
pub struct Place {
    pub uri: Uri,
    /// The whole record.
    pub around: Range,
    pub range: Range,
}

impl View {
    /// Reads the text, if nobody did; not on the task that reads the client.
    pub fn new(snapshot: Snapshot, profile: Arc<Profile>, pages: Arc<Pages>) -> View {
        let library = Library::new(snapshot.folder(), &profile, pages);
        View {
            snapshot,
            profile,
            library,
        }
    }

    pub fn uri(&self) -> Uri {
        Uri::from(self.snapshot.uri.as_str())
    }

    pub fn range(&self, range: prose::Range) -> Range {
        position::range(&self.snapshot.rope, range, self.profile.encoding)
    }

    pub fn offset(&self, position: Position) -> u32 {
        position::offset(&self.snapshot.rope, position, self.profile.encoding) as u32
    }

    pub fn bytes(&self, range: Range) -> prose::Range {
        super::from_proto::range(&self.snapshot.rope, range, self.profile.encoding)
    }

    /// Where a place of this document is.
    pub fn location(&self, range: prose::Range) -> Location {
        Location::new(self.uri(), self.range(range))
    }

    pub fn position(&self, offset: u32) -> Position {
        position::position(&self.snapshot.rope, offset, self.profile.encoding)
    }

    /// The same as a link or a location, whichever the client takes.
    pub fn link(&self, origin: prose::Range, place: Place) -> LocationLink {
        LocationLink {
            origin_selection_range: Some(self.range(origin)),
            target_uri: place.uri,
            target_range: place.around,
            target_selection_range: place.range,
        }
    }
}

impl Library {
    pub fn new(folder: &Folder, profile: &Profile, pages: Arc<Pages>) -> Library {
        Library {
            kb: folder.kb.clone(),
            pages,
            records: folder.records.clone(),
            encoding: profile.encoding,
            event_symbols: profile.event_symbols,
            text_content: profile.text_content,
        }
    }

    /// Where a record is written, or one of a person's terms. `None` if it has no page.
    pub fn record(&self, record: kb::RecordId, term: Option<u16>) -> Option<Place> {
        let kb = &*self.kb;
        let place = kb.location(record);
        let (text, page) = self.page(place)?;
        let mut lines = text.lines().skip(place.line as usize);
        let header = lines.next()?;
        let block: Vec<&str> = lines.take_while(|it| !it.starts_with('[')).collect();
        let filled = block
            .iter()
            .rposition(|it| !it.trim().is_empty())
            .map_or(0, |it| it + 1);
        let term = term.and_then(|it| kb.person(record).terms.get(usize::from(it)));
        let at = term.and_then(|it| line_of_term(&block[..filled], kb.slug(it.office), it.from));
        let (line, shown) = match at {
            Some(idx) => (place.line + 1 + idx as u32, block[idx]),
            None => (place.line, header),
        };
        let end = |line: u32, text: &str| Position::new(line, self.encoding.units(text) as u32);
        let indent = shown.len() - shown.trim_start().len();
        let last = block[..filled].last().unwrap_or(&header);
        Some(Place {
            uri: page,
            around: Range::new(
                Position::new(place.line, 0),
                end(place.line + filled as u32, last),
            ),
            range: Range::new(Position::new(line, indent as u32), end(line, shown)),
        })
    }
}

impl Library {
    /// The text and the address of the file in which a record is written.
    fn page(&self, place: kb::Location<'_>) -> Option<(Cow<'static, str>, Uri)> {
        if place.layer == 0 {
            let text = cache::text(place.file)?;
            let uri = match self.pages.path(place.file) {
                Some(page) => to_proto::file_uri(&page),
                None if self.text_content => to_proto::content_uri(place.file),
                None => return None,
            };
            return Some((text.into(), uri));
        }
        // Layers in between were given by their blobs alone.
        let top = usize::from(place.layer) + 1 == self.kb.layers();
        let folder = self.records.as_ref().filter(|_| top)?;
        let file = folder.join(place.file);
        let text = folders::read_record_file(&file).ok()?;
        Some((text.into(), to_proto::file_uri(&file)))
    }
}

/// The line of a record's block that has the term; a term is one inline table on one line.
fn line_of_term(block: &[&str], office: &str, from: Option<date::Date>) -> Option<usize> {
    let office = format!("\"{office}\"");
    let from = from.map(|it| format!("\"{}\"", it.iso()));
    let fits = |it: &&str| {
        it.contains(&office) && from.as_ref().is_none_or(|from| it.contains(from.as_str()))
    };
    block
        .iter()
        .position(fits)
        .or_else(|| block.iter().position(|it| it.contains(&office)))
}
