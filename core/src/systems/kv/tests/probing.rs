//! The cluster with probes as its failure detector.

use super::{ended, facts, replica, run, told};
use crate::sim::{Kind, SECOND};
use crate::systems::kv::Word;
use alloc::format;

const PROBED: &str =
    "nodes 5; workload none; detector swim; gossip_period 200ms; fail_timeout 1s; duration 40s";

/// Two nodes that cannot reach each other: the others can, so nobody is suspected. Without their help both are, and deny it.
#[test]
fn a_broken_way_makes_nobody_suspect() {
    let cut = "at 2s partition {n0} | {n1}";
    let mut run = ended(&format!("{PROBED}; {cut}"));
    let count = told(&mut run, Kind::Sent, &[Word::Ping, Word::PingReq, Word::Ack, Word::Gossip]);
    assert!(count[0] > 900 && count[1] > 50 && count[2] > 900, "{count:?}");
    assert_eq!(count[3], 0, "there are no heartbeats");
    assert_eq!(told(&mut run, Kind::Changed, &[Word::Doubts, Word::Suspects]), [0, 0]);
    assert_eq!(facts(&run)("gossip_messages"), (count[0] + count[1] + count[2]) as f64);

    let mut alone = ended(&format!("{PROBED}; indirect_probes 0; {cut}"));
    let count = told(&mut alone, Kind::Changed, &[Word::Doubts, Word::Clears]);
    assert!(count[0] > 50 && count[1] > 50, "{count:?}");
    assert_eq!(facts(&alone)("refuted"), count[1] as f64);
    assert_eq!(told(&mut alone, Kind::Sent, &[Word::PingReq]), [0]);
    let hasty = facts(&ended(&format!("{PROBED}; indirect_probes 0; fail_timeout 10ms; {cut}")));
    assert!(hasty("false_suspicions") > 10.0 && hasty("suspicions") >= hasty("false_suspicions"));
}

/// Who is dead is believed so by all within 2 n − 1 periods of the n others, one for the answers, and the patience; who
/// comes back has not been suspected wrongly.
#[test]
fn the_dead_are_found_in_time_and_taken_back() {
    for seed in 1..12 {
        for loss in ["0%", "20%"] {
            let mut run = run(&format!(
                "{PROBED}; seed {seed}; at 9s loss {loss}; at 10s crash n0; at 19s loss 0%; at 20s restart n0"
            ));
            run.seek_time(10 * SECOND - 1);
            let before = facts(&run);
            assert_eq!(before("suspected"), 0.0);
            // 7 + 1 periods, a second of patience, and at most one period until that is seen.
            run.seek_time(13 * SECOND);
            let dead = run.world().find("n0").expect("there").0;
            for name in ["n1", "n2", "n3", "n4"] {
                assert!(!replica(&run, name).believes_alive(dead), "{name}, seed {seed}, loss {loss}");
            }
            run.seek_time(run.horizon());
            let after = facts(&run);
            assert_eq!(after("suspected"), 0.0, "seed {seed}, loss {loss}");
            assert_eq!(after("suspicions") - after("false_suspicions"), 4.0, "seed {seed}, loss {loss}");
        }
    }
}

/// Both sides of a cut believe the other dead; when it is mended they find each other, though nobody tells them.
#[test]
fn a_mended_cut_is_noticed() {
    let mut run = run(&format!("{PROBED}; at 2s partition {{n0 n1}} | {{n2 n3 n4}}; at 20s heal"));
    run.seek_time(19 * SECOND);
    assert_eq!(facts(&run)("suspected"), 12.0);
    run.seek_time(run.horizon());
    let facts = facts(&run);
    assert_eq!(facts("suspected"), 0.0);
    assert!(facts("false_suspicions") >= 12.0 && facts("false_suspicions") == facts("suspicions"));
}

/// Who joins is probed like the others, and who leaves no more.
#[test]
fn members_come_and_go() {
    let run =
        ended(&format!("{PROBED}; keys 3; at 3s join n9; at 9s leave n1; at 15s crash n9; at 16s crash n1"));
    let (joined, left) = (run.world().find("n9").expect("there").0, run.world().find("n1").expect("there").0);
    for name in ["n0", "n2", "n3", "n4"] {
        assert_eq!(replica(&run, name).suspected(), [joined], "{name}");
        assert_eq!(replica(&run, name).rumour(left), None);
    }
    assert_eq!(facts(&run)("false_suspicions"), 0.0);
}
