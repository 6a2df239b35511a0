//! The same rule under all nine algorithms at once, and under other limits.
//!
//! ```text
//!                         admitted   denied   denied, log admits   admitted, log denies
//!   token_bucket            9,412       588          31                   12
//!   fixed_window            9,433       567           8                   10
//!   sliding_log             9,431       569           –                    –     counts exactly
//! ```
//!
//! The nine see the same requests of the same keys at the same times, so whatever differs is the
//! algorithms' doing. The sliding log of what was admitted is what the others are held against, since "no
//! more than so many in any window" is its very definition. This pass takes several times as long as the
//! plain one and is made only when asked for. Its table is smaller, 32,768 keys and fewer where logs are
//! long; the report says how many keys lost their place while they had something to lose.

use std::cell::Cell;

use snowglobe_core::limiter::policy::Policy;
use snowglobe_core::limiter::{Algorithm, Decision, Gauge, Keyed, Limit, Verdict};

use super::Room;
use super::ladder::{Ladder, Rungs};
use super::policy::{Chosen, Kept};
use super::windows::{Reached, Tally};
use crate::own_data::gateway::failure::Failure;
use crate::own_data::gateway::report::{Comparison, Outcome, Sums};

mod answers;

/// A log longer than this is not compared: it would cost too much memory for each key.
pub(super) const MAX_LOG: u32 = 4_096;

/// Compares; see the module.
#[derive(Debug)]
pub(super) struct Compare {
    table: Keyed<u64, Nine>,
}

/// All nine, and the ladder, as one policy.
#[derive(Clone, Debug)]
struct Nine {
    limit: Limit,
    /// In the order of [`Algorithm::ALL`]; `None` for one that cannot be compared.
    policies: Vec<Option<Chosen>>,
    sums: Vec<Cell<Sums>>,
    ladder: Ladder,
    reached: Reached,
}

/// What is kept for a key.
#[derive(Clone, Debug)]
struct Key {
    kept: Vec<Option<Kept>>,
    rungs: Rungs,
    tally: Tally,
}

impl Compare {
    /// For a rule of that limit and that many keys, as far as there is room.
    pub(super) fn new(limit: Limit, keys: usize, room: Room) -> Result<Self, Failure> {
        let chosen = |algorithm: Algorithm| match (Chosen::new(algorithm, limit), limit.amount) {
            (Ok(Chosen::SlidingLog(_) | Chosen::SlidingLogBook(_)), amount) if amount > MAX_LOG => None,
            (chosen, _) => chosen.ok(),
        };
        let policies: Vec<_> = Algorithm::ALL.into_iter().map(chosen).collect();
        let sums = vec![Cell::new(Sums::default()); policies.len()];
        let ladder = Ladder::new(limit.window).map_err(Failure::broken)?;
        let nine = Nine { limit, policies, sums, ladder, reached: Reached::default() };
        let logs = 2 * size_of::<u64>() * limit.amount.clamp(1, MAX_LOG) as usize;
        let keys = keys.min(room.compared).min(room.log_bytes / logs).max(1);
        Ok(Self { table: Keyed::growing(keys, nine).map_err(Failure::broken)? })
    }

    /// Lets all of them see a request.
    pub(super) fn check(&mut self, key: u64, now: u64) {
        self.table.check(&key, now, 1);
    }

    /// What came of all requests.
    pub(super) fn finish(&self) -> Comparison {
        let nine = self.table.policy();
        let outcomes = nine.sums.iter().zip(&nine.policies).zip(Algorithm::ALL);
        let outcomes = outcomes.map(|((sums, policy), algorithm)| Outcome {
            algorithm: algorithm.name().to_owned(),
            sums: policy.is_some().then(|| sums.get()),
        });
        Comparison {
            outcomes: outcomes.collect(),
            answers: answers::of(&nine.reached, &nine.ladder.denied()),
            forgotten: self.table.evictions().live,
        }
    }
}

impl Nine {
    /// Lets every algorithm decide, and notes what each did that the sliding log did not.
    fn decide(&self, kept: &mut [Option<Kept>], now: u64) {
        let mut verdicts = [None; Algorithm::ALL.len()];
        for ((policy, kept), verdict) in self.policies.iter().zip(kept).zip(&mut verdicts) {
            if let (Some(policy), Some(kept)) = (policy, kept) {
                *verdict = Some(policy.check(kept, now, 1).verdict);
            }
        }
        let exact = Algorithm::ALL.iter().position(|algorithm| *algorithm == Algorithm::SlidingLog);
        let exact = exact.and_then(|at| verdicts[at]).map(|verdict| verdict == Verdict::Denied);
        for (verdict, sums) in verdicts.into_iter().zip(&self.sums) {
            let Some(verdict) = verdict else { continue };
            let mut sum = sums.get();
            match verdict {
                Verdict::Admitted => sum.admitted += 1,
                Verdict::Delayed { .. } => sum.delayed += 1,
                Verdict::Denied => sum.denied += 1,
            }
            match (verdict == Verdict::Denied, exact) {
                (true, Some(false)) => sum.stricter += 1,
                (false, Some(true)) => sum.laxer += 1,
                _ => {}
            }
            sums.set(sum);
        }
    }
}

impl Policy for Nine {
    type State = Key;

    fn limit(&self) -> Limit {
        self.limit
    }

    fn fresh(&self) -> Key {
        let kept = self.policies.iter().map(|policy| policy.as_ref().map(Policy::fresh));
        Key { kept: kept.collect(), rungs: self.ladder.fresh(), tally: Tally::default() }
    }

    fn check(&self, key: &mut Key, now: u64, _cost: u32) -> Decision {
        self.decide(&mut key.kept, now);
        self.ladder.check(&mut key.rungs, now);
        self.reached.note(key.tally.count(now, self.limit.window));
        // Nobody asks: the answers are in the sums.
        Decision { verdict: Verdict::Admitted, limit: 0, remaining: 0, retry_after: None }
    }

    fn peek(&self, _key: &Key, _now: u64) -> Gauge {
        Gauge { level: 0, millionths: 0, capacity: 0, idle_after: None }
    }

    /// When all of them are as good as new.
    fn idle_at(&self, key: &Key) -> Option<u64> {
        let each = self.policies.iter().flatten().zip(key.kept.iter().flatten());
        let nine = each
            .map(|(policy, kept)| policy.idle_at(kept))
            .try_fold(0, |latest, at| Some(at?.max(latest)))?;
        Some(nine.max(self.ladder.idle_at(&key.rungs)?).max(key.tally.idle_at(self.limit.window)))
    }

    fn most_in(&self, span: u64) -> u64 {
        self.policies.iter().flatten().map(|policy| policy.most_in(span)).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
