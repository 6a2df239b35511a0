//! What was deleted and then forgotten is not missed; what is lost, and what comes back, still is.

use super::{ended, facts, order, run};
use crate::check::{Promise, Verdict};
use crate::sim::{Run, SECOND};
use crate::systems::kv::{Kv, findings, history};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

const SHORT: &str = "nodes 5; clients 3; workload none; tombstone_ttl 2s; fail_timeout 600s; duration 40s";
const RESOLUTIONS: [&str; 2] = ["siblings", "last_writer_wins"];

/// What is found to be wrong: stale reads, own writes that were missed, going back, and promises that are broken.
fn wrong(run: &Run<Kv>) -> ([f64; 3], Vec<&'static str>) {
    let facts = facts(run);
    let history = history(run.world());
    let broken = Promise::ALL.iter().filter(|(_, promise)| promise.judge(&history, 0, &0) != Verdict::Kept);
    let counts = ["stale_reads", "lost_own_writes", "went_back"].map(&facts);
    assert_eq!(findings(run.world(), 0).is_empty(), counts == [0.0; 3]);
    (counts, broken.map(|(name, _)| *name).collect())
}

/// Whoever deleted, and whoever reads: the writer knows of the deletion only by what replicas once knew.
#[test]
fn what_was_buried_is_not_missed() {
    for resolution in RESOLUTIONS {
        for deleter in ["c0", "c1"] {
            let run = ended(&format!(
                "{SHORT}; resolution {resolution}; at 1s put cart tea at c0; at 2s get cart at c0; \
                 at 2500ms get cart at c1; at 3s delete cart at {deleter}; \
                 at 10s get cart at c0; at 11s get cart at c1; at 12s get cart at c2"
            ));
            assert!(facts(&run)("buried") >= 2.0 && facts(&run)("reads") == 5.0);
            assert_eq!(wrong(&run), ([0.0; 3], Vec::new()), "{resolution}, {deleter}");
        }
    }
}

/// A new life of the key begins under new names, which say nothing of the old ones.
#[test]
fn what_is_written_over_a_grave_is_not_behind_it() {
    for resolution in RESOLUTIONS {
        let run = ended(&format!(
            "{SHORT}; resolution {resolution}; at 1s put cart tea at c0; at 3s delete cart at c0; \
             at 10s put cart rye at c2; at 12s get cart at c0; at 13s get cart at c1"
        ));
        assert!(facts(&run)("buried") >= 2.0 && facts(&run)("reads") == 2.0);
        assert_eq!(wrong(&run), ([0.0; 3], Vec::new()), "{resolution}");
    }
}

/// With R = 1 a replica may be asked that heard neither of the write nor of the deletion: nothing is what it should say.
#[test]
fn nothing_is_the_answer_to_a_deletion() {
    let order = order(SHORT);
    let (first, second, away) = (&order[0], &order[1], &order[2]);
    let run = ended(&format!(
        "{SHORT}; r 1; routing owner; retries 5; read_repair no; at 500ms crash {away}; at 1s put cart tea; \
         at 4s get cart; at 7s delete cart; at 10s restart {away}; at 11s crash {first}; at 11s crash {second}; \
         at 12s get cart; at 16s get cart"
    ));
    assert_eq!((facts(&run)("reads"), facts(&run)("writes")), (3.0, 2.0));
    assert_eq!(wrong(&run), ([0.0; 3], Vec::new()));
}

/// A deletion excuses what it may have taken with it, and nothing that was acknowledged later.
#[test]
fn what_is_lost_is_missed_whatever_was_deleted_before() {
    let order = order(SHORT);
    let all = |what: &str| order[..3].iter().map(|name| format!("{what} {name}; ")).collect::<String>();
    let (lose, restart) = (all("at 11s lose"), all("at 12s restart"));
    for resolution in RESOLUTIONS {
        let buried = ended(&format!(
            "{SHORT}; resolution {resolution}; at 1s put cart tea; at 2s delete cart; at 10s put cart rye; \
             {lose}{restart}at 20s get cart"
        ));
        assert!(facts(&buried)("buried") >= 2.0 && facts(&buried)("reads") == 1.0, "{resolution}");
        let (counts, broken) = wrong(&buried);
        assert_eq!(counts, [1.0, 1.0, 1.0], "{resolution}");
        assert!(broken.contains(&"linearizable") && broken.contains(&"read_your_writes"), "{broken:?}");
    }
}

/// What a deletion hid comes back by one who was away: that is found, though others have forgotten.
#[test]
fn what_comes_back_is_found() {
    let away = &order(SHORT)[0];
    for resolution in RESOLUTIONS {
        let mut run = run(&format!(
            "{SHORT}; resolution {resolution}; retries 5; repair_period 100ms; at 1s put cart tea at c0; \
             at 2s crash {away}; at 3s delete cart at c0; at 10s get cart at c1; at 20s restart {away}; \
             at 30s get cart at c0; at 32s get cart at c1"
        ));
        run.seek_time(19 * SECOND);
        assert_eq!(wrong(&run), ([0.0; 3], Vec::new()), "{resolution}: nothing is back");
        run.seek_time(run.horizon());
        assert_eq!(facts(&run)("reads"), 3.0, "{resolution}");
        let ([stale, lost_own, _], broken) = wrong(&run);
        assert_eq!((stale, lost_own), (2.0, 1.0), "{resolution}");
        assert!(broken.contains(&"no_resurrection") && broken.contains(&"linearizable"), "{broken:?}");
    }
}

/// Who only keeps a deletion for another has no tombstone of its own to forget.
#[test]
fn a_hint_is_no_grave() {
    let text = "nodes 4; quorum sloppy; gossip_period 200ms; workload none; retries 5; tombstone_ttl 2s; fail_timeout 2s; \
                duration 40s";
    let away = &order(text)[0];
    for seed in 1..9 {
        let run = ended(&format!("seed {seed}; {text}; at 1s crash {away}; at 10s delete cart"));
        assert_eq!((facts(&run)("writes"), facts(&run)("hints")), (1.0, 1.0));
        assert_eq!(facts(&run)("buried"), 2.0, "seed {seed}");
    }
}
