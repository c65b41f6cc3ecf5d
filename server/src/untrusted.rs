//! Files that a workspace brings along, and that may have been put there by strangers.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The text of a file of at most so many bytes. An error, which says in a few words why, for what is longer and for anything
/// but a plain file: a symbolic link may lead out of the workspace, a device or a pipe may never end.
pub fn read(path: &Path, max: u64) -> io::Result<String> {
    let kind = fs::symlink_metadata(path)?.file_type();
    if kind.is_symlink() {
        return Err(io::Error::other(
            "is a symbolic link, which is not followed",
        ));
    }
    if !kind.is_file() {
        return Err(io::Error::other("is no file"));
    }
    let mut text = String::new();
    if File::open(path)?.take(max + 1).read_to_string(&mut text)? as u64 > max {
        let problem = format!("is larger than {} MB", max >> 20);
        return Err(io::Error::other(problem));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_or_no_plain_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "words").unwrap();
        assert_eq!(read(&file, 5).unwrap(), "words");
        assert!(read(&file, 4).is_err());
        assert!(read(folder.path(), 4).is_err());
        assert!(read(&folder.path().join("none"), 4).is_err());
        fs::write(&file, b"\xff").unwrap();
        assert!(read(&file, 5).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        for target in ["/dev/zero", "/etc/hostname"] {
            std::os::unix::fs::symlink(target, &link).unwrap();
            let refused = read(&link, 1 << 20).unwrap_err();
            assert!(refused.to_string().contains("symbolic link"), "{refused}");
            fs::remove_file(&link).unwrap();
        }
    }
}
