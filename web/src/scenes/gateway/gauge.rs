//! How full a limiter is, drawn as what it is.
//!
//! ```text
//!   token bucket    leaky bucket    leaky meter    window, counter    log
//!      ∘               ┌─┬─┬─┐
//!   │     │            │█│█│ │ →     │     │        ┄┄┄┄ limit         ───
//!   │ ● ● │            └─┴─┴─┘       │▒▒▒▒▒│         ██                ───
//!   └─────┘                          └──┬──┘         ██                ───
//! ```
//!
//! Where there is no room for a shape, or too much to count, a bar says how full it is.

use super::watch::Dial;
use crate::picture::{Area, Dash, Mark, Paint, Shape, Token, number};
use snowglobe_core::limiter::Algorithm;

/// Tokens, places or stamps that are drawn one by one; more become an area.
const COUNTABLE: u64 = 12;
/// Height from which a shape can be made out.
const SHAPED: f32 = 15.0;
/// Width below which none can.
const NARROW: f32 = 14.0;
/// Width below which nothing can be told.
const SLIM: f32 = 4.0;

/// A dial to be drawn.
pub(super) struct Drawing<'a> {
    /// Stable name of its marks.
    pub(super) key: &'a str,
    /// What it shows.
    pub(super) dial: Dial,
    /// Where.
    pub(super) area: Area,
    /// Colour of what fills it.
    pub(super) token: Token,
}

/// Draws one, if there is any room.
pub(super) fn draw(drawing: &Drawing<'_>, marks: &mut Vec<Mark>) {
    if drawing.area.w < SLIM {
        return;
    }
    if drawing.area.h < SHAPED {
        return bar(drawing, marks);
    }
    if drawing.area.w < NARROW {
        return column(drawing, marks);
    }
    match drawing.dial.algorithm {
        Algorithm::TokenBucket | Algorithm::TokenBucketInterval => bucket(drawing, marks),
        Algorithm::LeakyBucket => queue(drawing, marks),
        Algorithm::LeakyMeter => meter(drawing, marks),
        Algorithm::SlidingLog | Algorithm::SlidingLogBook => log(drawing, marks),
        Algorithm::FixedWindow | Algorithm::SlidingCounter | Algorithm::SlidingCounterCeil => {
            count(drawing, marks)
        }
    }
}

impl Drawing<'_> {
    /// Part of the capacity that is used; at most all of it is drawn.
    fn part(&self) -> f32 {
        let gauge = self.dial.gauge;
        let level = gauge.level as f64 + f64::from(gauge.millionths) / 1e6;
        (level / gauge.capacity.max(1) as f64).clamp(0.0, 1.0) as f32
    }

    fn push(&self, what: &str, shape: Shape, paint: Paint, marks: &mut Vec<Mark>) {
        marks.push(Mark::new(format!("{} {what}", self.key), shape, paint));
    }

    fn outline(&self) -> Paint {
        Paint::stroke(Token::Muted, 1.3)
    }

    fn filling(&self) -> Paint {
        Paint::fill(self.token)
    }

    /// Whether each token, place or stamp is drawn.
    fn is_countable(&self) -> bool {
        self.dial.gauge.capacity <= COUNTABLE
    }
}

/// Full from the left.
fn bar(drawing: &Drawing<'_>, marks: &mut Vec<Mark>) {
    let Area { x, y, w, h } = drawing.area;
    let filled = Shape::Rect { x, y, w: w * drawing.part(), h, r: 1.0 };
    drawing.push("level", filled, drawing.filling(), marks);
    drawing.push("rim", Shape::Rect { x, y, w, h, r: 1.5 }, Paint::stroke(Token::Muted, 1.0), marks);
}

/// Full from below.
fn column(drawing: &Drawing<'_>, marks: &mut Vec<Mark>) {
    let Area { x, y, w, h } = drawing.area;
    let high = h * drawing.part();
    let filled = Shape::Rect { x, y: y + h - high, w, h: high, r: 1.0 };
    drawing.push("level", filled, drawing.filling(), marks);
    drawing.push("rim", Shape::Rect { x, y, w, h, r: 1.5 }, Paint::stroke(Token::Muted, 1.0), marks);
}

