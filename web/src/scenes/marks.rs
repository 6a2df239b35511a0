//! Marks that scenes have in common.

pub(super) use crate::picture::Pen;
use crate::picture::{Mark, Paint, Shape, Token, cross};

/// What is down is crossed out.
#[must_use]
pub(super) fn crossed_out(key: impl Into<String>, (x, y): (f32, f32), reach: f32) -> Mark {
    Mark::new(key, Shape::Path(cross(x, y, reach)), Paint::stroke(Token::Danger, 2.0).faded(0.8))
}
