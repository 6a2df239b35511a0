//! The number in the middle, what it counts, and below it what else went wrong.
//!
//! ```text
//!      6                      stale_reads: the fact that the step at hand asks about,
//!   stale of 346 reads        or else what a run like this one is looked at for
//!   keys on which replicas differ: 2
//! ```
//!
//! While nothing is read it is how many nodes hold another dead, of those that could.

use super::crowd::Crowd;
use super::words;
use crate::picture::{Mark, Paint, Shape, Token};
use crate::scenes::Frame;
use crate::scenes::circle::Layout;
use crate::scenes::marks::Pen;
use crate::text::number::{counted, show};
use crate::text::vocabulary::vocabulary;
use crate::text::{Language, Text};
use snowglobe_core::sim::{Fact, Globe, NodeId, Role, Value, World};
use snowglobe_core::systems::kv::Kv;
use snowglobe_core::systems::kv::choice::Workload;

/// Facts of which one is too many already.
const WRONGS: &[&str] =
    &["stale_reads", "lost_writes", "lost_own_writes", "went_back", "refused", "unknown", "false_suspicions"];
/// Facts that count a part of what another counts, and how that is said.
const PARTS: &[(&str, &str, Text)] =
    &[("stale_reads", "reads", words::STALE_OF), ("lost_writes", "writes", words::LOST_OF)];

/// What is known of a moment.
struct Moment<'a> {
    facts: Vec<Fact>,
    crowd: &'a Crowd,
    world: &'a World<Kv>,
    language: Language,
}

impl Moment<'_> {
    fn value(&self, name: &str) -> Value {
        let found = self.facts.iter().find(|fact| fact.name == name);
        found.map_or(Value::Count(0), |fact| fact.value)
    }

    fn count(&self, name: &str) -> u64 {
        self.value(name).as_f64().round() as u64
    }

    /// The fact that is told if no step says which: reads that missed what had been acknowledged, unless none did and
    /// writes were lost. None while there is nothing to tell yet.
    fn usual(&self) -> Option<&'static str> {
        let (quiet, doubted) =
            (self.world.shared().parameters.workload == Workload::None, self.count("suspected") > 0);
        match (self.count("reads"), self.count("writes")) {
            (0, 0) if quiet || doubted => Some("suspected"),
            (0, 0) => None,
            (0, _) if doubted => Some("suspected"),
            (0, _) => Some("writes"),
            _ if self.count("stale_reads") == 0 && self.count("lost_writes") > 0 => Some("lost_writes"),
            _ => Some("stale_reads"),
        }
    }

    /// What else is told below a fact, in this order.
    fn others(&self, fact: Option<&str>) -> impl Iterator<Item = (u64, Text)> {
        let (refused, unknown) = (self.count("refused"), self.count("unknown"));
        let unanswered = match fact {
            Some("refused") => (unknown, words::UNKNOWN),
            _ => (refused + unknown, words::WITHOUT_ANSWER),
        };
        let other = |name: &str, text| (if fact == Some(name) { 0 } else { self.count(name) }, text);
        let lines = [
            other("stale_reads", words::STALE_READS),
            other("lost_writes", words::LOST_WRITES),
            unanswered,
            other("siblings_now", words::SIDE_BY_SIDE),
            other("diverged", words::DIVERGED),
        ];
        lines.into_iter().filter(|(count, _)| *count > 0)
    }

    /// The number that a fact is, and what it counts.
    fn told(&self, fact: &str) -> (String, String) {
        if fact == "suspected" {
            let (knowing, all) = self.crowd.knowing();
            let caption = match self.crowd.subject().and_then(|id| self.world.place(id)) {
                Some(place) => words::KNOWN_DEAD.of(self.language).replace("{}", &place.name),
                None => words::SOME_DEAD.of(self.language).to_owned(),
            };
            return (format!("{knowing}/{all}"), caption);
        }
        let caption = match PARTS.iter().find(|(part, ..)| *part == fact) {
            Some((_, whole, text)) => counted(*text, self.count(whole), self.language),
            None => {
                let name = vocabulary("kv").fact(fact);
                name.map_or_else(|| fact.to_owned(), |name| name.of(self.language).to_owned())
            }
        };
        (show(self.value(fact), self.language), caption)
    }
}

/// Adds the number, and below it as many lines as there is room for.
pub(super) fn headline(
    world: &World<Kv>,
    globe: &dyn Globe,
    crowd: &Crowd,
    frame: &Frame,
    layout: &Layout,
    marks: &mut Vec<Mark>,
) {
    let moment = Moment { facts: globe.facts(), crowd, world, language: frame.language };
    let asked = frame.subject.as_ref().and_then(|subject| subject.fact.as_deref());
    let fact = asked.or_else(|| moment.usual());
    let (number, caption) = match fact {
        Some(fact) => moment.told(fact),
        None => ("–".to_owned(), words::NO_READS.of(frame.language).to_owned()),
    };
    let wrong = fact.is_some_and(|fact| WRONGS.contains(&fact) && moment.count(fact) > 0);
    let (size, (x, top)) = layout.headline();
    let small = layout.small();
    let pen = |size, token| Pen::new(size, token).centred().on(Token::Surface);
    let token = if wrong { Token::Danger } else { Token::Ink };
    let mut lines = vec![
        pen(size, token).bold(true).write("headline", (x, top), &number),
        pen(small, Token::Muted).write("caption", (x, top + small * 2.0), &caption),
    ];
    let mut widest = pen(size, token).bold(true).width(&number).max(pen(small, token).width(&caption));
    let mut bottom = top + small * 2.0;
    let clients = (0..).map(NodeId).zip(world.places()).filter(|(_, place)| place.role == Role::Client);
    let highest = clients.map(|(id, _)| layout.place(id).1).fold(frame.height, f32::min);
    for (place, (count, text)) in moment.others(fact).enumerate() {
        let line = counted(text, count, frame.language);
        let y = top + small * (3.7 + 1.5 * place as f32);
        // The clients stand below.
        if y + small > highest - layout.bubble {
            break;
        }
        lines.push(pen(small, Token::Warning).write(format!("line {place}"), (x, y), &line));
        widest = widest.max(pen(small, token).width(&line));
        bottom = y;
    }
    // Lines that lead across the circle pass behind it.
    let (half, high) = (widest / 2.0 + small * 0.6, size);
    let plate = Shape::Rect {
        x: x - half,
        y: top - high,
        w: half * 2.0,
        h: bottom - top + high + small * 0.6,
        r: 8.0,
    };
    marks.push(Mark::new("plate", plate, Paint::fill(Token::Surface).faded(0.86)));
    marks.append(&mut lines);
}

#[cfg(test)]
mod tests;
