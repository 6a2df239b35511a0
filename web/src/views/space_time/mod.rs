//! The space-time diagram: nodes side by side, time downwards, messages as slanted lines.
//!
//! ```text
//!    (c0)      (s0)      (s1)
//!     │─get k7──────────►│          solid: request        ✕  lost here
//!     │◄ ─ ─ ─hit─ ─ ─ ─ ○          dashed, hollow: reply  ⋮  a node is down
//!   ──┼─────────┼─────────┼── t = 1.02 s
//! ```
//!
//! It shows a window of time around the moment; what is still to come is fainter. Labels never
//! overlap: one that finds no room is left out. More than [`MOST`] messages are thinned evenly,
//! and a note says so.
//!
//! Lamport, "Time, clocks, and the ordering of events in a distributed system", CACM 1978.

mod chart;
mod held;
mod labels;
mod messages;
mod nodes;
mod world;

use super::{Cast, Story, Wording, routes};
use crate::picture::Picture;
use crate::text::Text;
use chart::Chart;
pub use chart::spaced;
pub use held::Held;
use labels::Labels;
use snowglobe_core::sim::{Globe, Nanos, SECOND, format_time};

/// Messages drawn at most.
pub const MOST: usize = 400;
/// Wall time that the diagram spans while playing, seconds.
const WALL: u64 = 6;
/// Before the window, messages are looked for that reach into it: at most this long before.
const LOOK_BACK: Nanos = 2 * SECOND;

const LABEL: Text =
    Text { ko: "시공간도, 시간은 아래로 흐른다: ", en: "Space-time diagram, time flows down: " };

/// The virtual time that a diagram spans when time goes at `up / down` of wall time: six seconds
/// of it, but no less than three hops, each of about this long, and no more than 10 s.
#[must_use]
pub fn span_for((up, down): (u64, u64), hop: Nanos) -> Nanos {
    let span = (WALL * SECOND).saturating_mul(up) / down.max(1);
    span.clamp((3 * hop).min(10 * SECOND), 10 * SECOND)
}

/// The diagram of a run around the moment shown, `span` nanoseconds long, on a stage of `size`
/// pixels, with what nodes hold then of the thing in hand. O(n log n) in the records of the window.
#[must_use]
pub fn picture(
    globe: &mut dyn Globe,
    wording: &dyn Wording,
    size: (f32, f32),
    span: Nanos,
    held: &[Held],
) -> Picture {
    let cast = Cast::new(&globe.residents());
    let moment = globe.moment();
    let lanes = globe.lanes();
    let actions = lanes.get(moment.timeline as usize).map(|lane| lane.actions.to_vec()).unwrap_or_default();
    let chart = Chart::new(&cast, size, moment.at, span.max(1), globe.horizon());
    let records = globe.records(chart.from.saturating_sub(span.min(LOOK_BACK)), chart.to);
    draw(&chart, &Story { records, cast: &cast, actions: &actions, wording }, held)
}

/// The same from plain data.
fn draw(chart: &Chart<'_>, story: &Story<'_>, held: &[Held]) -> Picture {
    let language = story.wording.language();
    let label = format!("{}{} – {}", LABEL.of(language), format_time(chart.from), format_time(chart.to));
    let mut picture = Picture { width: chart.width, height: chart.height, label, ..Picture::default() };
    let mut labels = Labels::new(chart);
    let still = &mut picture.still;
    // What nodes have must be read; its cards lie over what goes on behind them.
    let mut cards = Vec::new();
    held::draw(chart, held, &mut cards, &mut labels);
    world::bands(chart, story, still, &mut labels);
    chart.scale(still, &mut labels);
    nodes::life_lines(chart, story, still);
    world::actions(chart, story, still, &mut labels);
    messages::draw(chart, story, &routes(story.records), still, &mut labels);
    world::notes(chart, story, still, &mut labels);
    still.extend(cards);
    nodes::heads(chart, still);
    // Texts come last, so that no line crosses them.
    still.extend(labels.into_marks());
    picture
}

#[cfg(test)]
mod tests;
