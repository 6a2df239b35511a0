//! Where lanes lie, which there is room for, and where a time is.
//!
//! ```text
//!   [u0] [u1]                           ┃ admitted  ⊘ denied      keys, and what the marks mean
//!   limit 5 / 1 s                  admitted   denied   worst      headings
//!   Fixed window                        10         4      10      a lane: its name and numbers,
//!   [gauge]  ┃┃┃┃┃┃┃┃┃┃⊘⊘⊘ … | now                                its gauge and track
//!            3s        4s        5s                               the axis
//! ```

use super::lineup::Lineup;
use crate::picture::{Area, number};
use snowglobe_core::limiter::Algorithm;
use snowglobe_core::sim::Nanos;

/// Height of a lane that can be read.
const LEAST: f32 = 34.0;
/// Height beyond which more room says no more.
const MOST: f32 = 150.0;
/// Windows that the axis spans.
const WINDOWS: u64 = 4;
/// The time axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axis {
    pub(super) from: Nanos,
    pub(super) to: Nanos,
    /// Left and right.
    pub(super) x: (f32, f32),
}

impl Axis {
    /// The last few windows up to now; the first ones at the beginning of a run, and parts of one if requests
    /// come so fast that no more of them are known.
    fn new(now: Nanos, window: Nanos, known_from: Nanos, x: (f32, f32)) -> Self {
        let mut span = window.saturating_mul(WINDOWS);
        while known_from > 0 && span > 1_000 && now.saturating_sub(span) < known_from {
            span /= 2;
        }
        let from = now.saturating_sub(span);
        Self { from, to: from.saturating_add(span.max(1)), x }
    }

    /// Where a time is; what lies outside is at the nearer end.
    #[must_use]
    pub(super) fn at(&self, time: Nanos) -> f32 {
        let part =
            time.clamp(self.from, self.to).saturating_sub(self.from) as f64 / (self.to - self.from) as f64;
        self.x.0 + (self.x.1 - self.x.0) * part as f32
    }

    /// Whether it shows a time.
    #[must_use]
    pub(super) fn shows(&self, time: Nanos) -> bool {
        (self.from..=self.to).contains(&time)
    }
}

/// The whole view.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    /// Top and height of the keys' row; the headings' baseline is below it.
    pub(super) keys: Area,
    /// Baseline of the headings.
    pub(super) headings: f32,
    /// Baseline of the axis.
    pub(super) axis_base: f32,
    /// Baseline of the note below.
    pub(super) note_base: f32,
    /// The lanes that are shown, with their room.
    pub(super) lanes: Vec<(Algorithm, Area)>,
    pub(super) axis: Axis,
    /// Width of a gauge.
    pub(super) gauge: f32,
}

impl Plan {
    /// Room for as many of the lanes as can be read.
    #[must_use]
    pub(super) fn new(
        (width, height): (f32, f32),
        lineup: &Lineup,
        (now, window, known_from): (Nanos, Nanos, Nanos),
    ) -> Self {
        let margin = (width * 0.02).clamp(7.0, 18.0);
        let keys = Area { x: margin, y: 7.0, w: width - 2.0 * margin, h: 19.0 };
        let headings = keys.y + keys.h + 14.0;
        let (top, bottom) = (headings + 4.0, height - 30.0);
        let room = (bottom - top).max(LEAST);
        let count = ((room / LEAST) as usize).clamp(1, lineup.len());
        let high = (room / count as f32).min(MOST);
        let area =
            |place: usize| Area { x: margin, y: top + high * place as f32, w: width - 2.0 * margin, h: high };
        let shown = lineup.within(count).into_iter().enumerate();
        let lanes: Vec<_> = shown.map(|(place, algorithm)| (algorithm, area(place))).collect();
        let gauge = (width * 0.1).clamp(40.0, 72.0);
        let axis = Axis::new(now, window, known_from, (margin + gauge + 9.0, width - margin));
        let axis_base = top + high * lanes.len() as f32 + 11.0;
        Self { keys, headings, axis_base, note_base: axis_base + 14.0, lanes, axis, gauge }
    }

    /// The room of a lane's track, below its name.
    #[must_use]
    pub(super) fn track(&self, lane: Area) -> Area {
        let (left, right) = self.axis.x;
        Area { x: left, y: lane.y + 16.0, w: right - left, h: lane.h - 19.0 }
    }

    /// An upright line through all tracks, which leaves the words between them alone.
    #[must_use]
    pub(super) fn upright(&self, x: f32) -> String {
        let pieces = self.lanes.iter().map(|(_, lane)| {
            let Area { y, h, .. } = self.track(*lane);
            format!("M{x} {}L{x} {}", number(y), number(y + h), x = number(x))
        });
        pieces.collect()
    }
}
