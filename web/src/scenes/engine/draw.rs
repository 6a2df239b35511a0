//! What the parts of the picture have in common: boxes with a name, bars that fill, and words that fit.

use crate::picture::{Area, Dash, Mark, Paint, Shape, Token};
use crate::scenes::marks::Pen;

/// How names of parts are written.
pub(crate) const NAME: Pen = Pen::new(11.5, Token::Ink);
/// How all else is.
pub(crate) const NOTE: Pen = Pen::new(10.5, Token::Muted);

/// A rectangle as a shape.
pub(crate) fn rect(area: Area, r: f32) -> Shape {
    Shape::Rect { x: area.x, y: area.y, w: area.w.max(0.5), h: area.h.max(0.5), r }
}

/// Words on the left of a line if they fit into it; where the next may begin.
pub(crate) fn fit(
    marks: &mut Vec<Mark>,
    key: impl Into<String>,
    pen: Pen,
    (x, y): (f32, f32),
    right: f32,
    words: &str,
) -> f32 {
    let end = x + pen.width(words);
    if words.is_empty() || end > right {
        return x;
    }
    marks.push(pen.write(key, (x, y), words));
    end + 8.0
}

/// The ground of a node: solid, or dotted and grey if it is down.
pub(crate) fn ground(up: bool, token: Token) -> Paint {
    if up {
        Paint::fill(Token::Card).lined(token, 1.6)
    } else {
        Paint::fill(Token::Card).lined(Token::Dead, 1.6).dashed(Dash::Dotted)
    }
}

/// A bar that is full to a part.
pub(crate) fn gauge(marks: &mut Vec<Mark>, key: &str, area: Area, part: f32, token: Token) {
    marks.push(Mark::new(
        format!("{key} room"),
        rect(area, 3.0),
        Paint::fill(Token::Surface).lined(Token::Faint, 1.0),
    ));
    let w = area.w * part.clamp(0.0, 1.0);
    if w > 0.5 {
        marks.push(Mark::new(format!("{key} fill"), rect(Area { w, ..area }, 3.0), Paint::fill(token)));
    }
}

/// A count of bytes as people write it: `812 B`, `1.4 KiB`, `3.0 MiB`.
#[must_use]
pub(crate) fn bytes(count: u64) -> String {
    const KIB: u64 = 1 << 10;
    const MIB: u64 = 1 << 20;
    if count < KIB {
        format!("{count} B")
    } else if count < MIB {
        format!("{:.1} KiB", count as f64 / KIB as f64)
    } else {
        format!("{:.1} MiB", count as f64 / MIB as f64)
    }
}
