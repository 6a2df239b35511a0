//! What a client asked for, as a bar along its life line: from the call to its return.
//!
//! ```text
//!    c1
//!    ┢┓─get k──►        the bar, with what was asked and answered; a broken one stands out
//!    ┡┛◄─k: old─        what came of it is as it is; all else is faint
//!    │
//! ```

use super::chart::Chart;
use super::counted::Counted;
use super::labels::{Labels, Spot};
use crate::picture::{Dash, Mark, Paint, Shape, Thing, Token, text_width};
use crate::views::Route;
use snowglobe_core::sim::{Nanos, NodeId};

/// Half as wide as a bar.
const HALF: f32 = 5.5;
/// Size of its words.
const SIZE: f32 = 11.5;

/// One request of a client that is chosen, or that shows what is wrong with the one that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The client.
    pub node: NodeId,
    /// When it asked.
    pub called: Nanos,
    /// When it was answered.
    pub ended: Option<Nanos>,
    /// What was asked and answered.
    pub text: String,
    /// Whether the answer breaks a promise.
    pub broken: bool,
    /// What it stands for.
    pub thing: Thing,
}

impl Request {
    /// Whether a message is one that its client sent or was sent for it.
    pub(super) fn has(&self, route: &Route) -> bool {
        let until = self.ended.unwrap_or(Nanos::MAX);
        let asks = route.from == self.node && (self.called..=until).contains(&route.sent);
        asks || (route.to == self.node && route.sent >= self.called && route.until <= until)
    }

    /// The event with which its client began to ask.
    pub(super) fn first(&self, routes: &[Route], counted: &Counted) -> Option<usize> {
        let first = routes.iter().find(|first| first.from == self.node && first.sent >= self.called)?;
        counted.sent(first.id)
    }

    /// Whether a message came of it, which began with this event, while it was waited for: its sender could know of it.
    pub(super) fn caused(&self, route: &Route, first: usize, counted: &Counted) -> bool {
        let in_time = route.sent >= self.called && self.ended.is_none_or(|ended| route.sent <= ended);
        in_time && counted.sent(route.id).is_some_and(|sent| counted.is_before(first, sent))
    }
}

/// The bars, each with its words before anything else is written beside it.
pub(super) fn draw(chart: &Chart<'_>, requests: &[Request], still: &mut Vec<Mark>, labels: &mut Labels) {
    for (at, request) in requests.iter().enumerate() {
        let Some(x) = chart.x(request.node) else { continue };
        let ended = request.ended.unwrap_or(chart.now);
        if request.called > chart.to || ended < chart.from {
            continue;
        }
        let (top, bottom) = (chart.y_inside(request.called), chart.y_inside(ended));
        let shape = Shape::Rect { x: x - HALF, y: top, w: 2.0 * HALF, h: (bottom - top).max(3.0), r: 3.0 };
        let paint = match (request.broken, at) {
            (true, _) => Paint::fill(Token::Card).lined(Token::Danger, 2.6),
            (_, 0) => Paint::fill(Token::Card).lined(Token::Accent, 2.0),
            _ => Paint::fill(Token::Card).lined(Token::Danger, 2.0).dashed(Dash::Dashed),
        };
        still.push(
            Mark::new(format!("request {at}"), shape, paint).of(request.thing.clone(), request.text.clone()),
        );
        let token = if request.broken { Token::Danger } else { Token::Ink };
        let heights = [top - 5.0, top + 14.0, (top + bottom) / 2.0 + 4.0, bottom - 3.0, bottom + 14.0];
        let (left, right) = (x - HALF - 4.0, x + HALF + 4.0);
        let fits = right + text_width(&request.text, SIZE, false) < chart.width - 4.0;
        let spots = heights.map(|y| {
            let (behind, before) = (Spot::start(right, y), Spot::end(left, y));
            if fits { [behind, before] } else { [before, behind] }
        });
        labels.place_of(
            request.thing.clone(),
            &format!("request text {at}"),
            &request.text,
            token,
            spots.as_flattened(),
        );
    }
}
