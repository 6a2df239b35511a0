//! Reads vector files, runs what is in them and counts.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::{Vector, run};

/// Larger files are refused: a vector file is written by hand or by a small script.
const MAX_BYTES: u64 = 256 << 20;

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    passed: u64,
    failed: u64,
    not_built: u64,
}

/// What came of all vectors so far.
#[derive(Debug, Default)]
pub struct Report {
    groups: BTreeMap<String, Count>,
    problems: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    vectors: Vec<Value>,
}

impl Report {
    /// Runs every `*.json` file of a folder, in order of name.
    pub fn add_folder(&mut self, folder: &Path) {
        let files = std::fs::read_dir(folder).and_then(|entries| {
            let paths = entries.map(|entry| Ok(entry?.path()));
            let mut paths = paths.collect::<std::io::Result<Vec<PathBuf>>>()?;
            paths.retain(|path| path.extension().is_some_and(|e| e == "json"));
            paths.sort();
            Ok(paths)
        });
        match files {
            Ok(files) => files.iter().for_each(|file| self.add_file(file)),
            Err(error) => self.problem(folder.display(), &error),
        }
    }

    /// Runs the vectors of a file. What cannot be read is reported as a problem.
    pub fn add_file(&mut self, path: &Path) {
        match read(path) {
            Ok(file) => {
                for (i, value) in file.vectors.into_iter().enumerate() {
                    match serde_json::from_value(value) {
                        Ok(vector) => self.add(&vector),
                        Err(error) => {
                            self.problem(format_args!("{}: vector {i}", path.display()), &error);
                        }
                    }
                }
            }
            Err(error) => self.problem(path.display(), &error),
        }
    }

    /// Runs one vector.
    pub fn add(&mut self, vector: &Vector) {
        let count = self.groups.entry(vector.group.clone()).or_default();
        match run(vector) {
            None => count.not_built += 1,
            Some(Ok(())) => count.passed += 1,
            Some(Err(why)) => {
                count.failed += 1;
                self.problem(&vector.id, &why);
            }
        }
    }

    /// Whether every vector that could be checked passed and every file could be read.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.problems.is_empty()
    }

    fn problem(&mut self, place: impl fmt::Display, what: &dyn fmt::Display) {
        self.problems.push(format!("{place}: {what}"));
    }
}

fn read(path: &Path) -> Result<File, String> {
    let bytes = std::fs::metadata(path).map_err(|e| e.to_string())?.len();
    if bytes > MAX_BYTES {
        return Err(format!("{bytes} bytes are too many; at most {MAX_BYTES}"));
    }
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    serde_json::from_str(&text).map_err(|e| e.to_string())
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(f, "vectors: {problem}")?;
        }
        let mut total = Count::default();
        for (group, count) in &self.groups {
            line(f, group, *count)?;
            total.passed += count.passed;
            total.failed += count.failed;
            total.not_built += count.not_built;
        }
        line(f, "TOTAL", total)
    }
}

fn line(f: &mut fmt::Formatter<'_>, name: &str, count: Count) -> fmt::Result {
    let Count {
        passed,
        failed,
        not_built,
    } = count;
    writeln!(
        f,
        "vectors {name}: {passed} passed, {failed} failed, {not_built} not built"
    )
}
