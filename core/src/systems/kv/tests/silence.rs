//! Silence that is rated by how often there was news.

use super::{ended, facts, run};
use crate::sim::SECOND;

const RATED: &str = "nodes 5; workload none; detector phi; gossip_period 200ms; duration 120s";

/// Gossip is irregular, and nobody is taken for dead for it; who is dead is.
#[test]
fn irregular_news_is_no_silence() {
    let mut run = run(&alloc::format!("{RATED}; phi 6; at 100s crash n0"));
    run.seek_time(100 * SECOND - 1);
    assert_eq!(facts(&run)("suspicions"), 0.0);
    run.seek_time(run.horizon());
    assert_eq!((facts(&run)("suspected"), facts(&run)("false_suspicions")), (4.0, 0.0));
}

/// A minute's absence is no measure of how often there is news: the next death is noticed as soon as the first.
#[test]
fn a_long_absence_teaches_nothing() {
    let mut run = run(&alloc::format!("{RATED}; phi 4; at 20s crash n0; at 80s restart n0; at 85s crash n0"));
    for (at, suspected) in [(20, 0.0), (28, 4.0), (85, 0.0), (93, 4.0)] {
        run.seek_time(at * SECOND - 1);
        assert_eq!(facts(&run)("suspected"), suspected, "at {at} s");
    }
}

/// Who left heard of nobody; when it joins again it takes nobody for dead because of that.
#[test]
fn who_comes_again_takes_nobody_for_dead() {
    for (detector, seed) in
        ["timeout", "phi", "swim"].into_iter().flat_map(|name| (1..5).map(move |seed| (name, seed)))
    {
        let run = ended(&alloc::format!(
            "seed {seed}; detector {detector}; workload none; gossip_period 500ms; fail_timeout 8s; at 5s leave n1; \
             at 30s join n1; duration 50s"
        ));
        assert_eq!(facts(&run)("suspicions"), 0.0, "{detector}, {seed}");
    }
}
