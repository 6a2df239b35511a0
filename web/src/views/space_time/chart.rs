//! Geometry of the diagram: which lane is where, and which moment.

use super::labels::{Labels, Spot};
use crate::picture::bars::round_step;
use crate::picture::{Area, Mark, Paint, Shape, Token};
use crate::views::{Cast, Member};
use snowglobe_core::order::insertion_sort;
use snowglobe_core::sim::{Nanos, NodeId, format_time};
use std::collections::BTreeMap;

/// Height of the row of heads.
const HEADS: f32 = 58.0;
/// Room left free at the foot and at both sides.
const MARGIN: f32 = 14.0;
/// At the right, for the times, in a picture of at least this width.
const TIMES: f32 = 58.0;
const WIDE: f32 = 520.0;
/// Lanes nearer to each other than this leave little room for what is written.
const NARROW: f32 = 64.0;

/// A diagram to be drawn.
pub(super) struct Chart<'a> {
    pub(super) width: f32,
    pub(super) height: f32,
    /// Room below it, for what explains it.
    pub(super) foot: f32,
    /// The moment shown.
    pub(super) now: Nanos,
    /// The window of time.
    pub(super) from: Nanos,
    pub(super) to: Nanos,
    /// When the run ends.
    pub(super) horizon: Nanos,
    /// Distance between two lanes.
    pub(super) gap: f32,
    /// The nodes from left to right, and where.
    pub(super) lanes: Vec<(&'a Member, f32)>,
    places: BTreeMap<NodeId, f32>,
}

impl<'a> Chart<'a> {
    /// The lanes, without a time yet and without room below.
    pub(super) fn new(cast: &'a Cast, size: (f32, f32), horizon: Nanos) -> Self {
        let (width, height) = (size.0.max(1.0), size.1.max(HEADS + MARGIN + 1.0));
        let mut members: Vec<&Member> = cast.members().iter().collect();
        insertion_sort(&mut members, |a, b| (a.role, a.id) < (b.role, b.id));
        let times = if width < WIDE { 0.0 } else { TIMES };
        let gap = (width - 2.0 * MARGIN - times) / members.len().max(1) as f32;
        let place = |(index, member)| (member, MARGIN + gap * (index as f32 + 0.5));
        let lanes: Vec<(&Member, f32)> = members.into_iter().enumerate().map(place).collect();
        let places = lanes.iter().map(|(member, x)| (member.id, *x)).collect();
        Self { width, height, foot: 0.0, now: 0, from: 0, to: 1, horizon, gap, lanes, places }
    }

    /// The same at a moment, with a window of time.
    pub(super) fn at(self, now: Nanos, (from, to): (Nanos, Nanos)) -> Self {
        Self { now, from, to, ..self }
    }

    /// Whether there is little room between lanes.
    pub(super) fn is_narrow(&self) -> bool {
        self.gap < NARROW
    }

    /// Where a node's lane is.
    pub(super) fn x(&self, node: NodeId) -> Option<f32> {
        self.places.get(&node).copied()
    }

    /// Where a moment is; beyond the window for moments outside it.
    pub(super) fn y(&self, time: Nanos) -> f32 {
        let since = time as f64 - self.from as f64;
        let part = since / (self.to - self.from).max(1) as f64;
        self.top() + (part.clamp(-1e4, 1e4) as f32) * (self.bottom() - self.top())
    }

    /// Where a moment is, kept inside the window.
    pub(super) fn y_inside(&self, time: Nanos) -> f32 {
        self.y(time).clamp(self.top(), self.bottom())
    }

    pub(super) fn top(&self) -> f32 {
        HEADS
    }

    pub(super) fn bottom(&self) -> f32 {
        (self.height - self.foot - MARGIN).max(HEADS + 1.0)
    }

    pub(super) fn shows(&self, time: Nanos) -> bool {
        (self.from..=self.to).contains(&time)
    }

    /// The line of the moment shown, with its time at the right edge.
    pub(super) fn moment(&self, still: &mut Vec<Mark>, labels: &mut Labels) {
        let y = self.y(self.now);
        let line = Shape::Line { from: (0.0, y), to: (self.width, y) };
        still.push(Mark::new("now", line, Paint::stroke(Token::Accent, 1.5)));
        let right = self.width - 6.0;
        let now = format!("t = {}", rounded(self.now, self.to - self.from));
        let spots = [Spot::end(right, y - 5.0), Spot::end(right, y + 14.0), Spot::start(6.0, y - 5.0)];
        labels.place("now text", &now, Token::Accent, 12.0, &spots);
        labels.keep_free(Area { x: 0.0, y: y - 1.0, w: self.width, h: 2.0 });
    }

    /// Lines at round times.
    pub(super) fn scale(&self, still: &mut Vec<Mark>, labels: &mut Labels) {
        let right = self.width - 6.0;
        let step = round_step((self.to - self.from) / 8);
        let mut time = self.from.next_multiple_of(step);
        while time <= self.to.min(self.horizon) {
            let y = self.y(time);
            let line = Shape::Line { from: (0.0, y), to: (self.width, y) };
            still.push(Mark::new(format!("scale {time}"), line, Paint::stroke(Token::Faint, 1.0).faded(0.6)));
            let key = format!("scale text {time}");
            labels.place(&key, &spaced(time), Token::Muted, 10.0, &[Spot::end(right, y - 4.0)]);
            let Some(next) = time.checked_add(step) else { break };
            time = next;
        }
    }
}

/// A time as exact as can be told apart in a window of this span.
fn rounded(time: Nanos, span: Nanos) -> String {
    let grain = 10u64.pow((span / 1_000).max(1).ilog10());
    spaced(time / grain * grain)
}

/// A time for people: the unit stands apart.
#[must_use]
pub fn spaced(time: Nanos) -> String {
    let text = format_time(time);
    let unit_at = text.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(text.len());
    let (number, unit) = text.split_at(unit_at);
    format!("{number} {unit}")
}
