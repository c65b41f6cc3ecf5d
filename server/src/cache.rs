//! The shipped records as read-only files, so that go-to-definition lands on a page in every editor.

use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};

/// The pages of one knowledge base. Nothing is written before a page is asked for.
pub struct Pages {
    /// The user's cache directory; `None`: there is none.
    cache: Option<PathBuf>,
    /// Of the knowledge base: other pages, other folder.
    hash: u64,
}

impl Pages {
    pub fn new(hash: u64) -> Pages {
        let cache = choose_base_strategy().ok().map(|it| it.cache_dir());
        Pages { cache, hash }
    }

    #[cfg(test)]
    fn within(cache: &Path) -> Pages {
        Pages {
            cache: Some(cache.to_owned()),
            hash: 1,
        }
    }

    /// The path of the page, which is written if it is not there. `file` is the name of a file of records
    /// ("people/prk.toml"); `None` for any other, or if the cache cannot be written.
    pub fn path(&self, file: &str) -> Option<PathBuf> {
        let text = text(file)?;
        self.write(file, text).ok()
    }

    /// Whether a file is one of the pages.
    pub fn has(&self, file: &Path) -> bool {
        let ours = |it: &PathBuf| file.starts_with(it.join("attache").join("kb"));
        self.cache.as_ref().is_some_and(ours)
    }

    fn write(&self, file: &str, text: &str) -> io::Result<PathBuf> {
        let cache = self.cache.as_ref().ok_or(io::ErrorKind::NotFound)?;
        DirBuilder::new().recursive(true).create(cache)?;
        let mut folder = cache.clone();
        let (parents, name) = file.rsplit_once('/').unwrap_or(("", file));
        let hash = format!("{:016x}", self.hash);
        let below = ["attache", "kb", &hash]
            .into_iter()
            .chain(parents.split('/'));
        for part in below.filter(|it| !it.is_empty()) {
            folder.push(part);
            own_folder(&folder)?;
        }
        let page = folder.join(name);
        if !holds(&page, text) {
            // Complete or not at all, also for another server that does the same at this moment; a rename replaces a
            // symlink and does not follow it.
            let mut file = tempfile::NamedTempFile::new_in(&folder)?;
            file.write_all(text.as_bytes())?;
            file.as_file().set_permissions(read_only(file.path())?)?;
            file.persist(&page)?;
        }
        Ok(page)
    }
}

/// The text of a file of records.
pub fn text(file: &str) -> Option<&'static str> {
    let idx = world::FILES
        .binary_search_by(|(path, _)| (*path).cmp(file))
        .ok()?;
    world::FILES.get(idx).map(|(_, text)| *text)
}

/// Makes the folder if it is not there; a symlink in its place is refused.
fn own_folder(folder: &Path) -> io::Result<()> {
    match DirBuilder::new().create(folder) {
        Ok(()) => Ok(()),
        Err(_) if fs::symlink_metadata(folder)?.is_dir() => Ok(()),
        Err(error) => Err(error),
    }
}

fn holds(page: &Path, text: &str) -> bool {
    let plain =
        fs::symlink_metadata(page).is_ok_and(|it| it.is_file() && it.len() == text.len() as u64);
    plain && fs::read(page).is_ok_and(|it| it == text.as_bytes())
}

fn read_only(file: &Path) -> io::Result<Permissions> {
    let mut permissions = fs::metadata(file)?.permissions();
    permissions.set_readonly(true);
    Ok(permissions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_read_only_copy_of_the_records() {
        let cache = tempfile::tempdir().unwrap();
        let pages = Pages::within(cache.path());
        let (file, text) = world::FILES[0];
        let page = pages.path(file).unwrap();
        assert_eq!(fs::read_to_string(&page).unwrap(), text);
        assert!(fs::metadata(&page).unwrap().permissions().readonly());
        assert_eq!(pages.path(file), Some(page));
    }

    #[test]
    fn a_page_that_was_changed_is_written_anew() {
        let cache = tempfile::tempdir().unwrap();
        let pages = Pages::within(cache.path());
        let (file, text) = world::FILES[0];
        let page = pages.path(file).unwrap();
        fs::remove_file(&page).unwrap();
        fs::write(&page, "other").unwrap();
        assert_eq!(fs::read_to_string(pages.path(file).unwrap()).unwrap(), text);
    }

    #[test]
    fn only_files_of_records_have_pages() {
        let cache = tempfile::tempdir().unwrap();
        for file in ["../../etc/passwd", "people", "", "people/none.toml"] {
            assert_eq!(Pages::within(cache.path()).path(file), None);
        }
    }

    #[test]
    fn without_a_writable_cache_there_is_no_page() {
        let cache = tempfile::tempdir().unwrap();
        let blocked = cache.path().join("file");
        fs::write(&blocked, "").unwrap();
        assert_eq!(Pages::within(&blocked).path(world::FILES[0].0), None);
    }

    #[cfg(unix)]
    #[test]
    fn symlinks_are_not_followed() {
        let cache = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), cache.path().join("attache")).unwrap();
        assert_eq!(Pages::within(cache.path()).path(world::FILES[0].0), None);
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
    }
}
