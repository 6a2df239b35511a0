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
use crate::picture::{Mark, Paint, Shape, Token, text_width};
use crate::text::{Language, Text, words};
use crate::views::{Cast, End, Route};
use snowglobe_core::order::heap_sort;
use snowglobe_core::sim::NodeId;
use std::fmt::Write;

/// Sizes of clocks: of any event, of those of the message that is chosen, and of what explains them.
const SIZE: f32 = 9.5;
const CHOSEN: f32 = 11.0;
const EXPLAINED: f32 = 10.5;
/// Places up to which a clock is short enough to stand beside an event.
const MOST_PLACES: usize = 12;
/// Lines up to which an explanation leaves enough of the diagram.
const MOST_LINES: usize = 5;

words! {
    /// Legend, its beginning.
    PLACES: "벡터 시계 {places}: ", "Vector clocks {places}: ";
    /// The same without places.
    NAMED: "벡터 시계: ", "Vector clocks: ";
    /// Legend.
    COMPARED: "노드마다 사건을 몇 개까지 아는가. 모든 자리가 작거나 같으면 먼저 일어났고, 서로 더 큰 자리가 있으면 동시다.", "how many events of each node are known. If no place is greater, it came before; if each has a greater one, they are concurrent.";
    /// Legend, where counting does not begin with the run.
    SINCE: " {t}부터 센다.", " Counted from {t} on.";
    /// Legend, while a message is chosen.
    FAINT: " 흐린 것은 고른 메시지를 보낸 일과 동시다.", " Faint: concurrent with the sending of the message chosen.";
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
        if pair.is_some_and(|(one, other)| self.counted.are_concurrent(one, other)) { 0.25 } else { 1.0 }
    }

    /// The clocks of a message, for those who do not see them.
    pub(super) fn told(&self, route: &Route, cast: &Cast, language: Language) -> String {
        let ends =
            [(SENT, self.counted.sent(route.id)), (RECEIVED, self.counted.arrived(route.id, route.until))];
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
        for (event, side) in self.ends(routes, chart) {
            let Some(at) = self.counted.event(event).filter(|at| chart.shows(at.time)) else { continue };
            let Some(x) = chart.x(at.node) else { continue };
            let lines = super::held::broken(&self.named(event, cast), (chart.gap * 1.6).max(110.0), CHOSEN);
            let y = chart.y(at.time);
            let away = |far: f32, y| if side < 0.0 { Spot::end(x - far, y) } else { Spot::start(x + far, y) };
            let over = |far: f32, y| if side < 0.0 { Spot::start(x + far, y) } else { Spot::end(x - far, y) };
            let high = CHOSEN * 1.3 * (lines.len() as f32 - 1.0);
            let (above, below) = (y - 7.0 - high, y + 17.0);
            let spots =
                [away(9.0, y + 4.0), away(9.0, above), away(9.0, below), over(9.0, above), over(9.0, below)];
            labels.place_lines(&format!("chosen clock {event}"), &lines, Token::Ink, CHOSEN, &spots);
        }
    }

    /// The events of the message that is chosen, each with the side of its life line on which the message is not.
    fn ends(&self, routes: &[Route], chart: &Chart<'_>) -> Vec<(usize, f32)> {
        let mut ends: Vec<(usize, f32)> = Vec::new();
        for route in routes.iter().filter(|route| Some(route.id) == self.chosen) {
            let away = chart.x(route.from).zip(chart.x(route.to)).map_or(1.0, |(from, to)| from - to);
            let sent = self.counted.sent(route.id).map(|event| (event, away));
            let arrived = self.arrived(route).map(|event| (event, -away));
            for end in sent.into_iter().chain(arrived) {
                if ends.iter().all(|(event, _)| *event != end.0) {
                    ends.push(end);
                }
            }
        }
        ends
    }

    /// What the numbers are and how two clocks are compared, at the foot of the diagram.
    pub(super) fn explain(
        &self,
        chart: &Chart<'_>,
        language: Language,
        cards: &mut Vec<Mark>,
        labels: &mut Labels,
    ) -> bool {
        let places = self.places(chart);
        let names: Vec<&str> = places.iter().map(|(_, name)| *name).collect();
        let beginning = match self.brackets(&places) {
            true => PLACES.of(language).replace("{places}", &format!("[{}]", names.join(","))),
            false => NAMED.of(language).to_owned(),
        };
        let mut text = beginning + COMPARED.of(language);
        if let Some(since) = self.counted.since() {
            text += &SINCE.of(language).replace("{t}", &super::spaced(since));
        }
        if self.chosen.is_some() {
            text += FAINT.of(language);
        }
        let lines = wrapped(&text, chart.width - 24.0);
        let high = EXPLAINED * 1.3 * lines.len() as f32;
        let top = chart.height - 6.0 - high;
        let fits = lines.len() <= MOST_LINES && top > chart.top() + 2.0 * high;
        if !fits {
            return false;
        }
        let spot = Spot::start(10.0, top + EXPLAINED);
        let placed = labels.place_lines("clocks told", &lines, Token::Muted, EXPLAINED, &[spot]);
        if placed {
            let wide = lines.iter().map(|line| text_width(line, EXPLAINED, false)).fold(0.0, f32::max);
            let shape = Shape::Rect { x: 4.0, y: top - 2.0, w: wide + 12.0, h: high + 5.0, r: 4.0 };
            cards.push(Mark::new("clocks card", shape, Paint::fill(Token::Card).faded(0.9)));
        }
        placed
    }

    /// The nodes that have a place in a clock: those of which anything is known by the end of the window.
    fn places<'c>(&self, chart: &Chart<'c>) -> Vec<(usize, &'c str)> {
        let mut known = vec![false; chart.lanes.len()];
        for (event, _) in self.counted.between(chart.from, chart.to) {
            for (known, count) in known.iter_mut().zip(self.counted.clock(event)) {
                *known |= *count > 0;
            }
        }
        let lanes = chart.lanes.iter().map(|(member, _)| (member.id.index(), member.name.as_str()));
        lanes.filter(|(node, _)| known.get(*node).copied().unwrap_or(false)).collect()
    }

    fn brackets(&self, places: &[(usize, &str)]) -> bool {
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
        let chosen = self.ends(routes, chart);
        let events = self.counted.between(chart.from, chart.to);
        let events = events.filter(|(at, _)| chosen.iter().all(|(event, _)| event != at));
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
            let spots = [
                Spot::start(x + 6.0, y + 3.5),
                Spot::end(x - 6.0, y + 3.5),
                Spot::start(x + 5.0, y + 13.0),
                Spot::end(x - 5.0, y + 13.0),
                Spot::start(x + 5.0, y - 5.0),
                Spot::end(x - 5.0, y - 5.0),
            ];
            let key = format!("clock {} {}", event.node.0, event.step);
            // What arrives ends in a dot of its own.
            if labels.place(&key, &text, Token::Muted, SIZE, &spots) && event.heard == 0 {
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

/// A text in lines of at most this width, broken between words.
fn wrapped(text: &str, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), EXPLAINED, false) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests;
