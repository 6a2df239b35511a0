//! Vector clocks beside the events of the diagram, and what they say of a message that is chosen.
//!
//! ```text
//!   c0       n0       n1              [c0,n0,n1]: the places of a clock, in the order of the life lines
//!   ●[1,0,0] │        │
//!   │╲       │        │
//!   │  ╲─────●[1,1,0] │              [1,0,0] ≤ [1,1,0] in every place: before
//!   │        │        ●[0,0,1]       [1,1,0] and [0,0,1]: each has a greater place, so concurrent
//! ```
//!
//! A clock is written where room is left, and only while few messages are in the window. A message that is chosen says its
//! own in full, with names; what is concurrent with its sending is faint.

use super::Counted;
use super::chart::Chart;
use super::labels::{Labels, Spot};
use crate::picture::{Mark, Paint, Shape, Token};
use crate::text::{Language, Text, words};
use crate::views::{Cast, End, Route};
use snowglobe_core::flat_map::FlatMap;
use snowglobe_core::order::heap_sort;
use snowglobe_core::sim::NodeId;
use std::fmt::Write;

/// Sizes of clocks: of any event, and of those of the message that is chosen.
const SIZE: f32 = 9.5;
const CHOSEN: f32 = 11.0;
/// How much is seen of what is concurrent with the message that is chosen.
pub(super) const FAINT: f32 = 0.3;
/// Places up to which a clock is short enough to stand beside an event.
pub(super) const MOST_PLACES: usize = 12;

words! {
    /// For a screen reader, after what a message says.
    SENT: ", 보낼 때 {}", ", sent at {}";
    /// As above.
    RECEIVED: ", 받을 때 {}", ", received at {}";
}

/// What is told of events in one diagram.
pub(super) struct Clocks<'a> {
    /// The events, as far as they are counted.
    pub(super) counted: &'a Counted,
    /// The message that is chosen.
    pub(super) chosen: Option<u64>,
    /// Whether all events have their clocks beside them.
    pub(super) all: bool,
}

