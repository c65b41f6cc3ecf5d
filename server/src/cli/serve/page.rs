/// A file of the page, which the program carries inside it.
pub struct File {
    /// Its media type.
    pub kind: &'static str,
    pub content: &'static [u8],
}

macro_rules! file {
    ($kind:literal, $path:literal) => {
        File {
            kind: $kind,
            content: include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), $path)),
        }
    };
}

/// The file at a path of the address: one of these, so that no path leads anywhere else.
pub fn file(path: &str) -> Option<File> {
    Some(match path {
        "/" => file!("text/html; charset=utf-8", "/editors/web/page/index.html"),
        "/page.css" => file!("text/css; charset=utf-8", "/editors/web/page/page.css"),
        "/page.js" => file!(
            "text/javascript; charset=utf-8",
            "/editors/web/page/page.js"
        ),
        "/licences.txt" => file!(
            "text/plain; charset=utf-8",
            "/editors/web/page/licences.txt"
        ),
        "/icon.svg" => file!("image/svg+xml", "/editors/vscode/media/icon.svg"),
        "/example.md" => file!(
            "text/markdown; charset=utf-8",
            "/tests/corpus/articles/parade.md"
        ),
        _ => return None,
    })
}
