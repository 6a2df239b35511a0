//! The key-value cluster from beginning to end, as a sweep runs it: without checkpoints, and what that takes of real time.
//!
//! Twenty clients ask again soon after they are answered, about 470 times a virtual second; each replica has an engine of
//! its own. The first lines are a client's operation, with all that it leads to between the nodes. The last are a second of
//! a cluster in which machines crash and are cut off, under that load and under that of the cluster as it comes, 20
//! operations a second: their inverse is virtual time over real time. `TigerBeetle` says of its simulator that it goes up to
//! 700 times as fast as real time; of the load meanwhile it does not say how much there is in a second.

use crate::report::Report;
use snowglobe_core::counterexample::faults;
use snowglobe_core::scenario::{Scenario, Timed};
use snowglobe_core::sim::{Run, SECOND};
use snowglobe_core::systems::kv::{self, Kv, index};
use std::hint::black_box;
use std::time::Instant;

const RUNS: u64 = 5;
const SECONDS: u64 = 60;

pub(crate) fn measure(report: &mut Report) {
    for nodes in [5, 100] {
        let name = format!("cluster of {nodes} nodes, an operation");
        if report.wants(&name) {
            let median = median(|seed| {
                let (nanos, operations) = run(&scenario(nodes, seed));
                assert!(operations > SECONDS * 400, "{operations} operations");
                nanos / operations as f64
            });
            report.line(&name, median, None);
        }
    }
    under_faults(report, "cluster under faults, a virtual second", |seed| scenario(5, seed));
    under_faults(report, "cluster of usual load under faults, a virtual second", usual);
}

fn under_faults(report: &mut Report, name: &str, scenario: impl Fn(u64) -> Scenario) {
    if !report.wants(name) {
        return;
    }
    let servers: Vec<String> = (0..5).map(|index| format!("n{index}")).collect();
    let median = median(|seed| {
        let mut scenario = scenario(seed);
        let actions: Vec<Timed> = faults(seed, &servers, SECONDS * SECOND);
        scenario.timelines[0].actions = actions;
        run(&scenario).0 / SECONDS as f64
    });
    report.line(name, median, None);
}

/// As the cluster comes.
fn usual(seed: u64) -> Scenario {
    let mut scenario = Scenario::new("kv", seed);
    scenario.settings = Vec::from([(index::DURATION as u8, SECONDS * SECOND)]);
    scenario
}

fn scenario(nodes: u64, seed: u64) -> Scenario {
    let settings = [
        (index::NODES, nodes),
        (index::CLIENTS, 20),
        (index::KEYS, 1_000),
        (index::RATE, 1_000),
        (index::DURATION, SECONDS * SECOND),
    ];
    let mut scenario = Scenario::new("kv", seed);
    scenario.settings = settings.iter().map(|(at, value)| (*at as u8, *value)).collect();
    scenario
}

/// Nanoseconds that a whole run takes, and the operations of its clients.
fn run(scenario: &Scenario) -> (f64, u64) {
    let start = Instant::now();
    let mut run = Run::<Kv>::new(scenario.clone()).expect("the settings fit");
    run.seek_time(run.horizon());
    let taken = start.elapsed().as_nanos() as f64;
    let clients = kv::clients(black_box(run.world()));
    (taken, clients.reads + clients.writes)
}

/// After one run to warm up.
fn median(mut one: impl FnMut(u64) -> f64) -> f64 {
    one(0);
    let mut all: Vec<f64> = (1..=RUNS).map(one).collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}
