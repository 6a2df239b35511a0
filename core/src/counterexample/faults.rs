//! Faults by chance: a few, each repaired before the run is over.
//!
//! ```text
//!   1.2s partition {n0} | {n1 n2}    2.6s heal    3.1s crash n1    4s restart n1
//! ```

use crate::random::SplitMix64;
use crate::scenario::Timed;
use crate::sim::{Nanos, SECOND, Share, Verb};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Faults in one run.
const MOST: u64 = 5;
/// Times are whole multiples of this: easier to read, and to shrink.
const GRAIN: Nanos = SECOND / 10;

/// Faults of a seed on these servers, in the order of time; all are over after four fifths of the run.
#[must_use]
pub fn faults(seed: u64, servers: &[String], horizon: Nanos) -> Vec<Timed> {
    let mut random = SplitMix64::new(seed).fork("faults", 0);
    let grains = horizon / GRAIN * 4 / 5;
    let mut actions = Vec::new();
    if servers.is_empty() || grains < 2 {
        return actions;
    }
    for _ in 0..random.range(1, MOST) {
        let start = random.below(grains - 1);
        let end = (start + 1 + random.below(grains / 2)).min(grains);
        let (fault, repair) = fault(&mut random, servers);
        let mut add = |at: u64, verb: &Verb| actions.push(Timed { at: at * GRAIN, action: verb.to_string() });
        add(start, &fault);
        add(end, &repair);
    }
    crate::order::insertion_sort(&mut actions, |a, b| a.at < b.at);
    actions
}

/// A fault, and what ends it.
fn fault(random: &mut SplitMix64, servers: &[String]) -> (Verb, Verb) {
    let victim = servers.get(random.below(servers.len() as u64) as usize).cloned().unwrap_or_default();
    let kinds = if servers.len() > 1 { 7 } else { 4 };
    match random.below(kinds) {
        0 => (Verb::Crash(victim.clone()), Verb::Restart(victim)),
        1 => {
            let by = random.range(1, 20) as i64 * GRAIN as i64;
            let by = if random.chance(1, 2) { -by } else { by };
            (Verb::Skew(victim.clone(), by), Verb::Skew(victim, -by))
        }
        2 => (Verb::Loss(Share(50_000 * random.range(1, 6) as u32)), Verb::Loss(Share(0))),
        3 => (Verb::Slow(victim.clone(), 1_000), Verb::Slow(victim, 100)),
        // Cuts are what most often breaks something: they come as often as all others together.
        _ => {
            let (mut here, mut there) = (Vec::from([victim.clone()]), Vec::new());
            for server in servers.iter().filter(|server| **server != victim) {
                let side = if random.chance(1, 3) { &mut here } else { &mut there };
                side.push(server.clone());
            }
            if there.is_empty() {
                there.extend(here.pop());
            }
            (Verb::Partition(here, there, random.chance(3, 4)), Verb::Heal)
        }
    }
}
