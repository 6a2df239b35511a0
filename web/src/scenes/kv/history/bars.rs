//! The bars of one client: each from the call to its return, open where nobody knows how it ended.

use super::window::Window;
use super::{NOTE, inside, thing, words};
use crate::picture::bars::{Ending, tail};
use crate::picture::{Area, Dash, Mark, Paint, Shape, Token};
use crate::scenes::kv::name;
use crate::text::{Language, Text};
use crate::views::spaced;
use snowglobe_core::sim::{NodeId, World};
use snowglobe_core::systems::kv::{Call, CallId, Calls, Ended, Finding, Kv};

/// Endings in the order of the legend.
pub(super) const ENDINGS: [Ending; 5] =
    [Ending::Done, Ending::Wrong, Ending::NoEffect, Ending::Unknown, Ending::UnderWay];

/// How a call ended, by itself: what is wrong with it only others can tell.
pub(super) fn ending(call: &Call) -> Ending {
    match &call.ended {
        Some((_, Ended::Read(_) | Ended::Written(_))) => Ending::Done,
        Some((_, Ended::Failed)) => Ending::NoEffect,
        Some((_, Ended::Unknown)) => Ending::Unknown,
        None => Ending::UnderWay,
    }
}

/// What an ending is called.
pub(super) fn ending_name(ending: Ending) -> Text {
    match ending {
        Ending::Done => words::DONE,
        Ending::NoEffect => words::NO_EFFECT,
        Ending::Unknown => words::NOBODY_KNOWS,
        Ending::UnderWay => words::UNDER_WAY,
        Ending::Wrong => words::WRONG_READ,
    }
}

/// How a bar is painted that shows what is wrong with another.
pub(super) fn evidence(ending: Ending) -> Paint {
    ending.paint().lined(Token::Danger, 2.0).dashed(Dash::Dashed)
}

/// One client's lane.
pub(super) struct Lane<'a> {
    pub(super) world: &'a World<Kv>,
    pub(super) client: NodeId,
    pub(super) area: Area,
    pub(super) window: &'a Window,
    pub(super) findings: &'a [Finding],
    /// The call by which what is told of went wrong, and then those that show it.
    pub(super) evidence: &'a [CallId],
    pub(super) language: Language,
}

