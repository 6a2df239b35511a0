//! The core's examples as programs, for tests of what they say in a terminal.
//!
//! ```no_run
//! use snowglobe_tests::example;
//! use std::process::Command;
//! let output = Command::new(example::program("check")).arg("jepsen.log").output();
//! ```

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The program of an example of the core, by its name; all of them are built once for a program of tests.
///
/// They are built for the whole workspace, as by `cargo test --workspace`, which has them already: for the core alone it
/// would be compiled a second time.
///
/// # Panics
///
/// If they do not compile.
pub fn program(name: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let tests = std::env::current_exe().expect("this is a program");
        let target = tests.ancestors().nth(3).expect("it lies in target/PROFILE/deps");
        let build = "build --quiet --offline --workspace --examples --target-dir";
        let status = Command::new(env!("CARGO")).args(build.split(' ')).arg(target).status();
        assert!(status.expect("cargo runs").success());
        target.join("debug/examples")
    });
    folder.join(name)
}
