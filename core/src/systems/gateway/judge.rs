//! What should have been let through, and what was.
//!
//! The balancer sees every request in the order in which they come, so it can hold what gateways do
//! against an exact log: at most the limit in any window, whatever its edges, and only what is let through
//! counts. It judges when the answer comes back.
//!
//! ```text
//!   limit 2, window 1 s      0.0   0.2   0.4   0.6   1.1
//!   the exact log            ok    ok    no    no    ok
//!   two gateways, each 2     ok    ok    ok    ok    ok
//!   verdict                              ^     ^            2 wrongly admitted, worst window 4
//! ```
//!
//! - **Wrongly admitted** is what was let through where a full limit of others had rightly been let through
//!   in one window with it.
//! - **Wrongly denied** is what was not let through where an exact log would have let it, and where there
//!   was room. Both are asked, because two exact logs that see the same requests a moment apart choose
//!   different ones for ever after: that is no wrong.
//!
//!   Answers come back in another order than requests came. A denial is judged with what is known, and judged anew
//!   as long as an answer is out about a request that came before it: if that one turns out to have taken the
//!   room, the denial was right after all, and the count sinks again.
//! - What waited in a gateway's queue counts from when it left it.

use super::Rules;
use super::key::{Key, Keys};
use crate::limiter::policy::{Policy, SlidingLog, Stamps};
use crate::sim::Nanos;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// Times of one key that are kept; where more are let through in one window, it counts for less than it was.
const LONGEST: usize = 1 << 16;

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

/// An exact log of every key, layer by layer, that decides for itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Reference {
    logs: Vec<(Key, Stamps)>,
}

impl Reference {
    /// Whether a request is to be let through; if so, it is written down.
    pub(super) fn admits(&mut self, keys: &Keys, now: Nanos, rules: &Rules) -> bool {
        let has_room = |reference: &mut Self, key: Key| {
            let Some((policy, log)) = reference.log_of(key, rules) else { return true };
            policy.peek(log, now).level < u64::from(policy.limit().amount)
        };
        if !keys.iter().all(|key| has_room(self, key)) {
            return false;
        }
        for key in keys.iter() {
            if let Some((policy, log)) = self.log_of(key, rules) {
                policy.check(log, now, 1);
            }
        }
        true
    }

    /// The log outlives a change of the rules: what was let through stays let through.
    fn log_of(&mut self, key: Key, rules: &Rules) -> Option<(SlidingLog, &mut Stamps)> {
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

/// Times, ascending.
#[derive(Clone, Debug, Default)]
struct Times(VecDeque<Nanos>);

impl Times {
    /// How many there are in the window that ends at `end`.
    fn within(&self, end: Nanos, window: Nanos) -> u32 {
        let before = end.checked_sub(window).map_or(0, |start| self.0.partition_point(|time| *time <= start));
        (self.0.partition_point(|time| *time <= end) - before) as u32
    }

    /// Adds a time and finds the fullest window that it is in: how many, and when the last of them came.
    /// Answers come back out of order, so later ones may be known already.
    fn add(&mut self, time: Nanos, window: Nanos) -> (u32, Nanos) {
        let place = self.0.partition_point(|other| *other <= time);
        self.0.insert(place, time);
        let later = self.0.iter().skip(place).take_while(|last| **last - time < window);
        let windows = later.map(|last| (self.within(*last, window), *last));
        windows.reduce(|a, b| if b.0 > a.0 { b } else { a }).unwrap_or((1, time))
    }

    /// Takes back what was added last at this time.
    fn take_back(&mut self, time: Nanos) {
        let place = self.0.partition_point(|other| *other <= time);
        self.0.remove(place.saturating_sub(1));
    }

    /// Forgets what no answer to come can share a window with.
    fn forget(&mut self, before: Option<Nanos>) {
        let old = before.map_or(0, |before| self.0.partition_point(|time| *time <= before));
        self.0.drain(..old.max(self.0.len().saturating_sub(LONGEST)));
    }

    fn footprint(&self) -> usize {
        self.0.capacity() * size_of::<Nanos>()
    }
}

/// What was let through of one key.
#[derive(Clone, Debug)]
struct Passed {
    key: Key,
    all: Times,
    /// What an exact log would have let through as well, given what it had before.
    rightly: Times,
    /// Whether the latest window looked at was above the limit.
    above: bool,
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

    /// Whether one more fitted in at `time`.
    pub(super) fn had_room(&self, keys: &Keys, time: Nanos, rules: &Rules) -> bool {
        keys.iter().all(|key| {
            let found = self.keys.binary_search_by_key(&key, |passed| passed.key);
            let passed = found.ok().and_then(|place| self.keys.get(place));
            passed.is_none_or(|passed| passed.all.within(time, rules.window) < rules.amount(key.layer))
        })
    }

    /// A request that came at `time` was let through; no answer is still out about one that came before
    /// `oldest`. Gives whether it rightly was, and hands over the fullest window of a key that this makes
    /// above its limit, if that is news: the first after one that was not, or the worst so far.
    pub(super) fn add(
        &mut self,
        keys: &Keys,
        time: Nanos,
        oldest: Nanos,
        rules: &Rules,
        mut exceeded: impl FnMut(Key, u32),
    ) -> bool {
        if time < self.since {
            return true;
        }
        let horizon = oldest.min(time).checked_sub(rules.window);
        let mut fits = true;
        for key in keys.iter() {
            let (Some(passed), limit) = (passed_of(&mut self.keys, key), rules.amount(key.layer)) else {
                continue;
            };
            let (count, until) = passed.all.add(time, rules.window);
            passed.all.forget(horizon);
            let was_above = core::mem::replace(&mut passed.above, count > limit);
            let (rightly, _) = passed.rightly.add(time, rules.window);
            fits &= rightly <= limit;
            let Some(worst) = self.worst.get_mut(usize::from(key.layer)) else { continue };
            let worse = count > worst.count;
            if worse {
                *worst = Worst { count, until, key: Some(key) };
            }
            if count > limit && (worse || !was_above) {
                exceeded(key, count);
            }
        }
        for key in keys.iter() {
            if let Some(passed) = passed_of(&mut self.keys, key) {
                if !fits {
                    passed.rightly.take_back(time);
                }
                passed.rightly.forget(horizon);
            }
        }
        fits
    }

    /// The worst window of a layer.
    pub(super) fn worst(&self, layer: u8) -> Worst {
        self.worst.get(usize::from(layer)).copied().unwrap_or_default()
    }

    pub(super) fn footprint(&self) -> usize {
        let times = self.keys.iter().map(|passed| passed.all.footprint() + passed.rightly.footprint());
        self.keys.capacity() * size_of::<Passed>() + times.sum::<usize>()
    }
}

fn passed_of(keys: &mut Vec<Passed>, key: Key) -> Option<&mut Passed> {
    let place = match keys.binary_search_by_key(&key, |passed| passed.key) {
        Ok(place) => place,
        Err(place) => {
            let (all, rightly) = (Times::default(), Times::default());
            keys.insert(place, Passed { key, all, rightly, above: false });
            place
        }
    };
    keys.get_mut(place)
}
