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
//! and a note says so. While few are in the window, events have their vector clocks beside them.
//!
//! Lamport, "Time, clocks, and the ordering of events in a distributed system", CACM 1978.

mod chart;
mod clocks;
mod counted;
mod held;
mod labels;
mod legend;
mod messages;
mod nodes;
mod world;

use super::{Cast, Route, Story, Wording, routes};
use crate::picture::{Picture, Thing};
use crate::text::Text;
use chart::Chart;
pub use chart::spaced;
use clocks::Clocks;
pub use counted::Counted;
pub use held::Held;
use labels::Labels;
use snowglobe_core::sim::{Globe, Nanos, SECOND, format_time};

/// Messages drawn at most.
pub const MOST: usize = 400;
/// Messages in the window up to which all events have their clocks beside them.
const FEW: usize = 60;
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

/// What a diagram shall show.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The size of the stage, pixels.
    pub size: (f32, f32),
    /// Virtual time from its top to its foot.
    pub span: Nanos,
    /// What nodes hold of the thing in hand.
    pub held: &'a [Held],
    /// What is selected.
    pub selected: Option<&'a Thing>,
    /// Whether events have their vector clocks beside them while there are few; those of a message that is selected are
    /// shown anyway.
    pub clocks: bool,
}

/// The diagram of a run around the moment shown; `counted` is what was counted before of this run or another. O(n log n)
/// in the records of the window.
#[must_use]
pub fn picture(
    globe: &mut dyn Globe,
    wording: &dyn Wording,
    asked: &Asked<'_>,
    counted: &mut Counted,
) -> Picture {
    let cast = Cast::new(&globe.residents());
    let moment = globe.moment();
    let lanes = globe.lanes();
    let actions = lanes.get(moment.timeline as usize).map(|lane| lane.actions.to_vec()).unwrap_or_default();
    let span = asked.span.max(1);
    let chart = Chart::new(&cast, asked.size, moment.at, span, globe.horizon());
    let since = chart.from.saturating_sub(span.min(LOOK_BACK));
    let routes = routes(globe.records(since, chart.to));
    let seen: Vec<&Route> = routes.iter().filter(|route| messages::is_seen(route, &chart)).collect();
    let chosen = match asked.selected {
        Some(Thing::Message(id)) if seen.iter().any(|route| route.id == *id) => Some(*id),
        _ => None,
    };
    let all = asked.clocks && seen.len() <= FEW;
    if all || chosen.is_some() {
        counted.renew(globe, (&cast, &actions, wording), &chart);
    }
    let clocks = (all || chosen.is_some()).then_some(Clocks { counted, chosen, all });
    let records = globe.records(since, chart.to);
    let story = Story { records, cast: &cast, actions: &actions, wording };
    draw(&chart, &story, &routes, asked.held, clocks.as_ref())
}

/// The same from plain data.
fn draw(
    chart: &Chart<'_>,
    story: &Story<'_>,
    routes: &[Route],
    held: &[Held],
    clocks: Option<&Clocks<'_>>,
) -> Picture {
    let language = story.wording.language();
    let label = format!("{}{} – {}", LABEL.of(language), format_time(chart.from), format_time(chart.to));
    let mut picture = Picture { width: chart.width, height: chart.height, label, ..Picture::default() };
    let mut labels = Labels::new(chart);
    let still = &mut picture.still;
    // What nodes have must be read; its cards lie over what goes on behind them.
    let mut cards = Vec::new();
    held::draw(chart, held, &mut cards, &mut labels);
    let told = clocks.filter(|clocks| {
        clocks.chosen(chart, story.cast, routes, &mut labels);
        clocks.explain(chart, language, &mut cards, &mut labels)
    });
    world::bands(chart, story, still, &mut labels);
    chart.scale(still, &mut labels);
    nodes::life_lines(chart, story, still);
    world::actions(chart, story, still, &mut labels);
    messages::draw(chart, story, (routes, clocks), still, &mut labels);
    world::notes(chart, story, still, &mut labels);
    if let Some(clocks) = told {
        clocks.beside(chart, routes, still, &mut labels);
    }
    still.extend(cards);
    nodes::heads(chart, still);
    // Texts come last, so that no line crosses them.
    still.extend(labels.into_marks());
    picture
}

#[cfg(test)]
mod tests;
