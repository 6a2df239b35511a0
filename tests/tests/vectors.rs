//! Runs the project's vectors and those of the folder that `SNOWGLOBE_VECTORS` names.
//!
//! It has no test harness, so that the counts are seen without asking for them.

use std::path::Path;
use std::process::ExitCode;

use snowglobe_tests::vectors::Report;

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    let mut report = Report::default();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/vectors.json");
    report.add_file(&own);
    if let Some(folder) = std::env::var_os("SNOWGLOBE_VECTORS") {
        report.add_folder(Path::new(&folder));
    }
    print!("{report}");
    if report.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
