//! The inner crates do no input and output, start no thread, and read no clock; what the edge needs is not among what they
//! depend on.

use std::fs;
use std::path::{Path, PathBuf};

const CRATES: [&str; 6] = ["date", "kb", "kb-compile", "prose", "ide", "wikidata"];

const OF_THE_EDGE: [&str; 9] = [
    "ignore",
    "lsp-types",
    "rayon",
    "ropey",
    "serde_json",
    "tempfile",
    "tokio",
    "tower-lsp",
    "ureq",
];

const OUTSIDE: [&str; 12] = [
    "std::env",
    "std::fs",
    "stdin()",
    "stdout()",
    "stderr()",
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
    "Instant::",
    "SystemTime",
    "Zoned::now",
];

fn inner(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("server/crates")
        .join(name)
}

#[test]
fn inner_crates_depend_on_nothing_of_the_edge() {
    for name in CRATES {
        let manifest = fs::read_to_string(inner(name).join("Cargo.toml")).unwrap();
        let manifest: toml::Table = manifest.parse().unwrap();
        let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
        for dependency in dependencies.into_iter().flat_map(toml::Table::keys) {
            // Wikidata is JSON; what is read of it is the crate's whole work.
            let allowed = name == "wikidata" && dependency == "serde_json";
            assert!(
                allowed || !OF_THE_EDGE.contains(&dependency.as_str()),
                "{name} has {dependency}"
            );
        }
    }
}

#[test]
fn inner_crates_touch_nothing_outside() {
    let mut files = 0;
    for name in CRATES {
        let mut folders = vec![inner(name).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                files += 1;
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap();
                for (number, line) in (1..).zip(code.lines()) {
                    let code = line.split("//").next().unwrap();
                    for outside in OUTSIDE {
                        assert!(
                            !code.contains(outside),
                            "{}:{number}: {outside}",
                            path.display()
                        );
                    }
                }
            }
        }
    }
    assert!(files > 50, "only {files} files were read");
}

/// `attache kb update`, a command of its own, and nothing that an editor can reach.
#[test]
fn one_file_opens_connections() {
    let edge = Path::new(env!("CARGO_MANIFEST_DIR")).join("server/src");
    let mut folders = vec![edge.clone()];
    let mut openers = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let code: String = text
                .lines()
                .filter_map(|it| it.split("//").next())
                .collect();
            let words = [
                "ureq",
                "TcpStream",
                "UdpSocket",
                "client::conn",
                "client::legacy",
            ];
            if words.iter().any(|it| code.contains(it)) {
                openers.push(path.strip_prefix(&edge).unwrap().to_owned());
            }
        }
    }
    assert_eq!(openers, [Path::new("cli/kb/update/client.rs")]);
}
