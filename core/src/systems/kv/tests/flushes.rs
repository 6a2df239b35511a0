//! The disk of a replica stops in the midst of what its engine does when the memtable is full, too.

use super::{ended, replica, run};
use crate::sim::Run;
use crate::systems::kv::{Ended, Kv, calls};
use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Enough writes of different keys to fill the memtable of each replica twice.
const FULL: &str = "nodes 3; clients 20; read_repair no; keys 2000; rate 400; reads 0%; latency 1ms; \
     service_time 50us; quiet 500ms; duration 1900ms; at 1500ms crash n0; at 1600ms restart n0";
const MS: u64 = 1_000_000;

/// How often the disk of n0 has changed, and what files it has.
fn disk(run: &Run<Kv>) -> (u64, Vec<String>) {
    let store = replica(run, "n0").store().expect("up");
    (store.changes(), store.engine().disk().names().map(ToString::to_string).collect())
}

/// Changes from 1 ms on: all those of moments at which files came and went, and some of those that only write the log.
fn changes() -> (Vec<u64>, BTreeSet<String>) {
    let mut run = run(FULL);
    run.seek_time(MS);
    let (first, mut names) = disk(&run);
    let (mut chosen, mut files) = (BTreeSet::new(), BTreeSet::new());
    let mut so_far = first;
    for at in 2..1_500 {
        run.seek_time(at * MS);
        let (changes, now) = disk(&run);
        if now != names {
            chosen.extend(so_far - first..=changes - first);
        }
        chosen.extend((so_far - first..changes - first).filter(|change| change % 100 == 0));
        files.extend(now.iter().map(|name| name.split('-').next().unwrap_or(name).to_string()));
        (so_far, names) = (changes, now);
    }
    (chosen.into_iter().collect(), files)
}

/// What was acknowledged is on W replicas, whatever n0 was at when its disk stopped.
#[test]
fn a_crash_at_every_change_of_a_flush() {
    let (chosen, files) = changes();
    for kind in ["log", "table", "manifest"] {
        assert!(files.iter().any(|name| name.to_lowercase().starts_with(kind)), "{files:?}");
    }
    assert!(chosen.len() > 30 && chosen.len() < 120, "{chosen:?}");
    let mut failed = 0;
    for change in &chosen {
        let run = ended(&format!("{FULL}; at 1ms wear n0 {change}"));
        failed += usize::from(replica(&run, "n0").tally().failures > 0);
        let nodes = ["n0", "n1", "n2"].map(|name| replica(&run, name).store().expect("its engine is open"));
        let mut acknowledged = 0;
        for call in calls(run.world()).flat_map(|(_, calls)| calls.iter()) {
            let Some((_, Ended::Written(own))) = &call.ended else { continue };
            let keep = nodes.iter().filter(|store| {
                store.get(call.key).expect("sound").is_some_and(|record| record.seen().covers(own))
            });
            assert!(keep.count() >= 2, "change {change}: {call:?}");
            acknowledged += 1;
        }
        assert!(acknowledged > 100, "change {change}: {acknowledged}");
    }
    assert!(failed + 3 > chosen.len(), "{failed} of {}", chosen.len());
}
