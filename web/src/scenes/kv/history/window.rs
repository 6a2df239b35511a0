//! Which stretch of time is shown: about as many calls of the busiest client as can be told apart.
//!
//! ```text
//!   from ├──────── calls ────────┤ now ┤ to          its length is a round number, so that it seldom changes
//! ```
//!
//! What is chosen is in it from its beginning.

use crate::picture::bars::Axis;
use snowglobe_core::sim::{Nanos, SECOND};
use snowglobe_core::systems::kv::Calls;

/// Room that a bar with its words takes, pixels.
const BAR: f32 = 92.0;
/// Room that a time with its words takes, pixels.
const TICK: f32 = 76.0;
/// The moment shown stands at this part of the window, once there is as much before it.
const NOW_AT: f64 = 0.94;
/// The shortest window.
const SHORTEST: Nanos = SECOND / 50;

/// A stretch of time from a left to a right edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    pub(super) axis: Axis,
    pub(super) now: Nanos,
}

impl Window {
    /// The window around a moment; no shorter than that of the picture beside this one. What is chosen began at the first of
    /// these times, and that by which it went wrong at the other: if that is in the window, so is all of it.
    pub(super) fn around<'a>(
        clients: impl Iterator<Item = &'a Calls>,
        now: Nanos,
        (chosen, beside): (Option<(Nanos, Nanos)>, Option<Nanos>),
        (left, right): (f32, f32),
    ) -> Self {
        let since = since(clients, now, (left, right));
        let reach = chosen.filter(|(_, wrong)| *wrong >= since).map_or(since, |(begin, _)| begin.min(since));
        let seen = now.saturating_sub(reach.min(beside.unwrap_or(now))).max(SHORTEST);
        let span = rounded_up((seen as f64 / NOW_AT) as Nanos);
        let from = now.saturating_sub((span as f64 * NOW_AT) as Nanos);
        Self { axis: Axis { from, to: from.saturating_add(span), left, right }, now }
    }

    /// Where a time is, kept within the edges.
    pub(super) fn x(&self, time: Nanos) -> f32 {
        self.axis.x(time)
    }

    /// Round times within it.
    pub(super) fn ticks(&self) -> impl Iterator<Item = Nanos> {
        self.axis.ticks(TICK)
    }
}

/// Since when so many calls of the busiest client were made as can be told apart.
pub(super) fn since<'a>(
    clients: impl Iterator<Item = &'a Calls>,
    now: Nanos,
    (left, right): (f32, f32),
) -> Nanos {
    let most = (((right - left) / BAR) as usize).max(2);
    let (mut first, mut since) = (now, None);
    for calls in clients {
        if let Some((_, call)) = calls.latest().nth(most - 1) {
            since = since.max(Some(call.called));
        }
        first = first.min(calls.get(0).map_or(now, |call| call.called));
    }
    since.unwrap_or(first)
}

/// The next time that is round enough, but not much longer.
fn rounded_up(span: Nanos) -> Nanos {
    let power = 10u64.pow(span.max(10).ilog10() - 1);
    let steps = [10, 15, 20, 30, 40, 50, 60, 80, 100].map(|step| power.saturating_mul(step));
    steps.into_iter().find(|step| *step >= span).unwrap_or(span)
}
