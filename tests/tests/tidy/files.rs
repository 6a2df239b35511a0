//! The project's files: all below its root but what tools make (`target`, `dist`, `node_modules`, `pkg`, `.git`).

use std::fs;
use std::path::Path;

const MADE: &[&str] = &[".git", "target", "dist", "node_modules", "pkg"];

/// A file: its path from the root, with `/`, and its text (empty where it is not UTF-8).
pub(crate) struct File {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// The last part of the path.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The name up to its first dot.
    pub(crate) fn stem(&self) -> &str {
        self.name().split('.').next().unwrap_or_default()
    }

    /// Whether it holds Rust.
    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether it holds tests and nothing else.
    pub(crate) fn is_test(&self) -> bool {
        let stem = self.stem();
        stem == "tests" || stem.ends_with("_tests") || self.path.contains("/tests/")
    }

    /// The lines with their numbers, without what follows `//`.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(at, line)| (at + 1, line.split("//").next().unwrap_or(line)))
    }
}

/// All files of the project, sorted by path.
pub(crate) fn all() -> Vec<File> {
    let mut files = Vec::new();
    walk(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")), "", &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn walk(dir: &Path, inner: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(dir).expect("a folder that can be listed") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if inner.is_empty() { name.clone() } else { format!("{inner}/{name}") };
        match entry.file_type().expect("a type") {
            _ if MADE.contains(&name.as_str()) => {}
            kind if kind.is_dir() => walk(&entry.path(), &path, files),
            _ => files.push(File { path, text: fs::read_to_string(entry.path()).unwrap_or_default() }),
        }
    }
}
