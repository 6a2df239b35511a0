//! The scrubber: the whole run at a glance, a lane for each branch.
//!
//! ```text
//!   │▁▂▁▃▁▂█▂▁┃▂▁▁▂▁│     how much happened, log scaled; ┃ an action
//!       └─▂▃▁▁▂▂▁▁▂▁│     a branch begins where it forked
//! ```
//!
//! It is as wide as the page makes it: 1,000 units stand for the run from beginning to end.

use crate::picture::{Mark, Paint, Picture, Shape, Token, number};
use snowglobe_core::sim::{Globe, Kind, Lane, Nanos};
use std::fmt::Write;

/// Units from the beginning of the run to its end.
pub const WIDTH: f32 = 1_000.0;
/// Height of a lone lane, pixels.
const LONE: f32 = 34.0;
/// Height of a lane among few.
const TALL: f32 = 20.0;
/// Height of all lanes together, at most.
const MOST: f32 = 96.0;
/// Columns that a lane is divided into.
const COLUMNS: usize = 250;

/// The lanes of a run, and their height in pixels. `marked` is where a range of time begins that
/// ends at the moment shown. O(branches × bins).
#[must_use]
pub fn lanes(globe: &dyn Globe, marked: Option<Nanos>) -> (f32, Picture) {
    let lanes = globe.lanes();
    let (moment, beside) = (globe.moment(), globe.beside());
    let count = lanes.len().max(1) as f32;
    let step = if lanes.len() < 2 { LONE } else { (MOST / count).min(TALL) };
    let height = step * count;
    let bars: Vec<Bars> = lanes.iter().map(|lane| Bars::of(lane, globe.horizon())).collect();
    let most = bars.iter().flat_map(|bars| &bars.steps).copied().max().unwrap_or(0);
    let past = past(&lanes, moment.timeline as usize, moment.at);
    let chart = Chart { horizon: globe.horizon().max(1), step, most };
    let mut still = Vec::new();
    for (index, lane) in lanes.iter().enumerate() {
        chart.ground(index, lane, &past, &mut still);
    }
    for (index, (lane, bars)) in lanes.iter().zip(&bars).enumerate() {
        let current = [Some(moment), beside].iter().flatten().any(|shown| shown.timeline as usize == index);
        chart.fork(index, lane, past.iter().any(|(lane, ..)| *lane == index), &mut still);
        chart.bars(index, bars, current, &mut still);
        chart.landmarks(index, lane, &mut still);
    }
    if let Some(marked) = marked {
        let (from, to) = (chart.x(marked.min(moment.at)), chart.x(marked.max(moment.at)));
        let shape = Shape::Rect { x: from, y: 0.0, w: (to - from).max(1.0), h: height, r: 0.0 };
        still.push(Mark::new("marked", shape, Paint::fill(Token::Accent).faded(0.25)));
    }
    (height, Picture { width: WIDTH, height, still, ..Picture::default() })
}

