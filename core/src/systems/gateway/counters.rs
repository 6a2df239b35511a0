//! A limiter for each key: what a gateway counts with, or the store if the algorithm runs there.
//!
//! A request of several layers passes if every layer lets it, and only then is any of them charged: else
//! a user whom the gateway turns away for the sake of all would pay with a request of his own.

use super::Rules;
use super::grace::Grace;
use super::key::{Key, Keys};
use super::message::{Ruling, Verdict};
use crate::limiter::{self, Algorithm, AnyLimiter, Decision, Gauge, Limit, Limiter};
use crate::sim::Nanos;
use alloc::vec::Vec;

/// One key's limiter, and what softens it.
#[derive(Clone, Debug)]
struct Counter {
    strict: AnyLimiter,
    /// The higher limit, if the limit is soft.
    ample: Option<AnyLimiter>,
    grace: Grace,
}

impl Counter {
    fn new(key: Key, rules: &Rules) -> Option<Self> {
        let strict = Rules::limiter(rules.algorithm, rules.limit(key.layer))?;
        let ample = Rules::limiter(rules.algorithm, rules.soft_limit(key.layer)).filter(|_| rules.is_soft());
        Some(Self { strict, ample, grace: Grace::default() })
    }

    fn check(&mut self, now: Nanos, rules: &Rules) -> Decision {
        let decision = self.strict.check(now, 1);
        let Some(ample) = &mut self.ample else { return decision };
        if decision.is_admitted() {
            ample.check(now, 1);
            return decision;
        }
        if self.grace.extends_to(now, rules) {
            let soft = ample.check(now, 1);
            if soft.is_admitted() {
                return soft;
            }
        }
        decision
    }

    /// What a check would say, without being charged.
    fn would_admit(&self, now: Nanos, rules: &Rules) -> bool {
        has_room(&self.strict, now)
            || self
                .ample
                .as_ref()
                .is_some_and(|ample| self.grace.clone().extends_to(now, rules) && has_room(ample, now))
    }

    fn charge(&mut self, cost: u64, now: Nanos) {
        for limiter in [Some(&mut self.strict), self.ample.as_mut()].into_iter().flatten() {
            charge(limiter, cost, now);
        }
    }

    /// Goes on under other rules. A limiter that is what they ask for stays as it is. Another takes its place
    /// with what was used charged as if it had just been asked for: nothing is forgiven, and nobody waits longer
    /// than for a window. Only of a soft limit that is made hard is forgotten what it let through on top.
    fn adopt(&mut self, key: Key, rules: &Rules, now: Nanos) {
        let algorithm = rules.algorithm;
        // The ample one has seen what passed beyond the strict one as well, but may be emptied faster.
        let used = self.ample.iter().map(|ample| used(ample, now)).fold(used(&self.strict, now), u64::max);
        let anew = |limit: Limit| {
            let mut next = Rules::limiter(algorithm, limit)?;
            charge(&mut next, used, now);
            Some(next)
        };
        let (strict, ample) = (rules.limit(key.layer), rules.soft_limit(key.layer));
        if !serves(&self.strict, algorithm, strict)
            && let Some(next) = anew(strict)
        {
            self.strict = next;
        }
        let kept = self.ample.take().filter(|_| rules.is_soft());
        self.ample = match kept {
            Some(kept) if serves(&kept, algorithm, ample) => Some(kept),
            _ if rules.is_soft() => anew(ample),
            _ => None,
        };
    }
}

/// Whether a limiter is what is asked for. A burst that the algorithm has no use for makes no difference.
pub(super) fn serves(limiter: &AnyLimiter, algorithm: Algorithm, limit: Limit) -> bool {
    let heeded = |Limit { amount, window, burst }: Limit| {
        (amount, window, if algorithm.uses_burst() { burst } else { amount })
    };
    limiter.algorithm() == algorithm && heeded(limiter.limit()) == heeded(limit)
}

/// Whether one more request would be let through.
pub(super) fn has_room(limiter: &AnyLimiter, now: Nanos) -> bool {
    match limiter.algorithm() {
        // A copy of a log costs its length.
        Algorithm::SlidingLog | Algorithm::SlidingLogBook => {
            let Gauge { level, capacity, .. } = limiter.peek(now);
            level < capacity
        }
        _ => limiter.clone().check(now, 1).is_admitted(),
    }
}

/// How much of a limit is in use, rounded up.
pub(super) fn used(limiter: &AnyLimiter, now: Nanos) -> u64 {
    let Gauge { level, capacity, millionths, .. } = limiter.peek(now);
    match limiter.algorithm() {
        Algorithm::TokenBucket | Algorithm::TokenBucketInterval => capacity.saturating_sub(level),
        _ => level + u64::from(millionths > 0),
    }
}

