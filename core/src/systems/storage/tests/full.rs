use crate::sim::SECOND;
use crate::systems::storage::tests::{facts, lsm, run};
use crate::systems::storage::{EngineError, Trouble};

/// A disk that fills up refuses writes, loses nothing, and goes on when there is room.
#[test]
fn a_full_disk_refuses_and_goes_on_with_room() {
    let mut run = run(
        "workload fill; keys 2000; rate 200; capacity 20000; duration 20s; at 10s capacity 400000; compare with_btree",
    );
    run.seek_time(9 * SECOND);
    let before = facts(&run);
    assert!(before("refused") > 100.0, "{}", before("refused"));
    let engine = lsm(&run);
    assert_eq!(engine.refused().map(EngineError::trouble), Some(Trouble::Full));
    let total = engine.device().expect("open").total();
    assert!(total <= 20_000 && total > 10_000, "{total}");
    run.seek_time(12 * SECOND);
    let (puts, refused) = (facts(&run)("puts"), facts(&run)("refused"));
    run.seek_time(20 * SECOND);
    let after = facts(&run);
    assert!(after("puts") > puts + 1_000.0, "{puts} {}", after("puts"));
    assert_eq!(after("refused"), refused);
    for verdict in ["lost", "lost_writes", "wrong", "btree_lost", "btree_wrong"] {
        assert_eq!(after(verdict), 0.0, "{verdict}");
    }
    super::holds_what_was_acknowledged(&run, super::EngineKind::Lsm, 2_000, 64);
}

/// And what was refused is not there after a restart either, unless it was the last.
#[test]
fn a_full_disk_that_loses_power_keeps_what_was_acknowledged() {
    for fate in ["lost", "kept", "torn"] {
        let line = alloc::format!(
            "workload overwrite; deletes 20%; keys 300; rate 200; capacity 30000; fate {fate}; duration 12s; \
             at 6s power_cut; at 6.1s power_on; at 8s capacity 0"
        );
        let mut run = run(&line);
        run.seek_time(12 * SECOND);
        let facts = facts(&run);
        assert!(facts("refused") > 10.0);
        for verdict in ["lost", "lost_writes", "wrong", "resurrected", "damaged"] {
            assert_eq!(facts(verdict), 0.0, "{line}: {verdict}");
        }
    }
}
