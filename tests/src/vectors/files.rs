//! Reading files of vectors and running what is in them.

use std::any::Any;
use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use serde_json::Value;

use super::{Report, UNREADABLE, Vector, check_of};

/// Larger files are refused: the whole of one is held in memory.
const MAX_BYTES: u64 = 256 << 20;

/// Runs every `*.json` in a folder, in the order of the names. What cannot be read is reported.
pub fn read_folder(folder: &Path, report: &mut Report) {
    let mut paths = Vec::new();
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                match entry {
                    Ok(entry) => paths.push(entry.path()),
                    Err(error) => unreadable(report, folder, error),
                }
            }
        }
        Err(error) => unreadable(report, folder, error),
    }
    paths.retain(|path| path.extension().is_some_and(|e| e == "json"));
    paths.sort();
    for path in paths {
        // Asked first, so that a pipe or device of that name is not waited for.
        match fs::metadata(&path) {
            Ok(about) if !about.is_file() => unreadable(report, &path, "not a file"),
            Ok(about) if about.len() > MAX_BYTES => {
                unreadable(report, &path, format_args!("larger than {MAX_BYTES} bytes; split it"))
            }
            Ok(_) => match fs::read_to_string(&path) {
                Ok(text) => read_text(&path.display().to_string(), &text, report),
                Err(error) => unreadable(report, &path, error),
            },
            Err(error) => unreadable(report, &path, error),
        }
    }
}

/// Runs the vectors in the text of a file; `file` is its name in messages.
pub fn read_text(file: &str, text: &str, report: &mut Report) {
    let content: Value = match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(content) => content,
        Err(error) => {
            let reason = format_args!("not JSON: {error}");
            return report.fail(UNREADABLE, file, "file", reason);
        }
    };
    let Some(entries) = content.get("vectors").and_then(Value::as_array) else {
        let reason = "the file should be an object with a list \"vectors\"";
        return report.fail(UNREADABLE, file, "file", reason);
    };
    for (index, entry) in entries.iter().enumerate() {
        match Vector::read(entry) {
            Ok(vector) => run(file, &vector, report),
            Err(error) => report.fail(UNREADABLE, file, &format!("entry {index}"), error),
        }
    }
}

fn run(file: &str, vector: &Vector, report: &mut Report) {
    let Some(check) = check_of(&vector.group) else {
        return report.not_built(&vector.group);
    };
    // The core should never panic; if it does, that is one failure among the counts, not the end.
    match catch_unwind(|| check(vector)) {
        Ok(Ok(())) => report.pass(&vector.group),
        Ok(Err(error)) => report.fail(&vector.group, file, &vector.id, error),
        Err(panic) => {
            let reason = format!("the check panicked: {}", message(&*panic));
            report.fail(&vector.group, file, &vector.id, reason);
        }
    }
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("without a message")
}

fn unreadable(report: &mut Report, path: &Path, reason: impl std::fmt::Display) {
    report.fail(UNREADABLE, &path.display().to_string(), "file", reason);
}
