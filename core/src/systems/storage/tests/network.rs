use crate::sim::SECOND;
use crate::systems::storage::tests::{end, facts, lsm, run};
use alloc::format;

const QUIET: [&str; 7] =
    ["lost", "lost_writes", "wrong", "resurrected", "damaged", "btree_lost", "btree_wrong"];

/// The cable between engine and disk is cut: writes wait, and go on when it is mended.
#[test]
fn a_cut_cable_heals() {
    for cut in ["{lsm} | {disk0}", "{lsm} -> {disk0}", "{disk0} -> {lsm}"] {
        let mut run = run(&format!(
            "rate 100; compare with_btree; at 2s partition {cut}; at 4s heal; duration 12s; workload overwrite"
        ));
        run.seek_time(39 * SECOND / 10);
        assert!(!lsm(&run).outstanding().is_empty(), "{cut}: something waits");
        let before = facts(&run)("puts");
        run.seek_time(12 * SECOND);
        let after = facts(&run);
        assert!(after("puts") > before + 500.0, "{cut}: {before} {}", after("puts"));
        for verdict in QUIET {
            assert_eq!(after(verdict), 0.0, "{cut}: {verdict}");
        }
        assert!(lsm(&run).outstanding().len() < 20, "{cut}");
    }
}

/// Messages get lost, come twice, and overtake each other, between all nodes.
#[test]
fn a_bad_network_costs_time_and_nothing_else() {
    for trouble in ["loss 10%", "duplicate 30%", "reorder 40% 5ms", "latency 100us..20ms"] {
        let facts = end(&format!(
            "rate 60; deletes 10%; compare with_btree; duration 30s; at 1s {trouble}; at 20s loss 0%; at 20s duplicate 0%; \
             at 20s reorder 0% 0ms; at 20s latency 100us"
        ));
        for verdict in QUIET {
            assert_eq!(facts(verdict), 0.0, "{trouble}: {verdict}");
        }
        assert!(facts("puts") > 300.0, "{trouble}: {}", facts("puts"));
        assert!(facts("btree_puts") > 300.0, "{trouble}: {}", facts("btree_puts"));
    }
}

/// All of it at once, with crashes in between.
#[test]
fn a_bad_network_and_crashes() {
    for seed in 0..6 {
        let facts = end(&format!(
            "seed {seed}; rate 100; deletes 10%; compare with_btree; fate torn; duration 20s; at 0s loss 3%; \
             at 0s duplicate 5%; at 0s reorder 10% 3ms; at 3s power_cut; at 3.2s power_on; at 6s crash lsm; at 6.1s restart lsm; \
             at 9s crash disk0; at 9.3s restart disk0; at 9.5s crash btree; at 9.6s restart btree; at 12s power_cut; \
             at 12.1s power_on"
        ));
        for verdict in QUIET {
            assert_eq!(facts(verdict), 0.0, "seed {seed}: {verdict}");
        }
        assert!(facts("puts") > 200.0, "seed {seed}: {}", facts("puts"));
    }
}

/// A client in the dark gives up after a while, and asks again.
#[test]
fn a_closed_loop_survives_a_lost_message() {
    let facts = end("rate 0; at 1s partition {c0} | {lsm}; at 3s heal; duration 12s; disk disk_2010");
    assert!(facts("unknown") >= 1.0);
    assert!(facts("operations") > 100.0);
    assert_eq!(facts("lost"), 0.0);
}
