//! What the observers of all gateways saw of one key: the same traffic, dealt with in nine ways.
//!
//! Times are those at which requests reached the balancer, so that what several gateways saw, each by a
//! clock of its own, can be told as one story:
//!
//! ```text
//!   g0 sees   a at 1.01          by a clock that is right, 10 ms behind the balancer
//!   g1 sees   b at 1.22          by one that is 200 ms ahead
//!   told as   a 1.00, b 1.01     and the edge of g1's window at 2 s is drawn at 1.79
//! ```

use crate::scenes::gateway::watch;
use snowglobe_core::limiter::Algorithm;
use snowglobe_core::sim::{Nanos, NodeId, World};
use snowglobe_core::systems::gateway::{Arrival, Gateway, Key, Lanes};

/// A request and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// When it came.
    pub(super) at: Nanos,
    /// When the queue lets it go on, if that let it in.
    leaves: Option<Nanos>,
    arrival: Arrival,
}

impl Seen {
    fn of(arrival: Arrival) -> Self {
        let waits = |leaves: Nanos| arrival.arrived.saturating_add(leaves.saturating_sub(arrival.time));
        Self { at: arrival.arrived, leaves: arrival.leaves.map(waits), arrival }
    }

    /// When an algorithm lets it go on; `None` if it does not.
    #[must_use]
    pub(super) fn passes(&self, algorithm: Algorithm) -> Option<Nanos> {
        match algorithm {
            Algorithm::LeakyBucket => self.leaves,
            _ => self.arrival.admits(algorithm).then_some(self.at),
        }
    }
}

/// Requests of one key, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Traffic {
    pub(super) seen: Vec<Seen>,
    /// From when on none is missing.
    pub(super) known_from: Nanos,
    /// By how much each gateway counts later than the balancer's clock says, nanoseconds.
    pub(super) offsets: Vec<(NodeId, i64)>,
}

/// What the gateways saw of a key by now.
#[must_use]
pub(super) fn of_key(world: &World<Gateway>, key: Key, now: Nanos) -> Traffic {
    let mut traffic = Traffic::default();
    for (id, gate) in watch::gates(world) {
        let history = gate.lanes().history();
        if history.len() >= Lanes::HISTORY
            && let Some(oldest) = history.front()
        {
            traffic.known_from = traffic.known_from.max(oldest.arrived);
        }
        let apart =
            |latest: &Arrival| i64::try_from(i128::from(latest.time) - i128::from(latest.arrived)).ok();
        let offset = history.back().and_then(apart).unwrap_or_else(|| watch::ahead(world, id, now));
        traffic.offsets.push((id, offset));
        traffic.seen.extend(history.iter().filter(|arrival| arrival.key == key).copied().map(Seen::of));
    }
    traffic.seen.sort_by_key(|seen| seen.at);
    traffic
}

/// How many of these times, which ascend, lie within a window: at each moment from `from` to `to` at which
/// that changes, and at `from`.
#[must_use]
pub(super) fn sliding(times: &[Nanos], window: Nanos, from: Nanos, to: Nanos) -> Vec<(Nanos, u32)> {
    let comes = times.iter().map(|time| (*time, 1));
    let goes = times.iter().map(|time| (time.saturating_add(window), -1));
    let mut changes: Vec<(Nanos, i32)> = comes.chain(goes).filter(|(at, _)| *at <= to).collect();
    // What is a window old has gone before what comes at that instant.
    changes.sort_unstable();
    let mut count: i32 = 0;
    let mut steps: Vec<(Nanos, u32)> = vec![(from, 0)];
    for (at, change) in changes {
        count += change;
        let step = (at.max(from), count.max(0) as u32);
        match steps.last_mut() {
            Some(last) if last.0 == step.0 => *last = step,
            _ => steps.push(step),
        }
    }
    steps
}
