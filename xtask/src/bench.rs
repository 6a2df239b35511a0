//! `cargo xtask bench`: measures natively, against the peers, and in the browser. A line of JSON for each measurement
//! goes to stdout, everything else to stderr.

use crate::command::{Task, cargo};
use crate::{browser, build, place, setup};

/// Runs the measurements whose name contains a word of `filter`; all of them where it is empty.
pub(crate) fn run(filter: &[String]) -> Result<(), String> {
    setup::for_building()?;
    let native = "run --quiet --locked --profile bench -p snowglobe-tests --features bench --bin bench --";
    let native: Vec<&str> = native.split(' ').collect();
    cargo(&native).args(filter).run()?;

    let script = place::root().join("tests/e2e/bench.mjs");
    if !script.exists() {
        return Ok(());
    }
    let found = browser::set_up()?;
    build::site(true)?;
    Task::new("node").args(&[script]).args(filter).end_to_end(&found)?.run()
}