/// A vessel, open above and a little narrower below; `hole` in its bottom.
fn vessel(area: Area, hole: bool) -> String {
    let Area { x, y, w, h } = area;
    let (inset, n) = (w * 0.08, number);
    let (left, right, bottom) = (n(x + inset), n(x + w - inset), n(y + h));
    let floor = if hole {
        format!("L{} {bottom}M{} {bottom}L{right} {bottom}", n(x + w * 0.44), n(x + w * 0.56))
    } else {
        format!("L{right} {bottom}")
    };
    format!("M{} {}L{left} {bottom}{floor}L{} {}", n(x), n(y), n(x + w), n(y))
}

/// What fills a vessel up to a part of its height.
fn liquid(area: Area, part: f32) -> String {
    let Area { x, y, w, h } = area;
    let (inset, n) = (w * 0.08, number);
    let side = inset * (1.0 - part);
    let (top, bottom) = (y + h - h * part, y + h);
    format!(
        "M{} {}L{} {}L{} {}L{} {}Z",
        n(x + side),
        n(top),
        n(x + inset),
        n(bottom),
        n(x + w - inset),
        n(bottom),
        n(x + w - side),
        n(top)
    )
}

/// Tokens in a bucket, and the next one on its way in.
fn bucket(drawing: &Drawing<'_>, marks: &mut Vec<Mark>) {
    let area = drawing.area;
    let capacity = drawing.dial.gauge.capacity;
    let fall = (area.h * 0.2).min(9.0);
    let inside = Area { y: area.y + fall, h: area.h - fall, ..area };
    if drawing.is_countable() {
        let columns =
            (capacity as f32 * inside.w / inside.h).sqrt().ceil().clamp(1.0, capacity.max(1) as f32);
        let rows = (capacity as f32 / columns).ceil();
        let (across, up) = (inside.w * 0.84 / columns, inside.h / rows);
        let r = (across.min(up) / 2.0 - 0.7).clamp(1.0, 7.0);
        let left = inside.x + inside.w * 0.08;
        for token in 0..drawing.dial.gauge.level.min(COUNTABLE) {
            let (column, row) = (token as f32 % columns, (token as f32 / columns).floor());
            let (x, y) = (left + across * (column + 0.5), inside.y + inside.h - up * (row + 0.5));
            drawing.push(&format!("token {token}"), Shape::Circle { x, y, r }, drawing.filling(), marks);
        }
    } else {
        drawing.push(
            "level",
            Shape::Path(liquid(inside, drawing.part())),
            drawing.filling().faded(0.75),
            marks,
        );
    }
    let part = drawing.dial.gauge.millionths as f32 / 1e6;
    if part > 0.0 {
        let (x, y) = (area.x + area.w / 2.0, area.y + fall * part);
        let paint = Paint::stroke(drawing.token, 1.3);
        drawing.push("falling", Shape::Circle { x, y, r: (fall * 0.3).clamp(1.2, 2.4) }, paint, marks);
    }
    drawing.push("vessel", Shape::Path(vessel(inside, false)), drawing.outline(), marks);
}

/// Places in a queue; its head is on the right, where it drains.
fn queue(drawing: &Drawing<'_>, marks: &mut Vec<Mark>) {
    let Area { x, y, w, h } = drawing.area;
    let (out, n) = ((w * 0.14).min(9.0), number);
    let high = h.min(18.0);
    let (w, y) = (w - out, y + (h - high) / 2.0);
    let middle = y + high / 2.0;
    if drawing.is_countable() {
        let capacity = drawing.dial.gauge.capacity.max(1);
        let across = w / capacity as f32;
        for place in 0..capacity {
            let left = x + w - across * (place + 1) as f32;
            let shape = Shape::Rect { x: left + 0.6, y, w: (across - 1.2).max(0.8), h: high, r: 1.0 };
            let paint = drawing.outline();
            let waits = place < drawing.dial.gauge.level;
            let paint = if waits { paint.filled(drawing.token) } else { paint };
            drawing.push(&format!("place {place}"), shape, Paint { width: 1.0, ..paint }, marks);
        }
    } else {
        let part = drawing.part();
        let filled = Shape::Rect { x: x + w * (1.0 - part), y, w: w * part, h: high, r: 1.0 };
        drawing.push("level", filled, drawing.filling(), marks);
        drawing.push("rim", Shape::Rect { x, y, w, h: high, r: 1.5 }, drawing.outline(), marks);
    }
    let (from, to) = (x + w + 1.5, x + w + out);
    let arrow = format!(
        "M{} {}L{} {}M{} {}L{} {}L{} {}",
        n(from),
        n(middle),
        n(to),
        n(middle),
        n(to - 3.0),
        n(middle - 3.0),
        n(to),
        n(middle),
        n(to - 3.0),
        n(middle + 3.0)
    );
    drawing.push("out", Shape::Path(arrow), drawing.outline(), marks);
}

