//! What a change costs a cache, as a table: the share of requests that miss right after it, and the
//! longest queue of the database, by placement and event. Fixed seeds; a change of the table is a
//! change of behaviour.

use snowglobe_core::scenario::{Scenario, Timed};
use snowglobe_core::sim::SECOND;
use snowglobe_core::systems::{self, cache::index};
use std::fmt::Write;

const EVENTS: [&str; 3] = ["crash s1", "leave s1", "join s4"];

fn after(scheme: usize, event: &str) -> (f64, u64) {
    let mut scenario = Scenario::new("cache", 7);
    scenario.settings = vec![
        (index::PLACEMENT as u8, scheme as u64),
        (index::KEYS as u8, 50_000),
        (index::RATE as u8, 1_000),
        (index::DURATION as u8, 4 * SECOND),
    ];
    scenario.timelines[0].actions = vec![Timed { at: 2 * SECOND, action: event.to_owned() }];
    let mut globe = systems::open(scenario).expect("it fits");
    globe.seek_time(4 * SECOND);
    let fact = |name: &str| {
        let facts = globe.facts();
        facts.iter().find(|fact| fact.name == name).expect("the cache says it").value.as_f64()
    };
    (fact("miss_share_since_change"), fact("origin_queue_longest") as u64)
}

#[test]
fn miss_share_and_longest_queue_by_placement_and_event() {
    let mut table = String::new();
    write!(table, "{:<12}", "").expect("a string takes it");
    EVENTS.iter().for_each(|event| write!(table, "{event:>20}").expect("a string takes it"));
    for (index, scheme) in snowglobe_core::ring::Scheme::NAMES.iter().enumerate() {
        write!(table, "\n{scheme:<12}").expect("a string takes it");
        for event in EVENTS {
            let (missed, queue) = after(index, event);
            write!(table, "{:>12.1} % {queue:>5}", missed * 100.0).expect("a string takes it");
        }
    }
    insta::assert_snapshot!(table);
}