/// Which stretches of which lanes lead to a moment: lane, from, to.
fn past(lanes: &[Lane<'_>], current: usize, at: Nanos) -> Vec<(usize, Nanos, Nanos)> {
    let mut stretches = Vec::new();
    let (mut index, mut until) = (current, at);
    // A parent has a smaller index, so this ends.
    while let Some(lane) = lanes.get(index) {
        let since = if lane.parent < index { lane.fork_at } else { 0 };
        if since < until {
            stretches.push((index, since, until));
        }
        if lane.parent >= index {
            break;
        }
        (index, until) = (lane.parent, until.min(lane.fork_at));
    }
    stretches
}

/// What happened in each column of a lane.
struct Bars {
    steps: Vec<u64>,
    dropped: Vec<u64>,
}

impl Bars {
    fn of(lane: &Lane<'_>, horizon: Nanos) -> Self {
        let (mut steps, mut dropped) = (vec![0; COLUMNS], vec![0; COLUMNS]);
        let bin = lane.overview.bin();
        for index in 0..lane.overview.len() {
            let begins = bin.saturating_mul(index as Nanos);
            // What comes before the fork is drawn in the lane it came from.
            if begins.saturating_add(bin) <= lane.fork_at {
                continue;
            }
            let column = column(begins, horizon);
            let tally = lane.overview.in_bin(index);
            if let (Some(steps), Some(dropped)) = (steps.get_mut(column), dropped.get_mut(column)) {
                *steps += tally.steps;
                *dropped += tally.dropped;
            }
        }
        Self { steps, dropped }
    }
}

fn column(time: Nanos, horizon: Nanos) -> usize {
    let column = u128::from(time) * COLUMNS as u128 / u128::from(horizon.max(1));
    (column as usize).min(COLUMNS - 1)
}

/// Geometry of the lanes.
struct Chart {
    horizon: Nanos,
    /// Height of a lane with the gap above it.
    step: f32,
    /// Steps in the fullest column of all.
    most: u64,
}

impl Chart {
    fn x(&self, time: Nanos) -> f32 {
        (time.min(self.horizon) as f64 / self.horizon as f64) as f32 * WIDTH
    }

    fn top(&self, lane: usize) -> f32 {
        lane as f32 * self.step + self.gap()
    }

    fn bottom(&self, lane: usize) -> f32 {
        (lane + 1) as f32 * self.step
    }

    fn gap(&self) -> f32 {
        if self.step < LONE { (self.step * 0.15).min(2.0) } else { 0.0 }
    }

    /// The lane itself, and what of it has been played.
    fn ground(&self, index: usize, lane: &Lane<'_>, past: &[(usize, Nanos, Nanos)], still: &mut Vec<Mark>) {
        let (y, h) = (self.top(index), self.bottom(index) - self.top(index));
        let from = if lane.parent < index { self.x(lane.fork_at) } else { 0.0 };
        let shape = Shape::Rect { x: from, y, w: WIDTH - from, h, r: 0.0 };
        still.push(Mark::new(format!("lane {index}"), shape, Paint::fill(Token::Faint).faded(0.4)));
        for (_, since, until) in past.iter().filter(|(lane, ..)| *lane == index) {
            let (from, to) = (self.x(*since), self.x(*until));
            let shape = Shape::Rect { x: from, y, w: to - from, h, r: 0.0 };
            still.push(Mark::new(format!("played {index}"), shape, Paint::fill(Token::Accent).faded(0.18)));
        }
    }

    /// From the lane that it came from down to this one.
    fn fork(&self, index: usize, lane: &Lane<'_>, taken: bool, still: &mut Vec<Mark>) {
        if lane.parent >= index {
            return;
        }
        let x = self.x(lane.fork_at).clamp(1.0, WIDTH - 1.0);
        let middle = |lane| (self.top(lane) + self.bottom(lane)) / 2.0;
        let shape = Shape::Line { from: (x, middle(lane.parent)), to: (x, middle(index)) };
        let token = if taken { Token::Accent } else { Token::Muted };
        still.push(Mark::new(format!("fork {index}"), shape, Paint::stroke(token, 1.5)));
    }

    /// A bar for each column in which something happened; losses stand out.
    fn bars(&self, index: usize, bars: &Bars, current: bool, still: &mut Vec<Mark>) {
        let steps = Paint::stroke(Token::Muted, 1.2).faded(if current { 0.8 } else { 0.45 });
        let losses = Paint::stroke(Token::Danger, 1.6);
        for (what, counts, paint) in [("steps", &bars.steps, steps), ("losses", &bars.dropped, losses)] {
            let path = self.path(index, counts);
            if !path.is_empty() {
                still.push(Mark::new(format!("{what} {index}"), Shape::Path(path), paint));
            }
        }
    }

    fn path(&self, index: usize, counts: &[u64]) -> String {
        let (bottom, room) = (self.bottom(index), (self.bottom(index) - self.top(index)) * 0.9);
        let mut path = String::new();
        for (column, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let x = (column as f32 + 0.5) * WIDTH / COLUMNS as f32;
            let top = bottom - room * part(*count, self.most);
            // Writing to a String cannot fail.
            let _ = write!(path, "M{} {}V{}", number(x), number(bottom), number(top));
        }
        path
    }

    /// Full-height lines for actions, refusals and verdicts: one path each.
    fn landmarks(&self, index: usize, lane: &Lane<'_>, still: &mut Vec<Mark>) {
        let (top, bottom) = (self.top(index), self.bottom(index));
        let since = if lane.parent < index { lane.fork_at } else { 0 };
        let kinds =
            [(Kind::Refused, Token::Dead), (Kind::Acted, Token::Warning), (Kind::Verdict, Token::Danger)];
        for (kind, token) in kinds {
            let own = lane.overview.landmarks().iter().filter(|mark| mark.kind == kind && mark.time >= since);
            let mut columns: Vec<usize> = own.map(|mark| self.x(mark.time) as usize).collect();
            columns.dedup();
            let mut path = String::new();
            for x in columns {
                let x = (x as f32 + 0.5).clamp(1.5, WIDTH - 1.5);
                let _ = write!(path, "M{} {}V{}", number(x), number(bottom), number(top));
            }
            if !path.is_empty() {
                let key = format!("{kind:?} {index}").to_ascii_lowercase();
                still.push(Mark::new(key, Shape::Path(path), Paint::stroke(token, 2.5)));
            }
        }
    }
}

/// How high a bar is, 0 to 1: logarithmic, so that one event can be seen beside thousands.
fn part(count: u64, most: u64) -> f32 {
    if count == 0 || most == 0 {
        return 0.0;
    }
    let log = |n: u64| (n as f32 + 1.0).ln();
    (log(count) / log(most)).clamp(0.15, 1.0)
}

#[cfg(test)]
mod tests;
