//! The space-time diagram: nodes side by side, time downwards, messages as slanted lines.
//!
//! ```text
//!    (c0)      (s0)      (s1)
//!     │─get k7──────────►│          solid: request        ✕  lost here
//!     │◄ ─ ─ ─hit─ ─ ─ ─ ○          dashed, hollow: reply  ⋮  a node is down
//!   ──┼─────────┼─────────┼── t = 1.02 s
//! ```
//!
//! It shows a window of time around the moment, in which messages can be told apart; what is still to come is fainter, and not
//! there while a reader is to guess it.
//! Labels never overlap: one that finds no room is left out, and of a crowd there are lines only. More than [`MOST`]
//! messages are thinned evenly, and a note says so. While few are in the window, events have their vector clocks beside them.
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
mod request;
mod window;
mod world;

use super::{Cast, Route, Story, Wording, routes};
use crate::picture::{Picture, Thing};
use crate::text::Text;
use chart::Chart;
pub use chart::spaced;
use clocks::Clocks;
pub use counted::Counted;
use held::Card;
pub use held::Held;
use labels::Labels;
pub use request::Request;
use snowglobe_core::sim::{Globe, Nanos, SECOND, format_time};
pub use window::{span_for, spans_for};

/// Messages drawn at most.
pub const MOST: usize = 400;
/// Messages in the window up to which they are named, and events have their clocks beside them.
const FEW: usize = 60;
/// Before the window, messages are looked for that reach into it: at most this long before.
const LOOK_BACK: Nanos = 2 * SECOND;

const LABEL: Text =
    Text { ko: "시공간도, 시간은 아래로 흐른다: ", en: "Space-time diagram, time flows down: " };

/// What a diagram shall show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The size of the stage, pixels.
    pub size: (f32, f32),
    /// Virtual time from its top to its foot, at least and at most: as much as holds messages that can be told apart.
    pub span: (Nanos, Nanos),
    /// A stretch of time that shall be seen as a whole, if it is short enough: that of which a step of the lesson tells.
    pub stretch: Option<(Nanos, Nanos)>,
    /// What nodes hold of the thing in hand.
    pub held: &'a [Held],
    /// What the cards of that say, in a sentence.
    pub held_told: &'a str,
    /// What is chosen of what clients asked, and then what shows what is wrong with it.
    pub requests: &'a [Request],
    /// What is selected.
    pub selected: Option<&'a Thing>,
    /// Whether events have their vector clocks beside them while there are few; those of a message that is selected are
    /// shown anyway.
    pub clocks: bool,
    /// Whether a question is open: then nothing is told of what comes after the moment.
    pub guessing: bool,
}

impl Asked<'_> {
    fn picks_message(&self) -> bool {
        matches!(self.selected, Some(Thing::Message(_)))
    }

    /// Whether events may have clocks beside them: where there is little room, it is for what nodes have, and while a request
    /// is chosen for what came of it.
    fn may_have_clocks(&self, chart: &Chart<'_>) -> bool {
        self.clocks
            && !self.guessing
            && self.requests.is_empty()
            && (self.held.is_empty() || !chart.is_narrow())
    }
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
    let mut chart = Chart::new(&cast, asked.size, globe.horizon());
    chart.foot = legend::room(&chart, asked, wording.language());
    let cards = held::cards(&chart, asked.held);
    let below = held::room(&cards) / (chart.bottom() - chart.top()).max(1.0);
    let chart = chart.at(moment.at, window::around(globe, asked, f64::from(below)));
    let since = chart.from.saturating_sub((chart.to - chart.from).min(LOOK_BACK));
    let until = if asked.guessing { moment.at } else { chart.to };
    let routes = routes(globe.records(since, until));
    let seen = routes.iter().filter(|route| messages::is_seen(route, &chart)).count();
    let chosen = match asked.selected {
        Some(Thing::Message(id)) => Some(*id).filter(|id| routes.iter().any(|route| route.id == *id)),
        _ => None,
    };
    let all = asked.may_have_clocks(&chart) && seen <= FEW;
    let any = all || chosen.is_some() || !asked.requests.is_empty();
    if any {
        counted.renew(globe, (&cast, &actions, wording), &chart);
    }
    let clocks = any.then_some(Clocks { counted, chosen, all });
    let records = globe.records(since, until);
    let story = Story { records, cast: &cast, actions: &actions, wording };
    draw(&chart, &story, &routes, &Shown { asked, cards: &cards, clocks: clocks.as_ref() })
}

/// What is shown besides the story.
struct Shown<'a> {
    asked: &'a Asked<'a>,
    cards: &'a [Card],
    clocks: Option<&'a Clocks<'a>>,
}

/// The same from plain data.
fn draw(chart: &Chart<'_>, story: &Story<'_>, routes: &[Route], shown: &Shown<'_>) -> Picture {
    let &Shown { asked, clocks, .. } = shown;
    let language = story.wording.language();
    let label = format!("{}{} – {}", LABEL.of(language), format_time(chart.from), format_time(chart.to));
    let mut picture = Picture { width: chart.width, height: chart.height, label, ..Picture::default() };
    let mut labels = Labels::new(chart);
    let still = &mut picture.still;
    // What nodes have must be read; its cards lie over what goes on behind them.
    let mut front = Vec::new();
    held::draw(chart, shown.cards, &mut front, &mut labels);
    world::bands(chart, story, still, &mut labels);
    chart.moment(still, &mut labels);
    world::actions(chart, story, still, &mut labels);
    chart.scale(still, &mut labels);
    nodes::life_lines(chart, story, still);
    request::draw(chart, asked.requests, &mut front, &mut labels);
    if let Some(clocks) = clocks {
        clocks.chosen(chart, story.cast, routes, &mut labels);
    }
    messages::draw(chart, story, (routes, asked.requests, clocks), still, &mut labels);
    world::notes(chart, story, still, &mut labels);
    if let Some(clocks) = clocks {
        clocks.beside(chart, routes, still, &mut labels);
    }
    still.extend(front);
    nodes::heads(chart, still);
    legend::draw(chart, asked, clocks, language, still);
    // Texts come last, so that no line crosses them.
    still.extend(labels.into_marks());
    picture
}

#[cfg(test)]
mod tests;
