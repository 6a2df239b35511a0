//! Above the lanes: the keys that can be chosen, what the marks mean, and the names of the numbers.

use super::track::struck;
use super::{NOTE, View};
use crate::picture::{Area, Dash, Mark, Paint, Shape, Thing, Token, number};
use crate::scenes::gateway::{watch, words};
use crate::text::number as numbers;
use snowglobe_core::systems::gateway::Key;

/// Keys that are shown rather than a legend.
const FEW: usize = 4;

/// The width of the button of a key.
fn chip_width(name: &str) -> f32 {
    NOTE.bold(true).width(name) + 12.0
}

impl View<'_> {
    /// The keys that can be chosen, in the order of their numbers, as far as there is room.
    pub(super) fn keys(&self, marks: &mut Vec<Mark>) {
        let Area { x, y, w, h } = self.plan.keys;
        let mut keys: Vec<Key> = watch::gates(self.world).flat_map(|(_, gate)| gate.lanes().keys()).collect();
        keys.push(self.key);
        keys.retain(|key| key.kind == self.key.kind);
        keys.sort_unstable();
        keys.dedup();
        // A legend is welcome, but a few keys must have room.
        let asked: f32 = keys.iter().take(FEW).map(|key| chip_width(&key.to_string()) + 5.0).sum();
        let room = w - self.legend(asked, marks);
        let mut left = x;
        for key in keys {
            let (name, chosen) = (key.to_string(), key == self.key);
            let pen = NOTE.coloured(if chosen { Token::Ink } else { Token::Muted }).bold(chosen).centred();
            let wide = chip_width(&name);
            if left + wide > x + room {
                break;
            }
            let line = if chosen { (Token::Accent, 2.0) } else { (Token::Faint, 1.2) };
            let paint = Paint::fill(Token::Card).lined(line.0, line.1);
            let shape = Shape::Rect { x: left, y, w: wide, h, r: 6.0 };
            let thing = Thing::Key(key.id);
            marks.push(Mark::new(format!("key {name}"), shape, paint).of(thing.clone(), name.clone()));
            let at = (left + wide / 2.0, y + h * 0.5 + pen.drop());
            marks.push(Mark { thing: Some(thing), ..pen.write(format!("key name {name}"), at, &name) });
            left += wide + 5.0;
        }
    }

    /// What the marks on the tracks mean, if there is room beside the keys; how much that takes, from the right.
    fn legend(&self, keys: f32, marks: &mut Vec<Mark>) -> f32 {
        let Area { x, y, w, h } = self.plan.keys;
        let names = [words::ADMITTED, words::DENIED_SHORT, words::WINDOW_COUNT, words::LATER];
        let names = names.map(|text| self.say(text));
        // Where it is narrow, without who waits, which few lanes have.
        let room = |names: &[&str]| names.iter().map(|name| NOTE.width(name) + 30.0).sum::<f32>();
        let fits = |shown: &usize| room(&names[..*shown]) + keys < w;
        let Some(shown) = [names.len(), names.len() - 1].into_iter().find(fits) else { return 0.0 };
        let (names, room) = (&names[..shown], room(&names[..shown]));
        let middle = y + h / 2.0;
        let mut left = x + w - room;
        for (place, name) in names.iter().enumerate() {
            let (shape, paint) = sample(place, left, middle);
            marks.push(Mark::new(format!("legend {place}"), shape, paint));
            marks.push(NOTE.write(format!("legend name {place}"), (left + 23.0, middle + NOTE.drop()), name));
            left += NOTE.width(name) + 30.0;
        }
        room
    }

    /// Limit and window on the left, the names of the numbers on the right; where the numbers end.
    pub(super) fn headings(&self, marks: &mut Vec<Mark>) -> [f32; 3] {
        let worst = if self.several() { words::WORST_OF_ONE } else { words::WORST_LANE };
        let names = [words::ADMITTED, words::DENIED_SHORT, worst].map(|text| self.say(text));
        let Area { x, w, .. } = self.plan.keys;
        let mut right = x + w;
        let mut columns = [right; 3];
        for (place, (name, column)) in names.into_iter().zip(&mut columns).enumerate().rev() {
            marks.push(NOTE.ending().write(format!("heading {place}"), (right, self.plan.headings), name));
            *column = right;
            right -= NOTE.width(name).max(26.0) + 10.0;
        }
        let window = numbers::duration(self.rules.window, self.language);
        let limit = numbers::grouped(self.rules.limit.into());
        let limit = format!("{} {limit} / {window}", self.say(words::LIMIT));
        if x + NOTE.width(&limit) < right {
            marks.push(NOTE.write("limit", (x, self.plan.headings), &limit));
        }
        columns
    }
}

/// One of the marks on a track: what passed, what waits, what did not pass, the sliding window.
fn sample(place: usize, left: f32, middle: f32) -> (Shape, Paint) {
    let (x, n) = (left + 14.0, number);
    match place {
        0 => {
            let stroke = Shape::Line { from: (x, middle - 5.0), to: (x, middle + 5.0) };
            (stroke, Paint::stroke(Token::Good, 2.2))
        }
        1 => (Shape::Path(struck(x, middle, 3.4)), Paint::fill(Token::Card).lined(Token::Warning, 1.2)),
        2 => {
            let area = Shape::Rect { x: left + 5.0, y: middle - 4.0, w: 14.0, h: 8.0, r: 1.0 };
            (area, Paint::fill(Token::Accent).faded(0.28))
        }
        _ => {
            let line = format!("M{} {m}L{} {m}", n(left), n(left + 19.0), m = n(middle));
            (Shape::Path(line), Paint::stroke(Token::Muted, 1.0).dashed(Dash::Dashed))
        }
    }
}
