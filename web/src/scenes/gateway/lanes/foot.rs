//! Across and below the lanes: where windows begin, and what is not shown.

use super::{NOTE, View};
use crate::picture::{Mark, Paint, Shape, Token};
use crate::scenes::gateway::{cards, watch, words};
use snowglobe_core::sim::{Nanos, format_time};
use snowglobe_core::systems::gateway::Lanes;

impl View<'_> {
    /// Where windows begin, by the clocks of the gateways: those of the first with the time below.
    pub(super) fn edges(&self, marks: &mut Vec<Mark>) {
        let window = i128::from(self.rules.window);
        let mut phases: Vec<i128> = Vec::new();
        for (place, (id, offset)) in self.traffic.offsets.iter().enumerate() {
            // Clocks that agree have the same edges.
            let phase = i128::from(*offset).rem_euclid(window);
            if phases.contains(&phase) {
                continue;
            }
            phases.push(phase);
            let token = match self.several() {
                true => Token::Soft(cards::identity(self.world, *id)),
                false => Token::Faint,
            };
            let mut free = self.plan.keys.x;
            for (time, shown) in self.edges_of(*offset) {
                let x = self.plan.axis.at(time);
                let line = Shape::Path(self.plan.upright(x));
                marks.push(Mark::new(format!("edge {place} {shown}"), line, Paint::stroke(token, 1.2)));
                let words = format_time(shown);
                let half = NOTE.width(&words) / 2.0;
                if place == 0 && x - half >= free && x + half <= self.plan.axis.x.1 + 4.0 {
                    free = x + half + 6.0;
                    let at = (x, self.plan.axis_base);
                    marks.push(NOTE.centred().write(format!("time {shown}"), at, &words));
                }
            }
        }
    }

    /// The edges on the axis: when they are, and what a clock shows then that is ahead by so much.
    fn edges_of(&self, offset: i64) -> Vec<(Nanos, Nanos)> {
        let (offset, window) = (i128::from(offset), i128::from(self.rules.window));
        let first = (i128::from(self.plan.axis.from) + offset + window - 1).div_euclid(window);
        let edges = (first..first + 8).filter_map(|edge| {
            let shown = edge * window;
            Some((Nanos::try_from(shown - offset).ok()?, Nanos::try_from(shown).ok()?))
        });
        edges.filter(|(time, _)| self.plan.axis.shows(*time)).collect()
    }

    /// What is not shown, and why; as many notes as there is room for.
    pub(super) fn notes(&self, marks: &mut Vec<Mark>) {
        let shown = self.plan.lanes.len();
        let left_out: u64 = watch::gates(self.world).map(|(_, gate)| gate.lanes().left_out()).sum();
        let known = self.traffic.known_from.saturating_add(self.rules.window);
        let too_fast = self.traffic.known_from > 0 && known > self.plan.axis.from;
        let say = |text, number: usize| self.say(text).replace("{}", &number.to_string());
        let notes = [
            (shown < self.asked).then(|| say(words::NOT_ALL, shown).replace("[]", &self.asked.to_string())),
            too_fast.then(|| say(words::TOO_FAST, Lanes::HISTORY)),
            self.several().then(|| self.say(words::TOGETHER).to_owned()),
            (left_out > 0).then(|| say(words::LEFT_OUT, Lanes::MAX_KEYS)),
        ];
        let mut line = String::new();
        for note in notes.into_iter().flatten() {
            let longer = if line.is_empty() { note } else { format!("{line} · {note}") };
            if NOTE.width(&longer) <= self.plan.keys.w {
                line = longer;
            }
        }
        if !line.is_empty() {
            marks.push(NOTE.write("note", (self.plan.keys.x, self.plan.note_base), &line));
        }
    }
}
