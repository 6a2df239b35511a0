//! What should have been let through, and what was.
//!
//! The balancer sees every request in the order in which they come, so it can hold what gateways do
//! against an exact log of its own: at most the limit in any window, whatever its edges, and only what is
//! let through counts. It judges when the answer comes back.
//!
//! ```text
//!   limit 2, window 1 s      0.0   0.2   0.4   0.6   1.1
//!   the exact log            ok    ok    no    no    ok
//!   two gateways, each 2     ok    ok    ok    ok    ok
//!   verdict                              ^     ^            2 wrongly admitted, worst window 4
//! ```
//!
//! What waited in a gateway's queue is counted where it left the queue, and is neither wrongly admitted nor
//! wrongly denied: the log has no queue to compare with.

use super::Rules;
use super::key::{Key, Keys};
use crate::limiter::policy::{Policy, SlidingLog, Stamps};
use crate::sim::Nanos;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// Times of one key that are kept for the sake of its worst window, or four times its limit.
const LONGEST: usize = 4_096;

/// A window in which more was let through than in any other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worst {
    /// How many requests.
    pub count: u32,
    /// When the last of them came, by the balancer's clock.
    pub until: Nanos,
    /// Whose they are.
    pub key: Option<Key>,
}

/// The exact log of every key, layer by layer.
#[derive(Clone, Debug, Default)]
pub(super) struct Reference {
    logs: Vec<(Key, Stamps)>,
}

impl Reference {
    /// Whether a request is to be let through; if so, it is written down.
    pub(super) fn admits(&mut self, keys: &Keys, now: Nanos, rules: &Rules) -> bool {
        let has_room = |reference: &mut Self, key: Key| {
            let Some((policy, log)) = reference.log(key, rules) else { return true };
            policy.peek(log, now).level < u64::from(policy.limit().amount)
        };
        if !keys.iter().all(|key| has_room(self, key)) {
            return false;
        }
        for key in keys.iter() {
            if let Some((policy, log)) = self.log(key, rules) {
                policy.check(log, now, 1);
            }
        }
        true
    }

    /// The log outlives a change of the rules: what was let through stays let through.
    fn log(&mut self, key: Key, rules: &Rules) -> Option<(SlidingLog, &mut Stamps)> {
        let policy = SlidingLog::try_from(rules.limit(key.layer)).ok()?;
        let place = match self.logs.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(place) => place,
            Err(place) => {
                self.logs.insert(place, (key, policy.fresh()));
                place
            }
        };
        self.logs.get_mut(place).map(|(_, log)| (policy, log))
    }

    pub(super) fn footprint(&self, rules: &Rules) -> usize {
        let heap = |(key, log): &(Key, Stamps)| {
            SlidingLog::try_from(rules.limit(key.layer)).map_or(0, |policy| policy.heap_bytes(log))
        };
        self.logs.capacity() * size_of::<(Key, Stamps)>() + self.logs.iter().map(heap).sum::<usize>()
    }
}

/// What was let through of one key.
#[derive(Clone, Debug)]
struct Passed {
    key: Key,
    /// Ascending.
    times: VecDeque<Nanos>,
    /// Whether the latest window looked at was above the limit.
    above: bool,
}

impl Passed {
    /// Adds a time and finds the fullest window that it is in: how many, and when the last of them came.
    /// Answers come back out of order, so later ones may be known already.
    fn add(&mut self, time: Nanos, window: Nanos) -> (u32, Nanos) {
        let place = self.times.partition_point(|other| *other <= time);
        self.times.insert(place, time);
        let mut fullest = (0, time);
        for (end, last) in self.times.iter().enumerate().skip(place) {
            if last - time >= window {
                break;
            }
            let first =
                last.checked_sub(window).map_or(0, |before| self.times.partition_point(|t| *t <= before));
            let count = (end + 1 - first) as u32;
            if count > fullest.0 {
                fullest = (count, *last);
            }
        }
        fullest
    }

    /// Forgets what no answer to come can share a window with.
    fn forget(&mut self, before: Nanos, most: usize) {
        let old = self.times.partition_point(|time| *time <= before);
        self.times.drain(..old.max(self.times.len().saturating_sub(most)));
    }
}

/// The true windows of what was let through, since the rules changed last.
#[derive(Clone, Debug, Default)]
pub(super) struct Windows {
    keys: Vec<Passed>,
    worst: [Worst; 3],
    since: Nanos,
}

impl Windows {
    /// Begins anew: what was let through before was under other rules.
    pub(super) fn restart(&mut self, now: Nanos) {
        *self = Self { since: now, ..Self::default() };
    }

    /// A request of this key that came at `time` was let through; no answer is still out about one that
    /// came before `oldest`. Gives the number in its fullest window if that is news: the first above the
    /// limit after one that was not, or the worst so far.
    pub(super) fn add(&mut self, key: Key, time: Nanos, oldest: Nanos, rules: &Rules) -> Option<u32> {
        if time < self.since {
            return None;
        }
        let limit = rules.amount(key.layer);
        let place = match self.keys.binary_search_by_key(&key, |passed| passed.key) {
            Ok(place) => place,
            Err(place) => {
                self.keys.insert(place, Passed { key, times: VecDeque::new(), above: false });
                place
            }
        };
        let passed = self.keys.get_mut(place)?;
        let (count, until) = passed.add(time, rules.window);
        passed.forget(oldest.min(time).saturating_sub(rules.window), LONGEST.max(4 * limit as usize));
        let was_above = core::mem::replace(&mut passed.above, count > limit);
        let worst = self.worst.get_mut(usize::from(key.layer))?;
        let worse = count > worst.count;
        if worse {
            *worst = Worst { count, until, key: Some(key) };
        }
        (count > limit && (worse || !was_above)).then_some(count)
    }

    /// The worst window of a layer.
    pub(super) fn worst(&self, layer: u8) -> Worst {
        self.worst.get(usize::from(layer)).copied().unwrap_or_default()
    }

    pub(super) fn footprint(&self) -> usize {
        let times: usize = self.keys.iter().map(|passed| passed.times.capacity() * size_of::<Nanos>()).sum();
        self.keys.capacity() * size_of::<Passed>() + times
    }
}
