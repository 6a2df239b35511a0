//! A reader's own servers in the simulation.
//!
//! ```text
//!   a:11211 2, b:11211   ──▶   0ms join a:11211 weight 2 · 0ms join b:11211 weight 1 · 0ms leave s0
//! ```

use super::servers::ServerEntry;
use snowglobe_core::order::insertion_sort;
use snowglobe_core::scenario::{Scenario, Timed, Timeline};

/// A scenario in which servers of these names and weights take the place of the first ones: they join
/// at the very beginning. O(servers).
#[must_use]
pub fn with_servers(mut scenario: Scenario, servers: &[ServerEntry]) -> Scenario {
    let one = crate::player::setting(&scenario.system, "servers", 1);
    scenario.settings.retain(|(index, _)| Some(*index) != one.map(|(index, _)| index));
    scenario.settings.extend(one);
    insertion_sort(&mut scenario.settings, |a, b| a < b);
    let join = servers.iter().map(|server| format!("join {} weight {}", server.name, server.weight));
    let actions = join.chain(std::iter::once("leave s0".to_owned()));
    let actions = actions.map(|action| Timed { at: 0, action }).collect();
    scenario.timelines = vec![Timeline { parent: 0, fork_at: 0, actions }];
    scenario
}
