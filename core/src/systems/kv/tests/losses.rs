//! Where the last writer wins, what loses is counted, whichever of the two comes first.

use super::{ended, facts};
use alloc::format;

#[test]
fn whoever_comes_late_with_an_early_time_loses_and_is_counted() {
    let mut late = 0;
    for seed in 1..20 {
        let run = ended(&format!(
            "seed {seed}; nodes 3; resolution last_writer_wins; skew 20s; workload none; fail_timeout 60s; duration 9s; \
             at 1s put cart tea at c0; at 4s put cart rye at c1"
        ));
        let facts = facts(&run);
        assert_eq!(facts("writes"), 2.0);
        // Neither had read the other, so one of both is gone at each of the three that keep the key.
        assert_eq!(facts("dropped"), 3.0, "seed {seed}");
        late += u32::from(facts("lost_writes") > 0.0);
    }
    assert!(late > 2, "{late}");
}
