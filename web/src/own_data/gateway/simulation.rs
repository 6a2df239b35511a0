//! A key's requests in the simulation: the gateway under the same rule, asked at the same times.
//!
//! ```text
//!   30 a minute, 01:05:31 01:05:31 01:05:32 …   ──▶   limit 30, window 60s, traffic recorded
//!                                                     31s send c0 2 · 32s send c0 · …
//! ```
//!
//! The run begins at the start of the window in which the first request came, so that windows have their
//! edges where they have them in the log.

use snowglobe_core::limiter::{Algorithm, Limit};
use snowglobe_core::scenario::link::{Link, Shown};
use snowglobe_core::scenario::{Moment, Scenario, Settings, Timed};
use snowglobe_core::sim::System;
use snowglobe_core::systems::gateway::Gateway;

use super::analysis::watched::BEFORE;
use super::line::SECOND;
use super::report::Seen;

/// Windows up to this long are simulated: what happens in a longer one nobody sees happen.
pub const LONGEST_WINDOW: u64 = 60 * SECOND;
/// How long before the denial the run is opened.
const AHEAD: u64 = SECOND / 100;
/// How long the run goes on after the last request.
const AFTER: u64 = 5 * SECOND;

/// Whether a rule of this limit can be seen at work: enough requests are kept to reach it.
#[must_use]
pub fn can_be_shown(limit: &Limit) -> bool {
    limit.window <= LONGEST_WINDOW && (limit.amount.max(limit.burst) as usize) < BEFORE
}

/// The link of a run in which one client asks at these times; none if there are no times or they do not
/// fit into one. O(requests).
#[must_use]
pub fn link(algorithm: Algorithm, limit: &Limit, seen: &Seen) -> Option<Link> {
    let (first, last) = (*seen.times.first()?, *seen.times.last()?);
    let start = first - first % limit.window;
    let seconds = (last - start + AFTER).div_ceil(SECOND);
    let mut settings = Settings::defaults(Gateway::PARAMETERS);
    for (name, value) in [
        ("algorithm", algorithm.name().to_owned()),
        ("limit", limit.amount.to_string()),
        ("burst", limit.burst.to_string()),
        ("window", format!("{}s", limit.window / SECOND)),
        ("traffic", "recorded".to_owned()),
        ("clients", "1".to_owned()),
        ("duration", format!("{seconds}s")),
    ] {
        settings.set_named(name, &value).ok()?;
    }
    let mut scenario = Scenario::new(Gateway::NAME, 7);
    scenario.settings = settings.differences();
    scenario.timelines.first_mut()?.actions = sends(&seen.times, start);
    let at = (seen.denied.unwrap_or(first) - start).saturating_sub(AHEAD);
    let moment = Moment { at, step: u64::MAX, ..Moment::default() };
    Some(Link { scenario, moment, shown: Shown::default() })
}

/// One action for all requests of a moment.
fn sends(times: &[u64], start: u64) -> Vec<Timed> {
    let together = times.chunk_by(|a, b| a == b).filter_map(|same| Some((*same.first()?, same.len())));
    let action = |count| if count == 1 { "send c0".to_owned() } else { format!("send c0 {count}") };
    together.map(|(time, count)| Timed { at: time - start, action: action(count) }).collect()
}

#[cfg(test)]
mod tests;
