//! Prints one line for each group of vectors, and fails if any vector does.
//!
//! Reads `tests/vectors/vectors.json`, then every `*.json` in the folder that the environment
//! variable `SNOWGLOBE_VECTORS` names. Without libtest's harness, which would hide the lines of a
//! test that passes.

use std::env;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use snowglobe_tests::vectors::{Report, read_folder, read_text};

fn main() -> ExitCode {
    let mut report = Report::default();
    let own = include_str!("../vectors/vectors.json");
    read_text("tests/vectors/vectors.json", own, &mut report);
    if let Some(folder) = env::var_os("SNOWGLOBE_VECTORS").filter(|name| !name.is_empty()) {
        read_folder(Path::new(&folder), &mut report);
    }
    // A reader that went away (`| head`) is no reason to panic, but nobody saw the outcome.
    let shown = write!(io::stdout().lock(), "{report}").is_ok();
    if shown && report.total().failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
