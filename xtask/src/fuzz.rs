//! `cargo xtask fuzz`: files of storage engines, made up by libFuzzer, in search of one that makes an engine panic, hang
//! or take all memory. The long run beside the test `fuzz_corpus`; see `fuzz/README.md`.
//!
//! It needs rustup, nightly Rust (for the sanitizer), `cargo-fuzz`, which it installs, and a C++ compiler.

use crate::command::Task;
use crate::options::Options;
use crate::{place, setup};

const TARGETS: [&str; 7] = ["log", "manifest", "current", "table", "pages", "redo", "names"];
const SECONDS: u32 = 60;

/// Runs all targets, or those named, one after the other.
pub(crate) fn run(options: &Options) -> Result<(), String> {
    let seconds = match options.value("--seconds").map(str::parse) {
        None => SECONDS,
        Some(Ok(seconds)) if seconds > 0 => seconds,
        Some(_) => return Err("--seconds wants a whole number, at least 1".into()),
    };
    if let Some(unknown) = options.words.iter().find(|word| !TARGETS.contains(&word.as_str())) {
        return Err(format!("there is no target \"{unknown}\"; there are {}", TARGETS.join(", ")));
    }
    if place::program("c++").is_none() {
        return Err("fuzzing needs a C++ compiler, called c++\non Debian: sudo apt-get install g++".into());
    }
    setup::for_fuzzing()?;
    let wanted = |target: &str| options.words.is_empty() || options.words.iter().any(|word| word == target);
    for target in TARGETS.into_iter().filter(|target| wanted(target)) {
        eprintln!("\n── {target}, {seconds} s");
        // What is new goes to the first folder; the committed inputs are read only.
        let found = place::root().join("target/fuzz").join(target);
        std::fs::create_dir_all(&found)
            .map_err(|error| format!("cannot make {}: {error}", found.display()))?;
        let (found, corpus) = (found.to_string_lossy().into_owned(), format!("fuzz/corpus/{target}"));
        Task::new("rustup")
            .args(&["run", "nightly", "cargo", "fuzz", "run", target, &found, &corpus, "--"])
            .args(&[format!("-max_total_time={seconds}"), "-timeout=10".into(), "-rss_limit_mb=2048".into()])
            .run()
            .map_err(|error| format!("{error}\nthe input is in fuzz/artifacts/{target}"))?;
    }
    Ok(())
}
