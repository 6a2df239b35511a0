//! The messages of the diagram: a line each, from where and when it left to where it ended.

use super::chart::Chart;
use super::clocks::Clocks;
use super::labels::{Labels, Spot};
use super::{FEW, MOST, Request};
use crate::picture::{Area, Dash, Mark, Paint, Shape, Thing, Token, cross, text_width};
use crate::text::{Language, Text};
use crate::views::{End, Route, Story};
use snowglobe_core::order::heap_sort;
use snowglobe_core::sim::Nanos;

/// So many of the messages nearest to the moment can be reached with the keyboard; all others by
/// pointer and in the transcript, so that nobody tabs through hundreds.
const REACHABLE: usize = 24;
/// From this many messages on, lines are thin.
const CROWD: usize = 120;
/// Size of the labels.
const SIZE: f32 = 11.5;

const SHOWN: Text = Text {
    ko: "메시지 {total}개 가운데 {shown}개를 표시",
    en: "{shown} of {total} messages shown",
};

/// A route as it is drawn.
struct Line<'a> {
    route: &'a Route,
    /// Where it leaves, and where it ends.
    from: (f32, f32),
    to: (f32, f32),
    reply: bool,
    token: Token,
    text: String,
    /// Of what it is otherwise.
    opacity: f32,
    /// Whether it is chosen, or of a request that is.
    own: bool,
}

/// Whether any of it lies in the window.
pub(super) fn is_seen(route: &Route, chart: &Chart<'_>) -> bool {
    route.sent <= chart.to && last(route, chart) >= chart.from
}

pub(super) fn draw(
    chart: &Chart<'_>,
    story: &Story<'_>,
    (routes, requests, clocks): (&[Route], &[Request], Option<&Clocks<'_>>),
    still: &mut Vec<Mark>,
    labels: &mut Labels,
) {
    let seen: Vec<&Route> = routes.iter().filter(|route| is_seen(route, chart)).collect();
    let every = seen.len().div_ceil(MOST).max(1) as u64;
    // By number and not by place, so that the same ones stay while time goes on.
    let kept = seen.iter().filter(|route| route.id.is_multiple_of(every));
    let mut lines: Vec<Line<'_>> =
        kept.filter_map(|route| line(chart, story, route, clocks)).take(MOST).collect();
    let first = |request: &Request| clocks.and_then(|clocks| request.first(routes, clocks.counted));
    let requests: Vec<_> = requests.iter().map(|request| (request, first(request))).collect();
    for line in lines.iter_mut().filter(|_| !requests.is_empty()) {
        line.own = requests.iter().any(|(request, _)| request.has(line.route));
        let caused = requests.iter().any(|(request, first)| {
            clocks
                .zip(*first)
                .is_some_and(|(clocks, first)| request.caused(line.route, first, clocks.counted))
        });
        line.opacity = if line.own || caused { 1.0 } else { super::clocks::FAINT };
    }
    if lines.len() < seen.len() && every > 1 {
        note(chart, story.wording.language(), lines.len(), seen.len(), labels);
    }
    let nearness = |line: &Line<'_>| (line.route.sent.abs_diff(chart.now), line.route.id, line.route.copy);
    heap_sort(&mut lines, |a, b| nearness(a) < nearness(b));
    let scale = if lines.len() < CROWD { 1.0 } else { 0.6 };
    for (index, line) in lines.iter().enumerate() {
        line.draw(chart, scale, still);
        if index < REACHABLE {
            line.name(story, clocks, still);
        }
    }
    let few = lines.len() <= FEW;
    if few {
        // What begins or ends somewhere is not written over.
        for (x, y) in lines.iter().flat_map(|line| [line.from, line.to]) {
            labels.keep_free(Area { x: x - 4.0, y: y - 4.0, w: 8.0, h: 8.0 });
        }
    }
    // What is chosen first, all others in an order of no meaning that is always the same: a label does not come and go
    // because another one left the window at the far end. Of a crowd there are lines only.
    let shuffled = |line: &Line<'_>| {
        (!line.own, line.route.id.wrapping_mul(0x9E37_79B9_7F4A_7C15), line.route.sent, line.route.copy)
    };
    heap_sort(&mut lines, |a, b| shuffled(a) < shuffled(b));
    let is_named = |line: &&Line<'_>| line.own || (few && (requests.is_empty() || line.opacity >= 1.0));
    for line in lines.iter().filter(is_named) {
        line.label(chart, labels);
    }
}

/// When it is last seen.
fn last(route: &Route, chart: &Chart<'_>) -> Nanos {
    match route.end {
        End::Held(released) => released.unwrap_or(chart.to),
        _ => route.until,
    }
}

fn line<'a>(
    chart: &Chart<'_>,
    story: &Story<'_>,
    route: &'a Route,
    clocks: Option<&Clocks<'_>>,
) -> Option<Line<'a>> {
    let (start, end) = chart.x(route.from).zip(chart.x(route.to))?;
    let from = (start, chart.y(route.sent));
    let to = (start + (end - start) * route.reach(), chart.y(last(route, chart)));
    let (reply, token) = (story.wording.is_reply(route.label), story.wording.message_token(route.label));
    let opacity = clocks.map_or(1.0, |clocks| clocks.opacity(route));
    let own = clocks.is_some_and(|clocks| clocks.chosen == Some(route.id));
    Some(Line { route, from, to, reply, token, text: story.wording.message(route.label), opacity, own })
}

