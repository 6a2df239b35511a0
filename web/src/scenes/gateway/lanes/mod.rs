//! The same traffic through several algorithms, a lane each, with the true sliding window over them: all nine, or
//! those that the reader chose.
//!
//! Only one algorithm decides; the others watch, and say what they would have done. What several gateways
//! saw is told as one: each has observers of its own, so this shows what comes of counting apart.

mod foot;
mod head;
mod lineup;
mod plan;
mod row;
mod track;
mod traffic;

use super::{watch, words};
use crate::picture::{Area, Mark, Paint, Picture, Shape, Token};
use crate::scenes::Frame;
use crate::scenes::marks::Pen;
use crate::text::vocabulary::vocabulary;
use crate::text::{Language, Text};
use lineup::Lineup;
use plan::Plan;
use snowglobe_core::limiter::Algorithm;
use snowglobe_core::sim::{Globe, Nanos, World};
use snowglobe_core::systems::gateway::{Gateway, Key, LaneTally, Rules};
use track::{Tracks, band};
use traffic::Traffic;

/// How names of lanes are written.
const NAME: Pen = Pen::new(11.5, Token::Ink);
/// How all else is.
const NOTE: Pen = Pen::new(10.5, Token::Muted);

/// What the view is drawn from.
struct View<'a> {
    world: &'a World<Gateway>,
    rules: Rules,
    key: Key,
    now: Nanos,
    language: Language,
    /// How many lanes are asked for; there may be room for fewer.
    asked: usize,
    plan: Plan,
    traffic: Traffic,
}

/// The view at the moment shown.
pub(super) fn picture(world: &World<Gateway>, globe: &dyn Globe, frame: &Frame) -> Picture {
    let (now, rules) = (globe.moment().at, watch::rules(world));
    let key = watch::key(world, frame.watched.unwrap_or_default());
    let traffic = traffic::of_key(world, key, now);
    let times = (now, rules.window, traffic.known_from);
    let lineup = Lineup::new(&world.system().settings, rules.in_force());
    let plan = Plan::new((frame.width, frame.height), &lineup, times);
    let view = View { world, rules, key, now, language: frame.language, asked: lineup.len(), plan, traffic };
    let mut marks = Vec::new();
    let label = view.draw(&mut marks);
    Picture { width: frame.width, height: frame.height, label, still: marks, moving: Vec::new() }
}

fn name(algorithm: Algorithm, language: Language) -> &'static str {
    let named = vocabulary("gateway").choice("algorithm", algorithm.name());
    named.map_or(algorithm.name(), |named| named.name.of(language))
}

/// What became of the requests of a key that the observers of an algorithm saw, at all gateways.
fn tally(world: &World<Gateway>, algorithm: Algorithm, key: Key) -> LaneTally {
    let tallies = watch::gates(world).map(|(_, gate)| gate.lanes().tally_of(algorithm, key));
    tallies.fold(LaneTally::default(), LaneTally::and)
}

impl View<'_> {
    fn say(&self, text: Text) -> &'static str {
        text.of(self.language)
    }

    fn several(&self) -> bool {
        self.world.shared().parameters.nodes > 1
    }

    /// Draws all of it; what it shows, in words.
    fn draw(&self, marks: &mut Vec<Mark>) -> String {
        let columns = self.headings(marks);
        self.keys(marks);
        let bands = self.plan.lanes.iter().filter_map(|(algorithm, _)| {
            band(&self.traffic, *algorithm, self.plan.axis, self.now, self.rules.window)
        });
        let fullest = bands.flatten().map(|(_, count)| count).max().unwrap_or_default();
        let tracks = Tracks {
            traffic: &self.traffic,
            axis: self.plan.axis,
            now: self.now,
            window: self.rules.window,
            limit: self.rules.limit,
            most: fullest.max(self.rules.limit + self.rules.limit.div_ceil(2)),
        };
        let mut label = format!("{}, {}:", self.say(words::LANES_PICTURE), self.key);
        for (place, (algorithm, area)) in self.plan.lanes.iter().enumerate() {
            let from = marks.len();
            label.push_str(&self.lane(*algorithm, *area, columns, marks));
            let room = self.plan.track(*area);
            tracks.draw(*algorithm, room, marks);
            self.gauges(*algorithm, Area { x: area.x, w: self.plan.gauge, ..room }, marks);
            // An algorithm may have two lanes; keys of marks are its name, and must differ.
            if self.plan.lanes[..place].iter().any(|(above, _)| above == algorithm) {
                marks[from..].iter_mut().for_each(|mark| mark.key = format!("{} {place}", mark.key));
            }
        }
        let now = self.plan.upright(self.plan.axis.at(self.now));
        marks.push(Mark::new("now", Shape::Path(now), Paint::stroke(Token::Accent, 1.4)));
        self.edges(marks);
        self.notes(marks);
        label
    }
}
