use crate::sim::Kind;
use crate::systems::storage::Word;
use crate::systems::storage::choice::Policy;
use crate::systems::storage::tests::{end, ended, facts, said};
use alloc::format;

/// Key 5 lies in the last level; its tombstone is merged on the way there.
const DELETED: &str = "workload overwrite; distribution uniform; preload 200; keys 200; rate 100; duration 30s; \
     at 2s delete 5; at 28s get 5";

#[test]
fn a_tombstone_that_goes_too_soon_brings_a_key_back() {
    let line =
        "preload 200; keys 200; workload ycsb_a; deletes 50%; rate 200; distribution uniform; duration 20s";
    for policy in Policy::NAMES {
        let kept = end(&format!("{line}; policy {policy}"));
        assert_eq!((kept("resurrected"), kept("lost"), kept("wrong")), (0.0, 0.0, 0.0), "{policy}");
    }
    let mut early = ended(&format!("{line}; tombstones dropped_early"));
    let back = facts(&early)("resurrected");
    assert!(back > 0.0, "a deleted key comes back");
    let told = said(&mut early, Kind::Verdict, Word::Resurrected);
    assert_eq!(told.len() as f64, back);
    assert!(told.iter().all(|record| record.label.b > 0), "with the version that is back");
}

#[test]
fn kept_tombstones_hide_until_nothing_is_below() {
    let facts = end(DELETED);
    assert_eq!(facts("resurrected"), 0.0);
    let removed = end(
        "workload overwrite; deletes 100%; distribution sequential; preload 100; keys 100; rate 100; at 15s compact; duration 20s",
    );
    assert_eq!(removed("live_keys"), 0.0);
    assert!(removed("tombstones") < 60.0, "most have gone with what they hid: {}", removed("tombstones"));
}