impl Clocks<'_> {
    /// How faint a message is: as it is, or less, if it is concurrent with the one that is chosen.
    pub(super) fn opacity(&self, route: &Route) -> f32 {
        let sent = |message| self.counted.sent(message);
        let pair = self.chosen.filter(|chosen| *chosen != route.id).and_then(sent).zip(sent(route.id));
        if pair.is_some_and(|(one, other)| self.counted.are_concurrent(one, other)) { FAINT } else { 1.0 }
    }

    /// The event with which a message arrived, if it did by the end of the window.
    fn arrived(&self, route: &Route) -> Option<usize> {
        (route.end == End::Arrived).then(|| self.counted.arrived(route.id, route.until))?
    }

    /// The clocks of a message, for those who do not see them.
    pub(super) fn told(&self, route: &Route, cast: &Cast, language: Language) -> String {
        let ends = [(SENT, self.counted.sent(route.id)), (RECEIVED, self.arrived(route))];
        let told = |(text, event): (Text, Option<usize>)| {
            Some(text.of(language).replace("{}", &self.named(event?, cast)))
        };
        ends.into_iter().filter_map(told).collect()
    }

    /// A clock with the names of those that it knows of: `{c0:3, n1:2}`.
    fn named(&self, event: usize, cast: &Cast) -> String {
        let known = (0..).zip(self.counted.clock(event)).filter(|(_, count)| **count > 0);
        let pairs: Vec<String> =
            known.map(|(node, count)| format!("{}:{count}", cast.name(NodeId(node)))).collect();
        format!("{{{}}}", pairs.join(", "))
    }

    /// The message that is chosen says its clocks in full, before anything else is written.
    pub(super) fn chosen(&self, chart: &Chart<'_>, cast: &Cast, routes: &[Route], labels: &mut Labels) {
        for (event, side) in self.ends(routes.iter().filter(|route| self.is_chosen(route)), chart).iter() {
            let (event, left) = (*event, *side < 0.0);
            let Some(at) = self.counted.event(event).filter(|at| chart.shows(at.time)) else { continue };
            let Some(x) = chart.x(at.node) else { continue };
            let lines = super::held::broken(&self.named(event, cast), (chart.gap * 1.6).max(110.0), CHOSEN);
            let y = chart.y(at.time);
            let away = |far: f32, y| if left { Spot::end(x - far, y) } else { Spot::start(x + far, y) };
            let over = |far: f32, y| if left { Spot::start(x + far, y) } else { Spot::end(x - far, y) };
            let high = CHOSEN * 1.3 * (lines.len() as f32 - 1.0);
            let (above, below) = (y - 7.0 - high, y + 17.0);
            let spots =
                [away(9.0, y + 4.0), away(9.0, above), away(9.0, below), over(9.0, above), over(9.0, below)];
            labels.place_lines(&format!("chosen clock {event}"), &lines, Token::Ink, CHOSEN, &spots);
        }
    }

    /// The events with which messages were sent and arrived, each with the side of its life line on which there is none:
    /// left below 0.
    fn ends<'r>(&self, routes: impl Iterator<Item = &'r Route>, chart: &Chart<'_>) -> FlatMap<usize, f32> {
        let mut sides: FlatMap<usize, f32> = FlatMap::default();
        for route in routes {
            let away = chart.x(route.from).zip(chart.x(route.to)).map_or(0.0, |(from, to)| from - to);
            for (event, away) in [(self.counted.sent(route.id), away), (self.arrived(route), -away)] {
                if let Some(event) = event {
                    *sides.get_or_default(&event) += away;
                }
            }
        }
        sides
    }

    fn is_chosen(&self, route: &&Route) -> bool {
        Some(route.id) == self.chosen
    }

    /// The nodes that have a place in a clock: those of which anything is known by the end of the window.
    pub(super) fn places<'c>(&self, chart: &Chart<'c>) -> Vec<(usize, &'c str)> {
        let mut known = vec![false; chart.lanes.len()];
        for (event, _) in self.counted.between(chart.from, chart.to) {
            for (known, count) in known.iter_mut().zip(self.counted.clock(event)) {
                *known |= *count > 0;
            }
        }
        let lanes = chart.lanes.iter().map(|(member, _)| (member.id.index(), member.name.as_str()));
        lanes.filter(|(node, _)| known.get(*node).copied().unwrap_or(false)).collect()
    }

    /// Whether clocks stand beside events, with these places.
    pub(super) fn brackets(&self, places: &[(usize, &str)]) -> bool {
        self.all && (1..=MOST_PLACES).contains(&places.len())
    }

    /// A clock beside each event that has room for it. They come last: whatever else is written has been by then.
    pub(super) fn beside(
        &self,
        chart: &Chart<'_>,
        routes: &[Route],
        still: &mut Vec<Mark>,
        labels: &mut Labels,
    ) {
        let places = self.places(chart);
        if !self.brackets(&places) {
            return;
        }
        let chosen = self.ends(routes.iter().filter(|route| self.is_chosen(route)), chart);
        let sides = self.ends(routes.iter(), chart);
        let events = self.counted.between(chart.from, chart.to);
        let events = events.filter(|(at, _)| !chosen.contains_key(at));
        // In an order of no meaning that is always the same, as the names of messages.
        let mut events: Vec<_> =
            events.map(|(at, event)| (event.step.wrapping_mul(0x9E37_79B9_7F4A_7C15), at, *event)).collect();
        heap_sort(&mut events, |a, b| (a.0, a.1) < (b.0, b.1));
        let mut text = String::new();
        for (_, at, event) in events {
            let Some(x) = chart.x(event.node) else { continue };
            let clock = self.counted.clock(at);
            text.clear();
            for (place, (node, _)) in places.iter().enumerate() {
                let count = clock.get(*node).copied().unwrap_or(0);
                // Writing to a String cannot fail.
                let _ = write!(text, "{}{count}", if place == 0 { '[' } else { ',' });
            }
            text.push(']');
            let y = chart.y(event.time);
            let right = sides.get(&at).is_none_or(|side| *side >= 0.0);
            let spot =
                |right: bool, y: f32| if right { Spot::start(x + 6.0, y) } else { Spot::end(x - 6.0, y) };
            let heights = [y + 3.5, y + 13.0, y - 5.0];
            let spots = heights.map(|y| [spot(right, y), spot(!right, y)]);
            let key = format!("clock {} {}", event.node.0, event.step);
            // What arrives ends in a dot of its own.
            if labels.place(&key, &text, Token::Muted, SIZE, spots.as_flattened()) && event.heard == 0 {
                let shape = Shape::Circle { x, y, r: 2.2 };
                still.push(Mark::new(
                    format!("event {} {}", event.node.0, event.step),
                    shape,
                    Paint::fill(Token::Muted),
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests;