impl Lane<'_> {
    pub(super) fn draw(&self, calls: &Calls, still: &mut Vec<Mark>) {
        let Area { x, y, w, h } = self.area;
        let (client, own) = (self.client, name(self.world, self.client.0));
        let line = Shape::Line { from: (x, y + h), to: (x + w, y + h) };
        still.push(Mark::new(format!("lane {}", client.0), line, Paint::stroke(Token::Faint, 1.0)));
        let bar = (h * 0.5).clamp(8.0, 30.0);
        // Where words fit above a bar, it stands lower.
        let middle = y + if h >= 34.0 { h * 0.62 } else { h * 0.5 };
        let pen = NOTE.bold(true).coloured(Token::Ink);
        still.push(pen.write(format!("client {}", client.0), (x, middle + pen.drop()), &own));
        let mut shown: Vec<(usize, &Call)> = inside(calls, self.window).collect();
        shown.reverse();
        let area = |call: &Call| {
            let (from, to) = (self.window.x(call.called), self.end(call));
            Area { x: from, y: middle - bar / 2.0, w: to - from, h: bar }
        };
        for (at, (index, call)) in shown.iter().enumerate() {
            let until = shown.get(at + 1).map_or(self.window.now, |(_, next)| next.called);
            self.bar(CallId { client, index: *index }, call, area(call), self.window.x(until), still);
        }
        // What is told of has its words before others take the room.
        let mut taken = Vec::new();
        for rank in 0..3 {
            for (index, call) in &shown {
                let id = CallId { client, index: *index };
                if self.rank(id) == rank {
                    self.words(id, call, area(call), &mut taken, still);
                }
            }
        }
    }

    /// First the call that went wrong, then those that show it, then all others.
    fn rank(&self, id: CallId) -> u8 {
        match self.evidence.iter().position(|shown| *shown == id) {
            Some(0) => 0,
            Some(_) => 1,
            None => 2,
        }
    }

    /// Where a bar ends: with the call, or at the moment shown.
    fn end(&self, call: &Call) -> f32 {
        self.window.x(call.ended.as_ref().map_or(self.window.now, |(at, _)| *at))
    }

    fn bar(&self, id: CallId, call: &Call, area: Area, until: f32, still: &mut Vec<Mark>) {
        let (what, ending) = (format!("{} {}", id.client.0, id.index), self.ending(id, call));
        let thing = thing(self.world, id);
        if ending == Ending::Unknown {
            let ends = (area.x + area.w, until);
            let mark = tail(format!("tail {what}"), ends, area.y + area.h / 2.0);
            still.push(Mark { thing: Some(thing.clone()), ..mark });
        }
        let paint = if self.rank(id) == 1 { evidence(ending) } else { ending.paint() };
        let mark = Mark::new(format!("call {what}"), ending.bar(area), paint);
        still.push(mark.of(thing, self.label(id, call, ending)));
    }

    /// How the bar is painted: what is wrong with it goes first.
    fn ending(&self, id: CallId, call: &Call) -> Ending {
        let shown = self.rank(id) == 0 && call.ended.is_some();
        let wrong = shown || self.findings.iter().any(|finding| finding.read == id);
        if wrong { Ending::Wrong } else { ending(call) }
    }

    /// What a screen reader says.
    fn label(&self, id: CallId, call: &Call, ending: Ending) -> String {
        let asked = told(self.world, call, self.language);
        let ended = call.ended.as_ref().map_or_else(String::new, |(at, _)| spaced(*at));
        let client = name(self.world, id.client.0);
        format!(
            "{client} {asked}, {} – {ended}, {}",
            spaced(call.called),
            ending_name(ending).of(self.language)
        )
    }

    /// What was asked and answered, in the bar, or above it where no other words are.
    fn words(&self, id: CallId, call: &Call, area: Area, taken: &mut Vec<(f32, f32)>, still: &mut Vec<Mark>) {
        let words = told(self.world, call, self.language);
        let (pen, key) = (NOTE.coloured(Token::Ink), format!("words {} {}", id.client.0, id.index));
        let wide = pen.width(&words);
        let thing = Some(thing(self.world, id));
        if wide + 8.0 <= area.w && area.h >= 14.0 {
            let at = (area.x + 4.0, area.y + area.h / 2.0 + pen.drop());
            still.push(Mark { thing, ..pen.write(key, at, &words) });
            return;
        }
        // At the right edge words begin before their bar.
        let x = area.x.min(self.window.axis.right - wide);
        let (above, end) = (area.y - 4.0, x + wide + 7.0);
        let free = taken.iter().all(|(from, to)| end <= *from || x >= *to);
        if free && above - 11.0 >= self.area.y && x >= self.window.axis.left {
            still.push(Mark { thing, ..pen.write(key, (x, above), &words) });
            taken.push((x, end));
        }
    }
}

/// What was asked for, and what came back: `put cart=tea`, `get cart → tea`.
pub(super) fn told(world: &World<Kv>, call: &Call, language: Language) -> String {
    let system = world.system();
    let key = system.key_name(call.key.id);
    let asked = match call.write {
        None => format!("get {key}"),
        Some(None) => format!("delete {key}"),
        Some(Some(value)) => format!("put {key}={}", system.value_name(value)),
    };
    let Some((_, Ended::Read(reading))) = &call.ended else { return asked };
    let values: Vec<String> = reading.values.iter().map(|value| system.value_name(*value)).collect();
    match values.as_slice() {
        [] => format!("{asked} → {}", words::NONE.of(language)),
        values => format!("{asked} → {}", values.join(" ∥ ")),
    }
}
