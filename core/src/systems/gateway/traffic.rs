//! When a client asks: a plan that knows the time of every request in advance, but for what chance adds.
//!
//! ```text
//!   steady    |   |   |   |   |   |     clients in turn
//!   poisson   ||    |  |    | |    |    gaps are exponential
//!   bursts    |||||          |||||      all clients at the same time
//!   edge               |||| ||||        5 before the edge of a window, 5 after it
//!   curve     |    | || |||||| || |     poisson, at a rate that is drawn
//! ```
//!
//! The edge is the book's: 10 requests pass within one minute under a limit of 5 a minute, because they
//! come in two windows.

use super::Parameters;
use super::choice::Traffic;
use crate::random::SplitMix64;
use crate::sim::{Nanos, SECOND};

/// Points of a drawn curve.
pub const POINTS: u64 = 16;
/// The most that a point of a curve can be: the whole rate.
pub const FULL: u64 = 15;

/// Nanoseconds in a thousand seconds: a rate in thousandths a second divides it into gaps.
const THOUSAND_SECONDS: u128 = 1_000 * SECOND as u128;

/// When one client asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    traffic: Traffic,
    /// Requests of this client in a thousand seconds.
    rate: u64,
    /// From when even intervals count.
    since: Nanos,
    burst_size: u32,
    limit: u32,
    window: Nanos,
    curve: u64,
    duration: Nanos,
}

impl Plan {
    /// The plan of a client, one of so many.
    #[must_use]
    pub fn of(parameters: &Parameters, client: u32) -> Self {
        let clients = u64::from(parameters.clients.max(1));
        let rate = (parameters.rate * 1_000 / clients).max(1);
        let turn = THOUSAND_SECONDS / u128::from(rate) * u128::from(client) / u128::from(clients);
        let steady = parameters.traffic == Traffic::Steady;
        Self {
            traffic: parameters.traffic,
            rate,
            since: if steady { turn as Nanos } else { 0 },
            burst_size: parameters.burst_size,
            limit: parameters.limit,
            window: parameters.window,
            curve: parameters.curve,
            duration: parameters.duration,
        }
    }

    /// The same traffic at a rate of so many in a thousand seconds, counted from `since` on. What keeps
    /// to the edges of windows, or to a record, has no rate: it becomes steady.
    #[must_use]
    pub fn at_rate(self, rate: u64, since: Nanos) -> Self {
        let traffic = match self.traffic {
            Traffic::Edge | Traffic::Recorded => Traffic::Steady,
            other => other,
        };
        Self { traffic, rate, since, ..self }
    }

    /// The first requests at `from` or later: when, and how many at once. `None` if there are none.
    pub fn next(&self, from: Nanos, random: &mut SplitMix64) -> Option<(Nanos, u32)> {
        if self.rate == 0 {
            return None;
        }
        match self.traffic {
            Traffic::Steady => self.evenly(from, 1).map(|at| (at, 1)),
            Traffic::Bursts => self.evenly(from, self.burst_size).map(|at| (at, self.burst_size)),
            Traffic::Poisson => {
                from.checked_add(random.exponential_nanos(self.mean(self.rate))).map(|at| (at, 1))
            }
            Traffic::Edge => self.at_edge(from).map(|at| (at, 1)),
            Traffic::Curve => self.along_curve(from, random).map(|at| (at, 1)),
            Traffic::Recorded => None,
        }
    }

    /// About how many requests until the end, from `from` on.
    #[must_use]
    pub fn expected(&self, from: Nanos) -> u64 {
        let left = u128::from(self.duration.saturating_sub(from));
        let requests = match self.traffic {
            Traffic::Recorded => 0,
            Traffic::Edge => (left / u128::from(self.window) + 2) * u128::from(self.limit),
            _ => left * u128::from(self.rate) / THOUSAND_SECONDS + u128::from(self.burst_size),
        };
        u64::try_from(requests).unwrap_or(u64::MAX)
    }

    fn mean(&self, rate: u64) -> Nanos {
        (THOUSAND_SECONDS / u128::from(rate.max(1))) as Nanos
    }

    /// The first multiple of the time that `count` requests take. Counted anew each time, so that nothing
    /// that was rounded adds up.
    fn evenly(&self, from: Nanos, count: u32) -> Option<Nanos> {
        let (rate, step) = (u128::from(self.rate), THOUSAND_SECONDS * u128::from(count));
        let elapsed = u128::from(from.saturating_sub(self.since));
        let turns = (elapsed * rate).div_ceil(step);
        let at = u128::from(self.since) + turns * step / rate;
        // The rounding may have put it a nanosecond before.
        let at = if at < u128::from(from) { u128::from(self.since) + (turns + 1) * step / rate } else { at };
        Nanos::try_from(at).ok()
    }

    /// Every second edge has `limit` requests in the ninth tenth of the window before it, so that the way
    /// to the gateway does not carry them over, and as many in the first tenth of the window after it.
    fn at_edge(&self, from: Nanos) -> Option<Nanos> {
        let (tenth, count) = (self.window / 10, u64::from(self.limit));
        let starts = [self.window - 2 * tenth, self.window];
        let round = from / (2 * self.window) * (2 * self.window);
        let pair = [round, round.checked_add(2 * self.window)?];
        let groups = pair.into_iter().flat_map(|round| starts.map(|start| round.saturating_add(start)));
        for group in groups {
            // Request i of a group is due after i of `count` parts of a tenth.
            let place = from.saturating_sub(group);
            let first = (u128::from(place) * u128::from(count)).div_ceil(u128::from(tenth));
            if first < u128::from(count) {
                let within = (first * u128::from(tenth)).div_ceil(u128::from(count)) as Nanos;
                return group.checked_add(within);
            }
        }
        None
    }

    /// A Poisson process whose rate is constant within each sixteenth: what would come after the end of
    /// one is drawn anew in the next, which memoryless gaps allow.
    fn along_curve(&self, mut from: Nanos, random: &mut SplitMix64) -> Option<Nanos> {
        let part = self.duration.div_ceil(POINTS).max(1);
        while from < self.duration {
            let end = (from / part + 1) * part;
            let point = self.curve >> (60 - 4 * (from / part).min(POINTS - 1)) & FULL;
            let rate = self.rate * point / FULL;
            if rate > 0 {
                let at = from.saturating_add(random.exponential_nanos(self.mean(rate)));
                if at < end {
                    return Some(at);
                }
            }
            from = end;
        }
        None
    }
}
