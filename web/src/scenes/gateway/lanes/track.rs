//! One lane: when requests came and what became of them, and the true sliding window over what passed.
//!
//! ```text
//!   ┃┃┃┃┃  ┃┃┃┃┃⊘⊘⊘        full strokes passed, struck circles did not; a dashed line waits
//!     ┌──────10──┐ ┄┄┄┄     the fullest window, against the limit
//!   ▂▃▄▅▅▆▇███▇▆▅▄          how many passed in the window that ends here
//! ```

use super::plan::Axis;
use super::traffic::{Traffic, sliding};
use crate::picture::{Area, Dash, Mark, Paint, Shape, Token, bar, number};
use crate::scenes::marks::Pen;
use snowglobe_core::limiter::Algorithm;
use snowglobe_core::sim::Nanos;

/// Size of the count over the fullest window.
const SMALL: f32 = 10.0;

/// What all tracks are drawn by.
pub(super) struct Tracks<'a> {
    pub(super) traffic: &'a Traffic,
    pub(super) axis: Axis,
    pub(super) now: Nanos,
    pub(super) window: Nanos,
    pub(super) limit: u32,
    /// The count at the top of the charts.
    pub(super) most: u32,
}

/// How many had passed within a window, over time; `None` where not enough is known.
pub(super) fn band(
    traffic: &Traffic,
    algorithm: Algorithm,
    axis: Axis,
    now: Nanos,
    window: Nanos,
) -> Option<Vec<(Nanos, u32)>> {
    // What came before is not known, so a window is only known from then on.
    let since = if traffic.known_from == 0 { 0 } else { traffic.known_from.saturating_add(window) };
    let from = since.max(axis.from);
    if from >= now {
        return None;
    }
    let mut times: Vec<Nanos> = traffic.seen.iter().filter_map(|seen| seen.passes(algorithm)).collect();
    times.sort_unstable();
    Some(sliding(&times, window, from, now))
}

