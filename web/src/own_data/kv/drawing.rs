//! An excerpt of a history as a picture: a bar for each operation, a lane for each process, the window shaded.
//!
//! ```text
//!   process        ┆   window   ┆
//!   0   ├1 write 1─┆┤           ┆
//!   1              ┆├2 write 2─┤┆
//!   2              ┆        ╠═3 read → 1═╣      by its return the promise was broken
//!        10        20          30              times as in the file, or numbers of lines or events
//! ```
//!
//! The numbers are the places in the list beside it, so that a bar too short for words can be looked up there.

use std::rc::Rc;

use super::excerpt::{Excerpt, Part, Shown, Times};
use super::words::{self, sentences};
use crate::own_data::words::count;
use crate::picture::bars::{Axis, Ending, shade, tail};
use crate::picture::{Area, Mark, Paint, Pen, Picture, Shape, Token};
use crate::text::Language;

/// How small things are written.
const NOTE: Pen = Pen::new(11.0, Token::Muted);
/// Height of a lane: of words above its bars, and of the bars.
const LANE: f32 = 40.0;
const BAR: f32 = 20.0;
/// Height of the row above the lanes, and of that of times.
const HEAD: f32 = 20.0;
const TIMES: f32 = 20.0;
/// Room between things.
const GAP: f32 = 8.0;
/// Room that a time takes.
const TICK: f32 = 110.0;
/// The narrowest picture.
const NARROWEST: f32 = 240.0;

/// The picture, as wide as is wanted and as high as it must be.
#[must_use]
pub fn picture(excerpt: &Excerpt, width: f32, language: Language) -> Rc<Picture> {
    let processes = excerpt.processes();
    let width = width.max(NARROWEST);
    let names = processes.iter().map(|process| NOTE.bold(true).width(&process.to_string()));
    let left = names.fold(NOTE.width(words::PROCESS.of(language)), f32::max) + 2.0 * GAP;
    let axis = axis(excerpt, (left, width - GAP));
    let bottom = HEAD + LANE * processes.len() as f32;
    let label = sentences::drawing(language, excerpt);
    let mut still = vec![NOTE.write("head", (GAP, HEAD - 7.0), words::PROCESS.of(language))];
    let (from, to) = (axis.x(excerpt.span.0), axis.x(excerpt.span.1));
    still.extend(shade(
        "window",
        Area { x: from, y: HEAD - 4.0, w: (to - from).max(1.0), h: bottom - HEAD + 4.0 },
    ));
    times(&axis, excerpt, bottom, language, &mut still);
    for (row, process) in processes.iter().enumerate() {
        let lane = Lane { process: *process, top: HEAD + LANE * row as f32, axis: &axis, language };
        lane.draw(excerpt, &mut still);
    }
    Rc::new(Picture { width, height: bottom + TIMES, label, still, moving: Vec::new() })
}

/// From the first call to the last thing that is known.
fn axis(excerpt: &Excerpt, (left, right): (f32, f32)) -> Axis {
    let calls = || excerpt.operations.iter().map(|operation| operation.called);
    let from = calls().chain([excerpt.span.0]).min().unwrap_or_default();
    let ends = excerpt.operations.iter().filter_map(|operation| operation.returned);
    let last = ends.chain(calls()).chain([excerpt.span.1]).max().unwrap_or(from);
    // A little more, so that what is called last has some length.
    Axis { from, to: last.saturating_add(((last - from) / 20).max(1)), left, right }
}

/// Round times under the lanes.
fn times(axis: &Axis, excerpt: &Excerpt, bottom: f32, language: Language, still: &mut Vec<Mark>) {
    let unit = match excerpt.times {
        Times::Told => words::TIME,
        Times::Lines => words::LINE,
        Times::Counted => words::EVENT,
    };
    let unit = unit.of(language);
    still.push(NOTE.write("unit", (GAP, bottom + 14.0), unit));
    let mut free = axis.left;
    for time in axis.ticks(TICK) {
        let (x, words, pen) = (axis.x(time), count(time), NOTE.centred());
        let line = Shape::Line { from: (x, HEAD), to: (x, bottom) };
        still.push(Mark::new(format!("time {time}"), line, Paint::stroke(Token::Faint, 1.0).faded(0.6)));
        let half = pen.width(&words) / 2.0;
        if x - half >= free && x + half <= axis.right {
            still.push(pen.write(format!("time name {time}"), (x, bottom + 14.0), &words));
            free = x + half + GAP;
        }
    }
}

