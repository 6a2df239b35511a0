//! The disk of an LSM tree: its log, and below it the levels, each table a bar over the range of its keys.
//!
//! ```text
//!   log  ▓▓▓▓▓▓▒▒                 durable, and what a crash may take
//!   L0   ▬▬▬▬▬▬▬▬▬▬▬▬             each run a row: at level 0 they overlap
//!        ▬▬▬▬▬▬▬▬▬▬▬
//!   L1   ▬▬▬▬▬ ▬▬▬▬▬ ▬▬▬▬▬        one run: no key is in two tables
//! ```

use super::axis::Axis;
use super::draw::{NAME, NOTE, bytes, fit, ground, rect};
use super::layout::{Machine, Spot};
use super::words;
use crate::picture::{Area, Dash, Mark, Paint, Thing, Token};
use crate::scenes::marks::Pen;
use crate::text::Language;
use crate::text::number::grouped;
use snowglobe_core::lsm::compaction::Shape as Levels;
use snowglobe_core::lsm::{Lsm, TableInfo};
use snowglobe_core::sim::Place;
use snowglobe_core::systems::storage::{Device, FileCode, Node, Platter};

/// Levels that are shown even when they are empty.
const SHOWN: usize = 3;
/// Levels that are shown at most; deeper ones share the last row.
const MOST: usize = 7;

/// The rows of a disk.
pub(super) struct Rows {
    /// Room for the names of rows, on the left.
    names: f32,
    left: f32,
    right: f32,
    top: f32,
    high: f32,
}

impl Rows {
    /// Room for the log and so many levels.
    pub(super) fn new(disk: Area, levels: usize) -> Self {
        let names = if disk.w > 240.0 { 66.0 } else { 30.0 };
        let rows = (levels + 1) as f32;
        let top = disk.y + 20.0;
        Self {
            names,
            left: disk.x + names,
            right: disk.x + disk.w - 10.0,
            top,
            high: ((disk.y + disk.h - 6.0 - top) / rows).clamp(6.0, 84.0),
        }
    }

    /// Whether words fit beside a row, where its name is.
    pub(super) fn names(&self, pen: &Pen, words: &str) -> bool {
        pen.width(words) + 8.0 <= self.names
    }

    /// How many levels of these are shown.
    pub(super) fn levels(shape: Option<&Levels>) -> usize {
        shape.map_or(0, |shape| shape.levels.len()).clamp(SHOWN, MOST)
    }

    /// The room of a row; 0 is the log.
    pub(super) fn row(&self, row: usize) -> Area {
        let gap = (self.high * 0.18).clamp(1.0, 7.0);
        let y = self.top + self.high * row as f32;
        Area { x: self.left, y: y + gap / 2.0, w: (self.right - self.left).max(10.0), h: self.high - gap }
    }

    /// The axis of keys.
    pub(super) fn axis(&self, keys: u32) -> Axis {
        Axis::new(keys, (self.left, self.right))
    }

    /// The room of a table.
    pub(super) fn table(
        &self,
        axis: Axis,
        (level, run, runs): (usize, usize, usize),
        info: &TableInfo,
    ) -> Area {
        let row = self.row(level.min(MOST - 1) + 1);
        let high = row.h / runs.max(1) as f32;
        let (left, right) = (axis.at(&info.smallest), axis.at(&info.largest));
        let w = (right - left).max(3.0);
        let h = (high - if runs > 1 { 1.0 } else { 0.0 }).max(1.0);
        Area { x: left.min(self.right - w), y: row.y + high * run as f32, w, h }
    }
}

/// The disk's card with its name and what it does.
pub(super) fn card(
    machine: &Machine,
    disk: &Platter,
    place: &Place<Node>,
    (merged_away, language): (Option<(u64, u64)>, Language),
    marks: &mut Vec<Mark>,
) {
    let (name, Area { x, y, w, .. }) = (&*place.name, machine.disk);
    let card = Mark::new(format!("disk {name}"), rect(machine.disk, 8.0), ground(place.up, Token::Muted));
    let told = if place.up { words::UP } else { words::DOWN }.of(language);
    marks.push(card.of(Thing::Node(name.to_owned()), format!("{name}, {told}")));
    let right = x + w - 8.0;
    let mut at = fit(marks, format!("name {name}"), NAME.bold(true), (x + 8.0, y + 14.0), right, name);
    if !place.up {
        let pen = NOTE.bold(true);
        at = fit(marks, format!("state {name}"), pen, (at, y + 14.0), right, told);
    }
    let queue = disk.queue() + usize::from(disk.busy().is_some());
    if queue > 0 {
        let waiting = words::BUSY.of(language).replace("{}", &grouped(queue as u64));
        at = fit(marks, format!("queue {name}"), NOTE, (at, y + 14.0), right, &waiting);
    }
    if let Some((gone, tombstones)) = merged_away.filter(|(gone, _)| *gone > 0) {
        let words = words::MERGED_AWAY.of(language).replace("{b}", &grouped(tombstones));
        let words = words.replace("{a}", &grouped(gone - tombstones.min(gone)));
        let left = right - NOTE.width(&words);
        if left >= at {
            marks.push(NOTE.write(format!("merged away {name}"), (left, y + 14.0), &words));
        }
    }
}

