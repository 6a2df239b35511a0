//! One lane's words and gauges: which algorithm it is, what it did so far, and how full it is.

use super::{NAME, NOTE, View, name, tally};
use crate::picture::{Area, Mark, Token};
use crate::scenes::gateway::gauge::{self, Drawing};
use crate::scenes::gateway::watch::{self, Dial};
use crate::scenes::gateway::{cards, words};
use crate::scenes::marks::Pen;
use crate::text::number as numbers;
use snowglobe_core::limiter::Algorithm;
use snowglobe_core::systems::gateway::LaneTally;

/// How the level of a gauge is written.
const LEVEL: Pen = Pen::new(9.5, Token::Muted);
/// Height from which it stands below the gauge, and not beside it.
const BELOW: f32 = 30.0;

impl View<'_> {
    /// The name and the numbers of a lane; the same in words.
    pub(super) fn lane(
        &self,
        algorithm: Algorithm,
        area: Area,
        columns: [f32; 3],
        marks: &mut Vec<Mark>,
    ) -> String {
        let LaneTally { admitted, denied, delayed, worst } = tally(self.world, algorithm, self.key);
        let decides = algorithm == self.rules.in_force();
        let (key, base) = (algorithm.name(), area.y + 12.0);
        let name = name(algorithm, self.language);
        let pen = if decides { NAME.bold(true).coloured(Token::Accent) } else { NAME };
        marks.push(pen.write(format!("name {key}"), (area.x, base), name));
        let numbers = [admitted, denied, u64::from(worst)].map(numbers::grouped);
        let over = worst > self.rules.limit;
        let mut free = f32::MAX;
        for (place, (number, right)) in numbers.iter().zip(columns).enumerate() {
            let pen =
                NOTE.bold(place == 2).coloured(if place == 2 && over { Token::Danger } else { Token::Ink });
            marks.push(pen.ending().write(format!("number {key} {place}"), (right, base), number));
            free = free.min(right - pen.width(number));
        }
        // What else there is to say of it, if it fits.
        let delayed =
            (delayed > 0).then(|| self.say(words::DELAYED).replace("{}", &numbers::grouped(delayed)));
        let said = [decides.then(|| self.say(words::DECIDES).to_owned()), delayed];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let (said, after) = (said.join(" · "), area.x + pen.width(name) + 8.0);
        if !said.is_empty() && after + NOTE.width(&said) + 6.0 < free {
            marks.push(NOTE.write(format!("said {key}"), (after, base), &said));
        }
        let [admitted, denied, worst] = numbers;
        let [passed, refused, most] = [words::ADMITTED, words::DENIED_SHORT, words::WORST_LANE];
        let [passed, refused, most] = [passed, refused, most].map(|text| self.say(text));
        format!(" {name} {passed} {admitted}, {refused} {denied}, {most} {worst}.")
    }

    /// How full the observer of each gateway is, side by side; with its number if there is only one.
    pub(super) fn gauges(&self, algorithm: Algorithm, area: Area, marks: &mut Vec<Mark>) {
        let count = watch::gates(self.world).count().max(1) as f32;
        let across = area.w / count;
        for (place, (id, gate)) in watch::gates(self.world).enumerate() {
            let clock = watch::clock(self.world, id, self.now);
            let gauge = gate.lanes().lane(algorithm, self.key, clock);
            let Some(gauge) = gauge.or_else(|| watch::fresh(algorithm, &self.rules, clock)) else { continue };
            let dial = Dial { algorithm, gauge };
            let key = format!("gauge {} {place}", algorithm.name());
            if self.several() {
                let token = Token::Node(cards::identity(self.world, id));
                let room = Area { x: area.x + across * place as f32 + 1.0, w: across - 3.0, ..area };
                gauge::draw(&Drawing { key: &key, dial, area: room, token }, marks);
                continue;
            }
            let (level, told) = (format!("level {}", algorithm.name()), dial.told());
            let room = if area.h < BELOW {
                let at = (area.x + area.w, area.y + area.h / 2.0 + LEVEL.drop());
                marks.push(LEVEL.ending().write(level, at, &told));
                Area { w: (area.w - LEVEL.width(&told) - 4.0).max(0.0), ..area }
            } else {
                let at = (area.x + area.w / 2.0, area.y + area.h - 1.0);
                marks.push(LEVEL.centred().write(level, at, &told));
                Area { h: area.h - 12.0, ..area }
            };
            gauge::draw(&Drawing { key: &key, dial, area: room, token: Token::Accent }, marks);
        }
    }
}
