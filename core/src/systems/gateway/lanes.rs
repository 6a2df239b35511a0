//! The same traffic through all nine algorithms at once.
//!
//! A gateway shows every request not only to the limiter that decides, but to nine observers that decide
//! nothing: one for each algorithm, with the same limit, by the gateway's own clock. With one gateway, or
//! balancing that sticks, they see all traffic of a key.
//!
//! ```text
//!                  |      |||||  ||||| |  ← edge of a window
//!   fixed window   |      |||||  |||||        worst window 10
//!   sliding log    |      ||||·  ····· |      worst window 5
//!   token bucket   |      |||||  ··|·| ·      worst window 7
//! ```
//!
//! There are lanes for the first 16 keys; requests of any other are counted as left out. The observers are
//! no part of the gateway's memory: they survive a crash.

use super::Rules;
use super::counters::{charge, serves, state_bytes, used};
use super::key::Key;
use crate::limiter::{Algorithm, AnyLimiter, Gauge, Limiter, Verdict};
use crate::sim::Nanos;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// How many algorithms there are.
pub const LANES: usize = Algorithm::ALL.len();
/// Bits of [`Arrival::admitted`].
const BITS: u32 = LANES as u32;

/// What became of the requests that one observer saw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LaneTally {
    /// Let through, at once or later.
    pub admitted: u64,
    /// Not let through.
    pub denied: u64,
    /// Of those let through, the ones that would have had to wait.
    pub delayed: u64,
    /// The most that was let through of one key in any window since the rules changed last; of a queue, the most
    /// that left it.
    pub worst: u32,
}

impl LaneTally {
    /// What became of the requests of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            admitted: self.admitted + other.admitted,
            denied: self.denied + other.denied,
            delayed: self.delayed + other.delayed,
            worst: self.worst.max(other.worst),
        }
    }
}

/// A request as the observers saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When it came, by the clock of the gateway.
    pub time: Nanos,
    /// When it had reached the balancer, by the balancer's clock.
    pub arrived: Nanos,
    /// Whom it counts for.
    pub key: Key,
    /// When the queue ([`Algorithm::LeakyBucket`]) lets it go on, by the clock of the gateway; `None` if it
    /// did not let it in.
    pub leaves: Option<Nanos>,
    /// Who let it through: a bit for each algorithm, in the order of [`Algorithm::ALL`].
    pub admitted: u16,
    /// Requests of this key in the window that ends with this one, itself included, whatever became of
    /// them: the true sliding window over the traffic.
    pub true_window: u32,
}

impl Arrival {
    /// Whether an algorithm let it through.
    #[must_use]
    pub fn admits(&self, algorithm: Algorithm) -> bool {
        self.admitted >> place_of(algorithm) & 1 == 1
    }
}

fn place_of(algorithm: Algorithm) -> usize {
    Algorithm::ALL.iter().position(|other| *other == algorithm).unwrap_or_default()
}

/// The observers of one key, and what they saw within the last window.
#[derive(Clone, Debug)]
struct KeyLanes {
    key: Key,
    /// In the order of [`Algorithm::ALL`].
    limiters: Vec<AnyLimiter>,
    /// What became of its requests, in the same order.
    tallies: [LaneTally; LANES],
    /// What somebody let through: the time, and in the lowest bits by whom.
    passed: VecDeque<u64>,
    /// What nobody did.
    stopped: VecDeque<Nanos>,
    /// How many of `passed` each let through.
    counts: [u32; LANES],
    /// When the queue lets out what came last, and how many by then.
    leaving: (Nanos, u32),
    seen: Nanos,
}

impl KeyLanes {
    fn new(key: Key, rules: &Rules) -> Self {
        let limiters =
            Algorithm::ALL.iter().filter_map(|algorithm| Rules::limiter(*algorithm, rules.limit(0)));
        Self {
            key,
            limiters: limiters.collect(),
            tallies: [LaneTally::default(); LANES],
            passed: VecDeque::new(),
            stopped: VecDeque::new(),
            counts: [0; LANES],
            leaving: (0, 0),
            seen: 0,
        }
    }

    /// All decide about one request.
    fn check(&mut self, now: Nanos) -> u16 {
        let mut admitted = 0;
        for ((bit, limiter), tally) in self.limiters.iter_mut().enumerate().zip(&mut self.tallies) {
            match limiter.check(now, 1).verdict {
                Verdict::Denied => {
                    tally.denied += 1;
                    continue;
                }
                Verdict::Delayed { at } => {
                    let (latest, count) = self.leaving;
                    self.leaving = if at == latest { (at, count + 1) } else { (at, 1) };
                    tally.worst = tally.worst.max(self.leaving.1);
                    tally.delayed += 1;
                }
                Verdict::Admitted => {}
            }
            tally.admitted += 1;
            admitted |= 1 << bit;
        }
        admitted
    }

    /// Moves the window on to `now`.
    fn slide(&mut self, now: Nanos, window: Nanos) {
        self.seen = self.seen.max(now);
        let Some(end) = self.seen.checked_sub(window) else { return };
        while let Some(entry) = self.passed.front().copied().filter(|entry| entry >> BITS <= end) {
            self.passed.pop_front();
            self.uncount(entry);
        }
        while self.stopped.front().is_some_and(|time| *time <= end) {
            self.stopped.pop_front();
        }
    }

    fn uncount(&mut self, entry: u64) {
        for (bit, count) in self.counts.iter_mut().enumerate() {
            *count -= (entry >> bit & 1) as u32;
        }
    }