impl Tracks<'_> {
    /// Draws one into its room.
    pub(super) fn draw(&self, algorithm: Algorithm, area: Area, marks: &mut Vec<Mark>) {
        let key = algorithm.name();
        let Area { x, y, w, h } = area;
        let ground = Paint::fill(Token::Card).lined(Token::Faint, 1.0);
        marks.push(Mark::new(format!("track {key}"), Shape::Rect { x, y, w, h, r: 3.0 }, ground));
        let strip = (h * 0.4).clamp(7.0, 14.0);
        let chart = Area { x, y: y + strip, w, h: h - strip };
        if let Some(band) = band(self.traffic, algorithm, self.axis, self.now, self.window) {
            self.band(key, &band, chart, marks);
        }
        self.requests(algorithm, Area { h: strip, ..area }, marks);
    }

    fn height(&self, count: u32, chart: Area) -> f32 {
        chart.y + chart.h - (chart.h - 2.0) * count as f32 / self.most.max(1) as f32
    }

    /// The true sliding window: what is above the limit stands out.
    fn band(&self, key: &str, band: &[(Nanos, u32)], chart: Area, marks: &mut Vec<Mark>) {
        let floor = chart.y + chart.h;
        let limit = self.height(self.limit, chart).max(chart.y);
        let area = self.outline(band, floor, |count| self.height(count, chart));
        marks.push(Mark::new(
            format!("band {key}"),
            Shape::Path(area),
            Paint::fill(Token::Accent).faded(0.28),
        ));
        if band.iter().any(|(_, count)| *count > self.limit) {
            let above = self.outline(band, limit, |count| self.height(count, chart).min(limit));
            let paint = Paint::fill(Token::Danger).faded(0.55);
            marks.push(Mark::new(format!("above {key}"), Shape::Path(above), paint));
        }
        let line = Shape::Line { from: (chart.x, limit), to: (chart.x + chart.w, limit) };
        marks.push(Mark::new(
            format!("limit {key}"),
            line,
            Paint::stroke(Token::Muted, 1.0).dashed(Dash::Dashed),
        ));
        self.fullest(key, band, chart, marks);
    }

    /// The steps of a band as a surface over a floor.
    fn outline(&self, band: &[(Nanos, u32)], floor: f32, height: impl Fn(u32) -> f32) -> String {
        let n = number;
        let mut path = String::new();
        let mut last = floor;
        for (time, count) in band {
            let (x, y) = (n(self.axis.at(*time)), height(*count));
            let begin = if path.is_empty() { 'M' } else { 'L' };
            path.push_str(&format!("{begin}{x} {}L{x} {}", n(last), n(y)));
            last = y;
        }
        let end = n(self.axis.at(self.now));
        path.push_str(&format!("L{end} {}L{end} {}Z", n(last), n(floor)));
        path
    }

    /// A bracket over the fullest window, with its count.
    fn fullest(&self, key: &str, band: &[(Nanos, u32)], chart: Area, marks: &mut Vec<Mark>) {
        let fullest = band.iter().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0);
        let Some((end, count)) = fullest else { return };
        let token = if *count > self.limit { Token::Danger } else { Token::Ink };
        let y = self.height(*count, chart);
        let (left, right) = (self.axis.at(end.saturating_sub(self.window)), self.axis.at(*end));
        let n = number;
        let bracket = format!(
            "M{} {}L{} {y}L{} {y}L{} {}",
            n(left),
            n(y + 4.0),
            n(left),
            n(right),
            n(right),
            n(y + 4.0),
            y = n(y)
        );
        marks.push(Mark::new(format!("fullest {key}"), Shape::Path(bracket), Paint::stroke(token, 1.6)));
        // Beside the bracket if it would stick out above, but never below the lane.
        let (pen, words) = (Pen::new(SMALL, token).bold(true).on(Token::Card), count.to_string());
        let beside = (y + SMALL * 0.8).min(chart.y + chart.h);
        let (pen, at) = if y - 2.0 - SMALL * 0.8 >= chart.y && right - left > pen.width(&words) {
            (pen.centred(), ((left + right) / 2.0, y - 2.0))
        } else if right + 5.0 + pen.width(&words) < chart.x + chart.w {
            (pen, (right + 3.0, beside))
        } else if left - 5.0 - pen.width(&words) > chart.x {
            (pen.ending(), (left - 3.0, beside))
        } else {
            (pen.ending(), (right - 3.0, beside))
        };
        marks.push(pen.write(format!("most {key}"), at, &words));
    }

    /// When requests came: a path for all that passed, one for all that did not, one for all that wait.
    fn requests(&self, algorithm: Algorithm, strip: Area, marks: &mut Vec<Mark>) {
        let (top, foot, middle) = (strip.y + 1.5, strip.y + strip.h - 0.5, strip.y + strip.h / 2.0);
        let r = (strip.h / 2.0 - 1.5).clamp(2.0, 3.4);
        let (mut passed, mut denied, mut waits, mut entered) =
            (String::new(), String::new(), String::new(), String::new());
        let stroke = |x: f32| format!("M{x} {}L{x} {}", number(top), number(foot), x = number(x));
        for seen in &self.traffic.seen {
            let shown = self.axis.shows(seen.at);
            let x = self.axis.at(seen.at);
            match seen.passes(algorithm) {
                Some(at) if at == seen.at && shown => passed.push_str(&stroke(x)),
                Some(at) if at > seen.at && at >= self.axis.from => {
                    let end = self.axis.at(at);
                    waits.push_str(&format!("M{} {m}L{} {m}", number(x), number(end), m = number(middle)));
                    if self.axis.shows(at) {
                        passed.push_str(&stroke(end));
                    }
                    if shown {
                        entered.push_str(&format!(
                            "M{x} {}L{x} {}",
                            number(middle - 2.5),
                            number(middle + 2.5),
                            x = number(x)
                        ));
                    }
                }
                None if shown => denied.push_str(&struck(x, middle, r)),
                _ => {}
            }
        }
        let key = algorithm.name();
        let mut push = |what: &str, path: String, paint: Paint| {
            if !path.is_empty() {
                marks.push(Mark::new(format!("{what} {key}"), Shape::Path(path), paint));
            }
        };
        push("waits", waits, Paint::stroke(Token::Muted, 1.0).dashed(Dash::Dashed));
        push("entered", entered, Paint::stroke(Token::Muted, 1.2));
        push("denied", denied, Paint::fill(Token::Card).lined(Token::Warning, 1.2));
        push("passed", passed, Paint::stroke(Token::Good, 2.2));
    }
}

/// The path of a circle with a stroke through it.
pub(super) fn struck(x: f32, y: f32, r: f32) -> String {
    let n = number;
    let (left, right, y0, radius) = (n(x - r), n(x + r), n(y), n(r));
    format!(
        "M{left} {y0}A{radius} {radius} 0 1 1 {right} {y0}A{radius} {radius} 0 1 1 {left} {y0}Z{}",
        bar(x, y, r)
    )
}
