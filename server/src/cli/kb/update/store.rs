//! What was fetched, kept between runs.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use wikidata::{Entity, Id};

use super::client::{Answer, MAX_BYTES};
use crate::cli::output::write_whole;

/// An update that stopped longer ago than this is not gone on with.
const STALE_HOURS: i64 = 24;

/// A folder with an entity a file, and one file that says what they are. Every file is written whole or not at all, the entity
/// first, so that an interruption loses at most the entity that was being fetched.
pub struct Store {
    folder: PathBuf,
    state: State,
    resumed: bool,
}

/// What is known of an entity since it was fetched.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Kept {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
    /// There was no such entity.
    #[serde(default)]
    gone: bool,
    /// The run that asked last.
    run: i64,
}

#[derive(Default, Serialize, Deserialize)]
struct State {
    /// When the run began, in seconds since 1970.
    run: i64,
    /// It came to its end.
    finished: bool,
    entities: BTreeMap<Id, Kept>,
}

impl Store {
    pub fn open(folder: PathBuf) -> Result<Store> {
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make `{}`", folder.display()))?;
        // A file that cannot be read is a beginning from nothing.
        let state = fs::read(folder.join("state.json")).ok();
        let state = state.and_then(|it| serde_json::from_slice::<State>(&it).ok());
        let mut state = state.unwrap_or(State {
            finished: true,
            ..State::default()
        });
        let now = Timestamp::now().as_second();
        let resumed = !state.finished && (0..STALE_HOURS * 3600).contains(&(now - state.run));
        if !resumed {
            // Two runs within a second are two all the same.
            state.run = now.max(state.run + 1);
            state.finished = false;
        }
        Ok(Store {
            folder,
            state,
            resumed,
        })
    }

    /// Whether this run goes on with an earlier one.
    pub fn resumed(&self) -> bool {
        self.resumed
    }

    /// Whether this run has already asked for the entity.
    pub fn is_done(&self, id: Id) -> bool {
        let kept = self.state.entities.get(&id);
        kept.is_some_and(|it| it.run == self.state.run && (it.gone || self.path(id).exists()))
    }

    /// What an earlier run got, if it is still there.
    pub fn kept(&self, id: Id) -> Option<&Kept> {
        let kept = self.state.entities.get(&id)?;
        (!kept.gone && self.path(id).exists()).then_some(kept)
    }

    pub fn path(&self, id: Id) -> PathBuf {
        self.folder.join(format!("{id}.json.gz"))
    }

    pub fn keep(&mut self, id: Id, answer: Answer) -> Result<()> {
        let mut kept = match answer {
            Answer::Same => self.state.entities.remove(&id).unwrap_or_default(),
            Answer::Gone => Kept {
                gone: true,
                ..Kept::default()
            },
            Answer::Fresh {
                body,
                etag,
                last_modified,
            } => {
                let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
                packer.write_all(&body)?;
                write_whole(&self.path(id), &packer.finish()?)?;
                Kept {
                    etag,
                    last_modified,
                    ..Kept::default()
                }
            }
        };
        kept.run = self.state.run;
        self.state.entities.insert(id, kept);
        self.save()
    }

    /// The entity, or that which it was merged into; `None` where there is none.
    pub fn entity(&self, id: Id) -> Result<Option<Entity>> {
        if self.state.entities.get(&id).is_none_or(|it| it.gone) {
            return Ok(None);
        }
        let path = self.path(id);
        let mut text = Vec::new();
        File::open(&path)
            .and_then(|it| GzDecoder::new(it).take(MAX_BYTES).read_to_end(&mut text))
            .with_context(|| format!("cannot read `{}`", path.display()))?;
        let entities = wikidata::parse(&text).unwrap_or_default();
        Ok(entities.into_iter().find(|it| !it.missing))
    }

    /// The next run asks anew.
    pub fn finish(&mut self) -> Result<()> {
        self.state.finished = true;
        self.save()
    }

    fn save(&self) -> Result<()> {
        let text = serde_json::to_vec(&self.state)?;
        write_whole(&self.folder.join("state.json"), &text)
    }
}
