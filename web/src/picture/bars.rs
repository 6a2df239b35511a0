//! Operations as bars over time: what pictures of histories have in common.
//!
//! ```text
//!   c0  ├─ write 1 ─┤        ╠═ read 2 ═╣        from the call to its return; what went wrong stands out
//!   c1      ├─ write 3 ─ ─ ─ ─ ─ ─ ─ ─ ─ ─       open where nobody knows how it ended
//!                            └─ shaded ─┘
//! ```
//!
//! Herlihy and Wing, "Linearizability" (1990), draw histories so.

use super::{Area, Dash, Mark, Paint, Shape, Token};

/// How an operation ended, as its bar shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was answered.
    Done,
    /// It failed, without effect.
    NoEffect,
    /// Nobody knows whether it was done.
    Unknown,
    /// It is waited for.
    UnderWay,
    /// It was answered, and the answer breaks a promise.
    Wrong,
}

impl Ending {
    /// Whether the bar has no end.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Unknown | Self::UnderWay)
    }

    /// How the bar is painted: lines differ in more than colour.
    #[must_use]
    pub const fn paint(self) -> Paint {
        let card = Paint::fill(Token::Card);
        match self {
            Self::Done => card.lined(Token::Good, 1.6),
            Self::NoEffect => card.lined(Token::Dead, 1.6).dashed(Dash::Dotted),
            Self::Unknown => card.lined(Token::Warning, 1.8),
            Self::UnderWay => card.lined(Token::Accent, 1.6),
            Self::Wrong => card.lined(Token::Danger, 2.6),
        }
    }

    /// A bar; one that is open has no line at its right.
    #[must_use]
    pub fn bar(self, area: Area) -> Shape {
        let Area { x, y, w, h } = area;
        if self.is_open() {
            let (right, bottom) = (x + w.max(1.5), y + h);
            return Shape::Path(format!(
                "M{right:.1} {y:.1}L{x:.1} {y:.1}L{x:.1} {bottom:.1}L{right:.1} {bottom:.1}"
            ));
        }
        Shape::Rect { x, y, w: w.max(1.5), h: h.max(1.0), r: 3.0 }
    }
}

/// How long it may still be done, of which nobody knows: a broken line at the height of its bar.
#[must_use]
pub fn tail(key: impl Into<String>, (from, to): (f32, f32), y: f32) -> Mark {
    let line = Shape::Line { from: (from, y), to: (to.max(from), y) };
    Mark::new(key, line, Paint::stroke(Token::Warning, 1.6).dashed(Dash::Dashed))
}

/// A stretch of time in which something went wrong: shaded, between two broken lines.
#[must_use]
pub fn shade(key: &str, area: Area) -> [Mark; 3] {
    let Area { x, y, w, h } = area;
    let line = |name: &str, x: f32| {
        let line = Shape::Line { from: (x, y), to: (x, y + h) };
        let paint = Paint::stroke(Token::Danger, 1.0).dashed(Dash::Dashed).faded(0.6);
        Mark::new(format!("{key} {name}"), line, paint)
    };
    let ground = Mark::new(key, Ending::Done.bar(area), Paint::fill(Token::Danger).faded(0.1));
    [ground, line("from", x), line("to", x + w)]
}

/// Time from a left to a right edge, in whatever unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The time at the left edge.
    pub from: u64,
    /// The time at the right edge.
    pub to: u64,
    /// The left edge, in pixels.
    pub left: f32,
    /// The right edge, in pixels.
    pub right: f32,
}

impl Axis {
    /// Where a time is, kept within the edges.
    #[must_use]
    pub fn x(&self, time: u64) -> f32 {
        let part = time.saturating_sub(self.from) as f64 / self.to.saturating_sub(self.from).max(1) as f64;
        self.left + (self.right - self.left) * part.min(1.0) as f32
    }

    /// Round times on it, each with at least this room, in pixels.
    pub fn ticks(&self, room: f32) -> impl Iterator<Item = u64> {
        let count = (((self.right - self.left) / room) as u64).max(1);
        let step = round_step(self.to.saturating_sub(self.from) / count);
        let (first, to) = (self.from.checked_next_multiple_of(step).unwrap_or(self.to), self.to);
        (0..=count)
            .map(move |at| first.saturating_add(at.saturating_mul(step)))
            .take_while(move |at| *at <= to)
    }
}

/// The smallest 1, 2 or 5 times a power of ten that is at least this.
#[must_use]
pub fn round_step(least: u64) -> u64 {
    let power = 10u64.pow(least.max(1).ilog10());
    let steps = [1, 2, 5, 10].map(|times| power.saturating_mul(times));
    steps.into_iter().find(|step| *step >= least).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests;
