//! Which keys clients ask for.

use super::ended;
use crate::systems::kv::calls;
use alloc::format;
use alloc::vec;

/// Of the keys, the shares of what was asked for.
fn shares(popularity: &str, workload: &str) -> [f64; 3] {
    let run = ended(&format!(
        "popularity {popularity}; workload {workload}; keys 100; rate 1000; latency 100us; service_time 10us; duration 5s"
    ));
    let mut asked = vec![0u32; 100];
    for call in calls(run.world()).flat_map(|(_, calls)| calls.iter()) {
        asked[call.key.id as usize] += 1;
    }
    let all: u32 = asked.iter().sum();
    assert!(all > 4_000, "{all}");
    [0, 1, 9].map(|key| f64::from(asked[key]) / f64::from(all))
}

/// With 100 ranks and exponent 0.99 the weights of ranks 1, 2 and 10 are 1, 0.503 and 0.102 of 5.30 in all.
#[test]
fn zipf_draws_few_keys_often() {
    for workload in ["mixed", "ycsb_a", "ycsb_b"] {
        let [first, second, tenth] = shares("zipf", workload);
        assert!((first - 0.189).abs() < 0.025, "{workload}: {first}");
        assert!((second - 0.095).abs() < 0.02, "{workload}: {second}");
        assert!((tenth - 0.019).abs() < 0.01, "{workload}: {tenth}");
        assert!(shares("uniform", workload).iter().all(|share| (share - 0.01).abs() < 0.008), "{workload}");
    }
}