/// How an operation ended, as its bar shows it.
#[must_use]
pub fn ending(operation: &Shown) -> Ending {
    match (operation.part, operation.returned) {
        (Part::Culprit, _) => Ending::Wrong,
        (_, None) => Ending::Unknown,
        (_, Some(_)) => Ending::Done,
    }
}

/// The lane of a process.
struct Lane<'a> {
    process: u64,
    top: f32,
    axis: &'a Axis,
    language: Language,
}

impl Lane<'_> {
    fn draw(&self, excerpt: &Excerpt, still: &mut Vec<Mark>) {
        let (process, bottom) = (self.process, self.top + LANE);
        let line = Shape::Line { from: (GAP, bottom), to: (self.axis.right, bottom) };
        still.push(Mark::new(format!("lane {process}"), line, Paint::stroke(Token::Faint, 1.0)));
        let (pen, middle) = (NOTE.bold(true).coloured(Token::Ink), bottom - 4.0 - BAR / 2.0);
        still.push(pen.write(format!("process {process}"), (GAP, middle + pen.drop()), &process.to_string()));
        let own = excerpt.operations.iter().enumerate().filter(|(_, shown)| shown.process == process);
        let own: Vec<(usize, &Shown)> = own.collect();
        for (at, shown) in &own {
            self.bar(*at, shown, still);
        }
        // The culprit has its words before others take the room.
        let mut taken: Vec<(f32, f32)> = Vec::new();
        let (first, others): (Vec<_>, Vec<_>) =
            own.into_iter().partition(|(_, shown)| shown.part == Part::Culprit);
        for (at, shown) in first.into_iter().chain(others) {
            self.words(at, shown, &mut taken, still);
        }
    }

    fn area(&self, shown: &Shown) -> Area {
        let from = self.axis.x(shown.called);
        // What never returned is drawn to the right edge: short, and then broken.
        let to = shown.returned.map_or((from + 4.0 * GAP).min(self.axis.right), |at| self.axis.x(at));
        Area { x: from, y: self.top + LANE - 4.0 - BAR, w: (to - from).max(3.0), h: BAR }
    }

    fn bar(&self, at: usize, shown: &Shown, still: &mut Vec<Mark>) {
        let (ending, area, number) = (ending(shown), self.area(shown), at + 1);
        if ending == Ending::Unknown {
            let ends = (area.x + area.w, self.axis.right);
            still.push(tail(format!("tail {number}"), ends, area.y + BAR / 2.0));
        }
        let paint = ending.paint();
        let paint = if shown.part == Part::Beside { paint.faded(0.55) } else { paint };
        still.push(Mark::new(format!("bar {number}"), ending.bar(area), paint));
    }

    /// The number and what was asked in the bar or above it, or the number alone, as there is room.
    fn words(&self, at: usize, shown: &Shown, taken: &mut Vec<(f32, f32)>, still: &mut Vec<Mark>) {
        let (number, area) = (at + 1, self.area(shown));
        let pen = NOTE.coloured(Token::Ink).bold(shown.part == Part::Culprit);
        let key = format!("words {number}");
        let long = format!("{number} {}", sentences::asked(self.language, shown));
        for words in [long, number.to_string()] {
            let wide = pen.width(&words);
            if wide + GAP <= area.w {
                let at = (area.x + GAP / 2.0, area.y + BAR / 2.0 + pen.drop());
                still.push(pen.write(key, at, &words));
                return;
            }
            let x = area.x.min(self.axis.right - wide);
            let end = x + wide + GAP;
            if x >= self.axis.left && taken.iter().all(|(from, to)| end <= *from || x >= *to) {
                still.push(pen.write(key, (x, area.y - 3.0), &words));
                taken.push((x, end));
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests;
