//! A reader's own servers in the simulation.
//!
//! ```text
//!   a:11211 2, b:11211   ──▶   0ms join a:11211 weight 2 · 0ms join b:11211 weight 1 · 0ms leave s0
//! ```

use super::servers::ServerEntry;
use snowglobe_core::scenario::link::{Link, Shown};
use snowglobe_core::scenario::{Moment, Scenario, Timed};
use snowglobe_core::systems::cache::index;

/// The link of a run in which servers of these names and weights take the place of the first ones:
/// they join at the very beginning. O(servers).
#[must_use]
pub fn link(servers: &[ServerEntry]) -> Link {
    let mut scenario = Scenario::new("cache", 7);
    scenario.settings = vec![(index::SERVERS as u8, 1)];
    let join = servers.iter().map(|server| format!("join {} weight {}", server.name, server.weight));
    let actions = join.chain(std::iter::once("leave s0".to_owned()));
    let actions: Vec<Timed> = actions.map(|action| Timed { at: 0, action }).collect();
    if let Some(root) = scenario.timelines.first_mut() {
        root.actions = actions;
    }
    // After the servers came, and on the tab that has them.
    let moment = Moment { step: u64::MAX, ..Moment::default() };
    Link { scenario, moment, shown: Shown { tab: 1, ..Shown::default() } }
}
