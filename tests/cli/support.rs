//! Runs the binary.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, thread};

use serde_json::Value;

/// True on `DATE`, when he held the office: a finding that every test of reporting may count on.
pub const WRONG: &str = "Former U.S. President Donald Trump met reporters on Monday.";
pub const RIGHT: &str = "U.S. President Donald Trump met reporters on Monday.";
pub const DATE: &str = "2025-08-18";

/// One run of the program.
pub struct Run {
    command: Command,
    input: Vec<u8>,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// `attache` with these arguments.
pub fn attache<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command.args(arguments);
    Run {
        command,
        input: Vec::new(),
    }
}

/// The same where no file can take another byte, as on a disk that is full.
#[cfg(unix)]
pub fn attache_on_a_full_disk<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    let mut command = Command::new("sh");
    let limited = "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\"";
    command.args(["-c", limited, env!("CARGO_BIN_EXE_attache")]);
    command.args(arguments);
    Run {
        command,
        input: Vec::new(),
    }
}

impl Run {
    pub fn input(mut self, input: impl Into<Vec<u8>>) -> Run {
        self.input = input.into();
        self
    }

    pub fn arguments<S: AsRef<OsStr>>(mut self, more: impl IntoIterator<Item = S>) -> Run {
        self.command.args(more);
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Run {
        self.command.env(name, value);
        self
    }

    pub fn within(mut self, folder: &Path) -> Run {
        self.command.current_dir(folder);
        self
    }

    pub fn go(mut self) -> Outcome {
        let mut child = self
            .command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // Who does not read its input must not stop the test.
        let feed = thread::spawn(move || stdin.write_all(&self.input).is_ok());
        let output = child.wait_with_output().unwrap();
        feed.join().unwrap();
        let outcome = Outcome {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!outcome.err.contains("panicked"), "{}", outcome.err);
        outcome
    }
}

impl Outcome {
    /// The output as one JSON value a line.
    pub fn lines(&self) -> Vec<Value> {
        let parse = |it: &str| serde_json::from_str(it).unwrap();
        self.out.lines().map(parse).collect()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

/// A folder with these files, which goes with the value.
pub fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        write(&folder, name, text);
    }
    folder
}

pub fn write(folder: &tempfile::TempDir, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    path
}