/// Bytes that a limiter's state takes where it is written down: 8 for each number or stamp, the same on every
/// machine.
#[must_use]
pub fn state_bytes(limiter: &AnyLimiter, now: Nanos) -> u64 {
    let numbers = match limiter.algorithm() {
        Algorithm::TokenBucket => 3,
        Algorithm::SlidingCounter | Algorithm::SlidingCounterCeil => 4,
        Algorithm::SlidingLog | Algorithm::SlidingLogBook => limiter.peek(now).level,
        _ => 2,
    };
    8 * numbers
}

/// Takes `cost`, or as much as there is.
pub(super) fn charge(limiter: &mut AnyLimiter, cost: u64, now: Nanos) {
    let room = limiter.check(now, 0).remaining;
    limiter.check(now, u32::try_from(cost).unwrap_or(u32::MAX).min(room));
}

/// Limiters by key.
#[derive(Clone, Debug, Default)]
pub struct Counters {
    keys: Vec<(Key, Counter)>,
}

impl Counters {
    /// Decides about a request, and remembers it.
    pub(super) fn decide(&mut self, keys: &Keys, now: Nanos, rules: &Rules) -> Ruling {
        let layers = keys.iter().count();
        let all = layers == 1 || keys.iter().all(|key| self.would_admit(key, now, rules));
        let book = rules.algorithm == Algorithm::SlidingLogBook;
        let mut strictest: Option<(Key, Decision)> = None;
        for key in keys.iter() {
            let Some(counter) = self.counter(key, rules) else { continue };
            // The book's log writes down even what is denied. Who would have let it pass has no say.
            let admits = all || counter.would_admit(now, rules);
            if admits && !all {
                if book {
                    counter.check(now, rules);
                }
                continue;
            }
            let decision = counter.check(now, rules);
            if strictest.is_none_or(|(_, other)| decision.is_stricter_than(&other)) {
                strictest = Some((key, decision));
            }
        }
        strictest.map_or(Ruling::open(keys.first()), |(key, decision)| ruling(key, &decision, now))
    }

    fn would_admit(&mut self, key: Key, now: Nanos, rules: &Rules) -> bool {
        self.counter(key, rules).is_none_or(|counter| counter.would_admit(now, rules))
    }

    fn counter(&mut self, key: Key, rules: &Rules) -> Option<&mut Counter> {
        let place = match self.keys.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(place) => place,
            Err(place) => {
                self.keys.insert(place, (key, Counter::new(key, rules)?));
                place
            }
        };
        self.keys.get_mut(place).map(|(_, counter)| counter)
    }

    /// So much was let through elsewhere. What does not fit is forgotten.
    pub(super) fn charge(&mut self, key: Key, cost: u64, now: Nanos, rules: &Rules) {
        if let Some(counter) = self.counter(key, rules) {
            counter.charge(cost, now);
        }
    }

    /// Goes on under other rules.
    pub(super) fn adopt(&mut self, rules: &Rules, now: Nanos) {
        for (key, counter) in &mut self.keys {
            counter.adopt(*key, rules, now);
        }
    }

    pub(super) fn clear(&mut self) {
        self.keys.clear();
    }

    /// How full the limiter of a key is; `None` if it was never asked for.
    #[must_use]
    pub fn gauge(&self, key: Key, now: Nanos) -> Option<Gauge> {
        let place = self.keys.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        self.keys.get(place).map(|(_, counter)| counter.strict.peek(now))
    }

    /// The keys that were asked for, ascending.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.keys.iter().map(|(key, _)| *key)
    }

    /// Stamps in the logs, where the algorithm keeps any.
    #[must_use]
    pub fn stamps(&self, now: Nanos) -> u64 {
        let logs = self.keys.iter().map(|(_, counter)| &counter.strict);
        let logs = logs.filter(|limiter| {
            matches!(limiter.algorithm(), Algorithm::SlidingLog | Algorithm::SlidingLogBook)
        });
        logs.map(|limiter| limiter.peek(now).level).sum()
    }

    /// Bytes that all states take where they are written down.
    #[must_use]
    pub fn state_bytes(&self, now: Nanos) -> u64 {
        let both = |counter: &Counter| {
            state_bytes(&counter.strict, now)
                + counter.ample.as_ref().map_or(0, |ample| state_bytes(ample, now))
        };
        self.keys.iter().map(|(_, counter)| both(counter)).sum()
    }

    pub(super) fn footprint(&self) -> usize {
        let limiter = |limiter: &AnyLimiter| limiter.bytes() - size_of::<AnyLimiter>();
        let heap = |counter: &Counter| limiter(&counter.strict) + counter.ample.as_ref().map_or(0, limiter);
        self.keys.capacity() * size_of::<(Key, Counter)>()
            + self.keys.iter().map(|(_, counter)| heap(counter)).sum::<usize>()
    }
}

fn ruling(key: Key, decision: &Decision, now: Nanos) -> Ruling {
    let verdict = match decision.verdict {
        limiter::Verdict::Admitted => Verdict::Pass { remaining: Some(decision.remaining) },
        limiter::Verdict::Delayed { at } => Verdict::Wait(at.saturating_sub(now)),
        limiter::Verdict::Denied => Verdict::Deny(decision.retry_after),
    };
    Ruling { key, verdict }
}
