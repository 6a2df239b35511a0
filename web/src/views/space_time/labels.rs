//! Texts of the diagram: each goes where there is room, or nowhere.
//!
//! Whoever comes first stays. So whatever must be read is placed before what may be left out.

use super::chart::Chart;
use crate::picture::{Anchor, Area, Mark, Paint, Shape, Thing, Token, text_width};

/// Left free between two texts side by side, so that they are not read as one: pixels.
const GAP: f32 = 5.0;
/// From one line to the next, of the height of the letters.
const APART: f32 = 1.3;

/// Where a text could stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    x: f32,
    y: f32,
    anchor: Anchor,
}

impl Spot {
    pub(super) fn start(x: f32, y: f32) -> Self {
        Self { x, y, anchor: Anchor::Start }
    }

    pub(super) fn middle(x: f32, y: f32) -> Self {
        Self { x, y, anchor: Anchor::Middle }
    }

    pub(super) fn end(x: f32, y: f32) -> Self {
        Self { x, y, anchor: Anchor::End }
    }
}

/// The texts placed so far, and where there shall be none.
pub(super) struct Labels {
    bounds: Area,
    taken: Vec<Area>,
    marks: Vec<Mark>,
}

impl Labels {
    pub(super) fn new(chart: &Chart<'_>) -> Self {
        let (y, h) = (chart.top(), chart.height - chart.foot - chart.top());
        let bounds = Area { x: 2.0, y, w: chart.width - 4.0, h };
        Self { bounds, taken: Vec::new(), marks: Vec::new() }
    }

    /// Puts a text into the first spot that is free; false if none is. O(spots × texts placed).
    pub(super) fn place(&mut self, key: &str, text: &str, token: Token, size: f32, spots: &[Spot]) -> bool {
        self.place_lines(key, &[text], token, size, spots)
    }

    /// The same for lines below each other, of which the first is at the spot: all of them or none.
    pub(super) fn place_lines(
        &mut self,
        key: &str,
        lines: &[impl AsRef<str>],
        token: Token,
        size: f32,
        spots: &[Spot],
    ) -> bool {
        let widths: Vec<f32> = lines.iter().map(|line| text_width(line.as_ref(), size, false)).collect();
        let below = |spot: &Spot, line: usize| (spot.x, spot.y + size * APART * line as f32);
        let is_free = |spot: &&Spot| {
            widths.iter().enumerate().all(|(line, width)| {
                let area = Area::of_line(below(spot, line), size, spot.anchor, *width);
                area.is_inside(self.bounds) && !self.taken.iter().any(|taken| taken.overlaps(area))
            })
        };
        let Some(spot) = spots.iter().find(is_free) else { return false };
        for (line, (text, width)) in lines.iter().zip(widths).enumerate() {
            let ((x, y), anchor) = (below(spot, line), spot.anchor);
            let area = Area::of_line((x, y), size, anchor, width);
            self.taken.push(Area { x: area.x - GAP, w: area.w + 2.0 * GAP, ..area });
            let shape = Shape::Text { x, y, size, anchor, bold: false, text: text.as_ref().to_owned() };
            let key = if line == 0 { key.to_owned() } else { format!("{key} {line}") };
            self.marks.push(Mark::new(key, shape, Paint::fill(token).lined(Token::Card, 3.0)));
        }
        true
    }

    /// As [`Labels::place`]; the text stands for something.
    pub(super) fn place_of(
        &mut self,
        thing: Thing,
        key: &str,
        text: &str,
        token: Token,
        spots: &[Spot],
    ) -> bool {
        let placed = self.place(key, text, token, 11.5, spots);
        if let Some(mark) = self.marks.last_mut().filter(|_| placed) {
            mark.thing = Some(thing);
        }
        placed
    }

    /// Nothing is written here from now on.
    pub(super) fn keep_free(&mut self, area: Area) {
        self.taken.push(area);
    }

    pub(super) fn into_marks(self) -> Vec<Mark> {
        self.marks
    }
}
