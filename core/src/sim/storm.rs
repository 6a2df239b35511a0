//! A storm: a seeded handful of faults, each repaired in the end.
//!
//! It is nothing but ordinary actions, so a link keeps what the storm did.

use super::{Nanos, Verb};
use crate::random::SplitMix64;
use crate::scenario::Timed;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Faults in one storm.
const FAULTS: u64 = 5;

/// Faults between `from` and `from + span` on nodes that may fail, seeded; the others are those
/// that servers can be cut off from. The order is that of time.
#[must_use]
pub fn storm(seed: u64, servers: &[String], others: &[String], from: Nanos, span: Nanos) -> Vec<Timed> {
    let mut random = SplitMix64::new(seed).fork("storm", from);
    let mut actions = Vec::new();
    if servers.is_empty() || span < 1_000 {
        return actions;
    }
    // Faults take turns over the servers, so that no two meet on one node.
    let first = random.below(servers.len() as u64) as usize;
    for turn in 0..FAULTS.min(servers.len() as u64 + 2) {
        let start = from + random.below(span * 2 / 3) / 1_000 * 1_000;
        let end = (start + (span / 10 + random.below(span / 4)) / 1_000 * 1_000).min(from + span);
        let Some(victim) = servers.get((first + turn as usize) % servers.len()) else { break };
        let (fault, repair) = fault(&mut random, victim, others, turn, servers.len() as u64);
        actions.push(Timed { at: start, action: fault.to_string() });
        if let Some(repair) = repair {
            actions.push(Timed { at: end, action: repair.to_string() });
        }
    }
    crate::order::insertion_sort(&mut actions, |a, b| a.at < b.at);
    actions
}

fn fault(
    random: &mut SplitMix64,
    victim: &str,
    others: &[String],
    turn: u64,
    servers: u64,
) -> (Verb, Option<Verb>) {
    let name = || String::from(victim);
    // A node that has had its turn may still be down: only the network is troubled then.
    let choices = if turn < servers { 4 } else { 1 };
    match random.below(choices) + (4 - choices) {
        0 => (Verb::Crash(name()), Some(Verb::Restart(name()))),
        1 => (Verb::Slow(name(), 1_000), Some(Verb::Slow(name(), 100))),
        2 if !others.is_empty() => {
            let other = others.get(random.below(others.len() as u64) as usize).cloned();
            (Verb::Partition(other.into_iter().collect(), Vec::from([name()]), true), Some(Verb::Heal))
        }
        _ => {
            let loss = super::Share(20_000 + 10_000 * random.below(9) as u32);
            (Verb::Loss(loss), Some(Verb::Loss(super::Share(0))))
        }
    }
}