    /// Writes a request down; the oldest go where more than `most` would be kept.
    fn add(&mut self, admitted: u16, most: usize) {
        if admitted == 0 {
            if self.stopped.len() >= most {
                self.stopped.pop_front();
            }
            self.stopped.push_back(self.seen);
            return;
        }
        if self.passed.len() >= most
            && let Some(entry) = self.passed.pop_front()
        {
            self.uncount(entry);
        }
        // No clock gets that far but one that was set so.
        let time = self.seen.min(u64::MAX >> BITS);
        self.passed.push_back(time << BITS | u64::from(admitted));
        for (bit, count) in self.counts.iter_mut().enumerate() {
            *count += u32::from(admitted >> bit & 1);
        }
    }

    /// Goes on under other rules, with what was used charged as if it had just been asked for. Where they promise
    /// something else, what was let through before does not count.
    fn adopt(&mut self, rules: &Rules, promise_as_before: bool, now: Nanos) {
        for limiter in &mut self.limiters {
            if !serves(limiter, limiter.algorithm(), rules.limit(0))
                && let Some(mut next) = Rules::limiter(limiter.algorithm(), rules.limit(0))
            {
                charge(&mut next, used(limiter, now), now);
                *limiter = next;
            }
        }
        if !promise_as_before {
            self.passed.iter_mut().for_each(|entry| *entry = *entry >> BITS << BITS);
            self.counts = [0; LANES];
            self.tallies.iter_mut().for_each(|tally| tally.worst = 0);
            self.leaving = (0, 0);
        }
    }

    fn footprint(&self) -> usize {
        let limiters: usize = self.limiters.iter().map(Limiter::bytes).sum();
        size_of::<Self>() + limiters + (self.passed.capacity() + self.stopped.capacity()) * size_of::<u64>()
    }
}

/// The observers of one gateway.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    keys: Vec<KeyLanes>,
    history: VecDeque<Arrival>,
    left_out: u64,
}

impl Lanes {
    /// Keys that have lanes.
    pub const MAX_KEYS: usize = 16;
    /// Requests that [`Lanes::history`] holds.
    pub const HISTORY: usize = 256;
    /// Requests of a key in one window that are told apart, or four times limit and burst if that is more; where
    /// there are more, [`LaneTally::worst`] and [`Arrival::true_window`] say less than there was.
    pub const LONGEST: usize = 4_096;

    /// Shows a request to all.
    pub(super) fn show(&mut self, key: Key, now: Nanos, arrived: Nanos, rules: &Rules) {
        let place = self.keys.iter().position(|lanes| lanes.key == key).unwrap_or(self.keys.len());
        if place == self.keys.len() && place < Self::MAX_KEYS {
            self.keys.push(KeyLanes::new(key, rules));
        }
        let Some(lanes) = self.keys.get_mut(place) else {
            self.left_out += 1;
            return;
        };
        let admitted = lanes.check(now);
        lanes.slide(now, rules.window);
        lanes.add(admitted, Self::LONGEST.max(4 * (rules.limit + rules.burst) as usize));
        let queue = place_of(Algorithm::LeakyBucket);
        for (lane, (count, tally)) in lanes.counts.iter().zip(&mut lanes.tallies).enumerate() {
            // What enters a queue leaves it at other times; those are counted where it is asked.
            if lane != queue {
                tally.worst = tally.worst.max(*count);
            }
        }
        let true_window = (lanes.passed.len() + lanes.stopped.len()) as u32;
        if self.history.len() >= Self::HISTORY {
            self.history.pop_front();
        }
        let leaves = (admitted >> queue & 1 == 1).then_some(lanes.leaving.0);
        self.history.push_back(Arrival { time: now, arrived, key, leaves, admitted, true_window });
    }

    /// The keys that have lanes, in the order in which they came.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.keys.iter().map(|lanes| lanes.key)
    }

    /// How full the observer of an algorithm is, for one key; `now` is what the gateway's clock shows.
    #[must_use]
    pub fn lane(&self, algorithm: Algorithm, key: Key, now: Nanos) -> Option<Gauge> {
        let lanes = self.keys.iter().find(|lanes| lanes.key == key)?;
        lanes.limiters.get(place_of(algorithm)).map(|limiter| limiter.peek(now))
    }

    /// What became of all requests that an algorithm saw.
    #[must_use]
    pub fn tally(&self, algorithm: Algorithm) -> LaneTally {
        self.keys().map(|key| self.tally_of(algorithm, key)).fold(LaneTally::default(), LaneTally::and)
    }

    /// The same of one key.
    #[must_use]
    pub fn tally_of(&self, algorithm: Algorithm, key: Key) -> LaneTally {
        let lanes = self.keys.iter().find(|lanes| lanes.key == key);
        lanes.and_then(|lanes| lanes.tallies.get(place_of(algorithm))).copied().unwrap_or_default()
    }

    /// Bytes that an algorithm needs for the keys that have lanes, 8 for each number or stamp.
    #[must_use]
    pub fn bytes(&self, algorithm: Algorithm, now: Nanos) -> u64 {
        let limiters = self.keys.iter().filter_map(|lanes| lanes.limiters.get(place_of(algorithm)));
        limiters.map(|limiter| state_bytes(limiter, now)).sum()
    }

    /// The latest requests, oldest first.
    #[must_use]
    pub fn history(&self) -> &VecDeque<Arrival> {
        &self.history
    }

    /// Requests of keys that have no lanes.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Goes on under other rules.
    pub(super) fn adopt(&mut self, rules: &Rules, before: &Rules, now: Nanos) {
        let promise_as_before = rules.promise_as(before);
        self.keys.iter_mut().for_each(|lanes| lanes.adopt(rules, promise_as_before, now));
    }

    pub(super) fn footprint(&self) -> usize {
        let keys: usize = self.keys.iter().map(KeyLanes::footprint).sum();
        keys + self.history.capacity() * size_of::<Arrival>()
    }
}