/// A level that sinks through a hole.
fn meter(drawing: &Drawing<'_>, marks: &mut Vec<Mark>) {
    let area = Area { h: drawing.area.h - 4.0, ..drawing.area };
    let part = drawing.part();
    drawing.push("level", Shape::Path(liquid(area, part)), drawing.filling().faded(0.75), marks);
    drawing.push("vessel", Shape::Path(vessel(area, true)), drawing.outline(), marks);
    if part > 0.0 {
        let (x, y) = (area.x + area.w / 2.0, area.y + area.h + 2.8);
        drawing.push("drop", Shape::Circle { x, y, r: 1.4 }, drawing.filling(), marks);
    }
}

/// A stamp for each line.
fn log(drawing: &Drawing<'_>, marks: &mut Vec<Mark>) {
    let Area { x, y, w, h } = drawing.area;
    let gauge = drawing.dial.gauge;
    drawing.push("sheet", Shape::Rect { x, y, w, h, r: 2.0 }, drawing.outline(), marks);
    if gauge.capacity.max(gauge.level) > COUNTABLE {
        let part = drawing.part();
        let filled = Shape::Rect {
            x: x + 3.0,
            y: y + h - 2.0 - (h - 4.0) * part,
            w: w - 6.0,
            h: (h - 4.0) * part,
            r: 0.0,
        };
        return drawing.push("level", filled, drawing.filling().faded(0.75), marks);
    }
    let step = (h - 4.0) / gauge.capacity.max(gauge.level).max(1) as f32;
    let lines: String = (0..gauge.level)
        .map(|line| {
            let at = number(y + 2.0 + step * (line as f32 + 0.5));
            format!("M{} {at}L{} {at}", number(x + 4.0), number(x + w - 4.0))
        })
        .collect();
    drawing.push(
        "stamps",
        Shape::Path(lines),
        Paint::stroke(drawing.token, (step * 0.6).clamp(1.0, 3.0)),
        marks,
    );
}

/// A count against the limit.
fn count(drawing: &Drawing<'_>, marks: &mut Vec<Mark>) {
    let Area { x, y, w, h } = drawing.area;
    let gauge = drawing.dial.gauge;
    let (limit, full) = (y + 3.0, h - 3.0);
    let high = full * drawing.part();
    let wide = (w * 0.5).min(26.0);
    let left = x + (w - wide) / 2.0;
    let filled = Shape::Rect { x: left, y: y + h - high, w: wide, h: high, r: 0.0 };
    drawing.push("level", filled, drawing.filling(), marks);
    if gauge.millionths > 0 && drawing.is_countable() {
        // The whole part, below the share of the last window.
        let whole = y + h - full * (gauge.level as f32 / gauge.capacity.max(1) as f32).min(1.0);
        let line = Shape::Line { from: (left, whole), to: (left + wide, whole) };
        drawing.push("whole", line, Paint::stroke(Token::Card, 1.2), marks);
    }
    let floor = Shape::Line { from: (x, y + h), to: (x + w, y + h) };
    drawing.push("floor", floor, drawing.outline(), marks);
    let top = Shape::Line { from: (x, limit), to: (x + w, limit) };
    drawing.push("limit", top, drawing.outline().dashed(Dash::Dashed), marks);
}
