//! `cargo xtask test`: everything that must hold, step by step. The first step that fails ends it.
//!
//! The last line is `N passed, 0 failed`, alone, for programs to read.

use crate::browser::{self, Browser};
use crate::command::{Task, cargo};
use crate::{build, nginx, place, program, setup, size};
use std::ffi::OsString;
use std::time::{Duration, Instant};

/// A step: its name, what it is for, and how it is done.
type Step = (&'static str, &'static str, fn(&Browser) -> Result<(), String>);

const STEPS: &[Step] = &[
    ("fmt", "the code is formatted", |_| words("fmt --all --check")),
    ("clippy", "no lint speaks up, natively, in code, tests, measurements, and in the core alone", |_| {
        words("clippy --locked --workspace --all-targets --all-features -- -D warnings")?;
        words("clippy --locked -p snowglobe-core --features std --examples -- -D warnings")
    }),
    ("clippy-wasm", "nor in what only the browser compiles, all of it and each program", |_| {
        let web = "clippy --locked -p snowglobe-web --target wasm32-unknown-unknown";
        words(&format!("{web} --all-targets -- -D warnings"))?;
        build::program_names()?.into_iter().try_for_each(|name| {
            let features = program::features(&name);
            words(&format!("{web} --no-default-features --features {features} -- -D warnings"))
        })
    }),
    ("no-std", "the core builds where there is no standard library", |_| {
        words(
            "build --locked -p snowglobe-core --no-default-features --features cache,gateway,storage,kv --target wasm32v1-none",
        )
    }),
    ("native", "unit, property, vector, snapshot and tidy tests, natively", |_| {
        cargo(&["test", "--locked", "--workspace"]).env("INSTA_UPDATE", "no").run()
    }),
    ("wasm-node", "the page's tests as wasm, in Node", |browser| wasm(browser, &["--node"])),
    ("wasm-browser", "the page's tests as wasm, in Chromium", |browser| {
        wasm(browser, &["--headless", "--chrome", "--chromedriver", &browser.driver.to_string_lossy()])
    }),
    ("site", "the site builds as it is published", |_| build::site(true)),
    ("size", "a first visit loads no more than its budget", |_| size::command(false)),
    ("e2e", "the built site works, in Chromium", |browser| run_end_to_end(browser, &[])),
];

/// Runs all steps, or those named.
pub(crate) fn all(only: &[String]) -> Result<(), String> {
    if let Some(unknown) = only.iter().find(|name| !STEPS.iter().any(|(step, _, _)| step == name)) {
        let names: Vec<&str> = STEPS.iter().map(|(name, _, _)| *name).collect();
        return Err(format!("there is no step \"{unknown}\"; there are {}", names.join(", ")));
    }
    let begun = Instant::now();
    eprintln!(
        "Sets up what is missing, then tests everything. The first time takes about 50 minutes, later ones about 25."
    );
    setup::for_testing()?;
    nginx::set_up()?;
    let browser = browser::set_up()?;
    let steps: Vec<&Step> =
        STEPS.iter().filter(|(name, _, _)| only.is_empty() || only.iter().any(|only| only == name)).collect();
    let mut times = vec![("set-up", begun.elapsed())];
    for (at, (name, purpose, run)) in steps.iter().enumerate() {
        eprintln!("\n── {} of {}, {name}: {purpose}", at + 1, steps.len());
        let since = Instant::now();
        if let Err(failure) = run(&browser) {
            print(&times);
            println!("{at} passed, 1 failed");
            return Err(format!(
                "step \"{name}\" failed after {}: {failure}\nalone: cargo xtask test {name}",
                seconds(since.elapsed())
            ));
        }
        eprintln!("── {name} passed in {}", seconds(since.elapsed()));
        times.push((name, since.elapsed()));
    }
    times.push(("all", begun.elapsed()));
    print(&times);
    println!("{} passed, 0 failed", steps.len());
    Ok(())
}

/// Runs the end-to-end tests whose name contains one of the words, on the site as it was last built.
pub(crate) fn end_to_end(filter: &[String]) -> Result<(), String> {
    run_end_to_end(&browser::set_up()?, filter)
}

/// Formats, and applies what clippy can.
pub(crate) fn fix() -> Result<(), String> {
    words("fmt --all")?;
    words("clippy --fix --allow-dirty --allow-staged --workspace --all-targets")?;
    words("fmt --all")
}

impl Task {
    /// With the variables by which the end-to-end scripts find what they need.
    pub(crate) fn end_to_end(self, browser: &Browser) -> Result<Self, String> {
        let me = std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
        // Cargo may have replaced the running program by a newer one, which Linux marks at the end of the path.
        let me = me.to_string_lossy().trim_end_matches(" (deleted)").to_owned();
        Ok(self
            .env("SNOWGLOBE_XTASK", me)
            .env("SNOWGLOBE_PACKAGES", &browser.packages)
            .env("CHROMIUM", &browser.chromium))
    }
}

fn run_end_to_end(browser: &Browser, filter: &[String]) -> Result<(), String> {
    if !place::dist().join("snowglobe.html").exists() {
        return Err("there is no built site: cargo xtask build".into());
    }
    Task::new("node").args(&["tests/e2e/run.mjs"]).args(filter).end_to_end(browser)?.run()
}

fn wasm(browser: &Browser, how: &[&str]) -> Result<(), String> {
    let args: Vec<OsString> =
        ["test", "--mode", "no-install"].iter().chain(how).chain(&["web"]).map(OsString::from).collect();
    // A loaded machine may take longer than the runner's own 20 seconds.
    Task::new("wasm-pack")
        .args(&args)
        .env("CHROME_BIN", &browser.chromium)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .run()
}

fn words(line: &str) -> Result<(), String> {
    let args: Vec<&str> = line.split(' ').collect();
    cargo(&args).run()
}

fn print(times: &[(&str, Duration)]) {
    eprintln!();
    for (name, time) in times {
        eprintln!("{name:<14} {:>8}", seconds(*time));
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
