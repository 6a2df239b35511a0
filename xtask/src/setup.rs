//! Sets up what building and testing need, once: Rust targets by rustup, cargo's downloads, and tools built by
//! `cargo install` into the per-user cache. What is there already costs a few milliseconds to find out.
//!
//! Trunk wants the `wasm-bindgen` program whose version equals the library's exactly, so that version is read from
//! `Cargo.lock`.

use crate::command::{Task, cargo};
use crate::place;

/// A program that `cargo install` builds.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: String,
    extra: &'static [&'static str],
    minutes: u32,
}

/// What `serve` and `build` need.
pub(crate) fn for_building() -> Result<(), String> {
    targets(&["wasm32-unknown-unknown"])?;
    crates()?;
    tools(vec![trunk(), wasm_bindgen()?])
}

/// What `test` needs besides a browser.
pub(crate) fn for_testing() -> Result<(), String> {
    components()?;
    targets(&["wasm32-unknown-unknown", "wasm32v1-none"])?;
    crates()?;
    tools(vec![trunk(), wasm_bindgen()?, wasm_pack()])
}

/// What `fuzz` needs, but for a compiler for C++.
pub(crate) fn for_fuzzing() -> Result<(), String> {
    if Task::new("rustup").args(&["run", "nightly", "rustc", "--version"]).text().is_err() {
        eprintln!("set-up: nightly Rust");
        let install = ["toolchain", "install", "nightly", "--profile", "minimal"];
        Task::new("rustup").args(&install).run_aside().map_err(|error| {
            format!("{error}\nfuzzing needs nightly Rust: `rustup toolchain install nightly`, online, puts it there")
        })?;
    }
    let version = String::from("0.13.2");
    let (package, program) = ("cargo-fuzz", "cargo-fuzz");
    tools(vec![Tool { package, program, version, extra: &[], minutes: 1 }])
}

fn trunk() -> Tool {
    // Later versions need a newer Rust. It is run offline: neither TLS nor its update check is needed.
    Tool {
        package: "trunk",
        program: "trunk",
        version: "0.21.14".into(),
        extra: &["--no-default-features"],
        minutes: 3,
    }
}

fn wasm_bindgen() -> Result<Tool, String> {
    let lock = place::read(&place::root().join("Cargo.lock"))?;
    let version = locked(&lock, "wasm-bindgen").ok_or("Cargo.lock names no wasm-bindgen: restore it")?;
    Ok(Tool { package: "wasm-bindgen-cli", program: "wasm-bindgen", version, extra: &[], minutes: 1 })
}

fn wasm_pack() -> Tool {
    Tool { package: "wasm-pack", program: "wasm-pack", version: "0.15.1".into(), extra: &[], minutes: 2 }
}

/// The version of a package in the text of a `Cargo.lock`.
fn locked(lock: &str, package: &str) -> Option<String> {
    let entry =
        lock.split("[[package]]").find(|entry| entry.contains(&format!("\nname = \"{package}\"\n")))?;
    let version = entry.lines().find_map(|line| line.strip_prefix("version = \""))?;
    version.strip_suffix('"').map(str::to_owned)
}

fn targets(names: &[&str]) -> Result<(), String> {
    for name in names {
        let place = Task::new("rustc").args(&["--print", "target-libdir", "--target", name]).text()?;
        if !std::path::Path::new(place.trim()).is_dir() {
            eprintln!("set-up: Rust's library for {name}");
            Task::new("rustup").args(&["target", "add", name]).run_aside().map_err(|error| {
                format!("{error}\nRust's library for {name} is missing: `rustup target add {name}`, online, puts it there")
            })?;
        }
    }
    Ok(())
}

fn components() -> Result<(), String> {
    for (name, args) in [("rustfmt", ["fmt", "--version"]), ("clippy", ["clippy", "--version"])] {
        if cargo(&args).text().is_err() {
            eprintln!("set-up: {name}");
            Task::new("rustup").args(&["component", "add", name]).run_aside()?;
        }
    }
    Ok(())
}

/// Everything `Cargo.lock` names is downloaded, so that all later steps work offline.
fn crates() -> Result<(), String> {
    if cargo(&["fetch", "--locked", "--offline", "--quiet"]).text().is_ok() {
        return Ok(());
    }
    eprintln!("set-up: downloading the libraries named in Cargo.lock");
    cargo(&["fetch", "--locked"]).run_aside()
}

fn tools(wanted: Vec<Tool>) -> Result<(), String> {
    let missing: Vec<Tool> = wanted.into_iter().filter(|tool| !is_there(tool)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let cache = place::cache()?;
    let minutes: u32 = missing.iter().map(|tool| tool.minutes).sum();
    let names: Vec<String> =
        missing.iter().map(|tool| format!("{} {}", tool.package, tool.version)).collect();
    eprintln!("set-up: building {}, once for this user: about {minutes} min", names.join(", "));
    eprintln!("        into {}", cache.join("tools").display());
    let scratch = cache.join("tools-build");
    for tool in &missing {
        install(tool, &cache.join("tools"), &scratch)?;
    }
    // Only what was built is worth its space. Left behind on failure, so that the next try goes on from there.
    std::fs::remove_dir_all(&scratch).map_err(|error| format!("cannot remove {}: {error}", scratch.display()))
}

fn is_there(tool: &Tool) -> bool {
    let said = Task::new(tool.program).args(&["--version"]).text().unwrap_or_default();
    said.split_whitespace().any(|word| word == tool.version)
}

fn install(tool: &Tool, into: &std::path::Path, scratch: &std::path::Path) -> Result<(), String> {
    let package = format!("{}@{}", tool.package, tool.version);
    cargo(&["install", "--locked", "--quiet"])
        .args(tool.extra)
        .args(&["--root"])
        .args(&[into])
        .args(&[&package])
        // They run for seconds: building them fast beats their running fast.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_TARGET_DIR", scratch)
        .without("RUSTFLAGS")
        .without("CARGO_ENCODED_RUSTFLAGS")
        .without("CARGO_BUILD_TARGET")
        .run_aside()
        .map_err(|error| format!("{error}\n{package} could not be built: the first time needs a network"))?;
    if is_there(tool) {
        Ok(())
    } else {
        Err(format!("{package} was built and yet is not the one found first on PATH"))
    }
}

#[cfg(test)]
mod tests;
