//! Marks that scenes have in common.

use crate::picture::{Anchor, Mark, Paint, Shape, Token, cross};

/// A line of text centred at a point of its baseline.
#[must_use]
pub(super) fn text(
    key: impl Into<String>,
    at: (f32, f32),
    size: f32,
    bold: bool,
    words: &str,
    token: Token,
) -> Mark {
    anchored(key, (at, Anchor::Middle), size, bold, words, token)
}

/// A line of text that begins at a point, is centred there or ends there.
#[must_use]
pub(super) fn anchored(
    key: impl Into<String>,
    ((x, y), anchor): ((f32, f32), Anchor),
    size: f32,
    bold: bool,
    words: &str,
    token: Token,
) -> Mark {
    let shape = Shape::Text { x, y, size, anchor, bold, text: words.to_owned() };
    Mark::new(key, shape, Paint::fill(token))
}

/// A text that lines may pass behind: a halo in the colour of the stage keeps it readable.
#[must_use]
pub(super) fn haloed(key: &str, at: (f32, f32), size: f32, bold: bool, words: &str, token: Token) -> Mark {
    let mark = text(key, at, size, bold, words, token);
    Mark { paint: mark.paint.lined(Token::Surface, size * 0.22), ..mark }
}

/// What is down is crossed out.
#[must_use]
pub(super) fn crossed_out(key: impl Into<String>, (x, y): (f32, f32), reach: f32) -> Mark {
    Mark::new(key, Shape::Path(cross(x, y, reach)), Paint::stroke(Token::Danger, 2.0).faded(0.8))
}