/// The logs: what is durable, and what is not.
pub(super) fn logs(
    rows: &Rows,
    disk: &Platter,
    (usual, wanted): (u64, fn(FileCode) -> bool),
    name: &str,
    marks: &mut Vec<Mark>,
) -> Vec<Spot> {
    let row = rows.row(0);
    write_row(row, name, rows, name, marks);
    let files: Vec<_> = disk.files().filter(|file| wanted(FileCode::of(file.name))).collect();
    let all: u64 = files.iter().map(|file| file.durable + file.volatile).sum();
    let scale = row.w / all.max(usual).max(1) as f32;
    let mut left = row.x;
    let mut spots = Vec::new();
    for file in files {
        let whole = file.durable + file.volatile;
        let area = Area { x: left, w: (whole as f32 * scale).max(2.0), ..row };
        let safe = Area { w: (file.durable as f32 * scale).max(0.5), ..area };
        let label = format!("{}, {} + {}", file.name, bytes(file.durable), bytes(file.volatile));
        let outline = Paint::fill(Token::Surface).lined(Token::Muted, 1.0);
        let mark = Mark::new(format!("log {}", file.name), rect(area, 2.0), outline);
        marks.push(mark.of(Thing::File(file.name.to_owned()), label));
        if file.durable > 0 {
            marks.push(Mark::new(
                format!("durable {}", file.name),
                rect(safe, 2.0),
                Paint::fill(Token::Soft(0)),
            ));
        }
        spots.push(Spot { code: FileCode::of(file.name), area, bytes: whole });
        left += area.w + 2.0;
    }
    spots
}

/// The name of a row, on its left.
fn write_row(row: Area, name: &str, rows: &Rows, key: &str, marks: &mut Vec<Mark>) {
    let room = rows.left - 6.0;
    let fits = |pen: &Pen| rows.names(pen, name);
    let pens = [NOTE.ending(), Pen::new(9.0, Token::Muted).ending(), Pen::new(8.0, Token::Muted).ending()];
    if let Some(pen) = pens.into_iter().find(fits).filter(|_| row.h >= 7.0) {
        marks.push(pen.write(format!("row {key}"), (room, row.y + row.h / 2.0 + pen.drop()), name));
    }
}

/// The levels with their tables; where each is.
pub(super) fn levels(
    rows: &Rows,
    lsm: &Lsm<Device>,
    keys: u32,
    language: Language,
    marks: &mut Vec<Mark>,
) -> Vec<Spot> {
    let overview = lsm.overview();
    let axis = rows.axis(keys);
    let merged: &[u64] = overview.merge.as_ref().map_or(&[], |merge| &merge.job.tables);
    let mut spots = Vec::new();
    for level in 0..Rows::levels(Some(&overview.shape)) {
        let row = rows.row(level + 1);
        let level_name = words::LEVEL.of(language).replace("{}", &level.to_string());
        write_row(row, &level_name, rows, &level_name, marks);
        let ground = Paint::fill(Token::Surface).faded(0.6);
        marks.push(Mark::new(format!("level {level}"), rect(row, 3.0), ground));
    }
    for (level, runs) in overview.shape.levels.iter().enumerate() {
        for (run, tables) in runs.iter().enumerate() {
            for info in &tables.tables {
                let area = rows.table(axis, (level, run, runs.len()), info);
                table(info, (level, area), merged.contains(&info.number), language, marks);
                spots.push(Spot { code: FileCode::Table(info.number), area, bytes: info.bytes });
            }
        }
    }
    spots
}

fn table(
    info: &TableInfo,
    (level, area): (usize, Area),
    merging: bool,
    language: Language,
    marks: &mut Vec<Mark>,
) {
    let name = FileCode::Table(info.number).name();
    let label = format!(
        "{name}, L{level}, {}, {}",
        bytes(info.bytes),
        words::ENTRIES.of(language).replace("{}", &grouped(info.entries))
    );
    let paint = match merging {
        true => Paint::fill(Token::Soft(0)).lined(Token::Warning, 1.8).dashed(Dash::Dashed),
        false => Paint::fill(Token::Soft(0)).lined(Token::Node(0), 1.0),
    };
    let mark = Mark::new(format!("table {}", info.number), rect(area, 2.0), paint);
    marks.push(mark.of(Thing::File(name), label));
    // The part of its entries that are tombstones, along the lower edge.
    if info.tombstones > 0 && area.h > 4.0 {
        let w = area.w * info.tombstones as f32 / info.entries.max(1) as f32;
        let strip = Area { y: area.y + area.h - 3.0, h: 3.0, w, ..area };
        marks.push(Mark::new(
            format!("tombstones {}", info.number),
            rect(strip, 0.0),
            Paint::fill(Token::Danger),
        ));
    }
    let number = info.number.to_string();
    let pen = Pen::new(9.5, Token::Ink).centred();
    if area.h >= 13.0 && pen.width(&number) + 4.0 < area.w {
        let at = (area.x + area.w / 2.0, area.y + area.h / 2.0 + pen.drop());
        marks.push(pen.write(format!("number {}", info.number), at, &number));
    }
}
