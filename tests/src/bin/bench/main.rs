//! Measures the core against the best crates that do the same.
//!
//! `bench [FILTER]…` runs what has a word of the filter in its name, all of it without one. Each
//! measurement is a line of JSON on stdout:
//!
//! ```text
//! {"name":"ring lookup 2000 points","ours_ns":6.1,"peer":"hashring 0.3.6","peer_ns":31.0,"ratio":0.197}
//! ```
//!
//! `ratio` is our time over the peer's on the same work in the same run; below 1 is ahead. Without
//! a peer, `peer`, `peer_ns` and `ratio` are null. What is measured in bytes says `ours_bytes` and
//! `peer_bytes` instead. A table of the same goes to stderr at the end.

mod access_log;
mod bloom;
mod causality;
mod cluster;
mod judge;
mod kernel;
mod limiter;
mod measure;
mod merkle;
mod placement;
mod relay;
mod report;
mod run;
mod seek;
mod storage;

use report::Report;

/// What there is to measure, one file each.
const FAMILIES: [fn(&mut Report); 12] = [
    placement::measure,
    limiter::measure,
    bloom::measure,
    kernel::measure,
    seek::measure,
    run::measure,
    access_log::measure,
    storage::measure,
    merkle::measure,
    causality::measure,
    cluster::measure,
    judge::measure,
];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if storage::child(&args) {
        return;
    }
    let mut report = Report::new(args);
    for family in FAMILIES {
        family(&mut report);
    }
    report.finish();
}