impl Line<'_> {
    fn at(&self, part: f32) -> (f32, f32) {
        let Self { from, to, .. } = self;
        (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
    }

    /// The part of it that lies in the window.
    fn visible(&self, chart: &Chart<'_>) -> (f32, f32) {
        let length = (self.to.1 - self.from.1).max(0.001);
        let part = |y: f32| ((y - self.from.1) / length).clamp(0.0, 1.0);
        (part(chart.top()), part(chart.bottom()))
    }

    fn key(&self, what: &str) -> String {
        let copy = if self.route.copy { " copy" } else { "" };
        format!("{what} {} {}{copy}", self.route.id, self.route.sent)
    }

    fn draw(&self, chart: &Chart<'_>, scale: f32, still: &mut Vec<Mark>) {
        let (thin, thick) = (1.7 * scale, 2.2 * scale);
        let (first, last) = self.visible(chart);
        let opacity = self.opacity * if self.route.sent > chart.now { 0.45 } else { 1.0 };
        let thing = Thing::Message(self.route.id);
        let mut push = |what: &str, shape: Shape, paint: Paint| {
            let mut mark = Mark::new(self.key(what), shape, paint.faded(opacity));
            mark.thing = Some(thing.clone());
            still.push(mark);
        };
        let dash = if self.reply { Dash::Dashed } else { Dash::Solid };
        let shape = Shape::Line { from: self.at(first), to: self.at(last) };
        push("message", shape, Paint::stroke(self.token, thin).dashed(dash));
        let (x, y) = self.to;
        let ends_inside = y <= chart.bottom() && y >= chart.top();
        match self.route.end {
            End::Arrived | End::UnderWay if ends_inside => {
                let inside = if self.reply { Token::Card } else { self.token };
                push(
                    "end",
                    Shape::Circle { x, y, r: 4.0 * scale },
                    Paint::fill(inside).lined(self.token, thin),
                );
            }
            End::Lost(_) if ends_inside => {
                push("end", Shape::Path(cross(x, y, 5.0 * scale)), Paint::stroke(Token::Danger, thick));
            }
            End::Held(_) if self.from.1 >= chart.top() => {
                let (x, y) = self.from;
                let shape = Shape::Rect { x: x - 4.0, y: y - 4.0, w: 8.0, h: 8.0, r: 1.5 };
                push("end", shape, Paint::fill(Token::Card).lined(self.token, thin));
            }
            _ => {}
        }
        // Where it is at the moment shown.
        let now = chart.y(chart.now);
        if self.from.1 < now && now < self.to.1 {
            let (x, y) = self.at((now - self.from.1) / (self.to.1 - self.from.1));
            let inside = if self.reply { Token::Card } else { self.token };
            push("dot", Shape::Circle { x, y, r: 5.0 * scale }, Paint::fill(inside).lined(self.token, thick));
        }
    }

    /// Gives it a name, so that it can be reached with the keyboard.
    fn name(&self, story: &Story<'_>, clocks: Option<&Clocks<'_>>, still: &mut [Mark]) {
        let line = still.iter_mut().rev().find(|mark| mark.key == self.key("message"));
        if let Some(mark) = line {
            let (from, to) = (story.cast.name(self.route.from), story.cast.name(self.route.to));
            let clocks = clocks.map(|clocks| clocks.told(self.route, story.cast, story.wording.language()));
            mark.label = Some(format!("{from} → {to} {}{}", self.text, clocks.unwrap_or_default()));
        }
    }

    fn label(&self, chart: &Chart<'_>, labels: &mut Labels) {
        if self.text.is_empty() {
            return;
        }
        let (first, last) = self.visible(chart);
        let room = text_width(&self.text, SIZE, false);
        let flat = (self.to.0 - self.from.0).abs() > room * 0.8;
        let spots = [0.5, 0.4, 0.6, 0.28, 0.72].map(|part| {
            let (x, y) = self.at(first + (last - first) * part);
            if flat { Spot::middle(x, y - 4.0) } else { Spot::start(x + 7.0, y + 4.0) }
        });
        let faint = self.route.sent > chart.now || self.opacity < 1.0;
        let token = if faint { Token::Muted } else { Token::Ink };
        labels.place_of(Thing::Message(self.route.id), &self.key("text"), &self.text, token, &spots);
    }
}

/// Says how many of the messages are drawn.
fn note(chart: &Chart<'_>, language: Language, shown: usize, total: usize, labels: &mut Labels) {
    let text =
        SHOWN.of(language).replace("{shown}", &shown.to_string()).replace("{total}", &total.to_string());
    let spot = Spot::start(8.0, chart.height - chart.foot - 8.0);
    labels.place("shown", &text, Token::Muted, SIZE, &[spot]);
}
